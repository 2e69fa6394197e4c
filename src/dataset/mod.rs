//! A folder of exports, from bytes to typed rows with their origin.

pub mod kind;
pub mod value;

//! A folder of exports, from bytes to typed rows with their origin.

pub mod encoding;
pub mod kind;
pub mod source;
pub mod value;

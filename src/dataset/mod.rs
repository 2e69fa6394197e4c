//! A folder of exports, from bytes to typed rows with their origin.

pub(crate) mod benchmark;
pub(crate) mod codes;
mod columns;
pub mod config;
pub(crate) mod describe;
pub mod dialect;
pub mod discover;
pub mod encoding;
pub mod field_kind;
mod header;
pub mod input_error;
pub mod kind;
mod layout;
pub(crate) mod mark;
mod meaning;
pub(crate) mod national;
pub(crate) mod notation;
pub mod progress;
pub mod refusal;
pub mod rejects;
pub(crate) mod scan;
mod shape;
pub mod source;
pub(crate) mod statline;
pub mod value;

//! A folder of exports, from bytes to typed rows with their origin.

pub(crate) mod benchmark;
pub(crate) mod codes;
mod columns;
pub mod config;
pub(crate) mod describe;
pub mod dialect;
pub mod discover;
pub mod encoding;
mod header;
pub mod kind;
mod meaning;
pub(crate) mod national;
pub(crate) mod notation;
pub mod progress;
pub mod rejects;
pub(crate) mod scan;
mod shape;
pub mod source;
pub mod value;

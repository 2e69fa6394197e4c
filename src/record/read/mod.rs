//! Exports → records: one dataset's files, opened, scanned and parsed, with an account of every row.

mod benefits;
mod code;
mod columns;
mod file;
mod list;
mod load;
mod memory;
mod participations;
mod payments;
mod place;
mod placements;
mod rules;
mod sector;
mod simple;
mod span;
mod target;
#[cfg(test)]
mod ways_tests;

pub(crate) use file::{FileFacts, Reading};
pub(crate) use load::{Loaded, Loader};

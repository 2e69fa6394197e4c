//! The commands: each calls the steps of the way of a figure, one after the other.

mod load;
mod notes;
mod report;
mod sample;
mod scopes;

pub(crate) use report::report;
pub(crate) use sample::sample;

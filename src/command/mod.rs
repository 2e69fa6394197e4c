//! The commands: each calls the steps of the way of a figure, one after the other.

mod audit;
mod check;
mod init;
mod load;
mod notes;
mod protect;
mod publish;
mod report;
mod sample;
mod scopes;

pub(crate) use audit::audit;
pub(crate) use check::check;
pub(crate) use init::init;
pub(crate) use protect::protect;
pub(crate) use report::report;
pub(crate) use sample::sample;

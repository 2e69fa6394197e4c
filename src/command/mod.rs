//! The commands: each calls the steps of the way of a figure, one after the other.

mod check;
mod cohorts;
mod deliver;
mod init;
mod load;
mod notes;
mod report;
mod sample;
mod scopes;
mod stage;
mod table;
mod trend;
mod watch;

pub(crate) use check::check;
pub(crate) use cohorts::cohorts;
pub(crate) use init::init;
pub(crate) use report::report;
pub(crate) use sample::sample;
pub(crate) use table::table;
pub(crate) use trend::trend;
pub(crate) use watch::watched;

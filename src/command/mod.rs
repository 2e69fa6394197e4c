//! The commands: each calls the steps of the way of a figure, one after the other.

mod audit;
mod cases;
mod check;
mod cohorts;
mod counted;
mod deliver;
mod explain;
mod guide;
mod init;
mod load;
mod notes;
mod pick;
mod protect;
mod publish;
mod report;
mod revise;
mod sample;
mod scopes;
mod stage;
mod table;
mod trend;
mod watch;

pub(crate) use audit::audit;
pub(crate) use cases::cases;
pub(crate) use check::check;
pub(crate) use cohorts::cohorts;
pub(crate) use explain::explain;
pub(crate) use guide::guide;
pub(crate) use init::init;
pub(crate) use protect::protect;
pub(crate) use report::report;
pub(crate) use revise::revise;
pub(crate) use sample::sample;
pub(crate) use table::table;
pub(crate) use trend::trend;
pub(crate) use watch::watched;

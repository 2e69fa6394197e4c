//! A report: tables of rows of typed cells, totals included, before anything is turned into text.
//!
//! A renderer gets a [`Document`] and a locale; whatever it prints stands here already, exact.

pub mod benchmarks;
pub mod brief;
mod budget;
mod build;
pub mod cases;
pub(crate) mod catalogue;
mod cell;
pub mod cohort;
pub mod cross;
mod distinct;
mod document;
mod duration;
pub mod explain;
#[cfg(test)]
pub(crate) mod fixture;
pub(crate) mod forecast;
pub mod headline;
mod ids;
pub mod indicators;
mod mean;
mod needs;
mod note;
mod provenance;
pub mod quality;
mod report_input;
mod request_error;
pub mod revision;
mod savings;
pub mod series;
pub(crate) mod spec;
mod spending;
mod status;
mod survival;
mod table;
mod unfinished;
mod worked_out;
pub(crate) mod yearly;

pub(crate) use build::{notes as money_notes, report};
pub use catalogue::{figures, listed, table_ids};
pub(crate) use catalogue::{is_one_of, is_share_of_group, plan};
pub use cell::{Cell, Missing, Value};
pub(crate) use distinct::distinct;
pub use document::{Document, Layout, Report, Timeline};
pub use ids::{FigureId, TableId};
pub use note::{Note, NoteValue};
pub use provenance::{DatasetFacts, DefinitionsInForce, InputFacts, Provenance};
pub(crate) use report_input::{ReportInput, named};
pub use request_error::RequestError;
pub(crate) use spec::FigureSpec;
pub use spec::Listed;
pub use status::{Audience, RowCounts, Status};
pub use table::{Across, Group, Row, ShareOf, Table};
pub(crate) use yearly::TABLES;

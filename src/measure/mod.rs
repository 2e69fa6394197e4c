//! Records into counts. Pure functions: no I/O, no clock, no text but ids.
//!
//! A counted figure is a unit (benefit, person, placement, participation), a condition on that unit in a
//! period, and the dimensions by which it may be grouped. [`cases`] and [`persons`] walk through the units
//! once and state [`fact`]s; a [`tally`] counts them by group, for all periods and scopes of a run together.

mod case_facts;
mod caseload;
mod cases;
mod clean;
mod cohort;
mod context;
mod cross;
mod dimension;
mod fact;
mod partition;
mod payments;
mod person;
mod persons;
mod programme;
pub(crate) mod quality;
mod retention;
mod revision;
mod run;
mod scope;
mod spell;
mod tally;
mod unit;
mod window;
mod work;

pub(crate) use case_facts::{CaseFact, CaseFacts, Part, SpellRows};
pub(crate) use cases::Repeats;
pub(crate) use clean::clean;
pub(crate) use cohort::{CohortDimension, Cohorts, Curve, Step, YEARS};
pub(crate) use context::{Context, PersonGroups};
pub(crate) use cross::Crossed;
pub(crate) use dimension::{
    DURATION_MONTHS, DURATIONS, Dimension, NOT_COMPLETED, SOCIAL_KINDS, age_names,
};
pub(crate) use fact::Condition;
pub(crate) use retention::{HALF_YEAR, YEAR};
pub(crate) use revision::{Kind, RowChanges, row_changes};
pub(crate) use run::{Counts, Seen, measure};
pub(crate) use tally::{Counted, Plan, Tally};
pub use unit::Unit;
pub(crate) use window::Window;

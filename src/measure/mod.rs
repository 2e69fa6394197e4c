//! Records into counts. Pure functions: no I/O, no clock, no text but ids.
//!
//! A counted figure is a unit (benefit, person, placement, participation), a condition on that unit in a
//! period, and the dimensions by which it may be grouped. [`cases`] and [`persons`] walk through the units
//! once and state [`fact`]s; a [`tally`] counts them by group, for all periods and scopes of a run together.

mod caseload;
mod cases;
mod clean;
mod dimension;
mod fact;
mod figure;
mod group;
mod list;
mod payments;
mod persons;
mod programme;
pub(crate) mod quality;
mod retention;
mod revision;
mod scope;
mod spell;
mod tally;
mod unit;
mod window;
mod work;

use rayon::prelude::*;

pub(crate) use clean::clean;
pub(crate) use dimension::{DURATIONS, Dimension, age_names};
pub(crate) use fact::{Condition, Sink};
pub use figure::Unit;
pub(crate) use list::{Found, List, Part, Stretch};
pub(crate) use programme::SOCIAL_KINDS;
pub(crate) use retention::{HALF_YEAR, YEAR};
pub(crate) use revision::{Kind, RowChanges, row_changes};
pub(crate) use tally::{Counted, Plan, Tally};
pub(crate) use unit::{Context, PersonGroups};
pub(crate) use window::Window;

use cases::Cases;
use persons::Persons;

/// Counts one dataset. Returns the counts and how many benefit rows are the same row again.
pub(crate) fn measure<'p>(
    context: &Context<'_>,
    plan: &'p Plan,
    scopes: usize,
) -> (Tally<'p>, u64) {
    walk(context, || Tally::new(plan, scopes, context.windows.len()), Tally::merged)
}

/// Walks through all units of one dataset, part by part, each part into a sink of its own; the sinks are merged.
/// Returns the whole and how many benefit rows are the same row again.
pub(crate) fn walk<S: Sink + Send>(
    context: &Context<'_>,
    new: impl Fn() -> S + Sync + Send,
    merged: impl Fn(S, S) -> S + Sync + Send,
) -> (S, u64) {
    let cases = Cases::gather(context);
    let visit = |(mut sink, mut identical): (S, u64), part| {
        identical += cases.visit(context, part, &mut sink);
        (sink, identical)
    };
    let merge = |(left, more): (S, u64), (right, again)| (merged(left, right), more + again);
    let (of_cases, identical) = if cases.parts() <= 2 {
        (0..cases.parts()).fold((new(), 0), visit)
    } else {
        let parts = (0..cases.parts()).into_par_iter();
        parts.fold(|| (new(), 0), visit).reduce(|| (new(), 0), merge)
    };
    drop(cases);
    let persons = Persons::gather(context);
    let visit = |mut sink: S, part| {
        persons.visit(context, part, &mut sink);
        sink
    };
    let mut of_persons = if persons.parts() == 1 {
        visit(new(), 0)
    } else {
        (0..persons.parts()).into_par_iter().fold(&new, visit).reduce(&new, &merged)
    };
    payments::visit(context, &mut of_persons);
    (merged(of_cases, of_persons), identical)
}

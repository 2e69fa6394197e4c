//! The quality of a delivery: what looks odd in its rows, before any figure is quoted.
//!
//! Everything is counted, nothing is shown: an identifier leaves this module only as a number of rows. One pass
//! over the rows of each file, one over the cases and one over the persons; spells are made as everywhere else.

mod bookings;
mod codes;
mod identifiers;
mod odd;
mod rows;
mod series;
mod units;
mod warnings;

use rayon::prelude::*;

use super::cases::{Cases, Repeats};
use super::context::Context;
use super::persons::Persons;
use super::spell::Row;
use crate::dataset::kind::FileKind;
use crate::record::{Participation, Placement};

pub(crate) use bookings::Bookings;
pub(crate) use codes::UnknownCodes;
pub(crate) use identifiers::Lengths;
pub(crate) use odd::OddUnits;
pub(crate) use rows::RowCounts;
pub(crate) use series::Break;
pub(crate) use units::{CaseCounts, Joined, PersonCounts};
pub(crate) use warnings::{DataWarnings, data_warnings};

use series::Months;

/// What was counted of one dataset.
#[derive(Debug)]
pub(crate) struct Quality {
    /// Of the rows of each file.
    pub(crate) files: Vec<(FileKind, RowCounts)>,
    /// Benefit rows that are the same row again, or contradict another.
    pub(crate) repeats: Repeats,
    /// What is odd in the cases and persons.
    pub(crate) odd: OddUnits,
    /// Of the cases.
    pub(crate) cases: CaseCounts,
    /// Of the persons.
    pub(crate) persons: PersonCounts,
    /// Monthly series that break off, or have a hole.
    pub(crate) breaks: Vec<Break>,
}

/// Looks one dataset over, for what no report looks at.
pub(crate) fn quality(context: &Context<'_>) -> Quality {
    let months = Months::of(context.records.coverage);
    let files = rows::files(context.records, &months);
    let cases = Cases::gather(context);
    let of_case = |(mut counts, mut odd, repeats): (CaseCounts, OddUnits, Repeats), part| {
        let more = cases.each(context, part, |rows| {
            odd.see_case(context, rows, cases.are_numbered());
            counts.add(context, &months, rows);
        });
        (counts, odd, repeats.and(&more))
    };
    let none = || (CaseCounts::new(&months), OddUnits::default(), Repeats::default());
    let (of_cases, odd_cases, repeats) =
        (0..cases.parts()).into_par_iter().fold(none, of_case).reduce(none, |left, right| {
            (left.0.merged(&right.0), left.1.and(right.1), left.2.and(&right.2))
        });
    drop(cases);
    let persons = Persons::of(context);
    let of_person = |(mut counts, mut odd): (PersonCounts, OddUnits), part| {
        let see = |rows: [&[Row]; 3]| odd.see_person(context, rows);
        let add = |rows: &[Row], jobs: &[Placement], participations: &[Participation]| {
            counts.add(context, rows, jobs, participations);
        };
        let all: &dyn Fn(&&Row) -> bool = &|_| true;
        persons.each(context, part, see, |_, _| true, [all; 2], add);
        (counts, odd)
    };
    let none = <(PersonCounts, OddUnits)>::default;
    let (of_persons, odd_persons) = (0..persons.parts())
        .into_par_iter()
        .fold(none, of_person)
        .reduce(none, |left, right| (left.0.merged(right.0), left.1.and(right.1)));
    let mut all = vec![("inflow", &of_cases.inflow), ("outflow", &of_cases.outflow)];
    let others = files.iter().filter(|(kind, _)| *kind != FileKind::Benefits);
    all.extend(others.map(|(kind, rows)| (kind.id(), &rows.starts)));
    let breaks = all.into_iter().flat_map(|(id, series)| series::breaks(id, series, &months));
    Quality {
        breaks: breaks.collect(),
        files,
        repeats,
        odd: odd_cases.and(odd_persons),
        cases: of_cases,
        persons: of_persons,
    }
}

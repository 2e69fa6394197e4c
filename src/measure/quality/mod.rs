//! The quality of a delivery: what looks odd in its rows, before any figure is quoted.
//!
//! Everything is counted, nothing is shown: an identifier leaves this module only as a number of rows. One pass
//! over the rows of each file, one over the cases and one over the persons; spells are made as everywhere else.

mod codes;
mod identifiers;
mod noticed;
mod rows;
mod series;
mod units;

use rayon::prelude::*;

use super::cases::Cases;
use super::payments;
use super::persons::Persons;
use super::unit::Context;
use crate::dataset::kind::FileKind;

pub(crate) use codes::UnknownCodes;
pub(crate) use identifiers::Identifiers;
pub(crate) use noticed::{Noticed, noticed};
pub(crate) use rows::RowCounts;
pub(crate) use series::Break;
pub(crate) use units::{CaseCounts, Joined, PersonCounts};

use codes::{Mapped, unknown_codes};
use series::Months;

/// What was counted of one dataset.
#[derive(Debug)]
pub(crate) struct Quality {
    /// Of the rows of each file.
    pub(crate) files: Vec<(FileKind, RowCounts)>,
    /// Codes that nobody knows, by file and column.
    pub(crate) codes: Vec<UnknownCodes>,
    /// Benefit rows that are the same row again.
    pub(crate) identical: u64,
    /// Payments that equal another one on the same case; they all count.
    pub(crate) identical_payments: u64,
    /// Of the cases.
    pub(crate) cases: CaseCounts,
    /// Of the persons.
    pub(crate) persons: PersonCounts,
    /// Monthly series that break off, or have a hole.
    pub(crate) breaks: Vec<Break>,
}

/// Looks one dataset over. `mapped` are the local codes of `outflow.toml`, which are known by that.
pub(crate) fn quality(context: &Context<'_>, mapped: &Mapped) -> Quality {
    let months = Months::of(context.records.coverage);
    let files = rows::files(context, &months);
    let cases = Cases::gather(context);
    let of_case = |(mut counts, mut identical): (CaseCounts, u64), part| {
        identical += cases.each(context, part, |rows| counts.add(context, &months, rows));
        (counts, identical)
    };
    let (of_cases, identical) =
        (0..cases.parts()).into_par_iter().fold(|| (CaseCounts::new(&months), 0), of_case).reduce(
            || (CaseCounts::new(&months), 0),
            |left, right| (left.0.merged(&right.0), left.1 + right.1),
        );
    drop(cases);
    let persons = Persons::gather(context);
    let of_person = |mut counts: PersonCounts, part| {
        persons.each(
            context,
            part,
            |_, _| true,
            |rows, jobs, courses| {
                counts.add(context, rows, jobs, courses);
            },
        );
        counts
    };
    let of_persons = (0..persons.parts())
        .into_par_iter()
        .fold(PersonCounts::default, of_person)
        .reduce(PersonCounts::default, PersonCounts::merged);
    let mut all = vec![("inflow", &of_cases.inflow), ("outflow", &of_cases.outflow)];
    let starts = [
        (FileKind::Placements, "placements"),
        (FileKind::Programmes, "programmes"),
        (FileKind::Payments, "payments"),
    ];
    for (kind, id) in starts {
        all.extend(files.iter().filter(|(of, _)| *of == kind).map(|(_, rows)| (id, &rows.starts)));
    }
    let breaks = all.into_iter().flat_map(|(id, series)| series::breaks(id, series, &months));
    Quality {
        breaks: breaks.collect(),
        codes: unknown_codes(context, &files, mapped),
        files,
        identical,
        identical_payments: payments::repeats(context.records),
        cases: of_cases,
        persons: of_persons,
    }
}

//! What a report itself must say of its rows. Every report pays for it, so there is one pass over the rows that looks at
//! few columns, and it looks further only where there can be something.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::bookings::{Bookings, bookings};
use super::codes::{Mapped, UnknownCodes, unknown_codes};
use super::odd::OddUnits;
use crate::dataset::kind::{Field, FileKind};
use crate::measure::context::Context;
use crate::measure::dimension::age_on;
use crate::measure::payments;
use crate::period::Day;
use crate::record::{CategoryCodes, Code, Records, Store, day_of, value_of};

/// What a reader of the report must know of the rows of one dataset.
#[derive(Debug, Default)]
pub(crate) struct DataWarnings {
    /// Whether the coverage is a guess from the dates.
    pub(crate) guessed: bool,
    /// What is odd in the rows of each file.
    pub(crate) rows: Vec<(FileKind, OddRows)>,
    /// Codes that nobody knows.
    pub(crate) codes: Vec<UnknownCodes>,
    /// Payments that equal another one on the same case; they all count.
    pub(crate) identical_payments: u64,
    /// How late starts and ends are booked, where the export says when they were.
    pub(crate) bookings: Bookings,
    /// What is odd in cases and persons, once they are counted.
    pub(crate) units: OddUnits,
}

/// What is odd in the rows of one file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct OddRows {
    /// All rows.
    pub(crate) rows: u64,
    /// Rows of placements and programmes with a start or an end after the coverage.
    pub(crate) after_coverage: u64,
    /// Benefits that run on the last day of the coverage for somebody older than 100.
    pub(crate) very_old: u64,
    /// Benefits of somebody under 18 on their last day, or on the last day of the coverage.
    pub(crate) minors: u64,
    /// Rows whose municipality is a number of fewer than four digits.
    pub(crate) short_municipality: u64,
}

const OLDEST: i32 = 100;
/// Nobody has a benefit of their own before this age (Participatiewet, art. 11).
const OF_AGE: i32 = 18;
/// Every municipality code has four digits (CBS).
const MUNICIPALITY_DIGITS: usize = 4;

/// Looks one dataset over. `mapped` are the local codes of `outflow.toml`, which are known by that; `guessed` says that
/// it does not give the coverage.
pub(crate) fn data_warnings(context: &Context<'_>, mapped: &Mapped, guessed: bool) -> DataWarnings {
    let records = context.records;
    DataWarnings {
        guessed,
        rows: odd_rows(records, &short_places(&context.categories.municipality)),
        codes: unknown_codes(context, mapped),
        identical_payments: payments::repeats(records),
        bookings: bookings(records),
        units: OddUnits::default(),
    }
}

fn odd_rows(records: &Records, short: &FxHashSet<Code>) -> Vec<(FileKind, OddRows)> {
    let of_file = |kind| {
        let column = |field| Some(records.column(kind, field)?.1);
        let (store, municipality) = records.column(kind, Field::Municipality)?;
        let days = [column(Field::Start)?, column(Field::End)?];
        let look =
            Look { records, store, days, birth: column(Field::BirthDate), municipality, short };
        let rows = (0..store.blocks()).into_par_iter().map(|block| look.block(block));
        Some((kind, rows.reduce(OddRows::default, OddRows::and)))
    };
    FileKind::ALL.into_iter().filter_map(of_file).collect()
}

/// One file as it is looked at, with its columns.
struct Look<'a> {
    records: &'a Records,
    store: &'a Store,
    days: [usize; 2],
    /// That of the birth, which only benefits have.
    birth: Option<usize>,
    municipality: usize,
    short: &'a FxHashSet<Code>,
}

impl Look<'_> {
    /// Looks at the rows of a block. Days are compared as they are stored, where none is 0: of nearly every row nothing
    /// has to be worked out.
    fn block(&self, block: usize) -> OddRows {
        let mut odd = OddRows::default();
        let last = value_of(Some(self.records.coverage.to()));
        let [oldest, youngest] = self.usual_births().map(|day| value_of(Some(day)));
        odd.rows = self.store.block_ids(block).count() as u64;
        let [start, end] = self.days;
        if let Some(column) = self.birth {
            for (_, days) in self.store.of_block(block, [column, start, end]) {
                let [birth, ..] = days;
                if birth != 0 && (birth < oldest || birth > youngest) {
                    self.unusual_birth(days.map(day_of), &mut odd);
                }
            }
        } else {
            // the days of benefits are looked at where cases are counted
            for (_, days) in self.store.of_block(block, [start, end]) {
                odd.after_coverage += u64::from(days.iter().any(|day| *day > last));
            }
        }
        if !self.short.is_empty() {
            for (_, [place]) in self.store.of_block(block, [self.municipality]) {
                let is_short = Code::try_from(place).is_ok_and(|place| self.short.contains(&place));
                odd.short_municipality += u64::from(is_short);
            }
        }
        odd
    }

    /// From when to when somebody is born who is neither older than 100 at the end of the coverage nor under age on any
    /// day of it, with a year to spare.
    fn usual_births(&self) -> [Day; 2] {
        let years = |day: Day, years: i32| day.plus_months(-12 * years);
        let coverage = self.records.coverage;
        [years(coverage.to(), OLDEST), years(coverage.from(), OF_AGE + 1)]
    }

    /// Looks closer at a benefit of somebody very old or very young, by the birth, the first day and the last.
    fn unusual_birth(&self, [birth, start, end]: [Option<Day>; 3], odd: &mut OddRows) {
        let coverage = self.records.coverage;
        let Some((start, birth)) = start.zip(birth) else { return };
        let runs = start <= coverage.to() && end.is_none_or(|end| end > coverage.to());
        let is_very_old = |day: Day| have_passed(birth, day, OLDEST) && age_on(birth, day) > OLDEST;
        odd.very_old += u64::from(runs && is_very_old(coverage.to()));
        let seen_to = end.map_or(coverage.to(), |end| end.min(coverage.to()));
        let is_seen = start <= coverage.to() && seen_to >= coverage.from();
        odd.minors += u64::from(is_seen && self.is_minor(birth, seen_to));
    }

    /// Whether a person was under age on a day; where only the year of birth is known, in every case under age.
    fn is_minor(&self, birth: Day, on: Day) -> bool {
        if have_passed(birth, on, OF_AGE + 1) {
            return false;
        }
        let years = on.ymd().0 - birth.ymd().0;
        let knows_the_day = self.records.has(FileKind::Benefits, Field::BirthDate);
        years < OF_AGE || years == OF_AGE && knows_the_day && age_on(birth, on) < OF_AGE
    }
}

/// Whether so many long years have passed by a day, which needs no calendar.
fn have_passed(birth: Day, on: Day, years: i32) -> bool {
    on.number() - birth.number() >= years * 366
}

impl OddRows {
    fn and(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            after_coverage: self.after_coverage + other.after_coverage,
            very_old: self.very_old + other.very_old,
            minors: self.minors + other.minors,
            short_municipality: self.short_municipality + other.short_municipality,
        }
    }
}

/// The municipalities that are numbers without their zeros.
fn short_places(names: &CategoryCodes) -> FxHashSet<Code> {
    let is_short = |code: &Code| {
        let text = names.text(*code);
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number && text.len() < MUNICIPALITY_DIGITS
    };
    let count = Code::try_from(names.len()).unwrap_or(Code::MAX);
    (1..=count).filter(is_short).collect()
}

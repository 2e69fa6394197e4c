//! What is odd in cases and persons and costs nothing to see while they are counted: only units of several rows are
//! looked at.

use super::identifiers::Lengths;
use crate::measure::context::Context;
use crate::measure::spell::{RUNNING, Row};
use crate::period::Day;
use crate::record::{RowId, column};

/// What is odd in the cases and persons of a dataset.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct OddUnits {
    /// Benefit rows with a start or an end after the coverage.
    pub(crate) after_coverage: u64,
    /// Persons who are on two cases for more than one day.
    pub(crate) on_two_cases: u64,
    /// Person numbers with two birth dates or two sexes.
    pub(crate) contradictory: u64,
    /// The numbers of persons: those in the benefits, with a placement, and in a programme; counted only where some number
    /// begins with a zero, as those of cases are: else none can have lost its own.
    pub(crate) persons: [Lengths; 3],
    /// The numbers of cases.
    pub(crate) cases: Lengths,
    /// Persons with a placement.
    pub(crate) placed: u64,
    /// Those of them who are not among the benefits at all.
    pub(crate) strangers: u64,
    /// Cases with more than two people on one day.
    pub(crate) crowded: u64,
}

/// As many people as a benefit can be for: somebody and a partner.
const MOST_PERSONS: usize = 2;

impl OddUnits {
    /// Looks at the rows of one case, sorted by start; without a column of cases they are gathered by person.
    pub(crate) fn see_case(&mut self, context: &Context<'_>, rows: &[Row], has_numbers: bool) {
        let has_zeros = !context.records.padded.is_empty();
        if let Some(row) = rows.first().filter(|_| has_numbers && has_zeros) {
            self.cases.add(row.key);
        }
        let last = context.records.coverage.to();
        let is_late = |row: &&Row| row.start > last || row.end > last && row.end != RUNNING;
        self.after_coverage += rows.iter().filter(is_late).count() as u64;
        self.crowded += u64::from(rows.len() > MOST_PERSONS && is_crowded(context, rows));
    }

    /// Looks at the benefit rows of one person, sorted by start, at the placements and the participations.
    pub(crate) fn see_person(
        &mut self,
        context: &Context<'_>,
        [rows, jobs, participations]: [&[Row]; 3],
    ) {
        if !context.records.padded.is_empty() {
            for (lengths, rows) in self.persons.iter_mut().zip([rows, jobs, participations]) {
                if let Some(row) = rows.first() {
                    lengths.add(row.key);
                }
            }
        }
        self.placed += u64::from(!jobs.is_empty());
        self.strangers += u64::from(!jobs.is_empty() && rows.is_empty());
        if rows.len() > 1 {
            self.on_two_cases += u64::from(overlap(rows) && is_on_two_cases(context, rows));
            self.contradictory += u64::from(is_contradictory(context, rows));
        }
    }

    /// The sums of two parts of a dataset.
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        let [benefits, placements, programmes] = self.persons;
        Self {
            persons: [
                benefits.and(&other.persons[0]),
                placements.and(&other.persons[1]),
                programmes.and(&other.persons[2]),
            ],
            cases: self.cases.and(&other.cases),
            after_coverage: self.after_coverage + other.after_coverage,
            on_two_cases: self.on_two_cases + other.on_two_cases,
            contradictory: self.contradictory + other.contradictory,
            placed: self.placed + other.placed,
            strangers: self.strangers + other.strangers,
            crowded: self.crowded + other.crowded,
        }
    }
}

fn value(context: &Context<'_>, id: RowId, column: usize) -> u64 {
    context.records.benefits.get(id, column)
}

/// Whether rows of one unit, sorted by start, share more than one day, by their days alone.
fn overlap(rows: &[Row]) -> bool {
    let mut latest = rows.first().map_or(Day::MIN, |row| row.end);
    rows.iter().skip(1).any(|row| {
        let before = latest;
        latest = latest.max(row.end);
        before.min(row.end) > row.start
    })
}

/// Whether more than two persons are on a case on one day: on the first day of one of them.
fn is_crowded(context: &Context<'_>, rows: &[Row]) -> bool {
    rows.iter().enumerate().skip(MOST_PERSONS).any(|(index, latest)| {
        let running = rows[..=index].iter().filter(|row| row.end >= latest.start);
        let mut persons: Vec<u64> =
            running.map(|row| value(context, row.id, column::PERSON)).collect();
        persons.retain(|person| *person != 0);
        persons.sort_unstable();
        persons.dedup();
        persons.len() > MOST_PERSONS
    })
}

/// Whether rows of one person number differ in the birth date or the sex, where both are known.
fn is_contradictory(context: &Context<'_>, rows: &[Row]) -> bool {
    let mut known = [0; 2];
    rows.iter().any(|row| {
        let said = row.birth_and_sex(&context.records.benefits);
        known.iter_mut().zip(said).any(|(known, said)| {
            let differs = *known != 0 && said != 0 && *known != said;
            *known = if *known == 0 { said } else { *known };
            differs
        })
    })
}

/// Whether rows of two cases share more than one day; rows are sorted by start. The last day of one benefit is
/// often the first of the next, so one shared day says nothing.
fn is_on_two_cases(context: &Context<'_>, rows: &[Row]) -> bool {
    let case = |row: &Row| value(context, row.id, column::CASE);
    let mut latest: Option<(u64, Day)> = None;
    let mut latest_of_other: Option<Day> = None;
    for row in rows {
        let this = case(row);
        if this == 0 {
            continue;
        }
        let before = match latest {
            Some((case, _)) if case == this => latest_of_other,
            latest => latest.map(|(_, end)| end),
        };
        if before.is_some_and(|end| end.min(row.end) > row.start) {
            return true;
        }
        latest = match latest {
            Some((case, end)) if case == this => Some((case, end.max(row.end))),
            Some((_, end)) if end < row.end => {
                latest_of_other = latest_of_other.max(Some(end));
                Some((this, row.end))
            }
            Some(kept) => {
                latest_of_other = latest_of_other.max(Some(row.end));
                Some(kept)
            }
            None => Some((this, row.end)),
        };
    }
    false
}

//! One row of a placements export: one job of one person.

use super::field::{from_cents, from_day, to_cents, to_code, to_day};
use super::key::{Key, Keys};
use super::names::Code;
use super::vocabulary::Vocabulary;
use crate::number::Cents;
use crate::period::Day;

/// The number of columns kept of a placement row.
pub(crate) const COLUMNS: usize = 12;
/// The column of the placement's own identifier.
pub(crate) const ID: usize = 0;
/// The column of the person.
pub(crate) const PERSON: usize = 1;
/// The column of the start.
pub(crate) const START: usize = 2;
/// The column of the end.
pub(crate) const END: usize = 3;

/// The column of the kind.
pub(crate) const KIND: usize = 4;
/// The column of the sector.
pub(crate) const SECTOR: usize = 5;
/// The column of the employer.
pub(crate) const EMPLOYER: usize = 6;
/// The column of the programme.
pub(crate) const PROGRAMME: usize = 7;
/// The column of the municipality.
pub(crate) const MUNICIPALITY: usize = 9;

/// One row of a placements export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placement {
    /// The placement's own identifier, where the export has one.
    pub(crate) id: Key,
    /// The person.
    pub(crate) person: Key,
    /// The first day of the job.
    pub(crate) start: Day,
    /// The last day of the job; none while it runs.
    pub(crate) end: Option<Day>,
    /// Full-time, part-time or self-employed.
    pub(crate) kind: Code,
    /// The sector, mapped by `[sectors]`.
    pub(crate) sector: Code,
    /// The employer.
    pub(crate) employer: Code,
    /// The programme it came from, as the export says.
    pub(crate) programme: Code,
    /// Whether a wage subsidy is paid, and how much.
    pub(crate) subsidy: Subsidy,
    /// The municipality.
    pub(crate) municipality: Code,
    /// What the work is worth of that of somebody else at the wage of the act, in hundredths of a percent.
    pub(crate) wage_value: Option<i64>,
    /// The line in its block; in its file where it was read by `Store::located`.
    pub(crate) line: u64,
}

/// A wage subsidy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subsidy {
    /// None is paid, or nothing is said.
    None,
    /// One is paid; the export does not say how much.
    Yes,
    /// One of this amount is paid.
    Amount(Cents),
}

impl Placement {
    /// The row as it is stored.
    #[inline(always)]
    pub(crate) fn encode(&self) -> [u64; COLUMNS] {
        let subsidy = match self.subsidy {
            Subsidy::None => 0,
            Subsidy::Yes => 1,
            Subsidy::Amount(cents) => 1 + from_cents(Some(cents)),
        };
        [
            self.id.0,
            self.person.0,
            from_day(Some(self.start)),
            from_day(self.end),
            u64::from(self.kind),
            u64::from(self.sector),
            u64::from(self.employer),
            u64::from(self.programme),
            subsidy,
            u64::from(self.municipality),
            from_cents(self.wage_value),
            self.line,
        ]
    }

    /// The row as it was stored.
    pub(crate) fn decode(row: [u64; COLUMNS]) -> Self {
        let subsidy = match row[8] {
            0 => Subsidy::None,
            1 => Subsidy::Yes,
            value => to_cents(value - 1).map_or(Subsidy::Yes, Subsidy::Amount),
        };
        Self {
            id: Key(row[ID]),
            person: Key(row[PERSON]),
            start: to_day(row[START]).unwrap_or(Day::MIN),
            end: to_day(row[END]),
            kind: to_code(row[KIND]),
            sector: to_code(row[SECTOR]),
            employer: to_code(row[EMPLOYER]),
            programme: to_code(row[PROGRAMME]),
            subsidy,
            municipality: to_code(row[MUNICIPALITY]),
            wage_value: to_cents(row[10]),
            line: row[11],
        }
    }

    /// The row's fields as text, in canonical order, by which conflicts are settled.
    pub(crate) fn text(&self, words: &Vocabulary, persons: &Keys) -> String {
        let subsidy = match self.subsidy {
            Subsidy::None => String::new(),
            Subsidy::Yes => "yes".to_owned(),
            Subsidy::Amount(cents) => cents.to_string(),
        };
        [
            persons.text(self.person),
            self.start.to_string(),
            self.end.map(|end| end.to_string()).unwrap_or_default(),
            words.work_kind.text(self.kind).to_string(),
            words.sector.text(self.sector).to_string(),
            words.employer.text(self.employer).to_string(),
            words.programme.text(self.programme).to_string(),
            subsidy,
            self.wage_value.map(|value| value.to_string()).unwrap_or_default(),
            words.municipality.text(self.municipality).to_string(),
        ]
        .join("\u{1f}")
    }

    /// Whether the job runs on a day: started by then, and its last day is still to come.
    pub(crate) fn runs_on(&self, day: Day) -> bool {
        self.start <= day && self.end.is_none_or(|end| end > day)
    }
}

//! One row of a placements export: one job of one person.

use super::categories::Categories;
use super::category_codes::Code;
use super::field::{StoredField, from_cents, record, to_cents};
use super::key::{Key, Keys};
use crate::number::Cents;
use crate::period::Day;

record! {
    /// One row of a placements export.
    Placement {
        /// The placement's own identifier, where the export has one.
        ID id: Key = PlacementId,
        /// The person.
        PERSON person: Key = PersonId,
        /// The first day of the job.
        START start: Day = Start,
        /// The last day of the job; none while it runs.
        END end: Option<Day> = End,
        /// Full-time, part-time or self-employed.
        KIND kind: Code = Kind,
        /// The sector, mapped by `[sectors]`.
        SECTOR sector: Code = Sector,
        /// The employer.
        EMPLOYER employer: Code = Employer,
        /// The programme it came from, as the export says.
        PROGRAMME programme: Code = Programme,
        /// Whether a wage subsidy is paid, and how much.
        SUBSIDY subsidy: Subsidy = WageSubsidy,
        /// The municipality.
        MUNICIPALITY municipality: Code = Municipality,
        /// What the work is worth of that of somebody else at the wage of the act, in hundredths of a percent.
        WAGE_VALUE wage_value: Option<i64> = WageValue,
        /// The line in its block; in its file where it was read by `Store::located`.
        LINE line: u64,
    }
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

impl StoredField for Subsidy {
    #[inline(always)]
    fn value(&self) -> u64 {
        match self {
            Self::None => 0,
            Self::Yes => 1,
            Self::Amount(cents) => 1 + from_cents(Some(*cents)),
        }
    }

    fn of(value: u64) -> Self {
        match value {
            0 => Self::None,
            1 => Self::Yes,
            value => to_cents(value - 1).map_or(Self::Yes, Self::Amount),
        }
    }
}

impl Placement {
    /// The row's fields as text, in canonical order, by which conflicts are settled.
    pub(crate) fn text(&self, words: &Categories, persons: &Keys) -> String {
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

//! Where the figures come from: files, rows, definitions and the program's own version.

use crate::dataset::config::{Config, Lead, Publisher};
use crate::number::Cents;
use crate::period::Period;

/// Everything needed to make the same report again.
#[derive(Debug, Clone)]
pub struct Provenance {
    /// The program's version.
    pub version: &'static str,
    /// The date of the built-in code lists (ISO).
    pub code_lists: String,
    /// The datasets in the report.
    pub datasets: Vec<DatasetFacts>,
    /// The files read, in the order of the datasets.
    pub inputs: Vec<InputFacts>,
    /// The definitions in force.
    pub definitions: DefinitionsInForce,
    /// Who gives it out.
    pub publisher: Publisher,
    /// What a press text begins with.
    pub lead: Lead,
}

/// One dataset.
#[derive(Debug, Clone)]
pub struct DatasetFacts {
    /// Its name.
    pub name: String,
    /// Its coverage: the period in which its exports are complete.
    pub coverage: Period,
}

/// One input file.
#[derive(Debug, Clone)]
pub struct InputFacts {
    /// The dataset it belongs to.
    pub dataset: String,
    /// `benefits`, `placements`, `programmes` or `payments`.
    pub kind: &'static str,
    /// The file as it was named.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal, where it was asked for.
    pub sha256: Option<String>,
    /// Rows read: always used + rejected + out of scope.
    pub read: u64,
    /// Rows that count.
    pub used: u64,
    /// Rows that could not be read.
    pub rejected: u64,
    /// Rows that are left out by rule: other municipalities, special assistance, identical rows.
    pub out_of_scope: u64,
}

impl DefinitionsInForce {
    /// The keys in which two definitions differ.
    pub fn differing(&self, other: &Self) -> Vec<&'static str> {
        let same = [
            ("definitions.gap_days", self.gap_days == other.gap_days),
            ("definitions.work_window_days", self.work_window_days == other.work_window_days),
            (
                "definitions.full_time_hours",
                self.full_time_hours_hundredths == other.full_time_hours_hundredths,
            ),
            ("definitions.age_bounds", self.age_bounds == other.age_bounds),
            ("savings.average_benefit", self.average_benefit == other.average_benefit),
        ];
        same.into_iter().filter(|(_, same)| !same).map(|(key, _)| key).collect()
    }

    /// The definitions that an `outflow.toml` gives.
    pub fn of(config: &Config) -> Self {
        let Config { definitions, savings, .. } = config.clone();
        Self {
            gap_days: definitions.gap_days,
            work_window_days: definitions.work_window_days,
            full_time_hours_hundredths: definitions.full_time_hours_hundredths,
            age_bounds: definitions.age_bounds,
            savings_method: savings.method.id().to_owned(),
            average_benefit: savings.average_benefit.into_iter().collect(),
        }
    }

    /// The definitions where `outflow.toml` says nothing.
    pub fn standard() -> Self {
        Self::of(&Config::default())
    }
}

/// The definitions in force, with the keys of `[definitions]` and `[savings]` in `outflow.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionsInForce {
    /// Days between two rows of a case (or person) that still make one spell.
    pub gap_days: i32,
    /// Days after the end of a benefit within which a job still counts as from that benefit.
    pub work_window_days: i32,
    /// Weekly hours, in hundredths, from which a job is full-time.
    pub full_time_hours_hundredths: i64,
    /// The first age of each class but the youngest.
    pub age_bounds: Vec<i32>,
    /// The figure that is quoted as the saving: `stock`, `volume`, `paid` or `ended`.
    pub savings_method: String,
    /// Prices per benefit-year by year, in cents.
    pub average_benefit: Vec<(i32, Cents)>,
}

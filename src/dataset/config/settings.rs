//! What `outflow.toml` can say, as values.

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::Encoding;
use serde::Deserialize;

use super::publisher::{Lead, Publisher};
use crate::dataset::kind::{Field, FileKind};
use crate::number::Cents;
use crate::period::{Day, Period};

/// What `outflow.toml` says; [`Config::default`] where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The name of the dataset.
    pub name: Option<String>,
    /// The municipality of rows that do not name one.
    pub municipality: Option<String>,
    /// The first day in which the exports are complete.
    pub coverage_from: Option<Day>,
    /// The last day in which the exports are complete.
    pub coverage_to: Option<Day>,
    /// Folders of a region that are left out, by name (`skip`).
    pub skip: Vec<String>,
    /// The exports, in the order of [`FileKind::ALL`].
    pub(super) files: [FileConfig; 4],
    /// Local codes → groups, by list: `end_reason`, `household`, `scheme`, `sex`, `start_reason`, `kind`,
    /// `programme_kind`, `result`.
    pub codes: BTreeMap<&'static str, BTreeMap<String, String>>,
    /// Labels or SBI divisions → names of sectors.
    pub sectors: BTreeMap<String, String>,
    /// The definitions in force.
    pub definitions: Definitions,
    /// How savings are counted.
    pub savings: Savings,
    /// What figures are held against.
    pub benchmark_settings: BenchmarkSettings,
    /// Who gives out what is made (`[publisher]`).
    pub publisher: Publisher,
    /// What a press text begins with (`[story] lead`).
    pub lead: Lead,
    /// What comes in and goes out beside the payments, by year.
    pub budgets: BTreeMap<i32, Budget>,
}

/// What a municipality gets for the benefits of a year, and what comes in and goes out beside them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Budget {
    /// The budget (BUIG) of the year.
    pub amount: Option<Cents>,
    /// How final it is.
    pub state: Option<BudgetState>,
    /// The day on which it was set.
    pub date: Option<Day>,
    /// What was claimed back and came in.
    pub recoveries: Option<Cents>,
    /// The wage cost subsidies that were paid.
    pub wage_cost_subsidies: Option<Cents>,
}

/// How final a budget is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BudgetState {
    /// Set before the year.
    Provisional,
    /// Adjusted since.
    Revised,
    /// Set for good.
    Final,
}

impl BudgetState {
    /// The name in `outflow.toml`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Revised => "revised",
            Self::Final => "final",
        }
    }
}

/// What figures are held against: targets, inhabitants, and the file of a benchmark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BenchmarkSettings {
    /// What figures should become (`[targets]`).
    pub targets: Vec<Target>,
    /// How many inhabitants or households there are, by year (`[population.2018]`).
    pub population: BTreeMap<i32, BTreeMap<Base, i32>>,
    /// The files of figures of others, relative to the folder (`[benchmark] file`, `files`).
    pub benchmark: Vec<String>,
    /// The regions of a table of StatLine, by name or code (`[benchmark] regions`).
    pub regions: Vec<String>,
    /// Topics of StatLine that are figures (`[benchmark.figures]`).
    pub topics: Vec<NamedTopic>,
}

/// A topic of StatLine that is a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedTopic {
    /// Its title, followed by its dimensions.
    pub title: String,
    /// The figure, with its table before and its group behind it.
    pub figure: String,
    /// The unit's id, where it says one.
    pub unit: Option<&'static str>,
}

/// A population that rates are of, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Base {
    /// All inhabitants.
    All,
    /// Those of 18 and over.
    From18,
    /// Those of 15 up to and including 64.
    From15To64,
    /// Those of 15 and over.
    From15,
    /// Private households.
    Households,
}

impl Base {
    /// All of them, in order.
    pub const ALL: [Self; 5] =
        [Self::All, Self::From18, Self::From15To64, Self::From15, Self::Households];

    /// The key in `outflow.toml`, which is the id of the group too.
    pub const fn id(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::From18 => "18plus",
            Self::From15To64 => "15-64",
            Self::From15 => "15plus",
            Self::Households => "households",
        }
    }
}

/// What one figure should become in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The table's id, once it is known; empty for any.
    pub table: String,
    /// The figure as it stands there, with its table before and its group behind it; once these are known its id.
    pub figure: String,
    /// The group's id, once it is known; empty for all together.
    pub group: String,
    /// The unit's id, where it says one.
    pub unit: Option<String>,
    /// The period.
    pub period: Period,
    /// The value in hundredths: of a count, of a euro or of a percent.
    pub hundredths: i64,
    /// Whether it is a share in percent.
    pub percent: bool,
}

/// What `outflow.toml` says about one export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileConfig {
    /// The file's name, relative to the folder.
    pub file: Option<String>,
    /// Names of files in the folder, or patterns with `*` and `?`; empty where there are none.
    pub files: Vec<String>,
    /// The delimiter.
    pub delimiter: Option<u8>,
    /// The encoding.
    pub encoding: Option<&'static Encoding>,
    /// The file's name gives the month of the list that its rows are (`snapshot = "file"`).
    pub snapshot_in_name: bool,
    /// Rows of one case, person and start are parts of one benefit (`rows = "parts"`).
    pub rows_are_parts: bool,
    /// The monthly amounts are without holiday pay (`amounts = "excluding_holiday_pay"`).
    pub excludes_holiday_pay: bool,
    /// The header from which each column is taken.
    pub columns: Vec<(Field, String)>,
}

/// The definitions that a municipality may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definitions {
    /// Days between two rows that still make one spell.
    pub gap_days: i32,
    /// Days after the end of a benefit within which a job still counts as from that benefit.
    pub work_window_days: i32,
    /// Weekly hours, in hundredths, from which a job is full-time.
    pub full_time_hours_hundredths: i64,
    /// The first age of each class but the youngest.
    pub age_bounds: Vec<i32>,
}

impl Default for Definitions {
    fn default() -> Self {
        Self {
            gap_days: 0,
            work_window_days: 31,
            full_time_hours_hundredths: 3500,
            age_bounds: vec![27, 35, 45, 55],
        }
    }
}

/// How savings are counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Savings {
    /// The figure that is quoted as the saving.
    pub method: SavingsMethod,
    /// Prices per benefit-year, by year.
    pub average_benefit: BTreeMap<i32, Cents>,
    /// The years whose price is the national one.
    pub national: BTreeSet<i32>,
}

/// The figure that is quoted as the saving.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SavingsMethod {
    /// Fewer benefits at the end than at the end of the comparison period.
    #[default]
    Stock,
    /// Fewer benefits on average.
    Volume,
    /// Less paid.
    Paid,
    /// Benefits that ended.
    Ended,
}

impl SavingsMethod {
    /// The name in `outflow.toml` and in provenance.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Stock => "stock",
            Self::Volume => "volume",
            Self::Paid => "paid",
            Self::Ended => "ended",
        }
    }
}

impl Config {
    /// Whether the coverage, or one end of it, is left to be guessed from the dates.
    pub const fn guesses_coverage(&self) -> bool {
        self.coverage_from.is_none() || self.coverage_to.is_none()
    }

    /// What is said about the export of this kind.
    pub const fn file(&self, kind: FileKind) -> &FileConfig {
        &self.files[kind as usize]
    }
}

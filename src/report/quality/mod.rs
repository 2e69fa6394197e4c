//! What a check found: the account of every row, and findings with a severity, before any is turned into text.

mod findings;
mod list;
mod of_file;

use crate::dataset::rejects::Rejects;
use crate::period::Period;

use super::note::{Note, NoteValue};

pub(crate) use findings::{dataset_quality, report_findings, too_many_rejected};
#[cfg(test)]
pub(crate) use list::FINDINGS;
pub(crate) use list::{Place, entry};

/// Everything that one check prints.
#[derive(Debug, Clone)]
pub struct Quality {
    /// The datasets, in the order they were named.
    pub datasets: Vec<DatasetQuality>,
}

/// What was found in one dataset.
#[derive(Debug, Clone)]
pub struct DatasetQuality {
    /// The dataset's name.
    pub name: String,
    /// The period in which its exports are complete.
    pub coverage: Period,
    /// The account of its files.
    pub files: Vec<FileQuality>,
    /// The findings, the worst first.
    pub findings: Vec<Finding>,
}

/// The account of one file: rows read = used + rejected + out of scope.
#[derive(Debug, Clone)]
pub struct FileQuality {
    /// `benefits`, `placements`, `programmes` or `payments`.
    pub kind: &'static str,
    /// The file as it was named.
    pub name: String,
    /// Rows read.
    pub read: u64,
    /// Rows that count.
    pub used: u64,
    /// Rows that could not be read.
    pub rejected: Rejects,
    /// Rows left out by rule.
    pub out_of_scope: u64,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Rows do not count.
    Error,
    /// A figure may be wrong.
    Warning,
    /// Good to know.
    Info,
}

impl Severity {
    /// From bad to good.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    /// The text of the column `severity` in CSV and JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// One finding: what, where, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What it is; its words stand in the language files under `[findings]`.
    pub id: &'static str,
    /// The kind of export, where it is about one file.
    pub kind: Option<&'static str>,
    /// That file.
    pub file: Option<String>,
    /// The canonical column, where it is about one.
    pub column: Option<&'static str>,
    /// The code, where it is about one; fit to be shown.
    pub code: Option<String>,
    /// How many.
    pub count: u64,
    /// Out of how many, where that is known.
    pub whole: Option<u64>,
    /// What else the sentence names.
    pub values: Vec<(&'static str, NoteValue)>,
}

impl Finding {
    /// The finding as a note of a report, with the values that its sentence may name.
    pub fn note(&self) -> Note {
        let text = |text: &str| NoteValue::Text(text.to_owned());
        let file = self.file.as_deref().map(|file| ("file", text(file)));
        let is_named = |name: &str| self.values.iter().any(|(of, _)| *of == name);
        let column = self.column.filter(|_| !is_named("column"));
        let column = column.map(|column| ("column", text(column)));
        let whole = self.whole.map(|whole| ("whole", NoteValue::Count(whole)));
        let count = Some(("count", NoteValue::Count(self.count)));
        let own = [file, column, count, whole].into_iter().flatten();
        Note::new(self.id, own.chain(self.values.iter().cloned()).collect())
    }
}

impl Quality {
    /// How many rows of each file were rejected, and how many were read.
    pub fn rejected(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        let files = self.datasets.iter().flat_map(|dataset| &dataset.files);
        files.map(|file| (file.rejected.total(), file.read))
    }
}

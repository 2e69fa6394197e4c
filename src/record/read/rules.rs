//! What a dataset's rows are read by: local codes, sectors, the municipality, and which rows are asked for.

use std::collections::BTreeMap;

use super::code::CodeRule;
use crate::dataset::codes::CodeList;
use crate::record::names::{Code, Names};
use crate::record::vocabulary::Vocabulary;

/// What the rows of one dataset are read by.
#[derive(Debug)]
pub(crate) struct Rules<'a> {
    /// The groups, shared by all datasets.
    pub(crate) vocabulary: &'a Vocabulary,
    /// `[codes.X]` of `outflow.toml`: folded code → group, by `X`.
    pub(crate) local_codes: BTreeMap<String, BTreeMap<String, String>>,
    /// `[sectors]`: folded label, employer or SBI division → sector.
    pub(crate) sectors: BTreeMap<String, String>,
    /// The municipality of rows that name none; 0 where there is none.
    pub(crate) municipality: Code,
    /// Weekly hours, in hundredths, from which a job is full-time.
    pub(crate) full_time_hours: i64,
    /// The municipalities asked for, by name, regardless of case; all where there are none.
    pub(crate) wanted: Vec<String>,
}

impl<'a> Rules<'a> {
    /// How a column of codes is read. `key` is the X of `[codes.X]`.
    pub(super) fn code(
        &'a self,
        names: &'a Names,
        list: Option<CodeList>,
        key: &str,
    ) -> CodeRule<'a> {
        CodeRule { names, list, local: self.local_codes.get(key) }
    }

    /// How a column of free labels is read.
    pub(super) const fn label(names: &'a Names) -> CodeRule<'a> {
        CodeRule { names, list: None, local: None }
    }

    /// Whether a row of this municipality is asked for.
    pub(super) fn wants(&self, municipality: Code) -> bool {
        if self.wanted.is_empty() {
            return true;
        }
        let name = self.vocabulary.municipality.text(municipality).to_lowercase();
        self.wanted.iter().any(|wanted| wanted.to_lowercase() == name)
    }
}

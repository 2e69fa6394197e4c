//! What a dataset's rows are read by: local codes, sectors, the municipality, and which rows are asked for.

use std::collections::BTreeMap;

use super::code::CodeRule;
use crate::dataset::codes::{CodeList, Edition, Editions, folded};
use crate::period::Day;
use crate::record::categories::Categories;
use crate::record::category_codes::{CategoryCodes, Code, normalised};

/// What the rows of one dataset are read by.
#[derive(Debug)]
pub(crate) struct Rules<'a> {
    /// The groups, shared by all datasets.
    pub(crate) categories: &'a Categories,
    /// `[codes.X]` of `outflow.toml`: folded code → group, by `X`.
    pub(crate) local_codes: BTreeMap<String, BTreeMap<String, String>>,
    /// `[sectors]`: folded label, employer or SBI division → sector.
    pub(crate) sectors: BTreeMap<String, String>,
    /// The municipality of rows that name none; 0 where there is none.
    pub(crate) municipality: Code,
    /// Weekly hours, in hundredths, from which a job is full-time.
    pub(crate) full_time_hours: i64,
    /// The stretches of years within which no list of codes changes.
    pub(crate) editions: Editions,
    /// The codes of what still runs: those in force at the end of the coverage, or the newest.
    pub(crate) running: Edition,
    /// The municipalities asked for, by name, regardless of case; all where there are none.
    pub(crate) wanted: Vec<String>,
}

impl<'a> Rules<'a> {
    /// How a column of codes is read. `key` is the X of `[codes.X]`.
    pub(super) fn code(
        &'a self,
        names: &'a CategoryCodes,
        list: Option<CodeList>,
        key: &str,
    ) -> CodeRule<'a> {
        CodeRule { names, list, local: self.local_codes.get(key) }
    }

    /// How a column of free labels is read.
    pub(super) const fn label(names: &'a CategoryCodes) -> CodeRule<'a> {
        CodeRule { names, list: None, local: None }
    }

    /// The codes that a row is read by: those in force on the day of its delivery, or else on its last day.
    #[inline]
    pub(super) fn edition(&self, delivered: Option<Day>, end: Option<Day>) -> Edition {
        delivered.or(end).map_or(self.running, |day| self.editions.of(day))
    }

    /// Whether a row of this municipality is asked for.
    pub(super) fn wants(&self, municipality: Code) -> bool {
        if self.wanted.is_empty() {
            return true;
        }
        let name = normalised(&self.categories.municipality.text(municipality));
        self.wanted.iter().any(|wanted| normalised(wanted) == name)
    }

    /// The sector that a label, an employer or an SBI division is mapped to; zeros in front of a number count only
    /// where the configuration has both.
    pub(super) fn sector(&self, text: &str) -> Option<&str> {
        let wanted = folded(text);
        let bare = |text: &str| {
            let digits = text.trim_start_matches('0');
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.to_owned())
        };
        let found = self.sectors.get(&wanted).or_else(|| {
            let wanted = bare(&wanted)?;
            let mut near = self.sectors.iter();
            near.find(|(key, _)| bare(key).as_ref() == Some(&wanted)).map(|(_, sector)| sector)
        });
        found.map(String::as_str)
    }
}

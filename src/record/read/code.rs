//! The text of a code or label → its group, with a memory for the texts that come again and again.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::columns::Columns;
use super::file::FileFacts;
use super::memory::{Found, Memory};
use crate::dataset::codes::{CodeList, Edition, Meaning, bare, editions, folded, is_missing_word};
use crate::dataset::kind::Field;
use crate::dataset::notation::Seen;
use crate::dataset::scan::Fields;
use crate::dataset::value::{FieldText, Head, code_without_decimal, trim};
use crate::period::Day;
use crate::record::Remark;
use crate::record::category_codes::{CategoryCodes, Code};
use crate::record::key::POINT_ZERO;

/// How the texts of one column become groups.
#[derive(Debug, Clone, Copy)]
pub(super) struct CodeRule<'a> {
    /// The groups.
    pub(super) names: &'a CategoryCodes,
    /// The declared list that codes and labels are looked up in, where there is one.
    pub(super) list: Option<CodeList>,
    /// Local codes from `outflow.toml`, folded, and the groups they mean.
    pub(super) local: Option<&'a BTreeMap<String, String>>,
}

impl CodeRule<'_> {
    fn resolve(&self, text: &[u8], edition: Edition) -> Found {
        let text = trim(text);
        if text.is_empty() {
            return Found::default();
        }
        // letter and accent as one character, as they are compared and shown
        let text: String = String::from_utf8_lossy(text).nfc().collect();
        if let Some(group) = self.local(&folded(&text)) {
            return self.names.number(group).into();
        }
        if let Some(digits) = code_without_decimal(text.as_bytes()) {
            return Found { decimal: true, ..self.resolve(digits, edition) };
        }
        if let Some(meaning) = self.meaning(&text, edition) {
            return Found {
                code: meaning.group.map_or(0, |group| self.names.number(group)),
                other_year: meaning.other_year.is_some(),
                by_age: meaning.under_30.is_some(),
                decimal: false,
            };
        }
        if is_missing_word(&text) { 0 } else { self.names.number(&text) }.into()
    }

    fn meaning(&self, text: &str, edition: Edition) -> Option<Meaning> {
        self.list.and_then(|list| list.meaning(text, edition))
    }

    /// The group that `outflow.toml` gives a code: as it is written there, else by its digits without leading zeros
    /// where that leaves one group.
    fn local(&self, folded: &str) -> Option<&str> {
        let local = self.local?;
        if let Some(group) = local.get(folded) {
            return Some(group);
        }
        let digits = bare(folded)?;
        let mut same = local.iter().filter(|(code, _)| bare(code) == Some(digits));
        let (_, group) = same.next()?;
        same.all(|(_, other)| other == group).then_some(group.as_str())
    }
}

/// Reads one column of codes; remembers what it read.
#[derive(Debug)]
pub(super) struct CodeReader<'a> {
    rule: CodeRule<'a>,
    memory: Memory,
    /// How many codes had a decimal that says nothing.
    decimals: u64,
}

impl<'a> CodeReader<'a> {
    /// A reader that has seen nothing.
    pub(super) fn new(rule: CodeRule<'a>) -> Self {
        Self { rule, memory: Memory::new(), decimals: 0 }
    }

    /// The group of a column in a row; an empty text and a word for "not filled in" are unknown.
    #[inline(always)]
    pub(super) fn read<'r>(
        &mut self,
        columns: &Columns,
        row: &impl Fields<'r>,
        field: Field,
    ) -> Code {
        let Some(head) = columns.head(row, field) else { return 0 };
        match self.known(head) {
            Some(code) => code,
            None => self.code(columns.text(row, field)),
        }
    }

    /// The group of a short text that is remembered and has no decimal.
    #[inline(always)]
    pub(super) fn known(&self, label: Head) -> Option<Code> {
        self.memory.known(label)
    }

    /// The group of a text.
    pub(super) fn code(&mut self, label: FieldText<'_>) -> Code {
        if label.is_empty() {
            return 0;
        }
        let Self { rule, memory, decimals } = self;
        let found = memory.found(label, |text| rule.resolve(text, Edition::default()));
        *decimals += u64::from(found.decimal);
        found.code
    }

    /// What was seen since the last time, counted for a column.
    pub(super) fn take_seen(&mut self, field: Field, seen: &mut Seen) {
        seen.count(POINT_ZERO, field, std::mem::take(&mut self.decimals));
    }
}

/// Reads one column of codes whose meaning differs from year to year; remembers what it read of each edition, and
/// counts what has to be said.
#[derive(Debug)]
pub(super) struct DatedReader<'a> {
    rule: CodeRule<'a>,
    /// A memory for each edition.
    memories: Vec<Memory>,
    /// Codes that were read by the list of other years, and how often.
    other_years: BTreeMap<Box<[u8]>, u64>,
    /// Codes whose meaning hangs on an age that is not known, and how often.
    ageless: BTreeMap<Box<[u8]>, u64>,
    /// How many codes had a decimal that says nothing.
    decimals: u64,
}

/// The age from which a code that has two meanings means the one of the old.
const MONTHS_OF_30_YEARS: i32 = 360;

impl<'a> DatedReader<'a> {
    /// A reader that has seen nothing.
    pub(super) fn new(rule: CodeRule<'a>) -> Self {
        let has_years = rule.list.is_some_and(CodeList::has_years);
        let editions = if has_years { editions().newest().index() + 1 } else { 1 };
        let memories = (0..editions).map(|_| Memory::new()).collect();
        let (other_years, ageless) = (BTreeMap::new(), BTreeMap::new());
        Self { rule, memories, other_years, ageless, decimals: 0 }
    }

    /// The group of a column in a row by the codes of an edition, for a person with this birth date and end of the
    /// benefit; an empty text and a word for "not filled in" are unknown.
    #[inline(always)]
    pub(super) fn read<'r>(
        &mut self,
        (columns, field): (&Columns, Field),
        row: &impl Fields<'r>,
        edition: Edition,
        life: (Option<Day>, Option<Day>),
    ) -> Code {
        let Some(head) = columns.head(row, field) else { return 0 };
        let last = self.memories.len().wrapping_sub(1);
        let memory = self.memories.get(edition.index().min(last));
        match memory.and_then(|memory| memory.known(head)) {
            Some(code) => code,
            None => self.code_of(columns.text(row, field), edition, life),
        }
    }

    /// The group of a text for a person with this birth date and end of the benefit, as far as they are known. Until 2012
    /// code 03 meant the age of 27 or of 65. Where no birth date decides, it is the pension that nearly all of
    /// them have reached, and that is counted.
    fn code_of(
        &mut self,
        label: FieldText<'_>,
        edition: Edition,
        life: (Option<Day>, Option<Day>),
    ) -> Code {
        if label.is_empty() {
            return 0;
        }
        let Self { rule, memories, decimals, .. } = self;
        let last = memories.len() - 1;
        let memory = &mut memories[edition.index().min(last)];
        let found = memory.found(label, |text| rule.resolve(text, edition));
        *decimals += u64::from(found.decimal);
        if found.other_year || found.by_age {
            return self.said(label.trimmed(), found, edition, life);
        }
        found.code
    }

    #[cold]
    fn said(
        &mut self,
        text: &[u8],
        found: Found,
        edition: Edition,
        life: (Option<Day>, Option<Day>),
    ) -> Code {
        if found.other_year {
            count(&mut self.other_years, text);
        }
        if !found.by_age {
            return found.code;
        }
        let (birth, Some(end)) = life else { return found.code };
        let Some(birth) = birth else {
            count(&mut self.ageless, text);
            return found.code;
        };
        if birth.full_months_to(end) >= MONTHS_OF_30_YEARS {
            return found.code;
        }
        let text = code_without_decimal(text).unwrap_or(text);
        let meaning = self.rule.meaning(&String::from_utf8_lossy(text), edition);
        let group = meaning.and_then(|meaning| meaning.under_30);
        group.map_or(found.code, |group| self.rule.names.number(group))
    }

    /// What was seen since the last time, counted for a column.
    pub(super) fn take_seen(&mut self, field: Field, seen: &mut Seen) {
        seen.count(POINT_ZERO, field, std::mem::take(&mut self.decimals));
    }

    /// What has to be said of a column since the last time.
    pub(super) fn take_counts(&mut self, field: Field, counts: &mut CodeCounts) {
        let both = [(OTHER_YEAR, &mut self.other_years), (AGE_UNKNOWN, &mut self.ageless)];
        for (id, codes) in both {
            for (code, count) in std::mem::take(codes) {
                let code = String::from_utf8_lossy(&code).into_owned();
                *counts.0.entry((id, field, code)).or_default() += count;
            }
        }
    }
}

/// Counts a code; only one that is met for the first time is kept.
fn count(codes: &mut BTreeMap<Box<[u8]>, u64>, text: &[u8]) {
    match codes.get_mut(text) {
        Some(count) => *count += 1,
        None => drop(codes.insert(text.into(), 1)),
    }
}

/// The codes of a file of which something must be said, by column, and how often each stands there.
#[derive(Debug, Clone, Default)]
pub(crate) struct CodeCounts(BTreeMap<(&'static str, Field, String), u64>);

/// Codes that were read by the list of other years, since that of their own lacks them.
const OTHER_YEAR: &str = "code_other_year";
/// Codes that mean something else for people under 30, of people whose age is not known.
const AGE_UNKNOWN: &str = "code_age_unknown";

impl CodeCounts {
    /// The counts of two parts of a file together.
    pub(super) fn add(&mut self, other: Self) {
        for (key, count) in other.0 {
            *self.0.entry(key).or_default() += count;
        }
    }

    /// Puts them among the remarks of their file: one for each column, with its codes and how many rows have them.
    pub(super) fn remark(self, file: &mut FileFacts) {
        let mut columns: BTreeMap<(&'static str, Field), (u64, Vec<String>)> = BTreeMap::new();
        for ((id, field, code), count) in self.0 {
            let (rows, codes) = columns.entry((id, field)).or_default();
            *rows += count;
            codes.push(code);
        }
        for ((id, field), (count, codes)) in columns {
            let header = file.headers.get(field.id()).cloned();
            let values = vec![("codes", codes.join(", "))];
            file.remarks.push(Remark { values, ..Remark::of_column(id, field, header, count) });
        }
    }
}

#[cfg(test)]
#[path = "code_tests.rs"]
mod tests;

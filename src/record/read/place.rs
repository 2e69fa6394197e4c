//! The municipality of a row: its column's, else the dataset's.

use super::code::CodeReader;
use super::columns::Columns;
use super::rules::Rules;
use crate::dataset::kind::Field;
use crate::dataset::notation::Seen;
use crate::dataset::scan::Fields;
use crate::record::category_codes::Code;

/// Reads municipalities and knows which are asked for.
pub(super) struct Municipality<'a> {
    rules: &'a Rules<'a>,
    reader: CodeReader<'a>,
    wanted: Vec<(Code, bool)>,
    /// Which codes were kept in a row.
    kept: Vec<bool>,
}

impl<'a> Municipality<'a> {
    /// A reader that has seen nothing.
    pub(super) fn new(rules: &'a Rules<'a>) -> Self {
        let reader = CodeReader::new(Rules::label(&rules.categories.municipality));
        Self { rules, reader, wanted: Vec::new(), kept: Vec::new() }
    }

    /// The municipality of a row.
    #[inline(always)]
    pub(super) fn read<'r>(&mut self, columns: &Columns, row: &impl Fields<'r>) -> Code {
        match self.reader.read(columns, row, Field::Municipality) {
            0 => self.rules.municipality,
            code => code,
        }
    }

    /// Remembers that a row of a municipality is kept.
    #[inline]
    pub(super) fn keep(&mut self, code: Code) {
        match self.kept.get_mut(code as usize) {
            Some(kept) => *kept = true,
            None => self.first_of(code),
        }
    }

    #[cold]
    fn first_of(&mut self, code: Code) {
        self.kept.resize(code as usize + 1, false);
        self.keep(code);
    }

    /// The municipalities of the rows that were kept so far.
    pub(super) fn kept(&self) -> impl Iterator<Item = Code> {
        let kept = (0..).zip(&self.kept).filter(|(_, kept)| **kept);
        kept.map(|(code, _)| code)
    }

    /// What was seen since the last time.
    pub(super) fn take_seen(&mut self, seen: &mut Seen) {
        self.reader.take_seen(Field::Municipality, seen);
    }

    /// Whether rows of a municipality are asked for.
    #[inline]
    pub(super) fn is_wanted(&mut self, code: Code) -> bool {
        if self.rules.wanted.is_empty() {
            return true;
        }
        if let Some((_, wanted)) = self.wanted.iter().find(|(known, _)| *known == code) {
            return *wanted;
        }
        let wanted = self.rules.wants(code);
        self.wanted.push((code, wanted));
        wanted
    }
}

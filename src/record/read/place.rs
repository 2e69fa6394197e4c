//! The municipality of a row: its column's, else the dataset's.

use super::code::CodeReader;
use super::rules::Rules;
use crate::dataset::kind::Field;
use crate::dataset::notation::Seen;
use crate::record::names::Code;

/// Reads municipalities and knows which are asked for.
pub(super) struct Municipality<'a> {
    rules: &'a Rules<'a>,
    reader: CodeReader<'a>,
    wanted: Vec<(Code, bool)>,
}

impl<'a> Municipality<'a> {
    /// A reader that has seen nothing.
    pub(super) fn new(rules: &'a Rules<'a>) -> Self {
        let reader = CodeReader::new(Rules::label(&rules.vocabulary.municipality));
        Self { rules, reader, wanted: Vec::new() }
    }

    /// The municipality of a row.
    pub(super) fn code(&mut self, text: &[u8]) -> Code {
        match self.reader.code(text) {
            0 => self.rules.municipality,
            code => code,
        }
    }

    /// What was seen since the last time.
    pub(super) fn take_seen(&mut self, seen: &mut Seen) {
        self.reader.take_seen(Field::Municipality, seen);
    }

    /// Whether rows of a municipality are asked for.
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

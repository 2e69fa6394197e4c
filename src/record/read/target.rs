//! Target groups: labels separated by `|` in one field.

use rustc_hash::FxHashMap;

use super::code::CodeReader;
use super::rules::Rules;
use crate::dataset::value::trim;
use crate::record::names::Code;
use crate::record::vocabulary::Vocabulary;

/// Reads sets of target groups; remembers what it read.
pub(super) struct TargetReader<'a> {
    vocabulary: &'a Vocabulary,
    labels: CodeReader<'a>,
    seen: FxHashMap<Box<[u8]>, Code>,
}

/// More sets than that are not remembered, only worked out again.
const REMEMBERED: usize = 1 << 14;

impl<'a> TargetReader<'a> {
    /// A reader that has seen nothing.
    pub(super) fn new(vocabulary: &'a Vocabulary) -> Self {
        let labels = CodeReader::new(Rules::label(&vocabulary.target));
        Self { vocabulary, labels, seen: FxHashMap::default() }
    }

    /// The number of the set of labels in a field.
    pub(super) fn set(&mut self, text: &[u8]) -> Code {
        if text.is_empty() {
            return 0;
        }
        if let Some(set) = self.seen.get(text) {
            return *set;
        }
        let codes = text.split(|byte| *byte == b'|').map(|label| self.labels.code(trim(label)));
        let codes = codes.collect();
        let set = self.vocabulary.target_sets.number(codes);
        if self.seen.len() < REMEMBERED {
            self.seen.insert(text.into(), set);
        }
        set
    }
}

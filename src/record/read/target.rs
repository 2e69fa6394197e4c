//! Target groups: labels separated by `|` in one field.

use super::code::{CodeReader, Memory};
use super::rules::Rules;
use crate::dataset::value::trim;
use crate::record::names::Code;
use crate::record::vocabulary::Vocabulary;

/// Reads sets of target groups; remembers what it read.
pub(super) struct TargetReader<'a> {
    vocabulary: &'a Vocabulary,
    labels: CodeReader<'a>,
    memory: Memory,
}

impl<'a> TargetReader<'a> {
    /// A reader that has seen nothing.
    pub(super) fn new(vocabulary: &'a Vocabulary) -> Self {
        let labels = CodeReader::new(Rules::label(&vocabulary.target));
        Self { vocabulary, labels, memory: Memory::new() }
    }

    /// The number of the set of labels in a field.
    pub(super) fn set(&mut self, text: &[u8]) -> Code {
        if text.is_empty() {
            return 0;
        }
        let Self { vocabulary, labels, memory } = self;
        memory.code(text, |text| {
            let codes = text.split(|byte| *byte == b'|').map(|label| labels.code(trim(label)));
            vocabulary.target_sets.number(codes.collect())
        })
    }
}

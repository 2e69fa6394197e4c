//! Target groups: labels separated by `|` in one field.

use super::code::CodeReader;
use super::rules::Rules;
use crate::dataset::value::trim;
use crate::record::names::Code;
use crate::record::vocabulary::Vocabulary;

/// Reads sets of target groups; remembers the one it read last.
pub(super) struct TargetReader<'a> {
    vocabulary: &'a Vocabulary,
    labels: CodeReader<'a>,
    last: (Vec<u8>, Code),
}

impl<'a> TargetReader<'a> {
    /// A reader that has seen nothing.
    pub(super) fn new(vocabulary: &'a Vocabulary) -> Self {
        let labels = CodeReader::new(Rules::label(&vocabulary.target));
        Self { vocabulary, labels, last: (Vec::new(), 0) }
    }

    /// The number of the set of labels in a field.
    pub(super) fn set(&mut self, text: &[u8]) -> Code {
        if self.last.0 != text {
            let codes = text.split(|byte| *byte == b'|').map(|label| self.labels.code(trim(label)));
            let set = codes.collect();
            self.last = (text.to_vec(), self.vocabulary.target_sets.number(set));
        }
        self.last.1
    }
}

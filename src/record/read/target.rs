//! Target groups: several labels in one field, divided by `|` or `;`, or by `,` where the column has neither.

use super::code::CodeReader;
use super::columns::Columns;
use super::memory::Memory;
use super::rules::Rules;
use crate::dataset::kind::Field;
use crate::dataset::scan::Fields;
use crate::dataset::value::{FieldText, trim};
use crate::record::categories::Categories;
use crate::record::category_codes::Code;

/// Reads sets of target groups; remembers what it read.
pub(super) struct TargetReader<'a> {
    categories: &'a Categories,
    labels: CodeReader<'a>,
    memory: Memory,
    commas_divide: bool,
    /// Whether a field was divided by `|` or `;`.
    divided: bool,
}

impl<'a> TargetReader<'a> {
    /// A reader that has seen nothing, of a column whose labels hold commas or are divided by them.
    pub(super) fn new(categories: &'a Categories, commas_in_labels: bool) -> Self {
        let labels = CodeReader::new(Rules::label(&categories.target));
        let commas_divide = !commas_in_labels;
        Self { categories, labels, memory: Memory::new(), commas_divide, divided: false }
    }

    /// Whether a field was divided by `|` or `;` since the last time.
    pub(super) fn take_divided(&mut self) -> bool {
        std::mem::take(&mut self.divided)
    }

    /// The number of the set of labels in a field.
    #[inline(always)]
    pub(super) fn read<'r>(&mut self, columns: &Columns, row: &impl Fields<'r>) -> Code {
        let Some(head) = columns.head(row, Field::TargetGroups) else { return 0 };
        match self.memory.known(head) {
            Some(code) => code,
            None => self.filled(columns.text(row, Field::TargetGroups)),
        }
    }

    fn filled(&mut self, label: FieldText<'_>) -> Code {
        if label.trimmed().is_empty() {
            return 0;
        }
        let Self { categories, labels, memory, commas_divide, divided } = self;
        let found = memory.found(label, |text| {
            let is_bar = |byte: &u8| matches!(byte, b'|' | b';');
            *divided |= text.iter().any(is_bar);
            let divides = |byte: &u8| is_bar(byte) || *commas_divide && *byte == b',';
            let codes = text.split(divides).map(|label| labels.code(FieldText::of(trim(label))));
            categories.target_sets.number(codes.collect()).into()
        });
        found.code
    }
}

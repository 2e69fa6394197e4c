//! Where the columns of a file stand.

use crate::dataset::dialect::Layout;
use crate::dataset::kind::Field;
use crate::dataset::scan::{ABSENT, Fields};
use crate::dataset::value::{FieldText, Head};

/// The position of each column of a file.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    /// Past every row where the file has no such column.
    positions: [usize; COUNT],
}

const COUNT: usize = Field::Amount as usize + 1;

impl Columns {
    /// The positions that a header gives.
    pub(super) fn new(layout: &Layout) -> Self {
        let mut positions = [ABSENT; COUNT];
        for (position, field) in layout.fields.iter().enumerate() {
            if let Some(field) = field {
                positions[*field as usize] = position;
            }
        }
        Self { positions }
    }

    /// Whether the file has a column.
    #[inline]
    pub(super) const fn has(&self, field: Field) -> bool {
        self.positions[field as usize] != ABSENT
    }

    /// The first bytes of a column in a row, where the file has such a column and the row fills it.
    #[inline(always)]
    pub(super) fn head<'r>(&self, row: &impl Fields<'r>, field: Field) -> Option<Head> {
        let position = self.positions[field as usize];
        if position == ABSENT {
            return None;
        }
        let head = row.head(position);
        if head.is_empty() { None } else { Some(head) }
    }

    /// The text of a column in a row; empty where the file has no such column.
    pub(super) fn text<'r>(&self, row: &impl Fields<'r>, field: Field) -> FieldText<'r> {
        row.text(self.positions[field as usize])
    }
}

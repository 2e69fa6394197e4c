//! Where the columns of a file stand.

use crate::dataset::dialect::Layout;
use crate::dataset::kind::Field;
use crate::dataset::scan::{Label, Row};

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
        let mut positions = [usize::MAX; COUNT];
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
        self.positions[field as usize] != usize::MAX
    }

    /// The text of a column in a row, trimmed; empty where the file has no such column.
    #[inline]
    pub(super) fn text<'r>(&self, row: &Row<'r>, field: Field) -> &'r [u8] {
        row.field(self.positions[field as usize])
    }

    /// The same with its bytes as numbers, for a text that comes again and again.
    #[inline]
    pub(super) fn label<'r>(&self, row: &Row<'r>, field: Field) -> Label<'r> {
        row.label(self.positions[field as usize])
    }
}

//! One row as a parser sees it: fields by position, blanks trimmed, and what a parser makes of it.

use crate::dataset::kind::Field;
use crate::dataset::notation::Seen;
use crate::dataset::value::{Fault, trim};

/// The fields of one row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(super) text: &'a [u8],
    /// Where each field starts, and one past the end of the last: each field is followed by one other byte.
    pub(super) starts: &'a [u32],
    /// Fields may have their quotes around them.
    pub(super) quoted: bool,
    /// The line within its block, from 0.
    pub(crate) line: u64,
}

impl<'a> Row<'a> {
    /// The field at a position without blanks around it; empty where there is none.
    #[inline]
    pub(crate) fn field(&self, position: usize) -> &'a [u8] {
        let text = if self.quoted { unquoted(self.raw(position)) } else { self.raw(position) };
        match (text.first(), text.last()) {
            (Some(b'!'..=b'~'), Some(b'!'..=b'~')) | (None, _) => text,
            _ => trim(text),
        }
    }

    /// The field at a position with its first bytes as a number, for a text that comes again and again. It may have blanks
    /// around it.
    #[inline]
    pub(crate) fn label(&self, position: usize) -> Label<'a> {
        let Some([from, next, ..]) = self.starts.get(position..) else { return Label::of(&[]) };
        let (mut from, mut end) = (*from as usize, *next as usize - 1);
        if self.quoted {
            let length = end - from;
            let text = unquoted(&self.text[from..end]);
            if text.len() < length {
                (from, end) = (from + 1, from + 1 + text.len());
            }
        }
        let text = &self.text[from..end];
        match self.text[from..].first_chunk::<SHORT>() {
            Some(ahead) => {
                Label { text, word: u128::from_le_bytes(*ahead) & MASKS[text.len().min(SHORT)] }
            }
            None => Label::of(text),
        }
    }

    /// The field at a position as it stands: with its quotes, and the last one with the carriage return of its line end.
    #[inline]
    pub(super) fn raw(&self, position: usize) -> &'a [u8] {
        match self.starts.get(position..) {
            Some([from, next, ..]) => &self.text[*from as usize..*next as usize - 1],
            _ => &[],
        }
    }

    /// The number of fields.
    pub(super) const fn len(&self) -> usize {
        self.starts.len() - 1
    }
}

/// A text that comes again and again.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Label<'a> {
    /// The text.
    pub(crate) text: &'a [u8],
    /// Its first bytes, the first one lowest, and zeros where it has no more.
    pub(crate) word: u128,
}

/// So many bytes of a label are at hand as a number.
pub(crate) const SHORT: usize = size_of::<u128>();

/// The bits of the first bytes of a number, by how many there are.
const MASKS: [u128; SHORT + 1] = {
    let mut masks = [0; SHORT + 1];
    let mut length = 1;
    while length <= SHORT {
        masks[length] = masks[length - 1] << 8 | 0xFF;
        length += 1;
    }
    masks
};

impl<'a> Label<'a> {
    /// The label that a text is.
    pub(crate) fn of(text: &'a [u8]) -> Self {
        let mut bytes = [0; SHORT];
        for (byte, of_text) in bytes.iter_mut().zip(text) {
            *byte = *of_text;
        }
        Self { text, word: u128::from_le_bytes(bytes) }
    }
}

/// A field without the quotes around it; behind those of the last one there may be a carriage return.
#[inline]
fn unquoted(text: &[u8]) -> &[u8] {
    match text {
        [b'"', within @ .., b'"'] | [b'"', within @ .., b'"', b'\r'] => within,
        bare => bare,
    }
}

/// Why a row is left out by rule; it is no fault of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum OutOfScope {
    /// Another municipality than asked for.
    Municipality,
    /// A scheme that is no benefit in this sense, by its id in `codes.toml`: bijzondere bijstand, Tozo and so on.
    Scheme(&'static str),
    /// A row of totals, which adds up others.
    Total,
    /// The header once more.
    RepeatedHeader,
    /// A line below the last row, such as the day of printing.
    Footer,
    /// A child on the case of its parents: no person on benefit.
    Child,
    /// A benefit or participation that a later list tells again.
    Superseded,
}

/// What became of a row that could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It counts.
    Used,
    /// It is left out by rule.
    OutOfScope(OutOfScope),
}

/// Why a row cannot be used, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowFault {
    /// The column; none where the row as a whole is at fault.
    pub(super) field: Option<Field>,
    /// The reason.
    pub(super) fault: Fault,
}

impl RowFault {
    /// A fault of one column.
    pub(crate) const fn of(field: Field, fault: Fault) -> Self {
        Self { field: Some(field), fault }
    }

    /// A fault of the row as a whole.
    pub(super) const fn whole(fault: Fault) -> Self {
        Self { field: None, fault }
    }
}

/// Makes something of the rows of blocks; one parser per thread.
pub(crate) trait RowParser: Send {
    /// What a block of rows becomes.
    type Block: Send;

    /// Takes one row.
    fn row(&mut self, row: &Row<'_>) -> Result<Kept, RowFault>;

    /// Ends a block, with what was seen in its columns.
    fn seal(&mut self) -> (Self::Block, Seen);
}

//! One row as a parser sees it: fields by position.

use crate::dataset::value::{FieldText, Head, trim};

/// The fields of one row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(super) text: &'a [u8],
    /// Where each field starts, and one past the end of the last: each field is followed by one other byte.
    pub(super) starts: &'a [u32],
    /// Fields may have their quotes around them.
    pub(super) quoted: bool,
    /// The line within its block, from 0.
    pub(super) line: u64,
}

/// The position of a column that a file has not: past every row.
pub(crate) const ABSENT: usize = usize::MAX;

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

/// A field without the quotes around it; behind those of the last one there may be a carriage return.
#[inline]
fn unquoted(text: &[u8]) -> &[u8] {
    match text {
        [b'"', within @ .., b'"'] | [b'"', within @ .., b'"', b'\r'] => within,
        bare => bare,
    }
}

/// A row whose fields can be asked for, by the positions of columns that its file has.
pub(crate) trait Fields<'a> {
    /// The first bytes of the field at a position.
    fn head(&self, position: usize) -> Head;

    /// The text of the field at a position. It may have blanks around it; it is empty where there is none.
    fn text(&self, position: usize) -> FieldText<'a>;

    /// The line within its block, from 0.
    fn line(&self) -> u64;
}

impl<'a> Fields<'a> for Row<'a> {
    fn head(&self, position: usize) -> Head {
        self.text(position).head()
    }

    fn text(&self, position: usize) -> FieldText<'a> {
        let raw = self.raw(position);
        FieldText::of(if self.quoted { unquoted(raw) } else { raw })
    }

    fn line(&self) -> u64 {
        self.line
    }
}

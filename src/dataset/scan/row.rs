//! One row as a parser sees it: fields by position, and what a parser makes of it.

use crate::dataset::kind::Field;
use crate::dataset::notation::Seen;
use crate::dataset::value::{Fault, FieldText, SHORT, trim};

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

/// The position of a column that a file has not: past every row.
pub(crate) const ABSENT: usize = usize::MAX >> 1;

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

/// A row whose fields can be asked for.
pub(crate) trait Fields<'a> {
    /// The field at a position with its first bytes as a number. It may have blanks around it; it is empty where there
    /// is none.
    fn text(&self, position: usize) -> FieldText<'a>;

    /// The row itself, for what is seldom asked.
    fn row(&self) -> Row<'a>;
}

impl<'a> Fields<'a> for Row<'a> {
    fn text(&self, position: usize) -> FieldText<'a> {
        let Some(next) = self.starts.get(position + 1) else { return FieldText::default() };
        let (from, end) = (self.starts[position] as usize, *next as usize - 1);
        let text = FieldText::within(self.text, from, end);
        if self.quoted { text.unquoted() } else { text }
    }

    fn row(&self) -> Row<'a> {
        *self
    }
}

/// A row of few and short fields, as nearly all are, with so much text behind it that no place has to be checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct NearRow<'a> {
    row: Row<'a>,
    /// The text from the first field on.
    text: &'a [u8; 2 * REACH + SHORT],
    /// Where the first field starts in the text of the block.
    first: u32,
    /// Where each field starts in the text of the block.
    starts: &'a [u32; FIELDS],
    /// The number of fields.
    fields: usize,
}

/// More bytes than a near row has.
const REACH: usize = 1 << 8;
/// More fields than a near row has.
const FIELDS: usize = 1 << 5;

impl<'a> NearRow<'a> {
    /// The row of so many fields whose first one is at a place among the starts of a block, if it is near.
    #[inline(always)]
    pub(super) fn of(row: Row<'a>, starts: &'a [u32], fields: usize) -> Option<Self> {
        let starts: &[u32; FIELDS] = starts.first_chunk()?;
        let first = starts[0];
        let text = row.text.get(first as usize..)?.first_chunk()?;
        let is_near = fields < FIELDS && (starts[fields] - first) as usize <= REACH;
        is_near.then_some(Self { row, text, first, starts, fields })
    }
}

impl<'a> Fields<'a> for NearRow<'a> {
    #[inline(always)]
    fn text(&self, position: usize) -> FieldText<'a> {
        if position >= self.fields {
            return FieldText::default();
        }
        let place = |position: usize| self.starts[position % FIELDS].wrapping_sub(self.first);
        let (from, next) = (place(position) as usize % REACH, place(position + 1) as usize);
        let length = next.wrapping_sub(from + 1) % REACH;
        let ahead = |from: usize| {
            let bytes = self.text[from..].first_chunk();
            bytes.copied().unwrap_or_default()
        };
        let text = FieldText::at(self.text, from, length, ahead(from));
        if !self.row.quoted || text.word & 0xFF != u128::from(b'"') {
            return text;
        }
        let [last, before] = [1, 2].map(|back| (from + length).wrapping_sub(back) % (2 * REACH));
        let shorter = match (self.text[last], self.text[before]) {
            (b'"', _) if length > 1 => 2,
            (b'\r', b'"') if length > 2 => 3,
            _ => return text,
        };
        FieldText::at(self.text, from + 1, length - shorter, ahead(from + 1))
    }

    #[inline]
    fn row(&self) -> Row<'a> {
        self.row
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
    /// A benefit or participation that is in a later list too.
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
    fn row<'r>(&mut self, row: &impl Fields<'r>) -> Result<Kept, RowFault>;

    /// Ends a block, with what was seen in its columns.
    fn seal(&mut self) -> (Self::Block, Seen);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Both ways to a field give the same text and the same first bytes, where there is no such field too.
        #[test]
        fn a_near_row_has_the_fields_of_the_row(
            fields in prop::collection::vec("\"[ab;]{0,20}\"|[0-9 ]{0,20}|\"|\"a|\"\r|\"a\"\r|a\r", 1..20),
            before in "[a-z\n]{0,30}",
            quoted in any::<bool>(),
        ) {
            let mut text = before.clone();
            let mut starts = vec![u32::try_from(text.len()).unwrap()];
            for field in &fields {
                text.push_str(field);
                text.push(';');
                starts.push(u32::try_from(text.len()).unwrap());
            }
            text.push_str(&"x".repeat(2 * REACH + SHORT));
            let width = fields.len();
            let row = Row { text: text.as_bytes(), starts: &starts, quoted, line: 7 };
            let mut more = starts.clone();
            more.resize(FIELDS, u32::MAX);
            let is_short = text.len() - before.len() - 2 * REACH - SHORT <= REACH;
            let near = NearRow::of(row, &more, width);
            prop_assert_eq!(near.is_some(), is_short);
            let Some(near) = near else { return Ok(()) };
            for position in (0..width + 2).chain([ABSENT]) {
                let (one, other) = (near.text(position), row.text(position));
                prop_assert_eq!((one.text(), one.word), (other.text(), other.word));
                prop_assert_eq!(one.trimmed(), row.field(position));
            }
        }
    }

    #[test]
    fn a_row_of_many_fields_or_near_the_end_is_no_near_row() {
        let text = "a;".repeat(1_000);
        let starts: Vec<u32> = (0..1_001).map(|field| field * 2).collect();
        let row = Row { text: text.as_bytes(), starts: &starts, quoted: false, line: 0 };
        assert!(NearRow::of(row, &starts, FIELDS - 1).is_some());
        assert!(NearRow::of(row, &starts, FIELDS).is_none());
        assert!(NearRow::of(row, &starts[900..], 4).is_none(), "too little text behind it");
        assert!(NearRow::of(row, &starts[990..], 4).is_none(), "too few places behind it");
    }
}

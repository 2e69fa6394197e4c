//! A row whose fields are looked at where they lie, with so much text behind it that no place has to be checked.

use super::row::{Fields, Row};
use crate::dataset::value::{FieldText, Head, SHORT};

/// A row of as many fields as its file has columns, that are few and short enough, as nearly all are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NearRow<'a> {
    /// The text from the first field on.
    text: &'a [u8; REACH as usize + SHORT],
    /// Where each field starts in the text of the block.
    starts: &'a [u32; FIELDS + 1],
    block: Rows<'a>,
    /// The line within the block, from 0.
    line: u64,
}

/// The rows of a block that all have as many fields as the header.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'a> {
    /// The text of the block.
    pub(super) text: &'a [u8],
    /// The number of fields.
    pub(super) width: usize,
    /// Fields may have their quotes around them.
    pub(super) quoted: bool,
    /// There are quotes around fields, or carriage returns behind rows.
    pub(super) wrapped: bool,
}

/// The most bytes of a near row.
const REACH: u32 = 1 << 10;
/// The most fields of a near row.
const FIELDS: usize = 1 << 6;

impl<'a> NearRow<'a> {
    /// A row of a block by the starts from its first field on, if it is near.
    #[inline(always)]
    pub(super) fn of(block: Rows<'a>, starts: &'a [u32], line: u64) -> Option<Self> {
        let starts: &[u32; FIELDS + 1] = starts.first_chunk()?;
        let text = block.text.get(starts[0] as usize..)?.first_chunk()?;
        let end = starts.get(block.width)?;
        (end.wrapping_sub(starts[0]) <= REACH).then_some(Self { text, starts, block, line })
    }

    /// Where a field starts and ends, counted from the start of the row.
    #[inline(always)]
    fn bounds(&self, position: usize) -> (u32, u32) {
        let within = |place: u32| place.wrapping_sub(self.starts[0]) % REACH;
        let position = position % FIELDS;
        let end = self.starts[position + 1].wrapping_sub(1);
        let bounds = (within(self.starts[position]), within(end));
        if self.block.wrapped { self.unwrapped(bounds) } else { bounds }
    }

    /// The bounds of a field without what is wrapped around it.
    #[inline]
    fn unwrapped(&self, (from, end): (u32, u32)) -> (u32, u32) {
        let is = |wanted, place: u32| self.text[(place % REACH) as usize] == wanted;
        let before = |place: u32| place.wrapping_sub(1);
        let end = if end > from && is(b'\r', before(end)) { before(end) } else { end };
        let is_quoted = before(end) > from && is(b'"', from) && is(b'"', before(end));
        if is_quoted && end > from { (from + 1, before(end)) } else { (from, end) }
    }

    /// The row itself, for those who read with care.
    #[cold]
    pub(crate) fn row(&self) -> Row<'a> {
        let Rows { text, width, quoted, .. } = self.block;
        Row { text, starts: &self.starts[..=width], quoted, line: self.line }
    }
}

impl<'a> Fields<'a> for NearRow<'a> {
    #[inline(always)]
    fn head(&self, position: usize) -> Head {
        let (from, end) = self.bounds(position);
        let ahead = self.text[(from % REACH) as usize..].first_chunk().copied();
        Head::new(u128::from_le_bytes(ahead.unwrap_or_default()), end.wrapping_sub(from))
    }

    #[cold]
    fn text(&self, position: usize) -> FieldText<'a> {
        self.row().text(position)
    }

    #[inline]
    fn line(&self) -> u64 {
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::super::row::ABSENT;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Both ways to a field give the same first bytes, but for what trimming takes off.
        #[test]
        fn a_near_row_has_the_fields_of_the_row(
            fields in prop::collection::vec("\"[ab;]{0,20}\"|[0-9 ]{0,20}|\"a", 1..20),
            before in "[a-z\n]{0,30}",
            quoted in any::<bool>(),
            returned in any::<bool>(),
        ) {
            let mut text = before.clone();
            let mut starts = vec![u32::try_from(text.len()).unwrap()];
            for (place, field) in fields.iter().enumerate() {
                text.push_str(field);
                text.push_str(if returned && place + 1 == fields.len() { "\r\n" } else { ";" });
                starts.push(u32::try_from(text.len()).unwrap());
            }
            text.push_str(&"x".repeat(REACH as usize + SHORT));
            let row = Row { text: text.as_bytes(), starts: &starts, quoted, line: 7 };
            let mut more = starts.clone();
            more.resize(FIELDS + 1, u32::MAX);
            let width = fields.len();
            let block = Rows { text: text.as_bytes(), width, quoted, wrapped: quoted || returned };
            let near = NearRow::of(block, &more, 7);
            let Some(near) = near else { return Err(TestCaseError::fail("it is near")) };
            for (position, field) in fields.iter().enumerate() {
                let (head, text) = (near.head(position), row.text(position));
                let is_bare = !quoted && field.starts_with('"');
                if !is_bare || !returned {
                    let expected = FieldText::of(text.text().strip_suffix(b"\r").unwrap_or(text.text()));
                    prop_assert_eq!(head.word(), expected.head().word());
                    prop_assert_eq!(head.length, expected.head().length);
                }
                prop_assert_eq!(near.text(position).trimmed(), row.field(position));
            }
            prop_assert!(row.head(ABSENT).is_empty());
        }
    }

    #[test]
    fn a_row_of_many_fields_or_near_the_end_is_no_near_row() {
        let text = "a;".repeat(2_000);
        let starts: Vec<u32> = (0..2_001).map(|field| field * 2).collect();
        let is_near = |starts: &[u32], fields: usize| {
            let text = text.as_bytes();
            let block = Rows { text, width: fields, quoted: false, wrapped: false };
            NearRow::of(block, starts, 0).is_some()
        };
        assert!(is_near(&starts, FIELDS) && !is_near(&starts, FIELDS + 1));
        assert!(!is_near(&starts[1_900..], 4), "too little text behind it");
        assert!(!is_near(&starts[1_990..], 4), "too few places behind it");
        let far: Vec<u32> = (0..=64).map(|field| field * 20).collect();
        assert!(!is_near(&far, FIELDS), "it is too long");
    }
}

//! One block: decoded, split into rows, and given to a parser.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::blocks::Block;
use super::row::{Kept, OutOfScope, Row, RowFault, RowParser};
use super::split::{Plain, Record, Starts, careful, count_lines};
use crate::dataset::codes::is_total_word;
use crate::dataset::dialect::Layout;
use crate::dataset::encoding::{Classified, classify, decode};
use crate::dataset::rejects::Rejects;
use crate::dataset::value::Fault;
use crate::error::Refusal;

/// What became of one block.
#[derive(Debug)]
pub(super) struct Parsed<B> {
    pub(super) index: usize,
    pub(super) first_line: u64,
    pub(super) made: B,
    pub(super) read: u64,
    pub(super) blank: u64,
    pub(super) rejected: Rejects,
    pub(super) out_of_scope: Vec<(OutOfScope, u64)>,
    pub(super) classified: Classified,
    /// A reason to refuse the whole file, with the line in the block.
    pub(super) refusal: Option<(u64, Refusal)>,
    /// The line in the block of a last row of the file that has no line end.
    pub(super) open_end: Option<u64>,
    /// The lines before an offset, for the two offsets that a mixture of encodings may be refused at.
    lines: Vec<(usize, u64)>,
}

impl<B> Parsed<B> {
    /// The line ends in the block before an offset.
    pub(super) fn lines_before(&self, offset: usize) -> u64 {
        self.lines.iter().find(|(known, _)| *known == offset).map_or(0, |(_, lines)| *lines)
    }
}

/// What one thread needs to split blocks, kept from block to block.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    plain: Plain,
    starts: Starts,
    text: Vec<u8>,
}

/// Splits a block and gives its rows to a parser.
pub(super) fn parse<P: RowParser>(
    block: Block,
    layout: &Layout,
    forced: Option<&'static Encoding>,
    scratch: &mut Scratch,
    parser: &mut P,
) -> Parsed<P::Block> {
    let Block { index, first_line, bytes, plain, last } = block;
    let classified = if forced.is_some() { Classified::Ascii } else { classify(&bytes) };
    let encoding = match classified {
        Classified::NotUtf8 { .. } => Some(WINDOWS_1252),
        Classified::Ascii | Classified::Utf8 { .. } => forced,
    };
    let mut refusal =
        memchr::memchr(0, &bytes).map(|at| (count_lines(&bytes[..at]), Refusal::NulByte));
    let text = match encoding.map(|encoding| (encoding, decode(&bytes, encoding))) {
        None => std::borrow::Cow::Borrowed(&bytes[..]),
        Some((_, Ok(text))) => text,
        Some((encoding, Err(at))) => {
            let line = count_lines(&bytes[..at]);
            refusal =
                refusal.or(Some((line, Refusal::NotInEncoding { encoding: encoding.name() })));
            std::borrow::Cow::Borrowed(&[][..])
        }
    };
    let mut rows = Rows {
        layout,
        parser,
        read: 0,
        blank: 0,
        rejected: Rejects::default(),
        out_of_scope: Vec::new(),
    };
    let mut open_end = None;
    if refusal.is_none() {
        let end = if plain {
            rows.split_plain(&text, scratch)
        } else {
            rows.split_carefully(&text, scratch)
        };
        if let Some((line, found)) = end.filter(|_| last) {
            open_end = Some(line);
            let expected = layout.fields.len();
            refusal = (found < expected).then_some((line, Refusal::Truncated { found, expected }));
        }
    }
    let Rows { read, blank, rejected, out_of_scope, .. } = rows;
    Parsed {
        index,
        first_line,
        made: parser.seal(),
        read,
        blank,
        rejected,
        out_of_scope,
        classified,
        refusal,
        open_end,
        lines: odd_places(classified).map(|at| (at, count_lines(&bytes[..at]))).collect(),
    }
}

/// The offsets at which a mixture of encodings may show.
fn odd_places(classified: Classified) -> impl Iterator<Item = usize> {
    let (one, other) = match classified {
        Classified::Ascii => (None, None),
        Classified::Utf8 { first } => (Some(first), None),
        Classified::NotUtf8 { first_bad, first_valid } => (Some(first_bad), first_valid),
    };
    one.into_iter().chain(other)
}

struct Rows<'a, P> {
    layout: &'a Layout,
    parser: &'a mut P,
    read: u64,
    blank: u64,
    rejected: Rejects,
    out_of_scope: Vec<(OutOfScope, u64)>,
}

impl<P: RowParser> Rows<'_, P> {
    /// Splits text without quotes. Returns line and number of fields of a last row without a line end.
    fn split_plain(&mut self, text: &[u8], scratch: &mut Scratch) -> Option<(u64, usize)> {
        scratch.plain.find(text, self.layout.delimiter);
        let Plain { starts, rows } = &scratch.plain;
        let (mut line, mut first) = (0, 0);
        for end in rows.iter().map(|end| *end as usize) {
            self.row(&Row { text, starts: &starts[first..=end], line }, false);
            (line, first) = (line + 1, end);
        }
        let open = &starts[first..];
        if open.len() == 1 && open[0] as usize == text.len() {
            return None;
        }
        // the last row ends where the text does, so it is closed by a byte of its own
        let mut closed = text[open[0] as usize..].to_vec();
        closed.push(self.layout.delimiter);
        let shift = |start: &u32| start - open[0];
        let end = u32::try_from(closed.len()).unwrap_or(u32::MAX);
        let starts: Starts = open.iter().map(shift).chain([end]).collect();
        let row = Row { text: &closed, starts: &starts, line };
        self.row(&row, false);
        Some((line, row.len()))
    }

    /// Splits text with quotes or lone carriage returns.
    fn split_carefully(&mut self, bytes: &[u8], scratch: &mut Scratch) -> Option<(u64, usize)> {
        let Scratch { starts, text, .. } = scratch;
        let (mut at, mut line) = (0, 0);
        while at < bytes.len() {
            match careful(bytes, at, self.layout.delimiter, text, starts) {
                Record::Whole { next, lines, stray, terminated } => {
                    let row = Row { text, starts, line };
                    self.row(&row, stray);
                    if !terminated {
                        return Some((line, row.len()));
                    }
                    (at, line) = (next, line + lines);
                }
                Record::Open { .. } | Record::Runaway { .. } => break, // refused before the block was made
            }
        }
        None
    }

    fn row(&mut self, row: &Row<'_>, stray: bool) {
        let width = self.layout.fields.len();
        let is_blank = |position| row.field(position).is_empty();
        if (0..row.len()).all(is_blank) {
            self.blank += 1;
            return;
        }
        self.read += 1;
        let fault = if stray {
            Some(Fault::TextAfterQuote)
        } else if is_total(row) {
            Some(Fault::TotalRow)
        } else if row.len() < width {
            Some(if other_delimiter(row, self.layout) {
                Fault::OtherDelimiter
            } else {
                Fault::TooFewFields
            })
        } else if !(width..row.len()).all(is_blank) {
            Some(Fault::TooManyFields)
        } else {
            None
        };
        if let Some(fault) = fault {
            return self.rejected.add_row(row.line, fault);
        }
        match self.parser.row(row) {
            Ok(Kept::Used | Kept::Deferred) => {}
            Ok(Kept::OutOfScope(reason)) => {
                match self.out_of_scope.iter_mut().find(|(known, _)| *known == reason) {
                    Some((_, count)) => *count += 1,
                    None => self.out_of_scope.push((reason, 1)),
                }
            }
            Err(RowFault { field, fault }) => {
                let position = self.layout.fields.iter().position(|found| *found == Some(field));
                let header = position.map_or("", |position| &self.layout.names[position]);
                let value = position.map_or(&[][..], |position| row.field(position));
                self.rejected.add_value(row.line, field, header, fault, value);
            }
        }
    }
}

/// Whether the row adds up the rows above it: its first words say so.
fn is_total(row: &Row<'_>) -> bool {
    if row.field(0).first().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let first = (0..row.len()).map(|position| row.field(position)).find(|field| !field.is_empty());
    let may_be = |text: &&[u8]| {
        text.len() <= 24 && matches!(text[0] | 32, b't' | b's' | b'e' | b'g' | b'a' | b'o')
    };
    first.filter(may_be).and_then(|text| std::str::from_utf8(text).ok()).is_some_and(is_total_word)
}

/// Whether a short row has its fields divided by another delimiter than the header.
fn other_delimiter(row: &Row<'_>, layout: &Layout) -> bool {
    let needed = layout.fields.len().saturating_sub(row.len());
    let count = |delimiter| {
        (0..row.len()).flat_map(|at| row.raw(at)).filter(|byte| **byte == delimiter).count()
    };
    [b';', b',', b'\t', b'|']
        .into_iter()
        .any(|delimiter| delimiter != layout.delimiter && count(delimiter) >= needed && needed > 0)
}

//! One block: decoded, split into rows, and given to a parser.

use std::borrow::Cow;
use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::aside::{is_total, may_be_footer};
use super::blocks::Block;
use super::masks::{FieldPlaces, Way};
use super::near::{self, NearRow};
use super::parser::{Kept, OutOfScope, RowFault, RowParser};
use super::row::{Fields, Row};
use super::split::{Record, Starts, Syntax, careful, count_lines};
use crate::dataset::dialect::Layout;
use crate::dataset::encoding::{Classified, classify, decode};
use crate::dataset::notation::Seen;
use crate::dataset::refusal::Refusal;
use crate::dataset::rejects::Rejects;
use crate::dataset::value::Fault;

/// What became of one block.
#[derive(Debug)]
pub(super) struct Parsed<B> {
    pub(super) index: usize,
    /// The line that the lines below are counted from: the first one of the batch.
    pub(super) first_line: u64,
    /// What the parser made of the whole batch, at its last block.
    pub(super) made: Option<B>,
    pub(super) read: u64,
    pub(super) blank: u64,
    pub(super) rejected: Rejects,
    pub(super) out_of_scope: BTreeMap<OutOfScope, u64>,
    /// Lines that are no rows where nothing but such lines follows.
    pub(super) footers: Vec<u64>,
    /// The line of the last row that is one.
    pub(super) last_row: Option<u64>,
    pub(super) seen: Seen,
    pub(super) classified: Classified,
    /// A reason to refuse the whole file, with its line.
    pub(super) refusal: Option<(u64, Refusal)>,
    /// The line of a last row of the file that has no line end.
    pub(super) open_end: Option<u64>,
    /// The lines before an offset, for the two offsets that a mixture of encodings may be refused at.
    lines: Vec<(usize, u64)>,
}

impl<B> Parsed<B> {
    /// The line ends in the batch before an offset of the block.
    pub(super) fn lines_before(&self, offset: usize) -> u64 {
        self.lines.iter().find(|(known, _)| *known == offset).map_or(0, |(_, lines)| *lines)
    }
}

/// What one thread needs to split blocks, kept from block to block.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    places: FieldPlaces,
    starts: Starts,
    text: Vec<u8>,
}

/// Splits the blocks of a batch and gives their rows to a parser.
pub(super) fn parse<P: RowParser>(
    batch: &[Block],
    (layout, backslash): (&Layout, bool),
    forced: Option<&'static Encoding>,
    scratch: &mut Scratch,
    parser: &mut P,
) -> Vec<Parsed<P::Block>> {
    let first_line = batch.first().map_or(0, |block| block.first_line);
    let mut parsed: Vec<_> = batch
        .iter()
        .map(|block| parse_block(block, first_line, (layout, backslash), forced, scratch, parser))
        .collect();
    if let Some(last) = parsed.last_mut() {
        let (made, seen) = parser.seal();
        last.made = Some(made);
        last.seen.add(seen);
    }
    parsed
}

fn parse_block<P: RowParser>(
    block: &Block,
    batch_line: u64,
    (layout, backslash): (&Layout, bool),
    forced: Option<&'static Encoding>,
    scratch: &mut Scratch,
    parser: &mut P,
) -> Parsed<P::Block> {
    let Block { index, first_line, ref bytes, survey, last } = *block;
    let before = first_line - batch_line;
    let line_at = |at: usize| before + count_lines(&bytes[..at]);
    let (classified, text, refused) = decoded(block, forced);
    let mut refusal = refused.map(|(at, refused)| (line_at(at), refused));
    let mut rows = Rows {
        layout,
        syntax: Syntax { delimiter: layout.delimiter, backslash },
        parser,
        line: before,
        read: 0,
        blank: 0,
        rejected: Rejects::default(),
        out_of_scope: BTreeMap::new(),
        footers: Vec::new(),
        last_row: None,
        escaped: false,
        refusal: None,
    };
    let mut open_end = None;
    if refusal.is_none() {
        let end = match survey.way {
            Way::Plain => rows.split_by_masks(&text, (false, survey.returns), scratch),
            Way::Quoted => rows.split_by_masks(&text, (true, survey.returns), scratch),
            Way::Careful => rows.split_carefully(&text, scratch),
        };
        if let Some((line, found)) = end.filter(|_| last) {
            open_end = Some(line);
            let expected = layout.fields.len();
            let cut = found < expected && !rows.ends_without_data(line);
            refusal = cut.then_some((line, Refusal::Truncated { found, expected }));
        }
        refusal = refusal.or(rows.refusal.take());
    }
    let Rows { read, blank, rejected, out_of_scope, footers, last_row, escaped, .. } = rows;
    let seen = Seen { backslash: escaped, ..Seen::default() };
    Parsed {
        index,
        first_line: batch_line,
        made: None,
        read,
        blank,
        rejected,
        out_of_scope,
        footers,
        last_row,
        seen,
        classified,
        refusal,
        open_end,
        lines: odd_places(classified).map(|at| (at, line_at(at))).collect(),
    }
}

/// The text of a block, how its bytes are written, and at which of them it is refused.
fn decoded<'b>(
    block: &'b Block,
    forced: Option<&'static Encoding>,
) -> (Classified, Cow<'b, [u8]>, Option<(usize, Refusal)>) {
    let Block { ref bytes, survey, .. } = *block;
    let is_known = forced.is_some() || survey.is_ascii;
    let classified = if is_known { Classified::Ascii } else { classify(bytes) };
    let encoding = match classified {
        Classified::NotUtf8 { .. } => Some(WINDOWS_1252),
        Classified::Ascii | Classified::Utf8 { .. } => forced,
    };
    let nul = survey.has_nul.then(|| memchr::memchr(0, bytes)).flatten();
    let refusal = nul.map(|at| (at, Refusal::NulByte));
    match encoding.map(|encoding| (encoding, decode(bytes, encoding))) {
        None => (classified, Cow::Borrowed(&bytes[..]), refusal),
        Some((_, Ok(text))) => (classified, text, refusal),
        Some((encoding, Err(at))) => {
            let refused = (at, Refusal::NotInEncoding { encoding: encoding.name() });
            (classified, Cow::Borrowed(&[][..]), refusal.or(Some(refused)))
        }
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
    syntax: Syntax,
    parser: &'a mut P,
    /// The first line.
    line: u64,
    read: u64,
    blank: u64,
    rejected: Rejects,
    out_of_scope: BTreeMap<OutOfScope, u64>,
    footers: Vec<u64>,
    last_row: Option<u64>,
    /// Whether a quote with a backslash in front was met that ended no field, or would have.
    escaped: bool,
    refusal: Option<(u64, Refusal)>,
}

impl<P: RowParser> Rows<'_, P> {
    /// Splits text that keeps to the strict rules, in which fields may stand in quotes, and carriage returns before line
    /// feeds. Returns line and number of fields of a last row without a line end.
    fn split_by_masks(
        &mut self,
        text: &[u8],
        (quoted, returns): (bool, bool),
        scratch: &mut Scratch,
    ) -> Option<(u64, usize)> {
        scratch.places.find(text, self.layout.delimiter);
        let starts = scratch.places.starts();
        let ends_row = |end: u32| text[end as usize - 1] == b'\n';
        // where every so many fields end a row and no other does, no field has to be looked at
        let width = self.layout.fields.len();
        let (whole, ended) = (starts.len() - 1, scratch.places.ended);
        let is_regular = whole == width * ended
            && starts[1..]
                .chunks_exact(width.max(1))
                .all(|ends| ends.last().is_some_and(|end| ends_row(*end)));
        let (mut line, mut first) = (self.line, 0);
        if is_regular {
            let block = near::Rows { text, width, quoted, wrapped: quoted || returns };
            self.regular_rows(block, starts);
            (line, first) = (line + ended as u64, whole);
        }
        while let Some(end) = (first + 1..=whole).find(|end| ends_row(starts[*end])) {
            self.row(&Row { text, starts: &starts[first..=end], quoted, line }, None);
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
        let row = Row { text: &closed, starts: &starts, quoted, line };
        self.row(&row, None);
        Some((line, row.len()))
    }

    /// Takes rows that all have as many fields as the header, whose fields start at these places.
    fn regular_rows(&mut self, block: near::Rows<'_>, starts: &[u32]) {
        let near::Rows { text, width, quoted, .. } = block;
        let rows = starts.len() / width.max(1);
        for (number, line) in (0..rows).zip(self.line..) {
            let starts = &starts[number * width..];
            match NearRow::of(block, starts, line) {
                Some(near) => self.near_row(&near),
                None => self.row(&Row { text, starts: &starts[..=width], quoted, line }, None),
            }
        }
    }

    /// Splits text with quotes or lone carriage returns.
    fn split_carefully(&mut self, bytes: &[u8], scratch: &mut Scratch) -> Option<(u64, usize)> {
        let Scratch { starts, text, .. } = scratch;
        let (mut at, mut line) = (0, self.line);
        while at < bytes.len() {
            match careful(bytes, at, self.syntax, text, starts) {
                Record::Whole { next, lines, stray, terminated } => {
                    self.escaped |= stray == Some(true)
                        || self.syntax.backslash && has_escaped_quote(&bytes[at..next]);
                    let row = Row { text, starts, quoted: false, line };
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

    fn row(&mut self, row: &Row<'_>, stray: Option<bool>) {
        let width = self.layout.fields.len();
        let is_blank = |position| row.field(position).is_empty();
        if (0..row.len()).all(is_blank) {
            self.blank += 1;
            return;
        }
        self.read += 1;
        let fault = if stray.is_some() {
            Some(Fault::TextAfterQuote)
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
        let parsed = match fault {
            Some(_) if is_total(row) => Ok(Kept::OutOfScope(OutOfScope::Total)),
            Some(fault) => Err(RowFault::whole(fault)),
            None => self.parser.row(row),
        };
        self.take(row, parsed);
    }

    /// Takes a near row, which has as many fields as the header.
    #[inline]
    fn near_row(&mut self, near: &NearRow<'_>) {
        let head = near.head(0);
        let [first, ..] = head.bytes[0].to_le_bytes();
        if head.is_empty() || !first.is_ascii_graphic() {
            // it may be blank
            return self.row(&near.row(), None);
        }
        self.read += 1;
        match self.parser.near(near) {
            Ok(Kept::Used) => self.last_row = Some(near.line()),
            parsed => self.take(&near.row(), parsed),
        }
    }

    /// Takes what a parser made of a row.
    fn take(&mut self, row: &Row<'_>, parsed: Result<Kept, RowFault>) {
        match parsed {
            Ok(Kept::Used) => {}
            Ok(Kept::OutOfScope(reason)) => {
                *self.out_of_scope.entry(reason).or_default() += 1;
                if matches!(reason, OutOfScope::Total | OutOfScope::RepeatedHeader) {
                    return;
                }
            }
            Err(_) if may_be_footer(row) => {
                self.footers.push(row.line);
                return;
            }
            Err(fault) => self.reject(row, fault),
        }
        self.last_row = Some(row.line);
    }

    fn reject(&mut self, row: &Row<'_>, RowFault { field, fault }: RowFault) {
        let Some(field) = field else { return self.rejected.add_row(row.line, fault) };
        let position = self.layout.fields.iter().position(|found| *found == Some(field));
        let header = position.map_or("", |position| &self.layout.names[position]);
        if fault == Fault::RoundedNumber {
            let refusal = Refusal::RoundedNumber { header: header.into() };
            self.refusal.get_or_insert((row.line, refusal));
        }
        let value = position.map_or(&[][..], |position| row.field(position));
        self.rejected.add_value(row.line, field, header, fault, value);
    }

    /// Whether the line of a block is no row: a total, or what may be a footer.
    fn ends_without_data(&self, line: u64) -> bool {
        self.last_row.is_none_or(|last| last < line)
    }
}

/// Whether a text holds a quote with a backslash in front.
fn has_escaped_quote(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"\\\"").is_some()
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

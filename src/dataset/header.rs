//! The bytes of the header: blank lines, `sep=` line, one record with quotes and line breaks, true line numbers.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::encoding::decode;
use crate::dataset::refusal::Refusal;

/// The longest header in bytes, and the most columns.
const BYTE_LIMIT: usize = 1_000_000;
const COLUMN_LIMIT: usize = 10_000;

/// A place in the first lines of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) offset: usize,
    pub(super) line: u64,
    pub(super) blank_lines: u64,
}

impl Place {
    pub(super) const START: Self = Self { offset: 0, line: 1, blank_lines: 0 };

    /// Goes past lines of blanks and delimiters only.
    pub(super) fn skip_blank_lines(&mut self, bytes: &[u8]) {
        while let Some(rest) = bytes.get(self.offset..).filter(|rest| !rest.is_empty()) {
            let (line, length) = first_line(rest);
            if !line.iter().all(|byte| b" \t;,|".contains(byte)) {
                return;
            }
            self.offset += length;
            self.line += 1;
            self.blank_lines += 1;
        }
    }

    /// Goes past a first line such as `sep=;`, and gives its delimiter.
    pub(super) fn skip_separator_line(&mut self, bytes: &[u8]) -> Option<u8> {
        let (line, length) = first_line(bytes.get(self.offset..)?);
        let line = match line {
            [b'"', quoted @ .., b'"'] => quoted,
            line => line,
        };
        let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] = line else {
            return None;
        };
        self.offset += length;
        self.line += 1;
        Some(*delimiter)
    }

    /// Goes past one line.
    pub(super) fn skip_line(&mut self, bytes: &[u8]) {
        let (_, length) = first_line(bytes.get(self.offset..).unwrap_or_default());
        self.offset += length;
        self.line += 1;
    }
}

/// The first line without its end, and its length with it.
pub(super) fn first_line(bytes: &[u8]) -> (&[u8], usize) {
    let end = memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
    let (line, rest) = bytes.split_at(end);
    let ending = match rest {
        [b'\r', b'\n', ..] => 2,
        [] => 0,
        _ => 1,
    };
    (line, end + ending)
}

/// One record of names.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) names: Vec<String>,
    /// Its length in bytes, with the line end.
    pub(super) length: usize,
    /// How many lines it takes.
    pub(super) lines: u64,
}

/// Why there is no record, and how many lines below its begin.
pub(super) type Misread = (u64, Refusal);

/// Reads one record from the begin of `bytes`.
pub(super) fn read_record(
    bytes: &[u8],
    delimiter: u8,
    complete: bool,
    forced: Option<&'static Encoding>,
) -> Result<Record, Misread> {
    let mut names = Vec::new();
    let (mut offset, mut lines) = (0, 0);
    loop {
        let field = read_field(bytes.get(offset..).unwrap_or_default(), delimiter);
        offset += field.length;
        if offset > BYTE_LIMIT || names.len() >= COLUMN_LIMIT {
            return Err((lines, too_long(offset)));
        }
        if field.unclosed {
            return Err(if complete || bytes.len() > BYTE_LIMIT {
                (lines, Refusal::UnclosedQuote)
            } else {
                (lines, too_long(BYTE_LIMIT + 1))
            });
        }
        if memchr::memchr(0, &field.text).is_some() {
            return Err((lines, Refusal::NulByte));
        }
        names.push(text(&field.text, forced).map_err(|refusal| (lines, refusal))?);
        lines += field.lines;
        let rest = bytes.get(offset..).unwrap_or_default();
        match rest {
            [byte, ..] if *byte == delimiter => offset += 1,
            [b'\r', b'\n', ..] => return Ok(record(names, offset + 2, lines)),
            [] if complete => return Ok(record(names, offset, lines)),
            [] => return Err((0, too_long(BYTE_LIMIT + 1))),
            _ => return Ok(record(names, offset + 1, lines)),
        }
    }
}

fn record(names: Vec<String>, length: usize, lines: u64) -> Record {
    Record { names, length, lines: lines + 1 }
}

const fn too_long(bytes: usize) -> Refusal {
    if bytes > BYTE_LIMIT {
        Refusal::TooLong { what: "the header", limit: "1 MB" }
    } else {
        Refusal::TooLong { what: "the number of columns", limit: "10,000" }
    }
}

struct FieldBytes<'a> {
    text: Cow<'a, [u8]>,
    length: usize,
    lines: u64,
    unclosed: bool,
}

/// The field up to the next delimiter or line end outside quotes.
fn read_field(bytes: &[u8], delimiter: u8) -> FieldBytes<'_> {
    let plain_end = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        from + memchr::memchr3(delimiter, b'\n', b'\r', rest).unwrap_or(rest.len())
    };
    if bytes.first() != Some(&b'"') {
        let length = plain_end(0);
        return FieldBytes {
            text: Cow::Borrowed(&bytes[..length]),
            length,
            lines: 0,
            unclosed: false,
        };
    }
    let mut text = Vec::new();
    let mut offset = 1;
    loop {
        let rest = bytes.get(offset..).unwrap_or_default();
        let Some(quote) = memchr::memchr(b'"', rest) else {
            return FieldBytes { text: Cow::Borrowed(b""), length: 0, lines: 0, unclosed: true };
        };
        text.extend_from_slice(&rest[..quote]);
        offset += quote + 1;
        if bytes.get(offset) != Some(&b'"') {
            break;
        }
        text.push(b'"');
        offset += 1;
    }
    let lines = line_ends(&text);
    let length = plain_end(offset);
    text.extend_from_slice(&bytes[offset..length]);
    // over line ends, and then text: a quote further down closes by chance what this one opens
    let unclosed = lines > 0 && length > offset;
    FieldBytes { text: Cow::Owned(text), length, lines, unclosed }
}

/// How many lines end in the text: LF, CR or CRLF.
fn line_ends(mut text: &[u8]) -> u64 {
    let mut count = 0;
    while memchr::memchr2(b'\n', b'\r', text).is_some() {
        let (_, length) = first_line(text);
        text = text.get(length..).unwrap_or_default();
        count += 1;
    }
    count
}

/// The text of a name: by the encoding that was asked for, else UTF-8, else Windows-1252.
fn text(bytes: &[u8], forced: Option<&'static Encoding>) -> Result<String, Refusal> {
    let encoding = match (forced, std::str::from_utf8(bytes)) {
        (None, Ok(text)) => return Ok(text.to_owned()),
        (None, Err(_)) => WINDOWS_1252,
        (Some(encoding), _) => encoding,
    };
    match decode(bytes, encoding) {
        Ok(text) => Ok(String::from_utf8_lossy(&text).into_owned()),
        Err(_) => Err(Refusal::NotInEncoding { encoding: encoding.name() }),
    }
}

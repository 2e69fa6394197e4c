//! CSV text → records and fields, byte by byte and by the strict rules of RFC 4180.
//!
//! A quote opens a field only as its first byte, and after it closes only a delimiter or a line end may follow. Where
//! the usual reader is silent (an unclosed quote, text after a closing one), this one speaks. Text that keeps to the
//! rules is split by masks, which gives the same rows.

use crate::dataset::value::trim;

/// Where the fields of records start in a text; after the last field of a record stands where one after it would
/// start, since one byte follows every field.
pub(super) type Starts = Vec<u32>;

/// What stands at the start of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Record {
    /// A whole record.
    Whole {
        /// Where the next record starts.
        next: usize,
        /// The number of line ends in it, its own included.
        lines: u64,
        /// There is text between a closing quote and the next delimiter; and whether a backslash stands before that
        /// quote, so that it may not have been meant to close the field.
        stray: Option<bool>,
        /// It ends with a line end, not with the text.
        terminated: bool,
    },
    /// The text ends within a quoted field.
    Open {
        /// The line ends before the quote that opens it.
        lines_before: u64,
    },
    /// A quoted field goes on over line ends, and then text follows its closing quote: that one was meant to open
    /// another field, and the rows between would be lost.
    Runaway {
        /// The line ends before the quote that opens it.
        lines_before: u64,
    },
}

/// How a file divides its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Syntax {
    /// The byte between fields.
    pub(super) delimiter: u8,
    /// A backslash takes its meaning from a quote within a quoted field (MySQL, Spark).
    pub(super) backslash: bool,
}

/// Splits the record that starts at `at`: its fields, unquoted, go to `text` and their places to `starts`.
pub(super) fn careful(
    bytes: &[u8],
    mut at: usize,
    syntax: Syntax,
    text: &mut Vec<u8>,
    starts: &mut Starts,
) -> Record {
    let Syntax { delimiter, backslash } = syntax;
    let (mut lines, mut stray) = (0, None);
    starts.clear();
    text.clear();
    starts.push(0);
    loop {
        let is_quoted = bytes.get(at) == Some(&b'"');
        let lines_before = lines;
        if is_quoted {
            match quoted(bytes, at + 1, backslash, text) {
                Some((after, within)) => (at, lines) = (after, lines + within),
                None => return Record::Open { lines_before },
            }
        }
        let rest = &bytes[at..];
        let ends = |byte: &u8| *byte == delimiter || matches!(byte, b'\n' | b'\r');
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        if is_quoted && length > 0 {
            if lines > lines_before {
                return Record::Runaway { lines_before };
            }
            let escaped = bytes[..at].ends_with(b"\\\"");
            stray = Some(stray.map_or(escaped, |before| before && escaped));
        }
        text.extend_from_slice(&rest[..length]);
        text.push(delimiter);
        starts.push(place(text.len()));
        at += length;
        match bytes.get(at) {
            None => return Record::Whole { next: at, lines, stray, terminated: false },
            Some(byte) if *byte == delimiter => at += 1,
            Some(_) => {
                let next = at + line_end(&bytes[at..]);
                return Record::Whole { next, lines: lines + 1, stray, terminated: true };
            }
        }
    }
}

/// The values of one column in the first rows of a text, trimmed.
pub(in crate::dataset) fn first_values(
    bytes: &[u8],
    delimiter: u8,
    position: usize,
    rows: usize,
) -> Vec<String> {
    let syntax = Syntax { delimiter, backslash: false };
    let (mut text, mut starts, mut at) = (Vec::new(), Vec::new(), 0);
    let mut values = Vec::new();
    while at < bytes.len() && values.len() < rows {
        let Record::Whole { next, .. } = careful(bytes, at, syntax, &mut text, &mut starts) else {
            break;
        };
        if let Some([from, next, ..]) = starts.get(position..) {
            let value = trim(&text[*from as usize..*next as usize - 1]);
            values.push(String::from_utf8_lossy(value).into_owned());
        }
        at = next;
    }
    values
}

/// The rest of a quoted field: where it goes on after the closing quote, and the line ends within it.
fn quoted(
    bytes: &[u8],
    mut at: usize,
    backslash: bool,
    text: &mut Vec<u8>,
) -> Option<(usize, u64)> {
    let start = at;
    loop {
        let length = memchr::memchr(b'"', &bytes[at..])?;
        let escapes = bytes[at..at + length].iter().rev().take_while(|byte| **byte == b'\\');
        if backslash && escapes.count() % 2 == 1 {
            text.extend_from_slice(&bytes[at..at + length - 1]);
            text.push(b'"');
            at += length + 1;
            continue;
        }
        text.extend_from_slice(&bytes[at..at + length]);
        at += length + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some((at, count_lines(&bytes[start..at])));
        }
        text.push(b'"');
        at += 1;
    }
}

/// The length of the line end at the start of the text: 2 for CR LF.
fn line_end(bytes: &[u8]) -> usize {
    if bytes.starts_with(b"\r\n") { 2 } else { 1 }
}

/// The number of line ends: LF, CR LF and lone CR count once each.
pub(super) fn count_lines(bytes: &[u8]) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', bytes).count();
    let lone = memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n'));
    u64::try_from(feeds + lone.count()).unwrap_or(u64::MAX)
}

/// A place in a block; blocks are far smaller than 4 GB.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Row = (Vec<Vec<u8>>, Option<bool>);

    const USUAL: Syntax = Syntax { delimiter: b';', backslash: false };

    fn rows(bytes: &[u8]) -> Option<Vec<Row>> {
        let (mut text, mut starts, mut at, mut rows) = (Vec::new(), Vec::new(), 0, Vec::new());
        while at < bytes.len() {
            match careful(bytes, at, USUAL, &mut text, &mut starts) {
                Record::Open { .. } | Record::Runaway { .. } => return None,
                Record::Whole { next, stray, .. } => {
                    let field =
                        |pair: &[u32]| text[pair[0] as usize..pair[1] as usize - 1].to_vec();
                    rows.push((starts.windows(2).map(field).collect(), stray));
                    at = next;
                }
            }
        }
        Some(rows)
    }

    proptest! {
        #[test]
        fn the_careful_way_agrees_with_the_usual_reader(text in "[ab;\"\n\r]{0,40}") {
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(b';').has_headers(false).flexible(true).from_reader(text.as_bytes());
            let usual: Vec<Vec<Vec<u8>>> = reader.byte_records().flatten()
                .map(|record| record.iter().map(<[u8]>::to_vec).collect::<Vec<_>>()).collect();
            let Some(rows) = rows(text.as_bytes()) else { return Ok(()) };
            if rows.iter().any(|(_, stray)| stray.is_some()) {
                return Ok(());
            }
            // the usual reader skips blank lines without a word
            let ours: Vec<_> = rows.into_iter().map(|row| row.0).filter(|row| *row != vec![Vec::<u8>::new()]).collect();
            let usual: Vec<_> = usual.into_iter().filter(|row| *row != vec![Vec::<u8>::new()]).collect();
            prop_assert_eq!(ours, usual);
        }
    }

    #[test]
    fn an_unclosed_quote_is_found_at_its_opening_line() {
        let (mut text, mut starts) = (Vec::new(), Vec::new());
        let open = careful(b"\"a\nb\";c;\"d\n\n", 0, USUAL, &mut text, &mut starts);
        assert_eq!(open, Record::Open { lines_before: 1 });
    }

    #[test]
    fn a_quote_that_a_later_one_closes_by_chance_is_found_at_its_opening_line() {
        let (mut text, mut starts) = (Vec::new(), Vec::new());
        let open = careful(b"a;\"b;c\nd;\"e\";f\n", 0, USUAL, &mut text, &mut starts);
        assert_eq!(open, Record::Runaway { lines_before: 0 });
    }

    #[test]
    fn text_after_a_closing_quote_is_noticed() {
        assert_eq!(
            rows(b"\"a\"b;c"),
            Some(vec![(vec![b"ab".to_vec(), b"c".to_vec()], Some(false))])
        );
        assert_eq!(
            rows(b"\"a\"\"b\";c"),
            Some(vec![(vec![b"a\"b".to_vec(), b"c".to_vec()], None)])
        );
    }

    #[test]
    fn a_backslash_escapes_a_quote_where_that_is_the_habit() {
        let (mut text, mut starts) = (Vec::new(), Vec::new());
        let mut split = |bytes: &[u8], backslash| {
            let syntax = Syntax { delimiter: b';', backslash };
            let record = careful(bytes, 0, syntax, &mut text, &mut starts);
            (record, String::from_utf8_lossy(&text).into_owned())
        };
        let whole = |stray| Record::Whole { next: 11, lines: 1, stray, terminated: true };
        let usual = split(b"\"a \\\"b\\\"\";c\n", false).0;
        assert_eq!(
            usual,
            Record::Whole { next: 12, lines: 1, stray: Some(true), terminated: true }
        );
        let (record, text) = split(b"\"a \\\"b\\\"\";c\n", true);
        assert_eq!(record, Record::Whole { next: 12, lines: 1, stray: None, terminated: true });
        assert_eq!(text, "a \"b\";c;");
        assert_eq!(split(b"\"C:\\dir\";c\n", false).0, whole(None));
        let (record, text) = split(b"\"end \\\\\";c\n", true);
        assert_eq!((record, text.as_str()), (whole(None), "end \\\\;c;"), "an escaped backslash");
    }

    #[test]
    fn line_ends_of_every_kind_count_once() {
        assert_eq!(count_lines(b"a\nb\r\nc\rd"), 3);
    }
}

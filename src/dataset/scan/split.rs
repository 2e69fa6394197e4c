//! CSV text → records and fields, by the strict rules of RFC 4180, in two ways that give the same rows.
//!
//! The careful way follows quotes: a quote opens a field only as its first byte, and after it closes only a
//! delimiter or a line end may follow. Where the usual reader is silent (an unclosed quote, text after a
//! closing one), this one speaks. The fast way is for text without quotes and lone carriage returns.

/// Places of fields in a text.
pub(super) type Spans = Vec<(u32, u32)>;

/// What stands at the start of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Record {
    /// A whole record.
    Whole {
        /// Where the next record starts.
        next: usize,
        /// The number of line ends in it, its own included.
        lines: u64,
        /// There is text between a closing quote and the next delimiter.
        stray: bool,
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

/// Splits the record that starts at `at`: its fields, unquoted, go to `text` and their places to `spans`.
pub(super) fn careful(
    bytes: &[u8],
    mut at: usize,
    delimiter: u8,
    text: &mut Vec<u8>,
    spans: &mut Spans,
) -> Record {
    let (mut lines, mut stray) = (0, false);
    spans.clear();
    text.clear();
    loop {
        let start = text.len();
        let is_quoted = bytes.get(at) == Some(&b'"');
        let lines_before = lines;
        if is_quoted {
            match quoted(bytes, at + 1, text) {
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
            stray = true;
        }
        text.extend_from_slice(&rest[..length]);
        spans.push((place(start), place(text.len())));
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

/// The rest of a quoted field: where it goes on after the closing quote, and the line ends within it.
fn quoted(bytes: &[u8], mut at: usize, text: &mut Vec<u8>) -> Option<(usize, u64)> {
    let start = at;
    loop {
        let length = memchr::memchr(b'"', &bytes[at..])?;
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

/// Whether the fast way is right for a text: no quote, and no carriage return but before a line feed.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    memchr::memchr(b'"', bytes).is_none()
        && memchr::memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n'))
}

/// The places of all delimiters and line feeds of a plain text, eight bytes at a time.
pub(super) fn plain_ends(bytes: &[u8], delimiter: u8, ends: &mut Vec<u32>) {
    ends.clear();
    let (delimiters, feeds) = (splat(delimiter), splat(b'\n'));
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let mut found = zero_bytes(word ^ delimiters) | zero_bytes(word ^ feeds);
        while found != 0 {
            ends.push(place(index * 8 + found.trailing_zeros() as usize / 8));
            found &= found - 1;
        }
    }
    let done = bytes.len() - rest.len();
    let at_ends =
        rest.iter().enumerate().filter(|(_, byte)| **byte == delimiter || **byte == b'\n');
    ends.extend(at_ends.map(|(index, _)| place(done + index)));
}

const fn splat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The high bit of every byte that is zero, and no other bit.
const fn zero_bytes(word: u64) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    !(((word & LOW) + LOW) | word | LOW)
}

/// A place in a block; blocks are far smaller than 4 GB.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Row = (Vec<Vec<u8>>, bool);

    fn rows(bytes: &[u8]) -> Option<Vec<Row>> {
        let (mut text, mut spans, mut at, mut rows) = (Vec::new(), Vec::new(), 0, Vec::new());
        while at < bytes.len() {
            match careful(bytes, at, b';', &mut text, &mut spans) {
                Record::Open { .. } | Record::Runaway { .. } => return None,
                Record::Whole { next, stray, .. } => {
                    let field = |span: &(u32, u32)| text[span.0 as usize..span.1 as usize].to_vec();
                    rows.push((spans.iter().map(field).collect(), stray));
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
            if rows.iter().any(|(_, stray)| *stray) {
                return Ok(());
            }
            // the usual reader skips blank lines without a word
            let ours: Vec<_> = rows.into_iter().map(|row| row.0).filter(|row| *row != vec![Vec::<u8>::new()]).collect();
            let usual: Vec<_> = usual.into_iter().filter(|row| *row != vec![Vec::<u8>::new()]).collect();
            prop_assert_eq!(ours, usual);
        }

        #[test]
        fn the_fast_way_finds_what_the_careful_way_finds(text in "([ab0-9;]{0,12}(\n|\r\n)){0,20}[ab;]{0,5}") {
            let bytes = text.as_bytes();
            prop_assert!(is_plain(bytes));
            let mut ends = Vec::new();
            plain_ends(bytes, b';', &mut ends);
            let expected: Vec<u32> = (0_u32..).zip(bytes)
                .filter(|(_, byte)| matches!(byte, b';' | b'\n')).map(|(at, _)| at).collect();
            prop_assert_eq!(ends, expected);
        }
    }

    #[test]
    fn an_unclosed_quote_is_found_at_its_opening_line() {
        let (mut text, mut spans) = (Vec::new(), Vec::new());
        let open = careful(b"\"a\nb\";c;\"d\n\n", 0, b';', &mut text, &mut spans);
        assert_eq!(open, Record::Open { lines_before: 1 });
    }

    #[test]
    fn a_quote_that_a_later_one_closes_by_chance_is_found_at_its_opening_line() {
        let (mut text, mut spans) = (Vec::new(), Vec::new());
        let open = careful(b"a;\"b;c\nd;\"e\";f\n", 0, b';', &mut text, &mut spans);
        assert_eq!(open, Record::Runaway { lines_before: 0 });
    }

    #[test]
    fn text_after_a_closing_quote_is_noticed() {
        assert_eq!(rows(b"\"a\"b;c"), Some(vec![(vec![b"ab".to_vec(), b"c".to_vec()], true)]));
        assert_eq!(
            rows(b"\"a\"\"b\";c"),
            Some(vec![(vec![b"a\"b".to_vec(), b"c".to_vec()], false)])
        );
    }

    #[test]
    fn line_ends_of_every_kind_count_once() {
        assert_eq!(count_lines(b"a\nb\r\nc\rd"), 3);
        assert!(!is_plain(b"a\rb") && !is_plain(b"a\"b") && is_plain(b"a\r\nb\n"));
    }
}

//! Where delimiters, line ends and quotes stand in a text, found 64 bytes at a time as the bits of words.
//!
//! The only place that asks for the widest instructions of the processor that the program runs on. Everything here is
//! for text that keeps to the strict rules: a quote opens a field as its first byte, the next one closes it, and a
//! delimiter or a line end follows. [`survey`] finds whether a text does; any other one is split byte by byte.

#![allow(
    clippy::inline_always,
    reason = "what is not inlined knows nothing of the wide instructions"
)]

use fearless_simd::{Level, dispatch, prelude::*, u8x64};

/// How a text can be split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It has no quote, and no carriage return but before a line feed.
    Plain,
    /// Its quotes keep to the strict rules, and no line ends within them.
    Quoted,
    /// Its quotes have to be followed one by one.
    Careful,
}

/// What a text looks like as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Survey {
    /// How it can be split.
    pub(super) way: Way,
    /// Where its last whole record ends; 0 where none does. Right where the way is not careful.
    pub(super) end: usize,
    /// Its line feeds.
    pub(super) feeds: u64,
    /// The text ends within a quoted field.
    pub(super) open: bool,
    /// It has carriage returns.
    pub(super) returns: bool,
    /// It is ASCII.
    pub(super) is_ascii: bool,
    /// It holds a NUL.
    pub(super) has_nul: bool,
}

/// How many bytes are looked at together: their answers fit the bits of one word.
const TOGETHER: usize = 64;

/// Looks a text over that begins where a record does.
pub(super) fn survey(bytes: &[u8], delimiter: u8) -> Survey {
    dispatch!(Level::new(), simd => survey_by(simd, bytes, delimiter))
}

/// The places of the bytes that matter in a chunk: bit n is set where the byte at n is one.
#[derive(Clone, Copy)]
struct Masks {
    delimiters: u64,
    feeds: u64,
    returns: u64,
    quotes: u64,
}

/// What the bytes before a chunk leave behind: one bit each, or all.
#[derive(Clone, Copy)]
struct Before {
    /// All bits, where the chunk begins within a quoted field.
    within: u64,
    separator: u64,
    closing: u64,
    returned: u64,
}

impl Before {
    /// At the start of a record.
    const START: Self = Self { within: 0, separator: 1, closing: 0, returned: 0 };

    /// Which bytes stand within quoted fields, from the opening quote up to the closing one, which does not.
    #[inline(always)]
    fn within(&mut self, quotes: u64) -> u64 {
        if quotes == 0 {
            return self.within;
        }
        let mut odd = quotes;
        for distance in [1, 2, 4, 8, 16, 32] {
            odd ^= odd << distance;
        }
        let within = odd ^ self.within;
        self.within = 0_u64.wrapping_sub(within >> 63);
        within
    }

    /// The bytes of a chunk that break a strict rule.
    #[inline(always)]
    fn faults(&mut self, found: Masks, within: u64) -> u64 {
        let Masks { delimiters, feeds, returns, quotes } = found;
        let (opening, closing) = (quotes & within, quotes & !within);
        let separators = (delimiters | feeds) & !within;
        let after = |places: u64, before: u64| places << 1 | before;
        let faults = opening & !after(separators, self.separator)
            | after(closing, self.closing) & !(separators | returns)
            | after(returns, self.returned) & !feeds
            | feeds & within;
        (self.separator, self.closing, self.returned) =
            (separators >> 63, closing >> 63, returns >> 63);
        faults
    }
}

/// What is looked for in a text, and what was found so far.
struct Surveyor<S: Simd> {
    delimiter: u8x64<S>,
    feed: u8x64<S>,
    carriage: u8x64<S>,
    quote: u8x64<S>,
    least: u8x64<S>,
    most: u8x64<S>,
    before: Before,
    faults: u64,
    quotes: u64,
    returns: u64,
    feeds: u64,
    end: usize,
}

impl<S: Simd> Surveyor<S> {
    /// Looks at a chunk, of which some bytes are real.
    #[inline(always)]
    fn look(&mut self, text: u8x64<S>, at: usize, real: u64) {
        self.least = self.least.min(text);
        self.most = self.most.max(text);
        let found = Masks {
            delimiters: places(text, self.delimiter) & real,
            feeds: places(text, self.feed) & real,
            returns: places(text, self.carriage) & real,
            quotes: places(text, self.quote) & real,
        };
        let within = self.before.within(found.quotes);
        self.faults |= self.before.faults(found, within) & real;
        self.quotes |= found.quotes;
        self.returns |= found.returns;
        self.feeds += u64::from(found.feeds.count_ones());
        let ends = found.feeds & !within;
        if ends != 0 {
            self.end = at + TOGETHER - ends.leading_zeros() as usize;
        }
    }
}

/// The places of a byte in a chunk.
#[inline(always)]
fn places<S: Simd>(text: u8x64<S>, wanted: u8x64<S>) -> u64 {
    text.simd_eq(wanted).to_bitmask()
}

#[inline(always)]
fn survey_by<S: Simd>(simd: S, bytes: &[u8], delimiter: u8) -> Survey {
    let mut surveyor = Surveyor {
        delimiter: u8x64::splat(simd, delimiter),
        feed: u8x64::splat(simd, b'\n'),
        carriage: u8x64::splat(simd, b'\r'),
        quote: u8x64::splat(simd, b'"'),
        least: u8x64::splat(simd, b' '),
        most: u8x64::splat(simd, b' '),
        before: Before::START,
        faults: 0,
        quotes: 0,
        returns: 0,
        feeds: 0,
        end: 0,
    };
    let (chunks, rest) = bytes.as_chunks::<TOGETHER>();
    for (index, chunk) in chunks.iter().enumerate() {
        surveyor.look(u8x64::from_slice(simd, chunk), index * TOGETHER, u64::MAX);
    }
    let last = u8x64::from_slice(simd, &padded(rest));
    surveyor.look(last, bytes.len() - rest.len(), (1 << rest.len()) - 1);
    Survey {
        way: match (surveyor.faults, surveyor.quotes) {
            (0, 0) => Way::Plain,
            (0, _) => Way::Quoted,
            _ => Way::Careful,
        },
        end: surveyor.end,
        feeds: surveyor.feeds,
        open: surveyor.before.within != 0,
        returns: surveyor.returns != 0,
        is_ascii: surveyor.most.to_array().is_ascii(),
        has_nul: surveyor.least.to_array().contains(&0),
    }
}

/// The last bytes of a text, followed by blanks.
#[inline(always)]
fn padded(rest: &[u8]) -> [u8; TOGETHER] {
    let mut last = [b' '; TOGETHER];
    last[..rest.len()].copy_from_slice(rest);
    last
}

/// Where the fields of a text start: at 0, and after each delimiter and line feed that no quotes are around.
#[derive(Debug, Default)]
pub(super) struct FieldPlaces {
    /// More places than there are fields, so that some may be written before it is known whether they are any.
    places: Vec<u32>,
    count: usize,
    /// How many rows end with a line feed.
    pub(super) ended: usize,
}

/// The number of places of a chunk that are written without a check: nearly all chunks have fewer.
const UNASKED: usize = 12;

impl FieldPlaces {
    /// Where the fields start, and past the end of the text where one would start if it ends with a separator.
    pub(super) fn starts(&self) -> &[u32] {
        &self.places[..self.count]
    }

    /// Finds the fields of a text that a survey found to keep to the strict rules.
    pub(super) fn find(&mut self, bytes: &[u8], delimiter: u8) {
        dispatch!(Level::new(), simd => self.find_by(simd, bytes, delimiter));
    }

    #[inline(always)]
    fn find_by<S: Simd>(&mut self, simd: S, bytes: &[u8], delimiter: u8) {
        let delimiter = u8x64::splat(simd, delimiter);
        let (feed, quote) = (u8x64::splat(simd, b'\n'), u8x64::splat(simd, b'"'));
        if self.places.is_empty() {
            self.grow();
        }
        self.places[0] = 0;
        (self.count, self.ended) = (1, 0);
        let mut before = Before::START;
        let (chunks, rest) = bytes.as_chunks::<TOGETHER>();
        let last = padded(rest);
        for (index, chunk) in chunks.iter().chain([&last]).enumerate() {
            let at = index * TOGETHER;
            let real = if at + TOGETHER > bytes.len() { (1 << rest.len()) - 1 } else { u64::MAX };
            let text = u8x64::from_slice(simd, chunk);
            let within = before.within(places(text, quote) & real);
            let feeds = places(text, feed) & real & !within;
            self.ended += feeds.count_ones() as usize;
            self.keep(places(text, delimiter) & real & !within | feeds, at);
        }
    }

    /// Keeps the places after the separators of a chunk.
    #[inline(always)]
    fn keep(&mut self, separators: u64, at: usize) {
        let past = u32::try_from(at).unwrap_or(u32::MAX).wrapping_add(1);
        let count = separators.count_ones() as usize;
        if self.places.len() < self.count + TOGETHER {
            self.grow();
        }
        let Some(free) = self.places[self.count..].first_chunk_mut::<TOGETHER>() else { return };
        let mut left = separators;
        for place in &mut free[..UNASKED] {
            *place = past.wrapping_add(left.trailing_zeros());
            left &= left.wrapping_sub(1);
        }
        if count > UNASKED {
            for place in &mut free[UNASKED..count] {
                *place = past.wrapping_add(left.trailing_zeros());
                left &= left.wrapping_sub(1);
            }
        }
        self.count += count;
    }

    #[cold]
    fn grow(&mut self) {
        let wanted = (self.count + TOGETHER).max(self.places.len() * 2);
        self.places.resize(wanted, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::row::Row;
    use super::super::split::{Record, Syntax, careful, count_lines};
    use super::*;
    use proptest::prelude::*;

    /// Rows as fields without blanks around them, with their lines; where the last whole record ends, and whether the
    /// text ends within quotes. None where a quote is out of place.
    type Split = Option<(Vec<(u64, Vec<Vec<u8>>)>, usize, bool)>;

    fn fields(row: &Row<'_>) -> Vec<Vec<u8>> {
        (0..row.len()).map(|position| row.field(position).to_vec()).collect()
    }

    fn carefully(bytes: &[u8]) -> Split {
        let syntax = Syntax { delimiter: b';', backslash: false };
        let (mut text, mut starts) = (Vec::new(), Vec::new());
        let (mut rows, mut at, mut line, mut end) = (Vec::new(), 0, 0, 0);
        while at < bytes.len() {
            match careful(bytes, at, syntax, &mut text, &mut starts) {
                Record::Runaway { .. } | Record::Whole { stray: Some(_), .. } => return None,
                Record::Open { .. } => return Some((rows, end, true)),
                Record::Whole { next, lines, terminated, .. } => {
                    let row = Row { text: &text, starts: &starts, quoted: false, line };
                    if terminated {
                        rows.push((line, fields(&row)));
                        end = next;
                    }
                    (at, line) = (next, line + lines);
                }
            }
        }
        Some((rows, end, false))
    }

    fn by_masks(bytes: &[u8], quoted: bool) -> Vec<(u64, Vec<Vec<u8>>)> {
        let mut found = FieldPlaces::default();
        found.find(bytes, b';');
        let starts = found.starts();
        let ends = (1..starts.len()).filter(|end| bytes[starts[*end] as usize - 1] == b'\n');
        let (mut rows, mut first) = (Vec::new(), 0);
        for (line, end) in (0..).zip(ends) {
            let row = Row { text: bytes, starts: &starts[first..=end], quoted, line };
            rows.push((line, fields(&row)));
            first = end;
        }
        assert_eq!(rows.len(), found.ended);
        rows
    }

    fn agree(bytes: &[u8]) -> Result<Way, TestCaseError> {
        let survey = survey(bytes, b';');
        prop_assert_eq!(survey.is_ascii, bytes.is_ascii());
        prop_assert_eq!(survey.has_nul, bytes.contains(&0));
        if survey.way != Way::Careful {
            let Some((rows, end, open)) = carefully(bytes) else {
                return Err(TestCaseError::fail("a quote out of place was not seen"));
            };
            prop_assert_eq!(by_masks(bytes, survey.way == Way::Quoted), rows);
            prop_assert_eq!((survey.end, survey.open), (end, open));
            prop_assert_eq!(survey.feeds, count_lines(&bytes[..end]));
        }
        Ok(survey.way)
    }

    proptest! {
        #[test]
        fn any_text_is_split_as_the_careful_way_splits_it(text in "([ab;\"\n]|\r\n|;\"|\";|\r|\"\n|\u{0}|é){0,200}") {
            // a carriage return at the very end may be half of a line end: the reader of blocks looks at that
            let text = text.trim_end_matches('\r');
            agree(text.as_bytes())?;
        }

        #[test]
        fn text_that_keeps_to_the_rules_needs_no_care(
            rows in prop::collection::vec(prop::collection::vec("\"[ab ;]{0,30}\"|[ab ]{0,30}", 1..30), 1..30),
            feed in "\r\n|\n",
        ) {
            // a blank in front of a quote would be text
            let rows: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
            let text = rows.join(&feed) + &feed;
            let way = agree(text.as_bytes())?;
            prop_assert_eq!(way, if text.contains('"') { Way::Quoted } else { Way::Plain });
        }
    }

    #[test]
    fn places_are_kept_from_text_to_text() {
        let mut found = FieldPlaces::default();
        let text = "a;b\n".repeat(1_000);
        for _ in 0..100 {
            found.find(text.as_bytes(), b';');
            assert_eq!(found.starts().len(), 2_001);
        }
        assert!(found.places.len() < 10_000, "no more than it takes");
    }

    #[test]
    fn what_breaks_a_rule_wants_care() {
        let way = |text: &str| survey(text.as_bytes(), b';').way;
        for text in
            ["a\"b;c\n", "\"a\"\"b\";c\n", "\"a\"b;c\n", "\"a\nb\";c\n", "a\rb\n", " \"a\"\n"]
        {
            assert_eq!(way(text), Way::Careful, "{text}");
        }
        let far = "x".repeat(63);
        for text in [format!("{far}\"a;b\n"), format!("\"{far}\"a\n"), format!("{far}\ra\n")] {
            assert_eq!(way(&text), Way::Careful, "{text}");
        }
        assert_eq!(way("a;\"\";\"b;c\"\r\n"), Way::Quoted);
        assert_eq!(way("a;b\r\n"), Way::Plain);
    }
}

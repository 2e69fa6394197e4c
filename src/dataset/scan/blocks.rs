//! Bytes of a source → blocks of whole records, each with the number of its first line.
//!
//! Threads take turns to read them one after the other, so a text is only surveyed here; what that cannot decide is followed
//! byte by byte.

use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

use super::masks::{Survey, Way, survey};
use super::split::{Record, Syntax, careful, count_lines};
use crate::dataset::input_error::InputError;
use crate::dataset::refusal::Refusal;
use crate::dataset::source::Opened;

/// A block of whole records.
#[derive(Debug)]
pub(super) struct Block {
    /// Its place in the file, from 0.
    pub(super) index: usize,
    /// The number of its first line, as an editor counts.
    pub(super) first_line: u64,
    /// Its text.
    pub(super) bytes: Vec<u8>,
    /// What a survey of it, and perhaps of bytes after it, found.
    pub(super) survey: Survey,
    /// Whether the file ends with it.
    pub(super) last: bool,
}

/// Reads a source in blocks.
pub(super) struct Blocks<'o, 's> {
    source: &'o mut Opened<'s>,
    name: String,
    syntax: Syntax,
    size: usize,
    /// Bytes of the next block, as many as were read; what lies behind them is of no meaning.
    carried: (Vec<u8>, usize),
    /// Bytes of blocks that were parsed, to be read into again.
    spare: Arc<Spare>,
    line: u64,
    index: usize,
    ended: bool,
    /// The file ends with the mark of old systems for its end.
    pub(super) mark: bool,
}

/// Pieces of memory that blocks were in.
pub(super) type Spare = Mutex<Vec<Vec<u8>>>;

/// The end of a file as DOS marked it, and as `copy a.csv + b.csv` leaves it behind.
const END_OF_FILE: u8 = 0x1A;

/// The size of a block in ordinary use.
pub(super) const BLOCK_SIZE: usize = 1 << 18;
/// The longest record: far beyond any export, small enough to hold.
const LONGEST_RECORD: usize = 1 << 24;

impl<'o, 's> Blocks<'o, 's> {
    /// Goes on after the header: `carried` is what was read past it, `line` the line it starts on.
    pub(super) fn new(
        source: &'o mut Opened<'s>,
        name: &str,
        syntax: Syntax,
        size: usize,
        (carried, line): (Vec<u8>, u64),
    ) -> Self {
        let filled = carried.len();
        Self {
            source,
            name: name.to_owned(),
            syntax,
            size,
            carried: (carried, filled),
            spare: Arc::default(),
            line,
            index: 0,
            ended: false,
            mark: false,
        }
    }

    /// Where blocks leave their memory when they were parsed.
    pub(super) fn spare(&self) -> Arc<Spare> {
        Arc::clone(&self.spare)
    }

    /// The next blocks, so many where there are; none after the last, or after an error.
    pub(super) fn batch(&mut self, count: usize) -> Result<Vec<Block>, InputError> {
        let mut batch = Vec::new();
        while batch.len() < count {
            match self.next() {
                Ok(Some(block)) => batch.push(block),
                Ok(None) => break,
                Err(error) => {
                    self.ended = true;
                    return Err(error);
                }
            }
        }
        Ok(batch)
    }

    /// The next block; `None` after the last.
    fn next(&mut self) -> Result<Option<Block>, InputError> {
        if self.ended {
            return Ok(None);
        }
        let (mut bytes, mut filled) = std::mem::take(&mut self.carried);
        loop {
            self.ended = fill(self.source, &mut bytes, filled, self.size)?;
            filled = bytes.len();
            if self.ended && bytes.last() == Some(&END_OF_FILE) {
                bytes.pop();
                self.mark = true;
            }
            let survey = self.survey(&bytes);
            let end = match (self.ended, survey.way) {
                (true, Way::Careful) => self.check_closed(&bytes)?,
                (false, Way::Careful) => self.last_record_end(&bytes)?,
                (true, _) => bytes.len(),
                (false, _) => survey.end,
            };
            if end > 0 || self.ended {
                let spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop();
                let (mut next, rest) = (spare.unwrap_or_default(), &bytes[end..]);
                next.resize(next.len().max(rest.len()), 0);
                next[..rest.len()].copy_from_slice(rest);
                self.carried = (next, rest.len());
                bytes.truncate(end);
                let first_line = self.line;
                self.line += match survey.way {
                    Way::Careful => count_lines(&bytes),
                    Way::Plain | Way::Quoted => survey.feeds,
                };
                let (index, last) = (self.index, self.ended);
                self.index += 1;
                return Ok(Some(Block { index, first_line, bytes, survey, last }));
            }
            if bytes.len() > LONGEST_RECORD {
                return Err(self.too_long(&bytes));
            }
            self.size = self.size.max(bytes.len() * 2);
        }
    }

    /// Looks a text over. What goes on behind it may be right; where nothing does, it is not.
    fn survey(&self, bytes: &[u8]) -> Survey {
        let found = survey(bytes, self.syntax.delimiter);
        let is_cut = self.ended && (found.open || bytes.ends_with(b"\r"));
        let escapes = self.syntax.backslash && found.way == Way::Quoted;
        Survey { way: if is_cut || escapes { Way::Careful } else { found.way }, ..found }
    }

    /// Where the last whole record of a text ends that goes on; 0 where none does.
    fn last_record_end(&self, bytes: &[u8]) -> Result<usize, InputError> {
        let (mut text, mut starts, mut at, mut line) = (Vec::new(), Vec::new(), 0, self.line);
        while at < bytes.len() {
            match careful(bytes, at, self.syntax, &mut text, &mut starts) {
                // a carriage return at the very end may be half of a line end
                Record::Whole { next, lines, terminated: true, .. }
                    if next < bytes.len() || bytes.ends_with(b"\n") =>
                {
                    (at, line) = (next, line + lines);
                }
                Record::Runaway { lines_before } => return Err(self.unclosed(line + lines_before)),
                Record::Whole { .. } | Record::Open { .. } => break,
            }
        }
        Ok(at)
    }

    /// The end of the last block; refuses a quote that never closes.
    fn check_closed(&self, bytes: &[u8]) -> Result<usize, InputError> {
        let (mut text, mut starts, mut at, mut line) = (Vec::new(), Vec::new(), 0, self.line);
        while at < bytes.len() {
            match careful(bytes, at, self.syntax, &mut text, &mut starts) {
                Record::Whole { next, lines, .. } => (at, line) = (next, line + lines),
                Record::Open { lines_before } | Record::Runaway { lines_before } => {
                    return Err(self.unclosed(line + lines_before));
                }
            }
        }
        Ok(bytes.len())
    }

    fn unclosed(&self, line: u64) -> InputError {
        InputError::new(&self.name, Refusal::UnclosedQuote).at_line(line)
    }

    fn too_long(&self, bytes: &[u8]) -> InputError {
        let (mut text, mut starts) = (Vec::new(), Vec::new());
        match careful(bytes, 0, self.syntax, &mut text, &mut starts) {
            Record::Open { lines_before } | Record::Runaway { lines_before } => {
                self.unclosed(self.line + lines_before)
            }
            Record::Whole { .. } => {
                let refusal = Refusal::TooLong { what: "a line", limit: "16 MB" };
                InputError::new(&self.name, refusal).at_line(self.line)
            }
        }
    }
}

/// Reads until there are `size` bytes, of which the first ones are there; true where the source has ended.
pub(super) fn fill(
    source: &mut Opened<'_>,
    bytes: &mut Vec<u8>,
    mut length: usize,
    size: usize,
) -> Result<bool, InputError> {
    bytes.resize(size.max(length), 0);
    while length < size {
        match source.read(&mut bytes[length..]) {
            Ok(0) => {
                bytes.truncate(length);
                return Ok(true);
            }
            Ok(count) => length += count,
            Err(error) => return Err(source.refusal(&error)),
        }
    }
    Ok(false)
}

//! Bytes → rows, in parallel, with true line numbers and our own checks where a CSV reader is silent.
//!
//! Threads take turns to read blocks that end with whole records; each splits its own and hands the rows to a parser.
//! The results are put back in the order of the file, so the number of threads changes nothing.

mod aside;
mod block;
mod blocks;
mod masks;
mod near;
mod parser;
mod row;
mod split;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

pub(in crate::dataset) use aside::is_rule;
pub(crate) use aside::{is_header, is_total, is_total_word};
pub(crate) use near::NearRow;
pub(crate) use parser::{Kept, OutOfScope, RowFault, RowParser};
pub(crate) use row::{ABSENT, Fields, Row};

use super::dialect::{Head, Layout};
use super::encoding::Verdict;
use super::notation::Seen;
use super::progress::Progress;
use super::rejects::Rejects;
use super::source::Opened;
use super::value::Fault;
use crate::dataset::input_error::InputError;
use crate::dataset::refusal::Refusal;
use block::{Parsed, Scratch, parse};
use blocks::{BLOCK_SIZE, Block, Blocks, fill};
use split::Syntax;
pub(in crate::dataset) use split::first_values;

/// What a scan gives, in the order of the file.
#[derive(Debug)]
pub(crate) struct Scanned<B> {
    /// What the parsers made of the blocks, each with the number of its first line.
    pub(crate) blocks: Vec<(u64, B)>,
    /// Rows read: used, rejected and out of scope.
    pub(crate) read: u64,
    /// Rows that are blank in every field; not read.
    pub(crate) blank: u64,
    /// Rows that could not be used.
    pub(crate) rejected: Rejects,
    /// Rows left out by rule, by reason.
    pub(crate) out_of_scope: BTreeMap<OutOfScope, u64>,
    /// What the columns show of their notations.
    pub(crate) seen: Seen,
    /// The file ends with the mark of old systems for its end.
    pub(crate) end_mark: bool,
    /// The file was read as Windows-1252 because it is not UTF-8.
    pub(crate) windows_1252: bool,
    /// The line of a last row without a line end: it may have been cut off.
    pub(crate) open_end: Option<u64>,
}

/// How to scan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scan<'a> {
    /// Threads that split and parse.
    pub(crate) threads: NonZeroUsize,
    /// The size of a block in bytes.
    pub(crate) block_size: usize,
    /// Whether quotes within a field are escaped by a backslash.
    pub(crate) backslash: bool,
    /// Where to count how many rows were parsed.
    pub(crate) progress: Option<&'a Progress>,
}

impl Scan<'_> {
    /// With so many threads, by blocks of the ordinary size.
    pub(crate) const fn with_threads(threads: NonZeroUsize) -> Self {
        Self { threads, block_size: BLOCK_SIZE, backslash: false, progress: None }
    }
}

/// The first bytes of a source, in which its header stands.
pub(crate) struct Start {
    bytes: Vec<u8>,
    complete: bool,
}

/// More than the longest header that is accepted.
const HEAD_SIZE: usize = (1 << 20) + (1 << 16);

impl Start {
    /// Reads the first bytes.
    pub(crate) fn read(source: &mut Opened<'_>) -> Result<Self, InputError> {
        let mut bytes = Vec::new();
        let complete = fill(source, &mut bytes, 0, HEAD_SIZE)?;
        Ok(Self { bytes, complete })
    }

    /// What the header is looked for in.
    pub(crate) fn head(&self, source: &Opened<'_>) -> Head<'_> {
        Head { bytes: &self.bytes, complete: self.complete, forced: source.forced() }
    }
}

/// Scans the rows of a source. `parser` makes a parser for each thread.
pub(crate) fn scan<P: RowParser>(
    source: &mut Opened<'_>,
    name: &str,
    mut start: Start,
    layout: &Layout,
    options: Scan<'_>,
    parser: impl Fn() -> P + Sync,
) -> Result<Scanned<P::Block>, InputError> {
    let body = start.bytes.split_off(layout.body_offset);
    let forced = source.forced();
    let small = start.complete;
    drop(start);
    let size = options.block_size;
    let syntax = Syntax { delimiter: layout.delimiter, backslash: options.backslash };
    let mut blocks = Blocks::new(source, name, syntax, size, (body, layout.body_line));
    let spare = blocks.spare();
    let parse = |batch: Vec<Block>, scratch: &mut Scratch, parser: &mut P| {
        let parsed = parse(&batch, (layout, options.backslash), forced, scratch, parser);
        if let Some(progress) = options.progress {
            progress.add_rows(parsed.iter().map(|block| block.read).sum());
        }
        let mut spare = spare.lock().unwrap_or_else(PoisonError::into_inner);
        spare.extend(batch.into_iter().map(|block| block.bytes));
        parsed
    };
    let threads = if small { 1 } else { options.threads.get() };
    let mut parsed = in_parallel(&mut blocks, threads, parse, &parser)?;
    parsed.sort_unstable_by_key(|parsed| parsed.index);
    let end_mark = blocks.mark;
    Ok(Scanned { end_mark, ..gather(parsed, name, layout)? })
}

/// The number of consecutive blocks that are parsed together, so that their rows lie in long runs.
const BATCH: usize = 16;

/// Parses the blocks in this thread and as many others as the system gives, up to a number of all. Each takes the next
/// blocks when it has parsed those before, so that what it reads is near its processor when it is split.
fn in_parallel<P: RowParser>(
    blocks: &mut Blocks<'_, '_>,
    threads: usize,
    parse: impl Fn(Vec<Block>, &mut Scratch, &mut P) -> Vec<Parsed<P::Block>> + Sync,
    parser: impl Fn() -> P + Sync,
) -> Result<Vec<Parsed<P::Block>>, InputError> {
    let (source, done) = (Mutex::new(blocks), Mutex::new(Ok(Vec::new())));
    let next = || source.lock().unwrap_or_else(PoisonError::into_inner).batch(BATCH);
    let keep = |parsed: Result<Vec<_>, InputError>| {
        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
        match (parsed, &mut *done) {
            (Ok(mut parsed), Ok(done)) => done.append(&mut parsed),
            (Err(error), done) => *done = Err(error),
            (Ok(_), Err(_)) => {}
        }
    };
    let work = || {
        let (mut parser, mut scratch) = (parser(), Scratch::default());
        loop {
            match next() {
                Ok(batch) if batch.is_empty() => return,
                Ok(batch) => keep(Ok(parse(batch, &mut scratch, &mut parser))),
                Err(error) => return keep(Err(error)),
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            // where the system gives no thread the others do its work
            drop(std::thread::Builder::new().spawn_scoped(scope, work));
        }
        work();
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Puts the blocks together in the order of the file, and refuses what only shows over all of them.
fn gather<B>(
    parsed: Vec<Parsed<B>>,
    name: &str,
    layout: &Layout,
) -> Result<Scanned<B>, InputError> {
    let mut scanned = Scanned {
        blocks: Vec::with_capacity(parsed.len()),
        read: 0,
        blank: layout.blank_lines,
        rejected: Rejects::default(),
        out_of_scope: BTreeMap::new(),
        seen: Seen::default(),
        end_mark: false,
        windows_1252: false,
        open_end: None,
    };
    let mut footers: Vec<u64> = Vec::new();
    let mut verdict = Verdict::default();
    for block in parsed {
        let refuse =
            |line, refusal| InputError::new(name, refusal).at_line(block.first_line + line);
        if let Some((line, refusal)) = block.refusal {
            return Err(refuse(line, refusal));
        }
        if let Err(offset) = verdict.add(block.classified) {
            return Err(refuse(block.lines_before(offset), Refusal::MixedEncoding));
        }
        scanned.read += block.read;
        scanned.blank += block.blank;
        scanned.open_end = block.open_end.map(|line| block.first_line + line);
        scanned.rejected.append(block.rejected, block.first_line);
        for (reason, count) in block.out_of_scope {
            *scanned.out_of_scope.entry(reason).or_default() += count;
        }
        // a line that looks like a footer is one only below the last row
        let (within, below): (Vec<u64>, Vec<u64>) =
            block.footers.iter().copied().partition(|line| block.last_row > Some(*line));
        if block.last_row.is_some() {
            for line in std::mem::take(&mut footers) {
                scanned.rejected.add_row(line, Fault::TooFewFields);
            }
        }
        for line in within {
            scanned.rejected.add_row(block.first_line + line, Fault::TooFewFields);
        }
        footers.extend(below.into_iter().map(|line| block.first_line + line));
        scanned.seen.add(block.seen);
        scanned.blocks.extend(block.made.map(|made| (block.first_line, made)));
    }
    if !footers.is_empty() {
        scanned.out_of_scope.insert(OutOfScope::Footer, footers.len() as u64);
    }
    scanned.windows_1252 = verdict == Verdict::Windows1252;
    Ok(scanned)
}

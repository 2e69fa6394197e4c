//! One export file, from its source to sealed blocks, and the account of its rows.

use std::collections::BTreeMap;
use std::io::Read;
use std::num::NonZeroUsize;

use encoding_rs::Encoding;
use rustc_hash::FxHashSet;

use crate::dataset::config::FileConfig;
use crate::dataset::dialect::{Layout, read_layout};
use crate::dataset::input_error::InputError;
use crate::dataset::kind::{Field, FileKind};
use crate::dataset::notation::{Notations, Seen};
use crate::dataset::progress::Progress;
use crate::dataset::refusal::Refusal;
use crate::dataset::rejects::{Rejects, without_service_number};
use crate::dataset::scan::{OutOfScope, RowParser, Scan, Scanned, Start, scan};
use crate::dataset::source::{OpenOptions, Opened, Replay, Source, SourceFacts};
use crate::dataset::value::AmountsSeen;
use crate::record::Remark;
use crate::record::key::PADDED;

/// What became of one file: every row it holds is accounted for.
#[derive(Debug, Clone)]
pub(crate) struct FileFacts {
    /// The kind of export.
    pub(crate) kind: FileKind,
    /// The file as it was named.
    pub(crate) name: String,
    /// Its size in bytes.
    pub(crate) bytes: u64,
    /// Its SHA-256, where asked for.
    pub(crate) sha256: Option<String>,
    /// Rows read.
    pub(crate) read: u64,
    /// Rows blank in every field; not read.
    pub(crate) blank: u64,
    /// Rows that could not be used.
    pub(crate) rejected: Rejects,
    /// Rows left out by rule.
    pub(crate) out_of_scope: BTreeMap<OutOfScope, u64>,
    /// Rows that are the same row again: used once.
    pub(crate) identical: u64,
    /// Rows without a case identifier although there is a column.
    pub(crate) caseless: u64,
    /// Rows without a person identifier although there is a column.
    pub(crate) personless: u64,
    /// Rows of one case, person and start that contradict each other: one runs and another has ended, or they end on
    /// different days.
    pub(crate) contradictory: u64,
    /// Rows whose amount was read by the notation of its column.
    pub(crate) by_notation: u64,
    /// The file was read as Windows-1252.
    pub(crate) windows_1252: bool,
    /// The line of a last row without a line end: it may have been cut off.
    pub(crate) open_end: Option<u64>,
    /// The columns it has.
    pub(crate) fields: FxHashSet<Field>,
    /// The headers as they stand in the file, by column.
    pub(crate) headers: BTreeMap<&'static str, String>,
    /// What the reading of the file has to say about it, in the order met.
    pub(crate) remarks: Vec<Remark>,
}

impl FileFacts {
    /// Rows left out by rule: other municipalities, special assistance, rows of an earlier list, identical rows …
    pub(crate) fn left_out(&self) -> u64 {
        self.out_of_scope.values().sum::<u64>() + self.identical
    }

    /// Rows that count: read − rejected − out of scope.
    pub(crate) fn used(&self) -> u64 {
        self.read - self.rejected.total() - self.left_out()
    }
}

/// How files are opened and scanned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'a> {
    /// Threads that parse.
    pub(crate) threads: NonZeroUsize,
    /// Whether to compute the SHA-256 of each file.
    pub(crate) hash: bool,
    /// The delimiter asked for on the command line.
    pub(crate) delimiter: Option<u8>,
    /// The encoding asked for on the command line.
    pub(crate) encoding: Option<&'static Encoding>,
    /// Where to count how far the reading is.
    pub(crate) progress: Option<&'a Progress>,
}

/// The most times that a file is read: each time its columns may show another notation, as one column is judged by
/// rows that could only be read once another one was.
const PASSES: usize = 5;

/// Reads one file with a parser that `parser` makes from its layout and its notations.
pub(super) fn read_file<P: RowParser>(
    kind: FileKind,
    source: &Source,
    stdin: &mut (dyn Read + Send),
    config: &FileConfig,
    reading: Reading<'_>,
    parser: impl Fn(&Layout, &Notations) -> P + Sync,
) -> Result<(Scanned<P::Block>, FileFacts), InputError> {
    let mut replay =
        Replay::of(source, stdin).map_err(|refusal| InputError::new(&source.name(), refusal))?;
    let mut notations = Notations::default();
    let mut pass = 1;
    loop {
        let read = read_once(kind, source, &mut replay, config, reading, &notations, &parser);
        let (scanned, layout, facts) = match read {
            // a quote that a backslash should have escaped closes nothing, so that the next one opens too much
            Err(error) if error.refusal == Refusal::UnclosedQuote && !notations.backslash => {
                notations.backslash = true;
                replay.rewind().map_err(|refusal| InputError::new(&source.name(), refusal))?;
                let by_backslash =
                    read_once(kind, source, &mut replay, config, reading, &notations, &parser);
                by_backslash.map_err(|_| error)?
            }
            read => read?,
        };
        let mut shown = scanned.seen.notations().map_err(|(field, refusal)| {
            let header = header_of(&layout, field).unwrap_or(field.id());
            InputError::new(&facts.name, refusal).in_column(header)
        })?;
        shown.backslash |= notations.backslash;
        if shown == notations || pass == PASSES {
            let facts = account(kind, &scanned, &layout, facts, &notations);
            return Ok((scanned, facts));
        }
        notations = shown;
        pass += 1;
        replay.rewind().map_err(|refusal| InputError::new(&source.name(), refusal))?;
    }
}

/// Reads a file once, by some notations.
fn read_once<P: RowParser>(
    kind: FileKind,
    source: &Source,
    replay: &mut Replay<'_>,
    config: &FileConfig,
    reading: Reading<'_>,
    notations: &Notations,
    parser: impl Fn(&Layout, &Notations) -> P + Sync,
) -> Result<(Scanned<P::Block>, Layout, SourceFacts), InputError> {
    let Reading { hash, progress, .. } = reading;
    let options = OpenOptions { encoding: reading.encoding.or(config.encoding), hash, progress };
    let name = source.name();
    let mut opened = Opened::open_again(source, replay, options)?;
    let start = Start::read(&mut opened)?;
    let delimiter = opened.delimiter().or(reading.delimiter);
    let layout = read_layout(kind, &name, start.head(&opened), config, delimiter)?;
    let backslash = notations.backslash;
    let options = Scan { backslash, progress, ..Scan::with_threads(reading.threads) };
    let new = || parser(&layout, notations);
    let scanned = scan(&mut opened, &name, start, &layout, options, new)?;
    let facts = opened.finish()?;
    Ok((scanned, layout, facts))
}

fn header_of(layout: &Layout, field: Field) -> Option<&str> {
    let position = layout.fields.iter().position(|found| *found == Some(field))?;
    layout.names.get(position).map(String::as_str)
}

/// The account of a file that was read.
fn account<B>(
    kind: FileKind,
    scanned: &Scanned<B>,
    layout: &Layout,
    facts: SourceFacts,
    notations: &Notations,
) -> FileFacts {
    let headers = layout.fields.iter().zip(&layout.names);
    let headers = headers.filter_map(|(field, name)| Some((field.as_ref()?.id(), name.clone())));
    let decided = |(field, seen): (&Field, &AmountsSeen)| {
        notations.amounts(*field).map_or(0, |_| seen.ambiguous)
    };
    FileFacts {
        kind,
        name: facts.name,
        bytes: facts.bytes,
        sha256: facts.sha256,
        read: scanned.read,
        blank: scanned.blank,
        rejected: scanned.rejected.clone(),
        out_of_scope: scanned.out_of_scope.clone(),
        identical: 0,
        contradictory: 0,
        caseless: 0,
        personless: 0,
        by_notation: scanned.seen.amounts.iter().map(decided).sum(),
        remarks: remarks(scanned, layout, notations),
        windows_1252: scanned.windows_1252,
        open_end: scanned.open_end,
        fields: layout.fields.iter().copied().flatten().collect(),
        headers: headers.collect(),
    }
}

/// What is to be said of how a file was read.
fn remarks<B>(scanned: &Scanned<B>, layout: &Layout, notations: &Notations) -> Vec<Remark> {
    let of_column = |id, field: Field, count| {
        Remark::of_column(id, field, header_of(layout, field).map(str::to_owned), count)
    };
    let Seen { counts, .. } = &scanned.seen;
    let said = counts.iter().filter(|((id, _), _)| *id != PADDED);
    let mut remarks: Vec<Remark> =
        said.map(|((id, field), count)| of_column(id, *field, *count)).collect();
    remarks.extend(
        notations.month_first().into_iter().map(|field| of_column("month_first", field, 1)),
    );
    remarks.extend(
        notations.serials().into_iter().map(|field| of_column("spreadsheet_days", field, 1)),
    );
    for (id, field, is_so) in [
        ("fte_hours", Field::Hours, notations.hours_are_shares),
        ("sbi_lost_zeros", Field::Sector, notations.sectors_lost_zeros),
    ] {
        remarks.extend(is_so.then(|| of_column(id, field, 1)));
    }
    for (id, count) in [
        ("backslash_quotes", u64::from(notations.backslash)),
        ("ctrl_z", u64::from(scanned.end_mark)),
        ("title_lines", layout.title_lines),
    ] {
        remarks.extend((count > 0).then(|| Remark::of_file(id, count)));
    }
    let unread: Vec<&str> = layout.unread().collect();
    let may_exclude = |name: &&&str| {
        let name = name.to_lowercase();
        EXCLUDING.iter().any(|word| name.contains(word))
    };
    let excluding: Vec<&str> = unread.iter().filter(may_exclude).copied().collect();
    for (id, names) in [("columns_not_read", unread), ("columns_that_may_exclude", excluding)] {
        if !names.is_empty() {
            let shown: Vec<String> =
                names.iter().map(|name| without_service_number(name).into_owned()).collect();
            remarks.push(Remark {
                values: vec![("columns", shown.join(", "))],
                ..Remark::of_file(id, names.len() as u64)
            });
        }
    }
    remarks
}

/// Words in a header by which a system may say that a row does not count.
const EXCLUDING: [&str; 7] =
    ["verwijderd", "ingetrokken", "vervallen", "geannuleerd", "status", "deleted", "cancelled"];

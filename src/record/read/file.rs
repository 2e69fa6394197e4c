//! One export file, from its source to sealed blocks, and the account of its rows.

use std::collections::BTreeMap;
use std::io::Read;
use std::num::NonZeroUsize;

use encoding_rs::Encoding;
use rustc_hash::FxHashSet;

use crate::dataset::config::FileConfig;
use crate::dataset::dialect::{Layout, read_layout};
use crate::dataset::kind::{Field, FileKind};
use crate::dataset::progress::Progress;
use crate::dataset::rejects::Rejects;
use crate::dataset::scan::{OutOfScope, RowParser, Scan, Scanned, Start, scan};
use crate::dataset::source::{OpenOptions, Opened, Source};
use crate::dataset::value::Fault;
use crate::error::InputError;
use crate::record::Remark;

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
    #[allow(dead_code, reason = "the list of findings does not print them yet")]
    pub(crate) remarks: Vec<Remark>,
}

impl FileFacts {
    /// Rows left out by rule: other municipalities, special assistance, identical rows.
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

/// Reads one file with a parser that `parser` makes from its layout.
pub(super) fn read_file<P: RowParser>(
    kind: FileKind,
    source: &Source,
    stdin: &mut (dyn Read + Send),
    config: &FileConfig,
    reading: Reading<'_>,
    parser: impl Fn(&Layout) -> P + Sync,
) -> Result<(Scanned<P::Block>, FileFacts), InputError> {
    let Reading { hash, progress, .. } = reading;
    let options = OpenOptions { encoding: reading.encoding.or(config.encoding), hash, progress };
    let name = source.name();
    let mut opened = Opened::open(source, stdin, options)?;
    let start = Start::read(&mut opened)?;
    let layout = read_layout(kind, &name, start.head(&opened), config, reading.delimiter)?;
    let options = Scan { progress, ..Scan::with_threads(reading.threads) };
    let scanned = scan(&mut opened, &name, start, &layout, options, || parser(&layout))?;
    let facts = opened.finish()?;
    let headers = layout.fields.iter().zip(&layout.names);
    let headers = headers.filter_map(|(field, name)| Some((field.as_ref()?.id(), name.clone())));
    let file = FileFacts {
        kind,
        name,
        bytes: facts.bytes,
        sha256: facts.sha256,
        read: scanned.read,
        blank: scanned.blank,
        rejected: scanned.rejected.clone(),
        out_of_scope: scanned.out_of_scope.iter().copied().collect(),
        identical: 0,
        caseless: 0,
        personless: 0,
        by_notation: 0,
        windows_1252: scanned.windows_1252,
        open_end: scanned.open_end,
        fields: layout.fields.iter().copied().flatten().collect(),
        headers: headers.collect(),
        remarks: Vec::new(),
    };
    Ok((scanned, file))
}

/// What a column of amounts has shown of its notation, over the whole file.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shown {
    pub(super) comma: bool,
    pub(super) point: bool,
}

impl Shown {
    /// Whether a separator divides thousands: the other one divides decimals elsewhere, and it never does.
    pub(super) const fn divides_thousands(self, separator: u8) -> bool {
        match separator {
            b'.' => self.comma && !self.point,
            _ => self.point && !self.comma,
        }
    }

    /// Counts a row whose amount can be read in two ways; true where the column settles it.
    pub(super) fn settles(
        self,
        separator: u8,
        field: Field,
        line: u64,
        file: &mut FileFacts,
    ) -> bool {
        if self.divides_thousands(separator) {
            file.by_notation += 1;
            return true;
        }
        let header = file.headers.get(field.id()).cloned().unwrap_or_default();
        file.rejected.add_value(line, field, &header, Fault::AmbiguousAmount, &[]);
        false
    }
}

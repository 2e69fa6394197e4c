//! How far the reading of a run's files is: counted where bytes are read and rows are parsed, shown by whoever asks.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counters of one run; they say how far it is and are no figure.
#[derive(Debug, Default)]
pub struct Progress {
    expected: AtomicU64,
    bytes: AtomicU64,
    rows: AtomicU64,
}

impl Progress {
    /// Adds bytes that are still to be read, as far as files say how large they are.
    pub(crate) fn expect(&self, bytes: u64) {
        self.expected.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Adds bytes that were read.
    pub(crate) fn add_bytes(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Adds rows that were parsed.
    pub(crate) fn add_rows(&self, rows: u64) {
        self.rows.fetch_add(rows, Ordering::Relaxed);
    }

    /// Bytes that were expected; 0 where nothing says how many.
    pub(crate) fn expected(&self) -> u64 {
        self.expected.load(Ordering::Relaxed)
    }

    /// Bytes read so far.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Rows parsed so far.
    pub(crate) fn rows(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
    }
}

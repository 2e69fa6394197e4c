//! What the environment says about options that were not given.

use std::ffi::OsString;
use std::num::NonZeroUsize;

use super::choice::MOST_THREADS;

/// What the environment says about options that were not given.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each says one thing of the environment")]
pub struct Defaults {
    /// `OUTFLOW_DATA`.
    pub data: Option<OsString>,
    /// `OUTFLOW_LANG`.
    pub lang: Option<OsString>,
    /// The locale of the system: the first that is set of `LC_ALL`, `LC_MESSAGES` and `LANG`.
    pub locale: Option<OsString>,
    /// Whether standard output is a terminal.
    pub terminal: bool,
    /// Whether the environment lets a terminal show bold, faint and yellow.
    pub color: bool,
    /// Whether a terminal takes no UTF-8: what reports draw with then comes out in ASCII.
    pub ascii: bool,
    /// Whether standard error is a terminal.
    pub error_terminal: bool,
    /// The number of processors.
    pub processors: Option<NonZeroUsize>,
}

impl Defaults {
    /// A thread for each processor.
    pub(super) fn threads(&self) -> NonZeroUsize {
        self.processors.map_or(NonZeroUsize::MIN, |processors| processors.min(MOST_THREADS))
    }
}

//! Where an export comes from, how it is opened, and what was read of it.

use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use crate::dataset::progress::Progress;
use crate::visible::show_path;

/// Where an export comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file, named as the user named it.
    Path(PathBuf),
    /// One sheet of a workbook.
    Sheet {
        /// The workbook.
        path: PathBuf,
        /// The sheet's name.
        sheet: String,
    },
    /// Standard input (`-`).
    Stdin,
}

impl Source {
    /// The name for messages and provenance; a name that is not UTF-8 is shown with its odd bytes replaced.
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => show_path(path),
            Self::Sheet { path, sheet } => format!("{} ({sheet})", show_path(path)),
            Self::Stdin => "-".to_owned(),
        }
    }

    /// The file, where it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Path(path) | Self::Sheet { path, .. } => Some(path),
            Self::Stdin => None,
        }
    }
}

/// How to open a source.
#[derive(Debug, Clone, Copy, Default)]
pub struct OpenOptions<'a> {
    /// The encoding that was asked for; what the bytes say where there is none.
    pub encoding: Option<&'static Encoding>,
    /// Whether to compute the SHA-256 of the raw bytes.
    pub hash: bool,
    /// Where to count how much was read.
    pub progress: Option<&'a Progress>,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFacts {
    /// The file as it was named; `-` for standard input.
    pub name: String,
    /// The size in bytes, as it lies on the disk or came through the pipe.
    pub bytes: u64,
    /// SHA-256 of these bytes in hexadecimal, where it was asked for.
    pub sha256: Option<String>,
}

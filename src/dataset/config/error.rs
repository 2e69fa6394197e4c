//! What is wrong with an `outflow.toml`.

use std::fmt;
use std::path::Path;

use crate::dataset::refusal::{Nearest, Refusal};
use crate::period::Day;
use crate::visible::{Visible, show_path};

/// An `outflow.toml` that cannot be read, with the line, the key and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The file as the user would name it.
    pub file: String,
    /// The line, counted from 1.
    pub line: Option<u64>,
    /// The key, with its table: `definitions.gap_days`.
    pub key: Option<String>,
    /// Why.
    pub fault: ConfigFault,
}

impl ConfigError {
    /// A fault of a whole file, or of a key wherever it stands in it.
    pub(crate) fn of_file(path: &Path, key: Option<&str>, fault: ConfigFault) -> Self {
        Self { file: show_path(path), line: None, key: key.map(str::to_owned), fault }
    }
}

impl std::error::Error for ConfigError {}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Visible(&self.file))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(key) = &self.key {
            write!(f, ": {}", Visible(key))?;
        }
        write!(f, ": {}", self.fault)
    }
}

/// What is wrong with a key of `outflow.toml`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigFault {
    /// The file cannot be read.
    #[error("{0}")]
    Unreadable(Refusal),
    /// Not UTF-8 text.
    #[error("is not UTF-8 text; save it as UTF-8")]
    NotText,
    /// Not TOML.
    #[error("is not TOML: {}; see the example in the README", Visible(.reason))]
    Syntax {
        /// The reason in the words of the parser.
        reason: String,
    },
    /// A key that does not exist.
    #[error("there is no such key{}", Nearest(.nearest.as_deref()))]
    UnknownKey {
        /// The nearest key that exists.
        nearest: Option<String>,
    },
    /// A year that no data is of.
    #[error(
        "the year is out of range; use one from {} to {}",
        Day::YEARS.start(),
        Day::YEARS.end()
    )]
    YearOutOfRange,
    /// A value that the key does not take.
    #[error("is {}, but must be {expected}", Visible(.found))]
    BadValue {
        /// What stands there.
        found: String,
        /// What may stand there.
        expected: &'static str,
    },
    /// `from` after `to`.
    #[error("the coverage begins on {from} and ends before it, on {to}; swap the two")]
    CoverageReversed {
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
    },
    /// A configuration where it has no effect.
    #[error(
        "is in the folder of a region, where it has no effect; move it into each dataset's own folder"
    )]
    InRegion,
    /// `skip` beside exports.
    #[error("leaves out folders of a region, and here are exports; remove it")]
    SkipInDataset,
    /// `file` and `files` of one kind.
    #[error("`file` names one file and `files` several; keep one of the two")]
    FileAndFiles,
}

//! What can go wrong, as types that carry file, line, column, reason and the way out.
//!
//! A message reads `uitkeringen.csv:17: column end: what is wrong; what to do`. Text from outside is shown with
//! its hidden characters as escapes, and no message holds an identifier. Nothing here prints.

mod disclosure;
mod fields;
mod folder;
mod refusal;
mod request;
mod sample;

use std::fmt;

use crate::visible::Visible;

pub use disclosure::DisclosureError;
pub use fields::{FieldKind, FoundNames};
pub use folder::FolderError;
use refusal::Nearest;
pub use refusal::Refusal;
pub use request::{OutputError, RequestError};
pub use sample::SampleError;

/// Everything that stops a run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An input file that cannot be trusted as a whole.
    #[error(transparent)]
    Input(#[from] InputError),
    /// An `outflow.toml` that cannot be read.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A data folder that cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// A report that the data cannot give.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// A report that could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A sample that cannot be made.
    #[error(transparent)]
    Sample(#[from] SampleError),
    /// Small counts that cannot be hidden, or reports that cannot be audited.
    #[error(transparent)]
    Disclosure(#[from] DisclosureError),
}

impl Error {
    /// The exit status of the program: 1 where the data is refused or cannot be read or written, 2 for a wrong request.
    pub const fn exit_status(&self) -> u8 {
        match self {
            Self::Input(error) => match error.refusal {
                Refusal::UnknownEncoding { .. } => 2,
                _ => 1,
            },
            Self::Request(
                RequestError::UnknownMunicipality { .. }
                | RequestError::UnknownGroup { .. }
                | RequestError::SeveralTables { .. },
            )
            | Self::Folder(FolderError::NothingToSkip { .. })
            | Self::Output(OutputError::Exists { .. } | OutputError::IsInput { .. })
            | Self::Sample(SampleError::NotEmpty { .. }) => 2,
            Self::Config(_)
            | Self::Folder(_)
            | Self::Request(_)
            | Self::Output(_)
            | Self::Sample(_)
            | Self::Disclosure(_) => 1,
        }
    }
}

/// An input file that is refused as a whole, with the place and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    /// The file as the user named it.
    pub file: String,
    /// The line, counted from 1.
    pub line: Option<u64>,
    /// The column: its canonical name or its header.
    pub column: Option<String>,
    /// Why.
    pub refusal: Refusal,
}

impl InputError {
    /// A refusal of a whole file.
    pub fn new(file: &str, refusal: Refusal) -> Self {
        Self { file: file.to_owned(), line: None, column: None, refusal }
    }

    /// The same, with the line it is about.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The same, with the column it is about.
    #[must_use]
    pub fn in_column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }
}

impl std::error::Error for InputError {}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Refusal::TooManyRejected { text } = &self.refusal {
            return write!(f, "{text}"); // it names the file itself
        }
        write!(f, "{}", Visible(&self.file))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ": column {}", Visible(column))?;
        }
        write!(f, ": {}", self.refusal)
    }
}

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
        crate::period::Day::YEARS.start(),
        crate::period::Day::YEARS.end()
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
        from: crate::period::Day,
        /// The last day.
        to: crate::period::Day,
    },
    /// A configuration where it has no effect.
    #[error(
        "stands in the folder of a region, where it has no effect; move it into each dataset's own folder"
    )]
    InRegion,
    /// `skip` beside exports.
    #[error("leaves out folders of a region, and here are exports; remove it")]
    SkipInDataset,
    /// `file` and `files` of one kind.
    #[error("`file` names one file and `files` several; keep one of the two")]
    FileAndFiles,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_file_line_column_reason_and_way_out() {
        let refusal = Refusal::UnclosedQuote;
        let error = InputError::new("uit\u{1b}keringen.csv", refusal);
        assert_eq!(
            error.at_line(17).in_column("end").to_string(),
            "uit\\u{1b}keringen.csv:17: column end: a quote that opens here is never closed; \
             close it, or export the file again"
        );
        let refusal = Refusal::MissingColumns {
            missing: Box::from(["start", "end"]),
            found: FoundNames::Names(["naam".to_owned(), "b\u{202e}".to_owned()].into()),
            hint: None,
        };
        assert_eq!(
            refusal.to_string(),
            "missing columns start, end; found naam, b\\u{202e}; \
             add it to the export, or name its header under columns in outflow.toml"
        );
        let refusal = Refusal::OddCharacter {
            header: "einddatum".into(),
            character: '\u{430}',
            name: "a Cyrillic letter",
        };
        assert!(refusal.to_string().contains("(U+0430)"));
    }

    #[test]
    fn errors_are_small_enough_to_return() {
        assert!(size_of::<InputError>() < 128);
    }
}

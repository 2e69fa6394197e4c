//! What can go wrong, as types that carry file, line, column, reason and the way out.
//!
//! A message reads `uitkeringen.csv:17: column end: what is wrong; what to do`. Text from outside is shown with
//! its hidden characters as escapes, and no message holds an identifier. Nothing here prints.

use std::fmt;

use crate::visible::Visible;

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
}

impl Error {
    /// The exit status of the program: 1 where the data is refused or cannot be read or written, 2 for a wrong request.
    pub const fn exit_status(&self) -> u8 {
        match self {
            Self::Input(error) => match error.refusal {
                Refusal::UnknownEncoding { .. } => 2,
                _ => 1,
            },
            Self::Config(_) | Self::Folder(_) => 1,
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
        Self {
            file: file.to_owned(),
            line: None,
            column: None,
            refusal,
        }
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

/// Why a file is refused, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No file has this name.
    #[error("no such file; check the path")]
    NotFound,
    /// A link whose target is gone.
    #[error("the link points to a file that does not exist; mend the link or name the file itself")]
    DanglingLink,
    /// The file exists but may not be read.
    #[error("no permission to read it; ask for read access or copy it to your own folder")]
    NoPermission,
    /// Anything else the operating system reports.
    #[error("cannot be read: {}; check the disk or copy the file first", Visible(.reason))]
    Io {
        /// The reason in the words of the operating system.
        reason: String,
    },
    /// A folder where a file is needed.
    #[error("is a folder, not a file; name the export inside it")]
    IsDirectory,
    /// No bytes at all.
    #[error("is empty; export it again")]
    Empty,
    /// A byte order mark and nothing else.
    #[error("is empty but for a byte order mark; export it again")]
    OnlyBom,
    /// Blank lines and nothing else.
    #[error("is empty but for blank lines; export it again")]
    OnlyBlankLines,
    /// A file of another kind, named like a CSV file.
    #[error("is {really}, not CSV; open it in its own program and save it as CSV")]
    NotCsv {
        /// The real kind, with its article.
        really: &'static str,
    },
    /// UTF-8 and another encoding in one file.
    #[error(
        "mixes UTF-8 and Windows-1252; export it again in one encoding, or name one with --encoding"
    )]
    MixedEncoding,
    /// Bytes that do not exist in the encoding that was asked for.
    #[error("is not {encoding}; leave --encoding out, or name the encoding of the export")]
    NotInEncoding {
        /// The encoding that was asked for.
        encoding: &'static str,
    },
    /// An encoding nobody knows.
    #[error("unknown encoding {}; use utf-8, windows-1252 or utf-16le", Visible(.name))]
    UnknownEncoding {
        /// The name as given.
        name: String,
    },
    /// A zero byte in a text file.
    #[error("holds a NUL byte, so it is damaged or not text; export it again as CSV")]
    NulByte,
    /// A quote that never closes.
    #[error("a quote that opens here is never closed; close it, or export the file again")]
    UnclosedQuote,
    /// The last row is short and has no line end.
    #[error(
        "may be truncated here: the last row has {found} of {expected} fields and no line end; export it again"
    )]
    Truncated {
        /// Fields in the last row.
        found: usize,
        /// Fields in the header.
        expected: usize,
    },
    /// Size or time of change differ before and after reading.
    #[error("changed while it was read; wait until the export is complete and run again")]
    ChangedWhileRead,
    /// No line that could be the header.
    #[error(
        "header not found; the first line is \"{}\"; remove lines above the header, or name the columns in outflow.toml",
        Visible(.first_line)
    )]
    HeaderNotFound {
        /// The first line that is not blank, shortened.
        first_line: String,
    },
    /// A header without columns that are needed.
    #[error("{}", MissingColumns { missing, found, hint })]
    MissingColumns {
        /// Canonical names of the missing columns.
        missing: Vec<&'static str>,
        /// The headers that are there.
        found: Box<[String]>,
        /// What to do, beside naming columns in `outflow.toml`.
        hint: Option<Box<str>>,
    },
    /// Two headers for one needed column.
    #[error(
        "headers \"{}\" and \"{}\" both mean {field}; remove one, or choose one under columns in outflow.toml",
        Visible(.first),
        Visible(.second)
    )]
    DuplicateColumn {
        /// The canonical name.
        field: &'static str,
        /// The first header, as it stands in the file.
        first: Box<str>,
        /// The second header.
        second: Box<str>,
    },
    /// A column without a name between named columns.
    #[error("the header of column {position} is blank; name the column or remove it")]
    BlankHeader {
        /// The column's position, counted from 1.
        position: usize,
    },
    /// A character in a header that looks like another, or like nothing.
    #[error(
        "header \"{}\" holds {name} (U+{:04X}); retype the header with plain letters",
        Visible(.header),
        u32::from(*.character)
    )]
    OddCharacter {
        /// The header as it stands in the file.
        header: Box<str>,
        /// The character.
        character: char,
        /// Its name.
        name: &'static str,
    },
    /// A header that `outflow.toml` names and the file does not have.
    #[error(
        "outflow.toml takes {field} from \"{}\", which is not a header of this file{}",
        Visible(.header),
        Nearest(.nearest.as_deref())
    )]
    NamedColumnAbsent {
        /// The canonical name.
        field: &'static str,
        /// The header that the configuration names.
        header: Box<str>,
        /// The header of the file that is nearest to it.
        nearest: Option<Box<str>>,
    },
    /// Something longer than anything an export holds.
    #[error("{what} is over the limit of {limit}; this is not a usable export: export it again")]
    TooLong {
        /// What is too long: a field, a line, the header.
        what: &'static str,
        /// The limit with its unit.
        limit: &'static str,
    },
    /// A gzip file that cannot be unpacked.
    #[error("is a damaged or cut off gzip file; copy or compress it again")]
    BadGzip,
}

/// How many headers a message names.
const SHOWN: usize = 40;

struct MissingColumns<'a> {
    missing: &'a [&'static str],
    found: &'a [String],
    hint: &'a Option<Box<str>>,
}

impl fmt::Display for MissingColumns<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.missing.len() == 1 {
            "column"
        } else {
            "columns"
        };
        write!(f, "missing {noun} {}; found ", self.missing.join(", "))?;
        for (position, name) in self.found.iter().take(SHOWN).enumerate() {
            let comma = if position == 0 { "" } else { ", " };
            write!(f, "{comma}{}", Visible(name))?;
        }
        if self.found.len() > SHOWN {
            write!(f, " and {} more", self.found.len() - SHOWN)?;
        }
        match self.hint {
            Some(hint) => write!(f, "; {}", Visible(hint)),
            None => write!(
                f,
                "; add it to the export, or name its header under columns in outflow.toml"
            ),
        }
    }
}

/// "; did you mean …?", where there is something near.
struct Nearest<'a>(Option<&'a str>);

impl fmt::Display for Nearest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(name) => write!(f, "; did you mean \"{}\"?", Visible(name)),
            None => Ok(()),
        }
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
}

/// A data folder in which the exports cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FolderError {
    /// The folder itself cannot be read.
    #[error(transparent)]
    Unreadable(#[from] InputError),
    /// No export in the folder, nor in its subfolders.
    #[error(
        "{}: no export found; looked for {}; {}",
        Visible(.folder),
        looked_for,
        CsvFiles(.csv_files)
    )]
    NothingFound {
        /// The folder as the user named it.
        folder: String,
        /// The names that were looked for.
        looked_for: String,
        /// CSV files that are there under other names.
        csv_files: Vec<String>,
    },
    /// Two files that could both be the one export of a kind.
    #[error(
        "{}: both {} and {} could be the {kind} export; remove one, or name one under file in outflow.toml",
        Visible(.folder),
        Visible(.first),
        Visible(.second)
    )]
    TwoCandidates {
        /// The folder as the user named it.
        folder: String,
        /// The kind of export.
        kind: &'static str,
        /// One file.
        first: String,
        /// The other file.
        second: String,
    },
}

struct CsvFiles<'a>(&'a [String]);

impl fmt::Display for CsvFiles<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return write!(
                f,
                "there is no CSV file here; give the right folder with --data"
            );
        }
        write!(
            f,
            "found {}; rename one or name it under file in outflow.toml",
            Visible(&self.0.join(", "))
        )
    }
}

//! Why the exports of a folder cannot be recognised, and what to do about it.

use std::fmt;
use std::io;
use std::path::Path;

use crate::dataset::config::ConfigError;
use crate::dataset::input_error::InputError;
use crate::dataset::source::refusal_of;
use crate::visible::{Visible, show_path};

/// A data folder in which the exports cannot be recognised.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FolderError {
    /// The folder itself, or a file in it, cannot be read.
    #[error(transparent)]
    Unreadable(#[from] InputError),
    /// An `outflow.toml` cannot be read.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// No export in the folder, nor in its subfolders.
    #[error("{}: no export found here or in a folder below; {}", Visible(.folder), Advice(.folder, .files))]
    NothingFound {
        /// The folder as the user named it.
        folder: String,
        /// Files that are there and are no export.
        files: Vec<String>,
    },
    /// No file in the folder whose columns are those of an export.
    #[error("{}: no file here has the columns of an export; {}", Visible(.folder), Files(.files))]
    NothingToDescribe {
        /// The folder as the user named it.
        folder: String,
        /// Files that are there.
        files: Vec<String>,
    },
    /// Exports of other kinds, but none of benefits.
    #[error(
        "{}: no export of benefits beside {}; {}",
        Visible(.folder),
        Visible(&.exports.join(", ")),
        Advice(.folder, .files)
    )]
    NoBenefits {
        /// The folder as the user named it.
        folder: String,
        /// The exports that are there.
        exports: Vec<String>,
        /// Files that are no export.
        files: Vec<String>,
    },
    /// A file whose columns fit two kinds.
    #[error(
        "{}: could be an export of {}; write file = \"{}\" under [{}] in outflow.toml, whichever it is",
        Visible(.file),
        .kinds.join(" or "),
        Visible(.name),
        .kinds.join("] or [")
    )]
    Ambiguous {
        /// The file as the user would name it.
        file: String,
        /// Its name in the folder.
        name: String,
        /// The kinds.
        kinds: Vec<&'static str>,
    },
    /// Two files of one kind with other columns.
    #[error(
        "{}: {} and {} are both exports of {kind}, but {}; name the one to read: file = \"{}\" under [{kind}] in outflow.toml",
        Visible(.folder),
        Visible(.first),
        Visible(.second),
        Visible(.differing),
        Visible(.second)
    )]
    ColumnsDiffer {
        /// The folder as the user named it.
        folder: String,
        /// The kind of export.
        kind: &'static str,
        /// One file.
        first: String,
        /// The other file.
        second: String,
        /// Which columns only the one has, and which only the other, in words.
        differing: String,
    },
    /// Two files of one folder that are the same to the byte.
    #[error(
        "{}: {} and {} are the same to the byte, so every row would count twice; remove one",
        Visible(.folder),
        Visible(.first),
        Visible(.second)
    )]
    SameContents {
        /// The folder as the user named it.
        folder: String,
        /// One file.
        first: String,
        /// The other file.
        second: String,
    },
    /// A name or pattern of `files` that no file fits.
    #[error(
        "{}: no file fits \"{}\", which outflow.toml names under [{kind}] files; {}",
        Visible(.folder),
        Visible(.pattern),
        Files(.files)
    )]
    NoFileFits {
        /// The folder as the user named it.
        folder: String,
        /// The kind of export.
        kind: &'static str,
        /// The name or pattern.
        pattern: String,
        /// Files that are there.
        files: Vec<String>,
    },
    /// Folders of a region in which there is no export.
    #[error(
        "{}: no export in {}, while other folders of this region have one; {} with --skip \"{}\" or skip = [\"{}\"] in {}",
        Visible(.region),
        Visible(&.folders.join(", ")),
        Fill(.folders.len()),
        Visible(&.folders.join("\" --skip \"")),
        Visible(&.folders.join("\", \"")),
        Visible(.config)
    )]
    NoExportInSubfolder {
        /// The region as the user named it.
        region: String,
        /// The folders, by name.
        folders: Vec<String>,
        /// The region's outflow.toml.
        config: String,
    },
    /// A folder of a region that holds several folders with exports.
    #[error(
        "{}: has no export itself, but {} have; name the one to read with --data, or leave the folder out with --skip \"{}\"",
        Visible(.folder),
        Visible(&.found.join(" and ")),
        Visible(.name)
    )]
    SeveralBelow {
        /// The folder as the user would name it.
        folder: String,
        /// Its name.
        name: String,
        /// The folders below it that have exports.
        found: Vec<String>,
    },
    /// A folder to leave out that is not there.
    #[error("--skip {}: there is no such folder in {}", Visible(.name), Visible(.regions))]
    NothingToSkip {
        /// The folder as it was named.
        name: String,
        /// The folders that were looked through.
        regions: String,
    },
    /// A folder that a region's outflow.toml leaves out and that is not there.
    #[error("{}: skip: there is no folder \"{}\" here; correct the name or remove it", Visible(.config), Visible(.name))]
    NothingToSkipHere {
        /// The region's outflow.toml.
        config: String,
        /// The name.
        name: String,
    },
    /// Two datasets that are two deliveries of one thing.
    #[error(
        "{} and {} {}: these are two deliveries and would count twice; give one of them with --data, leave one out with --skip, or compare them with `outflow revise`",
        Visible(.first),
        Visible(.second),
        Visible(.alike)
    )]
    TwoDeliveries {
        /// One folder.
        first: String,
        /// The other folder.
        second: String,
        /// What both have.
        alike: String,
    },
}

impl FolderError {
    /// A folder or file that the system does not let us look into.
    pub(super) fn unreadable(path: &Path, error: &io::Error) -> Self {
        InputError::new(&show_path(path), refusal_of(error)).into()
    }

    /// Whether an option is wrong, and not a folder.
    pub const fn is_usage(&self) -> bool {
        matches!(self, Self::NothingToSkip { .. })
    }
}

/// How many names a message has.
const SHOWN: usize = 12;

fn names(f: &mut fmt::Formatter<'_>, files: &[String]) -> fmt::Result {
    let shown: Vec<_> = files.iter().take(SHOWN).map(String::as_str).collect();
    write!(f, "{}", Visible(&shown.join(", ")))?;
    match files.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
    }
}

/// What files there are.
struct Files<'a>(&'a [String]);

impl fmt::Display for Files<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return write!(f, "there is no CSV file and no workbook here");
        }
        write!(f, "there is ")?;
        names(f, self.0)
    }
}

/// What files there are, and what to do.
struct Advice<'a>(&'a str, &'a [String]);

impl fmt::Display for Advice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(folder, files) = self;
        if files.is_empty() {
            return write!(
                f,
                "there is no CSV file and no workbook; put one here, for example uitkeringen.csv, or give the right folder with --data"
            );
        }
        write!(f, "no kind of export is known by the columns of ")?;
        names(f, files)?;
        write!(f, "; run `outflow init {}` to say which columns they have", Visible(folder))
    }
}

/// What to do with so many folders.
struct Fill(usize);

impl fmt::Display for Fill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => write!(f, "put its export there, or leave it out"),
            _ => write!(f, "put their exports there, or leave them out"),
        }
    }
}

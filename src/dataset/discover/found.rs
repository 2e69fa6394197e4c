//! What is found: datasets, and what there is to say of files and folders.

use std::path::PathBuf;

use crate::dataset::config::Config;
use crate::dataset::kind::FileKind;
use crate::dataset::source::Source;

/// A folder of exports with its configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetFolder {
    /// The name in the configuration, else that of the folder.
    pub name: String,
    /// The folder, as it was named.
    pub folder: PathBuf,
    /// What `outflow.toml` says.
    pub config: Config,
    /// The exports, in the order of [`FileKind::ALL`], then by name.
    pub files: Vec<(FileKind, Source)>,
}

impl DatasetFolder {
    /// The files of a kind, in the order in which they are read.
    pub fn sources(&self, kind: FileKind) -> impl Iterator<Item = &Source> {
        self.files.iter().filter(move |(of, _)| *of == kind).map(|(_, source)| source)
    }

    /// Whether there is an export of a kind.
    pub fn has(&self, kind: FileKind) -> bool {
        self.sources(kind).next().is_some()
    }
}

/// What `--data` leads to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discovered {
    /// The datasets, in the order in which they were named, those of a region by name.
    pub datasets: Vec<DatasetFolder>,
    /// Folders and files that were named before under this or another name, and are used once.
    pub repeated: Vec<String>,
    /// What there is to say of files and folders.
    pub said: Vec<Said>,
}

/// What there is to say of a file or folder beside the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A file is taken for an export because of its columns.
    Recognised {
        /// The kind of export.
        kind: FileKind,
        /// The file as the user would name it.
        file: String,
    },
    /// A file is no export and is left out.
    NoExport {
        /// The file as the user would name it.
        file: String,
        /// What it is instead, where that is known.
        why: Option<String>,
    },
    /// A file is a workbook, whatever its name says, and is read as one.
    IsWorkbook {
        /// The file as the user would name it.
        file: String,
    },
    /// A file was written by this program and is left out.
    OwnOutput {
        /// The file as the user would name it.
        file: String,
    },
    /// A file is left out because `outflow.toml` names others of its kind.
    NotPicked {
        /// The file as the user would name it.
        file: String,
    },
    /// A folder of a region is left out because the user says so.
    Skipped {
        /// The folder as the user would name it.
        folder: String,
    },
}

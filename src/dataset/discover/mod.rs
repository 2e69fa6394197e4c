//! `--data` → datasets: which folder holds which exports.

mod exports;
mod listing;
mod pattern;
mod region;

use std::fs;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::config::Config;
use super::kind::FileKind;
use super::source::{Identity, Source, identity, refusal_of, show_path};
use crate::error::{Error, FolderError, InputError};
pub(crate) use exports::named_file;
use exports::{Exports, exports};
use listing::Listing;
pub(crate) use listing::{entries, known_kind, named_kind};
use region::Region;

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

/// Finds the datasets, without the folders of regions that `skip` names. A path to a file, or `-`, is a dataset of
/// that one export (of benefits, unless its name or its columns say more).
///
/// # Errors
/// Where a folder cannot be read or holds no export, where a file could be two kinds of export, or where a
/// configuration cannot be read.
pub fn discover(paths: &[PathBuf], skip: &[PathBuf]) -> Result<Discovered, Error> {
    let mut discovered = Discovered::default();
    let mut known = FxHashSet::default();
    let mut unused: Vec<&PathBuf> = skip.iter().collect();
    for path in paths {
        for dataset in datasets_at(path, skip, &mut unused, &mut discovered)? {
            discovered.add(dataset, &mut known);
        }
    }
    if let Some(name) = unused.first() {
        let regions: Vec<_> = paths.iter().map(|path| show_path(path)).collect();
        let name = show_path(name);
        return Err(FolderError::NothingToSkip { name, regions: regions.join(", ") }.into());
    }
    Ok(discovered)
}

impl Discovered {
    /// Adds a dataset without what is there already.
    fn add(&mut self, mut dataset: DatasetFolder, known: &mut FxHashSet<Identity>) {
        let is_known = |source: &Source| known.contains(&identity(source));
        let (again, new): (Vec<_>, Vec<_>) =
            dataset.files.into_iter().partition(|(_, source)| is_known(source));
        if new.is_empty() {
            self.repeated.push(show_path(&dataset.folder));
            return;
        }
        self.repeated.extend(again.iter().map(|(_, source)| source.name()));
        known.extend(new.iter().map(|(_, source)| identity(source)));
        dataset.files = new;
        self.datasets.push(dataset);
    }

    /// Takes over what is to be said of a folder's files.
    fn say(&mut self, found: &mut Exports) {
        self.said.append(&mut found.said);
        self.repeated.append(&mut found.repeated);
    }
}

fn datasets_at<'a>(
    path: &Path,
    skip: &'a [PathBuf],
    unused: &mut Vec<&'a PathBuf>,
    discovered: &mut Discovered,
) -> Result<Vec<DatasetFolder>, Error> {
    if path == Path::new("-") {
        return Ok(vec![single(path, vec![(FileKind::Benefits, Source::Stdin)])]);
    }
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !metadata.is_dir() {
        return Ok(vec![single(path, exports::file(path)?)]);
    }
    let listing = Listing::read(path)?;
    let found = match dataset(path, &listing)? {
        Ok((dataset, mut found)) => {
            discovered.say(&mut found);
            return Ok(vec![dataset]);
        }
        Err(found) => found,
    };
    let region = Region { folder: path, listing: &listing, files: found.others() };
    let (datasets, said) = region.datasets(skip, unused)?;
    for mut exports in said {
        discovered.say(&mut exports);
    }
    discovered.said.extend(found.said);
    Ok(datasets)
}

/// A dataset of one file.
fn single(path: &Path, files: Vec<(FileKind, Source)>) -> DatasetFolder {
    let stem = path.file_stem().unwrap_or(path.as_os_str());
    DatasetFolder {
        name: show_path(Path::new(stem)),
        folder: path.to_owned(),
        config: Config::default(),
        files,
    }
}

/// The dataset in a folder, else what there is to say of the files in it.
fn dataset(
    folder: &Path,
    listing: &Listing,
) -> Result<Result<(DatasetFolder, Exports), Exports>, Error> {
    let config = Config::load(folder)?;
    let mut found = exports(folder, listing, &config)?;
    let files = std::mem::take(&mut found.files);
    match files.first() {
        None => return Ok(Err(found)),
        Some((FileKind::Benefits, _)) => {}
        Some(_) => {
            let names = files.iter().map(|(_, source)| short_name(source));
            return Err(Error::Folder(FolderError::NoBenefits {
                folder: show_path(folder),
                exports: names.collect(),
                files: found.others(),
            }));
        }
    }
    if !config.skip.is_empty() {
        return Err(region::skip_in_dataset(folder));
    }
    let name = config.name.clone().unwrap_or_else(|| folder_name(folder));
    Ok(Ok((DatasetFolder { name, folder: folder.to_owned(), config, files }, found)))
}

/// The files of a folder that may be exports, by name.
///
/// # Errors
/// Where the folder cannot be read.
pub(crate) fn files_in(folder: &Path) -> Result<Vec<PathBuf>, FolderError> {
    Ok(Listing::read(folder)?.candidates().cloned().collect())
}

/// The last part of a folder's path, also of `.` and `..`.
pub(crate) fn folder_name(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let last = folder.file_name().or_else(|| whole.file_name());
    show_path(last.map_or(folder, Path::new))
}

/// The name of a source in its folder.
fn short_name(source: &Source) -> String {
    match source {
        Source::Path(path) => name_of(path),
        Source::Sheet { path, sheet } => format!("{} ({sheet})", name_of(path)),
        Source::Stdin => "-".to_owned(),
    }
}

/// The last part of a file's path.
fn name_of(path: &Path) -> String {
    show_path(path.file_name().map_or(path, Path::new))
}

fn unreadable(folder: &Path, error: &std::io::Error) -> FolderError {
    InputError::new(&show_path(folder), refusal_of(error)).into()
}

#[cfg(test)]
mod tests;

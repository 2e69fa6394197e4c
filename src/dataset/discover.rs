//! `--data` → datasets: which folder holds which exports.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::config::{Config, FILE_NAME};
use super::kind::FileKind;
use super::source::{Source, refusal_of, same_file, show_path};
use crate::error::{ConfigError, ConfigFault, Error, FolderError, InputError};

/// A folder of exports with its configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetFolder {
    /// The name in the configuration, else that of the folder.
    pub name: String,
    /// The folder, as it was named.
    pub folder: PathBuf,
    /// What `outflow.toml` says.
    pub config: Config,
    /// The exports, in the order of [`FileKind::ALL`].
    pub files: Vec<(FileKind, Source)>,
}

impl DatasetFolder {
    /// The export of a kind, where there is one.
    pub fn source(&self, kind: FileKind) -> Option<&Source> {
        self.files.iter().find(|(of, _)| *of == kind).map(|(_, source)| source)
    }
}

/// What `--data` leads to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discovered {
    /// The datasets, in the order in which they were named, those of a region by name.
    pub datasets: Vec<DatasetFolder>,
    /// Folders and files that were named before under this or another name, and are used once.
    pub repeated: Vec<String>,
}

/// Finds the datasets. A path to a file, or `-`, is a dataset of that one export (of benefits, unless its name says more).
///
/// # Errors
/// Where a folder cannot be read or holds no export, where two files could be the same export, or where a
/// configuration cannot be read.
pub fn discover(paths: &[PathBuf]) -> Result<Discovered, Error> {
    let mut discovered = Discovered::default();
    for path in paths {
        for dataset in datasets_at(path)? {
            discovered.add(dataset);
        }
    }
    Ok(discovered)
}

impl Discovered {
    /// Adds a dataset without what is there already.
    fn add(&mut self, mut dataset: DatasetFolder) {
        let known = |source: &Source| {
            let files = self.datasets.iter().flat_map(|dataset| &dataset.files);
            files.into_iter().any(|(_, known)| is_same(known, source))
        };
        let (again, new): (Vec<_>, Vec<_>) =
            dataset.files.into_iter().partition(|(_, source)| known(source));
        if new.is_empty() {
            self.repeated.push(show_path(&dataset.folder));
            return;
        }
        self.repeated.extend(again.iter().map(|(_, source)| source.name()));
        dataset.files = new;
        self.datasets.push(dataset);
    }
}

fn is_same(left: &Source, right: &Source) -> bool {
    match (left, right) {
        (Source::Path(left), Source::Path(right)) => same_file(left, right),
        (left, right) => left == right,
    }
}

fn datasets_at(path: &Path) -> Result<Vec<DatasetFolder>, Error> {
    if path == Path::new("-") {
        return Ok(vec![single(path, Source::Stdin)]);
    }
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !metadata.is_dir() {
        return Ok(vec![single(path, Source::Path(path.to_owned()))]);
    }
    let listing = Listing::read(path)?;
    if let Some(dataset) = dataset(path, &listing)? {
        return Ok(vec![dataset]);
    }
    let mut datasets = Vec::new();
    for folder in &listing.folders {
        let below = Listing::read(folder)?;
        match dataset(folder, &below)? {
            Some(dataset) => datasets.push(dataset),
            None if below.has_config => return Err(nothing_found(folder, &below).into()),
            None => {}
        }
    }
    if datasets.is_empty() {
        return Err(nothing_found(path, &listing).into());
    }
    if listing.has_config {
        return Err(Error::Config(ConfigError {
            file: show_path(&path.join(FILE_NAME)),
            line: None,
            key: None,
            fault: ConfigFault::InRegion,
        }));
    }
    Ok(datasets)
}

/// A dataset of one export.
fn single(path: &Path, source: Source) -> DatasetFolder {
    let file_name = path.file_name().unwrap_or_default();
    let kind = FileKind::ALL.into_iter().find(|kind| is_named_by_default(file_name, *kind));
    let stem = path.file_stem().unwrap_or(file_name);
    DatasetFolder {
        name: show_path(Path::new(stem)),
        folder: path.to_owned(),
        config: Config::default(),
        files: vec![(kind.unwrap_or(FileKind::Benefits), source)],
    }
}

/// What lies in a folder.
struct Listing {
    /// Files and whatever else is not a folder, by name.
    files: Vec<PathBuf>,
    /// Folders, by name; without hidden ones.
    folders: Vec<PathBuf>,
    has_config: bool,
}

impl Listing {
    fn read(folder: &Path) -> Result<Self, FolderError> {
        let mut listing = Self { files: Vec::new(), folders: Vec::new(), has_config: false };
        let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(folder, &error))?;
            let path = entry.path();
            let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            if entry.file_name() == FILE_NAME {
                listing.has_config = true;
            } else if !path.is_dir()
                || FileKind::ALL.iter().any(|kind| is_named_by_default(&entry.file_name(), *kind))
            {
                listing.files.push(path);
            } else if !is_hidden {
                listing.folders.push(path);
            }
        }
        listing.files.sort();
        listing.folders.sort();
        Ok(listing)
    }

    fn csv_files(&self) -> Vec<String> {
        let names = self.files.iter().filter_map(|path| path.file_name());
        let is_csv = |name: &&OsStr| {
            let name = name.as_encoded_bytes().to_ascii_lowercase();
            name.ends_with(b".csv") || name.ends_with(b".csv.gz")
        };
        names.filter(is_csv).map(|name| show_path(Path::new(name))).collect()
    }
}

/// The dataset in a folder; `None` where it holds no export.
fn dataset(folder: &Path, listing: &Listing) -> Result<Option<DatasetFolder>, Error> {
    let config = Config::load(folder)?;
    let mut files = Vec::new();
    for kind in FileKind::ALL {
        if let Some(source) = export(folder, listing, &config, kind)? {
            files.push((kind, source));
        }
    }
    match files.first() {
        None => return Ok(None),
        Some((FileKind::Benefits, _)) => {}
        Some(_) => {
            return Err(Error::Folder(FolderError::NoBenefits {
                folder: show_path(folder),
                looked_for: FileKind::Benefits.default_names().join(", "),
                csv_files: listing.csv_files(),
            }));
        }
    }
    let name = config.name.clone().unwrap_or_else(|| folder_name(folder));
    Ok(Some(DatasetFolder { name, folder: folder.to_owned(), config, files }))
}

/// The export of a kind: the one that the configuration names, else the one with a default name.
fn export(
    folder: &Path,
    listing: &Listing,
    config: &Config,
    kind: FileKind,
) -> Result<Option<Source>, FolderError> {
    match config.file(kind).file.as_deref() {
        Some("-") => return Ok(Some(Source::Stdin)),
        Some(file) => return Ok(Some(Source::Path(folder.join(file)))),
        None => {}
    }
    let is_named = |path: &&PathBuf| {
        let name = path.file_name().unwrap_or_default();
        is_named_by_default(name, kind)
    };
    let mut candidates = listing.files.iter().filter(is_named);
    let Some(first) = candidates.next() else {
        return Ok(None);
    };
    match candidates.find(|other| !same_file(first, other)) {
        Some(second) => Err(FolderError::TwoCandidates {
            folder: show_path(folder),
            kind: kind.id(),
            first: show_path(Path::new(first.file_name().unwrap_or_default())),
            second: show_path(Path::new(second.file_name().unwrap_or_default())),
        }),
        None => Ok(Some(Source::Path(first.clone()))),
    }
}

fn is_named_by_default(name: &OsStr, kind: FileKind) -> bool {
    let name = name.as_encoded_bytes();
    let mut names = kind.default_names().into_iter();
    names.any(|default| name.eq_ignore_ascii_case(default.as_bytes()))
}

/// The files of a folder that may be exports, by name: text, and spreadsheets to refuse by their real name.
///
/// # Errors
/// Where the folder cannot be read.
pub(crate) fn files_in(folder: &Path) -> Result<Vec<PathBuf>, FolderError> {
    const ENDINGS: [&str; 8] = ["csv", "csv.gz", "txt", "tsv", "xlsx", "xls", "ods", "xlsm"];
    let listing = Listing::read(folder)?;
    let may_be = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        !name.starts_with('.') && ENDINGS.iter().any(|ending| name.ends_with(&format!(".{ending}")))
    };
    Ok(listing.files.into_iter().filter(may_be).collect())
}

/// The last part of a folder's path, also of `.` and `..`.
pub(crate) fn folder_name(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let last = folder.file_name().or_else(|| whole.file_name());
    show_path(last.map_or(folder, Path::new))
}

fn nothing_found(folder: &Path, listing: &Listing) -> FolderError {
    let names = FileKind::Benefits.default_names();
    FolderError::NothingFound {
        folder: show_path(folder),
        looked_for: format!("{} here and in its subfolders", names.join(", ")),
        csv_files: listing.csv_files(),
    }
}

fn unreadable(folder: &Path, error: &std::io::Error) -> FolderError {
    InputError::new(&show_path(folder), refusal_of(error)).into()
}

#[cfg(test)]
#[path = "discover_tests.rs"]
mod tests;

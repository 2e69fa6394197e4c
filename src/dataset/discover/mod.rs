//! `--data` → datasets: which folder holds which exports.

mod dataset;
mod error;
mod exports;
mod found;
mod listing;
mod names;
mod pattern;
mod region;

use std::fs;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::config::Config;
use super::kind::FileKind;
use super::source::{Identity, Source, identity};
use crate::visible::show_path;
use dataset::dataset;
pub use error::FolderError;
use exports::Exports;
pub(crate) use exports::named_file;
pub use found::{DatasetFolder, Discovered, Said};
use listing::Listing;
pub(crate) use listing::{entries, known_kind, named_kind};
pub(crate) use names::folder_name;
use region::Region;

/// Finds the datasets, without the folders of regions that `skip` names. A path to a file, or `-`, is a dataset of
/// that one export (of benefits, unless its name or its columns say more).
///
/// # Errors
/// Where a folder cannot be read or holds no export, where a file could be two kinds of export, or where a
/// configuration cannot be read.
pub fn discover(paths: &[PathBuf], skip: &[PathBuf]) -> Result<Discovered, FolderError> {
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
        return Err(FolderError::NothingToSkip { name, regions: regions.join(", ") });
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
) -> Result<Vec<DatasetFolder>, FolderError> {
    if path == Path::new("-") {
        return Ok(vec![single(path, vec![(FileKind::Benefits, Source::Stdin)])]);
    }
    let metadata = fs::metadata(path).map_err(|error| FolderError::unreadable(path, &error))?;
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

/// The files of a folder that may be exports, by name.
///
/// # Errors
/// Where the folder cannot be read.
pub(crate) fn files_in(folder: &Path) -> Result<Vec<PathBuf>, FolderError> {
    Ok(Listing::read(folder)?.candidates().cloned().collect())
}

#[cfg(test)]
mod tests;

//! A folder of datasets: every folder below it counts, or the user says which do not.

use std::path::{Path, PathBuf};

use super::dataset::dataset;
use super::error::FolderError;
use super::exports::Exports;
use super::found::{DatasetFolder, Said};
use super::listing::Listing;
use super::names::{folder_name, name_of};
use crate::dataset::config::{Config, ConfigError, ConfigFault, FILE_NAME};
use crate::dataset::source::same_file;
use crate::visible::show_path;

/// A folder that holds no export itself.
pub(super) struct Region<'a> {
    pub(super) folder: &'a Path,
    pub(super) listing: &'a Listing,
    /// Files in it that are no export, by name.
    pub(super) files: Vec<String>,
}

/// What is in a folder of a region.
enum Below {
    Dataset(Box<(DatasetFolder, Exports)>),
    Several(Vec<String>),
    Nothing,
}

impl Region<'_> {
    /// The datasets of the region, and what there is to say of the files in them.
    ///
    /// # Errors
    /// Where no folder below has exports, or one has none and is not left out by name.
    pub(super) fn datasets<'s>(
        &self,
        skip: &'s [PathBuf],
        unused: &mut Vec<&'s PathBuf>,
    ) -> Result<(Vec<DatasetFolder>, Vec<Exports>), FolderError> {
        let config = Config::load(self.folder)?;
        let mut unused_here = config.skip.clone();
        let (mut datasets, mut found, mut without) = (Vec::new(), Vec::new(), Vec::new());
        let mut several = None;
        let entries = self.listing.folders.iter().chain(&self.listing.broken);
        for folder in entries {
            let name = name_of(folder);
            let by_option = skip.iter().filter(|skip| is_meant(skip, folder)).collect::<Vec<_>>();
            if !by_option.is_empty() || config.skip.contains(&name) {
                unused.retain(|skip| !by_option.contains(skip));
                unused_here.retain(|skip| *skip != name);
                let said = vec![Said::Skipped { folder: show_path(folder) }];
                found.push(Exports { said, ..Exports::default() });
                continue;
            }
            if self.listing.broken.contains(folder) {
                without.push(name);
                continue;
            }
            match below(folder)? {
                Below::Dataset(both) => {
                    let (dataset, exports) = *both;
                    datasets.push(dataset);
                    found.push(exports);
                }
                Below::Several(below) => several = several.or(Some((folder, below))),
                Below::Nothing => without.push(name),
            }
        }
        if let Some((folder, found)) = several {
            let (name, folder) = (name_of(folder), show_path(folder));
            return Err(FolderError::SeveralBelow { folder, name, found });
        }
        let config_file = self.folder.join(FILE_NAME);
        if datasets.is_empty() {
            let folder = show_path(self.folder);
            return Err(FolderError::NothingFound { folder, files: self.files.clone() });
        }
        if self.listing.has_config && !says_only_skip(&config) {
            return Err(ConfigError::of_file(&config_file, None, ConfigFault::InRegion).into());
        }
        if let Some(name) = unused_here.into_iter().next() {
            return Err(FolderError::NothingToSkipHere { config: show_path(&config_file), name });
        }
        if !without.is_empty() {
            return Err(FolderError::NoExportInSubfolder {
                region: show_path(self.folder),
                folders: without,
                config: show_path(&config_file),
            });
        }
        Ok((datasets, found))
    }
}

/// The dataset in a folder of a region, or one folder deeper where that is the only place.
fn below(folder: &Path) -> Result<Below, FolderError> {
    let listing = Listing::read(folder)?;
    let mut own = match dataset(folder, &listing)? {
        Ok(found) => return Ok(Below::Dataset(Box::new(found))),
        Err(own) => own,
    };
    let (mut datasets, mut names) = (Vec::new(), Vec::new());
    for deeper in &listing.folders {
        if let Ok(found) = dataset(deeper, &Listing::read(deeper)?)? {
            names.push(show_path(deeper));
            datasets.push(found);
        }
    }
    match datasets.pop() {
        None => Ok(Below::Nothing),
        Some(_) if !datasets.is_empty() => Ok(Below::Several(names)),
        Some((mut dataset, mut exports)) => {
            if dataset.config.name.is_none() {
                dataset.name = folder_name(folder);
            }
            exports.said.append(&mut own.said);
            Ok(Below::Dataset(Box::new((dataset, exports))))
        }
    }
}

/// Whether a folder to leave out is this one: by its name, or by a path that leads to it.
fn is_meant(skip: &Path, folder: &Path) -> bool {
    Some(skip.as_os_str()) == folder.file_name() || same_file(skip, folder)
}

fn says_only_skip(config: &Config) -> bool {
    let mut rest = config.clone();
    rest.skip.clear();
    !config.skip.is_empty() && rest == Config::default()
}

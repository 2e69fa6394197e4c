//! The dataset in a folder.

use std::path::Path;

use super::error::FolderError;
use super::exports::{Exports, exports};
use super::found::DatasetFolder;
use super::listing::Listing;
use super::names::{folder_name, short_name};
use crate::dataset::config::{Config, ConfigError, ConfigFault, FILE_NAME};
use crate::dataset::kind::FileKind;
use crate::visible::show_path;

/// The dataset in a folder, else what there is to say of the files in it.
pub(super) fn dataset(
    folder: &Path,
    listing: &Listing,
) -> Result<Result<(DatasetFolder, Exports), Exports>, FolderError> {
    let config = Config::load(folder)?;
    let mut found = exports(folder, listing, &config)?;
    let files = std::mem::take(&mut found.files);
    match files.first() {
        None => return Ok(Err(found)),
        Some((FileKind::Benefits, _)) => {}
        Some(_) => {
            let names = files.iter().map(|(_, source)| short_name(source));
            return Err(FolderError::NoBenefits {
                folder: show_path(folder),
                exports: names.collect(),
                files: found.others(),
            });
        }
    }
    if !config.skip.is_empty() {
        let fault = ConfigFault::SkipInDataset;
        return Err(ConfigError::of_file(&folder.join(FILE_NAME), Some("skip"), fault).into());
    }
    let name = config.name.clone().unwrap_or_else(|| folder_name(folder));
    Ok(Ok((DatasetFolder { name, folder: folder.to_owned(), config, files }, found)))
}

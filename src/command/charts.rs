//! The charts of a page as files of their own.

use std::fs;
use std::io;
use std::path::Path;

use crate::dataset::discover::entries;
use crate::output::{OutputError, Target, to_file};
use crate::render::{ChartFile, Lang, chart_files};
use crate::report::Document;
use crate::visible::show_path;

/// Makes the folder of charts, or sees that it is empty.
///
/// # Errors
/// [`OutputError::InUse`] for a folder that holds something, and where it cannot be made.
pub(super) fn make_empty(folder: &Path) -> Result<(), OutputError> {
    let failed =
        |source: io::Error| OutputError::File { file: show_path(folder), source: source.into() };
    fs::create_dir_all(folder).map_err(failed)?;
    let is_empty = entries(folder).map_err(failed)?.is_empty();
    if is_empty { Ok(()) } else { Err(OutputError::InUse { folder: show_path(folder) }) }
}

/// Writes each chart of the page of a document into a folder.
///
/// # Errors
/// Where one cannot be written.
pub(super) fn write(folder: &Path, document: &Document, lang: Lang) -> anyhow::Result<()> {
    let files = chart_files(document, lang).map_err(OutputError::Stdout)?;
    for ChartFile { name, svg } in files {
        let target = Target { path: folder.join(name), force: false, is_private: false };
        to_file(&target, &[], &mut |out| Ok(out.write_all(svg.as_bytes())?))?;
    }
    Ok(())
}

//! Names of files and folders as the user would say them.

use std::path::Path;

use crate::dataset::source::Source;
use crate::visible::show_path;

/// The last part of a folder's path, also of `.` and `..`.
pub(crate) fn folder_name(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let last = folder.file_name().or_else(|| whole.file_name());
    show_path(last.map_or(folder, Path::new))
}

/// The name of a source in its folder.
pub(super) fn short_name(source: &Source) -> String {
    match source {
        Source::Path(path) => name_of(path),
        Source::Sheet { path, sheet } => format!("{} ({sheet})", name_of(path)),
        Source::Stdin => "-".to_owned(),
    }
}

/// The last part of a file's path.
pub(super) fn name_of(path: &Path) -> String {
    show_path(path.file_name().map_or(path, Path::new))
}

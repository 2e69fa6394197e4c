//! What is known of a source after reading, and whether two names are one file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::origin::Source;
use super::raw;
use crate::dataset::input_error::InputError;
use crate::visible::show_path;

/// What is the same for all names of one file, and for no other file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Identity {
    /// Device and number on it.
    #[cfg(unix)]
    Inode(u64, u64),
    /// The path without links; the path as it was named where the file cannot be looked at.
    Path(PathBuf),
    /// A sheet of a workbook.
    Sheet(Box<Self>, String),
    /// Standard input.
    Stdin,
}

impl Identity {
    #[cfg(unix)]
    fn of(path: &Path) -> Self {
        use std::os::unix::fs::MetadataExt;
        match path.metadata() {
            Ok(facts) => Self::Inode(facts.dev(), facts.ino()),
            Err(_) => Self::Path(path.to_owned()),
        }
    }

    #[cfg(not(unix))]
    fn of(path: &Path) -> Self {
        Self::Path(path.canonicalize().unwrap_or_else(|_| path.to_owned()))
    }
}

/// What is the same for all names of a source.
pub(crate) fn identity(source: &Source) -> Identity {
    match source {
        Source::Path(path) => Identity::of(path),
        Source::Sheet { path, sheet } => {
            Identity::Sheet(Box::new(Identity::of(path)), sheet.clone())
        }
        Source::Stdin => Identity::Stdin,
    }
}

/// Whether two paths lead to one file: the same path, a link, or (on Unix) a hard link.
pub fn same_file(left: &Path, right: &Path) -> bool {
    Identity::of(left) == Identity::of(right)
}

/// Files that are the same to the byte, two by two, of files with their size and whatever the caller knows them by.
/// Only files of one size are read. Empty files are refused for what they are, and a pipe cannot be read again.
///
/// # Errors
/// Where one of them cannot be read.
pub(crate) fn equal_files<'a, T: Copy>(
    files: impl IntoIterator<Item = (u64, &'a Path, T)>,
) -> Result<Vec<[(&'a Path, T); 2]>, InputError> {
    let mut by_size: BTreeMap<u64, Vec<(&Path, T)>> = BTreeMap::new();
    for (size, path, known_by) in files {
        if size > 0 && path.is_file() {
            by_size.entry(size).or_default().push((path, known_by));
        }
    }
    let mut equal = Vec::new();
    for same_size in by_size.into_values().filter(|files| files.len() > 1) {
        let mut known = BTreeMap::new();
        for file in same_size {
            if let Some(before) = known.insert(digest(file.0)?, file) {
                equal.push([before, file]);
            }
        }
    }
    Ok(equal)
}

/// The SHA-256 of a file: two files that have the same are the same to the byte.
fn digest(path: &Path) -> Result<[u8; 32], InputError> {
    let mut file = File::open(path).map_err(|error| refused(path, &error))?;
    let (mut hasher, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finalize().into()),
            Ok(count) => hasher.update(buffer.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(refused(path, &error)),
        }
    }
}

fn refused(path: &Path, error: &std::io::Error) -> InputError {
    InputError::new(&show_path(path), raw::refusal(error))
}

//! What is known of a source after reading, and whether two names are one file.

use std::path::Path;

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFacts {
    /// The file as it was named; `-` for standard input.
    pub name: String,
    /// The size in bytes, as it lies on the disk or came through the pipe.
    pub bytes: u64,
    /// SHA-256 of these bytes in hexadecimal, where it was asked for.
    pub sha256: Option<String>,
}

/// Whether two paths lead to one file: the same path, a link, or a hard link.
#[cfg(unix)]
pub fn same_file(left: &Path, right: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (left.metadata(), right.metadata()) {
        (Ok(left), Ok(right)) => (left.dev(), left.ino()) == (right.dev(), right.ino()),
        _ => left == right,
    }
}

/// Whether two paths lead to one file: the same path or a link.
#[cfg(not(unix))]
pub fn same_file(left: &Path, right: &Path) -> bool {
    match (left.canonicalize(), right.canonicalize()) {
        (Ok(left), Ok(right)) => left == right,
        _ => left == right,
    }
}

//! Samples that cannot be made.

use crate::visible::Visible;

/// A sample that cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The folder holds files.
    #[error(
        "{}: is not empty; choose another folder, or use --force to overwrite the sample in it",
        Visible(.folder)
    )]
    NotEmpty {
        /// The folder as the user named it.
        folder: String,
    },
    /// The folder cannot be made or looked into.
    #[error("{}: cannot be used as a folder: {source}", Visible(.folder))]
    Folder {
        /// The folder as the user named it.
        folder: String,
        /// Why.
        source: std::io::Error,
    },
    /// A file cannot be written; nothing is left of it.
    #[error("{}: cannot be written: {source}", Visible(.file))]
    File {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
}

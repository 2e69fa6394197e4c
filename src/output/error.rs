//! Why nothing is written.

use crate::render::RenderError;
use crate::visible::Visible;

/// A report that could not be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OutputError {
    /// Standard output takes no more.
    #[error("standard output")]
    Stdout(#[source] RenderError),
    /// The file cannot be written; nothing is left of it.
    #[error("{}", Visible(.file))]
    File {
        /// The file as the user named it.
        file: String,
        /// Why.
        source: RenderError,
    },
    /// The file exists.
    #[error("{}: exists already; use --force to overwrite it", Visible(.file))]
    Exists {
        /// The file as the user named it.
        file: String,
    },
    /// The folder of charts has something in it.
    #[error("{}: is not empty; choose another folder for the charts", Visible(.folder))]
    InUse {
        /// The folder as the user named it.
        folder: String,
    },
    /// The file is an input of the run.
    #[error("{}: is one of the files that are read; choose another name for --output", Visible(.file))]
    IsInput {
        /// The file as the user named it.
        file: String,
    },
    /// The file is a folder.
    #[error("{}: is a folder; give the name of a file", Visible(.file))]
    IsFolder {
        /// The folder as the user named it.
        file: String,
    },
}

impl OutputError {
    /// Whether an option is wrong, and the system would have written.
    pub(crate) const fn is_usage(&self) -> bool {
        matches!(self, Self::Exists { .. } | Self::InUse { .. } | Self::IsInput { .. })
    }
}

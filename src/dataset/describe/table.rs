//! A table as its first lines show it.

use super::content::Content;

/// A table as its first lines show it.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Lines above the header that are not blank: a title.
    pub(crate) title_lines: u64,
    /// The headers, as they stand in the file.
    pub(crate) names: Vec<String>,
    /// What each column looks like.
    pub(crate) contents: Vec<Content>,
    /// The first rows, to compare dates with each other.
    pub(super) rows: Vec<Vec<String>>,
}

//! placeholder

use encoding_rs::Encoding;

use super::kind::Field;

/// What `outflow.toml` says about one export.
#[derive(Debug, Clone, Default)]
pub struct FileConfig {
    /// The file's name, relative to the folder.
    pub file: Option<String>,
    /// The delimiter.
    pub delimiter: Option<u8>,
    /// The encoding.
    pub encoding: Option<&'static Encoding>,
    /// The header from which each column is taken.
    pub columns: Vec<(Field, String)>,
}

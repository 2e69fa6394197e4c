//! What the reading of a file has to say about it beyond the rows it rejects.

use crate::dataset::kind::Field;

/// One remark about one file: something read in a particular way, or a value taken as missing.
///
/// The reader says only what it met. The list of findings decides by `id` how serious it is and which words
/// belong to it; an identifier of a person or case never stands in `values`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    /// Which remark: the id of a finding.
    pub(crate) id: &'static str,
    /// The column it is about, if it is about one.
    pub(crate) field: Option<Field>,
    /// That column's header as it stands in the file.
    pub(crate) header: Option<String>,
    /// How many rows, values or columns it is about.
    pub(crate) count: u64,
    /// Further values for the words, by their names.
    pub(crate) values: Vec<(&'static str, String)>,
}

impl Remark {
    /// A remark about a file as a whole.
    pub(crate) const fn of_file(id: &'static str, count: u64) -> Self {
        Self { id, field: None, header: None, count, values: Vec::new() }
    }

    /// A remark about one of its columns, with the header that the column has there.
    pub(crate) const fn of_column(
        id: &'static str,
        field: Field,
        header: Option<String>,
        count: u64,
    ) -> Self {
        Self { id, field: Some(field), header, count, values: Vec::new() }
    }
}

//! What is found of a file: its account of rows, and a finding that names it.

use super::list::entry;
use super::{FileQuality, Finding};
use crate::dataset::kind::Field;
use crate::record::{FileFacts, Remark};
use crate::report::NoteValue;

impl From<&FileFacts> for FileQuality {
    fn from(file: &FileFacts) -> Self {
        Self {
            kind: file.kind.id(),
            name: file.name.clone(),
            read: file.read,
            used: file.used(),
            rejected: file.rejected.clone(),
            out_of_scope: file.left_out(),
        }
    }
}

impl Finding {
    /// A finding about a whole dataset.
    pub(super) fn new(id: &'static str, count: u64) -> Self {
        let (severity, _) = entry(id);
        Self {
            severity,
            id,
            kind: None,
            file: None,
            column: None,
            code: None,
            count,
            whole: None,
            values: Vec::new(),
        }
    }

    /// A finding about one file.
    pub(super) fn of_file(id: &'static str, file: &FileFacts, count: u64) -> Self {
        let (kind, name) = (Some(file.kind.id()), Some(file.name.clone()));
        Self { kind, file: name, ..Self::new(id, count) }
    }

    /// What the reading of a file remarked.
    pub(super) fn of_remark(remark: &Remark, file: &FileFacts) -> Self {
        let column = remark.header.clone().map(|header| ("column", NoteValue::Text(header)));
        let values =
            remark.values.iter().map(|(name, text)| (*name, NoteValue::Text(text.clone())));
        Self {
            column: remark.field.map(Field::id),
            values: column.into_iter().chain(values).collect(),
            ..Self::of_file(remark.id, file, remark.count)
        }
    }
}

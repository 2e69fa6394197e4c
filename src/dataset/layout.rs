//! How the rows of a file are laid out.

use super::header::first_line;
use super::kind::Field;
use super::scan::is_rule;

/// How the rows of a file are laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The byte between fields.
    pub delimiter: u8,
    /// The column at each position; `None` for one that is not used.
    pub fields: Vec<Option<Field>>,
    /// The headers as they stand in the file, by position.
    pub names: Vec<String>,
    /// Where the first row begins, in bytes from the begin of the head.
    pub body_offset: usize,
    /// The line of the first row, counted from 1.
    pub body_line: u64,
    /// Blank lines above the header.
    pub blank_lines: u64,
    /// Lines of a title above the header.
    pub title_lines: u64,
}

impl Layout {
    /// Goes past a line of dashes below the header.
    pub(super) fn skip_rule(&mut self, bytes: &[u8]) {
        let (line, length) = first_line(bytes.get(self.body_offset..).unwrap_or_default());
        if is_rule(line, self.delimiter) {
            self.body_offset += length;
            self.body_line += 1;
            self.title_lines += 1;
        }
    }

    /// The headers of columns that are not read.
    pub fn unread(&self) -> impl Iterator<Item = &str> {
        let named = self.fields.iter().zip(&self.names);
        let unread = named.filter(|(field, name)| field.is_none() && !name.trim().is_empty());
        unread.map(|(_, name)| name.trim())
    }
}

//! An input file that is refused as a whole: file, line, column, reason and the way out.
//!
//! A message reads `uitkeringen.csv:17: column end: what is wrong; what to do`. Text from outside is shown with
//! its hidden characters as escapes, and no message holds an identifier. Nothing here prints.

use std::fmt;

use super::refusal::Refusal;
use crate::visible::Visible;

/// An input file that is refused as a whole, with the place and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    /// The file as the user named it.
    pub file: String,
    /// The line, counted from 1.
    pub line: Option<u64>,
    /// The column: its canonical name or its header.
    pub column: Option<String>,
    /// Why.
    pub refusal: Refusal,
}

impl InputError {
    /// A refusal of a whole file.
    pub fn new(file: &str, refusal: Refusal) -> Self {
        Self { file: file.to_owned(), line: None, column: None, refusal }
    }

    /// The error, with the line it is about.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The error, with the column it is about.
    #[must_use]
    pub fn in_column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }
}

impl InputError {
    /// Whether an option is wrong, and not the file.
    pub const fn is_usage(&self) -> bool {
        matches!(self.refusal, Refusal::UnknownEncoding { .. })
    }
}

impl std::error::Error for InputError {}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Refusal::TooManyRejected { text } = &self.refusal {
            return write!(f, "{text}"); // it names the file itself
        }
        write!(f, "{}", Visible(&self.file))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ": column {}", Visible(column))?;
        }
        write!(f, ": {}", self.refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::field_kind::FoundNames;

    #[test]
    fn a_message_names_file_line_column_reason_and_way_out() {
        let refusal = Refusal::UnclosedQuote;
        let error = InputError::new("uit\u{1b}keringen.csv", refusal);
        assert_eq!(
            error.at_line(17).in_column("end").to_string(),
            "uit\\u{1b}keringen.csv:17: column end: a quote that opens here is never closed; \
             close it, or export the file again"
        );
        let refusal = Refusal::MissingColumns {
            missing: Box::from(["start", "end"]),
            found: FoundNames::Names(["naam".to_owned(), "b\u{202e}".to_owned()].into()),
            hint: None,
        };
        assert_eq!(
            refusal.to_string(),
            "missing columns start, end; found naam, b\\u{202e}; \
             add it to the export, or name its header under columns in outflow.toml"
        );
        let refusal = Refusal::OddCharacter {
            header: "einddatum".into(),
            character: '\u{430}',
            name: "a Cyrillic letter",
        };
        assert!(refusal.to_string().contains("(U+0430)"));
    }
}

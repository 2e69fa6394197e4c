//! The fields of a line that is no header, described by their kinds: what they say may be a person's.

use std::fmt;

/// What kind of text a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Nothing.
    Blank,
    /// Digits and no letter.
    Number,
    /// A date.
    Date,
    /// An address of e-mail.
    Email,
    /// Letters and many digits.
    Code,
    /// Anything else.
    Text,
}

impl FieldKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Number => "number",
            Self::Date => "date",
            Self::Email => "e-mail",
            Self::Code => "code",
            Self::Text => "text",
        }
    }
}

/// What stands in a header that lacks a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoundNames {
    /// Names of columns.
    Names(Box<[String]>),
    /// A row of data, described by kinds only.
    Kinds(Box<[FieldKind]>),
    /// A line that may be one, as the line below is like it.
    Unnamed(Box<[FieldKind]>),
}

/// How many kinds are named.
const NAMED: usize = 12;

/// "3 fields: number, text, date".
pub(super) struct Kinds<'a>(pub(super) &'a [FieldKind]);

impl fmt::Display for Kinds<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.0.len() == 1 { "field" } else { "fields" };
        let named: Vec<_> = self.0.iter().take(NAMED).map(|kind| kind.word()).collect();
        let more = if self.0.len() > NAMED { " …" } else { "" };
        write!(f, "{} {noun} ({}{more})", self.0.len(), named.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_recognised_by_number_and_kind() {
        let kinds = [FieldKind::Number, FieldKind::Text, FieldKind::Date];
        assert_eq!(Kinds(&kinds).to_string(), "3 fields (number, text, date)");
        assert_eq!(Kinds(&kinds[..1]).to_string(), "1 field (number)");
        assert!(Kinds(&[FieldKind::Blank; 40]).to_string().ends_with(", blank …)"));
    }
}

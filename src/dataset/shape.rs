//! What kind of text a field of a first line is, so that a message can describe a line without repeating its contents.
//!
//! A line that should be the header may be a row of data. Nothing of such a line is repeated: the first row of an export
//! without a header is a person.

use super::value;
use crate::dataset::field_kind::FieldKind;

/// From this number of digits on, a text is no name: it is a number of a case, a person, an account or a telephone.
const DIGITS: usize = 5;

/// The kind of each field.
pub(super) fn kinds(fields: &[String]) -> Box<[FieldKind]> {
    fields.iter().map(|field| kind(field)).collect()
}

/// Whether a line is a row of data rather than names of columns: some field of it is no name.
pub(super) fn is_data(fields: &[String]) -> bool {
    fields.iter().any(|field| is_value(field))
}

/// Whether a text is a value and no name of a column.
pub(super) fn is_value(field: &str) -> bool {
    !matches!(kind(field), FieldKind::Blank | FieldKind::Text)
}

/// Whether a text cannot be a name of a column at all: a date, or so many digits that they could be a person's.
pub(super) fn is_no_name(field: &str) -> bool {
    let digits = field.chars().filter(char::is_ascii_digit).count();
    digits >= 8 || kind(field) == FieldKind::Date
}

fn kind(field: &str) -> FieldKind {
    let field = field.trim();
    let digits = field.chars().filter(char::is_ascii_digit).count();
    let letters = field.chars().filter(|character| character.is_alphabetic()).count();
    if field.is_empty() {
        FieldKind::Blank
    } else if matches!(value::day(field.as_bytes()), Ok(Some(_))) {
        FieldKind::Date
    } else if field.contains('@') {
        FieldKind::Email
    } else if digits > 0 && letters == 0 {
        FieldKind::Number
    } else if digits >= DIGITS {
        FieldKind::Code
    } else {
        FieldKind::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_column_is_distinguished_from_a_value() {
        for name in
            ["", " ", "start", "Startdatum periodiek algemeen", "SBI 2008", "kolom 12", "e-mail"]
        {
            assert!(!is_value(name), "{name}");
        }
        for value in [
            "01",
            "2018-02-01",
            "1-2-2018",
            "111222333",
            "1.234,56",
            "+31 6 12345678",
            "j@voorbeeld.nl",
            "ZAAK-500131",
            "NL91ABNA0417164300",
            "(045) 560 40 40",
        ] {
            assert!(is_value(value), "{value}");
        }
    }
}

//! Rows that are no data: totals, a header that comes again, and lines below the last row. They are set aside before
//! a column is judged, counted and said; they are no faults.

use super::row::Row;
use crate::dataset::value::day;

/// The first words of a row that adds up the rows above it.
const TOTALS: [&[u8]; 9] = [
    b"totaal",
    b"totalen",
    b"subtotaal",
    b"subtotalen",
    b"eindtotaal",
    b"total",
    b"totals",
    b"subtotal",
    b"grand total",
];

/// Whether some field of a row says that it adds up others. Only rows without a readable first day are asked: a job
/// at "Totaal Schoonmaak" is a job.
#[cold]
pub(crate) fn is_total(row: &Row<'_>) -> bool {
    (0..row.len()).any(|position| is_total_word(row.field(position)))
}

/// Whether a text is or begins with a word for a total.
pub(crate) fn is_total_word(text: &[u8]) -> bool {
    if !matches!(text.first().map(u8::to_ascii_lowercase), Some(b't' | b's' | b'e' | b'g' | b'a')) {
        return false;
    }
    let text = text.strip_prefix(b"Algemeen ").or(text.strip_prefix(b"algemeen ")).unwrap_or(text);
    let begins = |word: &&[u8]| {
        let (Some(start), rest) = (text.get(..word.len()), text.get(word.len())) else {
            return false;
        };
        start.eq_ignore_ascii_case(word) && rest.is_none_or(|next| !next.is_ascii_alphanumeric())
    };
    TOTALS.iter().any(begins)
}

/// Whether a row says the same as the header, which is copied along where files are put one below the other.
#[cold]
pub(crate) fn is_header(row: &Row<'_>, names: &[String]) -> bool {
    let mut filled = 0;
    let same = names.iter().enumerate().all(|(position, name)| {
        let (field, name) = (row.field(position), name.trim());
        filled += usize::from(!field.is_empty());
        field.eq_ignore_ascii_case(name.as_bytes())
    });
    same && filled > 1
}

/// Whether a row may be a line below the last row, such as the day of printing: one field with a space in it.
pub(super) fn may_be_footer(row: &Row<'_>) -> bool {
    let mut filled =
        (0..row.len()).map(|position| row.field(position)).filter(|field| !field.is_empty());
    let (Some(text), None) = (filled.next(), filled.next()) else { return false };
    text.contains(&b' ') && text.iter().any(u8::is_ascii_alphabetic) && day(text).is_err()
}

/// Whether a line below the header only divides it from the rows: dashes and the like.
pub(in crate::dataset) fn is_rule(line: &[u8], delimiter: u8) -> bool {
    let mut dashes = 0;
    let only = line.iter().all(|byte| {
        let is_dash = matches!(byte, b'-' | b'=' | b'_');
        dashes += usize::from(is_dash);
        is_dash || *byte == delimiter || matches!(byte, b' ' | b'\t' | b'+' | b'"' | b'|')
    });
    only && dashes >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_recognised_by_its_first_word() {
        for text in [
            "Totaal",
            "totaal:",
            "TOTAAL PARTICIPATIEWET",
            "Subtotaal 2018",
            "Eindtotaal",
            "Total",
            "Grand total",
        ] {
            assert!(is_total_word(text.as_bytes()), "{text}");
        }
        for text in ["Totaalzorg BV", "Totally", "Taal", "", "1234", "Sub"] {
            assert!(!is_total_word(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_rule_is_nothing_but_dashes() {
        assert!(is_rule(b"---------;-----;----", b';') && is_rule(b"======", b';'));
        assert!(!is_rule(b"-;-", b';'), "two missing values");
        assert!(!is_rule(b"1;---;--", b';') && !is_rule(b";;;", b';'));
    }
}

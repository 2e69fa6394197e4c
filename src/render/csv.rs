//! The long form as CSV: plain for programs, `excel-nl` for a double click in a Dutch Excel.
//!
//! Identifiers and numbers do not depend on the language; the labels beside them do. A text from the data is written as it stands; only
//! `excel-nl` puts an apostrophe before a text that a spreadsheet would run as a formula. A figure is never guarded.

use std::io::{self, Write};

use ::csv::{Terminator, Writer, WriterBuilder};

use crate::report::Report;

use super::locale::Locale;
use super::long::{LongRow, long_row};
use super::style::CsvStyle;

/// The fields of a row.
pub(crate) type CsvRow = Vec<String>;

/// The rows of a report.
pub(crate) fn rows<'a>(
    report: &'a Report,
    style: CsvStyle,
    locale: &'a Locale,
) -> impl Iterator<Item = CsvRow> + 'a {
    let (name, period) = (style.text(&report.name), report.period);
    let begin = [name, period.to_string(), period.from().to_string(), period.to().to_string()];
    report.rows().map(move |(table, row)| {
        let fields = style.fields(&long_row(report, table, row, locale));
        begin.iter().cloned().chain(fields).collect()
    })
}

impl CsvStyle {
    /// A writer in this dialect, past the byte order mark where there is one.
    pub(crate) fn writer(self, out: &mut dyn Write) -> io::Result<Writer<&mut dyn Write>> {
        let mut builder = WriterBuilder::new();
        if self == Self::ExcelNl {
            out.write_all("\u{feff}".as_bytes())?;
            builder.delimiter(b';').terminator(Terminator::CRLF);
        }
        Ok(builder.from_writer(out))
    }

    /// The columns that differ from row to row, in their order.
    fn fields(self, row: &LongRow<'_>) -> [String; 18] {
        let number = |number: &Option<String>| self.number(number.as_deref().unwrap_or_default());
        let [[group, group_label], [group_2, group_2_label]] = &row.groups;
        [
            row.table[0].to_string(),
            self.text(&row.table[1]),
            row.figure[0].to_owned(),
            row.figure[1].to_owned(),
            self.text(group),
            self.text(group_label),
            self.text(group_2),
            self.text(group_2_label),
            row.unit.to_owned(),
            number(&row.value),
            number(&row.whole),
            number(&row.share),
            number(&row.previous),
            number(&row.previous_whole),
            number(&row.previous_share),
            number(&row.change),
            number(&row.change_percent),
            row.note.clone(),
        ]
    }

    /// A plain number as this dialect writes it.
    pub(crate) fn number(self, plain: &str) -> String {
        match self {
            Self::Plain => plain.to_owned(),
            Self::ExcelNl => plain.replace('.', ","),
        }
    }

    /// A text, guarded where a spreadsheet would run it.
    pub(crate) fn text(self, text: &str) -> String {
        if self == Self::ExcelNl && starts_formula(text) {
            format!("'{text}")
        } else {
            text.to_owned()
        }
    }
}

/// Whether a spreadsheet would take the text for a formula: the list of OWASP's "CSV injection".
fn starts_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Format, Style, text_of};
    use crate::report::fixture;
    use crate::report::{Document, Group};

    fn text(document: &Document, style: CsvStyle) -> String {
        text_of(document, Format::Csv, Style { csv_style: style, ..Style::default() })
    }

    #[test]
    fn provisional_figures_say_so() {
        let mut document = fixture::small();
        document.reports[0].provisional = true;
        let text = text(&document, CsvStyle::Plain);
        assert_eq!(text.matches(",provisional\n").count(), 3);
        assert!(text.contains(",suppressed\n") && text.contains(",no payments export\n"));
    }

    #[test]
    fn texts_are_quoted_where_they_must_be() {
        let mut document = fixture::small();
        document.reports[0].name = "Sint \"A\", b\nc".to_owned();
        assert!(text(&document, CsvStyle::Plain).contains("\n\"Sint \"\"A\"\", b\nc\",2018,"));
    }

    #[test]
    fn excel_nl_has_a_mark_commas_and_no_formulas() {
        let mut document = fixture::small();
        document.reports[0].name = "=cmd|' /C calc'!A0".to_owned();
        document.reports[0].tables[0].rows[1].group = Group::Label("-2+3;x".to_owned());
        let text = text(&document, CsvStyle::ExcelNl);
        assert!(text.starts_with("\u{feff}municipality;period;from;to;table;"));
        assert!(
            text.contains("\r\n'=cmd|' /C calc'!A0;2018;2018-01-01;2018-12-31;caseload_by_sex;")
        );
        assert!(text.contains(";\"'-2+3;x\";\"'-2+3;x\";;;benefits;2879;5758;50,0000;3012;6012;"));
        assert!(text.contains(";eur;3606800,00;;;;;;;;\r\n"));
    }

    #[test]
    fn plain_writes_a_text_as_it_stands() {
        let mut document = fixture::small();
        document.reports[0].name = "=1+1".to_owned();
        assert!(text(&document, CsvStyle::Plain).contains("\n=1+1,2018,"));
    }
}

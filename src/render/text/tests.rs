//! What a reader sees.

use super::*;
use crate::render::{Format, Lang, text_of};
use crate::report::fixture::{self, label};
use crate::report::{Cell, Document, Missing};

fn text(document: &Document, lang: Lang, provenance: bool) -> String {
    let style = Style { lang, provenance, ..Style::default() };
    text_of(document, Format::Table, style)
}

#[test]
fn a_report_in_short_has_under_seventy_lines_and_the_same_columns_in_every_table() {
    for lang in [Lang::En, Lang::Nl] {
        let style = Style { lang, brief: true, ..Style::default() };
        let text = text_of(&fixture::heerlen(), Format::Table, style);
        assert!(text.lines().count() < 70, "{text}");
        let rules: Vec<&str> = text.lines().filter(|line| line.starts_with(RULE)).collect();
        assert!(rules.len() == 5 && rules.iter().all(|rule| width(rule) == WIDTH), "{text}");
        assert!(text.lines().all(|line| width(line) <= WIDTH && line == line.trim_end()), "{text}");
        let style = Style { color: true, ..style };
        let styled = text_of(&fixture::heerlen(), Format::Table, style);
        assert_ne!(styled, text);
        let escapes = [paint::BOLD, paint::DIM, paint::YELLOW, paint::PLAIN];
        let bare = escapes.iter().fold(styled, |text, style| text.replace(style, ""));
        assert_eq!(bare, text, "a style is all that differs");
    }
}

#[test]
fn no_line_is_wider_than_the_page() {
    for lang in [Lang::En, Lang::Nl] {
        for line in text(&fixture::heerlen(), lang, true).lines() {
            assert!(width(line) <= WIDTH, "{line}");
            assert_eq!(line, line.trim_end());
        }
    }
}

#[test]
fn a_long_label_is_cut_and_its_numbers_are_not() {
    let mut document = fixture::small();
    let row = &mut document.reports[0].tables[0].rows[1];
    row.group = label(&"Lange naam ".repeat(40));
    row.value = Cell::count(1_234_567_890_123);
    let text = text(&document, Lang::Nl, false);
    assert!(text.lines().all(|line| width(line) <= WIDTH));
    assert!(text.contains("1.234.567.890.123") && text.contains('…'));
}

#[test]
fn text_from_the_data_cannot_steer_the_terminal() {
    let mut document = fixture::small();
    document.reports[0].name = "Heer\u{1b}[31mlen".to_owned();
    document.reports[0].tables[0].rows[1].group = label("wijk\u{202e}\n\u{200b}é");
    let text = text(&document, Lang::En, true);
    assert!(text.starts_with("Heer\\u{1b}[31mlen, 2018: benefits"));
    assert!(text.contains("wijk\\u{202e}\\u{a}\\u{200b}é "));
    let hidden = |character| character != '\n' && crate::visible::is_hidden(character);
    assert!(!text.chars().any(hidden));
}

#[test]
fn a_table_without_any_number_is_a_note() {
    let mut document = fixture::small();
    for row in &mut document.reports[0].tables[0].rows {
        row.value = Cell::Missing(Missing::NoColumn("benefits", "sex"));
    }
    let text = text(&document, Lang::En, false);
    let note = "- Benefits by sex: not available, the export of benefits has no column sex.\n";
    assert!(text.contains(note), "{text}");
    assert_eq!(text.matches("Benefits by sex").count(), 1);
}

#[test]
fn without_a_comparison_there_are_no_empty_columns() {
    let mut document = fixture::small();
    document.reports[0].comparison = None;
    for table in &mut document.reports[0].tables {
        for row in &mut table.rows {
            row.previous = Cell::Missing(Missing::NoComparison);
        }
    }
    let text = text(&document, Lang::En, false);
    assert!(text.contains("\nSex       2018  % of total\n"), "{text}");
    assert!(!text.contains("2017") && !text.contains("comparison period,"));
}

#[test]
fn the_notes_on_the_data_stand_once_after_the_last_report() {
    let mut document = fixture::small();
    document.reports.push(document.reports[0].clone());
    let text = text(&document, Lang::En, false);
    assert_eq!(text.matches("3 of 6,500 rows of uitkeringen.csv could not").count(), 1);
    assert_eq!(text.matches("Heerlen, 2018: benefits").count(), 2);
}

#[test]
fn what_must_be_read_before_any_figure_stands_under_the_title_and_nowhere_else() {
    let mut document = fixture::small();
    document.reports[0].first = vec![document.notes[0].clone()];
    let text = text(&document, Lang::En, false);
    let begin = "Heerlen, 2018: benefits and work (compared with 2017)\nComplete to 31 December 2018. \
                 Rejected: 3 of 10,003 rows. For internal use.\n! 3 of 6,500 rows of uitkeringen.csv \
                 could not be read and are not counted;\n  `outflow check` says which and why.\n\n";
    assert!(text.starts_with(begin), "{text}");
    assert_eq!(text.matches("6,500").count(), 1);
}

#[test]
fn a_half_year_that_is_provisional_says_so() {
    let mut document = fixture::small();
    let report = &mut document.reports[0];
    (report.period, report.comparison) = (fixture::year("2021-H1"), Some(fixture::year("2020-H2")));
    report.provisional = true;
    let text = text(&document, Lang::Nl, false);
    let head = "Heerlen, eerste helft van 2021: bijstand en werk (vergeleken met tweede helft\nvan 2020)\n\
                Afgekeurd: 3 van 10.003 rijen. Intern gebruik.\n! VOORLOPIG: ";
    assert!(text.starts_with(head), "{text}");
    assert!(
        text.contains("\nGeslacht  2021-H1  2020-H2  verschil   in %  totaal  2020-H2  verschil\n")
    );
}

#[test]
fn a_free_period_has_words_for_heads() {
    let mut document = fixture::small();
    let days = |from: &str, to: &str| {
        crate::period::Period::new(fixture::year(from).from(), fixture::year(to).to())
    };
    let report = &mut document.reports[0];
    report.comparison = days("2017-02", "2017-06").ok();
    let text = text(&document, Lang::En, false);
    assert!(text.contains("(compared with 1 February 2017 to 30 June\n2017)\n"), "{text}");
    assert!(text.contains("\nSex      value  earlier  change   in %  total  earlier   change\n"));
}

//! JSON says what CSV says.

use serde_json::Value as Json;

use super::*;
use crate::render::{Format, Lang, Style, text_of};
use crate::report::fixture;

fn text(document: &Document, lang: Lang) -> String {
    text_of(document, Format::Json, Style { lang, ..Style::default() })
}

fn parsed(document: &Document) -> Json {
    serde_json::from_str(&text(document, Lang::En)).unwrap()
}

#[test]
fn figures_are_the_rows_of_csv() {
    let document = fixture::heerlen();
    let style = Style { lang: Lang::Nl, ..Style::default() };
    let csv = text_of(&document, Format::Csv, style);
    let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<_> = reader.records().flatten().collect();
    let json = text(&document, Lang::Nl);
    let figures: Vec<_> = json.lines().filter(|line| line.contains("\"table\":")).collect();
    assert_eq!(figures.len(), rows.len());
    for (figure, row) in figures.iter().zip(&rows) {
        let numbers =
            ["value", "whole", "share", "previous", "previous_whole", "previous_share", "change"];
        for (column, field) in numbers.iter().zip(13..) {
            let number = if row[field].is_empty() { "null" } else { &row[field] };
            assert!(figure.contains(&format!("\"{column}\":{number},")), "{figure}");
        }
        let words = ["table", "table_label", "figure", "figure_label", "unit"];
        for (column, field) in words.iter().zip([4, 5, 6, 7, 12]) {
            assert!(figure.contains(&format!("\"{column}\":\"{}\"", &row[field])));
        }
    }
}

#[test]
fn it_parses_and_says_where_figures_come_from() {
    let json = parsed(&fixture::small());
    assert_eq!(json["schema"], 2);
    assert_eq!(json["reports"][0]["facts"][0]["number"], "€ 3.6m");
    assert_eq!(json["reports"][0]["figures"][1]["group_label"], "Men");
    assert_eq!(json["reports"][0]["figures"][1]["previous_whole"], 6012);
    assert_eq!(json["reports"][0]["municipality"], "Heerlen");
    assert_eq!(json["reports"][0]["comparison"]["from"], "2017-01-01");
    assert_eq!(json["inputs"][0]["rows_rejected"], 3);
    assert_eq!(json["definitions"]["average_benefit"]["2018"], 14200.00);
    assert_eq!(json["notes"][0]["values"]["count"], 3);
    let figures = &json["reports"][0]["figures"];
    assert_eq!(figures[0]["group"], Json::Null);
    assert_eq!(figures[1]["group"], "man");
    assert_eq!(figures[2]["note"], "suppressed");
    assert_eq!(figures[3]["inputs"]["stock"], 5758);
    assert_eq!(figures[4]["value"], Json::Null);
    assert_eq!(figures[4]["note"], "no payments export");
}

#[test]
fn amounts_keep_their_decimals_and_only_words_depend_on_the_language() {
    let (english, dutch) = (fixture::small(), fixture::small());
    let (english, dutch) = (text(&english, Lang::En), text(&dutch, Lang::Nl));
    assert!(english.contains("\"value\":3606800.00,"));
    let words = ["text", "number", "status"].map(|key| format!("\"{key}\":"));
    let is_of_numbers = |line: &&str| !words.iter().any(|key| line.contains(key.as_str()));
    let without_labels = |line: &str| {
        let is_word = |field: &&str| field.contains("_label\":") || field.starts_with("formula");
        line.split(",\"").filter(|field| !is_word(field)).collect::<Vec<_>>().join(",")
    };
    let numbers =
        |text: &str| text.lines().filter(is_of_numbers).map(without_labels).collect::<Vec<_>>();
    assert_eq!(numbers(&english), numbers(&dutch));
    assert_ne!(english, dutch);
}

#[test]
fn texts_are_escaped() {
    let mut document = fixture::small();
    document.reports[0].name = "a\"b\\\u{1b}\n".to_owned();
    assert_eq!(parsed(&document)["reports"][0]["municipality"], "a\"b\\\u{1b}\n");
}

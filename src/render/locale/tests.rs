//! Both languages say the same, and say it right.

use std::collections::{BTreeMap, BTreeSet};

use super::super::labels::Sentence;
use super::*;
use crate::number::Ratio;
use crate::report::fixture::{declared, euros, row, year};
use crate::report::quality::{FINDINGS, Finding, Place, Severity};
use crate::report::{Cell, FigureId, Missing, Note, NoteValue, TableId};

fn labels(source: &str) -> Labels {
    match toml::from_str(source) {
        Ok(labels) => labels,
        Err(error) => unreachable!("{error}"),
    }
}

/// Every sentence with placeholders, by where it stands.
fn templates(labels: &Labels) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for (section, words) in [("phrases", &labels.phrases), ("missing", &labels.missing)] {
        for (id, text) in words {
            all.insert(format!("{section}.{id}"), vec![text.clone()]);
        }
    }
    for (id, texts) in &labels.formulas {
        all.insert(format!("formulas.{id}"), texts.clone());
    }
    for (id, finding) in &labels.findings {
        let texts = vec![finding.title.clone(), finding.advice.clone()];
        all.insert(format!("findings.{id}"), texts);
    }
    let of_findings =
        labels.findings.iter().filter_map(|(id, finding)| Some((id, finding.note.as_ref()?)));
    for (id, sentence) in labels.notes.iter().chain(of_findings) {
        let texts = match sentence {
            Sentence::Fixed(text) => vec![text.clone()],
            Sentence::Counted { one, other } => vec![one.clone(), other.clone()],
        };
        let before = all.insert(format!("notes.{id}"), texts);
        assert_eq!(before, None, "{id} has two sentences");
    }
    all
}

/// The placeholders of each text.
fn placeholders(texts: &[String]) -> Vec<BTreeSet<&str>> {
    texts
        .iter()
        .map(|text| {
            let after = text.split('{').skip(1);
            after.filter_map(|rest| rest.split('}').next()).collect()
        })
        .collect()
}

/// Every key of a language file, with its path.
fn keys(value: &toml::Table, path: &str, all: &mut BTreeSet<String>) {
    for (key, value) in value {
        let path = format!("{path}/{key}");
        if let Some(table) = value.as_table() {
            keys(table, &path, all);
        }
        all.insert(path);
    }
}

#[test]
fn both_languages_have_the_same_keys() {
    let keys_of = |source: &str| {
        let mut all = BTreeSet::new();
        keys(&source.parse().unwrap(), "", &mut all);
        all
    };
    let (english, dutch) = (keys_of(ENGLISH), keys_of(DUTCH));
    assert!(english.len() > 300);
    assert_eq!(english, dutch);
}

#[test]
fn both_languages_name_the_same_values() {
    let (english, dutch) = (labels(ENGLISH), labels(DUTCH));
    let (english, dutch) = (templates(&english), templates(&dutch));
    for (id, texts) in &english {
        let other = dutch.get(id).map(|texts| placeholders(texts));
        assert_eq!(Some(placeholders(texts)), other, "{id}");
    }
    let single = english.iter().filter(|(id, _)| id.starts_with("notes."));
    for (id, texts) in single {
        let sets = placeholders(texts);
        assert!(sets.iter().all(|set| *set == sets[0]), "{id}");
    }
}

#[test]
fn every_finding_has_words_and_every_word_a_finding() {
    for labels in [labels(ENGLISH), labels(DUTCH)] {
        for (id, _, place) in FINDINGS {
            let words = labels.findings.get(*id);
            assert!(
                words.is_some_and(|words| !words.title.is_empty() && !words.advice.is_empty()),
                "{id}"
            );
            let has_note = words.is_some_and(|words| words.note.is_some());
            assert!(has_note || *place == Place::Check, "{id}: a report has nothing to say of it");
        }
        for id in labels.findings.keys() {
            assert!(FINDINGS.iter().any(|(listed, ..)| listed == id), "{id} is not in the list");
        }
    }
}

#[test]
fn every_figure_and_table_has_a_title_and_every_title_one() {
    let figures: BTreeSet<&str> = FigureId::ALL.iter().map(|figure| figure.id()).collect();
    // a table that was put together is named by what it is of
    let tables = TableId::ALL.iter().filter(|table| **table != TableId::Crossed);
    let tables: BTreeSet<&str> = tables.map(|table| table.id()).collect();
    for labels in [labels(ENGLISH), labels(DUTCH)] {
        assert_eq!(labels.figures.keys().map(String::as_str).collect::<BTreeSet<_>>(), figures);
        assert_eq!(labels.tables.keys().map(String::as_str).collect::<BTreeSet<_>>(), tables);
    }
}

#[test]
fn a_finding_is_a_sentence_with_its_file_and_number() {
    let finding = Finding {
        severity: Severity::Warning,
        id: "bad_optional_value",
        kind: Some("benefits"),
        file: Some("uit\u{1b}.csv".to_owned()),
        column: Some("birth_date"),
        code: None,
        count: 1234,
        whole: None,
        values: vec![("column", NoteValue::Text("Geboortedatum".to_owned()))],
    };
    let said = |lang| Locale::new(lang).note(&finding.note());
    assert_eq!(
        said(Lang::En),
        "uit\\u{1b}.csv: 1,234 values of Geboortedatum could not be read and count as missing."
    );
    assert_eq!(
        said(Lang::Nl),
        "uit\\u{1b}.csv: 1.234 waarden van Geboortedatum zijn niet te lezen en tellen als ontbrekend."
    );
}

#[test]
fn periods_are_in_words() {
    let (english, dutch) = (Locale::new(Lang::En), Locale::new(Lang::Nl));
    let words = |text| (english.period(year(text)), dutch.period(year(text)));
    let pair = |english: &str, dutch: &str| (english.to_owned(), dutch.to_owned());
    assert_eq!(words("2018"), pair("2018", "2018"));
    assert_eq!(words("2018-H1"), pair("first half of 2018", "eerste helft van 2018"));
    assert_eq!(words("2018-Q3"), pair("third quarter of 2018", "derde kwartaal van 2018"));
    assert_eq!(words("2018-05"), pair("May 2018", "mei 2018"));
    let free = Period::new(year("2018-01").from(), year("2018-04").to()).map(|p| dutch.period(p));
    assert_eq!(free.as_deref(), Ok("1 januari 2018 t/m 30 april 2018"));
}

#[test]
fn amounts_have_their_sign_before_the_euro() {
    let dutch = Locale::new(Lang::Nl);
    let value = |cell: Cell, euro| cell.value().map(|value| dutch.value(value, euro));
    let needed = EuroDecimals::AsNeeded;
    assert_eq!(value(euros(3_606_800), needed).as_deref(), Some("€ 3.606.800"));
    assert_eq!(value(euros(-12_000), needed).as_deref(), Some("−€ 12.000"));
    assert_eq!(value(euros(5), EuroDecimals::Two).as_deref(), Some("€ 5,00"));
    let cents = Cell::Known(Value::Euro(Ratio::whole(123_450)));
    assert_eq!(value(cents, needed).as_deref(), Some("€ 1.234,50"));
    let plus = dutch.change(Value::Euro(Ratio::whole(100)), needed);
    assert_eq!(plus, "+€ 1");
}

#[test]
fn age_classes_of_other_bounds_have_words() {
    let english = Locale::new(Lang::En);
    let labels = ["<30", "30-49", "50+"].map(|id| english.group(&declared(id)));
    assert_eq!(labels, ["under 30", "30 to 49", "50 and over"]);
    assert_eq!(english.group(&declared("new+id")), "new+id");
}

#[test]
fn notes_count() {
    let note = |count| {
        let file = ("file", NoteValue::Text("a\u{1b}.csv".to_owned()));
        let scheme = ("scheme", NoteValue::Text("Tozo".to_owned()));
        Note::new("scheme_left_out", vec![file, scheme, ("count", NoteValue::Count(count))])
    };
    let english = Locale::new(Lang::En);
    assert!(english.note(&note(1)).starts_with("a\\u{1b}.csv: 1 row is"));
    assert!(english.note(&note(1200)).starts_with("a\\u{1b}.csv: 1,200 rows are"));
    let new = Note::new("brand_new", vec![("count", NoteValue::Count(2))]);
    assert_eq!(english.note(&new), "brand_new: count 2");
}

#[test]
fn formulas_are_filled_in_where_every_input_is_known() {
    let dutch = Locale::new(Lang::Nl);
    let mut row = row(FigureId::SavingsVolume, Group::Total, Unit::Euro, 0);
    let mean = |numerator| Cell::Known(Value::Average(Ratio::new(numerator, 4).unwrap()));
    row.inputs = vec![
        ("previous_average", mean(24_001)),
        ("average", mean(23_000)),
        ("average_benefit", euros(14_200)),
        ("years", mean(2)),
    ];
    let filled = dutch.formula(&row);
    assert_eq!(filled.as_deref(), Some("(6.000,25 − 5.750) × € 14.200 × 0,50"));
    row.inputs.pop();
    assert_eq!(dutch.formula(&row), None);
}

#[test]
fn every_reason_has_words() {
    let reasons = [
        Missing::NoFile("payments"),
        Missing::NoColumn("placements", "sector"),
        Missing::OutsideCoverage,
        Missing::NoComparison,
        Missing::NoAmounts,
        Missing::NoneCounted,
        Missing::NotPublished,
        Missing::NotConfigured("budget"),
        Missing::NotAYear,
        Missing::YearComplete,
        Missing::NoEarlierYear,
        Missing::NotWholeMonths,
        Missing::PricesDiffer,
        Missing::TooLarge,
    ];
    for lang in [Lang::En, Lang::Nl] {
        let locale = Locale::new(lang);
        for reason in &reasons {
            let words = locale.missing(reason);
            assert!(words.contains(' ') && !words.contains('_'), "{words}");
        }
    }
    let dutch = Locale::new(Lang::Nl);
    assert_eq!(dutch.missing(&reasons[0]), "er is geen bestand met betalingen");
}

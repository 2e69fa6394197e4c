use super::*;
use crate::dataset::kind::{Field, FileKind};
use crate::period::Day;

const WHOLE: &str = r#"
name = "Heerlen"
municipality = "Heerlen"
[coverage]
from = 2016-01-01
to = "31-12-2018"
[benefits]
file = "export.csv"
delimiter = "\t"
encoding = "latin1"
[benefits.columns]
case_id = "Dossiernr"
[codes.end_reason]
"55" = "work"
[codes.programme_kind]
x = "language"
[sectors]
"Zorg en welzijn" = "zorg"
[definitions]
gap_days = 30
work_window_days = 0
full_time_hours = 35.5
age_bounds = [27, 50]
[savings]
method = "volume"
average_benefit.2018 = 14200
average_benefit.2019 = 14_200.5
average_benefit.2020 = "14.200,55"
"#;

fn message(text: &str) -> String {
    Config::parse("outflow.toml", text).unwrap_err().to_string()
}

#[test]
fn every_key_is_read() {
    let config = Config::parse("outflow.toml", WHOLE).unwrap();
    assert_eq!(config.name.as_deref(), Some("Heerlen"));
    assert_eq!(config.coverage_from, Day::from_ymd(2016, 1, 1));
    assert_eq!(config.coverage_to, Day::from_ymd(2018, 12, 31));
    let benefits = config.file(FileKind::Benefits);
    assert_eq!(benefits.delimiter, Some(b'\t'));
    assert_eq!(benefits.encoding, Some(encoding_rs::WINDOWS_1252));
    assert_eq!(benefits.columns, [(Field::CaseId, "Dossiernr".to_owned())]);
    assert_eq!(config.codes["end_reason"]["55"], "work");
    assert_eq!(config.definitions.full_time_hours_hundredths, 3550);
    assert_eq!(config.definitions.age_bounds, [27, 50]);
    assert_eq!(config.savings.method, SavingsMethod::Volume);
    let prices: Vec<_> = config.savings.average_benefit.into_iter().collect();
    assert_eq!(prices, [(2018, 1_420_000), (2019, 1_420_050), (2020, 1_420_055)]);
    assert_eq!(Config::parse("outflow.toml", "").unwrap(), Config::default());
    assert_eq!(
        Config::parse("outflow.toml", "\u{feff}name = \"x\"").unwrap().name.as_deref(),
        Some("x")
    );
}

#[test]
fn an_unknown_key_is_answered_with_the_nearest() {
    for (text, expected) in [
        ("\nnaam = \"x\"", "outflow.toml:2: naam: there is no such key; did you mean \"name\"?"),
        (
            "[definitions]\n\ngapdays = 3",
            "outflow.toml:3: definitions.gapdays: there is no such key; did you mean \"definitions.gap_days\"?",
        ),
        (
            "gap_days = 3",
            "outflow.toml:1: gap_days: there is no such key; did you mean \"definitions.gap_days\"?",
        ),
        (
            "[benefits.columns]\ncaseid = \"x\"",
            "outflow.toml:2: benefits.columns.caseid: there is no such key; did you mean \"benefits.columns.case_id\"?",
        ),
        ("[codes.reason]\nx = \"y\"", "did you mean \"codes.end_reason\"?"),
        (
            "[benefit]\nfile = \"x\"",
            "outflow.toml:1: benefit: there is no such key; did you mean \"benefits\"?",
        ),
        ("xyzzy = 1", "outflow.toml:1: xyzzy: there is no such key"),
    ] {
        let found = message(text);
        assert!(found.ends_with(expected), "{found}");
    }
}

#[test]
fn values_that_a_key_does_not_take_are_refused() {
    for text in [
        "name = 3",
        "name = \" \"",
        "[coverage]\nfrom = 2018-01-01T00:00:00",
        "[coverage]\nfrom = \"2018\"",
        "[definitions]\ngap_days = 366",
        "[definitions]\ngap_days = -1",
        "[definitions]\ngap_days = \"30\"",
        "[definitions]\nfull_time_hours = 0.5",
        "[definitions]\nfull_time_hours = 61",
        "[definitions]\nage_bounds = [35, 27]",
        "[definitions]\nage_bounds = [27, 27]",
        "[definitions]\nage_bounds = [0]",
        "[definitions]\nage_bounds = []",
        "[savings]\nmethod = \"best\"",
        "[savings]\naverage_benefit = 14200",
        "[savings]\naverage_benefit.2018 = 14200.505",
        "[savings]\naverage_benefit.2018 = 1.234",
        "[savings]\naverage_benefit.2018 = -5",
        "[savings]\naverage_benefit.2018 = 1e9",
        "[savings]\naverage_benefit.2018 = inf",
        "[benefits]\ndelimiter = \";;\"",
        "[benefits]\ndelimiter = \"\\\"\"",
        "[benefits]\nencoding = \"klingon\"",
        "[benefits.columns]\nstart = \"x\"\nend = \"x\"",
        "[codes.sex]\nm = 1",
        "benefits = 3",
    ] {
        assert!(message(text).contains("but must be"), "{text}: {}", message(text));
    }
}

#[test]
fn coverage_runs_forward_and_text_is_toml() {
    let reversed = message("[coverage]\nfrom = 2018-02-01\nto = 2018-01-31");
    assert!(reversed.contains("ends before it, on 2018-01-31"), "{reversed}");
    let syntax = message("name = \"x\"\nname = \"y\"");
    assert!(syntax.starts_with("outflow.toml:2: is not TOML"), "{syntax}");
    let syntax = message("name = x\u{1b}");
    assert!(syntax.starts_with("outflow.toml:1: is not TOML") && !syntax.contains('\u{1b}'));
}

#[test]
fn a_folder_without_a_configuration_has_the_default() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Config::load(folder.path()).unwrap(), Config::default());
    std::fs::write(folder.path().join(FILE_NAME), b"name = \"\xE9\"").unwrap();
    let error = Config::load(folder.path()).unwrap_err();
    assert_eq!(error.fault, ConfigFault::NotText);
}

#[test]
fn who_publishes_and_what_a_text_leads_with() {
    let text = "[publisher]\nname = \"Heerlen\"\ncontact = \"o@s\"\n[story]\nlead = \"outflow\"\n";
    let config = Config::parse("outflow.toml", text).unwrap();
    assert_eq!(config.publisher.name.as_deref(), Some("Heerlen"));
    assert_eq!(config.publisher.contact.as_deref(), Some("o@s"));
    assert_eq!((config.publisher.licence, config.lead), (None, Lead::Outflow));
    let refused = Config::parse("outflow.toml", "[story]\nlead = \"stock\"\n").unwrap_err();
    assert!(refused.to_string().contains("into_work or outflow"), "{refused}");
    let refused = Config::parse("outflow.toml", "[publisher]\nlicense = \"x\"\n").unwrap_err();
    assert!(refused.to_string().contains("publisher.licence"), "{refused}");
}

//! `outflow init`: what it writes about the exports of a folder, and that a report works right after.

use std::fs;
use std::path::Path;

use crate::command::{Outflow, folder};

/// Status and everything that a command prints.
fn outflow(arguments: &str, folder: &Path) -> (Option<i32>, String) {
    outflow_in("en", arguments, folder)
}

/// Status and everything that a command prints where the environment asks for a language.
fn outflow_in(lang: &str, arguments: &str, folder: &Path) -> (Option<i32>, String) {
    let run = Outflow::new().args(arguments).arg(folder).env("OUTFLOW_LANG", lang).run();
    (run.status, run.stdout().to_owned() + &run.stderr)
}

fn written(folder: &Path) -> String {
    fs::read_to_string(folder.join("outflow.toml")).unwrap()
}

/// An export with headers in two lines and with units, names and remarks, and a code that nobody knows.
fn odd_export() -> String {
    let mut text =
        "\"Registratienummer\nuitkering\";BSN;Naam;Datum ingang (dd-mm-jjjj);Datum einde;\
                    Reden einde;Bedrag per maand (EUR);Opmerking\n"
            .to_owned();
    for number in 0..60 {
        let (month, end) = (number % 12 + 1, if number % 2 == 0 { "28-12-2018" } else { "" });
        let reason = if number % 4 == 0 { "Zomaar" } else { "" };
        let (service_number, year) = (111_222_333 + number, if number < 54 { 2017 } else { 2018 });
        let row = format!(
            "{number};{service_number};Geheim{number};01-{month:02}-{year};{end};{reason};{number},50;belde {number}\n"
        );
        text.push_str(&row);
    }
    text
}

#[test]
fn a_report_works_right_after_and_nothing_personal_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("lijst 2018.csv"), odd_export()).unwrap();
    fs::write(path.join("coach.csv"), "Klantnr,Gestart op,Branche\n1,03-04-2018,bouw\n").unwrap();
    let (status, printed) = outflow("init", path);
    assert_eq!(status, Some(0), "{printed}");
    let toml = written(path);
    for private in ["Geheim", "belde", "1112223"] {
        assert!(
            !printed.contains(private) && !toml.contains(private),
            "{private}: {printed}{toml}"
        );
    }
    assert!(toml.contains("\nstart = \"Datum ingang (dd-mm-jjjj)\""), "{toml}");
    assert!(toml.contains("# \"Zomaar\" = \"?\"   # 15 rows"), "{toml}");
    assert!(toml.contains("# Headers that are not used: \"Naam\", \"Opmerking\""), "{toml}");
    assert!(toml.contains("file = \"coach.csv\""), "{toml}");
    let (status, report) = outflow("report --period 2018-12 --format csv --data", path);
    assert_eq!(status, Some(0), "{report}");
    assert!(report.contains(",outflow,Outflow,,,,,benefits,30,"), "{report}");
}

#[test]
fn an_existing_file_is_kept_without_force() {
    let folder = folder(&[("a.csv", &odd_export())]);
    let path = folder.path();
    fs::write(path.join("outflow.toml"), "name = \"mine\"\n").unwrap();
    assert_eq!(outflow("init", path).0, Some(2));
    assert_eq!(written(path), "name = \"mine\"\n");
    assert_eq!(outflow("init --force", path).0, Some(0));
    assert!(written(path).contains("a.csv"));
}

#[test]
fn two_columns_of_dates_are_start_and_end_by_their_order_and_a_title_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let rows = "1;01-01-2017;01-02-2018\n2;01-03-2017;\n3;05-03-2017;01-04-2018\n4;05-04-2018;\n";
    fs::write(path.join("a.csv"), format!("Overzicht;;\nNr;Datum A;Datum B\n{rows}")).unwrap();
    let (status, printed) = outflow("init", path);
    assert_eq!(status, Some(0), "{printed}");
    let toml = written(path);
    assert!(toml.contains("start = \"Datum A\"") && toml.contains("end = \"Datum B\""), "{toml}");
    assert!(printed.contains("below 1 line(s) of title, which are skipped"), "{printed}");
    fs::write(path.join("a.csv"), format!("Nr;Datum A;Datum B\n{rows}")).unwrap();
    assert_eq!(outflow("init --force", path).0, Some(0));
    let (status, report) = outflow("report --period 2018-03 --data", path);
    assert_eq!(status, Some(0), "{report}");
}

#[test]
fn a_file_without_a_header_is_not_described() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.csv"), "111222333;01-01-2017;Geheim\n123456782;01-02-2017;Geheim\n")
        .unwrap();
    let (status, printed) = outflow("init", path);
    assert_eq!(status, Some(1), "{printed}");
    assert!(!printed.contains("Geheim") && !printed.contains("111222333"), "{printed}");
    assert!(!path.join("outflow.toml").exists());
}

/// Whoever takes the `#` away and fills in a number gets settings that are read.
#[test]
fn every_line_that_is_proposed_is_a_setting() {
    let folder = folder(&[("a.csv", &odd_export())]);
    let path = folder.path();
    assert_eq!(outflow("init", path).0, Some(0));
    let toml = written(path);
    assert!(toml.contains("# average_benefit.2018 = \"national\"   # "), "{toml}");
    let (before, proposed) = toml.split_once("\n[definitions]\n").unwrap();
    let setting = |line: &str| match line.strip_prefix("# ").filter(|line| line.contains(" = ")) {
        Some(setting) => setting
            .replace("= 0", "= 100")
            .replace("\"programme_kinds/running/sheltered_work\"", "inflow"),
        None => line.to_owned(),
    };
    // there are no such programmes, and the file of a benchmark is one to be downloaded
    let is_kept =
        |line: &&str| !line.starts_with("# files = ") && !line.starts_with("# regions = ");
    let proposed: Vec<String> = proposed.lines().filter(is_kept).map(setting).collect();
    let filled = format!("{before}\n[definitions]\n{}\n", proposed.join("\n"));
    fs::write(path.join("outflow.toml"), &filled).unwrap();
    let (status, report) = outflow("report --period 2018-12 --all --data", path);
    assert_eq!(status, Some(0), "{report}\n{filled}");
    assert!(report.contains("14,200"), "{report}");
}

#[test]
fn no_comment_is_left_in_english() {
    let folder = folder(&[("a.csv", &odd_export())]);
    let path = folder.path();
    assert_eq!(outflow("init", path).0, Some(0));
    let english = written(path);
    assert_eq!(outflow_in("nl", "init --force", path).0, Some(0));
    let dutch = written(path);
    let comment = |line: &str| match line.rsplit_once("   # ") {
        Some((_, comment)) => Some(comment.to_owned()),
        None => line.strip_prefix("# ").filter(|line| !line.contains(" = ")).map(str::to_owned),
    };
    let same: Vec<_> = english
        .lines()
        .zip(dutch.lines())
        .filter_map(|(english, dutch)| comment(english).filter(|_| english == dutch))
        .collect();
    assert_eq!(same, Vec::<String>::new());
}

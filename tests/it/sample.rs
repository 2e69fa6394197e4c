//! `outflow sample`: invented exports that every figure can be counted from.

use std::fs;
use std::path::Path;

use crate::command::Outflow;

/// The CSV of a report on a sample in a folder of its own, of which every row is used.
fn report(style: &str, municipalities: u32) -> String {
    let folder = tempfile::tempdir().unwrap();
    let options = format!("--cases 4000 --style {style} --municipalities {municipalities}");
    let run = Outflow::new().arg("sample").arg(folder.path()).args(&options).run();
    assert_eq!((run.status, run.stdout()), (Some(0), ""), "{}", run.stderr);
    let said = run.stderr;
    assert!(said.contains("rows") && said.contains("outflow report --year 2024"), "{said}");
    Outflow::report("--year 2024 --format csv --data").arg(folder.path()).text()
}

#[test]
fn a_report_on_a_sample_fills_every_table_and_rejects_nothing() {
    let report = report("iso", 3);
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(report.as_bytes()).into_records().flatten().collect();
    for table in outflow::report::table_ids() {
        let filled = |value: &str| value.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
        let is_filled = rows.iter().any(|row| row[4] == *table.id() && filled(&row[13]));
        assert!(is_filled, "nothing in {table}");
    }
}

#[test]
fn both_styles_hold_the_same_people() {
    for municipalities in [1, 4] {
        assert_eq!(report("iso", municipalities), report("dutch", municipalities));
    }
}

#[test]
fn the_configuration_says_how_the_same_sample_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let (first, again) = (folder.path().join("first"), folder.path().join("again"));
    let options = "--cases 90 --seed 3 --municipalities 2 --couples 40 --order case \
                   --style dutch --quote always";
    assert_eq!(Outflow::new().arg("sample").arg(&first).args(options).text(), "");
    let config = fs::read_to_string(first.join("outflow.toml")).unwrap();
    let (_, command) = config.split_once("outflow sample DIR").unwrap();
    let (command, _) = command.split_once("\nname").unwrap();
    let options = command.replace(['\\', '#'], " ");
    assert_eq!(Outflow::new().arg("sample").arg(&again).args(&options).text(), "");
    for name in ["uitkeringen.csv", "plaatsingen.csv", "trajecten.csv", "outflow.toml"] {
        let bytes = |folder: &Path| fs::read(folder.join(name)).unwrap();
        assert!(bytes(&first) == bytes(&again), "{name}");
    }
    assert!(fs::read_to_string(again.join("trajecten.csv")).unwrap().starts_with("\"traj"));
}

#[test]
fn a_folder_with_files_is_left_alone_unless_forced() {
    let folder = tempfile::tempdir().unwrap();
    let benefits = folder.path().join("benefits.csv");
    fs::write(&benefits, "mine").unwrap();
    let sample = || Outflow::new().arg("sample").arg(folder.path()).args("--cases 10");
    let run = sample().run();
    assert_eq!(run.status, Some(2), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&benefits).unwrap(), "mine");
    assert_eq!(sample().arg("--force").text(), "");
    assert!(fs::read_to_string(&benefits).unwrap().starts_with("case_id,"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = crate::command::folder(&[("file", "")]);
    let run = Outflow::new().arg("sample").arg(folder.path().join("file")).run();
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.contains("file: cannot be used as a folder"), "{}", run.stderr);
}

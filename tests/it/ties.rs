//! Rows that say the same of when and who are told apart by what else they say, never by where they stand.

use std::fs;

use crate::command::Outflow;
use crate::independent::random;

const COVERAGE: &str = "[coverage]\nfrom = 2016-01-01\nto = 2018-12-31\n";
const OPTIONS: &str = "--year 2018 --format csv --data";

/// The report of a header and rows.
fn report(header: &str, rows: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("Proef");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("outflow.toml"), COVERAGE).unwrap();
    fs::write(data.join("benefits.csv"), format!("{header}\n{}\n", rows.join("\n"))).unwrap();
    Outflow::report(OPTIONS).arg(data).text()
}

/// Two rows of one case that differ in their labels only: which of them speaks for the case may not hang on the label
/// that was met first, in a row that has nothing to do with it.
#[test]
fn labels_are_compared_as_text_whatever_was_met_first() {
    let header = "case_id,person_id,start,end,target_groups";
    let other = "c0,p0,2015-01-01,2015-02-01,b";
    let tied = ["c1,p1,2018-01-01,,a|z", "c1,p1,2018-01-01,,b|a"];
    let first = report(header, &[other, tied[0], tied[1]]);
    assert!(first.contains(",stock_end,Number at the end,b,b,,,benefits,1,1,"), "{first}");
    assert_eq!(first, report(header, &[tied[0], tied[1], other]));
    assert_eq!(first, report(header, &[tied[1], other, tied[0]]));
}

/// Random exports hold rows that differ in one label only, restarts on one day and couples of one age.
#[test]
fn random_exports_in_another_order() {
    for seed in 300..320 {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("Proef");
        random::write_random(&data, seed);
        let before = Outflow::report(OPTIONS).arg(&data).text();
        for name in ["benefits.csv", "placements.csv", "programmes.csv", "payments.csv"] {
            let Ok(text) = fs::read_to_string(data.join(name)) else { continue };
            let (header, rows) = text.split_once('\n').unwrap();
            let turned: Vec<&str> = rows.lines().rev().collect();
            fs::write(data.join(name), format!("{header}\n{}\n", turned.join("\n"))).unwrap();
        }
        let after = Outflow::report(OPTIONS).arg(&data).text();
        assert!(before == after, "seed {seed}: the order of rows matters");
    }
}

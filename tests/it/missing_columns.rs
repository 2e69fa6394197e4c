//! What an export does not say is not available, never 0: each column is left out in turn, and the figures that
//! remain are those of the independent count.

use std::fs;
use std::path::Path;

use crate::independent::random;
use crate::independent_count::Case;

/// The optional columns, one by one and where one can stand in for another both at once.
const COLUMNS: [(&str, &[&str]); 30] = [
    ("benefits.csv", &["case_id"]),
    ("benefits.csv", &["person_id"]),
    ("benefits.csv", &["district"]),
    ("benefits.csv", &["scheme"]),
    ("benefits.csv", &["end_reason"]),
    ("benefits.csv", &["start_reason"]),
    ("benefits.csv", &["household"]),
    ("benefits.csv", &["birth_date"]),
    ("benefits.csv", &["birth_year"]),
    ("benefits.csv", &["birth_date", "birth_year"]),
    ("benefits.csv", &["sex"]),
    ("benefits.csv", &["monthly_amount"]),
    ("benefits.csv", &["income_amount"]),
    ("benefits.csv", &["target_groups"]),
    ("benefits.csv", &["profile_date"]),
    ("placements.csv", &["placement_id"]),
    ("placements.csv", &["end"]),
    ("placements.csv", &["kind"]),
    ("placements.csv", &["hours"]),
    ("placements.csv", &["kind", "hours"]),
    ("placements.csv", &["sector"]),
    ("placements.csv", &["employer"]),
    ("placements.csv", &["sector", "employer"]),
    ("placements.csv", &["wage_subsidy"]),
    ("placements.csv", &["wage_value"]),
    ("programmes.csv", &["participation_id"]),
    ("programmes.csv", &["kind"]),
    ("programmes.csv", &["end"]),
    ("programmes.csv", &["result"]),
    ("payments.csv", &["case_id"]),
];

/// Writes the file again without some columns; false where it has none of them.
fn leave_out(path: &Path, columns: &[&str]) -> bool {
    let Ok(bytes) = fs::read(path) else { return false };
    let delimiter = if bytes.split(|byte| *byte == b'\n').next().unwrap().contains(&b';') {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(delimiter).has_headers(false).from_reader(bytes.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let kept: Vec<usize> =
        (0..rows[0].len()).filter(|place| !columns.contains(&&rows[0][*place])).collect();
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in &rows {
        writer.write_record(kept.iter().map(|place| &row[*place])).unwrap();
    }
    fs::write(path, writer.into_inner().unwrap()).unwrap();
    kept.len() < rows[0].len()
}

#[test]
fn what_an_export_does_not_say_is_not_available() {
    let (mut failures, mut left_out) = (Vec::new(), 0);
    for (number, (file, columns)) in (200..).zip(COLUMNS) {
        for seed in [number, number + 100] {
            let folder = tempfile::tempdir().unwrap();
            random::write_random(folder.path(), seed);
            left_out += usize::from(leave_out(&folder.path().join(file), columns));
            let found = Case::period("2018").differences(folder.path());
            if !found.is_empty() {
                failures.push(format!(
                    "{file} without {columns:?}, seed {seed}:\n{}",
                    found.join("\n")
                ));
            }
        }
    }
    assert!(left_out > COLUMNS.len(), "only {left_out} times was there a column to leave out");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

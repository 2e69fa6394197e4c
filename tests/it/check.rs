//! `outflow check`: what it finds, in which format, and what it keeps to itself.

use std::path::Path;

use crate::command::{Outflow, folder};

/// Status and everything that `outflow check` prints of a folder.
fn checked(folder: &Path, options: &str) -> (Option<i32>, String) {
    let run = Outflow::new().args("check --data").arg(folder).args(options).run();
    (run.status, run.stdout().to_owned() + &run.stderr)
}

/// The findings of a CSV answer as (finding, column or code, count).
fn findings(csv: &str) -> Vec<(String, String, String)> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let row = |row: csv::StringRecord| {
        let what = if row[5].is_empty() { &row[4] } else { &row[5] };
        (row[3].to_owned(), what.to_owned(), row[8].to_owned())
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

const CONFIG: &str = "[coverage]\nfrom = 2018-01-01\nto = 2018-12-31\n";

#[test]
fn every_fault_of_a_small_delivery_is_found_and_nothing_else() {
    let folder = folder(&[
        ("outflow.toml", CONFIG),
        (
            "benefits.csv",
            "case_id,person_id,start,end,end_reason,birth_date,municipality\n\
             A1,00017,2017-01-01,,,1901-01-01,Mest\n\
             A1,00017,2017-01-01,,,1901-01-01,Mest\n\
             A2,00018,2017-01-01,2018-03-31,Arbeid in dienstbetreking,1980-01-01,363\n\
             A3,00018,2018-03-01,2018-06-30,,1980-01-01,Mest\n\
             A3,00018,2018-07-20,2019-02-01,88,1980-01-01,Mest\n\
             A4,19,2018-02-01,,,,Mest\n\
             ,00020,2018-02-01,,,1980-01-01,Mest\n\
             A6,,2018-02-31,,,1980-01-01,Mest\n",
        ),
        (
            "placements.csv",
            "person_id,start\n00099,2018-04-01\n00018,2018-02-02\n00020,2018-01-15\n",
        ),
    ]);
    let (status, csv) = checked(folder.path(), "--format csv");
    assert_eq!(status, Some(3), "{csv}");
    let found = findings(&csv);
    let expected = [
        ("rows_read", "", "8"),
        ("rows_used", "", "6"),
        ("rows_rejected", "", "1"),
        ("rows_out_of_scope", "", "1"),
        ("rejected_rows", "", "1"),
        ("rejected_reason", "", "1"),
        ("rejected_row", "2018-02-31", "1"),
        ("identical_rows", "", "1"),
        ("rows_without_case", "", "1"),
        ("after_coverage", "", "1"),
        ("older_than_100", "", "2"),
        ("no_birth_date", "", "1"),
        ("lost_zeros", "municipality", "1"),
        ("lost_zeros", "person_id", "1"),
        ("two_benefits", "", "1"),
        ("no_end_reason", "", "1"),
        ("unknown_code_near", "Arbeid in dienstbetreking", "1"),
        ("unknown_code", "88", "1"),
        ("short_gaps", "", "1"),
        ("placements_unknown_person", "", "1"),
        ("placements_without_benefit", "", "1"),
    ];
    for (finding, what, count) in expected {
        let row = (finding.to_owned(), what.to_owned(), count.to_owned());
        assert!(found.contains(&row), "{row:?} in {found:#?}");
    }
    let of_benefits =
        found.iter().filter(|(id, ..)| !id.starts_with("rows_") && id != "columns_absent");
    assert_eq!(of_benefits.count(), expected.len() - 5, "{found:#?}");
}

#[test]
fn the_account_of_rows_adds_up_in_every_format_and_a_clean_delivery_has_status_0() {
    let rows: Vec<String> = (0..30)
        .map(|number| format!("{number},{number},2018-01-{:02},\n", number % 28 + 1))
        .collect();
    let rows = rows.concat();
    let folder = folder(&[
        ("outflow.toml", CONFIG),
        ("benefits.csv", &format!("case_id,person_id,start,end\n{rows}")),
    ]);
    for format in ["table", "markdown", "csv", "json"] {
        let (status, text) = checked(folder.path(), &format!("--format {format} --lang nl"));
        assert_eq!(status, Some(0), "{text}");
        assert!(text.contains("30") && !text.contains('{') || format == "json", "{text}");
    }
}

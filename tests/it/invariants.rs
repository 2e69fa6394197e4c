//! What holds between the figures of any report.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::command::Outflow;
use crate::figures::{Figures, Row, hundredths, ten_thousandths};
use crate::independent::random;

const SEEDS: std::ops::Range<u64> = 100..116;

/// A report per sample and per random export.
fn every_report(mut check: impl FnMut(&str, &str)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut check = |folder: &Path, period: &str| {
        let report = |format: &str| {
            let run = Outflow::report("--data").arg(folder).arg("--period").arg(period);
            let run = run.arg("--format").arg(format).run();
            assert!(matches!(run.status, Some(0 | 3)), "{}", run.stderr);
            run.stdout().to_owned()
        };
        check(&report("csv"), &report("json"));
    };
    check(&root.join("heerlen"), "2018");
    check(&root.join("maasgouw"), "2021-H1");
    for seed in SEEDS {
        let folder = tempfile::tempdir().unwrap();
        let path: PathBuf = folder.path().join("Proef");
        random::write_random(&path, seed);
        check(&path, if seed % 2 == 0 { "2018" } else { "2016-Q4" });
    }
}

#[test]
fn the_stock_moves_by_what_goes_in_and_out() {
    every_report(|csv, _| {
        let figures = Figures::parse(csv);
        for unit in ["benefits", "persons"] {
            let text = |figure: &str| figures.value(&format!("caseload/{figure}//{unit}"));
            if text("stock_end").is_empty() {
                continue;
            }
            let count = |figure: &str| text(figure).parse::<i64>().unwrap();
            let end = count("stock_begin") + count("inflow") - count("outflow");
            assert_eq!(end, count("stock_end"), "{unit}");
            assert_eq!(count("stock_end") - count("stock_begin"), count("stock_change"), "{unit}");
        }
    });
}

/// The figures whose groups part the whole: nobody is in two of them, and nobody in none.
const PARTED: [(&str, &str); 18] = [
    ("caseload_by_age", "stock_end"),
    ("caseload_by_sex", "stock_end"),
    ("caseload_by_household", "stock_end"),
    ("caseload_by_scheme", "stock_end"),
    ("caseload_by_duration", "stock_end"),
    ("caseload_by_district", "stock_end"),
    ("inflow_by_start_reason", "inflow"),
    ("inflow_by_age", "inflow"),
    ("inflow_by_household", "inflow"),
    ("outflow_by_reason", "outflow"),
    ("outflow_by_age", "outflow"),
    ("outflow_by_sex", "outflow"),
    ("outflow_by_household", "outflow"),
    ("outflow_by_duration", "outflow"),
    ("into_work", "into_work"),
    ("placements_by_sector", "placements"),
    ("placements_by_employer", "placements"),
    ("programme_results", "result"),
];

#[test]
fn groups_add_up_to_their_total() {
    let mut added = 0;
    every_report(|csv, _| {
        let figures = Figures::parse(csv);
        for (table, figure) in PARTED {
            let groups = figures.groups(table, figure);
            if groups.is_empty() {
                continue;
            }
            let rows = figures.rows.iter();
            let total = rows.clone().find(|row| row.table == table && row.figure == figure);
            let sum: i64 = groups.iter().map(|(_, count)| count).sum();
            assert_eq!(total.unwrap().value, sum.to_string(), "{table}");
            added += 1;
        }
    });
    assert!(added > 150, "only {added} figures had groups");
}

/// A share is of the whole beside it; nothing but a rate is more than its whole.
#[test]
fn shares_name_their_whole() {
    every_report(|csv, _| {
        for row in Figures::parse(csv).rows {
            // a rate is no part of its population but a number per so many of it
            let is_rate = row.table == "rates";
            if row.value.is_empty()
                || row.whole.is_empty()
                || is_rate
                || hundredths(&row.whole) == 0
            {
                assert_eq!(row.share, "", "{row:?}");
                continue;
            }
            let (value, whole) = (hundredths(&row.value), hundredths(&row.whole));
            let share = ten_thousandths(&row.share);
            // half a ten thousandth for the share, and half a hundredth for the whole of a rate, an average
            let off = (share * whole - 1_000_000 * value).abs();
            assert!(2 * off <= whole + share + 1, "{row:?}");
            let is_rate = ["outflow_rate", "inflow_rate"].contains(&&*row.figure);
            assert!(value <= whole || is_rate, "{row:?}");
        }
    });
}

/// Every row of the CSV, in its order, is in the JSON with the same numbers.
#[test]
fn json_carries_the_figures_of_the_csv() {
    every_report(|csv, json| {
        let json: Value = serde_json::from_str(json).unwrap();
        let report = &json["reports"][0];
        let rows = Figures::parse(csv).rows;
        let figures = report["figures"].as_array().unwrap();
        assert_eq!(rows.len(), figures.len());
        for (row, figure) in rows.iter().zip(figures) {
            assert_same_figure(row, report, figure);
        }
    });
}

fn assert_same_figure(row: &Row, report: &Value, figure: &Value) {
    let text = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(_) => value.to_string(),
        other => panic!("{other} in {figure}"),
    };
    assert_eq!(row.municipality, text(&report["municipality"]));
    assert_eq!(row.period, text(&report["period"]["label"]));
    let names = ["table", "figure", "group", "unit", "note"];
    let ours = [&row.table, &row.figure, &row.group, &row.unit, &row.note];
    for (name, ours) in names.into_iter().zip(ours) {
        assert_eq!(*ours, text(&figure[name]), "{name} of {row:?}");
    }
    let names = [
        "value",
        "whole",
        "share",
        "previous",
        "previous_whole",
        "previous_share",
        "change",
        "change_percent",
    ];
    let ours = [
        &row.value,
        &row.whole,
        &row.share,
        &row.previous,
        &row.previous_whole,
        &row.previous_share,
        &row.change,
        &row.change_percent,
    ];
    for (name, ours) in names.into_iter().zip(ours) {
        let theirs = figure[name].as_f64();
        assert_eq!(ours.parse::<f64>().ok(), theirs, "{name} of {row:?}");
    }
}

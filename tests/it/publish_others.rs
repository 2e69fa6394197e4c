//! `--publish` of what is no report: series, crossed tables and cohorts. The same is promised of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Outflow, Run};
use crate::figures::Figures;
use crate::independent::random;
use crate::publish::{is_refused, towns};
use crate::publish_rounded::check_rounded;
use crate::rewrite;

/// Commands with what they are asked for, and of which sample.
const COMMANDS: [(&str, &str); 9] = [
    ("heerlen", "trend --every half --figure outflow_by_reason,outflow_by_household"),
    ("maasgouw", "trend --every month"),
    ("maasgouw", "trend --every quarter --cumulative"),
    ("maasgouw", "trend --every half --figure caseload,caseload_by_household,programmes,savings"),
    ("heerlen", "table outflow --rows reason --columns sex --year 2018"),
    ("maasgouw", "table stock_end --rows age --columns household --period 2021-H1 --share column"),
    ("heerlen", "table placements --rows sector --columns age --year 2018 --top 4"),
    ("heerlen", "cohorts --by age,sex"),
    ("maasgouw", "cohorts --by household"),
];

/// What random towns are asked for, each for some of it in turn.
const OF_TOWNS: [&str; 9] = [
    "trend",
    "cohorts --by age,sex",
    "table outflow --rows reason --columns sex --year 2017",
    "trend --every half --figure caseload,outflow_by_reason,outflow_by_household",
    "cohorts --by household",
    "table stock_end --rows age --columns household --year 2017 --share column",
    "trend --every quarter --cumulative",
    "cohorts",
    "table placements --rows sector --columns age --year 2017 --top 4",
];

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

fn run(data: &Path, command: &str) -> Run {
    Outflow::new().args(command).arg("--data").arg(data).run()
}

/// The audit of what a command printed: CSV does not say what it was compared with.
fn audit_of(command: &str) -> Outflow {
    let with = if command.contains("cumulative") { "year-earlier" } else { "previous" };
    Outflow::new().args("audit --compare").arg(with)
}

fn made(data: &Path, command: &str) -> Vec<u8> {
    let run = run(data, command);
    assert_eq!(run.status, Some(0), "{command}: {}", run.stderr);
    run.stdout
}

fn figures(data: &Path, command: &str) -> Figures {
    Figures::parse(&String::from_utf8(made(data, &format!("{command} --format csv"))).unwrap())
}

/// Which values a long form hides, row by row.
fn hidden_in_json(json: &[u8]) -> Vec<bool> {
    let json: serde_json::Value = serde_json::from_slice(json).unwrap();
    let reports = json["reports"].as_array().unwrap().iter();
    let figures = reports.flat_map(|report| report["figures"].as_array().unwrap());
    figures.map(|figure| figure["value"].is_null()).collect()
}

#[test]
fn every_format_is_rounded_alike_and_stands_up_to_an_audit() {
    for (name, command) in COMMANDS {
        let folder = tempfile::tempdir().unwrap();
        let made = |format: &str| {
            let bytes = made(&data(name), &format!("{command} --publish --format {format}"));
            fs::write(folder.path().join(format), &bytes).unwrap();
            bytes
        };
        let csv = String::from_utf8(made("csv")).unwrap();
        let published = Figures::parse(&csv);
        check_rounded(&published, &figures(&data(name), command));
        let of_csv: Vec<bool> = published.rows.iter().map(|row| row.value.is_empty()).collect();
        assert_eq!(of_csv, hidden_in_json(&made("json")), "{command}");
        for format in ["markdown", "table", "html"] {
            made(format);
        }
        let files = ["csv", "json"].map(|name| folder.path().join(name));
        let audit = audit_of(command).arg(&files[0]).arg(&files[1]).run();
        assert_eq!(audit.status, Some(0), "{command}: {}", audit.stdout());
    }
}

/// `OUTFLOW_TOWNS=0..200` checks so many random towns instead of the few of every run.
#[test]
fn no_count_of_a_random_town_is_given_away() {
    let (mut refused, mut tried) = (Vec::new(), 0);
    for seed in towns() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Proef");
        random::write_random(&path, seed);
        for turn in 0..3 {
            let place = usize::try_from(seed * 3 + turn).unwrap() % OF_TOWNS.len();
            let command = OF_TOWNS[place];
            tried += 1;
            let published = run(&path, &format!("{command} --publish --format csv"));
            if is_refused(&published) {
                refused.push((seed, command));
                continue;
            }
            assert!(
                matches!(published.status, Some(0 | 3)),
                "{seed} {command}: {}",
                published.stderr
            );
            let file = folder.path().join("published.csv");
            fs::write(&file, &published.stdout).unwrap();
            let audit = audit_of(command).arg(&file).run();
            assert_eq!(audit.status, Some(0), "{seed} {command}: {}", audit.stdout());
            let internal = run(&path, &format!("{command} --format csv"));
            let [published, internal] =
                [published, internal].map(|run| Figures::parse(run.stdout()));
            check_rounded(&published, &internal);
        }
    }
    assert!(refused.len() * 20 <= tried, "hardly any town is too small: {refused:?}");
}

/// What is hidden depends on the counts, not on the order in which an export happens to have its rows.
#[test]
fn the_order_of_rows_hides_nothing_else() {
    let tables = rewrite::maasgouw();
    let mut shuffled = tables.clone();
    shuffled.iter_mut().for_each(rewrite::Table::shuffle);
    let written = |tables: &[rewrite::Table]| {
        let folder = tempfile::tempdir().unwrap();
        rewrite::write(folder.path(), tables, &rewrite::Form::SAMPLE);
        folder
    };
    let (first, other) = (written(&tables), written(&shuffled));
    for (_, command) in COMMANDS.iter().skip(2).filter(|(name, _)| *name == "maasgouw") {
        let made = |folder: &tempfile::TempDir| {
            let bytes = made(folder.path(), &format!("{command} --publish --format csv"));
            // the name of a folder is that of its dataset
            let name = folder.path().file_name().unwrap().to_str().unwrap();
            String::from_utf8(bytes).unwrap().replace(name, "")
        };
        assert_eq!(made(&first), made(&other), "{command}");
    }
}

/// What is worked out from exact counts, day by day, is not among what is rounded.
#[test]
fn a_curve_of_exact_counts_is_left_out() {
    let published = figures(&data("maasgouw"), "cohorts --by household --publish");
    let names: BTreeSet<&str> = published.rows.iter().map(|row| row.figure.as_str()).collect();
    assert_eq!(names, BTreeSet::from(["started", "at_risk", "still_running_followed"]));
}

/// An amount that is hidden in one period is hidden in all: what they add up to may be published.
#[test]
fn an_amount_is_shown_of_all_periods_or_of_none() {
    let figures = figures(
        &data("maasgouw"),
        "trend --every quarter --publish --figure placements_wage_subsidy_amount",
    );
    let amounts: Vec<bool> = figures
        .rows
        .iter()
        .filter(|row| {
            row.figure == "placements_wage_subsidy_amount" && row.note.contains("suppressed")
                || !row.value.is_empty()
        })
        .map(|row| row.value.is_empty())
        .collect();
    assert!(amounts.len() > 4);
    assert!(amounts.iter().all(|hidden| *hidden) || !amounts.contains(&true), "{amounts:?}");
}

#[test]
fn options_of_publication_need_it() {
    for command in ["trend --min-cell 12", "trend --round", "cohorts --released old.csv"] {
        let run = run(&data("maasgouw"), command);
        assert_eq!(run.status, Some(2), "{command}");
        assert!(run.stdout.is_empty());
    }
}

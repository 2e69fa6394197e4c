//! `--publish` of what is no report: series, crossed tables and cohorts. The same is promised of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Outflow, Run};
use crate::figures::{Figures, Row};
use crate::independent::random;
use crate::publish::{is_refused, towns};
use crate::rewrite;

/// The smallest count that is shown.
const LEAST: i64 = 10;

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

fn key(row: &Row) -> String {
    let parts = [&row.municipality, &row.period, &row.table, &row.figure, &row.group, &row.unit];
    parts.map(String::clone).join("/")
}

/// Whether a row is of a count of people, benefits or placements.
fn is_count(row: &Row) -> bool {
    !["eur", "percent"].contains(&row.unit.as_str())
        && !["stock_change", "stock_average"].contains(&row.figure.as_str())
}

/// What holds of a published form beside the one that hides nothing; returns how many numbers are hidden.
fn check(command: &str, published: &Figures, internal: &Figures) -> usize {
    let known: BTreeMap<String, &Row> = internal.rows.iter().map(|row| (key(row), row)).collect();
    let names: BTreeSet<String> = published.rows.iter().map(key).collect();
    assert_eq!(names.len(), known.len(), "{command}: no row is left out");
    let mut hidden = 0;
    for row in &published.rows {
        let truth = known[&key(row)];
        let cells = [
            (&row.value, &truth.value),
            (&row.previous, &truth.previous),
            (&row.whole, &truth.whole),
        ];
        for (shown, truth) in cells {
            hidden += usize::from(shown.is_empty() && !truth.is_empty());
            assert!(shown.is_empty() || shown == truth, "{command}: {row:?}, {truth}");
            let count = shown.parse::<i64>().unwrap_or(0);
            assert!(!is_count(row) || count == 0 || count >= LEAST, "{command}: {row:?}");
        }
        let both = !row.value.is_empty() && !row.previous.is_empty();
        assert!(both || row.change.is_empty(), "{command}: a change without a part: {row:?}");
        let parts = !row.value.is_empty() && !row.whole.is_empty();
        assert!(parts || row.share.is_empty(), "{command}: a share without a part: {row:?}");
    }
    hidden
}

/// Which values a long form hides, row by row.
fn hidden_in_json(json: &[u8]) -> Vec<bool> {
    let json: serde_json::Value = serde_json::from_slice(json).unwrap();
    let reports = json["reports"].as_array().unwrap().iter();
    let figures = reports.flat_map(|report| report["figures"].as_array().unwrap());
    figures.map(|figure| figure["value"].is_null()).collect()
}

#[test]
fn every_format_hides_the_same_and_stands_up_to_an_audit() {
    for (name, command) in COMMANDS {
        let folder = tempfile::tempdir().unwrap();
        let made = |format: &str| {
            let bytes = made(&data(name), &format!("{command} --publish --format {format}"));
            fs::write(folder.path().join(format), &bytes).unwrap();
            bytes
        };
        let csv = String::from_utf8(made("csv")).unwrap();
        let published = Figures::parse(&csv);
        let hidden = check(command, &published, &figures(&data(name), command));
        assert!(hidden > 0, "{command}: there are small counts to hide");
        let of_csv: Vec<bool> = published.rows.iter().map(|row| row.value.is_empty()).collect();
        assert_eq!(of_csv, hidden_in_json(&made("json")), "{command}");
        let markdown = String::from_utf8(made("markdown")).unwrap();
        assert!(markdown.contains(" x |"), "{command}: {markdown}");
        let files = ["csv", "json"].map(|name| folder.path().join(name));
        let audit = audit_of(command).arg(&files[0]).arg(&files[1]).run();
        assert_eq!(audit.status, Some(0), "{command}: {}", audit.stdout());
        assert!(!audit.stdout().contains("Hidden: 0."), "{command}: {}", audit.stdout());
    }
}

/// `OUTFLOW_TOWNS=0..200` checks so many random towns instead of the few of every run.
#[test]
fn no_count_of_a_random_town_is_given_away() {
    let (mut hidden, mut refused, mut tried) = (0, Vec::new(), 0);
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
            hidden += check(command, &published, &internal);
        }
    }
    assert!(hidden > 0);
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

/// Whoever takes one year of a curve from the one before it finds nobody, or many.
#[test]
fn few_that_ended_between_two_years_are_not_told() {
    let mut compared = 0;
    for (name, by) in [("heerlen", "start-year"), ("maasgouw", "household"), ("heerlen", "scheme")]
    {
        let published = figures(&data(name), &format!("cohorts --by {by} --publish"));
        let mut before: BTreeMap<String, i64> = BTreeMap::new();
        for row in &published.rows {
            let Some((cohort, _)) = row.group.split_once('|') else { continue };
            let Ok(count) = row.value.parse::<i64>() else { continue };
            if row.figure == "started" {
                before.insert(cohort.to_owned(), count);
            } else if row.figure == "still_running_followed"
                && let Some(earlier) = before.insert(cohort.to_owned(), count)
            {
                let ended = earlier - count;
                assert!(ended == 0 || ended >= LEAST, "{name}: {row:?} after {earlier}");
                compared += 1;
            }
        }
    }
    assert!(compared > 0);
}

/// A share and its interval are hidden with the counts that they are worked out from.
#[test]
fn a_curve_says_nothing_of_who_is_hidden() {
    let published = figures(&data("maasgouw"), "cohorts --by household --publish");
    let of = |figure: &str, group: &str| {
        let mut rows = published.rows.iter();
        rows.find(|row| row.figure == figure && row.group == group).unwrap()
    };
    let mut hidden = 0;
    for row in published.rows.iter().filter(|row| row.figure == "still_running_followed") {
        if row.note == "suppressed" {
            hidden += 1;
            for figure in ["still_running", "still_running_low", "still_running_high"] {
                assert_eq!(of(figure, &row.group).note, "suppressed", "{row:?}");
            }
        }
    }
    assert!(hidden > 0);
}

/// Two datasets that end on different days: whoever is followed how long cannot be told from the table.
#[test]
fn cohorts_that_are_not_followed_alike_are_refused() {
    let run = Outflow::new()
        .args("cohorts --publish --data")
        .arg(data("heerlen"))
        .arg("--data")
        .arg(data("maasgouw"))
        .run();
    assert_eq!(run.status, Some(1), "{}", run.stderr);
    assert!(run.stdout.is_empty());
    assert!(run.stderr.contains("cover different days"), "{}", run.stderr);
}

#[test]
fn options_of_publication_need_it() {
    for command in
        ["trend --min-cell 12", "trend --publish --round 7", "cohorts --released old.csv"]
    {
        let run = run(&data("maasgouw"), command);
        assert_eq!(run.status, Some(2), "{command}");
        assert!(run.stdout.is_empty());
    }
}

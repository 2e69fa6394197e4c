//! `--publish`: nobody can be recognised, in whatever format, and no later report gives away what an earlier one hid.
//!
//! `OUTFLOW_TOWNS=0..200` checks so many random towns instead of the few of every run.

#![allow(
    clippy::float_arithmetic,
    clippy::float_cmp,
    reason = "what is printed is compared with what it is rounded from"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Outflow, Run};
use crate::figures::{Figures, Row};
use crate::independent::random;

const FORMATS: [&str; 6] = ["csv", "json", "markdown", "table", "html", "table --lang nl"];

/// The smallest count that is shown.
pub(crate) const LEAST: i64 = 10;

/// Some towns, among them two with age classes of their own; `OUTFLOW_TOWNS=0..200` looks further.
pub(crate) fn towns() -> Vec<u64> {
    let Some(asked) = std::env::var_os("OUTFLOW_TOWNS") else { return vec![1, 6, 54] };
    let asked = asked.into_string().unwrap();
    let (from, to) = asked.split_once("..").expect("OUTFLOW_TOWNS=0..200");
    (from.parse().unwrap()..to.parse().unwrap()).collect()
}

pub(crate) fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

pub(crate) fn report(data: &Path, options: &str) -> Run {
    Outflow::report("--data").arg(data).args(options).run()
}

/// Publishes in these formats, the first of which is CSV, and audits the long forms together.
fn published(data: &Path, options: &str, formats: &[&str]) -> (Figures, Figures) {
    let folder = tempfile::tempdir().unwrap();
    let mut audit = Outflow::new().arg("audit");
    let mut csv = String::new();
    for (place, format) in formats.iter().enumerate() {
        let run = report(data, &format!("{options} --publish --format {format}"));
        let told = &run.stderr;
        assert!(matches!(run.status, Some(0 | 3)), "{} {options} {format}: {told}", data.display());
        if place == 0 {
            run.stdout().clone_into(&mut csv);
        }
        if ["csv", "json"].contains(format) {
            let file = folder.path().join(format!("report.{format}"));
            fs::write(&file, &run.stdout).unwrap();
            audit = audit.arg(file);
        }
    }
    let audit = audit.run();
    assert_eq!(audit.status, Some(0), "{} {options}: {}", data.display(), audit.stdout());
    let whole = report(data, &format!("{options} --format csv"));
    (Figures::parse(&csv), Figures::parse(whole.stdout()))
}

/// What holds for any published report beside the one that hides nothing.
fn check(published: &Figures, whole: &Figures) -> usize {
    let key = |row: &Row| {
        let parts = [&row.municipality, &row.table, &row.figure, &row.group, &row.unit];
        parts.map(String::clone).join("/")
    };
    let tables: BTreeSet<&String> = published.rows.iter().map(|row| &row.table).collect();
    let internal = whole.rows.iter().filter(|row| tables.contains(&row.table));
    let internal: BTreeMap<String, &Row> = internal.map(|row| (key(row), row)).collect();
    let names: BTreeSet<String> = published.rows.iter().map(key).collect();
    assert_eq!(names.len(), internal.len(), "no row is left out of a table");
    let mut hidden = 0;
    for row in &published.rows {
        let known = internal[&key(row)];
        let is_count =
            row.unit != "eur" && !["stock_change", "stock_average"].contains(&row.figure.as_str());
        for (shown, truth) in [
            (&row.value, &known.value),
            (&row.previous, &known.previous),
            (&row.whole, &known.whole),
        ] {
            if shown.is_empty() {
                hidden += usize::from(!truth.is_empty());
                continue;
            }
            // what is made of other amounts is held against these
            if ["price", "volume_effect", "price_effect", "balance"].contains(&row.figure.as_str())
            {
                continue;
            }
            if row.unit == "eur" {
                let [shown, truth] = [shown, truth].map(|text| text.parse::<f64>().unwrap());
                assert!(
                    (shown - truth).abs() <= truth.abs() / 200.0,
                    "three digits: {row:?} {truth}"
                );
                continue;
            }
            assert_eq!(shown, truth, "a number that is shown is the true one: {row:?}");
            if is_count && !shown.contains('.') {
                let count: i64 = shown.parse().unwrap();
                assert!(count == 0 || count >= LEAST, "a small count is shown: {row:?}");
            }
        }
        let both = !row.value.is_empty() && !row.previous.is_empty();
        assert!(both || row.change.is_empty(), "a change without both its parts: {row:?}");
        let parts = !row.value.is_empty() && !row.whole.is_empty();
        assert!(parts || row.share.is_empty(), "a share without both its parts: {row:?}");
    }
    hidden
}

/// An attacker who only subtracts: parts from totals, what goes out from what comes in, again and again.
#[allow(clippy::too_many_lines, reason = "an attack is read as one")]
fn subtract(published: &Figures) -> Vec<String> {
    let number = |text: &str| text.parse::<i64>().ok();
    let mut lows: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    let mut sums: Vec<(Vec<String>, String)> = Vec::new();
    let most = 1_000_000;
    let mut add = |name: String, told: Option<i64>| {
        let range = told.map_or((0, most), |count| (count, count));
        let entry = lows.entry(name).or_insert(range);
        if told.is_some() {
            *entry = range;
        }
    };
    let parted = |row: &Row| {
        !row.group.is_empty()
            && !["programmes", "programme_kinds", "participation", "target_groups"]
                .contains(&row.table.as_str())
            && !row.table.ends_with("target_group")
    };
    for (column, pick) in [("now", 0), ("before", 1)] {
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in published
            .rows
            .iter()
            .filter(|row| row.unit != "eur" && !row.figure.starts_with("stock_a"))
        {
            if row.figure == "stock_change" || row.figure == "outflow_rate" {
                continue;
            }
            let total = format!("{column} {} {} {}", row.municipality, row.figure, row.unit);
            let name = if row.group.is_empty() {
                total.clone()
            } else {
                format!("{total} {} {}", row.table, row.group)
            };
            add(name.clone(), number(if pick == 0 { &row.value } else { &row.previous }));
            if parted(row) {
                groups.entry(format!("{total} | {}", row.table)).or_default().push(name);
            }
        }
        sums.extend(
            groups
                .into_iter()
                .map(|(total, parts)| (parts, total.split(" | ").next().unwrap().to_owned())),
        );
        for row in published.rows.iter().filter(|row| row.figure == "stock_begin") {
            let of = |figure: &str| format!("{column} {} {figure} {}", row.municipality, row.unit);
            sums.push((vec![of("stock_end"), of("outflow")], format!("{} sum", of("flow"))));
            sums.push((vec![of("stock_begin"), of("inflow")], format!("{} sum", of("flow"))));
        }
    }
    for (_, total) in &sums {
        lows.entry(total.clone()).or_insert((0, 4 * most));
    }
    for _ in 0..12 {
        for (parts, total) in &sums {
            let ranges: Vec<(i64, i64)> = parts.iter().map(|part| lows[part]).collect();
            let (low, high) =
                ranges.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
            let whole = lows[total];
            lows.insert(total.clone(), (whole.0.max(low), whole.1.min(high)));
            let whole = lows[total];
            for (part, range) in parts.iter().zip(&ranges) {
                let least = range.0.max(whole.0 - (high - range.1));
                let most = range.1.min(whole.1 - (low - range.0));
                lows.insert(part.clone(), (least, most));
            }
        }
    }
    let known: BTreeSet<&String> = lows
        .keys()
        .filter(|name| {
            let (low, high) = lows[*name];
            high - low < 3 && low > 0 && low < LEAST
        })
        .collect();
    known.into_iter().map(|name| format!("{name}: {:?}", lows[name])).collect()
}

#[test]
fn the_samples_can_be_published_in_every_format_together() {
    let mut hidden = 0;
    for (name, options) in [("heerlen", "--year 2018"), ("maasgouw", "--period 2021-H1")] {
        let (published, whole) = published(&data(name), options, &FORMATS);
        assert_eq!(subtract(&published), Vec::<String>::new());
        hidden += check(&published, &whole);
    }
    assert!(hidden > 100, "there are small counts to hide: {hidden}");
}

#[test]
fn no_count_of_a_random_town_is_given_away() {
    let (mut hidden, mut refused) = (0, Vec::new());
    let towns = towns();
    for &seed in &towns {
        let folder = tempfile::tempdir().unwrap();
        let path: PathBuf = folder.path().join("Proef");
        random::write_random(&path, seed);
        // the samples are printed in every format; here one beside CSV in turn
        let other = FORMATS[1 + usize::try_from(seed).unwrap() % 5];
        let formats = [FORMATS[0], other];
        let period = if seed % 2 == 0 { "2018" } else { "2016-Q4" };
        if is_refused(&report(&path, &format!("--period {period} --publish"))) {
            refused.push(seed);
            continue;
        }
        let (published, whole) = published(&path, &format!("--period {period}"), &formats);
        assert_eq!(subtract(&published), Vec::<String>::new(), "town {seed}");
        hidden += check(&published, &whole);
    }
    assert!(hidden > 0);
    assert!(refused.len() * 10 <= towns.len(), "hardly any town is too small: {refused:?}");
}

/// Whether nothing could be published: what is left of a handful of people gives them away, whatever is hidden.
pub(crate) fn is_refused(run: &Run) -> bool {
    // an audit that fails is a fault, and no refusal
    let reason = "could be worked out whatever else is hidden";
    run.status == Some(1) && run.stdout.is_empty() && run.stderr.contains(reason)
}

/// What was hidden for the sake of others is needed: with any one of them shown again the audit finds something. That
/// holds for tables without flows and wholes; beside these, counts are hidden for the sake of people whom no row
/// counts, such as those who did not stay at work, and an audit is not told of them.
#[test]
fn the_audit_finds_what_one_more_number_gives_away() {
    let (mut tried, mut found) = (0, 0);
    for (name, period, sections) in [
        ("maasgouw", "2021-H1", "into_work,outflow_by_reason,placements_by_sector"),
        ("maasgouw", "2021-H1", "caseload_by_*"),
        ("maasgouw", "2021", "outflow_by_*,placements_by_sector"),
        ("heerlen", "2018", "outflow_by_*"),
    ] {
        let options = format!("--period {period} --format csv --section {sections}");
        let published = report(&data(name), &format!("{options} --publish"));
        let whole = report(&data(name), &options);
        for opened in opened(published.stdout(), whole.stdout()) {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("opened.csv");
            fs::write(&file, opened).unwrap();
            tried += 1;
            found += usize::from(Outflow::new().arg("audit").arg(&file).run().status == Some(1));
        }
    }
    assert!(tried >= 5 && found == tried, "{found} of {tried}");
}

/// A published report with each of its hidden counts shown in turn that are not small.
fn opened(published: &str, whole: &str) -> Vec<String> {
    let of = |line: &str| line.split(',').take(13).collect::<Vec<_>>().join(",");
    let lines: Vec<&str> = published.lines().collect();
    let mut all = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let mut fields: Vec<&str> = line.split(',').collect();
        let truth = whole.lines().find(|other| of(other) == of(line)).unwrap();
        let value = truth.split(',').nth(13).unwrap();
        let is_large = value.parse::<i64>().is_ok_and(|count| count >= LEAST);
        if line.ends_with(",suppressed") && fields[12] != "eur" && is_large {
            (fields[13], fields[21]) = (value, "");
            let shown = fields.join(",");
            let mut other = lines.clone();
            other[index] = &shown;
            all.push(other.join("\n"));
        }
    }
    all
}

#[test]
fn a_change_beside_a_hidden_number_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("leak.csv");
    let text = "municipality,period,table,figure,group,unit,value,whole,share,previous,change,note\n\
                Dorp,2018,outflow_by_reason,outflow,,benefits,50,,,60,-10,\n\
                Dorp,2018,outflow_by_reason,outflow,work,benefits,30,50,60.00,40,-10,\n\
                Dorp,2018,outflow_by_reason,outflow,moved,benefits,,50,,20,-17,suppressed\n\
                Dorp,2018,outflow_by_reason,outflow,pension,benefits,,50,,,,suppressed\n";
    fs::write(&file, text).unwrap();
    let run = Outflow::new().arg("audit").arg(&file).run();
    assert_eq!(run.status, Some(1), "{}", run.stdout());
    let expected = "Dorp 2018 outflow_by_reason/outflow/moved (benefits) is 3";
    assert!(run.stdout().contains(expected), "{}", run.stdout());
}

#[test]
fn a_change_in_percent_beside_a_hidden_number_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let text = |percent: &str| {
        format!(
            "municipality,period,table,figure,group,unit,value,whole,share,previous,change,\
             change_percent,note\n\
             Dorp,2018,outflow_by_reason,outflow,,benefits,50,,,90,-40,-44.4444,\n\
             Dorp,2018,outflow_by_reason,outflow,work,benefits,30,50,60.0000,40,-10,-25.0000,\n\
             Dorp,2018,outflow_by_reason,outflow,moved,benefits,,50,,20,,{percent},suppressed\n\
             Dorp,2018,outflow_by_reason,outflow,pension,benefits,,50,,30,,,suppressed\n"
        )
    };
    for (percent, status) in [("-85.0000", 1), ("", 0)] {
        let file = folder.path().join("leak.csv");
        fs::write(&file, text(percent)).unwrap();
        let run = Outflow::new().arg("audit").arg(&file).run();
        assert_eq!(run.status, Some(status), "{percent}: {}", run.stdout());
        let found = "Dorp 2018 outflow_by_reason/outflow/moved (benefits) is 3";
        assert_eq!(run.stdout().contains(found), status == 1, "{}", run.stdout());
    }
}

#[test]
fn options_that_publish_nothing_are_refused() {
    for options in ["--min-cell 12", "--round", "--publish --min-cell 2", "--publish --round 5"] {
        assert_eq!(report(&data("heerlen"), &format!("--year 2018 {options}")).status, Some(2));
    }
}

/// Tables that break down the same rows in ways whose relation a reader may know are not published together.
#[test]
fn the_same_rows_are_broken_down_once() {
    let of = |section: &str| {
        let options = format!("--year 2018 --publish --format csv --section {section}");
        report(&data("heerlen"), &options)
    };
    let kinds = of("programme_kinds,programmes,caseload");
    let tables: BTreeSet<String> =
        Figures::parse(kinds.stdout()).rows.iter().map(|row| row.table.clone()).collect();
    assert!(tables.contains("programme_kinds") != tables.contains("programmes"), "{tables:?}");
    let whole = report(&data("heerlen"), "--year 2018 --publish --lang nl");
    assert!(whole.stdout().contains("Niet gepubliceerd: "), "what is left out is said");
}

/// A table too large to be protected in a few seconds is refused, saying what to do.
#[test]
fn a_bare_table_that_is_too_large_is_refused() {
    let cells: Vec<Vec<usize>> = (0..701).map(|cell| vec![cell]).collect();
    let inner = vec![20; cells.len()];
    let tables = serde_json::json!({ "inner": inner, "cells": cells, "threshold": 10 });
    let run = Outflow::new().arg("protect").stdin(tables.to_string().as_bytes()).run();
    assert_eq!((run.status, run.stdout()), (Some(1), ""));
    assert!(run.stderr.contains("701 cells are too many"), "{}", run.stderr);
}

/// The number of hidden cells beside the fewest that would do, found by trying every set (`tests/optimum`).
#[test]
fn not_many_more_cells_are_hidden_than_must_be() {
    let optima = include_str!("../optimum/optima.jsonl");
    let (mut ours, mut best, mut tables) = (0, 0, 0);
    for line in optima.lines() {
        let known: serde_json::Value = serde_json::from_str(line).unwrap();
        let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let (rows, columns) = (number(&known["shape"][0]), number(&known["shape"][1]));
        let inner = rows * columns;
        let mut cells: Vec<Vec<usize>> = (0..inner).map(|cell| vec![cell]).collect();
        cells.extend((0..rows).map(|row| (row * columns..(row + 1) * columns).collect()));
        cells.extend((0..columns).map(|of| (0..rows).map(|row| row * columns + of).collect()));
        cells.push((0..inner).collect());
        let names: Vec<String> = (0..inner).map(|cell| format!("group {cell}")).collect();
        let tables_of = serde_json::json!({
            "inner": names, "cells": cells, "freq": known["freq"], "threshold": 10
        });
        let run = Outflow::new().arg("protect").stdin(tables_of.to_string().as_bytes()).run();
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        let found: serde_json::Value = serde_json::from_str(run.stdout()).unwrap();
        let hidden = found["hidden"].as_array().unwrap().len();
        assert!(hidden >= number(&known["optimum"]), "better than the best: {line}");
        ours += hidden;
        best += number(&known["optimum"]);
        tables += 1;
    }
    assert!(tables >= 25 && ours * 100 <= best * 125, "{ours} hidden, {best} would do");
}

//! A series is the report of one period after another, from one pass over the data.

use std::collections::BTreeMap;
use std::path::Path;

use crate::command::Outflow;
use crate::figures::{Figures, Row};
use crate::independent::random;

const SEEDS: std::ops::Range<u64> = 300..310;

/// The rows of a report by what they are of.
fn by_name(figures: Figures) -> BTreeMap<[String; 4], Row> {
    let name =
        |row: &Row| [row.table.clone(), row.figure.clone(), row.group.clone(), row.unit.clone()];
    figures.rows.into_iter().map(|row| (name(&row), row)).collect()
}

/// Every figure of the report by `table/figure`, so that its groups come along.
fn every_figure(report: &BTreeMap<[String; 4], Row>) -> String {
    let mut names: Vec<_> =
        report.keys().map(|[table, figure, ..]| format!("{table}/{figure}")).collect();
    names.dedup();
    names.join(",")
}

fn figures(command: &str, folder: &Path, options: &str) -> Figures {
    let run = Outflow::new().args(command).arg("--data").arg(folder).args(options);
    let run = run.args("--format csv").run();
    assert!(matches!(run.status, Some(0 | 3)), "{}", run.stderr);
    Figures::parse(run.stdout())
}

/// Every figure of every period is that of the report on the period: all of its columns, and no figure is left out
/// that the report has. A group that only other periods have is zero.
fn assert_same(folder: &Path, every: &str, options: &str) -> usize {
    let asked = by_name(figures("report --year 2018", folder, ""));
    // of one year a population may be given that is not given of another
    let all = every_figure(&asked) + ",rates";
    let series = figures("trend", folder, &format!("{every} {options} --figure {all}"));
    let mut periods: Vec<String> = series.rows.iter().map(|row| row.period.clone()).collect();
    periods.dedup();
    assert!(periods.len() > 1, "{periods:?}");
    for period in &periods {
        let span = match period.split_once("..") {
            Some((from, to)) => format!("--from {from} --to {to}"),
            None => format!("--period {period}"),
        };
        let report =
            figures(&format!("report {span}"), folder, options.trim_start_matches("--cumulative"));
        let of_period = series.rows.iter().filter(|row| row.period == *period).cloned();
        let of_period = by_name(Figures { rows: of_period.collect() });
        let report = by_name(report);
        for (name, row) in &report {
            assert_eq!(of_period.get(name), Some(row), "{period}");
        }
        for (name, row) in of_period.iter().filter(|(name, _)| !report.contains_key(*name)) {
            let total = [name[0].clone(), name[1].clone(), String::new(), name[3].clone()];
            let known = report.get(&total).is_some_and(|total| !total.value.is_empty());
            assert_eq!(row.value, if known { "0" } else { "" }, "{period} {name:?}");
        }
    }
    periods.len()
}

#[test]
fn every_figure_of_a_series_is_that_of_the_report() {
    for seed in SEEDS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Proef");
        random::write_random(&path, seed);
        let (every, options) = match seed % 4 {
            0 => ("--every quarter", ""),
            1 => ("--every half", "--compare year-earlier"),
            2 => ("--every month --from 2017-03 --to 2018-02", ""),
            _ => ("--every year", "--compare none"),
        };
        assert_same(&path, every, options);
    }
}

#[test]
fn a_cumulative_series_ends_with_the_year() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/heerlen");
    // so many people into work up to each quarter: whoever was counted before counts once
    let options = "--every quarter --from 2018 --to 2018 --cumulative --figure into_work";
    let series = figures("trend", &root, options);
    let so_far: Vec<_> = series.rows.iter().map(|row| row.value.parse::<u64>().unwrap()).collect();
    assert!(so_far.is_sorted() && so_far.len() == 4, "{so_far:?}");
    assert_eq!(so_far[3], 939);
    let apart = figures("trend", &root, &options.replace("--cumulative", ""));
    let sum: u64 = apart.rows.iter().map(|row| row.value.parse::<u64>().unwrap()).sum();
    assert!(sum > 939, "some were placed in two quarters: {sum}");
    let report =
        figures("report --from 2018-01-01 --to 2018-09-30 --compare year-earlier", &root, "");
    assert_eq!(report.value("into_work/into_work//persons"), series.rows[2].value);
    assert_eq!(report.row("into_work/into_work//persons").previous, series.rows[2].previous);
}

#[test]
fn what_is_not_covered_is_a_gap() {
    let options = "--from 2014 --to 2018 --every year --figure stock_end,savings_stock";
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/heerlen");
    let series = figures("trend", &root, options);
    let stock: Vec<_> = series
        .rows
        .iter()
        .filter(|row| row.figure == "stock_end" && row.unit == "benefits")
        .map(|row| (row.period.as_str(), row.value.as_str(), row.note.as_str()))
        .collect();
    let gap = "outside the coverage";
    let expected = [
        ("2014", "", gap),
        ("2015", "", gap),
        ("2016", "5318", ""),
        ("2017", "5237", ""),
        ("2018", "4983", ""),
    ];
    assert_eq!(stock, expected);
    // provisional figures are of periods that are covered in part, never of those that are not at all
    let partial = figures("trend --partial", &root, options);
    assert_eq!(
        partial.rows.iter().filter(|row| row.period == "2014" && !row.value.is_empty()).count(),
        0
    );
    let run = Outflow::new().args("trend --from 2008 --to 2010 --data data/heerlen").run();
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.contains("no data covers 2008-01-01..2010-12-31"), "{}", run.stderr);
}

/// Two datasets that cover different years have no series together, but each has its own.
#[test]
fn a_series_of_several_datasets_is_of_what_all_cover() {
    let run = Outflow::new().args("trend").run();
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.contains("Heerlen covers 2016-01-01 to 2018-12-31"), "{}", run.stderr);
    let each = Figures::parse(&Outflow::new().args("trend --each --format csv").text());
    let known = |name: &str| {
        let of_name = each.rows.iter().filter(|row| row.municipality == name);
        of_name.filter(|row| row.figure == "stock_end" && !row.value.is_empty()).count()
    };
    // three years and two, in benefits and in people; together never
    assert_eq!((known("Heerlen"), known("Maasgouw"), known("all")), (6, 4, 0));
    let one = Outflow::new().args("trend --municipality Maasgouw --format csv").text();
    let one = Figures::parse(&one);
    assert!(
        one.rows.iter().all(|row| row.municipality == "Maasgouw" && row.period.as_str() >= "2020")
    );
    assert!(one.rows.iter().any(|row| !row.value.is_empty()));
}

#[test]
fn options_that_make_no_series_are_refused() {
    let refused = |options: &str, message: &str| {
        let run = Outflow::new().args("trend --data data/heerlen").args(options).run();
        assert_eq!(run.status, Some(2), "{options}");
        assert!(run.stderr.contains(message), "{options}: {}", run.stderr);
        assert!(run.stdout.is_empty());
    };
    refused("--from 2016-Q2 --to 2018 --every half", "does not consist of whole half-years");
    refused("--from 2018 --to 2016", "ends before it starts");
    refused("--from 2016-Q2 --every half", "is no end of whole half-years");
    refused("--to 2016-Q1 --every half", "is no end of whole half-years");
    refused("--from 1900 --to 2018 --every month", "too many");
    refused("--figure stok_end", "did you mean `stock_end`?");
}

/// The same figures whatever the number of threads.
#[test]
fn threads_do_not_change_a_series() {
    let run = |threads: &str| {
        let run = Outflow::new().args("trend --every month --data data/heerlen data --threads");
        run.arg(threads).run().stdout
    };
    assert_eq!(run("1"), run("4"));
}

/// An end that is left out is that of the data.
#[test]
fn a_series_runs_from_one_end_to_that_of_the_data() {
    let periods = |options: &str| {
        let run = Outflow::new().args("trend --every half --data data/heerlen --format csv");
        let run = run.args(options).run();
        let rows = crate::figures::Figures::parse(run.stdout()).rows;
        let mut periods: Vec<String> = rows.into_iter().map(|row| row.period).collect();
        periods.dedup();
        periods.join(" ")
    };
    assert_eq!(periods("--from 2017-H2"), "2017-H2 2018-H1 2018-H2");
    assert_eq!(periods("--to 2016-H2"), "2016-H1 2016-H2");
}

/// A terminal gets what a pipe gets; small lines are drawn where they are asked for.
#[test]
fn lines_are_drawn_where_they_are_asked_for() {
    let printed = |terminal: bool, options: &str| {
        let arguments = format!("outflow trend --data data/heerlen --every half {options}");
        let arguments = arguments.split_whitespace().map(Into::into).collect::<Vec<_>>();
        let defaults = outflow::Defaults { terminal, ..outflow::Defaults::default() };
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let mut streams = outflow::Streams {
            stdin: &mut std::io::empty(),
            stdout: &mut stdout,
            stderr: &mut stderr,
        };
        assert_eq!(outflow::run(arguments, &defaults, &mut streams), 0);
        String::from_utf8(stdout).unwrap()
    };
    let drawn = printed(true, "--chart");
    // of six half-years the stock falls from 5,302 to 4,983; its highest and lowest are the ends
    let line = drawn.lines().find(|line| line.contains("██▇▆▃▁")).unwrap();
    assert!(line.contains("5,302"), "{line}");
    assert_eq!(printed(true, ""), printed(false, ""));
    assert!(!printed(true, "").contains('█'));
}

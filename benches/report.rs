//! How long a report takes, and how that grows with the rows: 10⁴ and 10⁵ scattered rows of benefits by default; set
//! `OUTFLOW_BENCH_ROWS=1000000,10000000` for others. Throughput is in rows, so that growth that is not in proportion
//! shows as a falling rate.
#![allow(clippy::expect_used, reason = "a benchmark without its data has nothing to say")]

use std::ffi::OsString;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, SamplingMode, Throughput};

/// The reports that are timed: what is asked of the program beside the year.
const REPORTS: [(&str, &[&str]); 9] = [
    ("whole", &["--format", "csv"]),
    ("table", &[]),
    ("one_thread", &["--format", "csv", "--threads", "1"]),
    ("without_comparison", &["--compare", "none"]),
    ("caseload", &["--section", "caseload"]),
    ("caseload_by", &["--section", "caseload_by_*"]),
    ("outflow_by", &["--section", "outflow_by_*"]),
    ("into_work", &["--section", "into_work,placements_by_sector,placements_by_employer"]),
    ("json", &["--format", "json"]),
];

/// Other forms of the exports, in which the whole report is timed too: the share of couples, and how they are written.
const FORMS: [(&str, u64, &[&str]); 3] = [
    ("by_case", 15, &["--order", "case"]),
    ("quoted", 15, &["--quote", "always"]),
    ("couples", 50, &[]),
];

/// Benefit rows of `outflow sample` for a thousand persons on a case.
const ROWS_PER_1000_PERSONS: u64 = 1247;

/// Runs the program as its binary would, with streams in memory; returns how much it wrote.
fn run(arguments: &[OsString]) -> usize {
    let (mut stdin, mut stdout, mut stderr) = (std::io::empty(), Vec::new(), Vec::new());
    let defaults = outflow::Defaults {
        processors: std::thread::available_parallelism().ok(),
        ..outflow::Defaults::default()
    };
    let mut streams =
        outflow::Streams { stdin: &mut stdin, stdout: &mut stdout, stderr: &mut stderr };
    let status = outflow::run(arguments.iter().cloned(), &defaults, &mut streams);
    assert_eq!(status, 0, "{}", String::from_utf8_lossy(&stderr));
    stdout.len()
}

/// The arguments of a command, the program's name first.
fn command(name: &str, folder: &Path, rest: &[&str]) -> Vec<OsString> {
    let folder = folder.as_os_str();
    let mut arguments = match name {
        "sample" => vec!["outflow".into(), name.into(), folder.into()],
        _ => vec!["outflow".into(), name.into(), "--data".into(), folder.into()],
    };
    arguments.extend(rest.iter().map(OsString::from));
    arguments
}

/// Invented exports with about so many benefit rows in random order, in a form.
fn sample(rows: u64, form: &str, couples: u64, options: &[&str]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{form}-{rows}"));
    let cases = (rows * 100_000 / ROWS_PER_1000_PERSONS / (100 + couples)).to_string();
    let couples = couples.to_string();
    let options = [&["--cases", &cases, "--couples", &couples, "--force"], options].concat();
    run(&command("sample", &folder, &options));
    folder
}

/// The sizes that are asked for.
fn sizes() -> Vec<u64> {
    let asked = std::env::var("OUTFLOW_BENCH_ROWS").unwrap_or_else(|_| "10000,100000".to_owned());
    let size =
        |text: &str| text.trim().parse().expect("OUTFLOW_BENCH_ROWS: rows, separated by commas");
    asked.split(',').map(size).collect()
}

fn main() {
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    for rows in sizes() {
        let folder = sample(rows, "scattered", 15, &[]);
        let mut group = criterion.benchmark_group(format!("report/{rows}"));
        group.sampling_mode(SamplingMode::Flat).throughput(Throughput::Elements(rows));
        for (name, options) in REPORTS {
            let options = [&["--year", "2024"][..], options].concat();
            let arguments = command("report", &folder, &options);
            group.bench_function(name, |bencher| bencher.iter(|| black_box(run(&arguments))));
        }
        // every byte is read and every field is checked, but nothing is counted
        let arguments = command("check", &folder, &[]);
        group.bench_function("check", |bencher| bencher.iter(|| black_box(run(&arguments))));
        for (form, couples, options) in FORMS {
            let folder = sample(rows, form, couples, options);
            let arguments = command("report", &folder, &["--year", "2024", "--format", "csv"]);
            let name = format!("whole_{form}");
            group.bench_function(name, |bencher| bencher.iter(|| black_box(run(&arguments))));
        }
        group.finish();
    }
    criterion.final_summary();
}

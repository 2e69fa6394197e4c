//! Faults that the program must survive, as tables: the fault, what is injected, and what the user gets.
//!
//! [`input`], [`encoding`], [`structure`] and [`data`] go through the real binary, one line a fault. [`cut`],
//! [`failing`] and [`flip`] enumerate instead of choosing. A crasher that is found is kept as a line.

mod browser;
mod cut;
mod data;
mod encoding;
mod failing;
mod flip;
mod injected;
mod input;
mod limits;
mod load;
mod output;
mod privacy;
mod reads;
mod signals;
mod spreadsheet;
mod structure;
mod terminal;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::command::{Outflow, Run};

/// What the user gets of one export; the text is a part of standard error, all of it where it is empty.
#[derive(Clone, Copy)]
pub(crate) enum Gets {
    /// Status 1, nothing printed, and this message.
    Refused(&'static str),
    /// Status 0, and a report with so many benefits of inflow.
    Report(i64, &'static str),
    /// A report with so many benefits of inflow, and this said of a row that is left out, where that is accepted.
    Without(i64, &'static str),
}

/// A fault, the benefits export that has it, and what the user gets.
pub(crate) type Line<'a> = (&'a str, &'a [u8], Gets);

const COVERAGE: &str = "[coverage]\nfrom = 2017-01-01\nto = 2018-12-31\n";

/// A benefits export without a fault.
const GOOD: &[u8] = b"start;end\n01-02-2018;\n05-03-2018;04-06-2018\n";

/// The names of what is in a folder, in their order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A dataset `d` of some files, with a configuration that says its coverage.
pub(crate) fn dataset(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("d")).unwrap();
    fs::write(folder.path().join("d/outflow.toml"), COVERAGE).unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join("d").join(name), bytes).unwrap();
    }
    folder
}

/// The report on 2018 of dataset `d` in a folder, as CSV.
pub(crate) fn report(folder: &Path, options: &str) -> Outflow {
    Outflow::report("--year 2018 --data d --format csv --section caseload")
        .args(options)
        .cwd(folder)
}

/// The benefits of inflow that a report in CSV counts.
pub(crate) fn inflow(run: &Run) -> Option<i64> {
    let line = run
        .stdout()
        .lines()
        .find(|line| line.contains(",caseload,Benefits and people,inflow,Inflow,,,,,benefits,"))?;
    line.split(',').nth(13)?.parse().ok()
}

/// What is wrong with the outcome of a run, if anything.
pub(crate) fn objection(run: &Run, gets: Gets) -> Option<String> {
    let (status, count, says) = match gets {
        Gets::Refused(says) => (1, None, says),
        Gets::Report(count, says) | Gets::Without(count, says) => (0, Some(count), says),
    };
    let as_told = if says.is_empty() { run.stderr.is_empty() } else { run.stderr.contains(says) };
    let printed = run.stdout.is_empty() == count.is_none();
    let right = run.status == Some(status) && as_told && printed && inflow(run) == count;
    (!right).then(|| format!("{:?}, inflow {:?}\n  {}", run.status, inflow(run), run.stderr))
}

/// Runs every line of a table; all that are not as stated are shown together.
#[track_caller]
pub(crate) fn hold(lines: &[Line<'_>]) {
    hold_with("", lines);
}

/// The same, with more options.
#[track_caller]
pub(crate) fn hold_with(options: &str, lines: &[Line<'_>]) {
    let wrong: Vec<String> = lines
        .iter()
        .filter_map(|(fault, export, gets)| {
            let folder = dataset(&[("benefits.csv", export)]);
            let accepted = matches!(gets, Gets::Without(..)).then_some("--allow-rejects 100%");
            let run = report(folder.path(), options).args(accepted.unwrap_or_default()).run();
            Some(format!("{fault}: {}", objection(&run, *gets)?))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

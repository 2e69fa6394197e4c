//! What goes wrong: the message, word for word, and the exit status. Nothing is printed on standard
//! output unless a report was made.

use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;

use crate::command::{Outflow, Run};

const BENEFITS: &str = "start;end\n01-02-2018;\n05-03-2017;04-06-2018\n";
const COVERAGE: &str = "[coverage]\nfrom = 2017-01-01\nto = 2018-12-31\n";

/// A dataset `d` of some files in a folder of its own.
fn dataset(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("d")).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join("d").join(name), text).unwrap();
    }
    folder
}

fn good() -> tempfile::TempDir {
    dataset(&[("benefits.csv", BENEFITS), ("outflow.toml", COVERAGE)])
}

/// `outflow report` over 2018 in a folder, with more options.
fn report(folder: &Path, options: &str) -> Outflow {
    Outflow::report("--year 2018").args(options).cwd(folder)
}

#[track_caller]
fn assert_nothing_made(run: &Run, status: i32, stderr: &str) {
    assert_eq!(run.stderr, stderr);
    assert_eq!(run.status, Some(status));
    assert_eq!(run.stdout(), "", "nothing is printed");
}

/// One benefits export that is refused.
#[track_caller]
fn assert_refused(benefits: &str, stderr: &str) {
    let folder = dataset(&[("benefits.csv", benefits), ("outflow.toml", COVERAGE)]);
    assert_nothing_made(&report(folder.path(), "--data d").run(), 1, stderr);
}

#[test]
fn a_file_or_folder_that_is_not_there() {
    let folder = good();
    let run = report(folder.path(), "--benefits no.csv").run();
    assert_nothing_made(&run, 1, "outflow: no.csv: no such file or folder; check the path\n");
    let run = report(folder.path(), "--data no").run();
    assert_nothing_made(&run, 1, "outflow: no: no such file or folder; check the path\n");
}

#[test]
fn a_file_without_anything_in_it() {
    assert_refused("", "outflow: d/benefits.csv: is empty; export it again\n");
    assert_refused(
        "\u{feff}",
        "outflow: d/benefits.csv: is empty but for a byte order mark; export it again\n",
    );
    assert_refused(
        "\n\r\n\n",
        "outflow: d/benefits.csv: is empty but for blank lines; export it again\n",
    );
}

#[test]
fn a_column_that_is_missing() {
    assert_refused(
        "begin;naam\n01-02-2018;2\n",
        "outflow: d/benefits.csv:1: missing column end; found begin, naam; add it to the export, \
         or name its header under columns in outflow.toml\n",
    );
}

const BAD_ROWS: &str = "start;end;monthly_amount\n\
    01-02-2018;;800,00\n\
    31-02-2018;;800,00\n\
    05-03-2017;04-06-2018\n\
    05-03-2018;04-06-2017;1,00\n\
    01-13-2018;;800,00\n";
const BAD_ROWS_TOLD: &str = "\
outflow: 4 of 5 rows of d/benefits.csv could not be read and are not counted; `outflow check` says which and why.
outflow: d/benefits.csv:3: column start: \"31-02-2018\": a date that does not exist
outflow: d/benefits.csv:4: too few fields; is a line end or a delimiter missing?
outflow: d/benefits.csv:5: column end: \"04-06-2017\": ends before it starts
outflow: d/benefits.csv:6: column start: \"01-13-2018\": a date that does not exist
";

/// A bad date, a ragged row, an end before its start, a bad amount: each is named, the report is of
/// the one row that is left where so many are accepted, and there is none where fewer are.
#[test]
fn rows_that_cannot_be_read() {
    let folder = dataset(&[("benefits.csv", BAD_ROWS), ("outflow.toml", COVERAGE)]);
    let with = |options: &str| {
        report(folder.path(), "--data d --format csv --section caseload").args(options).run()
    };
    for options in ["--allow-rejects 4", "--allow-rejects 80%"] {
        let run = with(options);
        assert_eq!(run.stderr, BAD_ROWS_TOLD, "{options}");
        assert_eq!(run.status, Some(0), "{options}");
        assert!(
            run.stdout().contains(",caseload,Benefits and people,inflow,Inflow,,,,,benefits,1,"),
            "{options}"
        );
    }
    for options in ["", "--allow-rejects 3", "--allow-rejects 79.99%"] {
        let run = with(options);
        assert_eq!((run.status, run.stdout()), (Some(1), ""), "{options}");
    }
}

const SECTIONS: &str = "\n\nSections: caseload, caseload_by_age, ";

#[test]
fn options_that_make_no_sense() {
    let folder = good();
    let run =
        Outflow::report("--from 2018-03-01 --to 2018-02-01 --data d").cwd(folder.path()).run();
    assert_nothing_made(
        &run,
        2,
        "error: the period ends before it starts: 2018-03-01 is after 2018-02-01\n",
    );
    let run = report(folder.path(), "--section caselode").run();
    assert_eq!((run.status, run.stdout()), (Some(2), ""));
    let hint = "error: there is no section `caselode`; did you mean `caseload`?";
    assert!(run.stderr.starts_with(&format!("{hint}{SECTIONS}")), "{}", run.stderr);
    let run = report(folder.path(), "--section zzzzzzzz").run();
    let plain = "error: there is no section `zzzzzzzz`";
    assert!(run.stderr.starts_with(&format!("{plain}{SECTIONS}")), "{}", run.stderr);
    let run = Outflow::report("--period 2018-Q5 --data d").cwd(folder.path()).run();
    assert_nothing_made(
        &run,
        2,
        "error: `2018-Q5` is not a period; use a year (2018), a half (2018-H1), a quarter \
         (2018-Q3) or a month (2018-05)\n",
    );
}

#[test]
fn a_municipality_that_no_row_is_of() {
    let run = Outflow::report("--year 2018 --data data/heerlen --municipality Heerle").run();
    let told = "outflow: no row is of municipality `Heerle`; there is Heerlen\n";
    assert_nothing_made(&run, 2, told);
}

#[test]
fn a_period_that_the_data_do_not_cover() {
    let run = Outflow::report("--year 2019").run();
    assert_nothing_made(
        &run,
        1,
        "outflow: no data covers 2019; Heerlen covers 2016-01-01 to 2018-12-31, Maasgouw covers \
         2020-01-01 to 2021-12-31; choose a period within, or use --partial for provisional \
         figures\n",
    );
}

#[test]
fn settings_that_nobody_knows() {
    let told = |settings: &str| {
        let folder = dataset(&[("benefits.csv", BENEFITS), ("outflow.toml", settings)]);
        let run = report(folder.path(), "--data d").run();
        assert_eq!((run.status, run.stdout()), (Some(1), ""));
        run.stderr
    };
    assert_eq!(
        told("nam = \"x\"\n"),
        "outflow: d/outflow.toml:1: nam: there is no such key; did you mean \"name\"?\n"
    );
    assert_eq!(
        told("name = \"x\"\n[definitions]\ngap_dags = 3\n"),
        "outflow: d/outflow.toml:3: definitions.gap_dags: there is no such key; \
         did you mean \"definitions.gap_days\"?\n"
    );
    assert_eq!(
        told("name = \"x\"\n[definitions]\ngap_days = \"3\"\n"),
        "outflow: d/outflow.toml:3: definitions.gap_days: is \"3\", but must be a number of days \
         from 0 to 365\n"
    );
}

/// An output is whole or not there: what stands there stays, and no input is overwritten.
#[test]
fn an_output_that_would_overwrite_something() {
    let folder = good();
    fs::write(folder.path().join("o.csv"), "mine").unwrap();
    let run = report(folder.path(), "--data d --output o.csv").run();
    assert_nothing_made(&run, 2, "outflow: o.csv: exists already; use --force to overwrite it\n");
    assert_eq!(fs::read(folder.path().join("o.csv")).unwrap(), b"mine");
    for name in ["d/benefits.csv", "./d/../d/benefits.csv"] {
        let run = report(folder.path(), "--data d --force --output").arg(name).run();
        let told = "is one of the files that are read; choose another name for --output";
        assert_nothing_made(&run, 2, &format!("outflow: {name}: {told}\n"));
    }
    assert_eq!(fs::read_to_string(folder.path().join("d/benefits.csv")).unwrap(), BENEFITS);
    let run = report(folder.path(), "--data d --force --format csv --output o.csv").run();
    assert_nothing_made(&run, 0, "");
    let written = fs::read_to_string(folder.path().join("o.csv")).unwrap();
    assert_eq!(written, report(folder.path(), "--data d --format csv").text());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no temporary file is left");
}

/// A reader that has seen enough is no failure; a disk that is full is one.
#[cfg(unix)]
#[test]
fn a_standard_output_that_takes_nothing() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let run = Outflow::report("--year 2018 --data data/heerlen").run_into(Stdio::from(writer));
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    if let Ok(full) = File::options().write(true).open("/dev/full") {
        let run = Outflow::report("--year 2018 --data data/heerlen").run_into(full);
        assert_eq!(run.status, Some(1));
        assert_eq!(
            run.stderr,
            "outflow: standard output: cannot write the report: No space left on device (os error 28)\n"
        );
    }
}

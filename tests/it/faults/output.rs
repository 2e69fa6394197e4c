//! Where a report goes: what is full, closed or taken; and text of the data that must not steer what shows it.

use std::fs;
use std::path::Path;

use super::{GOOD, dataset, names, report};
use crate::command::{Outflow, Run};

/// What `--output` refuses, it refuses before it reads: the export that is not there is not even looked for.
#[test]
fn a_target_that_cannot_be_written_is_refused_at_once() {
    let folder = dataset(&[("benefits.csv", b"this is refused too, but later")]);
    fs::write(folder.path().join("old.csv"), "old").unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    for (fault, target, status, says) in [
        (
            "a file that exists",
            "old.csv",
            2,
            "old.csv: exists already; use --force to overwrite it",
        ),
        ("a folder", "folder", 1, "folder: is a folder; give the name of a file"),
        ("an input", "d/benefits.csv", 2, "d/benefits.csv: is one of the files that are read"),
        ("no such folder", "no/new.csv", 1, "no/new.csv: cannot write the report: No such file"),
        (
            "a folder that is a file",
            "old.csv/new.csv",
            1,
            "old.csv/new.csv: cannot write the report: ",
        ),
    ] {
        for command in ["report --year 2018", "check"] {
            let run = Outflow::new().args(command).args("--data d --output").arg(target);
            let run = run.cwd(folder.path()).run();
            assert_eq!((run.status, run.stdout()), (Some(status), ""), "{fault}");
            assert!(run.stderr.contains(says) && run.stderr.lines().count() == 1, "{}", run.stderr);
        }
    }
    assert_eq!(fs::read_to_string(folder.path().join("old.csv")).unwrap(), "old");
    assert_eq!(names(folder.path()), ["d", "folder", "old.csv"]);
}

#[test]
fn check_writes_a_file_too() {
    let folder = dataset(&[("benefits.csv", GOOD)]);
    let check = || Outflow::new().args("check --data d --format csv").cwd(folder.path());
    let printed = check().text();
    assert_eq!(check().args("--output found.csv").text(), "");
    assert_eq!(fs::read_to_string(folder.path().join("found.csv")).unwrap(), printed);
}

/// A file that may not grow beyond so many blocks, for every number of them: nothing is left of a report that does
/// not fit, and what stood there stays.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_after_any_number_of_blocks() {
    let folder = dataset(&[("benefits.csv", GOOD)]);
    let whole = report(folder.path(), "").text();
    let fits = whole.len().div_ceil(512);
    assert!(fits > 1);
    fs::write(folder.path().join("o.csv"), "old").unwrap();
    for blocks in 0..=fits {
        let script = format!(
            "ulimit -f {blocks}; exec {} report --year 2018 --data d --format csv --section caseload \
             --output o.csv --force",
            env!("CARGO_BIN_EXE_outflow")
        );
        let mut shell = std::process::Command::new("sh");
        let run =
            Run::new(shell.args(["-c", &script]).current_dir(folder.path()).output().unwrap());
        let left = fs::read_to_string(folder.path().join("o.csv")).unwrap();
        if blocks < fits {
            assert_eq!((run.status, left.as_str()), (Some(1), "old"), "{blocks}: {}", run.stderr);
            assert!(
                run.stderr.contains("o.csv: cannot write the report: File too large"),
                "{}",
                run.stderr
            );
        } else {
            assert_eq!((run.status, left == whole), (Some(0), true), "{}", run.stderr);
        }
        assert_eq!(names(folder.path()), ["d", "o.csv"], "{blocks}");
    }
}

/// A device or a pipe is written straight; a new file may be read by whoever may read the user's other files.
#[cfg(unix)]
#[test]
fn devices_and_modes() {
    use std::os::unix::fs::PermissionsExt;

    let folder = dataset(&[("benefits.csv", GOOD)]);
    for (device, status) in [("/dev/null", 0), ("/dev/full", 1)] {
        if Path::new(device).exists() {
            let run = report(folder.path(), "--output").arg(device).run();
            assert_eq!(run.status, Some(status), "{device}: {}", run.stderr);
        }
    }
    for (umask, mode) in [("022", 0o644), ("077", 0o600), ("000", 0o666)] {
        let name = format!("o{umask}.csv");
        let script = format!(
            "umask {umask}; exec {} report --year 2018 --data d --format csv --output {name}",
            env!("CARGO_BIN_EXE_outflow")
        );
        let mut shell = std::process::Command::new("sh");
        assert!(shell.args(["-c", &script]).current_dir(folder.path()).status().unwrap().success());
        let facts = fs::metadata(folder.path().join(name)).unwrap();
        assert_eq!(facts.permissions().mode() & 0o777, mode);
    }
}

/// A list of people is for its owner; a file that is replaced keeps its mode, so that nobody new can read it.
#[cfg(unix)]
#[test]
fn a_list_of_people_is_for_its_owner() {
    use std::os::unix::fs::PermissionsExt;

    let folder = dataset(&[("benefits.csv", GOOD)]);
    let path = folder.path().join("list.csv");
    let list = || {
        let list =
            Outflow::new().args("cases inflow --year 2018 --data d --force --output list.csv");
        assert_eq!(list.cwd(folder.path()).run().status, Some(0));
        fs::metadata(&path).unwrap().permissions().mode() & 0o777
    };
    assert_eq!(list(), 0o600);
    for mode in [0o600, 0o640, 0o644] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(list(), mode);
        let report = report(folder.path(), "--force --output list.csv").run();
        assert_eq!(report.status, Some(0), "{}", report.stderr);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode);
    }
}

/// Text that would run as a formula, steer a terminal, or break a table.
const HOSTILE: [&str; 9] = [
    "=HYPERLINK(\"x\")",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\u{ff1d}1+1",
    "rood \u{1b}[31m",
    "om\u{202e}gekeerd",
    "on\u{200b}zichtbaar",
    "a|b<script>*c*",
];

fn hostile() -> tempfile::TempDir {
    let quoted = |text: &str| format!("01-02-2018;;\"{}\"\n", text.replace('"', "\"\""));
    let rows: String = HOSTILE.iter().map(|text| quoted(text)).collect();
    dataset(&[("benefits.csv", ("start;end;district\n".to_owned() + &rows).as_bytes())])
}

fn of_hostile(options: &str) -> String {
    let folder = hostile();
    let run = Outflow::report("--year 2018 --data d --section caseload_by_district,savings");
    run.args(options).cwd(folder.path()).text()
}

#[test]
fn text_of_the_data_steers_nothing() {
    for form in ["table", "markdown"] {
        let text = of_hostile(&format!("--format {form}"));
        let steers = |character: char| outflow::visible::is_hidden(character) && character != '\n';
        assert!(!text.contains(steers), "{form}");
        for shown in ["rood \\u{1b}[31m", "om\\u{202e}gekeerd", "on\\u{200b}zichtbaar"] {
            let escaped = shown.replace('[', "\\[").replace("\\u", "\\\\u");
            assert!(text.contains(shown) || text.contains(&escaped), "{form}: {shown}\n{text}");
        }
    }
    let markdown = of_hostile("--format markdown");
    assert!(!markdown.contains("<script>") && !markdown.contains("a|b"), "{markdown}");
}

/// Texts are guarded by their type; a figure is a number also where it is negative.
#[test]
fn a_spreadsheet_runs_nothing() {
    let csv = of_hostile("--csv excel-nl");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let runs = |text: &str| {
        text.starts_with([
            '=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
        ])
    };
    for row in &rows {
        for text in (0..13).chain([21]).map(|place| &row[place]) {
            assert!(!runs(text), "{row:?}");
        }
    }
    let groups: Vec<&str> =
        rows.iter().map(|row| &row[8]).filter(|group| !group.is_empty()).collect();
    assert!(groups.contains(&"'=HYPERLINK(\"x\")") && groups.len() >= HOSTILE.len(), "{groups:?}");
}

//! What a terminal gets: no text of a file, a path or an argument steers it. A pipe and a file get the plain bytes.

#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use outflow::visible::is_hidden;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::COVERAGE;
use crate::command::Outflow;

/// A name that turns red, goes back to the begin of the line, and turns the text around.
const NAME: &str = "x\u{1b}[31m\r\u{202e}y\u{9b}2J\u{200b}";

/// A dataset of that name, whose labels, headers and numbers are such too.
fn hostile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let dataset = folder.path().join(NAME);
    fs::create_dir(&dataset).unwrap();
    let name = NAME
        .chars()
        .map(|character| format!("\\u{:04X}", u32::from(character)))
        .collect::<Vec<_>>()
        .concat();
    fs::write(dataset.join("outflow.toml"), format!("name = \"{name}\"\n{COVERAGE}")).unwrap();
    let rows = format!(
        "case_id;start;end;district;household;{NAME}\n\
         C{NAME};01-02-2018;;{NAME};{NAME};1\nD;05-03-2018;04-06-2018;Zuid;{NAME};2\nE;31-02-2018{NAME};;;;\n"
    );
    fs::write(dataset.join("benefits.csv"), rows.replace('\r', "")).unwrap();
    fs::write(dataset.join(format!("other {NAME}.csv")), "a;b\n1;2\n").unwrap();
    fs::write(folder.path().join(format!("{NAME}.csv")), "old").unwrap();
    folder
}

/// Every command that prints a text from outside, and every kind of message about a path.
fn ways() -> Vec<Vec<String>> {
    let year = "--year 2018 --allow-rejects 1 --data";
    let texts = [
        format!("report {year} NAME --format csv"),
        format!("report {year} NAME --format csv --csv excel-nl"),
        format!("report {year} NAME --format json"),
        format!("report {year} NAME --format table --provenance"),
        format!("report {year} NAME --format markdown"),
        format!("report {year} NAME --format html"),
        format!("cases inflow {year} NAME --format csv"),
        format!("cases inflow {year} NAME --format json"),
        format!("cases inflow {year} NAME"),
        format!("table stock_end --rows district {year} NAME --format csv"),
        "check --data NAME --format csv".to_owned(),
        "check --data NAME --format json".to_owned(),
        "check --data NAME".to_owned(),
        "init NAME --force".to_owned(),
        // what cannot be done, told with the path
        format!("report {year} NAME/none"),
        format!("report {year} NAME --skip NAME"),
        format!("report {year} NAME -o NAME.csv"),
        format!("report {year} NAME -o NAME/benefits.csv --force"),
        format!("report {year} NAME -o NAME/none/o.csv"),
        format!("report {year} NAME --municipality NAME"),
        format!("report {year} NAME --format NAME"),
        "report --year NAME".to_owned(),
        "report --period NAME".to_owned(),
        "report --year 2018 --benefits NAME.csv".to_owned(),
        "report --year 2018 --benefits NAME/benefits.csv --config NAME.csv".to_owned(),
        "report --year 2018 --data NAME --section NAME".to_owned(),
        "cases outflow --group NAME --year 2018 --allow-rejects 1 --data NAME".to_owned(),
        "audit NAME.csv".to_owned(),
        "audit NAME".to_owned(),
        "protect NAME.csv".to_owned(),
        "sample NAME".to_owned(),
        "sample NAME.csv".to_owned(),
        "sample NAME/sample --cases 5".to_owned(),
        "revise NAME NAME --year 2018 --allow-rejects 1".to_owned(),
        "man --all NAME/man".to_owned(),
        "NAME".to_owned(),
    ];
    let words = |text: &String| text.split(' ').map(|word| word.replace("NAME", NAME)).collect();
    texts.iter().map(words).collect()
}

fn program(folder: &Path, arguments: &[String]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_outflow"));
    command.env_clear().current_dir(folder).args(arguments).stdin(Stdio::null());
    command
}

/// What a terminal gets of a run, and its exit status.
fn on_terminal(folder: &Path, arguments: &[String]) -> (String, Option<i32>) {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&terminal).unwrap();
    unlockpt(&terminal).unwrap();
    let name = ptsname(&terminal, Vec::new()).unwrap();
    let side = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
    let mut command = program(folder, arguments);
    let mut child = command.stdout(side.try_clone().unwrap()).stderr(side).spawn().unwrap();
    drop(command); // the last end of the terminal but that of the child
    let mut shown = File::from(terminal);
    let reader = thread::spawn(move || {
        let mut bytes = Vec::new();
        // it ends with an error, where the last who wrote has gone
        let _ = shown.read_to_end(&mut bytes);
        bytes
    });
    let status = child.wait().unwrap().code();
    (String::from_utf8(reader.join().unwrap()).unwrap(), status)
}

#[test]
fn no_text_from_outside_steers_a_terminal() {
    for arguments in ways() {
        let folder = hostile();
        let (shown, status) = on_terminal(folder.path(), &arguments);
        assert!(!shown.is_empty(), "{arguments:?} shows nothing");
        assert!(matches!(status, Some(0..=3)), "{arguments:?}: {status:?}");
        // a terminal goes to the next line by CR and LF
        let shown = shown.replace("\r\n", "\n").replace("\r\n", "\n");
        // the styles of the program itself
        let styles = ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[33m", "\u{1b}[0m"];
        let shown = styles.iter().fold(shown, |shown, style| shown.replace(style, ""));
        let steers = |character: char| is_hidden(character) && character != '\n';
        if let Some(at) = shown.find(steers) {
            panic!("{arguments:?} shows {:?}", &shown[at..].chars().take(60).collect::<String>());
        }
    }
}

/// Messages are read on a terminal sooner or later, wherever they go first.
#[test]
fn no_message_steers_a_terminal_and_a_pipe_gets_the_bytes() {
    for arguments in ways() {
        let folder = hostile();
        let run = program(folder.path(), &arguments).output().unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert!(
            !said.contains(|character| is_hidden(character) && character != '\n'),
            "{arguments:?}: {said:?}"
        );
    }
    let folder = hostile();
    let arguments = ways().swap_remove(0);
    let run = program(folder.path(), &arguments).output().unwrap();
    let text = String::from_utf8(run.stdout).unwrap();
    let label = NAME.replace(['\r', '\u{200b}'], ""); // not at the end of a label
    assert!(text.contains(&format!(",{label},")) && text.contains(",,,benefits,1,"), "{text}");
    let to_file = [&arguments[..], &["-o".to_owned(), "o.csv".to_owned()]].concat();
    let (_, status) = on_terminal(folder.path(), &to_file);
    assert_eq!((status, fs::read_to_string(folder.path().join("o.csv")).unwrap()), (Some(0), text));
}

/// A name with the end of a line in it makes no line of its own.
#[test]
fn a_path_makes_no_line() {
    let folder = tempfile::tempdir().unwrap();
    let dataset = folder.path().join("a\nFORGED");
    fs::create_dir(&dataset).unwrap();
    fs::write(
        dataset.join("benefits.csv"),
        "start;end\n01-02-2018;\n05-03-2018;04-06-2018\n3;4;5\n",
    )
    .unwrap();
    fs::write(dataset.join("b\nFORGED.csv"), "a;b\n1;2\n").unwrap();
    for arguments in ways() {
        let arguments: Vec<_> =
            arguments.iter().map(|word| word.replace(NAME, "a\nFORGED")).collect();
        let run = program(folder.path(), &arguments).output().unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        if said.starts_with("error: ") {
            continue; // an argument that is no path, as it was typed
        }
        assert!(!said.lines().any(|line| line.starts_with("FORGED")), "{arguments:?}: {said}");
    }
}

/// With `--all` every table has the change in %, the earlier share and the change in points, within the width of a page.
#[test]
fn every_table_has_the_change_in_percent_and_the_earlier_shares() {
    let text = Outflow::new().args("report --year 2018 --data data/heerlen --all").text();
    assert!(text.lines().all(|line| line.chars().count() <= 79), "{text}");
    for (table, row, numbers) in [
        ("Benefits by age", "under 27", "450 455 −5 −1.1% 9.0% 8.7% +0.3 pp"),
        ("Outflow by reason", "Work ", "594 566 +28 +4.9% 39.8% 38.2% +1.6 pp"),
    ] {
        let (_, of_table) = text.split_once(&format!("\n{table} (")).unwrap();
        let line = of_table.lines().find(|line| line.starts_with(row)).unwrap();
        let shown: Vec<&str> = line[row.len()..].split_whitespace().collect();
        assert_eq!(shown.join(" "), numbers, "{table}");
    }
}

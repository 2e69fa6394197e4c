//! Every byte that the program gives out, by its hash: each command, form and language, what is refused, and all help.
//!
//! A line of `tests/golden/bytes.txt` is a command line, ` | `, and what came out: the exit status and the first 16
//! digits of the SHA-256 of standard output, of standard error and of what was written below `out/`. A change of the
//! code that should change no output is proved by it; one that should changes the lines that it names. To add a command
//! line, write it there without hashes; `OUTFLOW_BLESS=1 cargo test --test it bytes` fills them in.
//!
//! What the version of the program puts into its output is left out of the hashes, and a workbook is hashed by what its
//! parts say, not by how they are packed.

use std::fmt::Write;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use sha2::{Digest, Sha256};
use tempfile::TempDir;
use zip::ZipArchive;

use crate::command::Outflow;

const COVERAGE: &str = "[coverage]\nfrom = 2017-01-01\nto = 2018-12-31\n";
const BENEFITS: &str = "start;end\n01-02-2018;\n05-03-2017;04-06-2018\n";

/// Settings that are refused, or are refused in the end: each is the `outflow.toml` of the dataset `wrong/` + its name.
const SETTINGS: [(&str, &str); 30] = [
    ("syntax", "name = \"x\ncoverage"),
    ("twice", "name = \"x\"\nname = \"y\"\n"),
    ("key", "nam = \"x\"\n"),
    ("far", "zzzzzzzzz = 1\n"),
    ("type", "name = 3\n"),
    ("blank", "name = \"\"\n"),
    ("municipality", "municipality = [\"x\"]\n"),
    ("skip", "skip = []\n"),
    ("skips", "skip = [\"x\"]\n"),
    ("coverage", "coverage = 3\n"),
    ("coverage-key", "[coverage]\nfrom = 2017-01-01\ntill = 2018-12-31\n"),
    ("coverage-day", "[coverage]\nfrom = 2017-01-01T10:00:00\nto = 2018-12-31\n"),
    ("coverage-turned", "[coverage]\nfrom = 2018-01-01\nto = 2017-12-31\n"),
    ("file-key", "[benefits]\nfil = \"x.csv\"\n"),
    ("file-both", "[benefits]\nfile = \"x.csv\"\nfiles = [\"y.csv\"]\n"),
    ("delimiter", "[benefits]\ndelimiter = \"ab\"\n"),
    ("encoding", "[benefits]\nencoding = \"utf-9\"\n"),
    ("columns", "[benefits.columns]\nstrat = \"start\"\n"),
    ("columns-type", "[benefits.columns]\nstart = 1\n"),
    ("snapshot", "[benefits]\nsnapshot = \"name\"\n"),
    ("rows", "[benefits]\nrows = \"whole\"\n"),
    ("codes", "[codes.end_reson]\n\"55\" = \"work\"\n"),
    ("codes-group", "[codes.end_reason]\n\"55\" = \"werk\"\n"),
    ("definitions", "[definitions]\ngap_days = -1\nage_bounds = [30, 20]\n"),
    ("hours", "[definitions]\nfull_time_hours = 0.5\n"),
    ("ages", "[definitions]\nage_bounds = [30, 20]\n"),
    ("savings", "[savings]\naverage_benefit.18 = 14200\n"),
    ("method", "[savings]\nmethod = \"stok\"\naverage_benefit.2018 = 0\n"),
    ("targets", "[targets]\nstock_ende.2018 = 3\n"),
    ("population", "[population]\nper = 5000\n"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The folder in which all command lines run.
fn surroundings() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for town in ["heerlen", "maasgouw"] {
        copy(&root().join("data").join(town), &at("data").join(town));
    }
    copy(&root().join("examples/voorbeeldstad"), &at("town"));
    for (name, case) in [
        ("small", "publish"),
        ("region", "region-each"),
        ("rejected", "rejected-rows"),
        ("codes", "unknown-codes"),
        ("targets", "yardsticks"),
        ("formulas", "excel-nl"),
    ] {
        copy(&root().join("tests/golden").join(case).join("data"), &at(name));
    }
    // an earlier delivery: every fiftieth row is missing, and one benefit still runs
    copy(&at("data/maasgouw"), &at("earlier"));
    let benefits = fs::read_to_string(at("earlier/uitkeringen.csv")).unwrap();
    let kept = benefits.lines().enumerate().filter(|(number, _)| number % 50 != 49);
    let kept: Vec<&str> = kept.map(|(_, line)| line).collect();
    write(folder.path(), "earlier/uitkeringen.csv", &(kept.join("\n") + "\n"));
    // exports that nobody has described
    copy(&at("data/maasgouw"), &at("out/init"));
    fs::remove_file(at("out/init/outflow.toml")).unwrap();
    let list = "nr;klant;ingang;einde;reden\n1;a;01-02-2018;;\n2;b;05-03-2017;04-06-2018;99\n";
    write(folder.path(), "out/list/lijst.csv", list);
    write(folder.path(), "out/none/lijst.csv", "naam;plaats\nx;y\n");
    write(folder.path(), "out/there/outflow.toml", COVERAGE);
    write(folder.path(), "out/there/benefits.csv", BENEFITS);
    for (name, settings) in SETTINGS {
        write(folder.path(), &format!("wrong/{name}/outflow.toml"), settings);
        write(folder.path(), &format!("wrong/{name}/benefits.csv"), BENEFITS);
    }
    write(folder.path(), "one/benefits.csv", BENEFITS);
    write(folder.path(), "one/outflow.toml", COVERAGE);
    write(folder.path(), "two/benefits.csv", BENEFITS);
    write(folder.path(), "two/uitkeringen.csv", "case_id;start;end\n1;01-02-2018;\n");
    write(folder.path(), "cut/benefits.csv", "start;end\n01-02-2018;\"\n");
    write(folder.path(), "empty/benefits.csv", "");
    write(folder.path(), "other/notes.txt", "nothing of an export\n");
    write(folder.path(), "pair/a/benefits.csv", BENEFITS);
    write(folder.path(), "pair/b/benefits.csv", BENEFITS);
    let bare = r#"{"inner":3,"cells":[[0],[1],[2],[0,1,2]],"freq":[4,25,31,60],"threshold":10}"#;
    write(folder.path(), "bare.json", bare);
    for (file, options) in [
        ("released.json", "report --year 2018 --data small --publish --section caseload,savings"),
        (
            "released.csv",
            "trend --from 2017 --every half --data small --publish --section caseload",
        ),
        ("open.csv", "report --year 2018 --data small --section caseload"),
    ] {
        Outflow::new().args(options).args("--output").arg(file).cwd(folder.path()).run();
    }
    folder
}

/// Files and folders below `out/` that a command line names, and all that is in them.
fn written(folder: &Path, arguments: &str) -> Vec<u8> {
    let mut all = Vec::new();
    for name in arguments.split_whitespace().filter(|argument| argument.starts_with("out/")) {
        let mut paths = vec![folder.join(name)];
        while let Some(path) = paths.pop() {
            if let Ok(entries) = fs::read_dir(&path) {
                let mut below: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
                below.sort();
                paths.extend(below);
            } else if let Ok(bytes) = fs::read(&path) {
                all.extend(path.strip_prefix(folder).unwrap().display().to_string().into_bytes());
                all.extend(plain(&bytes));
            }
        }
    }
    all
}

/// What bytes say: a workbook by its parts, all without the version of the program.
fn plain(bytes: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    if bytes.starts_with(b"PK\x03\x04") {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            unpacked.extend(part.name().unwrap().as_bytes());
            part.read_to_end(&mut unpacked).unwrap();
        }
    } else {
        unpacked.extend_from_slice(bytes);
    }
    match String::from_utf8(unpacked) {
        Ok(text) => text.replace(env!("CARGO_PKG_VERSION"), "VERSION").into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

fn hash(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return "-".to_owned();
    }
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

/// Runs a command line and tells what came out.
fn outcome(folder: &Path, arguments: &str) -> String {
    let run = Outflow::new().args(arguments).cwd(folder).stdin(BENEFITS.as_bytes()).run();
    let (stdout, stderr) = (plain(&run.stdout), plain(run.stderr.as_bytes()));
    let written = written(folder, arguments);
    let status = run.status.unwrap();
    format!("{status} {} {} {}", hash(&stdout), hash(&stderr), hash(&written))
}

/// What came out of each command line, in their order; two are run at a time.
fn outcomes(folder: &Path, lines: &[&str]) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let work = || {
        let sender = sender.clone();
        while let Some(line) = lines.get(next.fetch_add(1, Ordering::Relaxed)) {
            sender.send((*line, outcome(folder, line))).unwrap();
        }
    };
    thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    drop(sender);
    let mut outcomes: Vec<(&str, String)> = receiver.iter().collect();
    outcomes.sort_by_key(|(line, _)| lines.iter().position(|known| known == line));
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

#[test]
fn every_byte_of_every_command_line() {
    let file = root().join("tests/golden/bytes.txt");
    let text = fs::read_to_string(&file).unwrap();
    let is_command = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let parts = |line: &'_ str| {
        line.rsplit_once(" | ").map_or((line.to_owned(), String::new()), |(command, before)| {
            (command.to_owned(), before.to_owned())
        })
    };
    let known: Vec<(String, String)> = text.lines().filter(is_command).map(parts).collect();
    assert!(known.len() >= 150, "the command lines are there: {}", known.len());
    let lines: Vec<&str> = known.iter().map(|(line, _)| line.as_str()).collect();
    let folder = surroundings();
    let outcomes = outcomes(folder.path(), &lines);
    assert_eq!(outcomes.len(), lines.len(), "each command line stands there once");
    if std::env::var_os("OUTFLOW_BLESS").is_some_and(|value| value == "1") {
        let mut outcomes = outcomes.iter();
        let blessed = text.lines().map(|line| {
            if is_command(&line) {
                format!("{} | {}", parts(line).0, outcomes.next().unwrap())
            } else {
                line.to_owned()
            }
        });
        let blessed: Vec<String> = blessed.collect();
        fs::write(&file, blessed.join("\n") + "\n").unwrap();
        return;
    }
    let differing: Vec<String> = known
        .iter()
        .zip(&outcomes)
        .filter(|((_, before), now)| before != *now)
        .map(|((line, before), now)| format!("outflow {line}\n  {before}\n  {now}"))
        .collect();
    assert!(
        differing.is_empty(),
        "other bytes come out (status, stdout, stderr, files):\n{}",
        differing.join("\n")
    );
}

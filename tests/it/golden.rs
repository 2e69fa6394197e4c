//! Tiny exports with the whole of what is printed, byte for byte.
//!
//! Each folder of `tests/golden` is a case: `arguments` (of `report`, unless they begin with another command), the exports in `data`, and what has to
//! come out in `stdout` and `stderr` (which ends with the exit status). `OUTFLOW_BLESS=1` writes
//! these two anew; read the difference before it is kept.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::Outflow;

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let entries = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    cases.sort();
    assert!(cases.len() >= 10, "the cases are there");
    cases
}

#[test]
fn every_byte_of_every_case() {
    let bless = std::env::var_os("OUTFLOW_BLESS").is_some_and(|value| value == "1");
    let mut differing = Vec::new();
    for case in cases() {
        let arguments = fs::read_to_string(case.join("arguments")).unwrap();
        let command = if arguments.starts_with("--") { "report" } else { "" };
        let run = Outflow::new().args(command).args(&arguments).cwd(&case).run();
        let told = format!("{}exit status {}\n", run.stderr, run.status.unwrap());
        for (name, bytes) in [("stdout", run.stdout.as_slice()), ("stderr", told.as_bytes())] {
            let path = case.join(name);
            if bless {
                fs::write(&path, bytes).unwrap();
            } else if fs::read(&path).unwrap() != bytes {
                let now = String::from_utf8_lossy(bytes).into_owned();
                differing.push(format!("{}:\n{now}", path.display()));
            }
        }
    }
    assert!(differing.is_empty(), "other bytes come out:\n{}", differing.join("\n"));
}

/// What is published in these cases stands up to an audit of its long form.
#[test]
fn published_cases_stand_up_to_an_audit() {
    let mut audited = 0;
    for case in cases() {
        let arguments = fs::read_to_string(case.join("arguments")).unwrap();
        if !arguments.contains("--publish")
            || ["story", "summary"].iter().any(|of| arguments.starts_with(of))
        {
            continue;
        }
        let command = if arguments.starts_with("--") { "report" } else { "" };
        let long =
            Outflow::new().args(command).args(&arguments).args("--format csv").cwd(&case).run();
        if long.status == Some(2) {
            continue; // another format is part of the case
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("long.csv");
        fs::write(&file, &long.stdout).unwrap();
        let audit = Outflow::new().args("audit").arg(&file).run();
        assert_eq!(audit.status, Some(0), "{}: {}", case.display(), audit.stdout());
        audited += 1;
    }
    assert!(audited >= 4, "published cases are there: {audited}");
}

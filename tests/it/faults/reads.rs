//! What a run reads is safe from its own `--output`: whatever is read, however it is named, with `--force` too.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::dataset;
use crate::command::Outflow;

const EXPORT: &str =
    "case_id;person_id;start;end\nZ1;P1;01-02-2018;\nZ2;P2;05-03-2018;04-06-2018\n";
const PLACEMENTS: &str = "person_id;start\nP2;01-06-2018\n";
const CONFIG: &str = "[coverage]\nfrom = 2017-01-01\nto = 2018-12-31\n";
const BENCHMARK: &str = "period,figure,group,value,source\n2018,inflow,,3,region\n";

/// Two datasets, a configuration beside them, a report that was published, and a benchmark.
fn folder() -> TempDir {
    let folder = dataset(&[
        ("benefits.csv", EXPORT.as_bytes()),
        ("placements.csv", PLACEMENTS.as_bytes()),
        ("others.csv", BENCHMARK.as_bytes()),
    ]);
    let at = |name: &str| folder.path().join(name);
    fs::write(at("d/outflow.toml"), format!("{CONFIG}[benchmark]\nfile = \"others.csv\"\n"))
        .unwrap();
    fs::create_dir(at("old")).unwrap();
    fs::write(at("old/benefits.csv"), format!("{EXPORT}Z3;P3;01-07-2018;\n")).unwrap();
    fs::write(at("old/outflow.toml"), CONFIG).unwrap();
    fs::write(at("config.toml"), CONFIG).unwrap();
    let released =
        Outflow::report("--year 2017 --data d --partial --format json --output released.json");
    released.cwd(folder.path()).text();
    folder
}

/// The commands that write a file, and every file that each reads.
const READ: [(&str, &[&str]); 12] = [
    (
        "report --year 2018 --data d",
        &["d/benefits.csv", "d/placements.csv", "d/outflow.toml", "d/others.csv"],
    ),
    (
        "report --year 2018 --benefits d/benefits.csv --placements d/placements.csv --config config.toml",
        &["d/benefits.csv", "d/placements.csv", "config.toml"],
    ),
    (
        "report --year 2018 --data d --publish --released released.json",
        &["released.json", "d/benefits.csv"],
    ),
    ("summary --year 2018 --data d", &["d/benefits.csv", "d/outflow.toml", "d/others.csv"]),
    ("story --year 2018 --data d", &["d/benefits.csv", "d/outflow.toml", "d/others.csv"]),
    ("trend --data d", &["d/benefits.csv", "d/outflow.toml", "d/others.csv"]),
    ("trend --data d --publish --released released.json", &["released.json"]),
    (
        "table outflow --rows reason --year 2018 --data d --publish --released released.json",
        &["d/benefits.csv", "d/outflow.toml", "released.json"],
    ),
    (
        "cohorts --data d --publish --released released.json",
        &["d/benefits.csv", "d/outflow.toml", "released.json"],
    ),
    ("cases inflow --year 2018 --data d", &["d/benefits.csv", "d/outflow.toml", "d/others.csv"]),
    ("explain inflow --year 2018 --data d", &["d/benefits.csv", "d/outflow.toml"]),
    (
        "revise old d --year 2018",
        &["old/benefits.csv", "old/outflow.toml", "d/benefits.csv", "d/outflow.toml"],
    ),
];

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for below in ["", "d", "old"] {
        for entry in fs::read_dir(folder.join(below)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                found.push((path.display().to_string(), fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[track_caller]
fn assert_safe(folder: &TempDir, command: &str, target: &str) {
    let before = contents(folder.path());
    let run = Outflow::new().args(command).args("--force --output").arg(target);
    let run = run.cwd(folder.path()).run();
    let says = format!("{target}: is one of the files that are read");
    // a form that the ending does not fit is refused before anything is read
    let refused =
        run.stderr.contains("an ending that") || run.stderr.contains("contradict each other");
    assert!(run.stderr.contains(&says) || refused, "{command} --output {target}: {}", run.stderr);
    assert_eq!((run.status, run.stdout()), (Some(2), ""), "{command} --output {target}");
    assert!(contents(folder.path()) == before, "{command} --output {target}");
}

#[test]
fn nothing_that_a_run_reads_is_written_over() {
    let folder = folder();
    for (command, files) in READ {
        for file in files {
            assert_safe(&folder, command, file);
        }
    }
    let check = ["d/benefits.csv", "d/placements.csv", "d/outflow.toml", "d/others.csv"];
    for file in check {
        assert_safe(&folder, "check --data d", file);
    }
    // the same command writes any other file
    let other = Outflow::report("--year 2018 --data d --force --output d/other.txt");
    assert_eq!(other.cwd(folder.path()).run().status, Some(0));
}

#[cfg(unix)]
#[test]
fn nor_by_another_name() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    std::os::unix::fs::symlink("benefits.csv", at("d/link")).unwrap();
    std::os::unix::fs::symlink("link", at("d/link-to-link")).unwrap();
    std::os::unix::fs::symlink("d", at("e")).unwrap();
    fs::hard_link(at("d/outflow.toml"), at("hard")).unwrap();
    let absolute = at("d/benefits.csv").display().to_string();
    let names =
        ["d/link", "d/link-to-link", "e/benefits.csv", "hard", "./d/../d/benefits.csv", &absolute];
    for name in names {
        assert_safe(&folder, "report --year 2018 --data d", name);
    }
    // and where the run itself reads by a link
    assert_safe(&folder, "report --year 2018 --benefits e/link", "d/benefits.csv");
    // a configuration that is not there yet would be read by the next run
    fs::remove_file(at("old/outflow.toml")).unwrap();
    let run = Outflow::report("--year 2018 --partial --data old --output old/outflow.toml");
    assert_eq!(run.cwd(folder.path()).run().status, Some(2));
    assert!(!at("old/outflow.toml").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn nor_where_it_comes_by_standard_input() {
    let folder = folder();
    let script = format!(
        "{} report --year 2018 --benefits - --config config.toml --force --output d/benefits.csv \
         < d/benefits.csv",
        env!("CARGO_BIN_EXE_outflow")
    );
    let mut shell = std::process::Command::new("sh");
    let status = shell.args(["-c", &script]).current_dir(folder.path()).status().unwrap();
    assert_eq!(status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.path().join("d/benefits.csv")).unwrap(), EXPORT);
}

/// A link that is asked for stays one, and the file that it leads to is replaced.
#[cfg(unix)]
#[test]
fn a_link_is_written_through() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("old/report.csv"), "old").unwrap();
    std::os::unix::fs::symlink("old/report.csv", at("link.csv")).unwrap();
    let report = Outflow::report("--year 2018 --data d --format csv --force --output link.csv");
    assert_eq!(report.cwd(folder.path()).run().status, Some(0));
    assert!(fs::symlink_metadata(at("link.csv")).unwrap().is_symlink());
    assert!(fs::read_to_string(at("old/report.csv")).unwrap().starts_with("municipality,"));
}

/// `init` describes what is there, and takes the place of none of it.
#[cfg(unix)]
#[test]
fn init_writes_over_no_export() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::remove_file(at("d/outflow.toml")).unwrap();
    for make in [
        (|from, to| std::os::unix::fs::symlink(from, to))
            as fn(&Path, &Path) -> std::io::Result<()>,
        |from, to| fs::hard_link(from, to),
    ] {
        make(&at("d/benefits.csv"), &at("d/outflow.toml")).unwrap();
        let run = Outflow::new().args("init --force d").cwd(folder.path()).run();
        assert_ne!(run.status, Some(0));
        assert_eq!(fs::read_to_string(at("d/benefits.csv")).unwrap(), EXPORT);
        fs::remove_file(at("d/outflow.toml")).unwrap();
    }
}

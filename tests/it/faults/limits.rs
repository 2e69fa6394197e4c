//! Too few threads, descriptors or bytes of memory: a report, or status 1 with the reason and nothing left behind. Never
//! a trace of the program's own, and never a wait without end.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{GOOD, dataset, names};
use crate::command::{Outflow, Run};

/// Larger than any address, so that no thread can be given such a stack.
const NO_THREADS: (&str, &str) = ("RUST_MIN_STACK", "140737488355328");

fn run(folder: &Path, arguments: &str) -> Run {
    Outflow::new().args(arguments).cwd(folder).run()
}

fn without_threads(folder: &Path, arguments: &str) -> Run {
    Outflow::new().args(arguments).env(NO_THREADS.0, NO_THREADS.1).cwd(folder).run()
}

/// What counts alone takes longer, and makes the same.
#[test]
fn what_needs_no_thread_is_made_without_any() {
    let folder = dataset(&[("benefits.csv", GOOD)]);
    for arguments in [
        "report --year 2018 --data d --format csv --threads 4",
        "report --year 2018 --data d --publish",
        "report --year 2018 --data d --format html",
        "check --data d",
        "cases inflow --year 2018 --data d",
        "init d --force",
    ] {
        let (whole, alone) =
            (run(folder.path(), arguments), without_threads(folder.path(), arguments));
        assert_eq!((whole.status, &whole.stdout), (Some(0), &alone.stdout), "{arguments}");
        assert_eq!((alone.status, &alone.stderr), (Some(0), &whole.stderr), "{arguments}");
    }
}

/// The writer of workbooks makes each sheet in a thread of its own.
#[test]
fn a_workbook_without_threads_is_refused_with_the_reason() {
    const REASON: &str = "cannot write the workbook: it takes more threads or memory than there are; raise the limits (ulimit \
                          -u, ulimit -v), or use another --format\n";
    let folder = dataset(&[("benefits.csv", GOOD)]);
    for command in [
        "report --year 2018",
        "trend --every half --from 2018 --to 2018",
        "table stock_end --rows duration --year 2018",
        "cohorts",
    ] {
        let arguments = format!("{command} --data d --format xlsx --threads 1");
        let refused = without_threads(folder.path(), &arguments);
        assert_eq!((refused.status, refused.stdout()), (Some(1), ""), "{command}");
        assert!(
            refused.stderr.ends_with(&format!("outflow: standard output: {REASON}")),
            "{}",
            refused.stderr
        );
        fs::write(folder.path().join("o.xlsx"), "old").unwrap();
        let refused = without_threads(folder.path(), &format!("{arguments} -o o.xlsx --force"));
        assert_eq!(refused.status, Some(1), "{command}");
        assert!(
            refused.stderr.ends_with(&format!("outflow: o.xlsx: {REASON}")),
            "{}",
            refused.stderr
        );
        assert_eq!(refused.stderr.matches("outflow: o.xlsx").count(), 1);
        assert_eq!(fs::read(folder.path().join("o.xlsx")).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["d", "o.xlsx"]);
    }
}

#[test]
fn a_number_of_threads_has_bounds() {
    let folder = dataset(&[("benefits.csv", GOOD)]);
    for threads in ["0", "257", "99999999999999999999", "-1", "two"] {
        let refused =
            run(folder.path(), &format!("report --year 2018 --data d --threads={threads}"));
        assert_eq!((refused.status, refused.stdout()), (Some(2), ""), "{threads}");
        let told = "for '--threads <N>': expected a number of threads from 1 to 256\n";
        assert!(refused.stderr.contains(told), "{}", refused.stderr);
    }
    assert_eq!(run(folder.path(), "report --year 2018 --data d --threads 256").status, Some(0));
}

/// Runs the program under a limit; `None` where it cannot even begin.
fn limited(folder: &Path, limit: &str, environment: &str, arguments: &str) -> Option<Run> {
    let program = env!("CARGO_BIN_EXE_outflow");
    let started = |arguments: &str| {
        let script = format!("ulimit {limit} || exit 99; {environment} exec {program} {arguments}");
        let output = Command::new("sh").args(["-c", &script]).current_dir(folder).output();
        Run::new(output.unwrap())
    };
    (started("--version").status == Some(0)).then(|| started(arguments))
}

/// A whole file or none, and a reason where there is none.
#[track_caller]
fn assert_whole_or_none(folder: &Path, run: &Run, what: &str) -> bool {
    let made = names(folder).contains(&"o.xlsx".to_owned());
    match run.status {
        Some(0) => assert!(made, "{what}: nothing is made"),
        Some(1) => assert!(!made && !run.stderr.is_empty(), "{what}: {}", run.stderr),
        status => panic!("{what}: exit status {status:?}: {}", run.stderr),
    }
    let _ = fs::remove_file(folder.join("o.xlsx"));
    assert_eq!(names(folder), ["d"], "{what}");
    made
}

/// Whatever the limit of memory or descriptors under which the program can begin at all. A trace of a fault would take
/// memory itself, and used to wait for ever for it.
#[test]
fn a_workbook_in_little_memory_and_with_few_files() {
    let folder = dataset(&[("benefits.csv", GOOD)]);
    let arguments = "report --year 2018 --data d -o o.xlsx";
    let memory = (14_000..120_000).step_by(4_000).map(|kibibytes| format!("-v {kibibytes}"));
    let files = (3..14).map(|files| format!("-n {files}"));
    let (mut runs, mut made) = (0, 0);
    for limit in memory.chain(files) {
        for environment in ["RUST_BACKTRACE=0", "RUST_BACKTRACE=1"] {
            let Some(run) = limited(folder.path(), &limit, environment, arguments) else {
                continue;
            };
            runs += 1;
            made += usize::from(assert_whole_or_none(folder.path(), &run, &limit));
        }
    }
    assert!(made > 0 && made < runs, "the limits show nothing: {made} of {runs} made");
}

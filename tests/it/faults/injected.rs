//! Every call of the system that can fail, failing at its n-th time, for every n; and every signal at every write: whole
//! files or none, status 0 to 3 or death by that signal, and nothing else left in the folder.
//!
//! This needs `strace` and takes minutes, so it is run by hand:
//! `cargo test --locked --test it injected -- --ignored`. With `OUTFLOW_STRIDE=7` only every seventh call fails.

#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use tempfile::TempDir;

/// A call and the errors that it may give.
const CALLS: [(&str, &[&str]); 27] = [
    ("openat", &["EACCES", "EMFILE", "EIO"]),
    ("read", &["EIO", "EINTR", "EAGAIN"]),
    ("pread64", &["EIO"]),
    ("write", &["ENOSPC", "EIO", "EINTR", "EPIPE"]),
    ("close", &["EIO", "EINTR"]),
    ("fsync", &["EIO", "ENOSPC"]),
    ("rename", &["EIO", "ENOSPC"]),
    ("renameat", &["EIO"]),
    ("renameat2", &["EIO"]),
    ("linkat", &["EIO", "EXDEV"]),
    ("unlink", &["EIO"]),
    ("mkdir", &["ENOSPC"]),
    ("fchmod", &["EPERM"]),
    ("fchown", &["EPERM"]),
    ("fcntl", &["EINVAL"]),
    ("statx", &["EACCES", "EIO", "ENOSYS"]),
    ("fstat", &["EIO"]),
    ("newfstatat", &["EIO"]),
    ("lseek", &["EIO"]),
    ("getdents64", &["EIO"]),
    ("readlink", &["EIO"]),
    ("getcwd", &["EACCES"]),
    ("mmap", &["ENOMEM"]),
    ("brk", &["retval=0"]), // it gives no error, but an end of the memory that is lower than the one asked for
    ("mprotect", &["ENOMEM"]),
    ("clone3", &["EAGAIN", "ENOSYS"]),
    ("sched_getaffinity", &["EPERM"]),
];

/// What ends a program that does not heed it, but for what is only sent to a program that has asked for it.
const SIGNALS: [(&str, i32); 13] = [
    ("SIGHUP", 1),
    ("SIGINT", 2),
    ("SIGQUIT", 3),
    ("SIGKILL", 9),
    ("SIGUSR1", 10),
    ("SIGUSR2", 12),
    ("SIGPIPE", 13),
    ("SIGALRM", 14),
    ("SIGTERM", 15),
    ("SIGXCPU", 24),
    ("SIGXFSZ", 25),
    ("SIGVTALRM", 26),
    ("SIGPROF", 27),
];

/// The commands that write files; `o` or `s` is what they write.
const WAYS: [&str; 6] = [
    "report --year 2018 --data d --format csv -o o.csv",
    "report --year 2018 --data d -o o.xlsx --force",
    "report --year 2018 --data d --publish -o o.html",
    "cases inflow --year 2018 --data d -o o.csv --force",
    "sample s --cases 20",
    "check --data d --threads 3",
];

const ROWS: &str =
    "case_id;person_id;start;end;sex\n1;1;01-02-2018;;m\n2;2;05-03-2017;04-06-2018;v\n";

/// A fresh folder with exports, and with an old file for those who replace one.
fn folder(way: &str) -> TempDir {
    let folder = super::dataset(&[("benefits.csv", ROWS.as_bytes())]);
    if way.contains("--force") {
        let name = way.split(' ').find(|word| word.starts_with("o.")).unwrap();
        fs::write(folder.path().join(name), "old").unwrap();
    }
    folder
}

/// Files with their bytes, by name.
type Files = BTreeMap<String, Vec<u8>>;

/// The files of a folder and of those below it.
fn files(folder: &Path) -> Files {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Runs the program under strace with these options; its status, the trace, and what it said.
fn traced(folder: &Path, options: &[String], way: &str) -> (ExitStatus, String, String) {
    let trace = tempfile::NamedTempFile::new().unwrap();
    let mut command = Command::new("timeout");
    command.args(["60", "strace", "-f", "-qq", "-o"]).arg(trace.path()).args(options);
    command.arg(env!("CARGO_BIN_EXE_outflow")).args(way.split(' ')).current_dir(folder);
    let output = command.stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let status = match output.status.code() {
        Some(code) if code > 128 => ExitStatus::from_raw(code - 128), // as `timeout` tells a signal
        _ => output.status,
    };
    (status, fs::read_to_string(trace.path()).unwrap(), said)
}

/// How often each call is made before the program itself begins, and in all. The first thing it does is to heed SIGABRT.
fn counted(trace: &str) -> BTreeMap<&str, (usize, usize)> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut has_begun = false;
    for line in trace.lines() {
        has_begun |= line.contains("rt_sigaction(SIGABRT");
        let call = line.split_whitespace().nth(1).and_then(|call| call.split_once('('));
        if let Some((call, _)) = call {
            let (before, all) = counts.entry(call).or_default();
            *before += usize::from(!has_begun);
            *all += 1;
        }
    }
    counts
}

/// How strace is told of an error.
fn outcome(error: &str) -> String {
    if error.contains('=') { error.to_owned() } else { format!("error={error}") }
}

fn stride() -> usize {
    std::env::var("OUTFLOW_STRIDE").ok().and_then(|stride| stride.parse().ok()).unwrap_or(1)
}

/// What is wrong with what a run left behind, if anything.
fn objection(
    folder: &Path,
    (old, whole): (&Files, &Files),
    status: ExitStatus,
    said: &str,
) -> Option<&'static str> {
    let left = files(folder);
    let is_known = |(name, bytes): (&String, &Vec<u8>)| {
        [old, whole].iter().any(|files| files.get(name) == Some(bytes))
    };
    if !left.iter().all(is_known) || !old.keys().all(|name| left.contains_key(name)) {
        return Some("a file is neither old nor whole, or something else is left");
    }
    match status.code() {
        Some(0 | 3) if left != *whole => Some("it says that all is made"),
        Some(1 | 2) if said.is_empty() => Some("it ends without a word"),
        Some(124) => Some("it waits for ever"),
        Some(4.. | ..0) => Some("that is no exit status of the program"),
        _ => None, // for the caller to see by which signal it ended, if by any
    }
}

#[test]
#[ignore = "needs strace and takes minutes"]
fn the_nth_call_of_the_system_fails() {
    let mut wrong = Vec::new();
    for way in WAYS {
        let (before, after) = (folder(way), folder(way));
        let (status, trace, said) = traced(after.path(), &[], way);
        assert!(status.success(), "{way}: {said}");
        let (old, whole) = (files(before.path()), files(after.path()));
        let counts = counted(&trace);
        for (call, errors) in CALLS {
            let Some((from, to)) = counts.get(call) else { continue };
            // a few more than without a fault, since a fault may bring about other calls
            for (error, nth) in errors.iter().flat_map(|error| {
                (from + 1..=to + 3).step_by(stride()).map(move |nth| (error, nth))
            }) {
                let folder = folder(way);
                let options =
                    ["-e".to_owned(), format!("inject={call}:{}:when={nth}", outcome(error))];
                let options = [&["-e".to_owned(), format!("trace={call}")][..], &options].concat();
                let (status, trace, said) = traced(folder.path(), &options, way);
                if !trace.contains("(INJECTED)") {
                    continue;
                }
                let what = objection(folder.path(), (&old, &whole), status, &said)
                    .or(status.code().is_none().then_some("it dies"));
                if let Some(what) = what {
                    wrong.push(format!("{way}: {call} {nth} {error}: {status}: {what}: {said}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "needs strace and takes minutes"]
fn every_signal_at_every_write() {
    let mut wrong = Vec::new();
    for way in &WAYS[..5] {
        let (before, after) = (folder(way), folder(way));
        let (_, trace, _) = traced(after.path(), &[], way);
        let (old, whole) = (files(before.path()), files(after.path()));
        for call in ["openat", "write", "fsync", "linkat", "rename"] {
            let Some((from, to)) = counted(&trace).get(call).copied() else { continue };
            for (name, number) in SIGNALS {
                for nth in (from + 1..=to).step_by(stride()) {
                    let folder = folder(way);
                    let inject = format!("inject={call}:signal={name}:when={nth}");
                    let options =
                        ["-e".to_owned(), format!("trace={call}"), "-e".to_owned(), inject];
                    let (status, _, said) = traced(folder.path(), &options, way);
                    let is_death = status.signal().is_none_or(|signal| signal == number);
                    let what = objection(folder.path(), (&old, &whole), status, &said)
                        .or((!is_death).then_some("it dies by another signal"));
                    if let Some(what) = what {
                        wrong.push(format!("{way}: {call} {nth} {name}: {status}: {what}: {said}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

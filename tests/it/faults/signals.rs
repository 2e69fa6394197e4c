//! A run that is ended while it writes: the old file is whole or the new one is, and nothing else is left.

#![cfg(unix)]

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Every signal that ends a program which does not heed it, but for those that nothing can heed.
const ENDING: [(&str, i32); 10] = [
    ("INT", 2),
    ("TERM", 15),
    ("HUP", 1),
    ("QUIT", 3),
    ("USR1", 10),
    ("USR2", 12),
    ("ALRM", 14),
    ("XCPU", 24),
    ("VTALRM", 26),
    ("PROF", 27),
];

fn sample(folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_outflow"));
    command.args(["sample", "--force", "--cases", "3000"]).arg(folder);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Lets a run go on for a while and ends it.
fn ended(mut child: Child, after: Duration, signal: &str) -> ExitStatus {
    std::thread::sleep(after);
    let mut kill = Command::new("kill");
    kill.arg(format!("-{signal}")).arg(child.id().to_string()).stderr(Stdio::null());
    kill.status().unwrap(); // the run may be over, which is for the caller to see
    child.wait().unwrap()
}

/// Ends runs at so many moments. Every file is as one of the two samples has it, whatever the moment.
fn end_runs(times: u32) {
    let folder = tempfile::tempdir().unwrap();
    let started = Instant::now();
    assert!(sample(folder.path()).wait().unwrap().success());
    let mut whole_run = started.elapsed();
    let contents = || {
        let files = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
        let mut files: Vec<_> = files.map(|file| (file.clone(), fs::read(file).unwrap())).collect();
        files.sort();
        files
    };
    let whole = contents();
    let (mut stopped, mut runs) = (0, 0);
    while stopped < times {
        let (name, signal) = ENDING[runs % ENDING.len()];
        let status = ended(sample(folder.path()), whole_run * stopped / times, name);
        runs += 1;
        if status.success() {
            // it was over sooner than the first one: the next are ended earlier
            whole_run = whole_run * 9 / 10;
        } else {
            // a shell shows 128 and the signal: 130, 143 …
            assert_eq!(status.signal(), Some(signal), "{name}: {status}");
            stopped += 1;
        }
        assert!(
            contents() == whole,
            "after {stopped} of {times}: {:?}",
            fs::read_dir(folder.path()).unwrap().collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_run_that_is_ended_leaves_whole_files_and_nothing_else() {
    end_runs(30);
}

#[test]
#[ignore = "takes minutes"]
fn a_run_that_is_ended_a_thousand_times() {
    end_runs(1000);
}

/// What was ignored when the program began stays so: a run that is started with `nohup` outlives its terminal.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_was_ignored_stays_ignored() {
    let folder = tempfile::tempdir().unwrap();
    let script = format!(
        "trap '' HUP USR1; {} sample --cases 3000 s & p=$!; \
         while kill -HUP $p 2> /dev/null && kill -USR1 $p 2> /dev/null; do sleep 0.01; done; wait $p",
        env!("CARGO_BIN_EXE_outflow")
    );
    let mut shell = Command::new("bash");
    let status = shell.args(["-c", &script]).current_dir(folder.path()).output().unwrap().status;
    assert_eq!(status.code(), Some(0));
    assert!(folder.path().join("s/outflow.toml").is_file());
}

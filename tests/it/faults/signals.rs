//! A run that is ended while it writes: the old file is whole or the new one is, and nothing else is left.

#![cfg(unix)]

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

const INTERRUPT: i32 = 2;
const TERMINATE: i32 = 15;

fn sample(folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_outflow"));
    command.args(["sample", "--force", "--cases", "3000"]).arg(folder);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Lets a run go on for a while and ends it.
fn ended(mut child: Child, after: Duration, signal: i32) -> ExitStatus {
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
    let whole_run = started.elapsed();
    let contents = || {
        let files = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
        let mut files: Vec<_> = files.map(|file| (file.clone(), fs::read(file).unwrap())).collect();
        files.sort();
        files
    };
    let whole = contents();
    let mut stopped = 0;
    for time in 0..times {
        let signal = if time % 2 == 0 { TERMINATE } else { INTERRUPT };
        let status = ended(sample(folder.path()), whole_run * time / times, signal);
        if !status.success() {
            // a shell shows 128 and the signal: 130 or 143
            assert_eq!(status.signal(), Some(signal), "{status}");
            stopped += 1;
        }
        assert!(
            contents() == whole,
            "after {time} of {times}: {:?}",
            fs::read_dir(folder.path()).unwrap().collect::<Vec<_>>()
        );
    }
    assert!(stopped * 2 > times, "only {stopped} of {times} runs were ended before they were over");
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

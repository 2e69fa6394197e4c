//! How many instructions a run of the program takes over 10⁴ rows of benefits. Unlike time, that number is nearly the
//! same on a busy machine, so that a change of a few per cent can be seen.
//!
//! Needs valgrind and `cargo install gungraun-runner` of the version of gungraun in Cargo.lock.
#![allow(missing_docs, reason = "gungraun's macros make modules and functions of their own")]
#![allow(clippy::expect_used, reason = "a benchmark without its data has nothing to say")]

use std::path::{Path, PathBuf};

use gungraun::{binary_benchmark, binary_benchmark_group, main};

const PROGRAM: &str = env!("CARGO_BIN_EXE_outflow");

fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("instructions")
}

/// Invented exports: 7,000 cases give about 10⁴ rows. Not counted.
fn sample() {
    let mut sample = std::process::Command::new(PROGRAM);
    sample.arg("sample").arg(folder()).args(["--cases", "7000", "--force"]);
    let status = sample.status().expect("the program starts");
    assert!(status.success(), "outflow sample: {status}");
}

// One thread: how work is shared out between threads differs from run to run.
#[binary_benchmark(setup = sample())]
#[bench::whole("report", &["--year", "2024", "--format", "csv"])]
#[bench::table("report", &["--year", "2024"])]
#[bench::caseload("report", &["--year", "2024", "--format", "csv", "--section", "caseload"])]
#[bench::profile("report", &["--year", "2024", "--format", "csv", "--section", "profile"])]
#[bench::check("check", &[])]
fn run(name: &str, options: &[&str]) -> gungraun::Command {
    gungraun::Command::new(PROGRAM)
        .arg(name)
        .arg("--data")
        .arg(folder())
        .args(["--threads", "1"])
        .args(options)
        .build()
}

binary_benchmark_group!(name = program, benchmarks = [run]);
main!(binary_benchmark_groups = program);

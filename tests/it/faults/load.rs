//! Far more than any export holds: a limit with its line, in bounded memory. What takes long is left out of the
//! ordinary run: `cargo test --release faults::load -- --ignored --test-threads 1`.

use std::io::{self, Read};

use super::{dataset, report};
use crate::command::Run;
use crate::properties::{Made, made};

/// The report of an export that is made while it is read.
fn read(export: &mut (dyn Read + Send)) -> Made {
    let arguments =
        ["report", "--year", "2018", "--partial", "--format", "csv", "--allow-rejects", "100%"];
    made(&[&arguments[..], &["--benefits", "-"]].concat(), export)
}

#[track_caller]
fn assert_refused(mut export: impl Read + Send, says: &str) {
    let made = read(&mut export);
    assert_eq!((made.status, made.stdout.as_str()), (1, ""), "{}", made.stderr);
    assert_eq!(
        made.stderr,
        format!("outflow: -:{says}; this is not a usable export: export it again\n")
    );
}

fn after(start: &str, byte: u8, count: u64) -> impl Read + Send {
    start.as_bytes().chain(io::repeat(byte).take(count))
}

const LONG_LINE: &str = "2: a line is over the limit of 16 MB";

#[test]
fn a_line_without_end() {
    assert_refused(after("start;end\n", b'x', 20_000_000), LONG_LINE);
}

#[test]
fn a_field_without_end() {
    let made = read(&mut after("start;end\n01-02-2018;\"", b'x', 20_000_000));
    assert_eq!(
        made.stderr,
        "outflow: -:2: a quote that opens here is never closed; close it, or export the file again\n"
    );
}

#[test]
fn a_header_without_end() {
    assert_refused(after("start;end;", b'x', 3_000_000), "1: the header is over the limit of 1 MB");
    let columns = "start;end".to_owned() + &";x".repeat(20_000) + "\n";
    assert_refused(columns.as_bytes(), "1: the number of columns is over the limit of 10,000");
}

/// Rows that are all the same, made as they are read.
struct Rows {
    header: &'static [u8],
    left: u64,
    make: fn(u64) -> String,
    now: io::Cursor<Vec<u8>>,
}

impl Rows {
    fn new(header: &'static str, rows: u64, make: fn(u64) -> String) -> Self {
        Self { header: header.as_bytes(), left: rows, make, now: io::Cursor::default() }
    }
}

impl Read for Rows {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.header.is_empty() {
            return self.header.read(buffer);
        }
        let count = self.now.read(buffer)?;
        if count > 0 || self.left == 0 {
            return Ok(count);
        }
        let many = self.left.min(1000);
        let rows = (self.left - many..self.left).rev().map(self.make);
        (self.now, self.left) =
            (io::Cursor::new(rows.collect::<String>().into_bytes()), self.left - many);
        self.now.read(buffer)
    }
}

/// Of faulty rows the first twenty are shown, the others counted by reason.
fn faulty_rows(count: u64) {
    let made = read(&mut Rows::new("start;end\n", count + 1, |row| {
        let day = if row == 0 { "28-02-2018" } else { "31-02-2018" };
        format!("{day};{}\n", if row == 0 { "28-02-2018" } else { "" })
    }));
    assert_eq!(made.status, 0, "{}", made.stderr);
    let lines = made.told();
    assert_eq!(lines.len(), 2 + 20 + 2, "{}", made.stderr);
    assert!(lines[21].starts_with("outflow: -:21: column start: \"31-02-2018\""), "{}", lines[21]);
    let digits = |line: &str| line.chars().filter(char::is_ascii_digit).collect::<String>();
    assert_eq!(digits(lines[22]), (count - 20).to_string());
    assert_eq!(digits(lines[23]), count.to_string());
}

#[test]
fn thousands_of_faulty_rows() {
    faulty_rows(30_000);
}

#[test]
#[ignore = "takes a minute"]
fn ten_million_faulty_rows() {
    faulty_rows(10_000_000);
    assert!(peak() < 500 << 10, "{} KiB", peak());
}

#[test]
#[ignore = "takes a minute"]
fn a_field_of_a_hundred_megabytes() {
    assert_refused(after("start;end\n01-02-2018;", b'x', 100_000_000), LONG_LINE);
    assert!(peak() < 500 << 10, "{} KiB", peak());
}

/// A million names are a million groups; they are shown, and the rest fits beside them.
#[test]
#[ignore = "takes a minute"]
fn a_million_districts() {
    let made = read(&mut Rows::new("start;end;district\n", 1_000_000, |row| {
        format!("01-02-2018;;wijk {row}\n")
    }));
    assert_eq!(made.status, 0, "{}", made.stderr);
    assert_eq!(
        made.stdout
            .matches(",caseload_by_district,Benefits by district,stock_end,Number at the end,wijk ")
            .count(),
        1_000_000
    );
    assert!(peak() < 2 << 20, "{} KiB", peak());
}

/// The most memory that this process has held, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}

/// Memory that runs out is a message and status 1: nothing is printed, whatever the limit under which the program can
/// be started at all. Threads that cannot start are done without.
#[cfg(target_os = "linux")]
#[test]
fn memory_that_runs_out() {
    let rows = "01-02-2018;\n".repeat(100_000);
    let folder = dataset(&[("benefits.csv", ("start;end\n".to_owned() + &rows).as_bytes())]);
    let limited = |kibibytes: u32, options: &str| -> Run {
        let program = env!("CARGO_BIN_EXE_outflow");
        let script = format!("ulimit -v {kibibytes}; exec {program} {options}");
        let output = std::process::Command::new("sh")
            .args(["-c", &script])
            .current_dir(folder.path())
            .output()
            .unwrap();
        Run::new(output)
    };
    let whole = report(folder.path(), "").run();
    assert_eq!(whole.status, Some(0), "{}", whole.stderr);
    let (mut refused, mut made) = (0, 0);
    for kibibytes in (14_000..80_000).step_by(3_000) {
        if limited(kibibytes, "--version").status != Some(0) {
            continue;
        }
        for threads in [1, 4] {
            let options = format!("report --year 2018 --data d --format csv --threads {threads}");
            let run = limited(kibibytes, &options);
            if run.status == Some(0) {
                assert!(
                    run.stdout().contains(
                        ",caseload,Benefits and people,inflow,Inflow,,,,,benefits,100000,"
                    )
                );
                made += 1;
            } else {
                let told = (run.status, run.stdout.is_empty(), run.stderr.is_empty());
                assert_eq!(told, (Some(1), true, false), "{kibibytes}: {}", run.stderr);
                refused += 1;
            }
        }
    }
    assert!(refused > 0 && made > 0, "the limits show nothing: {refused} refused, {made} made");
}

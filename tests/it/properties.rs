//! What holds for any bytes at all: the same properties for the tests here and for the fuzz targets.
//!
//! A crash is a failure by itself. The program is called as its binary calls it, with an export on standard input.

use std::ffi::OsString;
use std::io::Read;

use outflow::{Defaults, Streams};

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Made {
    /// The exit status.
    pub(crate) status: u8,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

/// Runs the program with these arguments and this standard input.
pub(crate) fn made(arguments: &[&str], stdin: &mut (dyn Read + Send)) -> Made {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut streams = Streams { stdin, stdout: &mut stdout, stderr: &mut stderr };
    let arguments = std::iter::once("outflow").chain(arguments.iter().copied());
    let status = outflow::run(arguments.map(OsString::from), &Defaults::default(), &mut streams);
    let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
    Made { status, stdout: text(stdout), stderr: text(stderr) }
}

impl Made {
    /// What is said beside that a coverage told from a few rows is short.
    pub(crate) fn told(&self) -> Vec<&str> {
        let lines = self.stderr.lines();
        lines.filter(|line| !line.ends_with("every figure is provisional.")).collect()
    }
}

/// The report on 2018 of an export of benefits, as CSV.
pub(crate) fn report(mut export: &[u8]) -> Made {
    const OPTIONS: [&str; 8] =
        ["report", "--year", "2018", "--partial", "--format", "csv", "--benefits", "-"];
    made(&OPTIONS, &mut export)
}

/// What must hold of a report of any bytes: refused with a message and nothing printed, or a CSV that parses back
/// and in which the stocks add up; rows that are left out are said.
pub(crate) fn hold(export: &[u8]) -> Made {
    let made = report(export);
    match made.status {
        1 => {
            assert!(made.stdout.is_empty(), "refused, yet something is printed");
            assert!(made.stderr.starts_with("outflow: "), "refused without a word");
        }
        0 | 3 => {
            assert_eq!(
                made.status == 3,
                made.stderr.contains(" could not be read and "),
                "{}",
                made.stderr
            );
            parses_back(&made.stdout);
        }
        status => panic!("exit status {status}: {}", made.stderr),
    }
    // CSV carries texts as they are, for programs; messages are for a terminal
    assert!(!made.stderr.contains('\u{1b}'), "steers a terminal");
    made
}

/// The rectangular form: as many fields in every row, numbers where numbers belong, and stock begin + inflow −
/// outflow = stock end, in benefits and in persons.
fn parses_back(csv: &str) {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.headers().map(csv::StringRecord::len).ok(), Some(22));
    let mut flows = [[0_i128; 4]; 2];
    for row in reader.records() {
        let row = row.expect("a row of a report parses back");
        for place in 13..20 {
            assert!(row[place].is_empty() || is_number(&row[place]), "{row:?}");
        }
        let unit = ["benefits", "persons"].iter().position(|unit| *unit == &row[12]);
        let kinds = ["stock_begin", "inflow", "outflow", "stock_end"];
        let kind = kinds.iter().position(|kind| *kind == &row[6]);
        if let (Some(unit), Some(kind), "caseload") = (unit, kind, &row[4]) {
            flows[unit][kind] = row[13].parse().unwrap_or(0);
        }
    }
    for [begin, inflow, outflow, end] in flows {
        assert_eq!(begin + inflow - outflow, end, "the stocks do not add up");
    }
}

/// Digits with a sign before and a point within.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(decimals)
}

/// Rows read = used + rejected + out of scope, as the check of an export accounts for them; `None` where the file is
/// refused.
pub(crate) fn rows_read(mut export: &[u8]) -> Option<u64> {
    let made = made(&["check", "--format", "json", "--benefits", "-"], &mut export);
    if made.status == 1 {
        return None;
    }
    let check: serde_json::Value = serde_json::from_str(&made.stdout).expect("JSON");
    let file = &check["datasets"][0]["files"][0];
    let count = |key: &str| file[key].as_u64().expect("a count");
    assert_eq!(
        count("rows_read"),
        count("rows_used") + count("rows_rejected") + count("rows_out_of_scope")
    );
    Some(count("rows_read"))
}

//! The n-th read and the n-th write failing, for every n: status 1 and the reason, never a part of a report that
//! looks whole.

use std::ffi::OsString;
use std::io::{self, Read, Write};

use outflow::{Defaults, Streams};

use crate::properties::{Made, made};

const EXPORT: &str =
    "start;end;district\n01-02-2018;;Noord\n05-03-2018;04-06-2018;Zuid\n01-07-2018;;Zuid\n";
const REPORT: [&str; 7] =
    ["report", "--period", "2018-06", "--compare=none", "--benefits", "-", "--format"];

/// A reader that gives a few bytes at a time, and fails where it has been told to.
struct Reader<'a> {
    bytes: &'a [u8],
    at_once: usize,
    reads: usize,
    fails_at: usize,
    kind: io::ErrorKind,
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reads += 1;
        if self.reads == self.fails_at {
            return Err(self.kind.into());
        }
        let count = self.at_once.min(buffer.len()).min(self.bytes.len());
        buffer[..count].copy_from_slice(&self.bytes[..count]);
        self.bytes = &self.bytes[count..];
        Ok(count)
    }
}

/// The report of a reader that fails at its n-th read, and whether it got as far.
fn read(at_once: usize, fails_at: usize, kind: io::ErrorKind) -> (Made, bool) {
    let mut reader = Reader { bytes: EXPORT.as_bytes(), at_once, reads: 0, fails_at, kind };
    let arguments: Vec<&str> = REPORT.into_iter().chain(["csv"]).collect();
    let made = made(&arguments, &mut reader);
    (made, reader.reads >= fails_at)
}

#[test]
fn the_nth_read_fails() {
    let (whole, _) = read(EXPORT.len(), usize::MAX, io::ErrorKind::Other);
    assert_eq!(whole.status, 0, "{}", whole.stderr);
    for at_once in [1, 7, EXPORT.len()] {
        for fails_at in 1.. {
            let (made, reached) = read(at_once, fails_at, io::ErrorKind::TimedOut);
            if !reached {
                assert!(fails_at > 1);
                assert_eq!(
                    (made.status, &made.stdout),
                    (0, &whole.stdout),
                    "read {at_once} at once"
                );
                break;
            }
            assert_eq!((made.status, made.stdout.as_str()), (1, ""), "read {fails_at}");
            assert_eq!(
                made.stderr,
                "outflow: -: cannot be read: timed out; check the disk or copy the file first\n"
            );
            // a read that is only interrupted is tried again
            let (made, _) = read(at_once, fails_at, io::ErrorKind::Interrupted);
            assert_eq!((made.status, &made.stdout), (0, &whole.stdout), "read {fails_at}");
        }
    }
}

/// A writer that takes a few bytes at a time, and fails where it has been told to.
struct Writer {
    taken: Vec<u8>,
    writes: usize,
    fails_at: usize,
    kind: Option<io::ErrorKind>,
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes += 1;
        if self.writes >= self.fails_at {
            return self.kind.map_or(Ok(0), |kind| Err(kind.into()));
        }
        let count = bytes.len().min(400);
        self.taken.extend_from_slice(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A run whose standard output fails at its n-th write: status, what got through, what was said, how many writes.
fn write(arguments: &[&str], fails_at: usize, kind: Option<io::ErrorKind>) -> (u8, Writer, String) {
    let mut stdout = Writer { taken: Vec::new(), writes: 0, fails_at, kind };
    let (mut stdin, mut stderr) = (EXPORT.as_bytes(), Vec::new());
    let mut streams = Streams { stdin: &mut stdin, stdout: &mut stdout, stderr: &mut stderr };
    let arguments = std::iter::once("outflow").chain(arguments.iter().copied());
    let status = outflow::run(arguments.map(OsString::from), &Defaults::default(), &mut streams);
    (status, stdout, String::from_utf8(stderr).unwrap())
}

#[test]
fn the_nth_write_fails() {
    let forms = ["table", "csv", "json", "markdown"];
    let reports = forms.map(|form| [&REPORT[..], &[form]].concat());
    let checks = forms.map(|form| vec!["check", "--benefits", "-", "--format", form]);
    let help = [vec!["--help"], vec!["report", "--help"], vec!["--version"]];
    for arguments in reports.into_iter().chain(checks).chain(help) {
        let (status, whole, said) = write(&arguments, usize::MAX, None);
        // a report says nothing but that the coverage is a guess, since there is no outflow.toml
        let is_nothing =
            |said: &str| said.lines().all(|line| line.contains(" is a guess from the dates;"));
        assert!(status == 0 && is_nothing(&said), "{arguments:?} {said}");
        let step = (whole.writes / 25).max(1); // every write of a short output, some of a long one
        for fails_at in (1..=whole.writes).step_by(step) {
            let full = Some(io::ErrorKind::StorageFull);
            let (status, part, said) = write(&arguments, fails_at, full);
            assert_eq!(status, 1, "{arguments:?} write {fails_at}");
            assert!(
                said.contains("standard output: ") && said.contains("no storage space"),
                "{said}"
            );
            assert!(whole.taken.starts_with(&part.taken));
            let (status, _, said) = write(&arguments, fails_at, None);
            assert!(status == 1 && said.contains("standard output: "), "{said}");
            let (status, _, said) = write(&arguments, fails_at, Some(io::ErrorKind::BrokenPipe));
            assert!(status == 0 && is_nothing(&said), "a reader that has seen enough: {said}");
        }
    }
}

/// Where standard error takes nothing, the exit status still tells.
#[test]
fn nobody_hears_what_is_said() {
    for (export, expected) in
        [(EXPORT, 0), ("start;end\n31-02-2018;\n01-02-2018;04-06-2018\n01-07-2018;\n", 3), ("", 1)]
    {
        let mut stderr = Writer {
            taken: Vec::new(),
            writes: 0,
            fails_at: 1,
            kind: Some(io::ErrorKind::BrokenPipe),
        };
        let (mut stdin, mut stdout) = (export.as_bytes(), Vec::new());
        let mut streams = Streams { stdin: &mut stdin, stdout: &mut stdout, stderr: &mut stderr };
        let arguments = ["outflow"].into_iter().chain(REPORT).chain(["csv"]);
        let status =
            outflow::run(arguments.map(OsString::from), &Defaults::default(), &mut streams);
        assert_eq!(status, expected);
    }
}

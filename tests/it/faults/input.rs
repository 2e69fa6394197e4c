//! Files as they are found: missing, empty, of another kind, named oddly, read from a pipe.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use super::Gets::{Refused, Report};
use super::{dataset, hold, inflow, objection, report};
use crate::command::{Outflow, Run};

const GOOD: &[u8] = b"start;end\n01-06-2018;\n05-06-2018;14-06-2018\n01-07-2018;\n";

/// The report on 2018 of one file in a folder.
fn of_file(folder: &Path, file: impl AsRef<OsStr>) -> Run {
    Outflow::report("--period 2018-06 --format csv --section caseload --benefits")
        .arg(file)
        .cwd(folder)
        .run()
}

#[test]
fn contents() {
    let packed = |bytes: &[u8]| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut packed, bytes).unwrap();
        packed.finish().unwrap()
    };
    let (good, zip, twice) = (packed(GOOD), packed(b"PK\x03\x04\x14\0"), packed(&packed(GOOD)));
    hold(&[
        ("no bytes", b"", Refused("d/benefits.csv: is empty; export it again")),
        ("only a byte order mark", b"\xef\xbb\xbf", Refused("is empty but for a byte order mark")),
        ("only newlines", b"\n\r\n\r", Refused("is empty but for blank lines; export it again")),
        (
            "a workbook",
            b"PK\x03\x04\x14\0xl/",
            Refused(
                "is a damaged workbook, or none; open it in Excel or LibreOffice and save it again",
            ),
        ),
        (
            "an old workbook",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            Refused("is a damaged workbook, or none"),
        ),
        ("a PDF", b"%PDF-1.7\n", Refused("is a PDF document, not CSV")),
        (
            "a page to log in",
            b"<!DOCTYPE html>\n<html><body>Inloggen",
            Refused("is a web page (HTML), not CSV"),
        ),
        ("gzip", &good, Report(3, "")),
        ("gzip of a workbook", &zip, Refused("is an Excel workbook or ZIP file, not CSV")),
        ("gzip of gzip", &twice, Refused("is compressed twice, not CSV")),
        ("no gzip after all", b"\x1f\x8b\x08damage", Refused("is a damaged or cut off gzip file")),
    ]);
}

/// A path that cannot be read is named as it was typed.
#[cfg(unix)]
#[test]
fn paths() {
    let folder = dataset(&[("benefits.csv", GOOD)]);
    let here = folder.path();
    fs::create_dir(here.join("folder.csv")).unwrap();
    std::os::unix::fs::symlink("gone.csv", here.join("link.csv")).unwrap();
    for (fault, file, says) in [
        (
            "missing",
            "./no/../no.csv",
            "outflow: ./no/../no.csv: no such file or folder; check the path\n",
        ),
        (
            "a folder",
            "folder.csv",
            "outflow: folder.csv: is a folder, not a file; name the export inside it\n",
        ),
        (
            "a dangling link",
            "link.csv",
            "outflow: link.csv: the link points to a file that does not exist; correct the link or name the file itself\n",
        ),
    ] {
        let run = of_file(here, file);
        assert_eq!((run.status, run.stderr.as_str(), run.stdout()), (Some(1), says, ""), "{fault}");
    }
}

/// The administrator may read everything, so the program is run as nobody where the tests are run by the
/// administrator.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let folder = dataset(&[("benefits.csv", GOOD)]);
    let open =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let program = folder.path().join("outflow");
    fs::copy(env!("CARGO_BIN_EXE_outflow"), &program).unwrap();
    open(folder.path(), 0o755);
    open(&folder.path().join("d/benefits.csv"), 0o000);
    let mut command = std::process::Command::new(&program);
    command.args(["report", "--year", "2018", "--data", "d"]).current_dir(folder.path());
    if fs::metadata("/proc/self").is_ok_and(|this| this.uid() == 0) {
        command.uid(65_534).gid(65_534);
    }
    let run = Run::new(command.output().unwrap());
    assert_eq!(
        run.stderr,
        "outflow: d/benefits.csv: no permission to read it; ask for read access or copy it to your own folder\n"
    );
    assert_eq!((run.status, run.stdout()), (Some(1), ""));
}

#[cfg(unix)]
#[test]
fn names_of_files() {
    use std::os::unix::ffi::OsStrExt;

    let folder = dataset(&[]);
    for name in [
        &b"een export 2018.csv"[..],
        b"een\nregel.csv",
        b"-export.csv",
        b"\xff\xfe.csv",
        b"rood \x1b[31m.csv",
        b"'aanhaling\".csv",
    ] {
        let file = OsStr::from_bytes(name);
        fs::write(folder.path().join(file), GOOD).unwrap();
        // a name that begins with a hyphen is given as every program takes it
        let path = Path::new(".").join(file);
        let run = of_file(folder.path(), &path);
        assert_eq!(objection(&run, Report(2, " is a guess from the dates;")), None, "{name:?}");
        fs::write(folder.path().join(file), "").unwrap();
        let run = of_file(folder.path(), &path);
        assert_eq!(run.status, Some(1));
        let hidden = |character: char| character.is_control() && character != '\n';
        assert!(
            !run.stderr.contains(hidden) && run.stderr.lines().count() == 1,
            "{:?}",
            run.stderr
        );
    }
}

/// A pipe, standard input and a pipe that gives one byte at a time: the same bytes out as from the file.
#[cfg(unix)]
#[test]
fn pipes() {
    let folder = dataset(&[("benefits.csv", GOOD)]);
    let whole = of_file(folder.path(), "d/benefits.csv").stdout().replace("\nbenefits,", "\nNAME,");
    let same = |run: &Run, name: &str| {
        let named = run.stdout().replace(&format!("\n{name},"), "\nNAME,");
        assert_eq!((run.status, named == whole), (Some(0), true), "{name}: {}", run.stderr);
    };
    let stdin = Outflow::report("--period 2018-06 --format csv --section caseload --benefits -");
    same(&stdin.stdin(GOOD).run(), "stdin");
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let feeder = std::thread::spawn({
        let pipe = pipe.clone();
        move || {
            let mut pipe = fs::File::options().write(true).open(pipe).unwrap();
            for byte in GOOD {
                std::io::Write::write_all(&mut pipe, &[*byte]).unwrap();
            }
        }
    });
    same(&of_file(folder.path(), "pipe"), "pipe");
    feeder.join().unwrap();
}

/// A file that somebody saves while it is read is refused: half of it may be the old one.
#[test]
fn changed_while_it_is_read() {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::{Duration, UNIX_EPOCH};

    let export = [b"start;end\n".as_slice(), &b"01-06-2018;14-06-2018\n".repeat(100_000)].concat();
    let folder = dataset(&[("benefits.csv", &export)]);
    let path = folder.path().join("d/benefits.csv");
    let over = AtomicBool::new(false);
    let run = std::thread::scope(|scope| {
        scope.spawn(|| {
            let file = fs::File::options().write(true).open(&path).unwrap();
            let mut moment = UNIX_EPOCH;
            while !over.load(Ordering::Relaxed) {
                moment += Duration::from_secs(1);
                file.set_modified(moment).unwrap();
            }
        });
        let run = report(folder.path(), "").run();
        over.store(true, Ordering::Relaxed);
        run
    });
    let says = "d/benefits.csv: changed while it was read; wait until the export is complete";
    assert_eq!(objection(&run, Refused(says)), None);
}

/// The same file twice is never counted twice, also by another name of it.
#[test]
fn the_same_file_twice() {
    let folder = dataset(&[("benefits.csv", GOOD)]);
    let run = report(folder.path(), "--data ./d").run();
    assert_eq!(inflow(&run), Some(3));
    assert!(run.stderr.contains("exactly the same contents as another"), "{}", run.stderr);
    fs::create_dir(folder.path().join("e")).unwrap();
    fs::hard_link(folder.path().join("d/benefits.csv"), folder.path().join("e/benefits.csv"))
        .unwrap();
    let run = report(folder.path(), "--partial --data e").run();
    assert_eq!(inflow(&run), Some(3), "{}", run.stderr);
    assert!(run.stderr.contains("exactly the same contents as another"), "{}", run.stderr);
    fs::hard_link(folder.path().join("d/benefits.csv"), folder.path().join("d/uitkeringen.csv"))
        .unwrap();
    assert_eq!(inflow(&report(folder.path(), "").run()), Some(3));
}

/// Time zone, terminal and home make no difference; the locale chooses the language alone (see `language`).
#[test]
fn surroundings() {
    let plain = Outflow::report("--year 2018").run();
    for (name, value) in [
        ("TZ", "Pacific/Kiritimati"),
        ("COLUMNS", "40"),
        ("TERM", "dumb"),
        ("HOME", "/nowhere"),
        ("NO_COLOR", "1"),
    ] {
        let run = Outflow::report("--year 2018").env(name, value).run();
        assert!(run.stdout == plain.stdout && run.stderr == plain.stderr, "{name}");
    }
}

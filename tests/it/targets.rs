//! What is held of any bytes, one function for each way by which bytes come in: the bodies of the fuzz targets, which
//! `fuzzed` runs on changed seeds with the ordinary tests.
//!
//! A crash is a failure by itself. What is read from a file is written to one first.

use std::io::Write;
use std::path::Path;

use outflow::dataset::config::{Config, FileConfig};
use outflow::dataset::dialect::{Head, read_layout};
use outflow::dataset::kind::{Field, FileKind};
use outflow::dataset::value::{
    DateNotation, DateReader, DateUse, birth_year, cents, day, hours, month, trim,
};
use outflow::period::{Comparison, Period};

use super::properties::{self, Made, made};

/// What must hold of these bytes.
pub(crate) type Body = fn(&[u8]);

/// An export of benefits: the whole way to a report in CSV, and the account of every row.
pub(crate) fn report(export: &[u8]) {
    properties::hold(export);
    properties::rows_read(export);
}

/// A text in every column of codes and labels, on the whole way to a report.
pub(crate) fn codes(text: &[u8]) {
    const COLUMNS: [&str; 7] =
        ["municipality", "district", "scheme", "end_reason", "start_reason", "household", "sex"];
    let Ok(text) = std::str::from_utf8(text) else { return };
    let cell = format!("\"{}\"", text.replace('"', "\"\""));
    let cells = vec![cell; COLUMNS.len()].join(";");
    let header = COLUMNS.join(";");
    report(
        format!("start;end;{header}\n01-02-2018;01-08-2018;{cells}\n01-02-2018;;{cells}\n")
            .as_bytes(),
    );
}

/// The first lines of an export of any kind: delimiter, columns, and where the rows begin.
pub(crate) fn header(bytes: &[u8]) {
    for kind in FileKind::ALL {
        for complete in [true, false] {
            let head = Head { bytes, complete, forced: None };
            match read_layout(kind, "f", head, &FileConfig::default(), None) {
                Ok(layout) => {
                    assert!(layout.body_offset <= bytes.len());
                    assert_eq!(layout.fields.len(), layout.names.len());
                    let has = |field: &Field| layout.fields.contains(&Some(*field));
                    assert!(kind.required().iter().all(has));
                }
                Err(error) => assert!(!error.to_string().contains('\u{1b}')),
            }
        }
    }
}

/// A day, a month, a year of birth, an amount and a number of hours.
pub(crate) fn values(text: &[u8]) {
    // blanks around a value never matter
    let plain = trim(text);
    assert_eq!(day(text), day(plain));
    let reader = || DateReader::new(DateUse::Other, DateNotation::default());
    assert_eq!(month(text, &mut reader()), month(plain, &mut reader()));
    assert_eq!(birth_year(text), birth_year(plain));
    assert_eq!(cents(text), cents(plain));
    assert_eq!(hours(text), hours(plain));
    if let Ok(Some(read)) = day(text) {
        // what a day is written as is read as that day
        assert_eq!(day(read.to_string().as_bytes()), Ok(Some(read)));
    }
    if let Ok(read) = month(text, &mut reader()) {
        assert_eq!(read, read.first_of_month());
    }
}

/// A period or a day on the command line.
pub(crate) fn period(text: &[u8]) {
    let Ok(text) = std::str::from_utf8(text) else { return };
    if let Ok(period) = Period::parse(text) {
        assert!(period.from() <= period.to());
        assert!(period.days() > 0);
        for comparison in [Comparison::Previous, Comparison::YearEarlier] {
            if let Some(other) = period.compared(comparison) {
                assert!(other.from() <= other.to() && other.to() < period.to());
            }
        }
    }
    if let Ok(day) = Period::parse_day(text) {
        assert_eq!(Period::parse_day(&day.to_string()), Ok(day));
    }
}

/// An `outflow.toml`, by itself and on the way to a report.
pub(crate) fn config(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Err(error) = Config::parse("outflow.toml", text)
    {
        let said = error.to_string();
        assert!(said.starts_with("outflow.toml"), "{said}");
        assert!(!said.contains('\u{1b}'), "{said}");
    }
    with_file("outflow.toml", bytes, |file| {
        let arguments = ["report", "--year", "2018", "--partial", "--format", "csv", "--config"];
        let made = made(&[&arguments[..], &[file, "--benefits", "-"]].concat(), &mut { BENEFITS });
        is_report_or_refusal(&made);
    });
}

/// A workbook: the bytes of a file, or the text of its one sheet, as `xlsx` or as `ods`.
pub(crate) fn workbook(bytes: &[u8]) {
    let packed = match std::str::from_utf8(bytes) {
        Ok(sheet) if sheet.contains("office:") => zipped(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", sheet),
        ]),
        Ok(sheet) if !sheet.starts_with("PK") => zipped(&[
            ("xl/workbook.xml", WORKBOOK),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/worksheets/sheet1.xml", sheet),
        ]),
        _ => bytes.to_vec(),
    };
    with_file("benefits.xlsx", &packed, |file| {
        let arguments = ["report", "--year", "2018", "--partial", "--format", "csv", "--benefits"];
        let made = made(&[&arguments[..], &[file]].concat(), &mut std::io::empty());
        is_report_or_refusal(&made);
    });
}

/// A report that was printed, in any form: it is read back and attacked, or refused.
pub(crate) fn audit(bytes: &[u8]) {
    with_file("printed", bytes, |file| {
        let made = made(&["audit", file], &mut std::io::empty());
        assert!(matches!(made.status, 0 | 1), "exit status {}: {}", made.status, made.stderr);
        assert_eq!(made.stdout.is_empty(), made.stderr.starts_with("outflow: "), "{}", made.stderr);
        assert!(!(made.stdout + &made.stderr).contains('\u{1b}'), "steers a terminal");
    });
}

/// A report that was published before, beside one that is about to be.
pub(crate) fn released(bytes: &[u8]) {
    with_file("released", bytes, |file| {
        let arguments = ["report", "--year", "2018", "--partial", "--format", "csv", "--publish"];
        let arguments = [
            &arguments[..],
            &["--section", "caseload_by_sex", "--released", file, "--benefits", "-"],
        ];
        is_report_or_refusal(&made(&arguments.concat(), &mut { BENEFITS }));
    });
}

/// Seven people, one of them alone in a group.
const BENEFITS: &[u8] = b"case_id;person_id;start;end;sex\n\
    1;1;01-02-2016;;m\n2;2;01-02-2016;01-06-2018;m\n3;3;01-03-2017;;m\n4;4;01-04-2018;;m\n\
    5;5;01-05-2017;;m\n6;6;01-06-2017;30-06-2017;v\n7;7;01-07-2017;;v\n";

/// A CSV that can be read, or a message and nothing printed.
fn is_report_or_refusal(made: &Made) {
    assert!(!made.stderr.contains('\u{1b}'), "steers a terminal");
    match made.status {
        1 => {
            assert!(made.stdout.is_empty(), "refused, yet something is printed");
            assert!(made.stderr.contains("outflow: "), "refused without a word");
        }
        0 | 3 => {
            let rows = csv::Reader::from_reader(made.stdout.as_bytes());
            assert!(rows.into_records().all(|row| row.is_ok_and(|row| row.len() == 22)));
        }
        status => panic!("exit status {status}: {}", made.stderr),
    }
}

/// Does something with a file of these bytes.
fn with_file(name: &str, bytes: &[u8], run: impl FnOnce(&str)) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file");
    run(Path::new(&path).to_str().expect("a path of UTF-8"));
}

/// A zip archive of texts, which are not compressed.
fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in files {
        archive.start_file(*name, stored).expect("a file in an archive");
        archive.write_all(text.as_bytes()).expect("a file in an archive");
    }
    archive.finish().expect("an archive").into_inner()
}

const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Lijst" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

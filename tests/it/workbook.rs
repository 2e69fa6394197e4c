//! `--format xlsx`: the workbook says what the CSV of the same run says, and nothing besides.
#![allow(
    clippy::float_arithmetic,
    reason = "the numbers of a spreadsheet are floats, and a share is compared with a rounded one"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use calamine::{Data, DataType, Range, Reader, Xlsx};

use crate::command::Outflow;
use crate::faults::dataset;

/// The sheets of a workbook, in order.
pub(crate) type Sheets = Vec<(String, Range<Data>)>;

pub(crate) fn sheets(bytes: &[u8]) -> Sheets {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let names = workbook.sheet_names();
    for name in &names {
        let formulas = workbook.worksheet_formula(name).unwrap();
        let is_money = ["Money", "Geld"].contains(&name.as_str());
        assert!(formulas.is_empty() || is_money, "only money is worked out by it: {name}");
    }
    names.into_iter().map(|name| (name.clone(), workbook.worksheet_range(&name).unwrap())).collect()
}

/// A workbook and the CSV of the same run.
pub(crate) fn made(arguments: &str) -> (Vec<u8>, String) {
    let run = |form: &str| {
        let run = Outflow::new().args(arguments).args(form).run();
        assert!(matches!(run.status, Some(0 | 3)), "{arguments}: {}", run.stderr);
        run.stdout
    };
    (run("--format xlsx"), String::from_utf8(run("--format csv")).unwrap())
}

/// The rows of a CSV, with its head.
pub(crate) fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The numbers of a CSV, its shares and changes in percent, and the changes of shares in percentage points.
fn numbers(csv: &str) -> (BTreeSet<String>, Vec<f64>, Vec<f64>) {
    let (mut numbers, mut shares, mut points) = (BTreeSet::new(), Vec::new(), Vec::new());
    for row in rows(csv).iter().skip(1) {
        for index in [13, 14, 16, 17, 19] {
            numbers.insert(trimmed(&row[index]));
        }
        let number = |index: usize| row[index].parse::<f64>().ok();
        shares.extend([15, 18].iter().filter_map(|index| number(*index)));
        if row[12] == "percent" {
            shares.extend([13, 16, 19].iter().filter_map(|index| number(*index)));
        }
        if let (Some(now), Some(before)) = (number(15), number(18)) {
            points.push(now - before);
        }
        shares.extend(number(20));
    }
    (numbers, shares, points)
}

/// A number without zeros at its end.
pub(crate) fn trimmed(number: &str) -> String {
    if number.contains('.') {
        number.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        number.to_owned()
    }
}

const RUNS: [&str; 6] = [
    "report --year 2018 --data data/heerlen",
    "report --period 2021-H1 --data data/maasgouw --lang nl",
    "report --period 2021-H1 --data data --each --partial",
    "trend --every quarter --data data/heerlen",
    "table outflow --rows reason --columns age --year 2018 --data data/heerlen",
    "cohorts --by household --data data/heerlen",
];

/// The sheet of all figures is the CSV, cell by cell; where CSV has nothing there is no cell.
fn check_long(arguments: &str, sheets: &Sheets, csv: &str) {
    let (_, sheet) = sheets.last().unwrap();
    let rows = rows(csv);
    assert_eq!(sheet.height(), rows.len(), "{arguments}");
    for (row, line) in (0..).zip(&rows) {
        for (column, text) in (0..).zip(line) {
            let cell = sheet.get_value((row, column)).unwrap_or(&Data::Empty);
            let is_number = row > 0 && (13..21).contains(&column);
            match cell {
                Data::Empty => assert_eq!(text, "", "{arguments} {row} {column}"),
                // a share is a fraction there, as on every other sheet
                Data::Float(share) if is_number && [15, 18, 20].contains(&column) => {
                    let percent: f64 = text.parse().unwrap();
                    assert!(
                        (share * 100.0 - percent).abs() < 0.050_001,
                        "{arguments} {row}: {text}"
                    );
                }
                Data::Float(number) if is_number => {
                    assert_eq!(number.to_string(), trimmed(text), "{arguments} {row} {column}");
                }
                Data::String(shown) if !is_number => assert_eq!(shown, text),
                Data::DateTime(_) if row > 0 && [2, 3].contains(&column) => {}
                other => panic!("{arguments}: {other:?} in row {row}, column {column}"),
            }
        }
    }
}

/// Every number of a sheet of a table, and of the first sheet, is one of the CSV; a share is its share unrounded.
fn check_tables(arguments: &str, sheets: &Sheets, csv: &str) -> usize {
    let (mut numbers, shares, points) = numbers(csv);
    if arguments.starts_with("trend") {
        // a sheet has every number beside that of a year earlier
        let earlier = Outflow::new().args(arguments).args("--compare year-earlier --format csv");
        numbers.extend(self::numbers(&earlier.text()).0);
    }
    // the first sheet has what was paid, an input of a saving
    let json = Outflow::new().args(arguments).args("--format json").run();
    for input in json.stdout().split("paid\":").skip(1) {
        let input: String = input.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        numbers.insert(trimmed(&input));
    }
    let mut checked = 0;
    // what is worked out, of other periods, or of reasons together has tests of its own
    let others = ["Key figures", "Kerncijfers", "By month", "Per maand", "Money", "Geld"];
    let of_csv =
        sheets[..sheets.len() - 2].iter().filter(|(name, _)| !others.contains(&name.as_str()));
    for (name, sheet) in of_csv {
        for (row, column, cell) in sheet.used_cells() {
            let Data::Float(number) = cell else { continue };
            if (0..=column).any(|at| {
                let cell = sheet.get((row, at)).and_then(Data::get_string);
                cell.is_some_and(|text| ["Reason, grouped", "Reden, gegroepeerd"].contains(&text))
            }) {
                continue;
            }
            let is_share = || shares.iter().any(|share| (number * 100.0 - share).abs() < 0.050_001);
            let is_points = || points.iter().any(|of| (number - of).abs() < 0.050_101);
            let is_known = numbers.contains(&number.to_string()) || is_share() || is_points();
            assert!(is_known, "{arguments}: {number} in {name}, row {row}, column {column}");
            checked += 1;
        }
    }
    checked
}

#[test]
fn every_number_of_a_workbook_is_a_figure_of_the_csv() {
    for arguments in RUNS {
        let (bytes, csv) = made(arguments);
        let sheets = sheets(&bytes);
        check_long(arguments, &sheets, &csv);
        let checked = check_tables(arguments, &sheets, &csv);
        assert!(checked > 20, "{arguments}: only {checked} numbers are there to check");
    }
}

/// What a spreadsheet would run as a formula in a text, in a name and in a label, stays a text.
#[test]
fn texts_stay_texts() {
    let texts = ["=1+1", "+2+2", "@SUM(A1)", "-3+3", "_x0041_", "2018", "1e5", "a\u{7}b"];
    let lines = texts.map(|text| format!("01-02-2018;;{text};=2+3\n"));
    let export = format!("start;end;district;municipality\n{}", lines.concat());
    let folder = dataset(&[("benefits.csv", export.as_bytes())]);
    let run = Outflow::report("--year 2018 --data d --format xlsx").cwd(folder.path()).run();
    let sheets = sheets(&run.stdout);
    let all: BTreeSet<String> = sheets
        .iter()
        .flat_map(|(_, sheet)| sheet.used_cells())
        .filter_map(|(_, _, cell)| cell.get_string().map(str::to_owned))
        .collect();
    for text in texts {
        let shown = text.replace('\u{7}', "\\u{7}");
        assert!(all.contains(&shown), "{shown} in {all:?}");
    }
    assert!(all.contains("=2+3"));
}

/// The parts of a workbook, unpacked: it is a zip file, whose directory stands at its end.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let number = |at: usize, length: usize| {
        bytes[at..at + length].iter().rev().fold(0, |sum, byte| sum * 256 + usize::from(*byte))
    };
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
    let (count, mut at) = (number(end + 10, 2), number(end + 16, 4));
    let mut parts = BTreeMap::new();
    for _ in 0..count {
        let (packed, name, more) = (number(at + 20, 4), number(at + 28, 2), number(at + 30, 4));
        let more = more % 65_536 + more / 65_536;
        let local = number(at + 42, 4);
        let from = local + 30 + number(local + 26, 2) + number(local + 28, 2);
        let packed = &bytes[from..from + packed];
        let mut text = String::new();
        match number(at + 10, 2) {
            0 => text = String::from_utf8(packed.to_vec()).unwrap(),
            _ => {
                flate2::read::DeflateDecoder::new(packed).read_to_string(&mut text).unwrap();
            }
        }
        let title = String::from_utf8(bytes[at + 46..at + 46 + name].to_vec()).unwrap();
        parts.insert(title, text);
        at += 46 + name + more;
    }
    parts
}

/// What is hidden is written in no part of the file: not in a cell, nor in what a chart remembers of its cells.
#[test]
fn what_is_hidden_is_nowhere_in_the_file() {
    for arguments in [
        "report --year 2018 --data data/heerlen --publish",
        "report --period 2021-H1 --data data/maasgouw --publish --lang nl",
    ] {
        let (bytes, csv) = made(arguments);
        let hidden = rows(&csv).iter().filter(|row| row[21] == "suppressed").count();
        assert!(hidden > 3, "{arguments}: nothing is hidden");
        let sheets = sheets(&bytes);
        check_tables(arguments, &sheets, &csv);
        let marks = sheets[..sheets.len() - 2].iter().flat_map(|(_, sheet)| sheet.used_cells());
        let marks = marks.filter(|(_, _, cell)| cell.get_string() == Some("x")).count();
        assert!(marks >= hidden / 2, "{arguments}: {marks} marks for {hidden} figures");
        let (numbers, _, _) = numbers(&csv);
        let together: BTreeSet<String> = sheets
            .iter()
            .flat_map(|(_, sheet)| sheet.rows())
            .filter(|row| {
                row.iter().any(|cell| {
                    let text = cell.get_string().unwrap_or_default();
                    ["Reason, grouped", "Reden, gegroepeerd"].contains(&text)
                })
            })
            .flat_map(|row| row.iter().filter_map(Data::get_float))
            .map(|number| number.to_string())
            .collect();
        let mut drawn = 0;
        for (name, part) in parts(&bytes).iter().filter(|(name, _)| name.starts_with("xl/charts/"))
        {
            for values in part.split("<c:numCache>").skip(1) {
                let values = values.split_once("</c:numCache>").unwrap().0;
                for value in values.split("<c:v>").skip(1) {
                    let value = value.split_once("</c:v>").unwrap().0;
                    assert!(
                        numbers.contains(&trimmed(value)) || together.contains(&trimmed(value)),
                        "{arguments}: {value} in {name}"
                    );
                    drawn += 1;
                }
            }
        }
        // of a small place so much is hidden that nothing is drawn
        assert!(drawn > 0 || arguments.contains("maasgouw"), "{arguments}: no chart");
    }
}

/// A number that is not available is an empty cell, and the line says why.
#[test]
fn what_is_missing_is_empty_and_told() {
    let folder = dataset(&[("benefits.csv", b"start;end\n01-02-2018;\n02-02-2018;01-08-2018\n")]);
    let run = Outflow::report("--year 2018 --data d --format xlsx").cwd(folder.path()).run();
    let sheets = sheets(&run.stdout);
    for (name, sheet) in &sheets {
        let marks = sheet.used_cells().filter(|(_, _, cell)| cell.get_string() == Some("·"));
        assert_eq!(marks.count(), 0, "{name}");
    }
    let told = sheets.iter().flat_map(|(_, sheet)| sheet.used_cells());
    let told = told.filter_map(|(_, _, cell)| cell.get_string());
    assert!(told.filter(|text| text.contains("not available: ")).count() > 0);
}

/// The same input gives the same bytes, and no date of today.
#[test]
fn a_workbook_is_the_same_whenever_it_is_made() {
    let (bytes, _) = made(RUNS[0]);
    assert_eq!(bytes, made(RUNS[0]).0);
    assert!(parts(&bytes)["docProps/core.xml"].contains("2018-12-31T00:00:00Z"));
}

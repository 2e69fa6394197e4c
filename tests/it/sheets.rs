//! Exports in workbooks: the sheet that has the header of an export is read as if it were text.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::command::{Outflow, Run};
use crate::faults::dataset;

fn report(folder: &Path, options: &str) -> Run {
    Outflow::report("--year 2018 --format csv").args(options).cwd(folder).run()
}

fn date(sheet: &mut Worksheet, row: u32, column: u16, day: (u16, u8, u8)) {
    let format = Format::new().set_num_format("dd-mm-yyyy");
    let date = ExcelDateTime::from_ymd(day.0, day.1, day.2).unwrap();
    sheet.write_datetime_with_format(row, column, &date, &format).unwrap();
}

/// A title, a header below it, dates as dates, numbers as numbers, an error and a filtered row.
fn benefits(sheet: &mut Worksheet) {
    sheet.set_name("Lijst").unwrap();
    sheet.write_string(0, 0, "Overzicht uitkeringen; 2018").unwrap();
    for (column, header) in (0..).zip([
        "Dossiernr",
        "Clientnummer",
        "Startdatum",
        "Einddatum",
        "Leefvorm",
        "Maandbedrag",
    ]) {
        sheet.write_string(2, column, header).unwrap();
    }
    let rows = [((2018, 2, 1), None), ((2017, 3, 5), Some((2018, 6, 4))), ((2017, 1, 9), None)];
    for (row, (start, end)) in (3..).zip(rows) {
        sheet.write_number(row, 0, row).unwrap();
        sheet.write_number(row, 1, 900_000_000_u32 + row).unwrap();
        date(sheet, row, 2, start);
        if let Some(end) = end {
            date(sheet, row, 3, end);
        }
        sheet.write_string(row, 4, "Alleen-\nstaand").unwrap();
        sheet.write_number(row, 5, 1046.32).unwrap();
    }
    sheet.write_formula(5, 5, Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.set_row_hidden(4).unwrap();
}

fn placements(sheet: &mut Worksheet) {
    sheet.set_name("Plaatsingen").unwrap().set_hidden(true);
    for (column, header) in
        (0..).zip(["clientnummer", "begindatum", "einddatum", "uren", "branche"])
    {
        sheet.write_string(0, column, header).unwrap();
    }
    sheet.write_number(1, 0, 900_000_004).unwrap();
    date(sheet, 1, 1, (2018, 6, 1));
    sheet.write_number(1, 3, 36.5).unwrap();
    sheet.write_string(1, 4, "zorg").unwrap();
}

fn book(make: &[fn(&mut Worksheet)]) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Toelichting").unwrap().write_string(0, 0, "Lees mij").unwrap();
    for make in make {
        make(book.add_worksheet());
    }
    book.save_to_buffer().unwrap()
}

#[track_caller]
fn assert_figures(run: &Run) {
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    for figure in [
        "caseload,stock_begin,,benefits,2,",
        "caseload,inflow,,benefits,1,",
        "caseload,outflow,,benefits,1,",
        "into_work,into_work,,persons,1,",
    ] {
        assert!(run.values().contains(figure), "{figure}: {}", run.stdout());
    }
}

/// Every export of a workbook is read, from hidden sheets too, and it is said from which sheet.
#[test]
fn a_workbook_is_read_sheet_by_sheet() {
    let data = dataset(&[("Export.xlsx", &book(&[benefits, placements]))]);
    let run = report(data.path(), "--data d");
    assert_figures(&run);
    assert_eq!(
        run.stderr,
        "outflow: benefits: d/Export.xlsx (Lijst) (known by its columns)\n\
         outflow: placements: d/Export.xlsx (Plaatsingen) (known by its columns)\n"
    );
    // the same by name, whatever delimiter the other exports have, and from a file that is named like text
    let named = report(
        data.path(),
        "--benefits d/Export.xlsx --placements d/Export.xlsx --config d/outflow.toml --delimiter ,",
    );
    assert_eq!(named.status, Some(0), "{}", named.stderr);
    fs::rename(data.path().join("d/Export.xlsx"), data.path().join("d/uitkeringen.csv")).unwrap();
    let run = report(data.path(), "--data d");
    assert_figures(&run);
    let told =
        "outflow: d/uitkeringen.csv is a workbook, whatever its name says, and is read as one.\n";
    assert!(run.stderr.starts_with(told), "{}", run.stderr);
}

/// The number of a line in a message is the number of the row in the sheet, and rounded numbers are refused.
#[test]
fn what_is_wrong_in_a_sheet_is_named_by_its_row() {
    let bad = |sheet: &mut Worksheet| {
        benefits(sheet);
        sheet.write_string(4, 2, "31-02-2018").unwrap();
    };
    let data = dataset(&[("uitkeringen.xlsx", &book(&[bad]))]);
    let run = report(data.path(), "--data d");
    assert_eq!(run.status, Some(3), "{}", run.stderr);
    let told = "d/uitkeringen.xlsx (Lijst):5: column start (Startdatum): \"31-02-2018\"";
    assert!(run.stderr.contains(told), "{}", run.stderr);
}

/// Workbooks that the program wrote itself are never read, and one without an export is refused where it is named.
#[test]
fn workbooks_without_an_export() {
    let data = dataset(&[("uitkeringen.xlsx", &book(&[benefits]))]);
    let made = Outflow::report("--year 2018 --data d --output d/2018.xlsx --format xlsx");
    assert_eq!(made.cwd(data.path()).run().status, Some(0));
    let check = Outflow::new().args("check --data d").cwd(data.path()).run();
    assert!(
        check.stderr.contains("d/2018.xlsx is left out: outflow wrote it itself.\n"),
        "{}",
        check.stderr
    );
    fs::write(data.path().join("d/uitkeringen.xlsx"), book(&[])).unwrap();
    let run = report(data.path(), "--data d");
    assert_eq!(
        run.stderr,
        "outflow: d/uitkeringen.xlsx: is a workbook without a sheet that has the columns of benefits; save the \
         right sheet as CSV, or name its headers under columns in outflow.toml\n"
    );
    assert_eq!(run.status, Some(1));
}

/// A workbook of the open form, as small as one can be.
fn open_document(rows: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let plain =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Blad1\">{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        ("content.xml", &content),
    ] {
        zip.start_file(name, plain).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_of_the_open_form() {
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let of_day = |day: &str| {
        format!(
            "<table:table-cell office:value-type=\"date\" office:date-value=\"{day}\"><text:p>x</text:p></table:table-cell>"
        )
    };
    let empty = "<table:table-cell/>".to_owned();
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let rows = [
        row(&[text("Dossiernr"), text("Startdatum"), text("Einddatum")]),
        row(&[text("1"), of_day("2018-02-01"), empty]),
        row(&[text("2"), of_day("2017-03-05T00:00:00"), of_day("2018-06-04")]),
    ]
    .concat();
    let data = dataset(&[("uitkeringen.ods", &open_document(&rows))]);
    let run = report(data.path(), "--data d");
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(run.values().contains("caseload,inflow,,benefits,1,"), "{}", run.stdout());
    assert!(run.values().contains("caseload,outflow,,benefits,1,"), "{}", run.stdout());
}

const DAMAGED: &str = "is a damaged workbook, or none; open it in Excel or LibreOffice and save it again, or save \
    the sheet as CSV";

/// However a workbook is damaged, it is a report or a refusal by name, and never a fault of the program.
#[test]
fn damaged_workbooks_are_refused() {
    let whole = book(&[benefits]);
    for bytes in [
        &b"PK\x03\x04nothing"[..],
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1nothing",
        &whole[..whole.len() / 2],
    ] {
        let data = dataset(&[("uitkeringen.xlsx", bytes)]);
        let run = report(data.path(), "--data d");
        assert_eq!(run.stderr, format!("outflow: d/uitkeringen.xlsx: {DAMAGED}\n"));
        assert_eq!(run.status, Some(1));
    }
    // bytes changed here and there, in the packed parts and in the list of parts
    let step = whole.len() / 60;
    for position in (0..whole.len()).step_by(step) {
        let mut bytes = whole.clone();
        bytes[position] ^= 0x55;
        let data = dataset(&[("uitkeringen.xlsx", &bytes)]);
        let run = report(data.path(), "--data d");
        assert!(
            matches!(run.status, Some(0 | 1 | 3)),
            "{position}: {:?} {}",
            run.status,
            run.stderr
        );
        assert!(!run.stderr.contains("panicked"), "{position}: {}", run.stderr);
    }
}

/// A few kilobytes that unpack to more than any sheet holds do not fill the memory.
#[test]
fn a_workbook_that_is_made_to_do_harm_is_refused() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let packed = zip::write::SimpleFileOptions::default();
    zip.start_file("xl/workbook.xml", packed).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..100 {
        zip.write_all(&zeros).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let data = dataset(&[("uitkeringen.xlsx", &bytes)]);
    let run = report(data.path(), "--data d");
    assert_eq!(
        run.stderr,
        "outflow: d/uitkeringen.xlsx: the unpacked workbook is over the limit of 1 GB; this is not a usable \
         export: export it again\n"
    );
    assert_eq!(run.status, Some(1));
}

//! What LibreOffice makes of the CSV for a Dutch spreadsheet, and of a workbook. It is not part of the ordinary run,
//! since it needs `soffice`: `cargo test faults::spreadsheet -- --ignored`.

use std::fs;
use std::process::Command;

use super::dataset;
use crate::command::Outflow;
use crate::workbook::rows;

/// Figures are numbers, negative ones too, and a text that looks like a formula stays a text.
#[test]
#[ignore = "needs LibreOffice"]
fn figures_are_numbers_and_no_formula_runs() {
    let export = "start;end;district;monthly_amount\n01-02-2018;;=1+1;1000,50\n01-02-2018;;+2+2;1000,50\n\
        01-02-2018;;@SUM(A1);1000,50\n01-02-2018;;-3+3;1000,50\n";
    let folder = dataset(&[("benefits.csv", export.as_bytes())]);
    let made = Outflow::report(
        "--year 2018 --data d --csv excel-nl --output o.csv --section caseload_by_district,savings",
    );
    assert_eq!(made.cwd(folder.path()).text(), "");
    // separator ; and texts in double quotes, UTF-8, Dutch: as a double click does in a Dutch office
    let office = Command::new("soffice")
        .args(["--headless", "--convert-to", "fods", "--infilter=CSV:59,34,76,1,,1043,false,true"])
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.path().display()))
        .arg("o.csv")
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(office.status.success(), "{}", String::from_utf8_lossy(&office.stderr));
    let sheet = fs::read_to_string(folder.path().join("o.fods")).unwrap();
    assert!(!sheet.contains("table:formula"), "a formula runs");
    // the average benefit is 12 × 1000.50; no saving but a loss, below nothing
    assert!(
        sheet.contains("office:value-type=\"float\" office:value=\"12006\""),
        "a figure is no number"
    );
    let is_negative = |line: &&str| line.contains("office:value-type=\"float\" office:value=\"-");
    assert!(sheet.lines().any(|line| is_negative(&line)), "a negative figure is no number");
    for text in ["=1+1", "+2+2", "@SUM(A1)", "-3+3"] {
        assert!(sheet.contains(text), "{text}");
    }
}

/// A workbook as LibreOffice reads it, sheet by sheet: the figures are those of the CSV.
#[test]
#[ignore = "needs LibreOffice"]
fn a_workbook_opens_with_the_same_figures() {
    let folder = tempfile::tempdir().unwrap();
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data/heerlen");
    let report = |form: &str| {
        Outflow::report("--year 2018 --lang nl --data")
            .arg(data)
            .args(form)
            .cwd(folder.path())
            .text()
    };
    assert_eq!(report("--format xlsx --output o.xlsx"), "");
    // every sheet as a file of its own, numbers as they are and not as they are shown
    let office = Command::new("soffice")
        .args(["--headless", "--convert-to"])
        .arg("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1")
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.path().display()))
        .arg("o.xlsx")
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(office.status.success(), "{}", String::from_utf8_lossy(&office.stderr));
    let sheet = |name: &str| {
        let path = folder.path().join(format!("o-{name}.csv"));
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let (opened, csv) = (rows(&sheet("Alle cijfers")), rows(&report("--format csv")));
    assert_eq!(opened.len(), csv.len());
    for (opened, csv) in opened.iter().zip(&csv) {
        for (opened, csv) in opened.iter().zip(csv) {
            let numbers = (opened.parse::<f64>(), csv.parse::<f64>());
            let same =
                matches!(numbers, (Ok(one), Ok(other)) if one.to_string() == other.to_string());
            assert!(same || opened == csv, "{opened} for {csv}");
        }
    }
    let reasons = rows(&sheet("Uitstroom naar reden"));
    let total = reasons.iter().find(|row| row[0] == "Totaal").unwrap();
    assert_eq!(total[1..4], ["1492", "1483", "9"].map(str::to_owned));
}

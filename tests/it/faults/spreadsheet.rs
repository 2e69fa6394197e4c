//! What LibreOffice makes of the CSV for a Dutch spreadsheet. It is not part of the ordinary run, since it needs
//! `soffice`: `cargo test faults::spreadsheet -- --ignored`.

use std::fs;
use std::process::Command;

use super::dataset;
use crate::command::Outflow;

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

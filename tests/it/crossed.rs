//! A table by two dimensions agrees with the groups of the report, and with itself.

use std::collections::BTreeMap;
use std::path::Path;

use crate::command::Outflow;
use crate::figures::{Figures, Row};
use crate::independent::random;

const SEEDS: std::ops::Range<u64> = 400..412;

fn figures(arguments: &str, folder: &Path) -> Figures {
    let run = Outflow::new().args(arguments).arg("--data").arg(folder).args("--format csv").run();
    assert!(matches!(run.status, Some(0 | 3)), "{arguments}: {}", run.stderr);
    Figures::parse(run.stdout())
}

/// The row and the column that a group names.
fn parts(row: &Row) -> (&str, &str) {
    row.group.split_once('|').unwrap_or(("", ""))
}

fn count(text: &str) -> i64 {
    text.parse().unwrap()
}

/// A table of the report, the dimension it is by, and another dimension that parts everybody.
const TABLES: [(&str, &str, &str, &str); 12] = [
    ("caseload_by_age", "stock_end", "age", "sex"),
    ("caseload_by_household", "stock_end", "household", "age"),
    ("caseload_by_target_group", "stock_end", "target_group", "sex"),
    ("caseload_by_district", "stock_end", "district", "duration"),
    ("inflow_by_start_reason", "inflow", "start_reason", "age"),
    ("outflow_by_reason", "outflow", "reason", "household"),
    ("outflow_by_duration", "outflow", "duration", "reason"),
    ("into_work", "into_work", "kind", "sex"),
    ("placements_by_sector", "placements", "sector", "age"),
    ("placements_by_employer", "placements", "employer", "sector"),
    ("programmes", "participants", "programme", "sex"),
    ("programme_results", "result", "result", "programme"),
];

#[test]
fn margins_are_the_groups_of_the_report_and_cells_add_up() {
    let mut checked = 0;
    for seed in SEEDS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Proef");
        random::write_random(&path, seed);
        let report = figures("report --year 2018", &path);
        for (table, figure, rows, columns) in TABLES {
            let options = format!("table {figure} --rows {rows} --columns {columns} --year 2018");
            let crossed = figures(&options, &path);
            if crossed.rows.len() == 1 {
                assert_eq!(crossed.rows[0].value, "", "{options}");
                continue; // a column that the export does not have
            }
            checked += 1;
            assert_margins(&report, &crossed, table, figure);
            assert_adds_up(&crossed, rows, columns);
        }
    }
    assert!(checked > 80, "only {checked} tables had cells");
}

fn assert_margins(report: &Figures, crossed: &Figures, table: &str, figure: &str) {
    let said = |row: &Row| {
        [&row.value, &row.whole, &row.share, &row.previous, &row.change].map(String::clone)
    };
    let of_report: BTreeMap<String, [String; 5]> = report
        .rows
        .iter()
        .filter(|row| row.table == table && row.figure == figure)
        .map(|row| (row.group.clone(), said(row)))
        .collect();
    let margins: BTreeMap<String, [String; 5]> = crossed
        .rows
        .iter()
        .filter(|row| parts(row).1.is_empty())
        .map(|row| (parts(row).0.replace("\\|", "|"), said(row)))
        .collect();
    assert_eq!(margins, of_report, "{table}");
}

/// Along a dimension of which everybody has one group, the cells of a line are its total, now and before.
fn assert_adds_up(crossed: &Figures, rows: &str, columns: &str) {
    let several = ["target_group", "programme"];
    let sums = |along: &str, line: fn(&Row) -> (&str, &str)| {
        if several.contains(&along) {
            return;
        }
        let mut sums: BTreeMap<&str, [i64; 4]> = BTreeMap::new();
        for row in &crossed.rows {
            let (fixed, moving) = line(row);
            let at = usize::from(!moving.is_empty());
            let sum = sums.entry(fixed).or_default();
            sum[at] += count(&row.value);
            if !row.previous.is_empty() {
                sum[2 + at] += count(&row.previous);
            }
        }
        for (fixed, [total, cells, before, cells_before]) in sums {
            assert_eq!((total, before), (cells, cells_before), "{fixed} along {along}");
        }
    };
    sums(columns, parts);
    sums(rows, |row| {
        let (row, column) = parts(row);
        (column, row)
    });
}

/// Counted apart with DuckDB from data/heerlen/uitkeringen.csv: single people under 27 on benefit at the end of 2018, and
/// women who left benefit for work that year.
#[test]
fn cells_counted_by_other_means() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/heerlen");
    let stock = figures("table stock_end --rows age --columns household --year 2018", &root);
    let cell = stock.row("stock_end_by_age_by_household/stock_end/<27|single/benefits");
    assert_eq!(
        (cell.value.as_str(), cell.whole.as_str(), cell.share.as_str()),
        ("295", "450", "65.5556")
    );
    let outflow =
        figures("table outflow --rows reason --columns sex --year 2018 --share column", &root);
    let cell = outflow.row("outflow_by_reason_by_sex/outflow/work|woman/benefits");
    assert_eq!((cell.value.as_str(), cell.whole.as_str()), ("326", "808"));
}

#[test]
fn a_trait_that_does_not_apply_is_refused_with_those_that_do() {
    let refused = |options: &str, message: &str| {
        let run = Outflow::new().args("table --year 2018 --data data/heerlen").args(options).run();
        assert_eq!(run.status, Some(2), "{options}");
        assert!(run.stderr.contains(message), "{options}: {}", run.stderr);
    };
    refused(
        "stock_end --rows sector",
        "It can by: age, sex, household, scheme, duration, district",
    );
    refused("stock_end --rows hosehold", "did you mean `household`?");
    refused("stock_end --rows age --columns age", "rows and columns are both age");
    refused("savings_stock --rows age", "there is no figure `savings_stock`");
    refused("placements --rows age --unit persons", "placements is counted in placements");
}

#[test]
fn municipalities_are_a_trait_too() {
    let each =
        Outflow::new().args("report --year 2018 --section caseload --each --format csv").text();
    let each = Figures::parse(&each);
    let table = Outflow::new().args("table stock_end --rows municipality --year 2018 --format csv");
    let table = Figures::parse(&table.text());
    let heerlen = table.value("stock_end_by_municipality/stock_end/Heerlen/benefits");
    let of_each = each.rows.iter().find(|row| {
        row.municipality == "Heerlen" && row.figure == "stock_end" && row.unit == "benefits"
    });
    assert_eq!(of_each.unwrap().value, heerlen);
}

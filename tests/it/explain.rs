//! `outflow explain`: what a figure means, in the words of the reference page and the numbers of the report.

use crate::command::Outflow;
use crate::figures::Figures;

fn explain(arguments: &str) -> Outflow {
    Outflow::new().arg("explain").args(arguments)
}

#[test]
fn every_figure_is_in_the_list_and_in_the_code_book() {
    let report = Figures::parse(&Outflow::report("--year 2018 --format csv").text());
    let (list, book) = (explain("").text(), explain("--format csv").text());
    for row in &report.rows {
        assert!(list.contains(&format!("\n{} ", row.figure)), "{}", row.figure);
        assert!(
            book.contains(&format!("\n{},{},", row.figure, row.unit)),
            "{} {}",
            row.figure,
            row.unit
        );
    }
}

/// The numbers of an explanation are those of the report, and the formula that is shown holds.
#[test]
fn a_formula_is_filled_in_with_the_numbers_of_the_report() {
    let text = explain("stock_end --year 2018 --data data/heerlen").text();
    assert!(text.contains("= 5,237 + 1,238 − 1,492"), "{text}");
    let report = Outflow::report("--year 2018 --data data/heerlen").figures();
    let count = |figure: &str| report.count(&format!("caseload/{figure}//benefits"));
    assert_eq!(count("stock_begin"), 5237);
    assert_eq!((count("inflow"), count("outflow")), (1238, 1492));
    let text = explain("stock_average --year 2018 --data data/heerlen --lang nl").text();
    assert!(text.contains("= 61.192 ÷ 12"), "{text}");
    let text = explain("retention --year 2018 --data data/heerlen").text();
    let not_returned = report.row("retention/not_returned_6m//persons");
    assert!(
        text.contains(&format!("= {} of {}", not_returned.value, not_returned.whole)),
        "{text}"
    );
}

/// Every number of the code book is the report's, for all figures at once.
#[test]
fn the_code_book_has_the_values_of_the_report() {
    let data = "--year 2018 --data data/heerlen";
    let report = Outflow::report(data).figures();
    let text = explain(data).args("--format csv").text();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut seen = 0;
    for record in reader.records().map(Result::unwrap) {
        let table = record[6].split('|').next().unwrap();
        if table == "rates" {
            assert_eq!(&record[12], "", "the sample has no population");
            continue;
        }
        let total = report
            .rows
            .iter()
            .find(|row| (&*row.figure, &*row.unit, &*row.group) == (&record[0], &record[1], ""));
        // a duration has groups and no total
        let value = total.map_or("", |total| &total.value);
        assert_eq!(&record[12], value, "{table} {}", &record[0]);
        seen += 1;
    }
    assert!(seen > 30, "{seen} figures");
}

#[test]
fn the_options_in_force_are_shown() {
    let standard = explain("into_work").text();
    assert!(standard.contains("definitions.work_window_days = 31\n"), "{standard}");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("benefits.csv"), "person_id,start,end\n1,2018-01-01,\n")
        .unwrap();
    let config =
        "[coverage]\nfrom = 2018-01-01\nto = 2018-12-31\n[definitions]\nwork_window_days = 60\n";
    std::fs::write(folder.path().join("outflow.toml"), config).unwrap();
    let text = explain("into_work --year 2018 --data .").cwd(folder.path()).text();
    assert!(text.contains("definitions.work_window_days = 60\n"), "{text}");
    assert!(text.contains("not available: there is no export of placements"), "{text}");
}

#[test]
fn what_cannot_be_explained() {
    let run = explain("savngs_stock").run();
    assert_eq!(run.status, Some(2));
    let told = "error: there is no figure `savngs_stock`; did you mean `savings_stock`?";
    assert!(run.stderr.starts_with(told), "{}", run.stderr);
    let run = explain("into_work --data data/heerlen").run();
    assert_eq!(run.status, Some(2));
    assert_eq!(
        run.stderr,
        "error: give a period too, such as --year 2018: the numbers are of one\n"
    );
}

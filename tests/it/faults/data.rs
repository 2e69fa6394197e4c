//! Values and rows: what is read, what is rejected and what is said.

use super::Gets::{Refused, Report, Without};
use super::{dataset, hold};
use crate::command::{Outflow, Run};

#[test]
#[allow(clippy::too_many_lines, reason = "a table of cases")]
fn dates() {
    hold(&[
        (
            "31 February",
            b"start;end\n31-02-2018;\n",
            Without(0, ":2: column start: \"31-02-2018\": a date that does not exist"),
        ),
        (
            "29 February 1900",
            b"start;end\n29-02-1900;\n",
            Without(0, ":2: column start: \"29-02-1900\": a date that does not exist"),
        ),
        (
            "month 13",
            b"start;end\n01-13-2018;\n",
            Without(0, ":2: column start: \"01-13-2018\": a date that does not exist"),
        ),
        (
            "year 18",
            b"start;end\n01-01-0018;\n",
            Without(0, ":2: column start: \"01-01-0018\": a year before 1850"),
        ),
        (
            "month first, beside a date in another notation",
            b"start;end\n12/31/2018;\n2018-02-01;\n",
            Without(1, ":2: column start: \"12/31/2018\": a date with the month first"),
        ),
        ("month first throughout", b"start;end\n12/31/2018;\n02/03/2018;\n", Report(2, "")),
        (
            "both orders",
            b"start;end\n12/31/2018;\n31/12/2018;\n",
            Refused("the month first in some places and the day first in others"),
        ),
        (
            "two digits",
            b"start;end\n01-02-18;\n",
            Without(0, ":2: column start: \"01-02-18\": a year of two digits"),
        ),
        (
            "a spreadsheet's day beside a date",
            b"start;end\n43132;\n2018-02-01;\n",
            Without(1, ":2: column start: a spreadsheet's day number"),
        ),
        ("days of a spreadsheet throughout", b"start;end\n43132;\n43133;2958465\n", Report(2, "")),
        (
            "days, months and years in words",
            b"start;end\n1-2-2018;\n01-feb-2018;\n1 maart 2018;\n1.4.2018;0\n20180501.0;NULL\n",
            Report(5, ""),
        ),
        (
            "end before start",
            b"start;end\n05-03-2018;04-03-2018\n",
            Without(0, ":2: column end: \"04-03-2018\": ends before it starts"),
        ),
        (
            "no start",
            b"start;end\n;04-03-2018\n",
            Without(0, ":2: column start: empty, but a value is needed"),
        ),
        (
            "29 February, and with a time",
            b"start;end\n29-02-2016;\n2018-02-01T00:00:00;\n",
            Report(1, ""),
        ),
        (
            "ends that mean running",
            b"start;end\n01-02-2018;99999999\n01-02-2018;00000000\n01-02-2018;31-12-9999\n",
            Report(3, ""),
        ),
    ]);
}

/// The notes of the report on 2018 of one export, with the other outputs of the run.
fn notes(export: &str) -> Run {
    let folder = dataset(&[("benefits.csv", export.as_bytes())]);
    Outflow::report("--year 2018 --data d --section caseload,savings --format json")
        .cwd(folder.path())
        .run()
}

#[test]
fn what_a_report_says_of_its_rows() {
    let table = [
        (
            "start or end after the coverage",
            "start;end\n01-02-2019;\n01-02-2018;31-12-2019\n01-02-2018;\n",
            "2 rows have a date after 31 December 2018, the last day of the period covered.",
        ),
        (
            "an unknown code",
            "start;end;end_reason\n01-02-2018;01-03-2018;zz\n01-02-2018;01-03-2018;11\n",
            "nobody knows the code “zz” in column end_reason (1 row); it is a group of its own.",
        ),
        (
            "the same row twice",
            "case_id;start;end\n1;01-02-2018;\n1;01-02-2018;\n",
            "1 row stands there twice and counts once.",
        ),
        (
            "the same row twice, without a number of its case",
            "case_id;person_id;start;end\n;p1;01-02-2018;\n;p1;01-02-2018;\n",
            "1 row stands there twice and counts once.",
        ),
        ("no row", "start;end\n", "has a header and no rows."),
        (
            "amounts that are missing",
            "start;end;monthly_amount\n01-02-2018;;-\n01-02-2018;;n.v.t.\n01-02-2018;;#N/B\n01-02-2018;;NULL\n01-02-2018;;800,00\n",
            "4 benefits have no monthly amount and do not count in amounts.",
        ),
    ];
    for (fault, export, says) in table {
        let run = notes(export);
        let said = run.stdout().contains(says) && run.status == Some(0);
        assert!(said, "{fault}: {:?}\n{}\n{}", run.status, run.stderr, run.stdout());
    }
}

/// Rows of one case that belong together are one benefit, whatever way they lie.
#[test]
fn rows_of_one_case() {
    hold(&[
        (
            "overlapping",
            b"case_id;start;end\n1;01-02-2018;31-03-2018\n1;01-03-2018;\n",
            Report(1, ""),
        ),
        ("touching", b"case_id;start;end\n1;01-02-2018;28-02-2018\n1;01-03-2018;\n", Report(1, "")),
        ("nested", b"case_id;start;end\n1;01-02-2018;\n1;01-03-2018;31-03-2018\n", Report(1, "")),
        (
            "a day apart",
            b"case_id;start;end\n1;01-02-2018;28-02-2018\n1;02-03-2018;\n",
            Report(2, ""),
        ),
        ("one day", b"case_id;start;end\n1;01-02-2018;01-02-2018\n", Report(1, "")),
        (
            "partners",
            b"case_id;person_id;start;end\n1;a;01-02-2018;\n1;b;01-02-2018;\n",
            Report(1, ""),
        ),
        (
            "on 29 February",
            b"case_id;start;end\n1;29-02-2016;28-02-2018\n1;01-03-2018;\n",
            Report(0, ""),
        ),
        (
            "across the year",
            b"case_id;start;end\n1;01-12-2017;31-12-2017\n1;01-01-2018;\n",
            Report(0, ""),
        ),
    ]);
}

#[test]
fn two_equal_rows_without_numbers_may_be_two_people() {
    hold(&[
        ("no number at all", b"start;end\n01-02-2018;\n01-02-2018;\n", Report(2, "")),
        ("a person", b"person_id;start;end\np;01-02-2018;\np;01-02-2018;\n", Report(1, "")),
        (
            "a case without number, nobody's",
            b"case_id;person_id;start;end\n;;01-02-2018;\n;;01-02-2018;\n",
            Report(2, ""),
        ),
        (
            "a case without number, somebody's",
            b"case_id;person_id;start;end\n;p;01-02-2018;\n;p;01-02-2018;\n",
            Report(1, ""),
        ),
        (
            "the same case, other contents",
            b"case_id;start;end;sex\n1;01-02-2018;;m\n1;01-02-2018;;v\n",
            Report(1, ""),
        ),
    ]);
}

/// Sums go beyond 64 bits; what cannot be printed exactly is not printed.
#[test]
fn amounts() {
    let biggest = i64::MAX / 100;
    let export = format!(
        "case_id;start;end;monthly_amount\n1;01-02-2018;;{biggest},00\n2;01-02-2018;;{biggest},00\n\
         3;01-02-2018;;-5,00\n4;01-02-2018;;0,00\n"
    );
    let folder = dataset(&[("benefits.csv", export.as_bytes())]);
    let run =
        Outflow::report("--year 2018 --data d --section savings --format csv").cwd(folder.path());
    // (2 × 92,233,720,368,547,758 − 5 + 0) ÷ 4 × 12
    assert!(
        run.text().contains(
            ",average_benefit,Price of a benefit per year,,,,,eur,553402322211286533.00,"
        )
    );
    hold(&[
        (
            "too large",
            b"start;end;monthly_amount\n01-02-2018;;99999999999999999999\n",
            Report(1, ""),
        ),
        ("no amount", b"start;end;monthly_amount\n01-02-2018;;1e5\n", Report(1, "")),
        (
            "either thousand or one and a bit",
            b"start;end;monthly_amount\n01-02-2018;;1.234\n",
            Report(1, ""),
        ),
        (
            "settled by its column",
            b"start;end;monthly_amount\n01-02-2018;;1.234\n01-02-2018;;1,50\n",
            Report(2, ""),
        ),
    ]);
}

/// A crasher that fuzzing found: too many hours to count with, and then a decimal.
#[test]
fn hours_beyond_any_number() {
    let folder = dataset(&[
        ("benefits.csv", b"person_id;start;end\np;01-02-2018;\n"),
        ("placements.csv", b"person_id;start;hours\np;01-05-2018;6966999699999662334,5\n"),
    ]);
    let run = Outflow::report("--year 2018 --data d --format json").cwd(folder.path()).run();
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let said = "d/placements.csv: 1 value of hours could not be read and counts as missing.";
    assert!(run.stdout().contains(said), "{}", run.stdout());
    assert!(!run.stdout().contains("6966999"), "the value may be a number of a person");
}

#[test]
fn jobs_and_payments() {
    let benefits = "case_id;person_id;start;end\n1;p;01-02-2018;\n";
    let placements = "placement_id;person_id;start;kind\n1;p;01-05-2018;full_time\n1;p;01-05-2018;full_time\n\
        2;p;01-06-2018;full_time\n2;p;01-07-2018;full_time\n3;nobody;01-07-2018;full_time\n";
    let payments = "case_id;month;amount\n1;2018-03;800,00\n1;2018-03;800,00\n";
    let folder = dataset(&[
        ("benefits.csv", benefits.as_bytes()),
        ("placements.csv", placements.as_bytes()),
        ("payments.csv", payments.as_bytes()),
    ]);
    let run = Outflow::report("--year 2018 --data d --section into_work,savings --format json")
        .cwd(folder.path())
        .run();
    assert_eq!(run.status, Some(3), "{}", run.stderr);
    assert!(
        run.stderr
            .contains("column placement_id: the same number as another row with other contents")
    );
    assert!(run.stdout().contains("1 job began without a benefit"));
    assert!(run.stdout().contains("d/placements.csv: 1 row stands there twice and counts once."));
    let check = Outflow::new().args("check --data d --format csv").cwd(folder.path()).run();
    assert!(check.stdout().contains("identical_payments"), "{}", check.stdout());
    assert!(check.stdout().contains("placements_unknown_person"), "{}", check.stdout());
}

#[test]
fn leading_zeros_that_were_lost_are_said() {
    let export = "start;end;municipality\n01-02-2018;;0363\n01-02-2018;;363\n";
    let folder = dataset(&[("benefits.csv", export.as_bytes())]);
    let check = Outflow::new().args("check --data d --format csv").cwd(folder.path()).run();
    assert!(check.stdout().contains(",lost_zeros,"), "{}", check.stdout());
}

/// A share of nothing is no share, and 0 is not written with a sign.
#[test]
fn a_whole_of_nothing_has_no_share() {
    let folder = dataset(&[("benefits.csv", b"start;end\n")]);
    let csv = Outflow::report("--year 2018 --data d --format csv").cwd(folder.path()).text();
    for row in csv::Reader::from_reader(csv.as_bytes()).records() {
        let row = row.unwrap();
        assert!(row[15].is_empty() && row[18].is_empty(), "{row:?}");
        assert!(
            !row.iter().any(|field| field.starts_with("-0") || field.contains("NaN")),
            "{row:?}"
        );
    }
}

//! `--publish` with rounded counts: multiples of ten only, and nothing worked out from exact ones.

#![allow(
    clippy::float_arithmetic,
    clippy::float_cmp,
    reason = "what is printed is compared with what it is rounded from"
)]

use std::collections::BTreeMap;

use crate::figures::{Figures, Row};
use crate::publish::{data, report};
use crate::publish_after::{audit_of, publish_after};

/// A multiple of ten, nearest to the true count, half up.
pub(crate) fn nearest_ten(count: i64) -> i64 {
    (count + 5).div_euclid(10) * 10
}

/// What holds of any rounded form beside the one with exact counts; returns how many numbers are hidden.
pub(crate) fn check_rounded(published: &Figures, whole: &Figures) -> usize {
    let key = |row: &Row| {
        let parts =
            [&row.municipality, &row.period, &row.table, &row.figure, &row.group, &row.unit];
        parts.map(String::clone).join("/")
    };
    let internal: BTreeMap<String, &Row> = whole.rows.iter().map(|row| (key(row), row)).collect();
    let number = |text: &String| text.parse::<f64>().unwrap();
    let mut hidden = 0;
    // a rate is worked out from rounded numbers, and its population is known
    for row in published.rows.iter().filter(|row| row.table != "rates") {
        let truth = internal[&key(row)];
        let cells = [
            (&row.value, &truth.value),
            (&row.previous, &truth.previous),
            (&row.whole, &truth.whole),
        ];
        for (shown, truth) in cells {
            hidden += usize::from(shown.is_empty() && !truth.is_empty());
            let is_count = row.unit != "eur" && row.figure != "stock_change";
            if shown.is_empty() || !is_count {
                continue;
            }
            assert_eq!(number(shown) % 10.0, 0.0, "no multiple of ten: {row:?}");
            assert!((number(shown) - number(truth)).abs() <= 5.0, "{row:?}, {truth}");
            if let Ok(exact) = truth.parse::<i64>() {
                assert_eq!(shown.parse(), Ok(nearest_ten(exact)), "{row:?}, {truth}");
            }
        }
        if !row.share.is_empty() {
            let exact = 100.0 * number(&row.value) / number(&row.whole);
            assert!(
                (number(&row.share) - exact).abs() < 0.006,
                "a share of rounded counts: {row:?}"
            );
        }
        if !row.change.is_empty() && row.unit != "eur" {
            let exact = number(&row.value) - number(&row.previous);
            assert!(
                (number(&row.change) - exact).abs() < 0.006,
                "a change of rounded counts: {row:?}"
            );
        }
        assert!(
            row.note
                .split("; ")
                .any(|note| note == "rounded" || note == "suppressed" || !note.is_empty()),
            "{row:?}"
        );
    }
    hidden
}

/// Everything that stands in a rounded report is worked out from multiples of ten.
#[test]
fn a_rounded_report_has_multiples_of_ten_only() {
    for (name, options) in [("heerlen", "--year 2018"), ("maasgouw", "--period 2021-H1")] {
        let options = format!("{options} --format csv");
        let rounded = report(&data(name), &format!("{options} --publish --round"));
        assert_eq!(rounded.status, Some(0), "{}", rounded.stderr);
        let whole = report(&data(name), &options);
        let (rounded, whole) = (Figures::parse(rounded.stdout()), Figures::parse(whole.stdout()));
        check_rounded(&rounded, &whole);
        let shown = rounded.rows.iter().filter(|row| !row.value.is_empty()).count();
        assert!(shown * 10 >= rounded.rows.len() * 9, "rounding hides hardly anything: {shown}");
    }
}

/// The saving by a smaller stock is that of rounded stocks, in three digits: the exact stock does not follow from it.
#[test]
fn a_saving_is_worked_out_from_rounded_stocks() {
    let options = "--year 2018 --publish --round --format csv --section caseload,savings";
    let run = report(&data("heerlen"), options);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let figures = Figures::parse(run.stdout());
    let of = |figure: &str| {
        let mut rows = figures.rows.iter();
        rows.find(|row| row.figure == figure && row.unit != "persons").unwrap().clone()
    };
    let (stock, price, saving) = (of("stock_end"), of("average_benefit"), of("savings_stock"));
    let number = |text: &str| text.parse::<f64>().unwrap();
    let exact = (number(&stock.previous) - number(&stock.value)) * number(&price.value);
    assert!((number(&saving.value) - exact).abs() <= exact.abs() / 200.0, "{saving:?} {exact}");
}

/// What was published rounded is known to a later run too: both together leave every hidden count wide.
#[test]
fn a_rounded_report_is_taken_into_account() {
    let folder = tempfile::tempdir().unwrap();
    let maasgouw = data("maasgouw");
    let options = "--period 2021-H1 --section caseload*,outflow_by_reason";
    for (more, earlier, name) in
        [(" --round", &[][..], "rounded.csv"), ("", &["rounded.csv"], "later.csv")]
    {
        let run =
            publish_after(folder.path(), &maasgouw, &format!("{options}{more}"), earlier, name);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
    }
    let together = audit_of(folder.path(), &["rounded.csv", "later.csv"]);
    assert_eq!(together.status, Some(0), "{}", together.stdout());
}

//! `data/*/expected.csv`, which the maker of the samples wrote, against the program and against the
//! independent count.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::command::Outflow;
use crate::independent;

type Expected = BTreeMap<String, Vec<(String, String)>>;

/// The expected figures of a sample per period: `table/figure/group/unit` and the value.
fn expected(folder: &Path) -> Expected {
    let mut reader = csv::Reader::from_path(folder.join("expected.csv")).unwrap();
    let mut periods = Expected::new();
    for record in reader.records() {
        let record = record.unwrap();
        let name = [&record[1], &record[2], &record[3], &record[4]].join("/");
        periods.entry(record[0].to_owned()).or_default().push((name, record[5].to_owned()));
    }
    assert!(periods.len() > 1 && periods.values().all(|figures| figures.len() > 2));
    periods
}

fn samples() -> [PathBuf; 2] {
    ["heerlen", "maasgouw"]
        .map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name))
}

/// The first and last day of a year or half-year.
pub(crate) fn days(period: &str) -> (Date, Date) {
    let year = period[..4].parse().unwrap();
    match &period[4..] {
        "" => (date(year, 1, 1), date(year, 12, 31)),
        "-H1" => (date(year, 1, 1), date(year, 6, 30)),
        "-H2" => (date(year, 7, 1), date(year, 12, 31)),
        part => {
            let quarter = part.strip_prefix("-Q").map(|quarter| quarter.parse::<i8>().unwrap());
            let first = match quarter {
                Some(quarter) => 3 * quarter - 2,
                None => part.strip_prefix('-').unwrap().parse().unwrap(),
            };
            let last = if quarter.is_some() { first + 2 } else { first };
            (date(year, first, 1), date(year, last, 1).last_of_month())
        }
    }
}

/// The period of as many months just before.
pub(crate) fn before((from, to): (Date, Date)) -> (Date, Date) {
    let months = (i32::from(to.year()) * 12 + i32::from(to.month()))
        - (i32::from(from.year()) * 12 + i32::from(from.month()))
        + 1;
    (from - months.months(), from - 1.day())
}

#[test]
fn the_program_prints_what_the_samples_were_made_for() {
    for folder in samples() {
        for (period, wanted) in expected(&folder) {
            let report = Outflow::report("--data").arg(&folder).arg("--period").arg(&period);
            let figures = report.figures();
            for (name, value) in wanted {
                assert_eq!(figures.value(&name), value, "{period} {name}");
            }
        }
    }
}

#[test]
fn the_independent_count_agrees_with_the_maker_of_the_samples() {
    for folder in samples() {
        for (period, wanted) in expected(&folder) {
            let (from, to) = days(&period);
            let earlier = before((from, to));
            let lines = independent::count(
                &folder,
                from,
                to,
                Some(earlier),
                Some(before(earlier)),
                None,
                None,
            );
            for (name, value) in wanted {
                let found = lines.iter().find(|line| {
                    [&line.table[..], &line.figure, &line.group, &line.unit].join("/") == name
                });
                assert_eq!(found.map(|line| line.value.as_str()), Some(&value[..]), "{name}");
            }
        }
    }
}

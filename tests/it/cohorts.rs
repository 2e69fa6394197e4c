//! Cohorts against another implementation, and against the inflow of the report.

use std::path::Path;

use crate::command::Outflow;
use crate::figures::Figures;
use crate::independent::random;

fn cohorts(folder: &Path, by: &str) -> Figures {
    let run = Outflow::new().args("cohorts --format csv --by").arg(by).arg("--data").arg(folder);
    let run = run.run();
    assert!(matches!(run.status, Some(0 | 3)), "{}", run.stderr);
    Figures::parse(run.stdout())
}

fn heerlen() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/heerlen")
}

/// A line of the other implementation: by, table, group and years; started, share, lower, upper, at risk, running and
/// followed.
type Line = (&'static str, &'static str, &'static str, [&'static str; 7]);

/// Made with lifelines 0.30.3 (Python), `KaplanMeierFitter(alpha=0.05)`, whose interval is Greenwood's on log(−log):
/// the rows of data/heerlen/uitkeringen.csv put together per `Dossiernr` into spells that overlap or touch, those that
/// started from 2016 on; time in whole years × 367 plus days since the last anniversary, an end up to 31-12-2018 as the
/// event and that day as the end of what is seen. Running and followed are counted without it.
const LIFELINES: [Line; 12] = [
    ("start-year", "start_year", "|1", ["4134", "58.98", "57.31", "60.60", "1734", "1730", "2896"]),
    ("start-year", "start_year", "|2", ["4134", "37.42", "35.54", "39.30", "583", "581", "1494"]),
    (
        "start-year",
        "start_year",
        "2016|1",
        ["1494", "60.78", "58.25", "63.20", "912", "908", "1494"],
    ),
    (
        "start-year",
        "start_year",
        "2016|2",
        ["1494", "38.89", "36.41", "41.35", "583", "581", "1494"],
    ),
    (
        "start-year",
        "start_year",
        "2017|1",
        ["1402", "58.63", "56.00", "61.16", "822", "822", "1402"],
    ),
    ("household", "household", "couple|2", ["337", "49.51", "42.79", "55.88", "71", "69", "135"]),
    (
        "household",
        "household",
        "single|1",
        ["2542", "58.70", "56.56", "60.77", "1054", "1050", "1765"],
    ),
    ("sex", "sex", "woman|2", ["2257", "37.51", "34.98", "40.05", "332", "331", "832"]),
    ("age", "age", "55+|2", ["543", "43.00", "37.52", "48.36", "98", "96", "206"]),
    (
        "start_reason",
        "start_reason",
        "end_of_detention|2",
        ["120", "33.46", "21.77", "45.55", "12", "12", "39"],
    ),
    ("age,sex", "age_by_sex", "<27|man|1", ["413", "55.49", "49.91", "60.72", "152", "151", "277"]),
    ("age,sex", "age_by_sex", "55+|woman|2", ["262", "44.44", "36.66", "51.91", "52", "51", "104"]),
];

#[test]
fn shares_and_intervals_are_those_of_lifelines() {
    for (by, id, group, [started, share, low, high, at_risk, running, followed]) in LIFELINES {
        let found = cohorts(&heerlen(), by);
        let row = |figure: &str, group: &str, unit: &str| {
            found.row(&format!("cohorts_by_{id}/{figure}/{group}/{unit}")).clone()
        };
        let (cohort, _) = group.rsplit_once('|').unwrap();
        let all = if cohort.is_empty() { String::new() } else { format!("{cohort}|") };
        assert_eq!(row("started", &all, "benefits").value, started, "{by} {group}");
        for (figure, expected) in
            [("still_running", share), ("still_running_low", low), ("still_running_high", high)]
        {
            let value = row(figure, group, "percent").value;
            assert_eq!(value, expected, "{by} {group} {figure}");
        }
        assert_eq!(row("at_risk", group, "benefits").value, at_risk, "{by} {group}");
        let plain = row("still_running_followed", group, "benefits");
        assert_eq!(
            (plain.value.as_str(), plain.whole.as_str()),
            (running, followed),
            "{by} {group}"
        );
    }
}

/// Every benefit that started is in one cohort: as many as the inflow of the report on that year.
#[test]
fn a_start_year_has_the_inflow_of_the_year() {
    for seed in 500..508 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Proef");
        random::write_random(&path, seed);
        let found = cohorts(&path, "start-year");
        for year in ["2016", "2017", "2018"] {
            let run = Outflow::report("--section caseload --format csv --year").arg(year);
            let run = run.arg("--data").arg(&path).run();
            assert!(matches!(run.status, Some(0 | 3)), "{}", run.stderr);
            let inflow = Figures::parse(run.stdout()).count("caseload/inflow//benefits");
            let started = found.rows.iter().find(|row| row.group == format!("{year}|"));
            let started = started.map_or(0, |row| row.value.parse().unwrap());
            assert_eq!(started, inflow, "{seed} {year}");
        }
    }
}

/// Where everybody of a cohort can be followed, nothing has to be estimated.
#[test]
fn a_cohort_that_is_followed_all_along_needs_no_estimate() {
    let found = cohorts(&heerlen(), "start-year");
    for group in ["2016|1", "2016|2", "2017|1"] {
        let name =
            |figure: &str, unit: &str| format!("cohorts_by_start_year/{figure}/{group}/{unit}");
        let plain = found.row(&name("still_running_followed", "benefits"));
        let estimate: f64 = found.value(&name("still_running", "percent")).parse().unwrap();
        assert!((estimate - plain.share.parse::<f64>().unwrap()).abs() < 0.005_001, "{plain:?}");
    }
}

#[test]
fn a_cohort_is_never_shown_further_than_it_is_followed() {
    let found = cohorts(&heerlen(), "start-year");
    let row = found.row("cohorts_by_start_year/still_running/2018|1/percent");
    assert_eq!((row.value.as_str(), row.note.as_str()), ("", "outside the coverage"));
    assert!(!found.rows.iter().any(|row| row.group.ends_with("|3")), "three years are not over");
}

#[test]
fn what_does_not_tell_cohorts_apart_is_refused() {
    let refused = |by: &str, message: &str| {
        let run = Outflow::new().args("cohorts --data data/heerlen --by").arg(by).run();
        assert_eq!(run.status, Some(2), "{by}");
        assert!(run.stderr.contains(message), "{by}: {}", run.stderr);
    };
    refused("sector", "They can by: start-year, household, sex, age, start_reason");
    refused("hosehold", "did you mean `household`?");
    refused("age,age", "twice");
    refused("age,sex,household", "at most 2");
}

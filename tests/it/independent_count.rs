//! Every figure of the program against the independent count, on the samples and on random exports.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::command::Outflow;
use crate::expected::{before, days};
use crate::figures::Figures;
use crate::independent::{self, Line, random, random_yardsticks};

/// The random exports to count: some, or those of `OUTFLOW_SEEDS=1000..1400` to look further.
fn seeds() -> std::ops::Range<u64> {
    let Ok(asked) = std::env::var("OUTFLOW_SEEDS") else { return 0..30 };
    let (from, to) = asked.split_once("..").expect("OUTFLOW_SEEDS is like 1000..1400");
    from.parse().unwrap()..to.parse().unwrap()
}

/// One report to compare.
#[derive(Clone, Debug, Default)]
pub(crate) struct Case {
    period: Option<&'static str>,
    range: Option<(Date, Date)>,
    municipality: Option<&'static str>,
    top: Option<usize>,
}

/// What a figure says: value, whole, share, previous, change.
/// Value, whole and share, the same of the comparison period, and the change.
type Said = [String; 7];

/// The figures by `table/figure/group/unit`.
type ByName = BTreeMap<String, Said>;

impl Case {
    pub(crate) fn period(period: &'static str) -> Self {
        Self { period: Some(period), ..Self::default() }
    }

    fn range(from: Date, to: Date) -> Self {
        Self { range: Some((from, to)), ..Self::default() }
    }

    fn days(&self) -> (Date, Date) {
        self.range.unwrap_or_else(|| days(self.period.unwrap()))
    }

    /// The period just before: as many months, or for a free range as many days.
    fn before(&self, (from, to): (Date, Date)) -> (Date, Date) {
        if self.period.is_some() {
            return before((from, to));
        }
        let length = from.until(to).unwrap().get_days() + 1;
        (from - length.days(), from - 1.day())
    }

    fn program(&self, folder: &Path) -> ByName {
        let mut run = Outflow::report("--format csv --data").arg(folder);
        run = match (self.period, self.range) {
            (Some(period), _) => run.arg("--period").arg(period),
            (None, Some((from, to))) => run.args(&format!("--from {from} --to {to}")),
            (None, None) => panic!("a case has a period"),
        };
        if let Some(name) = self.municipality {
            run = run.arg("--municipality").arg(name);
        }
        if let Some(top) = self.top {
            run = run.args(&format!("--top {top}"));
        }
        let run = run.run();
        assert!(matches!(run.status, Some(0 | 3)), "{self:?}: {}", run.stderr);
        let rows = Figures::parse(run.stdout()).rows;
        by_name(rows.into_iter().map(|row| {
            let name = [row.table, row.figure, row.group, row.unit].join("/");
            let now = [row.value, row.whole, row.share];
            let before = [row.previous, row.previous_whole, row.previous_share];
            (name, said(now, before, row.change))
        }))
    }

    fn counted(&self, folder: &Path) -> ByName {
        let (from, to) = self.days();
        let earlier = self.before((from, to));
        let lines = independent::count(
            folder,
            from,
            to,
            Some(earlier),
            Some(self.before(earlier)),
            self.municipality,
            self.top,
        );
        by_name(lines.into_iter().map(|line: Line| {
            let name = [line.table, line.figure, line.group, line.unit].join("/");
            let now = [line.value, line.whole, line.share];
            let before = [line.previous, line.previous_whole, line.previous_share];
            (name, said(now, before, line.change))
        }))
    }

    /// The figures in which the two differ, one a line.
    pub(crate) fn differences(&self, folder: &Path) -> Vec<String> {
        let (program, counted) = (self.program(folder), self.counted(folder));
        let names: BTreeSet<&String> = program.keys().chain(counted.keys()).collect();
        let differing = names.into_iter().filter(|name| {
            let (one, other) = (program.get(*name), counted.get(*name));
            match (one, other) {
                (Some(one), Some(other)) => one != other,
                (Some(one), None) | (None, Some(one)) => !says_nothing(one),
                (None, None) => false,
            }
        });
        let shown = differing.map(|name| {
            format!("{name}: program {:?}, counted {:?}", program.get(name), counted.get(name))
        });
        shown.collect()
    }

    #[track_caller]
    fn assert_same(&self, folder: &Path) {
        let differences = self.differences(folder);
        assert!(differences.is_empty(), "{self:?}:\n{}", differences.join("\n"));
    }
}

fn said([value, whole, share]: [String; 3], before: [String; 3], change: String) -> Said {
    let [previous, previous_whole, previous_share] = before;
    [value, whole, share, previous, previous_whole, previous_share, change]
}

fn by_name(figures: impl Iterator<Item = (String, Said)>) -> ByName {
    let mut all = ByName::new();
    for (name, said) in figures {
        let before = all.insert(name.clone(), said);
        assert_eq!(before, None, "{name} stands there twice");
    }
    all
}

/// A row that one side leaves out must be zero or not available on the other, in both periods.
fn says_nothing([value, _, _, previous, ..]: &Said) -> bool {
    let nothing = |text: &String| text.chars().all(|character| "0.".contains(character));
    nothing(value) && nothing(previous)
}

#[test]
fn every_figure_of_the_samples() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    Case::period("2018").assert_same(&root.join("heerlen"));
    Case::period("2017-H2").assert_same(&root.join("heerlen"));
    Case::period("2021-H1").assert_same(&root.join("maasgouw"));
    Case::range(date(2020, 11, 17), date(2021, 3, 2)).assert_same(&root.join("maasgouw"));
    let configured = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/voorbeeldstad");
    for period in ["2024", "2023", "2025-H1", "2025-09"] {
        Case::period(period).assert_same(&configured);
    }
}

/// The municipalities that some benefit of a random export names.
fn municipalities(folder: &Path) -> Vec<&'static str> {
    let text = std::fs::read_to_string(folder.join("benefits.csv")).unwrap();
    random::MUNICIPALITIES.into_iter().filter(|name| text.contains(name)).collect()
}

/// A year, a half-year and a free range of each random export; of some only a municipality, of some
/// with the small sectors folded.
#[test]
fn every_figure_of_random_exports() {
    let mut failures = Vec::new();
    for seed in seeds() {
        let folder = tempfile::tempdir().unwrap();
        random::write_random(folder.path(), seed);
        random_yardsticks::with_yardsticks(folder.path(), seed);
        let mut cases = vec![
            Case::period(if seed % 2 == 0 { "2018" } else { "2016" }),
            Case::period(if seed % 3 == 0 { "2017-H1" } else { "2017-H2" }),
            Case::period(["2018-02", "2017-Q1", "2016-12"][usize::try_from(seed % 3).unwrap()]),
            Case::range(date(2016, 2, 29), date(2017, 1, 14)),
        ];
        if let Some(name) = municipalities(folder.path()).last() {
            let year = cases[0].clone();
            cases.push(Case { municipality: Some(name), ..year });
        }
        if seed % 4 == 0 {
            let half = cases[1].clone();
            cases.push(Case { top: Some(2), ..half });
        }
        for case in cases {
            let found = case.differences(folder.path());
            if !found.is_empty() {
                failures.push(format!("seed {seed}, {case:?}:\n{}", found.join("\n")));
            }
        }
    }
    assert!(failures.is_empty(), "{} reports differ:\n{}", failures.len(), failures.join("\n\n"));
}

/// Years of which the exports hold only the first months: the budget with its forecast.
#[test]
fn forecasts_of_random_exports() {
    let (mut seen, mut ranges) = (0, 0);
    for seed in seeds() {
        let folder = tempfile::tempdir().unwrap();
        random::write_random(folder.path(), seed);
        let settings = folder.path().join("outflow.toml");
        let text = std::fs::read_to_string(&settings).unwrap();
        if !text.contains("[budget.2018]") || !folder.path().join("payments.csv").exists() {
            continue;
        }
        let to = ["2018-03-31", "2018-09-30", "2018-11-17"][usize::try_from(seed % 3).unwrap()];
        std::fs::write(settings, text.replace("to = 2019-12-31", &format!("to = {to}"))).unwrap();
        let run = Outflow::report("--year 2018 --partial --section budget --format csv --data")
            .arg(folder.path())
            .run();
        assert!(matches!(run.status, Some(0 | 3)), "{seed}: {}", run.stderr);
        let program = Figures::parse(run.stdout());
        let [from, last] = [date(2018, 1, 1), date(2018, 12, 31)];
        let lines = independent::count(folder.path(), from, last, None, None, None, None);
        for line in lines.into_iter().filter(|line| line.table == "budget") {
            let value = program.value(&format!("budget/{}//eur", line.figure));
            assert_eq!(value, line.value, "seed {seed}, until {to}: {}", line.figure);
            seen += usize::from(line.figure == "forecast" && !line.value.is_empty());
            ranges += usize::from(line.figure == "forecast_low" && !line.value.is_empty());
        }
    }
    assert!(seen > 3 && ranges > 3, "{seen} forecasts, {ranges} with a range");
}

/// Every table of the report with its figures, as the reference lists them.
fn all_figures() -> BTreeSet<String> {
    let page = include_str!("../../src/reference.md");
    let rows =
        page.lines().filter(|line| line.starts_with("| `") && line.matches('|').count() == 6);
    let mut all = BTreeSet::new();
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let ids = |cell: &str| -> Vec<String> {
            cell.split(", ").map(|id| id.trim_matches('`').to_owned()).collect()
        };
        for figure in ids(cells[4]) {
            all.insert(format!("{}/{figure}", ids(cells[1])[0]));
        }
    }
    all
}

/// A figure that is added has an independent count too, of which some export gives a number.
#[test]
fn every_figure_has_an_independent_count() {
    let all = all_figures();
    assert!(all.len() > 70 && all.contains("caseload/stock_begin"), "{}", all.len());
    let mut counted = BTreeSet::new();
    let mut add = |lines: Vec<Line>| {
        let known = lines.into_iter().filter(|line| !line.value.is_empty());
        counted.extend(known.map(|line| format!("{}/{}", line.table, line.figure)));
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let of = |period: &'static str, folder: &Path| {
        let days = days(period);
        let earlier = before(days);
        let comparisons = [Some(earlier), Some(before(earlier))];
        independent::count(folder, days.0, days.1, comparisons[0], comparisons[1], None, None)
    };
    add(of("2018", &root.join("heerlen")));
    // what the samples cannot show: a year that is not over
    let folder = tempfile::tempdir().unwrap();
    for name in ["uitkeringen.csv", "betalingen.csv"] {
        std::fs::copy(root.join("heerlen").join(name), folder.path().join(name)).unwrap();
    }
    let settings = "coverage = { from = 2016-01-01, to = 2018-09-30 }\nbudget.2018.amount = 1\n";
    std::fs::write(folder.path().join("outflow.toml"), settings).unwrap();
    add(of("2018", folder.path()));
    // nor what figures are held against
    let folder = tempfile::tempdir().unwrap();
    for seed in 0..24 {
        let folder = folder.path().join(seed.to_string());
        random::write_random(&folder, seed);
        random_yardsticks::with_yardsticks(&folder, seed);
        add(of("2018", &folder));
    }
    let missing: Vec<&String> = all.difference(&counted).collect();
    assert_eq!(missing, Vec::<&String>::new());
    for beside in ["targets/into_work", "benchmark_regions/outflow"] {
        assert!(counted.contains(beside), "{beside}");
    }
}

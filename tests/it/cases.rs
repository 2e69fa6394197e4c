//! `outflow cases`: as many cases as the figure says, whatever the figure, the group and the export.

use std::fs;
use std::path::Path;

use crate::command::Outflow;
use crate::figures::{Figures, Row, hundredths};
use crate::independent::random;

/// A report to list the cases of.
struct Listed<'a> {
    folder: &'a Path,
    period: &'static str,
    months: i64,
    figures: Figures,
}

/// The cases behind one figure, as far as the tests look at them.
struct Cases {
    /// Weight and groups of each case.
    all: Vec<(i64, Vec<String>)>,
}

/// Figures that no rows are behind: means of all rows, and amounts worked out from several counts.
const NO_ROWS: [&str; 12] = [
    "income_mean",
    "wage_value_mean",
    "price",
    "volume_effect",
    "price_effect",
    "budget",
    "recoveries",
    "wage_cost_subsidies",
    "balance",
    "forecast",
    "forecast_low",
    "forecast_high",
];

impl Cases {
    fn parse(bytes: &[u8]) -> Self {
        let mut reader = csv::Reader::from_reader(bytes);
        let all = reader.records().map(|record| {
            let record = record.unwrap();
            assert!(!record[14].is_empty() && !record[15].is_empty(), "rows and why: {record:?}");
            let weight = if record[6].contains('.') {
                hundredths(&record[6])
            } else {
                record[6].parse().unwrap()
            };
            (weight, record[4].split('|').map(str::to_owned).collect())
        });
        Self { all: all.collect() }
    }

    fn sum(&self) -> i64 {
        self.all.iter().map(|(weight, _)| weight).sum()
    }

    fn in_group(&self, group: &str) -> i64 {
        let of_group = self.all.iter().filter(|(_, groups)| groups.iter().any(|of| of == group));
        of_group.map(|(weight, _)| weight).sum()
    }
}

impl<'a> Listed<'a> {
    fn new(folder: &'a Path, period: &'static str, months: i64) -> Self {
        let report = Outflow::report("--format csv --period").arg(period).arg("--data").arg(folder);
        let run = report.run();
        assert!(matches!(run.status, Some(0 | 3)), "{}", run.stderr);
        Self { folder, period, months, figures: Figures::parse(run.stdout()) }
    }

    fn command(&self, row: &Row, group: Option<&str>) -> Outflow {
        let place = [&*row.figure, "--table", &row.table, "--unit", &row.unit];
        let period = ["--period", self.period, "--data"];
        let named = place.into_iter().chain(period).fold(Outflow::new().arg("cases"), Outflow::arg);
        let run = named.arg(self.folder);
        match group {
            Some(group) => run.arg(format!("--group={group}")),
            None => run,
        }
    }

    fn cases(&self, row: &Row, group: Option<&str>) -> Cases {
        let run = self.command(row, group).run();
        assert!(matches!(run.status, Some(0 | 3)), "{row:?}: {}", run.stderr);
        assert!(run.stderr.contains("identifies people"), "{}", run.stderr);
        Cases::parse(&run.stdout)
    }

    /// Every total, every group of it, and one group by `--group`.
    fn check(&self) {
        let has_rows = |row: &&Row| row.group.is_empty() && !NO_ROWS.contains(&&*row.figure);
        let totals = self.figures.rows.iter().filter(has_rows);
        for total in totals {
            if total.value.is_empty() {
                let run = self.command(total, None).run();
                assert_eq!((run.status, run.stdout()), (Some(1), ""), "{total:?}");
                assert!(run.stderr.contains("is not available"), "{}", run.stderr);
                continue;
            }
            if total.figure == "average_benefit" {
                self.check_price(total);
                continue;
            }
            let cases = self.cases(total, None);
            assert_eq!(cases.sum(), self.expected(total), "{total:?}");
            let same = |row: &&Row| {
                (&row.table, &row.figure, &row.unit) == (&total.table, &total.figure, &total.unit)
            };
            let groups: Vec<&Row> = self.figures.rows.iter().filter(same).skip(1).collect();
            for row in groups.iter().filter(|row| !row.value.is_empty()) {
                assert_eq!(
                    cases.in_group(&row.group),
                    row.value.parse::<i64>().unwrap(),
                    "{row:?}"
                );
            }
            if let Some(last) = groups.iter().rfind(|row| !row.value.is_empty()) {
                let of_group = self.cases(last, Some(&last.group));
                assert_eq!(of_group.all.len(), last.value.parse::<usize>().unwrap(), "{last:?}");
            }
        }
    }

    /// What the cases of a figure weigh together, worked out from the report.
    fn expected(&self, row: &Row) -> i64 {
        let caseload = |figure: &str| self.figures.row(&format!("caseload/{figure}//benefits"));
        // the sum of the stocks on the ends of the months
        let stocks = |average: &str| (hundredths(average) * self.months + 50).div_euclid(100);
        match row.figure.as_str() {
            "stock_average" => stocks(&row.value),
            "savings_stock" => -caseload("stock_end").change.parse::<i64>().unwrap(),
            "savings_volume" => {
                let average = caseload("stock_average");
                stocks(&average.previous) - stocks(&average.value)
            }
            _ if row.unit == "eur" => hundredths(&row.value),
            _ => row.value.parse().unwrap(),
        }
    }

    /// A price that is set has no rows; else it is the mean of the amounts of the cases, times twelve.
    fn check_price(&self, row: &Row) {
        let run = self.command(row, None).run();
        if run.status == Some(1) {
            assert!(run.stderr.contains("stands in outflow.toml"), "{}", run.stderr);
            return;
        }
        let cases = Cases::parse(&run.stdout);
        let count = i64::try_from(cases.all.len()).unwrap();
        let year = (cases.sum() * 12 * 2 + count).div_euclid(2 * count);
        assert_eq!(year, hundredths(&row.value), "{row:?}");
    }
}

/// Some random exports, or those of `OUTFLOW_SEEDS=1000..1100` to look further. The samples are checked by the
/// program's own tests, which read them once.
#[test]
fn there_are_as_many_cases_as_each_figure_of_random_exports_says() {
    let asked = std::env::var("OUTFLOW_SEEDS").ok();
    let asked = asked.as_deref().and_then(|seeds| seeds.split_once(".."));
    let seeds = asked.map_or(0..2, |(from, to)| from.parse().unwrap()..to.parse().unwrap());
    for seed in seeds {
        let folder = tempfile::tempdir().unwrap();
        random::write_random(folder.path(), seed);
        let (period, months) = if seed % 2 == 0 { ("2018", 12) } else { ("2017-H1", 6) };
        Listed::new(folder.path(), period, months).check();
    }
}

const BENEFITS: &str = "\
case_id,person_id,start,end,end_reason,sex
Z-07,P-1,2016-03-01,2017-06-30,,m
Z-07,P-1,2017-07-01,2018-06-30,11,m
Z-07,P-2,2016-03-01,2018-06-30,11,v
Z-08,P-3,2018-01-01,,,v
";
const PLACEMENTS: &str = "\
placement_id,person_id,start,end,kind
J-1,P-1,2018-07-10,,full_time
";

fn small() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let coverage = "name = \"proef\"\n[coverage]\nfrom = 2016-01-01\nto = 2018-12-31\n";
    let files =
        [("benefits.csv", BENEFITS), ("placements.csv", PLACEMENTS), ("outflow.toml", coverage)];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn of_small(arguments: &str) -> Outflow {
    Outflow::new().arg("cases").args(arguments).args("--year 2018 --data .")
}

/// A couple is one case of two persons; the rows that touch are one spell; all of them are named.
#[test]
fn a_case_names_its_identifiers_its_rows_and_why_it_counts() {
    let folder = small();
    let run = of_small("outflow --group work").cwd(folder.path()).run();
    assert_eq!(
        run.stdout(),
        "case,dataset,period,figure,group,unit,weight,case_id,person_id,placement_id,\
         participation_id,first_day,last_day,reason,rows,why\n\
         1,proef,2018,outflow,work,benefits,1,Z-07,P-1|P-2,,,2016-03-01,2018-06-30,work,\
         ./benefits.csv:2; ./benefits.csv:3; ./benefits.csv:4,\
         3 rows overlap or touch and make one benefit period; ends on 30 June 2018\n"
    );
    assert_eq!(
        run.stderr,
        "outflow: 1 case behind outflow (table outflow_by_reason, benefits); together it weighs 1, \
         and the figure is 1.\n\
         outflow: This list identifies people: keep it where the exports are kept, and hand it to \
         nobody who may not see them.\n"
    );
    let run = of_small("into_work --format table").cwd(folder.path()).run();
    let why = "2 rows overlap or touch and make one benefit period; a job (Full-time) starts on 10 July 2018, \
               10 days after the benefit ended [./benefits.csv:2; ./benefits.csv:3; ./placements.csv:2]";
    let on_one_line = run.stdout().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(on_one_line.contains(why), "{}", run.stdout());
    let run = of_small("stock_change --unit persons --csv excel-nl").cwd(folder.path()).run();
    let weights: Vec<_> = run.stdout().lines().skip(1).map(|line| line.split(';').nth(6)).collect();
    assert_eq!(weights, [Some("-1"), Some("-1"), Some("1")]);
}

/// The list is for whoever must check a figure; every other command keeps the identifiers to itself.
#[test]
fn no_other_command_prints_an_identifier() {
    let folder = small();
    let commands = [
        "report --year 2018 --data .",
        "report --year 2018 --data . --format json",
        "check --data .",
        "explain into_work --year 2018 --data .",
        "revise . . --year 2018 --all",
    ];
    for command in commands {
        let run = Outflow::new().args(command).cwd(folder.path()).run();
        assert_eq!(run.status, Some(0), "{command}: {}", run.stderr);
        for id in ["Z-0", "P-1", "P-2", "J-1"] {
            assert!(!run.stdout().contains(id) && !run.stderr.contains(id), "{command} {id}");
        }
    }
}

#[test]
fn a_figure_or_group_that_is_not_there() {
    let told = |arguments: &str| {
        let folder = small();
        let run = of_small(arguments).cwd(folder.path()).run();
        assert_eq!(run.stdout(), "");
        (run.status, run.stderr.lines().next().unwrap_or_default().to_owned())
    };
    let wrong = |text: &str| (Some(2), text.to_owned());
    assert_eq!(
        told("intowork"),
        wrong("error: there is no figure `intowork`; did you mean `into_work`?")
    );
    assert_eq!(
        told("outflow_by_reason"),
        wrong(
            "error: `outflow_by_reason` is a table, of outflow; give a figure: outflow --table outflow_by_reason"
        )
    );
    assert_eq!(
        told("outflow --table outflow_by_reason --group wrok"),
        wrong("outflow: outflow has no group `wrok`, did you mean `work`; its groups: work")
    );
    assert_eq!(
        told("outflow --unit placements"),
        wrong("error: outflow is not counted in placements; its units: benefits, persons")
    );
    let missing = "outflow: stock_end is not available: no column household in benefits";
    assert_eq!(told("stock_end --group couple"), (Some(1), missing.to_owned()));
    let missing = "outflow: completed is not available: no programmes export";
    assert_eq!(told("completed"), (Some(1), missing.to_owned()));
}

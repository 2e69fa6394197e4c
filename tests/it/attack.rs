//! `--publish` against a reader who shares nothing with the program: what is printed, the definitions, and linear
//! programming (`tests/independent/attack`). No small count that is hidden or rounded, and no hidden amount, may be
//! worked out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Outflow, Run};
use crate::independent::attack::{self, Attack, Comparison, Knows, Shares, Truth};
use crate::independent::random;
use crate::publish::towns;

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A run of the program on these data, published or not.
fn run(data: &Path, arguments: &str, published: bool, released: &[PathBuf]) -> Run {
    let mut outflow = Outflow::new().args(arguments).args("--format csv --data").arg(data);
    if published {
        outflow = outflow.arg("--publish");
        for file in released {
            outflow = outflow.arg("--released").arg(file);
        }
    }
    outflow.run()
}

/// Whether nothing was published, and why is said: no fault, and no words that only a programmer understands.
fn is_refused(run: &Run) -> bool {
    let clear = ["could be worked out whatever else is hidden", "fewer than"];
    run.status == Some(1)
        && run.stdout.is_empty()
        && clear.iter().any(|reason| run.stderr.contains(reason))
}

/// What the reader of a command knows that its long form does not say.
fn knows(arguments: &str) -> Knows {
    let comparison = if arguments.contains("--cumulative") {
        Comparison::YearEarlier
    } else {
        Comparison::Previous
    };
    let shares = if arguments.contains("--share column") { Shares::Column } else { Shares::Row };
    Knows { comparison, shares, ..Knows::default() }
}

/// What an attack on a command found.
enum Outcome {
    Refused,
    /// What was found, and how many numbers the attack knew what to do with.
    Attacked(Vec<String>, usize),
}

/// Publishes, and attacks what is published: first as any reader, then as one who knows a person.
fn attacked(data: &Path, arguments: &str) -> Outcome {
    let published = run(data, arguments, true, &[]);
    if is_refused(&published) {
        return Outcome::Refused;
    }
    assert!(matches!(published.status, Some(0 | 3)), "{arguments}: {}", published.stderr);
    let internal = run(data, &arguments.replace(" --round", ""), false, &[]);
    assert!(matches!(internal.status, Some(0 | 3)), "{arguments}: {}", internal.stderr);
    let truth = attack::truth(&[internal.stdout()]);
    let mut found = Vec::new();
    let mut numbers = 0;
    // whoever knows a person is held off by hiding; rounding promises the width to a reader who knows nobody
    let is_rounded = published.stdout().contains("rounded");
    for insider in [false, true].into_iter().filter(|insider| !insider || !is_rounded) {
        let knows = Knows { insider, ..knows(arguments) };
        // whoever takes to hold what does not, as that nobody has two benefits, errs and is told nothing by it
        let exact = Attack::on(&[internal.stdout()], knows);
        let mut attack = Attack::on(&[published.stdout()], knows).doubting(&exact);
        numbers = attack.numbers();
        let all = attack.found(Some(&truth)).into_iter();
        found.extend(all.map(|one| format!("{arguments}, insider {insider}: {one}")));
    }
    Outcome::Attacked(found, numbers)
}

/// Attacks each of the commands; nothing may be found, and no more than so many may be refused.
fn assert_safe(data: &Path, commands: &[&str], refusals: usize) {
    let (mut refused, mut found) = (Vec::new(), Vec::new());
    for command in commands {
        match attacked(data, command) {
            Outcome::Refused => refused.push(*command),
            Outcome::Attacked(leaks, numbers) => {
                assert!(numbers > 10, "{command}: the attack makes nothing of {numbers} numbers");
                found.extend(leaks);
            }
        }
    }
    assert!(found.is_empty(), "{}\n{}", data.display(), found.join("\n"));
    assert!(refused.len() <= refusals, "{} are refused: {refused:?}", data.display());
}

/// What the attack holds true is true of the samples, where nothing is hidden: else it would be an attack of somebody who
/// is wrong.
#[test]
fn what_a_reader_knows_is_true() {
    for (name, arguments) in [
        ("heerlen", "report --year 2018"),
        ("maasgouw", "report --period 2021-H1"),
        (
            "maasgouw",
            "trend --every quarter --figure caseload,caseload_by_household,outflow_by_household",
        ),
        ("maasgouw", "trend --every month"),
        ("maasgouw", "trend --every quarter --cumulative"),
        ("heerlen", "table outflow --rows reason --columns sex --year 2018"),
        ("heerlen", "cohorts --by age,sex"),
    ] {
        let internal = run(&root("data").join(name), arguments, false, &[]);
        let mut attack = Attack::on(&[internal.stdout()], knows(arguments));
        assert_eq!(attack.contradicted(), Vec::<String>::new(), "{name} {arguments}");
        attack.found(Some(&Truth::new()));
        assert_eq!(attack.doubted, Vec::<String>::new(), "{name} {arguments}");
    }
}

#[test]
fn the_samples_give_nothing_away() {
    assert_safe(
        &root("data/heerlen"),
        &[
            "report --year 2018",
            "report --year 2018 --round",
            "trend --every half --figure outflow_by_reason,outflow_by_household",
            "table outflow --rows reason --columns sex --year 2018",
            "cohorts --by age,sex",
        ],
        0,
    );
    assert_safe(
        &root("data/maasgouw"),
        &[
            "report --period 2021-H1",
            "report --period 2021-H1 --round",
            "trend --every quarter",
            "table stock_end --rows age --columns household --period 2021-H1 --share column",
            "cohorts --by household",
        ],
        1,
    );
}

/// Exports with all that can be odd, of some dozen people each.
#[test]
fn random_towns_give_nothing_away() {
    for seed in towns() {
        let folder = tempfile::tempdir().unwrap();
        random::write_random(folder.path(), seed);
        let commands =
            ["report --year 2017", "report --year 2017 --round", "trend --every year", "cohorts"];
        assert_safe(folder.path(), &commands, commands.len());
    }
}

/// Municipalities of some hundred benefits, and their region.
#[test]
fn a_random_region_gives_nothing_away() {
    let folder = tempfile::tempdir().unwrap();
    sample(folder.path(), 900, 7, 3);
    let sections = "--section caseload,caseload_by_household,outflow_by_reason";
    let report = format!("report --year 2024 --each {sections}");
    assert_safe(folder.path(), &[&report, "trend --each --from 2022 --to 2024"], 1);
}

fn sample(folder: &Path, cases: usize, seed: u64, municipalities: usize) {
    let options =
        format!("sample --force --cases {cases} --seed {seed} --municipalities {municipalities}");
    let made = Outflow::new().args(&options).arg(folder).run();
    assert_eq!(made.status, Some(0), "{}", made.stderr);
}

/// Small and large municipalities, one in four of them a region: `cargo test --test it long_attack -- --ignored`.
/// `OUTFLOW_TOWNS=0..40` attacks others.
#[test]
#[ignore = "takes an hour"]
fn long_attack_on_random_municipalities() {
    const COMMANDS: [&str; 14] = [
        "report --year 2024",
        "report --year 2024 --round",
        "report --period 2024-H1",
        "report --period 2023-Q3",
        "report --year 2024 --section programmes,programme_results,into_work",
        "trend",
        "trend --every half --from 2023 --figure caseload,outflow_by_reason,caseload_by_household",
        "trend --every quarter --from 2023 --cumulative",
        "trend --every quarter --from 2024 --figure placements_wage_subsidy,placements_wage_subsidy_amount",
        "table outflow --rows reason --columns sex --year 2024",
        "table stock_end --rows age --columns household --year 2024 --share column",
        "table stock_end --unit persons --rows district --columns household --year 2024",
        "cohorts --by household",
        "cohorts --by age,sex",
    ];
    let asked = std::env::var("OUTFLOW_TOWNS").unwrap_or_else(|_| "0..200".to_owned());
    let (from, to) = asked.split_once("..").expect("OUTFLOW_TOWNS=0..200");
    let seeds = from.parse::<u64>().unwrap()..to.parse().unwrap();
    let (mut found, mut refused, mut tried) = (Vec::new(), BTreeMap::new(), 0);
    for seed in seeds {
        let folder = tempfile::tempdir().unwrap();
        // from 50 to 3,000 cases, more small ones than large ones
        let (step, part) = ((seed * 7) % 20, (seed * 13) % 10);
        let cases = usize::try_from((50 + 7 * step * step) * (10 + part) / 19).unwrap().max(50);
        let is_region = seed % 4 == 3;
        sample(folder.path(), cases, seed, if is_region { 3 } else { 1 });
        for command in COMMANDS {
            let command = if is_region { format!("{command} --each") } else { command.to_owned() };
            tried += 1;
            match attacked(folder.path(), &command) {
                Outcome::Refused => *refused.entry(command).or_insert(0) += 1,
                Outcome::Attacked(leaks, _) => {
                    found.extend(
                        leaks.into_iter().map(|one| format!("seed {seed}, {cases} cases: {one}")),
                    );
                }
            }
        }
    }
    let refusals: usize = refused.values().sum();
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(refusals * 20 <= tried, "of {tried} were refused: {refused:#?}");
}

/// A way by which a number that is hidden was given away once: exports and runs in `tests/attack`, where each line of
/// `arguments` is a run (`--released 1` is what the first run printed).
struct Route {
    name: &'static str,
    /// The run, the place and the column of what is hidden.
    hidden: (usize, &'static str, attack::Column),
    truth: f64,
    knows: Knows,
    may_be_refused: bool,
}

impl Route {
    fn new(name: &'static str, run: usize, place: &'static str, truth: f64) -> Self {
        let hidden = (run, place, attack::Column::Value);
        Self { name, hidden, truth, knows: Knows::default(), may_be_refused: false }
    }

    /// A route to a number that was refused before, and may still be where the cause is said.
    fn refused_before(self) -> Self {
        Self { may_be_refused: true, ..self }
    }

    /// Runs all lines: each as it was published and without anything hidden; both empty where it was refused.
    fn runs(&self) -> Vec<[String; 2]> {
        let case = root("tests/attack").join(self.name);
        let folder = tempfile::tempdir().unwrap();
        let mut runs: Vec<[String; 2]> = Vec::new();
        for line in fs::read_to_string(case.join("arguments")).unwrap().lines() {
            let mut parts = line.split(" --released ");
            let arguments = parts.next().unwrap();
            let released =
                parts.filter(|run| !runs[run.parse::<usize>().unwrap() - 1][0].is_empty());
            let released: Vec<PathBuf> = released.map(|run| folder.path().join(run)).collect();
            let data = case.join("data");
            let made = run(&data, arguments, true, &released);
            if self.may_be_refused && is_refused(&made) {
                runs.push([String::new(), String::new()]);
                continue;
            }
            assert_eq!(made.status, Some(0), "{} {line}: {}", self.name, made.stderr);
            let internal = run(&data, arguments, false, &[]).stdout().to_owned();
            runs.push([made.stdout().to_owned(), internal]);
            fs::write(folder.path().join(runs.len().to_string()), &made.stdout).unwrap();
        }
        runs
    }

    fn assert_closed(&self) {
        let (number, place, column) = self.hidden;
        let runs = self.runs();
        if runs[number][0].is_empty() {
            return;
        }
        let run = runs[..number].iter().filter(|run| !run[0].is_empty()).count();
        let of = |side: usize| -> Vec<&str> {
            runs.iter().map(|run| run[side].as_str()).filter(|text| !text.is_empty()).collect()
        };
        let (texts, truth) = (of(0), attack::truth(&of(1)));
        let at = (run, place.to_owned(), column);
        assert_eq!(
            truth.get(&at),
            Some(&self.truth),
            "{}: the exports still have {place}",
            self.name
        );
        let shown = attack::truth(&texts).get(&at).copied();
        assert_ne!(shown, Some(self.truth), "{}: {place} is shown", self.name);
        let found = Attack::on(&texts, self.knows).found(Some(&truth));
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{}:\n{}", self.name, found.join("\n"));
    }
}

#[test]
fn participations_that_ended_add_up_in_the_column_of_wholes() {
    let place = "Proefstad 2018 programmes/completed/Fietsles (participations)";
    let route = Route::new("whole-of-a-programme", 0, place, 4.0);
    let column = attack::Column::Whole;
    Route { hidden: (0, place, column), ..route }.assert_closed();
}

#[test]
fn a_benefit_that_moves_leaves_its_region_as_it_was() {
    let place = "Aa 2018 caseload_by_household/stock_end/couple (benefits)";
    Route::new("benefit-that-moves", 0, place, 4.0).assert_closed();
}

#[test]
fn an_amount_is_not_what_is_left_of_its_region() {
    let place = "Aa 2018 into_work/placements_wage_subsidy_amount/ (eur)";
    Route::new("amount-of-a-municipality", 0, place, 50450.0).assert_closed();
}

#[test]
fn a_sector_that_is_an_employer_has_its_placements() {
    let place = "Proefstad 2018 placements_by_sector/placements/bouw (placements)";
    Route::new("sector-that-is-an-employer", 0, place, 4.0).assert_closed();
}

#[test]
fn couples_are_not_people_without_benefits() {
    let place = "Proefstad 2018 caseload_by_household/stock_end/couple (benefits)";
    let route = Route::new("couples-are-two-people", 0, place, 7.0);
    let knows = Knows { couples_are_two: true, ..Knows::default() };
    Route { knows, ..route }.assert_closed();
}

#[test]
fn a_quarter_is_not_what_is_left_of_its_year() {
    let place = "Proefstad 2018-Q1 into_work/placements_wage_subsidy_amount/ (eur)";
    Route::new("year-after-its-quarters", 0, place, 58550.0).assert_closed();
}

#[test]
fn a_region_without_flows_is_published() {
    let place = "Aa 2018 caseload_by_household/stock_end/couple (benefits)";
    Route::new("region-without-flows", 0, place, 4.0).refused_before().assert_closed();
}

#[test]
fn a_municipality_is_not_what_is_left_of_the_others() {
    let place = "Aa 2018 caseload_by_household/stock_end/couple (benefits)";
    let route = Route::new("one-municipality-after-the-other", 1, place, 4.0);
    route.refused_before().assert_closed();
}

//! The money lines: the budget against what was spent, the forecast of an unfinished year, national prices, and amounts
//! without holiday pay. The exports are so small that each amount can be worked out by head.

use std::fmt::Write;

use tempfile::TempDir;

use crate::command::{Outflow, folder};

/// Four benefits of 1,000 euros a month from 2015 on, and a fifth in the last three months of 2017.
const BENEFITS: &str = "case_id;person_id;start;end;monthly_amount\n\
    1;11;01-01-2015;;1000,00\n\
    2;12;01-01-2015;;1000,00\n\
    3;13;01-01-2015;;1000,00\n\
    4;14;01-01-2015;;1000,00\n\
    5;15;01-10-2017;01-01-2018;1000,00\n";

/// What was paid up to and including September 2018.
fn payments() -> String {
    let mut rows = String::from("case_id;month;amount\n");
    for month in 0..33 {
        let (year, of_year) = (2016 + month / 12, month % 12 + 1);
        for case in 1..=4 {
            writeln!(rows, "{case};{year}-{of_year:02};1000,00").unwrap();
        }
        if year == 2017 && of_year > 9 {
            writeln!(rows, "5;{year}-{of_year:02};1000,00").unwrap();
        }
    }
    rows
}

fn town(to: &str, settings: &str) -> TempDir {
    let toml = format!("municipality = \"Proef\"\ncoverage = {{ from = 2016-01-01, to = {to} }}\n");
    folder(&[
        ("benefits.csv", BENEFITS),
        ("payments.csv", &payments()),
        ("outflow.toml", &(toml + settings)),
    ])
}

const BUDGETS: &str = "budget.2018 = { amount = 50000, state = \"provisional\", date = 2017-10-01 }\n\
    budget.2017 = { amount = 49000 }\n\
    recoveries = { 2017 = 500, 2018 = { amount = 0 } }\n\
    wage_cost_subsidies.2017 = 250.50\n";

/// So far 9 × 4 × 1,000 were paid, 1,000 for each benefit a month; three months with four benefits are to come: 48,000.
/// Of 2016 the same rule foretold what it came to; 2017 came to 51,000 where it foretold 48,000.
#[test]
fn an_unfinished_year_has_a_forecast_and_its_range() {
    let town = town("2018-09-30", BUDGETS);
    let run = Outflow::report("--year 2018 --partial --section budget --data").arg(town.path());
    let figures = run.figures();
    let value = |figure: &str| figures.value(&format!("budget/{figure}//eur")).to_owned();
    assert_eq!(value("spending"), "36000.00");
    let range = ["forecast", "forecast_low", "forecast_high"].map(value);
    assert_eq!(range, ["48000.00", "48000.00", "51000.00"]);
}

#[test]
fn the_budget_is_held_against_what_was_spent() {
    let town = town("2018-12-31", BUDGETS);
    let run =
        Outflow::report("--year 2017 --lang en --section budget --data").arg(town.path()).run();
    let expected = "\
Proef, 2017: benefits and work
Complete to 31 December 2017. Rejected: 0 of 140 rows. For internal use.

 € 1,751  more than the budget (BUIG) of € 49,000 and what was recovered, after
          benefits and wage cost subsidies

Budget for benefits (euros)
                              2017
──────────────────────────────────
Budget (BUIG)          € 49,000.00
Recoveries                € 500.00
Spending on benefits   € 51,000.00
Wage cost subsidies       € 250.50
Balance of the budget  −€ 1,750.50
";
    assert_eq!(run.stdout(), expected);
}

/// The two effects are the change: 51,000 − 48,000, all of it by the number of benefits.
#[test]
fn the_change_of_the_spending_is_told_apart() {
    let town = town("2018-12-31", "");
    let figures =
        Outflow::report("--year 2017 --section savings --data").arg(town.path()).figures();
    let value = |figure: &str| figures.value(&format!("savings/{figure}//eur")).to_owned();
    assert_eq!(value("spending"), "51000.00");
    assert_eq!(value("price"), "12000.00");
    assert_eq!((value("volume_effect"), value("price_effect")), ("3000.00".into(), "0.00".into()));
}

/// Twelve times 1,000, and 8% on top only where it is said to be missing.
#[test]
fn holiday_pay_is_added_only_where_it_is_said_to_be_missing() {
    for (settings, price, said) in [
        ("", "12000.00", false),
        ("benefits.amounts = \"excluding_holiday_pay\"\n", "12960.00", true),
    ] {
        let town = town("2018-12-31", settings);
        let report =
            || Outflow::report("--year 2017 --lang en --section savings --data").arg(town.path());
        assert_eq!(report().figures().value("savings/average_benefit//eur"), price);
        let note = "Monthly amounts exclude holiday pay, as outflow.toml says; 8% is added";
        assert_eq!(
            report().run().stdout().replace('\n', " ").replace("  ", " ").contains(note),
            said
        );
    }
}

#[test]
fn a_national_price_is_used_where_it_is_asked_for_and_never_of_another_year() {
    let national =
        |year: i32| town("2018-12-31", &format!("savings.average_benefit.{year} = \"national\"\n"));
    let of_2018 = national(2018);
    let report =
        || Outflow::report("--year 2018 --lang en --section savings --data").arg(of_2018.path());
    assert_eq!(report().figures().value("savings/average_benefit//eur"), "14200.00");
    let shown = report().run().stdout().replace("\n  ", " ");
    assert!(shown.contains("The price of a benefit in 2018 is the national one"), "{shown}");
    let run = Outflow::report("--year 2018 --lang en --data").arg(national(2020).path()).run();
    assert_eq!(run.status, Some(1));
    let reason = "savings.average_benefit.2020: is \"national\", but must be an amount of euros, such as 14200, or \
                  \"national\" for a year of which there is one: 2018 or 2019\n";
    assert!(run.stderr.ends_with(reason), "{}", run.stderr);
}

#[test]
fn what_a_budget_cannot_be_is_refused() {
    for (settings, reason) in [
        ("budget.2018 = { state = \"final\" }\n", "a table with an amount"),
        ("budget.2018 = { amount = 1, state = \"vast\" }\n", "provisional, revised or final"),
        ("budget.2018 = { amount = 1, stat = \"final\" }\n", "state"),
        ("recoveries.2018 = -5\n", "an amount of euros, such as 250000 or 0"),
        ("benefits.amounts = \"netto\"\n", "excluding_holiday_pay"),
        ("placements.amounts = \"excluding_holiday_pay\"\n", "amounts"),
    ] {
        let run = Outflow::report("--year 2018 --lang en --data")
            .arg(town("2018-12-31", settings).path())
            .run();
        assert_eq!(run.status, Some(1), "{settings}");
        assert!(
            run.stderr.contains("outflow.toml:3") && run.stderr.contains(reason),
            "{}",
            run.stderr
        );
    }
}

/// Without a budget in outflow.toml there is no line of one, and nothing is said of it.
#[test]
fn nothing_is_said_of_a_budget_that_is_not_given() {
    let run = Outflow::report("--period 2021-H1 --lang en --all --data data/maasgouw").run();
    assert!(!run.stdout().contains("udget"), "{}", run.stdout());
}

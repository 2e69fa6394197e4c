//! The attack of `tests/independent/attack` is not blind: it finds what is planted, by every way that it knows, and
//! finds nothing where one of the numbers that it needs is hidden too.

mod several;

use crate::independent::attack::{Attack, Knows};

const HEADER: &str =
    "municipality,period,table,figure,group,unit,value,whole,share,previous,change,note";

/// A long form of rows written as `Place period table/figure/group unit value whole share previous change`, where `.` is
/// empty and `x` is hidden.
fn long_form(rows: &str, note: &str) -> String {
    let mut text = HEADER.to_owned();
    for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let fields: Vec<&str> = row.split_whitespace().collect();
        let place = fields[2].replace('/', ",");
        let hidden = fields[4..].contains(&"x");
        let numbers: Vec<&str> =
            (4..9).map(|place| fields.get(place).copied().unwrap_or(".")).collect();
        let numbers = numbers.join(",").replace(['x'], "").replace(",.", ",");
        let numbers = numbers.strip_prefix('.').unwrap_or(&numbers).to_owned();
        let note = if hidden { "suppressed" } else { note };
        let [municipality, period, unit] = [fields[0], fields[1], fields[3]];
        let line = format!("\n{municipality},{period},{place},{unit},{numbers},{note}");
        text.push_str(&line);
    }
    text + "\n"
}

/// What an attack finds, each as `table/figure/group column low to high`.
fn found(texts: &[String], knows: Knows) -> Vec<String> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut attack = Attack::on(&texts, knows);
    let found = attack.found(None);
    assert_eq!(attack.doubted, Vec::<String>::new(), "nothing that is planted is contradictory");
    found
        .iter()
        .map(|one| {
            let place = one.place.split(' ').nth(2).unwrap();
            format!("{place} {} {} to {}", one.column.name(), one.low, one.high)
        })
        .collect()
}

/// The rows give the number away, and no longer where what stands in the one row is hidden too.
#[track_caller]
fn assert_found(rows: &str, expected: &str, knows: Knows, needed: (&str, &str)) {
    let open = found(&[long_form(rows, "")], knows);
    assert!(open.iter().any(|one| one == expected), "{expected}: {open:?}");
    let closed = rows.replace(needed.0, needed.1);
    assert_ne!(closed, rows, "there is {}", needed.0);
    let closed = found(&[long_form(&closed, "")], knows);
    assert!(!closed.iter().any(|one| one == expected), "{expected} without {}", needed.0);
}

#[test]
fn groups_add_up() {
    assert_found(
        "Dorp 2018 outflow_by_reason/outflow/ benefits 50
         Dorp 2018 outflow_by_reason/outflow/work benefits 30
         Dorp 2018 outflow_by_reason/outflow/moved benefits 13
         Dorp 2018 outflow_by_reason/outflow/pension benefits x",
        "outflow_by_reason/outflow/pension value 7 to 7",
        Knows::default(),
        ("benefits 13", "benefits x"),
    );
}

#[test]
fn rows_and_columns_of_a_table_by_two_traits_add_up() {
    assert_found(
        "Dorp 2018 stock_end_by_sex_by_household/stock_end/| benefits 100
         Dorp 2018 stock_end_by_sex_by_household/stock_end/man| benefits 60
         Dorp 2018 stock_end_by_sex_by_household/stock_end/woman| benefits 40
         Dorp 2018 stock_end_by_sex_by_household/stock_end/|single benefits 66
         Dorp 2018 stock_end_by_sex_by_household/stock_end/|couple benefits 34
         Dorp 2018 stock_end_by_sex_by_household/stock_end/man|single benefits x
         Dorp 2018 stock_end_by_sex_by_household/stock_end/man|couple benefits x
         Dorp 2018 stock_end_by_sex_by_household/stock_end/woman|single benefits 35
         Dorp 2018 stock_end_by_sex_by_household/stock_end/woman|couple benefits x",
        "stock_end_by_sex_by_household/stock_end/woman|couple value 5 to 5",
        Knows::default(),
        ("benefits 35", "benefits x"),
    );
}

#[test]
fn what_ran_and_began_and_ended_is_what_runs() {
    assert_found(
        "Dorp 2018 caseload/stock_begin/ benefits 100
         Dorp 2018 caseload/inflow/ benefits x
         Dorp 2018 caseload/outflow/ benefits 20
         Dorp 2018 caseload/stock_end/ benefits 84",
        "caseload/inflow/ value 4 to 4",
        Knows::default(),
        ("benefits 20", "benefits x"),
    );
}

#[test]
fn the_end_of_a_period_is_the_beginning_of_the_next() {
    assert_found(
        "Dorp 2017 caseload_by_household/stock_end/ benefits 100
         Dorp 2017 caseload_by_household/stock_end/single benefits x
         Dorp 2017 caseload_by_household/stock_end/couple benefits x
         Dorp 2018 caseload_by_household/stock_end/ benefits 90 . . 100 -10
         Dorp 2018 caseload_by_household/stock_end/single benefits 70 . . x x
         Dorp 2018 caseload_by_household/stock_end/couple benefits 20 . . 6 14",
        "caseload_by_household/stock_end/couple value 6 to 6",
        Knows::default(),
        (". . 6 14", ". . x x"),
    );
}

#[test]
fn groups_that_last_balance_as_well() {
    assert_found(
        "Dorp 2018 caseload_by_household/stock_end/ benefits 100 . . 100
         Dorp 2018 caseload_by_household/stock_end/single benefits 60 . . 70
         Dorp 2018 caseload_by_household/stock_end/couple benefits 40 . . 30
         Dorp 2018 inflow_by_household/inflow/ benefits x
         Dorp 2018 inflow_by_household/inflow/single benefits x
         Dorp 2018 inflow_by_household/inflow/couple benefits 15
         Dorp 2018 outflow_by_household/outflow/ benefits x
         Dorp 2018 outflow_by_household/outflow/single benefits x
         Dorp 2018 outflow_by_household/outflow/couple benefits x",
        "outflow_by_household/outflow/couple value 5 to 5",
        Knows::default(),
        ("benefits 15", "benefits x"),
    );
}

#[test]
fn a_whole_is_a_number_as_well() {
    assert_found(
        "Dorp 2018 programmes/completed/ participations 49 49
         Dorp 2018 programmes/completed/Taal participations 24 24
         Dorp 2018 programmes/completed/Fiets participations x 20
         Dorp 2018 programmes/completed/Vitaal participations x x",
        "programmes/completed/Vitaal whole 5 to 5",
        Knows::default(),
        ("x 20", "x x"),
    );
}

#[test]
fn a_share_tells_its_parts() {
    assert_found(
        "Dorp 2018 outflow_by_reason/outflow/ benefits 50
         Dorp 2018 outflow_by_reason/outflow/work benefits x 50 8.00
         Dorp 2018 outflow_by_reason/outflow/moved benefits x 50",
        "outflow_by_reason/outflow/work value 4 to 4",
        Knows::default(),
        ("8.00", "."),
    );
}

#[test]
fn a_change_tells_the_number_before() {
    assert_found(
        "Dorp 2018 caseload/inflow/ persons 30 . . 33
         Dorp 2018 outflow_by_reason/outflow/ benefits 50 . . x x
         Dorp 2018 outflow_by_reason/outflow/work benefits 30 50 60.00 x -10
         Dorp 2018 outflow_by_reason/outflow/moved benefits 20 50 40.00 x 13",
        "outflow_by_reason/outflow/moved previous 7 to 7",
        Knows::default(),
        ("x 13", "x x"),
    );
}

#[test]
fn an_average_tells_how_many_came_and_went() {
    assert_found(
        "Dorp 2018-Q1 caseload/stock_begin/ benefits 100
         Dorp 2018-Q1 caseload/stock_end/ benefits 100
         Dorp 2018-Q1 caseload/stock_average/ benefits 102.00
         Dorp 2018-Q1 caseload/inflow/ benefits x
         Dorp 2018-Q1 caseload/outflow/ benefits 5",
        "caseload/inflow/ value 5 to 5",
        Knows::default(),
        ("benefits 5", "benefits x"),
    );
    let peak = "Dorp 2018-Q1 caseload/stock_begin/ benefits 100
         Dorp 2018-Q1 caseload/stock_end/ benefits 100
         Dorp 2018-Q1 caseload/stock_average/ benefits 104.00
         Dorp 2018-Q1 caseload/inflow/ benefits x
         Dorp 2018-Q1 outflow_by_household/outflow/ benefits 7
         Dorp 2018-Q1 outflow_by_household/outflow/single benefits x";
    let open = found(&[long_form(peak, "")], Knows::default());
    assert!(open.contains(&"caseload/inflow/ value 7 to 7".to_owned()), "{open:?}");
}

#[test]
fn people_are_at_most_two_on_a_benefit() {
    assert_found(
        "Dorp 2018 caseload/stock_end/ benefits 100
         Dorp 2018 caseload/stock_end/ persons 105
         Dorp 2018 caseload_by_household/stock_end/ benefits 100
         Dorp 2018 caseload_by_household/stock_end/single benefits 93
         Dorp 2018 caseload_by_household/stock_end/couple benefits x
         Dorp 2018 caseload_by_household/stock_end/other benefits x",
        "caseload_by_household/stock_end/couple value 5 to 7",
        Knows::default(),
        ("persons 105", "persons x"),
    );
    assert_found(
        "Dorp 2018 caseload/stock_end/ benefits 100
         Dorp 2018 caseload/stock_end/ persons 105
         Dorp 2018 caseload_by_household/stock_end/ benefits 100
         Dorp 2018 caseload_by_household/stock_end/single benefits 80
         Dorp 2018 caseload_by_household/stock_end/couple benefits x
         Dorp 2018 caseload_by_household/stock_end/other benefits x",
        "caseload_by_household/stock_end/couple value 5 to 5",
        Knows { couples_are_two: true, ..Knows::default() },
        ("persons 105", "persons x"),
    );
}

#[test]
fn what_is_completed_is_the_sum_of_results() {
    assert_found(
        "Dorp 2018 programmes/completed/ participations 40 60
         Dorp 2018 programmes/completed/Taal participations 40 60
         Dorp 2018 programme_results/result/ participations 60
         Dorp 2018 programme_results/result/work participations 36
         Dorp 2018 programme_results/result/education participations x
         Dorp 2018 programme_results/result/dropout participations x
         Dorp 2018 programme_results/result/unknown participations x",
        "programme_results/result/education value 4 to 4",
        Knows::default(),
        ("participations 36", "participations x"),
    );
}

#[test]
fn places_add_up_to_their_region() {
    assert_found(
        "Aa 2018 outflow_by_reason/outflow/ benefits 50
         Aa 2018 outflow_by_reason/outflow/work benefits x
         Aa 2018 outflow_by_reason/outflow/moved benefits x
         Bee 2018 outflow_by_reason/outflow/ benefits 60
         Bee 2018 outflow_by_reason/outflow/work benefits 30
         Bee 2018 outflow_by_reason/outflow/moved benefits x
         Regio 2018 outflow_by_reason/outflow/ benefits 110
         Regio 2018 outflow_by_reason/outflow/work benefits 33
         Regio 2018 outflow_by_reason/outflow/moved benefits 77",
        "outflow_by_reason/outflow/work value 3 to 3",
        Knows::default(),
        ("benefits 30", "benefits x"),
    );
}

#[test]
fn amounts_add_up_as_well() {
    assert_found(
        "Aa 2018 into_work/placements_wage_subsidy_amount/ eur x
         Bee 2018 into_work/placements_wage_subsidy_amount/ eur 11200.00
         Regio 2018 into_work/placements_wage_subsidy_amount/ eur 61700.00",
        "into_work/placements_wage_subsidy_amount/ value 50400 to 50600",
        Knows::default(),
        ("eur 11200.00", "eur x"),
    );
}

//! The attack of `tests/independent/attack` is not blind: it finds what is planted, by every way that it knows, and
//! finds nothing where one of the numbers that it needs is hidden too.

use crate::independent::attack::{Attack, Comparison, Knows, Shares};

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

#[test]
fn quarters_add_up_to_their_year() {
    let quarters = "Dorp 2018-Q1 caseload/outflow/ persons 20
         Dorp 2018-Q2 caseload/outflow/ persons x
         Dorp 2018-Q3 caseload/outflow/ persons 15
         Dorp 2018-Q4 caseload/outflow/ persons 17";
    let year = "Dorp 2018 caseload/outflow/ persons 56";
    let both = [quarters, year].map(|rows| long_form(rows, ""));
    assert_eq!(found(&both, Knows::default()), ["caseload/outflow/ value 4 to 4"]);
    assert_eq!(found(&both[..1], Knows::default()).len(), 0);
}

#[test]
fn a_year_and_the_year_so_far_add_up() {
    let rows = "Dorp 2018-01-01..2018-01-31 caseload/outflow/ persons 20 . . 30 -10
         Dorp 2018-01-01..2018-02-28 caseload/outflow/ persons 44 . . 34 10
         Dorp 2018-02-01..2018-02-28 caseload/inflow/ persons 24 . . 30 -6
         Dorp 2018-02-01..2018-02-28 caseload/outflow/ persons 24 . . x x";
    let knows = Knows { comparison: Comparison::YearEarlier, ..Knows::default() };
    let open = found(&[long_form(rows, "")], knows);
    assert_eq!(open, ["caseload/outflow/ previous 4 to 4"]);
}

#[test]
fn savings_tell_a_difference_of_stocks() {
    assert_found(
        "Dorp 2018 caseload/stock_end/ benefits x . . 12
         Dorp 2018 savings/average_benefit/ eur 14200.00
         Dorp 2018 savings/savings_stock/ eur 71000.00",
        "caseload/stock_end/ value 7 to 7",
        Knows::default(),
        ("eur 71000.00", "eur x"),
    );
}

#[test]
fn a_sector_may_be_an_employer() {
    assert_found(
        "Dorp 2018 placements_by_sector/placements/ placements 60
         Dorp 2018 placements_by_sector/placements/zorg placements 40
         Dorp 2018 placements_by_sector/placements/VDL placements x
         Dorp 2018 placements_by_sector/placements/bouw placements x
         Dorp 2018 placements_by_employer/placements/VDL placements 16
         Dorp 2018 placements_by_employer/placements/Bakker placements x",
        "placements_by_sector/placements/bouw value 4 to 4",
        Knows::default(),
        ("VDL placements 16", "VDL placements x"),
    );
}

#[test]
fn the_same_people_stand_in_several_tables() {
    assert_found(
        "Dorp 2018 into_work/into_work/ persons x
         Dorp 2018 target_groups/into_work/ persons 8",
        "into_work/into_work/ value 8 to 8",
        Knows::default(),
        ("persons 8", "persons x"),
    );
    assert_found(
        "Dorp 2018 programme_kinds/participants/language persons 6
         Dorp 2018 participation/participation/language persons x",
        "participation/participation/language value 6 to 6",
        Knows::default(),
        ("persons 6", "persons x"),
    );
    assert_found(
        "Dorp 2018 caseload/inflow/ persons 30 . . 33
         Dorp 2018 into_work/into_work/ persons 30 . . x
         Dorp 2018 retention/still_employed_6m/ persons 5 8",
        "into_work/into_work/ previous 8 to 8",
        Knows::default(),
        ("persons 5 8", "persons x x"),
    );
    assert_found(
        "Dorp 2018 into_work/outflow_to_work/ benefits 17
         Dorp 2018 outflow_by_reason/outflow/ benefits 40
         Dorp 2018 outflow_by_reason/outflow/work benefits 11
         Dorp 2018 outflow_by_reason/outflow/self_employment benefits x
         Dorp 2018 outflow_by_reason/outflow/moved benefits x",
        "outflow_by_reason/outflow/self_employment value 6 to 6",
        Knows::default(),
        ("benefits 17", "benefits x"),
    );
}

#[test]
fn benefits_grow_older() {
    assert_found(
        "Dorp 2018 caseload_by_duration/stock_end/ benefits x . . x
         Dorp 2018 caseload_by_duration/stock_end/0-6m benefits x . . x
         Dorp 2018 caseload_by_duration/stock_end/6-12m benefits x . . x
         Dorp 2018 caseload_by_duration/stock_end/1-2y benefits 7 . . 10
         Dorp 2018 caseload_by_duration/stock_end/2-3y benefits x . . 12
         Dorp 2018 caseload_by_duration/stock_end/3-4y benefits 12 . . x
         Dorp 2018 outflow_by_duration/outflow/ benefits 30
         Dorp 2018 outflow_by_duration/outflow/1-2y benefits 2
         Dorp 2018 outflow_by_duration/outflow/2-3y benefits 0
         Dorp 2018 outflow_by_duration/outflow/3-4y benefits x",
        "caseload_by_duration/stock_end/2-3y value 8 to 10",
        Knows::default(),
        ("2-3y benefits 0", "2-3y benefits x"),
    );
}

#[test]
fn who_is_counted_by_one_figure_is_counted_by_another() {
    assert_found(
        "Dorp 2018 programmes/participants/Taal persons x
         Dorp 2018 programmes/participants_into_work/Taal persons x 2",
        "programmes/participants_into_work/Taal value 0 to 2",
        Knows::default(),
        ("persons x 2", "persons x x"),
    );
    assert_found(
        "Dorp 2018 programmes/participants/ persons 49
         Dorp 2018 programmes/participants/Taal persons 46
         Dorp 2018 programmes/participants/Fiets persons x
         Dorp 2018 programmes/participants/Vitaal persons 0
         Dorp 2018 target_groups/participants/ persons 49
         Dorp 2018 programmes/participants_into_work/Fiets persons x 5",
        "programmes/participants/Fiets value 5 to 5",
        Knows::default(),
        ("persons x 5", "persons x x"),
    );
}

#[test]
fn groups_of_several_leave_those_of_none() {
    assert_found(
        "Dorp 2018 caseload_by_target_group/stock_end/ benefits 100
         Dorp 2018 caseload_by_target_group/stock_end/statushouder benefits x
         Dorp 2018 caseload_by_target_group/stock_end/unknown benefits 98",
        "caseload_by_target_group/stock_end/statushouder value 2 to 2",
        Knows::default(),
        ("benefits 98", "benefits x"),
    );
}

#[test]
fn whoever_is_followed_longer_was_followed_before() {
    assert_found(
        "Dorp 2018 cohorts_by_sex/started/| benefits 20
         Dorp 2018 cohorts_by_sex/started/man| benefits x
         Dorp 2018 cohorts_by_sex/started/woman| benefits 15
         Dorp 2018 cohorts_by_sex/still_running_followed/man|1 benefits x 5",
        "cohorts_by_sex/started/man| value 5 to 5",
        Knows::default(),
        ("woman| benefits 15", "woman| benefits x"),
    );
}

#[test]
fn the_cells_of_a_table_are_shares_of_rows_or_of_columns() {
    let rows = "Dorp 2018 stock_end_by_sex_by_household/stock_end/| benefits x
         Dorp 2018 stock_end_by_sex_by_household/stock_end/man| benefits x
         Dorp 2018 stock_end_by_sex_by_household/stock_end/|single benefits x
         Dorp 2018 stock_end_by_sex_by_household/stock_end/man|single benefits x 6";
    for (shares, place) in
        [(Shares::Row, "man|"), (Shares::Column, "|single"), (Shares::Total, "|")]
    {
        let open = found(&[long_form(rows, "")], Knows { shares, ..Knows::default() });
        let expected = format!("stock_end_by_sex_by_household/stock_end/{place} value 6 to 6");
        assert!(open.contains(&expected), "{shares:?}: {open:?}");
    }
}

/// Rounded numbers are intervals, and whole numbers in them.
#[test]
fn tens_that_lie_apart_give_themselves_away() {
    let rows = "Dorp 2018 outflow_by_reason/outflow/ benefits 20
         Dorp 2018 outflow_by_reason/outflow/work benefits 10
         Dorp 2018 outflow_by_reason/outflow/moved benefits 0";
    let open = found(&[long_form(rows, "rounded")], Knows::default());
    // 15 and more are 14 at most and 4 at most: from 1 to 4 moved, and 11 to 14 went to work
    assert_eq!(open, Vec::<String>::new());
    let insider = Knows { insider: true, ..Knows::default() };
    assert_eq!(found(&[long_form(rows, "rounded")], insider), Vec::<String>::new());
    let rows = rows.replace("moved benefits 0", "moved benefits 0\n Dorp 2018 into_work/outflow_to_work/ benefits 10")
        .replace("2018 outflow_by_reason/outflow/ benefits 20", "2018 outflow_by_reason/outflow/ benefits 20\n Dorp 2018 outflow_by_sex/outflow/ benefits 20\n Dorp 2018 outflow_by_sex/outflow/man benefits 10\n Dorp 2018 outflow_by_sex/outflow/woman benefits 0");
    assert_eq!(found(&[long_form(&rows, "rounded")], Knows::default()), Vec::<String>::new());
    let far = "Dorp 2018 outflow_by_reason/outflow/ benefits 30
         Dorp 2018 outflow_by_reason/outflow/work benefits 10
         Dorp 2018 outflow_by_reason/outflow/moved benefits 10
         Dorp 2018 outflow_by_reason/outflow/pension benefits 0
         Dorp 2018 outflow_by_household/outflow/ benefits 30
         Dorp 2018 outflow_by_household/outflow/single benefits 20
         Dorp 2018 outflow_by_household/outflow/couple benefits 0";
    // single and couple are 24 and 4 at most: 28, and at least 25
    let open = found(&[long_form(far, "rounded")], Knows::default());
    assert_eq!(open, Vec::<String>::new());
    let farther = far.replace("single benefits 20", "single benefits 10\n Dorp 2018 outflow_by_household/outflow/other benefits 0\n Dorp 2018 outflow_by_household/outflow/unknown benefits 0");
    // 14, 4, 4 and 4 are 26, of which 25 are needed: no less than 3 of each
    let open = found(&[long_form(&farther, "rounded")], Knows::default());
    assert!(
        open.contains(&"outflow_by_household/outflow/couple value 3 to 4".to_owned()),
        "{open:?}"
    );
}

#[test]
fn whoever_knows_a_person_knows_that_there_is_one() {
    let rows = "Dorp 2018 outflow_by_reason/outflow/ benefits 50
         Dorp 2018 outflow_by_reason/outflow/work benefits 47
         Dorp 2018 outflow_by_reason/outflow/moved benefits x
         Dorp 2018 outflow_by_reason/outflow/pension benefits x";
    assert_eq!(found(&[long_form(rows, "")], Knows::default()), Vec::<String>::new());
    let insider = Knows { insider: true, ..Knows::default() };
    assert_eq!(found(&[long_form(rows, "")], insider).len(), 2);
}

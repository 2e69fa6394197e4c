//! What several periods, tables and figures give away together.

use super::{assert_found, found, long_form};
use crate::independent::attack::{Comparison, Knows, Shares};

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

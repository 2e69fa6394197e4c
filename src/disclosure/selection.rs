//! What a published report shows: one breakdown of each population, and of that only what is known to be safe to attack.
//!
//! A reader may know that a programme is of a kind, or that a sector has one employer. What is counted by both is never
//! published together: no equation connects the two.

use crate::report::table_ids;

/// The tables that are published unless others are asked for.
const BY_DEFAULT: [&str; 27] = [
    "caseload",
    "caseload_by_age",
    "caseload_by_sex",
    "caseload_by_household",
    "caseload_by_scheme",
    "caseload_by_duration",
    "caseload_by_district",
    "caseload_by_target_group",
    "inflow_by_start_reason",
    "inflow_by_age",
    "inflow_by_household",
    "outflow_by_reason",
    "outflow_by_age",
    "outflow_by_sex",
    "outflow_by_household",
    "outflow_by_scheme",
    "outflow_by_duration",
    "outflow_by_district",
    "outflow_by_target_group",
    "into_work",
    "placements_by_sector",
    "programmes",
    "programme_results",
    "retention",
    "profile",
    "savings",
    "budget",
];

/// Those of them that are not published of many places together unless they are asked for: it takes too long to see what
/// follows from one year's to the next in all places.
const OF_ONE_PLACE: [&str; 2] = ["caseload_by_duration", "outflow_by_duration"];

/// The tables that can be asked for besides.
const ON_REQUEST: [&str; 4] =
    ["placements_by_employer", "programme_kinds", "participation", "target_groups"];

/// Sets of tables that break down the same rows by dimensions whose relation a reader may know.
const RELATED: [&[&str]; 2] = [
    &["placements_by_sector", "placements_by_employer"],
    &["programmes", "programme_kinds", "participation"],
];

/// Whether two tables are not published together.
fn are_related(one: &str, other: &str) -> bool {
    // people are grouped by the same dimensions as benefits, whose groups add up
    let is_group_of_people = |table: &str, of_benefits: &str| {
        let dimensions = ["_by_age", "_by_household", "_by_target_group"];
        table == "target_groups" && dimensions.iter().any(|by| of_benefits.ends_with(by))
    };
    let is_in_one_set = || RELATED.iter().any(|set| set.contains(&one) && set.contains(&other));
    one != other
        && (is_in_one_set() || is_group_of_people(one, other) || is_group_of_people(other, one))
}

/// The tables that are published of those asked for, in the order of the report; `released` are those that were
/// published before. Of two that are not published together the one that comes first is. `each` says whether there is a
/// report of each of several places.
pub(crate) fn published(
    asked: &[&'static str],
    released: &[&str],
    each: bool,
) -> Vec<&'static str> {
    let candidates: Vec<&'static str> = if asked.is_empty() {
        let is_left = |table: &&'static str| each && OF_ONE_PLACE.contains(table);
        BY_DEFAULT.into_iter().filter(|table| !is_left(table)).collect()
    } else {
        let can_be =
            |table: &&'static str| BY_DEFAULT.contains(table) || ON_REQUEST.contains(table);
        asked.iter().copied().filter(can_be).collect()
    };
    let mut chosen: Vec<&'static str> = Vec::new();
    for table in candidates {
        let mut others = chosen.iter().copied().chain(released.iter().copied());
        if !others.any(|other| are_related(table, other)) {
            chosen.push(table);
        }
    }
    chosen
}

/// The tables that were asked for (all, where none were) and are not published, in the order of the report.
pub(crate) fn left_out(asked: &[&'static str], chosen: &[&'static str]) -> Vec<&'static str> {
    let is_asked = |table: &&'static str| asked.is_empty() || asked.contains(table);
    table_ids().filter(is_asked).filter(|table| !chosen.contains(table)).collect()
}

/// Whether a table may be published at all; crossed tables and tables of cohorts are recognised by their own names.
pub(crate) fn is_publishable(table: &str) -> bool {
    BY_DEFAULT.contains(&table)
        || ON_REQUEST.contains(&table)
        || table == crate::report::cross::TABLE
        || table == crate::report::cohort::TABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table that is added to the report is published only once somebody has thought about what follows from it.
    #[test]
    fn every_named_table_is_one_of_the_report() {
        let tables: Vec<&str> = table_ids().collect();
        let named = BY_DEFAULT.iter().chain(&ON_REQUEST).chain(RELATED.iter().copied().flatten());
        let unknown: Vec<_> = named.filter(|table| !tables.contains(table)).collect();
        assert_eq!(unknown, Vec::<&&str>::new());
    }

    #[test]
    fn the_same_rows_are_broken_down_once() {
        let chosen = published(&[], &[], false);
        assert!(chosen.contains(&"programmes") && chosen.contains(&"placements_by_sector"));
        for table in &chosen {
            assert!(chosen.iter().all(|other| !are_related(table, other)), "{table}");
        }
        let asked = ["programme_kinds", "programmes", "caseload"];
        assert_eq!(published(&asked, &[], false), ["programme_kinds", "caseload"]);
        assert_eq!(left_out(&asked, &published(&asked, &[], false)), ["programmes"]);
        assert_eq!(published(&["programmes"], &["programme_kinds"], false), Vec::<&str>::new());
    }

    #[test]
    fn durations_of_each_place_are_published_where_they_are_asked_for() {
        let durations =
            |tables: Vec<&str>| tables.iter().filter(|of| of.ends_with("duration")).count();
        assert_eq!([false, true].map(|each| durations(published(&[], &[], each))), [2, 0]);
        assert_eq!(durations(published(&OF_ONE_PLACE, &[], true)), 2);
    }

    #[test]
    fn households_are_counted_in_three_tables_that_go_together() {
        let asked = ["caseload_by_household", "outflow_by_household", "target_groups"];
        assert_eq!(published(&asked, &[], false), asked[..2]);
        assert_eq!(
            published(&["target_groups", "caseload_by_household"], &[], true),
            ["target_groups"]
        );
    }
}

//! What a published report shows: one breakdown of each population, and of that only what is known to be safe to attack.
//!
//! A reader may know that a programme is of a kind, or that a sector has one employer. What is counted by both is never
//! published together: no equation connects the two.

use crate::report::{TableId, table_ids};

/// The tables that are published unless others are asked for.
const BY_DEFAULT: [TableId; 27] = [
    TableId::Caseload,
    TableId::CaseloadByAge,
    TableId::CaseloadBySex,
    TableId::CaseloadByHousehold,
    TableId::CaseloadByScheme,
    TableId::CaseloadByDuration,
    TableId::CaseloadByDistrict,
    TableId::CaseloadByTargetGroup,
    TableId::InflowByStartReason,
    TableId::InflowByAge,
    TableId::InflowByHousehold,
    TableId::OutflowByReason,
    TableId::OutflowByAge,
    TableId::OutflowBySex,
    TableId::OutflowByHousehold,
    TableId::OutflowByScheme,
    TableId::OutflowByDuration,
    TableId::OutflowByDistrict,
    TableId::OutflowByTargetGroup,
    TableId::IntoWork,
    TableId::PlacementsBySector,
    TableId::Programmes,
    TableId::ProgrammeResults,
    TableId::Retention,
    TableId::Profile,
    TableId::Savings,
    TableId::Budget,
];

/// Those of them that are not published of many places together unless they are asked for: it takes too long to see what
/// follows from one year's to the next in all places.
const OF_ONE_PLACE: [TableId; 2] = [TableId::CaseloadByDuration, TableId::OutflowByDuration];

/// The tables that can be asked for besides.
const ON_REQUEST: [TableId; 4] = [
    TableId::PlacementsByEmployer,
    TableId::ProgrammeKinds,
    TableId::Participation,
    TableId::TargetGroups,
];

/// Sets of tables that break down the same rows by dimensions whose relation a reader may know.
const RELATED: [&[TableId]; 2] = [
    &[TableId::PlacementsBySector, TableId::PlacementsByEmployer],
    &[TableId::Programmes, TableId::ProgrammeKinds, TableId::Participation],
];

/// Whether two tables are not published together. They are named as they are printed: one that was released before may have
/// been put together, and is named by what it is of.
fn are_related(one: &str, other: &str) -> bool {
    // people are grouped by the same dimensions as benefits, whose groups add up
    let is_group_of_people = |table: &str, of_benefits: &str| {
        let dimensions = ["_by_age", "_by_household", "_by_target_group"];
        table == TableId::TargetGroups.id() && dimensions.iter().any(|by| of_benefits.ends_with(by))
    };
    let holds = |set: &[TableId], table: &str| set.iter().any(|of| of.id() == table);
    let is_in_one_set = || RELATED.iter().any(|set| holds(set, one) && holds(set, other));
    one != other
        && (is_in_one_set() || is_group_of_people(one, other) || is_group_of_people(other, one))
}

/// The tables that are published of those asked for, in the order of the report; `released` are those that were
/// published before. Of two that are not published together the one that comes first is. `each` says whether there is a
/// report of each of several places.
pub(crate) fn published(asked: &[TableId], released: &[&str], each: bool) -> Vec<TableId> {
    let candidates: Vec<TableId> = if asked.is_empty() {
        let is_left = |table: &TableId| each && OF_ONE_PLACE.contains(table);
        BY_DEFAULT.into_iter().filter(|table| !is_left(table)).collect()
    } else {
        let can_be = |table: &TableId| BY_DEFAULT.contains(table) || ON_REQUEST.contains(table);
        asked.iter().copied().filter(can_be).collect()
    };
    let mut chosen: Vec<TableId> = Vec::new();
    for table in candidates {
        let mut others = chosen.iter().map(|table| table.id()).chain(released.iter().copied());
        if !others.any(|other| are_related(table.id(), other)) {
            chosen.push(table);
        }
    }
    chosen
}

/// The tables that were asked for (all, where none were) and are not published, in the order of the report.
pub(crate) fn left_out(asked: &[TableId], chosen: &[TableId]) -> Vec<TableId> {
    let is_asked = |table: &TableId| asked.is_empty() || asked.contains(table);
    table_ids().filter(is_asked).filter(|table| !chosen.contains(table)).collect()
}

/// Whether a table may be published at all; crossed tables and tables of cohorts are recognised by their own names.
pub(crate) fn is_publishable(table: TableId) -> bool {
    BY_DEFAULT.contains(&table)
        || ON_REQUEST.contains(&table)
        || table == TableId::Crossed
        || table == TableId::Cohorts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table that is added to the report is published only once somebody has thought about what follows from it.
    #[test]
    fn every_named_table_is_one_of_the_report() {
        let tables: Vec<TableId> = table_ids().collect();
        let named = BY_DEFAULT.iter().chain(&ON_REQUEST).chain(RELATED.iter().copied().flatten());
        let unknown: Vec<_> = named.filter(|table| !tables.contains(table)).collect();
        assert_eq!(unknown, Vec::<&TableId>::new());
    }

    #[test]
    fn the_same_rows_are_broken_down_once() {
        let chosen = published(&[], &[], false);
        assert!(
            chosen.contains(&TableId::Programmes) && chosen.contains(&TableId::PlacementsBySector)
        );
        for table in &chosen {
            assert!(chosen.iter().all(|other| !are_related(table.id(), other.id())), "{table}");
        }
        let asked = [TableId::ProgrammeKinds, TableId::Programmes, TableId::Caseload];
        assert_eq!(published(&asked, &[], false), [TableId::ProgrammeKinds, TableId::Caseload]);
        assert_eq!(left_out(&asked, &published(&asked, &[], false)), [TableId::Programmes]);
        assert_eq!(
            published(&[TableId::Programmes], &["programme_kinds"], false),
            Vec::<TableId>::new()
        );
    }

    /// A crossed table of benefits that was released tells of the groups of people as one of the report does.
    #[test]
    fn what_was_put_together_and_released_counts_too() {
        let asked = [TableId::TargetGroups];
        for released in ["caseload_by_age", "stock_end_by_age", "outflow_by_reason_by_household"] {
            assert_eq!(published(&asked, &[released], false), [], "{released}");
        }
        assert_eq!(published(&asked, &["outflow_by_reason"], false), asked);
    }

    #[test]
    fn durations_of_each_place_are_published_where_they_are_asked_for() {
        let durations =
            |tables: Vec<TableId>| tables.iter().filter(|of| of.id().ends_with("duration")).count();
        assert_eq!([false, true].map(|each| durations(published(&[], &[], each))), [2, 0]);
        assert_eq!(durations(published(&OF_ONE_PLACE, &[], true)), 2);
    }

    #[test]
    fn households_are_counted_in_three_tables_that_go_together() {
        let asked =
            [TableId::CaseloadByHousehold, TableId::OutflowByHousehold, TableId::TargetGroups];
        assert_eq!(published(&asked, &[], false), asked[..2]);
        assert_eq!(
            published(&[TableId::TargetGroups, TableId::CaseloadByHousehold], &[], true),
            [TableId::TargetGroups]
        );
    }
}

//! Figures that are parts or sums of one another by what they mean.

use super::known::Knowledge;
use super::listed::{Listed, Listing};
use super::names::Name;

/// Figures that are parts or sums of one another.
pub(super) fn figures(knowledge: &mut Knowledge, listed: &Listed) {
    let at_most = [
        ("not_returned_12m", "persons", "not_returned_6m", "persons"),
        ("not_returned_6m", "persons", "left_to_work", "persons"),
        ("not_returned_12m", "persons", "left_to_work", "persons"),
        ("participants_into_work", "persons", "into_work", "persons"),
        ("into_work", "persons", "placements", "placements"),
        ("participation", "persons", "participants", "persons"),
        ("outflow_to_work", "benefits", "outflow", "benefits"),
        ("outflow_to_pension", "benefits", "outflow", "benefits"),
        ("placements_wage_subsidy", "placements", "placements", "placements"),
        ("re_inflow", "persons", "inflow", "persons"),
    ];
    for name in &knowledge.names(|name| name.groups.is_empty()) {
        for (part, unit, whole, of) in at_most {
            let whole = Name { unit: of, ..name.of(whole) };
            if (name.what, name.unit) == (part, unit)
                && let Some(&whole) = knowledge.numbers.get(&whole)
            {
                let part = knowledge.number(name);
                knowledge.at_least(vec![(whole, 1), (part, -1)], 0);
            }
        }
        made_of_groups(knowledge, listed, name);
    }
    for (part, whole) in [
        ("completed", "ended"),
        ("participants_into_work", "participants"),
        ("outflow_to_pension", "outflow"),
    ] {
        for name in &knowledge.names(|name| name.what == part) {
            if let Some(&whole) = knowledge.numbers.get(&name.of(whole)) {
                let part = knowledge.number(name);
                knowledge.at_least(vec![(whole, 1), (part, -1)], 0);
            }
        }
    }
}

/// A figure that is made of some groups of another one, where a table names the groups.
fn made_of_groups(knowledge: &mut Knowledge, listed: &Listed, name: &Name) {
    let (of, by, groups): (_, _, &[&str]) = match name.what {
        "outflow_to_work" => ("outflow", "reason", &["work", "self_employment"]),
        "outflow_to_pension" => ("outflow", "reason", &["pension"]),
        "completed" => (
            "ended",
            "result",
            &[
                "work",
                "part_time_work",
                "education",
                "civic_integration",
                "participation",
                "completed",
            ],
        ),
        _ => return,
    };
    let total = name.of(of);
    let named = |table: &Listing, groups: &Vec<Option<Name>>| {
        let is_by = |group: &Option<Name>| {
            group.as_ref().is_some_and(|group| group.groups.iter().any(|part| part.0 == by))
        };
        table.4 == total && !groups.is_empty() && groups.iter().all(is_by)
    };
    if !listed.iter().any(|(table, groups)| named(table, groups)) {
        return;
    }
    // a group that the table does not name is nobody
    let mut terms = vec![(knowledge.number(name), 1)];
    for group in groups {
        let part = vec![(by.to_owned(), (*group).to_owned())];
        let part = Name { groups: part, ..total.clone() };
        terms.extend(knowledge.numbers.get(&part).map(|number| (*number, -1)));
    }
    knowledge.equate(terms);
}

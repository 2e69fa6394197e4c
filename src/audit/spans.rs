//! Figures of a longer period and of the shorter ones in it.

use std::collections::BTreeMap;

use super::known::{Knowledge, Terms};
use super::names::Name;
use crate::period::Day;

/// Figures that add up over periods that follow each other.
const ADDING: [&str; 9] = [
    "inflow",
    "outflow",
    "outflow_to_work",
    "outflow_to_pension",
    "placements",
    "placements_wage_subsidy",
    "placements_wage_subsidy_amount",
    "ended",
    "completed",
];

/// Figures of which a longer period has at least as many as a shorter one in it.
const GROWING: [&str; 4] = ["into_work", "participants", "participation", "participants_into_work"];

/// Groups that somebody is in or not on the days of a period alone.
const ASKED_ANEW: [&str; 4] = ["youth", "50_plus", "without_benefit", "youth_without_benefit"];

/// Whether somebody can be in a group in one period and not in another: who is young or old, or without a benefit, is asked
/// of each period anew.
fn is_of_period((by, group): &(String, String)) -> bool {
    by == "person_group" && ASKED_ANEW.contains(&group.as_str())
}

/// A longer period and the shorter ones in it.
pub(super) fn periods(knowledge: &mut Knowledge) {
    let mut spans: BTreeMap<Name, Vec<(Day, Day, usize)>> = BTreeMap::new();
    for (name, number) in &knowledge.numbers {
        let is_printed = ADDING.contains(&name.what) || GROWING.contains(&name.what);
        if is_printed && !name.groups.iter().any(is_of_period) {
            let any = Name { from: Day::MIN, to: Day::MIN, ..name.clone() };
            spans.entry(any).or_default().push((name.from, name.to, *number));
        }
    }
    for (name, spans) in spans {
        for &(from, to, whole) in &spans {
            let inside: Vec<_> = spans
                .iter()
                .filter(|span| span.2 != whole && span.0 >= from && span.1 <= to)
                .copied()
                .collect();
            for (_, _, part) in &inside {
                knowledge.at_least(vec![(whole, 1), (*part, -1)], 0);
            }
            if let Some(tiles) = tiles(&inside, from, to).filter(|_| ADDING.contains(&name.what)) {
                let mut terms: Terms = tiles.into_iter().map(|tile| (tile, 1)).collect();
                terms.push((whole, -1));
                match name.unit {
                    // amounts are shown in three digits, each by itself
                    "eur" => {
                        let off = knowledge.at_least(terms, -2);
                        knowledge.known[off].high = Some(4);
                    }
                    _ => knowledge.equate(terms),
                }
            }
        }
    }
}

/// Spans that follow each other from the first day to the last.
fn tiles(spans: &[(Day, Day, usize)], from: Day, to: Day) -> Option<Vec<usize>> {
    let mut next = from;
    let mut tiles = Vec::new();
    while next <= to {
        let longest = spans.iter().filter(|span| span.0 == next).max_by_key(|span| span.1)?;
        tiles.push(longest.2);
        next = longest.1.plus_days(1);
    }
    Some(tiles)
}

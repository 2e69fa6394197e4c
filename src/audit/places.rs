//! Numbers of one thing under two names: a sector that is an employer, a region and its municipalities.

use std::collections::BTreeSet;

use super::known::Knowledge;
use super::listed::Listed;
use super::names::Name;
use crate::disclosure::PublishedRow;

/// A sector that is called like an employer is that employer.
pub(super) fn same_employer(knowledge: &mut Knowledge) {
    let is_sector = |name: &Name| name.groups.len() == 1 && name.groups[0].0 == "sector";
    for sector in knowledge.names(is_sector) {
        let employer = vec![("employer".to_owned(), sector.groups[0].1.clone())];
        let employer = Name { groups: employer, ..sector.clone() };
        if let Some(&employer) = knowledge.numbers.get(&employer) {
            let sector = knowledge.number(&sector);
            knowledge.equate(vec![(sector, 1), (employer, -1)]);
        }
    }
}

/// Municipalities add up to the region that is reported on beside them: the largest place. A group that a municipality does not name is
/// nobody there.
pub(super) fn region(knowledge: &mut Knowledge, reports: &[Vec<PublishedRow>], listed: &Listed) {
    let places: BTreeSet<&String> = reports.iter().flatten().map(|row| &row.place).collect();
    let size = |place: &String| {
        let is_stock =
            |name: &&Name| name.place == *place && name.what == "stock" && name.groups.is_empty();
        let stocks = knowledge.numbers.iter().filter(|(name, _)| is_stock(name));
        stocks.map(|(_, number)| knowledge.known[*number].low).max()
    };
    let Some(region) = places.iter().copied().max_by_key(|place| size(place)) else { return };
    let parts: Vec<&String> = places.iter().copied().filter(|place| *place != region).collect();
    if parts.len() < 2 {
        return;
    }
    let is_named = |name: &Name| {
        let total = Name { groups: Vec::new(), ..name.clone() };
        listed.keys().any(|(.., known)| *known == total)
    };
    for name in knowledge.names(|name| name.place == *region) {
        let whole = knowledge.number(&name);
        let mut terms = vec![(whole, 1)];
        let mut is_all = true;
        for place in &parts {
            let part = Name { place: (*place).clone(), ..name.clone() };
            match knowledge.numbers.get(&part) {
                Some(&part) => terms.push((part, -1)),
                None => is_all &= !name.groups.is_empty() && is_named(&part),
            }
        }
        if matches!(
            name.what,
            "inflow" | "outflow" | "outflow_to_work" | "outflow_to_pension" | "re_inflow"
        ) {
            // whoever moves from one to another comes and goes there, and not in the region
            if is_all && name.groups.is_empty() && name.unit == "benefits" {
                let turned = terms.into_iter().map(|(number, factor)| (number, -factor)).collect();
                knowledge.at_least(turned, 0);
            }
        } else if name.unit == "persons" {
            for (part, _) in terms.split_off(1) {
                knowledge.at_least(vec![(whole, 1), (part, -1)], 0);
            }
        } else if name.unit == "eur" && is_all {
            let off = knowledge.at_least(terms, -4);
            knowledge.known[off].high = Some(8);
        } else if is_all {
            knowledge.equate(terms);
        } else {
            knowledge.at_least(terms, 0);
        }
    }
}

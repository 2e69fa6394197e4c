//! What a reader knows to be nought: whom a table that names all others does not name, and what follows from that.

use std::collections::{BTreeMap, BTreeSet};

use super::counts::Counts;
use super::heading::{Column, Heading, tellings};
use super::statement::{Statement, Told};
use crate::measure::{Condition, Dimension, Unit};
use crate::period::Day;
use crate::report::Group;

/// Which tables name all groups of a total that are not nought. Whom such a table does not name is nobody, though another
/// table may have a place for them.
pub(super) fn listings(counts: &mut Counts, statements: &[Statement]) {
    type Listing<'a> = (&'a str, &'a str, Unit, Day, Day);
    let told: Vec<(Listing<'_>, Heading, bool)> = statements
        .iter()
        .flat_map(|statement| {
            let (table, figure) = (statement.table.as_str(), statement.figure.as_str());
            // another report on a period may name whoever is there in one of its own
            let (from, to) = (statement.period.from(), statement.period.to());
            let listing = (table, figure, statement.unit, from, to);
            let told = tellings(statement).into_iter().filter(|of| of.column != Column::Whole);
            told.map(move |of| (listing, of.heading, of.told != Told::Nothing))
        })
        .filter(|(_, heading, _)| heading.adds_up())
        .collect();
    // by which traits a table tells of groups, together
    let traits_of = |heading: &Heading| -> BTreeSet<Dimension> {
        heading.by.iter().map(|(dimension, _)| *dimension).collect()
    };
    let mut traits: BTreeMap<Listing<'_>, BTreeSet<BTreeSet<Dimension>>> = BTreeMap::new();
    for (listing, heading, _) in &told {
        traits.entry(*listing).or_default().insert(traits_of(heading));
    }
    let mut named: BTreeMap<(Listing<'_>, Heading, Dimension), BTreeSet<Group>> = BTreeMap::new();
    // the groups of those who take part in social kinds are groups of all who take part
    let is_whole = |heading: &Heading| heading.condition != Condition::SocialParticipant;
    let wholes = told.iter().filter(|(_, heading, is_told)| *is_told && is_whole(heading));
    for (listing, heading, _) in wholes {
        let by = traits_of(heading);
        for more in traits[listing].iter().filter(|more| more.len() == by.len() + 1) {
            if let (true, Some(dimension)) = (by.is_subset(more), more.difference(&by).next()) {
                named.entry((*listing, heading.clone(), *dimension)).or_default();
            }
        }
    }
    for (listing, heading, _) in &told {
        for (whole, dimension, group) in heading.wholes() {
            if let Some(groups) = named.get_mut(&(*listing, whole, dimension)) {
                groups.insert(group.clone());
            }
        }
    }
    for ((_, whole, dimension), groups) in named {
        let key = (whole, dimension);
        let others = counts.groups.entry(key.clone()).or_default().clone();
        counts.listed.insert(key);
        if groups.contains(&Group::Rest) {
            continue;
        }
        for (_, number) in others.into_iter().filter(|(group, _)| !groups.contains(group)) {
            counts.is_nought(number);
        }
    }
}

/// What must be nought because nothing is less: all of a sum that is nought. A reader knows that whatever is hidden.
pub(super) fn noughts(counts: &mut Counts) {
    let mut is_nought = vec![false; counts.entries.len()];
    let mut found = Vec::new();
    loop {
        let before = found.len();
        for (equation, _) in counts.equations.iter().filter(|(equation, _)| equation.total == 0) {
            let others = equation.terms.iter().filter(|(of, _)| !is_nought[*of]);
            let others: Vec<(usize, i64)> = others.copied().collect();
            if others.iter().all(|of| of.1 > 0) || others.iter().all(|of| of.1 < 0) {
                found.extend(others.iter().map(|(of, _)| *of));
                for (of, _) in &others {
                    is_nought[*of] = true;
                }
            }
        }
        if found.len() == before {
            break;
        }
    }
    found.retain(|of| counts.entries[*of].heading.is_some());
    for number in found {
        counts.is_nought(number);
    }
}

//! What a reader knows to hold between printed numbers: from their headings, and from what the figures mean.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::figures;
use super::flows::flows;
use super::known::{Knowledge, Terms};
use super::listed::{Listed, add_printed};
use super::names::{self, Name};
use super::places::{region, same_employer};
use super::spans::periods;
use crate::disclosure::{PrintedCell, PublishedRow};
use crate::measure::Unit;
use crate::number::Ratio;
use crate::report::Group;
use crate::report::benchmarks::is_copied;

/// What a reader assumes without having read it; where it contradicts what is shown the reader errs, and learns nothing
/// by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Beliefs {
    /// The households in which people beside the first can be: none where it is not believed that a benefit is of one or
    /// two people, as long as nobody has two benefits at once.
    of_two: &'static [&'static str],
    /// Whether the largest place is made of the others.
    region: bool,
}

impl Beliefs {
    /// None.
    pub(super) const NONE: Self = Self { of_two: &[], region: false };

    /// All of them, and fewer and fewer.
    pub(super) const FROM_MOST: [Self; 6] = [
        Self { of_two: COUPLES, region: true },
        Self { of_two: SEVERAL_ADULTS, region: true },
        Self { of_two: &[], region: true },
        Self { of_two: COUPLES, region: false },
        Self { of_two: SEVERAL_ADULTS, region: false },
        Self::NONE,
    ];
}

/// The household that is two people by its name.
const COUPLES: &[&str] = &["couple"];

/// The households that may be more than one adult.
const SEVERAL_ADULTS: &[&str] = &["couple", "other", "unknown"];

/// Everything that some reports disclose together; each is a list of rows.
pub(super) fn knowledge(reports: &[Vec<PublishedRow>], beliefs: Beliefs) -> Knowledge {
    let mut knowledge = Knowledge::default();
    let mut listed = BTreeMap::new();
    for (source, rows) in reports.iter().enumerate() {
        for row in rows {
            add_printed(&mut knowledge, &mut listed, source, row);
        }
    }
    for row in reports.iter().flatten() {
        beside(&mut knowledge, row);
    }
    sums(&mut knowledge, &listed);
    flows(&mut knowledge);
    if !beliefs.of_two.is_empty() {
        people_and_benefits(&mut knowledge, beliefs.of_two);
    }
    figures(&mut knowledge, &listed);
    periods(&mut knowledge);
    same_employer(&mut knowledge);
    if beliefs.region {
        region(&mut knowledge, reports, &listed);
    }
    knowledge
}

/// What changes and shares disclose of the numbers in their row; those of rounded numbers disclose nothing more.
fn beside(knowledge: &mut Knowledge, row: &PublishedRow) {
    if row.rounded || is_copied(&row.table) {
        return;
    }
    let whole = |cell| match cell {
        PrintedCell::Number(number) => {
            Ratio::rounded(number, 0).and_then(|of| i64::try_from(of).ok())
        }
        PrintedCell::Hidden | PrintedCell::Nothing => None,
    };
    let number = |name: Option<Name>| {
        let name = name.filter(|name| name.divisor() == 1)?;
        knowledge.numbers.get(&name).copied()
    };
    let value = number(names::value(row, row.period));
    let previous = number(row.comparison.and_then(|span| names::value(row, span)));
    let of = number(names::whole(row));
    let before = row.comparison.map(|period| PublishedRow { period, ..row.clone() });
    let of_before = number(before.as_ref().and_then(names::whole));
    if let (Some(change), Some(value), Some(previous)) = (whole(row.change), value, previous)
        && row.unit != Unit::Euro
    {
        knowledge.come_to(vec![(value, 1), (previous, -1)], change);
    }
    if row.figure == "stock_change" {
        for (cell, span) in [(row.value, Some(row.period)), (row.previous, row.comparison)] {
            let (Some(change), Some(span)) = (whole(cell), span) else { continue };
            let stock = PublishedRow { figure: "stock_end".to_owned(), ..row.clone() };
            let Some(end) = names::value(&stock, span) else { continue };
            let begin = end.stock(span.from().plus_days(-1));
            let terms = vec![(knowledge.number(&end), 1), (knowledge.number(&begin), -1)];
            knowledge.come_to(terms, change);
        }
    }
    if let (PrintedCell::Number(share), Some(value), Some(of)) = (row.share, value, of) {
        shared(knowledge, share, value, of);
    }
    if let (PrintedCell::Number(share), Some(previous), Some(of)) =
        (row.previous_share, previous, of_before)
    {
        shared(knowledge, share, previous, of);
    }
    // the value is 100% of the earlier number and the change besides; where both are shown, that says nothing new
    let is_shown =
        [row.value, row.previous].iter().all(|number| matches!(number, PrintedCell::Number(_)));
    if !is_shown
        && row.unit != Unit::Euro
        && let (PrintedCell::Number(percent), Some(value), Some(previous)) =
            (row.change_percent, value, previous)
        && let Some(percent) = percent.plus(Ratio::whole(100))
    {
        shared(knowledge, percent, value, previous);
    }
}

/// A share that is printed in hundredths of a percent, as earlier versions did, is at most half a one off; where it is
/// printed in more digits it is taken to be exact to these.
fn shared(knowledge: &mut Knowledge, share: Ratio, value: usize, whole: usize) {
    if knowledge.known[value].is_exact && knowledge.known[whole].is_exact {
        return;
    }
    let scale = 1_000_000;
    let Some(Ok(parts)) = share.rounded(4).map(i64::try_from) else { return };
    let off = if parts % 100 == 0 { 50 } else { 1 };
    knowledge.at_least(vec![(value, scale), (whole, off - parts)], 0);
    knowledge.at_least(vec![(whole, parts + off), (value, -scale)], 0);
}

/// Whether somebody can be in several groups of a dimension at once.
fn overlaps(by: &str, what: &str) -> bool {
    match by {
        "target_group" | "person_group" => true,
        "programme" | "programme_kind" => !matches!(what, "completed" | "ended" | "running"),
        _ => false,
    }
}

/// Groups and their total, table by table.
fn sums(knowledge: &mut Knowledge, listed: &Listed) {
    for ((_, table, _, _, total), groups) in listed {
        let by = |name: &Name| {
            let other = |part: &&(String, String)| !total.groups.contains(part);
            name.groups.iter().find(other).map(|(by, _)| by.clone())
        };
        let mut by_trait: BTreeMap<String, Vec<&Name>> = BTreeMap::new();
        let mut partial = false;
        for group in groups {
            match group {
                Some(name) => by_trait.entry(by(name).unwrap_or_default()).or_default().push(name),
                None => partial = true,
            }
        }
        for (by, names) in by_trait.into_iter().filter(|_| !partial) {
            let all = knowledge.number(total);
            let parts: Terms = names.iter().map(|name| (knowledge.number(name), 1)).collect();
            let mut terms = parts.clone();
            terms.push((all, -1));
            if !overlaps(&by, total.what) {
                knowledge.equate(terms);
                continue;
            }
            for (part, _) in parts {
                knowledge.at_least(vec![(all, 1), (part, -1)], 0);
            }
            if by != "person_group" && table != "participation" {
                knowledge.at_least(terms, 0);
            }
            if by == "person_group" {
                young_without_benefit(knowledge, all, &names);
            }
        }
    }
}

/// Who is young and without a benefit is among the young, and among those without.
fn young_without_benefit(knowledge: &mut Knowledge, all: usize, names: &[&Name]) {
    let find = |knowledge: &mut Knowledge, id: &str| {
        let is_it = |name: &&&Name| name.groups.iter().any(|(_, group)| group == id);
        names.iter().find(is_it).map(|name| knowledge.number(name))
    };
    let Some(both) = find(knowledge, "youth_without_benefit") else { return };
    let wholes = ["youth", "without_benefit"].map(|id| find(knowledge, id));
    for whole in wholes.into_iter().flatten() {
        let rest = knowledge.at_least(vec![(whole, 1), (both, -1)], 0);
        let known = &mut knowledge.known[rest];
        known.is_target = true;
        known.said = names.first().map(|name| {
            format!("{} {}: what is left without youth_without_benefit", name.place, name.to)
        });
    }
    if let [Some(young), Some(without)] = wholes {
        knowledge.at_least(vec![(all, 1), (young, -1), (without, -1), (both, 1)], 0);
    }
}

/// A couple is one benefit and two people: people less benefits is a number of couples, which nobody may learn either.
fn people_and_benefits(knowledge: &mut Knowledge, households: &[&str]) {
    let is_stock = |name: &Name| {
        matches!(name.what, "stock" | "stock_sum")
            && name.unit == "persons"
            && name.groups.is_empty()
    };
    for people in knowledge.names(is_stock) {
        let benefits = Name { unit: "benefits", ..people.clone() };
        let (Some(&persons), Some(&number)) =
            (knowledge.numbers.get(&people), knowledge.numbers.get(&benefits))
        else {
            continue;
        };
        let couples = knowledge.at_least(vec![(persons, 1), (number, -1)], 0);
        knowledge.at_least(vec![(number, 2), (persons, -1)], 0);
        if people.what == "stock" {
            let is_of_two = |name: &&Name| {
                let all = Name { groups: Vec::new(), ..(*name).clone() };
                all == benefits
                    && matches!(name.groups.as_slice(), [(by, group)]
                        if by == "household" && households.contains(&group.as_str()))
            };
            let of_two = knowledge.numbers.iter().filter(|(name, _)| is_of_two(name));
            let mut terms: Terms = of_two.map(|(_, number)| (*number, 1)).collect();
            if !terms.is_empty() {
                terms.push((couples, -1));
                knowledge.at_least(terms, 0);
            }
            let known = &mut knowledge.known[couples];
            known.is_target = true;
            known.said =
                Some(format!("{} {}: people less benefits, the couples", people.place, people.to));
        }
    }
}

/// Tables that break down the same rows by dimensions whose relation a reader may know, both of one place.
pub(super) fn related(reports: &[Vec<PublishedRow>]) -> Vec<String> {
    let sets: [&[&str]; 2] = [
        &["placements_by_sector", "placements_by_employer"],
        &["programmes", "programme_kinds", "participation"],
    ];
    let mut found = BTreeSet::new();
    for row in reports.iter().flatten().filter(|row| row.group != Group::Total) {
        for set in sets.iter().filter(|set| set.contains(&row.table.as_str())) {
            let is_other = |other: &&PublishedRow| {
                other.place == row.place
                    && other.table > row.table
                    && set.contains(&other.table.as_str())
                    && other.group != Group::Total
            };
            if let Some(other) = reports.iter().flatten().find(is_other) {
                found.insert(format!("{} and {} of {}", row.table, other.table, row.place));
            }
        }
    }
    found.into_iter().collect()
}

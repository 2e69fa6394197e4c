//! What a reader knows to hold between printed numbers: from their headings, and from what the figures mean.

use std::collections::{BTreeMap, BTreeSet};

use super::flows::flows;
use super::known::{Knowledge, Place, Terms};
use super::names::{self, Name};
use crate::disclosure::{PrintedCell, PublishedRow};
use crate::measure::Unit;
use crate::number::Ratio;
use crate::period::Day;
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

/// A table of groups: source, table, figure, column, and the name of the total.
type Listing = (usize, String, String, &'static str, Name);

/// The groups of a table; `None` among them is one that is not available.
type Listed = BTreeMap<Listing, Vec<Option<Name>>>;

fn add_printed(knowledge: &mut Knowledge, listed: &mut Listed, source: usize, row: &PublishedRow) {
    let before = row.comparison.map(|period| PublishedRow { period, ..row.clone() });
    let columns = [
        ("value", names::value(row, row.period), row.value),
        ("previous", row.comparison.and_then(|span| names::value(row, span)), row.previous),
        ("whole", names::whole(row), row.whole),
        ("previous_whole", before.as_ref().and_then(names::whole), row.previous_whole),
    ];
    for (column, name, cell) in columns {
        let Some(name) = name else { continue };
        let is_printed = knowledge.add_printed(&name, cell, Place { row: row.clone(), column });
        // of the comparison period wholes are printed that are on other rows too, and not those of every group
        if column == "previous_whole" {
            continue;
        }
        // a row without any number is of a group that is not available
        if !is_printed && column == "whole" && row.value != PrintedCell::Nothing {
            continue;
        }
        let key = |total: Name| (source, row.table.clone(), row.figure.clone(), column, total);
        if name.groups.is_empty() && is_printed {
            listed.entry(key(name.clone())).or_default();
        }
        for place in 0..name.groups.len() {
            let mut total = name.clone();
            let (by, _) = total.groups.remove(place);
            if by == "years" {
                continue;
            }
            let groups = listed.entry(key(total)).or_default();
            groups.push(is_printed.then(|| name.clone()));
        }
    }
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
    let is_stock = |name: &&Name| {
        matches!(name.what, "stock" | "stock_sum")
            && name.unit == "persons"
            && name.groups.is_empty()
    };
    let stocks: Vec<Name> = knowledge.numbers.keys().filter(is_stock).cloned().collect();
    for people in stocks {
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

/// Figures that are parts or sums of one another.
fn figures(knowledge: &mut Knowledge, listed: &Listed) {
    let totals: Vec<Name> =
        knowledge.numbers.keys().filter(|name| name.groups.is_empty()).cloned().collect();
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
    for name in &totals {
        for (part, unit, whole, of) in at_most {
            let whole = Name { unit: of, ..name.of(whole) };
            if (name.what, name.unit) == (part, unit)
                && let Some(&whole) = knowledge.numbers.get(&whole)
            {
                let part = knowledge.number(name);
                knowledge.at_least(vec![(whole, 1), (part, -1)], 0);
            }
        }
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
            _ => continue,
        };
        let total = name.of(of);
        let named = |table: &Listing, groups: &Vec<Option<Name>>| {
            let is_by = |group: &Option<Name>| {
                group.as_ref().is_some_and(|group| group.groups.iter().any(|part| part.0 == by))
            };
            table.4 == total && !groups.is_empty() && groups.iter().all(is_by)
        };
        if !listed.iter().any(|(table, groups)| named(table, groups)) {
            continue;
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
    let parts: Vec<Name> = knowledge.numbers.keys().cloned().collect();
    for (part, whole) in [
        ("completed", "ended"),
        ("participants_into_work", "participants"),
        ("outflow_to_pension", "outflow"),
    ] {
        for name in parts.iter().filter(|name| name.what == part) {
            if let Some(&whole) = knowledge.numbers.get(&name.of(whole)) {
                let part = knowledge.number(name);
                knowledge.at_least(vec![(whole, 1), (part, -1)], 0);
            }
        }
    }
}

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
fn periods(knowledge: &mut Knowledge) {
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

/// A sector that is called like an employer is that employer.
fn same_employer(knowledge: &mut Knowledge) {
    let is_by = |name: &&Name, by: &str| name.groups.len() == 1 && name.groups[0].0 == by;
    let sectors: Vec<Name> =
        knowledge.numbers.keys().filter(|name| is_by(name, "sector")).cloned().collect();
    for sector in sectors {
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
fn region(knowledge: &mut Knowledge, reports: &[Vec<PublishedRow>], listed: &Listed) {
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
    let names: Vec<Name> =
        knowledge.numbers.keys().filter(|name| name.place == *region).cloned().collect();
    let is_named = |name: &Name| {
        let total = Name { groups: Vec::new(), ..name.clone() };
        listed.keys().any(|(.., known)| *known == total)
    };
    for name in names {
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

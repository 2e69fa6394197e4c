//! What a reader knows to hold between places: a region and its municipalities, and a place that holds another.

use super::counts::{Counts, Knowledge};
use super::equations::term;
use super::heading::Heading;
use super::rules::Rules;
use super::statement::Statement;
use crate::measure::Unit;
use crate::report::Group;

/// Municipalities that have a report each, and the report of all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Region {
    /// The name of the report of all.
    pub(crate) whole: String,
    /// The municipalities.
    pub(crate) parts: Vec<String>,
}

impl Region {
    /// The region of a run: the last report is of all, where there are more.
    pub(crate) fn of(statements: &[Statement]) -> Option<Self> {
        let mut places: Vec<&String> = Vec::new();
        for statement in statements {
            if places.last().is_none_or(|last| **last != statement.place) {
                places.push(&statement.place);
            }
        }
        let whole = places.pop().filter(|_| !places.is_empty())?;
        Some(Self { whole: whole.clone(), parts: places.into_iter().cloned().collect() })
    }
}

/// Whether a reader takes regions to be the sums of their municipalities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sums {
    /// Where no count that is known shows that they are not: a person may be in two municipalities, a row in none.
    WhereTheyAre,
    /// Always, and what a region is more or less than its sum is known.
    Always,
}

/// A region and its municipalities, heading by heading: their sum, or what holds each of them.
pub(super) fn regional(counts: &mut Counts, region: &Region, is_sum: bool) {
    for (is_folded, terms) in sums_of(counts, region) {
        if !is_sum {
            let (whole, parts): (Vec<_>, Vec<_>) =
                terms.into_iter().partition(|(_, factor)| *factor > 0);
            for part in parts {
                let both = whole.iter().copied().chain([part]).collect();
                counts.bound(Knowledge::Region, both);
            }
        } else if is_folded {
            counts.bound(Knowledge::Region, terms);
        } else {
            counts.equate(Knowledge::Region, terms);
        }
    }
}

/// Whether some counts that are shown say that a region is not the sum of its municipalities.
pub(super) fn is_no_sum(
    counts: &Counts,
    region: &Region,
    is_shown: impl Fn(usize) -> bool,
) -> bool {
    sums_of(counts, region).iter().any(|(is_folded, terms)| {
        let is_all_shown = terms.iter().all(|(of, _)| is_shown(*of));
        let difference = counts.come_to(terms).filter(|_| is_all_shown && !is_folded);
        difference.is_some_and(|difference| difference != 0)
    })
}

/// The counts of a region with those of its municipalities, and whether some of it is folded there.
fn sums_of(counts: &Counts, region: &Region) -> Vec<(bool, Vec<(usize, i64)>)> {
    let of_region = counts.numbers.keys().filter(|heading| heading.place == region.whole);
    of_region.filter_map(|heading| sum_of_region(counts, region, heading)).collect()
}

/// A count of a region less those of its municipalities, and whether some of it is folded there; `None` where that of a
/// municipality is not told.
fn sum_of_region(
    counts: &Counts,
    region: &Region,
    heading: &Heading,
) -> Option<(bool, Vec<(usize, i64)>)> {
    if heading.by.iter().any(|(_, group)| *group == Group::Rest) {
        return None;
    }
    let at = |place: &String| Heading { place: place.clone(), ..heading.clone() };
    let is_folded = |place: &String| {
        heading.wholes().any(|(whole, dimension, _)| {
            let whole = Heading { place: place.clone(), ..whole };
            let groups = counts.groups.get(&(whole, dimension));
            groups.is_some_and(|groups| groups.iter().any(|(group, _)| *group == Group::Rest))
        })
    };
    let parts: Option<Vec<_>> =
        region.parts.iter().map(|place| term(counts, &at(place), -1)).collect();
    let mut terms = parts?.concat();
    if terms.is_empty() {
        return None; // of rows that are of no municipality
    }
    terms.push((counts.numbers[heading], 1));
    Some((region.parts.iter().any(is_folded), terms))
}

/// Of places of which one may hold the other: what is left of the larger one is people. An earlier report does not say
/// which places it is of, so one is taken to hold another where none of its counts is smaller.
pub(super) fn within(counts: &mut Counts, regions: &[Region], rules: Option<Rules>) {
    let mut places: Vec<String> =
        counts.numbers.keys().map(|heading| heading.place.clone()).collect();
    places.dedup();
    for whole in &places {
        let parts: Vec<&String> = places
            .iter()
            .filter(|part| *part != whole && !is_told(regions, whole, part))
            .filter(|part| holds(counts, whole, part))
            .collect();
        let of_whole = counts.numbers.iter().filter(|(heading, _)| heading.place == *whole);
        let of_whole: Vec<(Heading, usize)> =
            of_whole.map(|(heading, number)| (heading.clone(), *number)).collect();
        for (heading, number) in of_whole {
            let at = |part: &&String| {
                let there = Heading { place: (*part).clone(), ..heading.clone() };
                counts.numbers.get(&there).copied()
            };
            let there: Vec<usize> = parts.iter().filter_map(at).collect();
            for &part in &there {
                counts.others(Knowledge::Region, vec![(number, 1), (part, -1)], rules);
            }
            // a person may be in two municipalities
            if there.len() > 1 && heading.unit != Unit::Persons {
                let mut terms: Vec<_> = there.iter().map(|part| (*part, -1)).collect();
                terms.push((number, 1));
                counts.others(Knowledge::Region, terms, rules);
            }
        }
    }
}

/// Whether a run says itself how two places hang together.
fn is_told(regions: &[Region], one: &String, other: &String) -> bool {
    let has =
        |region: &Region, place: &String| region.whole == *place || region.parts.contains(place);
    regions.iter().any(|region| has(region, one) && has(region, other))
}

/// Whether no count of a place that is known is larger than that of another, and one is smaller.
fn holds(counts: &Counts, whole: &str, part: &str) -> bool {
    let (mut is_larger, mut is_smaller) = (false, false);
    for (heading, number) in counts.numbers.iter().filter(|(heading, _)| heading.place == part) {
        let there = Heading { place: whole.to_owned(), ..heading.clone() };
        let there = counts.numbers.get(&there).and_then(|of| counts.entries[*of].count);
        if let (Some(whole), Some(part)) = (there, counts.entries[*number].count) {
            is_larger |= whole > part;
            is_smaller |= whole < part;
        }
    }
    is_larger && !is_smaller
}

//! The attacker: within which bounds can each hidden count be found out?
//!
//! An outsider knows what is shown and how it adds up. An insider knows one person besides, and so that one unknown
//! count is not zero. A count is safe where its highest and lowest possible value differ by at least
//! [`LEAST_WIDTH`], for the outsider and for every insider (the singleton problem of the ESSnet Handbook, 4.3.3).
//!
//! Few programs need solving: every table that one program finds agrees with what is shown, and so shows for all
//! counts at once what they may be. A program is solved only where the tables found so far do not show enough.
#![allow(
    clippy::float_arithmetic,
    reason = "tables come from the solver; ranges are rounded inwards"
)]

use microlp::OptimizationDirection::{Maximize, Minimize};

use super::component::Component;
use super::linear::{Extreme, SLACK, Witness, extreme, inwards};
use super::problem::LEAST_WIDTH;

/// What an attacker can find out about a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Interval {
    /// The lowest possible value.
    pub(crate) low: i64,
    /// The highest possible value; `None` where there is none.
    pub(crate) high: Option<i64>,
}

impl Interval {
    /// Highest − lowest possible value.
    pub(crate) fn width(self) -> Option<i64> {
        self.high.map(|high| high - self.low)
    }

    /// Whether enough values are possible.
    pub(crate) fn is_wide(self) -> bool {
        self.width().is_none_or(|width| width >= LEAST_WIDTH)
    }
}

/// A count that is not safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnsafeCount {
    /// Its number in the problem.
    pub(crate) quantity: usize,
    /// The count in which the attacker knows one person.
    pub(crate) insider: Option<usize>,
    /// What the attacker finds out.
    pub(crate) interval: Interval,
}

/// Whom a count has to be safe from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attacker {
    /// Those who know what is published.
    Outsiders,
    /// Those who know one person besides.
    Insiders,
}

/// What an attacker finds out about a count; `None` where what is shown contradicts itself.
pub(crate) fn interval(
    component: &Component,
    target: usize,
    insider: Option<usize>,
) -> Option<Interval> {
    Attack::new(component).solved(target, insider)
}

/// What somebody finds out about a count who knows a person in every count that is not zero; `None` where what is shown
/// contradicts itself.
pub(crate) fn known_everywhere(component: &Component, target: usize) -> Option<Interval> {
    let counts = component.table.iter().zip(&component.bounds);
    let least =
        counts.map(|(count, (low, _))| if *count >= 1.0 - SLACK { low.max(1.0) } else { *low });
    let least: Vec<f64> = least.collect();
    Attack::new(component).bounds(target, &least)
}

/// What an outsider finds out about a count, with the tables that show it.
pub(super) fn witnessed(component: &Component, target: usize) -> (Option<Interval>, Vec<Witness>) {
    let mut attack = Attack::new(component);
    let interval = attack.solved(target, None);
    (interval, attack.found.split_off(1))
}

/// Shows that a count is safe, by the unknown counts that differ between the tables that show it: whatever else is
/// shown of the component, it stays safe. `tables` are at hand and agree with what is shown; those that are found are
/// added to them.
///
/// # Errors
/// Where it is not safe, who finds out what.
pub(super) fn prove(
    component: &Component,
    target: usize,
    attacker: Attacker,
    tables: &mut Vec<Witness>,
) -> Result<Vec<usize>, UnsafeCount> {
    if is_safe_sum(component) {
        return Ok(component.unknown.clone());
    }
    let mut attack = Attack::new(component);
    attack.found.append(tables);
    let weakness = attack.weakness(target, attacker);
    let moving = attack.moving(target);
    *tables = attack.found.split_off(1);
    let Some((insider, interval)) = weakness else { return Ok(moving) };
    let insider = insider.map(|place| component.unknown[place]);
    Err(UnsafeCount { quantity: component.unknown[target], insider, interval })
}

/// A sum from which every insider is left with enough possible values: [`LEAST_WIDTH`] and one person more.
#[allow(clippy::cast_precision_loss, reason = "a small whole number")]
const ENOUGH: f64 = (LEAST_WIDTH + 1) as f64 - SLACK;

/// Counts of which only their sum is known can each be anything up to it, or one less for an insider.
fn is_safe_sum(component: &Component) -> bool {
    match component.equations.as_slice() {
        [(terms, total)] if component.is_unbounded() => {
            let is_sum = terms.iter().all(|(_, factor)| *factor == 1);
            is_sum && terms.len() > 1 && *total >= ENOUGH
        }
        _ => false,
    }
}

/// Whether an attack narrows a count down too far.
enum Narrow {
    No,
    To(Interval),
    /// There is nobody who knows that: it contradicts what is shown.
    Nobody,
}

/// An attack on one component, with the tables found so far.
struct Attack<'a> {
    component: &'a Component,
    found: Vec<Witness>,
    /// Counts without a highest value; one person more or less does not give them one.
    unbounded: Vec<bool>,
}

impl<'a> Attack<'a> {
    fn new(component: &'a Component) -> Self {
        let found = vec![component.table.clone()];
        let unbounded = vec![false; component.unknown.len()];
        Self { component, found, unbounded }
    }

    fn narrow(&mut self, target: usize, insider: Option<usize>) -> Narrow {
        if self.unbounded[target] || self.is_seen_wide(target, insider) {
            return Narrow::No;
        }
        match self.solved(target, insider) {
            Some(interval) if interval.is_wide() => Narrow::No,
            Some(interval) => Narrow::To(interval),
            None => Narrow::Nobody,
        }
    }

    /// The counts that differ between the tables found: all, where there is no table with a highest value.
    fn moving(&self, target: usize) -> Vec<usize> {
        let first = &self.component.table;
        let differs = |place: &usize| {
            self.unbounded[target]
                || self.found.iter().any(|table| (table[*place] - first[*place]).abs() > SLACK)
        };
        let places = (0..first.len()).filter(|place| *place == target || differs(place));
        places.map(|place| self.component.unknown[place]).collect()
    }

    /// The first attacker against whom a count is not safe, and what that one finds out. Whoever knows somebody knows
    /// somebody who is there; what is safe from one who knows what all of them know is safe from each.
    fn weakness(&mut self, target: usize, attacker: Attacker) -> Option<(Option<usize>, Interval)> {
        let (table, people) = (&self.component.table, &self.component.people);
        let is_there = |place: &usize| people[*place] && table[*place] >= 1.0 - SLACK;
        let insiders: Vec<usize> = (0..table.len()).filter(is_there).collect();
        if attacker == Attacker::Insiders && self.is_safe_from_all(target, &insiders) {
            return None;
        }
        match self.narrow(target, None) {
            Narrow::No => {}
            Narrow::To(interval) => return Some((None, interval)),
            Narrow::Nobody => return Some((None, Interval { low: 0, high: Some(0) })),
        }
        if attacker == Attacker::Outsiders {
            return None;
        }
        self.insider(target, &insiders).map(|(insider, interval)| (Some(insider), interval))
    }

    /// Whether a count is safe from one who knows what all of these know.
    fn is_safe_from_all(&mut self, target: usize, insiders: &[usize]) -> bool {
        let mut least: Vec<f64> = self.component.bounds.iter().map(|(low, _)| *low).collect();
        for place in insiders {
            least[*place] = least[*place].max(1.0);
        }
        self.bounds(target, &least).is_some_and(Interval::is_wide)
    }

    /// The first of these insiders against whom a count is not safe. They are looked at together, and in halves where it
    /// is not safe from all of them.
    fn insider(&mut self, target: usize, places: &[usize]) -> Option<(usize, Interval)> {
        if self.unbounded[target] {
            return None;
        }
        let unseen: Vec<usize> = places
            .iter()
            .copied()
            .filter(|place| !self.is_seen_wide(target, Some(*place)))
            .collect();
        if let [insider] = unseen.as_slice() {
            return match self.narrow(target, Some(*insider)) {
                Narrow::To(interval) => Some((*insider, interval)),
                Narrow::No | Narrow::Nobody => None,
            };
        }
        if unseen.is_empty()
            || unseen.len() < places.len() && self.is_safe_from_all(target, &unseen)
        {
            return None;
        }
        let (one, other) = unseen.split_at(unseen.len() / 2);
        for half in [one, other] {
            if half.len() > 1 && self.is_safe_from_all(target, half) {
                continue;
            }
            if let Some(found) = self.insider(target, half) {
                return Some(found);
            }
        }
        None
    }

    /// The exact bounds for one who knows a person in some count, or nobody; `None` where no table agrees.
    fn solved(&mut self, target: usize, insider: Option<usize>) -> Option<Interval> {
        let mut least = self.component.bounds.iter().map(|(low, _)| *low).collect::<Vec<f64>>();
        if let Some(place) = insider {
            least[place] = 1.0;
        }
        self.bounds(target, &least)
    }

    /// The exact bounds where each count is at least so much; `None` where no table agrees.
    fn bounds(&mut self, target: usize, least: &[f64]) -> Option<Interval> {
        let pinned = Interval { low: 0, high: Some(0) };
        let bound = |attack: &mut Self, direction| {
            let extreme = extreme(attack.component, &[target], direction, least);
            if let Extreme::At(witness) = &extreme {
                attack.found.push(witness.clone());
            }
            extreme
        };
        let highest = bound(self, Maximize);
        let lowest = match highest {
            Extreme::Nowhere => return None,
            Extreme::Unsolved => return Some(pinned),
            Extreme::At(_) | Extreme::Unbounded => bound(self, Minimize),
        };
        match (lowest, highest) {
            (Extreme::At(low), Extreme::At(high)) => {
                let (low, high) = inwards(low[target], high[target]);
                Some(Interval { low, high: Some(high) })
            }
            (Extreme::At(low), Extreme::Unbounded) => {
                self.unbounded[target] = true;
                Some(Interval { low: inwards(low[target], 0.0).0, high: None })
            }
            _ => Some(pinned),
        }
    }

    /// Whether the tables found so far, and those between two of them, show enough values.
    fn is_seen_wide(&self, target: usize, insider: Option<usize>) -> bool {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut see = |count: f64| {
            low = low.min(count);
            high = high.max(count);
        };
        let Some(known) = insider else {
            self.found.iter().for_each(|table| see(table[target]));
            return is_wide(low, high);
        };
        let most = self.found.iter().max_by(|left, right| left[known].total_cmp(&right[known]));
        let Some(most) = most.filter(|most| most[known] >= 1.0) else { return false };
        for table in &self.found {
            let (here, there) = (table[known], most[known]);
            if here >= 1.0 - SLACK {
                see(table[target]);
            } else {
                // on the way from this table to the other one there is a table with just that one person
                let part = (1.0 - here) / (there - here);
                see(table[target] + part * (most[target] - table[target]));
            }
        }
        is_wide(low, high)
    }
}

/// Whether enough whole numbers lie between two numbers.
pub(super) fn is_wide(low: f64, high: f64) -> bool {
    if low > high {
        return false;
    }
    let (low, high) = inwards(low, high);
    high - low >= LEAST_WIDTH
}

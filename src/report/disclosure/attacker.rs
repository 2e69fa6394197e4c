//! The attacker: within which bounds can each hidden count be found out?
//!
//! An outsider knows what is shown and how it adds up. An insider knows one person besides, and so that one unknown
//! count is not nought. A count is safe where its highest and lowest possible value differ by at least
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
pub(crate) struct Weak {
    /// Its number in the problem.
    pub(crate) quantity: usize,
    /// The count in which the attacker knows one person.
    pub(crate) insider: Option<usize>,
    /// What the attacker finds out.
    pub(crate) interval: Interval,
}

/// Whom a count has to be safe from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Against {
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

/// The counts of a component that are not safe.
///
/// `targets` are places in the component. Where what is shown contradicts itself, every target is weak.
pub(crate) fn weak(component: &Component, targets: &[usize], against: Against) -> Vec<Weak> {
    if is_safe_sum(component) {
        return Vec::new();
    }
    let mut attack = Attack::new(component);
    let mut found = Vec::new();
    for &target in targets {
        let outside = std::iter::once(None);
        let inside =
            if against == Against::Insiders { attack.insiders(target) } else { Vec::new() };
        for insider in outside.chain(inside.into_iter().map(Some)) {
            let interval = match attack.narrow(target, insider) {
                Narrow::No => continue,
                Narrow::To(interval) => interval,
                Narrow::Nobody if insider.is_some() => continue,
                Narrow::Nobody => Interval { low: 0, high: Some(0) },
            };
            let insider = insider.map(|place| component.unknown[place]);
            found.push(Weak { quantity: component.unknown[target], insider, interval });
            break;
        }
    }
    found
}

/// A sum from which every insider is left with enough possible values: [`LEAST_WIDTH`] and one person more.
#[allow(clippy::cast_precision_loss, reason = "a small whole number")]
const ENOUGH: f64 = (LEAST_WIDTH + 1) as f64 - SLACK;

/// Counts of which only their sum is known can each be anything up to it, or one less for an insider.
fn is_safe_sum(component: &Component) -> bool {
    match component.equations.as_slice() {
        [(terms, total)] => {
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
        Self { component, found, unbounded: vec![false; component.unknown.len()] }
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

    /// The insiders that a count may not be safe from: none of those whose counts are not nought in the table at hand
    /// where it is safe from all of them together, who know more than any one of them.
    fn insiders(&mut self, target: usize) -> Vec<usize> {
        let (table, people) = (&self.component.table, &self.component.people);
        let is_there = |place: usize| people[place] && table[place] >= 1.0 - SLACK;
        let places = 0..table.len();
        let least: Vec<f64> =
            places.clone().map(|place| if is_there(place) { 1.0 } else { 0.0 }).collect();
        let together =
            self.unbounded[target] || self.bounds(target, &least).is_some_and(Interval::is_wide);
        places.filter(|place| people[*place] && !(together && is_there(*place))).collect()
    }

    /// The exact bounds for one who knows a person in some count, or nobody; `None` where no table agrees.
    fn solved(&mut self, target: usize, insider: Option<usize>) -> Option<Interval> {
        let mut least = vec![0.0; self.component.unknown.len()];
        if let Some(place) = insider {
            least[place] = 1.0;
        }
        self.bounds(target, &least)
    }

    /// The exact bounds where each count is at least so much; `None` where no table agrees.
    fn bounds(&mut self, target: usize, least: &[f64]) -> Option<Interval> {
        let pinned = Interval { low: 0, high: Some(0) };
        let bound = |attack: &mut Self, direction| {
            let extreme = extreme(attack.component, target, direction, least);
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

fn is_wide(low: f64, high: f64) -> bool {
    if low > high {
        return false;
    }
    let (low, high) = inwards(low, high);
    high - low >= LEAST_WIDTH
}

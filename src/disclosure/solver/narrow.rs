//! Which of many counts are narrowed down: of most of them those nearest show that they are not, of most others one table
//! in which many are as high, or as low, as they can be together.
#![allow(
    clippy::float_arithmetic,
    reason = "tables come from the solver; ranges are rounded inwards"
)]

use std::collections::BTreeSet;

use microlp::OptimizationDirection::{Maximize, Minimize};
use rayon::prelude::*;

use super::attacker::{Interval, interval, witnessed};
use super::feasible::FeasibleTable;
use super::linear::{Extreme, extreme, inwards};
use super::problem::Suppression;

/// How a count and what is found out about it are judged. A wider range is never judged to be narrow where one in it is not.
type IsNarrow<'a> = &'a (dyn Fn(usize, Interval) -> bool + Sync);

/// Component sizes tried in turn, in unknown counts.
const NEAR: [usize; 2] = [8, 24];

/// Up to this number, counts are looked at one by one.
const FEW: usize = 3;

/// The counts of these that are narrowed down in a way that `is_narrow` describes, each with what a reader finds out.
pub(crate) fn narrowed(
    feasible: &FeasibleTable<'_>,
    hiding: &Suppression,
    targets: &[usize],
    is_narrow: IsNarrow<'_>,
) -> Vec<(usize, Interval)> {
    let is_doubtful = |of: &&usize| {
        NEAR.into_iter().all(|most| {
            let found = interval(&feasible.around(hiding, **of, most), 0, None);
            found.is_none_or(|found| is_narrow(**of, found))
        })
    };
    let mut waiting: Vec<usize> = targets.par_iter().filter(is_doubtful).copied().collect();
    let (mut found, mut tables) = (Vec::new(), Vec::new());
    // the components in which looking at many together no longer shows enough
    let mut alone = BTreeSet::new();
    while let Some(target) = waiting.pop() {
        let component = feasible.around(hiding, target, usize::MAX);
        let places = component.unknown.iter().enumerate();
        let together = places.filter(|(_, of)| **of == target || waiting.contains(of));
        let together: Vec<usize> = together.map(|(place, _)| place).collect();
        if together.len() > FEW && !alone.contains(&component.first()) {
            let least: Vec<f64> = component.bounds.iter().map(|(low, _)| *low).collect();
            for direction in [Maximize, Minimize] {
                if let Extreme::At(table) = extreme(&component, &together, direction, &least) {
                    tables.extend(feasible.beyond(&component, &[table]));
                }
            }
            let before = waiting.len();
            waiting.retain(|of| is_narrow(*of, seen(feasible, &tables, *of)));
            if (before - waiting.len()) * 4 < together.len() {
                alone.insert(component.first());
            }
        }
        if !is_narrow(target, seen(feasible, &tables, target)) {
            continue;
        }
        let (interval, shown) = witnessed(&component, 0);
        tables.extend(feasible.beyond(&component, &shown));
        // where no table is found that agrees, nothing is known to be safe
        let interval = interval.unwrap_or(Interval { low: 1, high: Some(1) });
        if is_narrow(target, interval) {
            found.push((target, interval));
        }
        waiting.retain(|of| is_narrow(*of, seen(feasible, &tables, *of)));
    }
    found.sort_unstable();
    found
}

/// What a count can be, as far as these tables show.
fn seen(feasible: &FeasibleTable<'_>, tables: &[Vec<f64>], of: usize) -> Interval {
    let own = feasible.count(of);
    let counts = tables.iter().map(|table| table[of]);
    let (low, high) =
        counts.fold((own, own), |(low, high), count| (low.min(count), high.max(count)));
    let (low, high) = inwards(low, high);
    Interval { low, high: Some(high) }
}

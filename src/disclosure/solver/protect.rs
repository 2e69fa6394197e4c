//! Secondary suppression: what else must be hidden so that nothing of what a rule names can be found out.
//!
//! Three steps: elimination, which keeps hidden counts from following exactly; the attacker, against whom the
//! smallest counts that help are hidden; pruning, which shows again what need not be hidden. The sequence is that of
//! τ-ARGUS and sdcTable for linked tables, with all tables of a run as one problem.

#![allow(
    clippy::float_arithmetic,
    reason = "tables come from the solver; what is safe is safe by more than its errors"
)]

use rayon::prelude::*;

use super::attacker::{Attacker, Interval, UnsafeCount, prove};
use super::component::Component;
use super::elimination::{eliminate, known_anyway};
use super::feasible::FeasibleTable;
use super::linear::{SLACK, moved};
use super::problem::{LEAST_WIDTH, Problem, Quantity, Suppression};

/// The steps of the pass. Leaving one out is for the tests, which show that each is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a step that a test leaves out")]
pub(crate) struct Passes {
    /// Hide until nothing hidden is a linear combination of what is shown.
    pub(crate) elimination: bool,
    /// Hide until nothing hidden can be narrowed down.
    pub(crate) attack: bool,
    /// Hide until nobody who knows one person can narrow anything down.
    pub(crate) insiders: bool,
    /// Show again what need not be hidden.
    pub(crate) pruning: bool,
}

impl Passes {
    /// All of them.
    pub(crate) const ALL: Self =
        Self { elimination: true, attack: true, insiders: true, pruning: true };

    /// Whom the pass protects against.
    pub(super) const fn attacker(self) -> Attacker {
        if self.insiders { Attacker::Insiders } else { Attacker::Outsiders }
    }
}

/// Something that a rule names can be found out, and nothing is left to hide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unprotectable;

/// Hides what must be hidden: the better of two ways to begin, from what elimination leaves hidden and from what the
/// rules name, each made safe and pruned.
///
/// # Errors
/// Where a count can be found out whatever is hidden: from what was published before.
pub(crate) fn protect(problem: &Problem, steps: Passes) -> Result<Suppression, Unprotectable> {
    let bare = problem.primaries();
    let begin = if steps.elimination { eliminate(problem) } else { bare.clone() };
    if !steps.attack {
        return Ok(begin);
    }
    let nothing = Suppression { hidden: vec![false; problem.quantities.len()] };
    let feasible = FeasibleTable::new(problem, &nothing).ok_or(Unprotectable)?;
    let first = secured(problem, &feasible, steps, begin)?;
    if !steps.elimination || problem.quantities.len() > MOST_FOR_TWO {
        return Ok(first);
    }
    let second = secured(problem, &feasible, steps, bare)?;
    Ok(if loss(problem, &second) < loss(problem, &first) { second } else { first })
}

/// Names what can be found out from what was published before, whatever is hidden now: it cannot be protected any more.
/// Returns how many of them a rule names.
///
/// # Errors
/// Where what is known contradicts itself.
pub(crate) fn name_given(problem: &mut Problem, steps: Passes) -> Result<usize, Unprotectable> {
    let is_printed = |of: &Quantity| of.released || of.low > 0 || of.high.is_some();
    if !problem.quantities.iter().any(is_printed) {
        return Ok(0);
    }
    let nothing = Suppression { hidden: vec![false; problem.quantities.len()] };
    let feasible = FeasibleTable::new(problem, &nothing).ok_or(Unprotectable)?;
    let weak = unsafe_counts(problem, &feasible, &problem.everything(), steps.attacker());
    let mut number = 0;
    for weak in weak {
        let given = &mut problem.quantities[weak.quantity];
        given.given = true;
        number += usize::from(given.primary);
    }
    Ok(number)
}

/// Up to this number of counts, both ways to begin are tried and the better result is kept; above it one is, for the
/// sake of time.
const MOST_FOR_TWO: usize = 2000;

/// What a reader misses: how many counts, and how much they come to.
fn loss(problem: &Problem, hiding: &Suppression) -> (usize, i64) {
    let hidden = problem.order.iter().filter(|of| hiding.hidden[**of]);
    hidden.fold((0, 0), |(number, sum), of| (number + 1, sum + problem.quantities[*of].value))
}

/// Hides more until every count is safe, then shows again what it can.
fn secured(
    problem: &Problem,
    feasible: &FeasibleTable<'_>,
    steps: Passes,
    hiding: Suppression,
) -> Result<Suppression, Unprotectable> {
    let mut suppressor = Suppressor::new(problem, feasible, steps.attacker(), hiding);
    suppressor.resist()?;
    if steps.pruning {
        suppressor.prune();
    }
    Ok(suppressor.hiding)
}

/// Component sizes tried in turn, in unknown counts: 8 and 24 settle almost every count, [`FAR`] those that hang together
/// with more.
const NEAR: [usize; 3] = [8, 24, FAR];

/// The largest component that is looked at while more can still be hidden, in unknown counts.
const FAR: usize = 80;

/// The largest component that is looked at before the whole system is, which is slow; in unknown counts.
const FARTHEST: usize = 240;

/// Checks one count against the unknown counts nearest to it. Returns those that show that it is safe.
///
/// # Errors
/// How it is not safe, as far as these counts show.
pub(super) fn verify(
    feasible: &FeasibleTable<'_>,
    hiding: &Suppression,
    quantity: usize,
    attacker: Attacker,
) -> Result<Vec<usize>, UnsafeCount> {
    let mut weak = None;
    for most in NEAR {
        let near = feasible.around(hiding, quantity, most);
        match prove(&near, 0, attacker, &mut Vec::new()) {
            Ok(proof) => return Ok(proof),
            Err(found) if near.is_whole => return Err(found),
            Err(found) => weak = Some(found),
        }
    }
    Err(weak.unwrap_or(UnsafeCount {
        quantity,
        insider: None,
        interval: Interval { low: 0, high: Some(0) },
    }))
}

/// How many tables that agree with everything shown are kept for the next counts.
const TABLES: usize = 60;

/// Checks one count against all unknown counts that hang together with it, as [`verify`] does against the nearest.
/// `tables` agree with what is shown, also when more is hidden; those that are found are added.
fn verify_by_all(
    feasible: &FeasibleTable<'_>,
    hiding: &Suppression,
    quantity: usize,
    attacker: Attacker,
    tables: &mut Vec<Vec<f64>>,
) -> Result<Vec<usize>, UnsafeCount> {
    let component = feasible.around(hiding, quantity, usize::MAX);
    let mut found = component.within(tables);
    let known = found.len();
    let proof = prove(&component, 0, attacker, &mut found);
    tables.extend(feasible.beyond(&component, &found[known..]));
    tables.truncate(TABLES);
    proof
}

/// The number of parts in which the counts of a report are checked in parallel; results do not depend on threads.
const PARTS: usize = 8;

/// The counts that are not safe, over the whole report.
pub(crate) fn unsafe_counts(
    problem: &Problem,
    feasible: &FeasibleTable<'_>,
    hiding: &Suppression,
    attacker: Attacker,
) -> Vec<UnsafeCount> {
    let targets = (0..problem.quantities.len()).filter(|of| problem.is_target(hiding, *of));
    let targets: Vec<usize> = targets.collect();
    // the parts are the same whatever the number of threads, and so is what is found
    let parts = targets.par_chunks(targets.len().div_ceil(PARTS).max(1));
    let doubtful = parts.flat_map_iter(|part| {
        let is_doubtful = |target: usize| {
            let farthest = || feasible.around(hiding, target, FARTHEST);
            verify(feasible, hiding, target, attacker).is_err()
                && prove(&farthest(), 0, attacker, &mut Vec::new()).is_err()
        };
        part.iter().copied().filter(|of| is_doubtful(*of)).collect::<Vec<_>>()
    });
    let doubtful: Vec<usize> = doubtful.collect();
    let mut tables = Vec::new();
    let weak = doubtful.into_iter().filter_map(|target| {
        // what those nearest to it do not show may be safe when all are looked at
        verify_by_all(feasible, hiding, target, attacker, &mut tables).err()
    });
    weak.collect()
}

/// Secondary suppression at work: what is hidden so far, and what is known to be safe.
pub(super) struct Suppressor<'a> {
    pub(super) problem: &'a Problem,
    pub(super) feasible: &'a FeasibleTable<'a>,
    pub(super) attacker: Attacker,
    pub(super) hiding: Suppression,
    /// With everything hidden that can be.
    everything: Suppression,
    /// What it costs to hide each count: more the more it is worth to a reader.
    costs: Vec<f64>,
    /// For each count that is known to be safe, the unknown counts that show it.
    pub(super) proofs: Vec<Option<Vec<usize>>>,
}

/// How a count can be made safe.
enum Protection {
    /// It is safe, by these unknown counts.
    Safe(Vec<usize>),
    /// Where these are hidden too.
    By(Vec<usize>),
    /// Not by any.
    Nothing,
}

/// The move that shows a count to be safe: the least width of the interval, as a fraction.
#[allow(clippy::cast_precision_loss, reason = "a small whole number")]
const FAR_ENOUGH: f64 = LEAST_WIDTH as f64;

/// The ways to show that a count is safe: by moving it up or down; else by both, where its bounds are near.
const WAYS: [&[f64]; 4] =
    [&[FAR_ENOUGH], &[-FAR_ENOUGH], &[1.0, 1.0 - FAR_ENOUGH], &[FAR_ENOUGH - 1.0, -1.0]];

/// Moves the first count of a component by each of `moves`, at the least cost. Returns the counts that change; `None`
/// where a move is not possible.
fn moved_by(near: &Component, moves: &[f64], least: &[f64], costs: &[f64]) -> Option<Vec<usize>> {
    let tables: Option<Vec<_>> =
        moves.iter().map(|by| moved(near, (0, *by), least, costs)).collect();
    let tables = tables?;
    let differs = |place: &usize| {
        tables.iter().any(|table| (table[*place] - near.table[*place]).abs() > SLACK)
    };
    Some((0..near.table.len()).filter(differs).collect())
}

impl<'a> Suppressor<'a> {
    fn new(
        problem: &'a Problem,
        feasible: &'a FeasibleTable<'a>,
        attacker: Attacker,
        hiding: Suppression,
    ) -> Self {
        let mut costs = vec![1.0; problem.quantities.len()];
        for (place, number) in problem.order.iter().rev().enumerate() {
            costs[*number] = cost(place, problem.order.len());
        }
        for (cost, known) in costs.iter_mut().zip(known_anyway(problem)) {
            if known {
                *cost = HOPELESS;
            }
        }
        let (everything, proofs) = (problem.everything(), vec![None; problem.quantities.len()]);
        Self { problem, feasible, attacker, hiding, everything, costs, proofs }
    }

    /// Hides what helps, for every count that is not safe. What is safe stays so when more is hidden, so each is looked
    /// at until it is safe and never again.
    fn resist(&mut self) -> Result<(), Unprotectable> {
        let quantities = 0..self.problem.quantities.len();
        let mut waiting: Vec<usize> =
            quantities.rev().filter(|of| self.problem.is_target(&self.hiding, *of)).collect();
        while let Some(quantity) = waiting.pop() {
            match self.opening(quantity) {
                Protection::Safe(proof) => self.proofs[quantity] = Some(proof),
                Protection::By(helpers) => {
                    waiting.push(quantity);
                    for helper in helpers {
                        self.hiding.hidden[helper] = true;
                        waiting.push(helper);
                    }
                }
                Protection::Nothing => return Err(Unprotectable),
            }
        }
        Ok(())
    }

    /// Whether a count is safe, or what else must be hidden: the least that lets it be moved far enough, up or down,
    /// with nobody leaving whom somebody may know.
    fn opening(&self, quantity: usize) -> Protection {
        if let Some(proof) = self.moves(quantity) {
            return Protection::Safe(proof);
        }
        let mut best: Option<(f64, Vec<usize>)> = None;
        for most in [NEAR[1], FAR, FARTHEST, usize::MAX] {
            let near = self.feasible.around(&self.everything, quantity, most);
            let cost = |of: &usize| {
                if self.problem.is_unknown(&self.hiding, *of) { 0.0 } else { self.costs[*of] }
            };
            let costs: Vec<f64> = near.unknown.iter().map(cost).collect();
            let least = self.least(&near);
            for moves in WAYS {
                if moves.len() > 1 && best.is_some() {
                    continue;
                }
                let Some(places) = moved_by(&near, moves, &least, &costs) else { continue };
                let number = |place: &usize| near.unknown[*place];
                let opened: Vec<usize> =
                    places.iter().filter(|place| costs[**place] > 0.0).map(number).collect();
                if opened.is_empty() {
                    return Protection::Safe(places.iter().map(number).collect());
                }
                let sum = opened.iter().map(|of| self.costs[*of]).sum();
                if best.as_ref().is_none_or(|(least, _)| sum < *least) {
                    best = Some((sum, opened));
                }
            }
            if near.is_whole || most >= FAR && best.is_some() {
                break;
            }
        }
        if let Some((_, opened)) = best {
            return Protection::By(opened);
        }
        // a count may also lie between one that is lower and one that is higher
        let (feasible, hiding, attacker) = (self.feasible, &self.hiding, self.attacker);
        verify(feasible, hiding, quantity, attacker)
            .or_else(|_| verify_by_all(feasible, hiding, quantity, attacker, &mut Vec::new()))
            .map_or(Protection::Nothing, Protection::Safe)
    }

    /// The least that each count may be: one, where somebody may know a person.
    fn least(&self, near: &Component) -> Vec<f64> {
        let bounds = near.bounds.iter().zip(near.people.iter().zip(&near.table));
        let least = |((low, _), (people, count)): (&(f64, f64), (&bool, &f64))| {
            let is_known = self.attacker == Attacker::Insiders && *people && *count >= 1.0 - SLACK;
            if is_known { low.max(1.0) } else { *low }
        };
        bounds.map(least).collect()
    }

    /// The unknown counts near a count by which it can be moved far enough up; `None` where it cannot, by those.
    fn moves(&self, quantity: usize) -> Option<Vec<usize>> {
        NEAR[..2].iter().find_map(|most| {
            let near = self.feasible.around(&self.hiding, quantity, *most);
            let (least, costs) = (self.least(&near), vec![0.0; near.unknown.len()]);
            let places = moved_by(&near, WAYS[0], &least, &costs)?;
            Some(places.into_iter().map(|place| near.unknown[place]).collect())
        })
    }

    /// Whether a count is safe, as far as is looked: by moving it far enough, or by its bounds.
    pub(super) fn verify(&self, quantity: usize) -> Result<Vec<usize>, UnsafeCount> {
        for most in NEAR {
            let near = self.feasible.around(&self.hiding, quantity, most);
            let (least, costs) = (self.least(&near), vec![0.0; near.unknown.len()]);
            if let Some(places) = moved_by(&near, WAYS[0], &least, &costs) {
                return Ok(places.into_iter().map(|place| near.unknown[place]).collect());
            }
            if near.is_whole {
                break;
            }
        }
        verify(self.feasible, &self.hiding, quantity, self.attacker)
    }
}

/// The cost of hiding a count that follows from others whatever is hidden.
const HOPELESS: f64 = 1000.0;

/// The cost of hiding the count at a place in the order from least to most worth, of so many.
#[allow(clippy::cast_precision_loss, reason = "places lie far below 2^53")]
fn cost(place: usize, of: usize) -> f64 {
    1.0 + place as f64 / of.max(1) as f64
}

//! The unknown counts of a report, in systems small enough to be attacked one by one.
//!
//! Most tables hang together only by totals that are shown, so what is unknown falls apart. Where it does not (a region
//! with its municipalities), a count is looked at with the unknown counts nearest to it first, all others held at what
//! they are in one table that agrees with everything: what can vary even so can vary.
#![allow(
    clippy::float_arithmetic,
    reason = "the table that agrees may come from the solver, in fractions"
)]

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::component::Component;
use super::linear::{any_table, float};
use super::problem::{Equation, Problem, Quantity, Suppression};

/// A problem with one table that agrees with what is shown of it.
pub(crate) struct FeasibleTable<'a> {
    problem: &'a Problem,
    /// The equations in which each count stands.
    equations_of: Vec<Vec<usize>>,
    /// The count of each quantity in the table; what is printed is what it really is.
    table: Vec<f64>,
}

/// The equations in which each count stands.
fn equations_of(problem: &Problem) -> Vec<Vec<usize>> {
    let mut equations_of = vec![Vec::new(); problem.quantities.len()];
    for (index, equation) in problem.equations.iter().enumerate() {
        equation.terms.iter().for_each(|(number, _)| equations_of[*number].push(index));
    }
    equations_of
}

impl<'a> FeasibleTable<'a> {
    /// Looks for a table that agrees with all that is shown; `None` where it contradicts itself.
    pub(crate) fn new(problem: &'a Problem, hiding: &Suppression) -> Option<Self> {
        let equations_of = equations_of(problem);
        let table = problem.quantities.iter().map(|quantity| float(quantity.value)).collect();
        let mut feasible = Self { problem, equations_of, table };
        let mut is_done = vec![false; problem.quantities.len()];
        for number in 0..problem.quantities.len() {
            if is_done[number] || !problem.is_unknown(hiding, number) {
                continue;
            }
            let component = feasible.around(hiding, number, usize::MAX);
            let counts = any_table(&component)?;
            for (unknown, count) in component.unknown.into_iter().zip(counts) {
                (is_done[unknown], feasible.table[unknown]) = (true, count);
            }
        }
        Some(feasible)
    }

    /// A count in the table.
    pub(super) fn count(&self, quantity: usize) -> f64 {
        self.table[quantity]
    }

    /// The table, for another problem over the same counts.
    pub(crate) fn into_table(self) -> Vec<f64> {
        self.table
    }

    /// Takes a table that is said to agree, and checks it against every equation; `None` where it does not agree.
    pub(crate) fn from_table(problem: &'a Problem, table: Vec<f64>) -> Option<Self> {
        let slack = 1e-6;
        let is_possible = |(count, of): (&f64, &Quantity)| {
            let most = of.high.map_or(f64::INFINITY, float);
            let is_as_printed = !of.printed || (count - float(of.value)).abs() <= slack;
            *count >= float(of.low) - slack && *count <= most + slack && is_as_printed
        };
        let agrees = |equation: &Equation| {
            let terms = equation.terms.iter().map(|(of, factor)| table[*of] * float(*factor));
            let (sum, total) = (terms.sum::<f64>(), float(equation.total));
            (sum - total).abs() <= slack * (1.0 + total.abs())
        };
        let is_table = table.len() == problem.quantities.len()
            && table.iter().zip(&problem.quantities).all(is_possible)
            && problem.equations.iter().all(agrees);
        is_table.then(|| Self { problem, equations_of: equations_of(problem), table })
    }

    /// Tables of a component as tables of all counts: outside of it they are as in the table at hand.
    pub(crate) fn beyond(&self, component: &Component, tables: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let whole = |part: &Vec<f64>| {
            let mut table = self.table.clone();
            component.unknown.iter().zip(part).for_each(|(of, count)| table[*of] = *count);
            table
        };
        tables.iter().map(whole).collect()
    }

    /// The component of a count: it, and at most `most` of the unknown counts nearest to it, those with most people first.
    pub(crate) fn around(&self, hiding: &Suppression, quantity: usize, most: usize) -> Component {
        let mut place: BTreeMap<usize, usize> = BTreeMap::from([(quantity, 0)]);
        let mut unknown = vec![quantity];
        let mut waiting = VecDeque::from([quantity]);
        let mut is_whole = true;
        while let Some(number) = waiting.pop_front() {
            for &equation in &self.equations_of[number] {
                let terms = self.problem.equations[equation].terms.iter().map(|(of, _)| *of);
                let is_new =
                    |of: &usize| self.problem.is_unknown(hiding, *of) && !place.contains_key(of);
                let mut near: Vec<usize> = terms.filter(is_new).collect();
                near.sort_by(|left, right| {
                    self.table[*right].total_cmp(&self.table[*left]).then(left.cmp(right))
                });
                for next in near {
                    if unknown.len() >= most {
                        is_whole = false;
                        break;
                    }
                    place.insert(next, unknown.len());
                    unknown.push(next);
                    waiting.push_back(next);
                }
            }
        }
        let equations = self.equations(&unknown, &place);
        let table = unknown.iter().map(|number| self.table[*number]).collect();
        let of = |number: &usize| self.problem.quantities[*number];
        let people = unknown.iter().map(|number| of(number).people).collect();
        let bounds = unknown.iter().map(|number| {
            let (low, high) = (of(number).low, of(number).high);
            (float(low), high.map_or(f64::INFINITY, float))
        });
        let bounds = bounds.collect();
        Component { unknown, equations, table, people, bounds, is_whole }
    }

    fn equations(
        &self,
        unknown: &[usize],
        place: &BTreeMap<usize, usize>,
    ) -> Vec<(Vec<(usize, i64)>, f64)> {
        let mut touched: Vec<usize> =
            unknown.iter().flat_map(|number| self.equations_of[*number].iter().copied()).collect();
        touched.sort_unstable();
        touched.dedup();
        let reduce = |index: usize| {
            let equation = &self.problem.equations[index];
            let mut terms = Vec::new();
            let mut total = float(equation.total);
            for (number, factor) in &equation.terms {
                match place.get(number) {
                    Some(place) => terms.push((*place, *factor)),
                    None => total -= float(*factor) * self.table[*number],
                }
            }
            (terms, total)
        };
        touched.into_iter().map(reduce).collect()
    }

    /// The counts that stand in an equation with this one.
    pub(crate) fn beside(&self, quantity: usize) -> BTreeSet<usize> {
        let equations = self.equations_of[quantity].iter();
        equations.flat_map(|of| &self.problem.equations[*of].terms).map(|(of, _)| *of).collect()
    }
}

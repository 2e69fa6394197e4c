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

use super::linear::{any_table, float};
use super::problem::{Equation, Hiding, Problem};

/// Unknown counts that equations tie together.
#[derive(Debug, Clone)]
pub(crate) struct Component {
    /// The counts by their number in the problem.
    pub(crate) unknown: Vec<usize>,
    /// The equations between them; a count is named by its place in `unknown`, and what is held is taken out.
    pub(crate) equations: Vec<(Vec<(usize, i64)>, f64)>,
    /// What the counts are in one table that agrees with everything.
    pub(crate) table: Vec<f64>,
    /// In which of them somebody can be known to be.
    pub(crate) people: Vec<bool>,
    /// Whether nothing unknown outside hangs together with them.
    pub(crate) is_whole: bool,
}

impl Component {
    /// Tables of all counts as tables of the component.
    pub(crate) fn within(&self, tables: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let part = |table: &Vec<f64>| self.unknown.iter().map(|of| table[*of]).collect();
        tables.iter().map(part).collect()
    }

    /// The place of a count.
    pub(crate) fn place(&self, quantity: usize) -> Option<usize> {
        self.unknown.iter().position(|of| *of == quantity)
    }
}

/// A problem with one table that agrees with what is shown of it.
pub(crate) struct Ground<'a> {
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

impl<'a> Ground<'a> {
    /// Looks for a table that agrees with all that is shown; `None` where it contradicts itself.
    pub(crate) fn new(problem: &'a Problem, hiding: &Hiding) -> Option<Self> {
        let equations_of = equations_of(problem);
        let table = problem.quantities.iter().map(|quantity| float(quantity.value)).collect();
        let mut ground = Self { problem, equations_of, table };
        let mut is_done = vec![false; problem.quantities.len()];
        for number in 0..problem.quantities.len() {
            if is_done[number] || !problem.is_unknown(hiding, number) {
                continue;
            }
            let component = ground.around(hiding, number, usize::MAX);
            let counts = any_table(&component)?;
            for (unknown, count) in component.unknown.into_iter().zip(counts) {
                (is_done[unknown], ground.table[unknown]) = (true, count);
            }
        }
        Some(ground)
    }

    /// A table that is said to agree; `None` where it does not. It need not be trusted: it is held against every equation.
    pub(crate) fn of_table(problem: &'a Problem, table: &[i64]) -> Option<Self> {
        let sum = |terms: &[(usize, i64)]| -> Option<i64> {
            terms.iter().map(|(of, factor)| table.get(*of)?.checked_mul(*factor)).sum()
        };
        let agrees = |of: &Equation| sum(&of.terms) == Some(of.total);
        let is_table =
            table.iter().all(|count| *count >= 0) && problem.equations.iter().all(agrees);
        let table = table.iter().map(|count| float(*count)).collect();
        is_table.then(|| Self { problem, equations_of: equations_of(problem), table })
    }

    /// The count of each quantity in the table.
    pub(super) fn table(&self) -> &[f64] {
        &self.table
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

    /// A count with so many of the unknown counts nearest to it, those with most people first.
    pub(crate) fn around(&self, hiding: &Hiding, quantity: usize, most: usize) -> Component {
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
        let people = unknown.iter().map(|number| self.problem.quantities[*number].people).collect();
        Component { unknown, equations, table, people, is_whole }
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

    /// The shown counts that stand in an equation with one of these; what is worth least first.
    pub(crate) fn neighbours(&self, hiding: &Hiding, unknown: &[usize]) -> Vec<usize> {
        let mut near = vec![false; self.problem.quantities.len()];
        for equation in unknown.iter().flat_map(|number| &self.equations_of[*number]) {
            self.problem.equations[*equation].terms.iter().for_each(|(of, _)| near[*of] = true);
        }
        let is_candidate = |of: &usize| {
            let quantity = self.problem.quantities[*of];
            near[*of] && !hiding.hidden[*of] && !quantity.released
        };
        self.problem.order.iter().rev().copied().filter(is_candidate).collect()
    }
}

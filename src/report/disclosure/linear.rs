//! The one place that solves linear programs: the lowest or highest value of a count, over all tables of counts of
//! nought or more that agree with what is shown.
//!
//! Source: the attacker of sdcTable (`attack()`) and of τ-ARGUS, and the ESSnet Handbook on Statistical Disclosure
//! Control, 2nd ed., 4.3. Tables of fractions are allowed, so the range found holds every range of whole numbers.
#![allow(
    clippy::float_arithmetic,
    reason = "the solver works in floating point; ranges are rounded inwards"
)]

use microlp::OptimizationDirection::{self, Maximize};
use microlp::{ComparisonOp, Error, Problem, SolveOutcome, Variable};

use super::component::Component;
use super::problem::LEAST_WIDTH;

/// How far a number of the solver may be off.
pub(super) const SLACK: f64 = 1e-6;

/// A table that agrees with what is shown: a number for each unknown count of a component.
pub(super) type Witness = Vec<f64>;

/// What there is at the end of a direction.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Extreme {
    /// A table with the lowest or highest value.
    At(Witness),
    /// There is no highest value.
    Unbounded,
    /// No table agrees.
    Nowhere,
    /// The solver gave up: nothing is known, and so nothing is safe.
    Unsolved,
}

/// A table that agrees, from which moves both up and down are likely to be found; `None` where there is none, or none is
/// found.
pub(super) fn any_table(component: &Component) -> Option<Witness> {
    if let ([_], [(terms, total), ..]) =
        (component.unknown.as_slice(), component.equations.as_slice())
    {
        // one count in one equation is what it must be
        let factor = terms.first().map_or(0, |(_, factor)| *factor);
        let table = vec![total / float(factor)];
        let least = [0.0];
        return agrees(component, &table, &least).then_some(table);
    }
    if component.equations.is_empty() {
        return Some(vec![0.0; component.unknown.len()]);
    }
    let everywhere: Vec<usize> = (0..component.unknown.len()).collect();
    peopled(component, &everywhere, LEAST_WIDTH + 1)
}

/// A table that agrees, with people in as many of these counts as can be, up to so many in each.
pub(super) fn peopled(component: &Component, counts: &[usize], most: i64) -> Option<Witness> {
    let mut program = Problem::new(Maximize);
    let variables: Vec<_> =
        component.unknown.iter().map(|_| program.add_var(0.0, (0.0, f64::INFINITY))).collect();
    for count in counts {
        let people = program.add_var(1.0, (0.0, float(most)));
        program.add_constraint([(people, 1.0), (variables[*count], -1.0)], ComparisonOp::Le, 0.0);
    }
    constrain(&mut program, component, &variables);
    match solved(component, &program, &variables, &vec![0.0; variables.len()]) {
        Extreme::At(table) => Some(table),
        Extreme::Unbounded | Extreme::Nowhere | Extreme::Unsolved => None,
    }
}

/// Looks for the lowest or highest value of one count, where each count is at least what an attacker knows it to be.
pub(super) fn extreme(
    component: &Component,
    target: usize,
    direction: OptimizationDirection,
    least: &[f64],
) -> Extreme {
    let mut program = Problem::new(direction);
    let variables: Vec<_> = least
        .iter()
        .enumerate()
        .map(|(place, least)| {
            let objective = if place == target { 1.0 } else { 0.0 };
            program.add_var(objective, (*least, f64::INFINITY))
        })
        .collect();
    constrain(&mut program, component, &variables);
    solved(component, &program, &variables, least)
}

fn constrain(program: &mut Problem, component: &Component, variables: &[Variable]) {
    for (terms, total) in &component.equations {
        let terms = terms.iter().map(|(place, factor)| (variables[*place], float(*factor)));
        program.add_constraint(terms.collect::<Vec<_>>(), ComparisonOp::Eq, *total);
    }
}

fn solved(
    component: &Component,
    program: &Problem,
    variables: &[Variable],
    least: &[f64],
) -> Extreme {
    match program.solve() {
        Ok(SolveOutcome::Solution(solution)) => {
            let witness: Witness =
                variables.iter().map(|variable| solution.var_value(*variable)).collect();
            if agrees(component, &witness, least) {
                Extreme::At(witness)
            } else {
                Extreme::Unsolved
            }
        }
        Err(Error::Unbounded) => Extreme::Unbounded,
        Err(Error::Infeasible) => Extreme::Nowhere,
        Ok(SolveOutcome::Interrupted(_)) | Err(_) => Extreme::Unsolved,
    }
}

/// Whether a table really agrees: a solver is believed only where its answer adds up.
fn agrees(component: &Component, witness: &[f64], least: &[f64]) -> bool {
    let adds_up = |(terms, total): &(Vec<(usize, i64)>, f64)| {
        let sum: f64 = terms.iter().map(|(place, factor)| witness[*place] * float(*factor)).sum();
        (sum - total).abs() <= SLACK * (1.0 + total.abs())
    };
    witness.iter().zip(least).all(|(count, least)| *count >= least - SLACK)
        && component.equations.iter().all(adds_up)
}

/// The lowest and highest whole number between two numbers of the solver.
pub(super) fn inwards(low: f64, high: f64) -> (i64, i64) {
    (whole((low - SLACK).ceil()), whole((high + SLACK).floor()))
}

#[allow(clippy::cast_precision_loss, reason = "counts and factors lie far below 2^53")]
pub(super) const fn float(number: i64) -> f64 {
    number as f64
}

#[allow(clippy::cast_possible_truncation, reason = "rounded before; too large saturates")]
pub(super) const fn whole(number: f64) -> i64 {
    number as i64
}

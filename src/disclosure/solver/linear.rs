//! The one place that solves linear programs: the lowest or highest value of a count, over all tables of counts
//! within their bounds that agree with what is shown.
//!
//! Source: the attacker of sdcTable (`attack()`) and of τ-ARGUS, and the ESSnet Handbook on Statistical Disclosure
//! Control, 2nd ed., 4.3. Tables of fractions are allowed, so the range found holds every range of whole numbers.
#![allow(
    clippy::float_arithmetic,
    reason = "the solver works in floating point; ranges are rounded inwards"
)]

use microlp::OptimizationDirection::{self, Maximize, Minimize};
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
        let least = component.bounds.iter().map(|(low, _)| *low).collect::<Vec<_>>();
        return agrees(component, &table, &least).then_some(table);
    }
    if component.equations.is_empty() {
        return Some(component.bounds.iter().map(|(low, _)| *low).collect());
    }
    let everywhere: Vec<usize> = (0..component.unknown.len()).collect();
    peopled(component, &everywhere, LEAST_WIDTH + 1)
}

/// A table that agrees, with people in as many of these counts as can be, up to so many in each.
fn peopled(component: &Component, counts: &[usize], most: i64) -> Option<Witness> {
    let mut program = Problem::new(Maximize);
    let variables: Vec<_> =
        component.bounds.iter().map(|bounds| program.add_var(0.0, *bounds)).collect();
    for count in counts {
        let people = program.add_var(1.0, (0.0, float(most)));
        program.add_constraint([(people, 1.0), (variables[*count], -1.0)], ComparisonOp::Le, 0.0);
    }
    constrain(&mut program, component, &variables);
    let least: Vec<f64> = component.bounds.iter().map(|(low, _)| *low).collect();
    match solved(component, &program, &variables, &least) {
        Extreme::At(table) => Some(table),
        Extreme::Unbounded | Extreme::Nowhere | Extreme::Unsolved => None,
    }
}

/// Looks for the lowest or highest value of one count, or of several together, where each count is at least what an
/// attacker knows it to be.
pub(super) fn extreme(
    component: &Component,
    targets: &[usize],
    direction: OptimizationDirection,
    least: &[f64],
) -> Extreme {
    let mut program = Problem::new(direction);
    let variables: Vec<_> = least
        .iter()
        .zip(&component.bounds)
        .enumerate()
        .map(|(place, (least, (low, high)))| {
            let objective = if targets.contains(&place) { 1.0 } else { 0.0 };
            let low = least.max(*low);
            program.add_var(objective, (low, high.max(low)))
        })
        .collect();
    constrain(&mut program, component, &variables);
    solved(component, &program, &variables, least)
}

/// A table in which one count is higher (or lower) by so much and people stay where somebody may know them, at the least cost:
/// `costs` are paid for each one by which a count differs from the table at hand, and nothing for those that cost
/// nothing. `None` where there is none.
pub(super) fn moved(
    component: &Component,
    (target, by): (usize, f64),
    least: &[f64],
    costs: &[f64],
) -> Option<Witness> {
    let mut program = Problem::new(Minimize);
    let mut variables = Vec::new();
    for (place, count) in component.table.iter().enumerate() {
        let (low, high) = component.bounds[place];
        let (mut low, mut high) = (low.max(least[place]), high.max(least[place]));
        if place == target && by > 0.0 {
            low = low.max(count + by);
        } else if place == target {
            high = high.min(count + by);
        }
        if low > high {
            return None;
        }
        let variable = program.add_var(0.0, (low, high));
        if costs[place] > 0.0 {
            let more = program.add_var(costs[place], (0.0, f64::INFINITY));
            let less = program.add_var(costs[place], (0.0, f64::INFINITY));
            let terms = [(variable, 1.0), (more, -1.0), (less, 1.0)];
            program.add_constraint(terms, ComparisonOp::Eq, *count);
        }
        variables.push(variable);
    }
    constrain(&mut program, component, &variables);
    match solved(component, &program, &variables, least) {
        Extreme::At(table) => Some(table),
        Extreme::Unbounded | Extreme::Nowhere | Extreme::Unsolved => None,
    }
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
    let is_possible = |(count, (least, (_, high))): (&f64, (&f64, &(f64, f64)))| {
        *count >= least - SLACK && *count <= high.max(*least) + SLACK
    };
    witness.iter().zip(least.iter().zip(&component.bounds)).all(is_possible)
        && component.equations.iter().all(adds_up)
}

/// The lowest and highest whole number between two numbers of the solver.
pub(super) fn inwards(low: f64, high: f64) -> (i64, i64) {
    (whole((low - SLACK).ceil()), whole((high + SLACK).floor()))
}

#[allow(clippy::cast_precision_loss, reason = "counts and factors lie far below 2^53")]
pub(crate) const fn float(number: i64) -> f64 {
    number as f64
}

#[allow(clippy::cast_possible_truncation, reason = "rounded before; too large saturates")]
pub(super) const fn whole(number: f64) -> i64 {
    number as i64
}

//! Secondary suppression: what else must be hidden so that nothing of what a rule names can be found out.
//!
//! Three steps: elimination, which keeps hidden counts from following exactly; the attacker, against whom the
//! smallest counts that help are hidden; pruning, which shows again what need not be hidden. The sequence is that of
//! τ-ARGUS and sdcTable for linked tables, with all tables of a run as one problem.

use super::attacker::{Against, Weak, interval, weak};
use super::component::{Component, component_of, components};
use super::elimination::eliminate;
use super::problem::{Hiding, Problem};
use super::pruning::prune;

/// The steps of the pass. Leaving one out is for the tests, which show that each is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Steps {
    /// Hide until nothing hidden is a linear combination of what is shown.
    pub(crate) elimination: bool,
    /// Hide until nothing hidden can be narrowed down.
    pub(crate) attack: bool,
    /// Likewise for attackers who know one person.
    pub(crate) insiders: bool,
    /// Show again what need not be hidden.
    pub(crate) pruning: bool,
}

impl Steps {
    /// All of them.
    pub(crate) const ALL: Self =
        Self { elimination: true, attack: true, insiders: true, pruning: true };

    /// Whom the pass protects against.
    pub(super) const fn against(self) -> Against {
        if self.insiders { Against::Insiders } else { Against::Outsiders }
    }
}

/// Something that a rule names can be found out, and nothing is left to hide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unprotectable(pub(crate) Weak);

/// Hides what must be hidden.
///
/// # Errors
/// Where a count can be found out whatever is hidden: from what was published before.
pub(crate) fn protect(problem: &Problem, steps: Steps) -> Result<Hiding, Unprotectable> {
    let mut hiding = if steps.elimination { eliminate(problem) } else { problem.primaries() };
    if steps.attack {
        resist(problem, steps.against(), &mut hiding)?;
        if steps.pruning {
            prune(problem, steps.against(), &mut hiding);
        }
    }
    Ok(hiding)
}

/// The counts that are not safe, over the whole report.
pub(crate) fn weak_counts(problem: &Problem, hiding: &Hiding, against: Against) -> Vec<Weak> {
    let all = components(problem, hiding);
    all.iter().flat_map(|component| weak_in(problem, hiding, component, against)).collect()
}

/// The counts of a component that are not safe.
pub(super) fn weak_in(
    problem: &Problem,
    hiding: &Hiding,
    component: &Component,
    against: Against,
) -> Vec<Weak> {
    let places = 0..component.unknown.len();
    let targets: Vec<usize> =
        places.filter(|place| problem.is_target(hiding, component.unknown[*place])).collect();
    if targets.is_empty() { Vec::new() } else { weak(component, &targets, against) }
}

/// Hides, weakest count first, the smallest count that helps, until every count is safe.
fn resist(problem: &Problem, against: Against, hiding: &mut Hiding) -> Result<(), Unprotectable> {
    let mut waiting = components(problem, hiding);
    while let Some(component) = waiting.pop() {
        let weak = weak_in(problem, hiding, &component, against);
        let Some(weakest) =
            weak.into_iter().min_by_key(|weak| (weak.interval.width(), weak.quantity))
        else {
            continue;
        };
        let helper = helper(problem, hiding, &component, &weakest);
        let helper = helper.ok_or(Unprotectable(weakest))?;
        hiding.hidden[helper] = true;
        // the helper joins components: those that it joins are looked at as the new one
        if let Some(joined) = component_of(problem, hiding, helper) {
            waiting.retain(|other| !joined.unknown.contains(&other.unknown[0]));
            waiting.push(joined);
        }
    }
    Ok(())
}

/// The count to hide for a weak one: the one of least worth that makes it safe, else the one that helps most.
fn helper(problem: &Problem, hiding: &Hiding, component: &Component, weak: &Weak) -> Option<usize> {
    let candidates = neighbours(problem, hiding, component);
    let mut best: Option<(i64, usize)> = None;
    for &candidate in &candidates {
        let mut tried = hiding.clone();
        tried.hidden[candidate] = true;
        let Some(joined) = component_of(problem, &tried, weak.quantity) else { continue };
        let place = |quantity| joined.unknown.iter().position(|of| *of == quantity);
        let (Some(target), insider) = (place(weak.quantity), weak.insider.and_then(place)) else {
            continue;
        };
        let Some(found) = interval(&joined, target, insider) else { continue };
        if found.is_wide() {
            return Some(candidate);
        }
        let width = found.width().unwrap_or(i64::MAX);
        if best.is_none_or(|(most, _)| width > most) {
            best = Some((width, candidate));
        }
    }
    let helps = best.filter(|(width, _)| Some(*width) > weak.interval.width());
    // where no single one helps, two may: the one of least worth that is not nought goes first
    let first = candidates.iter().find(|of| problem.quantities[**of].value > 0);
    helps.map(|(_, candidate)| candidate).or_else(|| first.or(candidates.first()).copied())
}

/// The shown counts that stand in an equation with an unknown count of a component; what is worth least first.
fn neighbours(problem: &Problem, hiding: &Hiding, component: &Component) -> Vec<usize> {
    let mut near = vec![false; problem.quantities.len()];
    let mut inside = vec![false; problem.quantities.len()];
    component.unknown.iter().for_each(|of| inside[*of] = true);
    for equation in &problem.equations {
        if equation.terms.iter().any(|(of, _)| inside[*of]) {
            equation.terms.iter().for_each(|(of, _)| near[*of] = true);
        }
    }
    let is_candidate =
        |of: &usize| near[*of] && !hiding.hidden[*of] && !problem.quantities[*of].released;
    problem.order.iter().rev().copied().filter(is_candidate).collect()
}

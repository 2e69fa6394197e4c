//! Pruning: what was hidden on the way and turns out not to be needed is shown again, what is worth most first.

use super::attacker::Against;
use super::component::{component_of, components};
use super::problem::{Hiding, Problem};
use super::protect::weak_in;

/// Shows every count again that is hidden for the sake of others and without which they stay safe.
pub(super) fn prune(problem: &Problem, against: Against, hiding: &mut Hiding) {
    for &number in &problem.order {
        let quantity = problem.quantities[number];
        if !hiding.hidden[number] || quantity.primary {
            continue;
        }
        let Some(before) = component_of(problem, hiding, number) else { continue };
        hiding.hidden[number] = false;
        // what hung together with it may now fall apart
        let after = components(problem, hiding);
        let mut touched =
            after.iter().filter(|component| before.unknown.contains(&component.unknown[0]));
        if touched.any(|component| !weak_in(problem, hiding, component, against).is_empty()) {
            hiding.hidden[number] = true;
        }
    }
}

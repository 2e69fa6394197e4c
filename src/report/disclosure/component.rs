//! The unknown counts of a report in groups that have nothing to do with each other.
//!
//! Most tables hang together only by totals that are shown; what is unknown falls apart into small systems, and an
//! attack on one count looks at its own system only.

use super::problem::{Hiding, Problem};

/// Unknown counts that equations tie together.
#[derive(Debug, Clone)]
pub(crate) struct Component {
    /// The counts by their number in the problem.
    pub(crate) unknown: Vec<usize>,
    /// The equations between them; a count is named by its place in `unknown`, and what is shown is taken out.
    pub(crate) equations: Vec<(Vec<(usize, i64)>, i64)>,
}

/// The groups of unknown counts, for a reader of what is shown.
pub(crate) fn components(problem: &Problem, hiding: &Hiding) -> Vec<Component> {
    let reduced = without_shown(problem, hiding);
    let mut leader: Vec<usize> = (0..problem.quantities.len()).collect();
    for (terms, _) in &reduced {
        for pair in terms.windows(2) {
            let (left, right) = (find(&mut leader, pair[0].0), find(&mut leader, pair[1].0));
            leader[left.max(right)] = left.min(right);
        }
    }
    let mut component_of = vec![None; problem.quantities.len()];
    let mut place = vec![0; problem.quantities.len()];
    let mut components: Vec<Component> = Vec::new();
    for number in 0..problem.quantities.len() {
        if !problem.is_unknown(hiding, number) {
            continue;
        }
        let first = find(&mut leader, number);
        let index = *component_of[first].get_or_insert_with(|| {
            components.push(Component { unknown: Vec::new(), equations: Vec::new() });
            components.len() - 1
        });
        place[number] = components[index].unknown.len();
        components[index].unknown.push(number);
    }
    for (terms, total) in reduced {
        let Some(index) =
            terms.first().and_then(|(first, _)| component_of[find(&mut leader, *first)])
        else {
            continue;
        };
        let terms = terms.into_iter().map(|(number, factor)| (place[number], factor)).collect();
        components[index].equations.push((terms, total));
    }
    components
}

/// The component of one count.
pub(crate) fn component_of(
    problem: &Problem,
    hiding: &Hiding,
    quantity: usize,
) -> Option<Component> {
    let mut components = components(problem, hiding).into_iter();
    components.find(|component| component.unknown.contains(&quantity))
}

/// The equations with everything that is shown filled in.
fn without_shown(problem: &Problem, hiding: &Hiding) -> Vec<(Vec<(usize, i64)>, i64)> {
    let reduce = |equation: &super::problem::Equation| {
        let (unknown, shown): (Vec<_>, Vec<_>) =
            equation.terms.iter().partition(|(number, _)| problem.is_unknown(hiding, *number));
        let known: i64 =
            shown.iter().map(|(number, factor)| factor * problem.quantities[*number].value).sum();
        (unknown, equation.total - known)
    };
    problem.equations.iter().map(reduce).filter(|(terms, _)| !terms.is_empty()).collect()
}

fn find(leader: &mut [usize], mut number: usize) -> usize {
    while leader[number] != number {
        leader[number] = leader[leader[number]];
        number = leader[number];
    }
    number
}

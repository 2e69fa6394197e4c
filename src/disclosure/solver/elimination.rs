//! Gaussian elimination: hide until no hidden count is a linear combination of what is shown.
//!
//! Source: Ø. Langsrud, "Secondary cell suppression by Gaussian elimination: an algorithm suitable for handling issues
//! with zeros and singletons" (PSD 2024), the method of the R package GaussSuppression. Counts are gone through by
//! their worth; each is shown unless a count that must stay hidden would then follow from the shown ones.
//!
//! Arithmetic is exact modulo the prime 2^61 − 1. A combination that exists among fractions exists modulo the prime
//! too, unless the prime divides one of its denominators; those are minors of a matrix of small whole numbers, and the
//! attacker, who comes next, would find such a count pinned. A combination that exists only modulo the prime hides a
//! count too many, which harms nobody.

use std::collections::BTreeMap;

use super::problem::{Problem, Suppression};

const PRIME: u64 = (1 << 61) - 1;

/// A linear form over counts: factors modulo the prime, by the number of the count; none is 0.
type Form = BTreeMap<usize, u64>;

/// Shows what may be shown; everything else that is printed stays hidden.
pub(crate) fn eliminate(problem: &Problem) -> Suppression {
    let mut hiding = problem.everything();
    let mut known = Known::anyway(problem);
    let primaries = (0..problem.quantities.len()).filter(|of| problem.quantities[*of].primary);
    let mut secrets: Vec<Form> = primaries
        .map(|primary| known.rest_of(one(primary)))
        .filter(|rest| !rest.is_empty()) // what is known already cannot be protected any more
        .collect();
    for &number in &problem.order {
        if problem.quantities[number].primary || !hiding.hidden[number] {
            continue;
        }
        let news = known.rest_of(one(number));
        if secrets.iter().any(|secret| is_multiple(secret, &news)) {
            continue;
        }
        hiding.hidden[number] = false;
        if let Some(pivot) = known.learn(news.clone()) {
            for secret in &mut secrets {
                subtract(secret, &news, pivot);
            }
        }
    }
    hiding
}

/// Which counts follow from the equations and from what was published before, whatever is hidden.
pub(crate) fn known_anyway(problem: &Problem) -> Vec<bool> {
    let known = Known::anyway(problem);
    (0..problem.quantities.len()).map(|number| known.rest_of(one(number)).is_empty()).collect()
}

/// What a reader knows, as linear forms; each has a count of its own, its pivot, that no later form holds.
struct Known {
    forms: Vec<(usize, Form)>,
    /// The form of which a count is the pivot.
    of_pivot: Vec<Option<usize>>,
}

impl Known {
    fn new(quantities: usize) -> Self {
        Self { forms: Vec::new(), of_pivot: vec![None; quantities] }
    }

    /// What a reader knows before anything is shown.
    fn anyway(problem: &Problem) -> Self {
        let mut known = Self::new(problem.quantities.len());
        for equation in &problem.equations {
            let factors = equation.terms.iter().filter(|(_, factor)| *factor != 0);
            let form = factors.map(|(quantity, factor)| (*quantity, residue(*factor))).collect();
            known.learn(known.rest_of(form));
        }
        for (number, quantity) in problem.quantities.iter().enumerate() {
            if quantity.released {
                known.learn(known.rest_of(one(number)));
            }
        }
        known
    }

    /// What of a form does not follow from what is known: without pivots, and so the only one of its kind.
    fn rest_of(&self, mut form: Form) -> Form {
        // the earliest form first: a later one holds no earlier pivot, so none comes back
        while let Some(index) = form.keys().filter_map(|quantity| self.of_pivot[*quantity]).min() {
            let (pivot, known) = &self.forms[index];
            subtract(&mut form, known, *pivot);
        }
        form
    }

    /// Adds what was left of a form, and returns its pivot; nothing is learnt from an empty one.
    fn learn(&mut self, rest: Form) -> Option<usize> {
        let (&pivot, _) = rest.last_key_value()?;
        self.of_pivot[pivot] = Some(self.forms.len());
        self.forms.push((pivot, rest));
        Some(pivot)
    }
}

fn one(quantity: usize) -> Form {
    Form::from([(quantity, 1)])
}

/// Takes away the multiple of another form that leaves nothing of the pivot.
fn subtract(form: &mut Form, other: &Form, pivot: usize) {
    let (Some(&mine), Some(&theirs)) = (form.get(&pivot), other.get(&pivot)) else { return };
    let times = multiply(mine, inverse(theirs));
    for (&quantity, &factor) in other {
        let less = multiply(times, factor);
        let entry = form.entry(quantity).or_insert(0);
        *entry = (*entry + PRIME - less) % PRIME;
        if *entry == 0 {
            form.remove(&quantity);
        }
    }
}

/// Whether one form is a multiple of another, which is not empty.
fn is_multiple(form: &Form, other: &Form) -> bool {
    let (Some((first, mine)), Some((also, theirs))) =
        (form.first_key_value(), other.first_key_value())
    else {
        return false;
    };
    if first != also || form.len() != other.len() {
        return false;
    }
    let times = multiply(*mine, inverse(*theirs));
    form.iter()
        .zip(other)
        .all(|(mine, theirs)| mine.0 == theirs.0 && *mine.1 == multiply(times, *theirs.1))
}

/// A whole number modulo the prime.
fn residue(number: i64) -> u64 {
    let size = number.unsigned_abs() % PRIME;
    if number < 0 { (PRIME - size) % PRIME } else { size }
}

fn multiply(left: u64, right: u64) -> u64 {
    let product = u128::from(left) * u128::from(right) % u128::from(PRIME);
    u64::try_from(product).unwrap_or(0) // never: it is below the prime
}

/// The number whose product with this one is 1 (Fermat: the power prime − 2).
fn inverse(number: u64) -> u64 {
    let (mut result, mut base, mut exponent) = (1, number, PRIME - 2);
    if number == 1 {
        return 1;
    }
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = multiply(result, base);
        }
        base = multiply(base, base);
        exponent /= 2;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_modulo_the_prime_have_inverses() {
        for number in [1, 2, 3, 12, 1 << 40, PRIME - 1] {
            assert_eq!(multiply(number, inverse(number)), 1);
        }
        assert_eq!(residue(-1), PRIME - 1);
        assert_eq!(residue(0), 0);
    }

    #[test]
    fn a_form_that_follows_from_others_has_no_rest() {
        let mut known = Known::new(4);
        for form in [[(0, 1), (1, 1)], [(1, 1), (2, 1)]] {
            known.learn(known.rest_of(Form::from(form)));
        }
        assert!(known.rest_of(Form::from([(0, 1), (2, PRIME - 1)])).is_empty());
        assert!(!known.rest_of(one(0)).is_empty());
        assert!(!known.rest_of(Form::from([(0, 1), (3, 1)])).is_empty());
    }
}

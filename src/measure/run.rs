//! One pass over a dataset: all its cases, then all its persons, then its payments, into whatever counts.

use rayon::prelude::*;

use super::cases::{Cases, Repeats};
use super::context::Context;
use super::fact::Sink;
use super::payments;
use super::persons::Persons;
use super::quality::OddUnits;
use super::tally::Tally;

/// Counts facts in parts of the data, which are then put together in any order.
pub(crate) trait Counts: Sink + Send {
    /// The sums of two counts of parts of the data.
    #[must_use]
    fn and(self, other: Self) -> Self;

    /// Whether nothing but benefits is counted, so that persons need not be visited.
    fn only_benefits(&self) -> bool {
        false
    }
}

impl Counts for Tally<'_> {
    fn and(self, other: Self) -> Self {
        self.merged(other)
    }
}

/// What a dataset showed of itself while it was counted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// Benefit rows that are the same row again, or contradict another.
    pub(crate) repeats: Repeats,
    /// What is odd in cases and persons.
    pub(crate) odd: OddUnits,
}

impl Seen {
    fn and(self, other: &Self) -> Self {
        Self { repeats: self.repeats.and(&other.repeats), odd: self.odd.and(other.odd) }
    }
}

/// Counts one dataset into fresh counters made by `new`, in parallel. Returns the counts and what was found to be odd.
pub(crate) fn measure<C: Counts>(context: &Context<'_>, new: impl Fn() -> C + Sync) -> (C, Seen) {
    let both =
        |(left, seen): (C, Seen), (right, more): (C, Seen)| (left.and(right), seen.and(&more));
    let none = || (new(), Seen::default());
    let cases = Cases::gather(context);
    let visit = |(mut counts, mut seen): (C, Seen), part| {
        let repeats = cases.visit(context, part, &mut seen.odd, &mut counts);
        seen.repeats = seen.repeats.and(&repeats);
        (counts, seen)
    };
    let of_cases = if cases.is_small() {
        (0..cases.parts()).fold(none(), visit)
    } else {
        (0..cases.parts()).into_par_iter().fold(none, visit).reduce(none, both)
    };
    drop(cases);
    if of_cases.0.only_benefits() {
        return of_cases;
    }
    let persons = Persons::of(context);
    let visit = |(mut counts, mut seen): (C, Seen), part| {
        persons.visit(context, part, &mut seen.odd, &mut counts);
        (counts, seen)
    };
    let mut of_persons = if persons.parts() == 1 {
        visit(none(), 0)
    } else {
        (0..persons.parts()).into_par_iter().fold(none, visit).reduce(none, both)
    };
    payments::visit(context, &mut of_persons.0);
    both(of_cases, of_persons)
}

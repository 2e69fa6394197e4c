//! One pass over a dataset: all its cases, then all its persons, then its payments, into whatever counts.

use rayon::prelude::*;

use super::cases::Cases;
use super::fact::Sink;
use super::payments;
use super::persons::Persons;
use super::tally::Tally;
use super::unit::Context;

/// Counts facts in parts of the data, which are then put together in any order.
pub(crate) trait Counts: Sink + Send {
    /// Both counts together.
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

/// Counts one dataset, from `new` on. Returns the counts and how many benefit rows are the same row again.
pub(crate) fn measure<C: Counts>(context: &Context<'_>, new: impl Fn() -> C + Sync) -> (C, u64) {
    let cases = Cases::gather(context);
    let visit = |(mut counts, mut identical): (C, u64), part| {
        identical += cases.visit(context, part, &mut counts);
        (counts, identical)
    };
    let merge = |(left, more): (C, u64), (right, again)| (left.and(right), more + again);
    let (of_cases, identical) = if cases.parts() <= 2 {
        (0..cases.parts()).fold((new(), 0), visit)
    } else {
        let parts = (0..cases.parts()).into_par_iter();
        parts.fold(|| (new(), 0), visit).reduce(|| (new(), 0), merge)
    };
    drop(cases);
    if of_cases.only_benefits() {
        return (of_cases, identical);
    }
    let persons = Persons::gather(context);
    let visit = |mut counts: C, part| {
        persons.visit(context, part, &mut counts);
        counts
    };
    let mut of_persons = if persons.parts() == 1 {
        visit(new(), 0)
    } else {
        (0..persons.parts()).into_par_iter().fold(&new, visit).reduce(&new, C::and)
    };
    payments::visit(context, &mut of_persons);
    (of_cases.and(of_persons), identical)
}

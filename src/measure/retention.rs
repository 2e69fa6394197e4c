//! Retention: who stayed off benefits, and who stayed in a job, of those who went to work a year earlier.

use super::dimension::Traits;
use super::fact::{Condition, Fact};
use super::figure::Unit;
use super::persons::Person;
use super::unit::Context;
use super::window::Window;
use super::work;
use crate::period::Day;

const HALF_YEAR: i32 = 182;
const YEAR: i32 = 365;

/// The facts of one person: of the period twelve months before the window.
pub(crate) fn facts(
    context: &Context<'_>,
    person: &Person<'_>,
    window: &Window,
    take: &mut impl FnMut(&Fact<'_>),
) {
    if person.spells.is_empty() {
        return;
    }
    let traits = Traits::default();
    let moment = window.on(window.to);
    let mut state = |condition| {
        take(&Fact { unit: Unit::Persons, condition, weight: 1, traits: &traits, moment });
    };
    if let Some(end) = left_to_work(context, person, window) {
        state(Condition::LeftToWork);
        let back_within = |days| {
            person
                .spells
                .iter()
                .any(|spell| spell.start > end && spell.start <= end.plus_days(days))
        };
        if !back_within(HALF_YEAR) {
            state(Condition::NotReturned6);
        }
        if !back_within(YEAR) {
            state(Condition::NotReturned12);
        }
    }
    let first = work::counted(context, person, window.earlier).iter().map(|job| job.start).min();
    if let Some(first) = first {
        state(Condition::HadWork);
        let employed = |day| person.placements.iter().any(|job| job.runs_on(day));
        if employed(first.plus_days(HALF_YEAR)) {
            state(Condition::StillEmployed6);
        }
        if employed(first.plus_days(YEAR)) {
            state(Condition::StillEmployed12);
        }
    }
}

/// The last day in the earlier period on which a spell of the person ended to work.
fn left_to_work(context: &Context<'_>, person: &Person<'_>, window: &Window) -> Option<Day> {
    let ended = |index: &usize| window.earlier.contains(person.spells[*index].end);
    let to_work = |index: &usize| person.subject(context, *index).to_work;
    let last = (0..person.spells.len()).rev().filter(ended).find(to_work)?;
    Some(person.spells[last].end)
}

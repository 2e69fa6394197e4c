//! Retention: who stayed off benefits, and who stayed in a job, of those who went to work a year earlier.

use super::context::Context;
use super::dimension::Characteristics;
use super::fact::{Basis, Condition, Fact};
use super::person::Person;
use super::spell::Spell;
use super::unit::Unit;
use super::window::Window;
use super::work;
use crate::record::Placement;

/// Days after which somebody has stayed off benefits, or in a job, for half a year.
pub(crate) const HALF_YEAR: i32 = 182;
/// Days after which somebody has stayed off benefits, or in a job, for a year.
pub(crate) const YEAR: i32 = 365;

/// The facts of one person: of the period twelve months before the window.
pub(crate) fn facts<'a>(
    context: &Context<'a>,
    person: &Person<'a>,
    window: &Window,
    take: &mut impl FnMut(&Fact<'_>),
) {
    let ended = |spell: &Spell<'_>| window.earlier.contains(spell.end);
    let started = |job: &Placement| window.earlier.contains(job.start);
    if !person.spells.iter().any(ended) && !person.placements.iter().any(started) {
        return;
    }
    let characteristics = Characteristics::default();
    let mut state = |condition, basis: Basis<'_>| {
        let (characteristics, moment) = (&characteristics, window.on(window.to));
        take(&Fact { unit: Unit::Persons, condition, weight: 1, characteristics, moment, basis });
    };
    if let Some(left) = left_to_work(context, person, window) {
        let basis = Basis::of_spell(left);
        state(Condition::LeftToWork, basis);
        let back_within = |days| {
            let back = |spell: &Spell<'_>| {
                spell.start > left.end && spell.start <= left.end.plus_days(days)
            };
            person.spells.iter().any(back)
        };
        if !back_within(HALF_YEAR) {
            state(Condition::NotReturned6, basis);
        }
        if !back_within(YEAR) {
            state(Condition::NotReturned12, basis);
        }
    }
    let counted = work::counted(context, person, window.earlier);
    if let Some(first) = counted.min_by_key(|job| job.start) {
        state(Condition::HadWork, Basis { jobs: &[first], ..Basis::default() });
        let employed_after = |days| {
            let day = first.start.plus_days(days);
            person.placements.iter().find(|job| job.runs_on(day))
        };
        if let Some(job) = employed_after(HALF_YEAR) {
            state(Condition::StillEmployed6, Basis { jobs: &[first, job], ..Basis::default() });
        }
        if let Some(job) = employed_after(YEAR) {
            state(Condition::StillEmployed12, Basis { jobs: &[first, job], ..Basis::default() });
        }
    }
}

/// The last spell of the person that ended to work in the earlier period.
fn left_to_work<'p, 'a>(
    context: &Context<'a>,
    person: &'p Person<'a>,
    window: &Window,
) -> Option<&'p Spell<'p>> {
    let ended = |index: &usize| window.earlier.contains(person.spells[*index].end);
    let to_work = |index: &usize| person.subject(context, *index).to_work;
    let last = (0..person.spells.len()).rev().filter(ended).find(to_work)?;
    Some(&person.spells[last])
}

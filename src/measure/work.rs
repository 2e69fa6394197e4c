//! Into work: persons who start in a job while their benefit runs, and the jobs themselves.
//!
//! A placement counts when it starts in the period while its person's benefit runs: start ≤ placement start,
//! and no end or end ≥ placement start − `definitions.work_window_days` (31), since a benefit is often ended
//! with hindsight, on the last day before the job.

use super::context::Context;
use super::dimension::{Characteristics, Dimension, wage_value_class};
use super::fact::{Basis, Condition, Fact};
use super::person::Person;
use super::spell::{RUNNING, Spell};
use super::unit::Unit;
use super::window::Window;
use crate::period::Period;
use crate::record::{Code, Placement, Subsidy};

/// Code of the kind full-time: the first declared one.
pub(crate) const FULL_TIME: Code = 1;
/// Code of the kind part-time: the second declared one.
pub(crate) const PART_TIME: Code = 2;

/// The placements of a person that start in a period and count.
pub(crate) fn counted<'a>(
    context: &Context<'_>,
    person: &Person<'a>,
    period: Period,
) -> impl Iterator<Item = &'a Placement> {
    let starting = person.placements.iter().filter(move |job| period.contains(job.start));
    starting.filter(|job| from_benefit(context, person, job).is_some())
}

/// Whether a person's jobs give any fact in a period: one starts in it, or a part-time one runs at its end.
pub(crate) fn has_facts(person: &Person<'_>, window: &Window) -> bool {
    let runs_beside = |job: &Placement| job.kind == PART_TIME && job.runs_on(window.to);
    person.placements.iter().any(|job| window.period.contains(job.start) || runs_beside(job))
}

/// The latest spell from which a job counts.
fn from_benefit<'p>(
    context: &Context<'_>,
    person: &'p Person<'_>,
    job: &Placement,
) -> Option<&'p Spell<'p>> {
    let days = context.records.config.definitions.work_window_days;
    person.spells.iter().rfind(|spell| {
        spell.start <= job.start
            && (spell.end == RUNNING || spell.end >= job.start.plus_days(-days))
    })
}

/// The kind under which a person counts, each person once: full-time before part-time before self-employed,
/// then kinds that nobody knows, then unknown.
fn kind(context: &Context<'_>, jobs: &[&Placement]) -> Code {
    let kinds = &context.categories.work_kind;
    let rank = |kind: &Code| match *kind {
        0 => (Code::MAX, None),
        kind if kinds.is_declared(kind) => (kind, None),
        kind => (Code::MAX - 1, Some(kinds.text(kind))),
    };
    jobs.iter().map(|job| job.kind).min_by_key(rank).unwrap_or(0)
}

/// The facts of one person's jobs in one period.
pub(crate) fn facts(
    context: &Context<'_>,
    person: &Person<'_>,
    jobs: &[&Placement],
    window: &Window,
    characteristics: &Characteristics<'_>,
    take: &mut impl FnMut(&Fact<'_>),
) {
    let moment = window.on(window.to);
    let mut characteristics = characteristics.clone();
    characteristics.set(Dimension::WorkKind, kind(context, jobs));
    let mut state = |condition, basis: Basis<'_>| {
        let characteristics = &characteristics;
        take(&Fact { unit: Unit::Persons, condition, weight: 1, characteristics, moment, basis });
    };
    if let Some(first) = jobs.iter().min_by_key(|job| job.start) {
        let spell = from_benefit(context, person, first);
        state(Condition::IntoWork, Basis { spell, jobs, ..Basis::default() });
    }
    let part_time = |job: &&Placement| job.kind == PART_TIME;
    if let Some(spell) = person.spells.iter().find(|spell| spell.runs_on(window.to)) {
        let running = |job: &&Placement| job.runs_on(window.to);
        let beside: Vec<_> = person.placements.iter().filter(part_time).filter(running).collect();
        if !beside.is_empty() {
            let basis = Basis { jobs: &beside, ..Basis::of_spell(spell) };
            state(Condition::PartTimeBeside, basis);
        }
    }
    if let Some(first) = person.placements.iter().filter(part_time).min_by_key(|job| job.start) {
        let grown = |job: &&Placement| {
            job.kind == FULL_TIME && window.period.contains(job.start) && first.start < job.start
        };
        let mut both = vec![first];
        both.extend(person.placements.iter().filter(grown));
        if both.len() > 1 {
            state(Condition::PartTimeToFullTime, Basis { jobs: &both, ..Basis::default() });
        }
    }
    for job in person.placements.iter().filter(|job| window.period.contains(job.start)) {
        let spell = from_benefit(context, person, job);
        job_facts(
            job,
            Basis { spell, jobs: &[job], ..Basis::default() },
            window,
            &mut characteristics,
            take,
        );
    }
}

/// The facts of one job; it counts where its basis names the spell from which it does.
fn job_facts(
    job: &Placement,
    basis: Basis<'_>,
    window: &Window,
    characteristics: &mut Characteristics<'_>,
    take: &mut impl FnMut(&Fact<'_>),
) {
    let moment = window.on(job.start);
    characteristics.set(Dimension::WorkKind, job.kind);
    characteristics.set(Dimension::Sector, job.sector);
    characteristics.set(Dimension::Employer, job.employer);
    characteristics.set(Dimension::WageValue, wage_value_class(job.wage_value));
    if job.municipality != 0 {
        characteristics.set(Dimension::Municipality, job.municipality);
    }
    let mut state = |unit, condition, weight| {
        take(&Fact { unit, condition, weight, characteristics, moment, basis });
    };
    if basis.spell.is_none() {
        return state(Unit::Placements, Condition::PlacementOutside, 1);
    }
    state(Unit::Placements, Condition::Placement, 1);
    if let Some(value) = job.wage_value {
        state(Unit::Placements, Condition::WageValued, 1);
        state(Unit::Placements, Condition::WageValue, i128::from(value));
    }
    match job.subsidy {
        Subsidy::None => {}
        Subsidy::Yes => {
            state(Unit::Placements, Condition::Subsidised, 1);
            state(Unit::Placements, Condition::SubsidyUnknown, 1);
        }
        Subsidy::Amount(cents) => {
            state(Unit::Placements, Condition::Subsidised, 1);
            state(Unit::Euro, Condition::SubsidyAmount, i128::from(cents));
        }
    }
}

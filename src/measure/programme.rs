//! Programmes: who took part, who went to work, and what came of participations that ended.

use super::context::Context;
use super::dimension::{Characteristics, Dimension};
use super::fact::{Basis, Condition, Fact};
use super::person::Person;
use super::unit::Unit;
use super::window::Window;
use crate::record::{Code, Participation, Placement};

/// Whether a participation has a day in the period.
pub(crate) fn overlaps(participation: &Participation, window: &Window) -> bool {
    participation.start <= window.to && participation.end.is_none_or(|end| end >= window.from)
}

/// The facts of one person's participations in one period; `jobs` are the person's counted placements.
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
    let running =
        || person.participations.iter().filter(|participation| overlaps(participation, window));
    let mut state = |condition, participations: Vec<&Participation>, jobs: &[&Placement]| {
        if !participations.is_empty() {
            characteristics.set_all(
                Dimension::Programme,
                distinct(participations.iter().map(|participation| participation.programme)),
            );
            characteristics.set_all(
                Dimension::ProgrammeKind,
                distinct(participations.iter().map(|participation| participation.kind)),
            );
            let (characteristics, basis) = (
                &characteristics,
                Basis { jobs, participations: &participations, ..Basis::default() },
            );
            take(&Fact {
                unit: Unit::Persons,
                condition,
                weight: 1,
                characteristics,
                moment,
                basis,
            });
        }
    };
    state(Condition::Participant, running().collect(), &[]);
    let led_to_work =
        |participation: &&Participation| jobs.iter().any(|job| job.start >= participation.start);
    state(Condition::ParticipantIntoWork, running().filter(led_to_work).collect(), jobs);
    let social =
        |participation: &&Participation| context.known.social.contains(&participation.kind);
    state(Condition::SocialParticipant, running().filter(social).collect(), &[]);
    own_facts(context, person.participations, window, &characteristics, take);
}

/// The facts of participations themselves: those that run on the last day of a period, and those that end in it.
pub(crate) fn own_facts(
    context: &Context<'_>,
    participations: &[Participation],
    window: &Window,
    characteristics: &Characteristics<'_>,
    take: &mut impl FnMut(&Fact<'_>),
) {
    let moment = window.on(window.to);
    let mut characteristics = characteristics.clone();
    for participation in participations {
        let runs =
            participation.start <= window.to && participation.end.is_none_or(|end| end > window.to);
        let ends = participation.end.is_some_and(|end| window.period.contains(end));
        if !runs && !ends {
            continue;
        }
        characteristics.set(Dimension::Programme, participation.programme);
        characteristics.set(Dimension::ProgrammeKind, participation.kind);
        characteristics.set(Dimension::Result, participation.result);
        if participation.municipality != 0 {
            characteristics.set(Dimension::Municipality, participation.municipality);
        }
        let mut state = |condition| {
            take(&Fact {
                unit: Unit::Participations,
                condition,
                weight: 1,
                characteristics: &characteristics,
                moment,
                basis: Basis { participations: &[participation], ..Basis::default() },
            });
        };
        if runs {
            state(Condition::ParticipationRunning);
        }
        if ends {
            state(Condition::Ended);
        }
        if ends && is_completed(context, participation.result) {
            state(Condition::Completed);
        }
    }
}

/// Whether a result says that the programme was completed: it is declared, and none of those that say otherwise.
fn is_completed(context: &Context<'_>, result: Code) -> bool {
    context.categories.result.is_declared(result) && !context.known.not_completed.contains(&result)
}

fn distinct(codes: impl Iterator<Item = Code>) -> Vec<Code> {
    let mut codes: Vec<Code> = codes.collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

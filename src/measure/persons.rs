//! The units counted as persons: a person's spells over all cases, jobs and programmes.

use std::cell::OnceCell;

use super::caseload::{self, Subject};
use super::dimension::{Dimension, FIFTY_PLUS, Moment, Traits, WITHOUT_BENEFIT, YOUTH};
use super::fact::{Condition, Fact, Place, Sink};
use super::figure::Unit;
use super::group::{Parts, part_count};
use super::scope::by_scope;
use super::spell::{Row, Spell, rows_of_part, spells};
use super::unit::Context;
use super::window::Window;
use super::{programme, retention, work};
use crate::record::{Participation, Placement, Store, column};

/// The rows of a dataset gathered by person.
#[derive(Debug)]
pub(crate) struct Persons {
    benefits: Parts,
    placements: Parts,
    participations: Parts,
}

/// One person in one scope: spells, jobs and programmes.
#[derive(Debug)]
pub(crate) struct Person<'a> {
    /// Spells over all cases, earliest first.
    pub(crate) spells: Vec<Spell<'a>>,
    /// What each spell is counted by, once asked for.
    subjects: Vec<OnceCell<Subject>>,
    /// Jobs.
    pub(crate) placements: &'a [Placement],
    /// Programmes taken part in.
    pub(crate) participations: &'a [Participation],
}

impl<'a> Person<'a> {
    /// A person by its benefit rows, sorted by start, its jobs and its programmes.
    pub(crate) fn new(
        rows: &'a [Row],
        placements: &'a [Placement],
        participations: &'a [Participation],
        gap_days: i32,
    ) -> Self {
        let spells = spells(rows, gap_days);
        let subjects = spells.iter().map(|_| OnceCell::new()).collect();
        Self { spells, subjects, placements, participations }
    }

    /// What a spell is counted by.
    pub(crate) fn subject(&self, context: &Context<'_>, spell: usize) -> &Subject {
        self.subjects[spell].get_or_init(|| context.subject(&self.spells[spell]))
    }
}

impl Persons {
    /// Gathers the rows of all exports of a dataset by person.
    pub(crate) fn gather(context: &Context<'_>) -> Self {
        let records = context.records;
        let count = part_count(records.benefits.rows());
        let gather = |store: Option<&Store>, column| {
            store.map_or_else(|| Parts::empty(count), |store| Parts::new(store, column, count))
        };
        Self {
            benefits: gather(Some(&records.benefits), column::PERSON),
            placements: gather(records.placements.as_ref(), column::PLACEMENT_PERSON),
            participations: gather(records.participations.as_ref(), column::PARTICIPATION_PERSON),
        }
    }

    /// The number of parts.
    pub(crate) const fn parts(&self) -> usize {
        self.benefits.count()
    }

    /// The facts of all persons of one part.
    pub(crate) fn visit(&self, context: &Context<'_>, part: usize, sink: &mut impl Sink) {
        self.nameless(context, part, sink);
        self.each(context, part, |rows, jobs, courses| {
            if !matters(context, rows, jobs, courses) {
                return;
            }
            by_scope(context, rows, jobs, courses, |scopes, rows, placements, participations| {
                let gap_days = context.records.definitions.gap_days;
                let person = Person::new(rows, placements, participations, gap_days);
                person_facts(context, &person, scopes, sink);
            });
        });
    }

    /// Calls `visit` with the benefit rows, jobs and programmes of every person of one part.
    pub(crate) fn each(
        &self,
        context: &Context<'_>,
        part: usize,
        mut visit: impl FnMut(&[Row], &[Placement], &[Participation]),
    ) {
        let store = &context.records.benefits;
        let rows = rows_of_part(&self.benefits, part, store, column::PERSON);
        let placements = self.placements(context, part);
        let participations = self.participations(context, part);
        let (mut rows, mut jobs, mut courses) = (&rows[..], &placements[..], &participations[..]);
        loop {
            let keys = [
                rows.first().map(|row| row.key),
                jobs.first().map(|job| job.person),
                courses.first().map(|course| course.person),
            ];
            let Some(key) = keys.into_iter().flatten().min() else { break };
            let rows_of;
            let jobs_of;
            let courses_of;
            (rows_of, rows) = split_off(rows, |row| row.key == key);
            (jobs_of, jobs) = split_off(jobs, |job| job.person == key);
            (courses_of, courses) = split_off(courses, |course| course.person == key);
            visit(rows_of, jobs_of, courses_of);
        }
    }

    /// Participations without a person count as such, but for nobody; they are dealt with beside the first part.
    fn nameless(&self, context: &Context<'_>, part: usize, sink: &mut impl Sink) {
        let Some(store) = context.records.participations.as_ref().filter(|_| part == 0) else {
            return;
        };
        for id in self.participations.keyless() {
            let course = Participation::decode(store.row(*id));
            by_scope(context, &[], &[], &[course], |scopes, _, _, courses| {
                for (period, window) in context.windows.iter().enumerate() {
                    let mut take = |fact: &Fact<'_>| sink.take(Place { scopes, period }, fact);
                    programme::end_facts(context, courses, window, &Traits::default(), &mut take);
                }
            });
        }
    }

    fn placements(&self, context: &Context<'_>, part: usize) -> Vec<Placement> {
        let records = context.records;
        let Some(store) = &records.placements else { return Vec::new() };
        let kept =
            self.placements.part(part).filter(|id| !records.dropped_placements.rows.contains(id));
        let mut rows: Vec<_> = kept.map(|id| Placement::decode(store.row(id))).collect();
        rows.sort_unstable_by_key(|row| (row.person, row.start));
        rows
    }

    fn participations(&self, context: &Context<'_>, part: usize) -> Vec<Participation> {
        let records = context.records;
        let Some(store) = &records.participations else { return Vec::new() };
        let kept = self
            .participations
            .part(part)
            .filter(|id| !records.dropped_participations.rows.contains(id));
        let mut rows: Vec<_> = kept.map(|id| Participation::decode(store.row(id))).collect();
        rows.sort_unstable_by_key(|row| (row.person, row.start));
        rows
    }
}

/// Whether anything of a person can matter to a period of the run.
fn matters(
    context: &Context<'_>,
    rows: &[Row],
    jobs: &[Placement],
    courses: &[Participation],
) -> bool {
    let in_a_window = |overlaps: &dyn Fn(&Window) -> bool| context.windows.iter().any(overlaps);
    !context.is_past(rows)
        || jobs.iter().any(|job| in_a_window(&|window| work::overlaps(job, window)))
        || courses.iter().any(|course| in_a_window(&|window| programme::overlaps(course, window)))
}

/// The first rows that belong together, and the others.
fn split_off<T>(rows: &[T], belongs: impl Fn(&T) -> bool) -> (&[T], &[T]) {
    rows.split_at(rows.iter().take_while(|row| belongs(row)).count())
}

fn person_facts(
    context: &Context<'_>,
    person: &Person<'_>,
    scopes: &[usize],
    sink: &mut impl Sink,
) {
    for (period, window) in context.windows.iter().enumerate() {
        if window.stock_only {
            continue;
        }
        let place = Place { scopes, period };
        let mut take = |fact: &Fact<'_>| sink.take(place, fact);
        for index in 0..person.spells.len() {
            spell_facts(context, person, index, window, &mut take);
        }
        let works = person.placements.iter().any(|job| work::overlaps(job, window));
        let learns = person.participations.iter().any(|course| programme::overlaps(course, window));
        if works || learns {
            let jobs = work::counted(context, person, window.period);
            let traits = person_traits(context, person, window);
            work::facts(context, person, &jobs, window, &traits, &mut take);
            programme::facts(context, person, &jobs, window, &traits, &mut take);
        }
        retention::facts(context, person, window, &mut take);
    }
}

fn spell_facts(
    context: &Context<'_>,
    person: &Person<'_>,
    index: usize,
    window: &Window,
    take: &mut impl FnMut(&Fact<'_>),
) {
    let spell = &person.spells[index];
    if !caseload::is_relevant(spell, window) {
        return;
    }
    let subject = person.subject(context, index);
    caseload::facts(spell, Unit::Persons, window, subject, &mut *take);
    let mut state = |condition, day| {
        let moment = Moment { day, to: window.to };
        take(&Fact { unit: Unit::Persons, condition, weight: 1, traits: &subject.traits, moment });
    };
    if window.period.contains(spell.start) && came_back(&person.spells[..index], spell) {
        state(Condition::ReInflow, spell.start);
    }
    if spell.runs_on(window.to) && subject.profile.is_some_and(|day| day <= window.to) {
        state(Condition::WithProfile, window.to);
    }
}

/// Re-inflow: an earlier spell ended at most 365 days before this one starts (CBS).
fn came_back(earlier: &[Spell<'_>], spell: &Spell<'_>) -> bool {
    earlier.iter().any(|before| spell.start.number() - before.end.number() <= 365)
}

/// The traits of a person in a period: those of the latest spell that starts by the period's last day.
fn person_traits(context: &Context<'_>, person: &Person<'_>, window: &Window) -> Traits {
    let latest = person.spells.iter().rposition(|spell| spell.start <= window.to);
    let mut traits =
        latest.map(|index| person.subject(context, index).traits.clone()).unwrap_or_default();
    if !person.spells.iter().any(|spell| spell.overlaps(window.from, window.to)) {
        let mut groups = vec![WITHOUT_BENEFIT];
        let moment = Moment { day: window.to, to: window.to };
        let is_worked_out = |group| matches!(group, 0 | YOUTH | FIFTY_PLUS);
        traits.each(Dimension::PersonGroup, moment, |group| {
            if !is_worked_out(group) {
                groups.push(group);
            }
        });
        traits.set_all(Dimension::PersonGroup, groups.into());
    }
    traits
}

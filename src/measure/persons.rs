//! The units counted as persons: a person's spells over all cases, jobs and programmes.

use super::caseload::{self, Profile};
use super::dimension::{Dimension, Traits, age_class, age_on};
use super::fact::{Condition, Fact, Place, Sink};
use super::figure::Unit;
use super::group::{Parts, keyed, part_count};
use super::scope::by_scope;
use super::spell::{Row, Spell, spells};
use super::unit::{COUPLE, Context, FIFTY_PLUS, WITHOUT_BENEFIT, YOUTH};
use super::window::Window;
use super::{programme, retention, work};
use crate::record::{Benefit, Code, Participation, Placement, Store, column};

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
    /// Jobs.
    pub(crate) placements: &'a [Placement],
    /// Programmes taken part in.
    pub(crate) participations: &'a [Participation],
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
            by_scope(context, rows, jobs, courses, |scopes, rows, placements, participations| {
                let spells = spells(rows, context.records.definitions.gap_days);
                let person = Person { spells, placements, participations };
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
        let mut rows: Vec<Row> = keyed(&self.benefits, part, store, column::PERSON)
            .into_iter()
            .map(|(key, id)| Row::read(store, id, key))
            .collect();
        rows.sort_unstable();
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
            (rows_of, rows) = rows.split_at(rows.partition_point(|row| row.key <= key));
            (jobs_of, jobs) = jobs.split_at(jobs.partition_point(|job| job.person <= key));
            (courses_of, courses) =
                courses.split_at(courses.partition_point(|course| course.person <= key));
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

fn person_facts(
    context: &Context<'_>,
    person: &Person<'_>,
    scopes: &[usize],
    sink: &mut impl Sink,
) {
    for (period, window) in context.windows.iter().enumerate() {
        let place = Place { scopes, period };
        let mut take = |fact: &Fact<'_>| sink.take(place, fact);
        for (index, spell) in person.spells.iter().enumerate() {
            if caseload::is_relevant(spell, window) {
                spell_facts(context, person, index, window, &mut take);
            }
        }
        let works = person.placements.iter().any(|job| work::overlaps(job, window));
        let learns = person.participations.iter().any(|course| programme::overlaps(course, window));
        if works || learns {
            let jobs = work::counted(context, person, window.period);
            let traits = person_traits(context, person, window);
            work::facts(person, &jobs, window, &traits, &mut take);
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
    let bounds = &context.records.definitions.age_bounds;
    let spell = &person.spells[index];
    let rows = context.rows(spell);
    let (mut profile, lead) = context.profile(&rows);
    set_groups(context, &mut profile, lead.as_ref(), window, false);
    caseload::facts(spell, Unit::Persons, window, &mut profile, bounds, &mut *take);
    let mut state = |condition| {
        take(&Fact { unit: Unit::Persons, condition, weight: 1, traits: &profile.traits });
    };
    if window.period.contains(spell.start) && came_back(&person.spells[..index], spell) {
        state(Condition::ReInflow);
    }
    if spell.runs_on(window.to)
        && rows.iter().any(|row| row.profile.is_some_and(|day| day <= window.to))
    {
        state(Condition::WithProfile);
    }
}

/// Re-inflow: an earlier spell ended at most 365 days before this one starts (CBS).
fn came_back(earlier: &[Spell<'_>], spell: &Spell<'_>) -> bool {
    earlier.iter().any(|before| spell.start.number() - before.end.number() <= 365)
}

/// The traits of a person in a period: those of the latest spell that starts by the period's last day.
pub(crate) fn person_traits(context: &Context<'_>, person: &Person<'_>, window: &Window) -> Traits {
    let spell = person.spells.iter().rev().find(|spell| spell.start <= window.to);
    let without = !person.spells.iter().any(|spell| spell.overlaps(window.from, window.to));
    let (mut profile, lead) = match spell {
        Some(spell) => context.profile(&context.rows(spell)),
        None => (Profile::default(), None),
    };
    set_groups(context, &mut profile, lead.as_ref(), window, without);
    if let Some(spell) = spell {
        let bounds = &context.records.definitions.age_bounds;
        profile.on(spell, spell.end.min(window.to), bounds);
        profile.traits.set(Dimension::Age, age_class(profile.birth, window.to, bounds));
    }
    profile.traits
}

fn set_groups(
    context: &Context<'_>,
    profile: &mut Profile,
    lead: Option<&Benefit>,
    window: &Window,
    without: bool,
) {
    let mut groups: Vec<Code> = Vec::new();
    if let Some(lead) = lead {
        let age = lead.birth.map(|birth| age_on(birth, window.to));
        groups.extend(age.filter(|age| *age < 27).map(|_| YOUTH));
        groups.extend(age.filter(|age| *age >= 50).map(|_| FIFTY_PLUS));
        let couple = context.vocabulary.household.find("couple");
        groups.extend(couple.filter(|code| *code == lead.household).map(|_| COUPLE));
        groups.extend(
            context.targets(lead).iter().map(|label| context.person_groups.of_label(*label)),
        );
    }
    groups.extend(without.then_some(WITHOUT_BENEFIT));
    profile.traits.set_all(Dimension::PersonGroup, groups.into());
}

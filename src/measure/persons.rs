//! The units counted as persons: a person's spells over all cases, jobs and programmes.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::caseload;
use super::context::Context;
use super::dimension::{
    Characteristics, Dimension, FIFTY_PLUS, WITHOUT_BENEFIT, YOUTH, YOUTH_WITHOUT_BENEFIT,
};
use super::fact::{Basis, Condition, Fact, Place, Sink};
use super::partition::Sorter;
use super::person::Person;
use super::quality::OddUnits;
use super::scope::by_scope;
use super::spell::{Row, Spell};
use super::unit::Unit;
use super::window::Window;
use super::work::{self, PART_TIME};
use super::{programme, retention};
use crate::dataset::kind::FileKind;
use crate::record::{Dropped, OF_NOBODY, Participation, Placement, Records, SHARES, Store};

/// The rows of a dataset by person: each part is of some shares of the persons.
#[derive(Debug)]
pub(crate) struct Persons {
    parts: usize,
    /// Memory that rows of a part were gathered in, to be used again.
    spare: Mutex<Vec<Gathered>>,
}

/// The rows of a part: of benefits, placements and programmes.
#[derive(Debug, Default)]
struct Gathered {
    rows: [Vec<Row>; 3],
    sorter: Sorter,
}

impl Gathered {
    /// Gathers the rows of some shares, sorted by person.
    fn gather(&mut self, records: &Records, shares: &Range<usize>) {
        let none = Dropped::default();
        let kinds = [
            (FileKind::Benefits, &none),
            (FileKind::Placements, &records.dropped_placements),
            (FileKind::Programmes, &records.dropped_participations),
        ];
        for ((kind, dropped), rows) in kinds.into_iter().zip(&mut self.rows) {
            rows.clear();
            let Some(store) = records.store(kind) else { continue };
            rows.reserve(store.rows_of(shares));
            store.each_of(shares, Row::columns_of_person(kind), |id, values| {
                if dropped.rows.is_empty() || !dropped.rows.contains(&id) {
                    rows.push(Row::of_person(kind, id, values));
                }
            });
            self.sorter.sort(rows);
        }
    }
}

/// Fewer rows are not worth a part of their own.
const ROWS_PER_PART: usize = 1 << 11;

/// Which jobs, and which programmes, a visitor of persons has to see.
pub(crate) type Kept<'k> = [&'k dyn Fn(&&Row) -> bool; 2];

impl Persons {
    /// The persons of a dataset, in as many parts as its exports are worth.
    pub(crate) fn of(context: &Context<'_>) -> Self {
        let records = context.records;
        let others = [&records.placements, &records.participations];
        let stores = others.into_iter().flatten().chain([&records.benefits]);
        let most = stores.map(Store::rows).max().unwrap_or(0);
        Self { parts: (most / ROWS_PER_PART).clamp(1, SHARES), spare: Mutex::default() }
    }

    /// The number of parts.
    pub(crate) const fn parts(&self) -> usize {
        self.parts
    }

    /// The facts of all persons of one part, and what is odd in them.
    pub(crate) fn visit(
        &self,
        context: &Context<'_>,
        part: usize,
        odd: &mut OddUnits,
        sink: &mut impl Sink,
    ) {
        Self::nameless(context, part, sink);
        let matter = |rows: &[Row], others: &[Row]| {
            !context.is_outside(rows)
                || others
                    .iter()
                    .any(|row| context.windows.iter().any(|window| row.overlaps(window)))
        };
        // a part-time job of any day may come before a full-time one
        let is_late = |job: &&Row| job.end >= context.horizon || job.extra == PART_TIME;
        let is_near = |participation: &&Row| {
            context.touched(participation.start, participation.end).next().is_some()
        };
        let kept: Kept<'_> = [&is_late, &is_near];
        let see = |rows: [&[Row]; 3]| odd.see_person(context, rows);
        self.each(context, part, see, matter, kept, |rows, jobs, participations| {
            by_scope(
                context,
                rows,
                jobs,
                participations,
                |scopes, rows, placements, participations| {
                    let gap_days = context.records.config.definitions.gap_days;
                    let person = Person::new(rows, placements, participations, gap_days);
                    person_facts(context, &person, scopes, sink);
                },
            );
        });
    }

    /// Calls `visit` with the benefit rows, jobs and programmes of every person of one part that `matters` by the
    /// days of the benefit rows (first) and of the jobs, or of the programmes (second), of the jobs and programmes only
    /// what is to be `kept`; `see` gets those of everybody.
    pub(crate) fn each(
        &self,
        context: &Context<'_>,
        part: usize,
        mut see: impl FnMut([&[Row]; 3]),
        matters: impl Fn(&[Row], &[Row]) -> bool,
        [job_is_kept, participation_is_kept]: Kept<'_>,
        mut visit: impl FnMut(&[Row], &[Placement], &[Participation]),
    ) {
        let records = context.records;
        let shares = part * SHARES / self.parts..(part + 1) * SHARES / self.parts;
        let spare = || self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        let mut gathered = spare().pop().unwrap_or_default();
        gathered.gather(records, &shares);
        let [mut rows, mut jobs, mut participations] = gathered.rows.each_ref().map(Vec::as_slice);
        let (mut decoded_jobs, mut decoded) = (Vec::new(), Vec::new());
        loop {
            let heads = [rows.first(), jobs.first(), participations.first()];
            let Some(key) = heads.into_iter().flatten().map(|row| row.key).min() else { break };
            let (rows_of, jobs_of, participations_of);
            (rows_of, rows) = split_off(rows, |row| row.key == key);
            (jobs_of, jobs) = split_off(jobs, |row| row.key == key);
            (participations_of, participations) = split_off(participations, |row| row.key == key);
            see([rows_of, jobs_of, participations_of]);
            if matters(rows_of, jobs_of) || matters(rows_of, participations_of) {
                let jobs = jobs_of.iter().filter(job_is_kept);
                let store = records.placements.as_ref();
                decode_into(&mut decoded_jobs, store, jobs, Placement::decode);
                let participations = participations_of.iter().filter(participation_is_kept);
                let store = records.participations.as_ref();
                decode_into(&mut decoded, store, participations, Participation::decode);
                visit(rows_of, &decoded_jobs, &decoded);
            }
        }
        spare().push(gathered);
    }

    /// Participations without a person count as such, but for nobody; they are dealt with beside the first part.
    fn nameless(context: &Context<'_>, part: usize, sink: &mut impl Sink) {
        let Some(store) = context.records.participations.as_ref().filter(|_| part == 0) else {
            return;
        };
        store.each_of(&(OF_NOBODY..OF_NOBODY + 1), [], |id, []| {
            let participation = Participation::decode(store.located(id));
            by_scope(context, &[], &[], &[participation], |scopes, _, _, participations| {
                for (period, window) in context.windows.iter().enumerate() {
                    let mut take = |fact: &Fact<'_>| sink.take(Place { scopes, period }, fact);
                    programme::own_facts(
                        context,
                        participations,
                        window,
                        &Characteristics::default(),
                        &mut take,
                    );
                }
            });
        });
    }
}

/// Leaves in `decoded` the rows themselves, each with its line in the file.
fn decode_into<'r, T, const WIDTH: usize>(
    decoded: &mut Vec<T>,
    store: Option<&Store>,
    rows: impl Iterator<Item = &'r Row>,
    decode: impl Fn([u64; WIDTH]) -> T,
) {
    decoded.clear();
    if let Some(store) = store {
        decoded.extend(rows.map(|row| decode(store.located(row.id))));
    }
}

/// The first rows that belong together, and the others.
fn split_off<T>(rows: &[T], belongs: impl Fn(&T) -> bool) -> (&[T], &[T]) {
    rows.split_at(rows.iter().take_while(|row| belongs(row)).count())
}

fn person_facts<'a>(
    context: &Context<'a>,
    person: &Person<'a>,
    scopes: &[usize],
    sink: &mut impl Sink,
) {
    let Some((first, last)) = person.days() else { return };
    // retention looks back a year
    for (period, window) in context.touched(first, last.plus_days(366)) {
        if window.stock_only {
            continue;
        }
        let place = Place { scopes, period };
        let mut take = |fact: &Fact<'_>| sink.take(place, fact);
        for index in 0..person.spells.len() {
            spell_facts(context, person, index, window, &mut take);
        }
        let works = work::has_facts(person, window);
        let learns = person
            .participations
            .iter()
            .any(|participation| programme::overlaps(participation, window));
        if works || learns {
            let jobs: Vec<_> = work::counted(context, person, window.period).collect();
            let characteristics = person_characteristics(context, person, window);
            if works {
                work::facts(context, person, &jobs, window, &characteristics, &mut take);
            }
            if learns {
                programme::facts(context, person, &jobs, window, &characteristics, &mut take);
            }
        }
        retention::facts(context, person, window, &mut take);
    }
}

fn spell_facts<'a>(
    context: &Context<'a>,
    person: &Person<'a>,
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
    let mut state = |condition, day, earlier| {
        let (moment, characteristics) = (window.on(day), &subject.characteristics);
        let basis = Basis { earlier, ..Basis::of_spell(spell) };
        take(&Fact { unit: Unit::Persons, condition, weight: 1, characteristics, moment, basis });
    };
    let back = window.period.contains(spell.start);
    let back = back.then(|| came_back_from(&person.spells[..index], spell)).flatten();
    if let Some(earlier) = back {
        state(Condition::ReInflow, spell.start, Some(earlier));
    }
    if spell.runs_on(window.to) && subject.profile.is_some_and(|day| day <= window.to) {
        state(Condition::WithProfile, window.to, None);
    }
}

/// Re-inflow: the latest earlier spell, if it ended at most 365 days before this one starts (CBS).
fn came_back_from<'s>(earlier: &'s [Spell<'s>], spell: &Spell<'_>) -> Option<&'s Spell<'s>> {
    // spells of one person follow each other, so the latest is the nearest
    earlier.last().filter(|before| spell.start.number() - before.end.number() <= 365)
}

/// The characteristics of a person in a period: those of the latest spell that starts by the period's last day.
fn person_characteristics<'a>(
    context: &Context<'a>,
    person: &Person<'a>,
    window: &Window,
) -> Characteristics<'a> {
    let latest = person.spells.iter().rposition(|spell| spell.start <= window.to);
    let mut characteristics = latest
        .map(|index| person.subject(context, index).characteristics.clone())
        .unwrap_or_default();
    if !person.spells.iter().any(|spell| spell.overlaps(window.from, window.to)) {
        let mut groups = Vec::new();
        let moment = window.on(window.to);
        let is_worked_out = |group| matches!(group, 0 | YOUTH | FIFTY_PLUS | YOUTH_WITHOUT_BENEFIT);
        characteristics.each(Dimension::PersonGroup, moment, |group| {
            if !is_worked_out(group) && group != WITHOUT_BENEFIT && !groups.contains(&group) {
                groups.push(group);
            }
        });
        if groups.is_empty() {
            characteristics.set(Dimension::PersonGroup, WITHOUT_BENEFIT);
        } else {
            groups.insert(0, WITHOUT_BENEFIT);
            characteristics.set_all(Dimension::PersonGroup, groups);
        }
    }
    characteristics
}

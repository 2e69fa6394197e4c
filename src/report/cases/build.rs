//! Kept facts → cases with their identifiers and rows.

use std::collections::BTreeMap;

use super::why::why;
use super::{Case, Identified, Origin};
use crate::dataset::kind::FileKind;
use crate::measure::{CaseFact, Dimension, SpellRows, Unit, Window};
use crate::number::Ratio;
use crate::period::Day;
use crate::record::{Benefit, Key, Loaded, Payment, RowId};
use crate::report::{Group, ReportInput, Value, distinct};

/// What was found in one dataset.
pub(crate) struct Gathered<'a> {
    /// The dataset with the account of its files.
    pub(crate) loaded: &'a Loaded,
    /// The facts, in any order.
    pub(crate) found: Vec<CaseFact>,
}

/// The cases of a figure, those of one dataset together, by identifier. A unit that a figure both adds and takes
/// off by as much is no case of it.
pub(crate) fn cases(
    input: &ReportInput<'_>,
    by: Option<Dimension>,
    is_difference: bool,
    gathered: Vec<Gathered<'_>>,
) -> Vec<Case> {
    let mut cases = Vec::new();
    for Gathered { loaded, found } in gathered {
        let dataset = Dataset { loaded, input, by, is_difference };
        let mut of_dataset: Vec<Case> =
            net(found, is_difference).iter().map(|found| dataset.case(found)).collect();
        of_dataset.sort_by(|left, right| sorting(left).cmp(&sorting(right)));
        cases.extend(of_dataset);
    }
    cases
}

fn sorting(case: &Case) -> (&Identified, Option<Day>, &[Origin]) {
    (&case.ids, case.first, &case.rows)
}

/// Facts of one unit together, where a figure adds some and takes off others; those that come to nothing are left out.
fn net(found: Vec<CaseFact>, is_difference: bool) -> Vec<Vec<CaseFact>> {
    if !is_difference {
        return found.into_iter().map(|found| vec![found]).collect();
    }
    let unit_of = |found: &CaseFact| {
        let row = found.spell.as_ref().and_then(|spell| spell.rows.iter().min().copied());
        (row, found.payment)
    };
    let mut by_unit: BTreeMap<(Option<RowId>, Option<RowId>), Vec<CaseFact>> = BTreeMap::new();
    for found in found {
        by_unit.entry(unit_of(&found)).or_default().push(found);
    }
    let mut units: Vec<_> = by_unit.into_values().collect();
    units.retain(|unit| unit.iter().map(|found| found.weight).sum::<i128>() != 0);
    for unit in &mut units {
        unit.sort_by_key(|found| (found.moment.to, found.condition));
    }
    units
}

/// One dataset, and how the figure looks at it.
struct Dataset<'a> {
    loaded: &'a Loaded,
    input: &'a ReportInput<'a>,
    by: Option<Dimension>,
    is_difference: bool,
}

impl Dataset<'_> {
    /// One case from the facts of one unit.
    fn case(&self, facts: &[CaseFact]) -> Case {
        let (first, last) = facts.first().map_or((None, None), days);
        let payments = facts.iter().filter_map(|found| found.payment);
        let paid = payments.clone().next().and_then(|id| self.payment(id)).map(|paid| paid.month);
        let why = |found| self.why(found, &self.input.windows[found.period]);
        let why_parts = distinct(facts.iter().flat_map(why));
        Case {
            dataset: self.loaded.records.name.clone(),
            groups: facts.first().map_or_else(Vec::new, |found| self.groups(found)),
            weight: self.weight(facts),
            ids: self.identified(facts),
            first: first.or(paid),
            last: last.or(paid.map(Day::last_of_month)),
            reason: facts.iter().rev().find_map(|found| {
                found.reason.map(|(dimension, code)| self.input.group(dimension, code))
            }),
            rows: self.rows(facts),
            why: why_parts,
        }
    }

    fn why(&self, found: &CaseFact, window: &Window) -> Vec<crate::report::Note> {
        let rows = found.spell.iter().flat_map(|spell| &spell.rows);
        let profile = rows.filter_map(|id| self.benefit(*id).profile).min();
        let month = found.payment.and_then(|id| self.payment(id)).map(|payment| payment.month);
        why(self.input, found, window, profile.or(month))
    }

    fn weight(&self, facts: &[CaseFact]) -> Value {
        let weight: i128 = facts.iter().map(|found| found.weight).sum();
        match facts.first().map(|found| found.unit) {
            Some(Unit::Euro) => Value::Euro(Ratio::whole(weight)),
            _ if self.is_difference => Value::Change(weight),
            _ => Value::Count(u64::try_from(weight).unwrap_or(0)),
        }
    }

    fn groups(&self, found: &CaseFact) -> Vec<Group> {
        let Some(by) = self.by else { return Vec::new() };
        // people in no target group are in no row of the table
        let shown = |code: &&u32| by != Dimension::PersonGroup || **code != 0;
        found.groups.iter().filter(shown).map(|code| self.input.group(by, *code)).collect()
    }

    fn benefit(&self, id: RowId) -> Benefit {
        Benefit::decode(self.loaded.records.benefits.row(id))
    }

    fn payment(&self, id: RowId) -> Option<Payment> {
        let payments = self.loaded.records.payments.as_ref()?;
        Some(Payment::decode(payments.located(id)))
    }

    fn identified(&self, facts: &[CaseFact]) -> Identified {
        let records = &self.loaded.records;
        let rows: Vec<Benefit> = benefit_rows(facts).map(|id| self.benefit(id)).collect();
        let jobs = || facts.iter().flat_map(|found| &found.jobs);
        let participations = || facts.iter().flat_map(|found| &found.participations);
        let paid: Vec<Payment> =
            facts.iter().filter_map(|found| self.payment(found.payment?)).collect();
        let cases = rows.iter().map(|row| row.case).chain(paid.iter().map(|paid| paid.case));
        let persons = rows.iter().map(|row| row.person);
        let persons = persons.chain(jobs().map(|job| job.person));
        let persons = persons.chain(participations().map(|participation| participation.person));
        Identified {
            cases: texts(cases, |key| records.case_keys.text(key)),
            persons: texts(persons, |key| records.person_keys.text(key)),
            placements: texts(jobs().map(|job| job.id), |key| records.placement_keys.text(key)),
            participations: texts(participations().map(|participation| participation.id), |key| {
                records.participation_keys.text(key)
            }),
        }
    }

    fn rows(&self, facts: &[CaseFact]) -> Vec<Origin> {
        let records = &self.loaded.records;
        let jobs = facts.iter().flat_map(|found| &found.jobs);
        let participations = facts.iter().flat_map(|found| &found.participations);
        let paid = facts.iter().filter_map(|found| self.payment(found.payment?));
        let lines = benefit_rows(facts)
            .map(|id| (FileKind::Benefits, records.benefits.line(id)))
            .chain(jobs.map(|job| (FileKind::Placements, job.line)))
            .chain(participations.map(|participation| (FileKind::Programmes, participation.line)))
            .chain(paid.map(|paid| (FileKind::Payments, paid.line)));
        let mut lines: Vec<_> = lines.collect();
        lines.sort_unstable();
        lines.dedup();
        let origin = |(kind, line)| Origin { file: self.file(kind), line };
        lines.into_iter().map(origin).collect()
    }

    fn file(&self, kind: FileKind) -> String {
        let file = self.loaded.files.iter().find(|file| file.kind == kind);
        file.map_or_else(String::new, |file| file.name.clone())
    }
}

/// The benefit rows that facts rest on.
fn benefit_rows(facts: &[CaseFact]) -> impl Iterator<Item = RowId> {
    let spells = facts.iter().flat_map(|found| [&found.spell, &found.earlier]);
    spells.flatten().flat_map(|spell| spell.rows.iter().copied())
}

fn texts(keys: impl Iterator<Item = Key>, text: impl Fn(Key) -> String) -> Vec<String> {
    let mut texts: Vec<String> = keys.filter(|key| !key.is_none()).map(text).collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}

/// The first and last day of what is counted: a job or participation that is counted as such, else the spell, else
/// the jobs or participations of a person.
fn days(found: &CaseFact) -> (Option<Day>, Option<Day>) {
    let of_jobs = || found.jobs.iter().map(|job| (job.start, job.end)).collect::<Vec<_>>();
    let of_participations = || {
        found
            .participations
            .iter()
            .map(|participation| (participation.start, participation.end))
            .collect::<Vec<_>>()
    };
    let spell = found.spell.as_ref().map(|SpellRows { start, end, .. }| (*start, *end));
    let stretches = match (found.unit, spell) {
        (Unit::Placements, _) => of_jobs(),
        (Unit::Participations, _) => of_participations(),
        (Unit::Euro, _) if !found.jobs.is_empty() => of_jobs(),
        (_, Some(spell)) => vec![spell],
        (_, None) if !found.participations.is_empty() => of_participations(),
        (_, None) => of_jobs(),
    };
    let first = stretches.iter().map(|(start, _)| *start).min();
    let runs = stretches.iter().any(|(_, end)| end.is_none());
    let last = stretches.iter().filter_map(|(_, end)| *end).max().filter(|_| !runs);
    (first, last)
}

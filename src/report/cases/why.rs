//! Why a case counts, in the terms of the condition it met.

use crate::measure::{CaseFact, Condition, Dimension, HALF_YEAR, Window, YEAR};
use crate::period::{Day, Period};
use crate::record::{Participation, Placement};
use crate::report::{Note, NoteValue, ReportInput};

/// The parts of the sentence: what the unit is made of, then what it did. `noted` is the day of the profile, or the
/// month paid for, where the fact is about that.
pub(super) fn why(
    input: &ReportInput<'_>,
    found: &CaseFact,
    window: &Window,
    noted: Option<Day>,
) -> Vec<Note> {
    let mut parts = Vec::new();
    let spell = found.spell.as_ref();
    if let Some(spell) = spell.filter(|spell| spell.rows.len() > 1) {
        parts.push(counted("spell", spell.rows.len()));
    }
    let starts = || dated("starts", spell.map(|spell| spell.start));
    let end = spell.and_then(|spell| spell.end);
    let counts = Counts { input, found, window };
    parts.extend(match found.condition {
        Condition::StockMonths => counts.month_ends(),
        Condition::Inflow | Condition::Exposed => vec![starts()],
        Condition::ReInflow => counts.returned(),
        Condition::Outflow
        | Condition::OutflowToWork
        | Condition::OutflowToPension
        | Condition::EndedPriced => vec![dated("ends", end)],
        Condition::EndedSaving => counts.saved(),
        Condition::IntoWork
        | Condition::Placement
        | Condition::PlacementOutside
        | Condition::WageValued
        | Condition::WageValue => counts.jobs(),
        Condition::Subsidised | Condition::SubsidyAmount | Condition::SubsidyUnknown => {
            let subsidy = Note::new("subsidy", Vec::new());
            counts.jobs().into_iter().chain([subsidy]).collect()
        }
        Condition::PartTimeBeside => counts.beside(),
        Condition::PartTimeToFullTime => counts.grown(),
        Condition::Participant | Condition::SocialParticipant | Condition::ParticipationRunning => {
            counts.participations()
        }
        Condition::ParticipantIntoWork => {
            counts.participations().into_iter().chain(counts.job_starts()).collect()
        }
        Condition::Ended | Condition::Completed => counts.participation_ends(),
        Condition::LeftToWork => vec![dated("left", end)],
        Condition::NotReturned6 => counts.stayed_off(HALF_YEAR),
        Condition::NotReturned12 => counts.stayed_off(YEAR),
        Condition::HadWork => counts.job_starts(),
        Condition::StillEmployed6 => counts.stayed_in(HALF_YEAR),
        Condition::StillEmployed12 => counts.stayed_in(YEAR),
        Condition::WithProfile => vec![counts.runs(), dated("profile", noted)],
        Condition::Paid => noted.map(paid).into_iter().collect(),
        Condition::WithIncome | Condition::IncomeAmount => {
            vec![counts.runs(), Note::new("income", Vec::new())]
        }
        Condition::PricedAmount => vec![counts.runs(), Note::new("amount", Vec::new())],
        Condition::OverTwoYears | Condition::OverFiveYears => vec![starts(), counts.runs()],
        Condition::StockBegin | Condition::StockEnd | Condition::Priced => vec![counts.runs()],
    });
    parts
}

/// A note on a day; without the day it would be no reason.
fn dated(id: &'static str, day: Option<Day>) -> Note {
    Note::new(id, day.map(|day| ("day", NoteValue::Day(day))).into_iter().collect())
}

fn counted(id: &'static str, count: usize) -> Note {
    Note::new(id, vec![number(count)])
}

fn number(count: impl TryInto<u64>) -> (&'static str, NoteValue) {
    ("count", NoteValue::Count(count.try_into().unwrap_or(0)))
}

fn paid(month: Day) -> Note {
    let month = Period::new(month, month.last_of_month()).unwrap_or_else(|_| Period::single(month));
    Note::new("paid", vec![("period", NoteValue::Period(month))])
}

struct Counts<'a> {
    input: &'a ReportInput<'a>,
    found: &'a CaseFact,
    window: &'a Window,
}

impl Counts<'_> {
    fn runs(&self) -> Note {
        dated("runs", Some(self.found.moment.day))
    }

    fn month_ends(&self) -> Vec<Note> {
        let period = ("period", NoteValue::Period(self.window.period));
        let count = u64::try_from(self.found.weight.unsigned_abs()).unwrap_or(0);
        vec![Note::new("month_ends", vec![number(count), period])]
    }

    fn returned(&self) -> Vec<Note> {
        let starts = self.found.spell.as_ref().map(|spell| spell.start);
        let ended = self.found.earlier.as_ref().and_then(|spell| spell.end);
        let mut parts = vec![dated("starts", starts)];
        if let (Some(starts), Some(ended)) = (starts, ended) {
            let days = starts.number() - ended.number();
            parts.push(Note::new("earlier", vec![("day", NoteValue::Day(ended)), number(days)]));
        }
        parts
    }

    fn saved(&self) -> Vec<Note> {
        let Some(end) = self.found.spell.as_ref().and_then(|spell| spell.end) else {
            return Vec::new();
        };
        let months = self.window.months_after(end);
        vec![dated("ends", Some(end)), Note::new("months_left", vec![number(months)])]
    }

    /// Each job, and how it follows from the benefit.
    fn jobs(&self) -> Vec<Note> {
        let ended = self.found.spell.as_ref().and_then(|spell| spell.end);
        let in_order = sorted(&self.found.jobs);
        in_order.into_iter().map(|job| self.job(job, ended)).collect()
    }

    fn job(&self, job: &Placement, ended: Option<Day>) -> Note {
        let mut values = vec![("day", NoteValue::Day(job.start)), self.kind(job)];
        match ended.filter(|end| *end < job.start) {
            Some(end) => {
                values.push(number(job.start.number() - end.number()));
                Note::new("job_after", values)
            }
            None => Note::new("job_during", values),
        }
    }

    fn job_starts(&self) -> Vec<Note> {
        let starts = |job: &Placement| {
            Note::new("job_starts", vec![("day", NoteValue::Day(job.start)), self.kind(job)])
        };
        sorted(&self.found.jobs).into_iter().map(starts).collect()
    }

    fn kind(&self, job: &Placement) -> (&'static str, NoteValue) {
        ("job", NoteValue::Group(self.input.group(Dimension::WorkKind, job.kind)))
    }

    fn beside(&self) -> Vec<Note> {
        let first = self.found.jobs.iter().map(|job| job.start).min();
        vec![self.runs(), dated("part_time_since", first)]
    }

    fn grown(&self) -> Vec<Note> {
        let Some((part_time, full_time)) = self.found.jobs.split_first() else { return Vec::new() };
        let first = full_time.iter().map(|job| job.start).min();
        vec![dated("part_time_from", Some(part_time.start)), dated("full_time_from", first)]
    }

    fn participations(&self) -> Vec<Note> {
        let mut participations: Vec<_> = self.found.participations.iter().collect();
        participations.sort_by_key(|participation| (participation.start, participation.end));
        let participation = |participation: &Participation| {
            let mut values =
                vec![self.programme(participation), ("day", NoteValue::Day(participation.start))];
            match participation.end {
                None => Note::new("course_since", values),
                Some(end) => {
                    values.push(("last", NoteValue::Day(end)));
                    Note::new("participation", values)
                }
            }
        };
        participations.into_iter().map(participation).collect()
    }

    fn programme(&self, participation: &Participation) -> (&'static str, NoteValue) {
        (
            "programme",
            NoteValue::Group(self.input.group(Dimension::Programme, participation.programme)),
        )
    }

    fn participation_ends(&self) -> Vec<Note> {
        let ends = |participation: &Participation| {
            let end = participation.end.map(|end| ("day", NoteValue::Day(end)));
            Note::new(
                "course_ends",
                [self.programme(participation)].into_iter().chain(end).collect(),
            )
        };
        self.found.participations.iter().map(ends).collect()
    }

    fn stayed_off(&self, days: i32) -> Vec<Note> {
        let left = self.found.spell.as_ref().and_then(|spell| spell.end);
        vec![dated("left", left), Note::new("not_back", vec![number(days)])]
    }

    fn stayed_in(&self, days: i32) -> Vec<Note> {
        let first = self.found.jobs.first().map(|job| job.start);
        let then = first.map(|first| ("day", NoteValue::Day(first.plus_days(days))));
        let in_job = Note::new("in_job", [number(days)].into_iter().chain(then).collect());
        vec![dated("first_job", first), in_job]
    }
}

/// Jobs by their first day, whatever their order in the file.
fn sorted(jobs: &[Placement]) -> Vec<&Placement> {
    let mut jobs: Vec<_> = jobs.iter().collect();
    jobs.sort_by_key(|job| (job.start, job.end, job.line));
    jobs
}

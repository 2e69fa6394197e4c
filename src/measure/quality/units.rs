//! What only a check looks at in cases and persons: short gaps, ends without a reason, jobs without a benefit.

use super::series::{Months, Series, add};
use crate::measure::context::Context;
use crate::measure::person::Person;
use crate::measure::spell::{RUNNING, Row, end_reason, spells};
use crate::measure::work;
use crate::period::Day;
use crate::record::{Participation, Placement};

/// A gap of fewer days is short (Almere counts whoever is back within 30 days as never gone).
pub(crate) const SHORT_GAP: i32 = 30;

/// What was counted of the cases.
#[derive(Debug)]
pub(crate) struct CaseCounts {
    /// Gaps of less than [`SHORT_GAP`] days between two spells of one case.
    pub(crate) short_gaps: u64,
    /// Spells that ended within the coverage.
    pub(crate) ended: u64,
    /// Spells that ended within the coverage without a reason.
    pub(crate) ended_without_reason: u64,
    /// Spells that start, by month.
    pub(crate) inflow: Series,
    /// Spells that end, by month.
    pub(crate) outflow: Series,
}

impl CaseCounts {
    /// Nothing counted.
    pub(super) fn new(months: &Months) -> Self {
        Self {
            short_gaps: 0,
            ended: 0,
            ended_without_reason: 0,
            inflow: months.series(),
            outflow: months.series(),
        }
    }

    /// Counts one case.
    pub(super) fn add(&mut self, context: &Context<'_>, months: &Months, rows: &[Row]) {
        let spells: Vec<_> = spells(rows, context.records.config.definitions.gap_days).collect();
        let gap = |end: Day, start: Day| start.number() - end.number() - 1;
        let short = spells.windows(2).filter(|pair| gap(pair[0].end, pair[1].start) < SHORT_GAP);
        self.short_gaps += short.count() as u64;
        for spell in &spells {
            months.count(&mut self.inflow, spell.start);
            if spell.end == RUNNING || !context.records.coverage.contains(spell.end) {
                continue;
            }
            months.count(&mut self.outflow, spell.end);
            self.ended += 1;
            let reason = end_reason(&context.rows(spell), context.known.partner, context);
            self.ended_without_reason += u64::from(reason == 0);
        }
    }

    /// The sums of two parts of a dataset.
    pub(super) fn merged(mut self, other: &Self) -> Self {
        self.short_gaps += other.short_gaps;
        self.ended += other.ended;
        self.ended_without_reason += other.ended_without_reason;
        add(&mut self.inflow, &other.inflow);
        add(&mut self.outflow, &other.outflow);
        self
    }
}

/// Placements, or participations, that start within the coverage.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Joined {
    /// All of them.
    pub(crate) all: u64,
    /// Those of a person who is not in the benefits export at all.
    pub(crate) unknown_person: u64,
    /// Those of a person whose benefit did not run.
    pub(crate) not_running: u64,
}

/// What was counted of the persons.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PersonCounts {
    /// Persons with benefits.
    pub(crate) on_benefit: u64,
    /// Placements.
    pub(crate) placements: Joined,
    /// Participations.
    pub(crate) programmes: Joined,
}

impl PersonCounts {
    /// Counts one person.
    pub(super) fn add(
        &mut self,
        context: &Context<'_>,
        rows: &[Row],
        placements: &[Placement],
        participations: &[Participation],
    ) {
        self.on_benefit += u64::from(!rows.is_empty());
        if placements.is_empty() && participations.is_empty() {
            return;
        }
        let coverage = context.records.coverage;
        let gap_days = context.records.config.definitions.gap_days;
        let person = Person::new(rows, placements, participations, gap_days);
        let is_unknown = person.spells.is_empty();
        let jobs = placements.iter().filter(|job| coverage.contains(job.start)).count();
        let from_benefit = work::counted(context, &person, coverage).count();
        self.placements.count(jobs, jobs - from_benefit, is_unknown);
        let participations =
            participations.iter().filter(|participation| coverage.contains(participation.start));
        let beside = |participation: &&Participation| {
            let end = participation.end.unwrap_or(RUNNING);
            !person.spells.iter().any(|spell| spell.overlaps(participation.start, end))
        };
        let outside = participations.clone().filter(beside).count();
        self.programmes.count(participations.count(), outside, is_unknown);
    }

    /// The sums of two parts of a dataset.
    pub(super) fn merged(self, other: Self) -> Self {
        Self {
            on_benefit: self.on_benefit + other.on_benefit,
            placements: self.placements.and(other.placements),
            programmes: self.programmes.and(other.programmes),
        }
    }
}

impl Joined {
    fn count(&mut self, all: usize, outside: usize, is_unknown: bool) {
        self.all += all as u64;
        if is_unknown {
            self.unknown_person += outside as u64;
        } else {
            self.not_running += outside as u64;
        }
    }

    const fn and(self, other: Self) -> Self {
        Self {
            all: self.all + other.all,
            unknown_person: self.unknown_person + other.unknown_person,
            not_running: self.not_running + other.not_running,
        }
    }
}

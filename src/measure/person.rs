//! One person: spells over all cases, jobs and participations.

use std::cell::OnceCell;

use super::caseload::Subject;
use super::context::Context;
use super::spell::{RUNNING, Row, Spell, spells};
use crate::period::Day;
use crate::record::{Participation, Placement};

/// One person in one scope: spells, jobs and programmes.
#[derive(Debug)]
pub(crate) struct Person<'a> {
    /// Spells over all cases, earliest first.
    pub(crate) spells: Vec<Spell<'a>>,
    /// What each spell is counted by, once asked for.
    subjects: Vec<OnceCell<Subject<'a>>>,
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
        let spells: Vec<Spell<'_>> = spells(rows, gap_days).collect();
        let subjects = spells.iter().map(|_| OnceCell::new()).collect();
        Self { spells, subjects, placements, participations }
    }

    /// The first and last day of anything of the person.
    pub(super) fn days(&self) -> Option<(Day, Day)> {
        let spells = self.spells.iter().map(|spell| (spell.start, spell.end));
        let jobs = self.placements.iter().map(|job| (job.start, job.end.unwrap_or(RUNNING)));
        let participations = self.participations.iter();
        let participations = participations
            .map(|participation| (participation.start, participation.end.unwrap_or(RUNNING)));
        let both = |one: (Day, Day), other: (Day, Day)| (one.0.min(other.0), one.1.max(other.1));
        spells.chain(jobs).chain(participations).reduce(both)
    }

    /// What a spell is counted by.
    pub(crate) fn subject(&self, context: &Context<'a>, spell: usize) -> &Subject<'a> {
        self.subjects[spell].get_or_init(|| context.subject(&self.spells[spell]))
    }
}

//! The units that a figure counts, one by one, each with the rows it rests on.

use super::dimension::{Dimension, Moment};
use super::fact::{Condition, Fact, Place, Sink};
use super::run::Counts;
use super::spell::{RUNNING, Spell};
use super::unit::Unit;
use crate::period::Day;
use crate::record::{Code, Participation, Placement, RowId};

/// Facts that a figure adds up: those of one condition in one period, or takes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// The period's number in the run.
    pub(crate) period: usize,
    /// The unit counted.
    pub(crate) unit: Unit,
    /// The condition it meets.
    pub(crate) condition: Condition,
    /// Whether it is taken off.
    pub(crate) is_minus: bool,
}

/// One fact, kept.
#[derive(Debug)]
pub(crate) struct CaseFact {
    /// The period's number in the run.
    pub(crate) period: usize,
    /// The unit counted.
    pub(crate) unit: Unit,
    /// The condition it meets.
    pub(crate) condition: Condition,
    /// What it adds to the figure: 1 for a count, cents for an amount; below zero where it is taken off.
    pub(crate) weight: i128,
    /// When it is looked at.
    pub(crate) moment: Moment,
    /// The groups of the list's dimension that it is in.
    pub(crate) groups: Vec<Code>,
    /// Why its spell started or ended, or what came of its participation, where the fact has one.
    pub(crate) reason: Option<(Dimension, Code)>,
    /// The spell it rests on.
    pub(crate) spell: Option<SpellRows>,
    /// The spell before it, of a return.
    pub(crate) earlier: Option<SpellRows>,
    /// The jobs it rests on.
    pub(crate) jobs: Vec<Placement>,
    /// The participations it rests on.
    pub(crate) participations: Vec<Participation>,
    /// The payment it rests on.
    pub(crate) payment: Option<RowId>,
}

/// A spell with the numbers of its rows.
#[derive(Debug)]
pub(crate) struct SpellRows {
    /// The first day.
    pub(crate) start: Day,
    /// The last day; none while it runs.
    pub(crate) end: Option<Day>,
    /// The benefit rows, by start.
    pub(crate) rows: Vec<RowId>,
}

impl SpellRows {
    fn of(spell: &Spell<'_>) -> Self {
        Self {
            start: spell.start,
            end: Some(spell.end).filter(|end| *end != RUNNING),
            rows: spell.rows.iter().map(|row| row.id).collect(),
        }
    }
}

/// A list in the making: of the scope of everything loaded.
#[derive(Debug)]
pub(crate) struct CaseFacts<'w> {
    parts: &'w [Part],
    by: Option<Dimension>,
    group: Option<Code>,
    /// What was found, in any order.
    pub(crate) found: Vec<CaseFact>,
}

impl<'w> CaseFacts<'w> {
    /// An empty list of the facts of these parts, with their groups; only those of one group where it is given.
    pub(crate) const fn new(parts: &'w [Part], by: Option<Dimension>, group: Option<Code>) -> Self {
        Self { parts, by, group, found: Vec::new() }
    }

    fn keep(&mut self, part: &Part, fact: &Fact<'_>) {
        let mut groups = Vec::new();
        if let Some(by) = self.by {
            fact.characteristics.each(by, fact.moment, |code| groups.push(code));
        }
        if self.group.is_some_and(|group| !groups.contains(&group)) {
            return;
        }
        let reason = reason_of(fact.condition).map(|dimension| {
            let mut reason = 0;
            fact.characteristics.each(dimension, fact.moment, |code| reason = code);
            (dimension, reason)
        });
        let basis = &fact.basis;
        self.found.push(CaseFact {
            period: part.period,
            unit: fact.unit,
            condition: fact.condition,
            weight: if part.is_minus { -fact.weight } else { fact.weight },
            moment: fact.moment,
            groups,
            reason,
            spell: basis.spell.map(SpellRows::of),
            earlier: basis.earlier.map(SpellRows::of),
            jobs: basis.jobs.iter().map(|job| (*job).clone()).collect(),
            participations: basis
                .participations
                .iter()
                .map(|participation| (*participation).clone())
                .collect(),
            payment: basis.payment,
        });
    }
}

impl Sink for CaseFacts<'_> {
    fn take(&mut self, place: Place<'_>, fact: &Fact<'_>) {
        if !place.scopes.contains(&0) {
            return;
        }
        for part in self.parts {
            let of_part = (part.period, part.unit, part.condition);
            if of_part == (place.period, fact.unit, fact.condition) {
                self.keep(part, fact);
            }
        }
    }
}

impl Counts for CaseFacts<'_> {
    fn and(mut self, other: Self) -> Self {
        self.found.extend(other.found);
        self
    }
}

/// The dimension that explains a fact with this condition best, where there is one.
const fn reason_of(condition: Condition) -> Option<Dimension> {
    match condition {
        Condition::Inflow | Condition::ReInflow => Some(Dimension::StartReason),
        Condition::Outflow
        | Condition::OutflowToWork
        | Condition::OutflowToPension
        | Condition::EndedPriced
        | Condition::EndedSaving => Some(Dimension::EndReason),
        Condition::Placement | Condition::Subsidised | Condition::SubsidyAmount => {
            Some(Dimension::WorkKind)
        }
        Condition::Ended | Condition::Completed => Some(Dimension::Result),
        _ => None,
    }
}

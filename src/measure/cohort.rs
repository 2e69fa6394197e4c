//! How long benefits run: spells by the cohort in which they start, followed until they end or the data do.
//!
//! A spell is in a cohort when it starts within the coverage: of benefits that started before it, those that had
//! ended are not in the export, and those that had not would make every cohort look stuck. It is followed from
//! its start to its end, or to the last day of the coverage where it still runs then (it is *censored*: it ran at
//! least so long). Time is counted by the calendar, as everywhere: a benefit still runs after k years when it runs
//! on the day k years after its start.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::dimension::Dimension;
use super::fact::{Condition, Fact, Place, Sink};
use super::run::Counts;
use super::unit::Unit;
use crate::period::Day;
use crate::record::Code;

/// The number of years that are looked at.
pub(crate) const YEARS: i32 = 10;

/// Longer than any number of days since the last whole year.
const YEAR: i32 = 367;

/// The time between two days that keeps the order of calendars: whole years × 367, plus the days since.
fn time(start: Day, day: Day) -> i32 {
    let years = start.full_months_to(day) / 12;
    years * YEAR + day.number() - start.plus_months(12 * years).number()
}

/// The spells of one cohort, by how long they ran or were followed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Curve {
    /// By time: how many ended then, and how many still ran and were followed no longer.
    times: BTreeMap<i32, (u64, u64)>,
    /// For each year: how many can be followed so long, and how many of these still run then.
    followed: [(u64, u64); YEARS as usize],
}

/// A curve after k years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    /// How many ended then.
    pub(crate) ended: u64,
    /// How many were running, and followed, just before.
    pub(crate) at_risk: u64,
}

impl Curve {
    fn add(&mut self, start: Day, end: Day, last: Day) {
        let runs_on = end > last;
        let (ended, censored) = self.times.entry(time(start, end.min(last))).or_default();
        *if runs_on { censored } else { ended } += 1;
        for (years, (followed, running)) in (1..).zip(&mut self.followed) {
            let day = start.plus_months(12 * years);
            if day <= last {
                *followed += 1;
                *running += u64::from(end > day);
            }
        }
    }

    fn merge(&mut self, other: &Self) {
        for (time, (ended, censored)) in &other.times {
            let mine = self.times.entry(*time).or_default();
            *mine = (mine.0 + ended, mine.1 + censored);
        }
        for (mine, theirs) in self.followed.iter_mut().zip(&other.followed) {
            *mine = (mine.0 + theirs.0, mine.1 + theirs.1);
        }
    }

    /// How many spells started.
    pub(crate) fn started(&self) -> u64 {
        self.times.values().map(|(ended, censored)| ended + censored).sum()
    }

    /// The times at which spells ended, up to and with that of `years`, earliest first.
    pub(crate) fn steps(&self, years: i32) -> Vec<Step> {
        let mut at_risk = self.started();
        let mut steps = Vec::new();
        for (ended, censored) in self.times.range(..=years * YEAR).map(|(_, counts)| *counts) {
            if ended > 0 {
                steps.push(Step { ended, at_risk });
            }
            at_risk -= ended + censored;
        }
        steps
    }

    /// How many ran for `years`, or ended on that very day, and were followed so long.
    pub(crate) fn at_risk(&self, years: i32) -> u64 {
        self.times.range(years * YEAR..).map(|(_, (ended, censored))| ended + censored).sum()
    }

    /// How many can be followed for `years`, and how many of these still run then.
    pub(crate) fn followed(&self, years: i32) -> (u64, u64) {
        let index = usize::try_from(years - 1).unwrap_or(usize::MAX);
        self.followed.get(index).copied().unwrap_or_default()
    }
}

/// What the cohorts of spells are formed by: their start year, or another dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CohortDimension {
    /// The year in which the spell starts.
    StartYear,
    /// Another dimension; age is the age at the start.
    Of(Dimension),
}

/// The cohorts of a run, by scope and by one group of each of the characteristics asked for.
#[derive(Debug, Clone)]
pub(crate) struct Cohorts<'b> {
    by: &'b [CohortDimension],
    last: Day,
    /// The curves by scope and groups; all spells of a scope are under no groups.
    pub(crate) curves: FxHashMap<(usize, Vec<Code>), Curve>,
}

impl<'b> Cohorts<'b> {
    /// Nothing counted yet; `last` is the last day of the coverage.
    pub(crate) fn new(by: &'b [CohortDimension], last: Day) -> Self {
        Self { by, last, curves: FxHashMap::default() }
    }

    /// Every combination of groups that the spell of a fact is in.
    fn groups(&self, fact: &Fact<'_>, start: Day) -> Vec<Vec<Code>> {
        let mut all = vec![Vec::new()];
        for apart in self.by {
            let mut codes = Vec::new();
            match apart {
                CohortDimension::StartYear => codes.push(Code::try_from(start.year()).unwrap_or(0)),
                CohortDimension::Of(dimension) => {
                    fact.characteristics.each(*dimension, fact.moment, |code| codes.push(code));
                }
            }
            let with = |code: &Code| {
                all.iter().map(|groups| [groups.as_slice(), &[*code]].concat()).collect::<Vec<_>>()
            };
            all = codes.iter().flat_map(with).collect();
        }
        all
    }
}

impl Sink for Cohorts<'_> {
    fn take(&mut self, place: Place<'_>, fact: &Fact<'_>) {
        if (fact.unit, fact.condition) != (Unit::Benefits, Condition::Inflow) {
            return;
        }
        let Some((start, end)) = fact.characteristics.span else { return };
        let mut all = self.groups(fact, start);
        all.push(Vec::new());
        for scope in place.scopes {
            for groups in &all {
                let curve = self.curves.entry((*scope, groups.clone())).or_default();
                curve.add(start, end, self.last);
            }
        }
    }
}

impl Counts for Cohorts<'_> {
    fn only_benefits(&self) -> bool {
        true
    }

    fn and(mut self, other: Self) -> Self {
        for (key, curve) in other.curves {
            self.curves.entry(key).or_default().merge(&curve);
        }
        self
    }
}

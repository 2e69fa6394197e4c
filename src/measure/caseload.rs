//! Facts of spells: stock, inflow and outflow, for benefits and for persons alike.
//!
//! `stock_begin` runs on the day before the period, `inflow` starts in it, `outflow` ends in it and
//! `stock_end` runs on its last day; so stock_begin + inflow − outflow = stock_end always holds.
//! `stock_average` is the mean over the last days of the months (CBS year figure).

use super::dimension::{Dimension, Traits, age_class, duration_class};
use super::fact::{Condition, Fact};
use super::figure::Unit;
use super::spell::Spell;
use super::window::Window;
use crate::period::Day;

/// What groups a spell: the traits that do not change with the day, and the dates of those that do.
#[derive(Debug, Default)]
pub(crate) struct Profile {
    /// Traits that do not depend on a day.
    pub(crate) traits: Traits,
    /// The birth date by which age is told.
    pub(crate) birth: Option<Day>,
    /// The reason of the end is work or self-employment.
    pub(crate) to_work: bool,
}

impl Profile {
    /// The traits as they are on a day.
    pub(crate) fn on(&mut self, spell: &Spell<'_>, day: Day, bounds: &[i32]) -> &Traits {
        self.traits.set(Dimension::Age, age_class(self.birth, day, bounds));
        self.traits.set(Dimension::Duration, duration_class(spell.start, day));
        &self.traits
    }
}

/// Whether a spell has any of the facts below in a period.
pub(crate) fn is_relevant(spell: &Spell<'_>, window: &Window) -> bool {
    spell.start <= window.to && spell.end >= window.from
}

/// The facts of one spell in one period.
pub(crate) fn facts(
    spell: &Spell<'_>,
    unit: Unit,
    window: &Window,
    profile: &mut Profile,
    bounds: &[i32],
    mut take: impl FnMut(&Fact<'_>),
) {
    let mut state = |condition, day, weight, profile: &mut Profile| {
        let traits = profile.on(spell, day, bounds);
        take(&Fact { unit, condition, weight, traits });
    };
    if spell.runs_on(window.before) {
        state(Condition::StockBegin, window.before, 1, profile);
    }
    if window.period.contains(spell.start) {
        state(Condition::Inflow, spell.start, 1, profile);
    }
    if window.period.contains(spell.end) {
        state(Condition::Outflow, spell.end, 1, profile);
        if profile.to_work {
            state(Condition::OutflowToWork, spell.end, 1, profile);
        }
    }
    if spell.runs_on(window.to) {
        state(Condition::StockEnd, window.to, 1, profile);
    }
    let months = window.month_ends.iter().filter(|end| spell.runs_on(**end)).count();
    if months > 0 {
        let weight = i128::try_from(months).unwrap_or(0);
        state(Condition::StockMonths, window.to, weight, profile);
    }
}

//! Facts of spells: stock, inflow and outflow, for benefits and for persons alike.
//!
//! `stock_begin` runs on the day before the period, `inflow` starts in it, `outflow` ends in it and
//! `stock_end` runs on its last day; so stock_begin + inflow − outflow = stock_end always holds.
//! `stock_average` is the mean over the last days of the months (CBS year figure).

use super::dimension::Characteristics;
use super::fact::{Basis, Condition, Fact};
use super::spell::Spell;
use super::unit::Unit;
use super::window::Window;
use crate::number::Cents;
use crate::period::Day;

/// What a spell is counted by, whatever the period.
#[derive(Debug, Default)]
pub(crate) struct Subject<'a> {
    /// Its groups and dates.
    pub(crate) characteristics: Characteristics<'a>,
    /// The reason of its end is work or self-employment.
    pub(crate) to_work: bool,
    /// The reason of its end is pension.
    pub(crate) to_pension: bool,
    /// The amount per month.
    pub(crate) amount: Option<Cents>,
    /// The income beside it per month, where there is any.
    pub(crate) income: Option<Cents>,
    /// The earliest profile of its rows.
    pub(crate) profile: Option<Day>,
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
    subject: &Subject<'_>,
    mut take: impl FnMut(&Fact<'_>),
) {
    let mut state = |condition, day, weight| {
        let moment = window.on(day);
        let basis = Basis::of_spell(spell);
        take(&Fact {
            unit,
            condition,
            weight,
            characteristics: &subject.characteristics,
            moment,
            basis,
        });
    };
    if spell.runs_on(window.before) {
        state(Condition::StockBegin, window.before, 1);
    }
    if window.period.contains(spell.start) {
        state(Condition::Inflow, spell.start, 1);
    }
    if window.period.contains(spell.end) {
        state(Condition::Outflow, spell.end, 1);
        if subject.to_work {
            state(Condition::OutflowToWork, spell.end, 1);
        }
        if subject.to_pension {
            state(Condition::OutflowToPension, spell.end, 1);
        }
    }
    if spell.start <= window.to && (spell.start >= window.from || spell.end > window.before) {
        state(Condition::Exposed, window.to, 1);
    }
    if spell.runs_on(window.to) {
        state(Condition::StockEnd, window.to, 1);
        if unit == Unit::Benefits {
            let [two, five] = window.started_by;
            if spell.start <= two {
                state(Condition::OverTwoYears, window.to, 1);
            }
            if spell.start <= five {
                state(Condition::OverFiveYears, window.to, 1);
            }
        }
    }
    let months = window.month_ends_within(spell.start, spell.end);
    if months > 0 {
        state(Condition::StockMonths, window.to, i128::try_from(months).unwrap_or(0));
    }
}

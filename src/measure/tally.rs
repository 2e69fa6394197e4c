//! Counts of facts by group, for the conditions and dimensions that a report asks for.

use rustc_hash::FxHashMap;

use super::dimension::Dimension;
use super::fact::{Condition, Fact, Place, Sink};
use super::unit::Unit;
use crate::record::Code;

/// What is counted: the facts of one unit and condition, all together or by one dimension.
pub(crate) type Counted = (Unit, Condition, Option<Dimension>);

/// A dimension to count by, or none, and the number of the count.
type Slot = (Option<Dimension>, usize);

/// The counts that a run asks for, each with its number.
#[derive(Debug)]
pub(crate) struct Plan {
    slots: FxHashMap<Counted, usize>,
    /// What is wanted of each unit and condition, at the place that [`place_of`] gives.
    wanted: Vec<Vec<Slot>>,
}

const fn place_of(unit: Unit, condition: Condition) -> usize {
    unit as usize * Condition::COUNT + condition as usize
}

impl Plan {
    /// A plan for these counts; asking twice for one is asking once.
    pub(crate) fn new(counts: impl IntoIterator<Item = Counted>) -> Self {
        let mut slots = FxHashMap::default();
        let mut wanted = vec![Vec::new(); place_of(Unit::Euro, Condition::Paid) + 1];
        for counted in counts {
            let number = slots.len();
            if *slots.entry(counted).or_insert(number) == number {
                let (unit, condition, dimension) = counted;
                wanted[place_of(unit, condition)].push((dimension, number));
            }
        }
        Self { slots, wanted }
    }
}

/// The counts of one run.
#[derive(Debug)]
pub(crate) struct Tally<'p> {
    plan: &'p Plan,
    periods: usize,
    counts: Vec<Vec<i128>>,
    /// Of what each sum of amounts is made, at the place of its count.
    amounts: Vec<Amounts>,
}

/// What a sum of amounts is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Amounts {
    /// How many amounts.
    pub(crate) number: i64,
    /// The largest in cents, whatever its sign.
    pub(crate) largest: i128,
}

impl<'p> Tally<'p> {
    /// All counts at zero.
    pub(crate) fn new(plan: &'p Plan, scopes: usize, periods: usize) -> Self {
        let places = scopes * periods * plan.slots.len();
        Self {
            plan,
            periods,
            counts: vec![Vec::new(); places],
            amounts: vec![Amounts::default(); places],
        }
    }

    fn index(&self, scope: usize, period: usize, slot: usize) -> usize {
        (scope * self.periods + period) * self.plan.slots.len() + slot
    }

    /// Adds the counts of another tally of the same plan.
    #[must_use]
    pub(crate) fn merged(mut self, other: Self) -> Self {
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            if mine.len() < theirs.len() {
                mine.resize(theirs.len(), 0);
            }
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                *mine += theirs;
            }
        }
        for (mine, theirs) in self.amounts.iter_mut().zip(other.amounts) {
            mine.number += theirs.number;
            mine.largest = mine.largest.max(theirs.largest);
        }
        self
    }

    /// The count of all facts of a unit and condition.
    pub(crate) fn total(
        &self,
        scope: usize,
        period: usize,
        unit: Unit,
        condition: Condition,
    ) -> i128 {
        self.groups(scope, period, (unit, condition, None)).first().copied().unwrap_or(0)
    }

    /// What the sum of all amounts of a condition is made of.
    pub(crate) fn amounts(&self, scope: usize, period: usize, condition: Condition) -> Amounts {
        let slot = self.plan.slots.get(&(Unit::Euro, condition, None));
        slot.map_or_else(Amounts::default, |slot| self.amounts[self.index(scope, period, *slot)])
    }

    /// The counts by group, at the place of each group's number; groups past the end count zero.
    pub(crate) fn groups(&self, scope: usize, period: usize, counted: Counted) -> &[i128] {
        let slot = self.plan.slots.get(&counted);
        slot.map_or(&[], |slot| &self.counts[self.index(scope, period, *slot)])
    }
}

impl Sink for Tally<'_> {
    fn take(&mut self, place: Place<'_>, fact: &Fact<'_>) {
        let wanted = &self.plan.wanted[place_of(fact.unit, fact.condition)];
        if wanted.is_empty() {
            return;
        }
        for scope in place.scopes {
            let first = self.index(*scope, place.period, 0);
            let counts = &mut self.counts[first..];
            for (dimension, slot) in wanted {
                let counts = &mut counts[*slot];
                let Some(dimension) = dimension else {
                    add(counts, 0, fact.weight);
                    continue;
                };
                match fact.characteristics.one(*dimension, fact.moment) {
                    Some(code) => add(counts, code, fact.weight),
                    None => fact
                        .characteristics
                        .each(*dimension, fact.moment, |code| add(counts, code, fact.weight)),
                }
            }
            if fact.unit == Unit::Euro {
                for (_, slot) in wanted {
                    let amounts = &mut self.amounts[first + slot];
                    amounts.number += 1;
                    amounts.largest = amounts.largest.max(fact.weight.abs());
                }
            }
        }
    }
}

#[inline]
fn add(counts: &mut Vec<i128>, code: Code, weight: i128) {
    let index = code as usize;
    if let Some(count) = counts.get_mut(index) {
        *count += weight;
    } else {
        counts.resize(index + 1, 0);
        counts[index] = weight;
    }
}

#[cfg(test)]
mod tests {
    use super::super::dimension::{Characteristics, Moment};
    use super::super::fact::Basis;
    use super::*;
    use crate::period::Day;

    #[test]
    fn groups_add_up_to_the_total_and_merging_adds() {
        let total = (Unit::Benefits, Condition::Outflow, None);
        let by_sex = (Unit::Benefits, Condition::Outflow, Some(Dimension::Sex));
        let plan = Plan::new([total, by_sex, total]);
        let mut tally = Tally::new(&plan, 1, 1);
        let mut characteristics = Characteristics::default();
        for sex in [1, 2, 2, 0] {
            characteristics.set(Dimension::Sex, sex);
            let fact = Fact {
                unit: Unit::Benefits,
                condition: Condition::Outflow,
                weight: 1,
                characteristics: &characteristics,
                moment: Moment { day: Day::MIN, to: Day::MIN },
                basis: Basis::default(),
            };
            tally.take(Place { scopes: &[0], period: 0 }, &fact);
        }
        assert_eq!(tally.total(0, 0, Unit::Benefits, Condition::Outflow), 4);
        assert_eq!(tally.groups(0, 0, by_sex), [1, 1, 2]);
        let merged = tally.merged(Tally::new(&plan, 1, 1));
        assert_eq!(merged.groups(0, 0, by_sex), [1, 1, 2]);
        assert_eq!(merged.total(0, 0, Unit::Persons, Condition::Outflow), 0);
    }
}

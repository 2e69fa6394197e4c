//! The counts of a run by their headings, each once, with what was published of them before.

use std::collections::{BTreeMap, BTreeSet};

use super::count_key::{Column, CountKey, disclosed_counts};
use crate::disclosure::published_row::{PrintedCell, PublishedRow};
use crate::disclosure::rules::Rules;
use crate::disclosure::solver::problem::{Equation, Problem, Quantity};
use crate::measure::{Condition, Dimension, Unit};
use crate::report::Group;

/// A count and what is known of it while the problem is built.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Where it stands; `None` where it is only worked out.
    pub(crate) count_key: Option<CountKey>,
    /// What was counted, where that is known.
    pub(crate) count: Option<i64>,
    /// Over how many stocks the number that is printed is a mean; else 1.
    pub(crate) divisor: i64,
    /// What the solver gets.
    pub(crate) quantity: Quantity,
    worth: Worth,
}

/// How much a reader would miss a count; the smallest is worth most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Total,
    Part,
    Zero,
    Group,
    /// Of a crossed table, what is in a row and a column.
    Cell,
    /// It stands in the report only as what something is a share of.
    Whole,
}

/// Where a group and its total stand together: by source, table, figure, unit, column, total and dimension.
type Listing = (usize, String, String, Unit, u8, CountKey, Dimension);

/// What one table prints of the groups of a total.
#[derive(Debug, Clone, Default)]
pub(super) struct Listed {
    /// The groups, each with the number of its count.
    pub(super) groups: Vec<(Group, usize)>,
    /// Whether the total stands in the table too.
    has_total: bool,
    /// Whether some group is not available, so that nothing adds up.
    is_partial: bool,
}

/// A total, the dimension, and its groups, each with the number of its count.
pub(super) type Complete = (CountKey, Dimension, Vec<(Group, usize)>);

/// Counts with the equations between them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    /// The counts, by number.
    pub(crate) entries: Vec<Entry>,
    /// What holds between them.
    pub(crate) equations: Vec<Equation>,
    /// The number of each heading.
    pub(crate) numbers: BTreeMap<CountKey, usize>,
    listings: BTreeMap<Listing, Listed>,
    /// The totals of which some table names every group that is not zero.
    complete: BTreeSet<(CountKey, Dimension)>,
    /// How many numbers were published before that are others now.
    pub(crate) changed: usize,
}

impl Counts {
    /// Adds what a run is about to print.
    pub(crate) fn add(&mut self, published_rows: &[PublishedRow]) {
        self.add_from(0, published_rows);
    }

    /// Adds what was published before, in a file of its own; `source` is 1 for the first.
    pub(crate) fn add_released(&mut self, source: usize, published_rows: &[PublishedRow]) {
        self.add_from(source, published_rows);
    }

    fn add_from(&mut self, source: usize, published_rows: &[PublishedRow]) {
        for published_row in published_rows {
            for telling in disclosed_counts(published_row) {
                let listings = listings(source, published_row, telling.column, &telling.count_key);
                if telling.cell == PrintedCell::Nothing {
                    for key in listings.of_group {
                        self.listings.entry(key).or_default().is_partial = true;
                    }
                    continue;
                }
                let number = self.number_of(telling.count_key.clone(), telling.divisor);
                for (key, group) in listings.of_group.into_iter().zip(listings.groups) {
                    let listed = self.listings.entry(key).or_default();
                    if !listed.groups.iter().any(|(_, other)| *other == number) {
                        listed.groups.push((group, number));
                    }
                }
                for dimension in listings.of_total {
                    self.listings.entry(dimension).or_default().has_total = true;
                }
                let count = telling.count();
                let is_whole_only = telling.column == Column::Whole;
                let worth = worth(&telling.count_key, count, is_whole_only);
                if source == 0 {
                    let entry = &mut self.entries[number];
                    entry.count = entry.count.or(count);
                    let before = entry.quantity.printed.then_some(entry.worth);
                    entry.worth = before.map_or(worth, |before| before.min(worth));
                    entry.quantity.printed = true;
                } else {
                    self.was_printed(number, count, published_row.rounded, worth);
                }
            }
        }
    }

    /// What an earlier report printed of a count: the number, a rounded one, or (`None`) that it is hidden.
    fn was_printed(&mut self, number: usize, count: Option<i64>, rounded: bool, worth: Worth) {
        let entry = &mut self.entries[number];
        let Some(count) = count else {
            // what one earlier report hid and another showed is known
            let is_secret = !entry.quantity.released && !entry.quantity.printed;
            entry.quantity.primary |= is_secret;
            return;
        };
        let (low, high) =
            if rounded { bounds(count / entry.divisor, entry.divisor) } else { (count, count) };
        if entry.count.is_some_and(|now| !(low..=high).contains(&now)) {
            // the data have changed, and the number that was published is another one
            self.changed += 1;
            return;
        }
        if rounded {
            entry.quantity.low = entry.quantity.low.max(low);
            entry.quantity.high = Some(entry.quantity.high.map_or(high, |of| of.min(high)));
        } else {
            entry.count = Some(count);
            entry.worth = if entry.quantity.printed { entry.worth.min(worth) } else { worth };
            entry.quantity.printed = true;
            entry.quantity.released = true;
            entry.quantity.primary = false;
        }
    }

    fn number_of(&mut self, count_key: CountKey, divisor: i64) -> usize {
        let next = self.entries.len();
        let number = *self.numbers.entry(count_key.clone()).or_insert(next);
        if number == next {
            self.entries.push(Entry {
                count_key: Some(count_key),
                count: None,
                divisor,
                quantity: Quantity::PEOPLE,
                worth: Worth::Whole,
            });
        }
        number
    }

    /// Names what the rules name.
    pub(crate) fn name_primaries(&mut self, rules: Rules) {
        let known = self.entries.iter().enumerate().filter_map(|(number, entry)| {
            let count_key = entry.count_key.clone()?;
            Some((number, (count_key, entry.count?, entry.divisor)))
        });
        let (numbers, counts): (Vec<usize>, Vec<_>) = known.unzip();
        for (number, primary) in numbers.into_iter().zip(rules.primaries(&counts)) {
            let quantity = &mut self.entries[number].quantity;
            quantity.primary |= primary && !quantity.released;
        }
    }

    /// The tables that name every group of a total that is not zero: the total, the dimension, and the groups. A table that
    /// folds the smaller groups together names them so too.
    pub(super) fn complete_listings(&mut self) -> Vec<Complete> {
        let is_complete =
            |listed: &&Listed| listed.has_total && !listed.is_partial && !listed.groups.is_empty();
        let mut all: Vec<_> = self
            .listings
            .iter()
            .filter(|(_, listed)| is_complete(listed))
            .map(|(key, listed)| (key.5.clone(), key.6, listed.groups.clone()))
            .collect();
        all.sort();
        all.dedup();
        for (count_key, dimension, groups) in &all {
            if !groups.iter().any(|(group, _)| *group == Group::Rest) {
                self.complete.insert((count_key.clone(), *dimension));
            }
        }
        all
    }

    /// The headings of which something holds.
    pub(super) fn keys(&self, holds: impl Fn(&CountKey) -> bool) -> Vec<CountKey> {
        self.numbers.keys().filter(|key| holds(key)).cloned().collect()
    }

    /// A heading as a term with a factor; `None` where it stands nowhere. A group that no complete table names is zero,
    /// and so no term at all.
    pub(super) fn term(&self, count_key: &CountKey, factor: i64) -> Option<Vec<(usize, i64)>> {
        if let Some(number) = self.numbers.get(count_key) {
            return Some(vec![(*number, factor)]);
        }
        let mut wholes = count_key.wholes();
        wholes.any(|(whole, by, _)| self.complete.contains(&(whole, by))).then(Vec::new)
    }

    /// Adds an equation: the terms come to zero, or to what they really come to, which a reader may know.
    pub(super) fn equate(&mut self, terms: Vec<(usize, i64)>) {
        let mut factors: BTreeMap<usize, i64> = BTreeMap::new();
        for (number, factor) in terms {
            *factors.entry(number).or_default() += factor;
        }
        let terms: Vec<_> = factors.into_iter().filter(|(_, factor)| *factor != 0).collect();
        if !terms.is_empty() {
            let total = self.evaluate(&terms).unwrap_or(0);
            self.equations.push(Equation { terms, total });
        }
    }

    /// Adds that the terms come to zero or more. Nothing is added where they come to less: then it is not so.
    pub(super) fn bound(&mut self, terms: Vec<(usize, i64)>) {
        self.rest(terms, Quantity::NOBODY, 1);
    }

    /// Adds a residual count of persons, `terms` − rest = 0, which is protected itself where `rules` find it too small.
    /// Returns its index.
    pub(super) fn add_residual(&mut self, terms: Vec<(usize, i64)>, rules: Rules) -> Option<usize> {
        let divisor = terms.iter().map(|(number, _)| self.entries[*number].divisor).max();
        let divisor = divisor.unwrap_or(1);
        let is_small = |count| rules.is_small_mean(count, divisor);
        let primary = self.evaluate(&terms).is_some_and(is_small);
        self.rest(terms, Quantity { primary, ..Quantity::PEOPLE }, divisor)
    }

    /// The number of what is left over; `None` where it would be less than zero.
    fn rest(
        &mut self,
        mut terms: Vec<(usize, i64)>,
        quantity: Quantity,
        divisor: i64,
    ) -> Option<usize> {
        let count = self.evaluate(&terms);
        if count.is_some_and(|count| count < 0) {
            return None;
        }
        let number = self.entries.len();
        self.entries.push(Entry { count_key: None, count, divisor, quantity, worth: Worth::Whole });
        terms.push((number, -1));
        self.equate(terms);
        Some(number)
    }

    /// What terms come to, where all of them are known.
    pub(super) fn evaluate(&self, terms: &[(usize, i64)]) -> Option<i64> {
        let product =
            |(number, factor): &(usize, i64)| self.entries[*number].count?.checked_mul(*factor);
        terms.iter().map(product).sum()
    }

    /// The problem of hiding what must be hidden.
    pub(crate) fn problem(&self) -> Problem {
        let entries = self.entries.iter();
        let quantities: Vec<Quantity> = entries
            .map(|entry| Quantity { value: entry.count.unwrap_or(0), ..entry.quantity })
            .collect();
        let mut order: Vec<usize> =
            (0..quantities.len()).filter(|of| quantities[*of].printed).collect();
        order.sort_by_key(|of| {
            let entry = &self.entries[*of];
            (entry.worth, std::cmp::Reverse(entry.count.unwrap_or(0)), *of)
        });
        Problem { quantities, equations: self.equations.clone(), order }
    }
}

/// Counts are rounded to multiples of this number, as StatLine rounds benefits.
pub(crate) const BASE: i64 = 10;

/// The lowest and highest count that a rounded number may stand for; of a mean over so many days, of their sum.
pub(crate) fn bounds(rounded: i64, divisor: i64) -> (i64, i64) {
    let half = BASE / 2;
    let low = rounded.saturating_sub(half).saturating_mul(divisor).max(0);
    (low, rounded.saturating_add(half).saturating_mul(divisor) - 1)
}

struct Listings {
    of_group: Vec<Listing>,
    groups: Vec<Group>,
    of_total: Vec<Listing>,
}

/// The listings that a count is a group of, and those that it is the total of.
fn listings(
    source: usize,
    published_row: &PublishedRow,
    column: Column,
    count_key: &CountKey,
) -> Listings {
    let key = |whole: CountKey, dimension| {
        let (table, figure) = (published_row.table.clone(), published_row.figure.clone());
        (source, table, figure, published_row.unit, column as u8, whole, dimension)
    };
    let (mut of_group, mut groups) = (Vec::new(), Vec::new());
    // the groups of those who take part in social kinds are groups of all who take part
    let is_sum =
        published_row.figure != "participation" || count_key.condition != Condition::Participant;
    for (whole, dimension, group) in count_key.wholes().filter(|_| is_sum) {
        of_group.push(key(whole, dimension));
        groups.push(group.clone());
    }
    let given: Vec<Dimension> = count_key.by.iter().map(|(dimension, _)| *dimension).collect();
    let dimensions = super::count_key::dimensions(published_row);
    let of_total = dimensions.into_iter().filter(|dimension| !given.contains(dimension));
    let of_total = of_total.map(|dimension| key(count_key.clone(), dimension)).collect();
    Listings { of_group, groups, of_total }
}

fn worth(count_key: &CountKey, count: Option<i64>, is_whole_only: bool) -> Worth {
    use Condition::{Inflow, IntoWork, Outflow, Participant, Placement, StockEnd};
    let leads = matches!(
        count_key.condition,
        StockEnd | Inflow | Outflow | IntoWork | Placement | Participant
    );
    match (count_key.by.len(), count) {
        (0, _) if leads && count_key.unit != Unit::Persons => Worth::Total,
        _ if is_whole_only => Worth::Whole,
        (0, _) => Worth::Part,
        (_, Some(0)) => Worth::Zero,
        (1, _) => Worth::Group,
        _ => Worth::Cell,
    }
}

//! The counts of a report by their headings, each once, with what a reader can work out besides.

use std::collections::{BTreeMap, BTreeSet};

use super::heading::{Course, Heading, tellings};
use super::problem::{Equation, Problem, Quantity};
use super::rules::Rules;
use super::statement::{Statement, Told};
use crate::measure::Dimension;
use crate::report::Group;

/// Why an equation holds, as it is told to whoever reads an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Knowledge {
    /// Parts add up to their total.
    Parts,
    /// Groups that may overlap hold everybody, and nobody who is not in the total.
    Groups,
    /// The stock moves by what goes in and out.
    Flow,
    /// A mean over months is made of stocks.
    Months,
    /// A part is at most its whole.
    PartOf,
    /// A figure is the sum of some groups of another.
    Reasons,
    /// Municipalities add up to their region.
    Region,
    /// Shorter periods add up to a longer one.
    Periods,
    /// Those who started together end, or are followed no longer.
    Cohort,
    /// People grow older, and benefits longer.
    Ageing,
    /// A change or a share is printed beside it.
    Printed,
}

impl Knowledge {
    /// How numbers hang together, in words.
    pub(crate) const fn in_words(self) -> &'static str {
        match self {
            Self::Parts => "groups add up to their total",
            Self::Groups => "a group is at most the total, and all groups together at least",
            Self::Flow => "stock at the beginning + inflow − outflow = stock at the end",
            Self::Months => "an average stock is made of the stocks of the months",
            Self::PartOf => "a part is at most its whole",
            Self::Reasons => "a figure is the sum of groups of another",
            Self::Region => "municipalities add up to their region",
            Self::Periods => "shorter periods add up to a longer one",
            Self::Cohort => {
                "of those who started together, some end and some are followed no longer"
            }
            Self::Ageing => "people only grow older, and benefits only longer",
            Self::Printed => "a change or share is printed beside it",
        }
    }
}

/// A count and what is known of it while the problem is built.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Where it stands; `None` where it is only worked out.
    pub(crate) heading: Option<Heading>,
    /// What was counted, where that is known.
    pub(crate) count: Option<i64>,
    /// Over how many stocks the number that is printed is a mean; else 1.
    pub(crate) divisor: i64,
    quantity: Quantity,
    worth: Worth,
}

/// What is left over in an inequality: a number that nobody prints, and of nobody.
const NOBODY: Quantity = Quantity {
    value: 0,
    printed: false,
    primary: false,
    released: false,
    given: false,
    people: false,
};

impl Quantity {
    const fn with_people(self) -> Self {
        Self { people: true, ..self }
    }
}

/// How much a reader would miss a count; the smallest is worth most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Total,
    Part,
    Nought,
    Group,
    /// Of a crossed table, what is in a row and a column.
    Cell,
    /// It stands in the report only as what something is a share of.
    Whole,
}

/// What counts are, by their headings.
pub(crate) type KnownCounts = BTreeMap<Heading, i64>;

/// Counts with the equations between them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    /// The counts, by number.
    pub(crate) entries: Vec<Entry>,
    /// What holds between them, and why.
    pub(crate) equations: Vec<(Equation, Knowledge)>,
    /// The number of each heading.
    pub(crate) numbers: BTreeMap<Heading, usize>,
    /// The groups that stand in a report, by their total and trait.
    pub(crate) groups: BTreeMap<(Heading, Dimension), Vec<(Group, usize)>>,
    /// Of which totals some table has all groups that are not nought.
    pub(super) listed: BTreeSet<(Heading, Dimension)>,
    /// How many numbers were published before that are others now.
    pub(super) changed: usize,
    /// The groups that some table does not tell of: where no other one does, nothing adds up.
    untold: BTreeMap<(Heading, Dimension), BTreeSet<Heading>>,
}

impl Counts {
    /// Adds the counts of a report.
    pub(crate) fn add(&mut self, statements: &[Statement], released: bool) {
        for telling in statements.iter().flat_map(tellings) {
            let by = telling.heading.wholes().filter(|_| telling.heading.adds_up());
            let by: Vec<_> =
                by.map(|(whole, dimension, group)| ((whole, dimension), group.clone())).collect();
            if telling.told == Told::Nothing {
                // a table of which not all is told does not add up
                if telling.column != super::heading::Column::Whole {
                    for (key, _) in by {
                        self.untold.entry(key).or_default().insert(telling.heading.clone());
                    }
                }
                continue;
            }
            let number = self.number_of(telling.heading.clone(), telling.divisor);
            for (key, group) in by {
                let groups = self.groups.entry(key).or_default();
                if !groups.iter().any(|(_, other)| *other == number) {
                    groups.push((group, number));
                }
            }
            let entry = &mut self.entries[number];
            if let (true, Some(now), Some(before)) = (released, entry.count, telling.count())
                && now != before
            {
                // the data have changed, and the number that was published is another one
                self.changed += 1;
                continue;
            }
            let is_whole_only = telling.column == super::heading::Column::Whole;
            let count = telling.count();
            let worth = worth(&telling.heading, count, is_whole_only);
            entry.count = entry.count.or(count);
            entry.worth = if entry.quantity.printed { entry.worth.min(worth) } else { worth };
            if released {
                let is_shown = telling.told != Told::Hidden;
                entry.quantity.printed |= is_shown;
                entry.quantity.released |= is_shown;
                // what one earlier report hid and another showed is known
                let is_secret = entry.quantity.primary || !is_shown && !entry.quantity.printed;
                entry.quantity.primary = is_secret && !entry.quantity.released;
            } else {
                entry.quantity.printed = true;
            }
        }
    }

    fn number_of(&mut self, heading: Heading, divisor: i64) -> usize {
        let next = self.entries.len();
        let number = *self.numbers.entry(heading.clone()).or_insert(next);
        if number == next {
            self.entries.push(Entry {
                heading: Some(heading),
                count: None,
                divisor,
                quantity: NOBODY.with_people(),
                worth: Worth::Whole,
            });
        }
        number
    }

    /// Names what the rules name.
    pub(crate) fn name_primaries(&mut self, rules: Rules) {
        let known = self.entries.iter().enumerate().filter_map(|(number, entry)| {
            let heading = entry.heading.clone()?;
            Some((number, (heading, entry.count?, entry.divisor)))
        });
        let (numbers, counts): (Vec<usize>, Vec<_>) = known.unzip();
        for (number, primary) in numbers.into_iter().zip(rules.primaries(&counts)) {
            let quantity = &mut self.entries[number].quantity;
            quantity.primary |= primary && !quantity.released;
        }
    }

    /// Adds an equation: the terms come to nought, or to what they really come to, which a reader may know.
    pub(crate) fn equate(&mut self, why: Knowledge, terms: Vec<(usize, i64)>) {
        let mut factors: BTreeMap<usize, i64> = BTreeMap::new();
        for (number, factor) in terms {
            *factors.entry(number).or_default() += factor;
        }
        let terms: Vec<_> = factors.into_iter().filter(|(_, factor)| *factor != 0).collect();
        if terms.is_empty() {
            return;
        }
        let total = self.come_to(&terms).unwrap_or(0);
        self.equations.push((Equation { terms, total }, why));
    }

    /// Adds that a count is nought, which nothing can hide; nothing is added where it is not.
    pub(crate) fn is_nought(&mut self, number: usize) {
        if self.entries[number].count.is_none_or(|count| count == 0) {
            self.entries[number].quantity.primary = false;
            self.equate(Knowledge::Parts, vec![(number, 1)]);
        }
    }

    /// Adds that the terms come to a number that is printed.
    pub(crate) fn state(&mut self, terms: Vec<(usize, i64)>, total: i64) {
        if terms.iter().any(|(number, _)| self.entries[*number].count.is_none()) {
            self.equations.push((Equation { terms, total }, Knowledge::Printed));
        }
    }

    /// Adds that the terms come to nought or more. Nothing is added where they come to less: then it is not so.
    pub(crate) fn bound(&mut self, why: Knowledge, terms: Vec<(usize, i64)>) {
        self.rest(why, terms, NOBODY);
    }

    /// Likewise where what they come to is people, who may be too few by `rules`. Returns the number of that count.
    pub(crate) fn others(
        &mut self,
        why: Knowledge,
        terms: Vec<(usize, i64)>,
        rules: Option<Rules>,
    ) -> Option<usize> {
        let count = self.come_to(&terms);
        let primary = rules.is_some_and(|rules| count.is_some_and(|count| rules.is_small(count)));
        self.rest(why, terms, Quantity { primary, ..NOBODY.with_people() })
    }

    /// The number of what is left over; `None` where it would be less than nought.
    fn rest(
        &mut self,
        why: Knowledge,
        mut terms: Vec<(usize, i64)>,
        quantity: Quantity,
    ) -> Option<usize> {
        let count = self.come_to(&terms);
        if count.is_some_and(|count| count < 0) {
            return None;
        }
        let entry = Entry { heading: None, count, divisor: 1, quantity, worth: Worth::Whole };
        let number = self.entries.len();
        terms.push((number, -1));
        self.entries.push(entry);
        self.equate(why, terms);
        Some(number)
    }

    /// What terms come to, where all of them are known.
    pub(crate) fn come_to(&self, terms: &[(usize, i64)]) -> Option<i64> {
        let worth = |(number, factor): &(usize, i64)| Some(self.entries[*number].count? * factor);
        terms.iter().map(worth).sum()
    }

    /// What each count is, by its heading or, where it has none, by the equation that it was made for; `None` where that
    /// does not say.
    pub(crate) fn table(&self, known: &KnownCounts) -> Option<Vec<i64>> {
        let of =
            |entry: &Entry| entry.count.or_else(|| known.get(entry.heading.as_ref()?).copied());
        let mut table: Vec<Option<i64>> = self.entries.iter().map(of).collect();
        for (equation, _) in &self.equations {
            // what is left over in an equation comes last in it
            let Some(((rest, -1), others)) = equation.terms.split_last() else { continue };
            if table[*rest].is_none() {
                let worth = |(number, factor): &(usize, i64)| table[*number]?.checked_mul(*factor);
                table[*rest] =
                    others.iter().map(worth).sum::<Option<i64>>().map(|sum| sum - equation.total);
            }
        }
        table.into_iter().collect()
    }

    /// Whether all groups of a total stand in the report.
    pub(crate) fn is_complete(&self, key: &(Heading, Dimension)) -> bool {
        let untold = self.untold.get(key);
        self.listed.contains(key)
            && untold.is_none_or(|groups| groups.iter().all(|of| self.numbers.contains_key(of)))
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
        let equations = self.equations.iter().map(|(equation, _)| equation.clone()).collect();
        Problem { quantities, equations, order }
    }
}

fn worth(heading: &Heading, count: Option<i64>, is_whole_only: bool) -> Worth {
    use crate::measure::Condition::{Inflow, IntoWork, Outflow, Participant, Placement, StockEnd};
    let leads = matches!(
        heading.condition,
        StockEnd | Inflow | Outflow | IntoWork | Placement | Participant
    );
    match heading.after {
        Some((_, Course::AtRisk)) => return Worth::Whole,
        Some(_) => return Worth::Part,
        None => {}
    }
    match (heading.by.len(), count) {
        (0, _) if leads => Worth::Total,
        _ if is_whole_only => Worth::Whole,
        (0, _) => Worth::Part,
        (_, Some(0)) => Worth::Nought,
        (1, _) => Worth::Group,
        _ => Worth::Cell,
    }
}

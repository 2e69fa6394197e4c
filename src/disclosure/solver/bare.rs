//! Bare tables: cells that are sums of inner groups, as a researcher or a test has them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::attacker::{interval, known_everywhere};
use super::feasible::FeasibleTable;
use super::problem::{Equation, Problem, Quantity, Suppression};
use super::protect::{Passes, protect};
use crate::disclosure::rules::{LEAST_THRESHOLD, Rules};

/// The most cells that are protected: the time grows faster than their number.
const MOST_CELLS: usize = 700;

/// Cells of tables over inner groups.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BareTables {
    /// The inner groups, each a name or its count.
    pub(crate) inner: Vec<InnerGroup>,
    /// The cells, each the places of the inner groups that it is the sum of.
    pub(crate) cells: Vec<Vec<usize>>,
    /// The count of each cell; or, where there are other numbers of cells and groups, of each inner group.
    #[serde(default)]
    pub(crate) freq: Vec<u32>,
    /// Counts from 1 up to, but without, this one are hidden.
    pub(crate) threshold: i64,
}

/// An inner group.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(crate) enum InnerGroup {
    /// Its count.
    Count(u32),
    /// Its name; its count is not needed.
    Name(String),
}

/// What is hidden, and what can still be found out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Protected {
    /// The cells that are hidden, by their place.
    pub(crate) hidden: Vec<usize>,
    /// Those of them that are too small to be shown, with what an attacker finds out.
    pub(crate) primary: Vec<Found>,
}

/// What an attacker finds out about a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Found {
    /// The cell.
    pub(crate) cell: usize,
    /// Its count.
    pub(crate) freq: i64,
    /// The lowest value that agrees with what is shown.
    pub(crate) low: i64,
    /// The highest; `null` where there is none.
    pub(crate) high: Option<i64>,
    /// The lowest value for somebody who knows a person in every hidden cell.
    pub(crate) insider_low: i64,
    /// The highest value for that one.
    pub(crate) insider_high: Option<i64>,
}

/// Why bare tables cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BareFault {
    /// A threshold under which a hidden cell would be disclosed.
    #[error("threshold is {0}; it must be at least {LEAST_THRESHOLD}")]
    Threshold(i64),
    /// More cells than can be protected in a few seconds.
    #[error(
        "{0} cells are too many to be protected, at most {MOST_CELLS} are: leave out a dimension, or join groups"
    )]
    TooMany(usize),
    /// A cell names a group that there is not.
    #[error("cell {cell} names inner group {group}, but there are {groups} (counted from 0)")]
    Group {
        /// The cell.
        cell: usize,
        /// The group it names.
        group: usize,
        /// How many there are.
        groups: usize,
    },
    /// As many counts as neither cells nor groups.
    #[error(
        "freq has {found} counts; give one for each of the {cells} cells, or of the {groups} inner groups"
    )]
    Counts {
        /// How many there are.
        found: usize,
        /// How many cells.
        cells: usize,
        /// How many groups.
        groups: usize,
    },
    /// Two cells of the same groups with other counts.
    #[error("cells {0} and {1} are of the same inner groups, but their counts differ")]
    Differ(usize, usize),
    /// No table of counts of zero or more has these cells.
    #[error("no counts of the inner groups add up to these cells")]
    Contradiction,
}

impl BareTables {
    /// The count of each cell.
    fn counts(&self) -> Result<Vec<i64>, BareFault> {
        let (groups, cells, found) = (self.inner.len(), self.cells.len(), self.freq.len());
        if found == cells && (found > 0 || cells == 0) {
            return Ok(self.freq.iter().map(|count| i64::from(*count)).collect());
        }
        let of_inner = |group: &InnerGroup| match group {
            InnerGroup::Count(count) => Some(i64::from(*count)),
            InnerGroup::Name(_) => None,
        };
        let inner: Option<Vec<i64>> = if found == groups && found > 0 {
            Some(self.freq.iter().map(|count| i64::from(*count)).collect())
        } else if found == 0 {
            self.inner.iter().map(of_inner).collect()
        } else {
            None
        };
        let inner = inner.ok_or(BareFault::Counts { found, cells, groups })?;
        let sum = |cell: &Vec<usize>| cell.iter().map(|group| inner[*group]).sum();
        Ok(self.cells.iter().map(sum).collect())
    }

    /// The problem, and the count in it that each cell is. Cells of the same groups are one count.
    fn problem(&self) -> Result<(Problem, Vec<usize>), BareFault> {
        if self.threshold < LEAST_THRESHOLD {
            return Err(BareFault::Threshold(self.threshold));
        }
        if self.cells.len() > MOST_CELLS {
            return Err(BareFault::TooMany(self.cells.len()));
        }
        let groups = self.inner.len();
        for (cell, members) in self.cells.iter().enumerate() {
            if let Some(&group) = members.iter().find(|group| **group >= groups) {
                return Err(BareFault::Group { cell, group, groups });
            }
        }
        let rules = Rules { least: self.threshold };
        let mut problem =
            Problem { quantities: vec![Quantity::PEOPLE; groups], ..Problem::default() };
        let mut numbers: BTreeMap<BTreeSet<usize>, (usize, usize)> = BTreeMap::new();
        let mut number_of = Vec::new();
        for (cell, (members, value)) in self.cells.iter().zip(self.counts()?).enumerate() {
            let members: BTreeSet<usize> = members.iter().copied().collect();
            let next = problem.quantities.len();
            let (number, first) = *numbers.entry(members.clone()).or_insert((next, cell));
            number_of.push(number);
            if number != next {
                if problem.quantities[number].value != value {
                    return Err(BareFault::Differ(first, cell));
                }
                continue;
            }
            let primary = rules.is_small(value);
            let printed = true;
            problem.quantities.push(Quantity { value, printed, primary, ..Quantity::PEOPLE });
            let mut terms: Vec<_> = members.iter().map(|group| (*group, 1)).collect();
            terms.push((number, -1));
            problem.equations.push(Equation { terms, total: 0 });
        }
        let size: BTreeMap<usize, usize> =
            numbers.iter().map(|(members, (number, _))| (*number, members.len())).collect();
        problem.order = (groups..problem.quantities.len()).collect();
        problem.order.sort_by_key(|number| {
            let value = problem.quantities[*number].value;
            // zeros are shown where they can be; then what holds most groups, then what is largest
            (value != 0, std::cmp::Reverse((size[number], value)), *number)
        });
        Ok((problem, number_of))
    }

    /// Hides what must be hidden.
    ///
    /// # Errors
    /// Where the tables contradict themselves or cannot be understood.
    pub(crate) fn protect(&self, steps: Passes) -> Result<Protected, BareFault> {
        let (problem, number_of) = self.problem()?;
        let hiding = protect(&problem, steps).map_err(|_| BareFault::Contradiction)?;
        let is_hidden = |cell: &usize| hiding.hidden[number_of[*cell]];
        let hidden: Vec<usize> = (0..self.cells.len()).filter(is_hidden).collect();
        let nothing = Suppression { hidden: vec![false; hiding.hidden.len()] };
        let feasible = FeasibleTable::new(&problem, &nothing).ok_or(BareFault::Contradiction)?;
        let mut primary = Vec::new();
        for &cell in &hidden {
            let number = number_of[cell];
            if !problem.quantities[number].primary {
                continue;
            }
            let component = feasible.around(&hiding, number, usize::MAX);
            let outside = interval(&component, 0, None).ok_or(BareFault::Contradiction)?;
            let inside = known_everywhere(&component, 0).unwrap_or(outside);
            primary.push(Found {
                cell,
                freq: problem.quantities[number].value,
                low: outside.low,
                high: outside.high,
                insider_low: inside.low,
                insider_high: inside.high,
            });
        }
        Ok(Protected { hidden, primary })
    }
}

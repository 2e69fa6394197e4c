//! One figure of one period with its groups, and how two periods are laid side by side.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Line;
use super::exact::{Ratio, share};

/// The group of everything that has no value in the data.
pub const UNKNOWN: &str = "unknown";

/// A value and the whole it is a share of; `None` = not available or not meant.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cell {
    /// The figure itself.
    pub value: Option<Ratio>,
    /// Its denominator.
    pub whole: Option<Ratio>,
}

impl Cell {
    /// A count without a whole.
    pub fn count(number: usize) -> Cell {
        Cell { value: Some(Ratio::count(number)), whole: None }
    }

    /// A count of a whole.
    pub fn part(number: usize, whole: usize) -> Cell {
        Cell { value: Some(Ratio::count(number)), whole: Some(Ratio::count(whole)) }
    }
}

/// One figure in one unit: its total and its groups, for one period.
#[derive(Clone, Debug)]
pub struct Block {
    table: &'static str,
    figure: &'static str,
    unit: &'static str,
    /// The group that the total is of, where the figure has no total.
    of: &'static str,
    total: Cell,
    groups: BTreeMap<String, Cell>,
    /// The groups that have a declared order.
    declared: Vec<String>,
    /// Whether the declared groups are printed though zero.
    always: bool,
    /// What a group counts that this period does not have and the other one has.
    absent: Cell,
    /// The size that orders the labels, where it is not the value.
    order_by: Option<BTreeMap<String, usize>>,
    /// Keep so many labels and fold the others into `rest`.
    top: Option<usize>,
    decimals: u32,
    whole_decimals: u32,
}

impl Block {
    /// A figure without groups.
    pub fn single(
        table: &'static str,
        figure: &'static str,
        unit: &'static str,
        total: Cell,
    ) -> Block {
        Block {
            table,
            figure,
            unit,
            of: "",
            total,
            groups: BTreeMap::new(),
            declared: Vec::new(),
            always: false,
            absent: Cell::default(),
            order_by: None,
            top: None,
            decimals: if unit == "eur" { 2 } else { 0 },
            whole_decimals: 0,
        }
    }

    /// A figure of one group, which has no total.
    pub fn of_group(
        table: &'static str,
        figure: &'static str,
        of: &'static str,
        unit: &'static str,
        cell: Cell,
    ) -> Block {
        Block { of, ..Block::single(table, figure, unit, cell) }
    }

    /// A figure that the data cannot give.
    pub fn missing(table: &'static str, figure: &'static str, unit: &'static str) -> Block {
        Block::single(table, figure, unit, Cell::default())
    }

    /// Counts things, each with the groups that it is in (none = `unknown`), as shares of all.
    pub fn shares(
        table: &'static str,
        figure: &'static str,
        unit: &'static str,
        things: &[Vec<String>],
    ) -> Block {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for groups in things {
            for group in groups {
                *counts.entry(group.clone()).or_default() += 1;
            }
            if groups.is_empty() {
                *counts.entry(UNKNOWN.to_string()).or_default() += 1;
            }
        }
        let total = things.len();
        let cells = counts.into_iter().map(|(group, n)| (group, Cell::part(n, total))).collect();
        Block::single(table, figure, unit, Cell::count(total))
            .with_groups(cells, Cell::part(0, total))
    }

    /// Gives the groups, and what a group counts that is not among them.
    pub fn with_groups(mut self, groups: BTreeMap<String, Cell>, absent: Cell) -> Block {
        self.groups = groups;
        self.absent = absent;
        self
    }

    /// Declares the order of groups; `always`: they are printed though zero.
    pub fn declared(mut self, order: &[String], always: bool) -> Block {
        self.declared = order.to_vec();
        self.always = always;
        self
    }

    /// Orders labels by another size than the value.
    pub fn ordered_by(mut self, sizes: BTreeMap<String, usize>) -> Block {
        self.order_by = Some(sizes);
        self
    }

    /// Folds all but the largest labels into `rest`.
    pub fn folded(mut self, top: Option<usize>) -> Block {
        self.top = top;
        self
    }

    /// How many decimals the value and the whole are printed with.
    pub fn printed(mut self, decimals: u32, whole_decimals: u32) -> Block {
        self.decimals = decimals;
        self.whole_decimals = whole_decimals;
        self
    }

    fn cell(&self, group: &str) -> Cell {
        if self.total.value.is_none() {
            return Cell::default();
        }
        self.groups.get(group).copied().unwrap_or(self.absent)
    }

    fn line(&self, group: &str, now: Cell, then: Option<Cell>) -> Line {
        let print = |number: Option<Ratio>| match number {
            Some(number) => number.text(self.decimals),
            None => String::new(),
        };
        Line {
            table: self.table.to_string(),
            figure: self.figure.to_string(),
            group: group.to_string(),
            unit: self.unit.to_string(),
            value: print(now.value),
            whole: match (now.value, now.whole) {
                (Some(_), Some(whole)) => whole.text(self.whole_decimals),
                _ => String::new(),
            },
            share: match (now.value, now.whole) {
                (Some(value), Some(whole)) => share(value, whole),
                _ => String::new(),
            },
            previous: print(then.and_then(|then| then.value)),
            previous_whole: match then.map(|then| (then.value, then.whole)) {
                Some((Some(_), Some(whole))) => whole.text(self.whole_decimals),
                _ => String::new(),
            },
            previous_share: match then.map(|then| (then.value, then.whole)) {
                Some((Some(value), Some(whole))) => share(value, whole),
                _ => String::new(),
            },
            change: match (now.value, then.and_then(|then| then.value)) {
                (Some(value), Some(then)) => print(Some(value.minus(then))),
                _ => String::new(),
            },
            exact: (now.value, now.whole.filter(|_| now.value.is_some())),
        }
    }

    /// The labels of both periods: by value, largest first, then by name.
    fn labels(&self, then: Option<&Block>) -> Vec<String> {
        let mut names: BTreeSet<&String> = self.groups.keys().collect();
        names.extend(then.iter().flat_map(|block| block.groups.keys()));
        let mut labels: Vec<String> = names
            .into_iter()
            .filter(|name| *name != UNKNOWN && !self.declared.contains(name))
            .cloned()
            .collect();
        match &self.order_by {
            Some(sizes) => labels
                .sort_by_key(|name| (Reverse(sizes.get(name).copied().unwrap_or(0)), name.clone())),
            None => labels.sort_by(|a, b| {
                let (x, y) = (self.cell(a).value, self.cell(b).value);
                let larger_first = match (x, y) {
                    (Some(x), Some(y)) => y.compare(x),
                    _ => std::cmp::Ordering::Equal,
                };
                larger_first.then(a.cmp(b))
            }),
        }
        labels
    }

    fn sum(&self, labels: &[String]) -> Option<Ratio> {
        let mut sum = Ratio::count(0);
        for label in labels {
            sum = sum.minus(Ratio::count(0).minus(self.cell(label).value?));
        }
        Some(sum)
    }

    /// Several groups as one.
    fn rest(&self, labels: &[String]) -> Cell {
        match self.sum(labels).filter(|_| self.total.value.is_some()) {
            Some(sum) => Cell { value: Some(sum), whole: self.absent.whole },
            None => Cell::default(),
        }
    }

    /// The printed lines of this period with the other period beside it.
    pub fn lines(&self, then: Option<&Block>) -> Vec<Line> {
        let mut lines = vec![self.line(self.of, self.total, then.map(|block| block.total))];
        if self.total.value.is_none() {
            return lines;
        }
        let seen = |group: &str| {
            self.groups.contains_key(group)
                || then.is_some_and(|block| block.groups.contains_key(group))
        };
        let plain =
            |group: &str| self.line(group, self.cell(group), then.map(|block| block.cell(group)));
        for group in &self.declared {
            if self.always || seen(group) {
                lines.push(plain(group));
            }
        }
        let mut labels = self.labels(then);
        let kept = self.top.unwrap_or(labels.len()).min(labels.len());
        let folded = labels.split_off(kept);
        lines.extend(labels.iter().map(|label| plain(label)));
        if !folded.is_empty() {
            lines.push(self.line(
                "rest",
                self.rest(&folded),
                then.map(|block| block.rest(&folded)),
            ));
        }
        if seen(UNKNOWN) && !self.declared.iter().any(|group| group == UNKNOWN) {
            lines.push(plain(UNKNOWN));
        }
        lines
    }

    /// Whether the two are the same figure.
    pub fn same_figure(&self, other: &Block) -> bool {
        (self.table, self.figure, self.unit, self.of)
            == (other.table, other.figure, other.unit, other.of)
    }
}

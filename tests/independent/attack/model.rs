//! Unknown numbers and what is known of them, one linear relation after the other.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::printed::Window;

/// What is counted: of the benefits that run on a day, of what happens in a window, of who is seen in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// On the last day of the window.
    Stock,
    /// What happens in a window: two windows that follow one another add up.
    Flow,
    /// Distinct persons seen in a window: they do not.
    Distinct,
}

/// One number about the people of a place, wherever it is printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    pub scope: String,
    pub kind: Kind,
    pub what: String,
    pub unit: String,
    /// Dimension and group, in the order of the dimensions; empty for a total.
    pub filter: Vec<(String, String)>,
    pub window: Window,
}

impl Cell {
    pub fn new(scope: &str, kind: Kind, what: &str, unit: &str, window: Window) -> Self {
        let window = if kind == Kind::Stock { Window::new(window.to, window.to) } else { window };
        let (scope, what, unit) = (scope.to_owned(), what.to_owned(), unit.to_owned());
        Self { scope, kind, what, unit, filter: Vec::new(), window }
    }

    pub fn of(mut self, name: &str, group: &str) -> Self {
        self.filter.push((name.to_owned(), group.to_owned()));
        self.filter.sort();
        self
    }

    pub fn total(&self) -> Self {
        Self { filter: Vec::new(), ..self.clone() }
    }

    pub fn at(&self, window: Window) -> Self {
        let window =
            if self.kind == Kind::Stock { Window::new(window.to, window.to) } else { window };
        Self { window, ..self.clone() }
    }

    pub fn on(&self, day: Date) -> Self {
        self.at(Window::new(day, day))
    }

    pub fn named(&self, what: &str) -> Self {
        Self { what: what.to_owned(), ..self.clone() }
    }

    pub fn in_unit(&self, unit: &str) -> Self {
        Self { unit: unit.to_owned(), ..self.clone() }
    }

    pub fn in_scope(&self, scope: &str) -> Self {
        Self { scope: scope.to_owned(), ..self.clone() }
    }

    pub fn is_money(&self) -> bool {
        self.unit == "eur"
    }
}

impl std::fmt::Display for Cell {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let filter: Vec<&str> = self.filter.iter().map(|(_, group)| group.as_str()).collect();
        let Self { scope, what, unit, window, .. } = self;
        let days = if self.kind == Kind::Stock {
            window.to.to_string()
        } else {
            format!("{}..{}", window.from, window.to)
        };
        write!(out, "[{scope} {days} {what} {} ({unit})]", filter.join("+"))
    }
}

/// Cells with factors.
pub type Sum = Vec<(Cell, f64)>;

/// The kinds of knowledge, the least certain last: they are given up in this order backwards where they contradict
/// what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    Printed,
    Share,
    Parts,
    Flow,
    Windows,
    Part,
    Results,
    Amounts,
    Savings,
    Region,
    People,
    Names,
    Union,
    Years,
    Couples,
}

pub const DOUBTFUL: [Why; 7] =
    [Why::Couples, Why::Years, Why::Union, Why::Names, Why::People, Why::Region, Why::Savings];

/// From `low` to `high` is what the terms come to.
#[derive(Clone, Debug)]
pub struct Relation {
    pub terms: Vec<(usize, f64)>,
    pub low: f64,
    pub high: f64,
    pub why: Why,
    pub text: String,
}

/// All unknowns with all relations.
#[derive(Debug, Default)]
pub struct Model {
    pub cells: Vec<Cell>,
    pub relations: Vec<Relation>,
    index: BTreeMap<Cell, usize>,
}

impl Model {
    /// The unknown of a cell; one is made where there is none.
    pub fn unknown(&mut self, cell: &Cell) -> usize {
        if let Some(place) = self.index.get(cell) {
            return *place;
        }
        self.cells.push(cell.clone());
        self.index.insert(cell.clone(), self.cells.len() - 1);
        self.cells.len() - 1
    }

    pub fn has(&self, cell: &Cell) -> bool {
        self.index.contains_key(cell)
    }

    pub fn terms(&mut self, sum: &Sum) -> Vec<(usize, f64)> {
        let mut terms: BTreeMap<usize, f64> = BTreeMap::new();
        for (cell, factor) in sum {
            *terms.entry(self.unknown(cell)).or_default() += factor;
        }
        terms.into_iter().filter(|(_, factor)| *factor != 0.0).collect()
    }

    pub fn between(&mut self, why: Why, sum: &Sum, (low, high): (f64, f64), text: &str) {
        let terms = self.terms(sum);
        if terms.is_empty() {
            return;
        }
        self.relations.push(Relation { terms, low, high, why, text: text.to_owned() });
    }

    /// The sum comes to nothing.
    pub fn equal(&mut self, why: Why, sum: &Sum, text: &str) {
        self.between(why, sum, (0.0, 0.0), text);
    }

    /// The first is at most the sum of the others.
    pub fn at_most(&mut self, why: Why, first: &Cell, others: &[Cell], text: &str) {
        let mut sum: Sum = others.iter().map(|cell| (cell.clone(), 1.0)).collect();
        sum.push((first.clone(), -1.0));
        self.between(why, &sum, (0.0, f64::INFINITY), text);
    }

    /// The first is the sum of the others.
    pub fn adds_up(&mut self, why: Why, first: &Cell, others: &[Cell], text: &str) {
        let mut sum: Sum = others.iter().map(|cell| (cell.clone(), 1.0)).collect();
        sum.push((first.clone(), -1.0));
        self.equal(why, &sum, text);
    }
}

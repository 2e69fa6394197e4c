//! A reader of published statistics who wants to know what they hide. It has what is printed, the definitions and a
//! pencil: every number is a linear statement about the same people, and linear programming says between which bounds a
//! hidden count lies. It shares nothing with the program whose output it reads.
#![allow(clippy::float_arithmetic)]

mod headings;
mod model;
mod people;
mod printed;
mod relations;
mod search;
mod solve;

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use model::{Model, Sum, Why};
use printed::{COLUMNS, Row, Window};
pub use printed::{Column, Comparison};
use relations::{Places, Printed, Table, Tables};

/// The least width of the interval of a small count.
const WIDTH: f64 = 3.0;

/// A count that is too small to be told.
const SMALL: std::ops::RangeInclusive<i64> = 1..=9;

/// The share of an amount within which it must not be known.
const NEAR: f64 = 0.05;

/// Whether a count between these bounds can be a small one.
fn is_small(low: f64, high: f64) -> bool {
    low <= *SMALL.end() as f64 && high >= *SMALL.start() as f64
}

/// What the cells of a table by two dimensions are shares of, which its title says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shares {
    #[default]
    Row,
    Column,
    Total,
}

/// What a reader knows of a run, beside its numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Knows {
    pub comparison: Comparison,
    pub shares: Shares,
    /// Every couple is two people, and nobody else shares a benefit.
    pub couples_are_two: bool,
    /// No person is in two of the municipalities.
    pub apart: bool,
    /// The reader knows of one person that a count is of that person, so that it is not zero.
    pub insider: bool,
}

/// One number of one row.
#[derive(Clone, Debug)]
struct Number {
    row: usize,
    column: Column,
    terms: Vec<(usize, f64)>,
    shown: bool,
}

/// A number that can be worked out.
#[derive(Clone, Debug)]
pub struct Found {
    pub run: usize,
    pub place: String,
    pub column: Column,
    pub low: f64,
    pub high: f64,
    pub truth: Option<f64>,
    pub because: Vec<String>,
}

impl std::fmt::Display for Found {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { run, place, column, low, high, truth, because } = self;
        write!(out, "run {run}: {place} {} is {low} to {high}", column.name())?;
        if let Some(truth) = truth {
            write!(out, ", in truth {truth}")?;
        }
        because.iter().try_for_each(|reason| write!(out, "\n    {reason}"))
    }
}

/// The true numbers of runs, by run, place and column.
pub type Truth = BTreeMap<(usize, String, Column), f64>;

/// The numbers of the same runs without anything hidden.
pub fn truth(texts: &[&str]) -> Truth {
    let mut truth = Truth::new();
    for (run, text) in texts.iter().enumerate() {
        for row in printed::read(run, text) {
            for column in COLUMNS {
                if let Ok(value) = row.text(column).parse() {
                    truth.insert((run, row.place(), column), value);
                }
            }
        }
    }
    truth
}

/// All that was printed, with all that follows from it.
pub struct Attack {
    rows: Vec<Row>,
    rounded: BTreeSet<usize>,
    model: Model,
    numbers: Vec<Number>,
    tables: Tables,
    months: BTreeMap<String, BTreeSet<Date>>,
    knows: Knows,
    /// What was given up, since it contradicts what is printed.
    pub doubted: Vec<String>,
    /// What does not hold in the exports.
    odd: Vec<model::Why>,
}

impl Attack {
    /// Reads the long forms of one or several runs.
    pub fn on(texts: &[&str], knows: Knows) -> Self {
        let read = texts.iter().enumerate().flat_map(|(run, text)| printed::read(run, text));
        let rows: Vec<Row> = read.collect();
        let is_rounded = |row: &&Row| row.note.contains("rounded");
        let rounded = rows.iter().filter(is_rounded).map(|row| row.run).collect();
        let mut attack = Self {
            rows,
            rounded,
            model: Model::default(),
            numbers: Vec::new(),
            tables: Tables::new(),
            months: BTreeMap::new(),
            knows,
            doubted: Vec::new(),
            odd: Vec::new(),
        };
        attack.read_numbers();
        attack.relate();
        attack
    }

    fn window(row: &Row) -> Option<Window> {
        Window::of_label(&row.period)
    }

    fn read_numbers(&mut self) {
        let with_previous: BTreeSet<(usize, String, String)> = self
            .rows
            .iter()
            .filter(|row| !row.previous.is_empty())
            .map(|row| (row.run, row.municipality.clone(), row.period.clone()))
            .collect();
        for place in 0..self.rows.len() {
            let row = self.rows[place].clone();
            let Some(window) = Self::window(&row) else { continue };
            let of_period = (row.run, row.municipality.clone(), row.period.clone());
            let mut sums: BTreeMap<Column, Sum> = BTreeMap::new();
            for column in COLUMNS {
                if column.is_previous() && !with_previous.contains(&of_period) {
                    continue;
                }
                let text = row.text(column);
                if text.is_empty() && !row.hides() {
                    continue;
                }
                let Some(sum) = headings::number(&row, column, window, self.knows) else {
                    continue;
                };
                self.note_table(&row, &sum, column);
                self.note_number(place, column, &sum);
                sums.insert(column, sum);
            }
            self.derived(&row, &sums);
        }
    }

    /// Keeps which groups of which table have a row in which window.
    fn note_table(&mut self, row: &Row, sum: &Sum, column: Column) {
        let filter = headings::filter(row);
        let ([(cell, _)], Column::Value | Column::Previous) = (sum.as_slice(), column) else {
            return;
        };
        if cell.filter != filter || filter.is_empty() {
            return;
        }
        let table = Table {
            scope: cell.scope.clone(),
            kind: cell.kind,
            what: cell.what.clone(),
            unit: cell.unit.clone(),
            dimensions: headings::dimensions(row),
        };
        let printed: &mut Printed = self.tables.entry(table).or_default();
        printed.windows.insert(cell.window);
        printed.filters.entry(cell.window).or_default().insert(filter);
    }

    fn note_number(&mut self, place: usize, column: Column, sum: &Sum) {
        let row = self.rows[place].clone();
        let text = row.text(column);
        let is_rounded = self.rounded.contains(&row.run);
        let is_average = sum.len() > 1 && sum.iter().any(|(_, factor)| factor.fract() != 0.0);
        if is_average {
            let months = self.months.entry(row.municipality.clone()).or_default();
            let ends = sum.iter().map(|(cell, _)| cell.window.to);
            months.extend(ends.flat_map(|end| [end.first_of_month(), end + 1.day()]));
        }
        let said = match row.unit.as_str() {
            "eur" => printed::amount(text),
            _ if is_rounded && is_average => {
                printed::number(text).map(|(low, high)| (low - 5.0, high + 5.0))
            }
            _ if is_rounded => printed::rounded(text).filter(|_| row.figure != "stock_change"),
            _ => printed::number(text),
        };
        if let Some(bounds) = said {
            let text = format!("run {}: {} {} {text}", row.run, row.place(), column.name());
            self.model.between(Why::Printed, sum, bounds, &text);
        }
        let terms = self.model.terms(sum);
        self.numbers.push(Number { row: place, column, terms, shown: !text.is_empty() });
    }

    /// What shares and changes say of numbers that are hidden; of rounded numbers they say nothing new.
    fn derived(&mut self, row: &Row, sums: &BTreeMap<Column, Sum>) {
        if self.rounded.contains(&row.run) || !row.hides() || row.unit == "eur" {
            return;
        }
        let place = format!("run {}: {}", row.run, row.place());
        let of = |column: Column| sums.get(&column);
        if let (Some(value), Some(whole)) = (of(Column::Value), of(Column::Whole)) {
            people::share(&mut self.model, value, whole, &row.share, &place);
        }
        if let (Some(value), Some(whole)) = (of(Column::Previous), of(Column::PreviousWhole)) {
            people::share(&mut self.model, value, whole, &row.previous_share, &place);
        }
        if let (Some(value), Some(previous), Some((low, high))) =
            (of(Column::Value), of(Column::Previous), printed::number(&row.change_percent))
        {
            // the value is 100% of the earlier number and the change besides
            let place = format!("{place} change in percent {}", row.change_percent);
            people::percent(&mut self.model, value, previous, (low + 100.0, high + 100.0), &place);
        }
        if let (Some(value), Some(previous), Some(change)) =
            (of(Column::Value), of(Column::Previous), printed::number(&row.change))
        {
            let mut sum = value.clone();
            sum.extend(previous.iter().map(|(cell, factor)| (cell.clone(), -factor)));
            let text = format!("{place} change {}", row.change);
            self.model.between(Why::Printed, &sum, change, &text);
        }
    }

    fn relate(&mut self) {
        let knows = self.knows;
        let mut scopes: Vec<String> = Vec::new();
        for row in &self.rows {
            if !scopes.contains(&row.municipality) {
                scopes.push(row.municipality.clone());
            }
        }
        let region = self.region(&scopes);
        let (model, tables) = (&mut self.model, &self.tables);
        relations::parts_of_tables(model, tables);
        people::people_and_benefits(model, knows.couples_are_two);
        people::years(model, tables);
        people::names(model);
        people::one_in_another(model);
        people::results(model, tables);
        if self.rounded.is_empty() {
            people::savings(model, &self.rows, |row| {
                let now = Self::window(row).expect("a period");
                (now, now.compared(&row.period, knows.comparison))
            });
        }
        relations::time(model, tables, &self.months);
        relations::regions(model, tables, &Places { scopes, region, apart: knows.apart });
    }

    /// The place whose report comes after those of all others, in the first run that has several.
    fn region(&self, scopes: &[String]) -> Option<String> {
        let last = self.rows.iter().rfind(|row| row.run == 0)?;
        (scopes.len() > 2).then(|| {
            let first_run: BTreeSet<&String> =
                self.rows.iter().filter(|row| row.run == 0).map(|row| &row.municipality).collect();
            // one report each of the region and its places: the region is the one of the first run
            if first_run.len() == 1 {
                self.rows[0].municipality.clone()
            } else {
                last.municipality.clone()
            }
        })
    }

    /// The relations that what is printed contradicts; there is none where nothing is hidden.
    pub fn contradicted(&self) -> Vec<String> {
        let mut known = BTreeMap::new();
        for number in self.numbers.iter().filter(|number| number.shown) {
            if let [(cell, 1.0)] = number.terms.as_slice() {
                known.insert(*cell, self.rows[number.row].text(number.column).parse::<f64>());
            }
        }
        let mut all = Vec::new();
        for relation in &self.model.relations {
            let mut sum = Some(0.0);
            for (cell, factor) in &relation.terms {
                let value = known.get(cell).and_then(|value| value.as_ref().ok());
                sum = sum.zip(value).map(|(sum, value)| sum + factor * value);
            }
            if sum.is_some_and(|sum| sum < relation.low - 1e-6 || sum > relation.high + 1e-6) {
                all.push(format!("{} but {sum:?}", self.told(relation)));
            }
        }
        all
    }

    /// How many numbers of people or money are hidden.
    pub fn hidden(&self) -> usize {
        self.numbers.iter().filter(|number| !number.shown).count()
    }

    /// How many numbers the attack makes something of.
    pub fn numbers(&self) -> usize {
        self.numbers.len()
    }
}

//! What every reader knows beside what is printed: what adds up to what, and what is part of what.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::headings::parts;
use super::model::{Cell, Kind, Model, Sum, Why};
use super::printed::Window;

/// The dimensions of a benefit that stay as they are as long as it runs.
const LASTING: [&str; 5] = ["sex", "household", "scheme", "district", "target_group"];

/// What of a table is printed: what it counts by which dimensions, and when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Table {
    pub scope: String,
    pub kind: Kind,
    pub what: String,
    pub unit: String,
    pub dimensions: Vec<String>,
}

/// All tables with their groups and windows.
pub type Tables = BTreeMap<Table, Printed>;

/// The rows of a table.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    pub windows: BTreeSet<Window>,
    /// The groups that have a row, in each window.
    pub filters: BTreeMap<Window, BTreeSet<Vec<(String, String)>>>,
}

impl Printed {
    fn all(&self) -> BTreeSet<Vec<(String, String)>> {
        self.filters.values().flatten().cloned().collect()
    }
}

/// All places of what is printed, and the region that the others are in, if one is.
pub struct Places {
    pub scopes: Vec<String>,
    pub region: Option<String>,
    /// Whether no person is in two of them.
    pub apart: bool,
}

impl Table {
    fn total(&self, window: Window) -> Cell {
        Cell::new(&self.scope, self.kind, &self.what, &self.unit, window)
    }

    fn cell(&self, filter: &[(String, String)], window: Window) -> Cell {
        let mut cell = self.total(window);
        cell.filter = filter.to_vec();
        cell
    }
}

/// The parts of each table: they add up to the whole where each row is in one group, else they cover it.
pub fn parts_of_tables(model: &mut Model, tables: &Tables) {
    for (table, printed) in tables {
        let groups = printed.all();
        let folded = groups.iter().flatten().any(|(_, group)| group == "rest");
        for window in &printed.windows {
            let here = &printed.filters[window];
            for filter in groups.iter().filter(|filter| !folded && !here.contains(*filter)) {
                let cell = table.cell(filter, *window);
                model.equal(Why::Parts, &vec![(cell, 1.0)], "a group without a row is nobody");
            }
            for name in &table.dimensions {
                parts_in_one_trait(model, table, name, here, *window);
            }
        }
    }
}

fn parts_in_one_trait(
    model: &mut Model,
    table: &Table,
    name: &str,
    here: &BTreeSet<Vec<(String, String)>>,
    window: Window,
) {
    let mut by_rest: BTreeMap<Vec<(String, String)>, Vec<Cell>> = BTreeMap::new();
    for filter in here {
        if !filter.iter().any(|(of, _)| of == name) {
            continue;
        }
        let rest: Vec<_> = filter.iter().filter(|(of, _)| of != name).cloned().collect();
        by_rest.entry(rest).or_default().push(table.cell(filter, window));
    }
    for (rest, cells) in by_rest {
        let whole = table.cell(&rest, window);
        for cell in &cells {
            model.at_most(
                Why::Part,
                cell,
                std::slice::from_ref(&whole),
                "a group is part of its whole",
            );
        }
        if parts(name, table.kind, &table.what) {
            model.adds_up(Why::Parts, &whole, &cells, "groups add up");
        } else if cells.iter().any(|cell| group(cell, name) == "unknown")
            || name != "target_group" && table.what.starts_with("participa")
        {
            model.at_most(Why::Union, &whole, &cells, "everybody is in a group or in several");
        }
        if name == "target_group" && rest.is_empty() {
            let unknown = whole.clone().of(name, "unknown");
            let others: Vec<&Cell> = cells.iter().filter(|cell| **cell != unknown).collect();
            for cell in others.into_iter().filter(|_| cells.contains(&unknown)) {
                let sum = vec![(whole.clone(), 1.0), (cell.clone(), -1.0), (unknown.clone(), -1.0)];
                let text = "who is in a group is not in none";
                model.between(Why::Union, &sum, (0.0, f64::INFINITY), text);
            }
        }
    }
}

fn group<'a>(cell: &'a Cell, name: &str) -> &'a str {
    cell.filter.iter().find(|(of, _)| of == name).map_or("", |(_, group)| group.as_str())
}

/// Cuts the time of each place at all first days of windows and all days after their last.
fn edges(tables: &Tables, model: &Model) -> BTreeMap<String, BTreeSet<Date>> {
    let mut edges: BTreeMap<String, BTreeSet<Date>> = BTreeMap::new();
    for (table, printed) in tables.iter().filter(|(table, _)| table.kind != Kind::Distinct) {
        let of = edges.entry(table.scope.clone()).or_default();
        for window in &printed.windows {
            if table.kind == Kind::Flow {
                of.insert(window.from);
            }
            of.insert(window.to + 1.day());
        }
    }
    for cell in model.cells.iter().filter(|cell| cell.kind == Kind::Flow) {
        let of = edges.entry(cell.scope.clone()).or_default();
        of.extend([cell.window.from, cell.window.to + 1.day()]);
    }
    edges
}

/// Windows add up, groups add up in each piece of time, and what runs is what ran, with what began and without what
/// ended.
pub fn time(model: &mut Model, tables: &Tables, months: &BTreeMap<String, BTreeSet<Date>>) {
    let edges = edges(tables, model);
    for (scope, edges) in &edges {
        let none = BTreeSet::new();
        let fine: BTreeSet<Date> =
            edges.union(months.get(scope).unwrap_or(&none)).copied().collect();
        for unit in ["benefits", "persons"] {
            balance(model, scope, unit, &[], &fine);
            for name in LASTING {
                let mut filters = BTreeSet::new();
                for (table, printed) in tables {
                    let is_of =
                        table.scope == *scope && table.unit == unit && table.dimensions == [name];
                    let is_of =
                        is_of && ["stock", "inflow", "outflow"].contains(&table.what.as_str());
                    if is_of && table.kind != Kind::Distinct {
                        filters.extend(printed.all());
                    }
                }
                filters.retain(|filter| {
                    let group = filter.first().map_or("", |(_, group)| group.as_str());
                    let passing = [
                        "",
                        "youth",
                        "50_plus",
                        "couple",
                        "without_benefit",
                        "youth_without_benefit",
                    ];
                    name != "target_group" || !passing.contains(&group)
                });
                for filter in &filters {
                    balance(model, scope, unit, filter, edges);
                }
                groups_in_pieces(model, tables, scope, unit, name, &filters, edges);
            }
        }
        windows(model, scope, edges, &fine);
    }
}

fn pieces(edges: &BTreeSet<Date>) -> Vec<Window> {
    let days: Vec<Date> = edges.iter().copied().collect();
    days.windows(2).map(|pair| Window::new(pair[0], pair[1] - 1.day())).collect()
}

/// What runs at the end of each piece of time.
fn balance(
    model: &mut Model,
    scope: &str,
    unit: &str,
    filter: &[(String, String)],
    edges: &BTreeSet<Date>,
) {
    for piece in pieces(edges) {
        let new = |kind, what| {
            let mut cell = Cell::new(scope, kind, what, unit, piece);
            cell.filter = filter.to_vec();
            cell
        };
        let (end, begin) =
            (new(Kind::Stock, "stock"), new(Kind::Stock, "stock").on(piece.from - 1.day()));
        let sum: Sum = vec![
            (begin, 1.0),
            (new(Kind::Flow, "inflow"), 1.0),
            (new(Kind::Flow, "outflow"), -1.0),
            (end, -1.0),
        ];
        model.equal(Why::Flow, &sum, "what ran, what began and what ended make what runs");
    }
}

/// In each piece of time the groups of a lasting dimension are within the whole; they are all of it where both what runs and
/// what ends are printed by the dimension, so that no group is without a row.
fn groups_in_pieces(
    model: &mut Model,
    tables: &Tables,
    scope: &str,
    unit: &str,
    name: &str,
    filters: &BTreeSet<Vec<(String, String)>>,
    edges: &BTreeSet<Date>,
) {
    if filters.is_empty() || name == "target_group" {
        return;
    }
    let windows_of = |what: &str, kind| {
        let mut of = tables.iter().filter(|(table, _)| {
            table.scope == scope
                && table.what == what
                && table.unit == unit
                && table.kind == kind
                && table.dimensions == [name]
        });
        of.next().map(|(_, printed)| printed.windows.clone()).unwrap_or_default()
    };
    let outflow = windows_of("outflow", Kind::Flow);
    let stock = windows_of("stock", Kind::Stock);
    for piece in pieces(edges) {
        for what in ["inflow", "outflow"] {
            let total = Cell::new(scope, Kind::Flow, what, unit, piece);
            let cells: Vec<Cell> = filters
                .iter()
                .map(|filter| Cell { filter: filter.clone(), ..total.clone() })
                .collect();
            let covered = outflow.iter().any(|window| window.contains(piece))
                && stock.contains(&Window::new(piece.to, piece.to));
            let mut sum: Sum = cells.into_iter().map(|cell| (cell, -1.0)).collect();
            sum.push((total, 1.0));
            let high = if covered { 0.0 } else { f64::INFINITY };
            model.between(Why::Parts, &sum, (0.0, high), "groups of a piece of time");
        }
    }
}

/// Each window of what happens is the sum of its pieces.
fn windows(model: &mut Model, scope: &str, edges: &BTreeSet<Date>, fine: &BTreeSet<Date>) {
    let flows = model.cells.iter().filter(|cell| cell.scope == scope && cell.kind == Kind::Flow);
    let flows: Vec<Cell> = flows.cloned().collect();
    for cell in &flows {
        let is_total =
            cell.filter.is_empty() && ["inflow", "outflow"].contains(&cell.what.as_str());
        let edges = if is_total { fine } else { edges };
        let within: Vec<Cell> = pieces(edges)
            .into_iter()
            .filter(|piece| cell.window.contains(*piece))
            .map(|piece| cell.at(piece))
            .collect();
        if within.len() > 1 {
            model.adds_up(Why::Windows, cell, &within, "windows add up");
        }
    }
    // the groups of a dimension add up in each piece of the windows that are printed
    let mut by_whole: BTreeMap<(Cell, String), Vec<Cell>> = BTreeMap::new();
    for cell in model.cells.iter().filter(|cell| cell.scope == scope && cell.kind == Kind::Flow) {
        if let [(name, _)] = cell.filter.as_slice()
            && parts(name, cell.kind, &cell.what)
        {
            by_whole.entry((cell.total(), name.clone())).or_default().push(cell.clone());
        }
    }
    for ((whole, _), cells) in by_whole {
        let mut sum: Sum = cells.into_iter().map(|cell| (cell, -1.0)).collect();
        sum.push((whole, 1.0));
        model.between(Why::Parts, &sum, (0.0, f64::INFINITY), "groups are within the whole");
    }
}

/// A place is part of its region, and the places add up to it.
pub fn regions(model: &mut Model, tables: &Tables, places: &Places) {
    let Some(region) = &places.region else { return };
    let others: Vec<&String> = places.scopes.iter().filter(|scope| *scope != region).collect();
    let mut keys: BTreeSet<Cell> = model.cells.iter().map(|cell| cell.in_scope(region)).collect();
    keys.retain(|cell| !cell.what.starts_with("left") && !cell.what.contains("_returned"));
    for key in keys {
        let cells: Vec<Cell> = others.iter().map(|scope| key.in_scope(scope)).collect();
        if !model.has(&key) || !cells.iter().all(|cell| is_printed(cell, tables)) {
            continue;
        }
        for cell in cells.iter().filter(|cell| !has_row(cell, tables)) {
            let text = "a group without a row is nobody";
            model.equal(Why::Parts, &vec![((*cell).clone(), 1.0)], text);
        }
        let adds_up = places.apart
            || key.kind != Kind::Distinct
                && ["benefits", "eur", "participations"].contains(&key.unit.as_str());
        if adds_up {
            model.adds_up(Why::Region, &key, &cells, "places add up to their region");
        } else if key.kind == Kind::Stock && key.unit == "persons" {
            model.at_most(Why::Region, &key, &cells, "who is in a region is in a place");
        }
    }
}

/// The tables that a cell is of.
fn tables_of<'a>(cell: &'a Cell, tables: &'a Tables) -> impl Iterator<Item = &'a Printed> {
    let mut names: Vec<&String> = cell.filter.iter().map(|(name, _)| name).collect();
    names.sort();
    let of = tables.iter().filter(move |(table, printed)| {
        let mut of: Vec<&String> = table.dimensions.iter().collect();
        of.sort();
        let same = table.kind == cell.kind && table.what == cell.what && table.unit == cell.unit;
        same && table.scope == cell.scope && of == names && printed.windows.contains(&cell.window)
    });
    of.map(|(_, printed)| printed)
}

/// Whether a table has the cell, be it without a row.
fn is_printed(cell: &Cell, tables: &Tables) -> bool {
    cell.filter.is_empty() || tables_of(cell, tables).next().is_some()
}

/// Whether a table has a row for the cell, or folds it into the rest.
fn has_row(cell: &Cell, tables: &Tables) -> bool {
    let mut of = tables_of(cell, tables);
    cell.filter.is_empty()
        || of.any(|printed| {
            let here = &printed.filters[&cell.window];
            here.contains(&cell.filter) || here.iter().flatten().any(|(_, group)| group == "rest")
        })
}

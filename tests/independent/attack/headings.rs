//! What a row counts, from its headings and the definitions alone.

use jiff::ToSpan;

use super::model::{Cell, Kind, Sum};
use super::printed::{Column, Row, Window};
use super::{Knows, Shares};

/// The dimensions that a table breaks its figure down by, from its name.
pub fn dimensions(row: &Row) -> Vec<String> {
    let table = row.table.as_str();
    match table {
        "into_work" | "programme_kinds" | "participation" => vec!["kind".to_owned()],
        "programmes" => vec!["programme".to_owned()],
        "programme_results" => vec!["result".to_owned()],
        "target_groups" => vec!["target_group".to_owned()],
        "wage_value" => vec!["wage_value".to_owned()],
        _ => {
            let mut parts = table.split("_by_");
            parts.next();
            parts.map(str::to_owned).collect()
        }
    }
}

/// Whether every row is in one group of the dimension and no more, for what is counted.
pub fn parts(name: &str, kind: Kind, what: &str) -> bool {
    if name == "target_group" {
        return false;
    }
    if ["programme", "kind"].contains(&name) && kind == Kind::Distinct {
        return what == "into_work";
    }
    true
}

/// The groups that a row is of.
pub fn filter(row: &Row) -> Vec<(String, String)> {
    let names = dimensions(row);
    let mut groups = row.groups.clone();
    if row.table.starts_with("cohorts") {
        groups.pop();
    }
    let all = names.into_iter().zip(groups);
    let mut all: Vec<(String, String)> = all.filter(|(_, group)| !group.is_empty()).collect();
    all.sort();
    all
}

/// What a row counts over a window.
fn cell(row: &Row, window: Window) -> Option<Cell> {
    let new = |kind, what: &str| {
        let mut cell = Cell::new(&row.municipality, kind, what, &row.unit, window);
        cell.filter = filter(row);
        cell
    };
    let figure = row.figure.as_str();
    if row.table.starts_with("cohorts") {
        if row.unit == "percent" {
            return None;
        }
        let years = row.groups.last().filter(|_| row.groups.len() > 1).cloned().unwrap_or_default();
        return Some(new(Kind::Distinct, format!("{figure} {years}").trim()));
    }
    let one = match figure {
        "stock_end" => new(Kind::Stock, "stock"),
        "stock_begin" => {
            let eve = window.from - 1.day();
            return Some(new(Kind::Stock, "stock").on(eve));
        }
        "inflow" | "inflow_rate" => new(Kind::Flow, "inflow"),
        "outflow" | "outflow_rate" | "outflow_rate_cbs" => new(Kind::Flow, "outflow"),
        "outflow_to_pension" => new(Kind::Flow, "outflow").of("reason", "pension"),
        "re_inflow" | "completed" | "placements" => new(Kind::Flow, figure),
        "result" => new(Kind::Flow, "ended"),
        "placements_wage_subsidy" => new(Kind::Flow, "placements").of("wage_subsidy", "yes"),
        "placements_wage_subsidy_amount" | "spending" => new(Kind::Flow, figure),
        "participation" => new(Kind::Distinct, "participation"),
        "with_profile" | "part_time_beside_benefit" | "running" | "with_income" => {
            new(Kind::Stock, figure)
        }
        "into_work" | "participants" | "participants_into_work" | "part_time_to_full_time" => {
            new(Kind::Distinct, figure)
        }
        _ if figure.starts_with("not_returned") || figure.starts_with("still_employed") => {
            new(Kind::Distinct, figure)
        }
        _ => return None,
    };
    Some(one)
}

/// The mean of the stocks at the ends of the months.
fn average(row: &Row, window: Window) -> Sum {
    let ends = window.month_ends();
    let cell = Cell::new(&row.municipality, Kind::Stock, "stock", &row.unit, window);
    ends.iter().map(|end| (cell.on(*end), 1.0 / ends.len() as f64)).collect()
}

/// What the value of a row is the sum of.
fn value(row: &Row, window: Window) -> Option<Sum> {
    let stock = |unit: &str| Cell::new(&row.municipality, Kind::Stock, "stock", unit, window);
    match row.figure.as_str() {
        "stock_change" => {
            let end = stock(&row.unit);
            Some(vec![(end.clone(), 1.0), (end.on(window.from - 1.day()), -1.0)])
        }
        "stock_average" => Some(average(row, window)),
        "outflow_to_work" => {
            let out = Cell::new(&row.municipality, Kind::Flow, "outflow", &row.unit, window);
            let of = |reason| (out.clone().of("reason", reason), 1.0);
            Some(vec![of("work"), of("self_employment")])
        }
        "over_2y" | "over_5y" => {
            let classes = ["2-3y", "3-4y", "4-5y", "5y+"];
            let first = if row.figure == "over_2y" { 0 } else { 3 };
            let of = |class: &&str| (stock("benefits").of("duration", class), 1.0);
            Some(classes[first..].iter().map(of).collect())
        }
        _ => Some(vec![(cell(row, window)?, 1.0)]),
    }
}

/// What the whole of a row is the sum of.
fn whole(row: &Row, window: Window, shares: Shares) -> Option<Sum> {
    let unit = row.unit.as_str();
    let new = |kind, what, unit| Cell::new(&row.municipality, kind, what, unit, window);
    let year_before = window.months_earlier(12);
    let one = match row.figure.as_str() {
        "outflow_rate" | "inflow_rate" => return Some(average(row, window)),
        "outflow_rate_cbs" => {
            let eve = new(Kind::Stock, "stock", unit).on(window.from - 1.day());
            return Some(vec![(eve, 1.0), (new(Kind::Flow, "inflow", unit), 1.0)]);
        }
        "re_inflow" => new(Kind::Flow, "inflow", unit),
        "outflow_to_work" => new(Kind::Flow, "outflow", unit),
        "outflow_to_pension" => {
            let mut all = cell(row, window)?;
            all.filter.retain(|(by, _)| by != "reason");
            all
        }
        "part_time_beside_benefit" | "with_profile" | "with_income" | "over_2y" | "over_5y" => {
            new(Kind::Stock, "stock", unit)
        }
        "placements_wage_subsidy" => new(Kind::Flow, "placements", unit),
        "participants_into_work" => cell(row, window)?.named("participants"),
        "completed" => cell(row, window)?.named("ended"),
        "participation" => new(Kind::Distinct, "participation", unit),
        figure if figure.starts_with("not_returned") => {
            new(Kind::Distinct, "left to work", unit).at(year_before)
        }
        figure if figure.starts_with("still_employed") => {
            new(Kind::Distinct, "into_work", unit).at(year_before)
        }
        "still_running_followed" => {
            let own = cell(row, window)?;
            let what = own.what.replace("still_running_followed", "followed");
            own.named(&what)
        }
        _ => {
            let own = cell(row, window)?;
            match own.filter.len() {
                1 => own.total(),
                2 if shares == Shares::Total => own.total(),
                2 => {
                    let name = dimensions(row)[usize::from(shares == Shares::Column)].clone();
                    let of = own.filter.iter().find(|(of, _)| *of == name)?.clone();
                    own.total().of(&of.0, &of.1)
                }
                _ => return None,
            }
        }
    };
    Some(vec![(one, 1.0)])
}

/// What a number of a row is the sum of; nothing where the attacker makes nothing of it.
pub fn number(row: &Row, column: Column, window: Window, knows: Knows) -> Option<Sum> {
    let before = window.compared(&row.period, knows.comparison);
    match column {
        Column::Value => value(row, window),
        Column::Whole => whole(row, window, knows.shares),
        Column::Previous => value(row, before),
        Column::PreviousWhole => whole(row, before, knows.shares),
    }
}

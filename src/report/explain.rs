//! What a figure is: where it stands, what it is counted in, and the numbers of a report that its formula takes.
//!
//! The words come from the language files, from which the reference page is made too.

use super::catalogue::listed;
use super::cell::{Cell, Value};
use super::distinct::distinct;
use super::report_input::{ReportInput, cell, count};
use super::spec::ASKED;
use super::spec::Listed;
use super::{DefinitionsInForce, FigureId, Note, Report, Row, TableId};
use crate::measure::{Condition, Dimension, Unit};
use crate::number::Ratio;
use crate::period::Period;

/// Explained figures.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The figures, in the order of the report.
    pub figures: Vec<Explained>,
    /// The definitions in force: those of the exports, or the standard ones.
    pub definitions: DefinitionsInForce,
    /// What has to be read before any number.
    pub first: Vec<Note>,
    /// Whether each figure is explained in full, or in one line.
    pub in_full: bool,
}

/// One figure.
#[derive(Debug, Clone)]
pub struct Explained {
    /// Its id.
    pub figure: FigureId,
    /// What it is counted in.
    pub units: Vec<Unit>,
    /// The tables it stands in.
    pub tables: Vec<TableId>,
    /// The dimensions it is broken down by.
    pub by: Vec<&'static str>,
    /// The figure in a period, once for each unit, where one is asked for.
    pub numbers: Vec<InNumbers>,
}

/// A figure in a period, with the inputs of its formula.
#[derive(Debug, Clone)]
pub struct InNumbers {
    /// The name of what is reported on, as in the report.
    pub name: String,
    /// The period.
    pub period: Period,
    /// The comparison period.
    pub comparison: Option<Period>,
    /// The row of the report.
    pub row: Row,
}

impl Explained {
    /// The ids of the tables it stands in.
    pub fn table_ids(&self) -> Vec<&'static str> {
        self.tables.iter().map(|table| table.id()).collect()
    }
}

/// A figure without numbers.
pub fn explained(figure: FigureId) -> Explained {
    let places: Vec<Listed> = listed().filter(|listed| listed.figure == figure).collect();
    Explained {
        figure,
        units: distinct(places.iter().map(|place| place.unit)),
        tables: distinct(places.iter().map(|place| place.table)),
        by: distinct(places.iter().filter_map(|place| place.by)),
        numbers: Vec::new(),
    }
}

/// An explained figure with its numbers: its total in each unit, from a report of all tables.
pub(crate) fn in_numbers(
    explained: Explained,
    input: &ReportInput<'_>,
    report: &Report,
) -> Explained {
    let total = |unit: &Unit| report.first_total(explained.figure, *unit).cloned();
    let rows = explained.units.iter().filter_map(total);
    let numbers = rows.map(|row| InNumbers {
        name: report.name.clone(),
        period: report.period,
        comparison: report.comparison,
        row: with_inputs(input, row),
    });
    let numbers = numbers.collect();
    Explained { numbers, ..explained }
}

/// A row with the inputs of its formula; those of savings it has already.
fn with_inputs(input: &ReportInput<'_>, mut row: Row) -> Row {
    if row.value.value().is_none() || !row.inputs.is_empty() {
        return row;
    }
    let total = |condition| count(input.total(ASKED, row.unit, condition));
    let group = |condition, dimension, id: &str| {
        let code = input.names(dimension).find(id).unwrap_or(0);
        let groups = input.groups(ASKED, (row.unit, condition, Some(dimension)));
        groups.get(code as usize).copied().unwrap_or(0)
    };
    let stock_average = || cell(input.stock_average(ASKED, row.unit).map(Value::Average));
    let mut inputs = match row.figure {
        FigureId::StockEnd => vec![
            ("stock_begin", total(Condition::StockBegin)),
            ("inflow", total(Condition::Inflow)),
            ("outflow", total(Condition::Outflow)),
        ],
        FigureId::StockChange => vec![
            ("stock_end", total(Condition::StockEnd)),
            ("stock_begin", total(Condition::StockBegin)),
        ],
        FigureId::StockAverage => {
            let months = input.window(ASKED).map_or(0, |window| window.month_ends.len());
            let months = u64::try_from(months).unwrap_or(0);
            vec![("sum", total(Condition::StockMonths)), ("months", Cell::count(months))]
        }
        FigureId::InflowRate => {
            vec![("inflow", total(Condition::Inflow)), ("stock_average", stock_average())]
        }
        FigureId::OutflowRate => {
            vec![("outflow", total(Condition::Outflow)), ("stock_average", stock_average())]
        }
        FigureId::OutflowRateCbs => vec![
            ("outflow", total(Condition::Outflow)),
            ("stock_begin", total(Condition::StockBegin)),
            ("inflow", total(Condition::Inflow)),
        ],
        FigureId::IntoWork => {
            let kinds = ["full_time", "part_time", "self_employed"];
            let of_kind = |kind| group(Condition::IntoWork, Dimension::WorkKind, kind);
            let known: i128 = kinds.iter().copied().map(of_kind).sum();
            let all = input.total(ASKED, row.unit, Condition::IntoWork);
            let kinds = kinds.map(|kind| (kind, count(of_kind(kind))));
            kinds.into_iter().chain([("others", count(all - known))]).collect()
        }
        FigureId::OutflowToWork => ["work", "self_employment"]
            .map(|id| (id, count(group(Condition::Outflow, Dimension::EndReason, id))))
            .into(),
        _ => Vec::new(),
    };
    inputs.push(("value", row.value.clone()));
    inputs.extend(row.whole.clone().map(|whole| ("whole", whole)));
    row.inputs = inputs;
    row
}

/// The value of a key of `outflow.toml`, where it is a number or a list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionValue {
    /// A number of days.
    Count(i32),
    /// Hours, in hundredths.
    Hundredths(i64),
    /// Ages.
    Ages(Vec<i32>),
    /// Prices by year.
    Prices(Vec<(i32, Value)>),
}

impl DefinitionsInForce {
    /// The value in force of a key; `None` for keys that map codes or texts.
    pub fn of_key(&self, key: &str) -> Option<OptionValue> {
        let price =
            |(year, cents): &(i32, i64)| (*year, Value::Euro(Ratio::whole((*cents).into())));
        Some(match key {
            "definitions.gap_days" => OptionValue::Count(self.gap_days),
            "definitions.work_window_days" => OptionValue::Count(self.work_window_days),
            "definitions.full_time_hours" => {
                OptionValue::Hundredths(self.full_time_hours_hundredths)
            }
            "definitions.age_bounds" => OptionValue::Ages(self.age_bounds.clone()),
            "savings.average_benefit" if !self.average_benefit.is_empty() => {
                OptionValue::Prices(self.average_benefit.iter().map(price).collect())
            }
            _ => return None,
        })
    }
}

//! Counts → tables of typed rows.

use std::cmp::Reverse;

use super::budget;
use super::cell::{Cell, Missing, Value};
use super::needs::needs_of_dimension;
use super::report_input::{ReportInput, cell, count};
use super::savings;
use super::spec::{ASKED, COMPARED, FigureSpec, GroupWhole, Need, What, Whole};
use super::yearly::{TABLES, TableSpec};
use super::{FigureId, Group, Note, Report, Row, Status, Table, TableId};
use crate::measure::{Condition, Dimension, SOCIAL_KINDS, Unit};
use crate::number::Ratio;
use crate::record::Code;

/// The report of one scope: the tables that are wanted, in their order.
pub(crate) fn report(
    input: &ReportInput<'_>,
    name: String,
    method: &str,
    wanted: impl Fn(TableId) -> bool,
) -> Report {
    let specs = TABLES.iter().filter(|spec| wanted(spec.id));
    let tables = specs.map(|spec| table(input, spec)).collect();
    let period = input.windows[input.places[ASKED]].period;
    Report {
        name,
        period,
        comparison: input.window(COMPARED).map(|window| window.period),
        rounded: false,
        status: Status::default(),
        first: Vec::new(),
        provisional: !input.records.iter().all(|records| records.coverage.covers(period)),
        headline_saving: match method {
            "volume" => FigureId::SavingsVolume,
            "paid" => FigureId::SavingsPaid,
            "ended" => FigureId::SavingsEnded,
            _ => FigureId::SavingsStock,
        },
        tables,
    }
}

/// What must be said of the amounts of a report.
pub(crate) fn notes(input: &ReportInput<'_>, wanted: impl Fn(TableId) -> bool) -> Vec<Note> {
    let mut notes = Vec::new();
    if wanted(TableId::Savings) {
        notes.extend(savings::notes(input));
    }
    if wanted(TableId::Budget) {
        notes.extend(budget::notes(input));
    }
    notes
}

/// One table of one report.
fn table(input: &ReportInput<'_>, spec: &TableSpec) -> Table {
    let dimension = spec.figures.iter().find_map(|figure| figure.by);
    let lines = dimension.map(|by| lines(input, spec.id, &counted(spec, by), by));
    let lines = lines.unwrap_or_default();
    let mut rows = Vec::new();
    for figure in spec.figures {
        rows.extend(figure_rows(input, figure, &lines));
    }
    rows.extend(spec.worked_out.into_iter().flat_map(|worked_out| (worked_out.rows)(input)));
    Table { id: spec.id, dimension: dimension.map(Dimension::id), across: None, rows }
}

/// A row of a grouped table: the group, and the codes that are counted in it.
pub(super) struct Line {
    /// The group.
    pub(super) group: Group,
    /// The codes.
    pub(super) codes: Vec<Code>,
}

/// What the figures of a table count by a dimension.
fn counted(spec: &TableSpec, by: Dimension) -> Vec<(Unit, Condition)> {
    let counted = spec.figures.iter().filter_map(|figure| match figure.what {
        What::Count(condition) if figure.by == Some(by) => Some((figure.unit, condition)),
        _ => None,
    });
    counted.collect()
}

fn figure_rows(input: &ReportInput<'_>, figure: &FigureSpec, lines: &[Line]) -> Vec<Row> {
    let now = input.meets(figure.needs, ASKED);
    let before = input.meets(figure.needs, COMPARED);
    let row = |group, cells, [whole, previous_whole]: [Option<Cell>; 2]| Row {
        group,
        whole,
        previous_whole,
        ..Row::total(figure.id, figure.unit, cells)
    };
    let of_total = |period| of_total(input, figure, period);
    let known = |ready: &Result<(), Missing>, value: &dyn Fn() -> Cell| match ready {
        Ok(()) => value(),
        Err(missing) => Cell::Missing(missing.clone()),
    };
    let previous = known(&before, &|| of_total(COMPARED));
    let total = known(&now, &|| of_total(ASKED));
    let wholes = [(&now, ASKED), (&before, COMPARED)]
        .map(|(ready, period)| ready.is_ok().then(|| whole(input, figure, period)).flatten());
    let mut rows = vec![row(Group::Total, [total, previous], wholes)];
    let (Some(dimension), What::Count(condition), Ok(())) = (figure.by, figure.what, &now) else {
        return rows;
    };
    for line in lines {
        if let Err(missing) = input.meets(needs_of(dimension, &line.group), ASKED) {
            // no unit is of a kind that is not in the data
            if line.group != Group::Unknown {
                let missing = Cell::Missing(missing);
                rows.push(row(line.group.clone(), [missing.clone(), missing], [None, None]));
            }
            continue;
        }
        let sum = |period, unit, condition| {
            let groups = input.groups(period, (unit, condition, Some(dimension)));
            line.codes.iter().filter_map(|code| groups.get(*code as usize)).sum::<i128>()
        };
        let value = count(sum(ASKED, figure.unit, condition));
        let previous = known(&before, &|| count(sum(COMPARED, figure.unit, condition)));
        let whole = |period| match figure.group_whole {
            GroupWhole::Total => count(input.total(period, figure.unit, condition)),
            GroupWhole::SameGroup(unit, condition) => count(sum(period, unit, condition)),
        };
        let wholes = [Some(whole(ASKED)), before.is_ok().then(|| whole(COMPARED))];
        rows.push(row(line.group.clone(), [value, previous], wholes));
    }
    rows
}

/// The total of a figure in a period.
fn of_total(input: &ReportInput<'_>, figure: &FigureSpec, period: usize) -> Cell {
    let total = |unit, condition| input.total(period, unit, condition);
    match figure.what {
        What::Count(condition) => count(total(figure.unit, condition)),
        What::Amount(condition) => {
            let amount = total(figure.unit, condition);
            // where the export says of every subsidy only that there is one, the amount is unknown and not zero
            if amount == 0 && total(Unit::Placements, Condition::SubsidyUnknown) > 0 {
                return Cell::Missing(Missing::NoAmounts);
            }
            Cell::Known(Value::Euro(Ratio::whole(amount)))
        }
        What::StockChange => {
            let stock = |condition| total(figure.unit, condition);
            Cell::Known(Value::Change(stock(Condition::StockEnd) - stock(Condition::StockBegin)))
        }
        What::StockAverage => cell(input.stock_average(period, figure.unit).map(Value::Average)),
    }
}

/// What a group is derived from: without it the group is not available, though its total may be.
pub(super) fn needs_of(dimension: Dimension, group: &Group) -> &'static [Need] {
    match group {
        _ if dimension == Dimension::WorkKind => needs_of_dimension(dimension),
        Group::Declared(id) if dimension == Dimension::PersonGroup => match id.as_str() {
            "youth" | "50_plus" | "youth_without_benefit" => needs_of_dimension(Dimension::Age),
            "couple" => needs_of_dimension(Dimension::Household),
            _ => &[],
        },
        _ => &[],
    }
}

fn whole(input: &ReportInput<'_>, figure: &FigureSpec, period: usize) -> Option<Cell> {
    match figure.whole {
        Whole::Nothing => None,
        Whole::Count(unit, condition) => Some(count(input.total(period, unit, condition))),
        Whole::StockAverage => {
            Some(cell(input.stock_average(period, figure.unit).map(Value::Average)))
        }
    }
}

/// The lines of a grouped table: declared groups in their order, labels of the data by the first figure's value,
/// largest first, then by name; then `rest` and `unknown`.
pub(super) fn lines(
    input: &ReportInput<'_>,
    table: TableId,
    counted: &[(Unit, Condition)],
    dimension: Dimension,
) -> Vec<Line> {
    let names = input.names(dimension);
    let value = |code: Code, period, (unit, condition): (Unit, Condition)| {
        let groups = input.groups(period, (unit, condition, Some(dimension)));
        groups.get(code as usize).copied().unwrap_or(0)
    };
    let periods = if input.covers(COMPARED).is_ok() { &[ASKED, COMPARED][..] } else { &[ASKED] };
    let occurs = |code: Code| {
        periods
            .iter()
            .any(|period| counted.iter().any(|counted| value(code, *period, *counted) != 0))
    };
    let declared = 1..=Code::try_from(names.declared_count()).unwrap_or(0);
    let shown =
        |code: &Code| is_always_shown(table, dimension, &names.text(*code)) || occurs(*code);
    let line = |group, code| Line { group, codes: vec![code] };
    let mut lines: Vec<Line> = declared
        .clone()
        .filter(shown)
        .map(|code| line(Group::Declared(names.text(code).to_string()), code))
        .collect();
    let last = Code::try_from(names.len()).unwrap_or(0);
    let mut labels: Vec<Code> = (declared.end() + 1..=last).filter(|code| occurs(*code)).collect();
    let first_figure =
        |code: Code| counted.first().map_or(0, |counted| value(code, ASKED, *counted));
    labels.sort_by_cached_key(|code| (Reverse(first_figure(*code)), names.text(*code)));
    let folds = matches!(dimension, Dimension::Sector | Dimension::Employer);
    let top = input.top.filter(|_| folds).unwrap_or(labels.len()).min(labels.len());
    let rest = labels.split_off(top);
    lines.extend(
        labels.into_iter().map(|code| line(Group::Label(names.text(code).to_string()), code)),
    );
    if !rest.is_empty() {
        lines.push(Line { group: Group::Rest, codes: rest });
    }
    if dimension != Dimension::PersonGroup && occurs(0) {
        lines.push(line(Group::Unknown, 0));
    }
    lines
}

/// Whether a declared group has a row even where nobody is in it.
fn is_always_shown(table: TableId, dimension: Dimension, group: &str) -> bool {
    match dimension {
        Dimension::Age
        | Dimension::Sex
        | Dimension::Household
        | Dimension::Duration
        | Dimension::WorkKind
        | Dimension::WageValue
        | Dimension::PersonGroup => true,
        Dimension::ProgrammeKind => {
            table == TableId::Participation && SOCIAL_KINDS.contains(&group)
        }
        _ => false,
    }
}

//! From the name of a figure and a group to one row of a report, and the facts behind it.

use crate::cli::{CasesRequest, nearest};
use crate::measure::{Dimension, Part};
use crate::record::Code;
use crate::render::{Lang, Locale};
use crate::report::{
    Cell, FigureSpec, Group, Report, ReportInput, RequestError, Row, TABLES, TableId, distinct,
};

/// One row of a report, and the facts it is worked out from.
pub(super) struct Picked {
    /// The table.
    pub(super) table: TableId,
    /// The row.
    pub(super) row: Row,
    /// The dimension of its groups.
    pub(super) by: Option<Dimension>,
    /// The group asked for.
    pub(super) group: Option<Code>,
    /// The facts.
    pub(super) parts: Vec<Part>,
}

/// Finds the row that is asked for in a report of the tables it may stand in.
///
/// # Errors
/// Where there is no such group, or the same in several tables, or the figure is not available.
pub(super) fn pick(
    request: &CasesRequest,
    input: &ReportInput<'_>,
    report: &Report,
) -> Result<Picked, RequestError> {
    let figure = request.figure;
    let (table, row) = match &request.group {
        None => total(request, report),
        Some(group) => Some(in_group(request, report, group)?),
    }
    .ok_or(RequestError::FigureNotAvailable { figure, reason: "there is no such row".into() })?;
    if let Cell::Missing(missing) = &row.value {
        return Err(RequestError::FigureNotAvailable { figure, reason: missing.id() });
    }
    if row.inputs.iter().any(|(name, _)| *name == "price") {
        return Err(RequestError::NoRowsBehind { figure });
    }
    let table_spec = TABLES.iter().find(|spec| spec.id == table);
    let mut specs = table_spec.iter().flat_map(|spec| spec.figures);
    let spec = specs.find(|spec| spec.id == figure && spec.unit == row.unit);
    let worked_out = table_spec.and_then(|spec| spec.worked_out);
    let worked_out = worked_out.map(|worked_out| (worked_out.parts)(figure)).unwrap_or_default();
    let parts = spec.map_or(worked_out, FigureSpec::parts);
    if parts.is_empty() {
        return Err(RequestError::NoRowsBehind { figure });
    }
    let by = spec.and_then(|spec| spec.by);
    let group = by.filter(|_| row.group != Group::Total);
    Ok(Picked {
        table,
        by,
        group: group.and_then(|dimension| input.code(dimension, &row.group)),
        parts,
        row: row.clone(),
    })
}

/// The rows of a figure in the tables it may be taken from, in their order.
fn rows<'r>(
    request: &'r CasesRequest,
    report: &'r Report,
) -> impl Iterator<Item = (TableId, &'r Row)> {
    request.places.iter().flat_map(|(table, unit)| {
        let tables = report.tables.iter().filter(|found| found.id == *table);
        let rows = tables.flat_map(|found| &found.rows);
        let of_figure = |row: &&Row| row.figure == request.figure && row.unit == *unit;
        rows.filter(of_figure).map(|row| (*table, row))
    })
}

fn total<'r>(request: &'r CasesRequest, report: &'r Report) -> Option<(TableId, &'r Row)> {
    rows(request, report).find(|(_, row)| row.group == Group::Total)
}

/// The row of a group by its id, else by its name in either language, whatever the case of its letters.
fn in_group<'r>(
    request: &'r CasesRequest,
    report: &'r Report,
    asked: &str,
) -> Result<(TableId, &'r Row), RequestError> {
    let figure = request.figure;
    let grouped = || rows(request, report).filter(|(_, row)| row.group != Group::Total);
    let locales = [Locale::new(Lang::En), Locale::new(Lang::Nl)];
    let folded = asked.to_lowercase();
    let named = |group: &Group| {
        let mut names = locales.iter().map(|locale| locale.group(group).to_lowercase());
        group.id().to_lowercase() == folded || names.any(|name| name == folded)
    };
    let mut found: Vec<_> = grouped().filter(|(_, row)| row.group.id() == asked).collect();
    if found.is_empty() {
        found = grouped().filter(|(_, row)| named(&row.group)).collect();
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let known = distinct(grouped().map(|(_, row)| row.group.id().into_owned()));
            let near = nearest(asked, known.iter().map(String::as_str)).map(str::to_owned);
            let group = asked.to_owned();
            Err(RequestError::UnknownGroup { figure, group, nearest: near, known })
        }
        several => {
            let mut tables: Vec<_> = several.iter().map(|(table, _)| *table).collect();
            tables.dedup();
            Err(RequestError::SeveralTables { figure, group: asked.to_owned(), tables })
        }
    }
}

/// The tables that a figure may be taken from.
pub(super) fn tables(request: &CasesRequest) -> impl Fn(TableId) -> bool + '_ {
    |table| request.places.iter().any(|(place, _)| *place == table)
}

/// Whether a figure adds some units and takes off others.
pub(super) fn is_difference(parts: &[Part]) -> bool {
    parts.iter().any(|part| part.is_minus)
}

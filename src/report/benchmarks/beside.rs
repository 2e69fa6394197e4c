//! Rows of a comparison: a figure of the report, the target or benchmark it is compared with, and the difference.

use crate::measure::Unit;
use crate::number::Ratio;
use crate::record::normalised;
use crate::report::cell::{Cell, Missing, Value};
use crate::report::{Across, Group, Report, Row, ShareOf, Table, TableId};

/// The dimension of the columns: the figure, what it is compared with, and the difference.
const BESIDE: &str = "beside";

/// What a run asks of the tables of one report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// The years of the reports in the table: each has a line for what is known of that year.
    pub(crate) years: &'a [i32],
    /// The target of a period is shown as soon as it has begun.
    pub(crate) so_far: bool,
    /// Its tables have all their groups: what is not there is nobody.
    pub(crate) is_whole: bool,
}

/// A row that is looked for; an empty table is any, an empty group all together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sought<'a> {
    pub(super) table: &'a str,
    pub(super) figure: &'a str,
    pub(super) unit: Option<&'a str>,
    pub(super) group: &'a str,
}

/// The row in a report or in its rates. Of a group that a whole table does not have there is nobody.
pub(super) fn find(
    report: &Report,
    rates: Option<&Table>,
    sought: Sought<'_>,
    is_whole: bool,
) -> Option<Row> {
    let tables = report.tables.iter().chain(rates);
    for table in tables.filter(|table| sought.table.is_empty() || table.id.id() == sought.table) {
        let is_of = |row: &&Row| {
            row.figure.id() == sought.figure && sought.unit.is_none_or(|unit| row.unit.id() == unit)
        };
        let rows = || table.rows.iter().filter(is_of);
        let group = normalised(sought.group);
        if let Some(row) = rows().find(|row| normalised(&row.group.id()) == group) {
            return Some(row.clone());
        }
        // what is folded together may be there
        let is_known = is_whole && !rows().any(|row| row.group == Group::Rest);
        if let Some(total) = rows().find(|row| row.group == Group::Total).filter(|_| is_known) {
            return Some(nobody(total, sought.group));
        }
    }
    None
}

/// A group of a figure in which there is nobody.
fn nobody(total: &Row, group: &str) -> Row {
    let cells = [&total.value, &total.previous].map(Cell::of_nobody);
    let group = Group::Declared(group.to_owned());
    Row { group, ..Row::total(total.figure, total.unit, cells) }
}

/// A number of hundredths in the form of a row's own numbers.
pub(super) fn like(row: &Row, hundredths: i64) -> Option<Value> {
    let exact = Ratio::new(i128::from(hundredths), 100)?;
    let count = || u64::try_from(hundredths / 100).ok().filter(|_| hundredths % 100 == 0);
    Some(match (row.unit, row.value.value()) {
        (Unit::Euro, _) => Value::Euro(Ratio::whole(i128::from(hundredths))),
        (unit, _) if unit.is_rate() => Value::Rate(exact),
        (_, Some(Value::Change(_))) if hundredths % 100 == 0 => {
            Value::Change(i128::from(hundredths / 100))
        }
        (_, Some(Value::Average(_) | Value::Change(_))) => Value::Average(exact),
        _ => count().map_or(Value::Average(exact), Value::Count),
    })
}

/// The names of the three rows of a comparison.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside {
    /// What the figure is compared with.
    pub(super) against: &'static str,
    /// The figure.
    pub(super) own: &'static str,
    /// `to_go` for what the figure still has to change, else how much it is more.
    pub(super) rest: &'static str,
}

/// A number to compare a figure with: of the period alone.
pub(super) fn in_column(row: &Row, column: Group, value: Cell) -> Row {
    let cells = [value, Cell::Missing(Missing::NoComparison)];
    Row { group: Group::pair(row.group.clone(), column), ..Row::total(row.figure, row.unit, cells) }
}

/// Three rows: what the figure is compared with, the figure, and the difference.
pub(super) fn beside(
    row: &Row,
    names: Beside,
    against: Option<Value>,
    value: &Cell,
) -> Option<[Row; 3]> {
    let against = against?;
    let line =
        |column: &str, value: Cell| in_column(row, Group::Declared(column.to_owned()), value);
    let difference = match value {
        Cell::Known(value) => {
            let difference = match names.rest {
                "to_go" => signed(against, *value),
                _ => signed(*value, against),
            };
            difference.map_or(Cell::Missing(Missing::TooLarge), Cell::Known)
        }
        other => other.clone(),
    };
    // of a rise or fall, or of a percentage, a percentage says nothing
    let shared = matches!(against, Value::Count(_) | Value::Euro(_)) && !against.exact().is_zero();
    let whole = Some(Cell::Known(against)).filter(|_| shared && value.value().is_some());
    Some([
        line(names.against, Cell::Known(against)),
        Row { whole, ..line(names.own, value.clone()) },
        line(names.rest, difference),
    ])
}

/// One number less another, with decimals where one of them has some.
fn signed(more: Value, less: Value) -> Option<Value> {
    match (more, less) {
        (Value::Count(_) | Value::Change(_), Value::Average(_)) => {
            more.exact().minus(less.exact()).map(Value::Average)
        }
        _ => more.minus(less),
    }
}

pub(super) fn table(id: TableId, rows: Vec<Row>) -> Table {
    let across = Across { dimensions: vec![BESIDE], share: ShareOf::Row };
    Table { id, dimension: None, across: Some(across), rows }
}

/// Whether the columns of a table are a figure and what it is compared with.
pub fn is_beside(across: &Across) -> bool {
    across.dimensions.first() == Some(&BESIDE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::FigureId;
    use crate::report::fixture::{euros, row};

    const TARGET: Beside = Beside { against: "target", own: "realisation", rest: "to_go" };

    fn cells(rows: &[Row; 3]) -> Vec<(String, &Cell)> {
        rows.iter().map(|row| (row.group.id().into_owned(), &row.value)).collect()
    }

    #[test]
    fn a_target_stands_beside_what_was_reached() {
        let own = row(FigureId::IntoWork, Group::Total, Unit::Persons, 939);
        let target = like(&own, 95_000);
        let rows = beside(&own, TARGET, target, &own.value);
        let rows = rows.as_ref().map(cells).unwrap();
        let to_go = Cell::Known(Value::Change(11));
        let expected = [
            ("|target".to_owned(), &Cell::Known(Value::Count(950))),
            ("|realisation".to_owned(), &own.value),
            ("|to_go".to_owned(), &to_go),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn what_is_hidden_stays_hidden() {
        let own = Row {
            value: Cell::Suppressed,
            ..row(FigureId::IntoWork, Group::Total, Unit::Persons, 0)
        };
        let rows = beside(&own, TARGET, like(&own, 95_000), &own.value);
        let hidden = rows.map(|[_, own, to_go]| (own.value, own.whole, to_go.value));
        assert_eq!(hidden, Some((Cell::Suppressed, None, Cell::Suppressed)));
    }

    #[test]
    fn an_amount_is_held_against_euros() {
        let own = row(FigureId::SavingsStock, Group::Total, Unit::Euro, 0).worth(euros(3_606_800));
        let rows = beside(&own, TARGET, like(&own, 350_000_000), &own.value);
        let to_go = rows.map(|[_, _, to_go]| to_go.value);
        assert_eq!(to_go, Some(euros(-106_800)));
    }
}

//! Two deliveries side by side: figures that changed, and the rows through which they did.

use super::{Cell, FigureId, Group, Note, Report, Row, TableId, Value};
use crate::measure::{RowChanges, Unit};
use crate::number::Share;
use crate::period::Period;

/// What changed between two deliveries of the same exports.
#[derive(Debug, Clone)]
pub struct Revision {
    /// The name of what is reported on, as in the report of the later delivery.
    pub name: String,
    /// The period of the figures.
    pub period: Period,
    /// The earlier and the later delivery, as they were named.
    pub deliveries: [String; 2],
    /// What has to be read before the figures of either.
    pub first: Vec<Note>,
    /// How many figures were compared.
    pub compared: usize,
    /// How many of them changed.
    pub changed: usize,
    /// The figures to print, by table, in the order of the report.
    pub tables: Vec<(TableId, Vec<Revised>)>,
    /// What became of the rows, by kind of export.
    pub rows: Vec<RowsRevised>,
    /// What a reader has to know besides.
    pub notes: Vec<Note>,
}

/// One figure in both deliveries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    /// The figure's id.
    pub figure: FigureId,
    /// The group counted.
    pub group: Group,
    /// What is counted.
    pub unit: Unit,
    /// The number in the earlier delivery; 0 for a group that it counts and that nobody is in.
    pub old: Cell,
    /// The number in the later one.
    pub new: Cell,
    /// Both as shares of their wholes, where they are.
    pub shares: [Option<Share>; 2],
}

/// The rows of one kind of export; see `measure::revision` for how they are matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsRevised {
    /// The kind of export.
    pub kind: &'static str,
    /// Rows in the earlier and the later delivery.
    pub counts: [u64; 2],
    /// Rows added.
    pub added: u64,
    /// Rows removed.
    pub removed: u64,
    /// Rows changed.
    pub changed: u64,
    /// Rows that are the same.
    pub same: u64,
    /// In how many changed rows each column changed, most first.
    pub columns: Vec<(&'static str, u64)>,
}

impl Revised {
    /// `new − old`, where both are known.
    pub fn change(&self) -> Option<Value> {
        self.new.value()?.minus(self.old.value()?)
    }

    fn is_changed(&self) -> bool {
        self.old != self.new
    }
}

/// Puts two reports side by side; only figures that changed, unless `all` are asked for.
pub(crate) fn revised(
    old: &Report,
    new: &Report,
    all: bool,
) -> (Vec<(TableId, Vec<Revised>)>, [usize; 2]) {
    let (mut tables, mut compared, mut changed) = (Vec::new(), 0, 0);
    for (before, after) in old.tables.iter().zip(&new.tables) {
        let mut rows = side_by_side(&before.rows, &after.rows);
        compared += rows.len();
        changed += rows.iter().filter(|row| row.is_changed()).count();
        rows.retain(|row| all || row.is_changed());
        if !rows.is_empty() {
            tables.push((after.id, rows));
        }
    }
    (tables, [compared, changed])
}

/// The rows of the later report in their order; those that only the earlier one has follow those of their figure.
fn side_by_side(old: &[Row], new: &[Row]) -> Vec<Revised> {
    let same = |one: &Row, other: &Row| {
        (one.figure, one.unit, &one.group) == (other.figure, other.unit, &other.group)
    };
    let cell = |rows: &[Row], row: &Row| {
        let there = rows.iter().find(|other| same(other, row));
        there.map_or_else(|| absent(rows, row), |row| row.value.clone())
    };
    let share = |rows: &[Row], row: &Row| rows.iter().find(|other| same(other, row))?.share();
    let revised = |row: &Row| Revised {
        figure: row.figure,
        group: row.group.clone(),
        unit: row.unit,
        old: cell(old, row),
        new: cell(new, row),
        shares: [share(old, row), share(new, row)],
    };
    let mut rows: Vec<Revised> = new.iter().map(revised).collect();
    for row in old.iter().filter(|row| !new.iter().any(|after| same(row, after))) {
        let of_figure = |other: &Revised| (other.figure, other.unit) == (row.figure, row.unit);
        let place = rows.iter().rposition(of_figure).map_or(rows.len(), |place| place + 1);
        rows.insert(place, revised(row));
    }
    rows
}

/// A group without a row: nobody is in it, unless the figure itself is not known.
fn absent(rows: &[Row], row: &Row) -> Cell {
    let mut of_figure = rows.iter().filter(|of| (of.figure, of.unit) == (row.figure, row.unit));
    match of_figure.next().map(|total| &total.value) {
        Some(Cell::Known(_)) | None => Cell::count(0),
        Some(unknown) => unknown.clone(),
    }
}

impl RowsRevised {
    /// The account of one kind of export.
    pub(crate) fn new(kind: &'static str, changes: &RowChanges) -> Self {
        let columns = changes.columns.iter();
        let mut columns: Vec<_> = columns.map(|(field, count)| (field.id(), *count)).collect();
        columns.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Self {
            kind,
            counts: [changes.old, changes.new],
            added: changes.added,
            removed: changes.removed,
            changed: changes.changed,
            same: changes.same,
            columns,
        }
    }

    /// Adds the account of another dataset.
    pub(crate) fn add(&mut self, changes: &RowChanges) {
        let more = Self::new(self.kind, changes);
        for (count, further) in self.counts.iter_mut().zip(more.counts) {
            *count += further;
        }
        self.added += more.added;
        self.removed += more.removed;
        self.changed += more.changed;
        self.same += more.same;
        for (column, further) in more.columns {
            match self.columns.iter_mut().find(|(known, _)| *known == column) {
                Some((_, count)) => *count += further,
                None => self.columns.push((column, further)),
            }
        }
        self.columns.sort_by_key(|(column, count)| (std::cmp::Reverse(*count), *column));
    }
}

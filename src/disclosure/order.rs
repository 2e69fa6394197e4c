//! Places that would disclose hidden counts: groups stand in the order of their size, and the smaller ones are folded.

use std::cmp::Reverse;

use crate::report::{Cell, Group, Row, ShareOf, Table, Value, distinct};

use super::rules::Rules;

/// A side of a table: its rows or, where groups are of two dimensions, its columns.
type Side = fn(&Group) -> &Group;

const SIDES: [Side; 2] = [|group| group.parts().0, |group| group.parts().1];

/// Where the smaller sectors and employers are folded, those too small to be shown are folded with them: else the
/// place among the largest would disclose a hidden count.
pub(super) fn fold_small(table: &mut Table, rules: Rules) {
    for (place, side) in SIDES.into_iter().enumerate() {
        if !table.rows.iter().any(|row| *side(&row.group) == Group::Rest) {
            continue;
        }
        let other = SIDES[1 - place];
        let is_small = |row: &&Row| {
            let is_label = matches!(side(&row.group), Group::Label(_));
            let count = count(&row.value).and_then(|count| i64::try_from(count).ok());
            is_label
                && *other(&row.group) == Group::Total
                && count.is_some_and(|count| rules.is_small(count))
        };
        let small: Vec<Group> =
            table.rows.iter().filter(is_small).map(|row| side(&row.group).clone()).collect();
        let (folded, kept) = std::mem::take(&mut table.rows)
            .into_iter()
            .partition(|row: &Row| small.contains(side(&row.group)));
        table.rows = kept;
        add_to_rest(table, side, other, &folded);
    }
}

fn count(cell: &Cell) -> Option<u64> {
    match cell {
        Cell::Known(Value::Count(count)) => Some(*count),
        _ => None,
    }
}

/// Adds rows to those of the groups that are folded already.
fn add_to_rest(table: &mut Table, side: Side, other: Side, folded: &[Row]) {
    let share = table.across.as_ref().map(|across| across.share);
    for row in &mut table.rows {
        let is_rest = |group: &Group| *side(group) == Group::Rest;
        if !is_rest(&row.group) {
            continue;
        }
        let same = |one: &&Row| one.figure == row.figure && other(&one.group) == other(&row.group);
        for more in folded.iter().filter(same) {
            add(&mut row.value, &more.value);
            add(&mut row.previous, &more.previous);
            // a share of what is folded is one of all that is folded, any other whole stays as it is
            let of_folded = match share {
                Some(ShareOf::Row) => side as usize == SIDES[0] as usize,
                Some(ShareOf::Column) => side as usize == SIDES[1] as usize,
                Some(ShareOf::Total) | None => false,
            };
            if let (true, Some(whole), Some(of)) = (of_folded, &mut row.whole, &more.whole)
                && *other(&row.group) != Group::Total
            {
                add(whole, of);
            }
        }
    }
}

fn add(cell: &mut Cell, more: &Cell) {
    if let (Some(all), Some(more)) = (count(cell), count(more)) {
        *cell = Cell::count(all + more);
    }
}

/// Groups that stand in the order of their size stand in that of the sizes shown, those of one size by name and hidden
/// ones last, so that no place discloses a count; in a series all by name, since a place there depends on all its periods.
pub(super) fn by_what_is_shown(table: &mut Table, by_name: bool) {
    let Some(first) = table.rows.first().map(|row| row.figure) else { return };
    if table.dimension.is_none() {
        return;
    }
    let figures = distinct(table.rows.iter().map(|row| row.figure));
    let sizes = [0, 1].map(|place| {
        let (side, other) = (SIDES[place], SIDES[1 - place]);
        let of_first = |row: &&Row| row.figure == first && *other(&row.group) == Group::Total;
        let margins = table.rows.iter().filter(of_first);
        margins.map(|row| (side(&row.group).clone(), count(&row.value))).collect::<Vec<_>>()
    });
    let declared = declared(table);
    let rank = |row: &Row, place: usize| {
        let group = SIDES[place](&row.group);
        let size = sizes[place].iter().find(|(of, _)| of == group).and_then(|(_, size)| *size);
        let is_shown = !by_name && matches!(group, Group::Label(_)) && size.is_some();
        (rank(group, &declared, is_shown), Reverse(size.filter(|_| is_shown)), group.clone())
    };
    let ranks: Vec<_> = table
        .rows
        .iter()
        .map(|row| {
            let figure = figures.iter().position(|figure| *figure == row.figure);
            (figure, row.unit, rank(row, 0), rank(row, 1))
        })
        .collect();
    let mut order: Vec<usize> = (0..table.rows.len()).collect();
    order.sort_by(|one, other| ranks[*one].cmp(&ranks[*other]));
    table.rows = order.into_iter().map(|place| table.rows[place].clone()).collect();
}

/// The declared groups of a table, in its order.
fn declared(table: &Table) -> Vec<Group> {
    fn add(group: &Group, found: &mut Vec<Group>) {
        match group {
            Group::Pair(pair) => {
                add(&pair.0, found);
                add(&pair.1, found);
            }
            Group::Declared(_) if !found.contains(group) => found.push(group.clone()),
            _ => {}
        }
    }
    let mut found = Vec::new();
    table.rows.iter().for_each(|row| add(&row.group, &mut found));
    found
}

/// The place of a group among others: total, declared groups as declared, labels that are shown, labels that are hidden,
/// rest, unknown; of several dimensions one after the other.
fn rank(group: &Group, declared: &[Group], is_shown: bool) -> Vec<(u8, usize)> {
    match group {
        Group::Total => vec![(0, 0)],
        Group::Declared(_) => vec![(1, declared.iter().position(|of| of == group).unwrap_or(0))],
        Group::Label(_) => vec![(if is_shown { 2 } else { 3 }, 0)],
        Group::Rest => vec![(4, 0)],
        Group::Unknown => vec![(5, 0)],
        Group::Pair(pair) => {
            let mut ranks = rank(&pair.0, declared, false);
            ranks.extend(rank(&pair.1, declared, false));
            ranks
        }
    }
}

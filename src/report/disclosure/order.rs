//! Places that would tell of hidden counts: groups stand in the order of their size, and the smaller ones are folded.

use crate::report::{Cell, Group, Row, ShareOf, Table, Value};

use super::rules::Rules;

/// A side of a table: its rows or, where groups are of two traits, its columns.
type Side = fn(&Group) -> &Group;

const SIDES: [Side; 2] = [|group| group.parts().0, |group| group.parts().1];

/// Where the smaller sectors and employers are folded, those too small to be shown are folded with them: else the
/// place among the largest would tell of a hidden count.
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

/// Groups that stand in the order of their size: hidden ones go last, by name, so that their place tells nothing.
pub(super) fn by_what_is_shown(table: &mut Table) {
    let Some(first) = table.rows.first().map(|row| row.figure) else { return };
    let orders = [0, 1].map(|place| order(table, first, SIDES[place], SIDES[1 - place]));
    if table.dimension.is_none() || orders.iter().all(|(_, hidden)| !hidden) {
        return;
    }
    let mut figures: Vec<&'static str> = Vec::new();
    for row in &table.rows {
        if !figures.contains(&row.figure) {
            figures.push(row.figure);
        }
    }
    let place = |row: &Row, side: usize| {
        orders[side].0.iter().position(|group| group == SIDES[side](&row.group))
    };
    table.rows.sort_by_cached_key(|row| {
        let figure = figures.iter().position(|figure| *figure == row.figure);
        (figure, row.unit, place(row, 0), place(row, 1))
    });
}

/// The groups of a side in the order in which they are shown: total, declared groups, labels that are shown, labels
/// that are hidden, rest, unknown; and whether any label is hidden.
fn order(table: &Table, figure: &str, side: Side, other: Side) -> (Vec<Group>, bool) {
    let margins = table.rows.iter().filter(|row| *other(&row.group) == Group::Total);
    let mut hidden: Vec<&Group> = margins
        .filter(|row| row.figure == figure && row.value == Cell::Suppressed)
        .map(|row| side(&row.group))
        .filter(|group| matches!(group, Group::Label(_)))
        .collect();
    hidden.sort();
    // of cohorts by two traits each stands where its first one does, whose size is told by none of them
    let is_pair = |row: &Row| matches!(side(&row.group), Group::Pair(_));
    let by_name = table.rows.iter().any(|row| is_pair(row) && row.value == Cell::Suppressed);
    let mut groups: Vec<Group> = Vec::new();
    for row in &table.rows {
        if !groups.contains(side(&row.group)) {
            groups.push(side(&row.group).clone());
        }
    }
    if by_name {
        groups.sort();
        return (groups, true);
    }
    groups.sort_by_key(|group| match group {
        Group::Total | Group::Declared(_) | Group::Pair(_) => (0, 0),
        group @ Group::Label(_) => {
            hidden.iter().position(|other| *other == group).map_or((1, 0), |place| (2, place))
        }
        Group::Rest => (3, 0),
        Group::Unknown => (4, 0),
    });
    let any = !hidden.is_empty();
    (groups, any)
}

//! The scopes of a run: everything loaded, and one municipality each.
//!
//! A report looks only at the rows in its scope: whoever moves from one municipality of a dataset to another
//! stays on a benefit in the report of all, and leaves one and enters another in the reports of each.

use super::context::Context;
use super::spell::Row;
use crate::record::{Code, Participation, Placement, column};

/// Calls `visit` with the rows of one unit for the scopes that see the same of them.
pub(crate) fn by_scope(
    context: &Context<'_>,
    rows: &[Row],
    placements: &[Placement],
    participations: &[Participation],
    mut visit: impl FnMut(&[usize], &[Row], &[Placement], &[Participation]),
) {
    if context.scopes.is_empty() {
        return visit(&[0], rows, placements, participations);
    }
    let store = &context.records.benefits;
    let of_row = |row: &Row| Code::try_from(store.get(row.id, column::MUNICIPALITY)).unwrap_or(0);
    let mut places: Vec<Code> = rows.iter().map(of_row).collect();
    places.extend(placements.iter().map(|placement| placement.municipality));
    places.extend(participations.iter().map(|participation| participation.municipality));
    places.sort_unstable();
    places.dedup();
    let scope = |place: Code| context.scopes.get(place as usize).copied().flatten();
    if let [place] = places.as_slice() {
        match scope(*place) {
            Some(scope) => visit(&[0, scope], rows, placements, participations),
            None => visit(&[0], rows, placements, participations),
        }
        return;
    }
    visit(&[0], rows, placements, participations);
    for place in places {
        let Some(scope) = scope(place) else { continue };
        let rows: Vec<Row> = rows.iter().filter(|row| of_row(row) == place).copied().collect();
        let placements: Vec<_> =
            placements.iter().filter(|row| row.municipality == place).cloned().collect();
        let participations: Vec<_> =
            participations.iter().filter(|row| row.municipality == place).cloned().collect();
        visit(&[scope], &rows, &placements, &participations);
    }
}

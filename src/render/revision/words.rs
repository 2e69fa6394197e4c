//! What CSV and JSON say of a figure that changed.

use crate::render::number::plain;
use crate::report::Cell;
use crate::report::revision::Revised;

/// The numbers of a figure in the plain form of CSV and JSON: old, new, change.
pub(super) fn numbers(revised: &Revised) -> [Option<String>; 3] {
    let number = |cell: &Cell| cell.value().map(plain);
    let change = revised.change().map(plain);
    [number(&revised.old), number(&revised.new), change]
}

/// Why a number is not there: of the later delivery first.
pub(super) fn note(revised: &Revised) -> String {
    revised.new.note().or_else(|| revised.old.note()).unwrap_or_default()
}

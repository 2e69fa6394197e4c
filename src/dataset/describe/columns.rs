//! Which header is which column: by its name, by its name without a unit, nearly by its name, or by what is in it.

use super::content::Look;
use super::table::Table;
use crate::dataset::columns::{meaning, near_meaning};
use crate::dataset::kind::{Field, FileKind};

/// Why a header is taken for a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    /// The program knows the header.
    Name,
    /// It knows several headers of the file for this column; this one comes first.
    FirstOfSeveral,
    /// It knows the header without what stands in brackets or on a second line.
    NameWithoutUnit,
    /// The header is nearly one it knows, and the values agree.
    NearName,
    /// The values are dates, and the header or the other dates say which.
    Dates,
}

/// A header that is taken for a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// The column.
    pub(crate) field: Field,
    /// The position of the header.
    pub(crate) position: usize,
    /// Why.
    pub(crate) reason: Reason,
}

/// A table read as one kind of export.
#[derive(Debug, Clone)]
pub(crate) struct Described {
    /// The kind.
    pub(crate) kind: FileKind,
    /// The columns that were recognised, in canonical order.
    pub(crate) columns: Vec<Candidate>,
    /// Required columns that were not.
    pub(crate) missing: Vec<Field>,
}

const BEGIN: [&str; 8] = ["begin", "start", "ingang", "aanvang", "vanaf", "from", "sinds", "since"];
const END: [&str; 7] = ["eind", "stop", "tot", "t/m", "end", "until", "beëindig"];

/// How many columns of a kind the headers name.
pub(super) fn named(kind: FileKind, table: &Table) -> usize {
    by_name(kind, table).len()
}

/// Reads a table as one kind of export.
pub(crate) fn describe(kind: FileKind, table: &Table) -> Described {
    let mut columns = by_name(kind, table);
    for position in 0..table.names.len() {
        let near = near_meaning(kind, &table.names[position]);
        let is_free = |field: Field| !columns.iter().any(|column| column.field == field);
        if columns.iter().any(|column| column.position == position) {
            continue;
        }
        if let Some(field) = near.filter(|field| is_free(*field) && agrees(table, *field, position))
        {
            columns.push(Candidate { field, position, reason: Reason::NearName });
        }
    }
    by_dates(kind, table, &mut columns);
    columns.sort_by_key(|column| kind.fields().iter().position(|field| *field == column.field));
    let is_missing = |field: &&Field| !columns.iter().any(|column| column.field == **field);
    let missing = kind.required().iter().filter(is_missing).copied().collect();
    Described { kind, columns, missing }
}

/// The columns that the headers name, with or without a unit.
fn by_name(kind: FileKind, table: &Table) -> Vec<Candidate> {
    let mut found: Vec<(Field, usize, usize, Reason)> = Vec::new();
    for (position, name) in table.names.iter().enumerate() {
        if let Some((field, rank)) = meaning(kind, name) {
            found.push((field, rank, position, Reason::Name));
        } else if let Some((field, rank)) =
            meaning(kind, without_unit(name)).filter(|(field, _)| agrees(table, *field, position))
        {
            found.push((field, 1_000 + rank, position, Reason::NameWithoutUnit));
        }
    }
    found.sort_by_key(|(field, rank, position, _)| (*field, *rank, *position));
    let of_field = found.chunk_by(|left, right| left.0 == right.0);
    let first = of_field.map(|candidates| {
        let (field, rank, position, reason) = candidates[0];
        let has_equal = candidates.get(1).is_some_and(|second| second.1 == rank);
        let reason = if has_equal { Reason::FirstOfSeveral } else { reason };
        Candidate { field, position, reason }
    });
    first.collect()
}

/// A header without what stands in brackets, on a second line or behind a colon.
fn without_unit(name: &str) -> &str {
    let end = name.trim_start().find(['(', '[', '\n', '\r', ':', '*']);
    let name = name.trim_start();
    end.map_or(name, |end| &name[..end]).trim()
}

/// Start and end by dates: by a word in the header, else two columns of which one is never after the other.
fn by_dates(kind: FileKind, table: &Table, columns: &mut Vec<Candidate>) {
    let is_free =
        |columns: &[Candidate], field| !columns.iter().any(|column| column.field == field);
    let dates = |columns: &[Candidate]| -> Vec<usize> {
        let free = |position: &usize| !columns.iter().any(|column| column.position == *position);
        let dated = |position: &usize| table.contents[*position].look() == Look::Dates;
        (0..table.names.len()).filter(free).filter(dated).collect()
    };
    for (field, words) in [(Field::Start, &BEGIN[..]), (Field::End, &END[..])] {
        let says = |position: &usize| {
            let name = table.names[*position].to_lowercase();
            words.iter().any(|word| name.contains(word))
        };
        let saying: Vec<_> = dates(columns).into_iter().filter(says).collect();
        if kind.fields().contains(&field) && is_free(columns, field) && saying.len() == 1 {
            columns.push(Candidate { field, position: saying[0], reason: Reason::Dates });
        }
    }
    if kind == FileKind::Payments {
        return;
    }
    let known = |field| columns.iter().find(|column| column.field == field);
    let other = match (known(Field::Start), known(Field::End), dates(columns).as_slice()) {
        (Some(start), None, [end]) if table.is_before(start.position, *end) => {
            Some((Field::End, *end))
        }
        (None, Some(end), [start]) if table.is_before(*start, end.position) => {
            Some((Field::Start, *start))
        }
        _ => None,
    };
    if let Some((field, position)) = other {
        columns.push(Candidate { field, position, reason: Reason::Dates });
    }
    let both = is_free(columns, Field::Start) && is_free(columns, Field::End);
    if let ([first, second], true) = (dates(columns).as_slice(), both)
        && table.is_before(*first, *second)
    {
        columns.push(Candidate { field: Field::Start, position: *first, reason: Reason::Dates });
        columns.push(Candidate { field: Field::End, position: *second, reason: Reason::Dates });
    }
}

/// Whether the values of a column may be those of a field.
pub(super) fn agrees(table: &Table, field: Field, position: usize) -> bool {
    let look = table.contents[position].look();
    match field {
        Field::Start | Field::End | Field::BirthDate | Field::ProfileDate => {
            matches!(look, Look::Dates | Look::Empty)
        }
        Field::Month => matches!(look, Look::Dates | Look::Codes | Look::Identifiers),
        Field::BirthYear => matches!(look, Look::Years),
        Field::MonthlyAmount | Field::Amount => {
            matches!(look, Look::Amounts | Look::Identifiers | Look::Codes)
        }
        Field::CaseId | Field::PersonId | Field::PlacementId | Field::ParticipationId => {
            matches!(look, Look::Identifiers | Look::Codes | Look::Text)
        }
        _ => {
            matches!(look, Look::Codes | Look::Text | Look::YesNo | Look::Empty | Look::Identifiers)
        }
    }
}

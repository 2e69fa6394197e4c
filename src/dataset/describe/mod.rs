//! An export that nobody has described yet: what stands in its header, and what its columns look like.
//!
//! Only the first megabyte is looked at. No value leaves this module: columns are described by what kind of text they
//! hold, never by the text.

mod columns;
mod content;
mod files;
mod recognise;
mod table;

use std::io;

use super::dialect::{DELIMITERS, Head};
use super::header::{Place, read_record};
use super::kind::{Field, FileKind};
use super::scan::Start;
use super::shape::is_no_name;
use super::source::{OpenOptions, Opened, Source};
use super::value;
use crate::dataset::input_error::InputError;

pub(crate) use columns::{Candidate, Described, Reason};
pub(crate) use content::{Content, Look};
pub(crate) use files::{Export, Other, files};
pub(crate) use recognise::{Header, Recognised, columns_of, header};
pub(crate) use table::Table;

/// The lines in which a header is looked for.
const SEARCHED_LINES: usize = 30;
/// The rows that are looked at.
const ROWS: usize = 2_000;
/// Looks at the first lines of a file; `None` where no line can be a header.
///
/// # Errors
/// Where the file cannot be read as text.
pub(crate) fn look(source: &Source) -> Result<Option<Table>, InputError> {
    let mut nothing = io::empty();
    let mut opened = Opened::open(source, &mut nothing, OpenOptions::default())?;
    let start = Start::read(&mut opened)?;
    let head = start.head(&opened);
    Ok(table(head))
}

/// The table that begins at the most telling of the first lines.
fn table(head: Head<'_>) -> Option<Table> {
    let mut place = Place::START;
    place.skip_blank_lines(head.bytes);
    let separator = place.skip_separator_line(head.bytes);
    let mut best: Option<(usize, Table)> = None;
    let mut title_lines = 0;
    for _ in 0..SEARCHED_LINES {
        place.skip_blank_lines(head.bytes);
        for delimiter in separator.map_or(DELIMITERS.to_vec(), |delimiter| vec![delimiter]) {
            let Some(table) = table_at(head, place, delimiter, title_lines) else { continue };
            let score = score(&table);
            if best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, table));
            }
        }
        place.skip_line(head.bytes);
        title_lines += 1;
    }
    best.map(|(_, table)| table)
}

/// How much a line looks like a header: by the columns that it names, then by how many columns there are.
fn score(table: &Table) -> usize {
    let known = FileKind::ALL.map(|kind| columns::named(kind, table));
    let most = known.into_iter().max().unwrap_or(0);
    let first = usize::from(table.title_lines == 0);
    most * 100 + table.names.len().min(20) * 2 + first
}

fn table_at(head: Head<'_>, place: Place, delimiter: u8, title_lines: u64) -> Option<Table> {
    let bytes = head.bytes.get(place.offset..).filter(|bytes| !bytes.is_empty())?;
    let record = read_record(bytes, delimiter, head.complete, None).ok()?;
    let mut names = record.names;
    while names.last().is_some_and(|name| name.trim().is_empty()) {
        names.pop();
    }
    if names.len() < 2 || names.iter().any(|name| is_no_name(name)) {
        return None;
    }
    let rows = rows(bytes.get(record.length..).unwrap_or_default(), delimiter, head.complete);
    let is_same_width = |row: &&Vec<String>| row.len() >= names.len();
    if rows.iter().filter(is_same_width).count() * 2 < rows.len() {
        return None;
    }
    let column = |position: usize| rows.iter().filter_map(move |row| row.get(position));
    let contents = (0..names.len()).map(|position| Content::of(column(position)));
    Some(Table { title_lines, contents: contents.collect(), names, rows })
}

fn rows(mut bytes: &[u8], delimiter: u8, complete: bool) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    while rows.len() < ROWS && !bytes.is_empty() {
        let Ok(record) = read_record(bytes, delimiter, complete, None) else { break };
        bytes = bytes.get(record.length..).unwrap_or_default();
        if record.names.iter().any(|field| !field.trim().is_empty()) {
            rows.push(record.names);
        }
    }
    rows
}

impl Table {
    /// Whether the values of a column may be those of a field.
    pub(crate) fn may_be(&self, field: Field, position: usize) -> bool {
        let look = self.contents[position].look();
        match field {
            Field::CaseId | Field::PersonId | Field::PlacementId | Field::ParticipationId => {
                look == Look::Identifiers
            }
            Field::Employer | Field::Programme | Field::District | Field::Sector => {
                matches!(look, Look::Codes | Look::Text)
            }
            Field::WageSubsidy => matches!(look, Look::YesNo | Look::Amounts),
            Field::Hours => look == Look::Codes,
            _ if columns::agrees(self, field, position) => {
                !matches!(look, Look::Empty | Look::Text | Look::Identifiers)
            }
            _ => false,
        }
    }

    /// Whether no row has a day in the one column after that in the other, and most rows have both.
    fn is_before(&self, first: usize, second: usize) -> bool {
        let day = |row: &[String], position: usize| {
            value::day(row.get(position)?.as_bytes()).ok().flatten()
        };
        let pairs: Vec<_> = self
            .rows
            .iter()
            .filter_map(|row| Some((day(row, first)?, day(row, second)?)))
            .collect();
        !pairs.is_empty() && pairs.iter().all(|(first, second)| first <= second)
    }
}

//! One row of a programmes export: one person in one programme.

use super::field::{from_day, to_code, to_day};
use super::key::{Key, Keys};
use super::names::Code;
use super::vocabulary::Vocabulary;
use crate::period::Day;

/// The number of columns kept of a participation row.
pub(crate) const COLUMNS: usize = 10;
/// The column of the participation's own identifier.
pub(crate) const ID: usize = 0;
/// The column of the person.
pub(crate) const PERSON: usize = 1;
/// The column of the start.
pub(crate) const START: usize = 2;
/// The column of the end.
pub(crate) const END: usize = 3;

/// The column of the municipality.
pub(crate) const MUNICIPALITY: usize = 7;

/// The column of the programme.
pub(crate) const PROGRAMME: usize = 4;
/// The column of the kind.
pub(crate) const KIND: usize = 5;
/// The column of the result.
pub(crate) const RESULT: usize = 6;
/// The column of the list that the row stands in.
pub(crate) const SNAPSHOT: usize = 8;

/// One row of a programmes export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Participation {
    /// The participation's own identifier, where the export has one.
    pub(crate) id: Key,
    /// The person.
    pub(crate) person: Key,
    /// The first day.
    pub(crate) start: Day,
    /// The last day; none while it runs.
    pub(crate) end: Option<Day>,
    /// The programme's name.
    pub(crate) programme: Code,
    /// The kind of programme (SRG type voorziening).
    pub(crate) kind: Code,
    /// What came of it.
    pub(crate) result: Code,
    /// The municipality.
    pub(crate) municipality: Code,
    /// The day of the list that the row stands in, where the export is lists of one moment.
    pub(crate) snapshot: Option<Day>,
    /// The line in its block; in its file where it was read by `Store::located`.
    pub(crate) line: u64,
}

impl Participation {
    /// The row as it is stored.
    #[inline(always)]
    pub(crate) fn encode(&self) -> [u64; COLUMNS] {
        [
            self.id.0,
            self.person.0,
            from_day(Some(self.start)),
            from_day(self.end),
            u64::from(self.programme),
            u64::from(self.kind),
            u64::from(self.result),
            u64::from(self.municipality),
            from_day(self.snapshot),
            self.line,
        ]
    }

    /// The row's fields as text, in canonical order, by which conflicts are settled.
    pub(crate) fn text(&self, words: &Vocabulary, persons: &Keys) -> String {
        [
            persons.text(self.person),
            words.programme.text(self.programme).to_string(),
            words.programme_kind.text(self.kind).to_string(),
            self.start.to_string(),
            self.end.map(|end| end.to_string()).unwrap_or_default(),
            words.result.text(self.result).to_string(),
            words.municipality.text(self.municipality).to_string(),
        ]
        .join("\u{1f}")
    }

    /// The row as it was stored.
    pub(crate) fn decode(row: [u64; COLUMNS]) -> Self {
        Self {
            id: Key(row[ID]),
            person: Key(row[PERSON]),
            start: to_day(row[START]).unwrap_or(Day::MIN),
            end: to_day(row[END]),
            programme: to_code(row[PROGRAMME]),
            kind: to_code(row[KIND]),
            result: to_code(row[RESULT]),
            municipality: to_code(row[MUNICIPALITY]),
            snapshot: to_day(row[SNAPSHOT]),
            line: row[9],
        }
    }
}

//! One row of a programmes export: one person in one programme.

use super::categories::Categories;
use super::category_codes::Code;
use super::field::record;
use super::key::{Key, Keys};
use crate::period::Day;

record! {
    /// One row of a programmes export.
    Participation {
        /// The participation's own identifier, where the export has one.
        ID id: Key = ParticipationId,
        /// The person.
        PERSON person: Key = PersonId,
        /// The first day.
        START start: Day = Start,
        /// The last day; none while it runs.
        END end: Option<Day> = End,
        /// The programme's name.
        PROGRAMME programme: Code = Programme,
        /// The kind of programme (SRG type voorziening).
        KIND kind: Code = Kind,
        /// What came of it.
        RESULT result: Code = Result,
        /// The municipality.
        MUNICIPALITY municipality: Code = Municipality,
        /// The day of the list that the row stands in, where the export is lists of one moment.
        SNAPSHOT snapshot: Option<Day> = Snapshot,
        /// The line in its block; in its file where it was read by `Store::located`.
        LINE line: u64,
    }
}

impl Participation {
    /// The row's fields as text, in canonical order, by which conflicts are settled.
    pub(crate) fn text(&self, words: &Categories, persons: &Keys) -> String {
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
}

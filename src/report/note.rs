//! What a reader has to know about the figures, as data: a sentence's id and the values in it.
//!
//! The sentences stand in the language files under `[notes]`, with `{name}` for each value.

use super::{Group, Value};
use crate::period::{Day, Period};

/// One note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The id of the sentence.
    pub id: &'static str,
    /// The values that the sentence names.
    pub values: Vec<(&'static str, NoteValue)>,
}

/// A value inside a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteValue {
    /// A number of things.
    Count(u64),
    /// A name from the data or the file system; shown with hidden characters visible.
    Text(String),
    /// A period.
    Period(Period),
    /// A day.
    Day(Day),
    /// A number that is hidden.
    Suppressed,
    /// A figure.
    Number(Value),
    /// A group, in its words.
    Group(Group),
}

impl Note {
    /// A note with its values.
    pub fn new(id: &'static str, values: Vec<(&'static str, NoteValue)>) -> Self {
        Self { id, values }
    }
}

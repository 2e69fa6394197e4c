//! What stands in a cell of a table: a text for readers, and beside it what it was made from, for whoever needs more
//! than the text.

use std::fmt;

use crate::report::{Missing, Value};

/// The mark of a number that is not available.
pub(crate) const MISSING: &str = "·";

/// The mark of a number that is hidden.
pub(crate) const SUPPRESSED: &str = "x";

/// A cell of a table that is laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Shown {
    /// What a reader sees.
    pub text: String,
    /// What it was made from.
    pub made_of: MadeOf,
}

/// What a cell was made from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum MadeOf {
    /// Words, or nothing.
    #[default]
    Words,
    /// A number.
    Number {
        /// Exactly.
        value: Value,
        /// Whether it is a difference, which is shown with its sign.
        is_change: bool,
    },
    /// A number that is not available, and why, where that is known.
    Missing(Option<Missing>),
    /// A number that is hidden.
    Hidden,
}

impl Shown {
    /// A number in its text.
    pub(crate) fn number(text: String, value: Value) -> Self {
        Self { text, made_of: MadeOf::Number { value, is_change: false } }
    }

    /// A difference in its text.
    pub(crate) fn change(text: String, value: Value) -> Self {
        Self { text, made_of: MadeOf::Number { value, is_change: true } }
    }

    /// The mark of a number that is not available.
    pub(crate) fn missing(why: Option<Missing>) -> Self {
        Self { text: MISSING.to_owned(), made_of: MadeOf::Missing(why) }
    }

    /// The mark of a number that is hidden.
    pub(crate) fn hidden() -> Self {
        Self { text: SUPPRESSED.to_owned(), made_of: MadeOf::Hidden }
    }

    /// Whether nothing is shown.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// Cells that are texts and nothing more.
pub(crate) fn texts(cells: impl IntoIterator<Item = String>) -> Vec<Shown> {
    cells.into_iter().map(Shown::from).collect()
}

impl From<String> for Shown {
    /// Words.
    fn from(text: String) -> Self {
        Self { text, made_of: MadeOf::Words }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

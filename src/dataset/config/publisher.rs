//! `[publisher]` and `[story]` of `outflow.toml`: who gives out what is made, and what a press text begins with.

use serde::Deserialize;

use super::toml_value::{Keys, set};

/// Who gives out pages, workbooks and texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publisher {
    /// Their name.
    pub name: Option<String>,
    /// Where questions go.
    pub contact: Option<String>,
    /// What others may do with it.
    pub licence: Option<String>,
}

/// The figure that a press text begins with (`[story] lead`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lead {
    /// People into work.
    #[default]
    IntoWork,
    /// Benefits that ended.
    Outflow,
}

/// The keys of `[publisher]`.
pub(super) const PUBLISHER: Keys<Publisher> = &[
    ("name", |publisher, entry| set(&mut publisher.name, entry.text("a name"))),
    ("contact", |publisher, entry| {
        set(&mut publisher.contact, entry.text("a name, an address or a telephone number"))
    }),
    ("licence", |publisher, entry| {
        set(&mut publisher.licence, entry.text("the name of a licence, such as \"CC BY 4.0\""))
    }),
];

/// The key of `[story]`.
pub(super) const STORY: Keys<Lead> =
    &[("lead", |lead, entry| set(lead, entry.word("into_work or outflow")))];

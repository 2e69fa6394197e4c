//! `[publisher]` and `[story]` of `outflow.toml`: who gives out what is made, and what a press text begins with.

use super::error::ConfigError;
use super::keys::{PUBLISHER, STORY};
use super::toml_value::Entry;

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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lead {
    /// People into work.
    #[default]
    IntoWork,
    /// Benefits that ended.
    Outflow,
}

pub(super) fn read_publisher(table: &Entry<'_>) -> Result<Publisher, ConfigError> {
    let mut publisher = Publisher::default();
    for entry in table.table()? {
        let text = |expected| entry.string(expected).map(|text| Some(text.to_owned()));
        match entry.key {
            "name" => publisher.name = text("a name")?,
            "contact" => publisher.contact = text("a name, an address or a telephone number")?,
            "licence" => publisher.licence = text("the name of a licence, such as \"CC BY 4.0\"")?,
            _ => return Err(entry.unknown(&PUBLISHER)),
        }
    }
    Ok(publisher)
}

pub(super) fn read_lead(table: &Entry<'_>) -> Result<Lead, ConfigError> {
    const EXPECTED: &str = "into_work or outflow";
    let mut lead = Lead::default();
    for entry in table.table()? {
        match entry.key {
            "lead" => {
                lead = match entry.string(EXPECTED)? {
                    "into_work" => Lead::IntoWork,
                    "outflow" => Lead::Outflow,
                    _ => return Err(entry.bad(EXPECTED)),
                };
            }
            _ => return Err(entry.unknown(&STORY)),
        }
    }
    Ok(lead)
}

//! The language files as they are parsed: words by id, and nothing else.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Words by id.
pub(crate) type Words = BTreeMap<String, String>;

/// One language file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Labels {
    /// Titles of tables.
    pub tables: Words,
    /// Names of the dimensions that groups belong to.
    pub dimensions: Words,
    /// Units, in the plural.
    pub units: Words,
    /// What there is to say of a figure.
    pub figures: BTreeMap<String, FigureLabels>,
    /// Labels of declared groups.
    pub groups: Words,
    /// Single words.
    pub words: Words,
    /// Headings above the headline figures.
    pub headings: Words,
    /// How a number is written.
    pub number: NumberLabels,
    /// Names of the months, by number.
    pub months: Words,
    /// Short names of the months, for an axis.
    pub months_short: Words,
    /// Names of kinds of period.
    pub period: Words,
    /// What a share is a share of, short, by figure.
    pub wholes: Words,
    /// A figure in a word or two, for the head of a column.
    pub columns: Words,
    /// Sentences of the readable report.
    pub phrases: Words,
    /// Sentences of a story.
    pub story: BTreeMap<String, Sentence>,
    /// Kinds of export.
    pub kinds: Words,
    /// Why a number is not available.
    pub missing: Words,
    /// What a key of `outflow.toml` does, by key.
    pub options: Words,
    /// Formulas with `{input}`, by figure; the first whose inputs are all known is used.
    pub formulas: BTreeMap<String, Vec<String>>,
    /// What may be found in exports.
    pub findings: BTreeMap<String, FindingLabels>,
    /// Why a row is rejected, by the id of the fault.
    pub faults: Words,
    /// Why a case counts, part by part.
    pub why: BTreeMap<String, Sentence>,
    /// Notes on the data.
    pub notes: BTreeMap<String, Sentence>,
}

/// What there is to say of a figure.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureLabels {
    /// Its title.
    pub title: String,
    /// What is counted, in words.
    pub definition: String,
    /// How it is worked out, in words.
    pub formula: String,
    /// What its share is a share of; empty where there is none.
    pub whole: String,
    /// Where the definition comes from.
    pub source: String,
    /// The options that change it.
    pub options: Vec<String>,
}

/// What there is to say of a finding.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FindingLabels {
    /// What was found, without its number.
    pub title: String,
    /// What to do about it.
    pub advice: String,
    /// What a report says of it, with its number; none where a check alone says it.
    pub note: Option<Sentence>,
}

/// How a number is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberLabels {
    /// Before the decimals.
    pub decimal: String,
    /// Between thousands.
    pub grouping: String,
    /// Before an amount in euros.
    pub euro_before: String,
}

/// A sentence, with its form for one thing where that differs.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Sentence {
    /// One form for any number.
    Fixed(String),
    /// By the value `{count}`.
    Counted {
        /// For a count of one.
        one: String,
        /// For any other count.
        other: String,
    },
}

impl Sentence {
    /// The form for a count; without a count, the plural.
    pub(crate) fn form(&self, count: Option<u64>) -> &str {
        match self {
            Self::Fixed(text) => text,
            Self::Counted { one, .. } if count == Some(1) => one,
            Self::Counted { other, .. } => other,
        }
    }
}

//! Codes and labels → groups, from `codes.toml`: the lists of the Regeling and the words that exports use.
//!
//! A label means the same in every year; a code of the statistics means what the list of its year says.

mod lists;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use super::value::says_missing;

pub(crate) use lists::{Edition, Editions};

use lists::{List, Lists};

/// A declared list of groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum CodeList {
    /// Why a benefit ended (BUS field 34).
    EndReason,
    /// Why a benefit started (BUS until 2012, GWS4all since).
    StartReason,
    /// Household (leefvorm).
    Household,
    /// Household by the codes of Suwinet, which differ from those of BUS.
    HouseholdSuwinet,
    /// Scheme (statistiekcode).
    Scheme,
    /// Sex.
    Sex,
    /// Full-time, part-time or self-employed.
    PlacementKind,
    /// Kind of programme (SRG type voorziening).
    ProgrammeKind,
    /// What came of a programme.
    Result,
    /// What a person is on a case.
    Role,
}

/// What a code or label means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// The declared group; none where the code says that there is no value.
    pub(crate) group: Option<&'static str>,
    /// The group of people under 30 on the last day, where the code means something else for them.
    pub(crate) under_30: Option<&'static str>,
    /// The list of other years that was read, where that of the row's own year lacks the code.
    pub(crate) other_year: Option<&'static str>,
}

static LISTS: LazyLock<Lists> =
    LazyLock::new(|| Lists::parse(include_str!("codes.toml")).unwrap_or_default());

fn lists() -> &'static Lists {
    &LISTS
}

/// A value as it is compared: case, spaces, `_` and `-` do not count, unless there is nothing else.
pub(crate) fn folded(text: &str) -> String {
    let text = text.trim();
    let folded: String = text
        .chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect();
    if folded.is_empty() { text.to_owned() } else { folded }
}

/// A code of digits without its leading zeros; none where the text is anything else.
pub(crate) fn bare(code: &str) -> Option<&str> {
    let is_number = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    let digits = code.trim_start_matches('0');
    is_number.then_some(if digits.is_empty() { "0" } else { digits })
}

impl CodeList {
    const fn table(self) -> &'static str {
        match self {
            Self::EndReason => "end_reason",
            Self::StartReason => "start_reason",
            Self::Household => "household",
            Self::HouseholdSuwinet => "household_suwinet",
            Self::Scheme => "scheme",
            Self::Sex => "sex",
            Self::PlacementKind => "placement_kind",
            Self::ProgrammeKind => "programme_kind",
            Self::Result => "result",
            Self::Role => "role",
        }
    }

    fn list(self) -> Option<&'static List> {
        lists().list(self.table())
    }

    /// The ids of the declared groups, in their declared order.
    pub(crate) fn declared(self) -> impl Iterator<Item = &'static str> {
        self.list().into_iter().flat_map(|list| list.declared.iter().map(String::as_str))
    }

    /// Whether its codes differ from year to year.
    pub(crate) fn has_years(self) -> bool {
        self.list().is_some_and(|list| !list.years.is_empty())
    }

    /// What a code or label means in an edition: as a label or a code without years, else by the codes in force, else
    /// by those nearest in time that have it. None where nobody knows it.
    pub(crate) fn meaning(self, text: &str, edition: Edition) -> Option<Meaning> {
        let list = self.list()?;
        let folded = folded(text);
        let id = |group: usize| list.declared.get(group).map(String::as_str);
        if let Some(group) = list.labels.find(&folded) {
            let group = group.and_then(id);
            return Some(Meaning { group, under_30: None, other_year: None });
        }
        let known = lists().by_distance(list, edition).find_map(|(years, in_force)| {
            let group = years.codes.find(&folded)?.and_then(id);
            let under_30 = years.under_30.find(&folded).flatten().and_then(id);
            let other_year = (!in_force).then_some(years.name.as_str());
            Some(Meaning { group, under_30, other_year })
        });
        match self {
            Self::HouseholdSuwinet => known.or_else(|| Self::Household.meaning(text, edition)),
            _ => known,
        }
    }

    /// The group that a text seems to mean: by a slip of the pen, or by a known word inside it. A code of digits
    /// is near to nothing: the next number means something else.
    pub(crate) fn nearest(self, text: &str) -> Option<&'static str> {
        let list = self.list()?;
        let wanted = folded(text);
        let letters = wanted.chars().filter(|character| character.is_alphabetic()).count();
        if letters < 3 {
            return None;
        }
        let slip = |known: &str| {
            let distance = strsim::damerau_levenshtein(&wanted, known);
            (distance * 4 <= known.chars().count()).then_some(distance)
        };
        let inside = |known: &str| {
            let is_word = known.chars().count() >= 4 && wanted.contains(known);
            is_word.then(|| 1_000 - known.len())
        };
        let scored = list.labels.values().filter_map(|(known, group)| {
            let score = slip(known).or_else(|| inside(known))?;
            Some((score, known, group?))
        });
        let (_, _, group) = scored.min()?;
        list.declared.get(group).map(String::as_str)
    }
}

/// The group of a text in a list that only this module knows.
fn find(table: &str, text: &str) -> Option<&'static str> {
    let list = lists().list(table)?;
    let group = list.labels.find(&folded(text))??;
    list.declared.get(group).map(String::as_str)
}

/// The stretches of years within which no list of codes changes.
pub(crate) fn editions() -> Editions {
    lists().editions()
}

/// The scheme that a text means, where it is no benefit in the sense of this program: bijzondere bijstand, Tozo and so
/// on.
pub(crate) fn left_out_scheme(text: &str) -> Option<&'static str> {
    find("scheme_left_out", text)
}

/// Whether a text says "not filled in".
pub(crate) fn is_missing_word(text: &str) -> bool {
    says_missing(text.as_bytes()) || find("missing", text).is_some()
}

/// Whether a text says that there is a wage subsidy, or that there is none.
pub(crate) fn wage_subsidy(text: &str) -> Option<bool> {
    find("wage_subsidy", text).map(|group| group == "yes")
}

/// The date of the lists.
pub(crate) fn date() -> &'static str {
    &lists().date
}

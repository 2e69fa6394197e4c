//! Codes and labels → groups, from `codes.toml`: the lists of the Regeling and the words that exports use.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// A declared list of groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum CodeList {
    /// Why a benefit ended (BUS field 34).
    EndReason,
    /// Household (leefvorm).
    Household,
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

#[derive(Debug, Default, Deserialize)]
struct File {
    meta: BTreeMap<String, String>,
    #[serde(flatten)]
    lists: toml::Table,
}

/// All lists, ready to look values up in.
#[derive(Debug, Default)]
struct Lists {
    date: String,
    declared: FxHashMap<&'static str, Vec<String>>,
    groups: FxHashMap<&'static str, FxHashMap<String, usize>>,
}

const TABLES: [&str; 11] = [
    "end_reason",
    "household",
    "scheme",
    "sex",
    "placement_kind",
    "programme_kind",
    "result",
    "role",
    "scheme_left_out",
    "wage_subsidy",
    "missing",
];

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    toml::from_str(include_str!("codes.toml")).map(|file| lists(&file)).unwrap_or_default()
});

fn lists(file: &File) -> Lists {
    let mut lists =
        Lists { date: file.meta.get("date").cloned().unwrap_or_default(), ..Lists::default() };
    for name in TABLES {
        let mut groups = FxHashMap::default();
        let mut declared = Vec::new();
        let table = file.lists.get(name).and_then(toml::Value::as_table);
        for (group, values) in table.into_iter().flatten() {
            groups.insert(folded(group), declared.len());
            for value in values.as_array().into_iter().flatten().filter_map(toml::Value::as_str) {
                groups.insert(folded(value), declared.len());
            }
            declared.push(group.clone());
        }
        lists.groups.insert(name, groups);
        lists.declared.insert(name, declared);
    }
    lists
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

fn find(table: &'static str, text: &str) -> Option<&'static str> {
    let lists: &'static Lists = &LISTS;
    let index = *lists.groups.get(table)?.get(&folded(text))?;
    lists.declared.get(table)?.get(index).map(String::as_str)
}

impl CodeList {
    const fn table(self) -> &'static str {
        match self {
            Self::EndReason => "end_reason",
            Self::Household => "household",
            Self::Scheme => "scheme",
            Self::Sex => "sex",
            Self::PlacementKind => "placement_kind",
            Self::ProgrammeKind => "programme_kind",
            Self::Result => "result",
            Self::Role => "role",
        }
    }

    /// The ids of the declared groups, in their declared order.
    pub(crate) fn declared(self) -> impl Iterator<Item = &'static str> {
        let lists: &'static Lists = &LISTS;
        lists.declared.get(self.table()).into_iter().flatten().map(String::as_str)
    }

    /// The declared group that a code or label means.
    pub(crate) fn group(self, text: &str) -> Option<&'static str> {
        find(self.table(), text)
    }

    /// The group that a text seems to mean: by a slip of the pen, or by a known word inside it. A code of digits
    /// is near to nothing: the next number means something else.
    pub(crate) fn nearest(self, text: &str) -> Option<&'static str> {
        let lists: &'static Lists = &LISTS;
        let wanted = folded(text);
        let letters = wanted.chars().filter(|character| character.is_alphabetic()).count();
        if letters < 3 {
            return None;
        }
        let known = lists.groups.get(self.table())?.iter();
        let slip = |known: &str| {
            let distance = strsim::damerau_levenshtein(&wanted, known);
            (distance * 4 <= known.chars().count()).then_some(distance)
        };
        let inside = |known: &str| {
            let is_word = known.chars().count() >= 4 && wanted.contains(known);
            is_word.then(|| 1_000 - known.len())
        };
        let scored = known.filter_map(|(known, group)| {
            let score = slip(known).or_else(|| inside(known))?;
            Some((score, known, *group))
        });
        let (_, _, group) = scored.min()?;
        lists.declared.get(self.table())?.get(group).map(String::as_str)
    }
}

/// Whether a scheme is no benefit in the sense of this program (bijzondere bijstand).
pub(crate) fn is_left_out_scheme(text: &str) -> bool {
    find("scheme_left_out", text).is_some()
}

/// Whether a text says "not filled in".
pub(crate) fn is_missing_word(text: &str) -> bool {
    find("missing", text).is_some()
}

/// Whether a text says that there is a wage subsidy, or that there is none.
pub(crate) fn wage_subsidy(text: &str) -> Option<bool> {
    find("wage_subsidy", text).map(|group| group == "yes")
}

/// The date of the lists.
pub(crate) fn date() -> &'static str {
    let lists: &'static Lists = &LISTS;
    &lists.date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_labels_of_the_regeling_are_known() {
        for (list, text, group) in [
            (CodeList::EndReason, "11", "work"),
            (CodeList::EndReason, "Arbeid in dienstbetrekking", "work"),
            (CodeList::EndReason, "33", "abroad"),
            (CodeList::EndReason, "Oorzaak bij partner", "partner"),
            (CodeList::Household, "3", "couple"),
            (CodeList::Scheme, "01", "participatiewet"),
            (CodeList::Sex, "V", "woman"),
            (CodeList::PlacementKind, "Full-time", "full_time"),
            (CodeList::ProgrammeKind, "Voorschakeltraject", "pre_employment"),
            (CodeList::Result, "Inburgering behaald", "civic_integration"),
        ] {
            assert_eq!(list.group(text), Some(group), "{text}");
        }
        assert_eq!(CodeList::EndReason.group("88"), None);
        assert!(is_left_out_scheme("11") && !is_left_out_scheme("01"));
        assert!(is_missing_word("n.v.t.") && is_missing_word("-") && !is_missing_word("zorg"));
        assert_eq!(
            (wage_subsidy("Ja"), wage_subsidy("nee"), wage_subsidy("100")),
            (Some(true), Some(false), None)
        );
        assert_eq!(date().len(), 10);
    }

    #[test]
    fn an_unknown_label_has_a_nearest_group_and_a_number_has_none() {
        let nearest = |text| CodeList::EndReason.nearest(text);
        assert_eq!(nearest("Arbeid in dienstbetreking"), Some("work"));
        assert_eq!(nearest("Verhuisd naar elders (zie dossier)"), Some("moved"));
        assert_eq!(nearest("88"), None);
        assert_eq!(nearest("Zomaar"), None);
    }

    #[test]
    fn declared_groups_keep_their_order() {
        let households: Vec<_> = CodeList::Household.declared().collect();
        assert_eq!(households, ["single", "single_parent", "couple", "other"]);
        let schemes: Vec<_> = CodeList::Scheme.declared().collect();
        assert_eq!(schemes, ["participatiewet", "ioaw", "ioaz", "bbz"]);
        let reasons: Vec<_> = CodeList::EndReason.declared().collect();
        assert_eq!(reasons.first().zip(reasons.last()), Some((&"work", &"other")));
    }

    #[test]
    fn no_label_means_two_groups() {
        let parsed: Result<toml::Table, _> = toml::from_str(include_str!("codes.toml"));
        for (name, table) in parsed.iter().flatten() {
            let mut seen = BTreeMap::new();
            for (group, values) in table.as_table().into_iter().flatten() {
                for value in values.as_array().into_iter().flatten().filter_map(toml::Value::as_str)
                {
                    let before = seen.insert(folded(value), group);
                    assert!(before.is_none_or(|before| before == group), "{name}: {value}");
                }
            }
        }
    }
}

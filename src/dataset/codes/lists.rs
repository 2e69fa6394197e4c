//! `codes.toml` as it is looked up in: groups by label, and by code in the years that the code was in force.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::{bare, folded};
use crate::period::Day;

/// A group by its place among the declared ones; `None` where the value says that there is none.
pub(super) type Group = Option<usize>;

/// The key of `codes.toml` whose values say that there is no value.
const MISSING: &str = "missing";

#[derive(Debug, Default, Deserialize)]
struct File {
    meta: BTreeMap<String, String>,
    #[serde(default, rename = "code_list")]
    code_lists: Vec<CodesOfYears>,
    #[serde(flatten)]
    lists: toml::Table,
}

#[derive(Debug, Deserialize)]
struct CodesOfYears {
    of: String,
    name: String,
    from: Option<i32>,
    to: Option<i32>,
    codes: toml::Table,
    #[serde(default)]
    under_30: toml::Table,
}

/// All lists.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) date: String,
    by_name: FxHashMap<String, List>,
    /// The first years of the stretches within which no list changes, but of the first stretch.
    turns: Vec<i32>,
}

/// One list: its groups, its labels, and its codes by year.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) declared: Vec<String>,
    pub(super) labels: Lookup,
    pub(super) years: Vec<Years>,
}

/// The codes that were in force from one year to another.
#[derive(Debug)]
pub(super) struct Years {
    /// The short name by which messages call them.
    pub(super) name: String,
    from: i32,
    to: i32,
    pub(super) codes: Lookup,
    /// What a code means for people under 30 on the last day, where that is something else.
    pub(super) under_30: Lookup,
}

/// Values → groups.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    exact: FxHashMap<String, Group>,
    /// Codes of digits, without leading zeros.
    bare: FxHashMap<String, Group>,
}

/// The stretches of years within which no list of codes changes, as the days on which they begin.
#[derive(Debug, Clone, Default)]
pub(crate) struct Editions {
    starts: Vec<Day>,
}

/// A stretch of years within which no list of codes changes: which codes a row is read by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edition(pub(super) usize);

/// Years before and after every list.
const FIRST_YEAR: i32 = 0;
const LAST_YEAR: i32 = 9999;

impl Lists {
    /// The lists of a file in the form of `codes.toml`.
    pub(super) fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut by_name = FxHashMap::default();
        for (name, groups) in &file.lists {
            let mut list = List::default();
            for (group, values) in groups.as_table().into_iter().flatten() {
                let place = (group != MISSING).then_some(list.declared.len());
                if place.is_some() {
                    list.labels.add(group, place);
                    list.declared.push(group.clone());
                }
                texts(values).for_each(|value| list.labels.add(value, place));
            }
            by_name.insert(name.clone(), list);
        }
        let mut turns = Vec::new();
        for codes in file.code_lists {
            turns.extend(codes.from);
            turns.extend(codes.to.map(|to| to + 1));
            if let Some(list) = by_name.get_mut(&codes.of) {
                let years = codes.years(&list.declared);
                list.years.push(years);
            }
        }
        turns.sort_unstable();
        turns.dedup();
        let date = file.meta.get("date").cloned().unwrap_or_default();
        Ok(Self { date, by_name, turns })
    }

    pub(super) fn list(&self, name: &str) -> Option<&List> {
        self.by_name.get(name)
    }

    pub(super) fn editions(&self) -> Editions {
        let first_of = |year: &i32| Day::from_ymd(*year, 1, 1);
        Editions { starts: self.turns.iter().filter_map(first_of).collect() }
    }

    /// The codes of a list, those in force in an edition first, then those nearest to it in time; each with whether
    /// it was in force.
    pub(super) fn by_distance<'a>(
        &self,
        list: &'a List,
        edition: Edition,
    ) -> impl Iterator<Item = (&'a Years, bool)> + use<'a> {
        let before = edition.0.checked_sub(1).and_then(|before| self.turns.get(before));
        let first = before.copied().unwrap_or(FIRST_YEAR);
        let until = self.turns.get(edition.0).map_or(LAST_YEAR, |next| next - 1);
        let distance = |years: &Years| (years.from - until).max(first - years.to).max(0);
        let mut all: Vec<_> = list.years.iter().map(|years| (distance(years), years)).collect();
        all.sort_by_key(|(distance, _)| *distance);
        all.into_iter().map(|(distance, years)| (years, distance == 0))
    }
}

impl CodesOfYears {
    fn years(&self, declared: &[String]) -> Years {
        let lookup = |table: &toml::Table| {
            let mut lookup = Lookup::default();
            for (group, values) in table {
                let place = declared.iter().position(|known| known == group);
                texts(values).for_each(|value| lookup.add(value, place));
            }
            lookup
        };
        Years {
            name: self.name.clone(),
            from: self.from.unwrap_or(FIRST_YEAR),
            to: self.to.unwrap_or(LAST_YEAR),
            codes: lookup(&self.codes),
            under_30: lookup(&self.under_30),
        }
    }
}

impl Lookup {
    fn add(&mut self, value: &str, group: Group) {
        let value = folded(value);
        if let Some(bare) = bare(&value) {
            self.bare.insert(bare.to_owned(), group);
        }
        self.exact.insert(value, group);
    }

    /// The group of a folded value: as it stands, or else by its digits without leading zeros.
    pub(super) fn find(&self, folded: &str) -> Option<Group> {
        let by_digits = || self.bare.get(bare(folded)?);
        self.exact.get(folded).or_else(by_digits).copied()
    }

    /// Every value that is known, with its group.
    pub(super) fn values(&self) -> impl Iterator<Item = (&str, Group)> {
        self.exact.iter().map(|(value, group)| (value.as_str(), *group))
    }
}

impl Editions {
    /// The edition in force on a day.
    #[inline]
    pub(crate) fn of(&self, day: Day) -> Edition {
        Edition(self.starts.iter().filter(|start| **start <= day).count())
    }

    /// The newest edition.
    pub(crate) const fn newest(&self) -> Edition {
        Edition(self.starts.len())
    }
}

impl Edition {
    /// Its place among the editions, from 0.
    pub(crate) const fn index(self) -> usize {
        self.0
    }
}

fn texts(values: &toml::Value) -> impl Iterator<Item = &str> {
    values.as_array().into_iter().flatten().filter_map(toml::Value::as_str)
}

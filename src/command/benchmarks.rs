//! Targets and benchmarks: each names a figure and a group that exist.

use super::load::Input;
use crate::cli::nearest;
use crate::measure::{DURATIONS, Dimension, PersonGroups, age_names};
use crate::record::{Categories, CategoryCodes, Code, Records, normalised};
use crate::render::{Lang, Locale};
use crate::report::benchmarks::{Place, Unresolved, resolve};
use crate::report::{FigureId, Group, RequestError, figures, named};

/// Finds the figure and the group of every target, and checks those of every mark.
///
/// # Errors
/// Where one is of nothing that there is.
pub(super) fn check_benchmarks(
    input: &mut Input,
    categories: &Categories,
    person_groups: &PersonGroups,
) -> Result<(), RequestError> {
    let locales = [Lang::En, Lang::Nl].map(Locale::new);
    for loaded in &mut input.loaded {
        let records = &mut loaded.records;
        let words = Words { categories, person_groups, records, locales: &locales };
        let resolved = |path: &str, unit: Option<&str>, key: &str| {
            resolve(path, unit, &|by, name| words.find(by, name)).map_err(|unresolved| {
                refusal(format!("{}: outflow.toml: {key}", words.records.name), unresolved)
            })
        };
        let mut targets = words.records.config.benchmark_settings.targets.clone();
        for target in &mut targets {
            let Place { table, figure, group } =
                resolved(&target.figure, target.unit.as_deref(), "targets")?;
            (target.table, target.figure, target.group) = (table, figure, group);
        }
        let mut marks = words.records.benchmark.clone();
        for mark in marks.iter_mut().filter(|mark| mark.region.is_some()) {
            let Place { table, figure, group } =
                resolved(&mark.figure, mark.unit.as_deref(), "benchmark.figures")?;
            (mark.table, mark.figure, mark.group) = (table, figure, group);
        }
        records.config.benchmark_settings.targets = targets;
        records.benchmark = marks;
        let ids: Vec<&str> = figures().into_iter().map(FigureId::id).collect();
        let is_one = |figure: &str| ids.contains(&figure);
        if let Some(mark) = records.benchmark.iter().find(|of| !is_one(&of.figure)) {
            let near = nearest(&mark.figure, ids);
            return Err(RequestError::NoSuchFigure {
                place: format!("{}:{}", mark.file, mark.line),
                figure: mark.figure.clone(),
                nearest: near.map(str::to_owned),
            });
        }
    }
    Ok(())
}

fn refusal(place: String, unresolved: Unresolved) -> RequestError {
    match unresolved {
        Unresolved::Figure { id, known } => {
            // of a path the part that is wrong is like what it should be
            let wrong = id.split('/').nth(1).unwrap_or(&id);
            let near = nearest(wrong, known.iter().copied()).map(|near| match id.split_once('/') {
                Some((table, rest)) => format!("{table}/{}", rest.replacen(wrong, near, 1)),
                None => near.to_owned(),
            });
            RequestError::NoSuchFigure { place, figure: id, nearest: near }
        }
        Unresolved::Group { figure, group, known } => {
            let near = nearest(&group, known.iter().map(String::as_str)).map(str::to_owned);
            RequestError::NoSuchGroup { place, figure, group, nearest: near, known }
        }
        Unresolved::Several { path, tables } => {
            RequestError::SeveralGroups { place, figure: path, tables }
        }
    }
}

/// The groups of every dimension, with what they are called.
struct Words<'a> {
    categories: &'a Categories,
    person_groups: &'a PersonGroups,
    records: &'a Records,
    locales: &'a [Locale],
}

impl Words<'_> {
    /// The id of a group by its id or its name in either language, whatever the case of its letters; else the ids there
    /// are. `None` where the data name no group at all.
    fn find(&self, by: Dimension, name: &str) -> Option<Result<String, Vec<String>>> {
        let (ages, durations);
        let names: &CategoryCodes = match by {
            Dimension::Age => {
                ages = age_names(&self.records.config.definitions.age_bounds);
                &ages
            }
            Dimension::Duration => {
                durations = CategoryCodes::declared(DURATIONS);
                &durations
            }
            Dimension::PersonGroup => &self.person_groups.names,
            by => named(self.categories, by)?,
        };
        if names.len() == 0 {
            return None;
        }
        if name == "unknown" {
            return Some(Ok(name.to_owned()));
        }
        let codes = 1..=Code::try_from(names.len()).unwrap_or(0);
        let ids: Vec<String> = codes.map(|code| names.text(code).to_string()).collect();
        let wanted = normalised(name);
        let is_called = |id: &&String| {
            let group = Group::Declared((*id).clone());
            self.locales.iter().any(|locale| normalised(&locale.group(&group)) == wanted)
        };
        let found = ids
            .iter()
            .find(|id| *id == name)
            .or_else(|| ids.iter().find(|id| normalised(id) == wanted))
            .or_else(|| ids.iter().find(is_called));
        Some(found.cloned().ok_or(ids))
    }
}

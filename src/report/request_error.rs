//! Requests that the data cannot meet.

use super::{FigureId, TableId};
use crate::period::Period;
use crate::visible::Visible;

/// A report that the data cannot give.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// No dataset covers the period.
    #[error(
        "no data covers {}{period}; {}; choose a period within{}",
        if *.partial { "any day of " } else { "" },
        covered(.coverages),
        if *.partial { "" } else { ", or use --partial for provisional figures" }
    )]
    NotCovered {
        /// The period asked for.
        period: Period,
        /// Whether a part of it would have done.
        partial: bool,
        /// Each dataset with its coverage.
        coverages: Vec<(String, Period)>,
    },
    /// A target, or a line of a benchmark, of a figure that does not exist.
    #[error("{}: there is no figure `{}` to hold it against{}", Visible(.place), Visible(.figure), near(.nearest.as_deref()))]
    NoSuchFigure {
        /// The place where it stands.
        place: String,
        /// The figure as it stands there.
        figure: String,
        /// The nearest that exists.
        nearest: Option<String>,
    },
    /// A target of a group that its figure does not have.
    #[error("{}: {} has no group `{}`{}{}", Visible(.place), Visible(.figure), Visible(.group), hint(.nearest.as_deref()), groups(.known))]
    NoSuchGroup {
        /// The place where it stands.
        place: String,
        /// The figure.
        figure: String,
        /// The group as it stands there.
        group: String,
        /// The nearest that there is.
        nearest: Option<String>,
        /// The groups there are.
        known: Vec<String>,
    },
    /// A target of a group that is in several tables of its figure.
    #[error("{}: `{}` is in several tables; write one of these before it: {}", Visible(.place), Visible(.figure), .tables.join(", "))]
    SeveralGroups {
        /// The place where it stands.
        place: String,
        /// The figure and the group as they stand there.
        figure: String,
        /// The tables.
        tables: Vec<&'static str>,
    },
    /// The coverage is shorter than one period of a series.
    #[error(
        "no whole period of {months} months lies in all of the data; {}; choose one dataset with --data, a shorter --every, --each, or --from and --to",
        covered(.coverages)
    )]
    NoWholePeriod {
        /// The months of each period.
        months: i32,
        /// Each dataset with its coverage.
        coverages: Vec<(String, Period)>,
    },
    /// A dataset without a benefits export.
    #[error(
        "{}: no benefits export; add benefits.csv or uitkeringen.csv, or name one under [benefits] file in outflow.toml",
        Visible(.dataset)
    )]
    NoBenefits {
        /// The dataset.
        dataset: String,
    },
    /// Datasets that count by different definitions cannot be added up.
    #[error(
        "datasets {} and {} differ in {key}; make it the same in both outflow.toml, or report on them apart",
        Visible(.first),
        Visible(.second)
    )]
    DefinitionsDiffer {
        /// One dataset.
        first: String,
        /// The other.
        second: String,
        /// The key of `outflow.toml`.
        key: &'static str,
    },
    /// A figure that the data cannot give.
    #[error("{figure} is not available: {reason}")]
    FigureNotAvailable {
        /// The figure.
        figure: FigureId,
        /// Why.
        reason: String,
    },
    /// A figure that no row stands behind.
    #[error("{figure} is a price or a mean: no rows are behind it")]
    NoRowsBehind {
        /// The figure.
        figure: FigureId,
    },
    /// A group that a figure does not have.
    #[error("{figure} has no group `{}`{}{}", Visible(.group), hint(.nearest.as_deref()), groups(.known))]
    UnknownGroup {
        /// The figure.
        figure: FigureId,
        /// The group asked for.
        group: String,
        /// The nearest that there is.
        nearest: Option<String>,
        /// The groups there are.
        known: Vec<String>,
    },
    /// A group that a figure has in several tables.
    #[error("{figure} has a group `{}` in several tables; choose one: --table {}", Visible(.group), listed(.tables))]
    SeveralTables {
        /// The figure.
        figure: FigureId,
        /// The group asked for.
        group: String,
        /// The tables.
        tables: Vec<TableId>,
    },
    /// No row is of the municipality asked for.
    #[error("no row is of municipality `{}`{}", Visible(.name), municipalities(.known))]
    UnknownMunicipality {
        /// The name asked for.
        name: String,
        /// The municipalities there are, the nearest first.
        known: Vec<String>,
    },
}

impl RequestError {
    /// Whether an option is wrong: another one would be met by the same data.
    pub const fn is_usage(&self) -> bool {
        matches!(
            self,
            Self::UnknownMunicipality { .. }
                | Self::UnknownGroup { .. }
                | Self::SeveralTables { .. }
        )
    }
}

fn listed(tables: &[TableId]) -> String {
    let tables: Vec<&str> = tables.iter().map(|table| table.id()).collect();
    tables.join(", --table ")
}

fn near(near: Option<&str>) -> String {
    match near {
        Some(near) => format!("; did you mean `{near}`?"),
        None => "; the ids of figures are in src/reference.md".to_owned(),
    }
}

fn hint(near: Option<&str>) -> String {
    near.map(|near| format!(", did you mean `{}`", Visible(near))).unwrap_or_default()
}

fn covered(coverages: &[(String, Period)]) -> String {
    let covers = |(name, coverage): &(String, Period)| {
        format!("{} covers {} to {}", Visible(name), coverage.from(), coverage.to())
    };
    coverages.iter().map(covers).collect::<Vec<_>>().join(", ")
}

/// How many groups a message names, and how many municipalities.
const GROUPS_NAMED: usize = 20;
const MUNICIPALITIES_NAMED: usize = 12;

fn groups(groups: &[String]) -> String {
    match groups {
        [] => "; it has no groups".to_owned(),
        groups => format!("; its groups: {}", first(groups, GROUPS_NAMED)),
    }
}

fn municipalities(known: &[String]) -> String {
    match known {
        [] => "; the data names no municipality".to_owned(),
        known => format!("; there is {}", first(known, MUNICIPALITIES_NAMED)),
    }
}

/// The first of some names, with a mark where there are more.
fn first(names: &[String], most: usize) -> String {
    let shown: Vec<_> = names.iter().take(most).map(|name| Visible(name).to_string()).collect();
    let more = if names.len() > shown.len() { " …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

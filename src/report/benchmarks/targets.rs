//! Targets: what a figure of a group should become in a period, what it is, and what is still to go.

use super::beside::{Asked, Beside, Sought, beside, find, like, table};
use crate::dataset::config::{Base, Target};
use crate::measure::{Dimension, Unit};
use crate::number::Ratio;
use crate::period::Period;
use crate::record::Records;
use crate::report::catalogue::{figure, listed, table_ids};
use crate::report::cell::{Cell, Missing, Value};
use crate::report::spec::Listed;
use crate::report::{Report, Row, Table, TableId, distinct};

/// Why a target is of nothing that there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unresolved {
    /// There is no such figure, or no such table; these are the ids that it could be.
    Figure {
        /// The id as it stands there.
        id: String,
        /// The ids there are.
        known: Vec<&'static str>,
    },
    /// The figure has no such group.
    Group {
        /// The figure, with its table where that is named.
        figure: String,
        /// The group as it stands there.
        group: String,
        /// The groups there are.
        known: Vec<String>,
    },
    /// The group is in several tables of the figure.
    Several {
        /// The figure and the group as they stand there.
        path: String,
        /// The tables.
        tables: Vec<&'static str>,
    },
}

/// The groups of a dimension, by which a name is looked up: the id of the group, or the names there are; `None` where the data
/// name no group at all.
pub(crate) type FindGroup<'a> = dyn Fn(Dimension, &str) -> Option<Result<String, Vec<String>>> + 'a;

/// What a target or a figure of a region is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The table's id; empty for any.
    pub(crate) table: String,
    /// The figure's id.
    pub(crate) figure: String,
    /// The group's id; empty for the total.
    pub(crate) group: String,
}

/// The table, figure and group of a path, in a unit: `figure`, `table/figure`, `table/figure/group` or `figure/group`.
///
/// # Errors
/// [`Unresolved`] where it is of nothing that there is, or of several.
pub(crate) fn resolve(
    path: &str,
    unit: Option<&str>,
    find_group: &FindGroup<'_>,
) -> Result<Place, Unresolved> {
    let (table, id, group) = path_parts(path)?;
    let fits = |of: &Listed| {
        of.figure.id() == id
            && (table.is_empty() || of.table.id() == table)
            && unit.is_none_or(|unit| unit == of.unit.id())
    };
    let places: Vec<Listed> = listed().filter(fits).collect();
    let resolved = |table: &str, group: String| Place {
        table: table.to_owned(),
        figure: id.to_owned(),
        group,
    };
    if places.is_empty() {
        let units = listed().filter(|of| of.figure.id() == id).map(|of| of.unit.id()).collect();
        let unit = unit.unwrap_or_default();
        return Err(Unresolved::Figure { id: format!("{id}.{unit}"), known: units });
    }
    if group.is_empty() {
        return Ok(resolved(table, String::new()));
    }
    let (mut found, mut known): (Vec<(&'static str, String)>, Vec<String>) = Default::default();
    for place in places {
        match group_of(&place, group, find_group) {
            Ok(group) => found.push((place.table.id(), group)),
            Err(names) => known.extend(names),
        }
    }
    match found.as_slice() {
        [(table, group)] => Ok(resolved(table, group.clone())),
        [] => {
            let figure = if table.is_empty() { id.to_owned() } else { format!("{table}/{id}") };
            Err(Unresolved::Group { figure, group: group.to_owned(), known })
        }
        several => Err(Unresolved::Several {
            path: path.to_owned(),
            tables: several.iter().map(|(table, _)| *table).collect(),
        }),
    }
}

/// Table, figure and group of a path. What begins with a table goes on with one of its figures, else it begins with a
/// figure: some are called like a table.
fn path_parts(path: &str) -> Result<(&str, &str, &str), Unresolved> {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let (second, group) = rest.split_once('/').unwrap_or((rest, ""));
    let of_table: Vec<&'static str> =
        listed().filter(|of| of.table.id() == first).map(|of| of.figure.id()).collect();
    if of_table.contains(&second) {
        return Ok((first, second, group));
    }
    if listed().any(|of| of.figure.id() == first) {
        return Ok(("", first, rest));
    }
    if !of_table.is_empty() {
        let known = distinct(of_table);
        return Err(Unresolved::Figure { id: path.to_owned(), known });
    }
    let figures = listed().map(|of| of.figure.id());
    let tables = table_ids().chain([TableId::Rates]).map(TableId::id);
    let known = distinct(figures.chain(tables));
    Err(Unresolved::Figure { id: first.to_owned(), known })
}

/// The id of a group of a figure of a table; else the names of its groups.
fn group_of(
    place: &Listed,
    group: &str,
    find_group: &FindGroup<'_>,
) -> Result<String, Vec<String>> {
    if place.table == TableId::Rates {
        let ids = Base::ALL.map(Base::id);
        let is_one = place.by.is_some() && ids.contains(&group);
        return if is_one {
            Ok(group.to_owned())
        } else {
            Err(place.by.map(|_| ids.map(str::to_owned).to_vec()).unwrap_or_default())
        };
    }
    let by = figure(place.table, place.figure, place.unit).and_then(|spec| spec.by);
    let Some(by) = by else { return Err(Vec::new()) };
    // where an export is not there, the figure is not available, and the report says so
    find_group(by, group).unwrap_or_else(|| Ok(group.to_owned()))
}

/// The table of the targets of a report.
pub(super) fn targets(
    report: &Report,
    records: &Records,
    rates: Option<&Table>,
    asked: Asked<'_>,
) -> Option<Table> {
    let applies = |period: Period| {
        let begun = period.from() == report.period.from() && period.covers(report.period);
        period == report.period || (asked.so_far && begun)
    };
    let mut rows = Vec::new();
    for target in
        records.config.benchmark_settings.targets.iter().filter(|target| applies(target.period))
    {
        let sought = Sought {
            table: &target.table,
            figure: &target.figure,
            unit: target.unit.as_deref(),
            group: &target.group,
        };
        let Some(row) = find(report, rates, sought, asked.is_whole) else { continue };
        rows.extend(of_target(&row, target).into_iter().flatten());
    }
    (!rows.is_empty()).then(|| table(TableId::Targets, rows))
}

/// A figure and its target; a figure that is a rate, and a target with `%`, by its share.
fn of_target(row: &Row, target: &Target) -> Option<[Row; 3]> {
    let names = Beside { against: "target", own: "realisation", rest: "to_go" };
    if target.percent || row.figure.is_rate() {
        let value = Ratio::new(i128::from(target.hundredths), 10_000).map(Value::Percent);
        return beside(&Row { unit: Unit::Percent, ..row.clone() }, names, value, &share(row));
    }
    beside(row, names, like(row, target.hundredths), &row.value)
}

/// The share of a row as a number of its own.
pub(super) fn share(row: &Row) -> Cell {
    match &row.value {
        Cell::Known(_) => match (row.share(), &row.whole) {
            (Some(share), _) => Cell::Known(Value::Percent(share.ratio())),
            (None, Some(Cell::Suppressed)) => Cell::Suppressed,
            // it is a share of nothing, or of nobody
            (None, _) => Cell::Missing(Missing::NoShare),
        },
        other => other.clone(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where it fails")]
mod tests {
    use super::*;

    fn resolved(path: &str) -> Result<[String; 3], Unresolved> {
        let find = |by: Dimension, name: &str| match by {
            Dimension::Programme | Dimension::ProgrammeKind if name == "Taal" => {
                Some(Ok("Taal".to_owned()))
            }
            Dimension::EndReason if name == "Werk" => Some(Ok("work".to_owned())),
            Dimension::Sector => None,
            _ => Some(Err(vec!["Beschut werk".to_owned()])),
        };
        resolve(path, None, &find).map(|of| [of.table, of.figure, of.group])
    }

    #[test]
    fn a_path_is_a_figure_with_its_table_and_its_group() {
        let of = |path| resolved(path).unwrap().join("|");
        assert_eq!(of("into_work"), "|into_work|");
        assert_eq!(of("caseload/outflow_rate"), "caseload|outflow_rate|");
        assert_eq!(of("outflow_by_reason/outflow/Werk"), "outflow_by_reason|outflow|work");
        assert_eq!(of("outflow/Werk"), "outflow_by_reason|outflow|work");
        assert_eq!(of("programmes/running/Taal"), "programmes|running|Taal");
        assert_eq!(of("rates/persons_per_1000/18plus"), "rates|persons_per_1000|18plus");
        // nothing is known of sectors where there are no placements
        assert_eq!(
            of("placements_by_sector/placements/a/b"),
            "placements_by_sector|placements|a/b"
        );
    }

    #[test]
    fn what_there_is_not_is_answered_with_what_there_is() {
        let figure = |path| match resolved(path) {
            Err(Unresolved::Figure { id, known }) => (id, known.len() > 40),
            other => unreachable!("{other:?}"),
        };
        assert_eq!(figure("into_wrok"), ("into_wrok".to_owned(), true));
        assert_eq!(figure("programms/running/Taal"), ("programms".to_owned(), true));
        assert_eq!(figure("programmes/runing/Taal"), ("programmes/runing/Taal".to_owned(), false));
        let group = resolved("programmes/running/Beschut wrek").unwrap_err();
        assert_eq!(
            group,
            Unresolved::Group {
                figure: "programmes/running".to_owned(),
                group: "Beschut wrek".to_owned(),
                known: vec!["Beschut werk".to_owned()],
            }
        );
        let several = resolved("running/Taal").unwrap_err();
        let tables = vec!["programmes", "programme_kinds"];
        assert_eq!(several, Unresolved::Several { path: "running/Taal".to_owned(), tables });
    }
}

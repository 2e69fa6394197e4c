//! Cohorts: of the benefits that started together, the share that still runs after one to ten years.

use std::cmp::Reverse;
use std::sync::Arc;

use super::cell::{Cell, Missing, Value};
use super::needs::needs_of_dimension;
use super::report_input::ReportInput;
use super::spec::{ASKED, Need};
use super::survival::{Estimate, estimate};
pub use super::table::AFTER;
use super::table::{Across, Group, Row, ShareOf, Table};
use super::{FigureId, TableId};
use crate::measure::{CohortDimension, Cohorts, Curve, Dimension, Unit, YEARS};
use crate::record::Code;

/// The figures of the table, in order.
pub const FIGURES: [FigureId; 6] = [
    FigureId::Started,
    FigureId::StillRunning,
    FigureId::StillRunningLow,
    FigureId::StillRunningHigh,
    FigureId::AtRisk,
    FigureId::StillRunningFollowed,
];

/// The dimensions of cohorts: the id as it is typed, and the dimension.
const BY: [(&str, CohortDimension); 8] = [
    ("start-year", CohortDimension::StartYear),
    ("household", CohortDimension::Of(Dimension::Household)),
    ("sex", CohortDimension::Of(Dimension::Sex)),
    ("age", CohortDimension::Of(Dimension::Age)),
    ("start_reason", CohortDimension::Of(Dimension::StartReason)),
    ("scheme", CohortDimension::Of(Dimension::Scheme)),
    ("district", CohortDimension::Of(Dimension::District)),
    ("target_group", CohortDimension::Of(Dimension::TargetGroup)),
];

/// The names of the dimensions of cohorts.
pub fn names() -> Vec<&'static str> {
    BY.iter().map(|(name, _)| *name).collect()
}

/// The dimension of cohorts with a name.
pub(crate) fn named(name: &str) -> Option<CohortDimension> {
    let same = |known: &str| known == name || known.replace('-', "_") == name.replace('-', "_");
    BY.iter().find(|(known, _)| same(known)).map(|(_, apart)| *apart)
}

const fn id(apart: CohortDimension) -> &'static str {
    match apart {
        CohortDimension::StartYear => "start_year",
        CohortDimension::Of(dimension) => dimension.id(),
    }
}

/// A cohort: its groups, one of each kind, and its spells.
struct Cohort<'c> {
    group: Group,
    curve: &'c Curve,
}

/// The table of one scope. The input's period is the coverage.
pub(crate) fn table(
    input: &ReportInput<'_>,
    cohorts: &Cohorts<'_>,
    by: &[CohortDimension],
) -> Table {
    let needs = by.iter().flat_map(|apart| match apart {
        CohortDimension::StartYear => &[],
        CohortDimension::Of(dimension) => needs_of_dimension(*dimension),
    });
    let needs: Vec<Need> = needs.copied().collect();
    let mut rows = Vec::new();
    if let Err(missing) = input.meets(&needs, ASKED) {
        rows.push(row(FigureId::Started, Group::Total, Cell::Missing(missing), None));
    } else {
        let nobody = Curve::default();
        let all = of_all(input, cohorts, &nobody);
        let years: Vec<i32> = (1..=YEARS).filter(|years| is_reached(all.curve, *years)).collect();
        let mut shown = vec![all];
        shown.extend(of_dimensions(input, cohorts, by));
        for figure in FIGURES {
            for cohort in &shown {
                rows.extend(figure_rows(figure, cohort, &years));
            }
        }
    }
    let mut dimensions: Vec<_> = by.iter().map(|apart| id(*apart)).collect();
    dimensions.push(AFTER);
    let first = dimensions.remove(0);
    let across = Across { dimensions, share: ShareOf::Row };
    Table { id: TableId::Cohorts, dimension: Some(first), across: Some(across), rows }
}

/// All of a scope; `nobody` where no benefit started in it.
fn of_all<'c>(input: &ReportInput<'_>, cohorts: &'c Cohorts<'_>, nobody: &'c Curve) -> Cohort<'c> {
    let curve = cohorts.curves.get(&(input.scope, Vec::new())).unwrap_or(nobody);
    Cohort { group: Group::Total, curve }
}

/// The cohorts of a scope in order: declared groups as declared, years by number, labels by how many started.
fn of_dimensions<'c>(
    input: &ReportInput<'_>,
    cohorts: &'c Cohorts<'_>,
    by: &[CohortDimension],
) -> Vec<Cohort<'c>> {
    let of_scope = || {
        cohorts.curves.iter().filter(|((scope, groups), _)| {
            *scope == input.scope && groups.len() == by.len() && !groups.is_empty()
        })
    };
    let started = |index: usize, code: Code| -> u64 {
        let same = of_scope().filter(|((_, groups), _)| groups[index] == code);
        same.map(|(_, curve)| curve.started()).sum()
    };
    let rank = |groups: &[Code]| -> Vec<Rank> {
        let ranked = groups.iter().zip(by).enumerate();
        ranked.map(|(index, (code, by))| rank(input, *by, *code, started(index, *code))).collect()
    };
    let mut found: Vec<_> = of_scope().collect();
    found.sort_by_cached_key(|((_, groups), _)| rank(groups));
    let cohort = |((_, groups), curve): (&(usize, Vec<Code>), &'c Curve)| {
        let parts = groups.iter().zip(by).map(|(code, by)| group(input, *by, *code));
        let group = parts.reduce(Group::pair).unwrap_or(Group::Total);
        Cohort { group, curve }
    };
    found.into_iter().map(cohort).collect()
}

/// The place of a group among others: its kind, its number where that counts, its size, its name.
type Rank = (u8, Code, Reverse<u64>, Arc<str>);

fn rank(input: &ReportInput<'_>, by: CohortDimension, code: Code, started: u64) -> Rank {
    let CohortDimension::Of(dimension) = by else { return (0, code, Reverse(0), "".into()) };
    let names = input.names(dimension);
    match code {
        0 => (2, 0, Reverse(0), "".into()),
        code if names.is_declared(code) => (0, code, Reverse(0), "".into()),
        code => (1, 0, Reverse(started), names.text(code)),
    }
}

fn group(input: &ReportInput<'_>, by: CohortDimension, code: Code) -> Group {
    let CohortDimension::Of(dimension) = by else { return Group::Declared(code.to_string()) };
    let names = input.names(dimension);
    match code {
        0 => Group::Unknown,
        code if names.is_declared(code) => Group::Declared(names.text(code).to_string()),
        code => Group::Label(names.text(code).to_string()),
    }
}

/// Whether anything is known of so many years: somebody was followed so long, or all had ended before.
fn is_reached(curve: &Curve, years: i32) -> bool {
    curve.at_risk(years) > 0 || share(curve, years).is_some_and(|of| of.share.is_zero())
}

fn share(curve: &Curve, years: i32) -> Option<Estimate> {
    estimate(&curve.steps(years))
}

fn figure_rows(figure: FigureId, cohort: &Cohort<'_>, years: &[i32]) -> Vec<Row> {
    let curve = cohort.curve;
    if figure == FigureId::Started {
        return vec![row(
            figure,
            Group::pair(cohort.group.clone(), Group::Total),
            Cell::count(curve.started()),
            None,
        )];
    }
    let of_year = |years: &i32| {
        let group = Group::pair(cohort.group.clone(), Group::Declared(years.to_string()));
        let (value, whole) = if is_reached(curve, *years) {
            value(figure, curve, *years)
        } else {
            (Cell::Missing(Missing::OutsideCoverage), None)
        };
        row(figure, group, value, whole)
    };
    years.iter().map(of_year).collect()
}

fn value(figure: FigureId, curve: &Curve, years: i32) -> (Cell, Option<Value>) {
    let percent = |ratio| Cell::Known(Value::Percent(ratio));
    let estimate = || share(curve, years);
    let bound = |index: usize| match estimate().map(|of| of.interval) {
        Some(Some(bounds)) => percent(bounds[index]),
        Some(None) => Cell::Missing(Missing::NoInterval),
        None => Cell::Missing(Missing::TooLarge),
    };
    match figure {
        FigureId::AtRisk => (Cell::count(curve.at_risk(years)), None),
        FigureId::StillRunningLow => (bound(0), None),
        FigureId::StillRunningHigh => (bound(1), None),
        FigureId::StillRunningFollowed => match curve.followed(years) {
            (0, _) => (Cell::Missing(Missing::OutsideCoverage), None),
            (followed, running) => (Cell::count(running), Some(Value::Count(followed))),
        },
        _ => (estimate().map_or(Cell::Missing(Missing::TooLarge), |of| percent(of.share)), None),
    }
}

fn row(figure: FigureId, group: Group, value: Cell, whole: Option<Value>) -> Row {
    let whole = whole.map(Cell::Known);
    let unit = match figure {
        FigureId::StillRunning | FigureId::StillRunningLow | FigureId::StillRunningHigh => {
            Unit::Percent
        }
        _ => Unit::Benefits,
    };
    let previous = Cell::Missing(Missing::NoComparison);
    Row { figure, group, unit, value, whole, previous, previous_whole: None, inputs: Vec::new() }
}

/// Whether a table is one of cohorts: its last dimension is the years after a start.
pub(crate) fn is_of_cohorts(across: &Across) -> bool {
    across.dimensions.last() == Some(&AFTER)
}

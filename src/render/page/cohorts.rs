//! Cohorts: a line for each, with a column for each year after the start; how certain its shares are stands in a table of
//! its own.

use crate::report::{Across, FigureId, Group, Row, Table, cohort, distinct};

use super::charts;
use super::context::{Context, uncapitalised};
use super::model::{Column, Grid, Line, Section};
use super::shown::{MadeOf, Shown};

/// The lines under the share of a cohort: the figure, and that of the other end of an interval.
const LINES: [(FigureId, Option<FigureId>); 3] = [
    (FigureId::StillRunningLow, Some(FigureId::StillRunningHigh)),
    (FigureId::AtRisk, None),
    (FigureId::StillRunningFollowed, None),
];

pub(super) fn sections(context: &Context<'_>, table: &Table, across: &Across) -> Vec<Section> {
    let locale = context.locale;
    let years = distinct(table.rows.iter().filter_map(|row| year(&row.group)));
    let mut columns = vec![Column::number(&[&locale.word("started").to_lowercase()])];
    let mut heads = Vec::new();
    for year in &years {
        let after = match year.parse() {
            Ok(1) => locale.word("after_one_year").to_owned(),
            _ => locale.word("after_years").replacen("{}", year, 1),
        };
        columns.push(Column::number(&[&after]));
        heads.push(after);
    }
    let started = table.rows.iter().filter(|row| row.figure == FigureId::Started);
    let (mut lines, mut curves) = (Vec::new(), Vec::new());
    for row in started {
        lines.extend(cohort_lines(context, table, row, &years));
        let cohort = parts(&row.group).0;
        let of_year = |year: &&str| CURVE.map(|figure| find(table, figure, cohort, year));
        curves.push((locale.group(cohort), years.iter().map(of_year).collect()));
    }
    let dimensions = table.dimension.iter().chain(&across.dimensions);
    let dimensions = dimensions.filter(|dimension| **dimension != cohort::AFTER);
    let names: Vec<_> = dimensions.map(|id| locale.dimension(id).to_owned()).collect();
    let lower: Vec<_> = names.iter().map(|name| uncapitalised(name)).collect();
    let by = lower.join(&format!(" {} ", locale.word("and")));
    let title = locale.phrase("cohorts_by", &[("by", &by)]);
    let of_grid = |lines| Grid { label_head: names.join(", "), columns: columns.clone(), lines };
    let short = lines.iter().filter(|line| !line.part).cloned().collect();
    let subtitle = Some(locale.phrase("cohorts_unit", &[]));
    let charts = charts::of_cohorts(context, &title, &curves, &heads);
    let mut sections =
        vec![Section { title, subtitle, charts, grid: of_grid(short), ..Section::default() }];
    if lines.iter().any(|line| line.part) {
        let title = locale.phrase("cohorts_certainty", &[]);
        let grid = of_grid(lines);
        sections.push(Section { title, grid, is_folded: true, ..Section::default() });
    }
    sections
}

/// What is drawn of a cohort: its share and the ends of the interval.
const CURVE: [FigureId; 3] =
    [FigureId::StillRunning, FigureId::StillRunningLow, FigureId::StillRunningHigh];

/// The row of a figure of a cohort after so many years.
fn find<'t>(table: &'t Table, figure: FigureId, cohort: &Group, year: &str) -> Option<&'t Row> {
    let mut rows = table.rows.iter();
    rows.find(|row| row.figure == figure && parts(&row.group) == (cohort, Some(year)))
}

/// The group that a cohort is, and the year that a row is about.
fn parts(group: &Group) -> (&Group, Option<&str>) {
    match group {
        Group::Pair(pair) => match &pair.1 {
            Group::Declared(year) => (&pair.0, Some(year)),
            _ => (&pair.0, None),
        },
        group => (group, None),
    }
}

fn year(group: &Group) -> Option<&str> {
    parts(group).1
}

fn cohort_lines(context: &Context<'_>, table: &Table, started: &Row, years: &[&str]) -> Vec<Line> {
    let euro = Context::euro(&table.rows);
    let cohort = parts(&started.group).0;
    let number = |figure: FigureId, year: &str| match find(table, figure, cohort, year) {
        Some(row) if row.whole.is_some() => context.share(row),
        Some(row) => context.cell(&row.value, euro),
        None => Shown::missing(None),
    };
    let mut cells = vec![context.cell(&started.value, euro)];
    // what is published has no share that is worked out from exact counts, and shows that of those who can be followed
    let has = |figure: FigureId| table.rows.iter().any(|row| row.figure == figure);
    let share = if has(FigureId::StillRunning) {
        FigureId::StillRunning
    } else {
        FigureId::StillRunningFollowed
    };
    for year in years {
        cells.push(number(share, year));
    }
    let mut lines = vec![Line { label: context.locale.group(cohort), cells, ..Line::default() }];
    for (figure, other) in LINES.into_iter().filter(|(figure, _)| has(*figure) && *figure != share)
    {
        let mut cells = vec![Shown::default()];
        for year in years {
            let one = number(figure, year);
            cells.push(match other {
                Some(_) if matches!(one.made_of, MadeOf::Missing(_) | MadeOf::Hidden) => one,
                Some(other) => {
                    let one = one.text.trim_end_matches('%');
                    format!("{one}–{}", number(other, year)).into()
                }
                None => one,
            });
        }
        let label = context.locale.column(figure).to_owned();
        lines.push(Line { label, part: true, cells, ..Line::default() });
    }
    lines
}

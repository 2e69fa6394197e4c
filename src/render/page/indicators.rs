//! The indicators of a report as a table: up to three periods side by side, the change and the change in %.

use crate::number::{Ratio, Share};
use crate::report::indicators::{Indicator, Shown as IndicatorShown};
use crate::report::{Cell, Missing, Report, Row, Value};

use super::super::locale::{EuroDecimals, Locale};
use super::brief::whole_euros;
use super::context::{Context, short_period};
use super::model::{Column, Grid, Line, Section};
use super::shown::Shown;

/// The least widths of the columns: a period, the change, the change in %.
const PERIOD: usize = 8;
const CHANGE: usize = 10;
const PERCENT: usize = 8;

/// The table. `before` is the report of the comparison period.
pub(crate) fn section(
    context: &Context<'_>,
    indicators: &[Indicator],
    before: Option<&Report>,
) -> Section {
    let context = &context.short();
    let locale = context.locale;
    let third = before.filter(|_| indicators.iter().any(is_known_before));
    let third = third.and_then(|report| report.comparison);
    let third = third.map(|period| {
        short_period(period, locale).unwrap_or_else(|| locale.word("previous").to_lowercase())
    });
    let column = |head: &str, least| Column { least, ..Column::number(&[head]) };
    let mut columns: Vec<Column> =
        third.iter().map(|head| column(head, PERIOD).earlier()).collect();
    // a phone leaves out the first of three periods, and keeps the one that the change is from
    let earlier = |head: &String| match &third {
        Some(_) => column(head, PERIOD),
        None => column(head, PERIOD).earlier(),
    };
    columns.extend(context.earlier.iter().map(earlier));
    columns.push(column(&context.now, PERIOD));
    if context.earlier.is_some() {
        columns.push(column(&locale.word("change").to_lowercase(), CHANGE));
        columns.push(column(&locale.phrase("in_percent", &[]), PERCENT));
    }
    let mut lines = Vec::new();
    for indicator in indicators {
        let Indicator { row, part, .. } = indicator;
        let mut cells = Vec::new();
        if third.is_some() {
            let value = |row: &Row| value(context, indicator, &row.previous, row.previous_share());
            let of_before = indicator.before.as_ref().map(value);
            cells.push(of_before.unwrap_or_else(|| Shown::missing(None)));
        }
        if context.earlier.is_some() {
            cells.push(value(context, indicator, &row.previous, row.previous_share()));
        }
        cells.push(value_of(context, indicator));
        if context.earlier.is_some() {
            let [change, percent] = change_of(context, indicator);
            cells.extend([change, percent]);
        }
        let label = locale.phrase(&format!("indicator_{}", indicator.id), &[]);
        lines.push(Line { label, part: *part, cells, ..Line::default() });
    }
    let title = locale.phrase("indicators", &[]);
    let grid = Grid { label_head: String::new(), columns, lines };
    Section { title, grid, is_brief: true, ..Section::default() }
}

fn is_known_before(indicator: &Indicator) -> bool {
    indicator.before.as_ref().is_some_and(|row| !matches!(row.previous, Cell::Missing(_)))
}

/// The number of the period.
pub(crate) fn value_of(context: &Context<'_>, indicator: &Indicator) -> Shown {
    value(context, indicator, &indicator.row.value, indicator.row.share())
}

fn value(context: &Context<'_>, indicator: &Indicator, cell: &Cell, share: Option<Share>) -> Shown {
    let euros = |cell: &Cell| context.bare(&whole_euros(cell.clone()));
    match (indicator.shown, cell) {
        (IndicatorShown::Euros, cell) => euros(cell),
        (IndicatorShown::Share, Cell::Known(_)) => {
            let shown = context.ratio(share);
            // a whole that is hidden hides the share, one that is not known leaves none
            let is_hidden = indicator.row.whole.as_ref() == Some(&Cell::Suppressed);
            match (shown.is_blank(), is_hidden) {
                (false, _) => shown,
                (true, true) => Shown::hidden(),
                (true, false) => Shown::missing(None),
            }
        }
        (IndicatorShown::Millions, Cell::Known(value)) => millions(context.locale, *value, false),
        _ => context.bare(cell),
    }
}

/// The change, and the change in %.
pub(crate) fn change_of(context: &Context<'_>, indicator: &Indicator) -> [Shown; 2] {
    let row = &indicator.row;
    if context.report.is_uneven(row) {
        return [Shown::default(), Shown::default()];
    }
    match indicator.shown {
        IndicatorShown::Share => {
            let [_, _, change] = context.shares(row);
            let change = if change.is_blank() { Shown::missing(None) } else { change };
            [change, Shown::default()]
        }
        IndicatorShown::Euros => {
            let [value, previous] =
                [&row.value, &row.previous].map(|cell| whole_euros(cell.clone()));
            let row = Row { value, previous, ..row.clone() };
            let change = context.change(&row, EuroDecimals::AsNeeded);
            [context.without_sign(change), context.relative_change(&row)]
        }
        IndicatorShown::Number => {
            [context.change(row, EuroDecimals::AsNeeded), context.relative_change(row)]
        }
        IndicatorShown::Millions => match row.change() {
            Some(change) => [millions(context.locale, change, true), context.relative_change(row)],
            None => [context.change(row, EuroDecimals::AsNeeded), Shown::default()],
        },
    }
}

/// An amount in millions with one decimal; the label says so.
fn millions(locale: &Locale, value: Value, is_change: bool) -> Shown {
    let tenth = Ratio::whole(10_000_000); // of a million, in cents
    let tenths = value.exact().over(tenth).and_then(|of| of.rounded(0));
    match tenths {
        Some(tenths) if is_change => Shown::change(locale.signed_decimal(tenths, 1), value),
        Some(tenths) => Shown::number(locale.decimal_number(tenths, 1), value),
        None => Shown::missing(Some(Missing::TooLarge)),
    }
}

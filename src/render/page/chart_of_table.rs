//! The tables of which something is drawn, each as the chart that shows it best, under a title that says what it shows.

use crate::measure::Unit;
use crate::number::{Ratio, Share};
use crate::report::brief::{self, Label};
use crate::report::{FigureId, Group, Report, Row, Table, TableId, Value};

use super::super::chart::{Bar, Bars, Chart, Dot, Dots, Mark, Parts, PartsBar, Step, Steps};
use super::super::locale::EuroDecimals;
use super::brief::label_of;
use super::charts::{mark, share_mark};
use super::context::{Context, uncapitalised};

/// How many sectors have a bar of their own, and how many programmes a point.
const SECTORS: usize = 10;
const PROGRAMMES: usize = 8;

/// What is drawn of a table; nothing of most.
pub(super) fn of_table(context: &Context<'_>, table: &Table) -> Vec<Chart> {
    let context = &context.of_table(table);
    let chart = match table.id {
        TableId::Caseload => flow(context, table).map(Chart::Steps),
        TableId::OutflowByReason => reasons(context).map(Chart::Bars),
        TableId::IntoWork => kinds(context, table).map(Chart::Parts),
        TableId::PlacementsBySector => sectors(context, table).map(Chart::Bars),
        TableId::Programmes => programmes(context, table).map(Chart::Dots),
        _ => None,
    };
    chart.into_iter().collect()
}

/// `Benefits that ended in 2018, by reason; tick = 2017`.
fn subtitle(context: &Context<'_>, id: &str) -> String {
    let when = context.locale.within(context.report.period);
    let subtitle = context.locale.phrase(id, &[("when", &when)]);
    match context.comparison() {
        Some(earlier) => {
            format!("{subtitle}; {}", context.locale.phrase("chart_tick", &[("period", &earlier)]))
        }
        None => subtitle,
    }
}

/// A bar of a row: its share where it has one, with a tick at the earlier one.
fn share_bar(context: &Context<'_>, label: String, row: &Row) -> Bar {
    let [now, before, _] = context.shares(row);
    let earlier = row.previous_share().zip(Some(before.text));
    let earlier = earlier
        .map(|(share, text)| share_mark(share.ratio(), text))
        .filter(|_| context.earlier.is_some());
    let value = match row.share() {
        Some(share) => share_mark(share.ratio(), now.text),
        None => match mark(context, &row.value, EuroDecimals::AsNeeded) {
            Mark::Known { .. } => Mark::Missing,
            gap => gap,
        },
    };
    Bar { label, value, earlier, share: String::new() }
}

/// The reasons in few groups, largest first; those that are not known last.
pub(crate) fn reasons(context: &Context<'_>) -> Option<Bars> {
    let tables = brief::tables(context.report);
    let table = tables.iter().find(|table| table.id == "reasons")?;
    let mut lines: Vec<(bool, Ratio, Bar)> = Vec::new();
    let mut work = None;
    for line in table.lines.iter().skip(1) {
        let Some(row) = line.rows.first().and_then(Option::as_ref) else { continue };
        let label = label_of(&line.label, context.locale);
        if line.label == Label::Word("reasons_work") {
            work = row.share();
        }
        let size = row.value.value().map_or(Ratio::ZERO, Value::exact);
        let is_last =
            matches!(line.label, Label::Group(Group::Unknown) | Label::Word("reasons_other"));
        lines.push((is_last, size, share_bar(context, label, row)));
    }
    lines.sort_by(|one, other| one.0.cmp(&other.0).then(other.1.order(&one.1)));
    let title = match work {
        Some(share) => {
            let percent = context.locale.whole_percent(share.ratio());
            context.locale.phrase("chart_reasons", &[("percent", &percent)])
        }
        None => context.locale.table(TableId::OutflowByReason).to_owned(),
    };
    let groups = lines.into_iter().map(|(_, _, bar)| bar).collect();
    drawable(Bars { title, subtitle: subtitle(context, "chart_reasons_of"), groups })
}

/// Bars of which at least half are known: a picture of what is hidden shows nothing.
fn drawable(bars: Bars) -> Option<Bars> {
    let known = bars.groups.iter().filter(|bar| bar.value.exact().is_some()).count();
    (known > 0 && 2 * known >= bars.groups.len()).then_some(bars)
}

/// The largest sectors, then all others together, then what is not known.
fn sectors(context: &Context<'_>, table: &Table) -> Option<Bars> {
    let all = table.total(FigureId::Placements, Unit::Placements)?;
    let rows: Vec<&Row> = table.groups(FigureId::Placements).collect();
    let named: Vec<&Row> = rows.iter().filter(|row| row.group.is_named()).copied().collect();
    if named.len() < 4 {
        return None;
    }
    let mut groups = Vec::new();
    for row in named.iter().take(SECTORS) {
        groups.push(share_bar(context, context.locale.group(&row.group), row));
    }
    let others = named.iter().skip(SECTORS).copied();
    let others = others.chain(rows.iter().filter(|row| row.group == Group::Rest).copied());
    if let Some(row) = brief::sum(others) {
        groups.push(share_bar(context, context.locale.phrase("brief_other_sectors", &[]), &row));
    }
    for row in rows.iter().filter(|row| row.group == Group::Unknown) {
        groups.push(share_bar(context, context.locale.group(&row.group), row));
    }
    let largest = named[0];
    let title = match (largest.value.value(), all.value.value()) {
        (Some(number), Some(whole)) => {
            let text = |value| context.locale.value(value, EuroDecimals::AsNeeded);
            let values = [
                ("sector", &*context.locale.group(&largest.group)),
                ("count", &*text(number)),
                ("whole", &*text(whole)),
            ];
            context.locale.phrase("chart_sectors", &values)
        }
        _ => context.locale.table(table.id).to_owned(),
    };
    drawable(Bars { title, subtitle: subtitle(context, "chart_sectors_of"), groups })
}

/// People into work by kind of job, a bar for each period.
fn kinds(context: &Context<'_>, table: &Table) -> Option<Parts> {
    let rows: Vec<&Row> = table.groups(FigureId::IntoWork).collect();
    if rows.len() < 2 || rows.iter().any(|row| row.share().is_none()) {
        return None;
    }
    let mut bars = Vec::new();
    let share_of = |share: Option<Share>| match share {
        Some(share) => share_mark(share.ratio(), context.ratio(Some(share)).text),
        None => Mark::Missing,
    };
    bars.push(PartsBar {
        label: context.now.clone(),
        marks: rows.iter().map(|row| share_of(row.share())).collect(),
    });
    if let Some(label) = context.earlier.clone() {
        let marks = rows.iter().map(|row| share_of(row.previous_share())).collect();
        bars.push(PartsBar { label, marks });
    }
    let names = rows.iter().map(|row| context.locale.group(&row.group)).collect();
    let full = rows.iter().find(|row| row.group.id() == "full_time").and_then(|row| row.share());
    let title = match full {
        Some(share) => {
            let percent = context.locale.whole_percent(share.ratio());
            context.locale.phrase("chart_kinds", &[("percent", &percent)])
        }
        None => context.locale.table(table.id).to_owned(),
    };
    let when = context.locale.within(context.report.period);
    let subtitle = context.locale.phrase("chart_kinds_of", &[("when", &when)]);
    Some(Parts { title, subtitle, names, bars })
}

/// The programmes from which most people went into work, by the share that did.
fn programmes(context: &Context<'_>, table: &Table) -> Option<Dots> {
    let number = |row: &Row| row.value.value().map_or(Ratio::ZERO, Value::exact);
    let mut rows: Vec<&Row> =
        table.groups(FigureId::ParticipantsIntoWork).filter(|row| row.group.is_named()).collect();
    rows.sort_by(|one, other| number(other).order(&number(one)));
    rows.truncate(PROGRAMMES);
    let share = |row: &Row| row.share().map_or(Ratio::ZERO, Share::ratio);
    rows.sort_by(|one, other| share(other).order(&share(one)));
    let first = rows.first().filter(|_| rows.len() > 2)?;
    let mut dots = Vec::new();
    for row in &rows {
        let text = |cell| context.cell(cell, EuroDecimals::AsNeeded).text;
        let whole = row.whole.as_ref().map(text).unwrap_or_default();
        let values = [("value", &*text(&row.value)), ("whole", &*whole)];
        let share = match row.share() {
            Some(share) => share_mark(share.ratio(), context.share(row).text),
            None if row.value.value().is_some() && row.whole.is_none() => Mark::Missing,
            None => Mark::Hidden,
        };
        dots.push(Dot {
            label: context.locale.group(&row.group),
            share,
            text: context.locale.phrase("explain_of_whole", &values),
        });
    }
    let title = match first.share() {
        Some(share) => {
            let values = [
                ("programme", &*context.locale.group(&first.group)),
                ("percent", &*context.locale.whole_percent(share.ratio())),
            ];
            context.locale.phrase("chart_programmes", &values)
        }
        None => context.locale.table(table.id).to_owned(),
    };
    let subtitle = context.locale.phrase("chart_programmes_of", &[]);
    Some(Dots { title, subtitle, items: dots })
}

/// From the benefits at the beginning to those at the end: what came and what went.
fn flow(context: &Context<'_>, table: &Table) -> Option<Steps> {
    let total = |figure: FigureId| table.total(figure, Unit::Benefits)?.value.value();
    let (Some(begin), Some(inflow), Some(outflow), Some(end)) = (
        total(FigureId::StockBegin),
        total(FigureId::Inflow),
        total(FigureId::Outflow),
        total(FigureId::StockEnd),
    ) else {
        return None;
    };
    let (start, last) = (begin.exact(), end.exact());
    let top = start.plus(inflow.exact()).filter(|top| top.minus(outflow.exact()) == Some(last))?;
    let locale = context.locale;
    let text = |value| locale.value(value, EuroDecimals::AsNeeded);
    let Report { period, .. } = context.report;
    let until = context.report.known_until().unwrap_or(period.to());
    let days = [period.from().plus_days(-1), until].map(|day| locale.day(day));
    let step =
        |label: String, text: String, from, to, is_level| Step { label, text, from, to, is_level };
    let figure = |id: FigureId| locale.figure(id).to_owned();
    let [first_day, last_day] = days;
    let all = vec![
        step(first_day, text(begin), Ratio::ZERO, start, true),
        step(figure(FigureId::Inflow), format!("+{}", text(inflow)), start, top, false),
        step(figure(FigureId::Outflow), format!("−{}", text(outflow)), top, last, false),
        step(last_day, text(end), Ratio::ZERO, last, true),
    ];
    let change = end.minus(begin)?;
    let id = change.by_sign(["chart_flow_more", "chart_flow_less", "chart_flow_same"]);
    let count = locale.value(Value::Average(change.exact().abs()), EuroDecimals::AsNeeded);
    let title = locale.phrase(id, &[("count", locale.trimmed(&count))]);
    let when = locale.within(context.report.period);
    let subtitle = locale.phrase("chart_flow_of", &[("when", &when)]);
    Some(Steps { title, subtitle, all })
}

/// The first figure by group, where at least two groups are known.
pub(super) fn groups(context: &Context<'_>, table: &Table) -> Option<Bars> {
    let context = &context.of_table(table);
    let first = table.rows.first().filter(|_| table.dimension.is_some())?;
    let of_figure = |row: &&Row| row.figure == first.figure && row.unit == first.unit;
    let rows: Vec<&Row> = table.rows.iter().filter(of_figure).collect();
    let groups: Vec<&Row> = rows.iter().copied().filter(|row| row.group != Group::Total).collect();
    let is_above_zero = |value: Value| !value.exact().is_zero() && !value.exact().is_negative();
    let known = groups.iter().filter(|row| row.value.value().is_some_and(is_above_zero));
    if known.count() < 2 {
        return None;
    }
    let euro = Context::euro(&table.rows);
    let mut bars = Vec::new();
    for row in groups {
        let earlier = context.earlier.is_some().then(|| mark(context, &row.previous, euro));
        bars.push(Bar {
            label: context.locale.group_by(table.dimension, &row.group),
            value: mark(context, &row.value, euro),
            earlier,
            share: context.share(row).text,
        });
    }
    let figure = uncapitalised(context.locale.figure(first.figure));
    let title = context.locale.table(table.id).to_owned();
    let title = if title.to_lowercase().starts_with(&figure) || uncapitalised(&title) == figure {
        title
    } else {
        format!("{title}: {figure}")
    };
    let subtitle = context
        .comparison()
        .map(|earlier| context.locale.phrase("chart_tick", &[("period", &earlier)]));
    Some(Bars { title, subtitle: subtitle.unwrap_or_default(), groups: bars })
}

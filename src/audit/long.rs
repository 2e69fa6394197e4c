//! The long form: CSV in both dialects, and JSON.

use std::collections::BTreeSet;

use serde_json::Value;

use super::context::{AuditContext, Unreadable};
use crate::disclosure::{PrintedCell, PublishedRow};
use crate::measure::Unit;
use crate::number::Ratio;
use crate::period::Period;
use crate::report::benchmarks::is_copied;
use crate::report::{FigureId, Group, TableId, is_share_of_group};

/// A report as CSV; columns are found by their names.
pub(super) fn csv(text: &str, context: AuditContext) -> Result<Vec<PublishedRow>, Unreadable> {
    let broken = |error: &dyn std::fmt::Display| Unreadable::Broken(error.to_string());
    let delimiter =
        if text.lines().next().is_some_and(|line| line.contains(';')) { b';' } else { b',' };
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| broken(&error))?.clone();
    let needed = ["municipality", "period", "table", "figure", "group", "unit", "value"];
    if let Some(missing) = needed.iter().find(|name| !header.iter().any(|column| column == **name))
    {
        return Err(Unreadable::Broken(format!("has no column {missing}")));
    }
    let (mut published_rows, mut doubtful) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record.map_err(|error| broken(&error))?;
        let field = |name: &str| {
            let place = header.iter().position(|column| column == name);
            place.and_then(|place| record.get(place)).unwrap_or_default()
        };
        let (table, figure, note) = (field("table"), field("figure"), field("note"));
        let row = published_rows.len() + 2;
        let missing = |what: &str| Unreadable::Broken(format!("row {row}: no {what} of a report"));
        let period = period(field("period")).ok_or_else(|| missing("period"))?;
        let unit = unit(field("unit")).ok_or_else(|| missing("unit"))?;
        let second = header.iter().any(|column| column == "group_2");
        let second = second.then(|| unguarded(field("group_2"), delimiter));
        let group = group_of(table, &unguarded(field("group"), delimiter), second.as_deref());
        let row = LongRow {
            place: unguarded(field("municipality"), delimiter),
            period,
            comparison: context.comparison_of(period),
            table,
            figure,
            group,
            unit,
            note,
        };
        published_rows.push(row.published(|name| number(field(name), delimiter == b';')));
        doubtful.push(is_hidden(note));
    }
    drop_comparisons(&mut published_rows, &doubtful);
    round_alike(&mut published_rows);
    Ok(published_rows)
}

/// Of a row whose value is hidden nothing is noted of the comparison period. Where no other row of a report has a number of that
/// period either, not even that something of it is hidden, there is none.
fn drop_comparisons(published_rows: &mut [PublishedRow], doubtful: &[bool]) {
    let report = |of: &PublishedRow| (of.place.clone(), of.period.from(), of.period.to());
    let is_printed = |of: &PublishedRow| {
        of.previous != PrintedCell::Nothing || of.change != PrintedCell::Nothing
    };
    let is_number = |cell: PrintedCell| matches!(cell, PrintedCell::Number(_));
    let certain = published_rows.iter().zip(doubtful).filter(|(of, is_doubtful)| {
        is_number(of.previous) || is_number(of.change) || !**is_doubtful && is_printed(of)
    });
    let compared: BTreeSet<_> = certain.map(|(of, _)| report(of)).collect();
    for published_row in published_rows.iter_mut().filter(|of| !compared.contains(&report(of))) {
        (published_row.previous, published_row.change) =
            (PrintedCell::Nothing, PrintedCell::Nothing);
    }
}

/// A report of which one row says that its numbers are rounded is rounded in all rows.
fn round_alike(published_rows: &mut [PublishedRow]) {
    let report = |of: &PublishedRow| (of.place.clone(), of.period.from(), of.period.to());
    let rounded: BTreeSet<_> = published_rows.iter().filter(|of| of.rounded).map(report).collect();
    for published_row in published_rows {
        published_row.rounded = rounded.contains(&report(published_row));
    }
}

/// A row of either long form before its numbers are read.
struct LongRow<'t> {
    place: String,
    period: Period,
    comparison: Option<Period>,
    table: &'t str,
    figure: &'t str,
    group: Group,
    unit: Unit,
    note: &'t str,
}

impl LongRow<'_> {
    /// The row with its numbers, each found by the name of its column.
    fn published(self, number: impl Fn(&str) -> Option<Ratio>) -> PublishedRow {
        let of_group = has_own_whole(self.table, self.figure, &self.group, self.unit);
        let number_or_nothing =
            |name: &str| number(name).map_or(PrintedCell::Nothing, PrintedCell::Number);
        let cell = |name: &str| match number_or_nothing(name) {
            PrintedCell::Nothing
                if is_hidden(self.note) && (name != "whole" || of_group)
                    || self.note.contains(&format!("{name} suppressed")) =>
            {
                PrintedCell::Hidden
            }
            cell => cell,
        };
        PublishedRow {
            value: cell("value"),
            previous: cell("previous"),
            whole: cell("whole"),
            previous_whole: number_or_nothing("previous_whole"),
            share_of: None,
            share: cell("share"),
            previous_share: number_or_nothing("previous_share"),
            change: cell("change"),
            change_percent: number_or_nothing("change_percent"),
            rounded: is_rounded(self.note),
            place: self.place,
            period: self.period,
            comparison: self.comparison,
            table: self.table.to_owned(),
            figure: self.figure.to_owned(),
            group: self.group,
            unit: self.unit,
        }
    }
}

/// Whether the note of a row says that its value is hidden.
fn is_hidden(note: &str) -> bool {
    note == "suppressed"
}

/// Whether the note of a row says that its numbers are rounded.
fn is_rounded(note: &str) -> bool {
    note.split("; ").any(|part| part == "rounded")
}

/// Whether what a row is a share of stands on no other row. Of a row whose value is hidden nothing more is noted: where
/// that whole is missing, it is hidden too.
fn has_own_whole(table: &str, figure: &str, group: &Group, unit: Unit) -> bool {
    if table.starts_with(TableId::Cohorts.id()) {
        return figure == "still_running_followed";
    }
    let known = TableId::named(table).zip(FigureId::named(figure));
    *group != Group::Total
        && known.is_some_and(|(table, figure)| is_share_of_group(table, figure, unit))
}

/// The text without the apostrophe that guards it in a spreadsheet.
fn unguarded(text: &str, delimiter: u8) -> String {
    let guarded = Some(text).filter(|_| delimiter == b';');
    guarded.and_then(|text| text.strip_prefix('\'')).unwrap_or(text).to_owned()
}

/// A report as JSON.
pub(super) fn json(text: &str) -> Result<Vec<PublishedRow>, Unreadable> {
    let document: Value =
        serde_json::from_str(text).map_err(|error| Unreadable::Broken(error.to_string()))?;
    let (mut published_rows, mut doubtful) = (Vec::new(), Vec::new());
    for report in document["reports"].as_array().ok_or(Unreadable::NoFigure)? {
        let span = |value: &Value| {
            let day = |name: &str| Period::parse_day(value[name].as_str()?).ok();
            Period::new(day("from")?, day("to")?).ok()
        };
        let missing = || Unreadable::Broken("a report without a period".to_owned());
        let period = span(&report["period"]).ok_or_else(missing)?;
        let comparison = span(&report["comparison"]);
        for figure in report["figures"].as_array().into_iter().flatten() {
            let text = |name: &str| figure[name].as_str().unwrap_or_default();
            let note = text("note");
            let second = figure.get("group_2").map(|_| text("group_2"));
            let group = group_of(text("table"), text("group"), second);
            let unit = unit(text("unit"))
                .ok_or_else(|| Unreadable::Broken("a figure without a unit".to_owned()))?;
            let row = LongRow {
                place: report["municipality"].as_str().unwrap_or_default().to_owned(),
                period,
                comparison,
                table: text("table"),
                figure: text("figure"),
                group,
                unit,
                note,
            };
            published_rows.push(row.published(|name| number(&figure[name].to_string(), false)));
            doubtful.push(is_hidden(note));
        }
    }
    drop_comparisons(&mut published_rows, &doubtful);
    round_alike(&mut published_rows);
    Ok(published_rows)
}

/// A period as it is written: by name, or from a day to a day.
pub(super) fn period(text: &str) -> Option<Period> {
    if let Some((from, to)) = text.split_once("..") {
        let day = |text| Period::parse_day(text).ok();
        return Period::new(day(from)?, day(to)?).ok();
    }
    Period::parse(text).ok()
}

/// A group of a table as CSV and JSON name it: of a crossed table a row and a column, of cohorts also the years after
/// the start. The last dimension stands in a column of its own; where there is no such column, behind a bar, as earlier
/// versions wrote it.
fn group_of(table: &str, text: &str, second: Option<&str>) -> Group {
    let is_cohort = table.starts_with(TableId::Cohorts.id());
    let is_crossed = is_cohort || table.matches("_by_").count() >= 2;
    if let Some(second) = second.filter(|_| is_copied(table)) {
        // a region of which the figure is provisional
        return Group::pair(group(text), barred(second));
    }
    if let Some(second) = second {
        let first = if is_cohort { barred(text) } else { group(text) };
        return if is_crossed || !second.is_empty() {
            Group::pair(first, group(second))
        } else {
            first
        };
    }
    if text.is_empty() || !is_crossed { group(text) } else { barred(text) }
}

/// Groups with bars between them.
fn barred(text: &str) -> Group {
    let mut parts = vec![String::new()];
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let last = parts.len() - 1;
        match character {
            '|' => parts.push(String::new()),
            // a bar of the data has a backslash before it
            '\\' if characters.as_str().starts_with('|') => parts[last].extend(characters.next()),
            other => parts[last].push(other),
        }
    }
    let parts = parts.iter().map(|part| group(part));
    parts.reduce(Group::pair).unwrap_or(Group::Total)
}

/// A unit by its id.
fn unit(id: &str) -> Option<Unit> {
    let all = [
        Unit::Benefits,
        Unit::Persons,
        Unit::Placements,
        Unit::Participations,
        Unit::Euro,
        Unit::Percent,
        Unit::PerThousand,
        Unit::PerTenThousand,
    ];
    all.into_iter().find(|unit| unit.id() == id)
}

/// A group by its name.
fn group(text: &str) -> Group {
    match text {
        "" => Group::Total,
        "rest" => Group::Rest,
        "unknown" => Group::Unknown,
        text => Group::Label(text.to_owned()),
    }
}

/// A number as CSV and JSON write it.
fn number(text: &str, comma: bool) -> Option<Ratio> {
    let text = if comma { text.replace(',', ".") } else { text.to_owned() };
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let scale = 10_i128.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    let scaled: i128 = format!("{whole}{decimals}").parse().ok()?;
    Ratio::new(scaled, scale)
}

//! A code book: one figure in one unit a row.

use crate::report::explain::{Explained, InNumbers};

use super::super::number::plain;
use super::words::filled;
use crate::render::csv::CsvRow;
use crate::render::{CsvStyle, Locale};

/// The columns; the last four are empty without a period.
pub(super) const COLUMNS: [&str; 14] = [
    "figure",
    "unit",
    "title",
    "definition",
    "formula",
    "whole",
    "tables",
    "by",
    "source",
    "options",
    "municipality",
    "period",
    "value",
    "filled_in",
];

/// A row for each unit of a figure.
pub(super) fn rows(explained: &Explained, style: CsvStyle, locale: &Locale) -> Vec<CsvRow> {
    let mut rows = Vec::new();
    for unit in &explained.units {
        let numbers = explained.numbers.iter().find(|numbers| numbers.row.unit == *unit);
        let mut fields = words(explained, locale);
        fields.insert(1, unit.id().to_owned());
        fields.extend(of_period(numbers, style, locale));
        rows.push(fields);
    }
    rows
}

fn words(explained: &Explained, locale: &Locale) -> Vec<String> {
    let about = locale.about(explained.figure).cloned().unwrap_or_default();
    vec![
        explained.figure.to_string(),
        about.title,
        about.definition,
        about.formula,
        about.whole,
        explained.table_ids().join("|"),
        explained.by.join("|"),
        about.source,
        about.options.join("|"),
    ]
}

fn of_period(numbers: Option<&InNumbers>, style: CsvStyle, locale: &Locale) -> [String; 4] {
    let Some(numbers) = numbers else { return [const { String::new() }; 4] };
    let value = numbers.row.value.value().map(plain);
    [
        style.text(&numbers.name),
        numbers.period.to_string(),
        style.number(&value.unwrap_or_default()),
        filled(numbers, locale).unwrap_or_default(),
    ]
}

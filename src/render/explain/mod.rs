//! What figures mean, into bytes: entries to read, or a code book with one figure a row.

mod csv;
mod entry;
mod json;

use std::io::Write;

use crate::report::explain::{Explained, Explanation, InNumbers, OptionValue};
use crate::report::{Cell, DefinitionsInForce, Value};

use super::locale::{EuroDecimals, visible};
use super::page::{Column, Grid, Line, Page, Section, texts};
use super::{Format, Locale, RenderError, Style, html, markdown, text};

/// Prints explained figures.
///
/// # Errors
/// [`RenderError::Io`] where `out` fails; the others where something cannot be written exactly.
pub fn render_explanation(
    explanation: &Explanation,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let locale = Locale::new(style.lang);
    let full = explanation.in_full;
    match format {
        Format::Table if full => entry::write_text(explanation, &locale, out)?,
        Format::Markdown if full => entry::write_markdown(explanation, &locale, out)?,
        Format::Table => {
            text::write_one(&list(explanation, &locale), 0, &locale, style.color, out)?;
        }
        Format::Markdown => markdown::write_one(&list(explanation, &locale), 0, &locale, out)?,
        Format::Html => html::write_one(&[list(explanation, &locale)], style.lang, &locale, out)?,
        Format::Csv => csv::write(explanation, style.csv_style, &locale, out)?,
        Format::Json => json::write(explanation, &locale, out)?,
        Format::Xlsx => return Err(RenderError::OnlyReports),
    }
    out.flush()?;
    Ok(())
}

/// All figures, one a line.
fn list(explanation: &Explanation, locale: &Locale) -> Page {
    let line = |explained: &Explained| Line {
        label: explained.figure.to_owned(),
        cells: texts([
            locale.figure(explained.figure).to_owned(),
            units(explained, locale).join(", "),
        ]),
        ..Line::default()
    };
    let unit = locale.word("unit").to_lowercase();
    let grid = Grid {
        label_head: locale.word("figure").to_owned(),
        columns: vec![Column::words(""), Column::words(&unit)],
        lines: explanation.figures.iter().map(line).collect(),
    };
    Page {
        title: locale.phrase("explain_title", &[]),
        first: Vec::new(),
        subtitle: locale.phrase("explain_subtitle", &[]),
        sections: vec![Section {
            title: locale.word("figures").to_owned(),
            grid,
            ..Section::default()
        }],
        notes: Vec::new(),
        ..Page::default()
    }
}

fn units(explained: &Explained, locale: &Locale) -> Vec<String> {
    explained.units.iter().map(|unit| locale.unit(*unit).to_owned()).collect()
}

/// A figure's formula with its numbers: `4,983 − 5,237`.
fn filled(numbers: &InNumbers, locale: &Locale) -> Option<String> {
    let row = &numbers.row;
    row.value.value()?;
    locale.formula(row).or_else(|| {
        let input = |name: &str| {
            let (_, cell) = row.inputs.iter().find(|(key, _)| *key == name)?;
            locale.value(cell.value()?, EuroDecimals::AsNeeded).ok()
        };
        let (value, whole) = (input("value")?, input("whole")?);
        Some(locale.phrase("explain_of_whole", &[("value", &value), ("whole", &whole)]))
    })
}

/// The value, with its share, or why there is none.
fn value(numbers: &InNumbers, locale: &Locale) -> Result<String, RenderError> {
    let row = &numbers.row;
    let value = match &row.value {
        Cell::Known(value) => locale.value(*value, EuroDecimals::AsNeeded)?,
        Cell::Missing(reason) => {
            let reason = locale.missing(reason);
            return Ok(locale.phrase("explain_missing", &[("reason", &reason)]));
        }
        Cell::Suppressed => return Ok(locale.word("suppressed").to_owned()),
    };
    let unit = locale.unit(row.unit);
    let value = match row.value.value() {
        Some(Value::Euro(_)) => value,
        _ => format!("{value} {unit}"),
    };
    let Some(share) = row.share() else { return Ok(value) };
    let (share, whole) = (locale.share(share)?, locale.whole(row.figure));
    let values = [("value", &*value), ("share", &*share), ("whole", whole)];
    Ok(locale.phrase("explain_share", &values))
}

/// A key of `outflow.toml` with its value in force, where it is one that is a number.
pub(super) fn option(key: &str, definitions: &DefinitionsInForce, locale: &Locale) -> String {
    let joined = |texts: Vec<String>| texts.join(", ");
    let value = match definitions.of_key(key) {
        None => return key.to_owned(),
        Some(OptionValue::Count(count)) => count.to_string(),
        Some(OptionValue::Hundredths(hours)) => {
            let text = locale.hundredths(hours);
            text.strip_suffix(&format!("{}00", locale.decimal())).unwrap_or(&text).to_owned()
        }
        Some(OptionValue::Ages(ages)) => joined(ages.iter().map(ToString::to_string).collect()),
        Some(OptionValue::Prices(prices)) => {
            let price = |(year, price): &(i32, Value)| {
                let price = locale.value(*price, EuroDecimals::AsNeeded).unwrap_or_default();
                format!("{year}: {price}")
            };
            joined(prices.iter().map(price).collect())
        }
    };
    locale.phrase("explain_is", &[("key", key), ("value", &value)])
}

fn name(numbers: &InNumbers, locale: &Locale) -> String {
    match numbers.name.as_str() {
        "all" => locale.word("all").to_owned(),
        name => visible(name),
    }
}

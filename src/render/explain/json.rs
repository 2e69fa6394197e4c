//! Explained figures as one JSON object, for programs.
//!
//! | key | holds |
//! |---|---|
//! | `schema` | version of this schema: 1 |
//! | `figures[]` | `figure`, `title`, `definition`, `formula`, `whole`, `source`, `units`, `tables`, `by`, `options[]` {`key`, `meaning`, `in_force`}, `numbers` |
//! | `figures[].numbers[]` | `municipality`, `period`, `unit`, `value`, `filled_in`, `note` (why there is no value) |

use std::io::Write;

use serde::Serialize;
use serde_json::value::RawValue;

use crate::report::Cell;
use crate::report::explain::{Explained, Explanation, InNumbers};

use super::super::json::PeriodJson;
use super::super::number::plain;
use super::super::{Locale, RenderError};
use super::words::filled;
use crate::render::definition::option;

/// The version of the schema.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct ExplanationJson<'a> {
    schema: u32,
    figures: Vec<FigureJson<'a>>,
}

#[derive(Serialize)]
struct FigureJson<'a> {
    figure: &'a str,
    title: String,
    definition: String,
    formula: String,
    whole: String,
    source: String,
    units: Vec<&'a str>,
    tables: &'a [&'a str],
    by: &'a [&'a str],
    options: Vec<OptionJson>,
    numbers: Vec<NumbersJson<'a>>,
}

#[derive(Serialize)]
struct OptionJson {
    key: String,
    meaning: String,
    in_force: String,
}

#[derive(Serialize)]
struct NumbersJson<'a> {
    municipality: &'a str,
    period: PeriodJson,
    unit: &'a str,
    value: Option<Box<RawValue>>,
    filled_in: Option<String>,
    note: Option<String>,
}

/// Writes the figures as one object.
pub(super) fn write(
    explanation: &Explanation,
    locale: &Locale,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let figures: serde_json::Result<_> =
        explanation.figures.iter().map(|figure| figure_json(figure, explanation, locale)).collect();
    serde_json::to_writer_pretty(
        &mut *out,
        &ExplanationJson { schema: SCHEMA, figures: figures? },
    )?;
    writeln!(out)?;
    Ok(())
}

fn figure_json<'a>(
    explained: &'a Explained,
    explanation: &Explanation,
    locale: &Locale,
) -> serde_json::Result<FigureJson<'a>> {
    let about = locale.about(explained.figure).cloned().unwrap_or_default();
    let options = about.options.iter().map(|key| OptionJson {
        key: key.clone(),
        meaning: locale.option(key).to_owned(),
        in_force: option(key, &explanation.definitions, locale),
    });
    let numbers: serde_json::Result<_> =
        explained.numbers.iter().map(|numbers| numbers_json(numbers, locale)).collect();
    Ok(FigureJson {
        figure: explained.figure,
        options: options.collect(),
        title: about.title,
        definition: about.definition,
        formula: about.formula,
        whole: about.whole,
        source: about.source,
        units: explained.units.iter().map(|unit| unit.id()).collect(),
        tables: &explained.tables,
        by: &explained.by,
        numbers: numbers?,
    })
}

fn numbers_json<'a>(
    numbers: &'a InNumbers,
    locale: &Locale,
) -> serde_json::Result<NumbersJson<'a>> {
    let value = numbers.row.value.value().map(plain);
    Ok(NumbersJson {
        municipality: &numbers.name,
        period: numbers.period.into(),
        unit: numbers.row.unit.id(),
        value: value.map(RawValue::from_string).transpose()?,
        filled_in: filled(numbers, locale),
        note: match &numbers.row.value {
            Cell::Known(_) => None,
            Cell::Missing(reason) => Some(reason.id()),
            Cell::Suppressed => Some("suppressed".to_owned()),
        },
    })
}

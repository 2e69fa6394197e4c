//! Explained figures as one JSON object, for programs.
//!
//! | key | holds |
//! |---|---|
//! | `schema` | version of this schema: 1 |
//! | `figures[]` | `figure`, `title`, `definition`, `formula`, `whole`, `source`, `units`, `tables`, `by`, `options[]` {`key`, `meaning`, `in_force`}, `numbers` |
//! | `figures[].numbers[]` | `municipality`, `period`, `unit`, `value`, `filled_in`, `note` (why there is no value) |

use super::words::filled;
use crate::render::Locale;
use crate::render::definition::option;
use crate::render::json::{Json, object};
use crate::render::number::plain;
use crate::report::explain::{Explained, Explanation, InNumbers};

/// The version of the schema.
const SCHEMA: u64 = 1;

/// The figures as one object.
pub(super) fn json<'a>(explanation: &'a Explanation, locale: &Locale) -> Json<'a> {
    let figures = explanation.figures.iter();
    let figures = figures.map(|figure| figure_json(figure, explanation, locale));
    object! { "schema": SCHEMA, "figures": Json::list(figures) }
}

fn figure_json<'a>(
    explained: &'a Explained,
    explanation: &Explanation,
    locale: &Locale,
) -> Json<'a> {
    let about = locale.about(explained.figure).cloned().unwrap_or_default();
    let options = about.options.iter().map(|key| {
        object! {
            "key": key.clone(),
            "meaning": locale.option(key).to_owned(),
            "in_force": option(key, &explanation.definitions, locale),
        }
    });
    let options = Json::list(options);
    object! {
        "figure": explained.figure,
        "title": about.title,
        "definition": about.definition,
        "formula": about.formula,
        "whole": about.whole,
        "source": about.source,
        "units": Json::list(explained.units.iter().map(|unit| unit.id())),
        "tables": explained.tables.clone(),
        "by": explained.by.clone(),
        "options": options,
        "numbers": Json::list(explained.numbers.iter().map(|of| numbers_json(of, locale))),
    }
}

fn numbers_json<'a>(numbers: &'a InNumbers, locale: &Locale) -> Json<'a> {
    object! {
        "municipality": &numbers.name,
        "period": numbers.period,
        "unit": numbers.row.unit.id(),
        "value": Json::number(numbers.row.value.value().map(plain)),
        "filled_in": filled(numbers, locale),
        "note": numbers.row.value.note(),
    }
}

//! The report as one JSON object, for programs: the long form, typed, with its provenance.
//!
//! Keys come in the order of this table. A number is written exactly as CSV writes it (an amount keeps its two
//! decimals); what CSV leaves empty is `null`.
//!
//! | key | holds |
//! |---|---|
//! | `schema` | version of this schema: 2; it changes when a key goes or changes its meaning, not when one is added |
//! | `warnings[]` | what has to be read before any figure, as sentences; each is one of the notes too |
//! | `program` | `name`, `version`, `code_lists` (date of the built-in code lists) |
//! | `datasets[]` | `name`, `coverage` {`label`, `from`, `to`} |
//! | `definitions` | keys of `[definitions]` and `[savings]` in `outflow.toml`; `average_benefit` by year |
//! | `notes[]` | `id`, `text` (in the language asked for), `values` by name |
//! | `inputs[]` | `dataset`, `kind`, `name`, `bytes`, `sha256`, `rows_read`, `rows_used`, `rows_rejected`, `rows_out_of_scope` |
//! | `reports[]` | `municipality`, `period` and `comparison` {`label`, `from`, `to`}, `provisional`, `headline_saving`, `figures` |
//! | `reports[].status` | the second line of every form, as a sentence |
//! | `reports[].facts[]` | the headline facts: `number` as printed (`null` where the sentence has its own) and `text` |
//! | `reports[].figures[]` | `table`, `figure`, `group` (`null` for a total), `group_2`, each with its `…_label`, `unit`, `value`, `whole`, `share`, `previous`, `previous_whole`, `previous_share`, `change`, `change_percent`, `share_change` (percentage points), `note` |
//! | … of `savings` | besides: `formula` (in words), `inputs` by name |

use std::collections::BTreeMap;

use crate::number::Decimal;
use crate::render::Locale;
use crate::render::json::{Json, object};
use crate::render::long::{LongRow, long_row};
use crate::render::number::{NumberStyle, plain};
use crate::render::page::{facts, status_line};
use crate::report::{
    DefinitionsInForce, Document, InputFacts, Note, NoteValue, Provenance, Report, Row, Table,
    distinct,
};

/// The version of the schema.
const SCHEMA: u64 = 2;

/// The document as one object, a figure a line.
pub(super) fn json<'a>(document: &'a Document, locale: &'a Locale) -> serde_json::Result<Json<'a>> {
    let Provenance { version, code_lists, datasets, inputs, definitions, .. } =
        &document.provenance;
    let datasets = datasets.iter().map(|of| object! { "name": &of.name, "coverage": of.coverage });
    let warnings = document.reports.iter().flat_map(|report| &report.first);
    let reports = document.reports.iter().map(|report| report_json(report, locale));
    Ok(object! {
        "schema": SCHEMA,
        "warnings": distinct(warnings.map(|note| locale.note(note))),
        "program": object! { "name": "outflow", "version": *version, "code_lists": code_lists },
        "datasets": Json::list(datasets),
        "definitions": definitions_json(definitions)?,
        "notes": Json::list(document.notes.iter().map(|note| note_json(note, locale))),
        "inputs": Json::list(inputs.iter().map(input_json)),
        "reports": reports.collect::<serde_json::Result<Vec<_>>>()?,
    })
}

fn definitions_json(definitions: &DefinitionsInForce) -> serde_json::Result<Json<'_>> {
    let prices = definitions.average_benefit.iter();
    let prices: BTreeMap<_, _> = prices.map(|(year, cents)| (year, hundredths(*cents))).collect();
    Ok(object! {
        "gap_days": definitions.gap_days,
        "work_window_days": definitions.work_window_days,
        "full_time_hours": hundredths(definitions.full_time_hours_hundredths),
        "age_bounds": Json::list(definitions.age_bounds.iter().copied()).on_one_line()?,
        "savings_method": &definitions.savings_method,
        "average_benefit": prices,
    })
}

fn hundredths<'a>(hundredths: i64) -> Json<'a> {
    Json::Number(NumberStyle::plain().write(&Decimal::scaled(hundredths.into(), 2)))
}

fn note_json<'a>(note: &'a Note, locale: &Locale) -> Json<'a> {
    let value = |value: &'a NoteValue| match value {
        NoteValue::Number(number) => plain(*number).into(),
        NoteValue::Count(count) => (*count).into(),
        NoteValue::Text(text) => text.into(),
        NoteValue::Period(period) => (*period).into(),
        NoteValue::Day(day) => day.to_string().into(),
        NoteValue::Suppressed => Json::Null,
        NoteValue::Group(group) => group.id().into(),
    };
    let values = note.values.iter().map(|(name, of)| (*name, value(of)));
    object! {
        "id": note.id,
        "text": locale.note(note),
        "values": values.collect::<BTreeMap<_, _>>(),
    }
}

fn input_json(input: &InputFacts) -> Json<'_> {
    object! {
        "dataset": &input.dataset,
        "kind": input.kind,
        "name": &input.name,
        "bytes": input.bytes,
        "sha256": input.sha256.as_deref(),
        "rows_read": input.read,
        "rows_used": input.used,
        "rows_rejected": input.rejected,
        "rows_out_of_scope": input.out_of_scope,
    }
}

fn report_json<'a>(report: &'a Report, locale: &'a Locale) -> serde_json::Result<Json<'a>> {
    let mut figures = Vec::new();
    for table in &report.tables {
        for row in &table.rows {
            figures.push(figure_json(report, table, row, locale).on_one_line()?);
        }
    }
    let facts = facts(report, locale).into_iter();
    let facts =
        facts.map(|fact| object! { "number": Json::text(fact.number.text), "text": fact.text });
    Ok(object! {
        "municipality": &report.name,
        "period": report.period,
        "comparison": report.comparison,
        "provisional": report.provisional,
        "status": status_line(report, locale),
        "headline_saving": report.headline_saving,
        "facts": Json::list(facts),
        "figures": figures,
    })
}

fn figure_json<'a>(
    report: &Report,
    table: &'a Table,
    row: &'a Row,
    locale: &'a Locale,
) -> Json<'a> {
    let long: LongRow<'a> = long_row(report, table, row, locale);
    let [[group, group_label], [group_2, group_2_label]] = long.groups;
    let [table, table_label] = long.table;
    let mut figure = vec![
        ("table", table.into()),
        ("table_label", table_label.into()),
        ("figure", row.figure.into()),
        ("figure_label", long.figure[1].into()),
        ("group", Json::text(group)),
        ("group_label", Json::text(group_label)),
        ("group_2", Json::text(group_2)),
        ("group_2_label", Json::text(group_2_label)),
        ("unit", row.unit.id().into()),
        ("value", Json::number(long.value)),
        ("whole", Json::number(long.whole)),
        ("share", Json::number(long.share)),
        ("previous", Json::number(long.previous)),
        ("previous_whole", Json::number(long.previous_whole)),
        ("previous_share", Json::number(long.previous_share)),
        ("change", Json::number(long.change)),
        ("change_percent", Json::number(long.change_percent)),
        ("share_change", Json::number(long.share_change)),
        ("note", Json::text(long.note)),
    ];
    if !row.inputs.is_empty() {
        let formula = locale.formula_in_words(row.figure);
        figure.extend(formula.map(|formula| ("formula", formula.into())));
        let inputs = row.inputs.iter();
        let inputs = inputs.map(|(name, cell)| (*name, Json::number(cell.value().map(plain))));
        figure.push(("inputs", inputs.collect::<BTreeMap<_, _>>().into()));
    }
    Json::Object(figure.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

#[cfg(test)]
mod tests;

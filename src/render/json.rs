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

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::number::Decimal;
use crate::period::Period;
use crate::report::{Cell, Document, InputFacts, Note, NoteValue, Provenance, Report, Row, Table};

use super::long::long_row;
use super::number::{NumberStyle, plain};
use super::page::{facts, status_line};
use super::{Locale, RenderError, Style};

/// The version of the schema.
const SCHEMA: u32 = 2;

/// A number as its exact text, or an object on one line.
type Raw = Box<RawValue>;

#[derive(Serialize)]
struct DocumentJson<'a> {
    schema: u32,
    warnings: Vec<String>,
    program: ProgramJson<'a>,
    datasets: Vec<DatasetJson<'a>>,
    definitions: DefinitionsJson<'a>,
    notes: Vec<NoteJson<'a>>,
    inputs: Vec<InputJson<'a>>,
    reports: Vec<ReportJson<'a>>,
}

#[derive(Serialize)]
struct ProgramJson<'a> {
    name: &'static str,
    version: &'a str,
    code_lists: &'a str,
}

#[derive(Serialize)]
struct DatasetJson<'a> {
    name: &'a str,
    coverage: PeriodJson,
}

#[derive(Serialize)]
pub(super) struct PeriodJson {
    label: String,
    from: String,
    to: String,
}

#[derive(Serialize)]
struct DefinitionsJson<'a> {
    gap_days: i32,
    work_window_days: i32,
    full_time_hours: Raw,
    age_bounds: Raw,
    savings_method: &'a str,
    average_benefit: BTreeMap<i32, Raw>,
}

#[derive(Serialize)]
struct NoteJson<'a> {
    id: &'a str,
    text: String,
    values: BTreeMap<&'a str, NoteValueJson<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum NoteValueJson<'a> {
    Count(u64),
    Text(&'a str),
    Period(PeriodJson),
    Day(String),
    Suppressed(()),
}

#[derive(Serialize)]
struct InputJson<'a> {
    dataset: &'a str,
    kind: &'a str,
    name: &'a str,
    bytes: u64,
    sha256: Option<&'a str>,
    rows_read: u64,
    rows_used: u64,
    rows_rejected: u64,
    rows_out_of_scope: u64,
}

#[derive(Serialize)]
struct ReportJson<'a> {
    municipality: &'a str,
    period: PeriodJson,
    comparison: Option<PeriodJson>,
    provisional: bool,
    status: String,
    headline_saving: &'a str,
    facts: Vec<FactJson>,
    figures: Vec<Raw>,
}

#[derive(Serialize)]
struct FactJson {
    number: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct FigureJson<'a> {
    table: Cow<'a, str>,
    table_label: Cow<'a, str>,
    figure: &'a str,
    figure_label: &'a str,
    group: Option<Cow<'a, str>>,
    group_label: Option<Cow<'a, str>>,
    group_2: Option<Cow<'a, str>>,
    group_2_label: Option<Cow<'a, str>>,
    unit: &'a str,
    value: Option<Raw>,
    whole: Option<Raw>,
    share: Option<Raw>,
    previous: Option<Raw>,
    previous_whole: Option<Raw>,
    previous_share: Option<Raw>,
    change: Option<Raw>,
    change_percent: Option<Raw>,
    share_change: Option<Raw>,
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    formula: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    inputs: BTreeMap<&'a str, Option<Raw>>,
}

/// Writes the document as one object, a figure a line.
pub(crate) fn write(
    document: &Document,
    style: Style,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let locale = Locale::new(style.lang);
    let reports: Result<_, _> =
        document.reports.iter().map(|report| report_json(report, &locale)).collect();
    let Provenance { datasets, inputs, .. } = &document.provenance;
    let notes = document.notes.iter();
    let json = DocumentJson {
        schema: SCHEMA,
        warnings: warnings(document, &locale),
        program: ProgramJson {
            name: "outflow",
            version: document.provenance.version,
            code_lists: &document.provenance.code_lists,
        },
        datasets: datasets
            .iter()
            .map(|dataset| DatasetJson { name: &dataset.name, coverage: dataset.coverage.into() })
            .collect(),
        definitions: definitions_json(&document.provenance)?,
        notes: notes.map(|note| note_json(note, &locale)).collect(),
        inputs: inputs.iter().map(InputJson::from).collect(),
        reports: reports?,
    };
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)?;
    Ok(())
}

/// What has to be read before any figure, once.
fn warnings(document: &Document, locale: &Locale) -> Vec<String> {
    let mut warnings = Vec::new();
    for note in document.reports.iter().flat_map(|report| &report.first) {
        let sentence = locale.note(note);
        if !warnings.contains(&sentence) {
            warnings.push(sentence);
        }
    }
    warnings
}

fn definitions_json(provenance: &Provenance) -> serde_json::Result<DefinitionsJson<'_>> {
    let definitions = &provenance.definitions;
    let prices = definitions.average_benefit.iter();
    let prices: Result<_, _> = prices
        .map(|(year, cents)| Ok((*year, hundredths(*cents)?)))
        .collect::<serde_json::Result<_>>();
    Ok(DefinitionsJson {
        gap_days: definitions.gap_days,
        work_window_days: definitions.work_window_days,
        full_time_hours: hundredths(definitions.full_time_hours_hundredths)?,
        age_bounds: to_raw_value(&definitions.age_bounds)?,
        savings_method: &definitions.savings_method,
        average_benefit: prices?,
    })
}

fn hundredths(hundredths: i64) -> serde_json::Result<Raw> {
    raw(NumberStyle::plain().write(&Decimal::scaled(hundredths.into(), 2)))
}

fn raw(number: String) -> serde_json::Result<Raw> {
    RawValue::from_string(number)
}

fn note_json<'a>(note: &'a Note, locale: &Locale) -> NoteJson<'a> {
    let value = |value: &'a NoteValue| match value {
        NoteValue::Number(number) => NoteValueJson::Day(plain(*number)),
        NoteValue::Count(count) => NoteValueJson::Count(*count),
        NoteValue::Text(text) => NoteValueJson::Text(text),
        NoteValue::Period(period) => NoteValueJson::Period((*period).into()),
        NoteValue::Day(day) => NoteValueJson::Day(day.to_string()),
        NoteValue::Suppressed => NoteValueJson::Suppressed(()),
        NoteValue::Group(group) => NoteValueJson::Day(group.id().into_owned()),
    };
    let values = note.values.iter();
    NoteJson {
        id: note.id,
        text: locale.note(note),
        values: values.map(|(name, of)| (*name, value(of))).collect(),
    }
}

fn report_json<'a>(report: &'a Report, locale: &'a Locale) -> serde_json::Result<ReportJson<'a>> {
    let mut figures = Vec::new();
    for table in &report.tables {
        for row in &table.rows {
            figures.push(to_raw_value(&figure_json(report, table, row, locale)?)?);
        }
    }
    let facts = facts(report, locale).into_iter().map(|fact| FactJson {
        number: Some(fact.number.text).filter(|number| !number.is_empty()),
        text: fact.text,
    });
    Ok(ReportJson {
        municipality: &report.name,
        period: report.period.into(),
        comparison: report.comparison.map(PeriodJson::from),
        provisional: report.provisional,
        status: status_line(report, locale),
        headline_saving: report.headline_saving,
        facts: facts.collect(),
        figures,
    })
}

fn figure_json<'a>(
    report: &Report,
    table: &'a Table,
    row: &'a Row,
    locale: &'a Locale,
) -> serde_json::Result<FigureJson<'a>> {
    let number = |number: Option<String>| number.map(raw).transpose();
    let input = |cell: &Cell| number(cell.value().map(plain));
    let inputs = row.inputs.iter();
    let inputs: serde_json::Result<_> =
        inputs.map(|(name, cell)| Ok((*name, input(cell)?))).collect();
    let long = long_row(report, table, row, locale);
    let named = |text: Cow<'a, str>| Some(text).filter(|text| !text.is_empty());
    let [[group, group_label], [group_2, group_2_label]] = long.groups;
    let [table, table_label] = long.table;
    Ok(FigureJson {
        table,
        table_label,
        figure: row.figure,
        figure_label: long.figure[1],
        group: named(group),
        group_label: named(group_label),
        group_2: named(group_2),
        group_2_label: named(group_2_label),
        unit: row.unit.id(),
        value: number(long.value)?,
        whole: number(long.whole)?,
        share: number(long.share)?,
        previous: number(long.previous)?,
        previous_whole: number(long.previous_whole)?,
        previous_share: number(long.previous_share)?,
        change: number(long.change)?,
        change_percent: number(long.change_percent)?,
        share_change: number(long.share_change)?,
        note: Some(long.note).filter(|note| !note.is_empty()),
        formula: locale.formula_in_words(row.figure).filter(|_| !row.inputs.is_empty()),
        inputs: inputs?,
    })
}

impl From<Period> for PeriodJson {
    fn from(period: Period) -> Self {
        Self {
            label: period.to_string(),
            from: period.from().to_string(),
            to: period.to().to_string(),
        }
    }
}

impl<'a> From<&'a InputFacts> for InputJson<'a> {
    fn from(input: &'a InputFacts) -> Self {
        Self {
            dataset: &input.dataset,
            kind: input.kind,
            name: &input.name,
            bytes: input.bytes,
            sha256: input.sha256.as_deref(),
            rows_read: input.read,
            rows_used: input.used,
            rows_rejected: input.rejected,
            rows_out_of_scope: input.out_of_scope,
        }
    }
}

#[cfg(test)]
mod tests;

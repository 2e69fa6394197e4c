//! Cases as one JSON object, for programs.
//!
//! | key | holds |
//! |---|---|
//! | `schema` | version of this schema: 1 |
//! | `municipality`, `period` {`label`, `from`, `to`} | as in the report |
//! | `table`, `figure`, `group` (`null` for a total), `unit`, `value` | the figure |
//! | `sum` | what the cases weigh together |
//! | `cases[]` | `dataset`, `groups`, `weight`, `case_ids`, `person_ids`, `placement_ids`, `participation_ids`, `first_day`, `last_day` (`null` while it runs), `reason`, `rows[]` {`file`, `line`}, `why` |

use std::borrow::Cow;
use std::io::Write;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::report::Group;
use crate::report::cases::{Case, CaseList};

use super::super::json::PeriodJson;
use super::super::number::plain;
use super::super::{Locale, RenderError};
use super::words::why;

/// The version of the schema.
const SCHEMA: u32 = 1;

type Raw = Box<RawValue>;

#[derive(Serialize)]
struct ListJson<'a> {
    schema: u32,
    municipality: &'a str,
    period: PeriodJson,
    table: &'a str,
    figure: &'a str,
    group: Option<Cow<'a, str>>,
    unit: &'a str,
    value: Option<Raw>,
    sum: Raw,
    cases: Vec<Raw>,
}

#[derive(Serialize)]
struct CaseJson<'a> {
    dataset: &'a str,
    groups: Vec<Cow<'a, str>>,
    weight: Raw,
    case_ids: &'a [String],
    person_ids: &'a [String],
    placement_ids: &'a [String],
    participation_ids: &'a [String],
    first_day: Option<String>,
    last_day: Option<String>,
    reason: Option<Cow<'a, str>>,
    rows: Vec<RowJson<'a>>,
    why: String,
}

#[derive(Serialize)]
struct RowJson<'a> {
    file: &'a str,
    line: u64,
}

/// Writes the list as one object, a case a line.
pub(super) fn write(
    list: &CaseList,
    locale: &Locale,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let number = |value| RawValue::from_string(plain(value));
    let cases: serde_json::Result<Vec<Raw>> =
        list.cases.iter().map(|case| to_raw_value(&case_json(case, locale)?)).collect();
    let json = ListJson {
        schema: SCHEMA,
        municipality: &list.name,
        period: list.period.into(),
        table: list.table,
        figure: list.row.figure,
        group: Some(list.row.group.id()).filter(|id| !id.is_empty()),
        unit: list.unit.id(),
        value: list.row.value.value().map(number).transpose()?,
        sum: number(list.sum)?,
        cases: cases?,
    };
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)?;
    Ok(())
}

fn case_json<'a>(case: &'a Case, locale: &Locale) -> serde_json::Result<CaseJson<'a>> {
    let day = |day: Option<crate::period::Day>| day.map(|day| day.to_string());
    Ok(CaseJson {
        dataset: &case.dataset,
        groups: case.groups.iter().map(Group::id).collect(),
        weight: RawValue::from_string(plain(case.weight))?,
        case_ids: &case.ids.cases,
        person_ids: &case.ids.persons,
        placement_ids: &case.ids.placements,
        participation_ids: &case.ids.participations,
        first_day: day(case.first),
        last_day: day(case.last),
        reason: case.reason.as_ref().map(Group::id),
        rows: case.rows.iter().map(|row| RowJson { file: &row.file, line: row.line }).collect(),
        why: why(case, locale),
    })
}

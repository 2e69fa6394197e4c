//! Cases as one JSON object, for programs.
//!
//! | key | holds |
//! |---|---|
//! | `schema` | version of this schema: 1 |
//! | `municipality`, `period` {`label`, `from`, `to`} | as in the report |
//! | `table`, `figure`, `group` (`null` for a total), `unit`, `value` | the figure |
//! | `sum` | what the cases weigh together |
//! | `cases[]` | `dataset`, `groups`, `weight`, `case_ids`, `person_ids`, `placement_ids`, `participation_ids`, `first_day`, `last_day` (`null` while it runs), `reason`, `rows[]` {`file`, `line`}, `why` |

use super::words::why;
use crate::period::Day;
use crate::render::Locale;
use crate::render::json::{Json, object};
use crate::render::number::plain;
use crate::report::Group;
use crate::report::cases::{Case, CaseList};

/// The version of the schema.
const SCHEMA: u64 = 1;

/// The list as one object, a case a line.
pub(super) fn json<'a>(list: &'a CaseList, locale: &Locale) -> serde_json::Result<Json<'a>> {
    let cases = list.cases.iter().map(|case| case_json(case, locale).on_one_line());
    Ok(object! {
        "schema": SCHEMA,
        "municipality": &list.name,
        "period": list.period,
        "table": list.table,
        "figure": list.row.figure,
        "group": Json::text(list.row.group.id()),
        "unit": list.unit.id(),
        "value": Json::number(list.row.value.value().map(plain)),
        "sum": Json::Number(plain(list.sum)),
        "cases": cases.collect::<serde_json::Result<Vec<_>>>()?,
    })
}

fn case_json<'a>(case: &'a Case, locale: &Locale) -> Json<'a> {
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let rows = case.rows.iter().map(|row| object! { "file": &row.file, "line": row.line });
    object! {
        "dataset": &case.dataset,
        "groups": Json::list(case.groups.iter().map(Group::id)),
        "weight": Json::Number(plain(case.weight)),
        "case_ids": Json::list(&case.ids.cases),
        "person_ids": Json::list(&case.ids.persons),
        "placement_ids": Json::list(&case.ids.placements),
        "participation_ids": Json::list(&case.ids.participations),
        "first_day": day(case.first),
        "last_day": day(case.last),
        "reason": case.reason.as_ref().map(Group::id),
        "rows": Json::list(rows),
        "why": why(case, locale),
    }
}

//! Cases as CSV, one a line.

use crate::period::Day;
use crate::report::Group;
use crate::report::cases::CaseList;

use super::super::number::plain;
use super::words::{rows as case_rows, why};
use crate::render::csv::CsvRow;
use crate::render::{CsvStyle, Locale};

/// The columns; of the texts only `why` depends on the language.
pub(super) const COLUMNS: [&str; 16] = [
    "case",
    "dataset",
    "period",
    "figure",
    "group",
    "unit",
    "weight",
    "case_id",
    "person_id",
    "placement_id",
    "participation_id",
    "first_day",
    "last_day",
    "reason",
    "rows",
    "why",
];

/// A row for each case.
pub(super) fn rows<'a>(
    list: &'a CaseList,
    style: CsvStyle,
    locale: &'a Locale,
) -> impl Iterator<Item = CsvRow> + 'a {
    let period = list.period.to_string();
    let joined = move |texts: &[String]| style.text(&texts.join("|"));
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    list.cases.iter().enumerate().map(move |(index, case)| {
        let groups: Vec<String> = case.groups.iter().map(|group| group.id().into_owned()).collect();
        vec![
            (index + 1).to_string(),
            style.text(&case.dataset),
            period.clone(),
            list.row.figure.to_string(),
            joined(&groups),
            list.unit.id().to_owned(),
            style.number(&plain(case.weight)),
            joined(&case.ids.cases),
            joined(&case.ids.persons),
            joined(&case.ids.placements),
            joined(&case.ids.participations),
            day(case.first),
            day(case.last),
            style.text(&case.reason.as_ref().map(Group::id).unwrap_or_default()),
            style.text(&case_rows(case).join("; ")),
            why(case, locale),
        ]
    })
}

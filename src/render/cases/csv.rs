//! Cases as CSV, one a line.

use crate::report::Group;
use crate::report::cases::CaseList;

use super::super::number::plain;
use super::words::{rows, why};
use crate::render::csv::CsvWriter;
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

/// Writes a row for each case.
pub(super) fn write_rows(
    list: &CaseList,
    style: CsvStyle,
    locale: &Locale,
    writer: &mut CsvWriter<'_>,
) -> ::csv::Result<()> {
    let period = list.period.to_string();
    let joined = |texts: &[String]| style.text(&texts.join("|"));
    for (index, case) in list.cases.iter().enumerate() {
        let groups: Vec<String> = case.groups.iter().map(|group| group.id().into_owned()).collect();
        let day = |day: Option<crate::period::Day>| day.map(|day| day.to_string());
        writer.write_record([
            (index + 1).to_string(),
            style.text(&case.dataset),
            period.clone(),
            list.row.figure.to_owned(),
            joined(&groups),
            list.unit.id().to_owned(),
            style.number(&plain(case.weight)),
            joined(&case.ids.cases),
            joined(&case.ids.persons),
            joined(&case.ids.placements),
            joined(&case.ids.participations),
            day(case.first).unwrap_or_default(),
            day(case.last).unwrap_or_default(),
            style.text(&case.reason.as_ref().map(Group::id).unwrap_or_default()),
            style.text(&rows(case).join("; ")),
            why(case, locale),
        ])?;
    }
    Ok(())
}

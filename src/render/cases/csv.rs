//! Cases as CSV, one a line.

use std::io::Write;

use crate::report::Group;
use crate::report::cases::CaseList;

use super::super::number::plain;
use super::super::{CsvStyle, Locale, RenderError};
use super::words::{rows, why};

/// The columns; of the texts only `why` depends on the language.
const COLUMNS: [&str; 16] = [
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

/// Writes a header and the cases.
pub(super) fn write(
    list: &CaseList,
    style: CsvStyle,
    locale: &Locale,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let mut writer = style.writer(out)?;
    writer.write_record(COLUMNS)?;
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
    writer.flush()?;
    Ok(())
}

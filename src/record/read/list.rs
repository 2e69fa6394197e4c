//! The list of one moment that a row stands in: a day, or a year and a month in two columns.

use super::columns::Columns;
use super::span::OptionalDay;
use crate::dataset::kind::Field;
use crate::dataset::notation::{Notations, Seen};
use crate::dataset::scan::Row;
use crate::dataset::value::{DateUse, month_alone, says_missing};
use crate::period::Day;

/// Reads the day of the list.
pub(super) struct ListReader {
    day: OptionalDay,
    /// The day of all rows of the file, where its name tells it.
    of_file: Option<Day>,
    bad: u64,
}

impl ListReader {
    pub(super) fn new(of_file: Option<Day>, notations: &Notations) -> Self {
        let day = OptionalDay::new(Field::Snapshot, DateUse::Other, notations);
        Self { day, of_file, bad: 0 }
    }

    /// The day of the list, the first of the month where only the month is said; none outside lists of one moment.
    #[inline]
    pub(super) fn list(&mut self, columns: &Columns, row: &Row<'_>) -> Option<Day> {
        if self.of_file.is_some() {
            return self.of_file;
        }
        if columns.has(Field::Snapshot) {
            let text = columns.text(row, Field::Snapshot);
            return month_without_day(text).or_else(|| self.day.day(columns, row));
        }
        if !columns.has(Field::SnapshotYear) || !columns.has(Field::SnapshotMonth) {
            return None;
        }
        let number = |field| whole(columns.text(row, field));
        let day = number(Field::SnapshotYear)
            .zip(number(Field::SnapshotMonth))
            .and_then(|(year, month)| Day::from_ymd(year, month, 1));
        self.bad += u64::from(day.is_none());
        day
    }

    pub(super) fn take_seen(&mut self, seen: &mut Seen) {
        self.day.take_seen(seen);
        seen.count("bad_optional_value", Field::SnapshotMonth, std::mem::take(&mut self.bad));
    }
}

/// A month without a day: `2018-01`, `201801`, `maart 2018`.
fn month_without_day(text: &[u8]) -> Option<Day> {
    let is_date = matches!(text.len(), 8 | 10) && text[0].is_ascii_digit();
    if is_date || says_missing(text) { None } else { month_alone(text) }
}

fn whole(text: &[u8]) -> Option<i32> {
    let text = text.strip_suffix(b".0").unwrap_or(text);
    std::str::from_utf8(text).ok()?.parse().ok()
}

//! The list of one moment that a row stands in: a day, or a year and a month in two columns.
//!
//! A row without its list would stand outside all of them, and a benefit that has left the lists would run for ever. So
//! such a row is rejected, unless the column is empty in the whole file: then the file is no list.

use super::columns::Columns;
use crate::dataset::kind::Field;
use crate::dataset::notation::{Notations, Seen};
use crate::dataset::scan::{Row, RowFault};
use crate::dataset::value::{
    DateReader, DateUse, Fault, NotPlain, code_without_decimal, month_alone, says_missing,
};
use crate::period::Day;

/// Reads the day of the list.
pub(super) struct ListReader {
    day: DateReader,
    /// The day of all rows of the file, where its name gives it.
    of_file: Option<Day>,
    /// No row of the file names a list, though there is a column for it.
    is_blank: bool,
    /// Whether rows were met that name a list, and rows that name none.
    met: (bool, bool),
}

impl ListReader {
    pub(super) fn new(of_file: Option<Day>, notations: &Notations) -> Self {
        let day = DateReader::new(DateUse::Other, notations.dates(Field::Snapshot));
        Self { day, of_file, is_blank: notations.lists_are_blank, met: (false, false) }
    }

    /// The day of the list, the first of the month where only the month is said; none outside lists of one moment.
    ///
    /// # Errors
    /// Where the file has lists and the row does not say in which one it stands.
    pub(super) fn list(
        &mut self,
        columns: &Columns,
        row: &Row<'_>,
    ) -> Result<Option<Day>, RowFault> {
        match self.plain(columns) {
            Ok(list) => Ok(list),
            Err(NotPlain) => self.read(columns, row),
        }
    }

    /// The day of the list where no column gives it.
    ///
    /// # Errors
    /// Where one does.
    #[inline(always)]
    pub(super) fn plain(&self, columns: &Columns) -> Result<Option<Day>, NotPlain> {
        let is_known = columns.has(Field::Snapshot) || columns.has(Field::SnapshotYear);
        if self.of_file.is_some() || !is_known { Ok(self.of_file) } else { Err(NotPlain) }
    }

    fn read(&mut self, columns: &Columns, row: &Row<'_>) -> Result<Option<Day>, RowFault> {
        let in_two = columns.has(Field::SnapshotYear) && columns.has(Field::SnapshotMonth);
        let field = match (columns.has(Field::Snapshot), in_two) {
            (true, _) => Field::Snapshot,
            (false, true) => Field::SnapshotYear,
            (false, false) => return Ok(None),
        };
        let text = columns.text(row, field).trimmed();
        if says_missing(text) {
            self.met.1 = true;
            return if self.is_blank { Ok(None) } else { Err(RowFault::of(field, Fault::Missing)) };
        }
        self.met.0 = true;
        if field == Field::SnapshotYear {
            return month_of(text, columns.text(row, Field::SnapshotMonth).trimmed()).map(Some);
        }
        if let Some(month) = month_without_day(text) {
            return Ok(Some(month));
        }
        let day = self.day.day(text).and_then(|day| day.ok_or(Fault::Missing));
        day.map(Some).map_err(|fault| RowFault::of(field, fault))
    }

    pub(super) fn take_seen(&mut self, seen: &mut Seen) {
        let shown = std::mem::take(&mut self.day.seen);
        seen.count("placeholder_dates", Field::Snapshot, shown.placeholders);
        seen.dates.insert(Field::Snapshot, shown);
        let (named, blank) = std::mem::take(&mut self.met);
        seen.named_lists |= named;
        seen.blank_lists |= blank;
    }
}

/// The first day of a month from its year and its number.
fn month_of(year: &[u8], month: &[u8]) -> Result<Day, RowFault> {
    if says_missing(month) {
        return Err(RowFault::of(Field::SnapshotMonth, Fault::Missing));
    }
    let year = whole(year).filter(|year| Day::YEARS.contains(year));
    let year = year.ok_or(RowFault::of(Field::SnapshotYear, Fault::YearOutOfRange))?;
    let day = whole(month).and_then(|month| Day::from_ymd(year, month, 1));
    day.ok_or(RowFault::of(Field::SnapshotMonth, Fault::NotAMonth))
}

/// A month without a day: `2018-01`, `201801`, `maart 2018`.
fn month_without_day(text: &[u8]) -> Option<Day> {
    let is_date = matches!(text.len(), 8 | 10) && text[0].is_ascii_digit();
    if is_date { None } else { month_alone(text) }
}

fn whole(text: &[u8]) -> Option<i32> {
    let text = code_without_decimal(text).unwrap_or(text);
    std::str::from_utf8(text).ok()?.parse().ok()
}

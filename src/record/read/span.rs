//! First and last day of a row, and columns whose values may be missing without costing the row.

use super::columns::Columns;
use crate::dataset::kind::Field;
use crate::dataset::notation::{Notations, Seen};
use crate::dataset::scan::{Fields, Kept, NearRow, OutOfScope, Row, RowFault, is_header, is_total};
use crate::dataset::value::{
    Amount, AmountReader, DateReader, DateUse, Fault, FieldText, NotPlain, birth_year,
};
use crate::number::Cents;
use crate::period::Day;

/// The id under which values of optional columns are counted that could not be read.
const BAD_VALUE: &str = "bad_optional_value";

/// Reads the first and the last day of rows.
pub(super) struct SpanReader {
    start: DateReader,
    end: DateReader,
    names: Vec<String>,
}

/// What a row says of its days.
pub(super) enum Span {
    /// First and last day; no last one where it runs.
    Days(Day, Option<Day>),
    /// The row is no data.
    Aside(Kept),
}

impl SpanReader {
    /// A reader of a file with these headers.
    pub(super) fn new(names: &[String], notations: &Notations) -> Self {
        Self {
            start: DateReader::new(DateUse::Start, notations.dates(Field::Start)),
            end: DateReader::new(DateUse::End, notations.dates(Field::End)),
            names: names.to_vec(),
        }
    }

    /// The days of a row. Both columns are read whatever the other one says: each is judged by all its values.
    pub(super) fn read(&mut self, columns: &Columns, row: &Row<'_>) -> Result<Span, RowFault> {
        let before = self.start.seen;
        let start = match self.start.value(columns.text(row, Field::Start)) {
            Ok(Some(start)) => Ok(start),
            unreadable => {
                if let Some(aside) = aside(row, &self.names) {
                    self.start.seen = before;
                    return Ok(Span::Aside(aside));
                }
                Err(unreadable.err().unwrap_or(Fault::Missing))
            }
        };
        let end = self.end.value(columns.text(row, Field::End));
        let start = start.map_err(|fault| RowFault::of(Field::Start, fault))?;
        let end = end.map_err(|fault| RowFault::of(Field::End, fault))?;
        if end.is_some_and(|end| end < start) {
            return Err(RowFault::of(Field::End, Fault::EndBeforeStart));
        }
        Ok(Span::Days(start, end))
    }

    /// First and last day of a row whose columns are plainly written.
    #[inline(always)]
    pub(super) fn plain(&self, columns: &Columns, row: &NearRow<'_>) -> Option<(Day, Option<Day>)> {
        let start = self.start.plain(columns.head(row, Field::Start)).ok()??;
        let end = self.end.plain(columns.head(row, Field::End)).ok()?;
        end.is_none_or(|end| start <= end).then_some((start, end))
    }

    /// Remembers days that are plainly written.
    #[inline(always)]
    pub(super) fn take(&mut self, (start, end): (Day, Option<Day>)) {
        self.start.take(Some(start));
        self.end.take(end);
    }

    /// What the columns have shown since the last time.
    pub(super) fn take_seen(&mut self, seen: &mut Seen) {
        seen.dates.insert(Field::Start, std::mem::take(&mut self.start.seen));
        seen.dates.insert(Field::End, std::mem::take(&mut self.end.seen));
    }
}

/// What a row without what every row needs is, where it is no data at all.
pub(super) fn aside(row: &Row<'_>, names: &[String]) -> Option<Kept> {
    let reason = if is_total(row) {
        OutOfScope::Total
    } else if is_header(row, names) {
        OutOfScope::RepeatedHeader
    } else {
        return None;
    };
    Some(Kept::OutOfScope(reason))
}

/// Reads a day that a row can do without.
pub(super) struct OptionalDay {
    field: Field,
    reader: DateReader,
    bad: u64,
}

impl OptionalDay {
    pub(super) fn new(field: Field, usage: DateUse, notations: &Notations) -> Self {
        Self { field, reader: DateReader::new(usage, notations.dates(field)), bad: 0 }
    }

    /// The day of a row, where there is one that can be read.
    pub(super) fn day<'r>(&mut self, columns: &Columns, row: &impl Fields<'r>) -> Option<Day> {
        let day = self.reader.value(columns.text(row, self.field));
        day.unwrap_or_else(|_| {
            self.bad += 1;
            None
        })
    }

    /// The day of a row, or none, where the column is plainly written.
    #[inline(always)]
    pub(super) fn plain(
        &self,
        columns: &Columns,
        row: &NearRow<'_>,
    ) -> Result<Option<Day>, NotPlain> {
        self.reader.plain(columns.head(row, self.field))
    }

    /// Remembers a day that is plainly written.
    #[inline(always)]
    pub(super) fn take(&mut self, day: Option<Day>) {
        self.reader.take(day);
    }

    pub(super) fn take_seen(&mut self, seen: &mut Seen) {
        let shown = std::mem::take(&mut self.reader.seen);
        seen.count(BAD_VALUE, self.field, std::mem::take(&mut self.bad));
        seen.count("placeholder_dates", self.field, shown.placeholders);
        seen.dates.insert(self.field, shown);
    }
}

/// Reads a birth: its date, else its year.
pub(super) struct BirthReader {
    date: OptionalDay,
    year: Field,
    bad: u64,
}

impl BirthReader {
    pub(super) fn new(date: Field, year: Field, notations: &Notations) -> Self {
        Self { date: OptionalDay::new(date, DateUse::Birth, notations), year, bad: 0 }
    }

    /// The day of birth, or 1 July of its year (VNG).
    pub(super) fn birth<'r>(&mut self, columns: &Columns, row: &impl Fields<'r>) -> Option<Day> {
        if let Some(birth) = self.date.day(columns, row) {
            return Some(birth);
        }
        let text = columns.text(row, self.year);
        if text.is_empty() {
            return None;
        }
        let year = birth_year(text.trimmed()).unwrap_or_else(|_| {
            self.bad += 1;
            None
        });
        year.and_then(|year| Day::from_ymd(year, 7, 1))
    }

    /// The day of birth, where what gives it is plainly written; and that of the column of days.
    #[inline(always)]
    pub(super) fn plain(&self, columns: &Columns, row: &NearRow<'_>) -> Option<[Option<Day>; 2]> {
        let day = self.date.plain(columns, row).ok()?;
        if day.is_some() {
            return Some([day; 2]);
        }
        let Some(text) = columns.head(row, self.year) else { return Some([None; 2]) };
        let year = text.year().filter(|year| (1901..=2999).contains(year))?;
        Some([Day::at_place(year * Day::PLACES_OF_A_YEAR + 7, 1), None])
    }

    /// Remembers a birth that is plainly written.
    #[inline(always)]
    pub(super) fn take(&mut self, [birth, day]: [Option<Day>; 2]) -> Option<Day> {
        self.date.take(day);
        birth
    }

    pub(super) fn take_seen(&mut self, seen: &mut Seen) {
        self.date.take_seen(seen);
        seen.count(BAD_VALUE, self.year, std::mem::take(&mut self.bad));
    }
}

/// Reads an amount that a row can do without.
pub(super) struct OptionalAmount {
    field: Field,
    reader: AmountReader,
    bad: u64,
}

impl OptionalAmount {
    pub(super) fn new(field: Field, notations: &Notations) -> Self {
        Self { field, reader: AmountReader::new(notations.amounts(field)), bad: 0 }
    }

    /// The amount of a row, where the column is plainly written.
    #[inline(always)]
    pub(super) fn plain(&self, columns: &Columns, row: &NearRow<'_>) -> Option<Amount> {
        AmountReader::plain(columns.head(row, self.field))
    }

    /// The cents of an amount that is plainly written, which is remembered.
    #[inline(always)]
    pub(super) fn take(&mut self, amount: Amount) -> Option<Cents> {
        self.reader.take(amount).ok().flatten()
    }

    /// The amount of a row in cents, where there is one that can be read.
    pub(super) fn cents(&mut self, text: FieldText<'_>) -> Option<Cents> {
        self.reader.value(text).unwrap_or_else(|_| {
            self.bad += 1;
            None
        })
    }

    pub(super) fn take_seen(&mut self, seen: &mut Seen) {
        let shown = std::mem::take(&mut self.reader.seen);
        seen.count(BAD_VALUE, self.field, std::mem::take(&mut self.bad));
        seen.count("filler_values", self.field, shown.fillers);
        seen.amounts.insert(self.field, shown);
    }
}

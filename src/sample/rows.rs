//! Rows of an export → bytes, a block at a time.

use std::io::{self, Write};

use super::Plan;
use super::calendar::{Calendar, Date};
use super::case::Cases;
use super::style::{Export, MUNICIPALITY, Quote, Style};

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// Rows, without the header.
    pub(crate) rows: u64,
    /// Bytes, with the header.
    pub(crate) bytes: u64,
}

const BLOCK: usize = 1 << 18;

/// Writes the rows of one export.
pub(super) struct Rows<'a> {
    out: &'a mut dyn Write,
    block: Vec<u8>,
    calendar: &'a Calendar,
    style: Style,
    quote: Quote,
    written: Written,
    /// Where the row begins that is being written.
    begin: usize,
    /// How many rows of the case have been made.
    made: u64,
    /// The only row of the case that is kept; all where there is none.
    only: Option<u64>,
}

impl<'a> Rows<'a> {
    /// A writer that has written the header.
    pub(super) fn new(
        out: &'a mut dyn Write,
        cases: &'a Cases,
        export: Export,
        plan: &Plan,
    ) -> io::Result<Self> {
        let style = plan.style;
        let mut rows = Self {
            out,
            block: Vec::with_capacity(BLOCK + (BLOCK >> 4)),
            calendar: &cases.calendar,
            style,
            quote: plan.quote,
            written: Written::default(),
            begin: 0,
            made: 0,
            only: None,
        };
        for header in export.headers() {
            rows.text(header.text(style));
        }
        rows.end_row_in(cases.places.are_many().then(|| MUNICIPALITY.text(style)))?;
        rows.written.rows = 0;
        Ok(rows)
    }

    /// The style of the rows.
    pub(super) const fn style(&self) -> Style {
        self.style
    }

    /// Begins a case, of which only the row of that index is kept, or all.
    pub(super) const fn begin_case(&mut self, only: Option<u64>) {
        self.made = 0;
        self.only = only;
    }

    /// The index within its case of the row that is being written.
    pub(super) const fn index(&self) -> u64 {
        self.made
    }

    /// A field of text.
    pub(super) fn text(&mut self, text: &str) {
        self.begin_field();
        self.block.extend_from_slice(text.as_bytes());
        self.end_field();
    }

    /// A field with a text, a blank and a number.
    pub(super) fn numbered(&mut self, text: &str, number: u32) {
        self.begin_field();
        self.block.extend_from_slice(text.as_bytes());
        self.block.push(b' ');
        self.digits(number.into());
        self.end_field();
    }

    /// A field with a whole number.
    pub(super) fn number(&mut self, number: u64) {
        self.begin_field();
        self.digits(number);
        self.end_field();
    }

    /// A field with an amount in cents, empty where there is none.
    pub(super) fn amount(&mut self, cents: Option<u64>) {
        self.begin_field();
        if let Some(cents) = cents {
            self.digits(cents / 100);
            self.block.push(self.style.decimal());
            self.digit(cents / 10);
            self.digit(cents);
        }
        self.end_field();
    }

    /// A field with a day, empty where there is none.
    pub(super) fn date(&mut self, date: Option<Date>) {
        self.begin_field();
        if let Some(date) = date {
            self.block.extend_from_slice(self.calendar.text(date));
        }
        self.end_field();
    }

    fn digits(&mut self, number: u64) {
        let mut unit = 1;
        while number / unit >= 10 {
            unit *= 10;
        }
        while unit > 0 {
            self.digit(number / unit);
            unit /= 10;
        }
    }

    /// The last digit of a number.
    fn digit(&mut self, number: u64) {
        self.block.push(b'0' + u8::try_from(number % 10).unwrap_or(0));
    }

    fn begin_field(&mut self) {
        if self.quote == Quote::Always {
            self.block.push(b'"');
        }
    }

    fn end_field(&mut self) {
        self.begin_field(); // a quote closes as it opens
        self.block.push(self.style.delimiter());
    }

    /// Ends the row, with its municipality where it names one: its last delimiter becomes the line end. A row that is not
    /// asked for is taken back.
    pub(super) fn end_row_in(&mut self, municipality: Option<&str>) -> io::Result<()> {
        if let Some(municipality) = municipality {
            self.text(municipality);
        }
        let is_kept = self.only.is_none_or(|only| only == self.made);
        self.made += 1;
        if !is_kept {
            self.block.truncate(self.begin);
            return Ok(());
        }
        self.block.pop();
        self.block.push(b'\n');
        self.written.rows += 1;
        self.begin = self.block.len();
        if self.block.len() >= BLOCK { self.write_block() } else { Ok(()) }
    }

    fn write_block(&mut self) -> io::Result<()> {
        self.out.write_all(&self.block)?;
        self.written.bytes += u64::try_from(self.block.len()).unwrap_or(0);
        self.block.clear();
        self.begin = 0;
        Ok(())
    }

    /// Writes what is left.
    pub(super) fn finish(mut self) -> io::Result<Written> {
        self.write_block()?;
        Ok(self.written)
    }
}

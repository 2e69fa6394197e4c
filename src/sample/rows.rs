//! Rows of an export → bytes, a block at a time.

use std::io::{self, Write};

use super::calendar::{Calendar, Date};
use super::style::{Export, MUNICIPALITY, Style};

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// Rows, without the header.
    pub(crate) rows: u64,
    /// Bytes, with the header.
    pub(crate) bytes: u64,
}

const BLOCK: usize = 1 << 18;

/// Writes the rows of one export. No text of a sample holds a delimiter, a quote or a line end, so nothing is quoted.
pub(super) struct Rows<'a> {
    out: &'a mut dyn Write,
    block: Vec<u8>,
    calendar: &'a Calendar,
    style: Style,
    written: Written,
}

impl<'a> Rows<'a> {
    /// A writer that has written the header.
    pub(super) fn new(
        out: &'a mut dyn Write,
        calendar: &'a Calendar,
        (export, style): (Export, Style),
        with_municipality: bool,
    ) -> io::Result<Self> {
        let block = Vec::with_capacity(BLOCK + (BLOCK >> 4));
        let mut rows = Self { out, block, calendar, style, written: Written::default() };
        for header in export.headers() {
            rows.text(header.text(style));
        }
        if with_municipality {
            rows.text(MUNICIPALITY.text(style));
        }
        rows.end_row()?;
        rows.written.rows = 0;
        Ok(rows)
    }

    /// The style of the rows.
    pub(super) const fn style(&self) -> Style {
        self.style
    }

    /// A field of text.
    pub(super) fn text(&mut self, text: &str) {
        self.block.extend_from_slice(text.as_bytes());
        self.end_field();
    }

    /// A field with a text, a blank and a number.
    pub(super) fn numbered(&mut self, text: &str, number: u32) {
        self.block.extend_from_slice(text.as_bytes());
        self.block.push(b' ');
        self.number(number.into());
    }

    /// A field with a whole number.
    pub(super) fn number(&mut self, number: u64) {
        self.digits(number);
        self.end_field();
    }

    /// A field with an amount in cents, empty where there is none.
    pub(super) fn amount(&mut self, cents: Option<u64>) {
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

    fn end_field(&mut self) {
        self.block.push(self.style.delimiter());
    }

    /// Ends the row: its last delimiter becomes the line end.
    pub(super) fn end_row(&mut self) -> io::Result<()> {
        self.block.pop();
        self.block.push(b'\n');
        self.written.rows += 1;
        if self.block.len() >= BLOCK { self.write_block() } else { Ok(()) }
    }

    fn write_block(&mut self) -> io::Result<()> {
        self.out.write_all(&self.block)?;
        self.written.bytes += u64::try_from(self.block.len()).unwrap_or(0);
        self.block.clear();
        Ok(())
    }

    /// Writes what is left.
    pub(super) fn finish(mut self) -> io::Result<Written> {
        self.write_block()?;
        Ok(self.written)
    }
}

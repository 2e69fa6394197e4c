//! The workbook that is being made: names of sheets, and what is the same on every sheet.

use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, IgnoreError, RowNum, Workbook, Worksheet,
};

use crate::guard::guarded;
use crate::period::Day;
use crate::report::Document;

use super::super::RenderError;
use super::super::locale::{Locale, visible};
use super::look::Form;
use super::number::Number;
use super::text;

/// The height of a line, in points, and the most lines of a row.
const LINE: u16 = 15;
const MOST_LINES: u16 = 25;

/// A workbook and the names its sheets have.
pub(super) struct Book {
    workbook: Workbook,
    names: Vec<String>,
}

impl Book {
    /// An empty workbook. The date that a workbook has to bear is the same in all: when one was made is not in it.
    pub(super) fn new(document: &Document, locale: &Locale) -> Result<Self, RenderError> {
        let mut workbook = Workbook::new();
        let name = document.reports.last().map_or("", |report| report.name.as_str());
        let made_by = format!("outflow {}", document.provenance.version);
        workbook.set_properties(
            &DocProperties::new()
                .set_title(text::cell(&format!("{}: {}", locale.word("report"), visible(name))))
                .set_author(made_by)
                .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
        );
        Ok(Self { workbook, names: Vec::new() })
    }

    /// Takes a name for a sheet.
    pub(super) fn name(&mut self, wanted: &str) -> String {
        let name = text::sheet_name(wanted, &self.names);
        self.names.push(name.clone());
        name
    }

    /// Takes a name for a sheet: its title, or what else is said of it where a sheet before has that title.
    pub(super) fn name_of(&mut self, title: &str, about: &str) -> String {
        let free = text::sheet_name(title, &[]);
        let is_taken = self.names.iter().any(|name| name.to_lowercase() == free.to_lowercase());
        self.name(if is_taken && !about.is_empty() { about } else { title })
    }

    /// A new sheet, which prints on A4, as wide as the paper, with its name and page at the foot.
    pub(super) fn sheet(&mut self, name: &str) -> Result<Paper<'_>, RenderError> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_footer("&L&A&R&P / &N");
        Ok(Paper { sheet, last: (0, 0) })
    }

    /// The workbook as a file.
    pub(super) fn bytes(&mut self) -> Result<Vec<u8>, RenderError> {
        // each sheet is put together in a thread of its own, and a thread that cannot start is a fault there
        let saved = guarded(|| self.workbook.save_to_buffer());
        Ok(saved.ok_or(RenderError::Exhausted)??)
    }
}

/// A sheet that is being written.
pub(super) struct Paper<'a> {
    /// The sheet.
    pub(super) sheet: &'a mut Worksheet,
    /// The last row and column written to.
    last: (RowNum, ColNum),
}

impl Paper<'_> {
    /// Writes a text; nothing where it is empty.
    pub(super) fn text(
        &mut self,
        (row, column): (RowNum, ColNum),
        text: &str,
        form: Form,
    ) -> Result<(), RenderError> {
        if text.is_empty() {
            return Ok(());
        }
        self.reach((row, column));
        self.sheet.write_string_with_format(row, column, text::cell(text), &form.format())?;
        Ok(())
    }

    /// Writes a number, as a text where a spreadsheet could not keep all of it.
    pub(super) fn number(
        &mut self,
        (row, column): (RowNum, ColNum),
        number: &Number,
        form: Form,
    ) -> Result<(), RenderError> {
        match number {
            Number::Exact(number) => {
                self.reach((row, column));
                self.sheet.write_number_with_format(row, column, *number, &form.format())?;
                Ok(())
            }
            Number::TooLong(text) => self.text((row, column), text, Form::Mark),
        }
    }

    /// Writes a day; as a text where spreadsheets have no such day.
    pub(super) fn day(
        &mut self,
        (row, column): (RowNum, ColNum),
        day: Day,
    ) -> Result<(), RenderError> {
        let (year, month, number) = day.ymd();
        let date =
            u16::try_from(year).ok().zip(u8::try_from(month).ok().zip(u8::try_from(number).ok()));
        let date = date.filter(|(year, _)| *year > 1900);
        match date.and_then(|(year, (month, day))| ExcelDateTime::from_ymd(year, month, day).ok()) {
            Some(date) => {
                self.reach((row, column));
                self.sheet.write_datetime_with_format(row, column, &date, &Form::Day.format())?;
                Ok(())
            }
            None => self.text((row, column), &day.to_string(), Form::Words),
        }
    }

    /// The head of a table: it stays in sight, can be filtered by, and is printed on every page. `keys` columns stay too.
    pub(super) fn head(
        &mut self,
        row: RowNum,
        heads: &[(String, Form)],
        lines: usize,
        keys: ColNum,
    ) -> Result<(), RenderError> {
        let mut column = 0;
        for (head, form) in heads {
            self.reach((row, column));
            self.sheet.write_string_with_format(row, column, text::cell(head), &form.format())?;
            column += 1;
        }
        let lines = RowNum::try_from(lines).map_err(|_| RenderError::TooLarge)?;
        self.sheet.autofilter(row, 0, row + lines, column.saturating_sub(1))?;
        self.sheet.set_freeze_panes(row + 1, keys)?;
        self.sheet.set_repeat_rows(row, row)?;
        Ok(())
    }

    /// Makes a row as high as its texts need, each in a column of so many characters; a spreadsheet that is only looked
    /// at does not do that by itself.
    pub(super) fn heighten<'t>(
        &mut self,
        row: RowNum,
        texts: impl IntoIterator<Item = (&'t str, usize)>,
    ) -> Result<(), RenderError> {
        let lines = |(text, width): (&str, usize)| {
            // words do not fill a line to its end
            u16::try_from((text.chars().count() + 4).div_ceil(width.max(1))).unwrap_or(1)
        };
        let lines = texts.into_iter().map(lines).max().unwrap_or(1).min(MOST_LINES);
        if lines > 1 {
            self.sheet.set_row_height(row, LINE * lines)?;
        }
        Ok(())
    }

    /// Sets the widths of columns, in characters.
    pub(super) fn widths(
        &mut self,
        widths: impl IntoIterator<Item = usize>,
    ) -> Result<(), RenderError> {
        for (column, width) in (0..).zip(widths) {
            let width = u16::try_from(width).unwrap_or(u16::MAX);
            self.sheet.set_column_width(column, width.min(250))?;
        }
        Ok(())
    }

    /// Nothing more is written: a year that is a text is not marked as a mistake.
    pub(super) fn finish(self) -> Result<(), RenderError> {
        let (row, column) = self.last;
        self.sheet.ignore_error_range(0, 0, row, column, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    fn reach(&mut self, (row, column): (RowNum, ColNum)) {
        self.last = (self.last.0.max(row), self.last.1.max(column));
    }
}

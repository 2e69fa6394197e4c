//! The workbook that is being made: names of sheets, and what is the same on every sheet.

use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Formula, IgnoreError, RowNum, Table, TableColumn,
    TableStyle, Workbook, Worksheet,
};

use crate::guard::guarded;
use crate::period::Day;
use crate::report::{Audience, Document};

use super::super::locale::Locale;
use super::look::{Form, fitting};
use super::number::Number;
use super::text;
use crate::render::error::{RenderError, Result};

/// The height of a line, in points, and the most lines of a row.
const LINE: u16 = 15;
const MOST_LINES: u16 = 25;

/// A workbook and the names its sheets have.
pub(super) struct WorkbookWriter {
    workbook: Workbook,
    names: Vec<String>,
    tables: Vec<String>,
    /// Whether it is for readers outside.
    is_published: bool,
}

impl WorkbookWriter {
    /// An empty workbook. The date that a workbook has to bear is the last day of its data: when one was made is not in
    /// it.
    pub(super) fn new(document: &Document, title: &str, locale: &Locale) -> Result<Self> {
        let mut workbook = Workbook::new();
        let made_by = || format!("outflow {}", document.provenance.version);
        let author = document.provenance.publisher.name.clone().unwrap_or_else(made_by);
        let last = document.reports.last();
        let day =
            last.map(|report| report.status.until(report.period).unwrap_or(report.period.to()));
        let day = day.and_then(date).map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
        workbook.set_properties(
            &DocProperties::new()
                .set_title(text::cell(title))
                .set_subject(locale.phrase("html_title", &[]))
                .set_author(text::cell(&author))
                .set_creation_datetime(&day),
        );
        let audiences = document.reports.iter().map(|report| report.status.audience);
        let is_published = audiences.into_iter().any(|audience| audience != Audience::Internal);
        Ok(Self { workbook, names: Vec::new(), tables: Vec::new(), is_published })
    }

    /// Names a cell, by which formulas know it.
    pub(super) fn define(
        &mut self,
        name: &str,
        sheet: &str,
        (row, column): (RowNum, ColNum),
    ) -> Result {
        let sheet = sheet.replace('\'', "''");
        let column = rust_xlsxwriter::utility::column_number_to_name(column);
        self.workbook.define_name(name, &format!("='{sheet}'!${column}${}", row + 1))?;
        Ok(())
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

    /// A new sheet, which prints on A4, as wide as the paper, with its page at the foot.
    pub(super) fn sheet(&mut self, name: &str) -> Result<SheetWriter<'_>> {
        let table = text::table_name(name, &self.tables);
        self.tables.push(table.to_lowercase());
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_footer("&C&P / &N");
        Ok(SheetWriter { sheet, last: (0, 0), table, is_published: self.is_published })
    }

    /// The workbook as a file.
    pub(super) fn bytes(&mut self) -> Result<Vec<u8>> {
        // each sheet is put together in a thread of its own, and a thread that cannot start is a fault there
        let saved = guarded(|| self.workbook.save_to_buffer());
        Ok(saved.ok_or(RenderError::Exhausted)??)
    }
}

/// A sheet that is being written.
pub(super) struct SheetWriter<'a> {
    /// The sheet.
    pub(super) sheet: &'a mut Worksheet,
    /// The last row and column written to.
    last: (RowNum, ColNum),
    /// The name of its table.
    table: String,
    /// Whether it is for readers outside.
    is_published: bool,
}

impl SheetWriter<'_> {
    /// Whether no number may have more digits than are printed.
    pub(super) const fn is_published(&self) -> bool {
        self.is_published
    }

    /// Writes a formula with what it came to.
    pub(super) fn formula(
        &mut self,
        (row, column): (RowNum, ColNum),
        formula: &str,
        result: &Number,
        form: Form,
    ) -> Result {
        self.reach((row, column));
        let result = match result {
            Number::Exact(number) => number.to_string(),
            Number::TooLong(text) => text.clone(),
        };
        let formula = Formula::new(formula).set_result(result);
        self.sheet.write_formula_with_format(row, column, formula, &form.format())?;
        Ok(())
    }

    /// Writes a text; nothing where it is empty.
    pub(super) fn text(
        &mut self,
        (row, column): (RowNum, ColNum),
        text: &str,
        form: Form,
    ) -> Result {
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
    ) -> Result {
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
    pub(super) fn day(&mut self, (row, column): (RowNum, ColNum), day: Day) -> Result {
        match date(day) {
            Some(date) => {
                self.reach((row, column));
                self.sheet.write_datetime_with_format(row, column, &date, &Form::Day.format())?;
                Ok(())
            }
            None => self.text((row, column), &day.to_string(), Form::Words),
        }
    }

    /// The head of a table with so many lines, and the table itself: the head stays in sight, can be filtered by, and is
    /// printed on every page. `keys` columns stay too.
    pub(super) fn head(
        &mut self,
        row: RowNum,
        heads: &[(String, Form)],
        lines: usize,
        keys: ColNum,
    ) -> Result {
        let mut columns = Vec::new();
        let mut taken: Vec<String> = Vec::new();
        for (head, form) in heads {
            let head = text::head(head, &taken);
            taken.push(head.to_lowercase());
            columns.push(TableColumn::new().set_header(head).set_header_format(form.format()));
        }
        let last = fitting(heads.len().max(1) - 1)?;
        let lines: RowNum = fitting(lines.max(1))?;
        self.reach((row + lines, last));
        let table =
            Table::new().set_name(&*self.table).set_style(TableStyle::Light1).set_columns(&columns);
        self.sheet.add_table(row, 0, row + lines, last, &table)?;
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
    ) -> Result {
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
    pub(super) fn widths(&mut self, widths: impl IntoIterator<Item = usize>) -> Result {
        for (column, width) in (0..).zip(widths) {
            let width = u16::try_from(width).unwrap_or(u16::MAX);
            self.sheet.set_column_width(column, width.min(250))?;
        }
        Ok(())
    }

    /// Nothing more is written: a year that is a text is not marked as a mistake.
    pub(super) fn finish(self) -> Result {
        let (row, column) = self.last;
        self.sheet.ignore_error_range(0, 0, row, column, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    fn reach(&mut self, (row, column): (RowNum, ColNum)) {
        self.last = (self.last.0.max(row), self.last.1.max(column));
    }
}

/// A day as spreadsheets have it; they have none before 1900.
fn date(day: Day) -> Option<ExcelDateTime> {
    let (year, month, number) = day.ymd();
    let year = u16::try_from(year).ok().filter(|year| *year > 1900)?;
    let (month, number) = (u8::try_from(month).ok()?, u8::try_from(number).ok()?);
    ExcelDateTime::from_ymd(year, month, number).ok()
}

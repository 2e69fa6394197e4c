//! Workbooks (`.xlsx`, `.xlsm`, `.xls`, `.ods`) → the text of one sheet.
//!
//! A sheet becomes CSV with one line for each row, so that the number of a line is the number of the row. A workbook is
//! read whole and on this thread. What lies in it may be damaged or made to do harm: sizes are limited before anything
//! is unpacked, and a fault inside the reader of workbooks is a damaged workbook, not the end of the program.

mod cell;
mod lines;
mod unpacked;

use std::io::Cursor;

use calamine::{Data, Ods, Reader, SheetType, Xls, XlsError, Xlsx, XlsxError};

use crate::dataset::refusal::Refusal;
use crate::guard;
pub(crate) use lines::DELIMITER;
use lines::Lines;
use unpacked::Packed;

type Bytes = Cursor<Vec<u8>>;

/// An open workbook.
pub(super) struct Workbook(Form);

enum Form {
    Xlsx(Box<Xlsx<Bytes>>),
    Xls(Box<Xls<Bytes>>),
    Ods(Box<Ods<Bytes>>),
}

/// Whether bytes begin as a workbook does.
pub(super) fn is_workbook(head: &[u8]) -> bool {
    head.starts_with(unpacked::ZIP) || head.starts_with(OLE)
}

/// The first bytes of old Excel and Word files, and of workbooks with a password.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

impl Workbook {
    /// Opens a workbook.
    ///
    /// # Errors
    /// Where it has a password, is damaged or too large, or is no workbook.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Refusal> {
        if bytes.starts_with(OLE) {
            return guarded(|| old(bytes));
        }
        match unpacked::look(&bytes)? {
            Packed::Xlsx => guarded(|| match Xlsx::new(Cursor::new(bytes)) {
                Ok(workbook) => Ok(Self(Form::Xlsx(Box::new(workbook)))),
                Err(_) => Err(Refusal::BadWorkbook),
            }),
            Packed::Ods => guarded(|| match Ods::new(Cursor::new(bytes)) {
                Ok(workbook) => Ok(Self(Form::Ods(Box::new(workbook)))),
                Err(calamine::OdsError::Password) => Err(Refusal::WorkbookPassword),
                Err(calamine::OdsError::CellLimitExceeded { .. }) => Err(lines::too_long()),
                Err(_) => Err(Refusal::BadWorkbook),
            }),
        }
    }

    /// The names of its sheets with cells, hidden ones too, in their order.
    pub(super) fn sheets(&self) -> Vec<String> {
        let metadata = match &self.0 {
            Form::Xlsx(workbook) => workbook.sheets_metadata(),
            Form::Xls(workbook) => workbook.sheets_metadata(),
            Form::Ods(workbook) => workbook.sheets_metadata(),
        };
        let sheets = metadata.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        sheets.map(|sheet| sheet.name.clone()).collect()
    }

    /// Whether this program made it: it names itself as the author.
    pub(super) fn is_own(&mut self) -> bool {
        let Form::Xlsx(workbook) = &mut self.0 else { return false };
        let creator =
            guarded(|| Ok(workbook.workbook_properties().ok().and_then(|all| all.creator)));
        let creator = creator.ok().flatten().unwrap_or_default();
        creator
            .strip_prefix("outflow ")
            .is_some_and(|version| version.starts_with(|first: char| first.is_ascii_digit()))
    }

    /// The text of a sheet, or of its first rows.
    ///
    /// # Errors
    /// Where the sheet is not there, is damaged or too large.
    pub(super) fn text(&mut self, sheet: &str, most_rows: Option<u32>) -> Result<Vec<u8>, Refusal> {
        let mut lines = Lines::new();
        let is_enough = |row: u32| most_rows.is_some_and(|most| row >= most);
        guarded(|| {
            let range = match &mut self.0 {
                Form::Xlsx(workbook) => {
                    let mut cells =
                        workbook.worksheet_cells_reader(sheet).map_err(|_| Refusal::BadWorkbook)?;
                    loop {
                        let cell = cells.next_cell().map_err(|_| Refusal::BadWorkbook)?;
                        let Some(cell) = cell else { break };
                        if is_enough(cell.get_position().0) {
                            break;
                        }
                        let value: Data = cell.get_value().clone().into();
                        lines.push(cell.get_position(), &cell::text(&value))?;
                    }
                    return Ok(());
                }
                Form::Xls(workbook) => workbook.worksheet_range(sheet).map_err(|_| ()),
                Form::Ods(workbook) => workbook.worksheet_range(sheet).map_err(|_| ()),
            };
            let range = range.map_err(|()| Refusal::BadWorkbook)?;
            let Some((top, left)) = range.start() else { return Ok(()) };
            for (row, cells) in (top..).zip(range.rows()) {
                if is_enough(row) {
                    break;
                }
                for (column, value) in (left..).zip(cells) {
                    lines.push((row, column), &cell::text(value))?;
                }
            }
            Ok(())
        })?;
        lines.finish()
    }
}

/// Runs the reader of workbooks, which may stop at a damaged one.
fn guarded<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    guard::guarded(work).unwrap_or(Err(Refusal::BadWorkbook))
}

/// Opens a workbook of the form before 2007, or says what else it is.
fn old(bytes: Vec<u8>) -> Result<Workbook, Refusal> {
    // a newer workbook with a password is wrapped in the older form
    if let Err(XlsxError::Password) = Xlsx::new(Cursor::new(bytes.as_slice())) {
        return Err(Refusal::WorkbookPassword);
    }
    match Xls::new(Cursor::new(bytes)) {
        Ok(workbook) => Ok(Workbook(Form::Xls(Box::new(workbook)))),
        Err(XlsError::Password) => Err(Refusal::WorkbookPassword),
        Err(_) => Err(Refusal::BadWorkbook),
    }
}

//! Rows of a payments export → payments.

use super::columns::Columns;
use super::place::Municipality;
use super::rules::Rules;
use super::simple::{SimpleBlock, SimpleRows};
use crate::dataset::dialect::Layout;
use crate::dataset::kind::Field;
use crate::dataset::scan::{Kept, OutOfScope, Row, RowFault, RowParser};
use crate::dataset::value::{Amount, Fault, Notation, cents, month};
use crate::record::key::{Key, KeyReader, Keys};
use crate::record::payment::{COLUMNS, Payment};

/// Parses payment rows.
pub(crate) struct PaymentParser<'a> {
    columns: Columns,
    municipality: Municipality<'a>,
    cases: Option<KeyReader<'a>>,
    rows: SimpleRows<COLUMNS>,
}

impl<'a> PaymentParser<'a> {
    /// A parser for a layout; cases are read only where rows have to be named.
    pub(crate) fn new(layout: &Layout, rules: &'a Rules<'a>, cases: Option<&'a Keys>) -> Self {
        Self {
            columns: Columns::new(layout),
            municipality: Municipality::new(rules),
            cases: cases.map(Keys::reader),
            rows: SimpleRows::new(),
        }
    }
}

impl RowParser for PaymentParser<'_> {
    type Block = SimpleBlock<COLUMNS>;

    fn row(&mut self, row: &Row<'_>) -> Result<Kept, RowFault> {
        let text = |field| self.columns.text(row, field);
        let month = month(text(Field::Month)).map_err(|fault| RowFault::of(Field::Month, fault))?;
        let amount =
            cents(text(Field::Amount)).map_err(|fault| RowFault::of(Field::Amount, fault))?;
        let (amount, separator) = match amount {
            Amount::Missing => return Err(RowFault::of(Field::Amount, Fault::Missing)),
            Amount::Exact { cents, notation } => {
                self.rows.see(notation == Some(Notation::Comma), notation == Some(Notation::Point));
                (cents, None)
            }
            Amount::Ambiguous { cents, separator } => (cents, Some(separator)),
        };
        let municipality = self.municipality.code(text(Field::Municipality));
        if !self.municipality.is_wanted(municipality) {
            return Ok(Kept::OutOfScope(OutOfScope::Municipality));
        }
        let case = self.columns.text(row, Field::CaseId);
        let case = self.cases.as_mut().map_or(Key::NONE, |cases| cases.key(case));
        let payment = Payment { month, amount, municipality, case, line: row.line };
        Ok(self.rows.keep(payment.encode(), separator, false))
    }

    fn seal(&mut self) -> SimpleBlock<COLUMNS> {
        self.rows.seal()
    }
}

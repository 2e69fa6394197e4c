//! Rows of a payments export → payments.

use super::columns::Columns;
use super::place::Municipality;
use super::rules::Rules;
use super::simple::{SimpleBlock, SimpleRows};
use crate::dataset::dialect::Layout;
use crate::dataset::kind::Field;
use crate::dataset::scan::{Kept, OutOfScope, Row, RowFault, RowParser};
use crate::dataset::value::{Amount, Fault, Notation, cents, month};
use crate::record::key::{KeyReader, Keys};
use crate::record::payment::{COLUMNS, Payment};

/// Parses payment rows.
pub(crate) struct PaymentParser<'a> {
    columns: Columns,
    cases: KeyReader<'a>,
    municipality: Municipality<'a>,
    rows: SimpleRows<COLUMNS>,
}

impl<'a> PaymentParser<'a> {
    /// A parser for a layout.
    pub(crate) fn new(layout: &Layout, rules: &'a Rules<'a>, cases: &'a Keys) -> Self {
        Self {
            columns: Columns::new(layout),
            cases: cases.reader(),
            municipality: Municipality::new(rules),
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
        let case = self.cases.key(text(Field::CaseId));
        let payment = Payment { month, amount, municipality, case, line: row.line };
        Ok(self.rows.keep(payment.encode(), separator, false))
    }

    fn seal(&mut self) -> SimpleBlock<COLUMNS> {
        self.rows.seal()
    }
}

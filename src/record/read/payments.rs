//! Rows of a payments export → payments.

use super::columns::Columns;
use super::place::Municipality;
use super::rules::Rules;
use super::simple::{ParsedBlock, Rows};
use super::span::aside;
use crate::dataset::dialect::Layout;
use crate::dataset::kind::Field;
use crate::dataset::notation::{Notations, Seen};
use crate::dataset::scan::{Fields, Kept, OutOfScope, Row, RowFault, RowParser, is_total_word};
use crate::dataset::value::{AmountReader, DateReader, DateUse, Fault, month};
use crate::record::key::{KeyReader, Keys};
use crate::record::payment::{COLUMNS, Payment};

/// Parses payment rows.
pub(crate) struct PaymentParser<'a> {
    columns: Columns,
    names: Vec<String>,
    month: DateReader,
    amount: AmountReader,
    cases: KeyReader<'a>,
    municipality: Municipality<'a>,
    rows: Rows<COLUMNS>,
}

impl<'a> PaymentParser<'a> {
    /// A parser for a layout.
    pub(crate) fn new(
        layout: &Layout,
        notations: &Notations,
        rules: &'a Rules<'a>,
        cases: &'a Keys,
    ) -> Self {
        Self {
            columns: Columns::new(layout),
            names: layout.names.clone(),
            month: DateReader::new(DateUse::Start, notations.dates(Field::Month)),
            amount: AmountReader::new(notations.amounts(Field::Amount)),
            cases: cases.reader(),
            municipality: Municipality::new(rules),
            rows: Rows::new(None),
        }
    }
}

impl RowParser for PaymentParser<'_> {
    type Block = ParsedBlock;

    fn row(&mut self, row: &Row<'_>) -> Result<Kept, RowFault> {
        let case = self.columns.text(row, Field::CaseId);
        // a subtotal may have a month and an amount, but never the number of a case
        if (case.is_empty() || is_total_word(case.trimmed()))
            && let Some(aside) = aside(row, &self.names)
        {
            return Ok(aside);
        }
        let before = (self.month.seen, self.amount.seen);
        let month = month(self.columns.text(row, Field::Month).trimmed(), &mut self.month);
        let amount = self.amount.value(self.columns.text(row, Field::Amount));
        if (month.is_err() || amount.is_err())
            && let Some(aside) = aside(row, &self.names)
        {
            (self.month.seen, self.amount.seen) = before;
            return Ok(aside);
        }
        let month = month.map_err(|fault| RowFault::of(Field::Month, fault))?;
        let amount = amount.and_then(|amount| amount.ok_or(Fault::Missing));
        let amount = amount.map_err(|fault| RowFault::of(Field::Amount, fault))?;
        let municipality = self.municipality.read(&self.columns, row);
        if !self.municipality.is_wanted(municipality) {
            return Ok(Kept::OutOfScope(OutOfScope::Municipality));
        }
        let case = self.cases.key(case).map_err(|fault| RowFault::of(Field::CaseId, fault))?;
        let payment = Payment { month, amount, municipality, case, line: row.line() };
        Ok(self.rows.keep(&payment.encode()))
    }

    fn seal(&mut self) -> (ParsedBlock, Seen) {
        let mut seen = Seen::default();
        let amounts = std::mem::take(&mut self.amount.seen);
        seen.count("filler_values", Field::Amount, amounts.fillers);
        seen.amounts.insert(Field::Amount, amounts);
        seen.dates.insert(Field::Month, std::mem::take(&mut self.month.seen));
        self.municipality.take_seen(&mut seen);
        self.cases.take_seen(Field::CaseId, &mut seen);
        (self.rows.seal(), seen)
    }
}

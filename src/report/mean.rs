//! Means with the counts that they are of: the income beside a benefit, and the wage value of jobs.

use super::cell::{Missing, Value};
use super::needs;
use super::report_input::ReportInput;
use super::spec::{ASKED, COMPARED, Need};
use super::worked_out::WorkedOut;
use super::{FigureId, Row};
use crate::measure::{Condition, Counted, Unit};
use crate::number::Ratio;

/// A mean: a sum of amounts over the number of them.
struct Mean {
    figure: FigureId,
    unit: Unit,
    needs: &'static [Need],
    sum: (Unit, Condition),
    number: (Unit, Condition),
    /// The number as it is printed.
    shown: fn(Ratio) -> Option<Value>,
}

const INCOME_MEAN: Mean = Mean {
    figure: FigureId::IncomeMean,
    unit: Unit::Euro,
    needs: needs::OF_INCOME,
    sum: (Unit::Euro, Condition::IncomeAmount),
    number: (Unit::Benefits, Condition::WithIncome),
    shown: |cents| Some(Value::Euro(cents)),
};

const WAGE_VALUE_MEAN: Mean = Mean {
    figure: FigureId::WageValueMean,
    unit: Unit::Percent,
    needs: needs::OF_WAGE_VALUES,
    sum: (Unit::Placements, Condition::WageValue),
    number: (Unit::Placements, Condition::WageValued),
    shown: |hundredths| hundredths.times(Ratio::new(1, 100)?).map(Value::Rate),
};

/// The mean income beside a benefit.
pub(crate) const INCOME: WorkedOut = WorkedOut {
    figures: &[(INCOME_MEAN.figure, INCOME_MEAN.unit)],
    counts: &INCOME_COUNTS,
    parts: |_| Vec::new(),
    rows: |input| vec![INCOME_MEAN.row(input)],
};

/// The mean wage value.
pub(crate) const WAGE_VALUE: WorkedOut = WorkedOut {
    figures: &[(WAGE_VALUE_MEAN.figure, WAGE_VALUE_MEAN.unit)],
    counts: &WAGE_VALUE_COUNTS,
    parts: |_| Vec::new(),
    rows: |input| vec![WAGE_VALUE_MEAN.row(input)],
};

const INCOME_COUNTS: [Counted; 2] =
    [(Unit::Euro, Condition::IncomeAmount, None), (Unit::Benefits, Condition::WithIncome, None)];
const WAGE_VALUE_COUNTS: [Counted; 2] = [
    (Unit::Placements, Condition::WageValue, None),
    (Unit::Placements, Condition::WageValued, None),
];

impl Mean {
    fn row(&self, input: &ReportInput<'_>) -> Row {
        let of = |period| {
            input.meets(self.needs, period)?;
            let total = |(unit, condition)| input.total(period, unit, condition);
            let mean = Ratio::new(total(self.sum), total(self.number));
            (self.shown)(mean.ok_or(Missing::NoneCounted)?).ok_or(Missing::TooLarge)
        };
        Row::total(self.figure, self.unit, [ASKED, COMPARED].map(|period| of(period).into()))
    }
}

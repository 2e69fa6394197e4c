//! Whether what was read back is all there is: every number of a document stands in its long form.

use std::collections::BTreeMap;

use crate::disclosure::{PrintedCell, PublishedRow};
use crate::measure::Unit;
use crate::period::Day;

/// The headings of a row, as they are printed.
type Headings = (String, (Day, Day), String, String, String, Unit);

/// The numbers of a row with so many decimals.
fn numbers(row: &PublishedRow, decimals: u32) -> [Option<i128>; 3] {
    [row.value, row.previous, row.whole].map(|cell| match cell {
        PrintedCell::Number(number) => number.rounded(decimals),
        PrintedCell::Hidden | PrintedCell::Nothing => None,
    })
}

fn headings(row: &PublishedRow) -> Headings {
    let texts = [&row.place, &row.table, &row.figure].map(String::clone);
    let [place, table, figure] = texts;
    let period = (row.period.from(), row.period.to());
    (place, period, table, figure, row.group.id().into_owned(), row.unit)
}

/// The first of these rows of which some number is not the one that was read back.
pub(crate) fn missing(said: &[PublishedRow], read: &[PublishedRow]) -> Option<PublishedRow> {
    let mut there: BTreeMap<Headings, Vec<[Option<i128>; 3]>> = BTreeMap::new();
    for row in read {
        let decimals = if row.unit.is_rate() { 1 } else { 2 };
        there.entry(headings(row)).or_default().push(numbers(row, decimals));
    }
    let stands = |row: &&PublishedRow| {
        // a document has amounts in cents, its long form in euros
        let shown = match row.unit {
            Unit::Euro => numbers(row, 0),
            Unit::Percent => numbers(row, 4),
            unit if unit.is_rate() => numbers(row, 1),
            _ => numbers(row, 2),
        };
        let is_there = |rows: &Vec<[Option<i128>; 3]>| {
            shown.iter().enumerate().all(|(column, number)| {
                number.is_none() || rows.iter().any(|row| row[column] == *number)
            })
        };
        there.get(&headings(row)).is_some_and(is_there) || shown == [None; 3]
    };
    said.iter().find(|row| !stands(row)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Ratio;
    use crate::period::Period;
    use crate::report::Group;

    fn row(value: i128) -> PublishedRow {
        let day = |month, day| Day::from_ymd(2018, month, day).unwrap();
        let period = Period::new(day(1, 1), day(12, 31)).unwrap();
        PublishedRow {
            place: "Dorp".to_owned(),
            period,
            comparison: None,
            table: "caseload".to_owned(),
            figure: "stock_end".to_owned(),
            group: Group::Total,
            unit: Unit::Benefits,
            value: PrintedCell::Number(Ratio::whole(value)),
            previous: PrintedCell::Nothing,
            whole: PrintedCell::Nothing,
            previous_whole: PrintedCell::Nothing,
            share_of: None,
            share: PrintedCell::Nothing,
            previous_share: PrintedCell::Nothing,
            change: PrintedCell::Nothing,
            change_percent: PrintedCell::Nothing,
            rounded: false,
        }
    }

    #[test]
    fn a_number_that_the_long_form_does_not_have_is_missing() {
        assert_eq!(missing(&[row(7)], &[row(7)]), None);
        assert_eq!(missing(&[row(7)], &[row(8)]), Some(row(7)));
        let other = PublishedRow { place: "Stad".to_owned(), ..row(7) };
        assert_eq!(missing(&[row(7)], &[other]), Some(row(7)));
    }
}

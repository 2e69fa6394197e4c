//! How the columns of one file are written, where a value alone does not say it.
//!
//! A file is read by the usual notations first. What its columns show meanwhile decides the notations that it is
//! really written in; where these are others, it is read once more. So an ordinary file is read once, the answer
//! never hangs on the order of rows, and no value is read by a guess about itself.

use std::collections::BTreeMap;

use super::kind::Field;
use super::value::{AmountsSeen, DateNotation, DatesSeen, HoursSeen, Notation};
use crate::dataset::refusal::Refusal;

/// The notations that a file is read by; by default the usual ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Notations {
    /// Of columns of dates that are not written as usual.
    dates: BTreeMap<Field, DateNotation>,
    /// Of columns of amounts in which one can be read in two ways.
    amounts: BTreeMap<Field, Notation>,
    /// The column of wage subsidies says yes or no by 1 and 0.
    pub(crate) subsidies_are_flags: bool,
    /// The column of hours holds shares of a full-time week.
    pub(crate) hours_are_shares: bool,
    /// A comma is a part of a target group's name: the column divides by other signs.
    pub(crate) commas_in_targets: bool,
    /// Codes of three digits in the column of sectors have lost the zero in front.
    pub(crate) sectors_lost_zeros: bool,
    /// No row names the list of one moment that it stands in, though there is a column for it.
    pub(crate) lists_are_blank: bool,
    /// Quotes within a field are escaped by a backslash.
    pub(crate) backslash: bool,
}

impl Notations {
    /// How the dates of a column are written.
    pub(crate) fn dates(&self, field: Field) -> DateNotation {
        self.dates.get(&field).copied().unwrap_or_default()
    }

    /// How the amounts of a column are written, where that has to be known.
    pub(crate) fn amounts(&self, field: Field) -> Option<Notation> {
        self.amounts.get(&field).copied()
    }

    /// The columns whose dates have the month first.
    pub(crate) fn month_first(&self) -> Vec<Field> {
        self.dates.iter().filter(|(_, dates)| dates.month_first).map(|(field, _)| *field).collect()
    }

    /// The columns whose dates are days of a spreadsheet.
    pub(crate) fn serials(&self) -> Vec<Field> {
        self.dates.iter().filter(|(_, dates)| dates.serial).map(|(field, _)| *field).collect()
    }
}

/// What was seen in the columns of a file, or of a block of it.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Seen {
    /// In columns of dates.
    pub(crate) dates: BTreeMap<Field, DatesSeen>,
    /// In columns of amounts.
    pub(crate) amounts: BTreeMap<Field, AmountsSeen>,
    /// In the column of hours.
    pub(crate) hours: HoursSeen,
    /// In the column of target groups: `|` or `;`.
    pub(crate) targets_divided: bool,
    /// In the column of sectors: codes of three digits.
    pub(crate) short_sectors: bool,
    /// In the column of sectors: codes of four digits or more.
    pub(crate) long_sectors: bool,
    /// In the column of lists of one moment: a row that names one.
    pub(crate) named_lists: bool,
    /// In the column of lists of one moment: a row that names none.
    pub(crate) blank_lists: bool,
    /// A quote within a field with a backslash in front, which is no end of the field.
    pub(crate) backslash: bool,
    /// How often something worth a word was seen, by its id and column.
    pub(crate) counts: BTreeMap<(&'static str, Field), u64>,
}

impl Seen {
    /// Counts something worth a word in a column.
    pub(crate) fn count(&mut self, id: &'static str, field: Field, count: u64) {
        if count > 0 {
            *self.counts.entry((id, field)).or_default() += count;
        }
    }

    /// Adds what was seen in another block.
    pub(crate) fn add(&mut self, other: Self) {
        for (field, seen) in other.dates {
            let known = self.dates.entry(field).or_default();
            *known = known.and(seen);
        }
        for (field, seen) in other.amounts {
            let known = self.amounts.entry(field).or_default();
            *known = known.and(seen);
        }
        self.hours = self.hours.and(other.hours);
        self.targets_divided |= other.targets_divided;
        self.short_sectors |= other.short_sectors;
        self.long_sectors |= other.long_sectors;
        self.named_lists |= other.named_lists;
        self.blank_lists |= other.blank_lists;
        self.backslash |= other.backslash;
        for ((id, field), count) in other.counts {
            self.count(id, field, count);
        }
    }

    /// The notations that the file shows.
    ///
    /// # Errors
    /// Where one column shows that its months come first and another value that its days do.
    pub(crate) fn notations(&self) -> Result<Notations, (Field, Refusal)> {
        let proof = self.dates.iter().find(|(_, seen)| seen.proves_month_first());
        if let Some((field, _)) = proof
            && self.dates.values().any(|seen| seen.day_first)
        {
            return Err((*field, Refusal::BothDateOrders));
        }
        let dates = self.dates.iter().map(|(field, seen)| (*field, seen.notation(proof.is_some())));
        let amounts = self.amounts.iter();
        let subsidies = self.amounts.get(&Field::WageSubsidy).copied().unwrap_or_default();
        Ok(Notations {
            dates: dates.filter(|(_, dates)| *dates != DateNotation::default()).collect(),
            amounts: amounts.filter_map(|(field, seen)| Some((*field, seen.notation()?))).collect(),
            subsidies_are_flags: subsidies.flags && !subsidies.sums,
            hours_are_shares: self.hours.are_shares(),
            commas_in_targets: self.targets_divided,
            sectors_lost_zeros: self.short_sectors && self.long_sectors,
            lists_are_blank: self.blank_lists && !self.named_lists,
            backslash: self.backslash,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slashed(first: bool, second: bool) -> DatesSeen {
        DatesSeen { slashed: true, day_first: first, month_first: second, ..DatesSeen::default() }
    }

    fn of(columns: [(Field, DatesSeen); 2]) -> Seen {
        Seen { dates: columns.into(), ..Seen::default() }
    }

    #[test]
    fn one_column_shows_the_order_of_all() {
        let shown = of([(Field::Start, slashed(false, true)), (Field::End, slashed(false, false))]);
        let notations = shown.notations().unwrap();
        assert_eq!(notations.month_first(), [Field::Start, Field::End]);
    }

    #[test]
    fn a_file_that_shows_both_orders_is_refused() {
        let shown = of([(Field::Start, slashed(false, true)), (Field::End, slashed(true, false))]);
        assert_eq!(shown.notations(), Err((Field::Start, Refusal::BothDateOrders)));
        let within = of([(Field::Start, slashed(true, true)), (Field::End, DatesSeen::default())]);
        assert!(within.notations().is_err());
    }

    #[test]
    fn nothing_seen_is_the_usual_notation() {
        assert_eq!(Seen::default().notations(), Ok(Notations::default()));
        let flags = AmountsSeen { flags: true, ..AmountsSeen::default() };
        let seen =
            Seen { amounts: BTreeMap::from([(Field::WageSubsidy, flags)]), ..Seen::default() };
        assert!(seen.notations().unwrap().subsidies_are_flags);
    }
}

//! Bars of blocks beside the groups of a table, each as long as its number is of the largest.

use crate::number::Ratio;

use super::super::chart::{Mark, Scale, Tenths};
use super::super::page::{Column, Section, Shown};

/// The longest bar, in columns of the terminal.
const LONGEST: i64 = 20;

/// The end of a bar, by eighths of a column.
const ENDS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Adds a column of bars where the groups of a section can be drawn; a table without room does without it.
pub(super) fn put(section: &mut Section) {
    let Some(groups) = section.bars.as_ref().map(|bars| &bars.groups) else { return };
    let numbers = groups.iter().filter_map(|group| group.value.exact());
    let longest = Ratio::largest(numbers);
    let scale = Scale::new(Ratio::ZERO, longest, Tenths(0), Tenths(LONGEST * 8));
    let mut left = groups.iter().peekable();
    for line in &mut section.grid.lines {
        let group = left.next_if(|group| group.label == line.label);
        let bar = group.map_or_else(String::new, |group| bar(&group.value, &scale));
        line.cells.push(Shown::from(bar));
    }
    section.grid.columns.push(Column { optional: true, ..Column::words("") });
}

/// A number as blocks: at least a thin one where it is above zero; nothing for a gap, which the table names.
fn bar(mark: &Mark, scale: &Scale) -> String {
    let Some(number) = mark.exact().filter(|number| !number.is_zero() && !number.is_negative())
    else {
        return String::new();
    };
    let eighths = usize::try_from(scale.at(number).0.max(1)).unwrap_or(1);
    format!("{}{}", "█".repeat(eighths / 8), ENDS[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar_of(number: i128) -> String {
        let scale = Scale::new(Ratio::ZERO, Ratio::whole(160), Tenths(0), Tenths(LONGEST * 8));
        bar(&Mark::Known { exact: Ratio::whole(number), text: number.to_string() }, &scale)
    }

    #[test]
    fn a_bar_is_as_long_as_its_number_is_of_the_largest() {
        assert_eq!(bar_of(160), "█".repeat(20));
        assert_eq!(bar_of(80), "█".repeat(10));
        assert_eq!(bar_of(12), "█▌");
        assert_eq!(bar_of(1), "▏");
        assert_eq!(bar_of(0), "");
    }

    #[test]
    fn a_gap_has_no_bar() {
        let scale = Scale::new(Ratio::ZERO, Ratio::ZERO, Tenths(0), Tenths(160));
        assert_eq!(bar(&Mark::Hidden, &scale), "");
        assert_eq!(bar(&Mark::Missing, &scale), "");
    }
}

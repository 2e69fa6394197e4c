//! What a run counted, and the periods of a report.

use crate::measure::{Tally, Window};
use crate::period::{Comparison, Period};

/// What was counted, and in which periods.
#[derive(Clone, Copy)]
pub(super) struct Counted<'s> {
    /// The counts.
    pub(super) tally: &'s Tally<'s>,
    /// All periods of the run.
    pub(super) windows: &'s [Window],
    /// The places among them of the period reported on, its comparison, and that one's comparison.
    pub(super) places: &'s [usize],
}

/// The places of the periods of a report, which are the first of its run.
const PLACES: [usize; 3] = [0, 1, 2];

impl<'s> Counted<'s> {
    /// What was counted for one report: its periods come first.
    pub(super) fn of_report(tally: &'s Tally<'s>, windows: &'s [Window]) -> Self {
        Self { tally, windows, places: &PLACES[..windows.len().min(PLACES.len())] }
    }
}

/// The period asked for, its comparison, and that one's own comparison, which savings need.
pub(super) fn compared_periods(asked: Period, comparison: Comparison) -> [Option<Period>; 3] {
    let compared = asked.compared(comparison);
    let before = match comparison {
        Comparison::With(_) | Comparison::None => None,
        comparison => compared.and_then(|period| period.compared(comparison)),
    };
    [Some(asked), compared, before]
}

/// The period asked for, its comparison and that one's comparison, as periods to count in; of the last only stocks.
pub(super) fn report_windows(asked: Period, comparison: Comparison) -> Vec<Window> {
    let periods = compared_periods(asked, comparison);
    let mut windows: Vec<_> = periods.into_iter().flatten().map(Window::new).collect();
    if let Some(before) = windows.get_mut(2) {
        before.stock_only = true;
    }
    windows
}

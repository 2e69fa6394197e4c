//! Days and periods: calendar arithmetic without times, zones or clocks.

mod day;
mod span;

pub use day::Day;
pub use span::{Comparison, Period, PeriodError};

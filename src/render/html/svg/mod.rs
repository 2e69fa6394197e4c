//! Charts as SVG inside a page: a picture with a title and a description, drawn with the colours of its style sheet.
//!
//! Places are whole tenths of a unit, worked out by exact arithmetic. What must be distinguished differs in more
//! than colour: filled or hatched, thick or dashed, and by a word beside it.

mod bars;
mod curves;
mod dots;
mod label;
mod line_chart;
mod line_labels;
mod parts;
pub(super) mod spark;
mod steps;

use super::super::chart::Chart;
use super::super::locale::Locale;

/// A chart as SVG. `id` is that of the picture, and begins those of its parts.
pub(crate) fn draw(chart: &Chart, id: &str, locale: &Locale) -> askama::Result<String> {
    match chart {
        Chart::Bars(bars) => bars::draw(bars, id, locale),
        Chart::LineChart(line_chart) => line_chart::draw(line_chart, id, locale),
        Chart::Steps(steps) => steps::draw(steps, id, locale),
        Chart::Curves(curves) => curves::draw(curves, id, locale),
        Chart::Parts(parts) => parts::draw(parts, id, locale),
        Chart::Dots(dots) => dots::draw(dots, id, locale),
    }
}

/// Whether a chart needs the whole width of a page.
pub(super) const fn is_wide(chart: &Chart) -> bool {
    match chart {
        Chart::LineChart(line_chart) => line_chart.net.is_some(),
        Chart::Bars(_) | Chart::Steps(_) | Chart::Curves(_) | Chart::Parts(_) | Chart::Dots(_) => {
            false
        }
    }
}

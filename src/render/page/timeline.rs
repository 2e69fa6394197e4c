//! What a report shows through time: the caseload by month.

use crate::period::Period;
use crate::report::FigureId;
use crate::report::Timeline;

use super::super::chart::Chart;
use super::super::locale::Locale;
use super::model::Section;
use super::{charts, series};

/// The sections, and what there is to say of them.
pub(super) struct Beside {
    /// The caseload by month.
    pub months: Vec<Section>,
    /// What the marks mean, and what is not available why.
    pub notes: Vec<String>,
}

/// The figures of a month that have a column.
const COLUMNS: [FigureId; 4] =
    [FigureId::StockEnd, FigureId::Inflow, FigureId::Outflow, FigureId::IntoWork];

/// Lays out a timeline; `asked` is the period of the report beside it.
pub(super) fn lay_out(timeline: &Timeline, asked: Period, locale: &Locale) -> Beside {
    let mut beside = Beside { months: Vec::new(), notes: Vec::new() };
    if timeline.months.len() > 1 {
        // what stands at the top of a page as a small line has no column of its own
        let mut months = timeline.months.clone();
        for table in months.iter_mut().flat_map(|month| &mut month.tables) {
            table.rows.retain(|row| COLUMNS.contains(&row.figure));
        }
        let (section, notes) = series::months(&months, timeline.drawn, locale);
        let title = locale.phrase("months", &[]);
        let mut section = Section { title, is_timeline: true, ..section };
        if !timeline.drawn {
            let months = charts::of_months(&timeline.months, asked, locale);
            section.charts = months.map(Chart::LineChart).into_iter().collect();
        }
        beside.months.push(section);
        beside.notes = notes;
    }
    beside
}

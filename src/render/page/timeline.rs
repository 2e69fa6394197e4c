//! What a report shows through time: the caseload by month.

use crate::period::Period;
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

/// Lays out a timeline; `asked` is the period of the report beside it.
pub(super) fn lay_out(timeline: &Timeline, asked: Period, locale: &Locale) -> Beside {
    let mut beside = Beside { months: Vec::new(), notes: Vec::new() };
    if timeline.months.len() > 1 {
        let page = series::page(&timeline.months, false, timeline.drawn, locale);
        // drawn, the lines come first and stand for the table
        beside.months.extend(page.sections.into_iter().take(1).map(|section| Section {
            title: locale.phrase("months", &[]),
            is_timeline: true,
            ..section
        }));
        if let (Some(section), false) = (beside.months.first_mut(), timeline.drawn) {
            let months = charts::of_months(&timeline.months, asked, locale);
            section.charts = months.map(Chart::LineChart).into_iter().collect();
        }
        beside.notes = page.notes;
    }
    beside
}

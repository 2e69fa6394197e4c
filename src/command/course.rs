//! What a report shows through time: the records that it was made from, counted by month and for the comparison period
//! as `outflow trend` counts them.

use super::stage::{Stage, windows};
use super::trend;
use crate::cli::ReportRequest;
use crate::measure::{Tally, Window};
use crate::period::Period;
use crate::render::Format;
use crate::report::series::{Pick, series};
use crate::report::{self, Course, Report};

/// The tables of the report that are shown by month.
const CASELOAD: &str = "caseload";
const INTO_WORK: &str = "into_work";

/// Their figures that are; the last one not in lines of blocks.
const PICKS: [Pick; 4] = [
    Pick::Total(CASELOAD, "stock_end"),
    Pick::Total(CASELOAD, "inflow"),
    Pick::Total(CASELOAD, "outflow"),
    Pick::Total(INTO_WORK, "into_work"),
];

/// What is wanted through time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Through {
    /// Nothing.
    Nothing,
    /// The months, as lines of blocks.
    Drawn,
    /// The months, and the comparison period.
    All,
}

impl Through {
    /// What a report needs in the form asked for.
    pub(super) fn of_report(request: &ReportRequest) -> Self {
        match request.output.format {
            Format::Html | Format::Xlsx => Self::All,
            _ if request.output.charts.is_some() => Self::All,
            _ if request.output.style.chart => Self::Drawn,
            _ => Self::Nothing,
        }
    }

    /// How many months before the period are shown.
    const fn months_before(self) -> i32 {
        if matches!(self, Self::All) { 24 } else { 12 }
    }

    fn picks(self) -> &'static [Pick] {
        if self == Self::All { &PICKS } else { &PICKS[..3] }
    }
}

/// What is shown through time of each report; nothing where nothing of it is shown, or it may not leave the house:
/// these figures do not go through the hiding of small counts.
pub(super) fn courses(request: &ReportRequest, through: Through, stage: &Stage<'_>) -> Vec<Course> {
    if request.publish.is_some() || through == Through::Nothing {
        return Vec::new();
    }
    let months =
        if request.wants(CASELOAD) { months(request.period, through, stage) } else { Vec::new() };
    let before = if through == Through::All { before(request, stage) } else { Vec::new() };
    let mut months = months.into_iter();
    let mut before = before.into_iter();
    let course = |_| Course {
        months: months.next().unwrap_or_default(),
        before: before.next(),
        drawn: through == Through::Drawn,
    };
    stage.sights().iter().map(course).collect()
}

/// The months of the period and of the time before it, for each report; of months before all data nothing is shown.
fn months(period: Period, through: Through, stage: &Stage<'_>) -> Vec<Vec<Report>> {
    let covered = stage.input.loaded.iter().map(|loaded| loaded.records.coverage.from()).min();
    let year_before = period.from().plus_months(-12);
    let first = period.from().plus_months(-through.months_before());
    let first = if covered.is_some_and(|covered| covered <= first) { first } else { year_before };
    let span = Period::new(first, period.to());
    let Some(span) = span.ok().filter(|_| period.months().is_some()) else { return Vec::new() };
    let months = span.parts(1);
    // latest first, so that each spell finds its own
    let windows: Vec<Window> = months.iter().rev().copied().map(Window::new).collect();
    let stage = Stage { windows: &windows, ..*stage };
    let picks = through.picks();
    let is_wanted = |table: &str| picks.iter().any(|pick| pick.table() == table);
    let plan = report::plan(is_wanted);
    let tally = stage.recount(|| Tally::new(&plan, stage.scopes.count(), windows.len()));
    let of_sight = |sight| {
        let of_month = |(place, month): (usize, &Period)| {
            let place = [windows.len() - 1 - place];
            trend::of_period(&stage, &sight, &tally, &place, *month, is_wanted)
        };
        series(months.iter().enumerate().map(of_month).collect(), picks)
    };
    stage.sights().into_iter().map(of_sight).collect()
}

/// The report of the comparison period, for each report; none where that period is a choice of its own.
fn before(request: &ReportRequest, stage: &Stage<'_>) -> Vec<Report> {
    let compared = request.period.compared(request.comparison);
    let Some(period) = compared.filter(|of| of.compared(request.comparison).is_some()) else {
        return Vec::new();
    };
    let windows = windows(period, request.comparison);
    if windows.len() < 3 {
        return Vec::new();
    }
    let stage = Stage { windows: &windows, ..*stage };
    let is_wanted = |table: &str| request.wants(table);
    let plan = report::plan(is_wanted);
    let tally = stage.recount(|| Tally::new(&plan, stage.scopes.count(), windows.len()));
    let places: Vec<usize> = (0..windows.len()).collect();
    let of_sight = |sight| trend::of_period(&stage, &sight, &tally, &places, period, is_wanted);
    stage.sights().into_iter().map(of_sight).collect()
}

//! What a report shows through time: the records that it was made from, counted by month and by cohort as
//! `outflow trend` and `outflow cohorts` count them.

use super::stage::Stage;
use super::{cohorts, trend};
use crate::cli::ReportRequest;
use crate::measure::{Apart, Cohorts, Counts, Tally, Window};
use crate::period::{Day, Period};
use crate::render::Format;
use crate::report::series::{Pick, series};
use crate::report::{self, Course, Report};

/// The table of the report that is shown by month.
const CASELOAD: &str = "caseload";

/// Its figures that are.
const PICKS: [Pick; 3] = [
    Pick::Total(CASELOAD, "stock_end"),
    Pick::Total(CASELOAD, "inflow"),
    Pick::Total(CASELOAD, "outflow"),
];

/// What is shown through time of each report; nothing where nothing of it is drawn, or it may not leave the house:
/// these figures do not go through the hiding of small counts.
pub(super) fn courses(request: &ReportRequest, stage: &Stage<'_>) -> Vec<Course> {
    let is_page = request.output.format == Format::Html;
    if request.publish.is_some() || !(is_page || request.output.style.chart) {
        return Vec::new();
    }
    let months = if super::report::is_wanted(request, CASELOAD) {
        months(request.period, stage)
    } else {
        Vec::new()
    };
    let all = is_page && request.sections.is_empty();
    let cohorts = if all { of_cohorts(stage) } else { Vec::new() };
    let mut months = months.into_iter();
    let mut cohorts = cohorts.into_iter();
    let course = |_| Course {
        months: months.next().unwrap_or_default(),
        cohorts: cohorts.next(),
        drawn: !is_page,
    };
    stage.sights().iter().map(course).collect()
}

/// The months of the period and of the year before it, for each report.
fn months(period: Period, stage: &Stage<'_>) -> Vec<Vec<Report>> {
    let span = Period::new(period.from().plus_months(-12), period.to());
    let Some(span) = span.ok().filter(|_| period.months().is_some()) else { return Vec::new() };
    let months = span.parts(1);
    // latest first, so that each spell finds its own
    let windows: Vec<Window> = months.iter().rev().copied().map(Window::new).collect();
    let stage = Stage { windows: &windows, ..*stage };
    let plan = report::plan(|table| table == CASELOAD);
    let tally = stage.recount(|| Tally::new(&plan, stage.scopes.count(), windows.len()));
    let of_sight = |sight| {
        let of_month = |(place, month): (usize, &Period)| {
            let place = [windows.len() - 1 - place];
            trend::of_period(&stage, &sight, &tally, &place, *month, |table| table == CASELOAD)
        };
        series(months.iter().enumerate().map(of_month).collect(), &PICKS)
    };
    stage.sights().into_iter().map(of_sight).collect()
}

/// The benefits that started within the coverage, by the year of their start, for each report.
fn of_cohorts(stage: &Stage<'_>) -> Vec<Report> {
    let by = [Apart::StartYear];
    let windows = cohorts::windows(stage.input);
    let mut all = Cohorts::new(&by, Day::MAX);
    for loaded in &stage.input.loaded {
        let (words, groups) = (stage.vocabulary, stage.person_groups);
        all = all.and(cohorts::follow(&loaded.records, words, groups, stage.scopes, &by).0);
    }
    cohorts::reports(&Stage { windows: &windows, ..*stage }, &all, &by)
}

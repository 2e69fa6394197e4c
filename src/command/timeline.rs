//! What a report shows through time: the records that it was made from, counted by month and for the comparison period
//! as `outflow trend` counts them.

use super::counted::{Counted, report_windows};
use super::run::Run;
use super::scopes::ReportScope;
use super::trend::report_on;
use crate::cli::ReportRequest;
use crate::measure::Window;
use crate::period::Period;
use crate::render::Format;
use crate::report::series::{Pick, series};
use crate::report::{self, FigureId, Report, TableId, Timeline};

/// The figures that are shown by month; only the first three in lines of blocks.
const PICKS: [Pick; 6] = [
    Pick::Total(TableId::Caseload, FigureId::StockEnd),
    Pick::Total(TableId::Caseload, FigureId::Inflow),
    Pick::Total(TableId::Caseload, FigureId::Outflow),
    Pick::Total(TableId::IntoWork, FigureId::IntoWork),
    Pick::Total(TableId::IntoWork, FigureId::OutflowToWork),
    Pick::Total(TableId::Savings, FigureId::Spending),
];

/// What a report shows over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimelineKind {
    /// Nothing.
    None,
    /// The months, as lines of blocks.
    Drawn,
    /// The months, and the comparison period.
    Full,
}

impl TimelineKind {
    /// What a report needs in the form asked for.
    pub(super) fn of_report(request: &ReportRequest) -> Self {
        match request.output.format {
            Format::Html | Format::Xlsx => Self::Full,
            _ if request.output.charts.is_some() => Self::Full,
            _ if request.output.style.chart => Self::Drawn,
            _ => Self::None,
        }
    }

    /// How many months before the period are shown.
    const fn months_before(self) -> i32 {
        if matches!(self, Self::Full) { 24 } else { 12 }
    }

    fn picks(self) -> &'static [Pick] {
        if self == Self::Full { &PICKS } else { &PICKS[..3] }
    }
}

/// What each report shows over time: nothing where nothing of it is asked for, and nothing of what is published, since
/// these figures do not go through the hiding of small counts.
pub(super) fn timelines(
    request: &ReportRequest,
    kind: TimelineKind,
    run: &Run<'_>,
) -> Vec<Timeline> {
    if request.publish.is_some() || kind == TimelineKind::None {
        return Vec::new();
    }
    let by_month = request.wants(TableId::Caseload);
    let months = if by_month { months(request.period, kind, run) } else { Vec::new() };
    let before = if kind == TimelineKind::Full { before(request, run) } else { Vec::new() };
    let (mut months, mut before) = (months.into_iter(), before.into_iter());
    let timeline = |_| Timeline {
        months: months.next().unwrap_or_default(),
        before: before.next(),
        drawn: kind == TimelineKind::Drawn,
    };
    run.report_scopes().iter().map(timeline).collect()
}

/// The months of the period and of the time before it, for each report; of months before all data nothing is shown.
fn months(period: Period, kind: TimelineKind, run: &Run<'_>) -> Vec<Vec<Report>> {
    let covered = run.records().map(|records| records.coverage.from()).min();
    let year_before = period.from().plus_months(-12);
    let first = period.from().plus_months(-kind.months_before());
    let first = if covered.is_some_and(|covered| covered <= first) { first } else { year_before };
    let span = Period::new(first, period.to());
    let Some(span) = span.ok().filter(|_| period.months().is_some()) else { return Vec::new() };
    let months = span.parts(1);
    // latest first, so that each spell finds its own
    let windows: Vec<Window> = months.iter().rev().copied().map(Window::new).collect();
    let picks = kind.picks();
    let is_wanted = |table: TableId| picks.iter().any(|pick| pick.table() == table);
    let plan = report::plan(is_wanted);
    let tally = run.tally_again(&plan, &windows);
    let of_scope = |scope| {
        let of_month = |(place, month): (usize, &Period)| {
            let places = [windows.len() - 1 - place];
            let counted = Counted { tally: &tally, windows: &windows, places: &places };
            report_on(run, &scope, counted, *month, is_wanted)
        };
        series(months.iter().enumerate().map(of_month).collect(), picks)
    };
    run.report_scopes().into_iter().map(of_scope).collect()
}

/// The report of the comparison period, for each report; none where that period is a choice of its own.
fn before(request: &ReportRequest, run: &Run<'_>) -> Vec<Report> {
    let compared = request.period.compared(request.comparison);
    let Some(period) = compared.filter(|of| of.compared(request.comparison).is_some()) else {
        return Vec::new();
    };
    let windows = report_windows(period, request.comparison);
    if windows.len() < 3 {
        return Vec::new();
    }
    let is_wanted = |table: TableId| request.wants(table);
    let plan = report::plan(is_wanted);
    let tally = run.tally_again(&plan, &windows);
    let counted = Counted::of_report(&tally, &windows);
    let of_scope = |scope: ReportScope<'_>| {
        scope.with_rates(report_on(run, &scope, counted, period, is_wanted))
    };
    run.report_scopes().into_iter().map(of_scope).collect()
}

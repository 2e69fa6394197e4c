//! `outflow trend`: the report of one period after another, from one pass over the data.

use super::counted::{Counted, compared_periods};
use super::load::RunRequest;
use super::notes;
use super::publish::{Way, evidence};
use super::run::Run;
use super::scopes::ReportScope;
use crate::audit::AuditContext;
use crate::cli::TrendRequest;
use crate::disclosure::Evidence;
use crate::measure::{Tally, Window};
use crate::output::Streams;
use crate::period::Period;
use crate::record::{Categories, Records};
use crate::report::RequestError;
use crate::report::series::{keep, series, sources};
use crate::report::{self, Document, Layout, Report, ReportInput, TableId, benchmarks};

/// Makes a series. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn trend(request: &TrendRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let categories = Categories::new();
    let loading = RunRequest {
        input: &request.input,
        scope: &request.scope,
        periods: &request.periods,
        output: &request.output,
        publish: request.publish.as_ref(),
        top: None,
    };
    let mut run = Run::load(loading, &categories, streams.stdin)?;
    let periods = periods(request, &run)?;
    let asked: Vec<Asked> =
        periods.iter().map(|period| Asked(compared_periods(*period, request.comparison))).collect();
    let windows = windows(&asked);
    run.check_benchmarks()?;
    let plan = report::plan(|table| is_wanted(request, table));
    let tally = run.tally(&plan, &windows)?;
    let notes = notes::of_input(&periods, &run.input);
    let reports = reports(request, &run, &tally, &windows, &asked);
    let layout = Layout::Series { cumulative: request.cumulative, drawn: request.drawn };
    let mut document = run.document(reports, &notes, layout);
    let publishing = run.publishing(request.comparison)?;
    let evidence = of_series(&run, &tally, &windows, &asked);
    let protected =
        run.protect(publishing, Way::Rounding, &mut document, &evidence, streams.stderr)?;
    notes.tell(request.output.style.lang, streams.stderr);
    compare_with_benchmarks(request, &run, &mut document, asked.len());
    if let Some(protected) = protected {
        protected.audit(AuditContext::File(request.comparison), &document)?;
    }
    run.write(&document, streams.stdout)
}

/// What the rules for amounts ask of every report of the series.
fn of_series(run: &Run<'_>, tally: &Tally<'_>, windows: &[Window], asked: &[Asked]) -> Evidence {
    let scopes = run.report_scopes();
    let of_scope = |scope: &ReportScope<'_>| {
        let scope = scope.scope;
        asked.iter().map(move |asked| (scope, asked.places(windows)))
    };
    evidence(&scopes.iter().flat_map(of_scope).collect::<Vec<_>>(), tally)
}

/// Adds targets, benchmarks and rates to each report: they are worked out from what is shown of the figures.
fn compare_with_benchmarks(
    request: &TrendRequest,
    run: &Run<'_>,
    document: &mut Document,
    periods: usize,
) {
    let scopes = run.report_scopes();
    for (reports, scope) in document.reports.chunks_mut(periods.max(1)).zip(&scopes) {
        let Some(records) = scope.benchmarked() else { continue };
        let years: Vec<i32> = reports.iter().map(|report| report.period.to().year()).collect();
        let asked =
            benchmarks::Asked { years: &years, so_far: request.cumulative, is_whole: false };
        for report in &mut *reports {
            report.tables.extend(benchmarks::tables(report, records, asked));
        }
        document.notes.extend(benchmarks::notes(reports, records));
    }
    if request.picks.iter().any(|pick| pick.table() == TableId::Rates) {
        document.reports.iter_mut().for_each(|report| keep(report, &request.picks));
    }
}

fn is_wanted(request: &TrendRequest, table: TableId) -> bool {
    sources(&request.picks).iter().any(|pick| pick.table() == table)
}

/// The periods asked for, else all that every dataset covers, or some dataset where there is a series for each; an end
/// that is asked for takes the place of that of the data.
fn periods(request: &TrendRequest, run: &Run<'_>) -> Result<Vec<Period>, RequestError> {
    let mut periods = request.periods.clone();
    if periods.is_empty() {
        let coverages = || {
            let has_rows = |records: &&Records| !records.municipalities().is_empty();
            let with_rows = run.records().filter(has_rows);
            with_rows.map(|records| records.coverage)
        };
        let (from, to) = if request.scope.each {
            (coverages().map(Period::from).min(), coverages().map(Period::to).max())
        } else {
            (coverages().map(Period::from).max(), coverages().map(Period::to).min())
        };
        let [first, last] = request.ends;
        let (from, to) = (first.or(from), last.or(to));
        let span = from.zip(to).and_then(|(from, to)| Period::new(from, to).ok());
        periods = span.map(|span| span.parts(request.months)).unwrap_or_default();
        if periods.is_empty() {
            let coverages = run.records().map(|records| (records.name.clone(), records.coverage));
            let (months, coverages) = (request.months, coverages.collect());
            return Err(RequestError::NoWholePeriod { months, coverages });
        }
    }
    if request.cumulative {
        periods = periods.into_iter().map(Period::year_so_far).collect();
    }
    Ok(periods)
}

/// A period of the series, its comparison, and that one's own comparison, which savings need.
struct Asked([Option<Period>; 3]);

impl Asked {
    /// The places of the three among the periods of the run.
    fn places(&self, windows: &[Window]) -> Vec<usize> {
        let place = |period: &Period| windows.iter().position(|window| window.period == *period);
        self.0.iter().flatten().filter_map(place).collect()
    }
}

/// Every period that is asked for or compared with, once, latest first, so that each spell finds its own.
fn windows(asked: &[Asked]) -> Vec<Window> {
    let mut periods: Vec<Period> = asked.iter().flat_map(|asked| asked.0).flatten().collect();
    periods.sort_unstable_by_key(|period| std::cmp::Reverse((period.to(), period.from())));
    periods.dedup();
    let mut windows: Vec<Window> = periods.into_iter().map(Window::new).collect();
    for window in &mut windows {
        let is_shown = |asked: &Asked| asked.0[..2].contains(&Some(window.period));
        window.stock_only = !asked.iter().any(is_shown);
    }
    windows
}

/// The report of one scope on one period of a series.
pub(super) fn report_on(
    run: &Run<'_>,
    scope: &ReportScope<'_>,
    counted: Counted<'_>,
    period: Period,
    is_wanted: impl Fn(TableId) -> bool,
) -> Report {
    let input = run.report_input(scope, counted);
    // a period of which no day is covered is a gap, also where provisional figures will do
    let touched = scope.records.iter().all(|records| records.coverage.overlaps(period));
    let input = ReportInput { partial: input.partial && touched, ..input };
    report::report(&input, scope.name.clone(), scope.savings_method(), is_wanted)
}

/// The reports of every scope on the periods one after the other.
fn reports(
    request: &TrendRequest,
    run: &Run<'_>,
    tally: &Tally<'_>,
    windows: &[Window],
    asked: &[Asked],
) -> Vec<Report> {
    let of_scope = |scope: &ReportScope<'_>| {
        let of_one = |asked: &Asked| {
            let places = asked.places(windows);
            let counted = Counted { tally, windows, places: &places };
            let is_wanted = |table: TableId| is_wanted(request, table);
            asked.0[0].map(|period| report_on(run, scope, counted, period, is_wanted))
        };
        series(asked.iter().filter_map(of_one).collect(), &sources(&request.picks))
    };
    run.report_scopes().iter().flat_map(of_scope).collect()
}

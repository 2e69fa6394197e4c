//! `outflow cohorts`: how long benefits run.

use super::counted::Counted;
use super::load::RunRequest;
use super::notes;
use super::publish::Way;
use super::run::Run;
use crate::audit::AuditContext;
use crate::cli::CohortsRequest;
use crate::disclosure::Evidence;
use crate::measure::{CohortDimension, Cohorts, Plan, Tally, Window};
use crate::output::Streams;
use crate::period::{Comparison, Day, Period};
use crate::record::Categories;
use crate::report::{self, Layout, Note, Report, ReportInput, cohort};

/// Follows cohorts. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn cohorts(request: &CohortsRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let categories = Categories::new();
    let loading = RunRequest {
        input: &request.input,
        scope: &request.scope,
        periods: &[],
        output: &request.output,
        publish: request.publish.as_ref(),
        top: None,
    };
    let mut run = Run::load(loading, &categories, streams.stdin)?;
    let by = &request.by;
    let all = run.count_each(Cohorts::new(by, Day::MAX), |counter, records| {
        // each dataset is followed as far as it reaches
        let windows = [Window::new(records.coverage)];
        counter.count(records, &windows, || Cohorts::new(by, records.coverage.to()))
    })?;
    let notes = notes::of_input(&[], &run.input);
    let mut document = run.document(reports(&run, &all, by), &notes, Layout::Separate);
    notes.tell(request.output.style.lang, streams.stderr);
    let publishing = run.publishing(Comparison::None)?;
    let none = Evidence::default();
    let protected = run.protect(publishing, Way::Rounding, &mut document, &none, streams.stderr)?;
    if let Some(protected) = protected {
        document.notes.push(Note::new("cohorts_published", Vec::new()));
        protected.audit(AuditContext::File(Comparison::None), &document)?;
    }
    run.write(&document, streams.stdout)
}

/// The report of each scope, of one table, on the period in which cohorts start.
fn reports(run: &Run<'_>, all: &Cohorts<'_>, by: &[CohortDimension]) -> Vec<Report> {
    let windows: Vec<Window> = span(run).into_iter().map(Window::new).collect();
    let plan = Plan::new([]);
    let nothing = Tally::new(&plan, run.scopes.count(), windows.len());
    let counted = Counted { tally: &nothing, windows: &windows, places: &[0] };
    let reports = run.report_scopes().into_iter().map(|scope| {
        // a dataset that reaches less far than another is followed less far, which is no reason to leave it out
        let input = ReportInput { partial: true, ..run.report_input(&scope, counted) };
        let table = cohort::table(&input, all, by);
        let empty = report::report(&input, scope.name.clone(), scope.savings_method(), |_| false);
        Report { tables: vec![table], provisional: false, ..empty }
    });
    reports.collect()
}

/// From the first day that any dataset covers to the last.
fn span(run: &Run<'_>) -> Option<Period> {
    let coverages = || run.records().map(|records| records.coverage);
    let (from, to) = (coverages().map(Period::from).min()?, coverages().map(Period::to).max()?);
    Period::new(from, to).ok()
}

//! The document of a report: for the commands that print it as tables, as a text or on one page.

use std::io::Write;

use super::counted::{Counted, report_windows};
use super::notes;
use super::publish::{Protected, Publishing, evidence};
use super::run::Run;
use super::timeline::{TimelineKind, timelines};
use crate::audit::AuditContext;
use crate::cli::ReportRequest;
use crate::disclosure::DisclosureError;
use crate::measure::Window;
use crate::record::Records;
use crate::report::{self, Document, Layout, Note, Report, TableId, benchmarks, forecast};

/// Counts, makes the document of a report with what it shows over time, and hides what must be where it is published.
///
/// # Errors
/// Where a figure cannot be counted, or the document cannot be published.
pub(super) fn document(
    run: &mut Run<'_>,
    request: &ReportRequest,
    timeline: TimelineKind,
    stderr: &mut dyn Write,
) -> anyhow::Result<Document> {
    let publishing = run.publishing(request.comparison)?;
    let tables = Tables::new(request, publishing.as_ref())?;
    run.check_benchmarks()?;
    let windows = windows(run, request, &tables);
    let plan = report::plan(|table| tables.wants(table));
    let tally = run.tally(&plan, &windows)?;
    let run = &*run;
    let counted = Counted::of_report(&tally, &windows);
    let notes = notes::of_report(&[request.period], &run.input, counted, request.publish.is_some());
    notes.tell(request.output.style.lang, stderr);
    let mut document = run.document(reports(run, counted, &tables), &notes, Layout::Separate);
    document.timelines = timelines(request, timeline, run);
    let whole = run.whole_scope();
    let money = run.report_input(&whole, counted);
    document.notes.extend(report::money_notes(&money, |table| tables.wants(table)));
    let protected = protect(run, publishing, &mut document, counted, stderr)?;
    if let Some(published) = &tables.published {
        document.notes.extend(left_out(request, &tables.asked, published, timeline));
    }
    compare_with_benchmarks(run, &mut document, &request.sections);
    if let Some(protected) = protected {
        protected.audit(AuditContext::of_run(request.period, request.comparison), &document)?;
    }
    document.notes.extend(notes::of_tables(&document));
    Ok(document)
}

/// The tables of a report.
struct Tables {
    /// Those that were asked for: all where none is.
    asked: Vec<TableId>,
    /// Those of them that are published, of a run that publishes.
    published: Option<Vec<TableId>>,
}

impl Tables {
    fn new(
        request: &ReportRequest,
        publishing: Option<&Publishing<'_>>,
    ) -> Result<Self, DisclosureError> {
        let asked = benchmarks::sources(&request.sections);
        let published = publishing.map(|of| of.tables(&asked, request.scope.each)).transpose()?;
        Ok(Self { asked, published })
    }

    fn wants(&self, table: TableId) -> bool {
        match &self.published {
            Some(tables) => tables.contains(&table),
            None => self.asked.is_empty() || self.asked.contains(&table),
        }
    }
}

/// The periods of the report, and those that a forecast looks back at.
fn windows(run: &Run<'_>, request: &ReportRequest, tables: &Tables) -> Vec<Window> {
    let mut windows = report_windows(request.period, request.comparison);
    if tables.wants(TableId::Budget) {
        let records: Vec<&Records> = run.records().collect();
        let earlier = forecast::periods(&records, request.period).into_iter().map(Window::new);
        windows.extend(earlier.map(|window| Window { stock_only: true, ..window }));
    }
    windows
}

/// The report of each scope.
fn reports(run: &Run<'_>, counted: Counted<'_>, tables: &Tables) -> Vec<Report> {
    let scopes = run.report_scopes();
    let reports = scopes.iter().map(|scope| {
        let input = run.report_input(scope, counted);
        let wants = |table: TableId| tables.wants(table);
        report::report(&input, scope.name.clone(), scope.savings_method(), wants)
    });
    reports.collect()
}

fn protect(
    run: &Run<'_>,
    publishing: Option<Publishing<'_>>,
    document: &mut Document,
    counted: Counted<'_>,
    stderr: &mut dyn Write,
) -> Result<Option<Protected>, DisclosureError> {
    let Some(publishing) = publishing else { return Ok(None) };
    let scopes = run.report_scopes();
    let counted_of: Vec<_> =
        scopes.iter().map(|scope| (scope.scope, counted.places.to_vec())).collect();
    let way = publishing.way(scopes.len());
    let evidence = evidence(&counted_of, counted.tally);
    run.protect(Some(publishing), way, document, &evidence, stderr)
}

/// What is not published of what was asked for.
fn left_out(
    request: &ReportRequest,
    asked: &[TableId],
    published: &[TableId],
    timeline: TimelineKind,
) -> Vec<Note> {
    let of_rates_only = request.sections.iter().all(|section| *section == TableId::Rates);
    let names_tables = request.sections.is_empty() || !of_rates_only;
    let tables = names_tables.then(|| Publishing::left_out(asked, published)).flatten();
    let over_time =
        (timeline == TimelineKind::Full).then(|| Note::new("courses_left_out", Vec::new()));
    tables.into_iter().chain(over_time).collect()
}

/// Adds targets, benchmarks and rates: they are worked out from what is shown of the figures.
fn compare_with_benchmarks(run: &Run<'_>, document: &mut Document, sections: &[TableId]) {
    for (report, scope) in document.reports.iter_mut().zip(&run.report_scopes()) {
        if let Some(records) = scope.benchmarked() {
            let years = [report.period.to().year()];
            let asked = benchmarks::Asked { years: &years, so_far: false, is_whole: true };
            report.tables.extend(benchmarks::tables(report, records, asked));
            document.notes.extend(benchmarks::notes(std::slice::from_ref(report), records));
        }
        if sections.contains(&TableId::Rates) {
            let is_asked = |id: TableId| sections.contains(&id) || benchmarks::is_configured(id);
            report.tables.retain(|table| is_asked(table.id));
        }
    }
}

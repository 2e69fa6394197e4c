//! `outflow table`: one figure by one or two dimensions.

use super::counted::{Counted, report_windows};
use super::load::RunRequest;
use super::notes;
use super::publish::Way;
use super::run::Run;
use crate::audit::AuditContext;
use crate::cli::TableRequest;
use crate::disclosure::Evidence;
use crate::measure::{Crossed, Tally};
use crate::output::Streams;
use crate::record::Categories;
use crate::report::{self, Layout, Report, cross};

/// Makes a table. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn table(request: &TableRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let categories = Categories::new();
    let TableRequest { spec, report: request } = request;
    let mut run = Run::load(RunRequest::of_report(request), &categories, streams.stdin)?;
    let windows = report_windows(request.period, request.comparison);
    let (plan, scopes) = (spec.plan(), run.scopes.count());
    let crossed = run.count(&windows, || {
        let margins = Tally::new(&plan, scopes, windows.len());
        Crossed::new(margins, spec.counted(), spec.by())
    })?;
    let counted = Counted::of_report(&crossed.margins, &windows);
    let scopes = run.report_scopes();
    let reports = scopes.iter().map(|scope| {
        let input = run.report_input(scope, counted);
        let table = cross::table(&input, &crossed, spec);
        let empty = report::report(&input, scope.name.clone(), scope.savings_method(), |_| false);
        Report { tables: vec![table], ..empty }
    });
    let notes = notes::of_report(&[request.period], &run.input, counted, request.publish.is_some());
    notes.tell(request.output.style.lang, streams.stderr);
    let mut document = run.document(reports.collect(), &notes, Layout::Separate);
    let publishing = run.publishing(request.comparison)?;
    let none = Evidence::default();
    let protected = run.protect(publishing, Way::Rounding, &mut document, &none, streams.stderr)?;
    if let Some(protected) = protected {
        protected.audit(AuditContext::of_run(request.period, request.comparison), &document)?;
    }
    run.write(&document, streams.stdout)
}

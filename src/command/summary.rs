//! `outflow summary`: a report on one page.

use super::document::document;
use super::load::RunRequest;
use super::run::Run;
use super::timeline::TimelineKind;
use crate::cli::TextRequest;
use crate::output::Streams;
use crate::record::Categories;
use crate::render::render_summary;

/// Makes a page. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn summary(request: &TextRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let (report, output) = (&request.report, &request.report.output);
    let categories = Categories::new();
    let mut run = Run::load(RunRequest::of_report(report), &categories, streams.stdin)?;
    let document = document(&mut run, report, TimelineKind::Full, streams.stderr)?;
    run.write_to(output.target.as_ref(), streams.stdout, &mut |out| {
        render_summary(&document, request.form, output.style.lang, out)
    })
}

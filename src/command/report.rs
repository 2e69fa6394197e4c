//! `outflow report`: the way of a figure, step by step.

use super::charts;
use super::document::document;
use super::load::RunRequest;
use super::run::Run;
use super::timeline::TimelineKind;
use crate::cli::ReportRequest;
use crate::output::Streams;
use crate::record::Categories;

/// Makes a report. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn report(request: &ReportRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let folder = request.output.charts.as_deref();
    if let Some(folder) = folder {
        charts::make_empty(folder)?; // before anything is read: nobody waits for a count that is then lost
    }
    let categories = Categories::new();
    let mut run = Run::load(RunRequest::of_report(request), &categories, streams.stdin)?;
    let timeline = TimelineKind::of_report(request);
    let document = document(&mut run, request, timeline, streams.stderr)?;
    let status = run.write(&document, streams.stdout)?;
    if let Some(folder) = folder {
        charts::write(folder, &document, request.output.style.lang)?;
    }
    Ok(status)
}

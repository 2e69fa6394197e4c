//! `outflow summary`: a report on one page.

use super::course::Through;
use super::deliver::deliver_to;
use super::report::with_document;
use crate::cli::TextRequest;
use crate::output::Streams;
use crate::render::render_summary;

/// Makes a page. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn summary(request: &TextRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let output = &request.report.output;
    with_document(&request.report, Through::All, streams, |input, document, stdout| {
        deliver_to(output.target.as_ref(), &input.paths, stdout, &mut |out| {
            render_summary(document, request.form, output.style.lang, out)
        })
    })
}

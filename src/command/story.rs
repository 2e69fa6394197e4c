//! `outflow story`: a report, told in a few paragraphs.

use super::deliver::deliver_to;
use super::report::with_document;
use crate::Streams;
use crate::cli::StoryRequest;
use crate::error::Error;
use crate::render::render_story;

/// Tells a story. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn story(request: &StoryRequest, streams: &mut Streams<'_>) -> Result<u8, Error> {
    let output = &request.report.output;
    with_document(&request.report, streams, |input, document, stdout| {
        deliver_to(output.target.as_ref(), &input.paths, stdout, &mut |out| {
            render_story(document, request.form, output.style.lang, out)
        })
    })
}

//! `outflow story`: a report as a text for the press.

use super::course::Through;
use super::deliver::deliver_to;
use super::report::with_document;
use crate::cli::{StoryRequest, Trace};
use crate::output::Streams;
use crate::render::{Locale, render_story, render_trace};

/// Tells a story. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn story(request: &StoryRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let output = &request.text.report.output;
    let lang = output.style.lang;
    with_document(&request.text.report, Through::Nothing, streams, |input, document, stdout| {
        deliver_to(output.target.as_ref(), &input.paths, stdout, &mut |out| {
            render_story(document, request.text.form, lang, out)?;
            if request.trace == Trace::Behind {
                // a form feed begins a new page on paper
                writeln!(out, "\u{c}\n--- {} ---", Locale::new(lang).story_caption())?;
                render_trace(document, lang, out)?;
            }
            Ok(())
        })?;
        match &request.trace {
            Trace::File(file) => deliver_to(Some(file), &input.paths, stdout, &mut |out| {
                render_trace(document, lang, out)
            }),
            Trace::Nowhere | Trace::Behind => Ok(()),
        }
    })
}

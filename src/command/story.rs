//! `outflow story`: a report as a text for the press.

use super::document::document;
use super::load::RunRequest;
use super::run::Run;
use super::timeline::TimelineKind;
use crate::cli::{StoryRequest, Trace};
use crate::output::Streams;
use crate::record::Categories;
use crate::render::{Locale, render_story, render_trace};

/// Writes a story. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn story(request: &StoryRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let (report, output) = (&request.text.report, &request.text.report.output);
    let (target, lang) = (output.target.as_ref(), output.style.lang);
    let categories = Categories::new();
    let mut run = Run::load(RunRequest::of_report(report), &categories, streams.stdin)?;
    let document = document(&mut run, report, TimelineKind::None, streams.stderr)?;
    let status = run.write_to(target, streams.stdout, &mut |out| {
        render_story(&document, request.text.form, lang, out)?;
        if request.trace == Trace::Behind {
            // a form feed begins a new page on paper
            writeln!(out, "\u{c}\n--- {} ---", Locale::new(lang).story("caption", None, &[]))?;
            render_trace(&document, lang, out)?;
        }
        Ok(())
    })?;
    if let Trace::File(file) = &request.trace {
        run.write_to(Some(file), streams.stdout, &mut |out| render_trace(&document, lang, out))?;
    }
    Ok(status)
}

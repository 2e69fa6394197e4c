//! `outflow report`: the way of a figure, step by step.

use super::deliver::{deliver, provenance};
use super::load::{Wanted, load};
use super::notes;
use super::scopes::Scopes;
use super::stage::{Stage, count};
use crate::Streams;
use crate::cli::ReportRequest;
use crate::error::Error;
use crate::measure::{PersonGroups, Window};
use crate::period::Comparison;
use crate::record::Vocabulary;
use crate::report::{self, Document, Layout};

/// Makes a report. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn report(request: &ReportRequest, streams: &mut Streams<'_>) -> Result<u8, Error> {
    let vocabulary = Vocabulary::new();
    let wanted = Wanted {
        input: &request.input,
        scope: &request.scope,
        periods: &[request.period],
        output: &request.output,
    };
    let mut input = load(wanted, &vocabulary, streams.stdin)?;
    let scopes = Scopes::new(&request.scope, &input.loaded, &vocabulary)?;
    let windows = windows(request);
    let plan = report::plan(|table| is_wanted(request, table));
    let person_groups = PersonGroups::new(&vocabulary);
    let tally = count(&mut input, &vocabulary, &person_groups, &windows, &scopes, &plan);
    let stage = Stage {
        input: &input,
        vocabulary: &vocabulary,
        person_groups: &person_groups,
        windows: &windows,
        scopes: &scopes,
        asked: &request.scope,
        top: request.top,
    };
    let places: Vec<usize> = (0..windows.len()).collect();
    let reports = stage.sights().into_iter().map(|sight| {
        let scene = stage.scene(&sight, &tally, &places);
        report::report(&scene, sight.name.clone(), sight.savings_method(), |table| {
            is_wanted(request, table)
        })
    });
    let reports = reports.collect();
    let notes = notes::of_report(wanted, &input, &tally, &windows);
    notes.tell(request.output.style.lang, streams.stderr);
    let document = Document {
        reports,
        notes: notes.in_report,
        provenance: provenance(&input),
        layout: Layout::Apart,
    };
    deliver(&request.output, &input, &document, streams.stdout)?;
    Ok(if notes.rejected > request.input.allow_rejects { 3 } else { 0 })
}

/// Whether a table is asked for.
pub(super) fn is_wanted(request: &ReportRequest, table: &str) -> bool {
    request.sections.is_empty() || request.sections.contains(&table)
}

/// The period asked for, its comparison, and that one's own comparison, which savings need.
pub(super) fn windows(request: &ReportRequest) -> Vec<Window> {
    let asked = request.period;
    let compared = asked.compared(request.comparison);
    let before = match request.comparison {
        Comparison::With(_) | Comparison::None => None,
        comparison => compared.and_then(|period| period.compared(comparison)),
    };
    let mut windows: Vec<_> =
        [Some(asked), compared, before].into_iter().flatten().map(Window::new).collect();
    if let Some(before) = windows.get_mut(2) {
        before.stock_only = true;
    }
    windows
}

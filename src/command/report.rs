//! `outflow report`: the way of a figure, step by step.

use std::io::Write;

use super::course::courses;
use super::deliver::{deliver, provenance};
use super::load::{Input, Wanted, load};
use super::notes;
use super::publish::{Publishing, containing, evidence};
use super::scopes::Scopes;
use super::stage::{Stage, check_yardsticks, count, windows};
use crate::Streams;
use crate::audit::Surroundings;
use crate::cli::ReportRequest;
use crate::error::Error;
use crate::measure::{PersonGroups, Tally, Window};
use crate::record::{Records, Vocabulary};
use crate::render::Format;
use crate::report::yearly::BUDGET;
use crate::report::{self, Document, Layout, Note, Report, forecast, yardstick};

/// Makes a report. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn report(request: &ReportRequest, streams: &mut Streams<'_>) -> Result<u8, Error> {
    with_document(request, streams, |input, document, stdout| {
        deliver(&request.output, input, document, stdout)
    })
}

/// Makes the document of a report and does something with it. Returns the exit status.
///
/// # Errors
/// As [`report`].
pub(super) fn with_document(
    request: &ReportRequest,
    streams: &mut Streams<'_>,
    then: impl FnOnce(&Input, &Document, &mut dyn Write) -> Result<(), Error>,
) -> Result<u8, Error> {
    let vocabulary = Vocabulary::new();
    let wanted = Wanted {
        input: &request.input,
        scope: &request.scope,
        periods: &[request.period],
        output: &request.output,
        publish: request.publish.as_ref(),
    };
    let mut input = load(wanted, &vocabulary, streams.stdin)?;
    check_yardsticks(&input)?;
    let publication = request.publish.as_ref();
    let publishing = publication.map(|of| Publishing::new(of, request.comparison)).transpose()?;
    let tables = publishing
        .as_ref()
        .map(|of| of.tables(&request.sections, request.scope.each))
        .transpose()?;
    let is_wanted = |table: &str| match &tables {
        Some(tables) => tables.contains(&table),
        None => is_wanted(request, table),
    };
    let scopes = Scopes::new(&request.scope, &input.loaded, &vocabulary)?;
    let mut windows = windows(request.period, request.comparison);
    let places: Vec<usize> = (0..windows.len()).collect();
    if is_wanted(BUDGET) {
        let records: Vec<&Records> = input.loaded.iter().map(|loaded| &loaded.records).collect();
        let besides = forecast::periods(&records, request.period).into_iter().map(Window::new);
        windows.extend(besides.map(|window| Window { stock_only: true, ..window }));
    }
    let plan = report::plan(is_wanted);
    let person_groups = PersonGroups::new(&vocabulary);
    let new = || Tally::new(&plan, scopes.count(), windows.len());
    let tally = count(&mut input, &vocabulary, &person_groups, &windows, &scopes, new)?;
    let stage = Stage {
        input: &input,
        vocabulary: &vocabulary,
        person_groups: &person_groups,
        windows: &windows,
        scopes: &scopes,
        asked: &request.scope,
        top: request.top,
    };
    let sights = stage.sights();
    let reports = sights.iter().map(|sight| {
        let scene = stage.scene(sight, &tally, &places);
        report::report(&scene, sight.name.clone(), sight.savings_method(), is_wanted)
    });
    let mut reports: Vec<Report> = reports.collect();
    let notes = notes::of_report(wanted, &input, &tally, &windows[..places.len()]);
    for (report, sight) in reports.iter_mut().zip(&sights) {
        notes.head(report, &sight.records);
    }
    notes.tell(request.output.style.lang, streams.stderr);
    let mut document = Document {
        reports,
        notes: notes.in_report.clone(),
        provenance: provenance(&input),
        layout: Layout::Apart,
        courses: courses(request, &stage),
    };
    let all = stage.of_all();
    let money = stage.scene(&all, &tally, &places);
    document.notes.extend(report::money_notes(&money, is_wanted));
    let mut protected = None;
    if let (Some(publishing), Some(tables)) = (publishing, &tables) {
        let made_of: Vec<_> = sights.iter().map(|sight| (sight.scope, places.clone())).collect();
        let known = (&evidence(&made_of, &tally), &containing(&stage, &scopes));
        let way = publishing.way(sights.len());
        protected = Some(publishing.protect(
            way,
            &mut document,
            known,
            request.output.style.lang,
            streams.stderr,
        )?);
        document.notes.extend(Publishing::left_out(&request.sections, tables));
        if request.output.format == Format::Html {
            document.notes.push(Note::new("courses_left_out", Vec::new()));
        }
    }
    // what figures are held against is worked out from what is shown of them
    for (report, sight) in document.reports.iter_mut().zip(&sights) {
        if let Some(records) = sight.yardsticks() {
            report.tables.extend(yardstick::tables(report, records, false));
            document.notes.extend(yardstick::notes(std::slice::from_ref(report), records));
        }
    }
    if let Some(protected) = protected {
        protected.audit(Surroundings::of_run(request.period, request.comparison), &document)?;
    }
    let of_tables = notes::of_tables(&document);
    document.notes.extend(of_tables);
    then(&input, &document, streams.stdout)?;
    Ok(request.input.status(notes.rejected))
}

/// Whether a table is asked for.
pub(super) fn is_wanted(request: &ReportRequest, table: &str) -> bool {
    request.sections.is_empty() || request.sections.contains(&table)
}

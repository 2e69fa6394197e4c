//! `outflow report`: the way of a figure, step by step.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::course::{Through, courses};
use super::deliver::{deliver, provenance};
use super::load::{Input, Wanted, load};
use super::notes;
use super::publish::{Publishing, containing, evidence};
use super::scopes::Scopes;
use super::stage::{Sight, Stage, count, windows};
use super::yardsticks::check_yardsticks;
use crate::audit::AuditContext;
use crate::cli::ReportRequest;
use crate::dataset::discover::entries;
use crate::measure::{PersonGroups, Tally, Window};
use crate::output::{OutputError, Streams, Target, to_file};
use crate::record::{Records, Vocabulary};
use crate::render::{ChartFile, Lang, chart_files};
use crate::report::{self, BUDGET, Document, Layout, Note, Report, forecast, yardstick};
use crate::visible::show_path;

/// Makes a report. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn report(request: &ReportRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    if let Some(folder) = &request.output.charts {
        make_empty(folder)?; // before anything is read: nobody waits for a count that is then lost
    }
    with_document(request, Through::of_report(request), streams, |input, document, stdout| {
        deliver(&request.output, input, document, stdout)?;
        match &request.output.charts {
            Some(folder) => pictures(folder, document, request.output.style.lang),
            None => Ok(()),
        }
    })
}

/// Makes the folder of charts, or sees that it is empty.
fn make_empty(folder: &Path) -> Result<(), OutputError> {
    let failed =
        |source: io::Error| OutputError::File { file: show_path(folder), source: source.into() };
    fs::create_dir_all(folder).map_err(failed)?;
    let is_empty = entries(folder).map_err(failed)?.is_empty();
    if is_empty { Ok(()) } else { Err(OutputError::InUse { folder: show_path(folder) }) }
}

/// Writes each chart of the page of a document into a folder.
fn pictures(folder: &Path, document: &Document, lang: Lang) -> anyhow::Result<()> {
    let files = chart_files(document, lang).map_err(OutputError::Stdout)?;
    for ChartFile { name, svg } in files {
        let target = Target { path: folder.join(name), force: false, is_private: false };
        to_file(&target, &[], &mut |out| Ok(out.write_all(svg.as_bytes())?))?;
    }
    Ok(())
}

/// Makes the document of a report, with what is wanted `through` time, and does something with it. Returns the exit
/// status.
///
/// # Errors
/// As [`report`].
pub(super) fn with_document(
    request: &ReportRequest,
    through: Through,
    streams: &mut Streams<'_>,
    then: impl FnOnce(&Input, &Document, &mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<u8> {
    let vocabulary = Vocabulary::new();
    let wanted = Wanted {
        input: &request.input,
        scope: &request.scope,
        periods: &[request.period],
        output: &request.output,
        publish: request.publish.as_ref(),
    };
    let mut input = load(wanted, &vocabulary, streams.stdin)?;
    let publication = request.publish.as_ref();
    let publishing = publication.map(|of| Publishing::new(of, request.comparison)).transpose()?;
    let sections = yardstick::sources(&request.sections);
    let tables =
        publishing.as_ref().map(|of| of.tables(&sections, request.scope.each)).transpose()?;
    let is_wanted = |table: &str| match &tables {
        Some(tables) => tables.contains(&table),
        None => sections.is_empty() || sections.contains(&table),
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
    check_yardsticks(&mut input, &vocabulary, &person_groups)?;
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
        layout: Layout::Separate,
        courses: courses(request, through, &stage),
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
        let of_rates_only = request.sections.iter().all(|section| *section == yardstick::RATES);
        if request.sections.is_empty() || !of_rates_only {
            document.notes.extend(Publishing::left_out(&sections, tables));
        }
        if through == Through::All {
            document.notes.push(Note::new("courses_left_out", Vec::new()));
        }
    }
    hold_against(&mut document, &sights, &request.sections);
    if let Some(protected) = protected {
        protected.audit(AuditContext::of_run(request.period, request.comparison), &document)?;
    }
    let of_tables = notes::of_tables(&document);
    document.notes.extend(of_tables);
    then(&input, &document, streams.stdout)?;
    Ok(request.input.status(notes.rejected))
}

/// Puts what figures are held against beside them; it is worked out from what is shown of them.
fn hold_against(document: &mut Document, sights: &[Sight<'_>], sections: &[&'static str]) {
    for (report, sight) in document.reports.iter_mut().zip(sights) {
        if let Some(records) = sight.yardsticks() {
            let asked = yardstick::Asked {
                years: &[report.period.to().year()],
                so_far: false,
                is_whole: true,
            };
            report.tables.extend(yardstick::tables(report, records, asked));
            document.notes.extend(yardstick::notes(std::slice::from_ref(report), records));
        }
        if sections.contains(&yardstick::RATES) {
            let is_asked = |id| sections.contains(&id) || yardstick::is_configured(id);
            report.tables.retain(|table| is_asked(table.id));
        }
    }
}

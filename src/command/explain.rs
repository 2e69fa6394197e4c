//! `outflow explain`: the texts of the reference page, with the numbers of a report where a period is given.

use super::load::load;
use super::notes;
use super::report::{Stage, ages, count, definitions, windows};
use super::scopes::Scopes;
use crate::Streams;
use crate::cli::{ExplainRequest, ReportRequest};
use crate::error::Error;
use crate::measure::{DURATIONS, PersonGroups};
use crate::output::deliver;
use crate::record::{Names, Vocabulary};
use crate::render::render_explanation;
use crate::report::explain::{Explained, Explanation, explained, in_numbers};
use crate::report::{self, DefinitionsInForce};

/// Explains figures. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where the data cannot give the period, or nothing could be written.
pub(crate) fn explain(request: &ExplainRequest, streams: &mut Streams<'_>) -> Result<u8, Error> {
    let figures: Vec<Explained> = request.figures.iter().map(|figure| explained(figure)).collect();
    let in_full = request.is_chosen || request.report.is_some();
    let mut status = 0;
    let mut paths = Vec::new();
    let explanation = match &request.report {
        None => Explanation { figures, definitions: DefinitionsInForce::standard(), in_full },
        Some(report) => {
            let told = numbers(report, figures, streams)?;
            (status, paths) = (told.status, told.paths);
            Explanation { figures: told.figures, definitions: told.definitions, in_full }
        }
    };
    deliver(request.output.as_ref(), &paths, streams.stdout, &mut |out| {
        render_explanation(&explanation, request.format, &request.style, out)
    })?;
    Ok(status)
}

struct Told {
    figures: Vec<Explained>,
    definitions: DefinitionsInForce,
    paths: Vec<std::path::PathBuf>,
    status: u8,
}

/// The figures with the numbers of a report.
fn numbers(
    request: &ReportRequest,
    figures: Vec<Explained>,
    streams: &mut Streams<'_>,
) -> Result<Told, Error> {
    let vocabulary = Vocabulary::new();
    let mut input = load(request, &vocabulary, None, streams.stdin)?;
    let scopes = Scopes::new(request, &input.loaded, &vocabulary)?;
    let windows = windows(request);
    let plan = report::plan(|_| true);
    let person_groups = PersonGroups::new(&vocabulary);
    let tally = count(&mut input, &vocabulary, &person_groups, &windows, &scopes, &plan);
    let stage = Stage {
        input: &input,
        vocabulary: &vocabulary,
        person_groups: &person_groups,
        windows: &windows,
        scopes: &scopes,
        tally: &tally,
        ages: &ages(&input),
        durations: &Names::declared(DURATIONS),
    };
    let records: Vec<_> = stage.records().collect();
    let scene = stage.scene(request, &records);
    let report = report::report(&scene, scopes.name.clone(), "stock", |_| true);
    let figures = figures.into_iter().map(|figure| in_numbers(figure, &scene, &report)).collect();
    let notes = notes::of_run(request, &input, &tally, &windows);
    for line in notes.on_stderr(request.style.lang) {
        let _ = writeln!(streams.stderr, "outflow: {line}");
    }
    let status = if notes.rejected > request.input.allow_rejects { 3 } else { 0 };
    Ok(Told { figures, definitions: definitions(&input), paths: input.paths, status })
}

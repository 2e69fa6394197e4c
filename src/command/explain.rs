//! `outflow explain`: the texts of the reference page, with the numbers of a report where a period is given.

use super::counted::{Behind, wanted, with_report};
use super::deliver::{definitions, deliver_to};
use super::load::load;
use crate::cli::{ExplainRequest, ReportRequest};
use crate::measure::PersonGroups;
use crate::output::Streams;
use crate::record::Vocabulary;
use crate::render::render_explanation;
use crate::report::explain::{Explained, Explanation, explained, in_numbers};
use crate::report::{DefinitionsInForce, Note};

/// Explains figures. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where the data cannot give the period, or nothing could be written.
pub(crate) fn explain(request: &ExplainRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let figures: Vec<Explained> = request.figures.iter().map(|figure| explained(figure)).collect();
    let in_full = request.is_chosen || request.report.is_some();
    let mut status = 0;
    let mut paths = Vec::new();
    let explanation = match &request.report {
        None => Explanation {
            figures,
            definitions: DefinitionsInForce::standard(),
            first: Vec::new(),
            in_full,
        },
        Some(report) => {
            let told = numbers(report, figures, streams)?;
            (status, paths) = (told.status, told.paths);
            let (figures, definitions) = (told.figures, told.definitions);
            Explanation { figures, definitions, first: told.first, in_full }
        }
    };
    let output = &request.output;
    deliver_to(output.target.as_ref(), &paths, streams.stdout, &mut |out| {
        render_explanation(&explanation, output.format, &output.style, out)
    })?;
    Ok(status)
}

struct NumbersOfFigures {
    figures: Vec<Explained>,
    first: Vec<Note>,
    definitions: DefinitionsInForce,
    paths: Vec<std::path::PathBuf>,
    status: u8,
}

/// The figures with the numbers of a report.
fn numbers(
    request: &ReportRequest,
    figures: Vec<Explained>,
    streams: &mut Streams<'_>,
) -> anyhow::Result<NumbersOfFigures> {
    let vocabulary = Vocabulary::new();
    let mut input = load(wanted(request), &vocabulary, streams.stdin)?;
    let groups = PersonGroups::new(&vocabulary);
    let (figures, first, notes) = with_report(
        request,
        &mut input,
        &vocabulary,
        &groups,
        |_| true,
        |behind| {
            let Behind { scene, report, notes, .. } = behind;
            let told = figures.into_iter().map(|figure| in_numbers(figure, scene, &report));
            Ok((told.collect(), report.first.clone(), notes))
        },
    )?;
    notes.tell(request.output.style.lang, streams.stderr);
    let status = request.input.status(notes.rejected);
    Ok(NumbersOfFigures {
        figures,
        first,
        definitions: definitions(&input),
        paths: input.paths,
        status,
    })
}

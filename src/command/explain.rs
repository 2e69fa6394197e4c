//! `outflow explain`: the texts of the reference page, with the numbers of a report where a period is given.

use super::cases::report_of_all;
use super::counted::{Counted, report_windows};
use super::deliver::{definitions, deliver};
use super::load::RunRequest;
use super::run::Run;
use crate::cli::{ExplainRequest, ReportRequest};
use crate::output::Streams;
use crate::record::Categories;
use crate::report::explain::{Explained, Explanation, explained, in_numbers};
use crate::report::{self, DefinitionsInForce, Note};

/// Explains figures. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where the data cannot give the period, or nothing could be written.
pub(crate) fn explain(request: &ExplainRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let figures: Vec<Explained> = request.figures.iter().map(|figure| explained(*figure)).collect();
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
            let numbers = numbers(report, figures, streams)?;
            (status, paths) = (numbers.status, numbers.paths);
            let (figures, definitions) = (numbers.figures, numbers.definitions);
            Explanation { figures, definitions, first: numbers.first, in_full }
        }
    };
    deliver(&explanation, &request.output, &paths, streams.stdout)?;
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
    let categories = Categories::new();
    let mut run = Run::load(RunRequest::of_report(request), &categories, streams.stdin)?;
    let windows = report_windows(request.period, request.comparison);
    let plan = report::plan(|_| true);
    let tally = run.tally(&plan, &windows)?;
    let counted = Counted::of_report(&tally, &windows);
    let (report, notes) = report_of_all(&run, request, counted, |_| true);
    let scope = run.whole_scope();
    let input = run.report_input(&scope, counted);
    let with_numbers = figures.into_iter().map(|figure| in_numbers(figure, &input, &report));
    let figures = with_numbers.collect();
    notes.tell(request.output.style.lang, streams.stderr);
    Ok(NumbersOfFigures {
        figures,
        first: report.first,
        definitions: definitions(&run.input),
        status: run.status(),
        paths: run.input.paths.clone(),
    })
}

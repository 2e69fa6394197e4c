//! One report of everything loaded, for the commands that look behind its figures.

use super::load::{Input, Wanted};
use super::notes::{self, Notes};
use super::scopes::Scopes;
use super::stage::{Sight, Stage, count, windows};
use crate::cli::ReportRequest;
use crate::measure::{PersonGroups, Tally};
use crate::record::Vocabulary;
use crate::report::{self, Report, Scene, yardstick};

/// What a report asks for, as far as loading goes.
pub(super) const fn wanted(request: &ReportRequest) -> Wanted<'_> {
    Wanted {
        input: &request.input,
        scope: &request.scope,
        periods: std::slice::from_ref(&request.period),
        output: &request.output,
        publish: request.publish.as_ref(),
    }
}

/// Everything that one report is made from, its scene and the report itself.
pub(super) struct Behind<'a> {
    /// What was loaded, and the periods of the run.
    pub(super) stage: &'a Stage<'a>,
    /// What the figures are worked out from.
    pub(super) scene: &'a Scene<'a>,
    /// The report of the tables that were asked for.
    pub(super) report: Report,
    /// What there is to say of the data.
    pub(super) notes: Notes,
}

/// Counts some tables of what was loaded, and hands them on with all that is behind them.
///
/// # Errors
/// Where a municipality is asked for that no row names, and what `then` refuses.
pub(super) fn with_report<R>(
    request: &ReportRequest,
    input: &mut Input,
    vocabulary: &Vocabulary,
    person_groups: &PersonGroups,
    is_wanted: impl Fn(&str) -> bool,
    then: impl FnOnce(Behind<'_>) -> anyhow::Result<R>,
) -> anyhow::Result<R> {
    let scopes = Scopes::new(&request.scope, &input.loaded, vocabulary)?;
    let windows = windows(request.period, request.comparison);
    let plan = report::plan(&is_wanted);
    let new = || Tally::new(&plan, scopes.count(), windows.len());
    let tally = count(input, vocabulary, person_groups, &windows, &scopes, new)?;
    let notes = notes::of_report(wanted(request), input, &tally, &windows);
    let stage = Stage {
        input,
        vocabulary,
        person_groups,
        windows: &windows,
        scopes: &scopes,
        asked: &request.scope,
        top: request.top,
    };
    let places: Vec<usize> = (0..windows.len()).collect();
    let sight: Sight<'_> = stage.of_all();
    let scene = stage.scene(&sight, &tally, &places);
    let mut report = report::report(&scene, sight.name.clone(), sight.savings_method(), is_wanted);
    report.first = notes.first_of(&sight.records);
    if let Some(records) = sight.yardsticks() {
        report.tables.extend(yardstick::rates_of(&report, records));
    }
    then(Behind { stage: &stage, scene: &scene, report, notes })
}

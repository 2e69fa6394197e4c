//! `outflow cohorts`: how long benefits run.

use super::deliver::{deliver, provenance};
use super::load::{Input, Wanted, load};
use super::scopes::Scopes;
use super::stage::{Stage, take_seen};
use super::{notes, publish};
use crate::Streams;
use crate::audit::Surroundings;
use crate::cli::CohortsRequest;
use crate::error::{DisclosureError, Error};
use crate::measure::{
    Apart, Cohorts, Context, Counts, PersonGroups, Plan, Seen, Tally, Window, measure,
};
use crate::period::{Comparison, Day, Period};
use crate::record::{Records, Vocabulary};
use crate::report::disclosure::Evidence;
use crate::report::{self, Document, Layout, Report, Scene, cohort};

/// Follows cohorts. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn cohorts(request: &CohortsRequest, streams: &mut Streams<'_>) -> Result<u8, Error> {
    let vocabulary = Vocabulary::new();
    let wanted = Wanted {
        input: &request.input,
        scope: &request.scope,
        periods: &[],
        output: &request.output,
        publish: request.publish.as_ref(),
    };
    let mut input = load(wanted, &vocabulary, streams.stdin)?;
    if request.publish.is_some() {
        check_followed_alike(&input)?;
    }
    let scopes = Scopes::new(&request.scope, &input.loaded, &vocabulary)?;
    let person_groups = PersonGroups::new(&vocabulary);
    let mut all = Cohorts::new(&request.by, Day::MAX);
    for (loaded, noticed) in input.loaded.iter_mut().zip(&mut input.noticed) {
        let (of_rows, seen) =
            follow(&loaded.records, &vocabulary, &person_groups, &scopes, &request.by);
        all = all.and(of_rows);
        take_seen(loaded, noticed, &seen)?;
    }
    let windows = windows(&input);
    let stage = Stage {
        input: &input,
        vocabulary: &vocabulary,
        person_groups: &person_groups,
        windows: &windows,
        scopes: &scopes,
        asked: &request.scope,
        top: None,
    };
    let mut reports = reports(&stage, &all, &request.by);
    let notes = notes::of_input(wanted, &input);
    for (report, sight) in reports.iter_mut().zip(stage.sights()) {
        report.first = notes.first_of(&sight.records);
    }
    notes.tell(request.output.style.lang, streams.stderr);
    let mut document = Document {
        reports,
        notes: notes.in_report,
        provenance: provenance(&input),
        layout: Layout::Apart,
        courses: Vec::new(),
    };
    if let Some(publication) = &request.publish {
        let evidence = evidence(&stage, &all, &request.by);
        let hidden = publish::hide(
            publication,
            Comparison::None,
            &mut document,
            &evidence,
            (request.output.style.lang, &mut *streams.stderr),
        )?;
        let surroundings = Surroundings::File(Comparison::None);
        hidden.finish(&request.output, surroundings, &mut document)?;
    }
    deliver(&request.output, &input, &document, streams.stdout)?;
    Ok(request.input.status(notes.rejected))
}

/// Who can be followed how long is told by the coverage, which a published table names once.
fn check_followed_alike(input: &Input) -> Result<(), DisclosureError> {
    let mut coverages = input.loaded.iter().map(|loaded| loaded.records.coverage);
    let first = coverages.next();
    if coverages.all(|coverage| Some(coverage) == first) {
        Ok(())
    } else {
        Err(DisclosureError::FollowedUnlike)
    }
}

/// What the rules for hiding ask of each report beside its figures: how many ended.
fn evidence(stage: &Stage<'_>, all: &Cohorts<'_>, by: &[Apart]) -> Evidence {
    let plan = Plan::new([]);
    let nothing = Tally::new(&plan, stage.scopes.count(), stage.windows.len());
    let mut evidence = Evidence::default();
    for (report, sight) in stage.sights().iter().enumerate() {
        let scene = stage.scene(sight, &nothing, &[0]);
        let ended = cohort::ended(&scene, all, by);
        evidence.ended.extend(ended.into_iter().map(|(group, count)| ((report, group), count)));
    }
    evidence
}

/// The cohorts of one dataset, and what was seen besides.
pub(super) fn follow<'b>(
    records: &Records,
    vocabulary: &Vocabulary,
    person_groups: &PersonGroups,
    scopes: &Scopes,
    by: &'b [Apart],
) -> (Cohorts<'b>, Seen) {
    // each dataset is followed as far as it reaches
    let windows = [Window::new(records.coverage)];
    let context = Context::new(records, vocabulary, person_groups, &windows, &scopes.of_code);
    measure(&context, || Cohorts::new(by, records.coverage.to()))
}

/// The report of each scope, of one table; the stage has one period, which is that of [`windows`].
pub(super) fn reports(stage: &Stage<'_>, all: &Cohorts<'_>, by: &[Apart]) -> Vec<Report> {
    let plan = Plan::new([]);
    let nothing = Tally::new(&plan, stage.scopes.count(), stage.windows.len());
    let reports = stage.sights().into_iter().map(|sight| {
        // a dataset that reaches less far than another is followed less far, which is no reason to leave it out
        let scene = Scene { partial: true, ..stage.scene(&sight, &nothing, &[0]) };
        let table = cohort::table(&scene, all, by);
        let empty = report::report(&scene, sight.name.clone(), sight.savings_method(), |_| false);
        Report { tables: vec![table], provisional: false, ..empty }
    });
    reports.collect()
}

/// The period in which cohorts start.
pub(super) fn windows(input: &Input) -> Vec<Window> {
    span(input).into_iter().map(Window::new).collect()
}

/// From the first day that any dataset covers to the last.
fn span(input: &Input) -> Option<Period> {
    let coverages = || input.loaded.iter().map(|loaded| loaded.records.coverage);
    let (from, to) = (coverages().map(Period::from).min()?, coverages().map(Period::to).max()?);
    Period::new(from, to).ok()
}

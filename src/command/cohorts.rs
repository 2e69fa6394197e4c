//! `outflow cohorts`: how long benefits run.

use super::deliver::{deliver, provenance};
use super::load::{Input, Wanted, load};
use super::notes;
use super::publish::{Publishing, Way, containing};
use super::scopes::Scopes;
use super::stage::{Stage, take_seen};
use crate::audit::AuditContext;
use crate::cli::CohortsRequest;
use crate::disclosure::Evidence;
use crate::measure::{
    CohortDimension, Cohorts, Context, Counts, PersonGroups, Plan, Seen, Tally, Window, measure,
};
use crate::output::Streams;
use crate::period::{Comparison, Day, Period};
use crate::record::{Records, Vocabulary};
use crate::report::{self, Document, Layout, Note, Report, Scene, cohort};

/// Follows cohorts. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn cohorts(request: &CohortsRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let vocabulary = Vocabulary::new();
    let wanted = Wanted {
        input: &request.input,
        scope: &request.scope,
        periods: &[],
        output: &request.output,
        publish: request.publish.as_ref(),
    };
    let mut input = load(wanted, &vocabulary, streams.stdin)?;
    let scopes = Scopes::new(&request.scope, &input.loaded, &vocabulary)?;
    let person_groups = PersonGroups::new(&vocabulary);
    let mut all = Cohorts::new(&request.by, Day::MAX);
    for (loaded, warnings) in input.loaded.iter_mut().zip(&mut input.warnings) {
        let (of_rows, seen) =
            follow(&loaded.records, &vocabulary, &person_groups, &scopes, &request.by);
        all = all.and(of_rows);
        take_seen(loaded, warnings, &seen)?;
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
        notes.head(report, &sight.records);
    }
    notes.tell(request.output.style.lang, streams.stderr);
    let mut document = Document {
        reports,
        notes: notes.in_report,
        provenance: provenance(&input),
        layout: Layout::Separate,
        courses: Vec::new(),
    };
    if let Some(publication) = &request.publish {
        let publishing = Publishing::new(publication, Comparison::None)?;
        let known = (&Evidence::default(), &containing(&stage, &scopes));
        let lang = request.output.style.lang;
        let protected =
            publishing.protect(Way::Rounding, &mut document, known, lang, streams.stderr)?;
        document.notes.push(Note::new("cohorts_published", Vec::new()));
        protected.audit(AuditContext::File(Comparison::None), &document)?;
    }
    deliver(&request.output, &input, &document, streams.stdout)?;
    Ok(request.input.status(notes.rejected))
}

/// The cohorts of one dataset, and what was seen besides.
fn follow<'b>(
    records: &Records,
    vocabulary: &Vocabulary,
    person_groups: &PersonGroups,
    scopes: &Scopes,
    by: &'b [CohortDimension],
) -> (Cohorts<'b>, Seen) {
    // each dataset is followed as far as it reaches
    let windows = [Window::new(records.coverage)];
    let context = Context::new(records, vocabulary, person_groups, &windows, &scopes.of_code);
    measure(&context, || Cohorts::new(by, records.coverage.to()))
}

/// The report of each scope, of one table; the stage has one period, which is that of [`windows`].
fn reports(stage: &Stage<'_>, all: &Cohorts<'_>, by: &[CohortDimension]) -> Vec<Report> {
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
fn windows(input: &Input) -> Vec<Window> {
    span(input).into_iter().map(Window::new).collect()
}

/// From the first day that any dataset covers to the last.
fn span(input: &Input) -> Option<Period> {
    let coverages = || input.loaded.iter().map(|loaded| loaded.records.coverage);
    let (from, to) = (coverages().map(Period::from).min()?, coverages().map(Period::to).max()?);
    Period::new(from, to).ok()
}

//! `outflow cohorts`: how long benefits run.

use super::deliver::{deliver, provenance};
use super::load::{Wanted, load};
use super::notes;
use super::scopes::Scopes;
use super::stage::Stage;
use crate::Streams;
use crate::cli::CohortsRequest;
use crate::error::Error;
use crate::measure::{Cohorts, Context, Counts, PersonGroups, Plan, Tally, Window, measure};
use crate::period::{Day, Period};
use crate::record::Vocabulary;
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
    };
    let mut input = load(wanted, &vocabulary, streams.stdin)?;
    let scopes = Scopes::new(&request.scope, &input.loaded, &vocabulary)?;
    let person_groups = PersonGroups::new(&vocabulary);
    let mut all = Cohorts::new(&request.by, Day::MAX);
    for loaded in &mut input.loaded {
        let records = &loaded.records;
        // each dataset is followed as far as it reaches
        let windows = [Window::new(records.coverage)];
        let context = Context::new(records, &vocabulary, &person_groups, &windows, &scopes.of_code);
        let new = || Cohorts::new(&request.by, records.coverage.to());
        let (cohorts, identical) = measure(&context, new);
        all = all.and(cohorts);
        if let Some(benefits) = loaded.files.first_mut() {
            benefits.identical += identical;
        }
    }
    let windows: Vec<Window> = span(&input).into_iter().map(Window::new).collect();
    let stage = Stage {
        input: &input,
        vocabulary: &vocabulary,
        person_groups: &person_groups,
        windows: &windows,
        scopes: &scopes,
        asked: &request.scope,
        top: None,
    };
    let plan = Plan::new([]);
    let nothing = Tally::new(&plan, scopes.count(), windows.len());
    let reports = stage.sights().into_iter().map(|sight| {
        // a dataset that reaches less far than another is followed less far, which is no reason to leave it out
        let scene = Scene { partial: true, ..stage.scene(&sight, &nothing, &[0]) };
        let table = cohort::table(&scene, &all, &request.by);
        let empty = report::report(&scene, sight.name.clone(), sight.savings_method(), |_| false);
        Report { tables: vec![table], provisional: false, ..empty }
    });
    let reports = reports.collect();
    let notes = notes::of_input(wanted, &input);
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

/// From the first day that any dataset covers to the last.
fn span(input: &super::load::Input) -> Option<Period> {
    let coverages = || input.loaded.iter().map(|loaded| loaded.records.coverage);
    let (from, to) = (coverages().map(Period::from).min()?, coverages().map(Period::to).max()?);
    Period::new(from, to).ok()
}

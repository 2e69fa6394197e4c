//! `outflow table`: one figure by one or two dimensions.

use super::deliver::{deliver, provenance};
use super::load::{Wanted, load};
use super::notes;
use super::publish::{Publishing, Way, containing};
use super::scopes::Scopes;
use super::stage::{Stage, count, windows};
use crate::audit::AuditContext;
use crate::cli::TableRequest;
use crate::disclosure::Evidence;
use crate::measure::{Crossed, PersonGroups, Tally};
use crate::output::Streams;
use crate::record::Vocabulary;
use crate::report::{self, Document, Layout, Report, cross};

/// Makes a table. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn table(request: &TableRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let vocabulary = Vocabulary::new();
    let wanted = Wanted {
        input: &request.input,
        scope: &request.scope,
        periods: &[request.period],
        output: &request.output,
        publish: request.publish.as_ref(),
    };
    let mut input = load(wanted, &vocabulary, streams.stdin)?;
    let scopes = Scopes::new(&request.scope, &input.loaded, &vocabulary)?;
    let windows = windows(request.period, request.comparison);
    let (spec, plan) = (&request.spec, request.spec.plan());
    let person_groups = PersonGroups::new(&vocabulary);
    let new = || {
        let margins = Tally::new(&plan, scopes.count(), windows.len());
        Crossed::new(margins, spec.counted(), spec.by())
    };
    let crossed = count(&mut input, &vocabulary, &person_groups, &windows, &scopes, new)?;
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
    let sights = stage.sights();
    let reports = sights.iter().map(|sight| {
        let scene = stage.scene(sight, &crossed.margins, &places);
        let table = cross::table(&scene, &crossed, spec);
        let empty = report::report(&scene, sight.name.clone(), sight.savings_method(), |_| false);
        Report { tables: vec![table], ..empty }
    });
    let mut reports: Vec<Report> = reports.collect();
    let notes = notes::of_report(wanted, &input, &crossed.margins, &windows);
    for (report, sight) in reports.iter_mut().zip(&sights) {
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
        let publishing = Publishing::new(publication, request.comparison)?;
        let known = (&Evidence::default(), &containing(&stage, &scopes));
        let protected = publishing.protect(
            Way::Rounding,
            &mut document,
            known,
            request.output.style.lang,
            streams.stderr,
        )?;
        let context = AuditContext::of_run(request.period, request.comparison);
        protected.audit(context, &document)?;
    }
    deliver(&request.output, &input, &document, streams.stdout)?;
    Ok(request.input.status(notes.rejected))
}

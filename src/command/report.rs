//! `outflow report`: the way of a figure, step by step.

use std::io::Write;

use super::load::{Input, load};
use super::notes;
use super::scopes::{Scopes, is_in};
use crate::Streams;
use crate::cli::ReportRequest;
use crate::dataset::codes;
use crate::error::Error;
use crate::measure::{Context, DURATIONS, PersonGroups, Plan, Tally, Window, age_names, measure};
use crate::output::deliver;
use crate::period::Comparison;
use crate::record::{Names, Records, Vocabulary};
use crate::render::render;
use crate::report::{self, Document, Report, Scene};

/// Makes a report. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn report(request: &ReportRequest, streams: &mut Streams<'_>) -> Result<u8, Error> {
    let vocabulary = Vocabulary::new();
    let mut input = load(request, &vocabulary, None, streams.stdin)?;
    let scopes = Scopes::new(request, &input.loaded, &vocabulary)?;
    let windows = windows(request);
    let plan = report::plan(|table| is_wanted(request, table));
    let person_groups = PersonGroups::new(&vocabulary);
    let tally = count(&mut input, &vocabulary, &person_groups, &windows, &scopes, &plan);
    let reports = Stage {
        input: &input,
        vocabulary: &vocabulary,
        person_groups: &person_groups,
        windows: &windows,
        scopes: &scopes,
        tally: &tally,
        ages: &ages(&input),
        durations: &Names::declared(DURATIONS),
    }
    .reports(request);
    let notes = notes::of_run(request, &input, &tally, &windows);
    for line in notes.on_stderr(request.style.lang) {
        let _ = writeln!(streams.stderr, "outflow: {line}");
    }
    let document = Document { reports, notes: notes.in_report, provenance: provenance(&input) };
    write(request, &input, &document, streams.stdout)?;
    Ok(if notes.rejected > request.input.allow_rejects { 3 } else { 0 })
}

/// Whether a table is asked for.
pub(super) fn is_wanted(request: &ReportRequest, table: &str) -> bool {
    request.sections.is_empty() || request.sections.contains(&table)
}

/// The period asked for, its comparison, and that one's own comparison, which savings need.
pub(super) fn windows(request: &ReportRequest) -> Vec<Window> {
    let asked = request.period;
    let compared = asked.compared(request.comparison);
    let before = match request.comparison {
        Comparison::With(_) | Comparison::None => None,
        comparison => compared.and_then(|period| period.compared(comparison)),
    };
    let mut windows: Vec<_> =
        [Some(asked), compared, before].into_iter().flatten().map(Window::new).collect();
    if let Some(before) = windows.get_mut(2) {
        before.stock_only = true;
    }
    windows
}

/// The counts of all datasets together.
pub(super) fn count<'p>(
    input: &mut Input,
    vocabulary: &Vocabulary,
    person_groups: &PersonGroups,
    windows: &[Window],
    scopes: &Scopes,
    plan: &'p Plan,
) -> Tally<'p> {
    let mut all = Tally::new(plan, scopes.count(), windows.len());
    for loaded in &mut input.loaded {
        let records = &loaded.records;
        let context = Context::new(records, vocabulary, person_groups, windows, &scopes.of_code);
        let (tally, identical) = measure(&context, plan, scopes.count());
        all = all.merged(tally);
        if let Some(benefits) = loaded.files.first_mut() {
            benefits.identical += identical;
        }
    }
    all
}

/// Everything that reports are made from.
pub(super) struct Stage<'a> {
    /// The datasets.
    pub(super) input: &'a Input,
    /// The groups of every dimension.
    pub(super) vocabulary: &'a Vocabulary,
    /// The groups of persons.
    pub(super) person_groups: &'a PersonGroups,
    /// The periods.
    pub(super) windows: &'a [Window],
    /// The scopes.
    pub(super) scopes: &'a Scopes,
    /// The counts.
    pub(super) tally: &'a Tally<'a>,
    /// The age classes.
    pub(super) ages: &'a Names,
    /// The duration classes.
    pub(super) durations: &'a Names,
}

/// The age classes: all datasets of a run have the same.
pub(super) fn ages(input: &Input) -> Names {
    let first = input.loaded.first();
    age_names(first.map_or(&[][..], |loaded| &loaded.records.definitions.age_bounds))
}

impl Stage<'_> {
    /// One report for each municipality where asked, then the report of all.
    fn reports(&self, request: &ReportRequest) -> Vec<Report> {
        let mut reports = Vec::new();
        // where there is one municipality, the report of all is the report of each
        if request.each && (self.scopes.places.len() > 1 || self.scopes.has_nameless) {
            for place in &self.scopes.places {
                let of_place = |records: &&Records| is_in(records, *place);
                let records: Vec<_> = self.records().filter(of_place).collect();
                let scope = self.scopes.of_code[*place as usize].unwrap_or(0);
                let name = self.vocabulary.municipality.text(*place).to_string();
                let is_part = self.scopes.is_part || self.scopes.places.len() > 1;
                reports.push(self.one(request, name, scope, is_part, &records));
            }
        }
        let records: Vec<_> = self.records().collect();
        reports.push(self.one(request, self.scopes.name.clone(), 0, self.scopes.is_part, &records));
        reports
    }

    /// The records of all datasets.
    pub(super) fn records(&self) -> impl Iterator<Item = &'_ Records> {
        self.input.loaded.iter().map(|loaded| &loaded.records)
    }

    fn one(
        &self,
        request: &ReportRequest,
        name: String,
        scope: usize,
        is_part: bool,
        records: &[&Records],
    ) -> Report {
        let method = records.first().map_or("stock", |records| records.savings_method);
        let scene = Scene { scope, is_part, ..self.scene(request, records) };
        report::report(&scene, name, method, |table| is_wanted(request, table))
    }

    /// What the report of everything loaded is made from.
    pub(super) fn scene<'s>(
        &'s self,
        request: &ReportRequest,
        records: &'s [&'s Records],
    ) -> Scene<'s> {
        Scene {
            tally: self.tally,
            scope: 0,
            is_part: self.scopes.is_part,
            windows: self.windows,
            records,
            vocabulary: self.vocabulary,
            person_groups: self.person_groups,
            ages: self.ages,
            durations: self.durations,
            partial: request.partial,
            top: request.top,
        }
    }
}

fn provenance(input: &Input) -> report::Provenance {
    let datasets = input.loaded.iter().map(|loaded| report::DatasetFacts {
        name: loaded.records.name.clone(),
        coverage: loaded.records.coverage,
    });
    let inputs = input.loaded.iter().flat_map(|loaded| {
        loaded.files.iter().map(|file| report::InputFacts {
            dataset: loaded.records.name.clone(),
            kind: file.kind.id(),
            name: file.name.clone(),
            bytes: file.bytes,
            sha256: file.sha256.clone(),
            read: file.read,
            used: file.used(),
            rejected: file.rejected.total(),
            out_of_scope: file.left_out(),
        })
    });
    report::Provenance {
        version: env!("CARGO_PKG_VERSION"),
        code_lists: codes::date().to_owned(),
        datasets: datasets.collect(),
        inputs: inputs.collect(),
        definitions: definitions(input),
    }
}

/// The definitions in force: all datasets of a run have the same.
pub(super) fn definitions(input: &Input) -> report::DefinitionsInForce {
    let Some(Records { definitions, savings_method, prices, .. }) =
        input.loaded.first().map(|loaded| &loaded.records)
    else {
        return report::DefinitionsInForce::standard();
    };
    report::DefinitionsInForce {
        gap_days: definitions.gap_days,
        work_window_days: definitions.work_window_days,
        full_time_hours_hundredths: definitions.full_time_hours,
        age_bounds: definitions.age_bounds.to_vec(),
        savings_method: (*savings_method).to_owned(),
        average_benefit: prices.clone(),
    }
}

fn write(
    request: &ReportRequest,
    input: &Input,
    document: &Document,
    stdout: &mut dyn Write,
) -> Result<(), Error> {
    deliver(request.output.as_ref(), &input.paths, stdout, &mut |out| {
        render(document, request.format, &request.style, out)
    })?;
    Ok(())
}

//! `outflow report`: the way of a figure, step by step.

use std::io::Write;
use std::path::Path;

use super::load::{Input, load};
use super::scopes::{Scopes, is_in};
use super::{notes, publish};
use crate::Streams;
use crate::cli::ReportRequest;
use crate::dataset::codes;
use crate::error::Error;
use crate::measure::{
    Condition, Context, DURATIONS, PersonGroups, Plan, Tally, Unit, Window, age_names, measure,
};
use crate::output::{to_file, to_stdout};
use crate::period::Comparison;
use crate::record::{Names, Records, Vocabulary};
use crate::render::render;
use crate::report::disclosure::{AmountFacts, Evidence};
use crate::report::{self, Document, Report, Scene};

/// Makes a report. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn report(request: &ReportRequest, streams: &mut Streams<'_>) -> Result<u8, Error> {
    let vocabulary = Vocabulary::new();
    let mut input = load(request, &vocabulary, streams.stdin)?;
    let scopes = Scopes::new(request, &input.loaded, &vocabulary)?;
    let windows = windows(request);
    let plan = report::plan(|table| is_wanted(request, table));
    let person_groups = PersonGroups::new(&vocabulary);
    let tally = count(&mut input, &vocabulary, &person_groups, &windows, &scopes, &plan);
    let scene = Stage {
        input: &input,
        vocabulary: &vocabulary,
        person_groups: &person_groups,
        windows: &windows,
        scopes: &scopes,
        tally: &tally,
    };
    let reports = scene.reports(request);
    let notes = notes::of_run(request, &input, &tally, &windows);
    for line in notes.on_stderr(request.style.lang) {
        let _ = writeln!(streams.stderr, "outflow: {line}");
    }
    let mut document = Document { reports, notes: notes.in_report, provenance: provenance(&input) };
    if let Some(publication) = &request.publish {
        publish::hide(request, publication, &mut document, &scene.evidence(request))?;
        publish::audit(request, &document)?;
        publish::finish(publication, &mut document);
    }
    write(request, &input, &document, streams.stdout)?;
    Ok(if notes.rejected > request.input.allow_rejects { 3 } else { 0 })
}

fn is_wanted(request: &ReportRequest, table: &str) -> bool {
    request.sections.is_empty() || request.sections.contains(&table)
}

/// The period asked for, its comparison, and that one's own comparison, which savings need.
fn windows(request: &ReportRequest) -> Vec<Window> {
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

fn count<'p>(
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
struct Stage<'a> {
    input: &'a Input,
    vocabulary: &'a Vocabulary,
    person_groups: &'a PersonGroups,
    windows: &'a [Window],
    scopes: &'a Scopes,
    tally: &'a Tally<'a>,
}

impl Stage<'_> {
    /// The municipalities that get a report of their own; none where there is one, whose report is that of all.
    fn places(&self, request: &ReportRequest) -> &[crate::record::Code] {
        let are_apart = self.scopes.places.len() > 1 || self.scopes.has_nameless;
        if request.each && are_apart { &self.scopes.places } else { &[] }
    }

    fn scope_of(&self, place: crate::record::Code) -> usize {
        self.scopes.of_code[place as usize].unwrap_or(0)
    }

    /// What the rules for hiding ask of each report beside its figures.
    fn evidence(&self, request: &ReportRequest) -> Evidence {
        let of_places = self.places(request).iter().map(|place| self.scope_of(*place));
        let mut evidence = Evidence::default();
        for (report, scope) in of_places.chain([0]).enumerate() {
            for period in 0..self.windows.len() {
                let stock = self.tally.total(scope, period, Unit::Benefits, Condition::StockEnd);
                let stock = i64::try_from(stock).unwrap_or(i64::MAX);
                evidence.stocks.insert((report, period), stock);
                for condition in [
                    Condition::SubsidyAmount,
                    Condition::PricedAmount,
                    Condition::EndedSaving,
                    Condition::Paid,
                ] {
                    let made_of = self.tally.amounts(scope, period, condition);
                    let sum = self.tally.total(scope, period, Unit::Euro, condition);
                    let (number, largest) = (made_of.number, made_of.largest);
                    let facts = AmountFacts { number, largest, sum };
                    evidence.amounts.insert((report, period, condition), facts);
                }
            }
        }
        evidence
    }

    /// One report for each municipality where asked, then the report of all.
    fn reports(&self, request: &ReportRequest) -> Vec<Report> {
        let mut reports = Vec::new();
        for place in self.places(request) {
            let of_place = |records: &&Records| is_in(records, *place);
            let records: Vec<_> = self.records().filter(of_place).collect();
            let scope = self.scope_of(*place);
            let name = self.vocabulary.municipality.text(*place).to_string();
            let is_part = self.scopes.is_part || self.scopes.places.len() > 1;
            reports.push(self.one(request, name, scope, is_part, &records));
        }
        let records: Vec<_> = self.records().collect();
        reports.push(self.one(request, self.scopes.name.clone(), 0, self.scopes.is_part, &records));
        reports
    }

    fn records(&self) -> impl Iterator<Item = &Records> {
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
        let bounds = records.first().map_or(&[][..], |records| &records.definitions.age_bounds);
        let method = records.first().map_or("stock", |records| records.savings_method);
        let scene = Scene {
            tally: self.tally,
            scope,
            is_part,
            windows: self.windows,
            records,
            vocabulary: self.vocabulary,
            person_groups: self.person_groups,
            ages: &age_names(bounds),
            durations: &Names::declared(DURATIONS),
            partial: request.partial,
            top: request.top,
        };
        report::report(&scene, name, method, |table| is_wanted(request, table))
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
    let first = input.loaded.first().map(|loaded| &loaded.records);
    report::Provenance {
        version: env!("CARGO_PKG_VERSION"),
        code_lists: codes::date().to_owned(),
        datasets: datasets.collect(),
        inputs: inputs.collect(),
        definitions: report::DefinitionsInForce {
            gap_days: first.map_or(0, |records| records.definitions.gap_days),
            work_window_days: first.map_or(0, |records| records.definitions.work_window_days),
            full_time_hours_hundredths: first
                .map_or(0, |records| records.definitions.full_time_hours),
            age_bounds: first
                .map_or_else(Vec::new, |records| records.definitions.age_bounds.to_vec()),
            savings_method: first.map_or("stock", |records| records.savings_method).to_owned(),
            average_benefit: first.map_or_else(Vec::new, |records| records.prices.clone()),
        },
    }
}

fn write(
    request: &ReportRequest,
    input: &Input,
    document: &Document,
    stdout: &mut dyn Write,
) -> Result<(), Error> {
    let mut rendering = |out: &mut dyn Write| render(document, request.format, &request.style, out);
    match &request.output {
        None => to_stdout(stdout, &mut rendering)?,
        Some(target) => {
            let inputs: Vec<&Path> = input.paths.iter().map(std::path::PathBuf::as_path).collect();
            to_file(target, &inputs, &mut rendering)?;
        }
    }
    Ok(())
}

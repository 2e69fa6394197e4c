//! `outflow trend`: the report of one period after another, from one pass over the data.

use super::deliver::{deliver, provenance};
use super::load::{Input, Wanted, load};
use super::notes;
use super::publish::{Publishing, Way, containing, evidence};
use super::scopes::Scopes;
use super::stage::{Sight, Stage, count};
use super::yardsticks::check_yardsticks;
use crate::audit::AuditContext;
use crate::cli::TrendRequest;
use crate::measure::{PersonGroups, Tally, Window};
use crate::output::Streams;
use crate::period::{Comparison, Period};
use crate::record::Vocabulary;
use crate::report::RequestError;
use crate::report::series::{keep, series, sources};
use crate::report::{self, Document, Layout, Report, Scene, yardstick};

/// Makes a series. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where nothing could be made, or it could not be written.
pub(crate) fn trend(request: &TrendRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let vocabulary = Vocabulary::new();
    let mut wanted = Wanted {
        input: &request.input,
        scope: &request.scope,
        periods: &request.periods,
        output: &request.output,
        publish: request.publish.as_ref(),
    };
    let mut input = load(wanted, &vocabulary, streams.stdin)?;
    let scopes = Scopes::new(&request.scope, &input.loaded, &vocabulary)?;
    let periods = periods(request, &input)?;
    wanted.periods = &periods;
    let asked: Vec<Asked> =
        periods.iter().map(|period| Asked::new(*period, request.comparison)).collect();
    let windows = windows(&asked);
    let plan = report::plan(|table| is_wanted(request, table));
    let person_groups = PersonGroups::new(&vocabulary);
    check_yardsticks(&mut input, &vocabulary, &person_groups)?;
    let new = || Tally::new(&plan, scopes.count(), windows.len());
    let tally = count(&mut input, &vocabulary, &person_groups, &windows, &scopes, new)?;
    let stage = Stage {
        input: &input,
        vocabulary: &vocabulary,
        person_groups: &person_groups,
        windows: &windows,
        scopes: &scopes,
        asked: &request.scope,
        top: None,
    };
    let sights = stage.sights();
    let notes = notes::of_input(wanted, &input);
    let mut document = Document {
        reports: sights
            .iter()
            .flat_map(|sight| reports(request, &stage, sight, &tally, &asked))
            .collect(),
        notes: notes.in_report.clone(),
        provenance: provenance(&input),
        layout: Layout::Series { cumulative: request.cumulative, drawn: request.drawn },
        courses: Vec::new(),
    };
    for (reports, sight) in document.reports.chunks_mut(asked.len().max(1)).zip(&sights) {
        for report in reports {
            notes.head(report, &sight.records);
        }
    }
    let mut protected = None;
    if let Some(publication) = &request.publish {
        let places = asked.iter().map(|asked| asked.places(&windows));
        let of_sight = |sight: &Sight<'_>| {
            places.clone().map(|places| (sight.scope, places)).collect::<Vec<_>>()
        };
        let made_of: Vec<_> = sights.iter().flat_map(of_sight).collect();
        let known = (&evidence(&made_of, &tally), &containing(&stage, &scopes));
        let publishing = Publishing::new(publication, request.comparison)?;
        protected = Some(publishing.protect(
            Way::Rounding,
            &mut document,
            known,
            request.output.style.lang,
            streams.stderr,
        )?);
    }
    notes.tell(request.output.style.lang, streams.stderr);
    // what figures are held against is worked out from what is shown of them
    for (reports, sight) in document.reports.chunks_mut(asked.len().max(1)).zip(&sights) {
        let Some(records) = sight.yardsticks() else { continue };
        let years: Vec<i32> = reports.iter().map(|report| report.period.to().year()).collect();
        let asked = yardstick::Asked { years: &years, so_far: request.cumulative, is_whole: false };
        for report in &mut *reports {
            report.tables.extend(yardstick::tables(report, records, asked));
        }
        document.notes.extend(yardstick::notes(reports, records));
    }
    if request.picks.iter().any(|pick| pick.table() == yardstick::RATES) {
        document.reports.iter_mut().for_each(|report| keep(report, &request.picks));
    }
    if let Some(protected) = protected {
        protected.audit(AuditContext::File(request.comparison), &document)?;
    }
    deliver(&request.output, &input, &document, streams.stdout)?;
    Ok(request.input.status(notes.rejected))
}

fn is_wanted(request: &TrendRequest, table: &str) -> bool {
    sources(&request.picks).iter().any(|pick| pick.table() == table)
}

/// The periods asked for, else all that every dataset covers, or some dataset where there is a series for each; an end
/// that is asked for takes the place of that of the data.
fn periods(request: &TrendRequest, input: &Input) -> Result<Vec<Period>, RequestError> {
    let mut periods = request.periods.clone();
    if periods.is_empty() {
        let loaded = || input.loaded.iter().map(|loaded| &loaded.records);
        let coverages = || {
            let with_rows = loaded().filter(|records| !records.municipalities().is_empty());
            with_rows.map(|records| records.coverage)
        };
        let (from, to) = if request.scope.each {
            (coverages().map(Period::from).min(), coverages().map(Period::to).max())
        } else {
            (coverages().map(Period::from).max(), coverages().map(Period::to).min())
        };
        let [first, last] = request.ends;
        let (from, to) = (first.or(from), last.or(to));
        let span = from.zip(to).and_then(|(from, to)| Period::new(from, to).ok());
        periods = span.map(|span| span.parts(request.months)).unwrap_or_default();
        if periods.is_empty() {
            let coverages = loaded().map(|records| (records.name.clone(), records.coverage));
            let (months, coverages) = (request.months, coverages.collect());
            return Err(RequestError::NoWholePeriod { months, coverages });
        }
    }
    if request.cumulative {
        periods = periods.into_iter().map(Period::year_so_far).collect();
    }
    Ok(periods)
}

/// A period of the series, its comparison, and that one's own comparison, which savings need.
struct Asked([Option<Period>; 3]);

impl Asked {
    fn new(period: Period, comparison: Comparison) -> Self {
        let compared = period.compared(comparison);
        let before = match comparison {
            Comparison::With(_) | Comparison::None => None,
            comparison => compared.and_then(|period| period.compared(comparison)),
        };
        Self([Some(period), compared, before])
    }

    /// The places of the three among the periods of the run.
    fn places(&self, windows: &[Window]) -> Vec<usize> {
        let place = |period: &Period| windows.iter().position(|window| window.period == *period);
        self.0.iter().flatten().filter_map(place).collect()
    }
}

/// Every period that is asked for or compared with, once, latest first, so that each spell finds its own.
fn windows(asked: &[Asked]) -> Vec<Window> {
    let mut periods: Vec<Period> = asked.iter().flat_map(|asked| asked.0).flatten().collect();
    periods.sort_unstable_by_key(|period| std::cmp::Reverse((period.to(), period.from())));
    periods.dedup();
    let mut windows: Vec<Window> = periods.into_iter().map(Window::new).collect();
    for window in &mut windows {
        let is_shown = |asked: &Asked| asked.0[..2].contains(&Some(window.period));
        window.stock_only = !asked.iter().any(is_shown);
    }
    windows
}

/// The report of one scope on one period of a series.
pub(super) fn of_period(
    stage: &Stage<'_>,
    sight: &Sight<'_>,
    tally: &Tally<'_>,
    places: &[usize],
    period: Period,
    is_wanted: impl Fn(&str) -> bool,
) -> Report {
    let scene = stage.scene(sight, tally, places);
    // a period of which no day is covered is a gap, also where provisional figures will do
    let touched = sight.records.iter().all(|records| records.coverage.overlaps(period));
    let scene = Scene { partial: scene.partial && touched, ..scene };
    report::report(&scene, sight.name.clone(), sight.savings_method(), is_wanted)
}

/// The reports of one scope on the periods one after the other.
fn reports(
    request: &TrendRequest,
    stage: &Stage<'_>,
    sight: &Sight<'_>,
    tally: &Tally<'_>,
    asked: &[Asked],
) -> Vec<Report> {
    let of_one = |asked: &Asked| {
        let places = asked.places(stage.windows);
        let is_wanted = |table: &str| is_wanted(request, table);
        asked.0[0].map(|period| of_period(stage, sight, tally, &places, period, is_wanted))
    };
    series(asked.iter().filter_map(of_one).collect(), &sources(&request.picks))
}

//! Everything that reports are made from, and the scopes that there is one for.

use super::load::{Input, account, check_contradictions};
use super::scopes::{Scopes, is_in};
use crate::cli::ScopeRequest;
use crate::dataset::input_error::InputError;
use crate::measure::quality::DataWarnings;
use crate::measure::{
    Context, Counts, DURATIONS, PersonGroups, Seen, Tally, Window, age_names, measure,
};
use crate::period::{Comparison, Period};
use crate::record::{Loaded, Names, Records, Vocabulary};
use crate::report::Scene;

/// What a run has loaded and what it asks of it.
pub(super) struct Stage<'a> {
    /// The datasets.
    pub(super) input: &'a Input,
    /// The groups that rows name.
    pub(super) vocabulary: &'a Vocabulary,
    /// The groups of persons.
    pub(super) person_groups: &'a PersonGroups,
    /// The periods that are counted.
    pub(super) windows: &'a [Window],
    /// The municipalities.
    pub(super) scopes: &'a Scopes,
    /// Whose rows are counted.
    pub(super) asked: &'a ScopeRequest,
    /// How many sectors and employers are shown before `rest`.
    pub(super) top: Option<usize>,
}

/// One scope of a run, under the name of its report.
pub(super) struct Sight<'a> {
    /// The name.
    pub(super) name: String,
    /// The datasets in it.
    pub(super) records: Vec<&'a Records>,
    /// Its number.
    pub(super) scope: usize,
    /// Whether it is some municipalities out of more.
    is_part: bool,
    ages: Names,
    durations: Names,
}

impl<'a> Stage<'a> {
    /// One scope for each municipality where asked, then that of all.
    pub(super) fn sights(&self) -> Vec<Sight<'a>> {
        let mut sights = Vec::new();
        // where there is one municipality, the report of all is the report of each
        if self.asked.each && (self.scopes.places.len() > 1 || self.scopes.has_nameless) {
            for place in &self.scopes.places {
                let of_place = |records: &&Records| is_in(records, *place);
                let name = self.vocabulary.municipality.text(*place).to_string();
                let scope = self.scopes.of_code[*place as usize].unwrap_or(0);
                let is_part = self.scopes.is_part || self.scopes.places.len() > 1;
                let records = self.records().filter(of_place).collect();
                sights.push(Sight::new(name, scope, is_part, records));
            }
        }
        sights.push(self.of_all());
        sights
    }

    /// The scope of everything loaded.
    pub(super) fn of_all(&self) -> Sight<'a> {
        let of_scope = |records: &&Records| {
            let mut places = records.municipalities().iter();
            !self.scopes.is_part || places.any(|place| self.scopes.places.contains(place))
        };
        let records = self.records().filter(of_scope).collect();
        Sight::new(self.scopes.name.clone(), 0, self.scopes.is_part, records)
    }

    fn records(&self) -> impl Iterator<Item = &'a Records> + use<'a> {
        self.input.loaded.iter().map(|loaded| &loaded.records)
    }

    /// What the report of one scope on one period is made from; `places` are those of the period, its comparison and
    /// that one's comparison among the periods of the run.
    pub(super) fn scene<'s>(
        &'s self,
        sight: &'s Sight<'_>,
        tally: &'s Tally<'s>,
        places: &'s [usize],
    ) -> Scene<'s> {
        Scene {
            tally,
            scope: sight.scope,
            is_part: sight.is_part,
            windows: self.windows,
            places,
            records: &sight.records,
            vocabulary: self.vocabulary,
            person_groups: self.person_groups,
            ages: &sight.ages,
            durations: &sight.durations,
            partial: self.asked.partial,
            top: self.top,
        }
    }
}

impl<'a> Sight<'a> {
    fn new(name: String, scope: usize, is_part: bool, records: Vec<&'a Records>) -> Self {
        let bounds = records.first().map_or(&[][..], |records| &records.definitions.age_bounds);
        let (ages, durations) = (age_names(bounds), Names::declared(DURATIONS));
        Self { name, records, scope, is_part, ages, durations }
    }

    /// The one dataset of the scope, where the scope is all of it: what its outflow.toml holds figures against then
    /// applies.
    pub(super) fn yardsticks(&self) -> Option<&Records> {
        match self.records.as_slice() {
            [one] if !self.is_part => Some(one),
            _ => None,
        }
    }

    /// The saving that is quoted (`[savings] method`).
    pub(super) fn savings_method(&self) -> &'static str {
        self.records.first().map_or("stock", |records| records.savings_method)
    }
}

/// The period asked for, its comparison, and that one's own comparison, which savings need.
pub(super) fn windows(asked: Period, comparison: Comparison) -> Vec<Window> {
    let compared = asked.compared(comparison);
    let before = match comparison {
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

/// Counts all datasets of a run, from `new` on.
///
/// # Errors
/// Where too many rows of a benefits export contradict each other.
pub(super) fn count<C: Counts>(
    input: &mut Input,
    vocabulary: &Vocabulary,
    person_groups: &PersonGroups,
    windows: &[Window],
    scopes: &Scopes,
    new: impl Fn() -> C + Sync,
) -> Result<C, InputError> {
    let mut all = new();
    for (loaded, warnings) in input.loaded.iter_mut().zip(&mut input.warnings) {
        let records = &loaded.records;
        let context = Context::new(records, vocabulary, person_groups, windows, &scopes.of_code);
        let (counts, seen) = measure(&context, &new);
        all = all.and(counts);
        take_seen(loaded, warnings, &seen)?;
    }
    Ok(all)
}

/// Keeps what was seen of a dataset while it was counted.
///
/// # Errors
/// Where too many rows of a benefits export contradict each other.
pub(super) fn take_seen(
    loaded: &mut Loaded,
    warnings: &mut DataWarnings,
    seen: &Seen,
) -> Result<(), InputError> {
    account(loaded, &seen.repeats);
    warnings.units = seen.odd;
    check_contradictions(loaded)
}

impl Stage<'_> {
    /// Counts the same records once more, in the periods of this stage.
    pub(super) fn recount<C: Counts>(&self, new: impl Fn() -> C + Sync) -> C {
        let count = |records: &Records| {
            let (words, groups) = (self.vocabulary, self.person_groups);
            let context = Context::new(records, words, groups, self.windows, &self.scopes.of_code);
            measure(&context, &new).0 // rows that are the same row again were told the first time
        };
        self.records().map(count).fold(new(), C::and)
    }
}

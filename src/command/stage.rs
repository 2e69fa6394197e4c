//! Everything that reports are made from, and the scopes that there is one for.

use super::load::Input;
use super::scopes::{Scopes, is_in};
use crate::cli::ScopeRequest;
use crate::measure::{Context, DURATIONS, PersonGroups, Plan, Tally, Window, age_names, measure};
use crate::record::{Names, Records, Vocabulary};
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
        let records = self.records().collect();
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

    /// The saving that is quoted (`[savings] method`).
    pub(super) fn savings_method(&self) -> &'static str {
        self.records.first().map_or("stock", |records| records.savings_method)
    }
}

/// Counts all datasets of a run.
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
        let new = || Tally::new(plan, scopes.count(), windows.len());
        let (tally, identical) = measure(&context, new);
        all = all.merged(tally);
        if let Some(benefits) = loaded.files.first_mut() {
            benefits.identical += identical;
        }
    }
    all
}

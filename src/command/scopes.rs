//! Which municipalities a run reports on, and under which name.

use rustc_hash::FxHashSet;

use crate::cli::ScopeRequest;
use crate::measure::{DURATIONS, age_names};
use crate::record::{Categories, CategoryCodes, Code, Loaded, Records};
use crate::report::{Report, RequestError, benchmarks};

/// The scopes of a run: everything loaded is scope 0, the municipalities follow by name.
#[derive(Debug)]
pub(super) struct Scopes {
    /// The municipalities that rows name, by name.
    pub(super) places: Vec<Code>,
    /// For each code of a municipality, its scope; empty where there is no report for each.
    pub(super) of_code: Vec<Option<usize>>,
    /// The name of the report of all.
    pub(super) name: String,
    /// Whether it is of some municipalities out of more.
    pub(super) is_part: bool,
    /// Whether some row is of no municipality.
    pub(super) has_nameless: bool,
}

impl Scopes {
    /// The scopes that a request and the rows give.
    ///
    /// # Errors
    /// Where a municipality is asked for that no row names.
    pub(super) fn new(
        request: &ScopeRequest,
        loaded: &[Loaded],
        categories: &Categories,
    ) -> Result<Self, RequestError> {
        let names = &categories.municipality;
        let found: FxHashSet<Code> =
            loaded.iter().flat_map(|loaded| loaded.records.municipalities()).copied().collect();
        let mut places: Vec<Code> = found.iter().copied().filter(|code| *code != 0).collect();
        places.sort_by_cached_key(|code| names.text(*code));
        for wanted in &request.municipalities {
            let folded = wanted.to_lowercase();
            if !places.iter().any(|code| names.text(*code).to_lowercase() == folded) {
                return Err(unknown(wanted, categories));
            }
        }
        let every_row_has_one = !found.contains(&0);
        let name = match places.as_slice() {
            [one] if every_row_has_one => names.text(*one).to_string(),
            some if !request.municipalities.is_empty() => {
                let texts: Vec<_> = some.iter().map(|code| names.text(*code).to_string()).collect();
                texts.join(" + ")
            }
            _ if loaded.len() == 1 => loaded[0].records.name.clone(),
            _ => "all".to_owned(),
        };
        let mut of_code = Vec::new();
        if request.each {
            of_code.resize(names.len() + 1, None);
            for (index, code) in places.iter().enumerate() {
                of_code[*code as usize] = Some(index + 1);
            }
        }
        let is_part = !request.municipalities.is_empty();
        Ok(Self { places, of_code, name, is_part, has_nameless: !every_row_has_one })
    }

    /// The scope of each municipality where there is a report of `each`, then that of all.
    pub(super) fn of_reports<'a>(
        &self,
        each: bool,
        loaded: &'a [Loaded],
        categories: &Categories,
    ) -> Vec<ReportScope<'a>> {
        let mut scopes = Vec::new();
        // where there is one municipality, the report of all is the report of each
        if each && (self.places.len() > 1 || self.has_nameless) {
            for place in &self.places {
                let of_place = |records: &&Records| records.municipalities().contains(place);
                let name = categories.municipality.text(*place).to_string();
                let scope = self.of_code[*place as usize].unwrap_or(0);
                let is_part = self.is_part || self.places.len() > 1;
                let records = records(loaded).filter(of_place).collect();
                scopes.push(ReportScope::new(name, scope, is_part, records));
            }
        }
        scopes.push(self.whole(loaded));
        scopes
    }

    /// The scope of everything loaded.
    pub(super) fn whole<'a>(&self, loaded: &'a [Loaded]) -> ReportScope<'a> {
        let of_scope = |records: &&Records| {
            let mut places = records.municipalities().iter();
            !self.is_part || places.any(|place| self.places.contains(place))
        };
        let records = records(loaded).filter(of_scope).collect();
        ReportScope::new(self.name.clone(), 0, self.is_part, records)
    }

    /// The number of scopes.
    pub(super) fn count(&self) -> usize {
        1 + self.of_code.iter().flatten().count()
    }
}

fn records(loaded: &[Loaded]) -> impl Iterator<Item = &Records> {
    loaded.iter().map(|loaded| &loaded.records)
}

/// One scope of a run, under the name of its report.
pub(super) struct ReportScope<'a> {
    /// The name.
    pub(super) name: String,
    /// The datasets in it.
    pub(super) records: Vec<&'a Records>,
    /// Its number.
    pub(super) scope: usize,
    /// Whether it is some municipalities out of more.
    pub(super) is_part: bool,
    /// The age classes.
    pub(super) ages: CategoryCodes,
    /// The duration classes.
    pub(super) durations: CategoryCodes,
}

impl<'a> ReportScope<'a> {
    fn new(name: String, scope: usize, is_part: bool, records: Vec<&'a Records>) -> Self {
        let bounds =
            records.first().map_or(&[][..], |records| &records.config.definitions.age_bounds);
        let (ages, durations) = (age_names(bounds), CategoryCodes::declared(DURATIONS));
        Self { name, records, scope, is_part, ages, durations }
    }

    /// The one dataset of the scope, where the scope is all of it: the targets and benchmarks of its outflow.toml then
    /// apply.
    pub(super) fn benchmarked(&self) -> Option<&Records> {
        match self.records.as_slice() {
            [one] if !self.is_part => Some(one),
            _ => None,
        }
    }

    /// A report of the scope with its rates, where its outflow.toml has inhabitants.
    pub(super) fn with_rates(&self, mut report: Report) -> Report {
        let rates = self.benchmarked().and_then(|records| benchmarks::rates_of(&report, records));
        report.tables.extend(rates);
        report
    }

    /// The saving that is quoted (`[savings] method`).
    pub(super) fn savings_method(&self) -> &'static str {
        self.records.first().map_or("stock", |records| records.config.savings.method.id())
    }
}

fn unknown(wanted: &str, categories: &Categories) -> RequestError {
    let names = &categories.municipality;
    let codes = 1..=Code::try_from(names.len()).unwrap_or(0);
    let mut known: Vec<String> = codes.map(|code| names.text(code).to_string()).collect();
    let lower = wanted.to_lowercase();
    known.sort_by_cached_key(|name| {
        (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name.clone())
    });
    RequestError::UnknownMunicipality { name: wanted.to_owned(), known }
}

//! Which municipalities a run reports on, and under which name.

use rustc_hash::FxHashSet;

use crate::cli::ScopeRequest;
use crate::record::{Code, Loaded, Records, Vocabulary};
use crate::report::RequestError;

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
        vocabulary: &Vocabulary,
    ) -> Result<Self, RequestError> {
        let names = &vocabulary.municipality;
        let found: FxHashSet<Code> =
            loaded.iter().flat_map(|loaded| loaded.records.municipalities()).copied().collect();
        let mut places: Vec<Code> = found.iter().copied().filter(|code| *code != 0).collect();
        places.sort_by_cached_key(|code| names.text(*code));
        for wanted in &request.municipalities {
            let folded = wanted.to_lowercase();
            if !places.iter().any(|code| names.text(*code).to_lowercase() == folded) {
                return Err(unknown(wanted, vocabulary));
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

    /// The number of scopes.
    pub(super) fn count(&self) -> usize {
        1 + self.of_code.iter().flatten().count()
    }
}

/// Whether any row of a dataset is of a municipality.
pub(super) fn is_in(records: &Records, place: Code) -> bool {
    records.municipalities().contains(&place)
}

fn unknown(wanted: &str, vocabulary: &Vocabulary) -> RequestError {
    let names = &vocabulary.municipality;
    let codes = 1..=Code::try_from(names.len()).unwrap_or(0);
    let mut known: Vec<String> = codes.map(|code| names.text(code).to_string()).collect();
    let lower = wanted.to_lowercase();
    known.sort_by_cached_key(|name| {
        (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name.clone())
    });
    RequestError::UnknownMunicipality { name: wanted.to_owned(), known }
}

//! The keys of `outflow.toml`, and which of them is meant by one that does not exist.

pub(super) const TOP: [&str; 20] = [
    "name",
    "municipality",
    "coverage",
    "benefits",
    "placements",
    "programmes",
    "payments",
    "codes",
    "sectors",
    "definitions",
    "savings",
    "budget",
    "recoveries",
    "wage_cost_subsidies",
    "targets",
    "population",
    "benchmark",
    "publisher",
    "story",
    "skip",
];

pub(super) const COVERAGE: [&str; 2] = ["from", "to"];

pub(super) const FILE: [&str; 8] =
    ["file", "files", "delimiter", "encoding", "columns", "snapshot", "rows", "amounts"];

pub(super) const DEFINITIONS: [&str; 4] =
    ["gap_days", "work_window_days", "full_time_hours", "age_bounds"];

pub(super) const SAVINGS: [&str; 2] = ["method", "average_benefit"];

pub(super) const CODES: [&str; 8] = [
    "end_reason",
    "household",
    "scheme",
    "sex",
    "start_reason",
    "kind",
    "programme_kind",
    "result",
];

pub(super) const POPULATION: [&str; 1] = ["2018"];

pub(super) const BENCHMARK: [&str; 4] = ["file", "files", "regions", "figures"];

pub(super) const BUDGET: [&str; 3] = ["amount", "state", "date"];

/// The key of an amount of a year that stands in a table.
pub(super) const AMOUNT: [&str; 1] = ["amount"];

pub(super) const PUBLISHER: [&str; 3] = ["name", "contact", "licence"];

pub(super) const STORY: [&str; 1] = ["lead"];

/// The key nearest to one that does not exist: of its own table, whose other keys are `here`, or else of the whole file.
pub(super) fn nearest(path: &str, key: &str, here: &[&str]) -> Option<String> {
    let table = path.strip_suffix(key).unwrap_or_default();
    let elsewhere = [
        ("", &TOP[..]),
        ("coverage.", &COVERAGE),
        ("benefits.", &FILE),
        ("definitions.", &DEFINITIONS),
        ("savings.", &SAVINGS),
        ("codes.", &CODES),
        ("population.", &POPULATION),
        ("benchmark.", &BENCHMARK),
        ("publisher.", &PUBLISHER),
        ("story.", &STORY),
    ];
    let near = |(table, keys): (&str, &[&str])| {
        let wanted = key.to_lowercase();
        let distance = |known: &&str| {
            if wanted.len() > 2 && known.contains(&wanted) {
                1
            } else {
                strsim::damerau_levenshtein(&wanted, known)
            }
        };
        let best = keys.iter().min_by_key(|known| distance(known))?;
        (distance(best) <= key.len() / 3 + 1).then(|| format!("{table}{best}"))
    };
    near((table, here)).or_else(|| elsewhere.into_iter().find_map(near))
}

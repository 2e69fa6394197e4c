//! Which key of `outflow.toml` is meant by one that does not exist.

/// The key nearest to one that does not exist: of its own table, whose other keys are `here`, or else of all `tables`.
pub(super) fn nearest(
    tables: &[(&str, Vec<&str>)],
    path: &str,
    key: &str,
    here: &[&str],
) -> Option<String> {
    let wanted = key.to_lowercase();
    let distance = |known: &str| {
        if wanted.len() > 2 && known.contains(&wanted) {
            1
        } else {
            strsim::damerau_levenshtein(&wanted, known)
        }
    };
    let near = |table: &str, keys: &[&str]| {
        let best = keys.iter().min_by_key(|known| distance(known))?;
        (distance(best) <= key.len() / 3 + 1).then(|| format!("{table}{best}"))
    };
    near(path.strip_suffix(key).unwrap_or_default(), here)
        .or_else(|| tables.iter().find_map(|(table, keys)| near(table, keys)))
}

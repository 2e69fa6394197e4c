//! Headers that fit a column by their name and may not by their values: `Type` is the role of a person in one system
//! and the act in another, `CBS-code` is a municipality or something else.

use super::codes::{CodeList, editions, left_out_scheme};
use super::columns::normalised;
use super::config::FileConfig;
use super::kind::{Field, FileKind};
use super::layout::Layout;
use super::scan::first_values;
use super::value::says_missing;

/// How many rows are looked at.
const ROWS: usize = 20_000;

/// Gives the columns whose names may mislead to what their values say. What `outflow.toml` names stays.
pub(super) fn settle(
    kind: FileKind,
    layout: &Layout,
    fields: &mut [Option<Field>],
    overrides: &FileConfig,
    head: &[u8],
) {
    let body = head.get(layout.body_offset..).unwrap_or_default();
    for position in 0..fields.len() {
        let name = normalised(&layout.names[position]);
        let is_named = overrides.columns.iter().any(|(_, header)| normalised(header) == name);
        let may_be: &[Field] = match (kind, name.as_str()) {
            _ if is_named => continue,
            (FileKind::Benefits, "type" | "indclitype") => &[Field::Role, Field::Scheme],
            (FileKind::Benefits, "soort") => &[Field::Scheme, Field::Role],
            (_, "cbscode") => &[Field::Municipality],
            _ => continue,
        };
        if fields[position].is_some_and(|field| !may_be.contains(&field)) {
            continue;
        }
        let values = first_values(body, layout.delimiter, position, ROWS);
        let found = may_be.iter().copied().find(|field| fits(*field, &values));
        let taken = |field: &Field| {
            fields.iter().enumerate().any(|(at, other)| at != position && other == &Some(*field))
        };
        fields[position] = found.filter(|field| !taken(field));
    }
}

/// Whether most of the values that are there are those of a column.
fn fits(field: Field, values: &[String]) -> bool {
    let filled: Vec<&String> =
        values.iter().filter(|value| !says_missing(value.as_bytes())).collect();
    let is_known = |list: CodeList, value: &str| list.meaning(value, editions().newest()).is_some();
    let is_value = |value: &&&String| match field {
        Field::Role => is_known(CodeList::Role, value),
        Field::Scheme => is_known(CodeList::Scheme, value) || left_out_scheme(value).is_some(),
        _ => (1..=4).contains(&value.len()) && value.parse::<u32>().is_ok_and(|code| code < 2_000),
    };
    let fitting = filled.iter().filter(is_value).count();
    fitting > 0 && fitting * 2 > filled.len()
}

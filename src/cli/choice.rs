//! Values that may be chosen from a list, with the nearest one named where none fits.

use std::num::NonZeroUsize;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;

use crate::measure::Unit;
use crate::report::series::{self, Pick};
use crate::report::{FigureId, TableId, figures, listed, table_ids};

/// More threads than this take memory and gain nothing.
pub(super) const MOST_THREADS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(255);

/// A number of threads.
pub(super) fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let number = text.parse().ok().filter(|number| *number <= MOST_THREADS);
    number.ok_or_else(|| format!("expected a number of threads from 1 to {MOST_THREADS}"))
}

/// Reads the id of a unit, of those `known`, each with what help says of it.
pub(super) fn unit_of<const N: usize>(
    known: [(Unit, &'static str); N],
) -> impl TypedValueParser<Value = Unit> {
    PossibleValuesParser::new(known.map(|(unit, help)| PossibleValue::new(unit.id()).help(help)))
        .try_map(move |id| {
            known
                .into_iter()
                .map(|(unit, _)| unit)
                .find(|unit| unit.id() == id)
                .ok_or("no such unit")
        })
}

/// Checks the ids of tables; `caseload_by_*` is all that begin so.
pub(super) fn sections(given: &[String]) -> Result<Vec<TableId>, clap::Error> {
    sections_of(given, &table_ids().collect::<Vec<_>>())
}

/// Checks the ids of tables of a report, which has the table of rates besides.
pub(super) fn report_sections(given: &[String]) -> Result<Vec<TableId>, clap::Error> {
    sections_of(given, &table_ids().chain([TableId::Rates]).collect::<Vec<_>>())
}

fn sections_of(given: &[String], all: &[TableId]) -> Result<Vec<TableId>, clap::Error> {
    let ids = || all.iter().map(|table| table.id());
    let mut chosen = Vec::new();
    for section in given.iter().flat_map(|given| given.split(',')).map(str::trim) {
        let prefix = section.strip_suffix('*');
        let fits = |table: &TableId| {
            prefix.map_or(table.id() == section, |prefix| table.id().starts_with(prefix))
        };
        let found: Vec<_> = all.iter().copied().filter(fits).collect();
        if found.is_empty() {
            let hint = hint(section, ids());
            let shown = crate::visible::Visible(section);
            let message =
                format!("there is no section `{shown}`{hint}\n\nSections: {}", joined(ids()));
            return Err(usage(message));
        }
        chosen.extend(found);
    }
    Ok(chosen)
}

/// Checks the ids of figures and tables; the headline figures where there are none.
pub(super) fn picks(given: &[String]) -> Result<Vec<Pick>, clap::Error> {
    if given.is_empty() {
        return Ok(series::HEADLINE.to_vec());
    }
    let ids = given.iter().flat_map(|given| given.split(',')).map(str::trim);
    ids.map(|id| Pick::named(id).ok_or_else(|| unknown_figure(id, series::ids().into_iter())))
        .collect()
}

/// A figure that does not exist, with the nearest that does.
pub(super) fn unknown_figure(
    id: &str,
    ids: impl Iterator<Item = &'static str> + Clone,
) -> clap::Error {
    let hint = hint(id, ids.clone());
    let shown = crate::visible::Visible(id);
    usage(format!("there is no figure `{shown}`{hint}\n\nFigures: {}", joined(ids)))
}

fn joined(ids: impl Iterator<Item = &'static str>) -> String {
    ids.collect::<Vec<_>>().join(", ")
}

/// Checks the id of a figure; a table is no figure but has some.
pub(super) fn figure(given: &str) -> Result<FigureId, clap::Error> {
    let all = figures();
    if let Some(found) = all.iter().find(|figure| figure.id() == given) {
        return Ok(*found);
    }
    let of_table = in_table(given);
    let Some(first) = of_table.first() else {
        return Err(unknown_figure(given, all.into_iter().map(FigureId::id)));
    };
    let joined = joined(of_table.iter().map(|figure| figure.id()));
    Err(usage(format!("`{given}` is a table, of {joined}; give a figure: {first} --table {given}")))
}

/// One figure, or all figures of a table. Where both have one name it is the figure.
pub(super) fn figure_or_table(given: &str) -> Result<Vec<FigureId>, clap::Error> {
    let of_table = in_table(given);
    if of_table.is_empty() || figures().iter().any(|figure| figure.id() == given) {
        Ok(vec![figure(given)?])
    } else {
        Ok(of_table)
    }
}

/// The figures of a table; none where there is no such table.
fn in_table(table: &str) -> Vec<FigureId> {
    let Some(table) = TableId::named(table) else { return Vec::new() };
    let stands_in =
        |figure: &FigureId| listed().any(|place| (place.table, place.figure) == (table, *figure));
    figures().into_iter().filter(stands_in).collect()
}

/// Checks the id of a table that a figure must stand in.
pub(super) fn table_of(figure: FigureId, given: &str) -> Result<TableId, clap::Error> {
    let of_figure = listed().filter(|listed| listed.figure == figure);
    let mut tables: Vec<_> = of_figure.map(|listed| listed.table).collect();
    tables.dedup();
    tables.iter().copied().find(|table| table.id() == given).ok_or_else(|| {
        let (shown, tables) =
            (crate::visible::Visible(given), joined(tables.iter().map(|table| table.id())));
        usage(format!("{figure} is not in table `{shown}`, but in {tables}"))
    })
}

/// The candidate most like a text, where one is alike at all.
pub(crate) fn nearest<'c>(
    text: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let text = text.to_lowercase();
    let distance = |candidate: &str| strsim::damerau_levenshtein(&text, &candidate.to_lowercase());
    let scored = candidates.into_iter().map(|candidate| (distance(candidate), candidate));
    scored
        .filter(|(distance, candidate)| distance * 3 <= candidate.len().max(3))
        .min()
        .map(|(_, candidate)| candidate)
}

/// "; did you mean …?", where a candidate is alike.
pub(super) fn hint<'c>(text: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    nearest(text, candidates).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// An option whose value cannot be used, in the words of a message.
pub(super) fn usage(message: impl std::fmt::Display) -> clap::Error {
    clap::Error::raw(ErrorKind::InvalidValue, format!("{message}\n"))
}

/// A delimiter: one character, or `tab`.
pub(super) fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [byte]
            if byte.is_ascii()
                && !byte.is_ascii_alphanumeric()
                && !matches!(byte, b'"' | b'\r' | b'\n') =>
        {
            Ok(*byte)
        }
        _ => Err("use one character such as `;`, or `tab`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_known_by_id_or_beginning() {
        let chosen = |given: &str| sections(&[given.to_owned()]).ok();
        assert_eq!(chosen("caseload, savings"), Some(vec![TableId::Caseload, TableId::Savings]));
        assert_eq!(chosen("inflow_by_*").map(|found| found.len()), Some(3));
        assert_eq!(chosen("nothing"), None);
    }

    #[test]
    fn a_slip_of_the_pen_finds_its_section() {
        assert_eq!(nearest("savngs", table_ids().map(TableId::id)), Some("savings"));
        assert_eq!(nearest("xyzzy", table_ids().map(TableId::id)), None);
    }

    #[test]
    fn delimiters_are_one_byte() {
        assert_eq!((delimiter(";"), delimiter("tab")), (Ok(b';'), Ok(b'\t')));
        assert!(delimiter("ab").is_err() && delimiter("\"").is_err() && delimiter("a").is_err());
    }
}

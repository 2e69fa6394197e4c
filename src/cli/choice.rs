//! Values that may be chosen from a list, with the nearest one named where none fits.

use clap::error::ErrorKind;

use crate::report::{figures, listed, table_ids};

/// Checks the ids of tables; `caseload_by_*` is all that begin so.
pub(super) fn sections(given: &[String]) -> Result<Vec<&'static str>, clap::Error> {
    let mut chosen = Vec::new();
    for section in given.iter().flat_map(|given| given.split(',')).map(str::trim) {
        let prefix = section.strip_suffix('*');
        let fits = |id: &&str| prefix.map_or(*id == section, |prefix| id.starts_with(prefix));
        let found: Vec<_> = table_ids().filter(fits).collect();
        if found.is_empty() {
            let hint = nearest(section, table_ids())
                .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            let all: Vec<_> = table_ids().collect();
            let shown = crate::visible::Visible(section);
            let message =
                format!("there is no section `{shown}`{hint}\n\nSections: {}", all.join(", "));
            return Err(clap::Error::raw(ErrorKind::InvalidValue, message + "\n"));
        }
        chosen.extend(found);
    }
    Ok(chosen)
}

/// Checks the id of a figure; a mistyped one gets the nearest, and a table is no figure but has some.
pub(super) fn figure(given: &str) -> Result<&'static str, clap::Error> {
    if let Some(found) = listed().find(|listed| listed.figure == given) {
        return Ok(found.figure);
    }
    let shown = crate::visible::Visible(given);
    let figures = figures();
    let of_table: Vec<_> =
        listed().filter(|listed| listed.table == given).map(|listed| listed.figure).collect();
    let message = if let Some(figure) = of_table.first() {
        let all = of_table.join(", ");
        format!("`{shown}` is a table, of {all}; give a figure: {figure} --table {given}\n")
    } else {
        let hint = nearest(given, figures.iter().copied())
            .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let all = figures.join(", ");
        format!("there is no figure `{shown}`{hint}\n\nFigures: {all}\n")
    };
    Err(clap::Error::raw(ErrorKind::InvalidValue, message))
}

/// One figure, or all figures of a table. Where both have one name it is the figure.
pub(super) fn figure_or_table(given: &str) -> Result<Vec<&'static str>, clap::Error> {
    let all = figures();
    let in_table =
        |figure: &&str| listed().any(|place| (place.table, place.figure) == (given, *figure));
    let of_table: Vec<_> = all.iter().copied().filter(in_table).collect();
    if of_table.is_empty() || all.contains(&given) {
        Ok(vec![figure(given)?])
    } else {
        Ok(of_table)
    }
}

/// Checks the id of a table that a figure must stand in.
pub(super) fn table_of(figure: &str, given: &str) -> Result<&'static str, clap::Error> {
    let tables: Vec<_> =
        listed().filter(|listed| listed.figure == figure).map(|listed| listed.table).collect();
    tables.iter().copied().find(|table| *table == given).ok_or_else(|| {
        let mut once = tables.clone();
        once.dedup();
        let shown = crate::visible::Visible(given);
        let message =
            format!("{figure} does not stand in table `{shown}`, but in {}\n", once.join(", "));
        clap::Error::raw(ErrorKind::InvalidValue, message)
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
        assert_eq!(chosen("caseload, savings"), Some(vec!["caseload", "savings"]));
        assert_eq!(chosen("inflow_by_*").map(|found| found.len()), Some(3));
        assert_eq!(chosen("nothing"), None);
    }

    #[test]
    fn a_slip_of_the_pen_finds_its_section() {
        assert_eq!(nearest("savngs", table_ids()), Some("savings"));
        assert_eq!(nearest("xyzzy", table_ids()), None);
    }

    #[test]
    fn delimiters_are_one_byte() {
        assert_eq!((delimiter(";"), delimiter("tab")), (Ok(b';'), Ok(b'\t')));
        assert!(delimiter("ab").is_err() && delimiter("\"").is_err() && delimiter("a").is_err());
    }
}

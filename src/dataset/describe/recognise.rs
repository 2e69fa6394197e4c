//! Which kind of export a header is of, where its columns leave no doubt.
//!
//! `report` and `init` both decide by this. Values are not looked at: a file is an export of a kind where the header has
//! every column that the kind needs, under names that the program or `outflow.toml` knows.

use std::collections::BTreeSet;

use crate::dataset::columns::{meaning, normalised};
use crate::dataset::config::Config;
use crate::dataset::dialect::{DELIMITERS, Head};
use crate::dataset::header::{Place, read_record};
use crate::dataset::kind::{Field, FileKind};
use crate::dataset::shape::is_no_name;

/// What a header says its file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Recognised {
    /// An export of this kind.
    Kind(FileKind),
    /// An export of one of these kinds.
    Either(Vec<FileKind>),
    /// Something that the program wrote itself: figures, findings or a list of cases.
    OwnOutput,
}

/// The header of a file that is recognised.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    /// What it says.
    pub(crate) recognised: Recognised,
    /// The headers as they stand there.
    pub(crate) names: Vec<String>,
}

/// Lines of title that may stand above a header.
const TITLE_LINES: usize = 20;
/// Fewer known columns than this are chance, unless the file has no others.
const LEAST_COLUMNS: usize = 3;
/// Columns that only exports of programmes have, whatever stands beside them (SRG).
const OF_PROGRAMMES: [&str; 2] = ["TYPE VOORZIENING", "REGISTRATIENUMMER VOORZIENING"];
/// Headers that stand together only in what the program writes.
const OWN: [&[&str]; 5] = [
    &["period", "table", "figure", "unit", "value"],
    &["period", "table", "figure", "old", "new"],
    &["dataset", "file", "severity", "finding"],
    &["figure", "unit", "weight", "case_id", "why"],
    &["figure", "unit", "title", "definition"],
];

/// The header among the first lines of a file; `None` where no line of them is one of an export.
pub(crate) fn header(head: Head<'_>, config: &Config) -> Option<Header> {
    let mut place = Place::START;
    place.skip_blank_lines(head.bytes);
    let separator = place.skip_separator_line(head.bytes);
    for _ in 0..=TITLE_LINES {
        place.skip_blank_lines(head.bytes);
        let bytes = head.bytes.get(place.offset..).filter(|bytes| !bytes.is_empty())?;
        let delimiters = separator.map_or(DELIMITERS.to_vec(), |delimiter| vec![delimiter]);
        let divided = delimiters.into_iter().filter_map(|delimiter| {
            let names = read_record(bytes, delimiter, head.complete, head.forced).ok()?.names;
            let recognised = recognise(&names, config)?;
            Some(Header { recognised, names })
        });
        // the delimiter that divides most
        if let Some(header) = divided.max_by_key(|header| header.names.len()) {
            return Some(header);
        }
        place.skip_line(head.bytes);
    }
    None
}

/// The columns of a kind that the headers name.
pub(crate) fn columns_of(kind: FileKind, names: &[String], config: &Config) -> BTreeSet<Field> {
    names.iter().filter_map(|name| column(kind, name, config)).collect()
}

fn column(kind: FileKind, name: &str, config: &Config) -> Option<Field> {
    let named = &config.file(kind).columns;
    let named = named.iter().find(|(_, header)| normalised(header) == normalised(name));
    named.map(|(field, _)| *field).or_else(|| meaning(kind, name).map(|(field, _)| field))
}

/// What headers say their file is; `None` where they are those of no export.
pub(super) fn recognise(names: &[String], config: &Config) -> Option<Recognised> {
    let filled: Vec<&String> = names.iter().filter(|name| !name.trim().is_empty()).collect();
    if filled.len() < 2 || filled.iter().any(|name| is_no_name(name)) {
        return None;
    }
    let has = |wanted: &str| filled.iter().any(|name| normalised(name) == normalised(wanted));
    if OWN.iter().any(|headers| headers.iter().all(|header| has(header))) {
        return Some(Recognised::OwnOutput);
    }
    let mut candidates: Vec<(FileKind, Vec<bool>)> = Vec::new();
    for kind in FileKind::ALL {
        let columns = columns_of(kind, names, config);
        let known: Vec<bool> =
            filled.iter().map(|name| column(kind, name, config).is_some()).collect();
        let enough = columns.len() >= LEAST_COLUMNS || known.iter().all(|is_known| *is_known);
        if enough && kind.required().iter().all(|field| columns.contains(field)) {
            candidates.push((kind, known));
        }
    }
    let is_candidate = |kind| candidates.iter().any(|(candidate, _)| *candidate == kind);
    if is_candidate(FileKind::Programmes) && OF_PROGRAMMES.into_iter().any(has) {
        return Some(Recognised::Kind(FileKind::Programmes));
    }
    let certain = candidates.iter().find(|(kind, known)| {
        candidates.iter().all(|(other, of_other)| other == kind || outweighs(known, of_other))
    });
    match (certain, candidates.is_empty()) {
        (Some((kind, _)), _) => Some(Recognised::Kind(*kind)),
        (None, true) => None,
        (None, false) => {
            let is_weaker =
                |known: &[bool]| candidates.iter().any(|(_, of_other)| outweighs(of_other, known));
            let kinds = candidates.iter().filter(|(_, known)| !is_weaker(known));
            Some(Recognised::Either(kinds.map(|(kind, _)| *kind).collect()))
        }
    }
}

/// Whether the columns that only the one kind knows are some, and more than twice those that only the other knows.
fn outweighs(one: &[bool], other: &[bool]) -> bool {
    let only = |left: &[bool], right: &[bool]| {
        left.iter().zip(right).filter(|(left, right)| **left && !**right).count()
    };
    only(one, other) > 2 * only(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognised(text: &str) -> Option<Recognised> {
        let head = Head { bytes: text.as_bytes(), complete: true, forced: None };
        header(head, &Config::default()).map(|header| header.recognised)
    }

    #[test]
    fn kinds_are_recognised_by_their_columns() {
        use FileKind::{Benefits, Payments, Placements, Programmes};
        for (header, kind) in [
            ("Dossiernr;Startdatum periodiek algemeen;Einddatum periodiek algemeen", Benefits),
            ("start;end;birth_year", Benefits),
            ("clientnummer,begindatum,einddatum,soort,uren,branche,werkgever", Placements),
            ("clientnummer;traject;begindatum;einddatum;resultaat", Programmes),
            ("dossiernr;maand;bedrag", Payments),
            (
                "BURGERSERVICENUMMER;TYPE VOORZIENING;BEGINDATUM VOORZIENING;EINDDATUM VOORZIENING;GESLACHT",
                Programmes,
            ),
        ] {
            let file = format!("{header}\n");
            assert_eq!(recognised(&file), Some(Recognised::Kind(kind)), "{header}");
            let below_a_title = format!("Overzicht\n\nPeildatum;1 januari\n{header}\n");
            assert_eq!(recognised(&below_a_title), Some(Recognised::Kind(kind)), "{header}");
        }
    }

    #[test]
    fn what_may_be_two_kinds_is_not_guessed() {
        let two = vec![FileKind::Placements, FileKind::Programmes];
        let header = "clientnummer;traject;soort;begindatum;einddatum\n";
        assert_eq!(recognised(header), Some(Recognised::Either(two)));
        let three = vec![FileKind::Benefits, FileKind::Placements, FileKind::Programmes];
        assert_eq!(recognised("start;end\n"), Some(Recognised::Either(three)));
    }

    #[test]
    fn other_files_are_no_exports() {
        for text in [
            "naam;telefoon\nA;1\n",
            "activiteit;start;einde;wie;waar\n",
            "datum;bedrag;omschrijving\n",
            "Lees mij\nDeze map bevat de uitvoer.\n",
            "",
        ] {
            assert_eq!(recognised(text), None, "{text}");
        }
        for own in [
            "municipality,period,table,figure,group,unit,value,whole,share,previous,change,note\n",
            "\u{feff}municipality;period;from;to;table;table_label;figure;figure_label;unit;value\n",
            "case,dataset,period,figure,group,unit,weight,case_id,person_id,why\n",
        ] {
            let text = own.trim_start_matches('\u{feff}');
            assert_eq!(recognised(text), Some(Recognised::OwnOutput), "{own}");
        }
    }
}

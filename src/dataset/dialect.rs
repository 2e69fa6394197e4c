//! The layout of an export, derived from its header alone: delimiter, columns, where the rows begin.
//!
//! The delimiter is the one under which the header holds the columns that are needed; rows are never looked at.

use encoding_rs::Encoding;

use super::columns::{looks_like, match_columns, recognised};
use super::config::FileConfig;
use super::header::{Misread, Place, Record, read_record};
use super::kind::{Field, FileKind};
pub use super::layout::Layout;
use super::meaning;
use super::shape::{is_data, kinds};
use crate::dataset::field_kind::FoundNames;
use crate::dataset::input_error::InputError;
use crate::dataset::refusal::Refusal;

/// The begin of a file, without its byte order mark.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// The first bytes as they are in the file: over 1 MB, or all there are.
    pub bytes: &'a [u8],
    /// Whether these are all bytes of the file.
    pub complete: bool,
    /// The encoding that was asked for; else the header is UTF-8 or Windows-1252.
    pub forced: Option<&'static Encoding>,
}

/// How many lines of a title may stand above the header.
const TITLE_LINES: usize = 20;
pub(super) const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// The delimiter that a user names: one character that no date, number or word is made of, or `tab`.
pub fn delimiter_named(text: &str) -> Option<u8> {
    match text.as_bytes() {
        b"tab" | b"\\t" | b"\t" => Some(b'\t'),
        [byte] if byte.is_ascii_punctuation() && !b"\"-.".contains(byte) => Some(*byte),
        _ => None,
    }
}

/// Reads the first lines of an export. `delimiter` is that of the command line, which goes before the configuration.
///
/// # Errors
/// Where no header is found, or one that cannot be used; with its line.
pub fn read_layout(
    kind: FileKind,
    file_name: &str,
    head: Head<'_>,
    overrides: &FileConfig,
    delimiter: Option<u8>,
) -> Result<Layout, InputError> {
    let refuse = |line, refusal| InputError::new(file_name, refusal).at_line(line);
    let mut place = Place::START;
    place.skip_blank_lines(head.bytes);
    let separator = place.skip_separator_line(head.bytes);
    place.skip_blank_lines(head.bytes);
    if place.offset >= head.bytes.len() {
        return Err(InputError::new(file_name, no_text(head)));
    }
    let search = Search {
        kind,
        head,
        named: &overrides.columns,
        fixed: delimiter.or(overrides.delimiter).or(separator),
    };
    let mut title_lines = 0;
    let mut found = search.best(place);
    if !found.as_ref().is_ok_and(|found| search.is_enough(found))
        && let Some((below, header)) = search.header_below(place)
    {
        title_lines = below.line - place.line;
        (place, found) = (below, Ok(header));
    }
    let found = found.map_err(|(lines, refusal)| refuse(place.line + lines, refusal))?;
    let mut fields = search.fields(place, &found).map_err(|refusal| refuse(place.line, refusal))?;
    let mut layout = Layout {
        delimiter: found.delimiter,
        fields: Vec::new(),
        body_offset: place.offset + found.record.length,
        body_line: place.line + found.record.lines,
        blank_lines: place.blank_lines,
        title_lines,
        names: found.record.names,
    };
    layout.skip_rule(head.bytes);
    meaning::settle(kind, &layout, &mut fields, overrides, head.bytes);
    Ok(Layout { fields, ..layout })
}

const fn no_text(head: Head<'_>) -> Refusal {
    if head.complete {
        return Refusal::OnlyBlankLines;
    }
    Refusal::TooLong { what: "the blank space above the header", limit: "1 MB" }
}

/// What a header is looked for with.
struct Search<'a> {
    kind: FileKind,
    head: Head<'a>,
    named: &'a [(Field, String)],
    fixed: Option<u8>,
}

/// The header as one delimiter divides it.
struct Found {
    delimiter: u8,
    record: Record,
    recognised: Vec<Field>,
}

impl Search<'_> {
    /// The header at this place, divided by the delimiter under which most is recognised.
    fn best(&self, place: Place) -> Result<Found, Misread> {
        if let Some(delimiter) = self.fixed {
            return self.divided(place, delimiter);
        }
        let mut best: Option<Found> = None;
        let mut misread = None;
        for delimiter in DELIMITERS {
            match self.divided(place, delimiter) {
                Ok(found)
                    if best.as_ref().is_none_or(|best| self.rank(&found) > self.rank(best)) =>
                {
                    best = Some(found);
                }
                Ok(_) => {}
                // Of several reasons the one furthest down is that of the right delimiter: more of it was read.
                Err(reason) => {
                    if misread.as_ref().is_none_or(|(line, _)| reason.0 > *line) {
                        misread = Some(reason);
                    }
                }
            }
        }
        match (best, misread) {
            (Some(best), None) => Ok(best),
            (Some(best), Some(_)) if !best.recognised.is_empty() => Ok(best),
            (_, Some(misread)) => Err(misread),
            (None, None) => Err((0, no_text(self.head))),
        }
    }

    fn divided(&self, place: Place, delimiter: u8) -> Result<Found, Misread> {
        let bytes = self.head.bytes.get(place.offset..).unwrap_or_default();
        let record = read_record(bytes, delimiter, self.head.complete, self.head.forced)?;
        let recognised = recognised(self.kind, &record.names, self.named);
        Ok(Found { delimiter, record, recognised })
    }

    fn rank(&self, found: &Found) -> (bool, usize, usize) {
        let columns = found.record.names.len();
        (self.is_enough(found), found.recognised.len(), columns)
    }

    fn is_enough(&self, found: &Found) -> bool {
        let mut required = self.kind.required().iter();
        required.all(|field| found.recognised.contains(field))
    }

    /// The column at each position of the header.
    fn fields(&self, place: Place, found: &Found) -> Result<Vec<Option<Field>>, Refusal> {
        let is_quoted = self.head.bytes.get(place.offset) == Some(&b'"');
        if let Some(delimiter) = self.delimiter_in_quotes(found).filter(|_| is_quoted) {
            return Err(Refusal::QuotedLines { delimiter });
        }
        if found.recognised.is_empty() && self.other_delimiter(place).is_none() {
            return Err(self.not_found(found));
        }
        let names = &found.record.names;
        let last = names.iter().rposition(|name| !name.trim().is_empty());
        let named_columns = names.get(..=last.unwrap_or(0)).unwrap_or_default();
        let line = Line {
            is_data: is_data(named_columns),
            stands_above_rows: self.stands_above_rows(place, found),
        };
        let matched = match_columns(self.kind, named_columns, self.named)
            .map_err(|refusal| if line.is_header() { refusal } else { without_names(refusal) })?;
        if !matched.missing.is_empty() {
            return Err(self.missing(place, named_columns, line, &matched.missing));
        }
        if let Some(position) = named_columns.iter().position(|name| name.trim().is_empty()) {
            return Err(Refusal::BlankHeader { position: position + 1 });
        }
        let mut fields = matched.fields;
        fields.resize(names.len(), None);
        Ok(fields)
    }

    /// A delimiter under which the needed columns are there, where another one was asked for.
    fn other_delimiter(&self, place: Place) -> Option<u8> {
        DELIMITERS.into_iter().filter(|_| self.fixed.is_some()).find(|delimiter| {
            self.divided(place, *delimiter).is_ok_and(|found| self.is_enough(&found))
        })
    }

    /// Whether nothing follows, or a row of data does. Of a line that is like the one below it nothing is repeated.
    fn stands_above_rows(&self, mut place: Place, found: &Found) -> bool {
        place.offset += found.record.length;
        place.skip_blank_lines(self.head.bytes);
        if place.offset >= self.head.bytes.len() {
            return true;
        }
        let below = self.divided(place, found.delimiter);
        below.is_ok_and(|below| is_data(&below.record.names))
    }

    fn missing(&self, place: Place, names: &[String], line: Line, missing: &[Field]) -> Refusal {
        // a row of data that holds a known word is no header, and nothing of it is repeated
        let found = match line {
            Line { is_data: true, .. } => FoundNames::Kinds(kinds(names)),
            Line { stands_above_rows: false, .. } => FoundNames::Unnamed(kinds(names)),
            _ => FoundNames::Names(names.iter().map(|name| masked(name)).collect()),
        };
        let hint = match (self.other_delimiter(place), missing.first()) {
            (Some(delimiter), _) => Some(format!(
                "with the delimiter {} they are there: leave the delimiter out",
                if delimiter == b'\t' {
                    "tab".to_owned()
                } else {
                    char::from(delimiter).to_string()
                }
            )),
            (None, Some(_)) if !line.is_header() => None,
            (None, Some(field)) => looks_like(self.kind, *field, names).map(|name| {
                format!(
                    "if \"{}\" is {field}, name it so under columns in outflow.toml",
                    masked(name)
                )
            }),
            (None, None) => None,
        };
        Refusal::MissingColumns {
            missing: missing.iter().map(|field| field.id()).collect(),
            found,
            hint: hint.map(Into::into),
        }
    }

    /// The header below lines of a title.
    fn header_below(&self, mut place: Place) -> Option<(Place, Found)> {
        (0..TITLE_LINES).find_map(|_| {
            place.skip_line(self.head.bytes);
            let found = self.best(place).ok()?;
            self.is_enough(&found).then_some((place, found))
        })
    }

    /// The delimiter within the quotes, where a line is one field in quotes that holds the needed columns.
    fn delimiter_in_quotes(&self, found: &Found) -> Option<u8> {
        let [line] = found.record.names.as_slice() else { return None };
        DELIMITERS.into_iter().find(|delimiter| {
            let record = read_record(line.as_bytes(), *delimiter, true, None).ok();
            let names = record.map(|record| record.names).unwrap_or_default();
            let recognised = recognised(self.kind, &names, self.named);
            self.kind.required().iter().all(|field| recognised.contains(field))
        })
    }

    /// No field of the line is a name of a column, so that any of them may be a person: the message gives only their kinds.
    fn not_found(&self, found: &Found) -> Refusal {
        let names = &found.record.names;
        Refusal::HeaderNotFound {
            kinds: kinds(names),
            is_data: is_data(names),
            needed: self.kind.required().iter().map(|field| field.id()).collect(),
        }
    }
}

/// What a line in the place of the header looks like.
#[derive(Clone, Copy)]
struct Line {
    /// Some field of it is no name.
    is_data: bool,
    /// The line below it, if there is one, is a row of data.
    stands_above_rows: bool,
}

impl Line {
    /// Whether its fields are names of columns, which no person has.
    const fn is_header(self) -> bool {
        !self.is_data && self.stands_above_rows
    }
}

/// The refusal without a text of the file.
fn without_names(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::NamedColumnAbsent { field, header, .. } => {
            Refusal::NamedColumnAbsent { field, header, nearest: None }
        }
        other => other,
    }
}

/// A text that should be a name, shortened, and with its digits hidden where they could be an identifier's.
fn masked(text: &str) -> String {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let hide = |c: char| {
        if digits >= 8 && c.is_ascii_digit() { '#' } else { c }
    };
    text.chars().take(80).map(hide).collect()
}

#[cfg(test)]
#[path = "dialect_tests.rs"]
mod tests;

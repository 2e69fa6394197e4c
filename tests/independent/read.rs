//! Reads one export into plain text rows in canonical column order, and its values.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jiff::civil::Date;

use super::columns;

type Known = &'static [(&'static str, &'static [&'static str])];

/// An export: its rows as trimmed texts in canonical column order.
pub struct Sheet {
    known: Known,
    present: BTreeSet<&'static str>,
    /// One text per canonical column; empty where the export has no such column.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// Whether the export has the column.
    pub fn has(&self, column: &str) -> bool {
        self.present.contains(column)
    }

    /// The text of a row in a column.
    pub fn text<'a>(&self, row: &'a [String], column: &str) -> &'a str {
        let place = self.known.iter().position(|(name, _)| *name == column);
        &row[place.expect("a canonical column")]
    }

    /// Sorts the rows by their text and keeps an identical row once. Rows that name nothing by
    /// which they could be the same (no case and no person, say) are all kept.
    pub fn sort_and_keep_once(&mut self, names: &[&'static str]) {
        self.rows.sort();
        let mut rows = std::mem::take(&mut self.rows);
        rows.dedup_by(|one, other| {
            one == other && names.iter().any(|name| !self.text(one, name).is_empty())
        });
        self.rows = rows;
    }
}

fn letters(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_string(),
        Err(_) => {
            bytes.iter().map(|byte| if *byte == 0x80 { '€' } else { *byte as char }).collect()
        }
    }
}

/// The columns of a header under a delimiter: canonical names, `None` = not used.
fn header(
    text: &str,
    delimiter: u8,
    known: Known,
    renamed: &BTreeMap<String, String>,
) -> Vec<Option<&'static str>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let Some(Ok(record)) = reader.records().next() else {
        return Vec::new();
    };
    let mut columns = Vec::new();
    for field in &record {
        let by_config = renamed.iter().find(|(_, header)| header.trim() == field.trim());
        let name = match by_config {
            Some((name, _)) => columns::column(known, name),
            None => columns::column(known, field).filter(|name| !renamed.contains_key(*name)),
        };
        columns.push(name.filter(|name| !columns.contains(&Some(*name))));
    }
    columns
}

/// Reads an export; the delimiter is the one under which the header has most known columns.
pub fn sheet(path: &Path, known: Known, renamed: &BTreeMap<String, String>) -> Option<Sheet> {
    let text = letters(&fs::read(path).ok()?);
    let text = match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("sep=") => rest.to_string(),
        _ => text,
    };
    let found = |delimiter: u8| header(&text, delimiter, known, renamed).iter().flatten().count();
    let delimiter = [b';', b',', b'\t', b'|'].into_iter().max_by_key(|one| found(*one))?;
    let columns = header(&text, delimiter, known, renamed);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        // A ragged row cannot be read and is left out.
        let Ok(record) = record else { continue };
        let mut row = vec![String::new(); known.len()];
        for (field, column) in record.iter().zip(&columns) {
            let place = known.iter().position(|(name, _)| Some(*name) == *column);
            if let Some(place) = place {
                row[place] = field.trim().to_string();
            }
        }
        rows.push(row);
    }
    Some(Sheet { known, present: columns.into_iter().flatten().collect(), rows })
}

/// A date, `Ok(None)` where it is empty or means "running"; `Err` where it cannot be read.
pub fn date(text: &str) -> Result<Option<Date>, ()> {
    let text = text.split([' ', 'T']).next().unwrap_or_default();
    if text.is_empty() || text == "00000000" || text == "99999999" {
        return Ok(None);
    }
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (*year, *month, *day),
        [day, month, year] if year.len() == 4 => (*year, *month, *day),
        [whole] if whole.len() == 8 && whole.is_ascii() => (&whole[..4], &whole[4..6], &whole[6..]),
        _ => return Err(()),
    };
    let year: i16 = year.parse().map_err(|_| ())?;
    if year >= 9000 {
        return Ok(None);
    }
    let month = month.parse().map_err(|_| ())?;
    let day = day.parse().map_err(|_| ())?;
    Date::new(year, month, day).map(Some).map_err(|_| ())
}

/// A number with at most two decimals, in hundredths (so: euros in cents).
pub fn hundredths(text: &str) -> Result<Option<i128>, ()> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    if text.is_empty() {
        return Ok(None);
    }
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    // The last `,` or `.` is the decimal mark unless exactly three digits follow it.
    let (units, decimals) = match digits.rfind([',', '.']) {
        Some(place) if digits.len() - place - 1 != 3 => (&digits[..place], &digits[place + 1..]),
        _ => (digits, ""),
    };
    let units = units.replace([',', '.'], "");
    if decimals.len() > 2 || (units.is_empty() && decimals.is_empty()) {
        return Err(());
    }
    let all = format!("{units}{decimals:0<2}");
    if !all.chars().all(|c| c.is_ascii_digit()) {
        return Err(());
    }
    let value: i128 = all.parse().map_err(|_| ())?;
    Ok(Some(if negative { -value } else { value }))
}

/// A month as (year, month), from `2018-03`, `201803`, `03-2018` or any date in it.
pub fn month(text: &str) -> Result<(i16, i8), ()> {
    if let Ok(Some(day)) = date(text) {
        return Ok((day.year(), day.month()));
    }
    let digits: Vec<&str> = text.split(['-', '/']).collect();
    let (year, month) = match digits.as_slice() {
        [year, month] if year.len() == 4 => (*year, *month),
        [month, year] if year.len() == 4 => (*year, *month),
        [whole] if whole.len() == 6 && whole.is_ascii() => (&whole[..4], &whole[4..]),
        _ => return Err(()),
    };
    let (year, month) = (year.parse().map_err(|_| ())?, month.parse().map_err(|_| ())?);
    Date::new(year, month, 1).map(|_| (year, month)).map_err(|_| ())
}

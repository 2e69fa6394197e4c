//! The tables of the files in a new `outflow.toml`: which file is what, which column is which, and why.

use std::fmt::Write as _;
use std::path::Path;

use crate::dataset::describe::{Candidate, Described, Export, Reason};
use crate::dataset::kind::{Field, FileKind};

/// The most lines of title above a header that are skipped.
const TITLE_LINES: u64 = 20;

/// The tables of the files: `[benefits]` and so on.
pub(super) fn files_text(exports: &[Export]) -> String {
    let of_kind = exports.chunk_by(|left, right| left.described.kind == right.described.kind);
    of_kind.map(kind_text).collect()
}

/// Whether an export can be read as it is.
pub(super) fn is_ready(export: &Export) -> bool {
    export.described.missing.is_empty() && export.table.title_lines <= TITLE_LINES
}

/// The table of the exports of one kind; their columns are the same, so that the first stands for all.
fn kind_text(exports: &[Export]) -> String {
    let Some(export) = exports.first() else { return String::new() };
    let Described { kind, columns, missing } = &export.described;
    // an export that cannot be read is left out until it is completed; without benefits there is nothing at all
    let mark = if is_ready(export) || *kind == FileKind::Benefits { "" } else { "# " };
    let mut text = format!("\n{}", heading(export));
    let _ = writeln!(text, "{mark}[{kind}]");
    let name = |export: &Export| {
        let path = export.source.path().and_then(Path::file_name).unwrap_or_default();
        quoted(&path.to_string_lossy())
    };
    let mut names: Vec<String> = exports.iter().map(name).collect();
    names.dedup(); // two sheets of one workbook
    let _ = match names.as_slice() {
        [name] => writeln!(text, "{mark}file = {name}"),
        names => writeln!(text, "{mark}files = [{}]", names.join(", ")),
    };
    if columns.iter().any(|column| column.field == Field::MonthlyAmount) {
        text.push_str(
            "# amounts = \"excluding_holiday_pay\"   # where monthly amounts are without holiday pay, 8% is added\n",
        );
    }
    let _ = writeln!(text, "{mark}[{kind}.columns]");
    for column in columns {
        let header = quoted(&export.table.names[column.position]);
        let look = export.table.contents[column.position].look().words();
        let (mark, why) = match column.reason {
            Reason::Name => ("# ", "known by its name".to_owned()),
            Reason::FirstOfSeveral => {
                (mark, "the first of several headers that mean it".to_owned())
            }
            Reason::NameWithoutUnit => (mark, "known by its name without the unit".to_owned()),
            Reason::NearName => (mark, format!("nearly a known name; {look}")),
            Reason::Dates => (mark, "recognised by its dates; check it".to_owned()),
        };
        let _ = writeln!(text, "{mark}{} = {header}   # {why}", column.field);
    }
    for field in kind.fields() {
        if is_known(*field, columns) || !kind.expects(*field) {
            continue;
        }
        let need = if missing.contains(field) { "NEEDED; " } else { "" };
        let hint = suggestions(export, *field);
        let _ = writeln!(text, "# {field} = \"?\"   # {need}not recognised{hint}");
    }
    let unused = unused(export).map(|name| quoted(name)).collect::<Vec<_>>();
    if !unused.is_empty() {
        let _ = writeln!(text, "# Headers that are not used: {}", unused.join(", "));
    }
    text
}

fn heading(export: &Export) -> String {
    let mut text = String::new();
    let lines = export.table.title_lines;
    if lines > TITLE_LINES {
        let _ = writeln!(
            text,
            "# Not yet readable: the header stands below {lines} lines of title. Leave at most {TITLE_LINES} of them in the file."
        );
    }
    if !export.described.missing.is_empty() {
        text.push_str(
            "# Not yet readable: columns that are NEEDED were not recognised. Fill them in.\n",
        );
    }
    text
}

/// Whether a column is there, or another one that says the same.
fn is_known(field: Field, columns: &[Candidate]) -> bool {
    let has = |field| columns.iter().any(|column| column.field == field);
    has(field)
        || (field == Field::BirthYear && has(Field::BirthDate))
        || (field == Field::BirthDate && has(Field::BirthYear))
}

fn unused(export: &Export) -> impl Iterator<Item = &String> {
    let is_used =
        |position: usize| export.described.columns.iter().any(|column| column.position == position);
    let names = export.table.names.iter().enumerate();
    names.filter(move |(position, _)| !is_used(*position)).map(|(_, name)| name)
}

/// The unused headers whose values could be those of a column.
fn suggestions(export: &Export, field: Field) -> String {
    let is_used =
        |position: usize| export.described.columns.iter().any(|column| column.position == position);
    let fits = |position: &usize| !is_used(*position) && export.table.may_be(field, *position);
    let fitting: Vec<_> = (0..export.table.names.len())
        .filter(fits)
        .take(3)
        .map(|position| {
            let look = export.table.contents[position].look().words();
            format!("{} ({look})", quoted(&export.table.names[position]))
        })
        .collect();
    if fitting.is_empty() { String::new() } else { format!("; perhaps {}", fitting.join(", ")) }
}

/// A text as TOML writes it, on one line; line breaks in a header do not count when it is matched.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' | '\r' | '\t' => quoted.push(' '),
            hidden if crate::visible::is_hidden(hidden) => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(hidden));
            }
            shown => quoted.push(shown),
        }
    }
    quoted.push('"');
    quoted
}

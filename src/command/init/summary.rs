//! What `init` says: which file is what, which column is which, and why.

use std::path::{Path, PathBuf};

use super::probe::Probe;
use crate::dataset::describe::{Export, Other, Reason};
use crate::visible::{Visible, show_path};

/// The lines to print.
pub(super) fn summary(
    exports: &[Export],
    others: &[(PathBuf, Other)],
    probe: &Probe,
) -> Vec<String> {
    let mut lines: Vec<String> = exports.iter().flat_map(of_export).collect();
    lines.extend(others.iter().map(|(path, other)| of_other(path, other)));
    if let Some(coverage) = probe.coverage {
        let (read, rejected) = probe.rows;
        lines.push(format!(
            "Dates: from {} to {}; {read} rows read, {rejected} rejected",
            coverage.from(),
            coverage.to()
        ));
    }
    for codes in &probe.codes {
        let (kind, field, count) = (codes.kind, codes.field, codes.codes.len());
        lines.push(format!(
            "{kind}: {count} unknown code(s) in {field}, listed under [codes.{}]",
            codes.key
        ));
    }
    if let Some(refused) = &probe.refused {
        lines.push(format!("Cannot be read yet: {refused}"));
    }
    lines
}

fn of_export(export: &Export) -> Vec<String> {
    let file = Visible(&export.source.name()).to_string();
    let mut lines = vec![format!(
        "{file}: {}, told by {} columns",
        export.described.kind,
        export.described.columns.len()
    )];
    if export.table.title_lines > 0 {
        lines.push(format!(
            "  the header stands below {} line(s) of title, which are skipped",
            export.table.title_lines
        ));
    }
    for column in &export.described.columns {
        let header =
            Visible(export.table.names[column.position].trim()).to_string().replace("\\u{a}", " ");
        let why = match column.reason {
            Reason::Name => "by its name",
            Reason::FirstOfSeveral => "by its name; others mean the same",
            Reason::NameWithoutUnit => "by its name without the unit",
            Reason::NearName => "by a name that is nearly the same, and its values",
            Reason::Dates => "by its dates",
        };
        lines.push(format!("  {:<16} \"{header}\", {why}", column.field.id()));
    }
    for field in &export.described.missing {
        lines.push(format!("  {:<16} not recognised, but needed: fill it in", field.id()));
    }
    lines
}

fn of_other(path: &Path, other: &Other) -> String {
    match other {
        Other::Refused(error) => error.to_string(),
        Other::NoHeader => format!("{}: not used, no line of it is a header", shown(path)),
        Other::NoKind => format!("{}: not used, its columns are those of no export", shown(path)),
        Other::Own => format!("{}: not used, outflow wrote it itself", shown(path)),
        Other::SecondOf(kind) => {
            format!("{}: not used, another file is the better {kind} export", shown(path))
        }
    }
}

fn shown(path: &Path) -> String {
    Visible(&show_path(path)).to_string()
}

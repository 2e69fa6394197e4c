//! Which file of a folder is which kind of export: by its columns first, then by its name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::columns::{Described, describe};
use super::recognise::{Recognised, recognise};
use super::{Table, look};
use crate::dataset::config::Config;
use crate::dataset::discover::{FolderError, files_in, known_kind, named_kind};
use crate::dataset::input_error::InputError;
use crate::dataset::kind::FileKind;
use crate::dataset::source::{Sheets, Source};
use crate::visible::show_path;

/// A file that is read as an export of a kind.
#[derive(Debug)]
pub(crate) struct Export {
    /// The file, or the sheet of a workbook.
    pub(crate) source: Source,
    /// Its first lines.
    pub(crate) table: Table,
    /// What they are read as.
    pub(crate) described: Described,
}

/// A file that is not read, and why.
#[derive(Debug)]
pub(crate) enum Other {
    /// It cannot be read as text.
    Refused(InputError),
    /// No line of it can be a header.
    NoHeader,
    /// Its columns are those of no export.
    NoKind,
    /// This program wrote it itself.
    Own,
    /// Another file is the better one of its kind.
    SecondOf(FileKind),
}

/// Files that are not read, by name.
pub(crate) type Others = Vec<(PathBuf, Other)>;

/// The fewest columns by which a kind is recognised.
const LEAST_COLUMNS: usize = 2;

/// The exports of a folder, and the files that are none. Where columns leave no doubt they decide, as in a report, and
/// several files may be of one kind; a kind that has no such file gets the one that fits it best.
///
/// # Errors
/// Where the folder cannot be read.
pub(crate) fn files(folder: &Path) -> Result<(Vec<Export>, Others), FolderError> {
    let (mut tables, mut others) = (Vec::new(), Vec::new());
    for path in files_in(folder)? {
        match sources(&path) {
            Err(refused) => others.push((path, Other::Refused(refused))),
            Ok(None) => others.push((path, Other::Own)),
            Ok(Some(sources)) => {
                let (found, other) = looked_at(&path, sources);
                tables.extend(found);
                others.extend(other.map(|other| (path, other)));
            }
        }
    }
    let mut exports = Vec::new();
    let mut rest = Vec::new();
    for (source, table) in tables {
        let name = source.path().and_then(Path::file_name).unwrap_or_default();
        let kind = match recognise(&table.names, &Config::default()) {
            Some(Recognised::OwnOutput) => {
                others.push((path_of(&source), Other::Own));
                continue;
            }
            Some(Recognised::Kind(kind)) => known_kind(name).or(Some(kind)),
            Some(Recognised::Either(kinds)) => {
                known_kind(name).or_else(|| named_kind(name).filter(|kind| kinds.contains(kind)))
            }
            None => None,
        };
        match kind {
            Some(kind) => {
                let described = describe(kind, &table);
                exports.push(Export { source, table, described });
            }
            None => rest.push((source, table)),
        }
    }
    best_of_each_kind(rest, &mut exports, &mut others);
    exports.sort_by_cached_key(|export| (export.described.kind, export.source.name()));
    others.sort_by(|left, right| left.0.cmp(&right.0));
    Ok((exports, others))
}

fn path_of(source: &Source) -> PathBuf {
    source.path().map_or_else(PathBuf::new, Path::to_owned)
}

/// A file as what may be read of it: itself, or the sheets of a workbook; `None` where this program wrote it.
fn sources(path: &Path) -> Result<Option<Vec<Source>>, InputError> {
    let Some(mut workbook) = Sheets::open(path)? else {
        return Ok(Some(vec![Source::Path(path.to_owned())]));
    };
    if workbook.is_own() {
        return Ok(None);
    }
    let sheet = |sheet| Source::Sheet { path: path.to_owned(), sheet };
    Ok(Some(workbook.names().into_iter().map(sheet).collect()))
}

/// The tables of a file; what it is instead where it has none. A sheet without a table is no matter beside one with.
fn looked_at(path: &Path, sources: Vec<Source>) -> (Vec<(Source, Table)>, Option<Other>) {
    let (mut tables, mut other) = (Vec::new(), Other::NoHeader);
    for source in sources {
        match look(&source) {
            Ok(Some(table)) => tables.push((source, table)),
            Ok(None) => {}
            Err(mut refused) => {
                refused.file = show_path(path);
                other = Other::Refused(refused);
            }
        }
    }
    let other = tables.is_empty().then_some(other);
    (tables, other)
}

/// For each kind that has no export yet, the file that fits it best.
fn best_of_each_kind(tables: Vec<(Source, Table)>, exports: &mut Vec<Export>, others: &mut Others) {
    let mut scored = Vec::new();
    for (index, (source, table)) in tables.iter().enumerate() {
        for kind in FileKind::ALL {
            let described = describe(kind, table);
            if described.columns.len() >= LEAST_COLUMNS {
                scored.push((score(&path_of(source), &described), index, described));
            }
        }
    }
    scored.sort_by_key(|(score, index, described)| {
        (std::cmp::Reverse(*score), described.kind, *index)
    });
    let mut taken: Vec<FileKind> = exports.iter().map(|export| export.described.kind).collect();
    let mut chosen: BTreeMap<usize, Described> = BTreeMap::new();
    let mut second: BTreeMap<usize, FileKind> = BTreeMap::new();
    for (_, index, described) in scored {
        if chosen.contains_key(&index) || second.contains_key(&index) {
            continue;
        }
        if taken.contains(&described.kind) {
            second.insert(index, described.kind);
        } else {
            taken.push(described.kind);
            chosen.insert(index, described);
        }
    }
    for (index, (source, table)) in tables.into_iter().enumerate() {
        if let Some(described) = chosen.remove(&index) {
            exports.push(Export { source, table, described });
            continue;
        }
        let path = path_of(&source);
        // another sheet of the same workbook is an export, or was named before
        let is_named = exports.iter().any(|export| export.source.path() == Some(path.as_path()))
            || others.iter().any(|(other, _)| *other == path);
        if !is_named {
            let other = second.get(&index).map_or(Other::NoKind, |kind| Other::SecondOf(*kind));
            others.push((path, other));
        }
    }
}

/// How well a file fits a kind.
fn score(path: &Path, described: &Described) -> usize {
    let hints: [&str; 4] = match described.kind {
        FileKind::Benefits => ["uitk", "benef", "dossier", "bijstand"],
        FileKind::Placements => ["plaats", "placem", "werkgever", "jobs"],
        FileKind::Programmes => ["traj", "progr", "voorz", "deeln"],
        FileKind::Payments => ["betal", "paym", "uitbet", "payout"],
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let by_name = usize::from(hints.iter().any(|hint| name.contains(hint)));
    let complete = usize::from(described.missing.is_empty());
    described.columns.len() * 2 + by_name * 3 + complete
}

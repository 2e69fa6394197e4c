//! Which file of a folder is which kind of export: by its columns first, then by its name.

use std::path::{Path, PathBuf};

use super::columns::{Described, describe};
use super::{Table, look};
use crate::dataset::discover::files_in;
use crate::dataset::kind::FileKind;
use crate::error::{FolderError, InputError};

/// A file that is read as an export of a kind.
#[derive(Debug)]
pub(crate) struct Export {
    /// Its path.
    pub(crate) path: PathBuf,
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
    /// Another file is the better one of its kind.
    SecondOf(FileKind),
}

/// Files that are not read, by name.
pub(crate) type Others = Vec<(PathBuf, Other)>;

/// A kind is told by so many columns at least.
const LEAST_COLUMNS: usize = 2;

/// The exports of a folder, and the files that are none.
///
/// # Errors
/// Where the folder cannot be read.
pub(crate) fn files(folder: &Path) -> Result<(Vec<Export>, Others), FolderError> {
    let (mut tables, mut others) = (Vec::new(), Vec::new());
    for path in files_in(folder)? {
        match look(&path) {
            Err(refused) => others.push((path, Other::Refused(refused))),
            Ok(None) => others.push((path, Other::NoHeader)),
            Ok(Some(table)) => tables.push((path, table)),
        }
    }
    let mut scored = Vec::new();
    for (index, (path, table)) in tables.iter().enumerate() {
        for kind in FileKind::ALL {
            let described = describe(kind, table);
            if described.columns.len() >= LEAST_COLUMNS {
                scored.push((score(path, &described), index, described));
            }
        }
    }
    scored.sort_by_key(|(score, index, described)| {
        (std::cmp::Reverse(*score), described.kind, *index)
    });
    let mut chosen: Vec<(usize, Described)> = Vec::new();
    let mut second = Vec::new();
    for (_, index, described) in scored {
        if chosen.iter().any(|(taken, _)| *taken == index)
            || second.iter().any(|(taken, _)| *taken == index)
        {
            continue;
        }
        if chosen.iter().any(|(_, other)| other.kind == described.kind) {
            second.push((index, described.kind));
        } else {
            chosen.push((index, described));
        }
    }
    let mut exports = Vec::new();
    for (index, (path, table)) in tables.into_iter().enumerate() {
        if let Some(at) = chosen.iter().position(|(taken, _)| *taken == index) {
            let (_, described) = chosen.swap_remove(at);
            exports.push(Export { path, table, described });
        } else {
            let better = second.iter().find(|(taken, _)| *taken == index);
            let other = better.map_or(Other::NoKind, |(_, kind)| Other::SecondOf(*kind));
            others.push((path, other));
        }
    }
    exports.sort_by_key(|export| export.described.kind);
    others.sort_by(|left, right| left.0.cmp(&right.0));
    Ok((exports, others))
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

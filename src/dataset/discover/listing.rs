//! What lies in a folder, without what people do not see or did not put there.

use std::ffi::OsStr;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use super::error::FolderError;
use crate::dataset::config::FILE_NAME;
use crate::dataset::kind::FileKind;
use crate::guard::guarded;

/// Endings of text exports and of workbooks, in lower case.
const ENDINGS: [&str; 10] =
    [".csv", ".csv.gz", ".txt", ".txt.gz", ".tsv", ".tsv.gz", ".xlsx", ".xlsm", ".xls", ".ods"];
/// Files and folders that systems leave behind.
const LEFTOVERS: [&str; 7] = [
    "thumbs.db",
    "desktop.ini",
    "$recycle.bin",
    "system volume information",
    "__macosx",
    "@eadir",
    "lost+found",
];

/// What lies in a folder.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Files and whatever else is not a folder, by name.
    pub(super) files: Vec<PathBuf>,
    /// Folders, by name.
    pub(super) folders: Vec<PathBuf>,
    /// Links that lead nowhere or back to themselves, by name.
    pub(super) broken: Vec<PathBuf>,
    /// Whether there is an `outflow.toml`.
    pub(super) has_config: bool,
}

impl Listing {
    /// Lists a folder.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn read(folder: &Path) -> Result<Self, FolderError> {
        let mut listing = Self::default();
        for entry in entries(folder).map_err(|error| FolderError::unreadable(folder, &error))? {
            let (name, path) = (entry.file_name(), entry.path());
            if name == FILE_NAME {
                listing.has_config = true;
                continue;
            }
            if is_hidden(&name) {
                continue;
            }
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            match fs::metadata(&path) {
                Ok(facts) if facts.is_dir() && known_kind(&name).is_none() => {
                    listing.folders.push(path);
                }
                // a link to nothing that bears the name of an export is that export, to be refused by its name
                Err(_) if is_link && !may_be_export(&name) => listing.broken.push(path),
                _ => listing.files.push(path),
            }
        }
        listing.files.sort();
        listing.folders.sort();
        listing.broken.sort();
        Ok(listing)
    }

    /// The files that may be exports, by their names.
    pub(super) fn candidates(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.iter().filter(|path| may_be_export(path.file_name().unwrap_or_default()))
    }
}

/// What lies in a folder.
///
/// # Errors
/// Where not all of it can be listed.
pub(crate) fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    // the standard library stops at a folder that cannot be closed
    let read = guarded(|| fs::read_dir(folder)?.collect());
    read.unwrap_or_else(|| Err(io::Error::other("the folder could not be closed again")))
}

fn is_hidden(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    bytes.starts_with(b".")
        || bytes.starts_with(b"~$")
        || LEFTOVERS.iter().any(|leftover| bytes.eq_ignore_ascii_case(leftover.as_bytes()))
}

/// A name without the ending of an export; `None` where it has no such ending.
fn stem(name: &OsStr) -> Option<&[u8]> {
    let name = name.as_encoded_bytes();
    ENDINGS.iter().find_map(|ending| {
        let (stem, found) = name.split_at_checked(name.len().checked_sub(ending.len())?)?;
        (!stem.is_empty() && found.eq_ignore_ascii_case(ending.as_bytes())).then_some(stem)
    })
}

/// Whether a file may be an export, by the ending of its name.
pub(super) fn may_be_export(name: &OsStr) -> bool {
    stem(name).is_some()
}

/// Whether a file is a workbook by the ending of its name.
pub(super) fn is_workbook_name(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    [".xlsx", ".xlsm", ".xls", ".ods"].iter().any(|ending| name.ends_with(ending))
}

/// The names of exports of a kind, without their endings, English before Dutch.
const fn stems(kind: FileKind) -> [&'static str; 2] {
    match kind {
        FileKind::Benefits => ["benefits", "uitkeringen"],
        FileKind::Placements => ["placements", "plaatsingen"],
        FileKind::Programmes => ["programmes", "trajecten"],
        FileKind::Payments => ["payments", "betalingen"],
    }
}

/// The kind of export that has exactly this name.
pub(crate) fn known_kind(name: &OsStr) -> Option<FileKind> {
    let stem = stem(name)?;
    let is_named = |kind: &FileKind| {
        stems(*kind).iter().any(|known| stem.eq_ignore_ascii_case(known.as_bytes()))
    };
    FileKind::ALL.into_iter().find(is_named)
}

/// The one kind of export whose word stands in a name, such as `Plaatsingen 2018.csv`.
pub(crate) fn named_kind(name: &OsStr) -> Option<FileKind> {
    let name = name.to_string_lossy().to_lowercase();
    let words = |kind: FileKind| match kind {
        FileKind::Benefits => ["benefit", "uitkering"],
        FileKind::Placements => ["placement", "plaatsing"],
        FileKind::Programmes => ["programme", "traject"],
        FileKind::Payments => ["payment", "betaling"],
    };
    let mut named = FileKind::ALL
        .into_iter()
        .filter(|kind| words(*kind).iter().any(|word| name.contains(word)));
    named.next().filter(|_| named.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_by_names_whatever_the_ending() {
        for (name, kind) in [
            ("Uitkeringen.CSV", Some(FileKind::Benefits)),
            ("plaatsingen.xlsx", Some(FileKind::Placements)),
            ("trajecten.tsv.gz", Some(FileKind::Programmes)),
            ("payments.txt", Some(FileKind::Payments)),
            ("uitkeringen 2018.csv", None),
            ("uitkeringen.pdf", None),
            (".csv", None),
        ] {
            assert_eq!(known_kind(OsStr::new(name)), kind, "{name}");
        }
        assert_eq!(named_kind(OsStr::new("Trajecten 2018.csv")), Some(FileKind::Programmes));
        assert_eq!(named_kind(OsStr::new("uitkeringen en plaatsingen.csv")), None);
        assert_eq!(named_kind(OsStr::new("Export GWS.csv")), None);
    }

    #[test]
    fn what_systems_leave_behind_does_not_count() {
        for name in [".git", "~$uitkeringen.xlsx", ".DS_Store", "Thumbs.db", "Desktop.ini"] {
            assert!(is_hidden(OsStr::new(name)), "{name}");
        }
        assert!(!is_hidden(OsStr::new("uitkeringen.csv")));
    }
}

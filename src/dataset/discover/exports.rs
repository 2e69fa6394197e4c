//! Which file of a folder is which export.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::listing::{Listing, known_kind, named_kind};
use super::pattern::fits;
use super::{Said, name_of};
use crate::dataset::config::Config;
use crate::dataset::describe::{Header, Recognised, columns_of, header};
use crate::dataset::kind::FileKind;
use crate::dataset::scan::Start;
use crate::dataset::source::{OpenOptions, Opened, Source, digest, identity, show_path};
use crate::error::{FolderError, InputError, Refusal};

/// The exports of a folder, and what there is to say of its files.
#[derive(Debug, Default)]
pub(super) struct Exports {
    /// The exports, by kind and name.
    pub(super) files: Vec<(FileKind, Source)>,
    /// What there is to say.
    pub(super) said: Vec<Said>,
    /// Files that have another name too, and are used once.
    pub(super) repeated: Vec<String>,
}

impl Exports {
    /// Files that are no export, by name.
    pub(super) fn others(&self) -> Vec<String> {
        let others = self.said.iter().filter_map(|said| match said {
            Said::NoExport { file, .. } | Said::OwnOutput { file } => Some(file),
            _ => None,
        });
        others.map(|file| name_of(Path::new(file))).collect()
    }
}

/// Tells the exports of a folder: those that the configuration names, those of a known name, then those whose
/// columns leave no doubt.
///
/// # Errors
/// Where a file could be of two kinds, or files of one kind do not go together.
pub(super) fn exports(
    folder: &Path,
    listing: &Listing,
    config: &Config,
) -> Result<Exports, FolderError> {
    let mut found = Exports::default();
    let mut picked: Vec<PathBuf> = Vec::new();
    for kind in FileKind::ALL {
        for source in named(folder, listing, config, kind)? {
            if let Source::Path(path) = &source {
                picked.push(path.clone());
            }
            found.files.push((kind, source));
        }
    }
    let benchmark = config.yardsticks.benchmark.as_ref().map(|file| folder.join(file));
    for path in listing.candidates() {
        if picked.contains(path) || benchmark.as_ref() == Some(path) {
            continue;
        }
        found.add(path, config)?;
    }
    found.files.sort_by_cached_key(|(kind, source)| (*kind, source.name()));
    found.once_each();
    for kind in FileKind::ALL {
        together(folder, kind, &found.files, config)?;
    }
    Ok(found)
}

/// The files that the configuration names for a kind.
fn named(
    folder: &Path,
    listing: &Listing,
    config: &Config,
    kind: FileKind,
) -> Result<Vec<Source>, FolderError> {
    let config = config.file(kind);
    if let Some(file) = config.file.as_deref() {
        let source = if file == "-" { Source::Stdin } else { Source::Path(folder.join(file)) };
        return Ok(vec![source]);
    }
    let mut paths: Vec<PathBuf> = Vec::new();
    for pattern in &config.files {
        let fitting = listing.files.iter().filter(|path| fits(pattern, &name_of(path)));
        let mut fitting: Vec<PathBuf> = fitting.cloned().collect();
        if fitting.is_empty() && !pattern.contains(['*', '?']) && folder.join(pattern).exists() {
            fitting.push(folder.join(pattern));
        }
        if fitting.is_empty() {
            return Err(FolderError::NoFileFits {
                folder: show_path(folder),
                kind: kind.id(),
                pattern: pattern.clone(),
                files: listing.candidates().map(|path| name_of(path)).collect(),
            });
        }
        paths.extend(fitting);
    }
    paths.sort();
    paths.dedup();
    Ok(paths.into_iter().map(Source::Path).collect())
}

/// Whether the configuration names the files of a kind, so that no other file is of it.
fn is_settled(config: &Config, kind: FileKind) -> bool {
    config.file(kind).file.is_some() || !config.file(kind).files.is_empty()
}

impl Exports {
    /// Adds a file that the configuration does not name.
    fn add(&mut self, path: &Path, config: &Config) -> Result<(), FolderError> {
        let name = path.file_name().unwrap_or_default();
        let file = show_path(path);
        if let Some(kind) = known_kind(name) {
            if is_settled(config, kind) {
                self.said.push(Said::NotPicked { file });
            } else {
                self.files.push((kind, Source::Path(path.to_owned())));
            }
            return Ok(());
        }
        let header = match read_header(path, config) {
            Ok(header) => header,
            Err(refused) if is_other(&refused.refusal) => {
                let why = Some(refused.refusal.to_string());
                self.said.push(Said::NoExport { file, why });
                return Ok(());
            }
            Err(refused) => return Err(refused.into()),
        };
        let kinds = match header.map(|header| header.recognised) {
            None => {
                self.said.push(Said::NoExport { file, why: None });
                return Ok(());
            }
            Some(Recognised::OwnOutput) => {
                self.said.push(Said::OwnOutput { file });
                return Ok(());
            }
            Some(Recognised::Kind(kind)) => vec![kind],
            Some(Recognised::Either(kinds)) => kinds,
        };
        let open: Vec<_> = kinds.into_iter().filter(|kind| !is_settled(config, *kind)).collect();
        let by_name = named_kind(name).filter(|kind| open.contains(kind));
        let kind = match (open.as_slice(), by_name) {
            ([], _) => {
                self.said.push(Said::NotPicked { file });
                return Ok(());
            }
            ([kind], _) => *kind,
            (_, Some(kind)) => kind,
            (several, None) => {
                return Err(FolderError::Ambiguous {
                    file,
                    name: name_of(path),
                    kinds: several.iter().map(|kind| kind.id()).collect(),
                });
            }
        };
        self.said.push(Said::Recognised { kind, file });
        self.files.push((kind, Source::Path(path.to_owned())));
        Ok(())
    }

    /// Keeps one name of each file.
    fn once_each(&mut self) {
        let mut seen = FxHashSet::default();
        let repeated = &mut self.repeated;
        self.files.retain(|(_, source)| {
            let is_new = seen.insert(identity(source));
            if !is_new {
                repeated.push(source.name());
            }
            is_new
        });
    }
}

/// The header of a file that may be an export; a pipe or a device, which can be read only once, is not looked at.
fn read_header(path: &Path, config: &Config) -> Result<Option<Header>, InputError> {
    if !path.metadata().is_ok_and(|facts| facts.is_file()) {
        return Ok(None);
    }
    let mut nothing = io::empty();
    let source = Source::Path(path.to_owned());
    let mut opened = Opened::open(&source, &mut nothing, OpenOptions::default())?;
    let start = Start::read(&mut opened)?;
    Ok(header(start.head(&opened), config))
}

/// Whether a refusal says that a file is something else than an export.
const fn is_other(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Empty | Refusal::OnlyBom | Refusal::NotCsv { .. })
}

/// Refuses files of one kind that do not go together.
fn together(
    folder: &Path,
    kind: FileKind,
    files: &[(FileKind, Source)],
    config: &Config,
) -> Result<(), FolderError> {
    let paths: Vec<&PathBuf> = files
        .iter()
        .filter_map(|(of, source)| match source {
            Source::Path(path) if *of == kind => Some(path),
            _ => None,
        })
        .collect();
    let [first, others @ ..] = paths.as_slice() else { return Ok(()) };
    if others.is_empty() {
        return Ok(());
    }
    if let Some((one, other)) = same(&paths)? {
        return Err(FolderError::SameContents {
            folder: show_path(folder),
            first: name_of(one),
            second: name_of(other),
        });
    }
    let columns = |path: &Path| {
        let header = read_header(path, config)?;
        Ok::<_, InputError>(header.map(|header| columns_of(kind, &header.names, config)))
    };
    let Some(of_first) = columns(first)? else { return Ok(()) };
    for other in others {
        let Some(of_other) = columns(other)? else { continue };
        if of_first != of_other {
            let (one, two) = (name_of(first), name_of(other));
            let only = [(&one, &of_first, &of_other), (&two, &of_other, &of_first)];
            let only = only.into_iter().filter_map(|(file, left, right)| {
                let ids: Vec<_> = left.difference(right).map(|field| field.id()).collect();
                (!ids.is_empty()).then(|| format!("only {file} has {}", ids.join(", ")))
            });
            return Err(FolderError::ColumnsDiffer {
                folder: show_path(folder),
                kind: kind.id(),
                differing: only.collect::<Vec<_>>().join(" and "),
                first: one,
                second: two,
            });
        }
    }
    Ok(())
}

/// Two files that are the same to the byte; empty ones are refused for what they are.
fn same<'a>(paths: &[&'a PathBuf]) -> Result<Option<(&'a Path, &'a Path)>, InputError> {
    let mut by_size: BTreeMap<u64, Vec<&Path>> = BTreeMap::new();
    for path in paths {
        let size =
            path.metadata().ok().filter(fs::Metadata::is_file).map_or(0, |facts| facts.len());
        if size > 0 {
            by_size.entry(size).or_default().push(path);
        }
    }
    for same in by_size.values().filter(|same| same.len() > 1) {
        let mut known = BTreeMap::new();
        for path in same {
            if let Some(first) = known.insert(digest(path)?, *path) {
                return Ok(Some((first, path)));
            }
        }
    }
    Ok(None)
}

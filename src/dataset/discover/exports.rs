//! Which file of a folder is which export.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::error::FolderError;
use super::found::Said;
use super::listing::{Listing, is_workbook_name, known_kind, named_kind};
use super::names::{name_of, short_name};
use super::pattern::fits;
use crate::dataset::config::Config;
use crate::dataset::describe::{Header, Recognised, columns_of, header};
use crate::dataset::dialect::Head;
use crate::dataset::input_error::InputError;
use crate::dataset::kind::FileKind;
use crate::dataset::refusal::Refusal;
use crate::dataset::scan::Start;
use crate::dataset::source::{OpenOptions, Opened, Sheets, Source, equal_files, identity};
use crate::visible::show_path;

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

/// Finds the exports of a folder: those that the configuration names, those of a known name, then those whose
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
            picked.extend(source.path().map(Path::to_owned));
            found.files.push((kind, source));
        }
    }
    let benchmark = config.benchmark_settings.benchmark.iter();
    let benchmark: Vec<PathBuf> = benchmark.map(|file| folder.join(file)).collect();
    for path in listing.candidates() {
        if picked.contains(path) || benchmark.contains(path) {
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
    let (whole, config) = (config, config.file(kind));
    if let Some(file) = config.file.as_deref() {
        let path = if file == "-" { PathBuf::from(file) } else { folder.join(file) };
        return named_file(kind, &path, whole);
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
    let sources = paths.iter().map(|path| named_file(kind, path, whole));
    Ok(sources.collect::<Result<Vec<_>, _>>()?.concat())
}

/// A file that is named for a kind: itself, or the sheets of that kind where it is a workbook; `-` is standard input.
///
/// # Errors
/// Where it is a workbook that cannot be read, or that has no sheet of the kind.
pub(crate) fn named_file(
    kind: FileKind,
    path: &Path,
    config: &Config,
) -> Result<Vec<Source>, FolderError> {
    if path.as_os_str() == "-" {
        return Ok(vec![Source::Stdin]);
    }
    let Some(sheets) = sheets(path, config)? else {
        return Ok(vec![Source::Path(path.to_owned())]);
    };
    let is_of = |recognised: &Recognised| match recognised {
        Recognised::Kind(of) => *of == kind,
        Recognised::Either(kinds) => kinds.contains(&kind),
        Recognised::OwnOutput => false,
    };
    let named = sheets.into_iter().filter(|(_, recognised)| is_of(recognised));
    let sources: Vec<_> = named.map(|(source, _)| source).collect();
    if sources.is_empty() {
        let refusal = Refusal::NoSheet { kind: kind.id() };
        return Err(InputError::new(&show_path(path), refusal).into());
    }
    Ok(sources)
}

/// The exports in a file that is named without a kind: of the kind that its name or its columns say, else of benefits.
///
/// # Errors
/// Where it is a workbook that cannot be read, or that holds no export of benefits.
pub(super) fn file(path: &Path) -> Result<Vec<(FileKind, Source)>, FolderError> {
    let config = Config::default();
    let mut found = Exports::default();
    if let Some(sheets) = sheets(path, &config)? {
        found.add_sheets(path, sheets, &config)?;
        if found.files.is_empty() {
            let refusal = Refusal::NoSheet { kind: FileKind::Benefits.id() };
            return Err(InputError::new(&show_path(path), refusal).into());
        }
        return Ok(found.files);
    }
    let source = Source::Path(path.to_owned());
    let name = path.file_name().unwrap_or_default();
    let by_columns = || match read_header(&source, &config).ok().flatten()?.recognised {
        Recognised::Kind(kind) => Some(kind),
        _ => None,
    };
    let kind = known_kind(name).or_else(by_columns).unwrap_or(FileKind::Benefits);
    Ok(vec![(kind, source)])
}

/// The sheets of a workbook that have a header of an export, with what it says; `None` where a file is no workbook.
fn sheets(path: &Path, config: &Config) -> Result<Option<Vec<(Source, Recognised)>>, InputError> {
    let Some(mut workbook) = Sheets::open(path)? else { return Ok(None) };
    let mut found = Vec::new();
    let is_own = workbook.is_own();
    for sheet in workbook.names() {
        let refuse = |refusal| InputError::new(&show_path(path), refusal);
        let rows = workbook.first_rows(&sheet).map_err(refuse)?;
        let head = Head { bytes: &rows, complete: true, forced: None };
        let source = || Source::Sheet { path: path.to_owned(), sheet: sheet.clone() };
        if is_own {
            found.push((source(), Recognised::OwnOutput));
        } else if let Some(header) = header(head, config) {
            found.push((source(), header.recognised));
        }
    }
    Ok(Some(found))
}

/// Whether the configuration names the files of a kind, so that no other file is of it.
fn is_settled(config: &Config, kind: FileKind) -> bool {
    config.file(kind).file.is_some() || !config.file(kind).files.is_empty()
}

impl Exports {
    /// Adds a file that the configuration does not name.
    fn add(&mut self, path: &Path, config: &Config) -> Result<(), FolderError> {
        let name = path.file_name().unwrap_or_default();
        let known = known_kind(name);
        let left_out =
            |why: &Refusal| Said::NoExport { file: show_path(path), why: Some(why.to_string()) };
        match sheets(path, config) {
            Ok(None) => {}
            Ok(Some(found)) => return self.add_sheets(path, found, config),
            Err(refused) if known.is_none() && is_other(&refused.refusal) => {
                self.said.push(left_out(&refused.refusal));
                return Ok(());
            }
            Err(refused) => return Err(refused.into()),
        }
        let source = Source::Path(path.to_owned());
        if let Some(kind) = known {
            if is_settled(config, kind) {
                self.said.push(Said::NotPicked { file: show_path(path) });
            } else {
                self.files.push((kind, source));
            }
            return Ok(());
        }
        match read_header(&source, config) {
            Ok(Some(header)) => self.add_recognised(source, header.recognised, config),
            Ok(None) => {
                self.said.push(Said::NoExport { file: show_path(path), why: None });
                Ok(())
            }
            Err(refused) if is_other(&refused.refusal) => {
                self.said.push(left_out(&refused.refusal));
                Ok(())
            }
            Err(refused) => Err(refused.into()),
        }
    }

    /// Adds the sheets of a workbook.
    fn add_sheets(
        &mut self,
        path: &Path,
        found: Vec<(Source, Recognised)>,
        config: &Config,
    ) -> Result<(), FolderError> {
        let name = path.file_name().unwrap_or_default();
        let file = show_path(path);
        if found.iter().any(|(_, recognised)| *recognised == Recognised::OwnOutput) {
            self.said.push(Said::OwnOutput { file });
            return Ok(());
        }
        if found.is_empty() {
            let Some(kind) = known_kind(name).filter(|kind| !is_settled(config, *kind)) else {
                self.said.push(Said::NoExport { file, why: None });
                return Ok(());
            };
            return Err(InputError::new(&file, Refusal::NoSheet { kind: kind.id() }).into());
        }
        if !is_workbook_name(name) {
            self.said.push(Said::IsWorkbook { file });
        }
        for (source, recognised) in found {
            self.add_recognised(source, recognised, config)?;
        }
        Ok(())
    }

    /// Adds a file or sheet by what its header says.
    fn add_recognised(
        &mut self,
        source: Source,
        recognised: Recognised,
        config: &Config,
    ) -> Result<(), FolderError> {
        let file = source.name();
        let name = source.path().and_then(Path::file_name).unwrap_or_default();
        let kinds = match recognised {
            Recognised::OwnOutput => {
                self.said.push(Said::OwnOutput { file });
                return Ok(());
            }
            Recognised::Kind(kind) => vec![kind],
            Recognised::Either(kinds) => kinds,
        };
        let open: Vec<_> = kinds.into_iter().filter(|kind| !is_settled(config, *kind)).collect();
        let sheet = match &source {
            Source::Sheet { sheet, .. } => named_kind(OsStr::new(sheet)),
            _ => None,
        };
        let by_name = sheet.or_else(|| known_kind(name)).or_else(|| named_kind(name));
        let kind = match (open.as_slice(), by_name.filter(|kind| open.contains(kind))) {
            ([], _) => {
                self.said.push(Said::NotPicked { file });
                return Ok(());
            }
            ([kind], _) => *kind,
            (_, Some(kind)) => kind,
            (several, None) => {
                return Err(FolderError::Ambiguous {
                    file,
                    name: show_path(Path::new(name)),
                    kinds: several.iter().map(|kind| kind.id()).collect(),
                });
            }
        };
        if known_kind(name) != Some(kind) {
            self.said.push(Said::Recognised { kind, file });
        }
        self.files.push((kind, source));
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

/// The header of a source that may be an export; a pipe or a device, which can be read only once, is not looked at.
fn read_header(source: &Source, config: &Config) -> Result<Option<Header>, InputError> {
    if !source.path().is_some_and(Path::is_file) {
        return Ok(None);
    }
    let mut nothing = io::empty();
    let mut opened = Opened::open(source, &mut nothing, OpenOptions::default())?;
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
    let of_kind = files.iter().filter(|(of, _)| *of == kind).map(|(_, source)| source);
    let sources: Vec<&Source> = of_kind.collect();
    let [first, others @ ..] = sources.as_slice() else { return Ok(()) };
    if others.is_empty() {
        return Ok(());
    }
    let mut paths: Vec<&Path> = sources.iter().filter_map(|source| source.path()).collect();
    paths.dedup(); // two sheets of one workbook
    let sized = paths.into_iter().map(|path| {
        let size = path.metadata().map_or(0, |facts| facts.len());
        (size, path, ())
    });
    if let Some([(one, ()), (other, ())]) = equal_files(sized)?.first() {
        return Err(FolderError::SameContents {
            folder: show_path(folder),
            first: name_of(one),
            second: name_of(other),
        });
    }
    let columns = |source: &Source| {
        let header = read_header(source, config)?;
        Ok::<_, InputError>(header.map(|header| columns_of(kind, &header.names, config)))
    };
    let Some(of_first) = columns(first)? else { return Ok(()) };
    for other in others {
        let Some(of_other) = columns(other)? else { continue };
        if of_first != of_other {
            let (one, two) = (short_name(first), short_name(other));
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

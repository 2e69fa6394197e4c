//! What the exports say once they are read by the configuration that is about to be written.

use std::io;
use std::num::NonZeroUsize;
use std::path::Path;

use super::files::{files_text, is_ready};
use crate::command::load::drop_repeats;
use crate::dataset::config::Config;
use crate::dataset::describe::Export;
use crate::dataset::discover::DatasetFolder;
use crate::dataset::kind::FileKind;
use crate::measure::quality::{UnknownCodes, data_warnings};
use crate::measure::{Context, PersonGroups};
use crate::period::Period;
use crate::record::{Categories, Loader, Placement, Reading, Records, unify_spellings};

/// What a first reading shows.
#[derive(Debug, Default)]
pub(super) struct Probe {
    /// The period that the dates show.
    pub(super) coverage: Option<Period>,
    /// Codes that nobody knows.
    pub(super) codes: Vec<UnknownCodes>,
    /// Labels of sectors, most rows first.
    pub(super) sectors: Vec<(String, u64)>,
    /// Why the exports cannot be read yet.
    pub(super) refused: Option<String>,
    /// Rows read and rejected.
    pub(super) rows: (u64, u64),
}

/// More different sectors than this are texts, not a list.
const SECTORS: usize = 60;

impl Probe {
    /// Reads the exports that are ready to be read.
    pub(super) fn of(folder: &Path, name: &str, exports: &[Export], threads: NonZeroUsize) -> Self {
        let ready: Vec<_> = exports.iter().filter(|export| is_ready(export)).collect();
        if !ready.iter().any(|export| export.described.kind == FileKind::Benefits) {
            return Self::default();
        }
        let config = match Config::parse("outflow.toml", &files_text(exports)) {
            Ok(config) => config,
            Err(error) => return Self { refused: Some(error.to_string()), ..Self::default() },
        };
        let files = ready.iter().map(|export| (export.described.kind, export.source.clone()));
        let dataset = DatasetFolder {
            name: name.to_owned(),
            folder: folder.to_owned(),
            files: files.collect(),
            config,
        };
        let categories = Categories::new();
        let reading =
            Reading { threads, hash: false, delimiter: None, encoding: None, progress: None };
        let loader = Loader {
            categories: &categories,
            reading,
            wanted: Vec::new(),
            identifiers: None,
            accept: &|_| Ok(()),
        };
        let mut read = match loader.load(&dataset, &mut io::empty()) {
            Ok(read) => read,
            Err(error) => return Self { refused: Some(error.to_string()), ..Self::default() },
        };
        unify_spellings(&mut [&mut read.records], &categories);
        drop_repeats(&mut read, &categories);
        let person_groups = PersonGroups::new(&categories);
        let context = Context::new(&read.records, &categories, &person_groups, &[], &[]);
        let counted = data_warnings(&context, &dataset.config.codes, false);
        let rows = read.files.iter().map(|file| (file.read, file.rejected.total()));
        Self {
            coverage: Some(read.records.coverage),
            codes: counted.codes,
            sectors: sectors(&read.records, &categories),
            refused: None,
            rows: rows.fold((0, 0), |sum, file| (sum.0 + file.0, sum.1 + file.1)),
        }
    }
}

/// The labels of sectors, where they are few enough to be a list.
fn sectors(records: &Records, categories: &Categories) -> Vec<(String, u64)> {
    let Some(store) = &records.placements else { return Vec::new() };
    let mut counts = rustc_hash::FxHashMap::default();
    for id in store.ids() {
        let sector = Placement::decode(store.row(id)).sector;
        if sector != 0 {
            *counts.entry(sector).or_insert(0_u64) += 1;
        }
    }
    if counts.len() > SECTORS || counts.len() * 2 > store.rows() {
        return Vec::new();
    }
    let text = |code| categories.sector.text(code).to_string();
    let mut sectors: Vec<_> = counts.into_iter().map(|(code, count)| (text(code), count)).collect();
    sectors.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    sectors
}

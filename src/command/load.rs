//! From a request to the datasets that cover its period.

use std::io::Read;
use std::path::Path;

use crate::cli::{InputRequest, Inputs, ReportRequest};
use crate::dataset::config::Config;
use crate::dataset::discover::{DatasetFolder, Discovered, discover};
use crate::dataset::kind::{Field, FileKind};
use crate::dataset::source::{Source, show_path};
use crate::dataset::value::Fault;
use crate::error::{Error, RequestError};
use crate::measure::clean;
use crate::period::Period;
use crate::record::{
    Dropped, Identifiers, Loaded, Loader, Participation, Placement, Reading, RowId, Store,
    Vocabulary, column,
};

/// What a run is made from.
#[derive(Debug)]
pub(super) struct Input {
    /// The datasets that cover the period.
    pub(super) loaded: Vec<Loaded>,
    /// The datasets that do not, with their coverage.
    pub(super) left_out: Vec<(String, Period)>,
    /// Folders and files that were named twice.
    pub(super) repeated: Vec<String>,
    /// Every file that is read.
    pub(super) paths: Vec<std::path::PathBuf>,
}

/// Loads the datasets of a request; with `identifiers` where the run has to name rows.
///
/// # Errors
/// Where a file or configuration is refused, or no dataset covers the period.
pub(super) fn load(
    request: &ReportRequest,
    vocabulary: &Vocabulary,
    identifiers: Option<Identifiers>,
    stdin: &mut (dyn Read + Send),
) -> Result<Input, Error> {
    let Discovered { datasets, repeated } = folders(&request.input.inputs)?;
    let mut input =
        Input { loaded: Vec::new(), left_out: Vec::new(), repeated, paths: paths(&datasets) };
    let hash = request.style.provenance || request.format == crate::render::Format::Json;
    let reading = reading(&request.input, hash);
    let wanted = request.municipalities.clone();
    let loader = Loader { vocabulary, reading, wanted, identifiers };
    for folder in &datasets {
        if folder.source(FileKind::Benefits).is_none() {
            return Err(RequestError::NoBenefits { dataset: folder.name.clone() }.into());
        }
        let known = configured_coverage(&folder.config);
        if let Some(coverage) = known.filter(|coverage| !takes(request, *coverage)) {
            input.left_out.push((folder.name.clone(), coverage));
            continue;
        }
        let mut dataset = loader.load(folder, stdin)?;
        if takes(request, dataset.records.coverage) {
            drop_repeats(&mut dataset, vocabulary);
            input.loaded.push(dataset);
        } else {
            input.left_out.push((folder.name.clone(), dataset.records.coverage));
        }
    }
    if input.loaded.is_empty() {
        let coverages = input.left_out;
        return Err(RequestError::NotCovered { period: request.period, coverages }.into());
    }
    same_definitions(&input.loaded)?;
    Ok(input)
}

/// How the files of a request are read.
pub(super) const fn reading(request: &InputRequest, hash: bool) -> Reading {
    Reading {
        threads: request.threads,
        hash,
        delimiter: request.delimiter,
        encoding: request.encoding,
    }
}

/// Whether a dataset with this coverage is reported on.
fn takes(request: &ReportRequest, coverage: Period) -> bool {
    request.partial || coverage.covers(request.period)
}

fn configured_coverage(config: &Config) -> Option<Period> {
    Period::new(config.coverage_from?, config.coverage_to?).ok()
}

/// The datasets that a request names.
///
/// # Errors
/// Where a folder holds none, or a configuration cannot be read.
pub(super) fn folders(inputs: &Inputs) -> Result<Discovered, Error> {
    match inputs {
        Inputs::Data(paths) => discover(paths),
        Inputs::Files { files, config } => {
            let config = config.as_deref().map(Config::load_file).transpose()?.unwrap_or_default();
            let source = |path: &Path| {
                if path.as_os_str() == "-" { Source::Stdin } else { Source::Path(path.to_owned()) }
            };
            let named = files.first().and_then(|(_, path)| path.file_stem());
            let name = match named {
                Some(stem) if stem != "-" => show_path(Path::new(stem)),
                _ => "stdin".to_owned(),
            };
            let dataset = DatasetFolder {
                name: config.name.clone().unwrap_or(name),
                folder: std::path::PathBuf::new(),
                config,
                files: files.iter().map(|(kind, path)| (*kind, source(path))).collect(),
            };
            Ok(Discovered { datasets: vec![dataset], repeated: Vec::new() })
        }
    }
}

fn paths(datasets: &[DatasetFolder]) -> Vec<std::path::PathBuf> {
    let sources = datasets.iter().flat_map(|dataset| &dataset.files);
    sources
        .filter_map(|(_, source)| match source {
            Source::Path(path) => Some(path.clone()),
            Source::Stdin => None,
        })
        .collect()
}

/// Drops the rows of placements and programmes that repeat another row or take its identifier.
pub(super) fn drop_repeats(loaded: &mut Loaded, vocabulary: &Vocabulary) {
    let records = &mut loaded.records;
    if let Some(store) = &records.placements {
        let id =
            records.has(FileKind::Placements, Field::PlacementId).then_some(column::PLACEMENT_ID);
        let text =
            |id: RowId| Placement::decode(store.row(id)).text(vocabulary, &records.person_keys);
        let dropped =
            clean::<{ column::PLACEMENT_COLUMNS }>(store, id, column::PLACEMENT_PERSON, &text);
        account(&mut loaded.files, FileKind::Placements, Field::PlacementId, store, &dropped);
        records.dropped_placements = dropped;
    }
    if let Some(store) = &records.participations {
        let id = records
            .has(FileKind::Programmes, Field::ParticipationId)
            .then_some(column::PARTICIPATION_ID);
        let text =
            |id: RowId| Participation::decode(store.row(id)).text(vocabulary, &records.person_keys);
        let dropped = clean::<{ column::PARTICIPATION_COLUMNS }>(
            store,
            id,
            column::PARTICIPATION_PERSON,
            &text,
        );
        account(&mut loaded.files, FileKind::Programmes, Field::ParticipationId, store, &dropped);
        records.dropped_participations = dropped;
    }
}

fn account(
    files: &mut [crate::record::FileFacts],
    kind: FileKind,
    field: Field,
    store: &Store,
    dropped: &Dropped,
) {
    let Some(file) = files.iter_mut().find(|file| file.kind == kind) else { return };
    file.identical += dropped.identical;
    let header = file.headers.get(field.id()).cloned().unwrap_or_default();
    for id in &dropped.conflicting {
        file.rejected.add_value(store.line(*id), field, &header, Fault::SameIdOtherContents, &[]);
    }
}

/// Datasets that are added up must be counted by the same definitions.
fn same_definitions(loaded: &[Loaded]) -> Result<(), RequestError> {
    for pair in loaded.windows(2) {
        let (first, second) = (&pair[0].records, &pair[1].records);
        let (one, other) = (&first.definitions, &second.definitions);
        let differing = [
            ("definitions.gap_days", one.gap_days == other.gap_days),
            ("definitions.work_window_days", one.work_window_days == other.work_window_days),
            ("definitions.full_time_hours", one.full_time_hours == other.full_time_hours),
            ("definitions.age_bounds", one.age_bounds == other.age_bounds),
            ("savings.method", first.savings_method == second.savings_method),
        ];
        if let Some((key, _)) = differing.into_iter().find(|(_, same)| !same) {
            let (first, second) = (first.name.clone(), second.name.clone());
            return Err(RequestError::DefinitionsDiffer { first, second, key });
        }
    }
    Ok(())
}

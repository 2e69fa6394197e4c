//! From a request to the datasets that cover its period.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::deliveries::{Delivery, refuse_two_of_one};
use super::limit;
use super::reads::files_read;
use crate::cli::{
    InputRequest, Inputs, OutputRequest, PublishRequest, ReportRequest, ScopeRequest,
};
use crate::dataset::config::Config;
use crate::dataset::discover::{
    DatasetFolder, Discovered, FolderError, Said, discover, named_file,
};
use crate::dataset::input_error::InputError;
use crate::dataset::kind::{Field, FileKind};
use crate::dataset::refusal::Refusal;
use crate::dataset::rejects::exceeds_limit;
use crate::dataset::value::Fault;
use crate::measure::quality::{DataWarnings, data_warnings};
use crate::measure::{Context, PersonGroups, Repeats, clean};
use crate::output::{OutputError, Target, check_target};
use crate::period::{Day, Period};
use crate::record::{
    Categories, Dropped, FileFacts, Identifiers, Loaded, Loader, Participation, Placement, Reading,
    Remark, RowId, Store, column, unify_spellings,
};
use crate::render::Locale;
use crate::report::RequestError;
use crate::visible::show_path;

/// What a run is made from.
#[derive(Debug)]
pub(super) struct Input {
    /// The datasets that cover the period.
    pub(super) loaded: Vec<Loaded>,
    /// The datasets that do not, with their coverage.
    pub(super) left_out: Vec<(String, Period)>,
    /// Folders and files that were named twice.
    pub(super) repeated: Vec<String>,
    /// What there is to say of files and folders that are there.
    pub(super) said: Vec<Said>,
    /// What the notes say of the rows of each dataset that is loaded.
    pub(super) warnings: Vec<DataWarnings>,
    /// Every file that is read.
    pub(super) paths: Vec<PathBuf>,
}

/// What a run asks for, whatever it counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct RunRequest<'a> {
    /// The exports, and how they are read.
    pub(super) input: &'a InputRequest,
    /// Whose rows are counted.
    pub(super) scope: &'a ScopeRequest,
    /// A dataset is taken that covers one of these, or any where there are none.
    pub(super) periods: &'a [Period],
    /// What is printed, and where to.
    pub(super) output: &'a OutputRequest,
    /// How it is made fit for readers outside.
    pub(super) publish: Option<&'a PublishRequest>,
    /// How many sectors and employers are shown before `rest`.
    pub(super) top: Option<usize>,
}

impl<'a> RunRequest<'a> {
    /// What a report asks for.
    pub(super) const fn of_report(request: &'a ReportRequest) -> Self {
        Self {
            input: &request.input,
            scope: &request.scope,
            periods: std::slice::from_ref(&request.period),
            output: &request.output,
            publish: request.publish.as_ref(),
            top: request.top,
        }
    }
}

/// From the first day of some periods to the last.
pub(super) fn span(periods: &[Period]) -> Period {
    let from = periods.iter().map(|period| period.from()).min().unwrap_or(Day::MIN);
    let to = periods.iter().map(|period| period.to()).max().unwrap_or(from);
    Period::new(from, to).unwrap_or_else(|_| Period::single(to))
}

/// Loads the datasets of a request.
///
/// # Errors
/// Where a file or configuration is refused, or no dataset covers the period.
pub(super) fn load(
    request: RunRequest<'_>,
    categories: &Categories,
    stdin: &mut (dyn Read + Send),
) -> anyhow::Result<Input> {
    load_identified(request, categories, None, stdin)
}

/// Loads the datasets of a run that has to name rows, with the identifiers of all that it loads.
///
/// # Errors
/// Where a file or configuration is refused, or no dataset covers the period.
pub(super) fn load_identified(
    request: RunRequest<'_>,
    categories: &Categories,
    identifiers: Option<Identifiers>,
    stdin: &mut (dyn Read + Send),
) -> anyhow::Result<Input> {
    let Discovered { datasets, repeated, said } = folders(request.input)?;
    let paths = files_read(&datasets, request.input, request.publish);
    may_write(request.output.target.as_ref(), &paths)?;
    let mut input = Input {
        loaded: Vec::new(),
        left_out: Vec::new(),
        repeated,
        said,
        warnings: Vec::new(),
        paths,
    };
    let reading = reading(request.input, request.output.wants_sums());
    let municipalities = request.scope.municipalities.clone();
    let locale = Locale::new(request.output.style.lang);
    let accept = |file: &FileFacts| limit::accept(file, request.input.allow_rejects, &locale);
    let loader =
        Loader { categories, reading, wanted: municipalities, identifiers, accept: &accept };
    let known = |folder: &&DatasetFolder| {
        configured_coverage(&folder.config).is_none_or(|coverage| takes(request, coverage))
    };
    expect(request.input, datasets.iter().filter(known));
    let mut deliveries = Vec::new();
    let mut configs = Vec::new();
    for folder in &datasets {
        if !folder.has(FileKind::Benefits) {
            return Err(RequestError::NoBenefits { dataset: folder.name.clone() }.into());
        }
        let known = configured_coverage(&folder.config);
        if let Some(coverage) = known.filter(|coverage| !takes(request, *coverage)) {
            input.left_out.push((folder.name.clone(), coverage));
            continue;
        }
        let dataset = loader.load(folder, stdin)?;
        if takes(request, dataset.records.coverage) {
            deliveries.extend(Delivery::of(folder, &dataset));
            configs.push(&folder.config);
            input.loaded.push(dataset);
        } else {
            input.left_out.push((folder.name.clone(), dataset.records.coverage));
        }
    }
    let mut records: Vec<_> = input.loaded.iter_mut().map(|loaded| &mut loaded.records).collect();
    let lost = unify_spellings(&mut records, categories);
    input.loaded.iter_mut().zip(lost).for_each(|(dataset, lost)| say_lost_zeros(dataset, lost));
    for (dataset, config) in input.loaded.iter_mut().zip(configs) {
        drop_repeats(dataset, categories);
        dataset.files.iter().try_for_each(accept)?;
        let groups = PersonGroups::new(categories);
        let context = Context::new(&dataset.records, categories, &groups, &[], &[]);
        input.warnings.push(data_warnings(&context, &config.codes, config.guesses_coverage()));
    }
    if input.loaded.is_empty() {
        let coverages = input.left_out;
        let (period, partial) = (span(request.periods), request.scope.partial);
        return Err(RequestError::NotCovered { period, partial, coverages }.into());
    }
    refuse_two_of_one(&deliveries, categories)?;
    same_definitions(&input.loaded)?;
    Ok(input)
}

/// How the files of a request are read.
pub(super) fn reading(request: &InputRequest, hash: bool) -> Reading<'_> {
    Reading {
        threads: request.threads,
        hash,
        delimiter: request.delimiter,
        encoding: request.encoding,
        progress: Some(&request.progress_display.progress),
    }
}

/// Says how much there is to read, where the files say how large they are.
pub(super) fn expect<'a>(
    request: &InputRequest,
    datasets: impl IntoIterator<Item = &'a DatasetFolder>,
) {
    let sources = datasets.into_iter().flat_map(|dataset| &dataset.files);
    let sizes: Option<Vec<u64>> = sources
        .map(|(_, source)| std::fs::metadata(source.path()?).ok().map(|facts| facts.len()))
        .collect();
    if let Some(sizes) = sizes {
        request.progress_display.progress.expect(sizes.iter().sum());
    }
}

/// Whether a dataset with this coverage is reported on.
fn takes(request: RunRequest<'_>, coverage: Period) -> bool {
    let is_taken = |period: &Period| {
        if request.scope.partial { coverage.overlaps(*period) } else { coverage.covers(*period) }
    };
    request.periods.is_empty() || request.periods.iter().any(is_taken)
}

fn configured_coverage(config: &Config) -> Option<Period> {
    Period::new(config.coverage_from?, config.coverage_to?).ok()
}

/// The datasets that a request names.
///
/// # Errors
/// Where a folder holds none, or a configuration cannot be read.
pub(super) fn folders(request: &InputRequest) -> Result<Discovered, FolderError> {
    match &request.inputs {
        Inputs::Data(paths) => discover(paths, &request.skip),
        Inputs::Files { files, config } => {
            let config = config.as_deref().map(Config::load_file).transpose()?.unwrap_or_default();
            let mut sources = Vec::new();
            for (kind, path) in files {
                let found = named_file(*kind, path, &config)?;
                sources.extend(found.into_iter().map(|source| (*kind, source)));
            }
            let named = files.first().and_then(|(_, path)| path.file_stem());
            let name = match named {
                Some(stem) if stem != "-" => show_path(Path::new(stem)),
                _ => "stdin".to_owned(),
            };
            let dataset = DatasetFolder {
                name: config.name.clone().unwrap_or(name),
                folder: PathBuf::new(),
                config,
                files: sources,
            };
            Ok(Discovered { datasets: vec![dataset], ..Discovered::default() })
        }
    }
}

/// Refuses, before anything is read, a file that the result cannot be written to.
pub(super) fn may_write(target: Option<&Target>, inputs: &[PathBuf]) -> Result<(), OutputError> {
    let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
    target.map_or(Ok(()), |target| check_target(target, &inputs))
}

/// Drops the rows of placements and programmes that repeat another row or take its identifier.
pub(super) fn drop_repeats(loaded: &mut Loaded, categories: &Categories) {
    let records = &mut loaded.records;
    if let Some(store) = &records.placements {
        let id =
            records.has(FileKind::Placements, Field::PlacementId).then_some(column::PLACEMENT_ID);
        let text =
            |id: RowId| Placement::decode(store.row(id)).text(categories, &records.person_keys);
        let dropped =
            clean::<{ column::PLACEMENT_COLUMNS }>(store, id, column::PLACEMENT_PERSON, &text);
        drop_from(&mut loaded.files, FileKind::Placements, Field::PlacementId, store, &dropped);
        records.dropped_placements = dropped;
    }
    if let Some(store) = &records.participations {
        let id = records
            .has(FileKind::Programmes, Field::ParticipationId)
            .then_some(column::PARTICIPATION_ID);
        let text =
            |id: RowId| Participation::decode(store.row(id)).text(categories, &records.person_keys);
        let dropped = clean::<{ column::PARTICIPATION_COLUMNS }>(
            store,
            id,
            column::PARTICIPATION_PERSON,
            &text,
        );
        drop_from(&mut loaded.files, FileKind::Programmes, Field::ParticipationId, store, &dropped);
        records.dropped_participations = dropped;
    }
}

/// Takes the rows that are dropped out of the account of their files.
fn drop_from(
    files: &mut [FileFacts],
    kind: FileKind,
    field: Field,
    store: &Store,
    dropped: &Dropped,
) {
    let mut files: Vec<_> = files.iter_mut().filter(|file| file.kind == kind).collect();
    for id in &dropped.rows {
        files[store.file(*id)].identical += 1;
    }
    for id in &dropped.conflicting {
        let file = &mut *files[store.file(*id)];
        let header = file.headers.get(field.id()).cloned().unwrap_or_default();
        file.identical -= 1;
        file.rejected.add_value(store.line(*id), field, &header, Fault::SameIdOtherContents, &[]);
    }
}

/// Takes benefit rows that are the same row again, or contradict another, into the account of their files.
pub(super) fn account(loaded: &mut Loaded, repeats: &Repeats) {
    let benefits = loaded.files.iter_mut().filter(|file| file.kind == FileKind::Benefits);
    for (number, file) in benefits.enumerate() {
        file.identical += repeats.identical.of(number);
        file.contradictory += repeats.contradictory.of(number);
        if file.contradictory > 0 {
            file.remarks.push(Remark::of_file("contradictory_rows", file.contradictory));
        }
    }
}

/// Says that municipalities are named by numbers that lost their zeros: they count as the ones with them.
pub(super) fn say_lost_zeros(loaded: &mut Loaded, count: u64) {
    if let Some(file) = loaded.files.first_mut().filter(|_| count > 0) {
        let header = file.headers.get(Field::Municipality.id()).cloned();
        let values = vec![("digits", "4".to_owned())];
        let remark = Remark::of_column("lost_zeros", Field::Municipality, header, count);
        file.remarks.push(Remark { values, ..remark });
    }
}

/// Refuses a benefits export of which so many rows contradict each other that they cannot be slips.
///
/// # Errors
/// With the ways out.
pub(super) fn check_contradictions(loaded: &Loaded) -> Result<(), InputError> {
    let too_many = |file: &&FileFacts| exceeds_limit(file.contradictory, file.read);
    loaded.files.iter().find(too_many).map_or(Ok(()), |file| {
        let refusal = Refusal::Contradictory { rows: file.contradictory, read: file.read };
        Err(InputError::new(&file.name, refusal))
    })
}

/// Datasets that are added up must be counted by the same definitions.
fn same_definitions(loaded: &[Loaded]) -> Result<(), RequestError> {
    for pair in loaded.windows(2) {
        let (first, second) = (&pair[0].records, &pair[1].records);
        let (one, other) = (&first.config.definitions, &second.config.definitions);
        let differing = [
            ("definitions.gap_days", one.gap_days == other.gap_days),
            ("definitions.work_window_days", one.work_window_days == other.work_window_days),
            (
                "definitions.full_time_hours",
                one.full_time_hours_hundredths == other.full_time_hours_hundredths,
            ),
            ("definitions.age_bounds", one.age_bounds == other.age_bounds),
            ("savings.method", first.config.savings.method == second.config.savings.method),
        ];
        if let Some((key, _)) = differing.into_iter().find(|(_, same)| !same) {
            let (first, second) = (first.name.clone(), second.name.clone());
            return Err(RequestError::DefinitionsDiffer { first, second, key });
        }
    }
    Ok(())
}

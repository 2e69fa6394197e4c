//! All files of one dataset → its records.

use std::collections::BTreeSet;
use std::io::Read;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::benefits::BenefitParser;
use super::code::CodeCounts;
use super::file::{FileFacts, Reading, read_file};
use super::participations::ParticipationParser;
use super::payments::PaymentParser;
use super::placements::PlacementParser;
use super::rules::Rules;
use super::simple::{ParsedBlock, SeenDays};
use crate::dataset::benchmark;
use crate::dataset::codes::{editions, folded};
use crate::dataset::config::Config;
use crate::dataset::dialect::Layout;
use crate::dataset::discover::DatasetFolder;
use crate::dataset::input_error::InputError;
use crate::dataset::kind::{Field, FileKind};
use crate::dataset::notation::Notations;
use crate::dataset::refusal::Refusal;
use crate::dataset::scan::{OutOfScope, RowParser};
use crate::dataset::source::Source;
use crate::dataset::value::month_in_name;
use crate::period::{Day, Period};
use crate::record::Remark;
use crate::record::categories::Categories;
use crate::record::category_codes::Code;
use crate::record::key::{Identifiers, PADDED};
use crate::record::lists::{ListAccount, latest_benefits, latest_participations};
use crate::record::packed::Packed;
use crate::record::parts::shared_rows;
use crate::record::persons::meet_without_zeros;
use crate::record::records::{Dropped, Records};
use crate::record::store::{BlockPlace, Store};

/// Loads datasets.
pub(crate) struct Loader<'a> {
    /// The groups of all datasets.
    pub(crate) categories: &'a Categories,
    /// How files are read.
    pub(crate) reading: Reading<'a>,
    /// The municipalities asked for; all where there are none.
    pub(crate) wanted: Vec<String>,
    /// The identifiers of a run that has to name rows; any other keeps only those it gathers rows by.
    pub(crate) identifiers: Option<Identifiers>,
    /// Refuses a file of which too much could not be read.
    pub(crate) accept: &'a Accept<'a>,
}

/// Whether a file that was read is good enough to count with.
pub(super) type Accept<'a> = dyn Fn(&FileFacts) -> Result<(), InputError> + Sync + 'a;

/// A dataset with the account of its files.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// The records.
    pub(crate) records: Records,
    /// The files, in the order read.
    pub(crate) files: Vec<FileFacts>,
}

/// The files of one kind, read into one store.
struct Export {
    store: Store,
    files: Vec<FileFacts>,
    days: SeenDays,
    /// The municipalities of its rows, where each row that was read still counts.
    places: Option<FxHashSet<Code>>,
    /// The columns in which some identifier begins with a zero.
    padded: BTreeSet<Field>,
}

impl Loader<'_> {
    /// Loads one dataset.
    ///
    /// # Errors
    /// Where a file is refused, by itself or beside another one.
    pub(crate) fn load(
        &self,
        folder: &DatasetFolder,
        stdin: &mut (dyn Read + Send),
    ) -> Result<Loaded, InputError> {
        let rules = self.rules(&folder.config);
        let ids = self.identifiers.clone().unwrap_or_default();
        let exports = self.exports(folder, stdin, &rules, &ids)?;
        let [benefits, placements, participations, _] = &exports;
        let of_people = [benefits, placements, participations];
        let zeros_differ = zeros_differ(&of_people);
        let padded = of_people.iter().copied().flatten().flat_map(|export| &export.padded);
        let padded = padded.copied().collect();
        let days = benefits.as_ref().map(|benefits| benefits.days).unwrap_or_default();
        let places = places(&of_people);
        let mut files = Vec::new();
        let [benefits, placements, participations, payments] = exports.map(|export| {
            let export = export?;
            files.extend(export.files);
            Some(export.store)
        });
        files.iter().try_for_each(self.accept)?;
        let kept = if self.identifiers.is_some() { ids.clone() } else { Identifiers::default() };
        let columns =
            files.iter().flat_map(|file| file.fields.iter().map(|field| (file.kind, *field)));
        let config = &folder.config;
        let name = || files.first().map(|file| file.name.clone()).unwrap_or_default();
        let coverage = coverage(config, days);
        let coverage =
            coverage.ok_or_else(|| InputError::new(&name(), Refusal::CoverageUnknown))?;
        let mut records = Records {
            name: folder.name.clone(),
            coverage,
            config: config.clone(),
            benchmark: benchmark::read_all(&folder.folder, &config.benchmark_settings)?,
            columns: columns.collect(),
            benefits: benefits.unwrap_or_default(),
            placements,
            dropped_placements: Dropped::default(),
            participations,
            dropped_participations: Dropped::default(),
            payments,
            padded,
            case_keys: ids.cases,
            person_keys: ids.persons,
            placement_keys: kept.placements,
            participation_keys: kept.participations,
            municipality: rules.municipality != 0,
            places: places.map_or_else(OnceLock::new, OnceLock::from),
        };
        if zeros_differ && let Some(met) = meet_without_zeros(&mut records) {
            remark(&mut files, FileKind::Benefits, 0, "persons_without_zeros", met);
        }
        Ok(Loaded { records, files })
    }

    /// The exports of benefits, placements, programmes and payments, each where there is one.
    fn exports(
        &self,
        folder: &DatasetFolder,
        stdin: &mut (dyn Read + Send),
        rules: &Rules<'_>,
        ids: &Identifiers,
    ) -> Result<[Option<Export>; 4], InputError> {
        let benefits =
            self.export(folder, FileKind::Benefits, stdin, |layout, notations, list| {
                BenefitParser::new(layout, notations, rules, list, (&ids.cases, &ids.persons))
            })?;
        let benefits = benefits.map(|benefits| latest(FileKind::Benefits, benefits, folder));
        let placements =
            self.export(folder, FileKind::Placements, stdin, |layout, notations, _| {
                PlacementParser::new(layout, notations, rules, &ids.placements, &ids.persons)
            })?;
        let participations =
            self.export(folder, FileKind::Programmes, stdin, |layout, notations, list| {
                let numbers = (&*ids.participations, &*ids.persons);
                ParticipationParser::new(layout, notations, rules, list, numbers)
            })?;
        let participations =
            participations.map(|export| latest(FileKind::Programmes, export, folder));
        let payments = self.export(folder, FileKind::Payments, stdin, |layout, notations, _| {
            PaymentParser::new(layout, notations, rules, &ids.cases)
        })?;
        Ok([benefits.transpose()?, placements, participations.transpose()?, payments])
    }

    fn rules(&self, config: &Config) -> Rules<'_> {
        let municipality = config.municipality.as_deref().unwrap_or_default();
        let codes = config.codes.iter().map(|(list, codes)| {
            let codes = codes.iter().map(|(code, group)| (folded(code), group.clone()));
            ((*list).to_owned(), codes.collect())
        });
        let editions = editions();
        let running = config.coverage_to.map_or(editions.newest(), |to| editions.of(to));
        Rules {
            categories: self.categories,
            editions,
            running,
            local_codes: codes.collect(),
            sectors: config
                .sectors
                .iter()
                .map(|(label, sector)| (folded(label), sector.clone()))
                .collect(),
            municipality: self.categories.municipality.number(municipality),
            full_time_hours: config.definitions.full_time_hours_hundredths,
            wanted: self.wanted.clone(),
        }
    }

    /// Reads the files of a kind; `None` where there are none. `parser` makes a parser from the layout of a file, its
    /// notations, and the day of its list where its name gives it.
    fn export<P: RowParser<Block = ParsedBlock>>(
        &self,
        folder: &DatasetFolder,
        kind: FileKind,
        stdin: &mut (dyn Read + Send),
        parser: impl Fn(&Layout, &Notations, Option<Day>) -> P + Sync,
    ) -> Result<Option<Export>, InputError> {
        let config = folder.config.file(kind);
        let mut export = Export {
            store: Store::default(),
            files: Vec::new(),
            days: SeenDays::default(),
            places: Some(FxHashSet::default()),
            padded: BTreeSet::new(),
        };
        let mut blocks: Vec<(BlockPlace, Packed)> = Vec::new();
        for (number, source) in folder.sources(kind).enumerate() {
            let list = config.snapshot_in_name.then(|| list_of(source)).transpose()?;
            let new = |layout: &Layout, notations: &Notations| parser(layout, notations, list);
            let (scanned, mut file) = read_file(kind, source, stdin, config, self.reading, new)?;
            if let Some(field) = self.categories.over_limit() {
                let column = file.headers.get(field.id()).map_or(field.id(), String::as_str);
                let refusal = InputError::new(&file.name, Refusal::TooManyLabels);
                return Err(refusal.in_column(column));
            }
            let counted = scanned.seen.counts.keys();
            export.padded.extend(counted.filter(|(id, _)| *id == PADDED).map(|(_, field)| *field));
            let mut codes = CodeCounts::default();
            for (first_line, block) in scanned.blocks {
                codes.add(block.code_counts);
                let place = BlockPlace { file: number, first_line };
                blocks.extend(block.sealed.into_iter().map(|rows| (place, rows)));
                if let Some(places) = &mut export.places {
                    places.extend(block.places);
                }
                file.caseless += block.caseless;
                file.personless += block.personless;
                export.days = export.days.and(block.days);
            }
            codes.remark(&mut file);
            export.files.push(file);
        }
        let Some(first) = export.files.first() else { return Ok(None) };
        let too_long = || {
            let refusal = Refusal::TooLong { what: "the file", limit: "65,536 blocks of 4 MB" };
            InputError::new(&first.name, refusal)
        };
        export.store = Store::new(blocks).ok_or_else(too_long)?;
        let files = export.files.len() as u64;
        if files > 1 {
            remark(&mut export.files, kind, 0, "files_as_one", files);
        }
        Ok(Some(export))
    }
}

/// Whether the person numbers of some exports have lost their leading zeros, and those of others have not.
fn zeros_differ(all: &[&Option<Export>]) -> bool {
    let mut padded =
        all.iter().copied().flatten().map(|export| export.padded.contains(&Field::PersonId));
    padded.next().is_some_and(|first| padded.any(|other| other != first))
}

/// The municipalities of all exports; `None` where they are not known of one.
fn places(all: &[&Option<Export>]) -> Option<FxHashSet<Code>> {
    let mut all = all.iter().copied().flatten();
    all.try_fold(FxHashSet::default(), |all, export| Some(&all | export.places.as_ref()?))
}

/// The day of the list that a file is, by its name.
fn list_of(source: &Source) -> Result<Day, InputError> {
    let name = source.name();
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    month_in_name(last).ok_or_else(|| InputError::new(&name, Refusal::NoMonthInName))
}

/// The rows of an export as they count: of lists of one moment the latest; files that are no lists must not share rows.
fn latest(
    kind: FileKind,
    mut export: Export,
    folder: &DatasetFolder,
) -> Result<Export, InputError> {
    let has = |field| export.files.iter().all(|file| file.fields.contains(&field));
    let are_lists = folder.config.file(kind).snapshot_in_name
        || has(Field::Snapshot)
        || has(Field::SnapshotYear) && has(Field::SnapshotMonth);
    if !are_lists {
        no_shared_rows(kind, &export)?;
        return Ok(export);
    }
    let numbers = [Field::CaseId, Field::PersonId, Field::ParticipationId];
    if !numbers.into_iter().any(has) {
        return Err(InputError::new(&export.files[0].name, Refusal::ListsWithoutNumbers));
    }
    let (store, account) = match kind {
        FileKind::Benefits => latest_benefits(&export.store),
        _ => latest_participations(&export.store),
    };
    export.store = store;
    export.places = None;
    let ListAccount { superseded, no_longer } = account;
    for (number, count) in superseded.counted() {
        *export.files[number].out_of_scope.entry(OutOfScope::Superseded).or_default() += count;
    }
    for (number, count) in no_longer.counted() {
        remark(&mut export.files, kind, number, "no_longer_in_list", count);
    }
    Ok(export)
}

/// Refuses files of one kind that share rows.
fn no_shared_rows(kind: FileKind, export: &Export) -> Result<(), InputError> {
    let shared = (export.files.len() > 1).then(|| shared_rows(kind, &export.store)).flatten();
    shared.map_or(Ok(()), |shared| {
        let other = export.files[shared.first].name.as_str().into();
        let refusal = Refusal::SharedRows { other, rows: shared.rows, kind: kind.id() };
        Err(InputError::new(&export.files[shared.second].name, refusal))
    })
}

/// Adds a remark to a file of a kind.
fn remark(files: &mut [FileFacts], kind: FileKind, number: usize, id: &'static str, count: u64) {
    if let Some(file) = files.iter_mut().filter(|file| file.kind == kind).nth(number) {
        file.remarks.push(Remark::of_file(id, count));
    }
}

/// The coverage of a dataset: as configured, else guessed from the benefits. It ends with the month of the latest
/// start, or of the latest list, and begins with the month of the earliest end by then (with the year, where that is
/// one of its first three months), never after the month of the first list. An end after it is planned, not seen.
/// Without such an end or list nothing shows that ended benefits are in the export at all: `None`.
fn coverage(config: &Config, days: SeenDays) -> Option<Period> {
    let seen_to = [days.last_start, days.last_list].into_iter().flatten().max();
    let to = config.coverage_to.or(seen_to.map(Day::last_of_month))?;
    let of_end = |end: Day| match end.ymd() {
        (year, 1..=3, _) => Day::from_ymd(year, 1, 1).unwrap_or(end),
        _ => end.first_of_month(),
    };
    let ends = days.first_end.filter(|end| *end <= to).map(of_end);
    let seen_from = [ends, days.first_list.map(Day::first_of_month)].into_iter().flatten().min();
    let from = config.coverage_from.or(seen_from)?;
    Period::new(from.min(to), to).ok()
}

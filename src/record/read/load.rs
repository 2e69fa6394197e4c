//! All files of one dataset → its records.

use std::io::Read;
use std::sync::OnceLock;

use super::benefits::{BenefitBlock, BenefitParser, SeenDays};
use super::file::{FileFacts, Reading, Shown, read_file};
use super::participations::ParticipationParser;
use super::payments::PaymentParser;
use super::placements::PlacementParser;
use super::rules::Rules;
use super::simple::SimpleBlock;
use crate::dataset::benchmark;
use crate::dataset::codes::folded;
use crate::dataset::config::Config;
use crate::dataset::discover::DatasetFolder;
use crate::dataset::kind::{Field, FileKind};
use crate::dataset::scan::Scanned;
use crate::error::{InputError, Refusal};
use crate::period::{Day, Period};
use crate::record::benefit;
use crate::record::key::{Identifiers, Keys};
use crate::record::packed::{Packed, Unpacked};
use crate::record::records::{Definitions, Dropped, Records};
use crate::record::store::Store;
use crate::record::vocabulary::Vocabulary;

/// Loads datasets.
pub(crate) struct Loader<'a> {
    /// The groups of all datasets.
    pub(crate) vocabulary: &'a Vocabulary,
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

impl Loader<'_> {
    /// Loads one dataset.
    pub(crate) fn load(
        &self,
        folder: &DatasetFolder,
        stdin: &mut (dyn Read + Send),
    ) -> Result<Loaded, InputError> {
        let rules = self.rules(&folder.config);
        let mut files = Vec::new();
        let ids = self.identifiers.clone().unwrap_or_default();
        let (benefits, days) =
            self.benefits(folder, &rules, (&ids.cases, &ids.persons), stdin, &mut files)?;
        let placements =
            self.simple(folder, FileKind::Placements, stdin, &mut files, |layout| {
                PlacementParser::new(layout, &rules, &ids.placements, &ids.persons)
            })?;
        let participations =
            self.simple(folder, FileKind::Programmes, stdin, &mut files, |layout| {
                ParticipationParser::new(layout, &rules, &ids.participations, &ids.persons)
            })?;
        let payments = self.simple(folder, FileKind::Payments, stdin, &mut files, |layout| {
            PaymentParser::new(layout, &rules, &ids.cases)
        })?;
        files.iter().try_for_each(self.accept)?;
        let kept = if self.identifiers.is_some() { ids.clone() } else { Identifiers::default() };
        let columns =
            files.iter().flat_map(|file| file.fields.iter().map(|field| (file.kind, *field)));
        let config = &folder.config;
        let records = Records {
            name: folder.name.clone(),
            coverage: coverage(config, days),
            definitions: definitions(config),
            savings_method: config.savings.method.id(),
            prices: config
                .savings
                .average_benefit
                .iter()
                .map(|(year, price)| (*year, *price))
                .collect(),
            yardsticks: config.yardsticks.clone(),
            benchmark: match &config.yardsticks.benchmark {
                Some(file) => benchmark::read(&folder.folder.join(file))?,
                None => Vec::new(),
            },
            columns: columns.collect(),
            benefits,
            placements,
            dropped_placements: Dropped::default(),
            participations,
            dropped_participations: Dropped::default(),
            payments,
            case_keys: ids.cases,
            person_keys: ids.persons,
            placement_keys: kept.placements,
            participation_keys: kept.participations,
            municipality: rules.municipality != 0,
            places: OnceLock::new(),
        };
        Ok(Loaded { records, files })
    }

    fn rules(&self, config: &Config) -> Rules<'_> {
        let municipality = config.municipality.as_deref().unwrap_or_default();
        let codes = config.codes.iter().map(|(list, codes)| {
            let codes = codes.iter().map(|(code, group)| (folded(code), group.clone()));
            ((*list).to_owned(), codes.collect())
        });
        Rules {
            vocabulary: self.vocabulary,
            local_codes: codes.collect(),
            sectors: config
                .sectors
                .iter()
                .map(|(label, sector)| (folded(label), sector.clone()))
                .collect(),
            municipality: self.vocabulary.municipality.number(municipality),
            full_time_hours: config.definitions.full_time_hours_hundredths,
            wanted: self.wanted.clone(),
        }
    }

    fn benefits(
        &self,
        folder: &DatasetFolder,
        rules: &Rules<'_>,
        (cases, persons): (&Keys, &Keys),
        stdin: &mut (dyn Read + Send),
        files: &mut Vec<FileFacts>,
    ) -> Result<(Store, SeenDays), InputError> {
        let kind = FileKind::Benefits;
        let Some(source) = folder.source(kind) else {
            return Ok((Store::default(), SeenDays::default()));
        };
        let parser = |layout: &_| BenefitParser::new(layout, rules, cases, persons);
        let (scanned, mut file) =
            read_file(kind, source, stdin, folder.config.file(kind), self.reading, parser)?;
        let (blocks, days) = settle_benefits(scanned, &mut file);
        let store = numbered(blocks, &file.name)?;
        files.push(file);
        Ok((store, days))
    }

    fn simple<P, const WIDTH: usize>(
        &self,
        folder: &DatasetFolder,
        kind: FileKind,
        stdin: &mut (dyn Read + Send),
        files: &mut Vec<FileFacts>,
        parser: impl Fn(&crate::dataset::dialect::Layout) -> P + Sync,
    ) -> Result<Option<Store>, InputError>
    where
        P: crate::dataset::scan::RowParser<Block = SimpleBlock<WIDTH>>,
    {
        let Some(source) = folder.source(kind) else { return Ok(None) };
        let (scanned, mut file) =
            read_file(kind, source, stdin, folder.config.file(kind), self.reading, parser)?;
        let blocks = settle(scanned, kind, &mut file);
        let store = numbered(blocks, &file.name)?;
        files.push(file);
        Ok(Some(store))
    }
}

fn definitions(config: &Config) -> Definitions {
    let given = &config.definitions;
    Definitions {
        gap_days: given.gap_days,
        work_window_days: given.work_window_days,
        full_time_hours: given.full_time_hours_hundredths,
        age_bounds: given.age_bounds.as_slice().into(),
    }
}

fn numbered(blocks: Vec<(u64, Packed)>, name: &str) -> Result<Store, InputError> {
    let too_long = || {
        InputError::new(name, Refusal::TooLong { what: "the file", limit: "65,536 blocks of 1 MB" })
    };
    Store::new(blocks).ok_or_else(too_long)
}

/// The coverage of a dataset: as configured, else from the first day of the month of the earliest end up to the
/// latest start or end. Without any end nothing says that ended benefits are in the export at all, so the
/// coverage then begins in the month of the latest start.
fn coverage(config: &Config, days: SeenDays) -> Period {
    let last = config.coverage_to.or(days.last_day).unwrap_or(Day::MIN);
    let seen = || days.first_end.or(days.last_start).unwrap_or(last).first_of_month();
    let first = config.coverage_from.unwrap_or_else(seen);
    Period::new(first.min(last), last).unwrap_or_else(|_| Period::single(last))
}

/// The blocks of a benefits file; rows whose amount can be read in two ways follow at the end, or are rejected.
fn settle_benefits(
    scanned: Scanned<BenefitBlock>,
    file: &mut FileFacts,
) -> (Vec<(u64, Packed)>, SeenDays) {
    let (mut shown, mut days) = (Shown::default(), SeenDays::default());
    let (mut sealed, mut deferred) = (Vec::new(), Vec::new());
    for (first_line, block) in scanned.blocks {
        shown.comma |= block.comma;
        shown.point |= block.point;
        days = days.and(block.days);
        file.caseless += block.caseless;
        file.personless += block.personless;
        sealed.extend(block.sealed.into_iter().map(|rows| (first_line, rows)));
        deferred.extend(block.deferred.into_iter().map(|row| (first_line + row.line, row)));
    }
    let mut late = Late::new(benefit::COLUMNS);
    for (line, row) in deferred {
        if shown.settles(row.separator, Field::MonthlyAmount, line, file) {
            late.push(&row.benefit.encode(), line, &mut sealed);
        }
    }
    late.seal(&mut sealed);
    (sealed, days)
}

fn settle<const WIDTH: usize>(
    scanned: Scanned<SimpleBlock<WIDTH>>,
    kind: FileKind,
    file: &mut FileFacts,
) -> Vec<(u64, Packed)> {
    let mut shown = Shown::default();
    let (mut sealed, mut deferred) = (Vec::new(), Vec::new());
    for (first_line, block) in scanned.blocks {
        shown.comma |= block.comma;
        shown.point |= block.point;
        file.personless += block.personless;
        sealed.extend(block.sealed.into_iter().map(|rows| (first_line, rows)));
        let rows = block.deferred.into_iter();
        deferred.extend(rows.map(|(row, separator, line)| (first_line + line, row, separator)));
    }
    let field = if kind == FileKind::Payments { Field::Amount } else { Field::WageSubsidy };
    let mut late = Late::new(WIDTH);
    for (line, row, separator) in deferred {
        if shown.settles(separator, field, line, file) {
            late.push(&row, line, &mut sealed);
        }
    }
    late.seal(&mut sealed);
    sealed
}

/// Blocks of rows that were set aside, with their lines counted from the top of the file.
struct Late(Unpacked);

impl Late {
    fn new(width: usize) -> Self {
        Self(Unpacked::new(width))
    }

    fn push<const WIDTH: usize>(
        &mut self,
        row: &[u64; WIDTH],
        line: u64,
        sealed: &mut Vec<(u64, Packed)>,
    ) {
        if self.0.rows() == crate::record::packed::MAX_ROWS {
            self.seal(sealed);
        }
        let mut row = *row;
        row[WIDTH - 1] = line.wrapping_sub(self.0.rows() as u64);
        self.0.push(&row);
    }

    fn seal(&mut self, sealed: &mut Vec<(u64, Packed)>) {
        if self.0.rows() > 0 {
            sealed.push((0, self.0.seal()));
        }
    }
}

impl SeenDays {
    /// The days of two blocks together.
    fn and(self, other: Self) -> Self {
        Self {
            first_end: [self.first_end, other.first_end].into_iter().flatten().min(),
            last_day: self.last_day.max(other.last_day),
            last_start: self.last_start.max(other.last_start),
        }
    }
}

//! Two datasets that are two deliveries of one thing are no region: everything in them would count twice.

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use crate::dataset::discover::DatasetFolder;
use crate::dataset::discover::FolderError;
use crate::dataset::source::equal_files;
use crate::period::Period;
use crate::record::{Categories, Code, Loaded};
use crate::visible::show_path;

/// What of a dataset shows whether another one is the same once more.
#[derive(Debug)]
pub(super) struct Delivery {
    folder: String,
    coverage: Period,
    /// The municipalities that its rows are of; empty where none is named.
    places: Vec<Code>,
    /// Its files that have rows, with their size in bytes.
    files: Vec<(PathBuf, u64)>,
}

impl Delivery {
    /// What shows of a dataset that was loaded; `None` where it has no row, so that nothing can count twice.
    pub(super) fn of(folder: &DatasetFolder, loaded: &Loaded) -> Option<Self> {
        let with_rows: Vec<_> = loaded.files.iter().filter(|file| file.read > 0).collect();
        if with_rows.is_empty() {
            return None;
        }
        let files = folder.files.iter().filter_map(|(_, source)| {
            let facts = with_rows.iter().find(|file| file.name == source.name())?;
            Some((source.path()?.to_owned(), facts.bytes))
        });
        let places = loaded.records.municipalities().iter().copied();
        Some(Self {
            folder: show_path(&folder.folder),
            coverage: loaded.records.coverage,
            places: places.filter(|place| *place != 0).collect(),
            files: files.collect(),
        })
    }
}

/// Refuses datasets that hold a byte-equal file, or the same municipality over a time that both cover.
///
/// # Errors
/// [`FolderError::TwoDeliveries`], and where a file cannot be read again.
pub(super) fn refuse_two_of_one(
    deliveries: &[Delivery],
    categories: &Categories,
) -> Result<(), FolderError> {
    same_file_in_two(deliveries)?;
    let mut of_place: FxHashMap<Option<Code>, Vec<&Delivery>> = FxHashMap::default();
    for delivery in deliveries {
        for place in &delivery.places {
            of_place.entry(Some(*place)).or_default().push(delivery);
        }
        if delivery.places.is_empty() {
            of_place.entry(None).or_default().push(delivery);
        }
    }
    let mut found: Vec<(&Delivery, &Delivery, Option<Code>)> = Vec::new();
    for (place, mut same) in of_place {
        same.sort_by(|left, right| {
            (left.coverage.from(), &left.folder).cmp(&(right.coverage.from(), &right.folder))
        });
        let mut last: Option<&Delivery> = None;
        for delivery in same {
            match last {
                Some(before) if delivery.coverage.from() <= before.coverage.to() => {
                    found.push((before, delivery, place));
                    break;
                }
                _ => last = Some(delivery),
            }
        }
    }
    let name =
        |place: Option<Code>| place.map(|code| categories.municipality.text(code).to_string());
    // the first by name, so that the message does not hang on the order of a map
    let first = found
        .into_iter()
        .min_by_key(|(one, other, place)| (one.folder.clone(), other.folder.clone(), name(*place)));
    let Some((one, other, place)) = first else { return Ok(()) };
    let from = one.coverage.from().max(other.coverage.from());
    let to = one.coverage.to().min(other.coverage.to());
    let alike = match name(place) {
        Some(name) => format!("both hold {name} from {from} to {to}"),
        None => format!(
            "both name no municipality (municipality = \"…\" in their outflow.toml does) and cover {from} to {to}"
        ),
    };
    Err(two(one, other, alike))
}

fn same_file_in_two(deliveries: &[Delivery]) -> Result<(), FolderError> {
    let files = deliveries.iter().flat_map(|delivery| {
        delivery.files.iter().map(move |(path, bytes)| (*bytes, path.as_path(), delivery))
    });
    let equal = equal_files(files)?;
    let in_two = equal.into_iter().filter(|[(_, one), (_, other)]| one.folder != other.folder);
    let first = in_two.min_by_key(|[(path, one), (_, other)]| (&one.folder, &other.folder, *path));
    let Some([(path, one), (_, other)]) = first else { return Ok(()) };
    let name = path.file_name().map_or_else(String::new, |name| show_path(name.as_ref()));
    Err(two(one, other, format!("both hold the same file to the byte ({name} in the first)")))
}

fn two(one: &Delivery, other: &Delivery, alike: String) -> FolderError {
    let (first, second) = (one.folder.clone(), other.folder.clone());
    FolderError::TwoDeliveries { first, second, alike }
}

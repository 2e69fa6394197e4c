//! `outflow check`: load, look over, say what is odd.

use super::deliver::deliver_to;
use super::deliveries::{Delivery, refuse_two_of_one};
use super::load::{account, drop_repeats, expect, folders, may_write, reading, say_lost_zeros};
use super::notes::of_said;
use super::reads::files_read;
use crate::cli::CheckRequest;
use crate::dataset::discover::DatasetFolder;
use crate::dataset::kind::FileKind;
use crate::measure::quality::{data_warnings, quality};
use crate::measure::{Context, PersonGroups};
use crate::output::Streams;
use crate::record::{Categories, Loader, unify_spellings};
use crate::render::{Locale, Style, print};
use crate::report::RequestError;
use crate::report::quality::{DatasetQuality, Quality, dataset_quality};

/// Checks exports. Returns the exit status: 0, or 3 where more rows were rejected than are allowed.
///
/// # Errors
/// Where a file is refused, or nothing could be written.
pub(crate) fn check(request: &CheckRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let found = folders(&request.input)?;
    let inputs = files_read(&found.datasets, &request.input, None);
    may_write(request.output.as_ref(), &inputs)?;
    for repeated in &found.repeated {
        let repeated = crate::visible::Visible(repeated);
        let _ = writeln!(streams.stderr, "outflow: {repeated}: named twice; it is checked once");
    }
    if !found.said.is_empty() {
        let locale = Locale::new(request.lang);
        for said in &found.said {
            let _ = writeln!(streams.stderr, "outflow: {}", locale.note(&of_said(said)));
        }
    }
    let categories = Categories::new();
    let loader = Loader {
        categories: &categories,
        reading: reading(&request.input, false),
        wanted: Vec::new(),
        identifiers: None,
        // what is wrong with a file that no report is made of is what a check is for
        accept: &|_| Ok(()),
    };
    expect(&request.input, &found.datasets);
    let (mut datasets, mut deliveries) = (Vec::new(), Vec::new());
    for folder in &found.datasets {
        datasets.push(dataset(folder, &loader, &mut deliveries, streams)?);
    }
    refuse_two_of_one(&deliveries, &categories)?;
    let quality = Quality { datasets };
    let style = Style { lang: request.lang, ..Style::default() };
    deliver_to(request.output.as_ref(), &inputs, streams.stdout, &mut |out| {
        print(&quality, request.format, style, out)
    })?;
    Ok(request.input.status(quality.rejected()))
}

/// One dataset, which is let go before the next one is loaded.
fn dataset(
    folder: &DatasetFolder,
    loader: &Loader<'_>,
    deliveries: &mut Vec<Delivery>,
    streams: &mut Streams<'_>,
) -> anyhow::Result<DatasetQuality> {
    if !folder.has(FileKind::Benefits) {
        return Err(RequestError::NoBenefits { dataset: folder.name.clone() }.into());
    }
    let mut exports = loader.load(folder, streams.stdin)?;
    deliveries.extend(Delivery::of(folder, &exports));
    let lost = unify_spellings(&mut [&mut exports.records], loader.categories);
    say_lost_zeros(&mut exports, lost.into_iter().sum());
    drop_repeats(&mut exports, loader.categories);
    let person_groups = PersonGroups::new(loader.categories);
    let context = Context::new(&exports.records, loader.categories, &person_groups, &[], &[]);
    let guessed = folder.config.guesses_coverage();
    let warnings = data_warnings(&context, &folder.config.codes, guessed);
    let counted = quality(&context);
    account(&mut exports, &counted.repeats);
    Ok(dataset_quality(&exports, &warnings, &counted))
}

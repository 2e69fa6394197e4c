//! The last step of a command that counts: where its figures come from, and out with them.

use std::io::Write;
use std::path::Path;

use super::load::Input;
use crate::cli::OutputRequest;
use crate::dataset::codes;
use crate::error::Error;
use crate::output::{to_file, to_stdout};
use crate::render::render;
use crate::report::{self, Document};

/// Where the figures of a run come from.
pub(super) fn provenance(input: &Input) -> report::Provenance {
    let datasets = input.loaded.iter().map(|loaded| report::DatasetFacts {
        name: loaded.records.name.clone(),
        coverage: loaded.records.coverage,
    });
    let inputs = input.loaded.iter().flat_map(|loaded| {
        loaded.files.iter().map(|file| report::InputFacts {
            dataset: loaded.records.name.clone(),
            kind: file.kind.id(),
            name: file.name.clone(),
            bytes: file.bytes,
            sha256: file.sha256.clone(),
            read: file.read,
            used: file.used(),
            rejected: file.rejected.total(),
            out_of_scope: file.left_out(),
        })
    });
    let first = input.loaded.first().map(|loaded| &loaded.records);
    report::Provenance {
        version: env!("CARGO_PKG_VERSION"),
        code_lists: codes::date().to_owned(),
        datasets: datasets.collect(),
        inputs: inputs.collect(),
        definitions: report::DefinitionsInForce {
            gap_days: first.map_or(0, |records| records.definitions.gap_days),
            work_window_days: first.map_or(0, |records| records.definitions.work_window_days),
            full_time_hours_hundredths: first
                .map_or(0, |records| records.definitions.full_time_hours),
            age_bounds: first
                .map_or_else(Vec::new, |records| records.definitions.age_bounds.to_vec()),
            savings_method: first.map_or("stock", |records| records.savings_method).to_owned(),
            average_benefit: first.map_or_else(Vec::new, |records| records.prices.clone()),
        },
    }
}

/// Writes a document where it is asked for.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn deliver(
    output: &OutputRequest,
    input: &Input,
    document: &Document,
    stdout: &mut dyn Write,
) -> Result<(), Error> {
    let mut rendering = |out: &mut dyn Write| render(document, output.format, &output.style, out);
    match &output.target {
        None => to_stdout(stdout, &mut rendering)?,
        Some(target) => {
            let inputs: Vec<&Path> = input.paths.iter().map(std::path::PathBuf::as_path).collect();
            to_file(target, &inputs, &mut rendering)?;
        }
    }
    Ok(())
}

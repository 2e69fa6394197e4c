//! The last step of a command that counts: where its figures come from, and out with them.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::load::Input;
use crate::cli::OutputRequest;
use crate::dataset::codes;
use crate::output::{Rendering, Target, to_file, to_stdout};
use crate::render::{Printable, print};
use crate::report;

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
    // of several datasets the first speaks for all, as it does for definitions
    let first = input.loaded.first().map(|loaded| &loaded.records.config);
    report::Provenance {
        version: env!("CARGO_PKG_VERSION"),
        code_lists: codes::date().to_owned(),
        datasets: datasets.collect(),
        inputs: inputs.collect(),
        definitions: definitions(input),
        publisher: first.map(|config| config.publisher.clone()).unwrap_or_default(),
        lead: first.map(|config| config.lead).unwrap_or_default(),
    }
}

/// The definitions in force: all datasets of a run have the same.
pub(super) fn definitions(input: &Input) -> report::DefinitionsInForce {
    let first = input.loaded.first().map(|loaded| &loaded.records.config);
    first.map_or_else(report::DefinitionsInForce::standard, report::DefinitionsInForce::of)
}

/// Prints anything in the form that is asked for, to where it is asked for.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn deliver(
    printable: &impl Printable,
    output: &OutputRequest,
    inputs: &[PathBuf],
    stdout: &mut dyn Write,
) -> anyhow::Result<()> {
    deliver_to(output.target.as_ref(), inputs, stdout, &mut |out| {
        print(printable, output.format, output.style, out)
    })
}

/// Writes anything to the file that is asked for, else to standard output.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn deliver_to(
    target: Option<&Target>,
    inputs: &[PathBuf],
    stdout: &mut dyn Write,
    rendering: Rendering<'_>,
) -> anyhow::Result<()> {
    match target {
        None => to_stdout(stdout, rendering)?,
        Some(target) => {
            let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
            to_file(target, &inputs, rendering)?;
        }
    }
    Ok(())
}

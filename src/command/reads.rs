//! The one list of files that a run reads, none of which its result may take the place of.

use std::path::{Path, PathBuf};

use crate::cli::{InputRequest, Inputs, PublishRequest};
use crate::dataset::config::FILE_NAME;
use crate::dataset::discover::DatasetFolder;
use crate::dataset::source::Source;

/// Every file that a run reads: exports, configurations, benchmarks, and reports that were published before.
pub(super) fn files_read(
    datasets: &[DatasetFolder],
    input: &InputRequest,
    publish: Option<&PublishRequest>,
) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = datasets.iter().flat_map(of_dataset).collect();
    if let Inputs::Files { config: Some(config), .. } = &input.inputs {
        files.push(config.clone());
    }
    files.extend(publish.into_iter().flat_map(|publish| publish.released.iter().cloned()));
    files
}

/// The files of one dataset. Its configuration is one of them even where there is none: a report of that name would be
/// read as a configuration by the next run.
fn of_dataset(dataset: &DatasetFolder) -> Vec<PathBuf> {
    let exports = dataset.files.iter().filter_map(|(_, source)| match source {
        Source::Stdin => standard_input(),
        source => source.path().map(Path::to_owned),
    });
    let benchmark = dataset.config.benchmark_settings.benchmark.iter();
    let benchmark = benchmark.map(|file| dataset.folder.join(file));
    // a dataset of files that were named one by one has no folder, and no configuration in it
    let has_folder = !dataset.folder.as_os_str().is_empty();
    let config = has_folder.then(|| dataset.folder.join(FILE_NAME));
    exports.chain(benchmark).chain(config).collect()
}

/// The file that standard input was opened from, where it is a file.
fn standard_input() -> Option<PathBuf> {
    let path = Path::new("/dev/stdin");
    path.is_file().then(|| path.to_owned())
}

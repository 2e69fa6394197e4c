//! The options that say what is read, shared by every subcommand that reads exports.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use encoding_rs::Encoding;

use super::choice::{delimiter, threads};
use super::defaults::Defaults;
use super::rejects::AllowRejects;
use crate::dataset::kind::FileKind;
use crate::dataset::progress::Progress;
use crate::dataset::source::encoding_named;
use crate::render::Lang;

/// What is read, as it is typed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(super) struct InputOptions {
    /// A folder of exports, or of folders of exports; may be given more than once [default: OUTFLOW_DATA,
    /// else ./data]
    #[arg(long, value_name = "DIR")]
    data: Vec<PathBuf>,
    /// A benefits export (uitkeringen); `-` for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "data")]
    benefits: Option<PathBuf>,
    /// A placements export (plaatsingen)
    #[arg(long, value_name = "FILE", requires = "benefits")]
    placements: Option<PathBuf>,
    /// A programmes export (trajecten)
    #[arg(long, value_name = "FILE", requires = "benefits")]
    programmes: Option<PathBuf>,
    /// A payments export (betalingen)
    #[arg(long, value_name = "FILE", requires = "benefits")]
    payments: Option<PathBuf>,
    /// An outflow.toml for exports that are given one by one
    #[arg(long, value_name = "FILE", requires = "benefits")]
    config: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingOptions,
}

/// How exports are read, as it is typed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(super) struct ReadingOptions {
    /// The character between fields, where the header does not show it: `;` `,` `|` or tab
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    delimiter: Option<u8>,
    /// The encoding of the exports, where the bytes do not show it: utf-8, windows-1252, utf-16le …
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static Encoding>,
    /// Accept up to N rejected rows, or N% of each file's rows: no file is refused for them, and the exit status is 0
    #[arg(long, value_name = "N|N%", default_value = "0", value_parser = AllowRejects::parse)]
    allow_rejects: AllowRejects,
    /// How many threads read and count [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = threads)]
    threads: Option<NonZeroUsize>,
    /// A folder of a region to leave out; may be given more than once
    #[arg(long, value_name = "DIR")]
    skip: Vec<PathBuf>,
    /// Do not show how far a long run is
    #[arg(short, long)]
    quiet: bool,
}

/// Whether and in which words a long run shows how far it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct ProgressDisplay {
    /// Whether it is shown.
    pub(crate) shown: bool,
    /// The language.
    pub(crate) lang: Lang,
    /// How far it is.
    pub(crate) progress: Arc<Progress>,
}

/// Which exports to read.
#[derive(Debug, Clone)]
pub(crate) enum Inputs {
    /// Folders, or single files, that say themselves what they are.
    Data(Vec<PathBuf>),
    /// Exports that were named one by one, with a configuration.
    Files {
        /// The exports.
        files: Vec<(FileKind, PathBuf)>,
        /// The configuration.
        config: Option<PathBuf>,
    },
}

/// What is to be read, and how.
#[derive(Debug, Clone)]
pub(crate) struct InputRequest {
    /// The exports.
    pub(crate) inputs: Inputs,
    /// Folders of regions that are left out.
    pub(crate) skip: Vec<PathBuf>,
    /// The delimiter asked for.
    pub(crate) delimiter: Option<u8>,
    /// The encoding asked for.
    pub(crate) encoding: Option<&'static Encoding>,
    /// How many rejected rows are accepted, with exit status 0.
    pub(crate) allow_rejects: AllowRejects,
    /// How many threads read and count.
    pub(crate) threads: NonZeroUsize,
    /// Whether and in which words it shows how far it is.
    pub(crate) progress_display: ProgressDisplay,
}

impl InputRequest {
    /// The exit status of a run that made what was asked: 0, or 3 where more rows were rejected than are accepted.
    /// Each file is given by its rejected rows and all its rows.
    pub(crate) fn status(&self, files: impl IntoIterator<Item = (u64, u64)>) -> u8 {
        if self.allow_rejects.accepts_all(files) { 0 } else { 3 }
    }
}

impl InputOptions {
    /// Whether exports are named.
    pub(super) const fn is_given(&self) -> bool {
        !self.data.is_empty() || self.benefits.is_some()
    }

    /// What is to be read; the environment says what the options do not.
    pub(super) fn request(self, defaults: &Defaults) -> InputRequest {
        let (inputs, reading) = self.inputs(defaults);
        reading.request(inputs, defaults)
    }

    fn inputs(self, defaults: &Defaults) -> (Inputs, ReadingOptions) {
        if let Some(benefits) = self.benefits {
            let others = [
                (FileKind::Placements, self.placements),
                (FileKind::Programmes, self.programmes),
                (FileKind::Payments, self.payments),
            ];
            let mut files = vec![(FileKind::Benefits, benefits)];
            files.extend(others.into_iter().filter_map(|(kind, path)| Some((kind, path?))));
            return (Inputs::Files { files, config: self.config }, self.reading);
        }
        if !self.data.is_empty() {
            return (Inputs::Data(self.data), self.reading);
        }
        let data = defaults.data.clone().filter(|data| !data.is_empty());
        let data = data.map_or_else(|| PathBuf::from("data"), PathBuf::from);
        (Inputs::Data(vec![data]), self.reading)
    }
}

impl ReadingOptions {
    /// The request for exports that are named.
    pub(super) fn request(&self, inputs: Inputs, defaults: &Defaults) -> InputRequest {
        InputRequest {
            inputs,
            skip: self.skip.clone(),
            delimiter: self.delimiter,
            encoding: self.encoding,
            allow_rejects: self.allow_rejects,
            threads: self.threads.unwrap_or_else(|| defaults.threads()),
            progress_display: ProgressDisplay {
                shown: defaults.error_terminal && !self.quiet,
                ..ProgressDisplay::default()
            },
        }
    }
}

fn encoding(text: &str) -> Result<&'static Encoding, String> {
    encoding_named(text).map_err(|refusal| refusal.to_string())
}

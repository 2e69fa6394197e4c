//! The options that say where a result is written, shared by every subcommand that prints one.

use std::path::PathBuf;

use clap::Args;

use crate::render::Format;

/// Where to write, as it is typed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct TargetOptions {
    /// Write to a file, whole or not at all; without --format its ending says the form
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long, requires = "output")]
    force: bool,
}

/// Where to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// The file.
    pub(crate) path: PathBuf,
    /// Whether an existing file may be overwritten.
    pub(crate) force: bool,
    /// Whether a new file is for its owner alone, since it names people.
    pub(crate) is_private: bool,
}

/// What the ending of a file says of its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Nothing.
    Any,
    /// One of the forms that are written.
    Form(Format),
    /// A document for a word processor, which stories and summaries are written as.
    Docx,
    /// A form that nothing here writes.
    Other,
}

impl Target {
    /// What the ending of the file says of its form.
    pub(super) fn ending(&self) -> Ending {
        let ending = self.path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("csv") => Ending::Form(Format::Csv),
            Some("json") => Ending::Form(Format::Json),
            Some("md") => Ending::Form(Format::Markdown),
            Some("html") => Ending::Form(Format::Html),
            Some("xlsx") => Ending::Form(Format::Xlsx),
            Some("txt") => Ending::Form(Format::Table),
            Some("docx") => Ending::Docx,
            Some("doc" | "xls" | "xlsm" | "ods" | "odt" | "pdf") => Ending::Other,
            _ => Ending::Any,
        }
    }
}

impl TargetOptions {
    /// Whether an existing file may be overwritten.
    pub(super) const fn force(&self) -> bool {
        self.force
    }

    /// The file to write; none for standard output.
    pub(super) fn target(self) -> Option<Target> {
        self.output.map(|path| Target { path, force: self.force, is_private: false })
    }
}

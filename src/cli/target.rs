//! The options that say where a result is written, shared by every subcommand that prints one.

use std::path::PathBuf;

use clap::Args;

use crate::output::Target;
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

impl Ending {
    /// What the ending of the file that is written says of its form; nothing where it is standard output.
    pub(super) fn of(target: Option<&Target>) -> Self {
        let Some(target) = target else { return Self::Any };
        let ending = target.path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("csv") => Self::Form(Format::Csv),
            Some("json") => Self::Form(Format::Json),
            Some("md") => Self::Form(Format::Markdown),
            Some("html") => Self::Form(Format::Html),
            Some("xlsx") => Self::Form(Format::Xlsx),
            Some("txt") => Self::Form(Format::Table),
            Some("docx") => Self::Docx,
            Some("doc" | "xls" | "xlsm" | "ods" | "odt" | "pdf") => Self::Other,
            _ => Self::Any,
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

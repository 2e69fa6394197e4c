//! The options that say where a result is written, shared by every subcommand that prints one.

use std::path::PathBuf;

use clap::Args;

/// Where to write, as it is typed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct TargetOptions {
    /// Write to a file, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long, requires = "output")]
    force: bool,
}

/// Where to write.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    /// The file.
    pub(crate) path: PathBuf,
    /// Whether an existing file may be overwritten.
    pub(crate) force: bool,
}

impl TargetOptions {
    /// The file to write; none for standard output.
    pub(super) fn target(self) -> Option<Target> {
        self.output.map(|path| Target { path, force: self.force })
    }
}

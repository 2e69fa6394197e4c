//! `outflow completions` and `outflow man`: their options, and the requests they make.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

use super::choice::{hint, usage};

/// The options of `outflow completions` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = INSTALLING)]
pub(super) struct CompletionsOptions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

const INSTALLING: &str = "\
Examples:
  outflow completions bash > ~/.local/share/bash-completion/completions/outflow
  outflow completions zsh > ~/.zfunc/_outflow              with fpath+=~/.zfunc before compinit
  outflow completions fish > ~/.config/fish/completions/outflow.fish
  outflow completions powershell >> $PROFILE";

/// The options of `outflow man` as they are typed.
#[derive(Debug, Args)]
#[command(after_help = READING)]
pub(super) struct ManOptions {
    /// The command to print the page of [default: the page of outflow itself]
    #[arg(value_name = "COMMAND", conflicts_with = "all")]
    command: Option<String>,
    /// Write the pages of outflow and of every command into this folder instead
    #[arg(long, value_name = "DIR")]
    all: Option<PathBuf>,
    /// Overwrite existing pages
    #[arg(long, requires = "all")]
    force: bool,
}

const READING: &str = "\
Examples:
  outflow man | man -l -
  outflow man report | man -l -
  outflow man --all ~/.local/share/man/man1";

/// A page or a script about the program itself.
#[derive(Debug)]
pub(crate) enum GuideRequest {
    /// What a shell needs to complete what is typed.
    Completions(Shell),
    /// The manual page of a command; of the program where none is named.
    Page(Option<String>),
    /// All manual pages, each into a file of a folder.
    Pages {
        /// The folder.
        folder: PathBuf,
        /// Whether existing pages are overwritten.
        force: bool,
    },
}

impl CompletionsOptions {
    /// The request.
    pub(super) const fn request(&self) -> GuideRequest {
        GuideRequest::Completions(self.shell)
    }
}

impl ManOptions {
    /// Checks that the command is one of the program.
    pub(super) fn request(self, program: &clap::Command) -> Result<GuideRequest, clap::Error> {
        if let Some(folder) = self.all {
            return Ok(GuideRequest::Pages { folder, force: self.force });
        }
        let Some(name) = self.command else { return Ok(GuideRequest::Page(None)) };
        let names: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
        if names.contains(&name.as_str()) {
            return Ok(GuideRequest::Page(Some(name)));
        }
        let hint = hint(&name, names.iter().copied());
        let shown = crate::visible::Visible(&name);
        Err(usage(format!("there is no command `{shown}`{hint}\n\nCommands: {}", names.join(", "))))
    }
}

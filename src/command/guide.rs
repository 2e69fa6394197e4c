//! `outflow completions` and `outflow man`: made from the options themselves, so that they cannot say otherwise.

use std::path::Path;

use clap_mangen::Man;

use crate::cli::{self, GuideRequest};
use crate::output::{Streams, Target, to_file, to_stdout};

/// Prints a completion script or a manual page, or writes all pages. Returns the exit status, which is 0.
///
/// # Errors
/// Where it cannot be written.
pub(crate) fn guide(request: &GuideRequest, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    match request {
        GuideRequest::Completions(shell) => {
            let mut script = Vec::new();
            let mut program = cli::command();
            clap_complete::generate(*shell, &mut program, "outflow", &mut script);
            to_stdout(streams.stdout, &mut |out| Ok(out.write_all(&script)?))?;
        }
        GuideRequest::Page(command) => {
            let pages = pages();
            let wanted = page_name(command.as_deref());
            let page = pages.iter().find(|(name, _)| *name == wanted);
            to_stdout(streams.stdout, &mut |out| {
                page.map_or(Ok(()), |(_, page)| Ok(page.render(out)?))
            })?;
        }
        GuideRequest::Pages { folder, force } => write_pages(folder, *force)?,
    }
    Ok(0)
}

fn write_pages(folder: &Path, force: bool) -> anyhow::Result<()> {
    for (name, page) in pages() {
        let target = Target { path: folder.join(format!("{name}.1")), force, is_private: false };
        to_file(&target, &[], &mut |out| Ok(page.render(out)?))?;
    }
    Ok(())
}

fn page_name(command: Option<&str>) -> String {
    command.map_or_else(|| "outflow".to_owned(), |command| format!("outflow-{command}"))
}

/// The pages of the program and of every command, with their names.
fn pages() -> Vec<(String, Man)> {
    let mut program = cli::command().disable_help_subcommand(true);
    program.build();
    let commands = program.get_subcommands();
    let of_commands =
        commands.map(|command| (page_name(Some(command.get_name())), command.clone()));
    let all = std::iter::once((page_name(None), program.clone())).chain(of_commands);
    all.map(|(name, command)| {
        let title = name.clone();
        let source = format!("outflow {}", cli::VERSION);
        (name, Man::new(command).title(title).source(source).manual("outflow"))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command has a page with its examples.
    #[test]
    fn every_command_has_a_page() {
        let pages = pages();
        assert_eq!(pages.len(), 1 + cli::command().get_subcommands().count());
        for (name, page) in pages {
            let mut bytes = Vec::new();
            assert!(page.render(&mut bytes).is_ok());
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(text.contains("Example"), "{name} has no example");
            assert!(text.contains(&name.replace('-', "\\-")), "{name} does not name itself");
        }
    }
}

//! `outflow init`: look at the exports in a folder, say what they are, and describe them in `outflow.toml`.

mod files;
mod probe;
mod summary;
mod toml_text;

use std::num::NonZeroUsize;

use crate::cli::InitRequest;
use crate::dataset::config::FILE_NAME;
use crate::dataset::describe::files;
use crate::dataset::discover::{FolderError, folder_name};
use crate::output::{OutputError, Streams, Target, to_file, to_stdout};
use crate::render::{Lang, message_in};
use crate::visible::{Visible, show_path};

use probe::Probe;
use summary::summary;
use toml_text::{in_language, toml_text};

/// Describes the exports of a folder. Returns the exit status.
///
/// # Errors
/// Where the folder cannot be read, holds no export, or the configuration cannot be written.
pub(crate) fn init(
    request: &InitRequest,
    threads: NonZeroUsize,
    lang: Lang,
    streams: &mut Streams<'_>,
) -> anyhow::Result<u8> {
    let path = request.folder.join(FILE_NAME);
    if path.exists() && !request.force {
        return Err(OutputError::Exists { file: show_path(&path) }.into());
    }
    let (exports, others) = files(&request.folder)?;
    let name = folder_name(&request.folder);
    let probe = Probe::of(&request.folder, &name, &exports, threads);
    let summary = summary(&exports, &others, &probe);
    if exports.is_empty() {
        for line in &summary {
            let _ = writeln!(streams.stderr, "outflow: {}", message_in(line, lang));
        }
        let folder = show_path(&request.folder);
        let files = others.iter().map(|(path, _)| folder_name(path)).collect();
        return Err(FolderError::NothingToDescribe { folder, files }.into());
    }
    let text = in_language(&toml_text(&name, &exports, &probe), lang);
    let target = Target { path, force: request.force, is_private: false };
    let inputs: Vec<_> = exports.iter().filter_map(|export| export.source.path()).collect();
    to_file(&target, &inputs, &mut |out| Ok(out.write_all(text.as_bytes())?))?;
    to_stdout(streams.stdout, &mut |out| {
        let mut say = |line: &str| writeln!(out, "{}", message_in(line, lang));
        summary.iter().try_for_each(|line| say(line))?;
        say("")?;
        say(&format!("Written: {}", Visible(&show_path(&target.path))))?;
        let data = show_path(&request.folder);
        Ok(say(&format!("Next: read it, then run `outflow check --data {}`", Visible(&data)))?)
    })?;
    Ok(0)
}

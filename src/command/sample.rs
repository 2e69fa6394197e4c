//! `outflow sample`: invented exports in a folder, each written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;

use crate::cli::SampleRequest;
use crate::dataset::config::FILE_NAME;
use crate::dataset::discover::entries;
use crate::output::{OutputError, Streams, Target, to_file};
use crate::render::{Lang, RenderError, message_in};
use crate::sample::{Export, Sample};
use crate::visible::{Visible, show_path};

/// Writes a sample. Returns the exit status, which is 0.
///
/// # Errors
/// Where the folder cannot be used, or a file not be written.
pub(crate) fn sample(
    request: &SampleRequest,
    lang: Lang,
    streams: &mut Streams<'_>,
) -> anyhow::Result<u8> {
    let folder = &request.folder;
    prepare(folder, request.force)?;
    let sample = Sample::new(request.plan);
    for export in Export::ALL {
        let name = export.file_name(request.plan.style);
        let written = write(request, name, &mut |out| sample.write(export, out))?;
        let path = show_path(&folder.join(name));
        let (rows, bytes) = (written.rows, written.bytes);
        say(streams, lang, &format!("wrote {path}: {rows} rows, {bytes} bytes"));
    }
    // last, so that a folder with a configuration is complete
    let config = sample.config();
    write(request, FILE_NAME, &mut |out| out.write_all(config.as_bytes()))?;
    let path = show_path(&folder.join(FILE_NAME));
    say(streams, lang, &format!("wrote {path}; nobody in these exports exists"));
    let shown = show_path(folder);
    say(streams, lang, &format!("try: outflow report --year 2024 --data {}", quoted(&shown)));
    Ok(0)
}

/// The folder holds files, which may be somebody's.
#[derive(Debug, thiserror::Error)]
#[error("{}: is not empty; choose another folder, or use --force to overwrite the sample in it", Visible(.folder))]
pub(crate) struct NotEmpty {
    folder: String,
}

/// Makes the folder, or sees that it is empty.
fn prepare(folder: &Path, force: bool) -> anyhow::Result<()> {
    let name = show_path(folder);
    let unusable = || format!("{}: cannot be used as a folder", Visible(&name));
    fs::create_dir_all(folder).with_context(unusable)?;
    let is_empty = entries(folder).with_context(unusable)?.is_empty();
    if is_empty || force { Ok(()) } else { Err(NotEmpty { folder: name }.into()) }
}

fn write<W: Default>(
    request: &SampleRequest,
    name: &str,
    content: &mut dyn FnMut(&mut dyn Write) -> io::Result<W>,
) -> anyhow::Result<W> {
    let target =
        Target { path: request.folder.join(name), force: request.force, is_private: false };
    let mut written = W::default();
    let kept = to_file(&target, &[], &mut |out| {
        written = content(out)?;
        Ok(())
    });
    match kept {
        Ok(()) => Ok(written),
        // an export is no report
        Err(OutputError::File { file, source: RenderError::Io(source) }) => {
            Err(source).context(format!("{}: cannot be written", Visible(&file)))
        }
        Err(error) => Err(error.into()),
    }
}

fn say(streams: &mut Streams<'_>, lang: Lang, line: &str) {
    // where standard error is closed nobody wants to know; the files are there all the same
    let line = message_in(&Visible(line).to_string(), lang);
    let _ = writeln!(streams.stderr, "outflow: {line}");
}

/// A path as it can be pasted into a shell.
fn quoted(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte);
    if path.bytes().all(is_plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_path_is_quoted_for_a_shell() {
        assert_eq!(quoted("a/b-1.c"), "a/b-1.c");
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }
}

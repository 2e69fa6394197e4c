//! `outflow sample`: invented exports in a folder, each written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::Streams;
use crate::cli::{SampleRequest, Target};
use crate::dataset::config::FILE_NAME;
use crate::dataset::source::show_path;
use crate::error::{Error, OutputError, SampleError};
use crate::output::to_file;
use crate::render::RenderError;
use crate::sample::{Export, Sample};

/// Writes a sample. Returns the exit status, which is 0.
///
/// # Errors
/// Where the folder cannot be used, or a file not be written.
pub(crate) fn sample(request: &SampleRequest, streams: &mut Streams<'_>) -> Result<u8, Error> {
    let folder = &request.folder;
    prepare(folder, request.force)?;
    let sample = Sample::new(request.plan);
    for export in Export::ALL {
        let name = export.file_name(request.plan.style);
        let written = write(request, name, &mut |out| sample.write(export, out))?;
        let path = show_path(&folder.join(name));
        let (rows, bytes) = (written.rows, written.bytes);
        say(streams, &format!("wrote {path}: {rows} rows, {bytes} bytes"));
    }
    // last, so that a folder with a configuration is complete
    let config = sample.config();
    write(request, FILE_NAME, &mut |out| out.write_all(config.as_bytes()))?;
    let path = show_path(&folder.join(FILE_NAME));
    say(streams, &format!("wrote {path}; nobody in these exports exists"));
    let shown = show_path(folder);
    say(streams, &format!("try: outflow report --year 2024 --data {}", quoted(&shown)));
    Ok(0)
}

/// Makes the folder, or sees that it is empty.
fn prepare(folder: &Path, force: bool) -> Result<(), SampleError> {
    let name = || show_path(folder);
    let failed = |source| SampleError::Folder { folder: name(), source };
    fs::create_dir_all(folder).map_err(failed)?;
    let is_empty = fs::read_dir(folder).map_err(failed)?.next().is_none();
    if is_empty || force { Ok(()) } else { Err(SampleError::NotEmpty { folder: name() }) }
}

fn write<W: Default>(
    request: &SampleRequest,
    name: &str,
    content: &mut dyn FnMut(&mut dyn Write) -> io::Result<W>,
) -> Result<W, Error> {
    let target = Target { path: request.folder.join(name), force: request.force };
    let mut written = W::default();
    let kept = to_file(&target, &[], &mut |out| {
        written = content(out)?;
        Ok(())
    });
    match kept {
        Ok(()) => Ok(written),
        Err(OutputError::File { file, source: RenderError::Io(source) }) => {
            Err(SampleError::File { file, source }.into())
        }
        Err(error) => Err(error.into()),
    }
}

fn say(streams: &mut Streams<'_>, line: &str) {
    // where standard error is closed nobody wants to know; the files are there all the same
    let _ = writeln!(streams.stderr, "outflow: {}", crate::visible::Visible(line));
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

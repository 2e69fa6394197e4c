//! Where a report goes: standard output, or a file that is written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::cli::Target;
use crate::dataset::source::{same_file, show_path};
use crate::error::OutputError;
use crate::render::RenderError;

type Rendering<'r> = &'r mut dyn FnMut(&mut dyn Write) -> Result<(), RenderError>;

/// Writes to the file that is asked for, else to standard output.
///
/// # Errors
/// Where not everything could be written.
pub(crate) fn deliver(
    target: Option<&Target>,
    inputs: &[PathBuf],
    stdout: &mut dyn Write,
    render: Rendering<'_>,
) -> Result<(), OutputError> {
    match target {
        None => to_stdout(stdout, render),
        Some(target) => {
            let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
            to_file(target, &inputs, render)
        }
    }
}

/// Writes to standard output; a reader that has seen enough (a closed pipe) is no failure.
///
/// # Errors
/// [`OutputError::Stdout`] where not everything could be written.
pub(crate) fn to_stdout(stdout: &mut dyn Write, render: Rendering<'_>) -> Result<(), OutputError> {
    let mut buffered = BufWriter::with_capacity(1 << 16, stdout);
    let written = render(&mut buffered).and_then(|()| Ok(buffered.flush()?));
    let (_, _) = buffered.into_parts(); // what could not be written is not tried again
    match written {
        Err(RenderError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(OutputError::Stdout),
    }
}

/// Writes to a file: first to a temporary one beside it, which then takes its name.
///
/// # Errors
/// Where the file exists and may not be overwritten, is an input of the run, or cannot be written.
pub(crate) fn to_file(
    target: &Target,
    inputs: &[&Path],
    render: Rendering<'_>,
) -> Result<(), OutputError> {
    let path = &target.path;
    let name = show_path(path);
    let failed = |source| OutputError::File { file: name.clone(), source };
    if inputs.iter().any(|input| same_file(path, input)) {
        return Err(OutputError::IsInput { file: name.clone() });
    }
    match fs::metadata(path) {
        Ok(facts) if facts.is_dir() => return Err(OutputError::IsFolder { file: name.clone() }),
        // a device or a pipe cannot be replaced by a file; it is written straight
        Ok(facts) if !facts.is_file() => {
            let mut file =
                File::options().write(true).open(path).map_err(|error| failed(error.into()))?;
            return render(&mut file).and_then(|()| Ok(file.flush()?)).map_err(failed);
        }
        Ok(_) if !target.force => return Err(OutputError::Exists { file: name.clone() }),
        Ok(_) | Err(_) => {}
    }
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    replace(path, folder, target.force, render).map_err(failed)
}

fn replace(
    path: &Path,
    folder: &Path,
    force: bool,
    render: Rendering<'_>,
) -> Result<(), RenderError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".outflow-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666)); // less the umask, as for any new file
    }
    let mut file = BufWriter::with_capacity(1 << 16, builder.tempfile_in(folder)?);
    render(&mut file)?;
    file.flush()?;
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    let kept = if force { file.persist(path) } else { file.persist_noclobber(path) };
    kept.map_err(|error| error.error)?;
    Ok(())
}

//! Where a report goes: standard output, or a file that is written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::cli::Target;
use crate::dataset::source::{same_file, show_path};
use crate::error::OutputError;
use crate::render::RenderError;

type Rendering<'r> = &'r mut dyn FnMut(&mut dyn Write) -> Result<(), RenderError>;

/// The temporary files that a signal must take away; a signal knows no owner, so they are the process's.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Takes away what is not finished, before a signal ends the process. No file takes its name after that.
pub fn abandon_unfinished() {
    let unfinished = unfinished();
    for path in unfinished.iter() {
        let _ = fs::remove_file(path); // nobody is left to tell
    }
    std::mem::forget(unfinished); // locked until the process ends
}

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
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

/// Refuses a file that cannot be written to, before anything is read: nobody waits for a count that is then lost.
///
/// # Errors
/// Where the file exists and may not be overwritten, is a folder, has none, or is an input of the run.
pub(crate) fn check_target(target: &Target, inputs: &[&Path]) -> Result<(), OutputError> {
    let file = || show_path(&target.path);
    if inputs.iter().any(|input| same_file(&target.path, input)) {
        return Err(OutputError::IsInput { file: file() });
    }
    match fs::metadata(&target.path) {
        Ok(facts) if facts.is_dir() => Err(OutputError::IsFolder { file: file() }),
        Ok(facts) if facts.is_file() && !target.force => Err(OutputError::Exists { file: file() }),
        Ok(_) => Ok(()),
        Err(_) => match fs::metadata(folder_of(&target.path)) {
            Ok(folder) if folder.is_dir() => Ok(()),
            Ok(_) => Err(OutputError::File {
                file: file(),
                source: io::Error::from(io::ErrorKind::NotADirectory).into(),
            }),
            Err(source) => Err(OutputError::File { file: file(), source: source.into() }),
        },
    }
}

/// The folder that a file is in, or will be.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
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
    check_target(target, inputs)?; // again: it may have come to be meanwhile
    let path = &target.path;
    let failed = |source| OutputError::File { file: show_path(path), source };
    if fs::metadata(path).is_ok_and(|facts| !facts.is_file()) {
        // a device or a pipe cannot be replaced by a file; it is written straight
        let mut file =
            File::options().write(true).open(path).map_err(|error| failed(error.into()))?;
        return render(&mut file).and_then(|()| Ok(file.flush()?)).map_err(failed);
    }
    replace(path, target.force, render).map_err(failed)
}

fn replace(path: &Path, force: bool, render: Rendering<'_>) -> Result<(), RenderError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".outflow-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666)); // less the umask, as for any new file
    }
    let file = {
        // a signal waits here, so that it finds either no file or its name
        let mut unfinished = unfinished();
        let file = builder.tempfile_in(folder_of(path))?;
        unfinished.push(file.path().to_owned());
        file
    };
    let temporary = file.path().to_owned();
    let written = fill(file, render);
    let mut unfinished = unfinished();
    unfinished.retain(|path| *path != temporary);
    let file = written?;
    let kept = if force { file.persist(path) } else { file.persist_noclobber(path) };
    kept.map_err(|error| error.error)?;
    Ok(())
}

/// Writes everything and has it on the disk.
fn fill(
    file: tempfile::NamedTempFile,
    render: Rendering<'_>,
) -> Result<tempfile::NamedTempFile, RenderError> {
    let mut file = BufWriter::with_capacity(1 << 16, file);
    render(&mut file)?;
    file.flush()?;
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    Ok(file)
}

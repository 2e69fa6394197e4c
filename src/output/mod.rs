//! Where a report goes: standard output, or a file that is written whole or not at all.

mod error;
mod temporary;

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use crate::dataset::source::same_file;
use crate::render::{self, RenderError};
use crate::visible::show_path;

pub(crate) use error::OutputError;
pub use temporary::abandon_unfinished;
use temporary::{Temporary, folder_of};

/// The streams of the program.
pub struct Streams<'a> {
    /// Where an export given as `-` comes from.
    pub stdin: &'a mut (dyn Read + Send),
    /// Where reports go.
    pub stdout: &'a mut dyn Write,
    /// Where everything else goes.
    pub stderr: &'a mut dyn Write,
}

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// The file.
    pub(crate) path: PathBuf,
    /// Whether an existing file may be overwritten.
    pub(crate) force: bool,
    /// Whether a new file is for its owner alone, since it names people.
    pub(crate) is_private: bool,
}

/// What writes the bytes.
pub(crate) type Rendering<'r> = &'r mut dyn FnMut(&mut dyn Write) -> render::Result;

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
    replace(&behind_links(path), target, render).map_err(failed)
}

/// Writes everything to a temporary file, which then takes the name; on any failure what stood there stays.
fn replace(path: &Path, target: &Target, render: Rendering<'_>) -> render::Result {
    let mut temporary = Temporary::new_in(folder_of(path))?;
    let mut file = BufWriter::with_capacity(1 << 16, temporary.file());
    let written = render(&mut file).and_then(|()| Ok(file.flush()?));
    let (_, _) = file.into_parts(); // what could not be written is not tried again
    written?;
    Ok(temporary.persist(path, target.force, target.is_private)?)
}

/// The file that a name leads to: a link stays, and the file behind it is replaced.
fn behind_links(path: &Path) -> PathBuf {
    let is_link = fs::symlink_metadata(path).is_ok_and(|facts| facts.is_symlink());
    let behind = is_link.then(|| path.canonicalize().ok()).flatten();
    behind.unwrap_or_else(|| path.to_owned())
}

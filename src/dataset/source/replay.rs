//! Sources that may have to be read more than once: a file is opened again, and what comes through a pipe is kept.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

use super::{Source, refusal_of};
use crate::dataset::refusal::Refusal;

/// How much of a pipe is kept in memory; the rest goes to a file without a name, which nobody else can open and
/// which is gone when the program ends.
const IN_MEMORY: usize = 64 << 20;

/// A source that can be read again.
pub(crate) struct Replay<'a> {
    pub(super) pipe: Option<Pipe<'a>>,
    pub(super) nothing: io::Empty,
}

/// What comes once only, with a copy of what came.
pub(super) struct Pipe<'a> {
    stream: Stream<'a>,
    copy: SpooledTempFile,
    from_copy: bool,
}

enum Stream<'a> {
    Stdin(&'a mut (dyn Read + Send)),
    File(File),
}

impl<'a> Replay<'a> {
    /// A source, of which nothing has been read yet.
    pub(crate) fn of(source: &Source, stdin: &'a mut (dyn Read + Send)) -> Result<Self, Refusal> {
        let is_pipe =
            |path| fs::metadata(path).is_ok_and(|facts| !facts.is_file() && !facts.is_dir());
        let stream = match source {
            Source::Stdin => Some(Stream::Stdin(stdin)),
            Source::Path(path) if is_pipe(path) => {
                Some(Stream::File(File::open(path).map_err(|error| refusal_of(&error))?))
            }
            _ => None,
        };
        let copy = || SpooledTempFile::new(IN_MEMORY);
        let pipe = stream.map(|stream| Pipe { stream, copy: copy(), from_copy: false });
        Ok(Self { pipe, nothing: io::empty() })
    }

    /// Goes back to the first byte.
    pub(crate) fn rewind(&mut self) -> Result<(), Refusal> {
        let Some(pipe) = &mut self.pipe else { return Ok(()) };
        pipe.rewind().map_err(|error| refusal_of(&error))
    }
}

impl Pipe<'_> {
    fn rewind(&mut self) -> io::Result<()> {
        if !self.from_copy {
            io::copy(self, &mut io::sink())?;
        }
        self.copy.seek(SeekFrom::Start(0))?;
        self.from_copy = true;
        Ok(())
    }
}

impl Read for Pipe<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.from_copy {
            return self.copy.read(buffer);
        }
        let count = match &mut self.stream {
            Stream::Stdin(stdin) => stdin.read(buffer)?,
            Stream::File(file) => file.read(buffer)?,
        };
        self.copy.write_all(buffer.get(..count).unwrap_or_default())?;
        Ok(count)
    }
}

//! The raw bytes of a file or of standard input, counted and hashed on their way.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::origin::{OpenOptions, Source, SourceFacts};
use crate::dataset::input_error::InputError;
use crate::dataset::progress::Progress;
use crate::dataset::refusal::Refusal;

/// Raw bytes, with what is needed to say afterwards what was read.
pub(super) struct Raw<'a> {
    bytes: Bytes<'a>,
    count: u64,
    hasher: Option<Sha256>,
    progress: Option<&'a Progress>,
}

enum Bytes<'a> {
    File { file: File, before: Option<Stamp> },
    Stdin(&'a mut (dyn Read + Send)),
}

/// What changes when a file is written.
#[derive(PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    /// The stamp of a regular file; a pipe or a device has none.
    fn of(metadata: &Metadata) -> Option<Self> {
        metadata
            .is_file()
            .then(|| Self { size: metadata.len(), modified: metadata.modified().ok() })
    }
}

impl<'a> Raw<'a> {
    pub(super) fn open(
        source: &Source,
        stdin: &'a mut (dyn Read + Send),
        options: OpenOptions<'a>,
    ) -> Result<Self, Refusal> {
        let bytes = match source {
            Source::Stdin => Bytes::Stdin(stdin),
            Source::Path(path) | Source::Sheet { path, .. } => open_file(path)?,
        };
        let hasher = options.hash.then(Sha256::new);
        Ok(Self { bytes, count: 0, hasher, progress: options.progress })
    }

    /// The bytes of a stream.
    pub(super) fn of(stream: &'a mut (dyn Read + Send), options: OpenOptions<'a>) -> Self {
        let hasher = options.hash.then(Sha256::new);
        Self { bytes: Bytes::Stdin(stream), count: 0, hasher, progress: options.progress }
    }

    /// Reads on to the end, so that size and hash are of the whole file, and compares the stamps.
    pub(super) fn finish(mut self, name: &str) -> Result<SourceFacts, InputError> {
        let refuse = |refusal| InputError::new(name, refusal);
        io::copy(&mut self, &mut io::sink()).map_err(|error| refuse(self::refusal(&error)))?;
        if let Bytes::File { file, before: Some(before) } = &self.bytes {
            let after = file.metadata().ok().as_ref().and_then(Stamp::of);
            if after.as_ref() != Some(before) || before.size != self.count {
                return Err(refuse(Refusal::ChangedWhileRead));
            }
        }
        Ok(SourceFacts {
            name: name.to_owned(),
            bytes: self.count,
            sha256: self.hasher.map(|hasher| hexadecimal(&hasher.finalize())),
        })
    }
}

impl Read for Raw<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = loop {
            let result = match &mut self.bytes {
                Bytes::File { file, .. } => file.read(buffer),
                Bytes::Stdin(stdin) => stdin.read(buffer),
            };
            match result {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result?,
            }
        };
        let read = u64::try_from(count).unwrap_or(u64::MAX);
        self.count += read;
        if let Some(progress) = self.progress {
            progress.add_bytes(read);
        }
        if let (Some(hasher), Some(read)) = (&mut self.hasher, buffer.get(..count)) {
            hasher.update(read);
        }
        Ok(count)
    }
}

fn open_file<'a>(path: &Path) -> Result<Bytes<'a>, Refusal> {
    let file = File::open(path).map_err(|error| {
        let dangling = error.kind() == io::ErrorKind::NotFound
            && fs::symlink_metadata(path).is_ok_and(|link| link.is_symlink());
        if dangling { Refusal::DanglingLink } else { refusal(&error) }
    })?;
    let metadata = file.metadata().map_err(|error| refusal(&error))?;
    if metadata.is_dir() {
        return Err(Refusal::IsDirectory);
    }
    let before = Stamp::of(&metadata);
    Ok(Bytes::File { file, before })
}

/// The bytes of a small file, such as a configuration.
pub(in crate::dataset) fn read_small_file(path: &Path) -> Result<Vec<u8>, Refusal> {
    read_file_of(path, 1_000_000)
}

/// The bytes of a file that is at most so long.
pub(in crate::dataset) fn read_file_of(path: &Path, limit: u64) -> Result<Vec<u8>, Refusal> {
    let Bytes::File { file, .. } = open_file(path)? else {
        return Err(Refusal::NotFound);
    };
    let mut bytes = Vec::new();
    let count = file.take(limit + 1).read_to_end(&mut bytes);
    match count {
        Err(error) => Err(refusal(&error)),
        Ok(_) if bytes.len() as u64 > limit => {
            let limit = if limit < 100_000_000 { "1 MB" } else { "100 MB" };
            Err(Refusal::TooLong { what: "the file", limit })
        }
        Ok(_) => Ok(bytes),
    }
}

/// The refusal that stands for an error of the operating system.
pub(in crate::dataset) fn refusal(error: &io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::NotFound => Refusal::NotFound,
        io::ErrorKind::PermissionDenied => Refusal::NoPermission,
        io::ErrorKind::IsADirectory => Refusal::IsDirectory,
        _ => Refusal::Io { reason: error.to_string() },
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    let pairs = bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    pairs.collect()
}

//! The one place that opens input files: path, standard input, gzip or a sheet of a workbook → bytes that read as ASCII where they are ASCII.
//!
//! UTF-16 becomes UTF-8 here and byte order marks are dropped; single-byte encodings pass unchanged and are decoded
//! later, by the block. Nothing is mapped into memory: a file that shrinks must not end the process. What is not CSV
//! is refused by its real name.

mod facts;
mod origin;
mod raw;
mod replay;
mod sniff;
mod transcode;
mod workbook;

use std::io::{self, Read};
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::dataset::input_error::InputError;
use crate::dataset::refusal::Refusal;
use crate::visible::show_path;

pub use facts::same_file;
pub(crate) use facts::{Identity, equal_files, identity};
pub use origin::{OpenOptions, Source, SourceFacts};
use raw::Raw;
pub(super) use raw::{read_file_of, read_small_file, refusal as refusal_of};
pub(crate) use replay::Replay;
use sniff::{ENOUGH, Wrapping, sniff};
use transcode::Transcoder;
use workbook::Workbook;

/// The encoding that has this name (`utf-8`, `windows-1252`, `latin1`, `utf-16le` …).
///
/// # Errors
/// [`Refusal::UnknownEncoding`], with the name.
pub fn encoding_named(name: &str) -> Result<&'static Encoding, Refusal> {
    Encoding::for_label(name.as_bytes())
        .filter(|encoding| *encoding != encoding_rs::REPLACEMENT)
        .ok_or_else(|| Refusal::UnknownEncoding { name: name.chars().take(40).collect() })
}

/// An open source: reads as ASCII-compatible text without a byte order mark.
pub struct Opened<'a> {
    name: String,
    forced: Option<&'static Encoding>,
    layer: Layer<'a>,
}

/// The way from the raw bytes to text.
enum Layer<'a> {
    Plain(Box<Ahead<Raw<'a>>>),
    Transcoded(Box<Transcoder<Ahead<Raw<'a>>>>),
    Gzip(Box<Ahead<Inflated<'a>>>),
    GzipTranscoded(Box<Transcoder<Ahead<Inflated<'a>>>>),
    Sheet { text: io::Cursor<Vec<u8>>, raw: Box<Raw<'a>> },
}

type Inflated<'a> = flate2::read::MultiGzDecoder<Ahead<Raw<'a>>>;

impl<'a> Opened<'a> {
    /// Opens a source, looks at its first bytes and unwraps it.
    ///
    /// # Errors
    /// Where it cannot be read, is empty, or is not CSV.
    pub fn open(
        source: &Source,
        stdin: &'a mut (dyn Read + Send),
        options: OpenOptions<'a>,
    ) -> Result<Self, InputError> {
        let name = source.name();
        let refuse = |refusal| InputError::new(&name, refusal);
        let mut raw = Raw::open(source, stdin, options).map_err(refuse)?;
        if let Source::Sheet { sheet, .. } = source {
            let bytes = workbook_bytes(&mut raw).map_err(refuse)?;
            let text = Workbook::open(bytes).and_then(|mut all| all.text(sheet, None));
            let text = io::Cursor::new(text.map_err(refuse)?);
            let layer = Layer::Sheet { text, raw: Box::new(raw) };
            return Ok(Self { name, forced: None, layer });
        }
        Self::unwrapped(name, raw, options)
    }

    /// Opens a source that may have been read before.
    ///
    /// # Errors
    /// As [`Opened::open`].
    pub(crate) fn open_again(
        source: &Source,
        replay: &'a mut Replay<'_>,
        options: OpenOptions<'a>,
    ) -> Result<Self, InputError> {
        match &mut replay.pipe {
            Some(pipe) => Self::unwrapped(source.name(), Raw::of(pipe, options), options),
            None => Self::open(source, &mut replay.nothing, options),
        }
    }

    /// Looks at the first bytes and unwraps what follows.
    fn unwrapped(name: String, raw: Raw<'a>, options: OpenOptions<'a>) -> Result<Self, InputError> {
        let refuse = |refusal| InputError::new(&name, refusal);
        let raw = Ahead::new(raw).map_err(|error| refuse(raw::refusal(&error)))?;
        if raw.head().is_empty() {
            return Err(refuse(Refusal::Empty));
        }
        let layer = unwrap(raw, options.encoding).map_err(refuse)?;
        let forced = options.encoding.filter(|encoding| !is_streamed(encoding));
        Ok(Self { name, forced, layer })
    }

    /// The encoding that was asked for, where the bytes are still to be decoded by it.
    pub const fn forced(&self) -> Option<&'static Encoding> {
        self.forced
    }

    /// The delimiter, where this program chose it: the text of a sheet has one whatever the user asks for.
    pub const fn delimiter(&self) -> Option<u8> {
        match self.layer {
            Layer::Sheet { .. } => Some(workbook::DELIMITER),
            _ => None,
        }
    }

    /// The refusal that stands for an error that [`Read::read`] gave.
    pub fn refusal(&self, error: &io::Error) -> InputError {
        let gzip = matches!(self.layer, Layer::Gzip(_) | Layer::GzipTranscoded(_));
        let damaged = matches!(
            error.kind(),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof
        );
        let refusal = if let Some(refusal) = transcode::refusal(error) {
            refusal
        } else if gzip && damaged {
            Refusal::BadGzip
        } else {
            raw::refusal(error)
        };
        InputError::new(&self.name, refusal)
    }

    /// Ends the reading: checks that the file did not change, and gives its size and SHA-256.
    ///
    /// # Errors
    /// [`Refusal::ChangedWhileRead`] where size or time of change differ from before.
    pub fn finish(self) -> Result<SourceFacts, InputError> {
        let raw = match self.layer {
            Layer::Plain(ahead) => ahead.inner,
            Layer::Transcoded(reader) => reader.into_inner().inner,
            Layer::Gzip(ahead) => ahead.inner.into_inner().inner,
            Layer::GzipTranscoded(reader) => reader.into_inner().inner.into_inner().inner,
            Layer::Sheet { raw, .. } => *raw,
        };
        raw.finish(&self.name)
    }
}

impl Read for Opened<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let result = match &mut self.layer {
                Layer::Plain(reader) => reader.read(buffer),
                Layer::Transcoded(reader) => reader.read(buffer),
                Layer::Gzip(reader) => reader.read(buffer),
                Layer::GzipTranscoded(reader) => reader.read(buffer),
                Layer::Sheet { text, .. } => text.read(buffer),
            };
            match result {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }
}

/// A workbook that a user opens, to see which of its sheets are exports.
pub(crate) struct Sheets(Workbook);

impl Sheets {
    /// Opens a workbook; `None` where the file begins as something else.
    ///
    /// # Errors
    /// Where it cannot be read, has a password, or is damaged or too large.
    pub(crate) fn open(path: &Path) -> Result<Option<Self>, InputError> {
        let refuse = |refusal| InputError::new(&show_path(path), refusal);
        // a pipe or a device can be read only once, and is no workbook
        if !path.is_file() {
            return Ok(None);
        }
        let mut nothing = io::empty();
        let source = Source::Path(path.to_owned());
        let raw = Raw::open(&source, &mut nothing, OpenOptions::default()).map_err(refuse)?;
        let mut raw = Ahead::new(raw).map_err(|error| refuse(raw::refusal(&error)))?;
        if !workbook::is_workbook(raw.head()) {
            return Ok(None);
        }
        let bytes = workbook_bytes(&mut raw).map_err(refuse)?;
        Ok(Some(Self(Workbook::open(bytes).map_err(refuse)?)))
    }

    /// The names of the sheets, in their order, hidden ones too.
    pub(crate) fn names(&self) -> Vec<String> {
        self.0.sheets()
    }

    /// Whether this program wrote the workbook.
    pub(crate) fn is_own(&mut self) -> bool {
        self.0.is_own()
    }

    /// The first rows of a sheet, in which its header stands.
    ///
    /// # Errors
    /// Where the sheet is damaged.
    pub(crate) fn first_rows(&mut self, sheet: &str) -> Result<Vec<u8>, Refusal> {
        const ROWS: u32 = 100;
        self.0.text(sheet, Some(ROWS))
    }
}

/// All bytes of a workbook.
fn workbook_bytes(raw: &mut impl Read) -> Result<Vec<u8>, Refusal> {
    const LIMIT: u64 = 256 << 20;
    let mut bytes = Vec::new();
    raw.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| raw::refusal(&error))?;
    if bytes.len() as u64 > LIMIT {
        return Err(Refusal::TooLong { what: "the workbook", limit: "256 MB" });
    }
    Ok(bytes)
}

/// Whether blocks of this encoding cannot be decoded apart from each other.
fn is_streamed(encoding: &'static Encoding) -> bool {
    encoding != UTF_8 && !encoding.is_single_byte()
}

/// The encoding to decode from while reading, if any, and how many bytes of byte order mark to skip.
fn text_form(
    head: &[u8],
    forced: Option<&'static Encoding>,
) -> Result<(Option<&'static Encoding>, usize), Refusal> {
    match sniff(head) {
        Wrapping::NotCsv(really) => Err(Refusal::NotCsv { really }),
        Wrapping::Gzip => Err(Refusal::NotCsv { really: "compressed twice" }),
        Wrapping::Utf16Le => Ok((Some(UTF_16LE), 2)),
        Wrapping::Utf16Be => Ok((Some(UTF_16BE), 2)),
        Wrapping::Plain(marks) => {
            if marks > 0 && marks == head.len() {
                return Err(Refusal::OnlyBom);
            }
            Ok((forced.filter(|encoding| is_streamed(encoding)), marks))
        }
    }
    .and_then(|(form, skip)| match form {
        Some(_) if head.len() <= skip => Err(Refusal::OnlyBom),
        form => Ok((form, skip)),
    })
}

fn unwrap<'a>(
    mut raw: Ahead<Raw<'a>>,
    forced: Option<&'static Encoding>,
) -> Result<Layer<'a>, Refusal> {
    if sniff(raw.head()) == Wrapping::Gzip {
        let inflated = flate2::read::MultiGzDecoder::new(raw);
        let mut inflated = Ahead::new(inflated).map_err(|_| Refusal::BadGzip)?;
        if inflated.head().is_empty() {
            return Err(Refusal::Empty);
        }
        let (form, skip) = text_form(inflated.head(), forced)?;
        inflated.skip(skip);
        return Ok(match form {
            Some(form) => Layer::GzipTranscoded(Box::new(Transcoder::new(inflated, form))),
            None => Layer::Gzip(Box::new(inflated)),
        });
    }
    let (form, skip) = text_form(raw.head(), forced)?;
    raw.skip(skip);
    Ok(match form {
        Some(form) => Layer::Transcoded(Box::new(Transcoder::new(raw, form))),
        None => Layer::Plain(Box::new(raw)),
    })
}

/// A reader whose first bytes have been looked at and are still to be read.
struct Ahead<R> {
    head: Vec<u8>,
    position: usize,
    inner: R,
}

impl<R: Read> Ahead<R> {
    fn new(mut inner: R) -> io::Result<Self> {
        let mut head = Vec::new();
        inner.by_ref().take(ENOUGH as u64).read_to_end(&mut head)?;
        Ok(Self { head, position: 0, inner })
    }

    fn head(&self) -> &[u8] {
        self.head.get(self.position..).unwrap_or_default()
    }

    fn skip(&mut self, bytes: usize) {
        self.position += bytes;
    }
}

impl<R: Read> Read for Ahead<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut head = self.head();
        if head.is_empty() {
            return self.inner.read(buffer);
        }
        let count = head.read(buffer)?;
        self.position += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests;

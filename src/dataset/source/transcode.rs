//! UTF-16, or another encoding of several bytes, → UTF-8 while reading.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding};

use crate::dataset::refusal::Refusal;

/// A reader of another encoding that gives UTF-8, and refuses halves of characters instead of replacing them.
pub(super) struct Transcoder<R> {
    inner: R,
    encoding: &'static Encoding,
    decoder: Decoder,
    raw: Box<[u8]>,
    raw_range: std::ops::Range<usize>,
    text: Vec<u8>,
    position: usize,
    ended: bool,
}

const CHUNK: usize = 64 * 1024;

/// The text is not what its encoding allows.
#[derive(Debug, thiserror::Error)]
#[error("not {}", .0.name())]
struct Malformed(&'static Encoding);

/// The refusal, where this error came from a [`Transcoder`].
pub(super) fn refusal(error: &io::Error) -> Option<Refusal> {
    let malformed = error.get_ref()?.downcast_ref::<Malformed>()?;
    Some(Refusal::NotInEncoding { encoding: malformed.0.name() })
}

impl<R: Read> Transcoder<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            encoding,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: vec![0; CHUNK].into_boxed_slice(),
            raw_range: 0..0,
            text: Vec::with_capacity(CHUNK * 2),
            position: 0,
            ended: false,
        }
    }

    pub(super) fn into_inner(self) -> R {
        self.inner
    }

    /// Decodes the next piece; leaves the text empty only at the end.
    fn fill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.position = 0;
        while self.text.is_empty() && !self.ended {
            if self.raw_range.is_empty() {
                let count = self.inner.read(&mut self.raw)?;
                self.raw_range = 0..count;
                self.ended = count == 0;
            }
            self.decode()?;
        }
        Ok(())
    }

    fn decode(&mut self) -> io::Result<()> {
        self.text.resize(CHUNK * 2, 0);
        let source = &self.raw[self.raw_range.clone()];
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(source, &mut self.text, self.ended);
        self.text.truncate(written);
        self.raw_range.start += read;
        match result {
            DecoderResult::InputEmpty | DecoderResult::OutputFull => Ok(()),
            DecoderResult::Malformed(..) => {
                Err(io::Error::new(io::ErrorKind::InvalidData, Malformed(self.encoding)))
            }
        }
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position == self.text.len() {
            self.fill()?;
        }
        let mut rest = self.text.get(self.position..).unwrap_or_default();
        let count = rest.read(buffer)?;
        self.position += count;
        Ok(count)
    }
}

//! UTF-8 or Windows-1252, decided from the bytes of one block after the other; a mixture is refused, never guessed.
//!
//! Blocks may be classified and decoded in any order and side by side; [`Verdict`] takes them in the order of the file.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding};

/// What the bytes of a block can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Classified {
    /// ASCII only: the same in every encoding.
    Ascii,
    /// Valid UTF-8.
    Utf8 {
        /// Offset of the first byte that is not ASCII.
        first: usize,
    },
    /// Not UTF-8.
    NotUtf8 {
        /// Offset of the first byte that cannot be UTF-8.
        first_bad: usize,
        /// Offset of the first valid sequence of several bytes, which cannot be by chance: the block is mixed.
        first_valid: Option<usize>,
    },
}

/// Decides which encodings the bytes of a block can have. A block must not begin or end within a character.
pub fn classify(block: &[u8]) -> Classified {
    if block.is_ascii() {
        return Classified::Ascii;
    }
    match std::str::from_utf8(block) {
        Ok(_) => {
            Classified::Utf8 { first: block.iter().take_while(|byte| byte.is_ascii()).count() }
        }
        Err(error) => Classified::NotUtf8 {
            first_bad: error.valid_up_to(),
            first_valid: first_multibyte(block),
        },
    }
}

/// The offset of the first valid sequence of several bytes.
fn first_multibyte(block: &[u8]) -> Option<usize> {
    let mut offset = 0;
    for chunk in block.utf8_chunks() {
        let valid = chunk.valid();
        if let Some(position) = valid.bytes().position(|byte| !byte.is_ascii()) {
            return Some(offset + position);
        }
        offset += valid.len() + chunk.invalid().len();
    }
    None
}

/// What all blocks so far make of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Verdict {
    /// ASCII so far.
    #[default]
    Ascii,
    /// UTF-8.
    Utf8,
    /// Not UTF-8, so read as Windows-1252.
    Windows1252,
}

impl Verdict {
    /// Takes the next block of the file.
    ///
    /// # Errors
    /// The offset in this block of the first byte of the second kind, where the file mixes both.
    pub fn add(&mut self, block: Classified) -> Result<(), usize> {
        let (utf8, other) = match block {
            Classified::Ascii => return Ok(()),
            Classified::Utf8 { first } => (Some(first), None),
            Classified::NotUtf8 { first_bad, first_valid } => (first_valid, Some(first_bad)),
        };
        *self = match (*self, utf8, other) {
            (Self::Ascii, Some(utf8), Some(other)) => return Err(utf8.max(other)),
            (Self::Windows1252, Some(second), _) | (Self::Utf8, _, Some(second)) => {
                return Err(second);
            }
            (_, Some(_), None) => Self::Utf8,
            (_, None, Some(_)) => Self::Windows1252,
            (before, None, None) => before,
        };
        Ok(())
    }
}

/// The block as UTF-8; borrowed where nothing changes.
///
/// # Errors
/// The offset of the first byte that the encoding does not have. Windows-1252 has all.
pub fn decode<'a>(block: &'a [u8], encoding: &'static Encoding) -> Result<Cow<'a, [u8]>, usize> {
    match encoding.decode_without_bom_handling_and_without_replacement(block) {
        Some(Cow::Borrowed(text)) => Ok(Cow::Borrowed(text.as_bytes())),
        Some(Cow::Owned(text)) => Ok(Cow::Owned(text.into_bytes())),
        None => Err(first_unmapped(block, encoding)),
    }
}

fn first_unmapped(block: &[u8], encoding: &'static Encoding) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = [0_u8; 1024];
    let mut offset = 0;
    loop {
        let rest = block.get(offset..).unwrap_or_default();
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(rest, &mut out, true);
        offset += read;
        match result {
            DecoderResult::OutputFull => {}
            DecoderResult::InputEmpty => return offset,
            DecoderResult::Malformed(bad, after) => {
                return offset.saturating_sub(usize::from(bad) + usize::from(after));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{ISO_8859_7, UTF_8, WINDOWS_1252};

    #[test]
    fn blocks_are_recognised_by_their_bytes() {
        assert_eq!(classify(b""), Classified::Ascii);
        assert_eq!(classify(b"abc\n"), Classified::Ascii);
        assert_eq!(classify("aé".as_bytes()), Classified::Utf8 { first: 1 });
        let bad = |first_bad, first_valid| Classified::NotUtf8 { first_bad, first_valid };
        assert_eq!(classify(b"a\xE9b\xEB"), bad(1, None));
        assert_eq!(classify(b"a\xE9b\xC3\xA9"), bad(1, Some(3)));
        assert_eq!(classify(b"\xC3\xA9b\xE9c"), bad(3, Some(0)));
        assert_eq!(classify(b"ab\xC3"), bad(2, None));
    }

    #[test]
    fn a_mixture_is_found_at_the_first_byte_of_the_second_kind() {
        let verdict = |blocks: &[&[u8]]| {
            let mut verdict = Verdict::default();
            for (number, block) in blocks.iter().enumerate() {
                verdict.add(classify(block)).map_err(|offset| (number, offset))?;
            }
            Ok(verdict)
        };
        let (utf8, other) = ("xé".as_bytes(), &b"yy\xE9"[..]);
        assert_eq!(verdict(&[b"a", b"b"]), Ok(Verdict::Ascii));
        assert_eq!(verdict(&[b"a", utf8, b"b", utf8]), Ok(Verdict::Utf8));
        assert_eq!(verdict(&[b"a", other, b"b", other]), Ok(Verdict::Windows1252));
        assert_eq!(verdict(&[utf8, b"b", other]), Err((2, 2)));
        assert_eq!(verdict(&[other, b"b", utf8]), Err((2, 1)));
        assert_eq!(verdict(&[b"a\xE9b\xC3\xA9"]), Err((0, 3)));
        assert_eq!(verdict(&[utf8, b"\xC3\xA9b\xE9c"]), Err((1, 3)));
        assert_eq!(verdict(&[other, b"\xC3\xA9b\xE9c"]), Err((1, 0)));
    }

    #[test]
    fn every_byte_has_a_meaning_in_windows_1252_and_never_a_replacement() {
        let all: Vec<u8> = (0..=255).collect();
        let text = decode(&all, WINDOWS_1252).map(Cow::into_owned);
        let text = text.map(|text| String::from_utf8_lossy(&text).into_owned());
        assert!(text.is_ok_and(|text| text.chars().count() == 256 && !text.contains('\u{fffd}')));
        assert_eq!(decode(b"\x80", WINDOWS_1252).as_deref(), Ok("€".as_bytes()));
        assert!(matches!(decode(b"abc", WINDOWS_1252), Ok(Cow::Borrowed(_))));
    }

    #[test]
    fn bytes_that_the_encoding_does_not_have_are_pointed_at() {
        assert_eq!(decode(b"abc\xE9d", UTF_8), Err(3));
        assert_eq!(decode(b"ab\xD2", ISO_8859_7), Err(2));
    }
}

//! A memory for the texts of a column that come again and again, so that each is worked out once.

use rustc_hash::FxHashMap;

use crate::dataset::value::{FieldText, SHORT, halves};
use crate::record::category_codes::Code;

/// What a text means in one edition of the codes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The group; 0 is unknown.
    pub(super) code: Code,
    /// The code was read by the list of other years, since that of its own lacks it.
    pub(super) other_year: bool,
    /// The code means something else for people under 30.
    pub(super) by_age: bool,
    /// The code had a decimal that says nothing: `11.0`.
    pub(super) decimal: bool,
}

impl From<Code> for Found {
    fn from(code: Code) -> Self {
        Self { code, ..Self::default() }
    }
}

/// What texts were found to mean, so that each is worked out once.
#[derive(Debug)]
pub(super) struct Memory {
    /// Short texts and their groups, each at its [`place`] or the one beside it; a power of two of them.
    seen: Vec<[(Short, Found); 2]>,
    /// How often a text was not at its place.
    missed: usize,
    met: FxHashMap<Box<[u8]>, Found>,
}

/// A text of up to 16 bytes as a number: no text has a zero byte, of which those behind it are made.
type Short = u128;

/// Places for short texts: few to begin with, so that the columns together stay in the nearest memory.
const FEWEST: usize = 1 << 4;
const MOST: usize = 1 << 13;
const MET: usize = 1 << 16;
const FREE: [(Short, Found); 2] =
    [(0, Found { code: 0, other_year: false, by_age: false, decimal: false }); 2];

impl Memory {
    /// Nothing seen yet.
    pub(super) fn new() -> Self {
        Self { seen: vec![FREE; FEWEST], missed: 0, met: FxHashMap::default() }
    }

    /// What a text means, which is not empty; `resolve` works it out.
    #[inline(always)]
    pub(super) fn found(
        &mut self,
        label: FieldText<'_>,
        resolve: impl FnOnce(&[u8]) -> Found,
    ) -> Found {
        let word = label.word;
        if label.length > SHORT {
            return self.looked_up(label.text(), resolve);
        }
        let index = place(word) & (self.seen.len() - 1);
        match &self.seen[index] {
            [(known, found), _] | [_, (known, found)] if *known == word => *found,
            _ => self.missed(word, label.text(), resolve),
        }
    }

    /// The group of a text, where nothing else is asked of it.
    #[inline]
    pub(super) fn code(
        &mut self,
        label: FieldText<'_>,
        resolve: impl FnOnce(&[u8]) -> Code,
    ) -> Code {
        self.found(label, |text| resolve(text).into()).code
    }

    #[cold]
    fn missed(&mut self, short: Short, text: &[u8], resolve: impl FnOnce(&[u8]) -> Found) -> Found {
        let found = self.looked_up(text, resolve);
        self.missed += 1;
        if self.missed > 4 * self.seen.len() && self.seen.len() < MOST {
            self.seen = vec![FREE; self.seen.len() * 2];
            self.missed = 0;
        }
        let index = place(short) & (self.seen.len() - 1);
        let both = &mut self.seen[index];
        *both = [(short, found), both[0]];
        found
    }

    fn looked_up(&mut self, text: &[u8], resolve: impl FnOnce(&[u8]) -> Found) -> Found {
        if let Some(found) = self.met.get(text) {
            return *found;
        }
        let found = resolve(text);
        if self.met.len() < MET {
            self.met.insert(text.into(), found);
        }
        found
    }
}

/// Where a short text is remembered.
#[inline]
fn place(word: Short) -> usize {
    let [head, tail] = halves(word);
    // both halves of the product, so that every byte of the text has its part in the lowest bits
    let product = u128::from(head ^ tail.rotate_left(23)) * 0x9e37_79b9_7f4a_7c15;
    let [low, high] = halves(product);
    usize::try_from((low >> 32) ^ (high & u64::from(u32::MAX))).unwrap_or(0)
}

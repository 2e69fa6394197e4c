//! A memory for the texts of a column that come again and again, so that each is worked out once.

use rustc_hash::FxHashMap;

use crate::dataset::value::{FieldText, Head, SHORT, halves};
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
    /// Short texts and their groups, where there is nothing more to say of them, each at its [`place`] or the one beside
    /// it; a power of two of them.
    seen: Vec<[(Short, Code); 2]>,
    /// Other texts that were met last, each at its place.
    others: Box<[Other; OTHERS]>,
    met: FxHashMap<Box<[u8]>, Found>,
}

/// A text of up to 16 bytes as a number: no text has a zero byte, of which those behind it are made.
type Short = u128;

/// A text of any form, if there is one, and what it means.
type Other = Option<(Box<[u8]>, Found)>;

/// Places for short texts: few to begin with, so that the columns together stay in the nearest memory.
const FEWEST: usize = 1 << 4;
const MOST: usize = 1 << 14;
const PLACES_PER_TEXT: usize = 4;
const OTHERS: usize = 1 << 6;
const MET: usize = 1 << 16;
const FREE: [(Short, Code); 2] = [(0, 0); 2];

impl Memory {
    /// Nothing seen yet.
    pub(super) fn new() -> Self {
        let others = Box::new([const { None }; OTHERS]);
        Self { seen: vec![FREE; FEWEST], others, met: FxHashMap::default() }
    }

    /// The group of a short text, not empty, that is remembered and of which there is nothing more to say.
    #[inline(always)]
    pub(super) fn known(&self, label: Head) -> Option<Code> {
        let word = label.word();
        let index = place(word) & self.seen.len().wrapping_sub(1);
        let [one, other] = self.seen.get(index)?;
        let code = if one.0 == word { one.1 } else { other.1 };
        let is_known = one.0 == word || other.0 == word;
        (is_known && label.length as usize <= SHORT).then_some(code)
    }

    /// What a text means, which is not empty; `resolve` works it out.
    pub(super) fn found(
        &mut self,
        label: FieldText<'_>,
        resolve: impl FnOnce(&[u8]) -> Found,
    ) -> Found {
        let (head, text) = (label.head(), label.text());
        if let Some(code) = self.known(head) {
            return code.into();
        }
        let other = (place(head.word()) ^ text.len()) % OTHERS;
        if let Some((_, found)) = self.others[other].as_ref().filter(|(met, _)| **met == *text) {
            return *found;
        }
        let found = self.looked_up(text, resolve);
        if text.len() > SHORT || found != found.code.into() {
            self.others[other] = Some((text.into(), found));
        } else {
            self.keep(head.word(), found.code);
        }
        found
    }

    /// Keeps the group of a short text at its place, of which there are so many that hardly three texts want one.
    fn keep(&mut self, word: Short, code: Code) {
        let wanted = (PLACES_PER_TEXT * self.met.len()).next_power_of_two().min(MOST);
        if wanted > self.seen.len() {
            let seen = std::mem::replace(&mut self.seen, vec![FREE; wanted]);
            let kept = seen.into_iter().flatten().filter(|(word, _)| *word != 0);
            kept.for_each(|(word, code)| self.put(word, code));
        }
        self.put(word, code);
    }

    fn put(&mut self, word: Short, code: Code) {
        let index = place(word) & (self.seen.len() - 1);
        let both = &mut self.seen[index];
        *both = [(word, code), both[0]];
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

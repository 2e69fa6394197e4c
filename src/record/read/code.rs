//! The text of a code or label → its group, with a memory for the texts that come again and again.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::dataset::codes::{CodeList, folded, is_missing_word};
use crate::record::names::{Code, Names};

/// How the texts of one column become groups.
#[derive(Debug, Clone, Copy)]
pub(super) struct CodeRule<'a> {
    /// The groups.
    pub(super) names: &'a Names,
    /// The declared list that codes and labels are looked up in, where there is one.
    pub(super) list: Option<CodeList>,
    /// Local codes from `outflow.toml`, folded, and the groups they mean.
    pub(super) local: Option<&'a BTreeMap<String, String>>,
}

impl CodeRule<'_> {
    fn resolve(&self, text: &[u8]) -> Code {
        let text = String::from_utf8_lossy(text);
        let folded = folded(&text);
        if let Some(group) = self.local.and_then(|local| local.get(&folded)) {
            return self.names.number(group);
        }
        if let Some(group) = self.list.and_then(|list| list.group(&text)) {
            return self.names.number(group);
        }
        if is_missing_word(&text) { 0 } else { self.names.number(&text) }
    }
}

/// What texts were found to mean, so that each is worked out once.
#[derive(Debug)]
pub(super) struct Memory {
    /// Short texts and their groups, each at its [`place`] or the one beside it; a power of two of them.
    seen: Vec<[(Short, Code); 2]>,
    /// How often a text was not at its place.
    missed: usize,
    met: FxHashMap<Box<[u8]>, Code>,
}

/// A text of up to 16 bytes, compared in two steps.
type Short = (u64, u64, usize);

/// Places for short texts: few to begin with, so that the columns together stay in the nearest memory.
const FEWEST: usize = 1 << 4;
const MOST: usize = 1 << 11;
const MET: usize = 1 << 16;
const FREE: [(Short, Code); 2] = [((0, 0, 0), 0); 2];

impl Memory {
    /// Nothing seen yet.
    pub(super) fn new() -> Self {
        Self { seen: vec![FREE; FEWEST], missed: 0, met: FxHashMap::default() }
    }

    /// What a text means, which is not empty; `resolve` works it out.
    #[inline]
    pub(super) fn code(&mut self, text: &[u8], resolve: impl FnOnce(&[u8]) -> Code) -> Code {
        let Some(short) = short(text) else { return self.looked_up(text, resolve) };
        let index = place(short) & (self.seen.len() - 1);
        match &self.seen[index] {
            [(found, code), _] | [_, (found, code)] if *found == short => *code,
            _ => self.missed(short, text, resolve),
        }
    }

    #[cold]
    fn missed(&mut self, short: Short, text: &[u8], resolve: impl FnOnce(&[u8]) -> Code) -> Code {
        let code = self.looked_up(text, resolve);
        self.missed += 1;
        if self.missed > 4 * self.seen.len() && self.seen.len() < MOST {
            self.seen = vec![FREE; self.seen.len() * 2];
            self.missed = 0;
        }
        let index = place(short) & (self.seen.len() - 1);
        let both = &mut self.seen[index];
        *both = [(short, code), both[0]];
        code
    }

    fn looked_up(&mut self, text: &[u8], resolve: impl FnOnce(&[u8]) -> Code) -> Code {
        if let Some(code) = self.met.get(text) {
            return *code;
        }
        let code = resolve(text);
        if self.met.len() < MET {
            self.met.insert(text.into(), code);
        }
        code
    }
}

/// Reads one column of codes; remembers what it read.
#[derive(Debug)]
pub(super) struct CodeReader<'a> {
    rule: CodeRule<'a>,
    memory: Memory,
}

impl<'a> CodeReader<'a> {
    /// A reader that has seen nothing.
    pub(super) fn new(rule: CodeRule<'a>) -> Self {
        Self { rule, memory: Memory::new() }
    }

    /// The group of a text; an empty text and a word for "not filled in" are unknown.
    #[inline]
    pub(super) fn code(&mut self, text: &[u8]) -> Code {
        if text.is_empty() {
            return 0;
        }
        let Self { rule, memory } = self;
        memory.code(text, |text| rule.resolve(text))
    }
}

/// A text of up to 16 bytes as two numbers and its length, which together are the text.
#[inline]
fn short(text: &[u8]) -> Option<Short> {
    let length = text.len();
    if let (Some(head), Some(tail)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        return (length <= 16)
            .then(|| (u64::from_le_bytes(*head), u64::from_le_bytes(*tail), length));
    }
    if let (Some(head), Some(tail)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        let (head, tail) = (u32::from_le_bytes(*head), u32::from_le_bytes(*tail));
        return Some((u64::from(head) | u64::from(tail) << 32, 0, length));
    }
    let word = text.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    Some((word, 0, length))
}

/// Where a short text is remembered.
#[inline]
fn place((head, tail, length): Short) -> usize {
    let mixed = (head ^ tail.rotate_left(23) ^ length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(mixed >> 40).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_codes_go_before_the_list_and_unknown_ones_stay_themselves() {
        let names = Names::declared(CodeList::EndReason.declared());
        let local = BTreeMap::from([
            ("55".to_owned(), "work".to_owned()),
            ("11".to_owned(), "moved".to_owned()),
        ]);
        let rule = CodeRule { names: &names, list: Some(CodeList::EndReason), local: Some(&local) };
        let mut reader = CodeReader::new(rule);
        let mut group = |text: &str| names.text(reader.code(text.as_bytes())).to_string();
        assert_eq!(group("55"), "work");
        assert_eq!(group("11"), "moved");
        assert_eq!(group("32"), "moved");
        assert_eq!(group("Zomaar"), "Zomaar");
        assert_eq!(group("n.v.t."), "");
        assert_eq!(group("55"), "work");
        let long = "een lange reden die in geen lijst staat";
        assert_eq!((group(long), group(long)), (long.to_owned(), long.to_owned()));
        assert_eq!(group("Detentie/hechtenis"), "detention");
        assert_eq!(group("abcdefgh"), "abcdefgh");
    }

    /// More texts than there are places for, again and again: none is taken for another.
    #[test]
    fn every_text_keeps_its_own_group() {
        let names = Names::declared([]);
        let mut reader = CodeReader::new(CodeRule { names: &names, list: None, local: None });
        let texts: Vec<String> = (0..9_000).map(|number| format!("tekst{number}")).collect();
        for _ in 0..3 {
            for text in &texts {
                assert_eq!(*names.text(reader.code(text.as_bytes())), **text);
            }
        }
    }
}

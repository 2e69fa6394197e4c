//! Codes and labels as small numbers: declared groups first, then whatever the data holds.
//!
//! Number 0 is "unknown". Which number a label from the data gets depends on the order in which threads
//! meet it; nothing that is printed does, since groups are ordered by value and by text.

use std::cmp::Reverse;
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::dataset::rejects::without_service_number;

/// The number of a group within its dimension; 0 is unknown.
pub(crate) type Code = u32;

/// More labels than this are no groups: their column holds numbers, or what somebody typed.
const MOST_LABELS: usize = 1_000_000;

/// The groups of one dimension.
#[derive(Debug, Default)]
pub(crate) struct CategoryCodes {
    declared: usize,
    inner: RwLock<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    numbers: FxHashMap<Arc<str>, Code>,
    texts: Vec<Arc<str>>,
}

impl Inner {
    const fn is_over_limit(&self) -> bool {
        self.texts.len() > MOST_LABELS
    }
}

impl CategoryCodes {
    /// A dimension whose first groups are declared, in this order, as numbers 1, 2, …
    pub(crate) fn declared<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let mut names = Self::default();
        for id in ids {
            names.number(id);
            names.declared += 1;
        }
        names
    }

    /// The number of a group, new or known; an empty text is 0. Digits that can be a citizen service number are
    /// hidden, so that no label can point at a person: such labels are one group.
    pub(crate) fn number(&self, text: &str) -> Code {
        if text.is_empty() {
            return 0;
        }
        let known =
            self.inner.read().unwrap_or_else(PoisonError::into_inner).numbers.get(text).copied();
        if let Some(known) = known {
            return known;
        }
        // a number of a person that stands in a column of labels is no name of a group
        let text = without_service_number(text);
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = inner.numbers.get(&*text) {
            return *known;
        }
        if inner.is_over_limit() {
            return 0; // memory has a bound; the file is refused when it has been read
        }
        let text: Arc<str> = text.into();
        inner.texts.push(Arc::clone(&text));
        let number = Code::try_from(inner.texts.len()).unwrap_or(Code::MAX);
        inner.numbers.insert(text, number);
        number
    }

    /// For each number, the number of the group that it is a spelling of, where some group is written in several ways.
    /// Groups differ by more than letter case, blanks, how accents are composed, and zeros in front of a number. Of
    /// several spellings that stays which most rows have by `count`; of equals the one with most zeros in front, then
    /// with fewest capitals, then the first in the order of characters. A declared group stays itself.
    pub(crate) fn spellings(&self, count: impl Fn() -> FxHashMap<Code, u64>) -> Option<Vec<Code>> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        let mut groups: FxHashMap<String, Vec<Code>> = FxHashMap::default();
        for (code, text) in (1..).zip(&inner.texts) {
            groups.entry(normalised(text)).or_default().push(code);
        }
        if groups.len() == inner.texts.len() {
            return None;
        }
        let counts = count();
        let text = |code: Code| &*inner.texts[code as usize - 1];
        let rank = |code: &Code| {
            let text = text(*code);
            let zeros = text.bytes().take_while(|byte| *byte == b'0').count();
            let capitals = text.chars().filter(|character| character.is_uppercase()).count();
            let count = counts.get(code).copied().unwrap_or(0);
            let is_declared = *code as usize <= self.declared;
            (Reverse((is_declared, count, zeros)), capitals, text)
        };
        let mut stays: Vec<Code> = (0..=Code::try_from(inner.texts.len()).ok()?).collect();
        for group in groups.values().filter(|group| group.len() > 1) {
            let shown = group.iter().copied().min_by(|left, right| rank(left).cmp(&rank(right)))?;
            for code in group {
                stays[*code as usize] = shown;
            }
        }
        Some(stays)
    }

    /// The number of a group that is known already.
    pub(crate) fn find(&self, text: &str) -> Option<Code> {
        self.inner.read().unwrap_or_else(PoisonError::into_inner).numbers.get(text).copied()
    }

    /// The text of a number; empty for unknown.
    pub(crate) fn text(&self, code: Code) -> Arc<str> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        let index = usize::try_from(code).ok().and_then(|code| code.checked_sub(1));
        index.and_then(|index| inner.texts.get(index)).map_or_else(|| "".into(), Arc::clone)
    }

    /// Whether there are more labels than there can be groups.
    pub(crate) fn is_over_limit(&self) -> bool {
        self.inner.read().unwrap_or_else(PoisonError::into_inner).is_over_limit()
    }

    /// Whether a number is one of the declared groups.
    #[inline]
    pub(crate) fn is_declared(&self, code: Code) -> bool {
        code >= 1 && usize::try_from(code).is_ok_and(|code| code <= self.declared)
    }

    /// The number of declared groups.
    pub(crate) const fn declared_count(&self) -> usize {
        self.declared
    }

    /// The number of groups, declared and met; the largest number there is.
    pub(crate) fn len(&self) -> usize {
        self.inner.read().unwrap_or_else(PoisonError::into_inner).texts.len()
    }
}

/// A label as it is compared: composed, in small letters, with single blanks, and numbers without zeros in front.
pub(crate) fn normalised(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.nfc().flat_map(char::to_lowercase));
    }
    if folded.bytes().all(|byte| byte.is_ascii_digit()) {
        let digits = folded.trim_start_matches('0');
        return if digits.is_empty() { "0".to_owned() } else { digits.to_owned() };
    }
    folded
}

/// Sets of labels of one dimension (a person may be in several target groups), numbered; 0 is the empty set.
#[derive(Debug, Default)]
pub(crate) struct NameSets {
    inner: RwLock<SetsInner>,
}

#[derive(Debug, Default)]
struct SetsInner {
    numbers: FxHashMap<Arc<[Code]>, Code>,
    sets: Vec<Arc<[Code]>>,
}

impl NameSets {
    /// The number of a set; order and repetition in `codes` do not matter.
    pub(crate) fn number(&self, mut codes: Vec<Code>) -> Code {
        codes.sort_unstable();
        codes.dedup();
        codes.retain(|code| *code != 0);
        if codes.is_empty() {
            return 0;
        }
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = inner.numbers.get(codes.as_slice()) {
            return *known;
        }
        if inner.sets.len() > MOST_LABELS {
            return 0; // as with labels
        }
        let set: Arc<[Code]> = codes.into();
        inner.sets.push(Arc::clone(&set));
        let number = Code::try_from(inner.sets.len()).unwrap_or(Code::MAX);
        inner.numbers.insert(set, number);
        number
    }

    /// For each number, the number of the set with other labels in the place of its own.
    pub(crate) fn mapped(&self, labels: &[Code]) -> Vec<Code> {
        let count = self.inner.read().unwrap_or_else(PoisonError::into_inner).sets.len();
        let numbers = 0..=Code::try_from(count).unwrap_or(0);
        let with_others = |number| {
            let codes = self.codes(number);
            self.number(codes.iter().map(|code| labels[*code as usize]).collect())
        };
        numbers.map(with_others).collect()
    }

    /// Whether there are more sets than there can be.
    pub(crate) fn is_over_limit(&self) -> bool {
        self.inner.read().unwrap_or_else(PoisonError::into_inner).sets.len() > MOST_LABELS
    }

    /// The codes of a set.
    pub(crate) fn codes(&self, number: Code) -> Arc<[Code]> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        index.and_then(|index| inner.sets.get(index)).map_or_else(|| Vec::new().into(), Arc::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_groups_come_first_and_labels_follow() {
        let names = CategoryCodes::declared(["single", "couple"]);
        assert_eq!((names.number("couple"), names.number("zolder"), names.number("")), (2, 3, 0));
        assert_eq!(names.number("zolder"), 3);
        assert!(names.is_declared(2) && !names.is_declared(3) && !names.is_declared(0));
        assert_eq!((&*names.text(3), &*names.text(0)), ("zolder", ""));
        assert_eq!(names.find("nowhere"), None);
    }

    #[test]
    fn a_label_that_is_a_number_of_a_person_is_hidden() {
        let names = CategoryCodes::default();
        let (one, other) = (names.number("111222333"), names.number("123.456.782"));
        assert_eq!((&*names.text(one), &*names.text(other)), ("#########", "###.###.###"));
        assert_eq!((names.number("123456782"), names.find("111222333")), (one, None));
    }

    #[test]
    fn spellings_of_one_label_are_one_group() {
        let names = CategoryCodes::declared(["work"]);
        let codes: Vec<Code> = [
            "Zorg",
            "zorg",
            "ZORG",
            "Caf\u{e9}",
            "Cafe\u{301}",
            "899",
            "0899",
            "Zorg  en  welzijn",
        ]
        .iter()
        .map(|text| names.number(text))
        .collect();
        let counts =
            FxHashMap::from_iter([(codes[2], 5), (codes[0], 3), (codes[5], 2), (codes[6], 2)]);
        let stays = names.spellings(|| counts.clone()).unwrap();
        let shown = |code: Code| names.text(stays[code as usize]).to_string();
        assert_eq!(shown(codes[0]), "ZORG", "the most frequent");
        assert_eq!(shown(codes[5]), "0899", "with its zero");
        assert_eq!(shown(codes[4]), shown(codes[3]));
        assert_eq!(shown(codes[7]), "Zorg  en  welzijn");
        assert_eq!(CategoryCodes::declared(["work", "other"]).spellings(FxHashMap::default), None);
    }

    #[test]
    fn a_set_is_the_same_whatever_the_order() {
        let sets = NameSets::default();
        let number = sets.number(vec![2, 1, 2, 0]);
        assert_eq!(sets.number(vec![1, 2]), number);
        assert_eq!(&*sets.codes(number), &[1, 2]);
        assert_eq!(sets.number(vec![0]), 0);
    }
}

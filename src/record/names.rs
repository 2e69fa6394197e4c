//! Codes and labels as small numbers: declared groups first, then whatever the data holds.
//!
//! Number 0 is "unknown". Which number a label from the data gets depends on the order in which threads
//! meet it; nothing that is printed does, since groups are ordered by value and by text.

use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashMap;

use crate::dataset::rejects::without_service_number;

/// The number of a group within its dimension; 0 is unknown.
pub(crate) type Code = u32;

/// The groups of one dimension.
#[derive(Debug, Default)]
pub(crate) struct Names {
    declared: usize,
    inner: RwLock<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    numbers: FxHashMap<Arc<str>, Code>,
    texts: Vec<Arc<str>>,
}

impl Names {
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
        let text: Arc<str> = text.into();
        inner.texts.push(Arc::clone(&text));
        let number = Code::try_from(inner.texts.len()).unwrap_or(Code::MAX);
        inner.numbers.insert(text, number);
        number
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

    /// Whether a number is one of the declared groups.
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
        let set: Arc<[Code]> = codes.into();
        inner.sets.push(Arc::clone(&set));
        let number = Code::try_from(inner.sets.len()).unwrap_or(Code::MAX);
        inner.numbers.insert(set, number);
        number
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
        let names = Names::declared(["single", "couple"]);
        assert_eq!((names.number("couple"), names.number("zolder"), names.number("")), (2, 3, 0));
        assert_eq!(names.number("zolder"), 3);
        assert!(names.is_declared(2) && !names.is_declared(3) && !names.is_declared(0));
        assert_eq!((&*names.text(3), &*names.text(0)), ("zolder", ""));
        assert_eq!(names.find("nowhere"), None);
    }

    #[test]
    fn a_label_that_is_a_number_of_a_person_is_hidden() {
        let names = Names::default();
        let (one, other) = (names.number("111222333"), names.number("123.456.782"));
        assert_eq!((&*names.text(one), &*names.text(other)), ("#########", "###.###.###"));
        assert_eq!((names.number("123456782"), names.find("111222333")), (one, None));
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

//! Text over lines of a given width, counted in the columns of a terminal.

use std::borrow::Cow;

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_width::UnicodeWidthStr;

/// The width of a page: a terminal of 80 columns keeps the last one free.
pub(crate) const WIDTH: usize = 79;

/// What a rule under a head is drawn with.
pub(super) const RULE: char = '─';

/// How many columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// A text with spaces before it up to a width.
pub(crate) fn right(text: &str, columns: usize) -> String {
    let space = columns.saturating_sub(width(text));
    format!("{}{text}", " ".repeat(space))
}

/// A text broken between words so that no line is wider than `columns`; a word that is wider is broken itself.
///
/// Spaces at the start stay. An amount stays with its `€`, a percentage with the word before it.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let options = Options::new(columns)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .word_separator(WordSeparator::Custom(words))
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(Cow::into_owned).collect()
}

/// A text in at most so many lines; what does not fit gives way to `…`.
pub(crate) fn wrap_at_most(text: &str, columns: usize, most: usize) -> Vec<String> {
    let mut lines = wrap(text, columns);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while width(last) + 1 > columns && last.pop().is_some() {}
            last.push('…');
        }
    }
    lines
}

/// The words of a text: what stands between single spaces, but an amount is one word with its `€`, and a percentage
/// with what it belongs to.
fn words(text: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let ends = text.match_indices(' ').map(|(index, _)| index + 1).filter(|end| {
        let next = text[*end..].split(' ').next().unwrap_or_default();
        let percentage = next.trim_end_matches([',', '.']).ends_with('%') && next.len() > 1;
        !percentage && !text[..*end - 1].ends_with('€')
    });
    Box::new(
        ends.chain([text.len()])
            .scan(0, |start, end| Some(Word::from(&text[std::mem::replace(start, end)..end]))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(wrap("een twee drie", 8), ["een twee", "drie"]);
        assert_eq!(wrap("  een twee", 6), ["  een", "twee"]);
        assert_eq!(wrap("", 6), [""]);
        assert_eq!(wrap("kost € 14.200 nu", 8), ["kost", "€ 14.200", "nu"]);
        assert_eq!(wrap("de zorg 9,1%, en", 11), ["de", "zorg 9,1%,", "en"]);
    }

    #[test]
    fn a_word_that_is_too_wide_is_broken() {
        assert_eq!(wrap("ab abcdefgh", 4), ["ab", "abcd", "efgh"]);
        assert_eq!(wrap("日本語", 4), ["日本", "語"]);
    }

    #[test]
    fn what_does_not_fit_gives_way_to_an_ellipsis() {
        assert_eq!(wrap_at_most("een twee drie vier", 8, 1), ["een twe…"]);
        assert_eq!(wrap_at_most("een twee", 8, 1), ["een twee"]);
    }
}

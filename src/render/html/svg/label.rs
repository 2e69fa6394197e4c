//! The texts in a picture.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::super::super::chart::Mark;
use super::super::super::locale::Locale;

/// The text of a number, or the word that stands in its gap.
pub(super) fn text_of<'m>(mark: &'m Mark, locale: &'m Locale) -> &'m str {
    match mark {
        Mark::Known { text, .. } => text,
        Mark::Missing => locale.word("not_available"),
        Mark::Hidden => locale.word("suppressed"),
    }
}

/// A text of at most so many columns, cut where it is longer: the table has all of it.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut taken = 0;
    let fits = |character: &char| {
        taken += character.width().unwrap_or(0);
        taken < columns
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_label_is_cut_and_says_so() {
        assert_eq!(cut("Zorg", 10), "Zorg");
        assert_eq!(cut("Medische technologie", 10), "Medische…");
        assert_eq!(cut("日本語日本語", 7), "日本語…");
    }
}

//! Charts as SVG inside a page: a picture with a title and a description, drawn with the colours of its style sheet.
//!
//! Places are whole tenths of a unit, worked out by exact arithmetic. What must be told apart is told apart by more
//! than colour: filled or hatched, thick or dashed, and by a word beside it.

mod bars;
mod course;
mod curves;
mod dots;
mod parts;
mod steps;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::super::chart::{Chart, Mark};
use super::super::locale::Locale;

/// A chart as SVG. `id` is that of the picture, and begins those of its parts.
pub(crate) fn draw(chart: &Chart, id: &str, locale: &Locale) -> askama::Result<String> {
    match chart {
        Chart::Bars(bars) => bars::draw(bars, id, locale),
        Chart::Course(course) => course::draw(course, id, locale),
        Chart::Steps(steps) => steps::draw(steps, id, locale),
        Chart::Curves(curves) => curves::draw(curves, id, locale),
        Chart::Parts(parts) => parts::draw(parts, id, locale),
        Chart::Dots(dots) => dots::draw(dots, id, locale),
    }
}

/// Whether a chart needs the whole width of a page.
pub(super) const fn is_wide(chart: &Chart) -> bool {
    match chart {
        Chart::Course(course) => course.net.is_some(),
        Chart::Bars(_) | Chart::Steps(_) | Chart::Curves(_) | Chart::Parts(_) | Chart::Dots(_) => {
            false
        }
    }
}

/// The text of a number, or the word that stands in its gap.
fn text_of<'m>(mark: &'m Mark, locale: &'m Locale) -> &'m str {
    match mark {
        Mark::Known { text, .. } => text,
        Mark::Missing => locale.word("not_available"),
        Mark::Hidden => locale.word("suppressed"),
    }
}

/// A text of at most so many columns, cut where it is longer: the table has all of it.
fn cut(text: &str, columns: usize) -> String {
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

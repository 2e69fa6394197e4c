//! Groups by length: for each a label, the bar and its number, and a tick where the number of the comparison is.

use askama::Template;

use super::super::super::chart::{Bars, Mark, Scale, Tenths};
use super::super::super::locale::Locale;
use super::label::{cut, text_of};
use crate::number::Ratio;

/// Where bars begin, and the longest bar: behind it stands its number, in a picture that is 360 wide.
const LEFT: i64 = 164;
const LONGEST: i64 = 120;
/// From one bar to the next.
const STEP: i64 = 25;
/// The most bars; what is left stands in the table.
const MOST: usize = 16;
/// The most columns of a label beside its bar.
const LABEL: usize = 24;
/// From the end of a bar to its number, and half of the width of a tick.
const SPACE: i64 = 60;
const HALF_TICK: i64 = 15;

#[derive(Template)]
#[template(path = "svg/bars.svg", config = "src/render/html/askama.toml")]
struct Picture<'a> {
    id: &'a str,
    title: &'a str,
    description: String,
    height: i64,
    bars: Vec<Drawn>,
    more: Option<String>,
}

struct Drawn {
    label: String,
    text: String,
    text_x: Tenths,
    is_gap: bool,
    y: i64,
    length: Option<Tenths>,
    tick: Option<Tenths>,
}

pub(super) fn draw(bars: &Bars, id: &str, locale: &Locale) -> askama::Result<String> {
    let drawn = lengths(bars, locale);
    let left_out = bars.groups.len() - drawn.len();
    let count = locale.count_of(left_out);
    let more = (left_out > 0).then(|| locale.phrase("chart_more", &[("count", &count)]));
    let rows = i64::try_from(drawn.len()).unwrap_or(0);
    let picture = Picture {
        id,
        title: &bars.title,
        description: description(bars, locale),
        height: rows * STEP + if more.is_some() { 20 } else { 0 },
        bars: drawn,
        more,
    };
    picture.render()
}

/// The bars with their lengths: the longest takes the whole width, zero has no length, a gap none at all.
fn lengths(bars: &Bars, locale: &Locale) -> Vec<Drawn> {
    let shown = || bars.groups.iter().take(MOST);
    let numbers = shown().flat_map(|bar| [Some(&bar.value), bar.earlier.as_ref()]);
    let numbers = numbers.flatten().filter_map(Mark::exact);
    let scale = Scale::new(Ratio::ZERO, Ratio::largest(numbers), Tenths(0), Tenths::units(LONGEST));
    let length = |mark: &Mark| mark.exact().map(|number| scale.at(number).max(Tenths(0)));
    let drawn = shown().zip(0..).map(|(bar, row)| {
        let now = length(&bar.value);
        let earlier = bar.earlier.as_ref().and_then(length);
        let end = now.max(earlier).unwrap_or(Tenths(0));
        let number = text_of(&bar.value, locale);
        let text = if bar.share.is_empty() || bar.share == number || now.is_none() {
            number.to_owned()
        } else {
            format!("{number} · {}", bar.share)
        };
        Drawn {
            label: cut(&bar.label, LABEL),
            text,
            text_x: Tenths(LEFT * 10 + end.0 + SPACE),
            is_gap: bar.value.exact().is_none(),
            y: row * STEP,
            length: now,
            tick: earlier.map(|at| Tenths(LEFT * 10 + at.0 - HALF_TICK)),
        }
    });
    drawn.collect()
}

/// What the picture shows, for who does not see it: the longest bar, and where the numbers are.
fn description(bars: &Bars, locale: &Locale) -> String {
    let known = bars.groups.iter().filter_map(|bar| Some((bar.value.exact()?, bar)));
    let longest = known.max_by(|(one, _), (other, _)| one.order(other));
    let Some((_, bar)) = longest else { return locale.phrase("chart_table", &[]) };
    let values = [("group", &*bar.label), ("number", text_of(&bar.value, locale))];
    format!("{} {}", locale.phrase("chart_longest", &values), locale.phrase("chart_table", &[]))
}

#[cfg(test)]
mod tests {
    use super::super::super::super::chart::Bar;
    use super::*;
    use crate::render::Lang;

    fn bars(values: &[Mark]) -> Bars {
        let bar = |value: &Mark| Bar {
            label: "a & b".to_owned(),
            value: value.clone(),
            earlier: None,
            share: String::new(),
        };
        let bars = values.iter().map(bar).collect();
        Bars { title: "T".to_owned(), subtitle: String::new(), groups: bars }
    }

    fn tenths(values: &[Mark]) -> Vec<Option<i64>> {
        let (bars, locale) = (bars(values), Locale::new(Lang::En));
        lengths(&bars, &locale).iter().map(|bar| bar.length.map(|length| length.0)).collect()
    }

    #[test]
    fn lengths_are_to_each_other_as_numbers_are() {
        assert_eq!(
            tenths(&[Mark::whole(100), Mark::whole(25), Mark::whole(0)]),
            [Some(1200), Some(300), Some(0)]
        );
    }

    #[test]
    fn a_gap_has_no_length_and_a_word() {
        let marks = [Mark::whole(10), Mark::Hidden, Mark::Missing];
        assert_eq!(tenths(&marks), [Some(1200), None, None]);
        let svg = draw(&bars(&marks), "c", &Locale::new(Lang::En)).unwrap_or_default();
        assert!(svg.contains(">suppressed<") && svg.contains(">not available<"), "{svg}");
        assert_eq!(svg.matches("<rect").count(), 1, "one bar: {svg}");
    }

    #[test]
    fn a_tick_is_where_the_earlier_number_is() {
        let mut drawn = bars(&[Mark::whole(100), Mark::whole(50)]);
        drawn.groups[0].earlier = Some(Mark::whole(50));
        let ticks = lengths(&drawn, &Locale::new(Lang::En));
        assert_eq!(ticks[0].tick, Some(Tenths(LEFT * 10 + 600 - HALF_TICK)));
        assert_eq!(ticks[1].tick, None);
    }

    #[test]
    fn zeros_and_gaps_alone_can_be_drawn() {
        assert_eq!(tenths(&[Mark::whole(0), Mark::whole(0)]), [Some(0), Some(0)]);
        assert_eq!(tenths(&[Mark::Missing]), [None]);
    }

    #[test]
    fn text_of_the_data_is_no_markup() {
        let svg = draw(&bars(&[Mark::whole(1)]), "c", &Locale::new(Lang::Nl)).unwrap_or_default();
        assert!(svg.contains("a &#38; b") && !svg.contains("a & b"), "{svg}");
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let all: Vec<Mark> = (0..20).map(Mark::whole).collect();
        let svg = draw(&bars(&all), "c", &Locale::new(Lang::En)).unwrap_or_default();
        assert!(svg.contains("4 more"), "{svg}");
    }
}

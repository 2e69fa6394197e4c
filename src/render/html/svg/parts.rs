//! Parts of a whole as one long bar, a bar for each period, with the names of the parts above the first.

use askama::Template;

use super::super::super::chart::{Mark, Parts, PartsBar, Scale, Tenths};
use super::super::super::locale::Locale;
use super::label::{cut, text_of};
use crate::number::Ratio;

/// Where bars begin and end.
const BAR: [i64; 2] = [48, 360];
/// The first bar, and from one to the next.
const FIRST: i64 = 20;
const STEP: i64 = 32;
/// The width of a character, and the least width of a part that has its text in it.
const CHARACTER: i64 = 65;
const LEAST: i64 = 420;

#[derive(Template)]
#[template(path = "svg/parts.svg", config = "src/render/html/askama.toml")]
struct Picture<'a> {
    id: &'a str,
    title: &'a str,
    description: String,
    height: i64,
    names: Vec<Name<'a>>,
    rows: Vec<Row<'a>>,
}

struct Name<'a> {
    x: Tenths,
    text: &'a str,
}

struct Row<'a> {
    y: i64,
    label: String,
    parts: Vec<Part<'a>>,
}

struct Part<'a> {
    place: usize,
    x: Tenths,
    width: Tenths,
    text: Option<&'a str>,
}

pub(super) fn draw(parts: &Parts, id: &str, locale: &Locale) -> askama::Result<String> {
    let rows: Vec<Row<'_>> =
        parts.bars.iter().zip(0..).map(|(bar, row)| drawn(bar, FIRST + row * STEP)).collect();
    let picture = Picture {
        id,
        title: &parts.title,
        description: description(parts, locale),
        height: FIRST + STEP * i64::try_from(rows.len()).unwrap_or(1),
        names: names(parts, rows.first()),
        rows,
    };
    picture.render()
}

/// The parts of one bar, each beginning where the one before it ends; what is not known has no length.
fn drawn(bar: &PartsBar, y: i64) -> Row<'_> {
    let known = || bar.marks.iter().filter_map(Mark::exact);
    let whole = known().try_fold(Ratio::ZERO, Ratio::plus).unwrap_or(Ratio::ZERO);
    let scale = Scale::new(Ratio::ZERO, whole, Tenths::units(BAR[0]), Tenths::units(BAR[1]));
    let mut begin = Ratio::ZERO;
    let mut parts = Vec::new();
    for (place, mark) in bar.marks.iter().enumerate() {
        let Mark::Known { exact, text } = mark else { continue };
        let Some(end) = begin.plus(*exact) else { continue };
        let [from, to] = [scale.at(begin), scale.at(end)];
        let width = Tenths(to.0 - from.0);
        let text = (width.0 >= LEAST).then_some(text.as_str());
        parts.push(Part { place, x: from, width, text });
        begin = end;
    }
    Row { y, label: cut(&bar.label, 8), parts }
}

/// The names of the parts over the first bar: each at its part, or behind the name before it.
fn names<'a>(parts: &'a Parts, first: Option<&Row<'_>>) -> Vec<Name<'a>> {
    let Some(row) = first else { return Vec::new() };
    let width = |text: &str| i64::try_from(text.chars().count()).unwrap_or(0) * CHARACTER;
    // the last ones are moved to the left as far as they need
    let mut limit = BAR[1] * 10;
    let mut names = Vec::new();
    for part in row.parts.iter().rev() {
        let Some(text) = parts.names.get(part.place) else { continue };
        let x = part.x.0.min(limit - width(text)).max(0);
        limit = x - CHARACTER * 2;
        names.push(Name { x: Tenths(x), text });
    }
    names.reverse();
    names
}

fn description(parts: &Parts, locale: &Locale) -> String {
    let of_bar = |bar: &PartsBar| {
        let named = parts.names.iter().zip(&bar.marks);
        let said: Vec<String> =
            named.map(|(name, mark)| format!("{name} {}", text_of(mark, locale))).collect();
        format!("{}: {}.", bar.label, said.join(", "))
    };
    parts.bars.iter().map(of_bar).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Lang;

    fn parts(numbers: &[Option<i128>]) -> Parts {
        let mark = |number: &Option<i128>| number.map_or(Mark::Hidden, Mark::whole);
        Parts {
            title: "T".to_owned(),
            subtitle: String::new(),
            names: vec!["Full-time".to_owned(), "Part-time".to_owned(), "Self-employed".to_owned()],
            bars: vec![PartsBar {
                label: "2018".to_owned(),
                marks: numbers.iter().map(mark).collect(),
            }],
        }
    }

    #[test]
    fn parts_lie_end_to_end_and_fill_the_bar() {
        let parts = parts(&[Some(55), Some(41), Some(4)]);
        let row = drawn(&parts.bars[0], 0);
        for pair in row.parts.windows(2) {
            assert_eq!(pair[0].x.0 + pair[0].width.0, pair[1].x.0);
        }
        let last = row.parts.last().map(|part| part.x.0 + part.width.0);
        assert_eq!(last, Some(BAR[1] * 10));
        assert_eq!(row.parts[2].text, None, "4% has no room for its text");
    }

    #[test]
    fn names_do_not_lie_on_each_other() {
        let parts = parts(&[Some(90), Some(6), Some(4)]);
        let row = drawn(&parts.bars[0], 0);
        let names = names(&parts, Some(&row));
        for pair in names.windows(2) {
            let width = i64::try_from(pair[0].text.len()).unwrap_or(0) * CHARACTER;
            assert!(pair[0].x.0 + width < pair[1].x.0, "{} {}", pair[0].text, pair[1].text);
        }
    }

    #[test]
    fn a_hidden_part_has_no_length_and_a_word() {
        let svg = draw(&parts(&[Some(5), None, Some(4)]), "c", &Locale::new(Lang::En));
        let svg = svg.unwrap_or_default();
        assert_eq!(svg.matches("<rect").count(), 2, "{svg}");
        assert!(svg.contains("Part-time suppressed"), "{svg}");
    }
}

//! Shares as points on one scale that begins at zero: for each a label, the point and its number.

use askama::Template;

use super::super::super::chart::{Dot, Dots, Scale, Tenths};
use super::super::super::locale::Locale;
use super::label::{cut, text_of};
use crate::number::Ratio;

/// Where the scale begins and ends: behind it stand the numbers, in a picture that is 360 wide.
const LEFT: i64 = 164;
const RIGHT: i64 = 236;
/// From one point to the next.
const STEP: i64 = 25;
/// The most columns of a label beside its point.
const LABEL: usize = 24;
/// From a point to its number.
const SPACE: i64 = 110;

#[derive(Template)]
#[template(path = "svg/dots.svg", config = "src/render/html/askama.toml")]
struct Picture<'a> {
    id: &'a str,
    title: &'a str,
    description: String,
    height: i64,
    dots: Vec<Drawn>,
}

struct Drawn {
    label: String,
    text: String,
    text_x: Tenths,
    y: i64,
    x: Option<Tenths>,
}

pub(super) fn draw(dots: &Dots, id: &str, locale: &Locale) -> askama::Result<String> {
    let rows = i64::try_from(dots.items.len()).unwrap_or(0);
    let said =
        dots.items.iter().map(|dot| format!("{} {}", dot.label, text_of(&dot.share, locale)));
    let picture = Picture {
        id,
        title: &dots.title,
        description: format!("{}.", said.collect::<Vec<_>>().join("; ")),
        height: rows * STEP,
        dots: places(dots, locale),
    };
    picture.render()
}

/// The points on their scale, of which the largest is the end; what is not known is nowhere.
fn places(dots: &Dots, locale: &Locale) -> Vec<Drawn> {
    let numbers = dots.items.iter().filter_map(|dot| dot.share.exact());
    let [left, right] = [LEFT, RIGHT].map(Tenths::units);
    let scale = Scale::new(Ratio::ZERO, Ratio::largest(numbers), left, right);
    let place = |(dot, row): (&Dot, i64)| {
        let x = dot.share.exact().map(|share| scale.at(share));
        let share = text_of(&dot.share, locale);
        Drawn {
            label: cut(&dot.label, LABEL),
            text: if x.is_some() { format!("{share} ({})", dot.text) } else { share.to_owned() },
            text_x: Tenths(x.unwrap_or(Tenths::units(LEFT)).0 + SPACE),
            y: row * STEP,
            x,
        }
    };
    dots.items.iter().zip(0..).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::super::chart::Mark;
    use super::*;
    use crate::render::Lang;

    #[test]
    fn the_largest_share_ends_the_scale_and_a_gap_has_a_word() {
        let dot = |share| Dot { label: "P".to_owned(), share, text: "1 of 4".to_owned() };
        let dots = Dots {
            title: "T".to_owned(),
            subtitle: String::new(),
            items: vec![dot(Mark::whole(40)), dot(Mark::whole(20)), dot(Mark::Hidden)],
        };
        let places = places(&dots, &Locale::new(Lang::En));
        assert_eq!(places[0].x, Some(Tenths::units(RIGHT)));
        assert_eq!(places[1].x, Some(Tenths(LEFT * 10 + (RIGHT - LEFT) * 5)));
        assert_eq!((places[2].x, places[2].text.as_str()), (None, "suppressed"));
        assert_eq!(places[0].text, "40 (1 of 4)");
    }
}

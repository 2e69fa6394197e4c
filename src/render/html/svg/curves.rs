//! Shares by the years since a start: a line for each cohort, with its interval as a thin upright bar.

use askama::Template;

use super::super::super::chart::{Curve, Curves, Scale, Tenths};
use super::super::super::locale::Locale;
use super::label::{cut, text_of};
use crate::number::Ratio;

/// The left and right end of the years.
const SPAN: [i64; 2] = [40, 372];
/// The places of 100% and of zero.
const PANEL: [i64; 2] = [16, 226];
/// The most curves; what is left stands in the table.
const MOST: usize = 3;
/// Between two labels at the right.
const APART: i64 = 150;
/// The most columns of a label.
const LABEL: usize = 13;

#[derive(Template)]
#[template(path = "svg/curves.svg", config = "src/render/html/askama.toml")]
struct Picture<'a> {
    id: &'a str,
    title: &'a str,
    description: String,
    ticks: Vec<(Tenths, i64)>,
    years: Vec<(Tenths, usize)>,
    axis: String,
    curves: Vec<Drawn>,
    more: Option<String>,
}

struct Drawn {
    number: usize,
    points: String,
    dots: Vec<[Tenths; 2]>,
    intervals: Vec<[Tenths; 3]>,
    label: String,
    end: [Tenths; 2],
    label_y: Tenths,
}

pub(super) fn draw(curves: &Curves, id: &str, locale: &Locale) -> askama::Result<String> {
    let left_out = curves.cohorts.len().saturating_sub(MOST);
    let count = locale.count_of(left_out);
    let x = years(curves);
    let picture = Picture {
        id,
        title: &curves.title,
        description: description(curves, locale),
        ticks: (0..=5)
            .map(|fifth| (scale().at(Ratio::whole((20 * fifth).into())), 20 * fifth))
            .collect(),
        years: x.iter().copied().zip(0..).collect(),
        axis: locale.phrase("chart_years", &[]),
        curves: drawn(curves, &x),
        more: (left_out > 0).then(|| locale.phrase("chart_more", &[("count", &count)])),
    };
    picture.render()
}

fn scale() -> Scale {
    let [top, bottom] = PANEL.map(Tenths::units);
    Scale::new(Ratio::ZERO, Ratio::whole(100), bottom, top)
}

/// The places of the start and of each year after it.
fn years(curves: &Curves) -> Vec<Tenths> {
    let count = i64::try_from(curves.years.len()).unwrap_or(0);
    let place =
        |year: i64| Tenths((SPAN[0] * count + (SPAN[1] - SPAN[0]) * year) * 10 / count.max(1));
    (0..=count).map(place).collect()
}

/// The curves as far as they are known; each begins with all of its cohort at the start.
fn drawn(curves: &Curves, years: &[Tenths]) -> Vec<Drawn> {
    let mut all = Vec::new();
    for (number, curve) in curves.cohorts.iter().take(MOST).enumerate() {
        let mut dots = vec![[years[0], scale().at(Ratio::whole(100))]];
        let mut intervals = Vec::new();
        for ((mark, interval), x) in curve.points.iter().zip(years.iter().skip(1)) {
            let Some(share) = mark.exact() else { break };
            dots.push([*x, scale().at(share)]);
            // side by side, so that the intervals of one year do not cover each other
            let shift = i64::try_from(number).unwrap_or(0) * 40;
            let ends = interval.map(|ends| ends.map(|end| scale().at(end)));
            intervals.extend(ends.map(|[low, high]| [Tenths(x.0 + shift), low, high]));
        }
        let Some(end) = dots.last().copied().filter(|_| dots.len() > 1) else { continue };
        let points: Vec<String> = dots.iter().map(|[x, y]| format!("{x},{y}")).collect();
        let (points, label) = (points.join(" "), cut(&curve.label, LABEL));
        all.push(Drawn { number, points, dots, intervals, label, end, label_y: end[1] });
    }
    spread(&mut all);
    all
}

/// Moves labels of neighbours apart, downwards; as far up again as the bottom asks.
fn spread(curves: &mut [Drawn]) {
    let mut order: Vec<usize> = (0..curves.len()).collect();
    order.sort_by_key(|index| curves[*index].end[1]);
    let mut least = 0;
    for index in &order {
        let y = curves[*index].label_y.0.max(least);
        curves[*index].label_y = Tenths(y);
        least = y + APART;
    }
    let mut most = PANEL[1] * 10;
    for index in order.iter().rev() {
        let y = curves[*index].label_y.0.min(most);
        curves[*index].label_y = Tenths(y);
        most = y - APART;
    }
}

/// The first cohort, which is all of them, as far as it is known.
fn description(curves: &Curves, locale: &Locale) -> String {
    let said = |curve: &Curve| {
        let points =
            curve.points.iter().zip(&curves.years).filter(|((mark, _), _)| mark.exact().is_some());
        let points = points.map(|((mark, _), year)| format!("{year} {}", text_of(mark, locale)));
        format!("{}: {}. ", curve.label, points.collect::<Vec<_>>().join(", "))
    };
    let first = curves.cohorts.first().map(said).unwrap_or_default();
    format!("{first}{}", locale.phrase("chart_table", &[]))
}

#[cfg(test)]
mod tests {
    use super::super::super::super::chart::Mark;
    use super::*;
    use crate::render::Lang;

    fn curve(label: &str, shares: &[Option<i64>]) -> Curve {
        let point = |share: &Option<i64>| match share {
            Some(share) => {
                let percent = |number: i64| Ratio::whole(number.into());
                let (exact, interval) = (percent(*share), [percent(share - 5), percent(share + 5)]);
                (Mark::Known { exact, text: share.to_string() }, Some(interval))
            }
            None => (Mark::Missing, None),
        };
        Curve { label: label.to_owned(), points: shares.iter().map(point).collect() }
    }

    fn curves(all: Vec<Curve>) -> Curves {
        let years = vec!["1".to_owned(), "2".to_owned()];
        Curves { title: "T".to_owned(), years, cohorts: all }
    }

    #[test]
    fn a_curve_begins_with_all_and_ends_where_nothing_more_is_known() {
        let curves =
            curves(vec![curve("2016", &[Some(60), Some(40)]), curve("2017", &[Some(50), None])]);
        let drawn = drawn(&curves, &years(&curves));
        let lengths: Vec<_> = drawn.iter().map(|curve| curve.dots.len()).collect();
        assert_eq!(lengths, [3, 2]);
        assert_eq!(drawn[0].dots[0], [Tenths::units(SPAN[0]), Tenths::units(PANEL[0])]);
        assert_eq!(drawn[0].dots[2][0], Tenths::units(SPAN[1]));
        assert_eq!(drawn[1].intervals.len(), 1);
    }

    #[test]
    fn labels_do_not_stand_upon_each_other() {
        let same = |label: &&str| curve(label, &[Some(3), Some(1)]);
        let all = curves(["a", "b", "c"].iter().map(same).collect());
        let mut places: Vec<_> =
            drawn(&all, &years(&all)).iter().map(|curve| curve.label_y.0).collect();
        places.sort_unstable();
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= APART), "{places:?}");
        assert!(places[2] <= PANEL[1] * 10);
    }

    #[test]
    fn nothing_known_is_an_empty_frame() {
        let none = curves(vec![curve("2018", &[None, None])]);
        let svg = draw(&none, "c", &Locale::new(Lang::Nl)).unwrap_or_default();
        assert!(svg.contains("<svg") && !svg.contains("<polyline"), "{svg}");
        assert!(draw(&curves(Vec::new()), "c", &Locale::new(Lang::Nl)).is_ok());
    }
}

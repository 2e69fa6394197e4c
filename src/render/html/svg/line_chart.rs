//! Figures through time: a line over the periods, and below it its change as columns above and below zero.

use askama::Template;

use super::super::super::chart::{LineChart, LineSeries, Mark, Scale, Tenths, axis};
use super::super::super::locale::Locale;
use super::label::text_of;
use super::line_labels::{End, Frame, Gap, ends, gaps, middle, named_ends};
use crate::number::Ratio;

/// A tick of an axis: its place and its number.
struct Tick {
    at: Tenths,
    text: String,
}

/// One column.
struct Column {
    x: Tenths,
    y: Tenths,
    height: Tenths,
    is_less: bool,
}

/// With columns: the whole width of a page.
const WIDE: Frame = Frame {
    width: 760,
    left: 52,
    right: 748,
    line: [40, 190],
    columns: [226, 296],
    most_labels: 9,
};
/// A line by itself: one of several small charts in a row.
const SMALL: Frame = Frame {
    width: 360,
    left: 46,
    right: 350,
    line: [22, 128],
    columns: [128, 128],
    most_labels: 4,
};

#[derive(Template)]
#[template(path = "svg/line_chart.svg", config = "src/render/html/askama.toml")]
struct Picture<'a> {
    id: &'a str,
    line_chart: &'a LineChart,
    description: String,
    frame: Frame,
    height: i64,
    band: Option<Band<'a>>,
    ticks: Vec<Tick>,
    is_cut: Option<String>,
    lines: Vec<Vec<String>>,
    dots: Vec<String>,
    ends: Vec<End<'a>>,
    gaps: Vec<Gap<'a>>,
    column_ticks: Vec<Tick>,
    columns: [(&'static str, String); 2],
    labels: Vec<Tick>,
}

/// The periods that are reported on, among those before them.
struct Band<'a> {
    x: Tenths,
    width: Tenths,
    label: &'a str,
}

pub(super) fn draw(line_chart: &LineChart, id: &str, locale: &Locale) -> askama::Result<String> {
    let all_series: Vec<&LineSeries> =
        std::iter::once(&line_chart.line).chain(&line_chart.other).collect();
    let ticks =
        axis(all_series.iter().flat_map(|line_series| &line_series.marks).filter_map(Mark::exact));
    let frame =
        Frame { left: left(&ticks, locale), ..if line_chart.net.is_some() { WIDE } else { SMALL } };
    let scale = upright(&ticks, frame.line);
    let starts_above = ticks.first().is_some_and(|first| *first > 0);
    let picture = Picture {
        id,
        line_chart,
        description: description(line_chart, locale),
        height: frame.columns[1] + 22,
        band: band(line_chart, &frame),
        is_cut: starts_above.then(|| locale.phrase("chart_axis_cut", &[])),
        lines: all_series.iter().map(|line_series| lines(line_series, &frame, &scale)).collect(),
        dots: all_series.iter().map(|line_series| dots(line_series, &frame, &scale)).collect(),
        ends: match &line_chart.other {
            Some(other) => named_ends([&line_chart.line, other], &frame, &scale),
            None => ends(&line_chart.line, &frame, &scale, locale),
        },
        gaps: gaps(&line_chart.line, &frame, &scale, locale),
        ticks: placed(&ticks, &scale, locale),
        column_ticks: column_ticks(line_chart, &frame, locale),
        columns: drawn(&columns(line_chart, &frame), column_width(line_chart, &frame)),
        labels: labels(line_chart, &frame),
        frame,
    };
    picture.render()
}

/// The room that the numbers of an axis need on the left.
fn left(ticks: &[i128], locale: &Locale) -> i64 {
    let widest = ticks.iter().map(|tick| locale.whole_number(*tick).chars().count()).max();
    i64::try_from(widest.unwrap_or(0)).unwrap_or(0) * 7 + 14
}

/// The scale of a panel, which grows upwards.
fn upright(ticks: &[i128], panel: [i64; 2]) -> Scale {
    let end = |tick: Option<&i128>| Ratio::whole(tick.copied().unwrap_or(0));
    let [top, bottom] = panel.map(Tenths::units);
    Scale::new(end(ticks.first()), end(ticks.last()), bottom, top)
}

fn placed(ticks: &[i128], scale: &Scale, locale: &Locale) -> Vec<Tick> {
    let tick =
        |tick: &i128| Tick { at: scale.at(Ratio::whole(*tick)), text: locale.whole_number(*tick) };
    ticks.iter().map(tick).collect()
}

/// The lines between the numbers that follow each other without a gap.
fn lines(line_series: &LineSeries, frame: &Frame, scale: &Scale) -> Vec<String> {
    let count = line_series.marks.len();
    let points = line_series.marks.iter().enumerate().map(|(index, mark)| {
        mark.exact().map(|number| format!("{},{}", middle(index, count, frame), scale.at(number)))
    });
    let points: Vec<Option<String>> = points.collect();
    let runs = points.split(Option::is_none).filter(|run| run.len() > 1);
    runs.map(|run| run.iter().flatten().cloned().collect::<Vec<_>>().join(" ")).collect()
}

/// A path with a point at each number: a line of no length has the round ends of its pen.
fn dots(line_series: &LineSeries, frame: &Frame, scale: &Scale) -> String {
    let count = line_series.marks.len();
    let dot = |(index, mark): (usize, &Mark)| {
        Some(format!("M{} {}h.01", middle(index, count, frame), scale.at(mark.exact()?)))
    };
    line_series.marks.iter().enumerate().filter_map(dot).collect()
}

fn column_axis(line_chart: &LineChart) -> Vec<i128> {
    let marks = line_chart.net.iter().flat_map(|line_series| &line_series.marks);
    axis(marks.filter_map(Mark::exact).chain([Ratio::ZERO]))
}

/// The ends of the axis, and zero.
fn column_ticks(line_chart: &LineChart, frame: &Frame, locale: &Locale) -> Vec<Tick> {
    if line_chart.net.is_none() {
        return Vec::new();
    }
    let ticks = column_axis(line_chart);
    let scale = upright(&ticks, frame.columns);
    let mut shown = vec![ticks[0], 0, ticks[ticks.len() - 1]];
    shown.sort_unstable();
    shown.dedup();
    placed(&shown, &scale, locale)
}

/// A column for each period, up or down from zero.
fn columns(line_chart: &LineChart, frame: &Frame) -> Vec<Column> {
    let Some(line_series) = &line_chart.net else { return Vec::new() };
    let scale = upright(&column_axis(line_chart), frame.columns);
    let zero = scale.at(Ratio::ZERO);
    let (count, width) = (line_series.marks.len(), column_width(line_chart, frame));
    let column = |(index, mark): (usize, &Mark)| {
        let end = scale.at(mark.exact()?);
        Some(Column {
            x: Tenths(middle(index, count, frame).0 - width.0 / 2),
            y: end.min(zero),
            height: Tenths((end.0 - zero.0).abs()),
            is_less: end > zero,
        })
    };
    line_series.marks.iter().enumerate().filter_map(column).collect()
}

/// The columns as two paths: those above zero, and those below.
fn drawn(columns: &[Column], width: Tenths) -> [(&'static str, String); 2] {
    let path = |is_less: bool| {
        let columns = columns.iter().filter(|column| column.is_less == is_less);
        let each = columns
            .map(|Column { x, y, height, .. }| format!("M{x} {y}h{width}v{height}h-{width}z"));
        each.collect::<Vec<_>>().concat()
    };
    [("now", path(false)), ("out", path(true))]
}

/// A column and the room beside it fill a period.
fn column_width(line_chart: &LineChart, frame: &Frame) -> Tenths {
    let count = i64::try_from(line_chart.periods.len()).unwrap_or(1).max(1);
    Tenths(((frame.right - frame.left) * 10 / count * 2 / 3).max(1))
}

/// As many names of periods as there is room for, the last one among them.
fn labels(line_chart: &LineChart, frame: &Frame) -> Vec<Tick> {
    let count = line_chart.periods.len();
    // of years of months the same month of each
    let every = match count.div_ceil(frame.most_labels).max(1) {
        3..=6 if count.is_multiple_of(12) => 6,
        7..=12 if count.is_multiple_of(12) => 12,
        every => every,
    };
    let shown = line_chart.periods.iter().enumerate();
    let shown = shown.filter(|(index, _)| (count - 1 - index).is_multiple_of(every));
    shown
        .map(|(index, text)| Tick { at: middle(index, count, frame), text: text.clone() })
        .collect()
}

fn band<'a>(line_chart: &'a LineChart, frame: &Frame) -> Option<Band<'a>> {
    let (first, label) = line_chart.asked.as_ref()?;
    let count = line_chart.periods.len();
    let half = (frame.right - frame.left) * 10 / (2 * i64::try_from(count).ok()?).max(1);
    let x = Tenths(middle(*first, count, frame).0 - half);
    (*first > 0).then(|| Band { x, width: Tenths(frame.right * 10 - x.0), label })
}

/// From where to where the line goes, and where the numbers are.
fn description(line_chart: &LineChart, locale: &Locale) -> String {
    let known: Vec<_> = line_chart
        .line
        .marks
        .iter()
        .zip(&line_chart.periods)
        .filter(|(mark, _)| mark.exact().is_some())
        .collect();
    let (Some((first, from)), Some((last, to))) = (known.first(), known.last()) else {
        return locale.phrase("chart_table", &[]);
    };
    let values = [
        ("figure", &*line_chart.line.name),
        ("first", text_of(first, locale)),
        ("from", from),
        ("last", text_of(last, locale)),
        ("to", to),
    ];
    format!("{} {}", locale.phrase("chart_from_to", &values), locale.phrase("chart_table", &[]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Lang;

    fn line_chart(numbers: &[Option<i128>], with_columns: bool) -> LineChart {
        let mark = |number: &Option<i128>| number.map_or(Mark::Missing, Mark::whole);
        let line_series =
            || LineSeries { name: "Stock".to_owned(), marks: numbers.iter().map(mark).collect() };
        LineChart {
            title: "T".to_owned(),
            subtitle: String::new(),
            periods: (1..=numbers.len()).map(|number| number.to_string()).collect(),
            asked: None,
            line: line_series(),
            other: None,
            net: with_columns.then(line_series),
        }
    }

    fn svg(numbers: &[Option<i128>], with_columns: bool) -> String {
        draw(&line_chart(numbers, with_columns), "c", &Locale::new(Lang::En)).unwrap_or_default()
    }

    #[test]
    fn a_gap_breaks_the_line_and_has_a_word() {
        let svg = svg(&[Some(5), Some(7), None, Some(4), Some(6)], true);
        assert_eq!(svg.matches("<polyline").count(), 2, "{svg}");
        assert_eq!(svg.matches(">not available<").count(), 1, "{svg}");
        assert_eq!(svg.matches("h-").count(), 4, "no column in the gap: {svg}");
    }

    #[test]
    fn one_number_zeros_and_nothing_can_be_drawn() {
        for numbers in [&[Some(3)][..], &[Some(0), Some(0)], &[None, None]] {
            for with_columns in [false, true] {
                assert!(svg(numbers, with_columns).ends_with("</svg>"), "{numbers:?}");
            }
        }
    }

    #[test]
    fn columns_go_up_and_down_from_zero_as_far_as_their_number() {
        let line_chart = line_chart(&[Some(10), Some(-40)], true);
        let columns = columns(&line_chart, &WIDE);
        let [up, down] = [&columns[0], &columns[1]].map(|column| column.height.0);
        assert!((down - 4 * up).abs() <= 4, "{up} {down}: tenths are rounded");
        assert_eq!(columns[0].y.0 + columns[0].height.0, columns[1].y.0, "both begin at zero");
        assert_eq!([columns[0].is_less, columns[1].is_less], [false, true]);
    }

    #[test]
    fn two_lines_have_their_names_at_their_ends() {
        let mut line_chart = line_chart(&[Some(1402), Some(1238)], false);
        let upper = self::line_chart(&[Some(1483), Some(1492)], false).line;
        line_chart.other = Some(LineSeries { name: "Outflow".to_owned(), ..upper });
        let svg = draw(&line_chart, "c", &Locale::new(Lang::En)).unwrap_or_default();
        let place = |text: &str| {
            let (before, _) = svg.split_once(text).unwrap();
            let (_, y) = before.rsplit_once(" y=\"").unwrap();
            y.split('"').next().unwrap().parse::<f64>().unwrap()
        };
        assert!(place(">Outflow 1492<") < place(">Stock 1238<"), "{svg}");
        assert_eq!(svg.matches("<polyline").count(), 2, "{svg}");
    }

    #[test]
    fn an_axis_that_does_not_begin_at_zero_says_so() {
        assert!(svg(&[Some(4983), Some(5318)], false).contains("does not begin at 0"));
        assert!(!svg(&[Some(1), Some(5318)], false).contains("does not begin at 0"));
    }
}

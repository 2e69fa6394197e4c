//! The words in a line chart: the numbers at the ends of its lines, and what stands in their gaps.

use std::borrow::Cow;

use super::super::super::chart::{LineSeries, Mark, Scale, Tenths};
use super::super::super::locale::Locale;
use super::label::text_of;

/// Periods that follow each other without a number, and the word for it.
pub(super) struct Gap<'a> {
    pub(super) x: Tenths,
    pub(super) y: Tenths,
    pub(super) text: &'a str,
}

/// The number of periods before the last one that lie under its number, and get no label.
const BEFORE: usize = 5;

/// Half the width of a character in a gap.
const HALF_CHARACTER: i64 = 32;

/// A number at an end of the line.
pub(super) struct End<'a> {
    pub(super) x: Tenths,
    pub(super) label_y: Tenths,
    pub(super) anchor: &'static str,
    pub(super) text: Cow<'a, str>,
}

/// Where things are.
pub(super) struct Frame {
    pub(super) width: i64,
    pub(super) left: i64,
    pub(super) right: i64,
    pub(super) line: [i64; 2],
    pub(super) columns: [i64; 2],
    pub(super) most_labels: usize,
}

/// The middle of a period.
pub(super) fn middle(index: usize, count: usize, frame: &Frame) -> Tenths {
    let number = |count: usize| i64::try_from(count).unwrap_or(0);
    let length = (frame.right - frame.left) * 10;
    Tenths(frame.left * 10 + length * (2 * number(index) + 1) / (2 * number(count)).max(1))
}

/// The names and last numbers of two lines, the upper above its end and the lower below.
pub(super) fn named_ends<'a>(
    all_series: [&'a LineSeries; 2],
    frame: &Frame,
    scale: &Scale,
) -> Vec<End<'a>> {
    let last = |line_series: &'a LineSeries| {
        let count = line_series.marks.len();
        let (index, mark) =
            line_series.marks.iter().enumerate().rfind(|(_, mark)| mark.exact().is_some())?;
        let Mark::Known { exact, text } = mark else { return None };
        let text = Cow::from(format!("{} {text}", line_series.name));
        Some((middle(index, count, frame), scale.at(*exact), text))
    };
    let mut found: Vec<_> = all_series.into_iter().filter_map(last).collect();
    found.sort_by_key(|(_, y, _)| *y);
    let is_upper = |place: usize| place == 0;
    let end = |(place, (x, y, text)): (usize, (Tenths, Tenths, Cow<'a, str>))| {
        let label_y = if is_upper(place) {
            (y.0 - 90).max(frame.line[0] * 10 - 40)
        } else {
            (y.0 + 190).min(frame.line[1] * 10 - 20)
        };
        End { x, label_y: Tenths(label_y), anchor: "end", text }
    };
    found.into_iter().enumerate().map(end).collect()
}

/// The first and the last number that are known.
pub(super) fn ends<'a>(
    line_series: &'a LineSeries,
    frame: &Frame,
    scale: &Scale,
    locale: &'a Locale,
) -> Vec<End<'a>> {
    let count = line_series.marks.len();
    let known = |index: &usize| line_series.marks[*index].exact().is_some();
    let (first, last) = ((0..count).find(known), (0..count).rfind(known));
    let end = |index: usize, anchor| {
        let mark = &line_series.marks[index];
        let y = scale.at(mark.exact()?);
        // a line that falls to its end leaves room below, any other above
        let before = line_series.marks[..index].iter().rev().take(BEFORE).filter_map(Mark::exact);
        let falls = before.map(|number| scale.at(number)).any(|before| before.0 < y.0 - 20);
        let label_y = if falls { y.0 + 180 } else { (y.0 - 90).max(frame.line[0] * 10 - 40) };
        let label_y = Tenths(label_y.min(frame.line[1] * 10 + 40));
        let text = text_of(mark, locale).into();
        Some(End { x: middle(index, count, frame), label_y, anchor, text })
    };
    let first = first.filter(|first| Some(*first) != last).and_then(|first| end(first, "start"));
    first.into_iter().chain(last.and_then(|last| end(last, "end"))).collect()
}

/// A word in the middle of each gap, away from the number before it and inside the picture.
pub(super) fn gaps<'a>(
    line_series: &'a LineSeries,
    frame: &Frame,
    scale: &Scale,
    locale: &'a Locale,
) -> Vec<Gap<'a>> {
    let [top, bottom] = frame.line.map(|at| at * 10);
    let marks = &line_series.marks;
    let mut gaps = Vec::new();
    let mut begin = 0;
    for run in marks.chunk_by(|one, other| one.exact().is_none() && one == other) {
        if run[0].exact().is_none() {
            let (first, last) = (begin, begin + run.len() - 1);
            let ends = [first, last].map(|index| middle(index, marks.len(), frame).0);
            let text = text_of(&run[0], locale);
            let half = i64::try_from(text.chars().count()).unwrap_or(0) * HALF_CHARACTER;
            let x = i64::midpoint(ends[0], ends[1]).min(frame.right * 10 - half);
            let number_before = marks[..first].last().and_then(Mark::exact);
            let is_high =
                number_before.is_none_or(|number| scale.at(number).0 < i64::midpoint(top, bottom));
            let y = if is_high { bottom - 100 } else { top + 140 };
            gaps.push(Gap { x: Tenths(x), y: Tenths(y), text });
        }
        begin += run.len();
    }
    gaps
}

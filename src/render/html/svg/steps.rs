//! From one level to another: levels on the ground, and what came and went between them.

use askama::Template;

use super::super::super::chart::{Scale, Steps, Tenths};
use super::super::super::locale::Locale;
use super::label::cut;
use crate::number::Ratio;

/// The width of the picture.
const WIDTH: i64 = 480;
/// The top of the highest bar, and the ground.
const PANEL: [i64; 2] = [34, 210];
/// The most columns of a label below a bar.
const LABEL: usize = 17;

#[derive(Template)]
#[template(path = "svg/steps.svg", config = "src/render/html/askama.toml")]
struct Picture<'a> {
    id: &'a str,
    steps: &'a Steps,
    description: String,
    bars: Vec<Drawn<'a>>,
}

struct Drawn<'a> {
    x: Tenths,
    y: Tenths,
    width: Tenths,
    height: Tenths,
    /// Where the number stands.
    above: Tenths,
    /// The end of the bar, from which a thin line leads to the next.
    end: Tenths,
    kind: &'static str,
    label: Vec<String>,
    text: &'a str,
}

impl Drawn<'_> {
    /// The middle of the bar.
    const fn middle(&self) -> Tenths {
        Tenths(self.x.0 + self.width.0 / 2)
    }

    /// Where the next bar begins: a third of a bar's width further on.
    const fn next(&self) -> Tenths {
        Tenths(self.x.0 + self.width.0 * 4 / 3)
    }
}

pub(super) fn draw(steps: &Steps, id: &str, locale: &Locale) -> askama::Result<String> {
    let said = steps.all.iter().map(|step| format!("{} {}", step.label, step.text));
    let said = said.collect::<Vec<_>>().join("; ");
    let description = format!("{said}. {}", locale.phrase("chart_table", &[]));
    Picture { id, steps, description, bars: bars(steps) }.render()
}

fn bars(steps: &Steps) -> Vec<Drawn<'_>> {
    let ends = steps.all.iter().flat_map(|step| [step.from, step.to]);
    let [top, ground] = PANEL.map(Tenths::units);
    let scale = Scale::new(Ratio::ZERO, Ratio::largest(ends), ground, top);
    let count = i64::try_from(steps.all.len()).unwrap_or(1).max(1);
    let slot = WIDTH * 10 / count;
    let drawn = steps.all.iter().zip(0..).map(|(step, place)| {
        let [from, to] = [step.from, step.to].map(|end| scale.at(end).0);
        let kind = match (step.is_level, step.to > step.from) {
            (true, _) => "level",
            (false, true) => "now",
            (false, false) => "out",
        };
        Drawn {
            x: Tenths(place * slot + slot / 8),
            y: Tenths(from.min(to)),
            width: Tenths(slot * 3 / 4),
            height: Tenths((from - to).abs()),
            above: Tenths(from.min(to) - 60),
            end: Tenths(to),
            kind,
            label: broken(&step.label),
            text: &step.text,
        }
    });
    drawn.collect()
}

/// A label in two lines at most.
fn broken(label: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in label.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LABEL => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().take(2).map(|line| cut(line, LABEL)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::super::chart::Step;
    use super::*;

    fn step(from: i128, to: i128, is_level: bool) -> Step {
        Step {
            label: "Stock at the end of the year".to_owned(),
            text: (to - from).to_string(),
            from: Ratio::whole(from),
            to: Ratio::whole(to),
            is_level,
        }
    }

    fn steps() -> Steps {
        Steps {
            title: "T".to_owned(),
            subtitle: String::new(),
            all: vec![
                step(0, 100, true),
                step(100, 140, false),
                step(140, 80, false),
                step(0, 80, true),
            ],
        }
    }

    #[test]
    fn each_step_begins_where_the_one_before_it_ends() {
        let steps = steps();
        let bars = bars(&steps);
        let edges = |bar: &Drawn<'_>| [bar.y.0, bar.y.0 + bar.height.0];
        for pair in bars.windows(2) {
            assert!(edges(&pair[1]).contains(&pair[0].end.0), "{:?}", edges(&pair[1]));
        }
        assert_eq!(bars[1].y, Tenths::units(PANEL[0]), "the highest takes the whole height");
        let kinds: Vec<_> = bars.iter().map(|bar| bar.kind).collect();
        assert_eq!(kinds, ["level", "now", "out", "level"]);
    }

    #[test]
    fn a_label_has_two_lines_at_most() {
        assert_eq!(broken("Stock at the end of the year"), ["Stock at the end", "of the year"]);
        assert_eq!(broken("Inflow"), ["Inflow"]);
    }
}

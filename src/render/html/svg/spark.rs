//! A small line without axes, beside a number: the text says the number, the line only how it went.

use std::fmt::Write as _;

use super::super::super::chart::{Scale, Tenths};
use crate::number::Ratio;

/// The size of the drawing, and the room for the pen.
const SIZE: [i64; 2] = [120, 28];
const PEN: i64 = 2;

/// The line as SVG; none where fewer than two numbers are known. What is not known is a gap.
pub(crate) fn draw(numbers: &[Option<Ratio>]) -> Option<String> {
    let known: Vec<Ratio> = numbers.iter().flatten().copied().collect();
    let (mut low, mut high) = (*known.first()?, *known.first()?);
    for number in &known {
        low = if *number < low { *number } else { low };
        high = if *number > high { *number } else { high };
    }
    let steps = i64::try_from(numbers.len()).ok()?.checked_sub(1).filter(|steps| *steps > 0)?;
    let [width, height] = SIZE;
    let scale = Scale::new(low, high, Tenths::units(height - PEN), Tenths::units(PEN));
    let middle = Tenths::units(height / 2);
    let mut path = String::new();
    let mut is_begun = false;
    for (number, place) in numbers.iter().zip(0..) {
        let Some(number) = number else {
            is_begun = false;
            continue;
        };
        let x = Tenths(PEN * 10 + (width - 2 * PEN) * 10 * place / steps);
        let y = if low == high { middle } else { scale.at(*number) };
        let _ = write!(path, "{}{x} {y}", if is_begun { "L" } else { "M" });
        is_begun = true;
    }
    (known.len() > 1).then(|| {
        format!(
            "<svg class=spark viewBox=\"0 0 {width} {height}\" aria-hidden=true><path d=\"{path}\"/></svg>"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_from_left_to_right_and_up() {
        let numbers = [Some(Ratio::whole(1)), None, Some(Ratio::whole(2)), Some(Ratio::whole(3))];
        let svg = draw(&numbers).unwrap_or_default();
        assert!(svg.contains("d=\"M2 26M79.3 14L118 2\""), "{svg}");
        assert!(svg.contains("aria-hidden=true"), "{svg}");
    }

    #[test]
    fn one_number_is_no_line_and_equal_ones_are_flat() {
        assert_eq!(draw(&[Some(Ratio::whole(1))]), None);
        assert_eq!(draw(&[None, None]), None);
        let flat = draw(&[Some(Ratio::whole(5)), Some(Ratio::whole(5))]).unwrap_or_default();
        assert!(flat.contains("M2 14L118 14"), "{flat}");
    }
}

//! Numbers as a line of blocks: the lowest is the lowest block, the highest the highest, a gap a dot.

use crate::number::Ratio;
use crate::report::Value;

use super::shown::MISSING;

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A line of at most `widest` blocks; of more values, as many, evenly spread, with the last one among them.
pub(super) fn line(values: &[Option<Value>], widest: usize) -> String {
    let shown: Vec<Option<Ratio>> =
        places(values.len(), widest).map(|place| values[place].map(Value::exact)).collect();
    let known = || shown.iter().flatten().copied();
    let (lowest, highest) = (known().min_by(Ratio::order), known().max_by(Ratio::order));
    let draw = |value: &Option<Ratio>| {
        let height = value.zip(lowest.zip(highest));
        let block = height.and_then(|(value, (lowest, highest))| block(value, lowest, highest));
        block.map_or_else(|| MISSING.to_owned(), String::from)
    };
    shown.iter().map(draw).collect()
}

fn places(count: usize, widest: usize) -> impl Iterator<Item = usize> {
    let shown = count.min(widest);
    (1..=shown).map(move |number| number * count / shown - 1)
}

/// The block of a value between the lowest and the highest; the middle one where these are the same.
fn block(value: Ratio, lowest: Ratio, highest: Ratio) -> Option<char> {
    let steps = Ratio::whole(7);
    let height = match value.minus(lowest)?.over(highest.minus(lowest)?) {
        Some(part) => part.times(steps)?.rounded(0)?,
        None => 3,
    };
    BLOCKS.get(usize::try_from(height).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(counts: &[i128]) -> Vec<Option<Value>> {
        counts.iter().map(|count| Some(Value::Change(*count))).collect()
    }

    #[test]
    fn the_lowest_and_the_highest_take_the_whole_height() {
        assert_eq!(line(&counts(&[10, 80, 45]), 48), "▁█▅");
        assert_eq!(line(&counts(&[-7, 0]), 48), "▁█");
    }

    #[test]
    fn what_stays_the_same_is_a_flat_line_and_a_gap_is_no_zero() {
        assert_eq!(line(&counts(&[5, 5, 5]), 48), "▄▄▄");
        let mut values = counts(&[0, 9]);
        values.insert(1, None);
        assert_eq!(line(&values, 48), "▁·█");
        assert_eq!(line(&[None, None], 48), "··");
        assert_eq!(line(&[], 48), "");
    }

    #[test]
    fn a_long_series_is_thinned_and_keeps_its_last_value() {
        let long: Vec<i128> = (0..100).collect();
        let drawn = line(&counts(&long), 10);
        assert_eq!(drawn.chars().count(), 10);
        assert!(drawn.ends_with('█'), "{drawn}");
    }
}

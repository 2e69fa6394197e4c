//! The wage value of a job: what the work of somebody is worth of that of another, in percent.

use super::{FieldText, hours, trim};

/// Neither a percentage up to 100 nor a word for "not known".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotWageValue;

/// All of it, in hundredths of a percent.
const ALL: i64 = 10_000;

/// A wage value in hundredths of a percent: `65`, `65%`, `62,5`. One of at most 1 is a share of 1 (`0,65`): no work is
/// worth a hundredth of a wage. `None` where it is missing.
///
/// # Errors
/// [`NotWageValue`] for any other text and for more than 100%.
#[inline]
pub(crate) fn wage_value(text: FieldText<'_>) -> Result<Option<i64>, NotWageValue> {
    if text.is_empty() { Ok(None) } else { filled(text.trimmed()) }
}

fn filled(text: &[u8]) -> Result<Option<i64>, NotWageValue> {
    let percent = text.strip_suffix(b"%").map(trim);
    let value = hours(percent.unwrap_or(text)).map_err(|_| NotWageValue)?;
    let value = value.map(|hundredths| match hundredths {
        1..=100 if percent.is_none() => hundredths * 100,
        hundredths => hundredths,
    });
    if value.is_some_and(|value| value > ALL) { Err(NotWageValue) } else { Ok(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wage_value_is_a_percentage() {
        let read = |text: &str| wage_value(FieldText::of(text.as_bytes()));
        for (text, hundredths) in [
            ("65", 6_500),
            ("65%", 6_500),
            ("62,5 %", 6_250),
            ("0,65", 6_500),
            ("1", 10_000),
            ("1%", 100),
            ("0", 0),
            ("100", 10_000),
        ] {
            assert_eq!(read(text), Ok(Some(hundredths)), "{text}");
        }
        for text in ["", " ", "n.v.t.", "-"] {
            assert_eq!(read(text), Ok(None), "{text}");
        }
        for text in ["101", "-5", "veel", "65%%"] {
            assert_eq!(read(text), Err(NotWageValue), "{text}");
        }
    }
}

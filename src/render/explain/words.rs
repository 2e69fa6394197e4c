//! The words of an explained figure: its formula, its value, the options in force.

use crate::render::Locale;
use crate::render::locale::EuroDecimals;
use crate::report::explain::{Explained, InNumbers};
use crate::report::{Cell, Value};

pub(super) fn units(explained: &Explained, locale: &Locale) -> Vec<String> {
    explained.units.iter().map(|unit| locale.unit(*unit).to_owned()).collect()
}

/// A figure's formula with its numbers: `4,983 − 5,237`.
pub(super) fn filled(numbers: &InNumbers, locale: &Locale) -> Option<String> {
    let row = &numbers.row;
    row.value.value()?;
    locale.formula(row).or_else(|| {
        let input = |name: &str| Some(locale.value(row.input(name)?, EuroDecimals::AsNeeded));
        let (value, whole) = (input("value")?, input("whole")?);
        Some(locale.phrase("explain_of_whole", &[("value", &value), ("whole", &whole)]))
    })
}

/// The value, with its share, or why there is none.
pub(super) fn value(numbers: &InNumbers, locale: &Locale) -> String {
    let row = &numbers.row;
    let value = match &row.value {
        Cell::Known(value) => locale.value(*value, EuroDecimals::AsNeeded),
        Cell::Missing(reason) => return locale.not_available(reason),
        Cell::Suppressed => return locale.word("suppressed").to_owned(),
    };
    let unit = locale.unit(row.unit);
    let value = match row.value.value() {
        Some(Value::Euro(_)) => value,
        _ => format!("{value} {unit}"),
    };
    let Some(share) = row.share() else { return value };
    let (share, whole) = (locale.share(share), locale.whole(row.figure));
    let values = [("value", &*value), ("share", &*share), ("whole", whole)];
    locale.phrase("explain_share", &values)
}

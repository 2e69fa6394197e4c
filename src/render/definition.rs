//! A setting of `outflow.toml` that changes a figure, in words.

use super::Locale;
use super::locale::EuroDecimals;
use crate::report::explain::OptionValue;
use crate::report::{DefinitionsInForce, Value};

/// A key of `outflow.toml` with its value in force, where it is one that is a number.
pub(super) fn option(key: &str, definitions: &DefinitionsInForce, locale: &Locale) -> String {
    let joined = |texts: Vec<String>| texts.join(", ");
    let value = match definitions.of_key(key) {
        None => return key.to_owned(),
        Some(OptionValue::Count(count)) => count.to_string(),
        Some(OptionValue::Hundredths(hours)) => {
            let text = locale.hundredths(hours);
            text.strip_suffix(&format!("{}00", locale.decimal())).unwrap_or(&text).to_owned()
        }
        Some(OptionValue::Ages(ages)) => joined(ages.iter().map(ToString::to_string).collect()),
        Some(OptionValue::Prices(prices)) => {
            let price = |(year, price): &(i32, Value)| {
                let price = locale.value(*price, EuroDecimals::AsNeeded);
                format!("{year}: {price}")
            };
            joined(prices.iter().map(price).collect())
        }
    };
    locale.phrase("explain_is", &[("key", key), ("value", &value)])
}

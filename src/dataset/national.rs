//! Amounts that the state publishes, from `national.toml`: each of one year, with its source.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::value::{Amount, cents};
use crate::number::Cents;

/// An amount with where it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct National {
    /// The amount.
    pub(crate) cents: Cents,
    /// Who published it, and in what.
    pub(crate) source: String,
}

#[derive(Deserialize)]
struct File {
    price: BTreeMap<String, Written>,
}

#[derive(Deserialize)]
struct Written {
    amount: String,
    source: String,
}

static PRICES: LazyLock<BTreeMap<i32, National>> = LazyLock::new(|| {
    // the file is part of the program: a test reads all of it
    let file: Option<File> = toml::from_str(include_str!("national.toml")).ok();
    let of_year = |(year, written): (String, Written)| {
        let Ok(Amount::Exact { cents, .. }) = cents(written.amount.as_bytes()) else { return None };
        Some((year.parse().ok()?, National { cents, source: written.source }))
    };
    file.into_iter().flat_map(|file| file.price).filter_map(of_year).collect()
});

/// The national price of a benefit for a year; `None` where none is known.
pub(crate) fn price(year: i32) -> Option<&'static National> {
    PRICES.get(&year)
}

/// The years of which a national price is known.
#[cfg(test)]
pub(crate) fn years() -> impl Iterator<Item = i32> {
    PRICES.keys().copied()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where it fails")]
mod tests {
    use super::*;

    #[test]
    fn every_amount_is_read_and_has_a_source() {
        let written: File = toml::from_str(include_str!("national.toml")).unwrap();
        assert_eq!(written.price.len(), years().count());
        assert!(years().all(|year| !price(year).unwrap().source.is_empty()));
        assert_eq!(price(2018).unwrap().cents, 1_420_000);
        assert_eq!(price(2017), None, "never of another year");
    }
}

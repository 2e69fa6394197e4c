//! Invented municipalities, a few large and many small, and their districts.

use super::random::Random;

/// The name of the only municipality.
pub(super) const ONLY: &str = "Nepstad";

const DISTRICTS: [&str; 12] = [
    "Centrum",
    "Noord",
    "Zuid",
    "Oost",
    "West",
    "Molenwijk",
    "Stationsbuurt",
    "De Hoven",
    "Parkwijk",
    "Nieuwland",
    "Havens",
    "Buitengebied",
];

/// The municipalities of a sample.
#[derive(Debug)]
pub(super) struct Places {
    names: Vec<String>,
    /// For each municipality: the size of it and all before it.
    sums: Vec<u32>,
}

impl Places {
    /// A number of municipalities with invented names: `Nep` is Dutch for fake.
    pub(super) fn new(count: u32) -> Self {
        let mut total = 0;
        let sums = (0..count).map(|index| {
            total += 1_000_000 / (index + 4);
            total
        });
        let names = (1..=count).map(|number| format!("Nep {number:03}"));
        Self { sums: sums.collect(), names: names.collect() }
    }

    /// Whether rows must name their municipality.
    pub(super) fn are_many(&self) -> bool {
        self.names.len() > 1
    }

    /// The name of a municipality, where rows must name it.
    pub(super) fn named(&self, place: usize) -> Option<&str> {
        self.are_many().then(|| self.names[place].as_str())
    }

    /// Draws a municipality by its size.
    pub(super) fn place(&self, random: &mut Random) -> usize {
        let value = random.below(self.sums.last().copied().unwrap_or(0));
        self.sums.partition_point(|sum| *sum <= value)
    }
}

/// Draws a district: a small municipality has fewer, and some are not filled in.
pub(super) fn district(place: usize, random: &mut Random) -> &'static str {
    if random.chance(30) {
        return "";
    }
    let count = DISTRICTS.len().saturating_sub(place / 8).max(4);
    let (one, other) = (random.position(count), random.position(count));
    DISTRICTS[one.min(other)]
}

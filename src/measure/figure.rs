//! What a figure is counted in.

/// The unit a figure counts; every figure has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Spells of cases: a couple is one benefit (CBS 82015NED).
    Benefits,
    /// Spells of persons, or distinct persons where a figure says so.
    Persons,
    /// Jobs.
    Placements,
    /// One person in one programme.
    Participations,
    /// Euros, held as exact ratios of cents.
    Euro,
    /// Percents, of figures that are a share and no count.
    Percent,
    /// Completed months, of figures that are a duration.
    Months,
}

impl Unit {
    /// The id in CSV and JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Benefits => "benefits",
            Self::Persons => "persons",
            Self::Placements => "placements",
            Self::Participations => "participations",
            Self::Euro => "eur",
            Self::Percent => "percent",
            Self::Months => "months",
        }
    }
}

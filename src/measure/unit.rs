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
    /// A number per 1,000 of a population.
    PerThousand,
    /// A number per 10,000 of a population.
    PerTenThousand,
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
            Self::PerThousand => "per_1000",
            Self::PerTenThousand => "per_10000",
        }
    }

    /// Whether it is a number per so many of a population, which is no count of anything.
    pub const fn is_rate(self) -> bool {
        matches!(self, Self::PerThousand | Self::PerTenThousand)
    }
}

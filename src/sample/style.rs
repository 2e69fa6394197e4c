//! How an export is written: names of files, headers, words and numbers.

use clap::ValueEnum;

/// The style of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Style {
    /// English headers, comma, 2018-03-31, decimal point, codes
    Iso,
    /// Headers of GWS4all, semicolon, 31-03-2018, decimal comma, Dutch labels
    Dutch,
}

/// Which fields are in quotes. No text of a sample holds a delimiter, a quote or a line end, so none needs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Quote {
    /// None
    Never,
    /// All, headers and empty fields too
    Always,
}

/// One export of a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Export {
    /// The benefits.
    Benefits,
    /// The placements.
    Placements,
    /// The participations in programmes.
    Programmes,
}

/// A word of an export in each style; empty where it is not filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    iso: &'static str,
    dutch: &'static str,
}

impl Word {
    /// A word in each style.
    pub(super) const fn new(iso: &'static str, dutch: &'static str) -> Self {
        Self { iso, dutch }
    }

    /// The word in a style.
    pub(super) const fn text(self, style: Style) -> &'static str {
        match style {
            Style::Iso => self.iso,
            Style::Dutch => self.dutch,
        }
    }
}

impl Style {
    /// The character between fields.
    pub(super) const fn delimiter(self) -> u8 {
        match self {
            Self::Iso => b',',
            Self::Dutch => b';',
        }
    }

    /// The character before decimals.
    pub(super) const fn decimal(self) -> u8 {
        match self {
            Self::Iso => b'.',
            Self::Dutch => b',',
        }
    }
}

impl Export {
    /// All exports of a sample, in the order in which they are written.
    pub(crate) const ALL: [Self; 3] = [Self::Benefits, Self::Placements, Self::Programmes];

    /// A seed of its own for this export, of that of the sample.
    pub(super) const fn mixed_with(self, seed: u64) -> u64 {
        seed.wrapping_mul(4).wrapping_add(self as u64)
    }

    /// The table of `outflow.toml` that is about this export.
    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Benefits => "benefits",
            Self::Placements => "placements",
            Self::Programmes => "programmes",
        }
    }

    /// The name of the file.
    pub(crate) const fn file_name(self, style: Style) -> &'static str {
        match (self, style) {
            (Self::Benefits, Style::Iso) => "benefits.csv",
            (Self::Benefits, Style::Dutch) => "uitkeringen.csv",
            (Self::Placements, Style::Iso) => "placements.csv",
            (Self::Placements, Style::Dutch) => "plaatsingen.csv",
            (Self::Programmes, Style::Iso) => "programmes.csv",
            (Self::Programmes, Style::Dutch) => "trajecten.csv",
        }
    }

    /// The headers, but for that of the municipality, which comes last.
    pub(super) const fn headers(self) -> &'static [Word] {
        match self {
            Self::Benefits => BENEFITS,
            Self::Placements => PLACEMENTS,
            Self::Programmes => PROGRAMMES,
        }
    }
}

const BENEFITS: &[Word] = &[
    Word::new("case_id", "Dossiernr"),
    Word::new("person_id", "Clientnummer"),
    Word::new("district", "wijk"),
    Word::new("scheme", "Regeling"),
    Word::new("start", "Startdatum periodiek algemeen"),
    Word::new("end", "Einddatum periodiek algemeen"),
    Word::new("end_reason", "Omschrijving einde bijstandsafhankelijkheid"),
    Word::new("start_reason", "Oorzaak bijstandsafhankelijkheid"),
    Word::new("household", "Omschrijving leefvorm"),
    Word::new("birth_year", "geboortejaar"),
    Word::new("sex", "geslacht"),
    Word::new("monthly_amount", "maandbedrag"),
    Word::new("income_amount", "inkomsten"),
    Word::new("target_groups", "doelgroepen"),
    Word::new("profile_date", "profieldatum"),
    Word::new("booked", "boekdatum"),
];
const PLACEMENTS: &[Word] = &[
    Word::new("placement_id", "plaatsingsnummer"),
    Word::new("person_id", "Clientnummer"),
    Word::new("start", "begindatum"),
    Word::new("end", "einddatum"),
    Word::new("kind", "soort"),
    Word::new("hours", "uren"),
    Word::new("sector", "branche"),
    Word::new("employer", "werkgever"),
    Word::new("programme", "traject"),
    Word::new("wage_subsidy", "loonkostensubsidie"),
    Word::new("wage_value", "loonwaarde"),
];
const PROGRAMMES: &[Word] = &[
    Word::new("participation_id", "trajectnummer"),
    Word::new("person_id", "Clientnummer"),
    Word::new("programme", "traject"),
    Word::new("kind", "soort"),
    Word::new("start", "begindatum"),
    Word::new("end", "einddatum"),
    Word::new("result", "resultaat"),
];

/// The header of the municipality.
pub(super) const MUNICIPALITY: Word = Word::new("municipality", "gemeente");

//! Why a field or a row cannot be used.

/// What is wrong with a field or a row: what was found, in kind, and what is expected; never the text itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Fault {
    /// Nothing where a value is needed.
    #[error("empty, but a value is needed here")]
    Missing,
    /// A date by its form, but the calendar has no such day.
    #[error("a date that does not exist; expected a day of the calendar such as 2018-03-31")]
    ImpossibleDate,
    /// A year before 1850 or after 2999.
    #[error("a year out of range; expected 1850 to 2999")]
    YearOutOfRange,
    /// Month before day.
    #[error("a date with the month first (American); expected the day first, as in 31/03/2018")]
    AmericanDate,
    /// A year of two digits.
    #[error("a year of two digits; expected four, as in 31-03-2018")]
    TwoDigitYear,
    /// The number by which a spreadsheet keeps a date.
    #[error("a spreadsheet's day number; format the column as a date and export again")]
    SpreadsheetSerial,
    /// Something after the date that is not a time.
    #[error(
        "a date followed by something that is not a time; expected 2018-03-31 or 2018-03-31 00:00:00"
    )]
    NotATime,
    /// No date at all.
    #[error("not a date; expected 2018-03-31, 31-03-2018, 31/03/2018, 20180331 or 31 maart 2018")]
    NotADate,
    /// No month at all.
    #[error("not a month; expected 2018-03, 201803 or 03-2018")]
    NotAMonth,
    /// No amount at all.
    #[error("not an amount; expected 1234,50 or 1.234,50")]
    NotAnAmount,
    /// Parts of a cent, or a group of thousands that is not three digits.
    #[error(
        "an amount with parts of a cent or an odd group of thousands; expected 1234,50 or 1.234,50"
    )]
    AmountDecimals,
    /// An amount such as `1.234` in a column that does not show what its point means.
    #[error("an amount that can be read in two ways; write it with two decimals, as in 1.234,00")]
    AmbiguousAmount,
    /// More cents than fit.
    #[error("an amount too large to count with")]
    AmountTooLarge,
    /// No number of hours.
    #[error("not a number of hours; expected 32 or 32,5")]
    NotHours,
    /// More hours than a week has.
    #[error("hours out of range; expected 0 to 168 a week")]
    HoursOutOfRange,
    /// No year of birth.
    #[error("not a year of birth; expected four digits, as in 1975")]
    NotABirthYear,
    /// The end lies before the start.
    #[error("before the start of the same row")]
    EndBeforeStart,
    /// Fewer fields than the header.
    #[error("a row with too few fields; is a line end or a delimiter missing?")]
    TooFewFields,
    /// More fields than the header.
    #[error(
        "a row with too many fields; put text that holds the delimiter, or a decimal comma, in quotes"
    )]
    TooManyFields,
    /// A row that only another delimiter divides as the header is.
    #[error("a row with another delimiter than the header; export again with one delimiter")]
    OtherDelimiter,
    /// Text between a closing quote and the next delimiter.
    #[error(
        "text after a closing quote; expected a delimiter or a line end, and quotes inside text doubled"
    )]
    TextAfterQuote,
    /// A number that a spreadsheet has rounded.
    #[error("a number that a spreadsheet has rounded; format the column as text and export again")]
    RoundedNumber,
    /// The id of another row with other contents.
    #[error("the same id as another row with other contents; give each its own id")]
    SameIdOtherContents,
}

impl Fault {
    /// The name under which rejected rows are counted; it never changes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Missing => "missing_value",
            Self::ImpossibleDate => "impossible_date",
            Self::YearOutOfRange => "year_out_of_range",
            Self::AmericanDate => "american_date",
            Self::TwoDigitYear => "two_digit_year",
            Self::SpreadsheetSerial => "spreadsheet_serial",
            Self::NotATime => "not_a_time",
            Self::NotADate => "not_a_date",
            Self::NotAMonth => "not_a_month",
            Self::NotAnAmount => "not_an_amount",
            Self::AmountDecimals => "amount_decimals",
            Self::AmbiguousAmount => "ambiguous_amount",
            Self::AmountTooLarge => "amount_too_large",
            Self::NotHours => "not_hours",
            Self::HoursOutOfRange => "hours_out_of_range",
            Self::NotABirthYear => "not_a_birth_year",
            Self::EndBeforeStart => "end_before_start",
            Self::TooFewFields => "too_few_fields",
            Self::TooManyFields => "too_many_fields",
            Self::OtherDelimiter => "other_delimiter",
            Self::TextAfterQuote => "text_after_quote",
            Self::RoundedNumber => "rounded_number",
            Self::SameIdOtherContents => "same_id_other_contents",
        }
    }
}

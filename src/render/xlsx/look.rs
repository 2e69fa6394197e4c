//! What cells look like. Separators are those of the reader's own spreadsheet: a form says what is shown, not how a
//! country writes it.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, RowNum, XlsxError};

use crate::render::error::Result;

/// The row of the heads; above it stand the title, what is counted, and how complete the data are.
pub(super) const HEAD: RowNum = 4;

/// The colour of headings and of charts: dark enough for print, and told apart by those who see colours otherwise.
pub(super) const BLUE: Color = Color::RGB(0x0B_3C_6F);

/// The number of a row or a column, where a sheet has room for it.
pub(super) fn fitting<T: TryFrom<usize>>(number: usize) -> Result<T> {
    T::try_from(number).map_err(|_| XlsxError::RowColumnLimitError.into())
}

/// The forms of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `5,758`
    Count,
    /// `+12`
    CountChange,
    /// `5,099.33`
    Mean,
    /// `−177.17`
    MeanChange,
    /// `62.5`
    Rate,
    /// `+1.5`
    RateChange,
    /// `16.7%`
    Share,
    /// `+1.2%`
    ShareChange,
    /// `+1.2`, in percentage points.
    Points,
    /// `€ 3,606,800`
    Euro,
    /// `+€ 114,830`
    EuroChange,
    /// An amount that a reader may change.
    Input,
    /// A day.
    Day,
    /// The title of a sheet.
    Title,
    /// The line under a title.
    About,
    /// The head of a column of words.
    HeadLeft,
    /// The head of a column of numbers.
    HeadRight,
    /// The title of a part of a sheet.
    Part,
    /// Words.
    Words,
    /// Words of any length, broken into lines.
    Long,
    /// The label of a line that is part of the one above.
    Indented,
    /// A mark among numbers, or a number that is written as a text.
    Mark,
}

impl Form {
    /// The form as the library has it.
    pub(super) fn format(self) -> Format {
        let plain = Format::new().set_align(FormatAlign::Top);
        let number = |form: &str| plain.clone().set_num_format(form);
        let head = || {
            let head = plain.clone().set_bold().set_text_wrap().set_font_color(Color::White);
            head.set_background_color(BLUE).set_align(FormatAlign::Bottom)
        };
        match self {
            Self::Count => number("#,##0"),
            Self::CountChange => number("+#,##0;-#,##0;0"),
            Self::Mean => number("#,##0.00"),
            Self::MeanChange => number("+#,##0.00;-#,##0.00;0.00"),
            Self::Rate => number("#,##0.0"),
            Self::RateChange => number("+#,##0.0;-#,##0.0;0.0"),
            Self::Share => number("0.0%"),
            Self::ShareChange => number("+0.0%;-0.0%;0.0%"),
            Self::Points => number("+0.0;-0.0;0.0"),
            Self::Euro => number("[$€-413] #,##0;-[$€-413] #,##0"),
            Self::EuroChange => number("+[$€-413] #,##0;-[$€-413] #,##0;[$€-413] 0"),
            Self::Input => {
                let input =
                    number("[$€-413] #,##0.00").set_background_color(Color::RGB(0xFF_F2_CC));
                input.set_border(FormatBorder::Thin).set_unlocked()
            }
            Self::Day => number("dd-mm-yyyy").set_align(FormatAlign::Left),
            Self::Title => Format::new().set_bold().set_font_size(16).set_font_color(BLUE),
            Self::About => Format::new().set_font_color(Color::RGB(0x59_59_59)),
            Self::HeadLeft => head().set_align(FormatAlign::Left),
            Self::HeadRight => head().set_align(FormatAlign::Right),
            Self::Part => {
                let part = Format::new().set_bold().set_font_size(12).set_font_color(BLUE);
                part.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(BLUE)
            }
            Self::Words => plain,
            Self::Long => plain.set_text_wrap(),
            Self::Indented => plain.set_align(FormatAlign::Left).set_indent(1),
            Self::Mark => plain.set_align(FormatAlign::Right),
        }
    }
}

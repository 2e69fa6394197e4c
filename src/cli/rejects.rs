//! `--allow-rejects`: how many rows that cannot be read are accepted knowingly.

/// How many rejected rows are accepted, as rows or as a share of a file's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AllowRejects {
    /// A number of rows.
    Rows(u64),
    /// A share of the rows of a file, in hundredths of a percent.
    Share(u64),
}

impl Default for AllowRejects {
    fn default() -> Self {
        Self::Rows(0)
    }
}

/// All rows, in hundredths of a percent.
const ALL: u64 = 10_000;

impl AllowRejects {
    /// Reads `12`, `5%`, `0.5%` or `0,5%`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let expected =
            || "expected a number of rows, or a percentage of a file's rows such as 5% or 0.5%";
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let Some(percent) = text.strip_suffix('%') else {
            let rows = Some(text).filter(|text| digits(text)).and_then(|text| text.parse().ok());
            return rows.map(Self::Rows).ok_or_else(|| expected().to_owned());
        };
        let (whole, decimals) = percent.split_once(['.', ',']).unwrap_or((percent, ""));
        let is_number =
            !whole.is_empty() && decimals.len() <= 2 && digits(whole) && digits(decimals);
        let share =
            is_number.then(|| format!("{whole}{decimals:0<2}").parse::<u64>().ok()).flatten();
        let share = share.filter(|share| *share <= ALL);
        share.map(Self::Share).ok_or_else(|| expected().to_owned())
    }

    /// Whether so many rejected rows, out of those read from one file, are accepted.
    pub(crate) fn accepts(self, rejected: u64, read: u64) -> bool {
        match self {
            Self::Rows(rows) => rejected <= rows,
            Self::Share(share) => {
                u128::from(rejected) * u128::from(ALL) <= u128::from(read) * u128::from(share)
            }
        }
    }

    /// Whether the rejected rows of all files of a run are accepted, each given with the rows read from that file: a
    /// number of rows is for all of them together, a share for each.
    pub(crate) fn accepts_all(self, files: impl IntoIterator<Item = (u64, u64)>) -> bool {
        let mut files = files.into_iter();
        match self {
            Self::Rows(_) => self.accepts(files.map(|(rejected, _)| rejected).sum(), 0),
            Self::Share(_) => files.all(|(rejected, read)| self.accepts(rejected, read)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_percentages_are_read_and_nothing_else() {
        for (text, read) in [
            ("0", AllowRejects::Rows(0)),
            ("12", AllowRejects::Rows(12)),
            ("5%", AllowRejects::Share(500)),
            ("0.5%", AllowRejects::Share(50)),
            ("0,25%", AllowRejects::Share(25)),
            ("100%", AllowRejects::Share(10_000)),
        ] {
            assert_eq!(AllowRejects::parse(text), Ok(read), "{text}");
        }
        for text in ["", "%", "-1", "+1", "1.5", "101%", "5 %", "0.125%", ".5%", "5%%", "1e3"] {
            assert!(AllowRejects::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_share_is_of_each_file_and_a_number_of_all_together() {
        let share = AllowRejects::Share(500);
        assert!(share.accepts(5, 100) && !share.accepts(6, 100));
        assert!(
            share.accepts_all([(5, 100), (50, 1000)]) && !share.accepts_all([(6, 100), (0, 1000)])
        );
        let rows = AllowRejects::Rows(5);
        assert!(rows.accepts_all([(2, 2), (3, 4)]) && !rows.accepts_all([(2, 100), (4, 100)]));
        assert!(AllowRejects::default().accepts_all([(0, 0)]));
    }
}

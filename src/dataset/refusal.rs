//! Why an input file is refused, one variant per reason.

use std::fmt;

use super::field_kind::{FieldKind, FoundNames, Kinds};
use crate::visible::Visible;

/// Why a file is refused, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No file has this name.
    #[error("no such file or folder; check the path")]
    NotFound,
    /// A link whose target is gone.
    #[error(
        "the link points to a file that does not exist; correct the link or name the file itself"
    )]
    DanglingLink,
    /// The file exists but may not be read.
    #[error("no permission to read it; ask for read access or copy it to your own folder")]
    NoPermission,
    /// Anything else the operating system reports.
    #[error("cannot be read: {}; check the disk or copy the file first", Visible(.reason))]
    Io {
        /// The reason in the words of the operating system.
        reason: String,
    },
    /// A folder where a file is needed.
    #[error("is a folder, not a file; name the export inside it")]
    IsDirectory,
    /// No bytes at all.
    #[error("is empty; export it again")]
    Empty,
    /// A byte order mark and nothing else.
    #[error("is empty but for a byte order mark; export it again")]
    OnlyBom,
    /// Blank lines and nothing else.
    #[error("is empty but for blank lines; export it again")]
    OnlyBlankLines,
    /// A file of another kind, named like a CSV file.
    #[error("is {really}, not CSV; open it in its own program and save it as CSV")]
    NotCsv {
        /// The real kind, with its article.
        really: &'static str,
    },
    /// A workbook that cannot be opened without a password.
    #[error("is a workbook with a password; save it without one, or save the sheet as CSV")]
    WorkbookPassword,
    /// A workbook that cannot be read.
    #[error(
        "is a damaged workbook, or none; open it in Excel or LibreOffice and save it again, or save the sheet as CSV"
    )]
    BadWorkbook,
    /// A workbook without a sheet that has the header of an export.
    #[error(
        "is a workbook without a sheet that has the columns of {kind}; save the right sheet as CSV, or name its headers under columns in outflow.toml"
    )]
    NoSheet {
        /// The kind of export.
        kind: &'static str,
    },
    /// UTF-8 and another encoding in one file.
    #[error(
        "mixes UTF-8 and Windows-1252; export it again in one encoding, or name one with --encoding"
    )]
    MixedEncoding,
    /// Bytes that do not exist in the encoding that was asked for.
    #[error("is not {encoding}; leave --encoding out, or name the encoding of the export")]
    NotInEncoding {
        /// The encoding that was asked for.
        encoding: &'static str,
    },
    /// Too many rows that cannot be read.
    #[error("{text}")]
    TooManyRejected {
        /// How many of how many, why, some of them, and what to do, in the language of the run.
        text: Box<str>,
    },
    /// An encoding nobody knows.
    #[error("unknown encoding {}; use utf-8, windows-1252 or utf-16le", Visible(.name))]
    UnknownEncoding {
        /// The name as given.
        name: String,
    },
    /// A zero byte in a text file.
    #[error("holds a NUL byte, so it is damaged or not text; export it again as CSV")]
    NulByte,
    /// A quote that never closes.
    #[error("a quote that opens here is never closed; close it, or export the file again")]
    UnclosedQuote,
    /// The last row is short and has no line end.
    #[error(
        "may be truncated here: the last row has {found} of {expected} fields and no line end; export it again"
    )]
    Truncated {
        /// Fields in the last row.
        found: usize,
        /// Fields in the header.
        expected: usize,
    },
    /// Size or time of change differ before and after reading.
    #[error("changed while it was read; wait until the export is complete and run again")]
    ChangedWhileRead,
    /// A number in a column of identifiers that a spreadsheet has rounded.
    #[error(
        "header \"{}\": an identifier here is a number that a spreadsheet has rounded (such as 1,00000E+15), so that different ones cannot be told apart any more; export again, and open the file in a spreadsheet only with this column as text",
        Visible(.header)
    )]
    RoundedNumber {
        /// The header as it stands in the file.
        header: Box<str>,
    },
    /// Another file holds the same rows.
    #[error(
        "{rows} of its rows are in {} too: these are two deliveries of one export, which must not be added up; move the older one out of the folder, or name the file that counts in outflow.toml: [{kind}] files = [\"…\"]",
        Visible(.other)
    )]
    SharedRows {
        /// The other file.
        other: Box<str>,
        /// How many rows.
        rows: u64,
        /// The kind of export.
        kind: &'static str,
    },
    /// Lists of one moment whose rows cannot be distinguished.
    #[error(
        "holds lists of one moment, of which the rows can only be put together by the number of a case or a person; add such a column to the export, or name its header under columns in outflow.toml"
    )]
    ListsWithoutNumbers,
    /// The name of a file does not give the month of its list.
    #[error(
        "its name does not tell the month of the list (snapshot = \"file\" in outflow.toml); give it a name such as bus-2018-01.csv"
    )]
    NoMonthInName,
    /// Rows that contradict each other.
    #[error(
        "{rows} of {read} rows contradict another row of the same case, person and start: one runs and another has ended, or they end on different days. Are these monthly lists under each other? Then name the column of their date in outflow.toml: [benefits.columns] snapshot = \"…\". Are they parts of one benefit? Then write [benefits] rows = \"parts\". Are they two deliveries in one file? Then take the older one out"
    )]
    Contradictory {
        /// Rows that contradict another one.
        rows: u64,
        /// Rows read.
        read: u64,
    },
    /// Nothing gives the period in which the export is complete.
    #[error(
        "no row tells from when on the export is complete; write it in outflow.toml:\n[coverage]\nfrom = 2018-01-01\nto = 2018-12-31"
    )]
    CoverageUnknown,
    /// Slashed dates of which some have the day and others the month first.
    #[error(
        "its dates with slashes have the month first in some places and the day first in others; export again with one notation, best 2018-03-31"
    )]
    BothDateOrders,
    /// Every line is one field in quotes.
    #[error(
        "every line is one field in quotes: it was opened with another delimiter and saved again; divided by \"{}\" the columns are there: take the quotes around the lines away, or export again",
        char::from(*.delimiter)
    )]
    QuotedLines {
        /// The delimiter within the quotes.
        delimiter: u8,
    },
    /// No line that could be the header.
    #[error("{}", HeaderNotFound { kinds, is_data: *is_data, needed })]
    HeaderNotFound {
        /// What kinds of text the fields of the line are; never the text, which may be a person's.
        kinds: Box<[FieldKind]>,
        /// Whether it looks like a row of data.
        is_data: bool,
        /// Canonical names of the columns that are needed.
        needed: Box<[&'static str]>,
    },
    /// A benchmark that cannot be understood.
    #[error("{reason}; a benchmark has the columns period, figure, group, value and source")]
    Benchmark {
        /// What is wrong.
        reason: &'static str,
    },
    /// A table of StatLine of which no topic is a figure.
    #[error(
        "none of its columns is a topic that is known as a figure: {}; name one under [benchmark.figures], as in \"Uitstromers\" = \"outflow.persons\", and download it as a CSV with or without symbols, not laid out as a table",
        Visible(.titles)
    )]
    StatLineTopics {
        /// The titles of its columns.
        titles: String,
    },
    /// A cell of a table of StatLine.
    #[error("{reason}")]
    StatLineCell {
        /// What is wrong.
        reason: &'static str,
    },
    /// A table of StatLine with nothing to compare with.
    #[error(
        "has no number of a region that is asked for that is of all together (Totaal), in a year, half-year, quarter or month"
    )]
    StatLineNothing,
    /// A region that is in no table of StatLine.
    #[error("has no region \"{}\"{}", Visible(.region), Nearest(nearest(.region, .known)))]
    NoSuchRegion {
        /// The region asked for.
        region: String,
        /// The regions there are.
        known: Box<[String]>,
    },
    /// A header without columns that are needed.
    #[error("{}", MissingColumns { missing, found, hint })]
    MissingColumns {
        /// Canonical names of the missing columns.
        missing: Box<[&'static str]>,
        /// What stands there instead.
        found: FoundNames,
        /// What to do, beside naming columns in `outflow.toml`.
        hint: Option<Box<str>>,
    },
    /// Two headers for one needed column.
    #[error(
        "headers \"{}\" and \"{}\" both mean {field}; remove one, or choose one under columns in outflow.toml",
        Visible(.first),
        Visible(.second)
    )]
    DuplicateColumn {
        /// The canonical name.
        field: &'static str,
        /// The first header, as it stands in the file.
        first: Box<str>,
        /// The second header.
        second: Box<str>,
    },
    /// A column without a name between named columns.
    #[error("the header of column {position} is blank; name the column or remove it")]
    BlankHeader {
        /// The column's position, counted from 1.
        position: usize,
    },
    /// A character in a header that looks like another, or like nothing.
    #[error(
        "header \"{}\" holds {name} (U+{:04X}); retype the header with plain letters",
        Visible(.header),
        u32::from(*.character)
    )]
    OddCharacter {
        /// The header as it stands in the file.
        header: Box<str>,
        /// The character.
        character: char,
        /// Its name.
        name: &'static str,
    },
    /// A header that `outflow.toml` names and the file does not have.
    #[error(
        "outflow.toml takes {field} from \"{}\", which is not a header of this file{}",
        Visible(.header),
        Nearest(.nearest.as_deref())
    )]
    NamedColumnAbsent {
        /// The canonical name.
        field: &'static str,
        /// The header that the configuration names.
        header: Box<str>,
        /// The header of the file that is nearest to it.
        nearest: Option<Box<str>>,
    },
    /// More different texts in a column of groups than there can be groups.
    #[error(
        "over the limit of 1,000,000 different texts: these are no groups but numbers, or what somebody typed; give the column another header, so that it is not read, or name the right one under columns in outflow.toml"
    )]
    TooManyLabels,
    /// Something longer than anything an export holds.
    #[error("{what} is over the limit of {limit}; this is not a usable export: export it again")]
    TooLong {
        /// What is too long: a field, a line, the header.
        what: &'static str,
        /// The limit with its unit.
        limit: &'static str,
    },
    /// A gzip file that cannot be unpacked.
    #[error("is a damaged or cut off gzip file; copy or compress it again")]
    BadGzip,
}

struct HeaderNotFound<'a> {
    kinds: &'a [FieldKind],
    is_data: bool,
    needed: &'a [&'static str],
}

impl fmt::Display for HeaderNotFound<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "header not found: this line has {}", Kinds(self.kinds))?;
        if self.is_data {
            write!(f, " and looks like a row of data, not like names of columns; ")?;
            return write!(f, "add a line with the names of the columns above it");
        }
        let needed = self.needed.join(", ");
        write!(f, ", and no column for {needed}; name the headers under columns in outflow.toml")
    }
}

/// How many headers a message names.
const SHOWN: usize = 40;

struct MissingColumns<'a> {
    missing: &'a [&'static str],
    found: &'a FoundNames,
    hint: &'a Option<Box<str>>,
}

impl fmt::Display for MissingColumns<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.missing.len() == 1 { "column" } else { "columns" };
        write!(f, "missing {noun} {}; found ", self.missing.join(", "))?;
        let names = match self.found {
            FoundNames::Names(names) => names,
            FoundNames::Kinds(kinds) => {
                write!(f, "{}, which look like a row of data; ", Kinds(kinds))?;
                return write!(f, "add a line with the names of the columns above it");
            }
            FoundNames::Unnamed(kinds) => {
                write!(f, "{}, as the line below has", Kinds(kinds))?;
                return self.advise(f);
            }
        };
        for (position, name) in names.iter().take(SHOWN).enumerate() {
            let comma = if position == 0 { "" } else { ", " };
            write!(f, "{comma}{}", Visible(name))?;
        }
        if names.len() > SHOWN {
            write!(f, " and {} more", names.len() - SHOWN)?;
        }
        self.advise(f)
    }
}

impl MissingColumns<'_> {
    fn advise(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.hint {
            Some(hint) => write!(f, "; {}", Visible(hint)),
            None => write!(
                f,
                "; add it to the export, or name its header under columns in outflow.toml"
            ),
        }
    }
}

/// The candidate that is most like a text, where one is alike at all.
fn nearest<'k>(text: &str, known: &'k [String]) -> Option<&'k str> {
    // what kind of region it is stands in brackets
    let name = |of: &str| of.split(" (").next().unwrap_or_default().to_lowercase();
    let distance = |of: &&String| strsim::damerau_levenshtein(&name(text), &name(of));
    let best = known.iter().min_by_key(distance)?;
    (distance(&best) * 3 <= name(best).chars().count()).then_some(best)
}

/// "; did you mean …?", where there is something near.
pub(super) struct Nearest<'a>(pub(super) Option<&'a str>);

impl fmt::Display for Nearest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(name) => write!(f, "; did you mean \"{}\"?", Visible(name)),
            None => Ok(()),
        }
    }
}

//! A form of an export: how its dates, numbers, words and files are written.

use super::history::{Dice, Serial, civil, serial};

/// How one copy of the export is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) dates: &'static str,
    pub(super) running: &'static str,
    pub(super) missing: &'static str,
    pub(super) amounts: &'static str,
    pub(super) numbers: &'static str,
    pub(super) labels: &'static str,
    pub(super) groups: &'static str,
    pub(super) delimiter: char,
    pub(super) quotes: bool,
    pub(super) ends: &'static str,
    pub(super) encoding: &'static str,
    pub(super) above: &'static str,
    pub(super) below: &'static str,
    pub(super) files: &'static str,
    pub(super) extra: bool,
    pub(super) shuffled: bool,
}

pub(super) const CLEAN: Form = Form {
    dates: "iso",
    running: "",
    missing: "",
    amounts: "comma",
    numbers: "plain",
    labels: "plain",
    groups: "|",
    delimiter: ';',
    quotes: false,
    ends: "\n",
    encoding: "utf-8",
    above: "",
    below: "",
    files: "one",
    extra: false,
    shuffled: false,
};

pub(super) const DATES: [&str; 16] = [
    "iso",
    "dmy",
    "d-m-y",
    "slashes",
    "points",
    "compact",
    "compact.0",
    "mmm",
    "maand",
    "english",
    "time",
    "utc",
    "offset",
    "serial",
    "serial.0",
    "month first",
];
pub(super) const RUNNING: [&str; 8] =
    ["", "NULL", "0", "00000000", "99999999", "31-12-9999", "2999-12-31", "n.v.t."];
pub(super) const MISSING: [&str; 8] =
    ["", "NULL", "(null)", "N.v.t.", "-", "onbekend", "#N/B", "\\N"];
pub(super) const AMOUNTS: [&str; 6] =
    ["comma", "point", "thousands", "four", "euro", "sign behind"];
pub(super) const NUMBERS: [&str; 7] =
    ["plain", "formula", "apostrophe", "decimal", "blank", "invisible", "zeros"];
pub(super) const LABELS: [&str; 4] = ["plain", "cases", "blanks", "composed"];
pub(super) const ABOVE: [&str; 5] = ["", "sep", "title", "rule", "blank"];
pub(super) const BELOW: [&str; 5] = ["", "total", "footer", "mark", "header again"];
pub(super) const FILES: [&str; 6] =
    ["one", "other name", "two", "gzip", "month lists", "lists by month"];

/// A form that differs from the clean one in a few respects.
pub(super) fn form(dice: &mut Dice) -> Form {
    let mut form = CLEAN;
    for _ in 0..=dice.below(4) {
        match dice.below(14) {
            0 | 1 => form.dates = dice.pick(&DATES),
            2 => form.running = dice.pick(&RUNNING),
            3 => form.missing = dice.pick(&MISSING),
            4 => form.amounts = dice.pick(&AMOUNTS),
            5 => form.numbers = dice.pick(&NUMBERS),
            6 => form.labels = dice.pick(&LABELS),
            7 => form.groups = dice.pick(&["|", " | ", ",", ", "]),
            8 => form.delimiter = dice.pick(&[';', ',', '\t', '|']),
            9 => form.quotes = true,
            10 => form.ends = dice.pick(&["\r\n", "\r", "no last"]),
            11 => form.encoding = dice.pick(&["bom", "utf-16le", "utf-16be", "windows-1252"]),
            12 => (form.above, form.below) = (dice.pick(&ABOVE), dice.pick(&BELOW)),
            _ => {
                (form.files, form.shuffled, form.extra) =
                    (dice.pick(&FILES), dice.chance(50), dice.chance(50));
            }
        }
    }
    // what a file cannot be at once
    if form.delimiter == '|' {
        form.groups = ",";
    }
    if form.delimiter == ',' || form.delimiter == '|' {
        form.quotes = true;
    }
    if form.dates.starts_with("serial") && !form.running.is_empty() {
        form.running = "2958465";
    }
    if form.encoding == "windows-1252" {
        form.labels = "plain";
        if form.numbers == "invisible" || form.amounts == "euro" {
            (form.numbers, form.amounts) = ("plain", "comma");
        }
    }
    form
}

impl Form {
    pub(super) fn date(&self, day: Serial) -> String {
        const SHORT: [&str; 12] =
            ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
        const LONG: [&str; 12] = [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ];
        const ENGLISH: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let (y, m, d) = civil(day);
        let name = usize::try_from(m - 1).unwrap();
        match self.dates {
            "iso" => format!("{y}-{m:02}-{d:02}"),
            "dmy" => format!("{d:02}-{m:02}-{y}"),
            "d-m-y" => format!("{d}-{m}-{y}"),
            "slashes" => format!("{d:02}/{m:02}/{y}"),
            "points" => format!("{d}.{m}.{y}"),
            "compact" => format!("{y}{m:02}{d:02}"),
            "compact.0" => format!("{y}{m:02}{d:02}.0"),
            "mmm" => format!("{d:02}-{}-{y}", SHORT[name]),
            "maand" => format!("{d} {} {y}", LONG[name]),
            "english" => format!("{d:02}-{}-{y}", ENGLISH[name]),
            "time" => format!("{y}-{m:02}-{d:02} 00:00:00.000"),
            "utc" => {
                // local midnight, an hour or two earlier by Greenwich
                let (y, m, d) = civil(day - 1);
                let is_summer = is_summer(day);
                format!("{y}-{m:02}-{d:02}T{}:00:00.000Z", if is_summer { 22 } else { 23 })
            }
            "offset" => {
                format!("{y}-{m:02}-{d:02}T00:00:00+0{}:00", if is_summer(day) { 2 } else { 1 })
            }
            "serial" => day.to_string(),
            "serial.0" => format!("{day}.0"),
            _ => format!("{m:02}/{d:02}/{y}"),
        }
    }

    pub(super) fn number(&self, number: u64, of_jobs: bool) -> String {
        match self.numbers {
            "formula" if of_jobs => format!("=\"{number}\""),
            "apostrophe" if of_jobs => format!("'{number}"),
            "decimal" if of_jobs => format!("{number}.0"),
            "blank" => format!("\u{a0}{number} "),
            "invisible" => format!("\u{feff}{number}\u{200b}"),
            "zeros" if !of_jobs => format!("00{number}"),
            _ => number.to_string(),
        }
    }

    pub(super) fn amount(&self, cents: i64) -> String {
        let (euros, part) = (cents / 100, cents % 100);
        match self.amounts {
            "point" => format!("{euros}.{part:02}"),
            "thousands" if euros >= 1_000 => {
                format!("{}.{:03},{part:02}", euros / 1_000, euros % 1_000)
            }
            "four" => format!("{euros}.{part:02}00"),
            "euro" => format!("€ {euros},{part:02}"),
            "sign behind" => format!("{euros},{part:02}+"),
            _ => format!("{euros},{part:02}"),
        }
    }

    pub(super) fn label(&self, text: &str, row: usize) -> String {
        match self.labels {
            // most rows have the usual spelling, which is the one that is shown
            "cases" if row % 5 == 4 => text.to_uppercase(),
            "blanks" if row % 5 == 3 => format!("{text}  "),
            "composed" if row % 5 == 2 => text.replace('é', "e\u{301}"),
            _ => text.to_owned(),
        }
    }

    pub(super) fn or_missing(&self, text: String) -> String {
        if text.is_empty() { self.missing.to_owned() } else { text }
    }

    pub(super) fn line(&self, fields: &[String]) -> String {
        let quoted = fields.iter().map(|field| {
            if self.quotes || field.contains(['"', ';', self.delimiter]) {
                format!("\"{}\"", field.replace('"', "\"\""))
            } else {
                field.clone()
            }
        });
        quoted.collect::<Vec<_>>().join(&self.delimiter.to_string())
    }

    /// The bytes of a file of these rows.
    pub(super) fn file(&self, header: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
        let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
        let mut lines = match self.above {
            "sep" => vec![format!("sep={}", self.delimiter)],
            "title" => vec!["Overzicht van de levering".to_owned(), String::new()],
            "blank" => vec![String::new(), String::new()],
            _ => Vec::new(),
        };
        lines.push(self.line(&header));
        if self.above == "rule" {
            lines.push(vec!["-----"; header.len()].join(&self.delimiter.to_string()));
        }
        for (index, row) in rows.iter().enumerate() {
            lines.push(self.line(row));
            if self.below == "header again" && index == rows.len() / 2 {
                lines.push(self.line(&header));
            }
        }
        match self.below {
            "total" => {
                let mut total = vec![String::new(); header.len()];
                "Totaal".clone_into(&mut total[0]);
                total[1] = rows.len().to_string();
                lines.push(self.line(&total));
            }
            "footer" => lines.push("Afgedrukt op maandag".to_owned()),
            _ => {}
        }
        let end = if self.ends == "no last" { "\n" } else { self.ends };
        let mut text = lines.join(end);
        if self.ends != "no last" {
            text.push_str(end);
        }
        if self.below == "mark" {
            text.push('\u{1a}');
        }
        match self.encoding {
            "bom" => format!("\u{feff}{text}").into_bytes(),
            "utf-16le" => [0xFF, 0xFE]
                .into_iter()
                .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
                .collect(),
            "utf-16be" => [0xFE, 0xFF]
                .into_iter()
                .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
                .collect(),
            "windows-1252" => text
                .chars()
                .map(|character| match character {
                    '€' => 0x80,
                    other => u8::try_from(u32::from(other)).unwrap(),
                })
                .collect(),
            _ => text.into_bytes(),
        }
    }
}

/// Whether the clock stands an hour ahead at midnight: from the last Sunday of March to that of October.
fn is_summer(day: Serial) -> bool {
    let (year, ..) = civil(day);
    let last_sunday = |month| {
        let last = serial(year, month, 31);
        last - (last - 1).rem_euclid(7)
    };
    last_sunday(3) < day && day <= last_sunday(10)
}

//! One invented export, written in the many forms in which exports come: each gives the figures of its clean form.
//!
//! Dates, missing values, identifiers, amounts, labels and files are written here by rules of their own; nothing of
//! the program's reader is used.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use crate::command::Outflow;

/// Random numbers that are the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.below(from.len() as u64)).unwrap()]
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// A day by the number that spreadsheets keep for it.
type Serial = i64;

fn serial(year: i64, month: i64, day: i64) -> Serial {
    let (y, m) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let era = y.div_euclid(400);
    let of_era = y - era * 400;
    let of_year = (153 * m + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468 + 25_569
}

fn civil(day: Serial) -> (i64, i64, i64) {
    let z = day - 25_569 + 719_468;
    let (era, of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let of = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * of + of / 4 - of / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (of + era * 400 + i64::from(month <= 2), month, of_year - (153 * from_march + 2) / 5 + 1)
}

/// One person on one case.
#[derive(Clone)]
struct Benefit {
    case: u64,
    person: u64,
    start: Serial,
    end: Option<Serial>,
    reason: &'static str,
    household: &'static str,
    birth: Serial,
    sex: &'static str,
    cents: Option<i64>,
    district: &'static str,
    groups: Vec<&'static str>,
}

struct Job {
    person: u64,
    start: Serial,
    full_time: bool,
    sector: &'static str,
}

struct History {
    benefits: Vec<Benefit>,
    jobs: Vec<Job>,
}

fn history(seed: u64) -> History {
    let dice = &mut Dice(seed.wrapping_mul(77) + 5);
    let (first, last) = (serial(2016, 1, 4), serial(2018, 12, 20));
    let (mut benefits, mut jobs) = (Vec::new(), Vec::new());
    for case in 0..60_u64 {
        let start =
            first + i64::try_from(dice.below(u64::try_from(last - first).unwrap())).unwrap();
        let end = dice.chance(50).then(|| start + 20 + i64::try_from(dice.below(500)).unwrap());
        let end = end.filter(|end| *end <= last);
        let couple = dice.chance(30);
        let reason = if end.is_some() { dice.pick(&["11", "32", "07", "05"]) } else { "" };
        let cents = dice.chance(90).then(|| 60_000 + i64::try_from(dice.below(120_000)).unwrap());
        for of_couple in 0..=u64::from(couple) {
            let person = 4_000 + case * 10 + of_couple;
            let year =
                1950 + i64::try_from(dice.below(48)).unwrap() - if of_couple > 0 { 60 } else { 0 };
            let birth = serial(year.max(1930 + i64::from(u8::try_from(of_couple).unwrap())), 3, 12);
            let mut groups = vec!["statushouder", "arbeidsbeperking", "alleenstaande moeder"];
            groups.retain(|_| dice.chance(25));
            benefits.push(Benefit {
                case: 1_000 + case,
                person,
                start,
                end,
                reason,
                household: if couple { "Gehuwd" } else { "Alleenstaande" },
                birth,
                sex: dice.pick(&["M", "V"]),
                cents,
                district: dice.pick(&["Centrum", "Noord", "Zeswegen"]),
                groups,
            });
            if dice.chance(30) {
                let start = start + 10 + i64::try_from(dice.below(200)).unwrap();
                let (full_time, sector) =
                    (dice.chance(50), dice.pick(&["Zorg", "Horeca", "Bouw", "Café"]));
                jobs.push(Job { person, start: start.min(last), full_time, sector });
            }
        }
    }
    History { benefits, jobs }
}

/// How one copy of the export is written.
#[derive(Debug, Clone, Copy)]
struct Form {
    dates: &'static str,
    running: &'static str,
    missing: &'static str,
    amounts: &'static str,
    numbers: &'static str,
    labels: &'static str,
    groups: &'static str,
    delimiter: char,
    quotes: bool,
    ends: &'static str,
    encoding: &'static str,
    above: &'static str,
    below: &'static str,
    files: &'static str,
    extra: bool,
    shuffled: bool,
}

const CLEAN: Form = Form {
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

const DATES: [&str; 16] = [
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
const RUNNING: [&str; 8] =
    ["", "NULL", "0", "00000000", "99999999", "31-12-9999", "2999-12-31", "n.v.t."];
const MISSING: [&str; 8] = ["", "NULL", "(null)", "N.v.t.", "-", "onbekend", "#N/B", "\\N"];
const AMOUNTS: [&str; 6] = ["comma", "point", "thousands", "four", "euro", "sign behind"];
const NUMBERS: [&str; 7] =
    ["plain", "formula", "apostrophe", "decimal", "blank", "invisible", "zeros"];
const LABELS: [&str; 4] = ["plain", "cases", "blanks", "composed"];
const ABOVE: [&str; 5] = ["", "sep", "title", "rule", "blank"];
const BELOW: [&str; 5] = ["", "total", "footer", "mark", "header again"];
const FILES: [&str; 6] = ["one", "other name", "two", "gzip", "month lists", "lists by month"];

/// A form that differs from the clean one in a few respects.
fn form(dice: &mut Dice) -> Form {
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
    fn date(&self, day: Serial) -> String {
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

    fn number(&self, number: u64, of_jobs: bool) -> String {
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

    fn amount(&self, cents: i64) -> String {
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

    fn label(&self, text: &str, row: usize) -> String {
        match self.labels {
            // most rows have the usual spelling, which is the one that is shown
            "cases" if row % 5 == 4 => text.to_uppercase(),
            "blanks" if row % 5 == 3 => format!("{text}  "),
            "composed" if row % 5 == 2 => text.replace('é', "e\u{301}"),
            _ => text.to_owned(),
        }
    }

    fn or_missing(&self, text: String) -> String {
        if text.is_empty() { self.missing.to_owned() } else { text }
    }

    fn line(&self, fields: &[String]) -> String {
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
    fn file(&self, header: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
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

const HEADER: [&str; 11] = [
    "Dossiernr",
    "Clientnummer",
    "Regeling",
    "Startdatum",
    "Einddatum",
    "Reden einde",
    "Leefvorm",
    "Geboortedatum",
    "Geslacht",
    "Maandbedrag",
    "Doelgroepen",
];

fn benefit_row(form: &Form, benefit: &Benefit, row: usize, end: Option<Serial>) -> Vec<String> {
    let running =
        if form.dates == "iso" || !form.running.contains('-') { form.running } else { "" };
    vec![
        form.number(benefit.case, false),
        form.number(benefit.person, false),
        "Participatiewet".to_owned(),
        form.date(benefit.start),
        end.map_or(running.to_owned(), |end| form.date(end)),
        form.or_missing(if end.is_some() { benefit.reason.to_owned() } else { String::new() }),
        benefit.household.to_owned(),
        form.date(benefit.birth),
        benefit.sex.to_owned(),
        form.or_missing(benefit.cents.map(|cents| form.amount(cents)).unwrap_or_default()),
        form.or_missing(benefit.groups.join(form.groups)),
        form.label(benefit.district, row),
    ]
}

/// Writes the export in a form.
fn write(history: &History, form: &Form, folder: &Path, dice: &mut Dice) {
    let config = "municipality = \"Proef\"\n[coverage]\nfrom = 2016-01-01\nto = 2018-12-31\n";
    fs::write(folder.join("outflow.toml"), config).unwrap();
    let mut header: Vec<&str> = HEADER.to_vec();
    header.push("Wijk");
    let is_lists = form.files == "month lists" || form.files == "lists by month";
    let mut rows: Vec<Vec<String>> = Vec::new();
    if is_lists {
        for index in 0..36 {
            let (year, month) = (2016 + index / 12, index % 12 + 1);
            let (from, to) = (serial(year, month, 1), serial(year, month + 1, 1) - 1);
            let to = if month == 12 { serial(year + 1, 1, 1) - 1 } else { to };
            let listed = history.benefits.iter().enumerate();
            for (row, benefit) in listed {
                if benefit.start > to || benefit.end.is_some_and(|end| end < from) {
                    continue;
                }
                let seen = benefit.end.filter(|end| *end <= to);
                let mut fields = benefit_row(form, benefit, row, seen);
                if form.files == "month lists" {
                    fields.extend([year.to_string(), format!("{month:02}")]);
                } else {
                    fields.push(form.date(to));
                }
                rows.push(fields);
            }
        }
        if form.files == "month lists" {
            header.extend(["STATISTIEKJAAR", "STATISTIEKMAAND"]);
        } else {
            header.push("Peildatum");
        }
    } else {
        let all = history.benefits.iter().enumerate();
        rows = all.map(|(row, benefit)| benefit_row(form, benefit, row, benefit.end)).collect();
    }
    if form.extra {
        header.push("Naam behandelaar");
        for row in &mut rows {
            row.push("team 3".to_owned());
        }
    }
    if form.shuffled {
        for index in (1..rows.len()).rev() {
            rows.swap(index, usize::try_from(dice.below(index as u64 + 1)).unwrap());
        }
    }
    match form.files {
        "two" => {
            // a split between cases, as exports are split by district or by letter
            let (one, other): (Vec<_>, Vec<_>) =
                rows.into_iter().partition(|row| row[0].trim().ends_with(['0', '1', '2', '3']));
            fs::write(folder.join("deel 1.csv"), form.file(&header, &one)).unwrap();
            fs::write(folder.join("deel 2.csv"), form.file(&header, &other)).unwrap();
        }
        "other name" => {
            fs::write(folder.join("Export GWS 2018.txt"), form.file(&header, &rows)).unwrap();
        }
        "gzip" => {
            let file = fs::File::create(folder.join("uitkeringen.csv.gz")).unwrap();
            let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
            packed.write_all(&form.file(&header, &rows)).unwrap();
            packed.finish().unwrap();
        }
        _ => fs::write(folder.join("uitkeringen.csv"), form.file(&header, &rows)).unwrap(),
    }
    let jobs = history.jobs.iter().enumerate().map(|(row, job)| {
        vec![
            form.number(job.person, true),
            form.date(job.start),
            if job.full_time { "36" } else { "20" }.to_owned(),
            form.label(job.sector, row),
        ]
    });
    let jobs: Vec<_> = jobs.collect();
    let header = ["Clientnummer", "Begindatum", "Uren", "Branche"];
    // the order of day and month is a matter of each file, which has to show it
    fs::write(folder.join("plaatsingen.csv"), form.file(&header, &jobs)).unwrap();
}

/// The figures of an export, and what was said.
fn figures(folder: &Path) -> Result<String, String> {
    let run = Outflow::report("--year 2018 --format csv --data").arg(folder).run();
    match run.status {
        Some(0) => Ok(run.stdout().to_owned()),
        status => Err(format!("{status:?}: {}{}", run.stdout(), run.stderr)),
    }
}

/// Writes and reads so many forms; every one must give the clean form's figures.
fn hold(seeds: std::ops::Range<u64>) {
    let mut wrong = String::new();
    for seed in seeds {
        let history = history(seed / 20);
        let dice = &mut Dice(seed + 1_000);
        let clean = tempfile::tempdir().unwrap();
        write(&history, &CLEAN, clean.path(), dice);
        let expected = figures(clean.path()).unwrap();
        let form = form(dice);
        let folder = tempfile::tempdir().unwrap();
        write(&history, &form, folder.path(), dice);
        match figures(folder.path()) {
            Ok(found) if found == expected => {}
            Ok(found) => {
                let pairs =
                    found.lines().zip(expected.lines()).find(|(found, clean)| found != clean);
                writeln!(wrong, "{seed} {form:?}: other figures: {pairs:?}").unwrap();
            }
            Err(told) => writeln!(wrong, "{seed} {form:?}: {told}").unwrap(),
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_form_of_an_export_gives_the_same_figures() {
    hold(0..64);
}

/// `OUTFLOW_FORMS=400..4000` chooses which.
#[test]
#[ignore = "takes minutes"]
fn thousands_of_forms_of_exports_give_the_same_figures() {
    let range = std::env::var("OUTFLOW_FORMS").unwrap_or_else(|_| "400..4000".to_owned());
    let (from, to) = range.split_once("..").unwrap();
    hold(from.parse().unwrap()..to.parse().unwrap());
}

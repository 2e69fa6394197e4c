//! The tables `targets`, `benchmark` and `benchmark_regions`: figures beside what they are held against.

use std::fs;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;

use super::Line;
use super::exact::{Ratio, share};
use super::read;
use super::spells::Period;
use super::world::World;

/// The name of a period in the settings: a year, a half-year, a quarter or a month; empty for another one.
fn name(period: Period) -> String {
    let (year, month) = (period.from.year(), i32::from(period.from.month()));
    let whole = period.from.day() == 1 && period.to == period.to.last_of_month();
    let months = 12 * i32::from(period.to.year() - year) + i32::from(period.to.month()) - month + 1;
    match months {
        12 if whole && month == 1 => year.to_string(),
        6 if whole && month % 6 == 1 => format!("{year}-H{}", month / 6 + 1),
        3 if whole && month % 3 == 1 => format!("{year}-Q{}", month / 3 + 1),
        1 if whole => format!("{year}-{month:02}"),
        _ => String::new(),
    }
}

/// The decimals with which numbers of a unit, or of a figure, are printed.
fn decimals(figure: &str, unit: &str) -> u32 {
    match unit {
        "eur" | "percent" | "months" => 2,
        "per_1000" | "per_10000" => 1,
        _ if figure == "stock_average" => 2,
        _ => 0,
    }
}

/// A line of one of these tables.
fn line(table: &str, of: &Line, unit: &str, column: &str, value: Option<Ratio>) -> Line {
    let decimals = decimals(&of.figure, unit);
    Line {
        table: table.to_string(),
        figure: of.figure.clone(),
        group: format!("{}|{column}", of.group),
        unit: unit.to_string(),
        value: value.map_or(String::new(), |value| value.text(decimals)),
        whole: String::new(),
        share: String::new(),
        previous: String::new(),
        previous_whole: String::new(),
        previous_share: String::new(),
        change: String::new(),
        exact: (value, None),
    }
}

/// The line of a figure that a path names. Of a group that the table does not have there is nobody.
fn find(lines: &[Line], table: &str, figure: &str, unit: &str, group: &str) -> Option<Line> {
    let is_of = |line: &&Line| {
        (table.is_empty() || line.table == table)
            && line.figure == figure
            && (unit.is_empty() || line.unit == unit)
    };
    let found = lines.iter().filter(is_of).find(|line| line.group == group);
    found.cloned().or_else(|| {
        let total = lines.iter().filter(is_of).find(|line| line.group.is_empty())?;
        let nobody = total.exact.0.map(|_| Ratio::count(0));
        Some(Line { group: group.to_string(), exact: (nobody, None), ..total.clone() })
    })
}

/// A figure beside a number: the number, the figure as a part of it, and what is between them.
fn beside(table: &str, of: &Line, number: &str, names: [&str; 3]) -> Vec<Line> {
    let percent =
        number.ends_with('%') || of.figure.ends_with("_rate") || of.figure.contains("_rate_");
    let digits = number.trim_end_matches('%').trim();
    let against = Ratio::cents(read::hundredths(digits).ok().flatten().expect("a number"));
    let hundred = Ratio::count(100);
    let value = match of.exact {
        (Some(value), Some(whole)) if percent => {
            value.over(whole).map(|share| share.times(hundred))
        }
        (_, None) if percent => None,
        (value, _) => value,
    };
    let unit = if percent { "percent" } else { of.unit.as_str() };
    let between = value.map(|value| match names[2] {
        "to_go" => against.minus(value),
        _ => value.minus(against),
    });
    let mut own = line(table, of, unit, names[1], value);
    // a part of a rise or fall, of a mean or of a rate says nothing
    let is_count = !percent
        && !matches!(of.figure.as_str(), "stock_change" | "stock_average")
        && !unit.starts_with("per_");
    if let (Some(value), true) = (value, is_count) {
        own.share = share(value, against);
        if !own.share.is_empty() {
            own.whole = against.text(decimals(&of.figure, unit));
        }
    }
    vec![
        line(table, of, unit, names[0], Some(against)),
        own,
        line(table, of, unit, names[2], between),
    ]
}

fn targets(world: &World, period: Period, lines: &[Line]) -> Vec<Line> {
    let of_target = |(path, unit, number): (String, String, String)| {
        let parts: Vec<&str> = path.splitn(3, '/').collect();
        let (table, figure, group) = match parts.as_slice() {
            [figure] => ("", *figure, ""),
            [table, figure] => (*table, *figure, ""),
            [table, figure, group] => (*table, *figure, *group),
            _ => panic!("{path}"),
        };
        let of = find(lines, table, figure, &unit, group);
        let of = of.unwrap_or_else(|| panic!("no figure {path}"));
        beside("targets", &of, &number, ["target", "realisation", "to_go"])
    };
    world.config.targets(&name(period)).into_iter().flat_map(of_target).collect()
}

/// The figures of whoever wrote them down in the program's own form.
fn benchmark(folder: &Path, file: &str, period: Period, lines: &[Line]) -> Vec<Line> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_path(folder.join(file)).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let names = ["benchmark", "own", "difference"];
    let of_row = |row: &csv::StringRecord| {
        let is_of = |line: &&Line| line.figure == row[1] && line.group == row[2];
        let of = lines.iter().find(is_of)?;
        Some(beside("benchmark", of, &row[3], names))
    };
    rows.iter().filter(|row| row[0] == name(period)).filter_map(of_row).flatten().collect()
}

/// A number of a region in a table of StatLine.
struct Told {
    /// Table, figure and group.
    place: [&'static str; 3],
    unit: &'static str,
    region: String,
    period: Period,
    provisional: bool,
    number: Ratio,
}

fn period(year: i16, first: i8, months: i8) -> Period {
    let from = Date::new(year, first, 1).unwrap();
    Period { from, to: from + i32::from(months).months() - 1.day() }
}

/// A period of StatLine: `2018JJ00`, `2018KW01`, `2018MM01`, or `2018` and `2018 1e kwartaal`; `*` is provisional.
fn times(text: &str) -> (Period, bool) {
    let plain = text.trim().trim_end_matches('*');
    let year: i16 = plain[..4].parse().unwrap();
    let number = |text: &str| text.parse::<i8>().unwrap();
    let of = match plain[4..].trim() {
        "" | "JJ00" => period(year, 1, 12),
        code if code.starts_with("KW") => period(year, 3 * number(&code[2..]) - 2, 3),
        code if code.starts_with("MM") => period(year, number(&code[2..]), 1),
        words => period(year, 3 * number(&words[..1]) - 2, 3),
    };
    (of, plain.len() < text.trim().len())
}

/// The numbers of a table: with titles and the region in words, or with codes and of the Netherlands alone.
fn told(folder: &Path, file: &str) -> Vec<Told> {
    let text = fs::read_to_string(folder.join(file)).unwrap();
    let rows: Vec<Vec<String>> = text
        .trim_start_matches('\u{feff}')
        .lines()
        .map(|line| {
            line.split(';').map(|cell| cell.trim().trim_matches('"').trim().to_string()).collect()
        })
        .collect();
    let is_header = |row: &Vec<String>| row.iter().any(|cell| cell == "Perioden");
    let begin = rows.iter().position(is_header).expect("a column of periods");
    let header = &rows[begin];
    let place = |name: &str| header.iter().position(|cell| cell == name);
    let (of_period, of_region, sex) =
        (place("Perioden").unwrap(), place("Regio's"), place("Geslacht"));
    let mut told = Vec::new();
    for row in rows[begin + 1..].iter().filter(|row| row.len() == header.len()) {
        let (period, provisional) = times(&row[of_period]);
        let is_month = period.from.month() == period.to.month();
        if sex.is_some_and(|sex| !row[sex].starts_with("Totaal")) {
            continue;
        }
        for (title, cell) in header.iter().zip(row) {
            let (place, unit, thousands) = match title.split([' ', '_']).next().unwrap() {
                "Instromers" => (["caseload", "inflow", ""], "persons", 1),
                "Uitstromers" => (["caseload", "outflow", ""], "persons", 1),
                "Herinstromers" => (["caseload", "re_inflow", ""], "persons", 1),
                "BijstandsuitkeringenTotDeAOWLeeftijd" if is_month => {
                    (["caseload", "stock_end", ""], "benefits", 1000)
                }
                "BijstandsuitkeringenTotDeAOWLeeftijd" => {
                    (["caseload", "stock_average", ""], "benefits", 1000)
                }
                "IOAWUitkeringen" if is_month => {
                    (["caseload_by_scheme", "stock_end", "ioaw"], "benefits", 1000)
                }
                _ => continue,
            };
            if cell.is_empty() || cell == "." {
                continue;
            }
            let number = Ratio::cents(read::hundredths(cell).ok().flatten().expect("a number"));
            let region = of_region.map_or("Nederland".to_string(), |place| row[place].clone());
            let region = region.trim_end_matches(" (gemeente)").to_string();
            let number = number.times(Ratio::count(thousands));
            told.push(Told { place, unit, region, period, provisional, number });
        }
    }
    told
}

/// Of a day is what ends with the period; of a period what is as long.
fn is_of(told: &Told, period: Period) -> bool {
    let same = (told.period.from, told.period.to) == (period.from, period.to);
    same || (told.place[1] == "stock_end" && told.period.to == period.to)
}

fn regions(
    world: &World,
    folder: &Path,
    files: &[String],
    now: Period,
    lines: &[Line],
) -> Vec<Line> {
    let all: Vec<Told> = files.iter().flat_map(|file| told(folder, file)).collect();
    let mut wanted = world.config.list(&["benchmark", "regions"]);
    if wanted.is_empty() {
        wanted.push("Nederland".to_string());
    }
    // a region is called as it is asked for
    let asked = |told: &Told| {
        let mut names = wanted.iter();
        names.find(|name| name.trim_end_matches(" (gemeente)") == told.region).cloned()
    };
    let mut beside: Vec<Line> = Vec::new();
    for told in all.iter().filter(|told| is_of(told, now)) {
        let Some(region) = asked(told) else { continue };
        let of = lines.iter().find(|line| {
            [line.table.as_str(), line.figure.as_str(), line.group.as_str()] == told.place
                && line.unit == told.unit
        });
        let of = of.expect("a figure of the caseload");
        let table = "benchmark_regions";
        let column = if told.provisional { "|provisional" } else { "" };
        let column = format!("{region}{column}");
        for line in [
            line(table, of, told.unit, "own", of.exact.0),
            line(table, of, told.unit, &column, Some(told.number)),
        ] {
            let is_same = |other: &Line| {
                (&other.figure, &other.group, &other.unit)
                    == (&line.figure, &line.group, &line.unit)
            };
            if !beside.iter().any(is_same) {
                beside.push(line);
            }
        }
    }
    beside
}

/// All of them, where the settings say what figures are held against.
pub fn lines(world: &World, folder: &Path, period: Period, lines: &[Line]) -> Vec<Line> {
    let mut beside = targets(world, period, lines);
    let (own, statline): (Vec<String>, Vec<String>) = world
        .config
        .list(&["benchmark", "files"])
        .into_iter()
        .partition(|file| file.starts_with("anderen"));
    for file in own {
        beside.extend(benchmark(folder, &file, period, lines));
    }
    beside.extend(regions(world, folder, &statline, period, lines));
    beside
}

//! Two tables of figures of others, in the forms in which StatLine gives them. Every number is invented; only the shape,
//! the titles and the names of the columns are those of CBS.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::random::Random;

/// The whole years of the tables; the last one is provisional. Of the year after it there are the first months.
const YEARS: std::ops::RangeInclusive<i32> = 2021..=2024;

/// How many months there are of the year that is not over.
const MONTHS: i32 = 9;

/// A region of 85615NED, with how many come and go in the first year and how much that changes a year, in thousandths.
const REGIONS: [(&str, [i64; 2], i64); 3] = [
    ("Nederland", [118_000, 104_000], -45),
    ("Voorbeeldstad", [178, 195], -10),
    ("Voorbeelddorp", [96, 104], 12),
];

/// Writes both tables of a town.
pub(crate) fn write(folder: &Path, seed: u64) -> Result<(), Box<dyn Error>> {
    let mut random = Random::new(seed);
    fs::write(folder.join("85615NED-verzonnen.csv"), flows(&mut random)?)?;
    fs::write(folder.join("37789ksz-verzonnen.csv"), stocks(&mut random)?)?;
    Ok(())
}

/// The form of a download with titles: a line above the header, dimensions in words, `*` behind a provisional year.
fn flows(random: &mut Random) -> Result<String, std::fmt::Error> {
    let mut text = String::from(
        "\u{feff}\"Personen met bijstand; (her)instroom en uitstroom (verzonnen cijfers)\"\n\n\
         \"Geslacht\";\"Regio's\";\"Perioden\";\"Instromers (aantal)\";\"Herinstromers (aantal)\";\
         \"Uitstromers (aantal)\"\n",
    );
    for (region, [mut came, mut went], change) in REGIONS {
        for year in YEARS {
            let mark = if year == *YEARS.end() { "*" } else { "" };
            let back = came * random.between(180, 230) / 1000;
            let [came_shown, back, went_shown] = [came, back, went].map(|of| (of + 5) / 10 * 10);
            writeln!(
                text,
                "\"Totaal mannen en vrouwen\";\"{region}\";\"{year}{mark}\";\"{came_shown}\";\"{back}\";\"{went_shown}\""
            )?;
            came += came * (change + random.between(-8, 8)) / 1000;
            went += went * random.between(-15, 15) / 1000;
        }
    }
    text.push_str("\"Bron: CBS (verzonnen cijfers)\"\n");
    Ok(text)
}

/// The form of the data as such: ids of columns, codes of months, thousands with a decimal point.
fn stocks(random: &mut Random) -> Result<String, std::fmt::Error> {
    let mut text = String::from(
        "\"ID\";\"Perioden\";\"BijstandsuitkeringenTotDeAOWLeeftijd_12\";\"IOAWUitkeringen_14\"\n",
    );
    let (mut benefits, mut ioaw, mut id) = (452_000, 15_800, 0_u32);
    for year in *YEARS.start()..=YEARS.end() + 1 {
        let whole = YEARS.contains(&year);
        let mut sum = [0, 0];
        for month in 1..=if whole { 12 } else { MONTHS } {
            benefits += random.between(-2_900, 300);
            ioaw += random.between(-60, 40);
            sum = [sum[0] + benefits, sum[1] + ioaw];
            writeln!(
                text,
                "{id};\"{year}MM{month:02}\";{};{}",
                thousands(benefits),
                thousands(ioaw)
            )?;
            id += 1;
        }
        if !whole {
            break;
        }
        let [benefits, ioaw] = sum.map(|sum| thousands(sum / 12));
        writeln!(text, "{id};\"{year}JJ00\";{benefits};{ioaw}")?;
        id += 1;
    }
    Ok(text)
}

/// A number in thousands with two decimals, in a field of eight characters.
fn thousands(number: i64) -> String {
    format!("{:>8}", format!("{}.{:02}", number / 1000, number % 1000 / 10))
}

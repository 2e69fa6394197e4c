//! What the figures of a random export are held against: targets, and the figures of others.

use std::fs;
use std::path::Path;

use super::dice::Dice;

/// Figures that every export has, some with a group.
const TARGETS: [&str; 16] = [
    "into_work",
    "stock_end.persons",
    "stock_end.benefits",
    "stock_change",
    "stock_average",
    "outflow_rate",
    "outflow_rate_cbs",
    "re_inflow",
    "savings_stock",
    "\"caseload_by_sex/stock_end/woman\"",
    "\"outflow_by_reason/outflow/work\"",
    "\"pension_by_scheme/outflow_to_pension/ioaw\"",
    "\"target_groups/participants/youth_without_benefit\"",
    "\"programme_kinds/running/language\"",
    "\"retention/not_returned_12m\"",
    "\"duration/over_5y\"",
];

const REGIONS: [&str; 3] = ["Nederland", "100 000 tot 150 000 inwoners", "Aldermeer (gemeente)"];

fn targets(dice: &mut Dice, period: &str) -> String {
    let mut text = format!("[targets.{period}]\n");
    for path in TARGETS {
        if dice.chance(60) {
            let number = dice.number(0, 60);
            let may_be_share = matches!(path, "re_inflow" | "\"retention/not_returned_12m\"");
            let number = if may_be_share && dice.chance(50) {
                format!("\"{number}%\"")
            } else {
                number.to_string()
            };
            text += &format!("{path} = {number}\n");
        }
    }
    text
}

/// A number of persons, or what stands there instead of one.
fn number(dice: &mut Dice) -> String {
    if dice.chance(10) { ".".to_string() } else { format!("{}0", dice.number(0, 9_000)) }
}

fn flows(dice: &mut Dice) -> String {
    let mut text = String::from(
        "\u{feff}\"Personen met bijstand (verzonnen)\"\n\n\"Geslacht\";\"Regio's\";\"Perioden\";\
         \"Instromers (aantal)\";\"Herinstromers (aantal)\";\"Uitstromers (aantal)\"\n",
    );
    let periods = ["2016", "2017", "2018", "2017 1e kwartaal", "2018 3e kwartaal"];
    for sex in ["Totaal mannen en vrouwen", "Vrouwen"] {
        for region in REGIONS {
            for period in periods {
                let mark = if dice.chance(30) { "*" } else { "" };
                let numbers = [(); 3].map(|()| format!("\"{}\"", number(dice))).join(";");
                text += &format!("\"{sex}\";\"{region}\";\"{period}{mark}\";{numbers}\n");
            }
        }
    }
    text + "\"Bron: CBS\"\n"
}

fn stocks(dice: &mut Dice) -> String {
    let mut text =
        String::from("\"ID\";\"Perioden\";\"BijstandsuitkeringenTotDeAOWLeeftijd_12\"\n");
    let mut id = 0;
    for year in 2016..=2018 {
        for month in 0..=12 {
            let period = if month == 0 { "JJ00".to_string() } else { format!("MM{month:02}") };
            let number = format!("{}.{:02}", dice.number(300, 500), dice.number(0, 99));
            text += &format!("{id};\"{year}{period}\";{number:>8}\n");
            id += 1;
        }
    }
    text
}

fn others(dice: &mut Dice) -> String {
    let mut text = String::from("period;figure;group;value;source\n");
    for period in ["2016", "2018", "2017-H1", "2017-Q1", "2018-02"] {
        for (figure, group) in [("into_work", ""), ("outflow", "work"), ("stock_average", "")] {
            text += &format!("{period};{figure};{group};{};Buren\n", dice.number(0, 90));
        }
        text += &format!("{period};outflow_rate;;{}%;Buren\n", dice.number(0, 90));
    }
    text
}

/// Adds them to the settings of an export that `write_random` wrote.
pub fn with_yardsticks(folder: &Path, seed: u64) {
    let dice = &mut Dice(seed ^ 0x7A26);
    let settings = folder.join("outflow.toml");
    let mut text = fs::read_to_string(&settings).expect("settings");
    for period in ["2016", "2018", "2017-H1", "2017-H2", "2018-02", "2016-12"] {
        text += &targets(dice, period);
    }
    let mut files = Vec::new();
    for (name, table) in [
        ("85615NED.csv", flows(dice)),
        ("37789ksz.csv", stocks(dice)),
        ("anderen.csv", others(dice)),
    ] {
        if dice.chance(70) {
            fs::write(folder.join(name), table).expect("a file");
            files.push(format!("\"{name}\""));
        }
    }
    if !files.is_empty() {
        text += &format!("[benchmark]\nfiles = [{}]\n", files.join(", "));
        if files[0].contains("85615NED") && dice.chance(60) {
            text += "regions = [\"Nederland\", \"Aldermeer (gemeente)\"]\n";
        }
    }
    fs::write(settings, text).expect("settings");
}

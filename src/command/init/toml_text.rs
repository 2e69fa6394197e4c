//! The text of a new `outflow.toml`: what is known as settings, what is not as comments to fill in.

use std::fmt::Write as _;

use super::files::{files_text, quoted};
use super::probe::Probe;
use crate::dataset::describe::Export;
use crate::dataset::national;
use crate::dataset::rejects::showable;
use crate::measure::quality::UnknownCodes;
use crate::render::{Lang, message_in};
use crate::visible::Visible;

/// A column with more unknown codes than this holds texts, which are not written.
const CODES: usize = 40;

/// Between what a line says and a comment on it.
const BEHIND: &str = "   # ";

const DEFINITIONS: &str = "
# How is counted; these are the defaults.
[definitions]
# gap_days = 0              # days between two benefit periods that still count as one (Almere: 30)
# work_window_days = 31     # days after the end of a benefit within which a job still counts as from it
# full_time_hours = 35      # weekly hours from which a job is full-time (CBS)
# age_bounds = [27, 35, 45, 55]
";

/// What else can be filled in; YEAR is the last year of the exports.
const YARDSTICKS: &str = "
# The budget for benefits of a year (BUIG), in euros; with payments the report says what is left of it.
[budget]
# YEAR = { amount = 0, state = \"provisional\", date = YEAR-10-01 }   # or revised, final

# What was claimed back and came in, in euros.
[recoveries]
# YEAR = 0

# What was paid as wage cost subsidy, in euros; without it the amounts of placements are added up.
[wage_cost_subsidies]
# YEAR = 0

# How many inhabitants and households there are, for figures per 1,000 and 10,000 of them.
[population.YEAR]
# all = 0
# 18plus = 0   # also for the BBV: people on benefit
# 15-64 = 0   # also for the BBV: provisions
# 15plus = 0
# households = 0

# What figures should become: any figure of the report, by its id, perhaps with its table and group.
[targets.YEAR]
# into_work = 0
# stock_end.persons = 0
# outflow_rate = 0   # a rate, in percent
# \"programme_kinds/running/sheltered_work\" = 0

# Figures of others to stand beside: tables of CBS StatLine as downloaded.
[benchmark]
# files = [\"85615NED.csv\"]
# regions = [\"Nederland\"]   # by name or code

# Who gives out what is made; it stands on pages, in workbooks and texts.
[publisher]
# name = \"?\"
# contact = \"?\"
# licence = \"CC BY 4.0\"

# What a press text begins with: into_work, or outflow.
[story]
# lead = \"outflow\"
";

/// An outflow.toml with its comments in a language; keys and values stay as they are.
pub(super) fn in_language(text: &str, lang: Lang) -> String {
    let in_line = |line: &str| {
        let (before, comment) = match line.rsplit_once(BEHIND) {
            Some((before, comment)) => (format!("{before}{BEHIND}"), comment),
            None => match line.strip_prefix("# ") {
                Some(comment) => ("# ".to_owned(), comment),
                None => return line.to_owned(),
            },
        };
        before + &message_in(comment, lang)
    };
    text.lines().map(|line| in_line(line) + "\n").collect()
}

/// The whole file.
pub(super) fn toml_text(name: &str, exports: &[Export], probe: &Probe) -> String {
    let mut text = String::from(
        "# What the exports in this folder are; written by `outflow init`, to be read and completed.\n\
         # A line that begins with # does nothing. Remove the # where you fill something in.\n",
    );
    let _ = writeln!(text, "name = {}", quoted(name));
    text.push_str("# municipality = \"?\"   # of rows that do not name one\n");
    text.push_str(&coverage(probe));
    if let Some(refused) = &probe.refused {
        let refused = Visible(refused).to_string();
        let _ = writeln!(text, "\n# The exports cannot be read yet: {refused}");
    }
    text.push_str(&files_text(exports));
    text.push_str(&codes(&probe.codes));
    text.push_str(&sectors(&probe.sectors));
    text.push_str(DEFINITIONS);
    text.push_str(&savings(probe));
    let year = probe.coverage.map_or(2018, |coverage| coverage.to().year());
    text.push_str(&YARDSTICKS.replace("YEAR", &year.to_string()));
    text
}

/// The price of a benefit: the national one of each year of which it is known, and one to fill in of the last year.
fn savings(probe: &Probe) -> String {
    let mut text = String::from(
        "\n# What one benefit costs for one year, in euros, by year; without it the mean monthly amount × 12 is taken.\n\
         [savings]\n\
         # method = \"stock\"   # or volume, paid, ended\n",
    );
    let (first, last) =
        probe.coverage.map_or((2018, 2018), |of| (of.from().year(), of.to().year()));
    for year in (first..=last).filter(|year| national::price(*year).is_some()) {
        let _ = writeln!(
            text,
            "# average_benefit.{year} = \"national\"{BEHIND}the price that the budget of the state is worked out with"
        );
    }
    if national::price(last).is_none() {
        let _ = writeln!(text, "# average_benefit.{last} = 0");
    }
    text
}

fn coverage(probe: &Probe) -> String {
    let Some(seen) = probe.coverage else {
        return "\n# The period in which the exports are complete.\n[coverage]\n\
                # from = 2018-01-01\n# to = 2018-12-31\n"
            .to_owned();
    };
    let (from, to) = (seen.from(), seen.to());
    format!(
        "\n# The period in which the exports are complete. This is a guess: the earliest end lies in the month of {from},\n\
         # and the rows go up to {to}. Only you know from when and up to when the delivery is complete.\n\
         [coverage]\nfrom = {from}\nto = {}\n",
        to.last_of_month()
    )
}

fn codes(codes: &[UnknownCodes]) -> String {
    let mut text = String::new();
    for unknown in codes {
        let rows: u64 = unknown.codes.iter().map(|(_, count, _)| count).sum();
        let different = u64::try_from(unknown.codes.len()).unwrap_or(u64::MAX);
        let _ = writeln!(
            text,
            "\n# Codes of {} in {} that nobody knows, with their number of rows; each is a group of its own until\n\
             # it gets one here.\n[codes.{}]",
            unknown.field, unknown.kind, unknown.key
        );
        if unknown.codes.len() > CODES || different * 2 > rows {
            let _ = writeln!(
                text,
                "# {different} different texts in {rows} rows: not shown, since they may be about people"
            );
            continue;
        }
        for (code, count, nearest) in &unknown.codes {
            let code = quoted(&showable(code.as_bytes()));
            let group = nearest.unwrap_or("?");
            let _ = writeln!(text, "# {code} = \"{group}\"   # {count} rows");
        }
    }
    text
}

fn sectors(sectors: &[(String, u64)]) -> String {
    let mut text = String::new();
    if !sectors.is_empty() {
        text.push_str("\n# The sectors that placements name, with their number; give those that belong together one name.\n[sectors]\n");
    }
    for (label, count) in sectors {
        let label = quoted(&showable(label.as_bytes()));
        let _ = writeln!(text, "# {label} = {}   # {count} placements", label.to_lowercase());
    }
    text
}

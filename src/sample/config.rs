//! The `outflow.toml` of a sample.

use std::fmt::Write;

use clap::ValueEnum;

use super::Plan;
use super::calendar::YEARS;
use super::place::ONLY;
use super::style::Export;

/// The text of `outflow.toml`.
pub(super) fn text(plan: &Plan) -> String {
    let mut text = format!(
        "# Invented: nobody in these exports exists. Made by\n\
         #   outflow sample DIR --cases {} --seed {} --municipalities {} --couples {} \\\n\
         #     --order {} --style {} --quote {}\n\
         name = \"Invented sample\"\n",
        plan.cases,
        plan.seed,
        plan.municipalities,
        plan.couples,
        word(&plan.order),
        word(&plan.style),
        word(&plan.quote),
    );
    // writing to a String cannot fail
    if plan.municipalities == 1 {
        let _ = writeln!(text, "municipality = \"{ONLY}\"");
    }
    let (first, last) = (YEARS.start(), YEARS.end());
    let _ = writeln!(text, "\n[coverage]\nfrom = {first}-01-01\nto = {last}-12-31");
    for export in Export::ALL {
        let _ =
            writeln!(text, "\n[{}]\nfile = \"{}\"", export.table(), export.file_name(plan.style));
    }
    let _ = writeln!(
        text,
        "\n# Euro for one benefit for one year; invented.\n[savings]\nmethod = \"stock\""
    );
    for year in YEARS {
        let _ = writeln!(text, "average_benefit.{year} = {}", 10_400 + 270 * (year - first));
    }
    let _ =
        writeln!(text, "\n# What comes in and goes out beside the payments; invented.\n[budget]");
    for year in YEARS {
        let cents = 12_000 + 260 * (year - first);
        let _ = writeln!(text, "{year}.amount = {}", i64::from(cents) * 60);
    }
    text
}

/// A choice as it is typed.
fn word(choice: &impl ValueEnum) -> String {
    choice.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

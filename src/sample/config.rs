//! The `outflow.toml` of a sample.

use std::fmt::Write;

use super::calendar::YEARS;
use super::place::ONLY;
use super::style::Export;
use super::{Plan, Style};

/// The text of `outflow.toml`.
pub(super) fn text(plan: &Plan) -> String {
    let style = match plan.style {
        Style::Iso => "iso",
        Style::Dutch => "dutch",
    };
    let mut text = format!(
        "# Invented: nobody in these exports exists. Made by\n\
         #   outflow sample DIR --cases {} --seed {} --municipalities {} --style {style}\n\
         name = \"Invented sample\"\n",
        plan.cases, plan.seed, plan.municipalities
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
    text
}

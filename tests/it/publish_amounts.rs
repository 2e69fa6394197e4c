//! `--publish` of amounts: what is made of several amounts gives none of them away.

#![allow(
    clippy::float_arithmetic,
    reason = "what is printed is compared with what it is rounded from"
)]

use std::fs;
use std::path::PathBuf;

use crate::figures::Figures;
use crate::independent::random;
use crate::publish::{data, is_refused, report};

/// Half of the last of three digits of an amount, and what is lost where an average is printed with two decimals.
fn off(amount: f64) -> f64 {
    let digits = if amount.abs() < 100.0 { 0.0 } else { amount.abs().log10().floor() - 2.0 };
    0.5 * 10_f64.powf(digits.max(0.0)) + amount.abs() / 10_000.0 + 0.01
}

/// Whoever knows what is printed can work the price of a benefit, the effects of number and price, and what is left of
/// the budget out by themselves, to the last digit; and where one part is hidden, so is what is made of it: else it would
/// give the part away.
fn made_of_what_is_shown(published: &Figures) -> usize {
    let cell = |name: &str, previous: bool| {
        let row = published
            .rows
            .iter()
            .find(|row| format!("{}/{}/{}/{}", row.table, row.figure, row.group, row.unit) == name);
        let text = row.map(|row| if previous { &row.previous } else { &row.value });
        text.and_then(|text| text.parse::<f64>().ok())
    };
    let now = |name: &str| cell(name, false);
    let before = |name: &str| cell(name, true);
    let (spending, average) = ("savings/spending//eur", "caseload/stock_average//benefits");
    let price = now(spending).zip(now(average)).map(|(paid, average)| paid / average);
    let price_before = before(spending).zip(before(average)).map(|(paid, average)| paid / average);
    let effects = (|| {
        let (average, average_before) = (now(average)?, before(average)?);
        let (price, price_before) = (price?, price_before?);
        Some([(average - average_before) * price_before, (price - price_before) * average])
    })();
    let balance = |of: &dyn Fn(&str) -> Option<f64>| {
        let all = of("budget/budget//eur")? + of("budget/recoveries//eur")?;
        Some(all - of("budget/spending//eur")? - of("budget/wage_cost_subsidies//eur")?)
    };
    let made = [
        (now("savings/price//eur"), price, 0.0),
        // each is made of the two amounts paid, of which a small difference is told in more digits than they are
        (now("savings/volume_effect//eur"), effects.map(|of| of[0]), price.unwrap_or(0.0) / 50.0),
        (
            now("savings/price_effect//eur"),
            effects.map(|of| of[1]),
            now(spending).unwrap_or(0.0) / 10_000.0,
        ),
        (now("budget/balance//eur"), balance(&now), 0.0),
        (before("budget/balance//eur"), balance(&before), 0.0),
    ];
    let mut seen = 0;
    for (place, (shown, made, more)) in made.into_iter().enumerate() {
        let Some(shown) = shown else { continue };
        let made = made.unwrap_or_else(|| panic!("{place}: {shown} is made of what is hidden"));
        assert!((shown - made).abs() <= off(made) + more, "{place}: {shown} is not {made}");
        seen += 1;
    }
    seen
}

#[test]
fn amounts_that_are_made_of_others_tell_no_more_than_these() {
    let folder = tempfile::tempdir().unwrap();
    let town = folder.path().join("Maasgouw");
    fs::create_dir(&town).unwrap();
    for file in fs::read_dir(data("maasgouw")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), town.join(file.file_name())).unwrap();
    }
    let settings = fs::read_to_string(town.join("outflow.toml")).unwrap();
    let budget = "[budget]\n2021.amount = 4000000\n2020.amount = 4100000\n\
                  [recoveries]\n2021 = 30000\n2020 = 28000\n";
    fs::write(town.join("outflow.toml"), format!("{settings}\n{budget}")).unwrap();
    let run = report(&town, "--year 2021 --publish --format csv");
    let shown = made_of_what_is_shown(&Figures::parse(run.stdout()));
    assert!(shown >= 3, "price and effects are shown: {shown}");
    let (mut seen, mut hidden) = (0, 0);
    for seed in 0..24 {
        let folder = tempfile::tempdir().unwrap();
        let path: PathBuf = folder.path().join("Proef");
        random::write_random(&path, seed);
        let sections = "caseload,into_work,savings,budget";
        let run =
            report(&path, &format!("--year 2018 --publish --format csv --section {sections}"));
        if is_refused(&run) {
            continue;
        }
        let figures = Figures::parse(run.stdout());
        let shown = made_of_what_is_shown(&figures);
        (seen, hidden) = (seen + shown, hidden + usize::from(shown == 0));
    }
    assert!(hidden > 0, "{seen} amounts are shown, in {hidden} towns none");
}

//! `[budget]`, `[recoveries]` and `[wage_cost_subsidies]` of `outflow.toml`: what a municipality gets for benefits, and
//! what comes in and goes out beside them.

use super::error::ConfigError;
use super::settings::{Budget, BudgetState, Config};
use super::toml_value::{Entry, Keys, set};

const BUDGET: Keys<Budget> = &[
    ("amount", |budget, entry| set(&mut budget.amount, entry.price())),
    ("state", |budget, entry| {
        set(&mut budget.state, entry.word::<BudgetState>("provisional, revised or final"))
    }),
    ("date", |budget, entry| set(&mut budget.date, entry.day())),
];

/// `[budget.2018]` with `amount`, `state` and `date`.
pub(super) fn read_budget(config: &mut Config, table: &Entry<'_>) -> Result<(), ConfigError> {
    for of_year in table.table()? {
        let budget = config.budgets.entry(of_year.year(&["2018"])?).or_default();
        of_year.read_into(budget, BUDGET)?;
        if budget.amount.is_none() {
            return Err(of_year.bad("a table with an amount, such as { amount = 65000000 }"));
        }
    }
    Ok(())
}

/// An amount by year: `[recoveries.2018] amount = 250000`, or `2018 = 250000`. Zero is an amount too.
pub(super) fn read_amounts(
    config: &mut Config,
    table: &Entry<'_>,
    put: impl Fn(&mut Budget, i64),
) -> Result<(), ConfigError> {
    for of_year in table.table()? {
        let year = of_year.year(&["2018"])?;
        let amount = match of_year.table() {
            Err(_) => of_year.amount()?,
            Ok(entries) => match entries.as_slice() {
                [entry] if entry.key == "amount" => entry.amount()?,
                entries => {
                    let other = entries.iter().find(|entry| entry.key != "amount");
                    return Err(other.map_or_else(
                        || of_year.bad("an amount of euros, such as 250000"),
                        |entry| entry.unknown(&["amount"]),
                    ));
                }
            },
        };
        put(config.budgets.entry(year).or_default(), amount);
    }
    Ok(())
}

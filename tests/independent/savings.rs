//! The table `savings`.

use jiff::ToSpan;
use jiff::civil::Date;

use super::block::{Block, Cell};
use super::caseload::{running, stock_average};
use super::exact::Ratio;
use super::spells::{Period, Spell, days_between};
use super::world::World;

/// Price per benefit-year: that of the year of `to`, else the mean monthly amount of the benefits
/// running(to) that have one, times 12.
fn average_benefit(world: &World, period: Period) -> Option<Ratio> {
    if let Some(cents) = world.config.price(period.to.year()) {
        return Some(Ratio::cents(cents));
    }
    let stock = world.cases.iter().filter(|spell| spell.runs(period.to));
    let amounts: Vec<i128> = stock.filter_map(|spell| spell.lead().monthly_amount).collect();
    if amounts.is_empty() {
        return None;
    }
    let sum: i128 = amounts.iter().sum();
    Some(Ratio::new(12 * sum, 100 * amounts.len() as i128))
}

/// Months counted from the year zero.
fn month_number(year: i16, month: i8) -> i128 {
    i128::from(year) * 12 + i128::from(month)
}

fn ends_its_month(day: Date) -> bool {
    day == day.last_of_month()
}

/// Whole calendar months / 12, else days / 365.
fn years(period: Period) -> Ratio {
    let (from, to) = (period.from, period.to);
    if from == from.first_of_month() && ends_its_month(to) {
        let first = month_number(from.year(), from.month());
        return Ratio::new(month_number(to.year(), to.month()) - first + 1, 12);
    }
    Ratio::new(i128::from(days_between(from, to)) + 1, 365)
}

/// (stock_end of the comparison period − stock_end) × average_benefit.
fn savings_stock(world: &World, period: Period, comparison: Option<Period>) -> Option<Ratio> {
    let cases: Vec<&Spell> = world.cases.iter().collect();
    let before = Ratio::count(running(&cases, comparison?.to));
    let now = Ratio::count(running(&cases, period.to));
    Some(before.minus(now).times(average_benefit(world, period)?))
}

/// SZW: (stock_average of the comparison period − stock_average) × average_benefit × years.
fn savings_volume(world: &World, period: Period, comparison: Option<Period>) -> Option<Ratio> {
    let cases: Vec<&Spell> = world.cases.iter().collect();
    let fewer = stock_average(&cases, comparison?).minus(stock_average(&cases, period));
    Some(fewer.times(average_benefit(world, period)?).times(years(period)))
}

/// The payments of the months that lie in the period.
fn paid(world: &World, period: Period) -> Option<Ratio> {
    // A payment is of a month: what part of it lies in a part of the month nobody can tell.
    if period.from != period.from.first_of_month() || !ends_its_month(period.to) {
        return None;
    }
    let mut cents = 0;
    for ((year, month), amount) in &world.payments.as_ref()?.rows {
        let first = Date::new(*year, *month, 1).expect("a month that was read");
        if period.from <= first && first.last_of_month() <= period.to {
            cents += amount;
        }
    }
    Some(Ratio::cents(cents))
}

/// Payments of the comparison period − payments of the period.
fn savings_paid(world: &World, period: Period, comparison: Option<Period>) -> Option<Ratio> {
    Some(paid(world, comparison?)?.minus(paid(world, period)?))
}

/// For benefits ended in the period: monthly_amount × calendar months of the period after the
/// month of the end; a month that the period cuts short is not one of its calendar months.
fn savings_ended(world: &World, period: Period) -> Option<Ratio> {
    if !world.benefits.has("monthly_amount") {
        return None;
    }
    let to = period.to;
    let last = if ends_its_month(to) { to } else { to.saturating_sub(1.month()) };
    let last = month_number(last.year(), last.month());
    let mut cents = 0;
    let ended: Vec<&Spell> = world.cases.iter().filter(|spell| spell.ends_in(period)).collect();
    // A missing amount is missing, never 0.
    if !ended.is_empty() && ended.iter().all(|spell| spell.lead().monthly_amount.is_none()) {
        return None;
    }
    for spell in ended {
        let end = spell.end.expect("it ends in the period");
        let months = (last - month_number(end.year(), end.month())).max(0);
        cents += months * spell.lead().monthly_amount.unwrap_or(0);
    }
    Some(Ratio::cents(cents))
}

/// What a benefit-year cost: what was paid, over the benefit-years of the period.
fn price(world: &World, period: Period) -> Option<Ratio> {
    let cases: Vec<&Spell> = world.cases.iter().collect();
    paid(world, period)?.over(stock_average(&cases, period).times(years(period)))
}

/// Prices and averages of both periods, where these are as long.
fn both(world: &World, period: Period, comparison: Option<Period>) -> Option<[(Ratio, Ratio); 2]> {
    let cases: Vec<&Spell> = world.cases.iter().collect();
    let of = |period| Some((price(world, period)?, stock_average(&cases, period)));
    let as_long = years(period).compare(years(comparison?)).is_eq();
    Some([of(period)?, of(comparison?)?]).filter(|_| as_long)
}

fn volume_effect(world: &World, period: Period, comparison: Option<Period>) -> Option<Ratio> {
    let [(_, average), (price, average_before)] = both(world, period, comparison)?;
    Some(average.minus(average_before).times(price).times(years(period)))
}

fn price_effect(world: &World, period: Period, comparison: Option<Period>) -> Option<Ratio> {
    let [(price, average), (price_before, _)] = both(world, period, comparison)?;
    Some(price.minus(price_before).times(average).times(years(period)))
}

/// The months of a year from its first on.
fn first_months(year: i16, months: i8) -> Period {
    let from = Date::new(year, 1, 1).expect("a day");
    Period { from, to: Date::new(year, months, 1).expect("a day").last_of_month() }
}

/// What a year comes to by what its first months tell: what was paid in them, and for each month to come what a benefit
/// cost a month so far, as often as there were benefits at the end of the last of them.
fn by_first_months(world: &World, year: i16, months: i8) -> Option<Ratio> {
    let so_far = first_months(year, months);
    let cases: Vec<&Spell> = world.cases.iter().collect();
    let ends = (1..=months).map(|month| first_months(year, month).to);
    let benefit_months: usize = ends.map(|day| running(&cases, day)).sum();
    let spent = paid(world, so_far)?;
    let a_month = spent.over(Ratio::count(benefit_months))?;
    let to_come = Ratio::count(running(&cases, so_far.to) * (12 - months) as usize);
    Some(spent.minus(Ratio::count(0).minus(a_month.times(to_come))))
}

/// The forecast of a year that is not over, and the least and the most of it: as much as each earlier year was less or more
/// than the same months of it told.
fn forecast(world: &World, year: i16) -> [Option<Ratio>; 3] {
    let none = [None; 3];
    let Some((from, to)) = world.config.coverage() else { return none };
    let months = if to == to.last_of_month() { to.month() } else { to.month() - 1 };
    if to.year() != year || months == 12 || months == 0 || from > Date::constant(year, 1, 1) {
        return none;
    }
    let Some(own) = by_first_months(world, year, months) else { return none };
    let mut shares: Vec<Ratio> = Vec::new();
    for earlier in (from.year()..year).filter(|earlier| from <= Date::constant(*earlier, 1, 1)) {
        let Some(all) = paid(world, first_months(earlier, 12)) else { continue };
        let told = by_first_months(world, earlier, months);
        let is_something = all.compare(Ratio::count(0)).is_ne();
        shares.extend(told.and_then(|told| all.over(told)).filter(|_| is_something));
    }
    let least = shares.iter().copied().min_by(|one, other| one.compare(*other));
    let most = shares.iter().copied().max_by(|one, other| one.compare(*other));
    [Some(own), least.map(|share| own.times(share)), most.map(|share| own.times(share))]
}

/// The table `budget`: only of a calendar year with a budget in the settings.
pub fn budget(world: &World, period: Period) -> Vec<Block> {
    let year = period.to.year();
    let is_year = (period.from.month(), period.from.day()) == (1, 1)
        && (period.to.month(), period.to.day()) == (12, 31)
        && period.from.year() == year;
    let amount = |table| world.config.amount_of_year(table, year).map(Ratio::cents);
    let budget = amount("budget").filter(|_| is_year);
    let known = |value: Option<Ratio>| value.filter(|_| budget.is_some());
    let (spent, recoveries) = (known(paid(world, period)), known(amount("recoveries")));
    let subsidies = known(super::work::subsidies(world, period));
    let balance = || {
        let left = budget?.minus(spent?).minus(subsidies?);
        Some(left.minus(Ratio::count(0).minus(recoveries?)))
    };
    let forecast = if budget.is_some() { forecast(world, year) } else { [None; 3] };
    [
        ("budget", budget),
        ("recoveries", recoveries),
        ("spending", spent),
        ("wage_cost_subsidies", subsidies),
        ("balance", balance()),
        ("forecast", forecast[0]),
        ("forecast_low", forecast[1]),
        ("forecast_high", forecast[2]),
    ]
    .map(|(figure, value)| Block::single("budget", figure, "eur", Cell { value, whole: None }))
    .to_vec()
}

/// The table `savings`, in euro.
pub fn table(world: &World, period: Period, comparison: Option<Period>) -> Vec<Block> {
    [
        ("average_benefit", average_benefit(world, period)),
        ("savings_stock", savings_stock(world, period, comparison)),
        ("savings_volume", savings_volume(world, period, comparison)),
        ("savings_paid", savings_paid(world, period, comparison)),
        ("savings_ended", savings_ended(world, period)),
        ("spending", paid(world, period)),
        ("price", price(world, period)),
        ("volume_effect", volume_effect(world, period, comparison)),
        ("price_effect", price_effect(world, period, comparison)),
    ]
    .map(|(figure, value)| Block::single("savings", figure, "eur", Cell { value, whole: None }))
    .to_vec()
}

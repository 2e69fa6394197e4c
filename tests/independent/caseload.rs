//! The tables `caseload`, `caseload_by_…`, `inflow_by_…`, `outflow_by_…` and `pension_by_scheme`.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::block::{Block, Cell, UNKNOWN};
use super::codes;
use super::exact::Ratio;
use super::people::year_earlier;
use super::spells::{Period, Spell, days_between};
use super::world::World;

/// The dimensions of the stock and the outflow, each with its two tables and its group's name.
const DIMENSIONS: [(&str, &str, &str); 7] = [
    ("age", "caseload_by_age", "outflow_by_age"),
    ("sex", "caseload_by_sex", "outflow_by_sex"),
    ("household", "caseload_by_household", "outflow_by_household"),
    ("scheme", "caseload_by_scheme", "outflow_by_scheme"),
    ("duration", "caseload_by_duration", "outflow_by_duration"),
    ("district", "caseload_by_district", "outflow_by_district"),
    ("target_group", "caseload_by_target_group", "outflow_by_target_group"),
];

/// How many of the spells run on the day.
pub fn running(spells: &[&Spell], day: Date) -> usize {
    spells.iter().filter(|spell| spell.runs(day)).count()
}

/// The last days of months that lie in the period.
fn month_ends(period: Period) -> Vec<Date> {
    let mut ends = Vec::new();
    let mut end = period.from.last_of_month();
    while end <= period.to {
        ends.push(end);
        end = end.saturating_add(1.day()).last_of_month();
    }
    ends
}

/// CBS year figure: the mean of running(last day of each month in the period); for a period with
/// no month end running(to).
pub fn stock_average(spells: &[&Spell], period: Period) -> Ratio {
    let mut days = month_ends(period);
    if days.is_empty() {
        days.push(period.to);
    }
    let sum: usize = days.iter().map(|day| running(spells, *day)).sum();
    Ratio::new(sum as i128, days.len() as i128)
}

/// `caseload` in one unit.
fn flows(spells: &[&Spell], unit: &'static str, period: Period) -> Vec<Block> {
    let count = |figure, number| Block::single("caseload", figure, unit, Cell::count(number));
    let begin = running(spells, period.from.saturating_sub(1.day()));
    let inflow = spells.iter().filter(|spell| period.has(spell.start)).count();
    let outflow = spells.iter().filter(|spell| spell.ends_in(period)).count();
    let end = running(spells, period.to);
    assert_eq!(begin + inflow - outflow, end, "the stock must follow from the flows");
    let change = Ratio::count(end).minus(Ratio::count(begin));
    let average = stock_average(spells, period);
    let rate = |flow| Cell { value: Some(Ratio::count(flow)), whole: Some(average) };
    vec![
        count("stock_begin", begin),
        count("inflow", inflow),
        count("outflow", outflow),
        count("stock_end", end),
        Block::single("caseload", "stock_change", unit, Cell { value: Some(change), whole: None }),
        Block::single(
            "caseload",
            "stock_average",
            unit,
            Cell { value: Some(average), whole: None },
        )
        .printed(2, 2),
        Block::single("caseload", "inflow_rate", unit, rate(inflow)).printed(0, 2),
        Block::single("caseload", "outflow_rate", unit, rate(outflow)).printed(0, 2),
    ]
}

/// CBS 83450NED: the outflow as a share of everybody who was on benefit in the period.
fn outflow_rate_cbs(spells: &[&Spell], period: Period) -> Block {
    let on_benefit = |spell: &&&Spell| {
        spell.start <= period.to && spell.end.is_none_or(|end| end >= period.from)
    };
    let outflow = spells.iter().filter(|spell| spell.ends_in(period)).count();
    let all = spells.iter().filter(on_benefit).count();
    Block::single("caseload", "outflow_rate_cbs", "persons", Cell::part(outflow, all))
}

/// CBS: the inflow of persons whose earlier spell ended at most 365 days before; not available where
/// the coverage lacks the year before, in which those spells end.
fn re_inflow(world: &World, period: Period) -> Block {
    let mut inflow = 0;
    let mut again = 0;
    for spells in world.persons.values() {
        for spell in spells.iter().filter(|spell| period.has(spell.start)) {
            inflow += 1;
            let soon = |end: Date| end < spell.start && days_between(end, spell.start) <= 365;
            if spells.iter().any(|earlier| earlier.end.is_some_and(soon)) {
                again += 1;
            }
        }
    }
    let covered = world.covers(year_earlier(period));
    let cell = Some(Cell::part(again, inflow)).filter(|_| covered).unwrap_or_default();
    Block::single("caseload", "re_inflow", "persons", cell)
}

/// The table `caseload`: benefits, then persons.
pub fn caseload(world: &World, period: Period) -> Vec<Block> {
    let cases: Vec<&Spell> = world.cases.iter().collect();
    let mut blocks = flows(&cases, "benefits", period);
    if world.knows_persons() {
        blocks.extend(flows(&world.person_spells(), "persons", period));
        blocks.push(outflow_rate_cbs(&world.person_spells(), period));
        blocks.push(re_inflow(world, period));
    } else {
        let figures = [
            "stock_begin",
            "inflow",
            "outflow",
            "stock_end",
            "stock_change",
            "stock_average",
            "inflow_rate",
            "outflow_rate",
            "outflow_rate_cbs",
            "re_inflow",
        ];
        blocks.extend(figures.map(|figure| Block::missing("caseload", figure, "persons")));
    }
    blocks
}

/// Completed years of age on the day.
pub fn age(birth: Date, day: Date) -> i64 {
    let birthday_to_come = (day.month(), day.day()) < (birth.month(), birth.day());
    i64::from(day.year()) - i64::from(birth.year()) - i64::from(birthday_to_come)
}

/// The names of the age classes, youngest first.
fn age_classes(bounds: &[i64]) -> Vec<String> {
    let mut names = vec![format!("<{}", bounds[0])];
    for pair in bounds.windows(2) {
        names.push(format!("{}-{}", pair[0], pair[1] - 1));
    }
    names.push(format!("{}+", bounds[bounds.len() - 1]));
    names
}

fn age_class(bounds: &[i64], birth: Option<Date>, day: Date) -> String {
    match birth {
        Some(birth) => {
            let reached = bounds.iter().filter(|bound| age(birth, day) >= **bound).count();
            age_classes(bounds)[reached].clone()
        }
        None => UNKNOWN.to_string(),
    }
}

const DURATIONS: [(&str, i32); 6] =
    [("0-6m", 6), ("6-12m", 12), ("1-2y", 24), ("2-3y", 36), ("3-4y", 48), ("4-5y", 60)];

/// CBS 85617NED, by calendar: `0-6m` if the day < start + 6 months, and so on.
fn duration_class(start: Date, day: Date) -> &'static str {
    let class = DURATIONS.iter().find(|(_, months)| day < start.saturating_add(months.months()));
    class.map_or("5y+", |(name, _)| name)
}

/// The largest number of months that, added to the start, do not go beyond the day.
fn completed_months(start: Date, day: Date) -> i128 {
    let past = |months: &i32| start.saturating_add(months.months()) > day;
    i128::from((1..).find(past).unwrap_or(1) - 1)
}

/// The table `duration`.
pub fn duration(world: &World, period: Period) -> Vec<Block> {
    let months = |ended: bool| {
        let counted = world
            .cases
            .iter()
            .filter(|spell| if ended { spell.ends_in(period) } else { spell.runs(period.to) });
        let last = |spell: &Spell| spell.end.filter(|_| ended).unwrap_or(period.to);
        let mut months: Vec<i128> =
            counted.map(|spell| completed_months(spell.start, last(spell))).collect();
        months.sort_unstable();
        months
    };
    let mean = |months: &[i128]| Ratio::new(months.iter().sum(), months.len() as i128);
    let median = |months: &[i128]| {
        let middle = months.len() / 2;
        if months.len() % 2 == 1 {
            Ratio::count(months[middle] as usize)
        } else {
            Ratio::new(months[middle - 1] + months[middle], 2)
        }
    };
    let block = |figure, of: &dyn Fn(&[i128]) -> Ratio| {
        let groups = [("stock_end", false), ("outflow", true)];
        groups.map(|(group, ended)| {
            let months = months(ended);
            let value = (!months.is_empty()).then(|| of(&months));
            Block::of_group("duration", figure, group, "months", Cell { value, whole: None })
                .printed(2, 0)
        })
    };
    let mut blocks: Vec<Block> = block("duration_mean", &mean).into();
    blocks.extend(block("duration_median", &median));
    let running = || world.cases.iter().filter(|spell| spell.runs(period.to));
    for (figure, years) in [("over_2y", 2), ("over_5y", 5)] {
        let is_over = |spell: &&Spell| completed_months(spell.start, period.to) >= 12 * years;
        let cell = Cell::part(running().filter(is_over).count(), running().count());
        blocks.push(Block::single("duration", figure, "benefits", cell));
    }
    blocks
}

/// The table `income`: benefits with an income over 0 beside them, by the lead person's last row.
pub fn income(world: &World, period: Period) -> Vec<Block> {
    if !world.benefits.has("income_amount") {
        return vec![
            Block::missing("income", "with_income", "benefits"),
            Block::missing("income", "income_mean", "eur"),
        ];
    }
    let running: Vec<&Spell> = world.cases.iter().filter(|spell| spell.runs(period.to)).collect();
    let incomes: Vec<i128> =
        running.iter().filter_map(|spell| spell.lead().income.filter(|cents| *cents > 0)).collect();
    let mean = (!incomes.is_empty())
        .then(|| Ratio::new(incomes.iter().sum(), 100 * incomes.len() as i128));
    vec![
        Block::single(
            "income",
            "with_income",
            "benefits",
            Cell::part(incomes.len(), running.len()),
        ),
        Block::single("income", "income_mean", "eur", Cell { value: mean, whole: None }),
    ]
}

/// Whether the export has what the dimension needs.
fn known(world: &World, dimension: &str) -> bool {
    match dimension {
        "age" => world.knows_births(),
        "duration" => true,
        "reason" => world.benefits.has("end_reason"),
        "target_group" => world.benefits.has("target_groups"),
        column => world.benefits.has(column),
    }
}

/// The groups of a spell on a day; none = unknown.
fn groups(world: &World, dimension: &str, spell: &Spell, day: Date) -> Vec<String> {
    let lead = spell.lead();
    let one = match dimension {
        "age" => age_class(&world.config.age_bounds(), lead.birth, day),
        "sex" => lead.sex.clone(),
        "household" => lead.household.clone(),
        "scheme" => lead.scheme.clone(),
        "duration" => duration_class(spell.start, day).to_string(),
        "district" => lead.district.clone(),
        "reason" => spell.end_reason().to_string(),
        "start_reason" => spell.start_reason().to_string(),
        _ => return lead.target_groups.clone(),
    };
    vec![one]
}

/// The table `pension_by_scheme`: the benefits that end with the reason pension, of all that end in the scheme.
pub fn pension(world: &World, period: Period) -> Block {
    let (name, figure, unit) = ("pension_by_scheme", "outflow_to_pension", "benefits");
    if !world.benefits.has("end_reason") || !world.benefits.has("scheme") {
        return Block::missing(name, figure, unit);
    }
    let mut by_scheme: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut pensioners, mut all) = (0, 0);
    for spell in world.cases.iter().filter(|spell| spell.ends_in(period)) {
        let of_scheme = by_scheme.entry(spell.lead().scheme.clone()).or_default();
        let retired = usize::from(spell.end_reason() == "pension");
        *of_scheme = (of_scheme.0 + retired, of_scheme.1 + 1);
        (pensioners, all) = (pensioners + retired, all + 1);
    }
    let sizes = by_scheme.iter().map(|(scheme, (number, _))| (scheme.clone(), *number)).collect();
    let cells = by_scheme
        .into_iter()
        .map(|(scheme, (number, whole))| (scheme, Cell::part(number, whole)))
        .collect();
    Block::single(name, figure, unit, Cell::part(pensioners, all))
        .with_groups(cells, Cell::part(0, 0))
        .declared(&codes::ids(codes::SCHEMES), false)
        .ordered_by(sizes)
}

/// One table: a figure of benefits by a dimension, each benefit counted on its day.
fn table(
    world: &World,
    table: &'static str,
    figure: &'static str,
    dimension: &str,
    counted: &[(&Spell, Date)],
) -> Block {
    if !known(world, dimension) {
        return Block::missing(table, figure, "benefits");
    }
    let things: Vec<Vec<String>> =
        counted.iter().map(|(spell, day)| groups(world, dimension, spell, *day)).collect();
    let block = Block::shares(table, figure, "benefits", &things);
    match dimension {
        "age" => block.declared(&age_classes(&world.config.age_bounds()), true),
        "sex" => block.declared(&codes::ids(codes::SEXES), true),
        "household" => block.declared(&codes::ids(codes::HOUSEHOLDS), true),
        "duration" => {
            let mut names: Vec<String> = DURATIONS.map(|(name, _)| name.to_string()).to_vec();
            names.push("5y+".to_string());
            block.declared(&names, true)
        }
        "scheme" => block.declared(&codes::ids(codes::SCHEMES), false),
        "reason" => block.declared(&codes::ids(codes::END_REASONS), false),
        "start_reason" => block.declared(&codes::ids(codes::START_REASONS), false),
        _ => block,
    }
}

/// `caseload_by_…`: the benefits running(to), each as it is on `to`.
pub fn caseload_by(world: &World, period: Period) -> Vec<Block> {
    let running = world.cases.iter().filter(|spell| spell.runs(period.to));
    let counted: Vec<(&Spell, Date)> = running.map(|spell| (spell, period.to)).collect();
    DIMENSIONS
        .iter()
        .map(|(dimension, name, _)| table(world, name, "stock_end", dimension, &counted))
        .collect()
}

/// `inflow_by_…`: the benefits that start in the period, each as it is on its first day.
pub fn inflow_by(world: &World, period: Period) -> Vec<Block> {
    let started = world.cases.iter().filter(|spell| period.has(spell.start));
    let counted: Vec<(&Spell, Date)> = started.map(|spell| (spell, spell.start)).collect();
    [
        ("start_reason", "inflow_by_start_reason"),
        ("age", "inflow_by_age"),
        ("household", "inflow_by_household"),
    ]
    .iter()
    .map(|(dimension, name)| table(world, name, "inflow", dimension, &counted))
    .collect()
}

/// `outflow_by_…`: the benefits that end in the period, each as it is on its last day.
pub fn outflow_by(world: &World, period: Period) -> Vec<Block> {
    let mut counted: Vec<(&Spell, Date)> = Vec::new();
    for spell in world.cases.iter().filter(|spell| spell.ends_in(period)) {
        counted.push((spell, spell.end.expect("it ends in the period")));
    }
    let mut blocks = vec![table(world, "outflow_by_reason", "outflow", "reason", &counted)];
    for (dimension, _, name) in DIMENSIONS {
        blocks.push(table(world, name, "outflow", dimension, &counted));
    }
    blocks
}

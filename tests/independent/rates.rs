//! The table `rates`: people, benefits and provisions per so many of a population.

use super::Line;
use super::caseload::running;
use super::exact::Ratio;
use super::spells::{Period, Spell, runs};
use super::world::World;

const PEOPLE: [&str; 4] = ["all", "18plus", "15-64", "15plus"];

/// People on benefit, benefits, or participations on the last day; `None` where the data cannot tell.
fn counted(world: &World, what: &str, period: Period) -> Option<usize> {
    match what {
        "persons" if !world.knows_persons() => None,
        "persons" => Some(running(&world.person_spells(), period.to)),
        "benefits" => {
            let spells: Vec<&Spell> = world.cases.iter().collect();
            Some(running(&spells, period.to))
        }
        _ => {
            let export = world.programmes.as_ref()?;
            let told = export.has("programme") || export.has("kind");
            let rows = world.overlapping(period).filter(|_| told && export.has("end"))?;
            Some(rows.iter().filter(|one| runs(one.start, one.end, period.to)).count())
        }
    }
}

/// The number per so many of a population, with the population.
fn rate(world: &World, what: &str, per: i128, base: &str, period: Period) -> Option<(Ratio, i128)> {
    let population = world.config.population(period.to.year(), base)?;
    let number = counted(world, what, period)? as i128;
    Some((Ratio::new(number * per, population), population))
}

/// Every rate of which the population is given for the year in which the period ends.
pub fn lines(world: &World, period: Period, comparison: Option<Period>) -> Vec<Line> {
    let households = [PEOPLE.as_slice(), &["households"]].concat();
    let figures = [
        ("persons_per_1000", "persons", 1000, "per_1000", PEOPLE.to_vec()),
        ("benefits_per_1000", "benefits", 1000, "per_1000", households),
        ("persons_per_10000", "persons", 10_000, "per_10000", PEOPLE.to_vec()),
        ("bbv_persons_per_10000", "persons", 10_000, "per_10000", vec!["18plus"]),
        ("bbv_provisions_per_10000", "provisions", 10_000, "per_10000", vec!["15-64"]),
    ];
    let mut lines = Vec::new();
    for (figure, what, per, unit, bases) in figures {
        for base in bases {
            if world.config.population(period.to.year(), base).is_none() {
                continue;
            }
            let now = rate(world, what, per, base, period);
            let then = comparison.and_then(|earlier| rate(world, what, per, base, earlier));
            let text = |of: Option<(Ratio, i128)>| of.map_or(String::new(), |of| of.0.text(1));
            let whole = |of: Option<(Ratio, i128)>| of.map_or(String::new(), |of| of.1.to_string());
            let change = now.zip(then).map(|(now, then)| now.0.minus(then.0).text(1));
            lines.push(Line {
                table: "rates".to_string(),
                figure: figure.to_string(),
                group: if figure.starts_with("bbv") { String::new() } else { base.to_string() },
                unit: unit.to_string(),
                value: text(now),
                whole: whole(now),
                share: String::new(),
                previous: text(then),
                previous_whole: whole(then),
                previous_share: String::new(),
                change: change.unwrap_or_default(),
                exact: (now.map(|now| now.0), None),
            });
        }
    }
    lines
}

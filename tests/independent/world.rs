//! Everything that the figures are counted from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;

use super::config::Config;
use super::data::{Benefit, Export, Participation, Payment, Placement, Reader};
use super::spells::{self, Period, Spell, days_later};

/// One dataset, or one municipality of it.
pub struct World {
    /// The settings.
    pub config: Config,
    /// The rows of the benefits.
    pub benefits: Export<Benefit>,
    /// The placements, where there is such an export.
    pub placements: Option<Export<Placement>>,
    /// The participations, where there is such an export.
    pub programmes: Option<Export<Participation>>,
    /// The payments, where there is such an export.
    pub payments: Option<Export<Payment>>,
    /// The spells of cases.
    pub cases: Vec<Spell>,
    /// The spells of persons.
    pub persons: BTreeMap<String, Vec<Spell>>,
    coverage: Option<(Date, Date)>,
}

impl World {
    /// Reads a dataset; with a municipality only its rows.
    pub fn read(dataset: &Path, municipality: Option<&str>) -> World {
        let config = Config::read(dataset);
        let everything = Reader { dataset, config: &config, municipality: None }.benefits();
        let reader = Reader { dataset, config: &config, municipality };
        let benefits = reader.benefits();
        let (placements, programmes, payments) =
            (reader.placements(), reader.programmes(), reader.payments());
        let coverage = config.coverage().or_else(|| seen(&everything.rows));
        let gap_days = config.definition("gap_days", 0);
        let cases = spells::of_cases(&benefits.rows, gap_days);
        let persons = spells::of_persons(&benefits.rows, gap_days);
        World { config, benefits, placements, programmes, payments, cases, persons, coverage }
    }

    /// Whether the data cover the whole period.
    pub fn covers(&self, period: Period) -> bool {
        self.coverage.is_some_and(|(from, to)| from <= period.from && period.to <= to)
    }

    /// Whether benefits know persons.
    pub fn knows_persons(&self) -> bool {
        self.benefits.has("person_id")
    }

    /// Whether ages are known.
    pub fn knows_births(&self) -> bool {
        self.benefits.has("birth_date") || self.benefits.has("birth_year")
    }

    /// All spells of persons.
    pub fn person_spells(&self) -> Vec<&Spell> {
        self.persons.values().flatten().collect()
    }

    /// The spells of one person.
    pub fn spells_of(&self, person: &str) -> &[Spell] {
        self.persons.get(person).map_or(&[], Vec::as_slice)
    }

    /// Into work: a placement that starts in the period while the person's benefit runs (start ≤
    /// placement start, and no end or end ≥ placement start − work_window_days). `None` where the
    /// placements or the persons are not known.
    pub fn counted_placements(&self, period: Period) -> Option<Vec<&Placement>> {
        let placements = self.placements.as_ref().filter(|_| self.knows_persons())?;
        let window = self.config.definition("work_window_days", 31);
        let counted = placements.rows.iter().filter(|placement| {
            let earliest_end = days_later(placement.start, -window);
            period.has(placement.start)
                && self.spells_of(&placement.person).iter().any(|spell| {
                    spell.start <= placement.start
                        && spell.end.is_none_or(|end| end >= earliest_end)
                })
        });
        Some(counted.collect())
    }

    /// The distinct persons into work.
    pub fn persons_into_work(&self, period: Period) -> Option<BTreeSet<&str>> {
        let counted = self.counted_placements(period)?;
        Some(counted.into_iter().map(|placement| placement.person.as_str()).collect())
    }

    /// The participations that overlap the period: start ≤ to and (no end or end ≥ from).
    pub fn overlapping(&self, period: Period) -> Option<Vec<&Participation>> {
        let rows = &self.programmes.as_ref()?.rows;
        Some(rows.iter().filter(|one| period.touches(one.start, one.end)).collect())
    }
}

/// Coverage as the benefits show it: from the first day of the month of the earliest end up to
/// the latest start or end.
fn seen(rows: &[Benefit]) -> Option<(Date, Date)> {
    let earliest_end = rows.iter().filter_map(|row| row.end).min()?;
    let latest = rows.iter().flat_map(|row| [Some(row.start), row.end]).flatten().max()?;
    Some((earliest_end.first_of_month(), latest))
}

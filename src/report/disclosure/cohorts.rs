//! Cohorts: what is known to hold between those who started together, those who still ran after so many years, and
//! those who had ended by then.
//!
//! A share that still runs, printed in hundredths of a percent, tells nearly how many ended. So it is taken to tell that
//! number exactly: the number is a count of the problem like any other, shown where the share is. The share is a product
//! over all days on which somebody ended, and its interval a sum over them; so beyond a year of which something is hidden
//! both are hidden too, unless everybody is followed so long that the share follows from two counts that are shown.

use std::collections::{BTreeMap, BTreeSet};

use super::counts::{Counts, Knowledge};
use super::heading::{Course, Heading};
use super::printed::shared;
use super::publication::Evidence;
use super::rules::Rules;
use super::statement::{Statement, Told, statement};
use crate::measure::{Apart, Dimension, Unit};
use crate::period::Day;
use crate::report::{Cell, Document, Group, Missing, Table, cohort};

/// The figure that no table has: how many ended within so many years, which the share that still runs tells.
pub(super) const ENDED: &str = "ended_within";

/// A cohort by the name of its table and its group: those who started, and after how many years they are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    /// Who started.
    pub(super) started: Heading,
    /// After how many years; `None` where they start.
    pub(super) years: Option<i32>,
    /// The last day on which anybody is followed.
    pub(super) last: Day,
    /// Whether it is a part of all, and nobody is in two of them.
    pub(super) part: Option<bool>,
}

impl Member {
    /// The cohort that a row is of; `None` where the row is of no table of cohorts.
    pub(super) fn of(statement: &Statement) -> Option<Self> {
        let names = statement.table.strip_prefix(cohort::TABLE)?.strip_prefix("_by_")?;
        let by: Option<Vec<Apart>> = names.split("_by_").map(cohort::named).collect();
        let by = by?;
        let (of, after) = statement.group.parts();
        let (from, last) = (statement.period.from(), statement.period.to());
        let condition = crate::measure::Condition::Inflow;
        let mut started =
            Heading::new(&statement.place, Unit::Benefits, condition, statement.period);
        let parts = if by.len() > 1 { of.parts() } else { (of, &Group::Total) };
        let is_part = *of != Group::Total;
        for (apart, group) in by.iter().zip([parts.0, parts.1]).filter(|_| is_part) {
            match apart {
                Apart::Trait(dimension) => started = started.of(*dimension, group),
                Apart::StartYear => {
                    let year: i32 = group.id().parse().ok()?;
                    started.from = from.max(Day::from_ymd(year, 1, 1)?);
                    started.to = last.min(Day::from_ymd(year, 12, 31)?);
                }
            }
        }
        let years = match after {
            Group::Total => None,
            after => Some(after.id().parse().ok()?),
        };
        let is_parted = by.iter().all(|apart| *apart != Apart::Trait(Dimension::TargetGroup));
        Some(Self { started, years, last, part: is_part.then_some(is_parted) })
    }

    /// Those of them who can be followed for so many years; `None` where nobody can.
    pub(super) fn followed(&self, years: i32) -> Option<Heading> {
        let day = self.last.plus_months(-12 * years);
        // of the last days of February the later one is followed as long
        let next = day.plus_days(1);
        let day = if next.plus_months(12 * years) <= self.last { next } else { day };
        let to = self.started.to.min(day);
        (to >= self.started.from).then(|| Heading { to, ..self.started.clone() })
    }

    /// Those of them who ended within so many years, as far as they are followed.
    pub(super) fn ended(&self, years: i32) -> Heading {
        Heading { after: Some((years, Course::Ended(self.last))), ..self.started.clone() }
    }
}

/// How many ended, for every share of a document.
pub(super) fn ended(document: &Document, evidence: &Evidence) -> Vec<Statement> {
    let mut all = Vec::new();
    for (index, report) in document.reports.iter().enumerate() {
        for table in report.tables.iter().filter(|table| table.id == cohort::TABLE) {
            for row in table.rows.iter().filter(|row| row.figure == "still_running") {
                let count = evidence.ended.get(&(index, row.group.clone()));
                let told = match (&row.value, count) {
                    (Cell::Known(_), Some(count)) => {
                        Told::Number(crate::number::Ratio::whole(i128::from(*count)))
                    }
                    _ => Told::Nothing,
                };
                let shown = statement(report, table, row);
                let (figure, unit) = (ENDED.to_owned(), Unit::Benefits);
                all.push(Statement { figure, unit, value: told, ..shown });
            }
        }
    }
    all
}

/// Hides the shares and intervals that follow from what is hidden.
pub(super) fn hide_shares(
    report: &crate::report::Report,
    table: &mut Table,
    is_hidden: impl Fn(&Heading) -> bool,
) {
    let mut rows = table.rows.clone();
    // by cohort, the first year of which something is hidden
    let mut since: BTreeMap<Heading, i32> = BTreeMap::new();
    let mut shown = BTreeSet::new();
    for row in &rows {
        let Some(member) = Member::of(&statement(report, table, row)) else { continue };
        let Some(years) = member.years else { continue };
        let followed = member.followed(years);
        let running = followed.clone().map(|followed| followed.running(years));
        let told =
            [Some(member.started.clone()), followed.clone(), running, Some(member.ended(years))];
        if told.iter().flatten().any(&is_hidden) {
            let first = since.entry(member.started.clone()).or_insert(years);
            *first = years.min(*first);
        } else if followed.as_ref() == Some(&member.started) {
            shown.insert((member.started, years));
        }
    }
    for row in &mut rows {
        let Some(member) = Member::of(&statement(report, table, row)) else { continue };
        let is_late = member.years.is_some_and(|years| {
            let first = since.get(&member.started);
            let key = (member.started.clone(), years);
            first.is_some_and(|first| *first <= years) && !shown.contains(&key)
        });
        if is_late && row.unit == Unit::Percent {
            let cells = [Some(&mut row.value), row.whole.as_mut()];
            cells.into_iter().flatten().for_each(super::publication::suppress);
            // that there is no interval says that none have ended, or all
            if row.value == Cell::Missing(Missing::NoInterval) {
                row.value = Cell::Suppressed;
            }
        }
    }
    table.rows = rows;
}

/// What is told of a cohort after so many years.
#[derive(Debug, Clone, Copy, Default)]
struct After {
    followed: Option<usize>,
    running: Option<usize>,
    at_risk: Option<usize>,
    ended: Option<usize>,
}

/// A cohort and what is told of it, year by year.
struct OneCohort {
    member: Member,
    started: Option<usize>,
    years: BTreeMap<i32, After>,
}

/// Everything that is known of cohorts.
pub(super) fn cohorts(counts: &mut Counts, statements: &[Statement], rules: Option<Rules>) {
    let mut tables: BTreeMap<(&String, &String, Day, Day), Vec<OneCohort>> = BTreeMap::new();
    for statement in statements {
        let Some(member) = Member::of(statement) else { continue };
        let period = statement.period;
        let key = (&statement.place, &statement.table, period.from(), period.to());
        let table = tables.entry(key).or_default();
        let known = table
            .iter()
            .position(|one| one.member.started == member.started && one.member.part == member.part);
        let known = known.unwrap_or_else(|| {
            let started = counts.numbers.get(&member.started).copied();
            table.push(OneCohort { member: member.clone(), started, years: BTreeMap::new() });
            table.len() - 1
        });
        let Some(years) = member.years else { continue };
        let number = |heading: Option<Heading>| {
            heading.and_then(|heading| counts.numbers.get(&heading).copied())
        };
        let followed = member.followed(years);
        let after = After {
            followed: number(followed.clone()),
            running: number(followed.clone().map(|of| of.running(years))),
            at_risk: number(followed.map(|of| of.at_risk(years))),
            ended: number(Some(member.ended(years))),
        };
        table[known].years.insert(years, after);
    }
    for table in tables.values() {
        for one in table {
            through_time(counts, one, rules);
        }
        together(counts, table);
    }
    for statement in statements.iter().filter(|of| of.figure == "still_running") {
        share(counts, statement);
    }
}

/// Of those who can be followed, each year some end, and some cannot be followed longer.
fn through_time(counts: &mut Counts, one: &OneCohort, rules: Option<Rules>) {
    let start =
        After { followed: one.started, running: one.started, at_risk: one.started, ended: None };
    let mut before = start;
    for (years, now) in &one.years {
        let because = Knowledge::Cohort;
        let mut less = |whole: Option<usize>, part: Option<usize>| {
            if let (Some(whole), Some(part)) = (whole, part)
                && whole != part
            {
                counts.others(because, vec![(whole, 1), (part, -1)], rules);
            }
        };
        less(now.followed, now.running);
        less(now.at_risk, now.running);
        less(before.running, now.at_risk);
        less(before.followed, now.followed);
        less(now.ended, before.ended);
        let is_next = *years == 1 || before.ended.is_some();
        if let (true, Some(ran), Some(runs), Some(ended)) =
            (is_next, before.running, now.running, now.ended)
        {
            // who still ran and has not ended since is followed no longer
            let mut left = vec![(ran, 1), (runs, -1), (ended, -1)];
            left.extend(before.ended.map(|ended| (ended, 1)));
            if now.followed == before.followed {
                counts.equate(because, left);
            } else {
                counts.others(because, left.clone(), rules);
                if let (Some(could), Some(can)) = (before.followed, now.followed) {
                    let mut gone = vec![(could, 1), (can, -1)];
                    gone.extend(left.iter().map(|(number, factor)| (*number, -factor)));
                    counts.others(because, gone, rules);
                }
            }
        }
        before = *now;
    }
}

/// Cohorts are parts of all that started.
fn together(counts: &mut Counts, table: &[OneCohort]) {
    let Some(all) = table.iter().find(|one| one.member.part.is_none()) else { return };
    let parts: Vec<&OneCohort> = table.iter().filter(|one| one.member.part.is_some()).collect();
    let is_parted = parts.iter().all(|one| one.member.part == Some(true));
    if parts.is_empty() {
        return;
    }
    let mut adds_up = |whole: Option<usize>, of: Vec<Option<usize>>, others_are_none: bool| {
        let Some(whole) = whole else { return };
        let is_told = others_are_none || of.iter().all(Option::is_some);
        let of: Vec<usize> = of.into_iter().flatten().filter(|number| *number != whole).collect();
        if of.is_empty() {
            return;
        }
        let mut sum: Vec<(usize, i64)> = of.iter().map(|number| (*number, 1)).collect();
        sum.push((whole, -1));
        match (is_parted, is_told) {
            (true, true) => counts.equate(Knowledge::Parts, sum),
            (true, false) => {
                let rest = sum.into_iter().map(|(number, factor)| (number, -factor)).collect();
                counts.bound(Knowledge::Parts, rest);
            }
            (false, is_told) => {
                for number in &of {
                    counts.bound(Knowledge::Groups, vec![(whole, 1), (*number, -1)]);
                }
                if is_told {
                    counts.bound(Knowledge::Groups, sum);
                }
            }
        }
    };
    adds_up(all.started, parts.iter().map(|one| one.started).collect(), false);
    for (years, after) in &all.years {
        let told = |pick: fn(&After) -> Option<usize>| -> Vec<Option<usize>> {
            parts.iter().map(|one| one.years.get(years).and_then(pick)).collect()
        };
        // a cohort of which nothing is told after so many years has nobody who runs so long
        adds_up(after.running, told(|of| of.running), true);
        adds_up(after.at_risk, told(|of| of.at_risk), true);
        adds_up(after.followed, told(|of| of.followed), false);
        let ended: Vec<Option<usize>> = told(|of| of.ended);
        if ended.iter().all(Option::is_some) {
            adds_up(after.ended, ended, false);
        } else {
            // as many at least as had ended when it was told last
            let told_last = |one: &&OneCohort| {
                let mut told = one.years.range(..=*years).rev();
                told.find_map(|(_, after)| after.ended)
            };
            let mut least: Vec<Option<usize>> = parts.iter().map(told_last).collect();
            least.push(None);
            adds_up(after.ended, least, false);
        }
    }
}

/// Where everybody is followed so long, the share is that of two counts.
fn share(counts: &mut Counts, statement: &Statement) {
    let (Told::Number(share), Some(member)) = (statement.value, Member::of(statement)) else {
        return;
    };
    let Some(years) = member.years else { return };
    let Some(followed) = member.followed(years).filter(|of| *of == member.started) else { return };
    let number = |heading: &Heading| counts.numbers.get(heading).copied();
    if let (Some(value), Some(whole)) =
        (number(&followed.clone().running(years)), number(&followed))
    {
        shared(counts, share, value, whole);
    }
}

/// The counts that a row tells.
pub(super) fn tellings(statement: &Statement, member: &Member) -> Vec<super::heading::Telling> {
    use super::heading::{Column, Telling};
    let tell = |column, heading, told| Telling { column, heading, divisor: 1, told };
    let Some(years) = member.years else {
        return vec![tell(Column::Value, member.started.clone(), statement.value)];
    };
    let is_told = statement.value != Told::Nothing;
    let Some(followed) = member.followed(years).filter(|_| is_told) else { return Vec::new() };
    match statement.figure.as_str() {
        "at_risk" => vec![tell(Column::Value, followed.at_risk(years), statement.value)],
        "still_running_followed" => vec![
            tell(Column::Value, followed.clone().running(years), statement.value),
            tell(Column::Whole, followed, statement.whole),
        ],
        ENDED => vec![tell(Column::Value, member.ended(years), statement.value)],
        _ => Vec::new(),
    }
}

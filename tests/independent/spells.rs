//! Spells: rows that overlap or touch are one, of a case or of a person.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::block::UNKNOWN;
use super::data::Benefit;

/// One uninterrupted stretch on benefit, of a case or of a person.
#[derive(Clone, Debug)]
pub struct Spell {
    /// Its rows.
    pub rows: Vec<Benefit>,
    /// The earliest start.
    pub start: Date,
    /// The latest end; `None` = running, as any of its rows is.
    pub end: Option<Date>,
}

/// A period; both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Period {
    /// Whether the day lies in the period.
    pub fn has(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether something from `start` to `end` has a day in the period.
    pub fn touches(&self, start: Date, end: Option<Date>) -> bool {
        start <= self.to && end.is_none_or(|end| end >= self.from)
    }
}

/// Days from the first to the second.
pub fn days_between(first: Date, second: Date) -> i64 {
    i64::from((second - first).get_days())
}

/// The day so many days later.
pub fn days_later(day: Date, days: i64) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

/// start ≤ d and (no end or end > d): on its last day a benefit counts as ended.
pub fn runs(start: Date, end: Option<Date>, day: Date) -> bool {
    start <= day && end.is_none_or(|end| end > day)
}

fn last_day(end: Option<Date>) -> Date {
    end.unwrap_or(Date::MAX)
}

/// Two rows belong together: the later one starts at most on the day after the other's end,
/// or at most `gap_days` after that (Almere: 30).
fn belong_together(one: &Benefit, other: &Benefit, gap_days: i64) -> bool {
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    match first.end {
        None => true,
        Some(end) => days_between(end, second.start) <= 1 + gap_days,
    }
}

/// Marks rows that belong together until no mark changes any more; one mark is one spell.
fn split(rows: &[&Benefit], gap_days: i64) -> Vec<Spell> {
    let mut marks: Vec<usize> = (0..rows.len()).collect();
    let mut changed = true;
    while changed {
        changed = false;
        for i in 0..rows.len() {
            for j in 0..rows.len() {
                if marks[i] != marks[j] && belong_together(rows[i], rows[j], gap_days) {
                    let mark = marks[i].min(marks[j]);
                    marks[i] = mark;
                    marks[j] = mark;
                    changed = true;
                }
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<Benefit>> = BTreeMap::new();
    for (row, mark) in rows.iter().zip(marks) {
        groups.entry(mark).or_default().push((*row).clone());
    }
    let mut spells: Vec<Spell> = groups.into_values().map(Spell::of).collect();
    spells.sort_by_key(|spell| spell.start);
    spells
}

/// The spells of every case ("a benefit is a case").
pub fn of_cases(rows: &[Benefit], gap_days: i64) -> Vec<Spell> {
    let mut cases: BTreeMap<&str, Vec<&Benefit>> = BTreeMap::new();
    for row in rows {
        cases.entry(&row.case).or_default().push(row);
    }
    cases.into_values().flat_map(|rows| split(&rows, gap_days)).collect()
}

/// The spells of every person over all cases of the person, earliest first.
pub fn of_persons(rows: &[Benefit], gap_days: i64) -> BTreeMap<String, Vec<Spell>> {
    let mut persons: BTreeMap<String, Vec<&Benefit>> = BTreeMap::new();
    for row in rows {
        if let Some(person) = &row.person {
            persons.entry(person.clone()).or_default().push(row);
        }
    }
    persons.into_iter().map(|(person, rows)| (person, split(&rows, gap_days))).collect()
}

impl Spell {
    fn of(rows: Vec<Benefit>) -> Spell {
        let start = rows.iter().map(|row| row.start).min().expect("a spell has rows");
        let last = rows.iter().map(|row| last_day(row.end)).max().expect("a spell has rows");
        let running = rows.iter().any(|row| row.end.is_none());
        Spell { rows, start, end: if running { None } else { Some(last) } }
    }

    /// Whether the spell runs on the day.
    pub fn runs(&self, day: Date) -> bool {
        runs(self.start, self.end, day)
    }

    /// Whether the spell ends in the period.
    pub fn ends_in(&self, period: Period) -> bool {
        self.end.is_some_and(|end| period.has(end))
    }

    /// The row whose person is the oldest, and of this person the last one: "the oldest person
    /// leads (CBS 82015NED) … the lead person's last row in the spell (latest start, then latest
    /// end). A tie goes to the smallest person_id, then the latest start, then the smallest text."
    pub fn lead(&self) -> &Benefit {
        let birth = |row: &Benefit| {
            let same = self.rows.iter().filter(|other| {
                other.order == row.order || (row.person.is_some() && other.person == row.person)
            });
            // Whose birth is not known comes after all others.
            same.filter_map(|row| row.birth).min().unwrap_or(Date::MAX)
        };
        let later = |one: &Benefit, other: &Benefit| {
            (other.start, last_day(other.end)).cmp(&(one.start, last_day(one.end)))
        };
        self.rows
            .iter()
            .min_by(|one, other| {
                birth(one)
                    .cmp(&birth(other))
                    .then(one.person.cmp(&other.person))
                    .then(later(one, other))
                    .then(one.order.cmp(&other.order))
            })
            .expect("a spell has rows")
    }

    /// The row that ends last, among those that `choose` wants; ties as for the lead.
    fn ends_last(&self, choose: impl Fn(&Benefit) -> bool) -> Option<&Benefit> {
        self.rows.iter().filter(|row| choose(row)).min_by(|one, other| {
            last_day(other.end)
                .cmp(&last_day(one.end))
                .then(one.person.cmp(&other.person))
                .then(other.start.cmp(&one.start))
                .then(one.order.cmp(&other.order))
        })
    }

    /// "Its end reason is that of the row that ends last; `partner` gives way to a known reason
    /// of the spell's other rows (the one that ends last)" (Regeling, code 97).
    pub fn end_reason(&self) -> &str {
        let last = &self.ends_last(|_| true).expect("a spell has rows").end_reason;
        if last != "partner" {
            return last;
        }
        let known = |row: &Benefit| row.end_reason != "partner" && row.end_reason != UNKNOWN;
        self.ends_last(known).map_or(last, |row| &row.end_reason)
    }

    /// Whether the spell ended to work or to a business of one's own.
    pub fn ended_to_work(&self) -> bool {
        ["work", "self_employment"].contains(&self.end_reason())
    }

    /// The start reason of the earliest row; a tie goes to the smallest person_id, then the
    /// latest end, then the smallest text.
    pub fn start_reason(&self) -> &str {
        let earliest = self.rows.iter().min_by(|one, other| {
            one.start
                .cmp(&other.start)
                .then(one.person.cmp(&other.person))
                .then(last_day(other.end).cmp(&last_day(one.end)))
                .then(one.order.cmp(&other.order))
        });
        &earliest.expect("a spell has rows").start_reason
    }
}

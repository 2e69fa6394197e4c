//! Rows into spells (section 3 of the definitions).
//!
//! Rows of one case, or of one person over all cases, that overlap or touch are one spell: its start is the
//! earliest start, its end the latest end, and it runs if any row runs. With `gap_days` a gap of so many days
//! is bridged (Almere: back within 30 days is neither out nor in).

use std::cmp::{Ordering, Reverse};

use super::window::Window;
use crate::dataset::kind::FileKind;
use crate::period::Day;
use crate::record::{Benefit, Code, Fields, Key, RowId, Store, column, day_of};

/// A benefit row as far as spells need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row {
    /// What it is gathered by: a number that rows of one unit share, and no others.
    pub(crate) key: Key,
    /// The first day.
    pub(crate) start: Day,
    /// The last day; [`RUNNING`] while it runs.
    pub(crate) end: Day,
    /// The row itself.
    pub(crate) id: RowId,
    /// What else is asked of the rows of a person, so that the row itself need not be looked up again: see
    /// [`Row::of_person`].
    pub(crate) extra: u32,
}

/// Bits for the sex in what is kept of a benefit row.
const SEX_BITS: u32 = 12;
/// A sex that does not fit.
const OTHER_SEX: u32 = (1 << SEX_BITS) - 1;

/// An end that never comes: later than every day that is accepted as an end.
pub(crate) const RUNNING: Day = Day::MAX;

/// Consecutive rows of one unit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spell<'a> {
    /// The earliest start.
    pub(crate) start: Day,
    /// The latest end; [`RUNNING`] if any row runs.
    pub(crate) end: Day,
    /// Its rows, by start.
    pub(crate) rows: &'a [Row],
}

impl Row {
    /// Reads what spells need of a row.
    #[inline]
    pub(crate) fn read(fields: Fields<'_>, id: RowId, key: Key) -> Self {
        Self::of(id, key, [column::START, column::END].map(|column| fields.get(column)))
    }

    /// A row with its first and last day as they are stored.
    #[inline(always)]
    pub(crate) fn of(id: RowId, key: Key, [start, end]: [u64; 2]) -> Self {
        let (start, end) = (day_of(start).unwrap_or(Day::MIN), day_of(end).unwrap_or(RUNNING));
        Self { key, start, end, id, extra: 0 }
    }

    /// The columns by which persons are looked at: of a benefit row birth and sex besides its days, of a placement its
    /// kind, of a participation nothing more.
    pub(crate) const fn columns_of_person(kind: FileKind) -> [usize; 5] {
        let (person, [one, other]) = match kind {
            FileKind::Benefits => (column::PERSON, [column::BIRTH, column::SEX]),
            FileKind::Placements => (column::PLACEMENT_PERSON, [column::PLACEMENT_KIND; 2]),
            FileKind::Programmes | FileKind::Payments => {
                (column::PARTICIPATION_PERSON, [column::END; 2])
            }
        };
        [person, column::START, column::END, one, other]
    }

    /// The row of a person by these columns.
    #[inline(always)]
    pub(crate) fn of_person(kind: FileKind, id: RowId, values: [u64; 5]) -> Self {
        let [key, start, end, one, other] = values;
        let value = |value| u32::try_from(value).unwrap_or(u32::MAX);
        let extra = match kind {
            FileKind::Benefits => value(one) << SEX_BITS | value(other).min(OTHER_SEX),
            FileKind::Placements => value(one),
            FileKind::Programmes | FileKind::Payments => 0,
        };
        Self { extra, ..Self::of(id, Key(key), [start, end]) }
    }

    /// Birth and sex of a benefit row of a person, 0 where they are not known.
    pub(crate) fn birth_and_sex(&self, store: &Store) -> [u64; 2] {
        let (birth, sex) = (u64::from(self.extra >> SEX_BITS), self.extra & OTHER_SEX);
        let sex = if sex == OTHER_SEX { store.get(self.id, column::SEX) } else { u64::from(sex) };
        [birth, sex]
    }

    /// Whether the row has a day in a period.
    pub(crate) fn overlaps(&self, window: &Window) -> bool {
        self.start <= window.to && self.end >= window.from
    }
}

impl Spell<'_> {
    /// Whether the spell runs on a day: it has started and its last day is still to come.
    pub(crate) fn runs_on(&self, day: Day) -> bool {
        self.start <= day && self.end > day
    }

    /// Whether the spell has a day in from–to.
    pub(crate) fn overlaps(&self, from: Day, to: Day) -> bool {
        self.start <= to && self.end >= from
    }
}

/// The spells of one unit's rows, which are sorted by start, earliest first.
pub(crate) fn spells(rows: &[Row], gap_days: i32) -> impl Iterator<Item = Spell<'_>> {
    let mut left = rows;
    std::iter::from_fn(move || {
        let (first, others) = left.split_first()?;
        let mut end = first.end;
        let mut joins = |row: &&Row| {
            let joined = touches(end, row.start, gap_days);
            end = if joined { end.max(row.end) } else { end };
            joined
        };
        let count = 1 + others.iter().take_while(|row| joins(row)).count();
        let of_spell;
        (of_spell, left) = left.split_at(count);
        Some(Spell { start: first.start, end, rows: of_spell })
    })
}

fn touches(end: Day, start: Day, gap_days: i32) -> bool {
    end == RUNNING || start.number() <= end.number() + 1 + gap_days
}

/// Decides a tie between rows by what they say, never by where they stand.
pub(crate) trait TieBreak {
    /// The text of the person's identifier.
    fn person(&self, row: &Benefit) -> String;
    /// The row's fields as text, in canonical order.
    fn text(&self, row: &Benefit) -> String;
}

/// The row that speaks for a spell: the last row of its applicant where the export says who that is, else of its
/// oldest person (CBS 82015NED counts a couple as one benefit).
pub(crate) fn lead<'r>(
    rows: &'r [Benefit],
    applicant: Code,
    ties: &impl TieBreak,
) -> Option<&'r Benefit> {
    if let [only] = rows {
        return Some(only);
    }
    let has_applicant = rows.iter().any(|row| row.role == applicant);
    let may_lead = |row: &&Benefit| !has_applicant || row.role == applicant;
    let rows = || rows.iter().filter(may_lead);
    let birth = |row: &Benefit| row.birth.unwrap_or(Day::MAX);
    let oldest = rows().map(birth).min()?;
    let elders = || rows().filter(|row| birth(row) == oldest);
    let first = elders().next()?.person;
    let leader = if elders().all(|row| row.person == first) {
        first
    } else {
        elders().min_by_key(|row| ties.person(row))?.person
    };
    // rows without an identifier stand each for a person of their own
    let of_leader =
        rows().filter(|row| row.person == leader && (!leader.is_none() || birth(row) == oldest));
    let rank = |row: &Benefit| (row.start, row.end.unwrap_or(RUNNING));
    let tie = |left: &Benefit, right: &Benefit| ties.text(left).cmp(&ties.text(right));
    best(of_leader, rank, |left, right| left == right, tie)
}

/// The reason of a spell's end: that of the row that ends last; `partner` gives way to a known reason of the
/// other rows, the one that ends last (Regeling, BUS field 34, code 97).
pub(crate) fn end_reason(rows: &[Benefit], partner: Code, ties: &impl TieBreak) -> Code {
    if let [only] = rows {
        return only.end_reason;
    }
    let last = ends_last(rows.iter(), ties).map_or(0, |row| row.end_reason);
    if last != partner {
        return last;
    }
    let known = rows.iter().filter(|row| row.end_reason != partner && row.end_reason != 0);
    ends_last(known, ties).map_or(partner, |row| row.end_reason)
}

fn ends_last<'r>(
    rows: impl Iterator<Item = &'r Benefit> + Clone,
    ties: &impl TieBreak,
) -> Option<&'r Benefit> {
    let rank = |row: &Benefit| row.end.unwrap_or(RUNNING);
    let same = |left: &Benefit, right: &Benefit| left.end_reason == right.end_reason;
    best(rows, rank, same, |left, right| {
        let people = ties.person(left).cmp(&ties.person(right));
        let starts = || right.start.cmp(&left.start);
        people.then_with(starts).then_with(|| ties.text(left).cmp(&ties.text(right)))
    })
}

/// The reason of a spell's start: that of its earliest row.
pub(crate) fn start_reason(rows: &[Benefit], ties: &impl TieBreak) -> Code {
    if let [only] = rows {
        return only.start_reason;
    }
    let same = |left: &Benefit, right: &Benefit| left.start_reason == right.start_reason;
    let earliest = best(
        rows.iter(),
        |row| Reverse(row.start),
        same,
        |left, right| {
            let end = |row: &Benefit| row.end.unwrap_or(RUNNING);
            let people = ties.person(left).cmp(&ties.person(right));
            let ends = || end(right).cmp(&end(left));
            people.then_with(ends).then_with(|| ties.text(left).cmp(&ties.text(right)))
        },
    );
    earliest.map_or(0, |row| row.start_reason)
}

/// The row with the largest rank; of equals the smallest by `tie`, which is asked only where not all of them are
/// the `same` for what is sought.
fn best<'r, R: Ord>(
    rows: impl Iterator<Item = &'r Benefit> + Clone,
    rank: impl Fn(&Benefit) -> R,
    same: impl Fn(&Benefit, &Benefit) -> bool,
    tie: impl Fn(&Benefit, &Benefit) -> Ordering,
) -> Option<&'r Benefit> {
    let top = rows.clone().map(&rank).max()?;
    let mut equals = rows.filter(|row| rank(row) == top);
    let first = equals.next()?;
    if equals.clone().all(|row| same(row, first)) {
        return Some(first);
    }
    equals.chain([first]).min_by(|left, right| tie(left, right))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i32) -> Day {
        Day::from_number(number)
    }

    /// Spells of rows given as (start, end), each spell as (start, end); an end of 999 is running.
    fn made(rows: &[(i32, i32)], gap_days: i32) -> Vec<(i32, i32)> {
        let id = crate::record::any_row_id().unwrap();
        let end = |end| if end == 999 { RUNNING } else { day(end) };
        let mut rows: Vec<Row> = rows
            .iter()
            .map(|row| Row { key: Key(1), start: day(row.0), end: end(row.1), id, extra: 0 })
            .collect();
        rows.sort_unstable();
        let number = |day: Day| if day == RUNNING { 999 } else { day.number() };
        spells(&rows, gap_days).map(|s| (number(s.start), number(s.end))).collect()
    }

    #[test]
    fn rows_that_overlap_or_touch_are_one_spell() {
        assert_eq!(made(&[(1, 10), (5, 20)], 0), [(1, 20)]);
        assert_eq!(made(&[(1, 10), (11, 20)], 0), [(1, 20)]);
        assert_eq!(made(&[(1, 10), (12, 20)], 0), [(1, 10), (12, 20)]);
        assert_eq!(made(&[(1, 30), (5, 10), (31, 40)], 0), [(1, 40)]);
        assert_eq!(made(&[(1, 999), (50, 60), (500, 600)], 0), [(1, 999)]);
        assert_eq!(made(&[(7, 7)], 0), [(7, 7)]);
    }

    #[test]
    fn a_gap_within_the_rule_is_bridged() {
        assert_eq!(made(&[(1, 10), (41, 50)], 30), [(1, 50)]);
        assert_eq!(made(&[(1, 10), (42, 50)], 30), [(1, 10), (42, 50)]);
    }

    #[test]
    fn the_last_day_of_entitlement_is_the_day_it_ended() {
        let spell = Spell { start: day(1), end: day(10), rows: &[] };
        assert!(spell.runs_on(day(9)) && !spell.runs_on(day(10)) && !spell.runs_on(day(0)));
        assert!(spell.overlaps(day(10), day(20)) && !spell.overlaps(day(11), day(20)));
    }
}

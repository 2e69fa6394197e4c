//! Cases → rows of the benefits export: one for each person and each stretch between renewals.

use std::io;

use super::Maker;
use super::calendar::Date;
use super::case::{Case, Cases, Person};
use super::identifier;
use super::random::{Random, Series, Weighted};
use super::rows::Rows;
use super::style::Word;
use super::words;

/// Into how many stretches a spell is cut by renewals.
const STRETCHES: Weighted<u32> = Weighted::new(&[(765, 1), (180, 2), (55, 3)]);
/// Days after which rows are booked: weight, fewest, most.
const BOOKED_AFTER: Weighted<(i32, i32)> =
    Weighted::new(&[(70, (0, 20)), (20, (21, 45)), (10, (46, 120))]);
/// The first year in which profiles were made.
const PROFILES_SINCE: i32 = 2013;

/// The rows of the benefits export.
pub(super) const MAKER: Maker = Maker { most: 6, most_of, write };

/// Into how many stretches the spells of the lead person and of the other are cut, where they are long enough.
fn stretches(cases: &Cases, number: u64) -> [u32; 2] {
    let mut random = cases.random(number, Series::Stretches);
    [random.weighted(&STRETCHES), random.weighted(&STRETCHES)]
}

fn most_of(cases: &Cases, number: u64) -> u64 {
    let [lead, partner] = stretches(cases, number);
    u64::from(lead + if cases.couple(number).0 { partner } else { 0 })
}

/// What all rows of a case have in common.
struct Common<'a> {
    cases: &'a Cases,
    number: u64,
    case: &'a Case,
    scheme: Word,
    start_reason: &'static str,
    /// What a job takes off the monthly amount, in cents; `None` where the amount is missing.
    reduction: Option<u64>,
}

/// One person's time on a case.
struct Stay {
    person: Person,
    start: Date,
    end: Option<Date>,
    reason: Word,
    /// The last day on which there are two; `None` where nobody leaves before the other.
    couple_until: Option<Date>,
}

/// Writes the rows of a case.
fn write(cases: &Cases, number: u64, rows: &mut Rows<'_>) -> io::Result<()> {
    let case = cases.case(number);
    let mut random = cases.random(number, Series::Rows);
    let is_old = case.start - case.lead.birth >= 50 * 365;
    let schemes = if is_old { &words::SCHEMES_FROM_50 } else { &words::SCHEMES };
    let reduction = match random.below(1000) {
        0..730 => Some(0),
        730..980 => Some(u64::from(10_000 + random.below(50_000))),
        _ => None,
    };
    let common = Common {
        cases,
        number,
        case: &case,
        scheme: random.weighted(schemes),
        start_reason: random.weighted(&words::START_REASONS),
        reduction,
    };
    let (lead, partner) = stays(cases, &case, &mut random);
    let [of_lead, of_partner] = stretches(cases, number);
    common.stay(&lead, of_lead, &mut random, rows)?;
    partner.map_or(Ok(()), |partner| common.stay(&partner, of_partner, &mut random, rows))
}

/// How long each stays. Mostly a couple comes and goes together, and the reason stands with one of the two.
fn stays(cases: &Cases, case: &Case, random: &mut Random) -> (Stay, Option<Stay>) {
    let stay = |person, reason| Stay {
        person,
        start: case.start,
        end: case.end,
        reason,
        couple_until: None,
    };
    let mut lead = stay(case.lead, case.end_reason);
    let Some(person) = case.partner else { return (lead, None) };
    let mut partner = stay(person, case.end_reason);
    let last = case.end.unwrap_or(cases.calendar.to);
    if random.chance(120) {
        partner.start = random.between(case.start, last);
    }
    if random.chance(130) {
        partner.end = Some(random.between(partner.start, last));
        partner.reason = random.weighted(&words::PARTNER_LEAVES);
        lead.couple_until = partner.end;
    } else if case.end.is_some() && case.end_reason != words::PENSION {
        match random.below(100) {
            0..60 => partner.reason = words::PARTNER,
            60..85 => lead.reason = words::PARTNER,
            _ => {}
        }
    } else if case.end.is_some() {
        partner.reason = words::PARTNER;
    }
    (lead, Some(partner))
}

impl Common<'_> {
    fn stay(
        &self,
        stay: &Stay,
        stretches: u32,
        random: &mut Random,
        rows: &mut Rows<'_>,
    ) -> io::Result<()> {
        let last = stay.end.unwrap_or(self.cases.calendar.to);
        let mut start = stay.start;
        for left in (2..=stretches).rev() {
            let most = (last - start) / i32::try_from(left).unwrap_or(1);
            if most < 60 {
                break;
            }
            let end = start + random.between(30, most);
            // most renewals touch; now and then a case is closed and opened again
            let gap = if random.chance(100) { random.between(3, 29) } else { 0 };
            let reason = if gap > 0 { random.weighted(&words::END_REASONS) } else { words::EMPTY };
            self.row(stay, (start, Some(end)), reason, random, rows)?;
            start = end + gap + 1;
        }
        self.row(stay, (start, stay.end), stay.reason, random, rows)
    }

    fn row(
        &self,
        stay: &Stay,
        (start, end): (Date, Option<Date>),
        reason: Word,
        random: &mut Random,
        rows: &mut Rows<'_>,
    ) -> io::Result<()> {
        let style = rows.style();
        let is_couple = self.case.partner.is_some()
            && stay.couple_until.is_none_or(|until| end.is_some_and(|end| end <= until));
        let household = if is_couple { words::COUPLE } else { self.case.alone };
        rows.number(identifier::case(self.number));
        rows.number(identifier::person(stay.person.index));
        rows.text(self.case.district);
        rows.text(self.scheme.text(style));
        rows.date(Some(start));
        rows.date(end);
        rows.text(reason.text(style));
        rows.text(self.start_reason);
        rows.text(household.text(style));
        rows.number(self.cases.calendar.year(stay.person.birth).unsigned_abs().into());
        rows.text(if stay.person.woman { words::WOMAN } else { words::MAN }.text(style));
        rows.amount(self.amount(household, start));
        // what is taken off the amount is what somebody earns
        rows.amount(self.reduction.filter(|reduction| *reduction > 0));
        rows.text(stay.person.groups);
        rows.date(self.profile(start, end, random));
        rows.date(Some(self.booked(end.unwrap_or(start), rows.index())));
        rows.end_row_in(self.cases.places.named(self.case.place))
    }

    /// The amount in cents: the norm of the household rises year by year.
    fn amount(&self, household: Word, start: Date) -> Option<u64> {
        let year = u64::try_from(self.cases.calendar.year(start) - 1999).unwrap_or(0);
        let norm = 80_000 + 2_317 * year;
        let of_household = match household {
            words::COUPLE => norm * 143 / 100,
            words::SINGLE_PARENT => norm * 110 / 100,
            words::OTHER_HOUSEHOLD => norm * 45 / 100,
            _ => norm,
        };
        Some(of_household.saturating_sub(self.reduction?).max(2_500))
    }

    /// Most rows are booked within some weeks, some only months later.
    fn booked(&self, day: Date, row: u64) -> Date {
        let mut random = self.cases.random(MAKER.most * self.number + row, Series::Bookings);
        let (fewest, most) = random.weighted(&BOOKED_AFTER);
        (day + random.between(fewest, most)).min(self.cases.calendar.to)
    }

    fn profile(&self, start: Date, end: Option<Date>, random: &mut Random) -> Option<Date> {
        let calendar = &self.cases.calendar;
        if calendar.year(start) < PROFILES_SINCE || !random.chance(550) {
            return None;
        }
        let day = start + random.between(14, 400);
        (day <= end.unwrap_or(calendar.to)).then_some(day)
    }
}

//! One case: who is on it, from when to when, and why it ends.
//!
//! Everything about a case follows from its number and the seed. So nothing need be remembered of the cases before it,
//! and yet people can come back: the earlier case is simply made again.

use super::Plan;
use super::calendar::{Calendar, Date};
use super::flow::Flow;
use super::place::{Places, district};
use super::random::{Random, Series, Weighted};
use super::style::Word;
use super::words;

/// Ages at the start: weight, youngest, oldest.
const AGES: Weighted<(i32, i32)> = Weighted::new(&[
    (22, (18, 26)),
    (24, (27, 34)),
    (22, (35, 44)),
    (19, (45, 54)),
    (13, (55, 63)),
]);
/// Days on benefit: weight, fewest, most.
const DURATIONS: Weighted<(i32, i32)> = Weighted::new(&[
    (18, (20, 180)),
    (20, (181, 365)),
    (22, (366, 730)),
    (14, (731, 1460)),
    (12, (1461, 2900)),
    (14, (2901, 9000)),
]);
/// How many people of a thousand cases come back from an earlier one, as far as one is found.
const RETURNS: u32 = 300;
/// Days from birth to the age of the state pension, about 66.
const PENSION_DAYS: i32 = 24_106;

/// A person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person {
    /// The person's place in the series of numbers.
    pub(super) index: u64,
    /// The day of birth.
    pub(super) birth: Date,
    /// A woman.
    pub(super) woman: bool,
    /// Target groups, separated by `|`.
    pub(super) groups: &'static str,
}

/// A case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case {
    /// The person who leads.
    pub(super) lead: Person,
    /// The other person of a couple.
    pub(super) partner: Option<Person>,
    /// The first day.
    pub(super) start: Date,
    /// The last day, unless still running when the coverage ends.
    pub(super) end: Option<Date>,
    /// Why it ended.
    pub(super) end_reason: Word,
    /// The household of somebody alone.
    pub(super) alone: Word,
    /// The municipality.
    pub(super) place: usize,
    /// The district.
    pub(super) district: &'static str,
}

impl Case {
    /// One of its people, by chance: more often the one who leads.
    pub(super) fn somebody(&self, random: &mut Random) -> u64 {
        match self.partner {
            Some(partner) if random.chance(400) => partner.index,
            _ => self.lead.index,
        }
    }
}

/// All cases of a sample.
#[derive(Debug)]
pub(super) struct Cases {
    /// The days.
    pub(super) calendar: Calendar,
    /// The municipalities.
    pub(super) places: Places,
    flow: Flow,
    seed: u64,
    count: u64,
    /// How many of a hundred are of two people.
    couples: u32,
}

impl Cases {
    /// The cases of a plan.
    pub(super) fn new(calendar: Calendar, places: Places, plan: &Plan) -> Self {
        let &Plan { cases: count, seed, couples, .. } = plan;
        Self { flow: Flow::new(&calendar, count), calendar, places, seed, count, couples }
    }

    /// The numbers of all cases.
    pub(super) const fn numbers(&self) -> std::ops::Range<u64> {
        0..self.count
    }

    /// The chances of a case for one purpose.
    pub(super) fn random(&self, number: u64, series: Series) -> Random {
        Random::new(self.seed, number, series)
    }

    /// Whether a case is of two people, with the chances of who the other is.
    pub(super) fn couple(&self, number: u64) -> (bool, Random) {
        let mut random = self.random(number, Series::Partner);
        (random.chance(10 * self.couples), random)
    }

    /// A case: of somebody new, or of somebody who was on an earlier one.
    pub(super) fn case(&self, number: u64) -> Case {
        let mut random = self.random(number, Series::Return);
        if random.chance(RETURNS) {
            for _ in 0..3 {
                if let Some(case) = self.again(number, &mut random) {
                    return case;
                }
            }
        }
        self.new_case(number)
    }

    /// Whether a case is for certain of somebody new.
    fn is_new(&self, number: u64) -> bool {
        !self.random(number, Series::Return).chance(RETURNS)
    }

    /// A case of somebody who has not been on one before.
    fn new_case(&self, number: u64) -> Case {
        let mut random = self.random(number, Series::Spell);
        let start = self.flow.start(number, &mut random);
        let age = random.weighted(&AGES);
        let lead = person(3 * number, start, age, None, &mut random);
        self.spell(number, start, lead, &mut random)
    }

    /// A case of somebody who was on an earlier one, where a draw finds such a person.
    fn again(&self, number: u64, random: &mut Random) -> Option<Case> {
        let years = if random.chance(550) { 2 } else { 7 };
        let back = random.below_many((self.count * years / 27).min(number)) + 1;
        let earlier = number.checked_sub(back).filter(|earlier| self.is_new(*earlier))?;
        let before = self.new_case(earlier);
        let nominal = self.flow.start(number, random);
        let days_off = nominal - before.end?;
        let never_again = matches!(before.end_reason, words::PENSION | words::DECEASED);
        if days_off <= 0 || never_again || nominal - before.lead.birth > PENSION_DAYS - 400 {
            return None;
        }
        // some go from one case to the next without a day between
        let start = if days_off < 60 && random.chance(400) { before.end? + 1 } else { nominal };
        let mut case = self.spell(number, start, before.lead, random);
        if random.chance(960) {
            (case.place, case.district) = (before.place, before.district);
        }
        Some(case)
    }

    fn spell(&self, number: u64, start: Date, lead: Person, random: &mut Random) -> Case {
        let age = (start - lead.birth) / 365;
        // by chances of their own, so that the share of couples changes nothing about the other cases
        let (is_couple, mut partners) = self.couple(number);
        let partner = is_couple.then(|| {
            let ages = ((age - 8).max(18), (age + 5).min(63));
            person(3 * number + 1, start, ages, Some(!lead.woman), &mut partners)
        });
        let (end, end_reason) = self.end(start, lead, random);
        let place = self.places.place(random);
        Case {
            lead,
            partner,
            start,
            end,
            end_reason,
            alone: household(lead.woman, random),
            place,
            district: district(place, random),
        }
    }

    fn end(&self, start: Date, lead: Person, random: &mut Random) -> (Option<Date>, Word) {
        let (fewest, most) = random.weighted(&DURATIONS);
        let mut end = start + random.between(fewest, most);
        let mut reason = random.weighted(&words::END_REASONS);
        let pension = (lead.birth + PENSION_DAYS).max(start + 1);
        if end >= pension {
            (end, reason) = (pension, words::PENSION);
        } else if end <= self.calendar.to && random.chance(350) {
            end = self.calendar.end_of_month(end);
        }
        if end > self.calendar.to { (None, words::EMPTY) } else { (Some(end), reason) }
    }
}

fn person(
    index: u64,
    start: Date,
    (youngest, oldest): (i32, i32),
    woman: Option<bool>,
    random: &mut Random,
) -> Person {
    let age = random.between(youngest, oldest);
    Person {
        index,
        birth: start - age * 365 - age / 4 - random.between(1, 364),
        woman: woman.unwrap_or_else(|| random.chance(520)),
        groups: random.weighted(&words::TARGET_GROUPS),
    }
}

fn household(woman: bool, random: &mut Random) -> Word {
    let draw = random.below(1000);
    let parents = if woman { 350 } else { 40 };
    match draw {
        _ if draw < parents => words::SINGLE_PARENT,
        950.. => words::OTHER_HOUSEHOLD,
        _ => words::SINGLE,
    }
}

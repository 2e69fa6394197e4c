//! An invented history of benefits and jobs, by a generator of its own.

/// Random numbers that are the same on every machine.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.below(from.len() as u64)).unwrap()]
    }

    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// A day by the number that spreadsheets keep for it.
pub(super) type Serial = i64;

pub(super) fn serial(year: i64, month: i64, day: i64) -> Serial {
    let (y, m) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let era = y.div_euclid(400);
    let of_era = y - era * 400;
    let of_year = (153 * m + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468 + 25_569
}

pub(super) fn civil(day: Serial) -> (i64, i64, i64) {
    let z = day - 25_569 + 719_468;
    let (era, of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let of = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * of + of / 4 - of / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (of + era * 400 + i64::from(month <= 2), month, of_year - (153 * from_march + 2) / 5 + 1)
}

/// One person on one case.
#[derive(Clone)]
pub(super) struct Benefit {
    pub(super) case: u64,
    pub(super) person: u64,
    pub(super) start: Serial,
    pub(super) end: Option<Serial>,
    pub(super) reason: &'static str,
    pub(super) household: &'static str,
    pub(super) birth: Serial,
    pub(super) sex: &'static str,
    pub(super) cents: Option<i64>,
    pub(super) district: &'static str,
    pub(super) groups: Vec<&'static str>,
}

pub(super) struct Job {
    pub(super) person: u64,
    pub(super) start: Serial,
    pub(super) full_time: bool,
    pub(super) sector: &'static str,
}

pub(super) struct History {
    pub(super) benefits: Vec<Benefit>,
    pub(super) jobs: Vec<Job>,
}

pub(super) fn history(seed: u64) -> History {
    let dice = &mut Dice(seed.wrapping_mul(77) + 5);
    let (first, last) = (serial(2016, 1, 4), serial(2018, 12, 20));
    let (mut benefits, mut jobs) = (Vec::new(), Vec::new());
    for case in 0..60_u64 {
        let start =
            first + i64::try_from(dice.below(u64::try_from(last - first).unwrap())).unwrap();
        let end = dice.chance(50).then(|| start + 20 + i64::try_from(dice.below(500)).unwrap());
        let end = end.filter(|end| *end <= last);
        let couple = dice.chance(30);
        let reason = if end.is_some() { dice.pick(&["11", "32", "07", "05"]) } else { "" };
        let cents = dice.chance(90).then(|| 60_000 + i64::try_from(dice.below(120_000)).unwrap());
        for of_couple in 0..=u64::from(couple) {
            let person = 4_000 + case * 10 + of_couple;
            let year =
                1950 + i64::try_from(dice.below(48)).unwrap() - if of_couple > 0 { 60 } else { 0 };
            let birth = serial(year.max(1930 + i64::from(u8::try_from(of_couple).unwrap())), 3, 12);
            let mut groups = vec!["statushouder", "arbeidsbeperking", "alleenstaande moeder"];
            groups.retain(|_| dice.chance(25));
            benefits.push(Benefit {
                case: 1_000 + case,
                person,
                start,
                end,
                reason,
                household: if couple { "Gehuwd" } else { "Alleenstaande" },
                birth,
                sex: dice.pick(&["M", "V"]),
                cents,
                district: dice.pick(&["Centrum", "Noord", "Zeswegen"]),
                groups,
            });
            if dice.chance(30) {
                let start = start + 10 + i64::try_from(dice.below(200)).unwrap();
                let (full_time, sector) =
                    (dice.chance(50), dice.pick(&["Zorg", "Horeca", "Bouw", "Café"]));
                jobs.push(Job { person, start: start.min(last), full_time, sector });
            }
        }
    }
    History { benefits, jobs }
}

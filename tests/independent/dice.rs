//! The dice of the random exports, and what they throw: days, lengths and persons.

use jiff::civil::Date;

/// splitmix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A whole number from `low` up to and including `high`.
    pub fn number(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1) as u64) as i64
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.number(1, 100) <= percent
    }

    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.number(0, from.len() as i64 - 1) as usize]
    }

    pub fn sometimes(&mut self, percent: i64, text: &str) -> String {
        if self.chance(percent) { text.to_string() } else { String::new() }
    }
}

pub fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a day")
}

pub fn later(day: Date, days: i64) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

/// A day, dense in 2016–2018 and often on the border of a period.
pub fn any_day(dice: &mut Dice) -> Date {
    let year = if dice.chance(85) { dice.number(2016, 2018) } else { dice.number(2014, 2019) };
    let any = later(day(year as i16, 1, 1), dice.number(0, 364));
    match dice.number(1, 100) {
        1..=4 => any.first_of_year(),
        5..=8 => any.last_of_year(),
        9..=14 => any.first_of_month(),
        15..=20 => any.last_of_month(),
        21..=22 => day(any.year(), 6, 30),
        23..=24 => day(any.year(), 7, 1),
        _ => any,
    }
}

/// How many days a row lasts after its first; `None` = running.
pub fn length(dice: &mut Dice) -> Option<i64> {
    match dice.number(1, 100) {
        1..=8 => Some(0),
        9..=25 => Some(dice.number(1, 31)),
        26..=70 => Some(dice.number(30, 500)),
        71..=80 => Some(dice.number(500, 1500)),
        _ => None,
    }
}

pub fn written(end: Option<Date>) -> String {
    end.map(|end| end.to_string()).unwrap_or_default()
}

pub struct Person {
    pub id: String,
    pub birth_date: String,
    pub birth_year: String,
    pub sex: &'static str,
}

/// An identifier: local text, leading zeros, or nine digits.
pub fn identifier(dice: &mut Dice, style: i64, letter: char, number: usize) -> String {
    match style {
        1 => format!("{letter}{number}"),
        2 => format!("{number:06}"),
        3 => format!("{:09}", 100_000_000 + number as i64 * 7919),
        _ => {
            let style = dice.number(1, 2);
            let id = identifier(dice, style, letter, number);
            format!("{letter}-{id}")
        }
    }
}

pub fn person(dice: &mut Dice, style: i64, number: usize) -> Person {
    let id = identifier(dice, style, 'p', number);
    let year = dice.number(1950, 2000);
    let sex = dice.pick(&["1", "2", "m", "v", "man", "vrouw", "woman", ""]);
    let (birth_date, birth_year) = match dice.number(1, 100) {
        1..=6 => (String::new(), String::new()),
        7..=30 => (String::new(), year.to_string()),
        _ => {
            let born = day(year as i16, dice.number(1, 12) as i8, dice.number(1, 28) as i8);
            (born.to_string(), year.to_string())
        }
    };
    Person { id, birth_date, birth_year, sex }
}

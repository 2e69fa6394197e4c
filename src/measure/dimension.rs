//! The dimensions by which counted units may be grouped, and the groups that each unit is in.

use std::sync::Arc;

use crate::period::Day;
use crate::record::{CategoryCodes, Code};

/// A dimension by which counted units may be grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Dimension {
    /// Age on the day counted, in classes (`definitions.age_bounds`).
    Age,
    /// Sex.
    Sex,
    /// Household (leefvorm).
    Household,
    /// Scheme (statistiekcode).
    Scheme,
    /// Duration of the spell up to the day counted (CBS 85617NED).
    Duration,
    /// District.
    District,
    /// Why the benefit ended.
    EndReason,
    /// Why the benefit started.
    StartReason,
    /// Full-time, part-time or self-employed.
    WorkKind,
    /// Sector of a job.
    Sector,
    /// Employer of a job.
    Employer,
    /// What came of a programme.
    Result,
    /// Municipality of the row that speaks for the unit.
    Municipality,
    /// Class of the wage value of a job.
    WageValue,
    /// Completed months of the spell up to the day counted: they are counted one by one and shown as means.
    Months,
    /// Labels of the column `target_groups`; a unit may have several.
    TargetGroup,
    /// Youth, 50-plus, couple, without benefit, youth without benefit, and the labels of `target_groups`; a person may be in several.
    PersonGroup,
    /// Programme; a person may be in several.
    Programme,
    /// Kind of programme; a person may be in several.
    ProgrammeKind,
}

/// The kinds that are not work but taking part (Maasgouw 2021).
pub(crate) const SOCIAL_KINDS: [&str; 5] =
    ["volunteering", "social_participation", "health", "language", "education"];

/// The declared results of whoever did not complete a programme (SRG 2 and 3).
pub(crate) const NOT_COMPLETED: [&str; 2] = ["dropout", "ended_otherwise"];

/// The number of dimensions of which a unit has one value.
const SINGLE: usize = 15;
const ALL: usize = 19;

impl Dimension {
    /// The id in labels and in JSON.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::Sex => "sex",
            Self::Household => "household",
            Self::Scheme => "scheme",
            Self::Duration => "duration",
            Self::District => "district",
            Self::EndReason => "reason",
            Self::StartReason => "start_reason",
            Self::WorkKind | Self::ProgrammeKind => "kind",
            Self::Sector => "sector",
            Self::Employer => "employer",
            Self::Result => "result",
            Self::Municipality => "municipality",
            Self::WageValue => "wage_value",
            Self::Months => "months",
            Self::TargetGroup | Self::PersonGroup => "target_group",
            Self::Programme => "programme",
        }
    }
}

/// The groups a counted unit belongs to, and the dates from which age and duration follow.
#[derive(Debug, Clone, Default)]
pub(crate) struct Characteristics<'a> {
    single: [Code; SINGLE],
    multiple: [Groups; ALL - SINGLE],
    /// The date of birth.
    pub(crate) birth: Option<Day>,
    /// The first and last day of the spell.
    pub(crate) span: Option<(Day, Day)>,
    /// The first age of each class but the youngest.
    pub(crate) age_bounds: &'a [i32],
}

/// The groups of a dimension that a unit is in; of most it is in none or one.
#[derive(Debug, Clone, Default)]
enum Groups {
    #[default]
    None,
    One(Code),
    Several(Arc<[Code]>),
}

impl Groups {
    fn codes(&self) -> &[Code] {
        match self {
            Self::None => &[],
            Self::One(code) => std::slice::from_ref(code),
            Self::Several(codes) => codes,
        }
    }
}

/// The days on which a unit is looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// The day counted.
    pub(crate) day: Day,
    /// The last day of the period.
    pub(crate) to: Day,
}

/// Under 27 on the last day of the period.
pub(crate) const YOUTH: Code = 1;
/// 50 or older on the last day of the period.
pub(crate) const FIFTY_PLUS: Code = 2;
/// Lives as a couple.
pub(crate) const COUPLE: Code = 3;
/// No benefit in the period.
pub(crate) const WITHOUT_BENEFIT: Code = 4;
/// Both under 27 on the last day of the period and without a benefit in it.
pub(crate) const YOUTH_WITHOUT_BENEFIT: Code = 5;

/// The ids of these groups, in their order.
pub(crate) const PERSON_GROUPS: [&str; 5] =
    ["youth", "50_plus", "couple", "without_benefit", "youth_without_benefit"];

impl Characteristics<'_> {
    /// Sets the one group of a dimension.
    pub(crate) fn set(&mut self, dimension: Dimension, code: Code) {
        match (dimension as usize).checked_sub(SINGLE) {
            None => self.single[dimension as usize] = code,
            Some(index) => self.multiple[index] = Groups::One(code),
        }
    }

    /// Sets the groups of a dimension of which a unit may have several.
    pub(crate) fn set_all(
        &mut self,
        dimension: Dimension,
        codes: impl AsRef<[Code]> + Into<Arc<[Code]>>,
    ) {
        if let Some(index) = (dimension as usize).checked_sub(SINGLE) {
            self.multiple[index] = match codes.as_ref() {
                [] => Groups::None,
                [code] => Groups::One(*code),
                _ => Groups::Several(codes.into()),
            };
        }
    }

    /// The group that the unit is in at a moment, in a dimension of which it has one; 0 where that is unknown.
    #[inline(always)]
    pub(crate) fn one(&self, dimension: Dimension, moment: Moment) -> Option<Code> {
        let lasted = |of: fn(Day, Day) -> Code| {
            self.span.map_or(0, |(start, end)| of(start, end.min(moment.day)))
        };
        match dimension {
            Dimension::Age => Some(age_class(self.birth, moment.day, self.age_bounds)),
            Dimension::Duration => Some(lasted(duration_class)),
            Dimension::Months => Some(lasted(months)),
            _ => self.single.get(dimension as usize).copied(),
        }
    }

    /// Calls `each` with every group the unit is in at a moment; with 0 (unknown) where it is in none.
    pub(crate) fn each(&self, dimension: Dimension, moment: Moment, mut each: impl FnMut(Code)) {
        if let Some(code) = self.one(dimension, moment) {
            return each(code);
        }
        let index = (dimension as usize).saturating_sub(SINGLE);
        let mut any = false;
        for code in self.multiple[index].codes() {
            any = true;
            each(*code);
        }
        if dimension == Dimension::PersonGroup {
            let labels = self.multiple[index].codes();
            let by_age = self.birth.and_then(|birth| age_group(birth, moment.to));
            // an export may have a label of the same name: whoever is in a group twice is in it once
            let young = by_age == Some(YOUTH) || labels.contains(&YOUTH);
            let both =
                (young && labels.contains(&WITHOUT_BENEFIT)).then_some(YOUTH_WITHOUT_BENEFIT);
            for group in by_age.into_iter().chain(both).filter(|group| !labels.contains(group)) {
                any = true;
                each(group);
            }
        }
        if !any {
            each(0);
        }
    }
}

/// The group of persons that somebody belongs to by age on a day, if any.
fn age_group(birth: Day, day: Day) -> Option<Code> {
    if !has_reached(birth, day, 27) {
        Some(YOUTH)
    } else if has_reached(birth, day, 50) {
        Some(FIFTY_PLUS)
    } else {
        None
    }
}

/// The ids of the duration classes, shortest first (CBS 85617NED).
pub(crate) const DURATIONS: [&str; 7] = ["0-6m", "6-12m", "1-2y", "2-3y", "3-4y", "4-5y", "5y+"];

/// The months from which a duration is of each of these classes.
pub(crate) const DURATION_MONTHS: [i32; 7] = [0, 6, 12, 24, 36, 48, 60];

/// The class of a duration by the calendar: `0-6m` while the day lies before the start + 6 months (CBS 85617NED).
pub(crate) fn duration_class(start: Day, day: Day) -> Code {
    // each lasts longer than the one before, so that few have to be asked
    let reached = DURATION_MONTHS.iter().take_while(|months| has_lasted(start, day, **months));
    Code::try_from(reached.count().max(1)).unwrap_or(0)
}

/// Whether a number of whole months has passed between two days. The number of days decides nearly always; the calendar
/// is only needed near the bound.
fn has_lasted(start: Day, day: Day, months: i32) -> bool {
    /// The days of four years, and their months.
    const DAYS: i32 = 1_461;
    const MONTHS: i32 = 48;
    /// In days: more than a number of months can differ from its average length.
    const MARGIN: i32 = 5;
    let beyond = day.number() - start.number() - months * DAYS / MONTHS;
    if beyond.abs() > MARGIN { beyond > 0 } else { start.full_months_to(day) >= months }
}

/// The class of a wage value in hundredths of a percent; a bound belongs to the class above it.
pub(crate) fn wage_value_class(value: Option<i64>) -> Code {
    match value {
        None => 0,
        Some(..5_000) => 1,
        Some(5_000..7_500) => 2,
        Some(7_500..) => 3,
    }
}

/// The completed months of a duration.
fn months(start: Day, day: Day) -> Code {
    Code::try_from(start.full_months_to(day)).unwrap_or(0)
}

/// Full years of age on a day; whoever was born on 29 February has a birthday on 1 March in other years.
pub(crate) fn age_on(birth: Day, day: Day) -> i32 {
    let ((birth_year, birth_month, birth_day), (year, month, of_month)) = (birth.ymd(), day.ymd());
    year - birth_year - i32::from((month, of_month) < (birth_month, birth_day))
}

/// The class of an age: 1 below the first bound, 2 from there, and so on.
pub(crate) fn age_class(birth: Option<Day>, day: Day, bounds: &[i32]) -> Code {
    let Some(birth) = birth else { return 0 };
    // they rise, so that few have to be asked
    let reached = bounds.iter().take_while(|age| has_reached(birth, day, **age)).count();
    Code::try_from(reached + 1).unwrap_or(0)
}

/// Whether a person has reached an age on a day. The number of days decides, except near the birthday.
fn has_reached(birth: Day, day: Day, age: i32) -> bool {
    let days = day.number() - birth.number();
    match (days < age * 365, days > age * 366) {
        (true, _) => false,
        (_, true) => true,
        _ => age_on(birth, day) >= age,
    }
}

/// The age classes as groups: `<27`, `27-34`, …, `55+`.
pub(crate) fn age_names(bounds: &[i32]) -> CategoryCodes {
    let mut ids = Vec::new();
    if let Some(first) = bounds.first() {
        ids.push(format!("<{first}"));
    }
    for pair in bounds.windows(2) {
        let (from, to) = (pair[0], pair[1] - 1);
        ids.push(if from == to { from.to_string() } else { format!("{from}-{to}") });
    }
    if let Some(last) = bounds.last() {
        ids.push(format!("{last}+"));
    }
    CategoryCodes::declared(ids.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: i32, day: i32) -> Day {
        Day::from_ymd(year, month, day).unwrap()
    }

    #[test]
    fn durations_turn_on_the_same_day_of_the_month() {
        let start = day(2018, 1, 31);
        assert_eq!(duration_class(start, start), 1);
        assert_eq!(duration_class(start, day(2018, 7, 30)), 1);
        assert_eq!(duration_class(start, day(2018, 7, 31)), 2);
        assert_eq!(duration_class(start, day(2019, 1, 31)), 3);
        assert_eq!(duration_class(start, day(2023, 1, 30)), 6);
        assert_eq!(duration_class(start, day(2023, 1, 31)), 7);
    }

    proptest! {
        /// The shortcut by days gives what the calendar gives, at the ends of months too.
        #[test]
        fn ages_and_durations_by_their_days_are_those_of_the_calendar(
            start in -30_000..30_000_i32, years in 0..110_i32, near in -40..40_i32, bound in 0..7_usize,
        ) {
            let (start, months) = (Day::from_number(start), DURATION_MONTHS[bound]);
            let later = start.plus_months(months).plus_days(near);
            prop_assert_eq!(has_lasted(start, later, months), start.full_months_to(later) >= months);
            let later = start.plus_months(12 * years).plus_days(near);
            prop_assert_eq!(has_reached(start, later, years), age_on(start, later) >= years);
        }
    }

    #[test]
    fn ages_turn_on_the_birthday() {
        assert_eq!(age_on(day(1991, 7, 1), day(2018, 6, 30)), 26);
        assert_eq!(age_on(day(1991, 7, 1), day(2018, 7, 1)), 27);
        assert_eq!(age_on(day(1992, 2, 29), day(2019, 2, 28)), 26);
        assert_eq!(age_on(day(1992, 2, 29), day(2019, 3, 1)), 27);
        assert_eq!(age_class(Some(day(1991, 7, 1)), day(2018, 7, 1), &[27, 35]), 2);
        assert_eq!(age_class(None, day(2018, 7, 1), &[27, 35]), 0);
    }

    #[test]
    fn age_classes_are_named_by_their_bounds() {
        let names = age_names(&[27, 35, 45, 55]);
        let ids: Vec<_> = (1..=5).map(|code| names.text(code).to_string()).collect();
        assert_eq!(ids, ["<27", "27-34", "35-44", "45-54", "55+"]);
    }

    #[test]
    fn a_unit_may_be_in_several_groups_or_in_none() {
        let mut characteristics = Characteristics::default();
        characteristics.set(Dimension::Sex, 2);
        characteristics.set_all(Dimension::Programme, [4, 7]);
        let moment = Moment { day: Day::MIN, to: day(2018, 12, 31) };
        let groups = |dimension| {
            let mut groups = Vec::new();
            characteristics.each(dimension, moment, |code| groups.push(code));
            groups
        };
        assert_eq!(groups(Dimension::Sex), [2]);
        assert_eq!(groups(Dimension::Programme), [4, 7]);
        assert_eq!(groups(Dimension::TargetGroup), [0]);
        assert_eq!(groups(Dimension::PersonGroup), [0]);
        characteristics.birth = Some(day(1950, 1, 1));
        characteristics.set_all(Dimension::PersonGroup, [COUPLE]);
        let mut groups = Vec::new();
        characteristics.each(Dimension::PersonGroup, moment, |code| groups.push(code));
        assert_eq!(groups, [COUPLE, FIFTY_PLUS]);
        characteristics.set_all(Dimension::PersonGroup, [FIFTY_PLUS]);
        let mut groups = Vec::new();
        characteristics.each(Dimension::PersonGroup, moment, |code| groups.push(code));
        assert_eq!(groups, [FIFTY_PLUS], "a label of the name of an age group");
    }
}

//! Cases → rows of the programmes export: participations during the benefit, and some without one.

use std::io;

use super::Maker;
use super::calendar::Date;
use super::case::{Case, Cases};
use super::identifier;
use super::random::{Random, Series, Weighted};
use super::rows::Rows;
use super::style::Word;
use super::words::{EMPTY, SELF_EMPLOYMENT, WORK};

/// A programme: its name, which is the same in both styles, its kind, and how long it takes at most.
#[derive(Debug)]
pub(super) struct Programme {
    /// The name.
    pub(super) name: &'static str,
    kind: Word,
    days: i32,
}

const fn programme(name: &'static str, kind: Word, days: i32) -> Programme {
    Programme { name, kind, days }
}

const WAGE_SUBSIDY: Word = Word::new("wage_subsidy", "loonkostensubsidie");
const PARTICIPATION_PLACE: Word = Word::new("participation_place", "participatieplaats");
const SHELTERED_WORK: Word = Word::new("sheltered_work", "beschut werk");
const JOB_COACHING: Word = Word::new("job_coaching", "jobcoach");
const DEBT_HELP: Word = Word::new("debt_help", "schuldhulpverlening");
const PRE_EMPLOYMENT: Word = Word::new("pre_employment", "voorschakeltraject");
const WORK_EXPERIENCE: Word = Word::new("work_experience", "werkervaringsplek");
const LANGUAGE: Word = Word::new("language", "taalcursus");
const EDUCATION: Word = Word::new("education", "scholing");
const VOLUNTEERING: Word = Word::new("volunteering", "vrijwilligerswerk");
const HEALTH: Word = Word::new("health", "gezondheid");
const TRANSPORT: Word = Word::new("transport", "vervoer");
const OTHER: Word = Word::new("other", "overig");

/// The programmes, those of most people first.
pub(super) const PROGRAMMES: [Programme; 30] = [
    programme("Aan de slag", PRE_EMPLOYMENT, 180),
    programme("Werkplek", WORK_EXPERIENCE, 180),
    programme("Werkfit", PRE_EMPLOYMENT, 270),
    programme("Startbaan", WAGE_SUBSIDY, 720),
    programme("Proefplaatsing", WORK_EXPERIENCE, 90),
    programme("Jobcoach", JOB_COACHING, 365),
    programme("Taalhuis", LANGUAGE, 365),
    programme("Nederlands op niveau", LANGUAGE, 270),
    programme("Budgetcoach", DEBT_HELP, 365),
    programme("Schuldenvrij", DEBT_HELP, 1100),
    programme("Vrijwillig actief", VOLUNTEERING, 720),
    programme("Buurthuis", VOLUNTEERING, 720),
    programme("Gezond en fit", HEALTH, 120),
    programme("Vakschool", EDUCATION, 540),
    programme("Leerwerkbedrijf", EDUCATION, 365),
    programme("Participatieplek", PARTICIPATION_PLACE, 720),
    programme("Beschut werk", SHELTERED_WORK, 2500),
    programme("Loonkostensubsidie", WAGE_SUBSIDY, 1100),
    programme("Sollicitatieclub", PRE_EMPLOYMENT, 60),
    programme("Fietsproject", TRANSPORT, 60),
    programme("Reiskosten", TRANSPORT, 180),
    programme("Rijbewijs", EDUCATION, 270),
    programme("Zorgpad", HEALTH, 365),
    programme("Groenproject", WORK_EXPERIENCE, 270),
    programme("Kledingbank", VOLUNTEERING, 365),
    programme("Jongerenloket", OTHER, 180),
    programme("Diagnose", OTHER, 45),
    programme("Inburgering", LANGUAGE, 900),
    programme("Ondernemershuis", OTHER, 180),
    programme("Nazorg", JOB_COACHING, 180),
];

const RESULT_WORK: Word = Word::new("work", "werk");
/// What comes of a programme, but for work.
const RESULTS: Weighted<Word> = Weighted::new(&[
    (40, Word::new("completed", "afgerond")),
    (24, Word::new("dropout", "uitval")),
    (7, RESULT_WORK),
    (6, Word::new("part_time_work", "deeltijdwerk")),
    (6, Word::new("education", "opleiding")),
    (8, Word::new("participation", "participatie")),
    (9, EMPTY),
]);
/// What comes of a language programme: civic integration too.
const LANGUAGE_RESULTS: Weighted<Word> = Weighted::new(&[
    (45, Word::new("civic_integration", "inburgering behaald")),
    (30, Word::new("completed", "afgerond")),
    (20, Word::new("dropout", "uitval")),
    (5, EMPTY),
]);
/// How many programmes the people of a case take part in.
const COUNTS: Weighted<u32> = Weighted::new(&[(700, 0), (165, 1), (85, 2), (35, 3), (15, 4)]);

/// The rows of the programmes export.
pub(super) const MAKER: Maker = Maker { most: 5, most_of, write };

/// How many programmes the people of a case take part in, and whether somebody without a benefit takes part in one.
fn counts(random: &mut Random) -> (u32, bool) {
    (random.weighted(&COUNTS), random.chance(15))
}

fn most_of(cases: &Cases, number: u64) -> u64 {
    let (count, is_stranger) = counts(&mut cases.random(number, Series::Courses));
    u64::from(count) + u64::from(is_stranger)
}

/// Writes the participations of the people of a case.
fn write(cases: &Cases, number: u64, rows: &mut Rows<'_>) -> io::Result<()> {
    let mut random = cases.random(number, Series::Courses);
    let (count, is_stranger) = counts(&mut random);
    if count == 0 && !is_stranger {
        return Ok(());
    }
    let case = cases.case(number);
    let mut courses = Courses { cases, number, case: &case, rows };
    let last = case.end.unwrap_or(cases.calendar.to);
    for _ in 0..count {
        let person = case.somebody(&mut random);
        let start = random.between(case.start, last);
        courses.course(person, start, &mut random)?;
    }
    if is_stranger {
        // somebody without a benefit: a youth, or a job seeker without income
        courses.course(3 * number + 2, case.start, &mut random)?;
    }
    Ok(())
}

/// The participations of the people of a case.
struct Courses<'a, 'r> {
    cases: &'a Cases,
    number: u64,
    case: &'a Case,
    rows: &'a mut Rows<'r>,
}

impl Courses<'_, '_> {
    fn course(&mut self, person: u64, start: Date, random: &mut Random) -> io::Result<()> {
        let case = self.case;
        let range = random.position(PROGRAMMES.len()) + 1;
        let programme = &PROGRAMMES[random.position(range)];
        let end = start + random.between(programme.days / 4, programme.days);
        let end = (end <= self.cases.calendar.to).then_some(end);
        let to_work = matches!(case.end_reason, WORK | SELF_EMPLOYMENT);
        let result = match end {
            None => EMPTY,
            Some(_) if programme.kind == LANGUAGE => random.weighted(&LANGUAGE_RESULTS),
            Some(_) if to_work && random.chance(350) => RESULT_WORK,
            Some(_) => random.weighted(&RESULTS),
        };
        let rows = &mut *self.rows;
        let style = rows.style();
        rows.number(identifier::row(MAKER.most * self.number + rows.index()));
        rows.number(identifier::person(person));
        rows.text(programme.name);
        rows.text(programme.kind.text(style));
        rows.date(Some(start));
        rows.date(end);
        rows.text(result.text(style));
        rows.end_row_in(self.cases.places.named(case.place))
    }
}

//! Cases → rows of the placements export: jobs beside the benefit, the job that ends it, and jobs after it.

use std::io;

use super::Maker;
use super::calendar::Date;
use super::case::{Case, Cases};
use super::courses::PROGRAMMES;
use super::identifier;
use super::random::{Random, Series, Weighted};
use super::rows::Rows;
use super::style::Word;
use super::words::{EMPTY, SELF_EMPLOYMENT, WORK};

const FULL_TIME: Word = Word::new("full_time", "voltijd");
const PART_TIME: Word = Word::new("part_time", "deeltijd");
const SELF_EMPLOYED: Word = Word::new("self_employed", "zelfstandig");
const YES: Word = Word::new("yes", "ja");

/// Sectors, with how the names of their employers begin; the same in both styles.
const SECTORS: [(&str, &str); 25] = [
    ("zorg", "Zorg"),
    ("schoonmaak", "Schoon"),
    ("detailhandel", "Winkel"),
    ("logistiek", "Magazijn"),
    ("horeca", "Eethuis"),
    ("uitzendwerk", "Flex"),
    ("bouw", "Bouw"),
    ("industrie", "Fabriek"),
    ("groen", "Hovenier"),
    ("thuiszorg", "Thuis"),
    ("onderwijs", "School"),
    ("overheid", "Dienst"),
    ("vervoer", "Vervoerder"),
    ("beveiliging", "Wacht"),
    ("metaal", "Metaal"),
    ("land- en tuinbouw", "Kwekerij"),
    ("kinderopvang", "Opvang"),
    ("callcenter", "Callcenter"),
    ("installatie", "Warmte"),
    ("groothandel", "Groothandel"),
    ("voeding", "Bakkerij"),
    ("ict", "Software"),
    ("kringloop", "Kringloop"),
    ("financiële diensten", "Kantoor"),
    ("cultuur en sport", "Sporthal"),
];
/// How many jobs somebody has beside a benefit, where there are any.
const BESIDE: Weighted<u32> = Weighted::new(&[(60, 1), (28, 2), (12, 3)]);
/// Days in a job: weight, fewest, most.
const DAYS: Weighted<(i32, i32)> =
    Weighted::new(&[(25, (14, 120)), (30, (121, 365)), (25, (366, 900)), (20, (901, 4000))]);

/// The rows of the placements export.
pub(super) const MAKER: Maker = Maker { most: 7, most_of, write };

/// Which jobs the people of a case can have, before it is known how the case goes.
struct Chances {
    /// Jobs beside the benefit.
    beside: u32,
    /// The last of them grows to a full-time one.
    grows: bool,
    /// The job that ends the benefit, if work does.
    ends: bool,
    /// A draw of a thousand for a job long after the benefit.
    later: u32,
    /// A job of somebody who never was on benefit.
    is_stranger: bool,
}

/// How many of a thousand whose benefit work has ended have another job later.
const LATER_AFTER_WORK: u32 = 220;

impl Chances {
    fn draw(random: &mut Random) -> Self {
        let has_beside = random.chance(165);
        let beside = random.weighted(&BESIDE);
        Self {
            beside: if has_beside { beside } else { 0 },
            grows: random.chance(120) && has_beside,
            ends: random.chance(850),
            later: random.below(1000),
            is_stranger: random.chance(18),
        }
    }
}

fn most_of(cases: &Cases, number: u64) -> u64 {
    let chances = Chances::draw(&mut cases.random(number, Series::Jobs));
    let others =
        [chances.grows, chances.ends, chances.later < LATER_AFTER_WORK, chances.is_stranger];
    u64::from(chances.beside) + others.into_iter().map(u64::from).sum::<u64>()
}

/// Writes the jobs of the people of a case.
fn write(cases: &Cases, number: u64, rows: &mut Rows<'_>) -> io::Result<()> {
    let mut random = cases.random(number, Series::Jobs);
    let chances = Chances::draw(&mut random);
    let case = cases.case(number);
    let mut jobs = Jobs { cases, number, rows };
    let job = |person, start, kind| Job { person, start, kind, place: case.place };
    jobs.beside(&case, &chances, &mut random)?;
    if let Some(end) = case.end {
        let to_work = matches!(case.end_reason, WORK | SELF_EMPLOYMENT);
        if to_work && chances.ends {
            let kind = kind_after(&case, &mut random);
            let start = end + random.between(-20, 20);
            jobs.job(&job(case.lead.index, start, kind), &mut random)?;
        }
        if chances.later < if to_work { LATER_AFTER_WORK } else { 40 } {
            let kind = if random.chance(500) { FULL_TIME } else { PART_TIME };
            let start = end + random.between(60, 1_200);
            jobs.job(&job(case.lead.index, start, kind), &mut random)?;
        }
    }
    if chances.is_stranger {
        // somebody who never was on benefit: a youth, or a job seeker without income
        let start = case.start + random.between(0, 200);
        jobs.job(&job(3 * number + 2, start, PART_TIME), &mut random)?;
    }
    Ok(())
}

/// The jobs of the people of a case.
struct Jobs<'a, 'r> {
    cases: &'a Cases,
    number: u64,
    rows: &'a mut Rows<'r>,
}

/// One job, before chance fills in the rest.
struct Job {
    person: u64,
    start: Date,
    kind: Word,
    place: usize,
}

impl Jobs<'_, '_> {
    /// Jobs beside the benefit; the last may grow to a full-time one.
    fn beside(&mut self, case: &Case, chances: &Chances, random: &mut Random) -> io::Result<()> {
        let last = case.end.unwrap_or(self.cases.calendar.to);
        if last - case.start < 150 || chances.beside == 0 {
            return Ok(());
        }
        let person = case.somebody(random);
        let mut start = case.start;
        for _ in 0..chances.beside {
            start += random.between(30, ((last - start) / 2).max(31));
            if start > last {
                break;
            }
            let kind = if random.chance(40) { SELF_EMPLOYED } else { PART_TIME };
            self.job(&Job { person, start, kind, place: case.place }, random)?;
        }
        if chances.grows {
            start += random.between(40, 500);
            self.job(&Job { person, start, kind: FULL_TIME, place: case.place }, random)?;
        }
        Ok(())
    }

    fn job(&mut self, job: &Job, random: &mut Random) -> io::Result<()> {
        let calendar = &self.cases.calendar;
        if job.start < calendar.from || job.start > calendar.to {
            return Ok(());
        }
        let (fewest, most) = random.weighted(&DAYS);
        let end = job.start + random.between(fewest, most);
        let rows = &mut *self.rows;
        let style = rows.style();
        rows.number(identifier::row(MAKER.most * self.number + rows.index()));
        rows.number(identifier::person(job.person));
        rows.date(Some(job.start));
        rows.date((end <= calendar.to).then_some(end));
        kind_and_hours(job.kind, random, rows);
        employer(job.kind, employers(self.cases), random, rows);
        rows.text(if random.chance(150) { PROGRAMMES[random.position(6)].name } else { "" });
        match random.below(1000) {
            0..90 => rows.amount(Some(u64::from(150_000 + random.below(900_000)))),
            90..120 => rows.text(YES.text(style)),
            _ => rows.text(""),
        }
        let row = MAKER.most * self.number + rows.index();
        let mut random = self.cases.random(row, Series::WageValues);
        if random.chance(120) {
            rows.number((30 + random.below(71)).into());
        } else {
            rows.text("");
        }
        rows.end_row_in(self.cases.places.named(job.place))
    }
}

/// How many employers there are: more cases have more, up to some thousands.
fn employers(cases: &Cases) -> u32 {
    u32::try_from((cases.numbers().end / 1_400).clamp(60, 5_000)).unwrap_or(60)
}

fn kind_after(case: &Case, random: &mut Random) -> Word {
    match random.below(100) {
        _ if case.end_reason == SELF_EMPLOYMENT => SELF_EMPLOYED,
        0..66 => FULL_TIME,
        _ => PART_TIME,
    }
}

/// Kind and weekly hours; one of the two may be missing.
fn kind_and_hours(kind: Word, random: &mut Random, rows: &mut Rows<'_>) {
    let hours = if kind == FULL_TIME { 36 + random.below(5) } else { 8 + random.below(25) };
    let draw = random.below(100);
    let shown = if draw < 8 { EMPTY } else { kind };
    rows.text(shown.text(rows.style()));
    if draw >= 85 || kind == SELF_EMPLOYED { rows.text("") } else { rows.number(hours.into()) }
}

/// Sector and employer; either may be missing, and a few employers have most of the jobs.
fn employer(kind: Word, employers: u32, random: &mut Random, rows: &mut Rows<'_>) {
    let range = random.below(employers) + 1;
    let employer = random.below(range);
    let (sector, stem) = SECTORS[usize::try_from(employer).unwrap_or(0) % SECTORS.len()];
    rows.text(if random.chance(50) { "" } else { sector });
    if kind == SELF_EMPLOYED || random.chance(80) {
        rows.text("");
    } else {
        rows.numbered(stem, employer + 1);
    }
}

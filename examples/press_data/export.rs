//! The files, as two administrations would write them: `;`, dd-mm-yyyy, a decimal comma.
//!
//! Numbers are given in the order in which cases and people came, with gaps; none of them can
//! be a burgerservicenummer (they have seven digits, and none passes the eleven test).

use std::error::Error;
use std::fs;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::amounts;
use crate::model::{Job, Kind, Segment};
use crate::random::Random;
use crate::words;
use crate::world::World;

type Written = Result<(), Box<dyn Error>>;
type Rows = Vec<Vec<String>>;

/// Writes all files of a town into its folder.
pub(crate) fn write(mut world: World, folder: &Path) -> Written {
    world.cases.sort_by_key(|case| case.segments[0].start);
    let mut random = Random::new(world.town.seed + 1);
    let first = world.town.first_number;
    let cases = numbers(&mut random, world.cases.len(), first);
    let people = person_numbers(&world, &mut random, first + 4_000_000);
    fs::write(folder.join("outflow.toml"), world.town.settings)?;
    let mut beside = Random::new(world.town.seed + 2);
    benefits(&world, &mut beside, (&cases, &people), folder)?;
    placements(&world, (&mut random, &mut beside), &people, folder)?;
    participations(&world, &people, folder)?;
    payments(&world, &cases, folder)
}

/// Rising numbers with gaps, without those that pass the eleven test.
fn numbers(random: &mut Random, count: usize, first: u32) -> Vec<u32> {
    let mut number = first;
    let mut numbers = Vec::with_capacity(count);
    while numbers.len() < count {
        number += u32::try_from(random.between(1, 9)).unwrap_or(1);
        if !passes_eleven_test(number) {
            numbers.push(number);
        }
    }
    numbers
}

/// Whether a number could be a burgerservicenummer with its leading zeros lost.
fn passes_eleven_test(number: u32) -> bool {
    let digits = format!("{number:09}");
    let sum: i32 = digits
        .bytes()
        .zip([9, 8, 7, 6, 5, 4, 3, 2, -1])
        .map(|(digit, weight)| i32::from(digit - b'0') * weight)
        .sum();
    sum % 11 == 0
}

/// The number of each person, in the order of the cases; people without a case come last.
fn person_numbers(world: &World, random: &mut Random, first: u32) -> Vec<u32> {
    let given = numbers(random, world.people.len(), first);
    let mut next = given.into_iter();
    let mut numbers = vec![0; world.people.len()];
    let on_cases = world.cases.iter().flat_map(|case| &case.segments);
    let in_order = on_cases.flat_map(|segment| &segment.members).map(|member| member.person);
    for person in in_order.chain(0..world.people.len()) {
        if numbers[person] == 0 {
            numbers[person] = next.next().unwrap_or(0);
        }
    }
    numbers
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.strftime("%d-%m-%Y").to_string()).unwrap_or_default()
}

fn save(folder: &Path, name: &str, header: &str, rows: &Rows) -> Written {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_path(folder.join(name))?;
    writer.write_record(header.split(';'))?;
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(writer.flush()?)
}

/// The income of a person beside a stretch that runs, from a part-time job: by its hours.
fn income(world: &World, segment: &Segment, person: usize, random: &mut Random) -> String {
    let last = segment.end.unwrap_or(world.town.to());
    let runs = |job: &&Job| {
        job.person == person
            && job.kind == Kind::PartTime
            && job.start <= last
            && job.end.is_none_or(|end| end >= last)
    };
    let Some(job) = world.jobs.iter().find(runs).filter(|job| job.hours > 0) else {
        return String::new();
    };
    let cents = job.hours * random.between(4_100, 4_900);
    words::amount(cents, !world.town.coded)
}

/// The day on which a stretch was booked: mostly within some weeks, now and then months later.
fn booked(world: &World, segment: &Segment, random: &mut Random) -> Date {
    let most = if random.chance(900) { 25 } else { 110 };
    let days = random.between(0, most);
    (segment.end.unwrap_or(segment.start) + days.days()).min(world.town.to())
}

fn benefits(
    world: &World,
    random: &mut Random,
    (cases, people): (&[u32], &[u32]),
    folder: &Path,
) -> Written {
    let coded = world.town.coded;
    let form = if coded { "Indicatie leefvorm" } else { "Omschrijving leefvorm" };
    let header = format!(
        "Dossiernr;Clientnummer;Regeling;Startdatum periodiek algemeen;\
         Einddatum periodiek algemeen;{form};Oorzaak bijstandsafhankelijkheid;\
         Omschrijving einde bijstandsafhankelijkheid;geboortejaar;geslacht;wijk;doelgroepen;\
         maandbedrag;inkomsten;profieldatum{}",
        if world.town.booked { ";boekdatum" } else { "" }
    );
    let mut rows = Rows::new();
    for (case, number) in world.cases.iter().zip(cases) {
        for segment in &case.segments {
            for member in &segment.members {
                let person = &world.people[member.person];
                let mut row = vec![
                    number.to_string(),
                    people[member.person].to_string(),
                    words::scheme(segment.scheme, coded).to_owned(),
                    day(Some(segment.start)),
                    day(segment.end),
                    words::household(segment.household, coded).to_owned(),
                    segment.start_reason.to_owned(),
                    words::end_reason(member.end_reason, coded).to_owned(),
                    person.birth_year.to_string(),
                    if person.woman { "V" } else { "M" }.to_owned(),
                    case.district.to_owned(),
                    person.groups.join("|"),
                    words::amount(segment.cents, !coded),
                    income(world, segment, member.person, random),
                    day(profile(segment, person.profile)),
                ];
                if world.town.booked {
                    row.push(day(Some(booked(world, segment, random))));
                }
                rows.push(row);
            }
        }
    }
    save(folder, "uitkeringen.csv", &header, &rows)
}

/// A row that ended before the profile was made does not know it.
fn profile(segment: &Segment, profile: Option<Date>) -> Option<Date> {
    profile.filter(|profile| segment.end.is_none_or(|end| end >= *profile))
}

fn placements(
    world: &World,
    (random, beside): (&mut Random, &mut Random),
    people: &[u32],
    folder: &Path,
) -> Written {
    let mut order: Vec<usize> = (0..world.jobs.len()).collect();
    order.sort_by_key(|job| (world.jobs[*job].start, people[world.jobs[*job].person]));
    let mut rows = Rows::new();
    for (place, number) in order.into_iter().enumerate() {
        let job = &world.jobs[number];
        // one in ten has no kind: the hours tell
        let told = job.kind != Kind::SelfEmployed && random.chance(100);
        let subsidy = job.subsidy_cents;
        rows.push(vec![
            (300_001 + place).to_string(),
            people[job.person].to_string(),
            day(Some(job.start)),
            day(job.end),
            if told { "" } else { words::kind(job.kind, world.town.coded) }.to_owned(),
            if job.hours == 0 { String::new() } else { job.hours.to_string() },
            job.sector.to_owned(),
            job.employer.to_owned(),
            job.programme.to_owned(),
            if subsidy == 0 { String::new() } else { words::amount(subsidy, !world.town.coded) },
            // what is subsidised is what the work is not worth
            if subsidy == 0 { String::new() } else { beside.between(30, 95).to_string() },
        ]);
    }
    let header = "plaatsingsnummer;clientnummer;begindatum;einddatum;soort;uren;branche;\
                  werkgever;traject;loonkostensubsidie;loonwaarde";
    save(folder, "plaatsingen.csv", header, &rows)
}

fn participations(world: &World, people: &[u32], folder: &Path) -> Written {
    let mut order: Vec<_> = world.participations.iter().collect();
    order.sort_by_key(|row| (row.start, people[row.person], row.programme, row.kind));
    let rows: Rows = order
        .into_iter()
        .enumerate()
        .map(|(place, row)| {
            vec![
                (500_001 + place).to_string(),
                people[row.person].to_string(),
                row.programme.to_owned(),
                row.kind.to_owned(),
                day(Some(row.start)),
                day(row.end),
                row.result.to_owned(),
            ]
        })
        .collect();
    let header = "trajectnummer;clientnummer;traject;soort;begindatum;einddatum;resultaat";
    save(folder, "trajecten.csv", header, &rows)
}

/// A small town gives each payment, a large one the sum of each law in a month.
fn payments(world: &World, cases: &[u32], folder: &Path) -> Written {
    if world.town.coded {
        let paid = amounts::payments(world, |case, _| cases[case]);
        let rows = paid
            .into_iter()
            .map(|(case, month, cents)| {
                vec![case.to_string(), day(Some(month)), words::amount(cents, false)]
            })
            .collect();
        return save(folder, "betalingen.csv", "dossiernr;maand;bedrag", &rows);
    }
    let paid = amounts::payments(world, |_, scheme| words::scheme(scheme, false));
    let mut rows: Rows = paid
        .into_iter()
        .map(|(scheme, month, cents)| {
            vec![scheme.to_owned(), month.to_string(), words::amount(cents, true)]
        })
        .collect();
    rows.sort_by(|one, other| one[1].cmp(&other[1]));
    for row in &mut rows {
        row[1] = day(Some(row[1].parse()?));
    }
    save(folder, "betalingen.csv", "regeling;maand;bedrag", &rows)
}

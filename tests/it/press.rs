//! What two municipalities told the press, claim by claim, beside the figure that reproduces it.
//!
//! The sample exports are of invented persons, made so that these claims come out.

use crate::command::Outflow;
use crate::figures::{Figures, ten_thousandths};

fn heerlen() -> Figures {
    Outflow::report("--year 2018 --data data/heerlen").figures()
}

fn maasgouw() -> Figures {
    Outflow::report("--period 2021-H1 --data data/maasgouw").figures()
}

/// A share of `percent`, rounded to whole percents.
#[track_caller]
fn assert_about(figures: &Figures, name: &str, percent: i64) {
    let share = ten_thousandths(&figures.row(name).share);
    assert!((share - percent * 10_000).abs() <= 5_000, "{name}: {share}, not {percent}%");
}

/// "939 people went to work: 514 full-time, 425 part-time or for themselves."
#[test]
fn heerlen_into_work() {
    let figures = heerlen();
    assert_eq!(figures.value("into_work/into_work//persons"), "939");
    assert_eq!(figures.value("into_work/into_work/full_time/persons"), "514");
    let part_time = figures.count("into_work/into_work/part_time/persons");
    let self_employed = figures.count("into_work/into_work/self_employed/persons");
    assert!(part_time > 0 && self_employed > 0);
    assert_eq!(part_time + self_employed, 425);
}

/// "317 people fewer on benefit" and "a good 3.6 million euro saved": a couple is one benefit and
/// two persons, so 317 persons are 254 benefits, at the national price of 14,200 euro a year.
#[test]
fn heerlen_fewer_people_and_the_saving() {
    let figures = heerlen();
    assert_eq!(figures.value("caseload/stock_change//persons"), "-317");
    assert_eq!(figures.value("caseload/stock_change//benefits"), "-254");
    assert_eq!(figures.value("savings/average_benefit//eur"), "14200.00");
    assert_eq!(figures.value("savings/savings_stock//eur"), "3606800.00");
}

/// "Care takes one in ten, medical technology 6%, VDL 6%, hospitality and retail 5% each."
#[test]
fn heerlen_sectors() {
    let figures = heerlen();
    let groups = figures.groups("placements_by_sector", "placements");
    assert_eq!(groups[0].0, "zorg", "care is the largest");
    let sectors =
        [("zorg", 10), ("medische technologie", 6), ("VDL", 6), ("horeca", 5), ("detailhandel", 5)];
    for (sector, percent) in sectors {
        let name = format!("placements_by_sector/placements/{sector}/placements");
        assert_about(&figures, &name, percent);
    }
    let employer = "placements_by_employer/placements/VDL/placements";
    let sector = "placements_by_sector/placements/VDL/placements";
    assert_eq!(figures.value(employer), figures.value(sector), "an employer as its own sector");
}

/// "About a thousand people in Baanbrekend Werk, 280 of them into work; Werk voor Heerlen: 105."
#[test]
fn heerlen_programmes() {
    let figures = heerlen();
    let participants = figures.count("programmes/participants/Baanbrekend Werk/persons");
    assert!((980..=1020).contains(&participants), "{participants}");
    let into_work = |name: &str| {
        figures.value(&format!("programmes/participants_into_work/{name}/persons")).to_owned()
    };
    assert_eq!(into_work("Baanbrekend Werk"), "280");
    assert_eq!(into_work("Werk voor Heerlen"), "105");
}

/// Preparing for work, work experience, coaching on the job, help with debts and sheltered work;
/// people known by a profile; the young and those over fifty; help in every district.
#[test]
fn heerlen_offers_and_groups() {
    let figures = heerlen();
    for kind in ["pre_employment", "work_experience", "job_coaching", "debt_help", "sheltered_work"]
    {
        let name = format!("programme_kinds/participants/{kind}/persons");
        assert!(figures.count(&name) > 0, "{kind}");
    }
    assert!(figures.count("profile/with_profile//persons") > 0);
    for group in ["youth", "50_plus"] {
        for figure in ["stock_end", "into_work", "participants"] {
            assert!(figures.count(&format!("target_groups/{figure}/{group}/persons")) > 0);
        }
    }
    assert!(figures.groups("caseload_by_district", "stock_end").len() > 5);
}

/// "32 benefits ended", and the stock falls, half-year after half-year.
#[test]
fn maasgouw_outflow_and_a_falling_stock() {
    assert_eq!(maasgouw().value("caseload/outflow//benefits"), "32");
    let mut stocks = Vec::new();
    for half in ["2020-H1", "2020-H2", "2021-H1", "2021-H2"] {
        let figures = Outflow::report("--data data/maasgouw --period").arg(half).figures();
        stocks.push(figures.count("caseload/stock_end//benefits"));
    }
    assert!(stocks.is_sorted_by(|earlier, later| earlier > later), "{stocks:?}");
}

/// Volunteering, health and language beside work.
#[test]
fn maasgouw_participation() {
    let figures = maasgouw();
    let kinds = ["volunteering", "health", "language"];
    for kind in kinds {
        let name = format!("participation/participation/{kind}/persons");
        assert!(figures.count(&name) > 0, "{kind}");
        let same = figures.value(&format!("programme_kinds/participants/{kind}/persons"));
        assert_eq!(figures.value(&name), same, "{kind}: both tables count the same people");
    }
    for programme in ["Leerpool Groen", "Kledingbank"] {
        let name = format!("programmes/participants/{programme}/persons");
        assert!(figures.count(&name) > 0, "{programme}");
    }
}

/// Status holders take part, integrate, learn and find work.
#[test]
fn maasgouw_status_holders_and_results() {
    let figures = maasgouw();
    for figure in ["stock_end", "outflow", "into_work", "participants"] {
        let name = format!("target_groups/{figure}/statushouders/persons");
        assert!(figures.count(&name) > 0, "{figure}");
    }
    for result in ["civic_integration", "work", "education", "part_time_work"] {
        let name = format!("programme_results/result/{result}/participations");
        assert!(figures.count(&name) > 0, "{result}");
    }
}

/// Wage subsidies, part-time work that grows to full-time, couples, the young without a benefit.
#[test]
fn maasgouw_work_couples_and_youth() {
    let figures = maasgouw();
    let subsidised = figures.count("into_work/placements_wage_subsidy//placements");
    assert!(subsidised > 0);
    assert_ne!(figures.value("into_work/placements_wage_subsidy_amount//eur"), "0.00");
    assert!(figures.count("into_work/part_time_to_full_time//persons") > 0);
    assert!(figures.count("into_work/part_time_beside_benefit//persons") > 0);
    assert!(figures.count("caseload_by_household/stock_end/couple/benefits") > 0);
    assert!(figures.count("target_groups/stock_end/couple/persons") > 0);
    let persons = figures.count("caseload/stock_end//persons");
    let benefits = figures.count("caseload/stock_end//benefits");
    assert!(persons > benefits, "a couple is one benefit and two persons");
    assert!(figures.count("target_groups/participants/without_benefit/persons") > 0);
    assert!(figures.count("target_groups/participants/youth/persons") > 0);
}

/// A report in short has fewer than 70 lines of at most 79 columns; these words are in it, whatever the lines they are on.
fn fits_a_screen_and_says(arguments: &str, claims: &[&str]) {
    let text = Outflow::report(arguments).text();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for claim in claims {
        assert!(words.contains(claim), "{claim} is not in:\n{text}");
    }
    assert!(text.lines().count() < 70, "{}", text.lines().count());
    assert!(text.lines().all(|line| line.chars().count() <= 79), "{text}");
}

/// The first lines on a terminal are the press release.
#[test]
fn heerlen_on_a_terminal() {
    fits_a_screen_and_says(
        "--year 2018",
        &[
            "Heerlen, 2018: benefits and work (compared with 2017) Complete to 31 December 2018.",
            "939 people into work: 37 more (+4.1%); most jobs in zorg: 98 of 975",
            "full-time 514 468", // 514 + 387 + 38 = 939
            "part-time 387 395",
            "self-employed 38 39",
            "people on benefit: 317 fewer (−5.3%); a couple is one benefit",
            "4,983 benefits on 31 December: 254 fewer than a year earlier (−4.9%)",
            "€ 3.6m a year is what 254 fewer benefits are worth at € 14,200 each, if the number stays as it is. It is not what was saved in 2018.",
            "A year's worth of the fall 3,606,800 1,138,050",
            "Baanbrekend Werk 1,004 853 +151 +17.7% 280 231 27.9%",
            "Werk voor Heerlen 247 233 +14 +6.0% 105 88 42.5%",
        ],
    );
}

/// The same in Dutch, with the figures written the Dutch way.
#[test]
fn heerlen_on_a_dutch_terminal() {
    fits_a_screen_and_says(
        "--year 2018 --lang nl",
        &[
            "939 mensen aan het werk: 37 meer (+4,1%)",
            "5.620 mensen in de bijstand: 317 minder (−5,3%)",
            "254 minder dan een jaar eerder",
            "€ 3,6m per jaar zijn 254 uitkeringen minder waard",
            "Baanbrekend Werk 1.004 853 +151 +17,7% 280 231 27,9%",
        ],
    );
}

/// "In the first half of 2021, 32 benefits ended."
#[test]
fn maasgouw_on_a_terminal() {
    let text = Outflow::report("--period 2021-H1").text();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("− Outflow 32 "), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 79), "{text}");
}

/// Both reports come from the one folder of samples; what does not cover the period is said.
#[test]
fn the_samples_side_by_side() {
    let run = Outflow::report("--period 2021-H1 --format csv").run();
    assert_eq!(run.status, Some(0));
    assert_eq!(
        run.stderr,
        "outflow: Heerlen is left out: its data (2016-01-01 to 2018-12-31) do not cover 2021-H1.\n"
    );
    let alone = Outflow::report("--period 2021-H1 --data data/maasgouw --format csv").text();
    assert_eq!(run.stdout(), alone);
}

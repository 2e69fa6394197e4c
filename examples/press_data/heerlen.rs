//! Heerlen over 2018: 939 people into work, 317 people and 254 benefits fewer.
//!
//! The plan of 2018 holds the numbers of the press report; 2016 and 2017 lead up to it. Where
//! the report only says "about", the plan picks a number near it.

use jiff::civil::date;

use crate::model::{Audience, Flow, Period, Programme, Quota, Sector, Town, about, sector};

/// The town and its plan.
pub(crate) fn town() -> Town {
    Town {
        folder: "data/heerlen",
        seed: 2018,
        stock: Flow { alone: 4_610, couple: 702 },
        history: 380,
        young_history: 0,
        periods: periods(),
        districts: &[
            (24, "Hoensbroek"),
            (19, "Heerlerheide"),
            (17, "Heerlen-Centrum"),
            (13, "Meezenbroek-Schaesbergerveld"),
            (9, "Heerlerbaan"),
            (7, "Zeswegen"),
            (6, "Molenberg"),
            (4, "Welten-Benzenrade"),
            (1, ""),
        ],
        groups: &[
            (130, "statushouders"),
            (170, "arbeidsbeperking"),
            (150, "schulden"),
            (90, "laaggeletterd"),
            (20, "mantelzorg"),
        ],
        sectors: SECTORS,
        programmes: PROGRAMMES,
        renewals: 18,
        growing: 120,
        subsidised: 65,
        profiled: 680,
        coded: false,
        booked: false,
        first_number: 1_000_000,
        settings: SETTINGS,
    }
}

/// 939 = 514 + 387 + 38; −254 benefits and −63 couples, so −317 people.
fn periods() -> Vec<Period> {
    vec![
        Period {
            from: date(2016, 1, 1),
            months: 12,
            inflow: Flow { alone: 1_364, couple: 130 },
            outflow: Flow { alone: 1_362, couple: 126 },
            partings: 12,
            switches: 26,
            full_time: 431,
            part_time: 391,
            self_employed: 39,
        },
        Period {
            from: date(2017, 1, 1),
            months: 12,
            inflow: Flow { alone: 1_284, couple: 118 },
            outflow: Flow { alone: 1_359, couple: 124 },
            partings: 11,
            switches: 24,
            full_time: 468,
            part_time: 395,
            self_employed: 39,
        },
        Period {
            from: date(2018, 1, 1),
            months: 12,
            inflow: Flow { alone: 1_156, couple: 82 },
            outflow: Flow { alone: 1_347, couple: 145 },
            partings: 12,
            switches: 25,
            full_time: 514,
            part_time: 387,
            self_employed: 38,
        },
    ]
}

const fn industry(
    per_mille: usize,
    labels: &'static [&'static str],
    employers: &'static [&'static str],
) -> Sector {
    Sector { employees_only: true, ..sector(per_mille, labels, employers) }
}

/// Shares of the press report first; the rest is spread, no sector above care.
const SECTORS: &[Sector] = &[
    sector(
        100,
        &["Verpleging en verzorging", "Thuiszorg", "Gehandicaptenzorg", "Ziekenhuizen", "87"],
        &["Zorggroep Lindehof", "Thuiszorg Caumerdal", "Stichting De Terp", "Woonzorg Geleenhof"],
    ),
    industry(60, &["Medische technologie"], &["Medicor Instruments", "Parkmed Devices"]),
    industry(60, &["VDL"], &["VDL"]),
    sector(
        51,
        &["Horeca", "Restaurants en cafés", "Hotels"],
        &["Grandcafé De Promenade", "Hotel Caumerbeek", "Cafetaria 't Hoekje"],
    ),
    sector(
        49,
        &["Detailhandel", "Supermarkten", "47"],
        &["Supermarkt Van Dalen", "Woonwinkel Bongerd", "Bouwmarkt De Klomp"],
    ),
    industry(42, &["uitzendbureaus"], &["Flexkracht Zuid", "Uitzendbureau Start-op"]),
    sector(43, &["logistiek"], &["Distrilog Zuid", "Transport Janse"]),
    sector(43, &["schoonmaak"], &["Schoonmaakbedrijf Helder", "Glans Facilitair"]),
    sector(42, &["bouw"], &["Bouwbedrijf Molenaar", "Aannemer De Steen"]),
    industry(40, &["klantcontactcentra"], &["BelPunt Zuid", "Contactpunt Carbon"]),
    sector(39, &["groenvoorziening"], &["Hoveniers De Haag", "Groen & Co"]),
    sector(38, &["zakelijke dienstverlening"], &["Kantoor Plus", "Archiefdienst Zuid"]),
    industry(37, &["metaal"], &["Metaalbewerking Kring", "Lasbedrijf Oranje"]),
    industry(36, &["voedingsmiddelen"], &["Bakkerij Korenaar", "Vleeswaren Zuid"]),
    sector(32, &["installatietechniek"], &["Installatie Warmtepunt"]),
    industry(31, &["chemie en kunststof"], &["Polyplast Zuid", "Kunststof De Mijn"]),
    industry(30, &["overheid"], &["Regionale uitvoeringsdienst"]),
    industry(28, &["beveiliging"], &["Wachtpost Beveiliging"]),
    sector(27, &["onderwijs"], &["Scholengroep De Mergel"]),
    sector(26, &["kinderopvang"], &["Kinderopvang De Kabouter"]),
    sector(26, &["kringloop en recycling"], &["Kringloop De Ronde"]),
    sector(25, &["autobranche"], &["Garage Op de Berg"]),
    sector(22, &["ict"], &["Datahuis Zuid"]),
    sector(18, &["cultuur en recreatie"], &["Vakantiepark De Heide"]),
    sector(16, &["persoonlijke verzorging"], &["Kapsalon Krul"]),
];

const fn exactly(participants: usize, into_work: usize) -> Quota {
    Quota { participants, into_work: Some(into_work) }
}

const RESULTS: &[(usize, &str)] =
    &[(50, "afgerond"), (18, "participatie"), (8, "opleiding"), (20, "uitval"), (4, "")];
const LANGUAGE: &[(usize, &str)] = &[
    (34, "afgerond"),
    (30, "inburgering behaald"),
    (12, "opleiding"),
    (9, "participatie"),
    (15, "uitval"),
];

const fn programme(
    name: &'static str,
    kinds: &'static [&'static str],
    audience: Audience,
    days: (i64, i64),
    quotas: &'static [Quota],
) -> Programme {
    Programme { name, kinds, audience, days, results: RESULTS, quotas }
}

const PROGRAMMES: &[Programme] = &[
    programme(
        "Baanbrekend Werk",
        &["voorschakeltraject", "werkervaringsplek"],
        Audience::Anyone,
        (60, 240),
        &[exactly(412, 96), exactly(853, 231), exactly(1_004, 280)],
    ),
    programme(
        "Werk voor Heerlen",
        &["werkervaringsplek"],
        Audience::Anyone,
        (90, 270),
        &[exactly(218, 79), exactly(233, 88), exactly(247, 105)],
    ),
    programme(
        "Jobcoaching",
        &["jobcoaching"],
        Audience::Working,
        (90, 400),
        &[about(118), about(141), about(167)],
    ),
    programme(
        "Schuldhulpverlening",
        &["schuldhulp"],
        Audience::Group("schulden"),
        (200, 1_000),
        &[about(240), about(322), about(371)],
    ),
    programme(
        "Beschut werk",
        &["beschut werk"],
        Audience::Group("arbeidsbeperking"),
        (700, 2_000),
        &[about(31), about(52), about(74)],
    ),
    Programme {
        results: LANGUAGE,
        ..programme(
            "Taalhuis",
            &["taal"],
            Audience::Group("statushouders"),
            (120, 420),
            &[about(214), about(268), about(251)],
        )
    },
    programme(
        "Vrijwillig actief",
        &["vrijwilligerswerk"],
        Audience::Anyone,
        (120, 700),
        &[about(262), about(341), about(388)],
    ),
    programme(
        "Fit in de wijk",
        &["gezondheid"],
        Audience::Anyone,
        (60, 180),
        &[about(120), about(164), about(193)],
    ),
    programme(
        "Leerwerkplaats",
        &["scholing"],
        Audience::Youth,
        (120, 330),
        &[about(88), about(97), about(109)],
    ),
    programme(
        "Fietsproject",
        &["vervoer"],
        Audience::Working,
        (30, 120),
        &[about(41), about(55), about(62)],
    ),
];

const SETTINGS: &str = include_str!("../../data/heerlen/outflow.toml");

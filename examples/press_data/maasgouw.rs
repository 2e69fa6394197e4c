//! Maasgouw over the first half of 2021: 32 benefits ended, a stock that keeps falling.
//!
//! The plan goes by half-years. Much here is not work yet: volunteering, health, language.

use jiff::civil::date;

use crate::model::{Audience, Flow, Period, Programme, Quota, Sector, Town, about, sector};

/// The town and its plan.
pub(crate) fn town() -> Town {
    Town {
        folder: "data/maasgouw",
        seed: 2021,
        stock: Flow { alone: 283, couple: 47 },
        history: 26,
        young_history: 14,
        periods: periods(),
        districts: &[
            (30, "Maasbracht"),
            (22, "Heel"),
            (14, "Thorn"),
            (12, "Linne"),
            (10, "Wessem"),
            (5, "Beegden"),
            (4, "Stevensweert"),
            (3, "Ohé en Laak"),
        ],
        groups: &[
            (240, "statushouders"),
            (180, "arbeidsbeperking"),
            (110, "schulden"),
            (80, "laaggeletterd"),
        ],
        sectors: SECTORS,
        programmes: PROGRAMMES,
        renewals: 2,
        growing: 500,
        subsidised: 320,
        profiled: 780,
        coded: true,
        booked: true,
        first_number: 2_000_000,
        settings: include_str!("../../data/maasgouw/outflow.toml"),
    }
}

const fn half(
    from: (i16, i8),
    inflow: (usize, usize),
    outflow: (usize, usize),
    work: (usize, usize, usize),
) -> Period {
    Period {
        from: date(from.0, from.1, 1),
        months: 6,
        inflow: Flow { alone: inflow.0, couple: inflow.1 },
        outflow: Flow { alone: outflow.0, couple: outflow.1 },
        partings: 1,
        switches: 1,
        full_time: work.0,
        part_time: work.1,
        self_employed: work.2,
    }
}

/// 330 benefits at first, then 324, 315, 307 and 299; 32 ended in the first half of 2021.
fn periods() -> Vec<Period> {
    vec![
        half((2020, 1), (25, 3), (29, 5), (9, 9, 1)),
        half((2020, 7), (23, 3), (30, 5), (10, 11, 1)),
        half((2021, 1), (21, 3), (27, 5), (13, 12, 2)),
        half((2021, 7), (20, 2), (26, 4), (10, 9, 1)),
    ]
}

const SECTORS: &[Sector] = &[
    sector(190, &["zorg"], &["Zorghuis De Maas", "Thuiszorg Het Anker"]),
    sector(160, &["groen"], &["Hoveniers De Wilg", "Kwekerij Maasoever"]),
    sector(150, &["logistiek"], &["Distributie Maasplas"]),
    sector(120, &["horeca"], &["Eetcafé De Sluis", "Jachthaven De Plas"]),
    sector(120, &["detailhandel"], &["Supermarkt De Markt"]),
    sector(110, &["industrie"], &["Betonwerk Zuid", "Metaal Maasland"]),
    sector(60, &["bouw"], &["Bouwbedrijf Peel"]),
    sector(50, &["schoonmaak"], &["Schoonmaak Spiegel"]),
];

const RESULTS: &[(usize, &str)] =
    &[(46, "afgerond"), (30, "participatie"), (8, "opleiding"), (14, "uitval"), (2, "")];
const STATUS_HOLDERS: &[(usize, &str)] = &[
    (50, "inburgering behaald"),
    (14, "werk"),
    (20, "opleiding"),
    (6, "deeltijdwerk"),
    (10, "uitval"),
];

const fn programme(
    name: &'static str,
    kind: &'static [&'static str],
    audience: Audience,
    days: (i64, i64),
    quotas: &'static [Quota],
) -> Programme {
    Programme { name, kinds: kind, audience, days, results: RESULTS, quotas }
}

const PROGRAMMES: &[Programme] = &[
    programme(
        "Leerpool Groen",
        &["werkervaringsplek"],
        Audience::Anyone,
        (90, 240),
        &[about(9), about(11), about(14), about(14)],
    ),
    programme(
        "Kledingbank",
        &["vrijwilligerswerk"],
        Audience::Anyone,
        (90, 300),
        &[about(7), about(8), about(11), about(12)],
    ),
    programme(
        "Vrijwilligerspunt",
        &["vrijwilligerswerk"],
        Audience::Anyone,
        (120, 500),
        &[about(24), about(27), about(33), about(35)],
    ),
    programme(
        "Bewegen en gezond leven",
        &["gezondheid"],
        Audience::Anyone,
        (60, 200),
        &[about(12), about(15), about(21), about(20)],
    ),
    Programme {
        results: STATUS_HOLDERS,
        ..programme(
            "Inburgering en werk",
            &["taal"],
            Audience::Group("statushouders"),
            (120, 400),
            &[about(28), about(31), about(36), about(34)],
        )
    },
    programme(
        "Taalmaatjes",
        &["taal"],
        Audience::Group("laaggeletterd"),
        (90, 300),
        &[about(5), about(6), about(8), about(8)],
    ),
    programme(
        "Praktijkleren",
        &["scholing"],
        Audience::Youth,
        (90, 300),
        &[about(4), about(5), about(7), about(7)],
    ),
    programme(
        "Jongeren in beeld",
        &["voorschakeltraject"],
        Audience::YouthWithoutBenefit,
        (60, 160),
        &[about(6), about(7), about(9), about(9)],
    ),
    programme(
        "Jobcoaching",
        &["jobcoaching"],
        Audience::Working,
        (90, 300),
        &[about(6), about(7), about(9), about(9)],
    ),
    programme(
        "Loonkostensubsidie",
        &["loonkostensubsidie"],
        Audience::Working,
        (90, 330),
        &[about(4), about(5), about(7), about(7)],
    ),
    programme(
        "Schuldhulpverlening",
        &["schuldhulp"],
        Audience::Group("schulden"),
        (200, 800),
        &[about(9), about(11), about(12), about(12)],
    ),
    programme(
        "Vervoer naar werk",
        &["vervoer"],
        Audience::Working,
        (30, 120),
        &[about(2), about(3), about(4), about(4)],
    ),
];

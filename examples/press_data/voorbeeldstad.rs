//! Voorbeeldstad, which does not exist: a town of 42,000 whose last year is not over, with everything configured that a
//! municipality is held to, so that each figure can be seen once.

use jiff::civil::date;

use crate::model::{Audience, Flow, Period, Programme, Quota, Sector, Town, about, sector};

/// The town and its plan.
pub(crate) fn town() -> Town {
    Town {
        folder: "examples/voorbeeldstad",
        seed: 2025,
        stock: Flow { alone: 590, couple: 92 },
        history: 60,
        young_history: 12,
        periods: periods(),
        districts: &[(34, "Centrum"), (28, "Noord"), (23, "Zuid"), (12, "Buitengebied"), (3, "")],
        groups: &[
            (160, "statushouders"),
            (170, "arbeidsbeperking"),
            (120, "schulden"),
            (90, "laaggeletterd"),
        ],
        sectors: SECTORS,
        programmes: PROGRAMMES,
        renewals: 4,
        growing: 180,
        subsidised: 180,
        profiled: 700,
        coded: false,
        booked: true,
        first_number: 3_000_000,
        settings: include_str!("../voorbeeldstad/outflow.toml"),
    }
}

const fn year(
    from: i16,
    inflow: (usize, usize),
    outflow: (usize, usize),
    work: (usize, usize, usize),
) -> Period {
    Period {
        from: date(from, 1, 1),
        months: 12,
        inflow: Flow { alone: inflow.0, couple: inflow.1 },
        outflow: Flow { alone: outflow.0, couple: outflow.1 },
        partings: 2,
        switches: 3,
        full_time: work.0,
        part_time: work.1,
        self_employed: work.2,
    }
}

/// Of 2025 there are nine months.
fn periods() -> Vec<Period> {
    vec![
        year(2021, (148, 15), (166, 17), (44, 38, 6)),
        year(2022, (141, 13), (171, 18), (52, 41, 5)),
        year(2023, (150, 14), (159, 15), (49, 44, 7)),
        year(2024, (157, 16), (162, 14), (53, 47, 6)),
        Period { months: 9, ..year(2025, (109, 10), (128, 12), (43, 38, 5)) },
    ]
}

const SECTORS: &[Sector] = &[
    sector(170, &["zorg"], &["Zorghuis De Brink", "Thuiszorg Rondom"]),
    sector(150, &["logistiek"], &["Pakketdienst Voorbeeld", "Distributie Oost"]),
    sector(140, &["horeca"], &["Eetcafé Het Plein", "Hotel De Linde"]),
    sector(130, &["detailhandel"], &["Supermarkt De Hoek", "Warenhuis Voorbeeld"]),
    sector(120, &["industrie"], &["Metaal Voorbeeld", "Verpakkingen Noord"]),
    sector(90, &["schoonmaak"], &["Schoonmaak Helderwit"]),
    sector(80, &["bouw"], &["Bouwbedrijf De Steiger"]),
    sector(70, &["groen"], &["Hoveniers De Beuk"]),
];

const RESULTS: &[(usize, &str)] =
    &[(48, "afgerond"), (22, "participatie"), (8, "opleiding"), (18, "uitval"), (4, "")];

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
        "Aan de slag",
        &["werkervaringsplek"],
        Audience::Anyone,
        (60, 240),
        &[about(70), about(78), about(84), about(90), about(72)],
    ),
    programme(
        "Samen actief",
        &["sociale activering"],
        Audience::Anyone,
        (120, 500),
        &[about(48), about(52), about(57), about(61), about(60)],
    ),
    programme(
        "Vrijwilligerspunt",
        &["vrijwilligerswerk"],
        Audience::Anyone,
        (120, 500),
        &[about(36), about(38), about(41), about(44), about(40)],
    ),
    programme(
        "Taal op maat",
        &["taal"],
        Audience::Group("statushouders"),
        (120, 400),
        &[about(40), about(44), about(49), about(52), about(46)],
    ),
    programme(
        "Beschut werk",
        &["beschut werk"],
        Audience::Group("arbeidsbeperking"),
        (700, 2_000),
        &[about(14), about(17), about(21), about(24), about(26)],
    ),
    programme(
        "Jobcoaching",
        &["jobcoaching"],
        Audience::Working,
        (90, 400),
        &[about(16), about(18), about(20), about(22), about(19)],
    ),
    programme(
        "Loonkostensubsidie",
        &["loonkostensubsidie"],
        Audience::Working,
        (200, 700),
        &[about(12), about(14), about(17), about(19), about(18)],
    ),
    programme(
        "Jongeren in beeld",
        &["voorschakeltraject"],
        Audience::YouthWithoutBenefit,
        (60, 160),
        &[about(6), about(6), about(7), about(8), about(7)],
    ),
    programme(
        "Praktijkleren",
        &["scholing"],
        Audience::Youth,
        (90, 300),
        &[about(12), about(13), about(15), about(16), about(14)],
    ),
];

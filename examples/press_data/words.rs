//! The words and codes of the exports: codes of the Regeling, or the labels of a local system.

use crate::model::{Household, Kind, Scheme};

/// BUS code and local label of the reason a benefit ended.
const END_REASONS: &[(&str, &str)] = &[
    ("01", "Studiefinanciering"),
    ("02", "Aangaan relatie"),
    ("03", "Bereiken pensioengerechtigde leeftijd"),
    ("04", "Overlijden"),
    ("05", "Detentie"),
    ("06", "Opleiding"),
    ("07", "Verblijf in buitenland"),
    ("11", "Arbeid in dienstbetrekking"),
    ("13", "Zelfstandig beroep of bedrijf"),
    ("14", "Uitkering werkloosheid"),
    ("15", "Uitkering arbeidsongeschiktheid"),
    ("17", "Alimentatie"),
    ("18", "Vermogen"),
    ("19", "Ander inkomen"),
    ("31", "Geen inlichtingen"),
    ("32", "Verhuizing naar andere gemeente"),
    ("33", "Verhuizing naar buitenland"),
    ("34", "Niet verschenen"),
    ("35", "Geen medewerking"),
    ("97", "Reden bij partner"),
    ("98", "Andere oorzaak"),
];

/// The reason as code or as label.
pub(crate) fn end_reason(code: &'static str, coded: bool) -> &'static str {
    let label = END_REASONS.iter().find(|reason| reason.0 == code);
    if coded { code } else { label.map_or("", |reason| reason.1) }
}

/// The household as code or as label.
pub(crate) fn household(household: Household, coded: bool) -> &'static str {
    let (code, label) = match household {
        Household::Single => ("1", "Alleenstaande"),
        Household::SingleParent => ("2", "Alleenstaande ouder"),
        Household::Couple => ("3", "Gehuwd/samenwonend"),
        Household::Other => ("4", "Overig"),
    };
    if coded { code } else { label }
}

/// The law as code or as label.
pub(crate) fn scheme(scheme: Scheme, coded: bool) -> &'static str {
    let (code, label) = match scheme {
        Scheme::Participatiewet => ("01", "Participatiewet"),
        Scheme::Ioaw => ("02", "IOAW"),
        Scheme::Ioaz => ("03", "IOAZ"),
        Scheme::Bbz => ("14", "Bbz"),
    };
    if coded { code } else { label }
}

/// The kind of a job, as each of the two towns writes it.
pub(crate) fn kind(kind: Kind, coded: bool) -> &'static str {
    match (kind, coded) {
        (Kind::FullTime, true) => "fulltime",
        (Kind::FullTime, false) => "voltijd",
        (Kind::PartTime, true) => "parttime",
        (Kind::PartTime, false) => "deeltijd",
        (Kind::SelfEmployed, true) => "zzp",
        (Kind::SelfEmployed, false) => "zelfstandig",
    }
}

/// An amount with a decimal comma, and a dot between thousands where wanted.
pub(crate) fn amount(cents: i64, grouped: bool) -> String {
    let mut euros = (cents / 100).to_string();
    if grouped {
        let mut place = euros.len();
        while place > 3 {
            place -= 3;
            euros.insert(place, '.');
        }
    }
    format!("{euros},{:02}", cents % 100)
}

//! The columns of exports, by the headers they go by.

use super::codes::{Known, plain};

/// Canonical columns of benefits, each with the other headers it goes by.
pub const BENEFITS: Known = &[
    ("case_id", &["dossiernr", "dossiernummer", "dossier", "registratienummer uitkering"]),
    (
        "person_id",
        &["clientnummer", "cliëntnummer", "persoon", "persoon id", "burgerservicenummer", "bsn"],
    ),
    ("municipality", &["gemeente", "gemeentecode"]),
    ("district", &["wijk", "stadsdeel", "buurt"]),
    ("scheme", &["type", "regeling", "statistiekcode"]),
    (
        "start",
        &[
            "startdatum periodiek algemeen",
            "startdatum",
            "begindatum",
            "aanvangsdatum uitkering persoon",
        ],
    ),
    ("end", &["einddatum periodiek algemeen", "einddatum", "eind", "einddatum uitkering persoon"]),
    (
        "end_reason",
        &[
            "omschrijving einde bijstandsafhankelijkheid",
            "reden einde",
            "reden beëindiging",
            "reden beëindiging uitkering persoon",
        ],
    ),
    ("start_reason", &["oorzaak bijstandsafhankelijkheid", "reden instroom", "reden start"]),
    ("household", &["omschrijving leefvorm", "indicatie leefvorm", "leefvorm"]),
    ("birth_date", &["geboortedatum"]),
    ("birth_year", &["geboortejaar"]),
    ("sex", &["geslacht"]),
    ("monthly_amount", &["maandbedrag", "bedrag per maand"]),
    ("income_amount", &["inkomsten"]),
    ("target_groups", &["doelgroepen", "doelgroep"]),
    ("profile_date", &["profieldatum", "datum profiel"]),
];

/// Canonical columns of placements.
pub const PLACEMENTS: Known = &[
    ("placement_id", &["plaatsing id", "plaatsingnr", "plaatsingsnummer"]),
    ("person_id", &["clientnummer", "cliëntnummer", "persoon", "persoon id"]),
    ("start", &["startdatum", "begindatum"]),
    ("end", &["einddatum", "eind"]),
    ("kind", &["soort", "dienstverband"]),
    ("hours", &["uren", "uren per week"]),
    ("sector", &["branche", "sbi"]),
    ("employer", &["werkgever"]),
    ("programme", &["traject", "programma"]),
    ("wage_subsidy", &["loonkostensubsidie"]),
    ("wage_value", &["loonwaarde"]),
    ("municipality", &["gemeente", "gemeentecode"]),
];

/// Canonical columns of programmes.
pub const PROGRAMMES: Known = &[
    (
        "participation_id",
        &["deelname id", "trajectnr", "trajectnummer", "registratienummer voorziening"],
    ),
    ("person_id", &["clientnummer", "cliëntnummer", "persoon", "burgerservicenummer"]),
    ("programme", &["traject", "programma", "trajectnaam"]),
    ("kind", &["soort", "type voorziening"]),
    ("start", &["startdatum", "begindatum", "begindatum voorziening"]),
    ("end", &["einddatum", "eind", "einddatum voorziening"]),
    ("result", &["resultaat", "uitkomst"]),
    ("municipality", &["gemeente", "gemeentecode"]),
];

/// Canonical columns of payments.
pub const PAYMENTS: Known = &[
    ("case_id", &["dossiernr", "dossiernummer", "dossier"]),
    ("month", &["maand", "periode"]),
    ("amount", &["bedrag"]),
    ("municipality", &["gemeente", "gemeentecode"]),
];

/// The canonical column of a header: no regard to case, spaces, `_` and `-`.
pub fn column(known: Known, header: &str) -> Option<&'static str> {
    let bare = |text: &str| plain(text).replace(' ', "");
    let wanted = bare(header);
    known
        .iter()
        .find(|(name, others)| {
            bare(name) == wanted || others.iter().any(|other| bare(other) == wanted)
        })
        .map(|(name, _)| *name)
}

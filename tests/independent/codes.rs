//! What codes and labels in the data stand for (Regeling, annexes 1 and 2).

use std::collections::BTreeMap;

use super::block::UNKNOWN;

type Known = &'static [(&'static str, &'static [&'static str])];

/// End reasons: BUS field 34 (Regeling, annex 1).
pub const END_REASONS: Known = &[
    ("work", &["11", "werk", "arbeid", "arbeid in dienstbetrekking", "uitstroom naar werk"]),
    (
        "self_employment",
        &["13", "zelfstandig beroep of bedrijf", "zelfstandig", "eigen bedrijf", "self employed"],
    ),
    (
        "education",
        &[
            "01",
            "06",
            "opleiding",
            "studie",
            "onderwijs",
            "volgen van onderwijs",
            "studiefinanciering",
            "scholing",
        ],
    ),
    ("relationship", &["02", "relatie", "aangaan relatie", "huwelijk", "samenwoning"]),
    (
        "pension",
        &["03", "pensioen", "aow", "aow leeftijd", "bereiken pensioengerechtigde leeftijd"],
    ),
    ("deceased", &["04", "overlijden", "overleden", "death"]),
    ("detention", &["05", "detentie"]),
    (
        "abroad",
        &[
            "07",
            "33",
            "buitenland",
            "verblijf in het buitenland",
            "verblijf in buitenland",
            "verhuizing naar buitenland",
            "vertrek naar buitenland",
        ],
    ),
    (
        "unemployment_benefit",
        &["14", "ww", "werkloosheidsuitkering", "uitkering werkloosheid", "ww uitkering"],
    ),
    (
        "disability_benefit",
        &[
            "15",
            "wia",
            "uitkering arbeidsongeschiktheid",
            "arbeidsongeschiktheid",
            "arbeidsongeschiktheidsuitkering",
        ],
    ),
    (
        "other_income",
        &[
            "17",
            "18",
            "19",
            "ander inkomen",
            "alimentatie",
            "vermogen",
            "overig inkomen",
            "andere inkomsten",
        ],
    ),
    (
        "no_cooperation",
        &["31", "34", "35", "geen medewerking", "niet verschenen", "geen inlichtingen"],
    ),
    ("moved", &["32", "verhuizing", "verhuisd", "verhuizing naar andere gemeente"]),
    ("partner", &["97", "oorzaak bij partner", "reden bij partner"]),
    ("other", &["98", "overig", "overige", "andere oorzaak", "anders"]),
];

/// Household (leefvorm).
pub const HOUSEHOLDS: Known = &[
    ("single", &["1", "01", "alleenstaande", "alleenstaand"]),
    ("single_parent", &["2", "02", "alleenstaande ouder", "eenouder", "eenoudergezin"]),
    (
        "couple",
        &["3", "03", "paar", "gehuwd", "gehuwd/samenwonend", "gehuwden", "samenwonend", "echtpaar"],
    ),
    ("other", &["4", "04", "overig", "overige", "anders"]),
];

/// Scheme (statistiekcode).
pub const SCHEMES: Known = &[
    (
        "participatiewet",
        &["01", "pw", "p wet", "wwb", "bijstand", "algemene bijstand", "levensonderhoud"],
    ),
    ("ioaw", &["02"]),
    ("ioaz", &["03"]),
    ("bbz", &["14", "bbz 2004"]),
    ("special_assistance", &["11", "12", "bijzondere bijstand"]),
];

/// Sex.
pub const SEXES: Known =
    &[("man", &["1", "m", "male", "mannelijk"]), ("woman", &["2", "v", "f", "vrouw", "female"])];

/// Kinds of placement.
pub const PLACEMENT_KINDS: Known = &[
    ("full_time", &["voltijd", "fulltime", "volledig"]),
    ("part_time", &["deeltijd", "parttime"]),
    ("self_employed", &["zzp", "zelfstandig", "zelfstandige", "ondernemer"]),
];

/// Kinds of programme (Regeling, annex 2, and local names).
pub const PROGRAMME_KINDS: Known = &[
    ("wage_subsidy", &["loonkostensubsidie", "lks"]),
    ("participation_place", &["participatieplaats"]),
    ("sheltered_work", &["beschut werk", "beschutte werkplek"]),
    ("job_coaching", &["jobcoaching", "jobcoach"]),
    ("debt_help", &["schuldhulp", "schuldhulpverlening"]),
    ("pre_employment", &["voorschakeltraject"]),
    ("work_experience", &["werkervaringsplek", "werkervaringsplaats", "werkervaring"]),
    ("language", &["taal", "taaltraject", "taalles"]),
    ("education", &["opleiding", "scholing", "onderwijs"]),
    ("volunteering", &["vrijwilligerswerk"]),
    ("health", &["gezondheid", "zorg"]),
    ("transport", &["vervoer", "vervoersvoorziening"]),
    ("other", &["overig", "overige", "anders"]),
];

/// Results of a participation.
pub const RESULTS: Known = &[
    ("work", &["werk", "betaald werk"]),
    ("part_time_work", &["deeltijdwerk", "deeltijd werk", "parttime werk"]),
    ("education", &["opleiding", "scholing"]),
    ("civic_integration", &["inburgering", "inburgering behaald"]),
    ("participation", &["participatie"]),
    ("dropout", &["uitval", "uitgevallen", "voortijdig gestopt"]),
    ("completed", &["afgerond", "voltooid"]),
];

/// The group ids of a list of codes, in declared order.
pub fn ids(known: Known) -> Vec<String> {
    known.iter().map(|(id, _)| (*id).to_string()).collect()
}

/// Lower case with every `_` and `-` a space and no double spaces.
fn plain(text: &str) -> String {
    let spaced = text.to_lowercase().replace(['_', '-'], " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A code without its leading zeros, where it is a number.
fn number(text: &str) -> Option<u32> {
    text.parse().ok()
}

/// The group of a code or label: a local code first, then the known ones; a code that nobody
/// knows is its own group and an empty one is `unknown`.
pub fn group(known: Known, local: &BTreeMap<String, String>, text: &str) -> String {
    let text = text.trim();
    let text = local.get(text).map_or(text, |mapped| mapped.trim());
    if text.is_empty() {
        return UNKNOWN.to_string();
    }
    let wanted = plain(text);
    for (id, labels) in known {
        let same = |label: &&str| {
            **label == wanted || (number(label).is_some() && number(label) == number(&wanted))
        };
        if plain(id) == wanted || labels.iter().any(same) {
            return (*id).to_string();
        }
    }
    if wanted == UNKNOWN || wanted == "onbekend" {
        return UNKNOWN.to_string();
    }
    text.to_string()
}

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

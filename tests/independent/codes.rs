//! What codes and labels in the data stand for (Regeling, annexes 1 and 2).

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::block::UNKNOWN;

pub type Known = &'static [(&'static str, &'static [&'static str])];

/// End reasons, by label.
pub const END_REASONS: Known = &[
    ("work", &["werk", "arbeid", "arbeid in dienstbetrekking", "uitstroom naar werk"]),
    (
        "self_employment",
        &["zelfstandig beroep of bedrijf", "zelfstandig", "eigen bedrijf", "self employed"],
    ),
    (
        "education",
        &[
            "opleiding",
            "studie",
            "onderwijs",
            "volgen van onderwijs",
            "studiefinanciering",
            "scholing",
        ],
    ),
    ("relationship", &["relatie", "aangaan relatie", "huwelijk", "samenwoning"]),
    ("pension", &["pensioen", "aow", "aow leeftijd", "bereiken pensioengerechtigde leeftijd"]),
    ("deceased", &["overlijden", "overleden", "death"]),
    ("detention", &["detentie"]),
    (
        "abroad",
        &[
            "buitenland",
            "verblijf in het buitenland",
            "verblijf in buitenland",
            "verhuizing naar buitenland",
            "vertrek naar buitenland",
        ],
    ),
    (
        "unemployment_benefit",
        &["ww", "werkloosheidsuitkering", "uitkering werkloosheid", "ww uitkering"],
    ),
    (
        "disability_benefit",
        &[
            "wia",
            "uitkering arbeidsongeschiktheid",
            "arbeidsongeschiktheid",
            "arbeidsongeschiktheidsuitkering",
        ],
    ),
    (
        "other_income",
        &["ander inkomen", "alimentatie", "vermogen", "overig inkomen", "andere inkomsten"],
    ),
    ("no_cooperation", &["geen medewerking", "niet verschenen", "geen inlichtingen"]),
    ("moved", &["verhuizing", "verhuisd", "verhuizing naar andere gemeente"]),
    ("partner", &["oorzaak bij partner", "reden bij partner"]),
    ("other", &["overig", "overige", "andere oorzaak", "anders"]),
];

/// What a group of codes is called that means that there is no value.
const NOTHING: &str = "(nothing)";

/// Codes of the statistics: from which year to which, and what they mean then.
type Dated = &'static [(i16, i16, Known)];

/// End reasons by code: BUS field 34 (Regeling, annex 1).
pub const END_REASON_CODES: Dated = &[
    (
        0,
        2012,
        &[
            ("work", &["11", "20", "21"]),
            ("self_employment", &["13", "22"]),
            ("education", &["01", "06"]),
            ("relationship", &["02"]),
            ("pension", &["03"]),
            ("deceased", &["04"]),
            ("detention", &["05"]),
            ("abroad", &["07", "33"]),
            ("unemployment_benefit", &["14"]),
            ("disability_benefit", &["15"]),
            ("other_income", &["17", "18", "19"]),
            ("no_cooperation", &["31", "34", "35"]),
            ("moved", &["32"]),
            ("partner", &["97"]),
            ("other", &["98", "51", "52", "53", "61", "62"]),
            (NOTHING, &["99"]),
        ],
    ),
    (2013, 2014, AS_OF_2013),
    (2015, 9999, AS_OF_2015),
];

const AS_OF_2013: Known = &[
    ("work", &["11"]),
    ("self_employment", &["13"]),
    ("education", &["01", "06"]),
    ("relationship", &["02"]),
    ("pension", &["03"]),
    ("deceased", &["04"]),
    ("detention", &["05"]),
    ("abroad", &["07", "33"]),
    ("unemployment_benefit", &["14"]),
    ("disability_benefit", &["15"]),
    ("other_income", &["17", "18", "19"]),
    ("no_cooperation", &["08", "31", "34", "35"]),
    ("moved", &["32"]),
    ("partner", &["97"]),
    ("other", &["98"]),
    (NOTHING, &["99"]),
];

const AS_OF_2015: Known = &[
    ("work", &["11"]),
    ("self_employment", &["13"]),
    ("education", &["01", "06"]),
    ("relationship", &["02"]),
    ("pension", &["03"]),
    ("deceased", &["04"]),
    ("detention", &["05"]),
    ("abroad", &["07", "33"]),
    ("unemployment_benefit", &["14"]),
    ("disability_benefit", &["15"]),
    ("other_income", &["17", "18", "19"]),
    ("no_cooperation", &["31", "34", "35"]),
    ("moved", &["32"]),
    ("partner", &["97"]),
    ("other", &["98"]),
    (NOTHING, &["99"]),
];

/// Start reasons, by label.
pub const START_REASONS: Known = &[
    ("end_of_education", &["einde studie", "einde opleiding"]),
    ("end_of_relationship", &["verbreking relatie", "einde relatie"]),
    ("end_of_work", &["einde dienstverband", "einde dienstbetrekking"]),
    ("end_of_self_employment", &["einde zelfstandig beroep of bedrijf"]),
    ("end_of_unemployment_benefit", &["einde ww", "einde ww uitkering"]),
    (
        "end_of_disability_benefit",
        &["einde uitkering wegens ziekte of arbeidsongeschiktheid", "einde wia"],
    ),
    ("loss_of_other_income", &["ander inkomen onvoldoende"]),
    ("partner", &["oorzaak bij partner"]),
    ("other", &["andere oorzaak", "overig", "anders"]),
    ("from_abroad", &["vestiging vanuit buitenland"]),
    ("end_of_detention", &["einde detentie"]),
    ("moved_in", &["vestiging vanuit andere gemeente"]),
    ("refugee_housed", &["statushouder gehuisvest"]),
    ("turned_18", &["bereiken 18", "bereiken 18 jarige leeftijd"]),
];

/// Start reasons by code: BUS until 2012, GWS4all since.
pub const START_REASON_CODES: Dated = &[
    (
        0,
        2012,
        &[
            ("end_of_education", &["01"]),
            ("end_of_relationship", &["02"]),
            ("end_of_work", &["11"]),
            ("end_of_self_employment", &["13"]),
            ("end_of_unemployment_benefit", &["14"]),
            ("end_of_disability_benefit", &["15"]),
            ("loss_of_other_income", &["17", "19"]),
            ("partner", &["40"]),
            ("other", &["39"]),
            (NOTHING, &["99"]),
        ],
    ),
    (
        2013,
        9999,
        &[
            ("end_of_education", &["01", "3"]),
            ("end_of_relationship", &["02"]),
            ("end_of_work", &["11", "5", "12", "21", "24", "31"]),
            ("end_of_self_employment", &["13", "22"]),
            ("end_of_unemployment_benefit", &["14"]),
            ("end_of_disability_benefit", &["15", "32"]),
            ("loss_of_other_income", &["17", "19", "16", "33", "34", "35", "42"]),
            ("partner", &["40"]),
            ("other", &["39", "23", "26", "27", "28"]),
            ("from_abroad", &["4"]),
            ("end_of_detention", &["25"]),
            ("moved_in", &["41"]),
            ("refugee_housed", &["43"]),
            (NOTHING, &["99", "0"]),
        ],
    ),
];

/// Kinds of programme by code: SRG type voorziening (Regeling, annex 2).
pub const PROGRAMME_KIND_CODES: Dated = &[
    (
        2013,
        2014,
        &[
            ("wage_subsidy_temporary", &["1"]),
            ("subsidised_job", &["2"]),
            ("participation_place", &["3"]),
            ("other", &["4"]),
        ],
    ),
    (
        2015,
        2018,
        &[
            ("wage_subsidy_temporary", &["01"]),
            ("subsidised_job", &["02"]),
            ("participation_place", &["03"]),
            ("wage_subsidy", &["04"]),
            ("sheltered_work", &["05"]),
            ("job_coaching", &["06"]),
            ("transport", &["07"]),
            ("other", &["08", "99"]),
        ],
    ),
    (
        2019,
        9999,
        &[("work_experience", &["23", "29"]), ("job_coaching", &["30"]), ("other", &["31", "59"])],
    ),
];

/// Results by code: SRG reden einde voorziening, the same in every year.
pub const RESULT_CODES: Dated = &[(
    0,
    9999,
    &[("completed", &["1"]), ("dropout", &["2"]), ("ended_otherwise", &["3"]), (NOTHING, &["9"])],
)];

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
        &["01", "0", "pw", "p wet", "wwb", "bijstand", "algemene bijstand", "levensonderhoud"],
    ),
    ("ioaw", &["02"]),
    ("ioaz", &["03"]),
    ("bbz", &["14", "bbz 2004"]),
];

/// Schemes that are no benefit in this sense.
const NO_BENEFITS: Known = &[
    ("special_assistance", &["11", "12", "bijzondere bijstand"]),
    ("claims", &["06", "vorderingen"]),
    ("reintegration", &["10"]),
    ("tozo", &["tozo 1", "tozo 2", "tozo 3", "tozo 4", "tozo 5"]),
    ("wij", &[]),
    ("wwik", &[]),
    ("income_supplement", &["individuele inkomenstoeslag"]),
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
    ("wage_subsidy_flat", &["forfaitaire loonkostensubsidie"]),
    ("wage_subsidy_temporary", &["tijdelijke loonkostensubsidie"]),
    ("subsidised_job", &["wiw/id baan"]),
    ("participation_place", &["participatieplaats"]),
    ("sheltered_work", &["beschut werk", "beschutte werkplek"]),
    ("wsw", &["sociale werkvoorziening"]),
    ("job_coaching", &["jobcoaching", "jobcoach"]),
    ("debt_help", &["schuldhulp", "schuldhulpverlening"]),
    ("pre_employment", &["voorschakeltraject"]),
    ("work_experience", &["werkervaringsplek", "werkervaringsplaats", "werkervaring"]),
    ("language", &["taal", "taaltraject", "taalles"]),
    ("education", &["opleiding", "scholing", "onderwijs"]),
    ("volunteering", &["vrijwilligerswerk"]),
    (
        "social_participation",
        &["maatschappelijke participatie", "sociale activering", "tegenprestatie"],
    ),
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
    ("completed", &["afgerond", "voltooid"]),
    ("dropout", &["uitval", "uitgevallen", "voortijdig gestopt"]),
    ("ended_otherwise", &["verhuisd", "overleden", "detentie", "zwangerschap"]),
];

/// The group ids of a list of codes, in declared order.
pub fn ids(known: Known) -> Vec<String> {
    known.iter().map(|(id, _)| (*id).to_string()).collect()
}

/// Lower case with every `_` and `-` a space and no double spaces.
pub fn plain(text: &str) -> String {
    let spaced = text.to_lowercase().replace(['_', '-'], " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A code without its leading zeros, where it is a number.
fn number(text: &str) -> Option<u32> {
    text.parse().ok()
}

/// The group whose labels have this text: as it stands, else by its number.
fn labelled(known: Known, text: &str) -> Option<&'static str> {
    let wanted = plain(text);
    let exact = |label: &&str| **label == wanted;
    let by_number = |label: &&str| number(label).is_some() && number(label) == number(&wanted);
    let found = |same: &dyn Fn(&&str) -> bool| {
        known.iter().find(|(_, labels)| labels.iter().any(same)).map(|(id, _)| *id)
    };
    known
        .iter()
        .find(|(id, _)| plain(id) == wanted)
        .map(|(id, _)| *id)
        .or_else(|| found(&exact))
        .or_else(|| found(&by_number))
}

/// The group of a code or label without years: see [`dated_group`].
pub fn group(known: Known, local: &BTreeMap<String, String>, text: &str) -> String {
    dated_group((known, &[]), local, text, 0)
}

/// The group of a code or label: a local code first, then the labels, then the codes of the year,
/// then those of the nearest year that have it; a code that nobody knows is its own group and an
/// empty one is `unknown`.
pub fn dated_group(
    (known, codes): (Known, Dated),
    local: &BTreeMap<String, String>,
    text: &str,
    year: i16,
) -> String {
    let text = text.trim();
    let text = local.get(text).map_or(text, |mapped| mapped.trim());
    if text.is_empty() {
        return UNKNOWN.to_string();
    }
    if let Some(id) = labelled(known, text) {
        return id.to_string();
    }
    let mut by_distance: Vec<_> = codes
        .iter()
        .map(|(from, to, codes)| ((from - year).max(year - to).max(0), codes))
        .collect();
    by_distance.sort_by_key(|(distance, _)| *distance);
    match by_distance.iter().find_map(|(_, codes)| labelled(codes, text)) {
        Some(NOTHING) => UNKNOWN.to_string(),
        Some(id) => id.to_string(),
        None if matches!(plain(text).as_str(), "unknown" | "onbekend") => UNKNOWN.to_string(),
        None => text.to_string(),
    }
}

/// Whether a scheme, as a group, is no benefit in this sense.
pub fn is_no_benefit(scheme: &str) -> bool {
    labelled(NO_BENEFITS, scheme).is_some()
}

/// Until 2012 code 03 meant the age of 27 or of 65: for people under 30 it is another reason.
pub fn is_27(local: &BTreeMap<String, String>, text: &str, birth: Option<Date>, end: Date) -> bool {
    let is_young = |birth: Date| birth.saturating_add(30.years()) > end;
    let is_03 = number(text.trim()) == Some(3) && !local.contains_key(text.trim());
    end.year() <= 2012 && is_03 && birth.is_some_and(is_young)
}

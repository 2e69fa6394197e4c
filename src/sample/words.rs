//! The words of benefits, with how often each occurs.

use super::random::Weighted;
use super::style::Word;

/// Not filled in.
pub(super) const EMPTY: Word = Word::new("", "");
/// Work in paid employment.
pub(super) const WORK: Word = Word::new("11", "Arbeid in dienstbetrekking");
/// An own business.
pub(super) const SELF_EMPLOYMENT: Word = Word::new("13", "Zelfstandig beroep of bedrijf");
/// The age of the state pension.
pub(super) const PENSION: Word = Word::new("03", "Bereiken pensioengerechtigde leeftijd");
/// The reason lies with the other person of the case.
pub(super) const PARTNER: Word = Word::new("97", "Oorzaak bij partner");
/// Death.
pub(super) const DECEASED: Word = Word::new("04", "Overlijden");
const EDUCATION: Word = Word::new("01", "Studiefinanciering");
const RELATIONSHIP: Word = Word::new("02", "Aangaan relatie");
const MOVED: Word = Word::new("32", "Verhuizing naar andere gemeente");
const OTHER: Word = Word::new("98", "Andere oorzaak");

/// Why benefits end; the pension follows from the age.
pub(super) const END_REASONS: Weighted<Word> = Weighted::new(&[
    (290, WORK),
    (35, SELF_EMPLOYMENT),
    (25, EDUCATION),
    (75, RELATIONSHIP),
    (30, DECEASED),
    (20, Word::new("05", "Detentie")),
    (25, Word::new("07", "Verblijf in buitenland")),
    (15, Word::new("14", "Uitkering werkloosheid")),
    (45, Word::new("15", "Uitkering arbeidsongeschiktheid")),
    (10, Word::new("17", "Alimentatie")),
    (15, Word::new("18", "Vermogen")),
    (55, Word::new("19", "Ander inkomen")),
    (65, Word::new("31", "Geen inlichtingen")),
    (105, MOVED),
    (20, Word::new("33", "Verhuizing naar buitenland")),
    (25, Word::new("34", "Niet verschenen")),
    (35, Word::new("35", "Geen medewerking")),
    (85, OTHER),
    (25, EMPTY),
]);

/// Why a partner leaves before the other.
pub(super) const PARTNER_LEAVES: Weighted<Word> =
    Weighted::new(&[(20, DECEASED), (30, MOVED), (35, OTHER), (10, RELATIONSHIP), (5, EMPTY)]);

/// Why people come to a benefit; labels of the statistics, the same in both styles.
pub(super) const START_REASONS: Weighted<&str> = Weighted::new(&[
    (240, "Einde dienstverband"),
    (160, "Einde WW-uitkering"),
    (130, "Verbreking relatie"),
    (110, "Ander inkomen onvoldoende"),
    (90, "Vestiging vanuit andere gemeente"),
    (70, "Einde studie"),
    (50, "Einde zelfstandig beroep of bedrijf"),
    (40, "Einde uitkering arbeidsongeschiktheid"),
    (30, "Einde detentie"),
    (25, "Bereiken 18 jaar"),
    (35, "Andere oorzaak"),
    (20, ""),
]);

/// Target groups of a person; local labels, the same in both styles.
pub(super) const TARGET_GROUPS: Weighted<&str> = Weighted::new(&[
    (720, ""),
    (80, "statushouder"),
    (70, "arbeidsbeperking"),
    (35, "schulden"),
    (20, "mantelzorger"),
    (20, "laaggeletterd"),
    (15, "dakloos"),
    (15, "statushouder|schulden"),
    (15, "arbeidsbeperking|schulden"),
    (10, "statushouder|laaggeletterd|schulden"),
]);

/// One person.
pub(super) const SINGLE: Word = Word::new("1", "Alleenstaande");
/// One person with children.
pub(super) const SINGLE_PARENT: Word = Word::new("2", "Alleenstaande ouder");
/// Two people.
pub(super) const COUPLE: Word = Word::new("3", "Gehuwd/samenwonend");
/// Another household, such as an institution.
pub(super) const OTHER_HOUSEHOLD: Word = Word::new("4", "Overig");

/// Social assistance.
pub(super) const PARTICIPATIEWET: Word = Word::new("01", "Participatiewet");
/// Schemes of people below 50.
pub(super) const SCHEMES: Weighted<Word> =
    Weighted::new(&[(965, PARTICIPATIEWET), (35, Word::new("14", "Bbz"))]);
/// Schemes of people from 50.
pub(super) const SCHEMES_FROM_50: Weighted<Word> = Weighted::new(&[
    (720, PARTICIPATIEWET),
    (220, Word::new("02", "IOAW")),
    (25, Word::new("03", "IOAZ")),
    (35, Word::new("14", "Bbz")),
]);

/// A man.
pub(super) const MAN: Word = Word::new("m", "M");
/// A woman.
pub(super) const WOMAN: Word = Word::new("f", "V");

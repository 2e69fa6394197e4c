//! The rows of a dataset, as values.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::block::UNKNOWN;
use super::config::Config;
use super::read::{self, Sheet};
use super::{codes, columns};

/// One person's spell on one benefit.
#[derive(Clone, Debug)]
pub struct Benefit {
    /// The place of the row when all rows are sorted by what they say: the last tie-breaker.
    pub order: usize,
    /// The case; a row without one is a case of its own.
    pub case: String,
    /// The person, where there is one.
    pub person: Option<String>,
    /// The municipality, as written.
    pub municipality: String,
    /// District.
    pub district: String,
    /// Scheme.
    pub scheme: String,
    /// First day.
    pub start: Date,
    /// Last day of entitlement; `None` = running.
    pub end: Option<Date>,
    /// End reason.
    pub end_reason: String,
    /// Start reason.
    pub start_reason: String,
    /// Household.
    pub household: String,
    /// Day of birth; with a year only 1 July of it (VNG).
    pub birth: Option<Date>,
    /// Sex.
    pub sex: String,
    /// Monthly amount in cents.
    pub monthly_amount: Option<i128>,
    /// Income beside it in cents.
    pub income: Option<i128>,
    /// Labels.
    pub target_groups: Vec<String>,
    /// The day of the profile.
    pub profile: Option<Date>,
}

/// One job of one person.
#[derive(Clone, Debug)]
pub struct Placement {
    /// The person.
    pub person: String,
    /// First day.
    pub start: Date,
    /// Last day; `None` = running.
    pub end: Option<Date>,
    /// `full_time`, `part_time`, `self_employed` or something else.
    pub kind: String,
    /// Sector.
    pub sector: String,
    /// Employer.
    pub employer: String,
    /// Whether there is a wage subsidy.
    pub subsidised: bool,
    /// Its amount in cents.
    pub subsidy: i128,
    /// Hundredths of a percent that the work is worth.
    pub wage_value: Option<i128>,
}

/// One person in one programme.
#[derive(Clone, Debug)]
pub struct Participation {
    /// The person.
    pub person: String,
    /// Name of the programme.
    pub programme: String,
    /// Kind of programme.
    pub kind: String,
    /// First day.
    pub start: Date,
    /// Last day; `None` = running.
    pub end: Option<Date>,
    /// Result.
    pub result: String,
}

/// One payment: the month and the cents.
pub type Payment = ((i16, i8), i128);

/// An export as values, with the columns that it has.
pub struct Export<T> {
    columns: BTreeSet<String>,
    /// The rows.
    pub rows: Vec<T>,
}

impl<T> Export<T> {
    /// Whether the export has the column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains(column)
    }
}

/// Reads the exports of one dataset; with a municipality only its rows.
pub struct Reader<'a> {
    /// The folder.
    pub dataset: &'a Path,
    /// Its settings.
    pub config: &'a Config,
    /// Only rows of this municipality.
    pub municipality: Option<&'a str>,
}

impl Reader<'_> {
    fn file(&self, section: &str, names: [&str; 2]) -> PathBuf {
        if let Some(name) = self.config.text(&[section, "file"]) {
            return self.dataset.join(name);
        }
        let english = self.dataset.join(names[0]);
        if english.exists() { english } else { self.dataset.join(names[1]) }
    }

    fn sheet(
        &self,
        section: &str,
        names: [&str; 2],
        known: &'static [(&'static str, &'static [&'static str])],
    ) -> Option<Sheet> {
        let renamed = self.config.pairs(&[section, "columns"]);
        read::sheet(&self.file(section, names), known, &renamed)
    }

    fn export<T>(
        &self,
        sheet: &Sheet,
        known: &'static [(&'static str, &'static [&'static str])],
        id: &str,
        value: impl Fn(usize, &[String]) -> Result<Option<T>, ()>,
    ) -> Export<T> {
        let mut ids = BTreeSet::new();
        let mut rows = Vec::new();
        for (order, row) in sheet.rows.iter().enumerate() {
            // A row that cannot be read is left out.
            let Ok(Some(one)) = value(order, row) else { continue };
            // Of one identifier with several contents only the smallest text stays.
            let name = if id.is_empty() { "" } else { sheet.text(row, id) };
            if !name.is_empty() && !ids.insert(name.to_string()) {
                continue;
            }
            if self.in_scope(sheet.text(row, "municipality")) {
                rows.push(one);
            }
        }
        let names = known.iter().map(|(name, _)| *name).filter(|name| sheet.has(name));
        Export { columns: names.map(str::to_string).collect(), rows }
    }

    /// A row's municipality is its column's, else the dataset's.
    fn in_scope(&self, written: &str) -> bool {
        let Some(wanted) = self.municipality else { return true };
        if written.is_empty() {
            return self.config.text(&["municipality"]).as_deref() == Some(wanted);
        }
        written == wanted
    }

    /// The benefits, in the order of their text.
    pub fn benefits(&self) -> Export<Benefit> {
        let names = ["benefits.csv", "uitkeringen.csv"];
        let mut sheet =
            self.sheet("benefits", names, columns::BENEFITS).expect("an export of benefits");
        sheet.sort_and_keep_once(&["case_id", "person_id"]);
        let mut export = self
            .export(&sheet, columns::BENEFITS, "", |order, row| self.benefit(&sheet, order, row));
        export.rows.sort_by_cached_key(|row| (Self::said(row), row.order));
        for (order, row) in export.rows.iter_mut().enumerate() {
            row.order = order;
        }
        export
    }

    /// What a row says, in canonical order: `01` and `participatiewet` say the same.
    fn said(row: &Benefit) -> Vec<String> {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let known = |text: &str| if text == UNKNOWN { "" } else { text }.to_string();
        vec![
            row.case.clone(),
            row.person.clone().unwrap_or_default(),
            row.municipality.clone(),
            known(&row.district),
            known(&row.scheme),
            row.start.to_string(),
            day(row.end),
            known(&row.end_reason),
            known(&row.start_reason),
            known(&row.household),
            day(row.birth),
            known(&row.sex),
            row.monthly_amount.map(|cents| cents.to_string()).unwrap_or_default(),
            row.income.map(|cents| cents.to_string()).unwrap_or_default(),
            row.target_groups.join("|"),
            day(row.profile),
        ]
    }

    fn benefit(&self, sheet: &Sheet, order: usize, row: &[String]) -> Result<Option<Benefit>, ()> {
        let text = |column| sheet.text(row, column);
        let group = |known, column| codes::group(known, &self.config.codes(column), text(column));
        let (start, end) = days(text("start"), text("end"))?;
        let year = text("birth_year");
        let birth = match read::date(text("birth_date"))? {
            None if !year.is_empty() => {
                let year = year.parse().map_err(|_| ())?;
                Some(Date::new(year, 7, 1).map_err(|_| ())?)
            }
            birth => birth,
        };
        let case = text("case_id");
        let labels: BTreeSet<&str> =
            text("target_groups").split('|').map(str::trim).filter(|one| !one.is_empty()).collect();
        let year = self.config.year_of(end);
        let dated = |known, column| {
            codes::dated_group(known, &self.config.codes(column), text(column), year)
        };
        let reasons = (codes::END_REASONS, codes::END_REASON_CODES);
        let mut end_reason = dated(reasons, "end_reason");
        let local = self.config.codes("end_reason");
        if end.is_some_and(|end| codes::is_27(&local, text("end_reason"), birth, end)) {
            end_reason = "other".to_string();
        }
        let benefit = Benefit {
            order,
            case: if case.is_empty() { format!("\0row {order}") } else { case.to_string() },
            person: Some(text("person_id").to_string()).filter(|person| !person.is_empty()),
            municipality: text("municipality").to_string(),
            district: label(text("district")),
            scheme: group(codes::SCHEMES, "scheme"),
            start,
            end,
            end_reason,
            start_reason: dated((codes::START_REASONS, codes::START_REASON_CODES), "start_reason"),
            household: group(codes::HOUSEHOLDS, "household"),
            birth,
            sex: group(codes::SEXES, "sex"),
            monthly_amount: read::hundredths(text("monthly_amount"))?,
            income: read::hundredths(text("income_amount"))?,
            target_groups: labels.into_iter().map(str::to_string).collect(),
            profile: read::date(text("profile_date"))?,
        };
        // Bijzondere bijstand, Tozo and so on are no benefits in this sense.
        let is_benefit = |benefit: &Benefit| !codes::is_no_benefit(&benefit.scheme);
        Ok(Some(benefit).filter(is_benefit))
    }

    /// The placements.
    pub fn placements(&self) -> Option<Export<Placement>> {
        let names = ["placements.csv", "plaatsingen.csv"];
        let mut sheet = self.sheet("placements", names, columns::PLACEMENTS)?;
        sheet.sort_and_keep_once(&["placement_id", "person_id"]);
        Some(self.export(&sheet, columns::PLACEMENTS, "placement_id", |_, row| {
            let text = |column| sheet.text(row, column);
            let (start, end) = days(text("start"), text("end"))?;
            let (subsidised, subsidy) = subsidy(text("wage_subsidy"))?;
            Ok(Some(Placement {
                person: text("person_id").to_string(),
                start,
                end,
                kind: self.placement_kind(text("kind"), text("hours"))?,
                sector: self.sector(text("sector"), text("employer")),
                employer: label(text("employer")),
                subsidised,
                subsidy,
                wage_value: wage_value(text("wage_value"))?,
            }))
        }))
    }

    /// The kind as written; where only hours are given, full-time from 35 hours (CBS).
    fn placement_kind(&self, kind: &str, hours: &str) -> Result<String, ()> {
        let written = codes::group(codes::PLACEMENT_KINDS, &self.config.codes("kind"), kind);
        let Some(hours) = read::hundredths(hours)? else { return Ok(written) };
        if !kind.is_empty() {
            return Ok(written);
        }
        let full = hours >= self.config.full_time_hours();
        Ok(if full { "full_time" } else { "part_time" }.to_string())
    }

    /// `[sectors]` maps an employer (its own sector: Heerlen 2018), a label or an SBI division.
    fn sector(&self, sector: &str, employer: &str) -> String {
        let names = self.config.pairs(&["sectors"]);
        let division = match sector.get(..2) {
            Some(two) if sector.chars().all(|c| c.is_ascii_digit() || c == '.') => two,
            _ => sector,
        };
        for key in [employer, sector, division] {
            if let Some(name) = names.get(key).filter(|_| !key.is_empty()) {
                return name.clone();
            }
        }
        label(sector)
    }

    /// The participations.
    pub fn programmes(&self) -> Option<Export<Participation>> {
        let names = ["programmes.csv", "trajecten.csv"];
        let mut sheet = self.sheet("programmes", names, columns::PROGRAMMES)?;
        sheet.sort_and_keep_once(&["participation_id", "person_id"]);
        let kinds = self.config.codes("programme_kind");
        let results = self.config.codes("result");
        Some(self.export(&sheet, columns::PROGRAMMES, "participation_id", |_, row| {
            let text = |column| sheet.text(row, column);
            let (start, end) = days(text("start"), text("end"))?;
            Ok(Some(Participation {
                person: text("person_id").to_string(),
                programme: label(text("programme")),
                kind: codes::dated_group(
                    (codes::PROGRAMME_KINDS, codes::PROGRAMME_KIND_CODES),
                    &kinds,
                    text("kind"),
                    self.config.year_of(end),
                ),
                start,
                end,
                result: codes::dated_group(
                    (codes::RESULTS, codes::RESULT_CODES),
                    &results,
                    text("result"),
                    self.config.year_of(end),
                ),
            }))
        }))
    }

    /// The payments; an identical row is another payment.
    pub fn payments(&self) -> Option<Export<Payment>> {
        let names = ["payments.csv", "betalingen.csv"];
        let sheet = self.sheet("payments", names, columns::PAYMENTS)?;
        Some(self.export(&sheet, columns::PAYMENTS, "", |_, row| {
            let cents = read::hundredths(sheet.text(row, "amount"))?.ok_or(())?;
            Ok(Some((read::month(sheet.text(row, "month"))?, cents)))
        }))
    }
}

/// Start and end of a row; a row without a start or that ends before it starts cannot be read.
fn days(start: &str, end: &str) -> Result<(Date, Option<Date>), ()> {
    let start = read::date(start)?.ok_or(())?;
    let end = read::date(end)?;
    if end.is_some_and(|end| end < start) { Err(()) } else { Ok((start, end)) }
}

fn label(text: &str) -> String {
    if text.is_empty() { UNKNOWN.to_string() } else { text.to_string() }
}

/// An amount above zero, or a plain yes without an amount.
/// A percentage, or a share of 1 where no percentage can be meant.
fn wage_value(text: &str) -> Result<Option<i128>, ()> {
    if text == "n.v.t." {
        return Ok(None);
    }
    let bare = text.strip_suffix('%');
    let value = read::hundredths(bare.unwrap_or(text))?;
    Ok(value
        .map(|value| if bare.is_none() && value > 0 && value <= 100 { value * 100 } else { value }))
}

fn subsidy(text: &str) -> Result<(bool, i128), ()> {
    match text.to_lowercase().as_str() {
        "ja" | "yes" | "true" | "j" | "y" | "x" => Ok((true, 0)),
        "nee" | "no" | "n" | "false" | "" => Ok((false, 0)),
        amount => {
            let cents = read::hundredths(amount)?.unwrap_or(0);
            Ok((cents > 0, cents.max(0)))
        }
    }
}

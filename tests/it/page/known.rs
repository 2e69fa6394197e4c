//! Every number that a page may have: those of the CSV, and what follows from them.

use std::collections::BTreeSet;

use crate::command::Outflow;
use crate::figures::Figures;

/// The numbers in an English text, as CSV writes them but without a plus and without zeros after the point.
pub(super) fn numbers(text: &str) -> Vec<String> {
    let digits = |character: char| character.is_ascii_digit() || ",.%".contains(character);
    let mut all = Vec::new();
    let mut number = String::new();
    for character in text.chars().chain([' ']) {
        if digits(character) {
            number.push(character);
            continue;
        }
        let plain = number.trim_end_matches(['.', ',']).replace(',', "");
        if plain.chars().any(|character| character.is_ascii_digit()) {
            all.push(without_zeros(&plain).to_owned());
        }
        number.clear();
    }
    all
}

/// A number without the zeros at the end of its decimals.
pub(super) fn without_zeros(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

/// Every number that the CSV of a run has or that follows from its shares, without its sign.
pub(super) struct Known {
    plain: BTreeSet<String>,
    /// Shares, in hundredths of a percent.
    shares: BTreeSet<i64>,
}

impl Known {
    pub(super) fn new() -> Self {
        Self { plain: BTreeSet::new(), shares: BTreeSet::new() }
    }

    /// Adds the figures of a run.
    pub(super) fn and(mut self, options: &str) -> Self {
        let csv = Outflow::new().args(options).args("--format csv").text();
        let hundredths = |text: &str| text.replace('.', "").parse::<i64>();
        for row in csv::Reader::from_reader(csv.as_bytes()).records() {
            let row = row.unwrap();
            for number in [13, 14, 16, 17, 19].map(|column| row[column].trim_start_matches('-')) {
                self.plain.insert(without_zeros(number).to_owned());
            }
            self.shares.extend([15, 18].iter().flat_map(|column| hundredths(&row[*column])));
            if let (Ok(now), Ok(before)) = (hundredths(&row[15]), hundredths(&row[18])) {
                self.points(now - before);
            }
            let number = |column: usize| row[column].parse::<f64>().ok();
            if let (Some(change), Some(before)) = (number(19), number(16).filter(|of| *of != 0.0)) {
                self.share(change / before);
            }
            if &row[12] == "percent" {
                self.shares.extend(hundredths(&row[13]).map(|share| 100 * share));
            }
        }
        self
    }

    /// A part of one, as a share.
    pub(super) fn share(&mut self, part: f64) {
        self.shares.insert(format!("{:.0}", (part * 1_000_000.0).abs()).parse().unwrap());
    }

    /// A difference of shares in ten-thousandths of a percent, in points with one decimal.
    pub(super) fn points(&mut self, difference: i64) {
        let tenths = (difference.abs() + 500) / 1000;
        self.plain.insert(without_zeros(&format!("{}.{}", tenths / 10, tenths % 10)).to_owned());
    }

    /// Adds what a page tells of several groups together: reasons in few groups, and all sectors but ten.
    pub(super) fn with_groups_together(mut self, options: &str) -> Self {
        let figures = Outflow::new().args(options).figures();
        let of = |table: &str, named: &[&str]| -> Option<[f64; 2]> {
            let rows = figures.rows.iter().filter(|row| {
                row.table == table && named.contains(&&*row.group) && !row.share.is_empty()
            });
            let parts: Vec<[f64; 2]> = rows
                .map(|row| [&row.value, &row.previous].map(|text| text.parse().unwrap()))
                .collect();
            (!parts.is_empty())
                .then(|| parts.iter().fold([0.0, 0.0], |all, of| [all[0] + of[0], all[1] + of[1]]))
        };
        let groups = |table: &str| -> Vec<String> {
            let rows =
                figures.rows.iter().filter(|row| row.table == table && !row.group.is_empty());
            rows.map(|row| row.group.clone()).filter(|group| group != "unknown").collect()
        };
        let reasons = [
            &["work", "self_employment"][..],
            &["no_cooperation"],
            &["moved", "abroad"],
            &["unemployment_benefit", "disability_benefit", "other_income"],
        ];
        let others = groups("outflow_by_reason");
        let others: Vec<&str> = others
            .iter()
            .map(String::as_str)
            .filter(|group| !reasons.iter().any(|named| named.contains(group)))
            .collect();
        let sectors = groups("placements_by_sector");
        let sectors: Vec<&str> = sectors.iter().skip(10).map(String::as_str).collect();
        let all = reasons.into_iter().map(|named| ("outflow_by_reason", named));
        for (table, named) in
            all.chain([("outflow_by_reason", &others[..]), ("placements_by_sector", &sectors)])
        {
            if let (Some(part), Some(whole)) = (of(table, named), of_total(&figures, table)) {
                self.share(part[0] / whole);
            }
        }
        self
    }

    /// Adds the amounts of formulas in millions.
    pub(super) fn in_millions(mut self) -> Self {
        let millions: Vec<String> = self
            .plain
            .iter()
            .filter_map(|number| number.parse::<f64>().ok())
            .filter(|number| *number >= 1_000_000.0)
            .map(|number| without_zeros(&format!("{:.1}", number / 1_000_000.0)).to_owned())
            .collect();
        self.plain.extend(millions);
        self
    }

    /// Adds the inputs of formulas, which only JSON has.
    pub(super) fn with_inputs(mut self, options: &str) -> Self {
        let json = Outflow::new().args(options).args("--format json").text();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let figures = json["reports"].as_array().unwrap().iter();
        for figure in figures.flat_map(|report| report["figures"].as_array().unwrap()) {
            let amount =
                |name: &str| figure["inputs"][name].to_string().trim_matches('"').parse::<f64>();
            if let (Ok(paid), Ok(before)) = (amount("paid"), amount("previous_paid")) {
                self.share((paid - before) / before);
            }
            let inputs = figure["inputs"].as_object().into_iter().flatten();
            for (_, number) in inputs {
                self.plain.extend(numbers(&number.to_string()));
            }
        }
        self
    }

    /// Whether it is an amount that is known, in whole euros.
    pub(super) fn is_rounded_amount(&self, number: &str) -> bool {
        let Ok(number) = number.parse::<f64>() else { return false };
        let is_near =
            |known: &String| known.parse::<f64>().is_ok_and(|of| (of - number).abs() <= 1.0);
        number >= 10_000.0 && self.plain.iter().any(is_near)
    }

    /// Whether a number of the page is one of these: shares are printed with one decimal.
    pub(super) fn has(&self, number: &str) -> bool {
        match number.strip_suffix('%') {
            None => self.plain.contains(number) || self.is_rounded_amount(number),
            Some(share) => {
                let tenths: i64 = share.replace('.', "").parse().unwrap();
                self.shares.range(tenths * 1000 - 500..=tenths * 1000 + 500).next().is_some()
            }
        }
    }
}

/// All of a table.
fn of_total(figures: &Figures, table: &str) -> Option<f64> {
    let row = figures.rows.iter().find(|row| row.table == table && row.group.is_empty())?;
    row.value.parse().ok()
}

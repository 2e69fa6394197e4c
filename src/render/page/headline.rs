//! The facts of a report in words.

use crate::measure::Unit;
use crate::report::headline::{Headline, headlines};
use crate::report::{FigureId, Report, Row, Value};

use super::super::locale::{EuroDecimals, Locale};
use super::context::Context;
use super::model::Fact;
use super::shown::Shown;

/// The facts of a report; those of an unfinished period are not set against a whole one.
pub(crate) fn facts(report: &Report, locale: &Locale) -> Vec<Fact> {
    let report = report.comparable();
    let context = Context::new(&report, locale);
    headlines(&report).iter().map(|headline| context.fact(headline)).collect()
}

impl Context<'_> {
    fn fact(&self, headline: &Headline<'_>) -> Fact {
        match headline {
            Headline::Stock { end, begin } => self.stock(end, begin),
            Headline::Flows { change, inflow, outflow } => self.flows(change, inflow, outflow),
            Headline::IntoWork { total, kinds, sector } => self.to_work(total, kinds, *sector),
            Headline::PerInhabitants(row) => self.per_inhabitants(row),
            Headline::Paid(row) => self.paid(row),
            Headline::Budget { balance, budget } => self.left(balance, budget),
            Headline::Forecast { forecast, range, budget } => {
                self.expected(forecast, *range, budget)
            }
            Headline::Saving(row) => self.saving(row),
        }
    }

    /// Against the comparison period where it is known, else against the day before this one.
    fn stock(&self, end: &Row, begin: &Row) -> Fact {
        let period = self.report.period;
        let (previous, then) = match self.report.comparison {
            Some(comparison) if end.previous.value().is_some() => (&end.previous, comparison.to()),
            _ => (&begin.value, period.from().plus_days(-1)),
        };
        let row = Row { previous: previous.clone(), ..end.clone() };
        let then = if then.plus_months(12) == period.to() {
            self.locale.phrase("then_year", &[])
        } else {
            self.locale.phrase("then_day", &[("day", &self.locale.day(then))])
        };
        let until = self.report.known_until().map(|day| self.locale.day_of_year(day));
        let (id, then) = match (end.unit, &until) {
            (Unit::Persons, _) => ("fact_people", None),
            (_, Some(_)) => ("fact_benefits_known", Some(then.as_str())),
            (_, None) => ("fact_benefits", Some(then.as_str())),
        };
        let day = self.locale.day_of_year(period.to());
        let change = self.changed(&row, then).unwrap_or_default();
        let until = until.unwrap_or_default();
        let values = [("day", day.as_str()), ("change", &change), ("known", &until)];
        Fact { number: self.number(end), text: self.phrase(id, &values), detail: None }
    }

    fn flows(&self, change: &Row, inflow: &Row, outflow: &Row) -> Fact {
        let text = |value: Value| self.locale.change(value, EuroDecimals::AsNeeded);
        let known = (change.value.value(), change.previous.value(), self.report.comparison);
        let moves = inflow.change().zip(outflow.change());
        let (id, values) =
            if let ((Some(now), Some(before), Some(comparison)), Some((inflow, outflow))) =
                (known, moves)
            {
                let sign = |value: Value| (value.exact().is_negative(), value.exact().is_zero());
                let is_larger = now.exact().abs() > before.exact().abs();
                let id = match (sign(now), sign(before)) {
                    ((true, _), (true, _)) if is_larger => "flows_larger_fall",
                    ((true, _), (true, _)) if now != before => "flows_smaller_fall",
                    ((false, false), (false, false)) if is_larger => "flows_larger_rise",
                    ((false, false), (false, false)) if now != before => "flows_smaller_rise",
                    _ => "flows_net",
                };
                let values = vec![
                    ("then", self.locale.within(comparison)),
                    ("now", text(now)),
                    ("before", text(before)),
                    ("inflow", text(inflow)),
                    ("outflow", text(outflow)),
                ];
                (id, values)
            } else {
                let number = |row| self.number(row).text;
                ("flows_alone", vec![("inflow", number(inflow)), ("outflow", number(outflow))])
            };
        let values: Vec<_> = values.iter().map(|(name, text)| (*name, text.as_str())).collect();
        Fact { text: self.phrase(id, &values), ..Fact::default() }
    }

    fn to_work(&self, total: &Row, kinds: &[&Row], sector: Option<[&Row; 2]>) -> Fact {
        let mut text = self.with_change("fact_into_work", total);
        if let Some([sector, all]) = sector {
            let values = [
                ("sector", &*self.locale.group(&sector.group)),
                ("count", &*self.number(sector).text),
                ("whole", &*self.number(all).text),
            ];
            text = format!("{text}; {}", self.phrase("fact_sector", &values));
        }
        let mut parts = Vec::new();
        for row in kinds {
            let kind = super::context::uncapitalised(&self.locale.group(&row.group));
            parts.push(format!("{} {kind}", self.number(row).text));
        }
        let detail = (!parts.is_empty()).then(|| parts.join(", "));
        Fact { number: self.number(total), text, detail }
    }

    fn paid(&self, spending: &Row) -> Fact {
        let text = self.with_change("fact_paid", spending);
        Fact { number: self.in_millions(spending), text, detail: None }
    }

    fn per_inhabitants(&self, row: &Row) -> Fact {
        let text = match &self.changed(row, None) {
            Some(change) => self.phrase("fact_per_inhabitants", &[("change", change)]),
            None => self.phrase("fact_per_inhabitants_alone", &[]),
        };
        Fact { number: self.number(row), text, detail: None }
    }

    /// What is left of a budget, or how much more was spent.
    fn left(&self, balance: &Row, budget: &Row) -> Fact {
        let Some(value) = balance.value.value() else { return Fact::default() };
        let id = if value.exact().is_negative() { "fact_deficit" } else { "fact_surplus" };
        let amount = Value::Euro(value.exact().abs());
        let number = Shown::number(self.locale.short_euros(amount), amount);
        let budget = self.in_millions(budget).text;
        Fact { number, text: self.phrase(id, &[("budget", &budget)]), detail: None }
    }

    fn expected(&self, forecast: &Row, range: Option<[&Row; 2]>, budget: &Row) -> Fact {
        let when = self.locale.within(self.report.period);
        let budget = self.in_millions(budget).text;
        let mut values = vec![("when", when), ("budget", budget)];
        let mut id = "fact_forecast_alone";
        if let Some([low, high]) = range {
            id = "fact_forecast";
            let mut ends = [low, high].map(|row| self.in_millions(row).text);
            if ends[0] == ends[1] {
                ends = [low, high].map(|row| self.whole_euros(row));
            }
            let [low, high] = ends;
            values.extend([("low", low), ("high", high)]);
        }
        let values: Vec<_> = values.iter().map(|(name, text)| (*name, text.as_str())).collect();
        Fact { number: self.in_millions(forecast), text: self.phrase(id, &values), detail: None }
    }

    /// What a saving is, in the words that fit it: a run-rate is never called saved.
    fn saving(&self, row: &Row) -> Fact {
        let Some(value) = row.value.value() else { return Fact::default() };
        let is_more = value.exact().is_negative();
        let amount = Value::Euro(value.exact().abs());
        let number = Shown::number(self.locale.short_euros(amount), value);
        let text = match (row.figure, row.input("previous_stock").zip(row.input("stock"))) {
            (FigureId::SavingsStock, Some((before, stock))) => {
                let fewer = before.minus(stock).map(|fewer| Value::Average(fewer.exact().abs()));
                let Some((fewer, price)) = fewer.zip(row.input("average_benefit")) else {
                    return Fact { number, ..Fact::default() };
                };
                let count = self.locale.value(fewer, EuroDecimals::AsNeeded);
                let count = self.locale.trimmed(&count);
                let price = self.locale.value(price, EuroDecimals::AsNeeded);
                let when = self.locale.within(self.report.period);
                let values = [("count", count), ("price", &*price), ("when", &*when)];
                self.phrase(if is_more { "fact_cost" } else { "fact_worth" }, &values)
            }
            (FigureId::SavingsVolume, _) => {
                self.phrase(if is_more { "fact_volume_more" } else { "fact_volume_less" }, &[])
            }
            (FigureId::SavingsEnded, _) => self.phrase("fact_ended", &[]),
            _ => self.phrase(if is_more { "fact_paid_more" } else { "fact_paid_less" }, &[]),
        };
        Fact { number, text, detail: None }
    }

    /// `37 more (+4.1%)`, `254 fewer than a year earlier (−4.9%)`; `None` where nothing is known of the time before.
    fn changed(&self, row: &Row, then: Option<&str>) -> Option<String> {
        let change = row.change()?;
        let size = change.exact().abs();
        let (kind, number) = if let Value::Euro(_) = change {
            ("amount", self.locale.long_euros(Value::Euro(size)))
        } else {
            let size = if row.unit.is_rate() { Value::Rate(size) } else { Value::Average(size) };
            let number = self.locale.value(size, EuroDecimals::AsNeeded);
            ("count", self.locale.trimmed(&number).to_owned())
        };
        let way = change.by_sign(["more", "less", "same"]);
        let values = [("number", number.as_str()), ("then", then.unwrap_or_default())];
        let ending = if then.is_some() { "_than" } else { "" };
        let text = self.phrase(&format!("changed_{kind}_{way}{ending}"), &values);
        let percent = self.relative_change(row);
        let percent = Some(percent.text).filter(|text| !text.is_empty() && !size.is_zero());
        Some(match percent {
            Some(percent) => format!("{text} ({percent})"),
            None => text,
        })
    }

    /// A fact with what changed; without an earlier number, of a whole period or so far.
    fn with_change(&self, id: &str, row: &Row) -> String {
        let so_far = if self.report.known_until().is_some() { "_so_far" } else { "" };
        match self.changed(row, None) {
            Some(change) => self.phrase(id, &[("change", &change)]),
            None => self.phrase(&format!("{id}_alone{so_far}"), &[]),
        }
    }

    fn phrase(&self, id: &str, values: &[(&str, &str)]) -> String {
        self.locale.phrase(id, values)
    }

    fn number(&self, row: &Row) -> Shown {
        self.cell(&row.value, EuroDecimals::AsNeeded)
    }

    /// An amount in whole euros, whatever its size.
    fn whole_euros(&self, row: &Row) -> String {
        self.cell(&super::brief::whole_euros(row.value.clone()), EuroDecimals::AsNeeded).text
    }

    /// An amount in millions, where it is that large.
    fn in_millions(&self, row: &Row) -> Shown {
        match row.value.value() {
            Some(value) => Shown::number(self.locale.short_euros(value), value),
            None => self.number(row),
        }
    }
}

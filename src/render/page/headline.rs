//! The headline figures in words.

use crate::measure::Unit;
use crate::report::headline::{Headline, headlines};
use crate::report::{Cell, Group, Row};

use super::super::RenderError;
use super::super::locale::EuroDecimals;
use super::context::{Context, uncapitalised};
use super::{Fact, list};

pub(crate) fn facts(context: &Context<'_>) -> Result<Vec<Fact>, RenderError> {
    let headlines = headlines(context.report);
    headlines.iter().map(|headline| context.fact(headline)).collect()
}

impl Context<'_> {
    fn fact(&self, headline: &Headline<'_>) -> Result<Fact, RenderError> {
        match headline {
            Headline::IntoWork { total, kinds } => self.to_work(total, kinds),
            Headline::Caseload { change, begin, end, inflow, outflow } => {
                self.caseload(change, [begin, end, inflow, outflow])
            }
            Headline::Saving(row) => self.saving(row),
            Headline::Sectors { total, largest } => self.sectors(total, largest),
        }
    }

    fn to_work(&self, total: &Row, kinds: &[&Row]) -> Result<Fact, RenderError> {
        let mut parts = Vec::new();
        for row in kinds {
            parts.push(format!("{} {}", self.number(row)?, self.inside(&row.group)));
        }
        Ok(Fact {
            number: self.number(total)?,
            text: self.with_earlier(self.locale.phrase("into_work", &[]), total)?,
            detail: (!parts.is_empty()).then(|| parts.join(", ")),
        })
    }

    fn caseload(&self, change: &Row, parts: [&Row; 4]) -> Result<Fact, RenderError> {
        let [begin, end, inflow, outflow] = parts.map(|row| self.number(row));
        let values =
            [("begin", &*begin?), ("end", &*end?), ("inflow", &*inflow?), ("outflow", &*outflow?)];
        let unit = match change.unit {
            Unit::Persons => "caseload_persons",
            _ => "caseload_benefits",
        };
        let (unit, change_of) =
            (self.locale.phrase(unit, &[]), self.locale.phrase("caseload", &values));
        // a bare 0 before the unit would say that there are none
        let unchanged = change.value.value().is_some_and(|value| value.exact().is_zero());
        let sign = if unchanged { "±" } else { "" };
        Ok(Fact {
            number: format!("{sign}{}", self.number(change)?),
            text: format!("{unit}, {change_of}"),
            detail: None,
        })
    }

    fn saving(&self, row: &Row) -> Result<Fact, RenderError> {
        let mut text = uncapitalised(self.locale.figure(row.figure));
        if row.value.value().is_some_and(|value| value.exact().is_negative()) {
            let reason = self.locale.phrase("saving_is_negative", &[]);
            text = format!("{text}: {reason}");
        }
        Ok(Fact {
            number: self.number(row)?,
            text: self.with_earlier(text, row)?,
            detail: list::formula_for_headline(self, row),
        })
    }

    fn sectors(&self, total: &Row, largest: &[&Row]) -> Result<Fact, RenderError> {
        let mut parts = Vec::new();
        for row in largest {
            parts.push(format!("{} {}", self.locale.group(&row.group), self.share(row)?));
        }
        let list = parts.join(", ");
        Ok(Fact {
            number: self.number(total)?,
            text: self.with_earlier(self.locale.phrase("placements", &[]), total)?,
            detail: Some(self.locale.phrase("sectors", &[("list", &list)])),
        })
    }

    fn number(&self, row: &Row) -> Result<String, RenderError> {
        Ok(self.cell(&row.value, EuroDecimals::AsNeeded)?.text)
    }

    /// A text followed by the number of the comparison period, where it is known: `people into work (2017: 878)`.
    fn with_earlier(&self, text: String, row: &Row) -> Result<String, RenderError> {
        let (Cell::Known(_), Some(period)) = (&row.previous, self.comparison()) else {
            return Ok(text);
        };
        let value = self.cell(&row.previous, EuroDecimals::AsNeeded)?;
        let values = [("period", &*period), ("value", &*value.text)];
        Ok(format!("{text} ({})", self.locale.phrase("earlier", &values)))
    }

    /// The label of a declared group as it stands inside a sentence.
    fn inside(&self, group: &Group) -> String {
        let label = self.locale.group(group);
        match group {
            Group::Label(_) => label,
            _ => uncapitalised(&label),
        }
    }
}

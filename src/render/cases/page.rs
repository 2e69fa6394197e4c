//! Cases for reading: what identifies each, its days, and below it why it counts and where it stands.

use crate::report::cases::{Case, CaseList};
use crate::report::{Group, Value};

use super::super::Locale;
use super::super::locale::{EuroDecimals, visible};
use super::super::page::{Column, Grid, Line, Page, Section, Shown};
use super::words::{rows, why};

/// The list as a page.
pub(super) fn lay_out(list: &CaseList, locale: &Locale) -> Page {
    let mut figure = locale.figure(list.row.figure).to_owned();
    if list.row.group != Group::Total {
        figure = format!("{figure}, {}", locale.group(&list.row.group));
    }
    let value = list.row.value.value();
    let value = value.map(|value| locale.value(value, EuroDecimals::AsNeeded));
    let count = locale.count_of(list.cases.len());
    let period = locale.period(list.period);
    let title = [("name", visible(&list.name)), ("period", period), ("figure", figure)];
    let title: Vec<(&str, &str)> = title.iter().map(|(key, text)| (*key, &**text)).collect();
    let subtitle = [("count", &*count), ("value", value.as_deref().unwrap_or_default())];
    let sections = (!list.cases.is_empty()).then(|| grid(list, locale));
    let sections = sections.into_iter().map(|grid| Section {
        title: locale.word("cases_cases").to_owned(),
        subtitle: Some(locale.unit(list.unit).to_owned()),
        grid,
        ..Section::default()
    });
    Page {
        title: locale.phrase("cases_title", &title),
        first: list.first.iter().map(|note| locale.note(note)).collect(),
        subtitle: locale.phrase("cases_subtitle", &subtitle),
        sections: sections.collect(),
        ..Page::default()
    }
}

/// A column of the list: its head, and the text of a case; left out where no case has one.
type Texts<'a> = (&'static str, Box<dyn Fn(&Case) -> String + 'a>);

fn grid(list: &CaseList, locale: &Locale) -> Grid {
    let joined = |texts: &[String]| {
        let texts: Vec<String> = texts.iter().map(|text| visible(text)).collect();
        texts.join(", ")
    };
    let day = |day: Option<crate::period::Day>| day.map_or_else(String::new, |day| day.to_string());
    let groups = |case: &Case| {
        let groups: Vec<String> = case.groups.iter().map(|group| locale.group(group)).collect();
        groups.join(", ")
    };
    let reason = |case: &Case| case.reason.as_ref().map_or_else(String::new, |of| locale.group(of));
    let texts: [Texts<'_>; 8] = [
        ("cases_case", Box::new(|case| joined(&case.ids.cases))),
        ("cases_person", Box::new(|case| joined(&case.ids.persons))),
        ("cases_placement", Box::new(|case| joined(&case.ids.placements))),
        ("cases_participation", Box::new(|case| joined(&case.ids.participations))),
        ("cases_first", Box::new(|case| day(case.first))),
        ("cases_last", Box::new(|case| day(case.last))),
        ("cases_group", Box::new(groups)),
        ("cases_reason", Box::new(reason)),
    ];
    let used: Vec<_> = texts
        .into_iter()
        .filter(|(_, text)| list.cases.iter().any(|case| !text(case).is_empty()))
        .collect();
    let mut columns: Vec<Column> =
        used.iter().map(|(head, _)| Column::words(locale.word(head))).collect();
    let with_weight = list.cases.iter().any(|case| case.weight != Value::Count(1));
    if with_weight {
        columns.push(Column::number(&[locale.word("cases_weight")]));
    }
    let mut lines = Vec::new();
    for (index, case) in list.cases.iter().enumerate() {
        let mut cells: Vec<Shown> = used.iter().map(|(_, text)| text(case).into()).collect();
        if with_weight {
            cells.push(locale.value(case.weight, EuroDecimals::Two).into());
        }
        let label = locale.count_of(index + 1);
        let places: Vec<String> = rows(case).iter().map(|row| visible(row)).collect();
        let below = format!("{} [{}]", why(case, locale), places.join("; "));
        lines.push(Line { label, cells, below: Some(below), ..Line::default() });
    }
    Grid { label_head: String::new(), columns, lines }
}

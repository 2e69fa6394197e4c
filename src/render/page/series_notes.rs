//! What the marks in a series mean, and why some of its periods are not available.

use crate::report::series::gap;
use crate::report::{Missing, Report, Row, distinct};

use super::super::locale::Locale;
use super::shown::{MISSING, SUPPRESSED};

/// Why some periods are not available, which, and of what.
type Absent<'a> = ((&'a Missing, Vec<usize>), Vec<String>);

/// What the marks in the rows of figures mean, and which numbers are not available why.
pub(super) fn notes(reports: &[Report], all: &[&[&Row]], locale: &Locale) -> Vec<String> {
    let rows = || all.iter().copied().flatten();
    let hidden = rows().any(|row| row.value == crate::report::Cell::Suppressed);
    let gaps = rows().any(|row| gap(row).is_some());
    let marks = [(gaps, "legend_missing", MISSING), (hidden, "legend_suppressed", SUPPRESSED)];
    let shown = marks.into_iter().filter(|(shown, ..)| *shown);
    let mut notes: Vec<_> =
        shown.map(|(_, phrase, mark)| locale.phrase(phrase, &[("mark", mark)])).collect();
    let mut absent: Vec<Absent<'_>> = Vec::new();
    for series in all {
        for reason in distinct(series.iter().filter_map(|row| gap(row))) {
            let at = |index: &usize| series.get(*index).and_then(|row| gap(row)) == Some(reason);
            let key = (reason, (0..reports.len()).filter(at).collect());
            let name = locale.figure(series[0].figure).to_owned();
            match absent.iter_mut().find(|(known, _)| *known == key) {
                Some((_, names)) if names.contains(&name) => {}
                Some((_, names)) => names.push(name),
                None => absent.push((key, vec![name])),
            }
        }
    }
    for ((reason, places), names) in absent {
        // where the data is too short for anything, it is not the figures that have to be named
        let is_gap = |series: &&[&Row], place: usize| {
            series.get(place).is_some_and(|row| gap(row).is_some())
        };
        let of_every = |place: &usize| all.iter().all(|series| is_gap(series, *place));
        let of_all = places.len() < reports.len() && names.len() > 1 && places.iter().all(of_every);
        let figures = if of_all { locale.word("all_figures").to_owned() } else { names.join(", ") };
        let reason = locale.missing(reason);
        let values = [("figures", figures.as_str()), ("reason", &reason)];
        notes.push(if places.len() == reports.len() {
            locale.phrase("missing_figures", &values)
        } else {
            let period = runs(reports, &places, locale);
            let [figures, reason] = values;
            locale.phrase("missing_previous", &[figures, reason, ("period", &period)])
        });
    }
    notes
}

/// Periods in words, those that follow each other as one: `2014 to 2016, 2018`.
fn runs(reports: &[Report], places: &[usize], locale: &Locale) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for place in places {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *place => *last = *place,
            _ => runs.push((*place, *place)),
        }
    }
    let label = |place: usize| reports[place].period.to_string();
    let text = |(from, to): &(usize, usize)| {
        if from == to {
            return label(*from);
        }
        locale.phrase("span", &[("from", &label(*from)), ("to", &label(*to))])
    };
    runs.iter().map(text).collect::<Vec<_>>().join(", ")
}

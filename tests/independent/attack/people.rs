//! What definitions say of people, programmes, jobs, years and money, beside what adds up.

use jiff::ToSpan;

use super::model::{Cell, Kind, Model, Sum, Why};
use super::printed::{Row, Window, amount, number};
use super::relations::Tables;

/// How many people a benefit has.
pub fn people_and_benefits(model: &mut Model, couples_are_two: bool) {
    let stocks = model.cells.iter().filter(|cell| cell.what == "stock" && cell.unit == "persons");
    let stocks: Vec<Cell> = stocks.cloned().collect();
    for people in stocks {
        let benefits = people.in_unit("benefits");
        if !model.has(&benefits) {
            continue;
        }
        let names: Vec<&str> = people.filter.iter().map(|(name, _)| name.as_str()).collect();
        if names.iter().any(|name| !["household", "scheme", "district"].contains(name)) {
            continue;
        }
        let text = "one or two people are on a benefit";
        model.at_most(Why::People, &benefits, std::slice::from_ref(&people), text);
        model.at_most(Why::People, &people, &[benefits.clone(), benefits.clone()], text);
        if people.filter.is_empty() {
            let couples = benefits.clone().of("household", "couple");
            let sum: Sum = vec![(couples.clone(), 1.0), (benefits, 1.0), (people.clone(), -1.0)];
            let high = if couples_are_two { 0.0 } else { f64::INFINITY };
            let why = if couples_are_two { Why::Couples } else { Why::People };
            model.between(why, &sum, (0.0, high), "a couple is one benefit and two people");
            let in_couples = people.clone().of("target_group", "couple");
            if model.has(&in_couples) {
                model.at_most(Why::Couples, &couples, std::slice::from_ref(&in_couples), text);
                let twice = [couples.clone(), couples];
                model.at_most(Why::Couples, &in_couples, &twice, "couples are two people");
            }
        }
    }
}

/// Who is counted by one figure is counted by another.
pub fn one_in_another(model: &mut Model) {
    for cell in model.cells.clone() {
        let mut within = |what: &str, kind: Kind, unit: &str| {
            let other = Cell { what: what.to_owned(), kind, unit: unit.to_owned(), ..cell.clone() };
            if model.has(&other) {
                let text = format!("{} are among {what}", cell.what);
                model.at_most(Why::Part, &cell, &[other], &text);
            }
        };
        match cell.what.as_str() {
            "re_inflow" => within("inflow", Kind::Flow, "persons"),
            "completed" => within("ended", Kind::Flow, "participations"),
            "with_profile" | "part_time_beside_benefit" => within("stock", Kind::Stock, "persons"),
            "with_income" => within("stock", Kind::Stock, "benefits"),
            "participation" => within("participants", Kind::Distinct, "persons"),
            "not_returned_12m" => within("not_returned_6m", Kind::Distinct, "persons"),
            "into_work" if cell.filter.is_empty() => within("placements", Kind::Flow, "placements"),
            "participants_into_work" => {
                within("participants", Kind::Distinct, "persons");
                if cell.filter.is_empty() {
                    within("into_work", Kind::Distinct, "persons");
                }
            }
            _ => {}
        }
        if cell.what.starts_with("still_running_followed ") {
            let followed = cell.named(&cell.what.replace("still_running_followed", "followed"));
            model.at_most(
                Why::Part,
                &cell,
                std::slice::from_ref(&followed),
                "who still runs was followed",
            );
            model.at_most(
                Why::Part,
                &followed,
                &[cell.named("started")],
                "who was followed started",
            );
            let (what, years) = cell.what.split_once(' ').unwrap_or((&cell.what, "0"));
            let later = years.parse::<i64>().unwrap_or(0) + 1;
            let next = cell.named(&format!("{what} {later}"));
            if model.has(&next) {
                model.at_most(
                    Why::Part,
                    &next,
                    std::slice::from_ref(&cell),
                    "who runs later ran before",
                );
            }
            let next = cell.named(&format!("followed {later}"));
            if model.has(&next) {
                model.at_most(Why::Part, &next, &[followed], "who was followed longer was before");
            }
            let risk = cell.named(&format!("at_risk {years}"));
            if model.has(&risk) {
                model.at_most(Why::Part, &cell, &[risk], "who still runs is at risk");
            }
        }
        let is_of = |id: &str| cell.filter.iter().any(|(_, group)| group == id);
        let is_nobody = is_of("without_benefit") || is_of("youth_without_benefit");
        if is_of("youth_without_benefit") {
            for whole in ["youth", "without_benefit"] {
                let mut of = cell.clone();
                of.filter.retain(|(_, group)| group != "youth_without_benefit");
                let of = of.of("target_group", whole);
                if model.has(&of) {
                    model.at_most(Why::Part, &cell, &[of], "who is both is each");
                }
            }
        }
        if is_nobody && ["stock", "outflow"].contains(&cell.what.as_str()) {
            model.equal(Why::Part, &vec![(cell.clone(), 1.0)], "without a benefit nothing runs");
        }
    }
}

/// Known results other than dropping out make what is completed; whole tables tell all of them.
pub fn results(model: &mut Model, tables: &Tables) {
    const COMPLETED: [&str; 6] =
        ["work", "part_time_work", "education", "civic_integration", "participation", "completed"];
    for (table, printed) in tables.iter().filter(|(table, _)| table.dimensions == ["result"]) {
        for window in &printed.windows {
            let ended = Cell::new(&table.scope, Kind::Flow, "ended", &table.unit, *window);
            let here = &printed.filters[window];
            let cells: Vec<Cell> = COMPLETED
                .iter()
                .map(|result| ended.clone().of("result", result))
                .filter(|cell| here.contains(&cell.filter))
                .collect();
            let completed = ended.named("completed");
            if model.has(&completed) {
                model.adds_up(Why::Results, &completed, &cells, "results that completed add up");
            }
        }
    }
}

/// A sector that bears the name of an employer.
pub fn names(model: &mut Model) {
    for cell in model.cells.clone() {
        let participants = cell.named("participants");
        if cell.what == "participation" && !cell.filter.is_empty() && model.has(&participants) {
            model.adds_up(Why::Names, &cell, &[participants], "the same kind in two tables");
        }
        if let [(name, group)] = cell.filter.as_slice()
            && name == "sector"
            && !["unknown", "rest"].contains(&group.as_str())
        {
            let employer = cell.total().of("employer", group);
            if model.has(&employer) {
                let text = "a sector that is one employer";
                model.adds_up(Why::Names, &cell, &[employer], text);
            }
        }
    }
}

/// People grow older and benefits longer, by at most one class in a period: where from they came and where they went.
pub fn years(model: &mut Model, tables: &Tables) {
    const DURATIONS: [&str; 7] = ["0-6m", "6-12m", "1-2y", "2-3y", "3-4y", "4-5y", "5y+"];
    for (table, printed) in tables {
        if table.kind != Kind::Stock || table.what != "stock" || table.unit != "benefits" {
            continue;
        }
        let [name] = table.dimensions.as_slice() else { continue };
        for to in &printed.windows {
            for from in &printed.windows {
                let piece = Window::new(from.to + 1.day(), to.to);
                let months = if from.to < to.to { piece.whole_months() } else { None };
                let groups = |names: &[&str]| -> Vec<(String, String)> {
                    names.iter().map(|group| (name.clone(), (*group).to_owned())).collect()
                };
                let chain: Vec<Vec<(String, String)>> = match name.as_str() {
                    "duration" if months == Some(12) => {
                        let first = groups(&DURATIONS[..2]);
                        let rest = DURATIONS[2..].iter().map(|group| groups(&[*group]));
                        std::iter::once(first).chain(rest).collect()
                    }
                    "age" if months.is_some_and(|months| months <= 12) => {
                        let mut known: Vec<&str> = printed.filters[to]
                            .iter()
                            .map(|filter| filter[0].1.as_str())
                            .filter(|group| *group != "unknown")
                            .collect();
                        known.sort_by_key(|group| {
                            let digits = group.trim_start_matches('<').split(['-', '+']).next();
                            let age: i64 = digits.and_then(|age| age.parse().ok()).unwrap_or(0);
                            if group.starts_with('<') { 0 } else { age }
                        });
                        known.iter().map(|group| groups(&[group])).collect()
                    }
                    _ => continue,
                };
                chain_of_classes(model, &table.scope, name == "duration", &chain, piece);
            }
        }
    }
}

fn chain_of_classes(
    model: &mut Model,
    scope: &str,
    begins_first: bool,
    chain: &[Vec<(String, String)>],
    piece: Window,
) {
    let new = |kind, what: &str, filter: &[(String, String)]| {
        let mut cell = Cell::new(scope, kind, what, "benefits", piece);
        cell.filter = filter.to_vec();
        cell
    };
    let eve = piece.from - 1.day();
    // stays in its class, goes up one, ends in its class, ends one up
    let went = |place: usize, how: &str| {
        new(Kind::Flow, &format!("from class {}{place} {how}", chain[0][0].0), &[])
    };
    for (place, class) in chain.iter().enumerate() {
        let is_last = place + 1 == chain.len();
        let stays = !begins_first || is_last || place == 0;
        let mut from: Sum = class
            .iter()
            .map(|group| (new(Kind::Stock, "stock", std::slice::from_ref(group)).on(eve), 1.0))
            .collect();
        if begins_first && place == 0 {
            from.push((new(Kind::Flow, "inflow", &[]), 1.0));
        } else if !begins_first {
            let group = class.to_vec();
            from.push((new(Kind::Flow, "inflow", &group), 1.0));
        }
        for how in ["runs here", "runs above", "ended here", "ended above"] {
            let possible = match how {
                "runs here" => stays,
                "runs above" | "ended above" => !is_last,
                _ => true,
            };
            if possible {
                from.push((went(place, how), -1.0));
            }
        }
        let text = "who was in a class stays, goes up or ends";
        model.equal(Why::Years, &from, text);
        for (kind, what, how) in [(Kind::Stock, "stock", "runs"), (Kind::Flow, "outflow", "ended")]
        {
            let mut into: Sum = class
                .iter()
                .map(|group| (new(kind, what, std::slice::from_ref(group)), 1.0))
                .collect();
            if how == "ended" || stays {
                into.push((went(place, &format!("{how} here")), -1.0));
            }
            if place > 0 {
                into.push((went(place - 1, &format!("{how} above")), -1.0));
            }
            model.equal(Why::Years, &into, text);
        }
    }
}

/// Savings that are a price times a difference of stocks.
pub fn savings(model: &mut Model, rows: &[Row], compared: impl Fn(&Row) -> (Window, Window)) {
    for row in rows.iter().filter(|row| row.figure == "average_benefit") {
        let (now, before) = compared(row);
        let of = |figure: &str| {
            let mut all = rows.iter();
            all.find(|other| {
                other.figure == figure
                    && (other.run, &other.municipality, &other.period)
                        == (row.run, &row.municipality, &row.period)
            })
        };
        let stock = Cell::new(&row.municipality, Kind::Stock, "stock", "benefits", now);
        let Some(price) = amount(&row.value).filter(|price| price.0 > 0.0) else { continue };
        if let Some(saved) = of("savings_stock").and_then(|row| amount(&row.value)) {
            let ratios =
                [saved.0 / price.0, saved.0 / price.1, saved.1 / price.0, saved.1 / price.1];
            let low = ratios.iter().copied().fold(f64::INFINITY, f64::min);
            let high = ratios.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let sum = vec![(stock.on(before.to), 1.0), (stock.clone(), -1.0)];
            let text = format!(
                "savings {} at a price of {}",
                of("savings_stock").map_or("", |row| &row.value),
                row.value
            );
            model.between(Why::Savings, &sum, (low, high), &text);
        }
    }
}

/// A share says what its value is of its whole, a change what it is beside the one before.
pub fn share(model: &mut Model, value: &Sum, whole: &Sum, text: &str, place: &str) {
    let Some(between) = number(text) else { return };
    percent(model, value, whole, between, &format!("{place} share {text}"));
}

/// A number is from so many to so many percent of another.
pub fn percent(model: &mut Model, value: &Sum, whole: &Sum, between: (f64, f64), why: &str) {
    let (low, high) = between;
    for (bound, sign) in [(low, 1.0), (high, -1.0)] {
        let mut sum: Sum =
            value.iter().map(|(cell, factor)| (cell.clone(), 100.0 * sign * factor)).collect();
        sum.extend(whole.iter().map(|(cell, factor)| (cell.clone(), -bound * sign * factor)));
        model.between(Why::Share, &sum, (0.0, f64::INFINITY), why);
    }
}

//! The search itself: which numbers are looked for, what is given up where exports are odd, and what gives a number
//! away.

use std::collections::BTreeSet;

use super::model::{DOUBTFUL, Relation, Why};
use super::solve::{Failed, System};
use super::{Attack, Found, NEAR, Number, Truth, WIDTH, is_small};

impl Attack {
    /// The relations that are not doubted.
    fn relations(&self, doubted: &[Why]) -> Vec<&Relation> {
        self.model.relations.iter().filter(|relation| !doubted.contains(&relation.why)).collect()
    }

    /// What can be worked out: small counts that are hidden or rounded, and hidden amounts. With the truth only what is
    /// small in truth counts.
    pub fn found(&mut self, truth: Option<&Truth>) -> Vec<Found> {
        let mut doubted = self.what_to_doubt();
        doubted.extend(&self.odd);
        self.doubted = doubted.iter().map(|why| format!("{why:?}")).collect();
        match self.search(&doubted, truth) {
            Ok(found) => found,
            Err(Failed::Solver(error)) => panic!("the solver gave up: {error}"),
            Err(Failed::Contradiction) => panic!("what is printed contradicts itself"),
        }
    }

    /// What does not hold in the exports that a report is of, as its exact numbers show.
    pub fn doubting(mut self, exact: &Attack) -> Self {
        self.odd = exact.what_to_doubt();
        self
    }

    /// What contradicts the numbers, in exports that are odd: one kind of knowledge if that is enough, else several.
    fn what_to_doubt(&self) -> Vec<Why> {
        let holds = |doubted: &[Why]| {
            let system = System::new(&self.model, self.relations(doubted));
            system.and_then(|mut system| system.solve_all()).is_ok()
        };
        if holds(&[]) {
            return Vec::new();
        }
        if let Some(one) = DOUBTFUL.iter().find(|why| holds(&[**why])) {
            return vec![*one];
        }
        let enough = (2..=DOUBTFUL.len()).find(|count| holds(&DOUBTFUL[..*count]));
        let count = enough.expect("what is printed contradicts itself");
        let mut doubted = DOUBTFUL[..count].to_vec();
        for why in &DOUBTFUL[..count] {
            let others: Vec<Why> = doubted.iter().copied().filter(|other| other != why).collect();
            if holds(&others) {
                doubted = others;
            }
        }
        doubted
    }

    fn search(&self, doubted: &[Why], truth: Option<&Truth>) -> Result<Vec<Found>, Failed> {
        let mut system = System::new(&self.model, self.relations(doubted))?;
        let targets = self.targets(truth);
        let unknowns: Vec<usize> = targets.iter().map(|(_, target, _)| *target).collect();
        system.look_around(&unknowns)?;
        let mut all = Vec::new();
        for (number, target, known) in targets {
            let row = &self.rows[number.row];
            let is_money = self.model.cells[target].is_money();
            let wide = |low: f64, high: f64| {
                let near = high.is_finite() && high - low <= NEAR * high;
                let least = if self.knows.insider { low.max(1.0) } else { low };
                if is_money { !near } else { high - least >= WIDTH }
            };
            let Some((low, high)) = system.interval(target, wide)? else { continue };
            if wide(low, high) || !is_money && !is_small(low, high) || is_money && high < 1.0 {
                continue;
            }
            all.push(Found {
                run: row.run,
                place: row.place(),
                column: number.column,
                low,
                high,
                truth: known,
                because: self.because(doubted, target, &wide),
            });
        }
        Ok(all)
    }

    /// The numbers that are looked for: those hidden or rounded; with the truth those that are small in truth, be they
    /// shown.
    fn targets(&self, truth: Option<&Truth>) -> Vec<(&Number, usize, Option<f64>)> {
        let mut done = BTreeSet::new();
        let mut targets = Vec::new();
        for number in &self.numbers {
            let row = &self.rows[number.row];
            let [(target, 1.0)] = number.terms.as_slice() else { continue };
            let is_money = self.model.cells[*target].is_money();
            let is_rounded = self.rounded.contains(&row.run) && !is_money;
            let known =
                truth.map(|truth| truth.get(&(row.run, row.place(), number.column)).copied());
            let matters = match known {
                None => true,
                Some(None) => false,
                Some(Some(truth)) => truth != 0.0 && (is_money || is_small(truth, truth)),
            };
            // a small count that is shown as it is is no secret only where nobody says what is small
            let may_be_told = number.shown && !is_rounded && (is_money || truth.is_none());
            if matters && !may_be_told && done.insert(*target) {
                targets.push((number, *target, known.flatten()));
            }
        }
        targets
    }

    /// The fewest relations (as far as leaving out one after the other finds them) that give a number away.
    fn because(
        &self,
        doubted: &[Why],
        target: usize,
        wide: &impl Fn(f64, f64) -> bool,
    ) -> Vec<String> {
        let mut kept = self.relations(doubted);
        let narrow = |relations: &[&Relation]| {
            let system = System::new(&self.model, relations.to_vec());
            let Ok(mut system) = system else { return false };
            matches!(system.interval(target, wide), Ok(Some((low, high))) if !wide(low, high))
        };
        let mut size = kept.len().div_ceil(2);
        while size > 0 && !kept.is_empty() {
            let mut start = 0;
            while start < kept.len() {
                let end = (start + size).min(kept.len());
                let without = [&kept[..start], &kept[end..]].concat();
                if narrow(&without) {
                    kept = without;
                } else {
                    start = end;
                }
            }
            size = if size == 1 { 0 } else { size.div_ceil(2) };
        }
        kept.iter().map(|relation| self.told(relation)).collect()
    }

    pub(super) fn told(&self, relation: &Relation) -> String {
        if relation.why == Why::Printed {
            return relation.text.clone();
        }
        let terms: Vec<String> = relation
            .terms
            .iter()
            .map(|(cell, factor)| format!("{factor:+} {}", self.model.cells[*cell]))
            .collect();
        let (low, high) = (relation.low, relation.high);
        format!("{:?}: {}: {low} <= {} <= {high}", relation.why, relation.text, terms.join(" "))
    }
}

//! Between which bounds an unknown lies, by passing bounds on and by linear programming.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem};

use super::model::{Model, Relation};

/// What a rounding error may be.
const SLACK: f64 = 1e-5;

/// What is said contradicts itself, or the solver gave up.
#[derive(Debug)]
pub enum Failed {
    Contradiction,
    Solver(String),
}

/// Some relations of a model, with the bounds that follow from them.
pub struct System<'a> {
    relations: Vec<&'a Relation>,
    whole: Vec<bool>,
    low: Vec<f64>,
    high: Vec<f64>,
    /// Between which values solutions have been seen.
    seen: Vec<(f64, f64)>,
    component: Vec<usize>,
}

impl<'a> System<'a> {
    pub fn new(model: &Model, relations: Vec<&'a Relation>) -> Result<Self, Failed> {
        let count = model.cells.len();
        let mut system = Self {
            relations,
            whole: model.cells.iter().map(|cell| !cell.is_money()).collect(),
            low: vec![0.0; count],
            high: vec![f64::INFINITY; count],
            seen: vec![(f64::INFINITY, f64::NEG_INFINITY); count],
            component: (0..count).collect(),
        };
        system.pass_on()?;
        system.join();
        Ok(system)
    }

    fn is_known(&self, unknown: usize) -> bool {
        self.high[unknown] - self.low[unknown] < 1e-9
    }

    /// Tightens the bounds of every unknown by each relation alone, again and again.
    fn pass_on(&mut self) -> Result<(), Failed> {
        for _ in 0..60 {
            let mut changed = false;
            for place in 0..self.relations.len() {
                changed |= self.tighten(self.relations[place])?;
            }
            if !changed {
                break;
            }
        }
        Ok(())
    }

    fn tighten(&mut self, relation: &Relation) -> Result<bool, Failed> {
        let ends = |system: &Self, (unknown, factor): (usize, f64)| {
            let one = factor * system.low[unknown];
            let other = factor * system.high[unknown];
            (one.min(other), one.max(other))
        };
        let (mut low, mut high) = ((0.0, 0), (0.0, 0));
        for term in &relation.terms {
            let (least, most) = ends(self, *term);
            if least.is_finite() {
                low.0 += least
            } else {
                low.1 += 1
            }
            if most.is_finite() { high.0 += most } else { high.1 += 1 }
        }
        let slack = 1e-7 * (1.0 + relation.low.abs().min(1e9) + relation.high.abs().min(1e9));
        if low.1 == 0 && low.0 > relation.high + slack
            || high.1 == 0 && high.0 < relation.low - slack
        {
            return Err(Failed::Contradiction);
        }
        let mut changed = false;
        for term in &relation.terms {
            let (unknown, factor) = *term;
            let (least, most) = ends(self, *term);
            let others_low = match (low.1, least.is_finite()) {
                (0, _) => low.0 - least,
                (1, false) => low.0,
                _ => f64::NEG_INFINITY,
            };
            let others_high = match (high.1, most.is_finite()) {
                (0, _) => high.0 - most,
                (1, false) => high.0,
                _ => f64::INFINITY,
            };
            let (one, other) =
                ((relation.low - others_high) / factor, (relation.high - others_low) / factor);
            let (mut from, mut to) = (one.min(other), one.max(other));
            if self.whole[unknown] {
                (from, to) = ((from - SLACK).ceil(), (to + SLACK).floor());
            }
            let step = if self.whole[unknown] { 0.5 } else { 1e-3 * (1.0 + from.abs()) };
            if from > self.low[unknown] + step {
                self.low[unknown] = from;
                changed = true;
            }
            let step = if self.whole[unknown] { 0.5 } else { 1e-3 * (1.0 + to.abs()) };
            if to < self.high[unknown] - step {
                self.high[unknown] = to;
                changed = true;
            }
            if self.low[unknown] > self.high[unknown] + SLACK {
                return Err(Failed::Contradiction);
            }
            if changed {
                // the sums above are of the bounds as they were
                return Ok(true);
            }
        }
        Ok(changed)
    }

    /// Joins the unknowns that are in one relation.
    fn join(&mut self) {
        fn root(component: &mut [usize], mut of: usize) -> usize {
            while component[of] != of {
                component[of] = component[component[of]];
                of = component[of];
            }
            of
        }
        for place in 0..self.relations.len() {
            let mut first = None;
            for (unknown, _) in &self.relations[place].terms {
                if !self.is_known(*unknown) {
                    let of = root(&mut self.component, *unknown);
                    let to = *first.get_or_insert(of);
                    self.component[of] = to;
                }
            }
        }
        for unknown in 0..self.component.len() {
            let of = root(&mut self.component, unknown);
            self.component[unknown] = of;
        }
    }

    /// Solves every component once.
    pub fn solve_all(&mut self) -> Result<(), Failed> {
        let mut firsts = BTreeMap::new();
        for unknown in (0..self.low.len()).filter(|unknown| !self.is_known(*unknown)) {
            firsts.entry(self.component[unknown]).or_insert(unknown);
        }
        firsts.values().try_for_each(|first| self.extreme(&[(*first, 1.0)], false).map(drop))
    }

    /// Looks at some solutions that are far apart, each in all unknowns that are looked for: whoever is far apart in
    /// them needs no search of its own.
    pub fn look_around(&mut self, targets: &[usize]) -> Result<(), Failed> {
        let mut by_component: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for target in targets.iter().filter(|target| !self.is_known(**target)) {
            by_component.entry(self.component[*target]).or_default().push(*target);
        }
        for targets in by_component.values().filter(|targets| targets.len() > 2) {
            for turn in 0..8_usize {
                let sign = |place: usize| match turn / 2 {
                    0 => 1.0,
                    stripe => {
                        if (place >> (stripe - 1)).is_multiple_of(2) {
                            1.0
                        } else {
                            -1.0
                        }
                    }
                };
                let weights = targets.iter().enumerate();
                let weights: Vec<(usize, f64)> =
                    weights.map(|(place, target)| (*target, sign(place))).collect();
                if self.extreme(&weights, turn % 2 == 0)?.is_infinite() {
                    break;
                }
            }
        }
        Ok(())
    }

    /// The least (or the largest) that unknowns of one component can come to.
    fn extreme(&mut self, weights: &[(usize, f64)], largest: bool) -> Result<f64, Failed> {
        let direction =
            if largest { OptimizationDirection::Maximize } else { OptimizationDirection::Minimize };
        let mut problem = Problem::new(direction);
        let of = self.component[weights[0].0];
        let mut weight_of = vec![0.0; self.low.len()];
        weights.iter().for_each(|(unknown, weight)| weight_of[*unknown] += weight);
        let mut variables = vec![None; self.low.len()];
        for unknown in 0..self.low.len() {
            if self.component[unknown] == of && !self.is_known(unknown) {
                let bounds = (self.low[unknown], self.high[unknown]);
                variables[unknown] = Some(problem.add_var(weight_of[unknown], bounds));
            }
        }
        for relation in &self.relations {
            let mut known = 0.0;
            let mut terms = Vec::new();
            for (unknown, factor) in &relation.terms {
                match variables[*unknown] {
                    Some(variable) => terms.push((variable, *factor)),
                    None => known += factor * self.low[*unknown],
                }
            }
            if terms.is_empty() {
                continue;
            }
            let (low, high) = (relation.low - known, relation.high - known);
            if high - low < 1e-9 {
                problem.add_constraint(&terms, ComparisonOp::Eq, low);
                continue;
            }
            if low.is_finite() {
                problem.add_constraint(&terms, ComparisonOp::Ge, low);
            }
            if high.is_finite() {
                problem.add_constraint(&terms, ComparisonOp::Le, high);
            }
        }
        let outcome = match problem.solve() {
            Ok(outcome) => outcome,
            Err(Error::Infeasible) => return Err(Failed::Contradiction),
            Err(Error::Unbounded) => return Ok(f64::INFINITY),
            Err(error) => return Err(Failed::Solver(error.to_string())),
        };
        let solution = outcome.solution().ok_or(Failed::Solver("no solution".to_owned()))?;
        for (unknown, variable) in variables.iter().enumerate() {
            if let Some(variable) = variable {
                let value = solution.var_value(*variable);
                let seen = &mut self.seen[unknown];
                *seen = (seen.0.min(value), seen.1.max(value));
            }
        }
        Ok(solution.objective())
    }

    /// The bounds of an unknown, in whole numbers where it is a count; nothing where they are at least so far apart.
    pub fn interval(
        &mut self,
        target: usize,
        wide: impl Fn(f64, f64) -> bool,
    ) -> Result<Option<(f64, f64)>, Failed> {
        let round = |low: f64, high: f64, whole: bool| {
            // zero is added to, so that no bound is a negative zero
            if whole { ((low - SLACK).ceil() + 0.0, (high + SLACK).floor()) } else { (low, high) }
        };
        let whole = self.whole[target];
        let bounds = (self.low[target], self.high[target]);
        if self.is_known(target) {
            return Ok(Some(bounds));
        }
        let has_seen = |system: &Self| {
            let (low, high) = system.seen[target];
            let (low, high) =
                if whole { ((low - SLACK).ceil(), (high + SLACK).floor()) } else { (low, high) };
            low <= high && wide(low, high)
        };
        if has_seen(self) {
            return Ok(None);
        }
        let low = self.extreme(&[(target, 1.0)], false)?;
        if has_seen(self) {
            return Ok(None);
        }
        let high = self.extreme(&[(target, 1.0)], true)?;
        let (low, high) = round(low.max(bounds.0), high.min(bounds.1), whole);
        Ok(if wide(low, high) { None } else { Some((low, high)) })
    }
}

//! Secondary suppression: what else must be hidden so that nothing of what a rule names can be found out.
//!
//! Three steps: elimination, which keeps hidden counts from following exactly; the attacker, against whom the
//! smallest counts that help are hidden; pruning, which shows again what need not be hidden. The sequence is that of
//! τ-ARGUS and sdcTable for linked tables, with all tables of a run as one problem.

use rayon::prelude::*;

use super::attacker::{Against, Interval, Weak, interval, prove};
use super::component::{Component, Ground};
use super::elimination::{eliminate, known_anyway};
use super::moves::Moves;
use super::problem::{Hiding, Problem};

/// The steps of the pass. Leaving one out is for the tests, which show that each is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a step that a test leaves out")]
pub(crate) struct Steps {
    /// Hide until nothing hidden is a linear combination of what is shown.
    pub(crate) elimination: bool,
    /// Hide until nothing hidden can be narrowed down.
    pub(crate) attack: bool,
    /// Likewise for attackers who know one person.
    pub(crate) insiders: bool,
    /// Show again what need not be hidden.
    pub(crate) pruning: bool,
}

impl Steps {
    /// All of them.
    pub(crate) const ALL: Self =
        Self { elimination: true, attack: true, insiders: true, pruning: true };

    /// Whom the pass protects against.
    pub(super) const fn against(self) -> Against {
        if self.insiders { Against::Insiders } else { Against::Outsiders }
    }
}

/// Something that a rule names can be found out, and nothing is left to hide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unprotectable;

/// Hides what must be hidden: the better of two ways to begin, from what elimination leaves hidden and from what the
/// rules name, each made safe and pruned.
///
/// # Errors
/// Where a count can be found out whatever is hidden: from what was published before.
pub(crate) fn protect(problem: &Problem, steps: Steps) -> Result<Hiding, Unprotectable> {
    let bare = problem.primaries();
    let begin = if steps.elimination { eliminate(problem) } else { bare.clone() };
    if !steps.attack {
        return Ok(begin);
    }
    let nothing = Hiding { hidden: vec![false; problem.quantities.len()] };
    let ground = Ground::new(problem, &nothing).ok_or(Unprotectable)?;
    let first = secured(problem, &ground, steps, begin)?;
    if !steps.elimination || problem.quantities.len() > MOST_FOR_TWO {
        return Ok(first);
    }
    let second = secured(problem, &ground, steps, bare)?;
    Ok(if loss(problem, &second) < loss(problem, &first) { second } else { first })
}

/// Names what can be found out from what was published before, whatever is hidden now: it cannot be protected any more.
/// Returns how many of them a rule names.
///
/// # Errors
/// Where what is known contradicts itself.
pub(crate) fn name_given(problem: &mut Problem, steps: Steps) -> Result<usize, Unprotectable> {
    if problem.quantities.iter().all(|of| !of.released) {
        return Ok(0);
    }
    let nothing = Hiding { hidden: vec![false; problem.quantities.len()] };
    let ground = Ground::new(problem, &nothing).ok_or(Unprotectable)?;
    let weak = weak_counts(problem, &ground, &problem.everything(), steps.against());
    let mut number = 0;
    for weak in weak {
        let given = &mut problem.quantities[weak.quantity];
        given.given = true;
        number += usize::from(given.primary);
    }
    Ok(number)
}

/// So many counts are protected in two ways, of which the better is kept; more would take too long.
const MOST_FOR_TWO: usize = 2000;

/// What a reader misses: how many counts, and how much they come to.
fn loss(problem: &Problem, hiding: &Hiding) -> (usize, i64) {
    let hidden = problem.order.iter().filter(|of| hiding.hidden[**of]);
    hidden.fold((0, 0), |(number, sum), of| (number + 1, sum + problem.quantities[*of].value))
}

/// Hides more until every count is safe, then shows again what it can.
fn secured(
    problem: &Problem,
    ground: &Ground<'_>,
    steps: Steps,
    hiding: Hiding,
) -> Result<Hiding, Unprotectable> {
    let proofs = vec![None; problem.quantities.len()];
    let (against, known) = (steps.against(), known_anyway(problem));
    let moves = Moves::new(problem, ground.table());
    let mut guard = Guard { problem, ground, against, hiding, known, proofs, moves };
    guard.resist()?;
    if steps.pruning {
        guard.prune();
    }
    Ok(guard.hiding)
}

/// So many unknown counts are looked at together where no more hang together, the nearest few first.
const NEAR: [usize; 2] = [8, 24];

/// So many are where more do: what they do not show, moves or all of them may.
const FAR: usize = 80;

/// So many are before all of them are, since that takes long.
const FARTHEST: usize = 240;

/// How often a move is looked for: first, once programs have not shown that a count is safe, and in an audit.
const FEW: usize = 2;
const MANY: usize = 12;
const MOST: usize = 200;

/// Whether a count is safe: by which unknown counts, or how it is not, as far as moves of it and so many of them show.
pub(super) fn verify(
    ground: &Ground<'_>,
    hiding: &Hiding,
    quantity: usize,
    against: Against,
    moves: &mut Moves<'_>,
) -> Result<Vec<usize>, Weak> {
    let near = ground.around(hiding, quantity, NEAR[1]);
    let prove_by = |component: &Component| prove(component, 0, against, &mut Vec::new());
    if near.is_whole {
        let nearest = ground.around(hiding, quantity, NEAR[0]);
        return prove_by(&nearest).or_else(|_| prove_by(&near));
    }
    let mut walked = |tries| moves.prove(hiding, quantity, against, &near.unknown, tries);
    if let Some(proof) = walked(FEW) {
        return Ok(proof);
    }
    prove_by(&ground.around(hiding, quantity, FAR)).or_else(|weak| walked(MANY).ok_or(weak))
}

/// So many tables are kept that agree with all that is shown.
const TABLES: usize = 60;

/// Whether a count is safe, by all unknown counts that hang together with it. Tables that agree with what is shown are
/// kept: they do so too when more is hidden.
fn verify_by_all(
    ground: &Ground<'_>,
    hiding: &Hiding,
    quantity: usize,
    against: Against,
    tables: &mut Vec<Vec<f64>>,
) -> Result<Vec<usize>, Weak> {
    let component = ground.around(hiding, quantity, usize::MAX);
    let mut found = component.within(tables);
    let known = found.len();
    let proof = prove(&component, 0, against, &mut found);
    tables.extend(ground.beyond(&component, &found[known..]));
    tables.truncate(TABLES);
    proof
}

/// In so many parts the counts of a report are looked at, side by side.
const PARTS: usize = 8;

/// The counts that are not safe, over the whole report.
pub(crate) fn weak_counts(
    problem: &Problem,
    ground: &Ground<'_>,
    hiding: &Hiding,
    against: Against,
) -> Vec<Weak> {
    let targets = (0..problem.quantities.len()).filter(|of| problem.is_target(hiding, *of));
    let targets: Vec<usize> = targets.collect();
    // the parts are the same whatever the number of threads, and so is what is found
    let parts = targets.par_chunks(targets.len().div_ceil(PARTS).max(1));
    let doubtful = parts.flat_map_iter(|part| {
        let mut moves = Moves::new(problem, ground.table());
        let mut is_doubtful = |target: usize| {
            if verify(ground, hiding, target, against, &mut moves).is_ok() {
                return false;
            }
            let [near, more] = [NEAR[1], FARTHEST].map(|most| ground.around(hiding, target, most));
            moves.prove(hiding, target, against, &near.unknown, MOST).is_none()
                && prove(&more, 0, against, &mut Vec::new()).is_err()
        };
        part.iter().copied().filter(|of| is_doubtful(*of)).collect::<Vec<_>>()
    });
    let doubtful: Vec<usize> = doubtful.collect();
    let mut tables = Vec::new();
    let weak = doubtful.into_iter().filter_map(|target| {
        // what those nearest to it do not show may be safe when all are looked at
        verify_by_all(ground, hiding, target, against, &mut tables).err()
    });
    weak.collect()
}

/// A hiding on its way to being safe.
pub(super) struct Guard<'a> {
    pub(super) problem: &'a Problem,
    pub(super) ground: &'a Ground<'a>,
    pub(super) against: Against,
    pub(super) hiding: Hiding,
    /// Which counts follow from the equations alone, so that nobody is helped by hiding them.
    known: Vec<bool>,
    /// For each count that is known to be safe, the unknown counts that show it.
    pub(super) proofs: Vec<Option<Vec<usize>>>,
    /// Moves of the table as it really is.
    pub(super) moves: Moves<'a>,
}

impl Guard<'_> {
    /// Hides the smallest count that helps, for every count that is not safe. What is safe stays so when more is
    /// hidden, so each is looked at until it is safe and never again.
    fn resist(&mut self) -> Result<(), Unprotectable> {
        let quantities = 0..self.problem.quantities.len();
        let mut tables = Vec::new();
        let mut waiting: Vec<usize> =
            quantities.rev().filter(|of| self.problem.is_target(&self.hiding, *of)).collect();
        while let Some(quantity) = waiting.pop() {
            let weak = match self.verify(quantity) {
                Ok(proof) => {
                    self.proofs[quantity] = Some(proof);
                    continue;
                }
                Err(weak) => weak,
            };
            let helpers = match self.helpers(&weak) {
                Ok(helpers) => helpers,
                // what no one count more makes safe may be safe when all that is unknown is looked at
                Err(next_best) => {
                    let (ground, against) = (self.ground, self.against);
                    match verify_by_all(ground, &self.hiding, quantity, against, &mut tables) {
                        Ok(proof) => {
                            self.proofs[quantity] = Some(proof);
                            continue;
                        }
                        Err(_) => vec![next_best.ok_or(Unprotectable)?],
                    }
                }
            };
            self.moves.hid_more();
            waiting.push(quantity);
            for helper in helpers {
                self.hiding.hidden[helper] = true;
                waiting.push(helper);
            }
        }
        Ok(())
    }

    /// Whether a count is safe, as far as is looked.
    pub(super) fn verify(&mut self, quantity: usize) -> Result<Vec<usize>, Weak> {
        verify(self.ground, &self.hiding, quantity, self.against, &mut self.moves)
    }

    /// What to hide for a weak count: the one count that helps, or, where much hangs together with it, what a move of
    /// it takes.
    ///
    /// # Errors
    /// Where nothing is found that helps, the count that helps most, if any is left.
    fn helpers(&mut self, weak: &Weak) -> Result<Vec<usize>, Option<usize>> {
        if !self.ground.around(&self.hiding, weak.quantity, FAR).is_whole {
            let opened = self.moves.opening(&self.hiding, weak.quantity, weak.insider, FEW);
            if let Some(helpers) = opened {
                return Ok(helpers);
            }
        }
        self.helper(weak).map(|helper| vec![helper])
    }

    /// The count to hide for a weak one: the one of least worth that makes it safe.
    ///
    /// # Errors
    /// Where none does, the one that helps most, if any is left.
    fn helper(&self, weak: &Weak) -> Result<usize, Option<usize>> {
        let mut best: Option<(i64, usize)> = None;
        let mut all = Vec::new();
        for most in [NEAR[1], FAR] {
            let near = self.ground.around(&self.hiding, weak.quantity, most);
            let mut candidates = self.ground.neighbours(&self.hiding, &near.unknown);
            candidates.retain(|of| !self.known[*of]);
            for &candidate in candidates.iter().filter(|of| !all.contains(*of)) {
                let Some(found) = self.with(candidate, weak, most) else { continue };
                if found.is_wide() {
                    return Ok(candidate);
                }
                let width = found.width().unwrap_or(i64::MAX);
                if best.is_none_or(|(most, _)| width > most) {
                    best = Some((width, candidate));
                }
            }
            all = candidates;
            if near.is_whole {
                break;
            }
        }
        let helps = best.filter(|(width, _)| Some(*width) > weak.interval.width());
        // where no single one helps, two may: the one of least worth that is not nought goes first
        let first = all.iter().find(|of| self.problem.quantities[**of].value > 0);
        Err(helps.map(|(_, candidate)| candidate).or_else(|| first.or(all.first()).copied()))
    }

    /// What a weak count can be where another one is hidden too.
    fn with(&self, candidate: usize, weak: &Weak, most: usize) -> Option<Interval> {
        let mut tried = self.hiding.clone();
        tried.hidden[candidate] = true;
        let joined = self.ground.around(&tried, weak.quantity, most);
        let insider = weak.insider.and_then(|insider| joined.place(insider));
        interval(&joined, 0, insider)
    }
}

//! Moves: whole numbers of people, added to some unknown counts and taken from others, after which every equation holds
//! that held before. A table that agrees with what is shown, and a move, are another such table.
//!
//! Source: P. Diaconis and B. Sturmfels, "Algebraic algorithms for sampling from conditional distributions" (Annals of
//! Statistics 26, 1998), who walk by such moves between the tables of the same margins. Here they are looked for from
//! one count: it goes up by one, what no longer adds up is put right by another count, and so on until all adds up.
//! That proves that a count can vary far sooner than a linear program does; where no move is found nothing is proved.
#![allow(
    clippy::float_arithmetic,
    reason = "the table that agrees may come from the solver, in fractions"
)]

use std::collections::BTreeSet;

use super::attacker::{Against, is_wide};
use super::linear::{SLACK, float, whole};
use super::problem::{Hiding, Problem, Quantity};

/// What is added to counts, by their number; the others stay as they are.
pub(super) type Move = Vec<(usize, i64)>;

/// Two moves between which a count is wide enough: one that ends high, one that ends low.
type Span = [Move; 2];

/// So many shown counts are hidden together at most, for the sake of one.
const LENT: usize = 12;

/// How a count that is nought can be one or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Raised {
    Not,
    By(Move),
    /// It was not found so, when so many times something had been hidden.
    Never(usize),
}

/// The search for moves from one table.
pub(super) struct Moves<'a> {
    pub(super) problem: &'a Problem,
    /// The table, with the moves done that are being built on.
    values: Vec<f64>,
    /// In which equations a count stands, with its factor.
    pub(super) stands_in: Vec<Vec<(usize, i64)>>,
    /// The count of each equation that is nothing but what is left over in it.
    pub(super) rest: Vec<Option<(usize, i64)>>,
    /// At least so much of each count is left: whoever is somewhere in the table stays there.
    least: Vec<f64>,
    /// By how many each count can go down, so that so much of it is left.
    pub(super) room: Vec<i64>,
    /// What each equation is off by.
    pub(super) off: Vec<i64>,
    /// The equations that are off.
    pub(super) open: Vec<usize>,
    /// What the move so far adds.
    pub(super) step: Move,
    pub(super) is_moved: Vec<bool>,
    pub(super) effort: usize,
    /// Which try it is: it says in which order counts are tried.
    pub(super) order: usize,
    /// How often a move is looked for.
    pub(super) tries: usize,
    /// Shown counts that may be moved as if they were hidden.
    pub(super) lent: Vec<bool>,
    /// How many shown counts more may be lent on the way, and how many are in one search at most.
    pub(super) to_lend: usize,
    pub(super) most_lent: usize,
    pub(super) raised: Vec<Raised>,
    /// How many counts before each are not nought: by that they are told apart, so that noughts change nothing.
    pub(super) rank: Vec<usize>,
    /// How often something was hidden since.
    pub(super) turn: usize,
}

impl<'a> Moves<'a> {
    pub(super) fn new(problem: &'a Problem, table: &[f64]) -> Self {
        let mut stands_in = vec![Vec::new(); problem.quantities.len()];
        for (index, equation) in problem.equations.iter().enumerate() {
            equation.terms.iter().for_each(|(of, factor)| stands_in[*of].push((index, *factor)));
        }
        let is_rest = |(of, factor): &&(usize, i64)| {
            let is_alone = stands_in[*of].len() == 1 && factor.abs() == 1;
            is_alone && !problem.quantities[*of].printed
        };
        let rest = problem.equations.iter().map(|of| of.terms.iter().find(is_rest).copied());
        let rest = rest.collect();
        let is_there =
            |(quantity, value): (&Quantity, &f64)| quantity.people && *value >= 1.0 - SLACK;
        let least = problem.quantities.iter().zip(table).map(is_there);
        let least = least.map(|is_there| if is_there { 1.0 } else { 0.0 }).collect();
        let number = problem.quantities.len();
        let there = table.iter().scan(0, |before, count| {
            let rank = *before;
            *before += usize::from(*count >= 1.0 - SLACK);
            Some(rank)
        });
        let mut moves = Self {
            problem,
            rank: there.collect(),
            values: table.to_vec(),
            stands_in,
            rest,
            least: Vec::new(),
            room: vec![0; number],
            off: vec![0; problem.equations.len()],
            open: Vec::new(),
            step: Move::new(),
            is_moved: vec![false; number],
            effort: 0,
            order: 0,
            tries: 1,
            lent: vec![false; number],
            to_lend: 0,
            most_lent: 0,
            raised: vec![Raised::Not; number],
            turn: 0,
        };
        moves.replace_least(least);
        moves
    }

    /// Shows that a count is safe, by the counts that are moved for it; `None` where no moves are found that show it.
    /// Of those who are somewhere in other tables only, those `near` are looked at.
    pub(super) fn prove(
        &mut self,
        hiding: &Hiding,
        target: usize,
        against: Against,
        near: &[usize],
        tries: usize,
    ) -> Option<Vec<usize>> {
        self.tries = tries;
        // best by moves after which everybody is still where he is: then no insider knows better
        let span = self.span(hiding, target).or_else(|| self.span_for(hiding, target, &[]))?;
        let mut used = vec![target];
        let mut use_all = |moves: &Move| used.extend(moves.iter().map(|(of, _)| *of));
        span.iter().for_each(&mut use_all);
        if against == Against::Insiders {
            for insider in self.insiders(&span, near) {
                let there = if self.least[insider] > 0.0 {
                    Move::new()
                } else if let Some(there) = self.raise(hiding, insider) {
                    there
                } else {
                    continue; // no table is found with anybody in it, and whoever really is in a count is in this one
                };
                if !span.iter().all(|moves| self.go_together(&there, moves, insider)) {
                    let span = self.span_for(hiding, target, &[(insider, &there)])?;
                    span.iter().for_each(&mut use_all);
                }
                use_all(&there);
            }
        }
        used.sort_unstable();
        used.dedup();
        Some(used)
    }

    /// The counts in which somebody may be known to be whom the moves do not leave there, and those that are nought.
    fn insiders(&self, span: &Span, near: &[usize]) -> Vec<usize> {
        let moved = span.iter().flatten().filter(|(of, _)| self.least[*of] > 0.0);
        let nought = near.iter().filter(|of| self.least[**of] == 0.0).copied();
        let mut insiders: Vec<usize> = moved.map(|(of, _)| *of).chain(nought).collect();
        insiders.sort_unstable();
        insiders.dedup();
        insiders.retain(|of| self.problem.quantities[*of].people);
        insiders
    }

    /// Moves between which a count is wide enough, with a person wherever there is one in the table.
    fn span(&mut self, hiding: &Hiding, target: usize) -> Option<Span> {
        let value = self.values[target];
        let wide = |up: i64, down: i64| is_wide(value + float(down), value + float(up));
        let mut ends = [0, 0];
        let mut moves = [Move::new(), Move::new()];
        for (end, by) in [(0, 1), (1, -1)] {
            while !wide(ends[0], ends[1]) {
                let Some(step) = self.one_step(hiding, target, by) else { break };
                while !wide(ends[0], ends[1]) && self.can_do(&step) {
                    self.apply(&step, 1);
                    add(&mut moves[end], &step);
                    ends[end] += by;
                }
            }
            let done = moves[end].clone();
            self.apply(&done, -1);
        }
        wide(ends[0], ends[1]).then_some(moves)
    }

    /// Likewise for one who knows a person, after the move that puts one there; or for outsiders.
    fn span_for(
        &mut self,
        hiding: &Hiding,
        target: usize,
        insider: &[(usize, &Move)],
    ) -> Option<Span> {
        let mut known = vec![0.0; self.values.len()];
        for (insider, there) in insider {
            self.apply(there, 1);
            known[*insider] = 1.0;
        }
        let least = self.replace_least(known);
        let span = self.span(hiding, target);
        for (_, there) in insider {
            self.apply(there, -1);
        }
        self.replace_least(least);
        span
    }

    /// Shown counts by which a count becomes wide enough once they are hidden, as few of them as are found to do.
    pub(super) fn opening(
        &mut self,
        hiding: &Hiding,
        target: usize,
        insider: Option<usize>,
        tries: usize,
    ) -> Option<Vec<usize>> {
        self.tries = tries;
        let there = match insider {
            Some(insider) if self.least[insider] == 0.0 => self.raise(hiding, insider)?,
            _ => Move::new(),
        };
        self.most_lent = LENT;
        let span = match insider {
            Some(insider) => self.span_for(hiding, target, &[(insider, &there)]),
            None => self.span(hiding, target).or_else(|| self.span_for(hiding, target, &[])),
        };
        self.most_lent = 0;
        let lent = std::mem::replace(&mut self.lent, vec![false; self.values.len()]);
        let moved = span?.concat().into_iter().map(|(of, _)| of).filter(|of| lent[*of]);
        let moved: BTreeSet<usize> = moved.collect();
        (!moved.is_empty()).then(|| moved.into_iter().collect())
    }

    /// Notes that more is hidden than before, so that more may be found.
    pub(super) fn hid_more(&mut self) {
        self.turn += 1;
    }

    /// A move after which there is a person where there is none in the table.
    fn raise(&mut self, hiding: &Hiding, number: usize) -> Option<Move> {
        match &self.raised[number] {
            Raised::By(there)
                if there.iter().all(|(of, _)| self.problem.is_unknown(hiding, *of)) =>
            {
                return Some(there.clone());
            }
            Raised::Never(turn) if *turn == self.turn => return None,
            _ => {}
        }
        let least = self.replace_least(vec![0.0; self.values.len()]);
        let found = self.one_step(hiding, number, 1);
        self.replace_least(least);
        self.raised[number] = match &found {
            Some(there) => Raised::By(there.clone()),
            None => Raised::Never(self.turn),
        };
        found
    }

    /// Whether two moves can be done together, so that a person is left where an insider knows one.
    fn go_together(&self, one: &Move, other: &Move, insider: usize) -> bool {
        let after = |number: usize| {
            let by =
                |moves: &Move| moves.iter().find(|(of, _)| *of == number).map_or(0, |(_, by)| *by);
            self.values[number] + float(by(one) + by(other))
        };
        one.iter().all(|(number, _)| after(*number) >= -SLACK) && after(insider) >= 1.0 - SLACK
    }

    fn can_do(&self, moves: &Move) -> bool {
        moves.iter().all(|(of, by)| self.can_be(*of, *by))
    }

    pub(super) fn can_be(&self, number: usize, by: i64) -> bool {
        by > 0 || self.room[number] + by >= 0
    }

    fn apply(&mut self, moves: &Move, times: i64) {
        for (of, by) in moves {
            self.values[*of] += float(by * times);
            self.room[*of] = self.room_of(*of);
        }
    }

    /// Leaves so much of each count at least; returns how much was left before.
    fn replace_least(&mut self, least: Vec<f64>) -> Vec<f64> {
        let before = std::mem::replace(&mut self.least, least);
        self.room = (0..self.values.len()).map(|number| self.room_of(number)).collect();
        before
    }

    fn room_of(&self, number: usize) -> i64 {
        whole((self.values[number] - self.least[number] + SLACK).floor())
    }
}

/// Does one move after another.
fn add(moves: &mut Move, more: &Move) {
    for &(number, by) in more {
        match moves.iter_mut().find(|(of, _)| *of == number) {
            Some((_, sum)) => *sum += by,
            None => moves.push((number, by)),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::super::problem::Equation;
    use super::*;

    /// A table of three by three that is hidden, with its margins: rows, then columns, shown.
    fn hidden_square(cells: [i64; 9]) -> (Problem, Hiding) {
        let line = |at: [usize; 3]| at.iter().map(|cell| cells[*cell]).sum::<i64>();
        let lines = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8]];
        let values = cells.into_iter().chain(lines.map(line));
        let of = |value| Quantity {
            value,
            printed: true,
            primary: false,
            released: false,
            given: false,
            people: true,
        };
        let equation = |(index, at): (usize, &[usize; 3])| {
            let mut terms: Vec<_> = at.iter().map(|cell| (*cell, 1)).collect();
            terms.push((9 + index, -1));
            Equation { terms, total: 0 }
        };
        let equations = lines.iter().enumerate().map(equation).collect();
        let problem =
            Problem { quantities: values.map(of).collect(), equations, order: Vec::new() };
        let hidden = (0..15).map(|number| number < 9).collect();
        (problem, Hiding { hidden })
    }

    fn proof(problem: &Problem, hiding: &Hiding) -> Option<Vec<usize>> {
        let table: Vec<f64> = problem.quantities.iter().map(|of| float(of.value)).collect();
        let near: Vec<usize> = (0..9).collect();
        Moves::new(problem, &table).prove(hiding, 0, Against::Insiders, &near, 4)
    }

    #[test]
    fn a_count_that_can_be_exchanged_with_others_is_safe_by_them() {
        let (problem, hiding) = hidden_square([5; 9]);
        let proof = proof(&problem, &hiding).unwrap();
        assert!(proof.contains(&0) && proof.len() >= 4 && proof.iter().all(|of| *of < 9));
    }

    #[test]
    fn nothing_is_proved_of_a_count_that_is_told() {
        // the total of the first row is shown, and nought
        let (problem, hiding) = hidden_square([0, 0, 0, 4, 5, 6, 7, 8, 9]);
        assert_eq!(proof(&problem, &hiding), None);
        // two people more or less are too few
        let (problem, hiding) = hidden_square([1, 1, 0, 1, 1, 0, 0, 0, 9]);
        assert_eq!(proof(&problem, &hiding), None);
    }

    #[test]
    fn what_is_opened_makes_a_count_safe() {
        let (problem, mut hiding) = hidden_square([0, 0, 0, 4, 5, 6, 7, 8, 9]);
        let table: Vec<f64> = problem.quantities.iter().map(|of| float(of.value)).collect();
        let opened = Moves::new(&problem, &table).opening(&hiding, 0, None, 4).unwrap();
        assert!(opened.contains(&9), "the total of the first row, which is nought: {opened:?}");
        for of in opened {
            hiding.hidden[of] = true;
        }
        assert!(proof(&problem, &hiding).is_some());
    }
}

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
use super::component::float;
use super::linear::SLACK;
use super::problem::{Hiding, Problem, Quantity};

/// What is added to counts, by their number; the others stay as they are.
type Move = Vec<(usize, i64)>;

/// Two moves between which a count is wide enough: one that ends high, one that ends low.
type Span = [Move; 2];

/// So many counts are tried for one step of a move.
const EFFORT: usize = 400;

/// So many shown counts are hidden together at most, for the sake of one.
const LENT: usize = 12;

/// So many ways are tried to put one equation right.
const WAYS: usize = 5;

/// Spreads numbers evenly (Knuth, The Art of Computer Programming 6.4: multiplicative hashing).
const SPREAD: usize = 2_654_435_769;

/// How a count that is nought can be one or more.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Raised {
    Not,
    By(Move),
    /// It was not found so, when so many times something had been hidden.
    Never(usize),
}

/// The search for moves from one table.
pub(super) struct Moves<'a> {
    problem: &'a Problem,
    /// The table, with the moves done that are being built on.
    values: Vec<f64>,
    /// In which equations a count stands, with its factor.
    stands_in: Vec<Vec<(usize, i64)>>,
    /// The count of each equation that is nothing but what is left over in it.
    rest: Vec<Option<(usize, i64)>>,
    /// At least so much of each count is left: whoever is somewhere in the table stays there.
    least: Vec<f64>,
    /// What each equation is off by.
    off: Vec<i64>,
    /// The equations that are off.
    open: Vec<usize>,
    /// What the move so far adds.
    step: Move,
    is_moved: Vec<bool>,
    effort: usize,
    /// Which try it is: it says in which order counts are tried.
    order: usize,
    /// How often a move is looked for.
    tries: usize,
    /// Shown counts that may be moved as if they were hidden.
    lent: Vec<bool>,
    /// How many shown counts more may be lent on the way, and how many are in one search at most.
    to_lend: usize,
    most_lent: usize,
    raised: Vec<Raised>,
    /// How often something was hidden since.
    turn: usize,
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
        let number = problem.quantities.len();
        Self {
            problem,
            values: table.to_vec(),
            stands_in,
            rest,
            least: least.map(|is_there| if is_there { 1.0 } else { 0.0 }).collect(),
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
        }
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
                    continue; // nobody can be in it
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
        let least = std::mem::replace(&mut self.least, vec![0.0; self.values.len()]);
        for (insider, there) in insider {
            self.apply(there, 1);
            self.least[*insider] = 1.0;
        }
        let span = self.span(hiding, target);
        insider.iter().for_each(|(_, there)| self.apply(there, -1));
        self.least = least;
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
        let least = std::mem::replace(&mut self.least, vec![0.0; self.values.len()]);
        let found = self.one_step(hiding, number, 1);
        self.least = least;
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

    fn can_be(&self, number: usize, by: i64) -> bool {
        by > 0 || self.values[number] + float(by) >= self.least[number] - SLACK
    }

    fn apply(&mut self, moves: &Move, times: i64) {
        moves.iter().for_each(|(of, by)| self.values[*of] += float(by * times));
    }

    /// The move of one count by one, with all that puts right what it leaves open; where shown counts may be lent, with
    /// as few of them as it takes.
    fn one_step(&mut self, hiding: &Hiding, target: usize, by: i64) -> Option<Move> {
        if !self.can_be(target, by) {
            return None;
        }
        let tries = self.tries;
        let mut ways =
            (0..=self.most_lent).flat_map(|lent| (0..tries).map(move |turn| (lent, turn)));
        ways.find_map(|(lent, turn)| {
            (self.to_lend, self.order) = (lent, turn);
            self.effort = EFFORT;
            self.shift(hiding, target, by);
            let found = self.complete(hiding).then(|| self.with_rests());
            while let Some((number, by)) = self.step.last().copied() {
                self.shift_back(hiding, number, by);
            }
            let found = found?;
            for (number, _) in &found {
                self.lent[*number] |= !self.problem.is_unknown(hiding, *number);
            }
            Some(found)
        })
    }

    /// Puts right what is open; leaves everything as it was where it finds no way.
    fn complete(&mut self, hiding: &Hiding) -> bool {
        if self.open.is_empty() {
            return true;
        }
        let Some(ways) = self.tightest(hiding) else { return false };
        for (_, number, by) in ways {
            if self.effort == 0 {
                return false;
            }
            self.effort -= 1;
            self.shift(hiding, number, by);
            if self.complete(hiding) {
                return true;
            }
            self.shift_back(hiding, number, by);
        }
        false
    }

    /// The ways to put right the open equation that has fewest; `None` where one has none.
    fn tightest(&self, hiding: &Hiding) -> Option<Vec<(i64, usize, i64)>> {
        let mut fewest: Option<Vec<(i64, usize, i64)>> = None;
        for &equation in &self.open {
            let ways = self.ways(hiding, equation);
            if ways.is_empty() {
                return None;
            }
            if fewest.as_ref().is_none_or(|fewest| ways.len() < fewest.len()) {
                fewest = Some(ways);
            }
        }
        let mut ways = fewest?;
        ways.sort_unstable_by_key(|(opened, number, _)| (*opened, self.place(*number), *number));
        ways.truncate(WAYS);
        Some(ways)
    }

    /// Which of the counts that are as good goes first: another one at each try.
    fn place(&self, number: usize) -> usize {
        if self.order == 0 {
            return number;
        }
        number.wrapping_mul(2 * self.order + 1).wrapping_mul(SPREAD) >> 16
    }

    /// The counts that can put an equation right, each by how many equations more it leaves open.
    fn ways(&self, hiding: &Hiding, equation: usize) -> Vec<(i64, usize, i64)> {
        let off = self.left_open(equation, self.off[equation]);
        let rest = self.rest[equation].map(|(rest, _)| rest);
        let terms = self.problem.equations[equation].terms.iter();
        let way = |(number, factor): &(usize, i64)| {
            let is_free = self.is_free(hiding, *number);
            let may = is_free || self.to_lend > 0 && !self.problem.quantities[*number].released;
            if self.is_moved[*number] || !may || off % factor != 0 || rest == Some(*number) {
                return None;
            }
            let by = -off / factor;
            let worth = i64::from(!is_free);
            self.can_be(*number, by).then(|| (worth + self.opened(*number, by), *number, by))
        };
        terms.filter_map(way).collect()
    }

    /// How many more equations are open when a count is moved.
    fn opened(&self, number: usize, by: i64) -> i64 {
        let change = |(equation, factor): &(usize, i64)| {
            let before = self.off[*equation];
            let after = self.left_open(*equation, before + factor * by);
            i64::from(after != 0) - i64::from(self.left_open(*equation, before) != 0)
        };
        self.stands_in[number].iter().map(change).sum()
    }

    /// What an equation is off by after what is left over in it has taken up what it can.
    fn left_open(&self, equation: usize, off: i64) -> i64 {
        let Some((rest, factor)) = self.rest[equation].filter(|(rest, _)| !self.is_moved[*rest])
        else {
            return off;
        };
        let most = whole(self.values[rest] - self.least[rest] + SLACK);
        // the factor is 1 or −1; less than `most` less cannot be
        let by = (-off * factor).max(-most);
        off + factor * by
    }

    /// The move so far, with what is left over in the equations it touches.
    fn with_rests(&self) -> Move {
        let mut moves = self.step.clone();
        let mut touched: Vec<usize> =
            self.step.iter().flat_map(|(of, _)| &self.stands_in[*of]).map(|of| of.0).collect();
        touched.sort_unstable();
        touched.dedup();
        for equation in touched.into_iter().filter(|of| self.off[*of] != 0) {
            if let Some((rest, factor)) = self.rest[equation] {
                moves.push((rest, -self.off[equation] * factor));
            }
        }
        moves
    }

    fn is_free(&self, hiding: &Hiding, number: usize) -> bool {
        self.lent[number] || self.problem.is_unknown(hiding, number)
    }

    fn shift(&mut self, hiding: &Hiding, number: usize, by: i64) {
        self.to_lend -= usize::from(!self.is_free(hiding, number));
        self.step.push((number, by));
        self.is_moved[number] = true;
        self.turn_off(number, by);
    }

    fn shift_back(&mut self, hiding: &Hiding, number: usize, by: i64) {
        self.to_lend += usize::from(!self.is_free(hiding, number));
        self.step.pop();
        self.turn_off(number, -by);
        self.is_moved[number] = false; // last: what is left over in an equation is told apart by it
    }

    fn turn_off(&mut self, number: usize, by: i64) {
        for &(equation, factor) in &self.stands_in[number] {
            let before = self.left_open(equation, self.off[equation]);
            self.off[equation] += factor * by;
            let after = self.left_open(equation, self.off[equation]);
            match (before, after) {
                (0, 0) => {}
                (0, _) => self.open.push(equation),
                (_, 0) => self.open.retain(|of| *of != equation),
                _ => {}
            }
        }
    }
}

#[allow(clippy::cast_possible_truncation, reason = "counts lie far below 2^53")]
fn whole(number: f64) -> i64 {
    number.floor() as i64
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

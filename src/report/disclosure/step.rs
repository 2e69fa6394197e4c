//! One move: a count goes up or down by one, and what no longer adds up is put right, count by count, until all does.
//!
//! A search in depth: of the equations that are open the one goes first that can be put right in fewest ways, and of
//! those ways the one that leaves fewest others open. What is only left over in an equation (a total less its parts) takes
//! up what it can by itself. A search that has gone too far is given up and begun again in another order (C. Gomes, B.
//! Selman and H. Kautz, "Boosting combinatorial search through randomization", AAAI 1998; here the orders are fixed).
use super::moves::{Move, Moves};
use super::problem::Hiding;

/// So many counts are tried for one step of a move.
const EFFORT: usize = 400;

/// So many ways are tried to put one equation right.
const WAYS: usize = 5;

/// Spreads numbers evenly (Knuth, The Art of Computer Programming 6.4: multiplicative hashing).
const SPREAD: usize = 2_654_435_769;

impl Moves<'_> {
    /// The move of one count by one, with all that puts right what it leaves open; where shown counts may be lent, with
    /// as few of them as it takes.
    pub(super) fn one_step(&mut self, hiding: &Hiding, target: usize, by: i64) -> Option<Move> {
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
        let mut fewest: Option<Vec<(usize, i64)>> = None;
        for &equation in &self.open {
            let most = fewest.as_ref().map_or(usize::MAX, Vec::len);
            let ways: Vec<_> = self.ways(hiding, equation).take(most).collect();
            if ways.is_empty() {
                return None;
            }
            if ways.len() < most {
                fewest = Some(ways);
            }
        }
        let with_opened = |(number, by)| {
            let worth = i64::from(!self.is_free(hiding, number));
            (worth + self.opened(number, by), number, by)
        };
        let mut ways: Vec<_> = fewest?.into_iter().map(with_opened).collect();
        ways.sort_unstable_by_key(|(opened, number, _)| (*opened, self.place(*number), *number));
        ways.truncate(WAYS);
        Some(ways)
    }

    /// Which of the counts that are as good goes first: another one at each try.
    fn place(&self, number: usize) -> usize {
        if self.order == 0 {
            return number;
        }
        self.rank[number].wrapping_mul(2 * self.order + 1).wrapping_mul(SPREAD) >> 16
    }

    /// The counts that can put an equation right, each by how much.
    fn ways<'m>(
        &'m self,
        hiding: &'m Hiding,
        equation: usize,
    ) -> impl Iterator<Item = (usize, i64)> + 'm {
        let off = self.left_open(equation, self.off[equation]);
        let rest = self.rest[equation].map(|(rest, _)| rest);
        let terms = self.problem.equations[equation].terms.iter();
        terms.filter_map(move |&(number, factor)| {
            let may = self.is_free(hiding, number)
                || self.to_lend > 0 && !self.problem.quantities[number].released;
            if self.is_moved[number] || !may || off % factor != 0 || rest == Some(number) {
                return None;
            }
            let by = -off / factor;
            self.can_be(number, by).then_some((number, by))
        })
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
        // the factor is 1 or −1
        let by = (-off * factor).max(-self.room[rest]);
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

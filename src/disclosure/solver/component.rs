//! Unknown counts that equations tie together.

/// Unknown counts that equations tie together.
#[derive(Debug, Clone)]
pub(crate) struct Component {
    /// The counts by their number in the problem.
    pub(crate) unknown: Vec<usize>,
    /// The equations between them; a count is named by its place in `unknown`, and what is held is taken out.
    pub(crate) equations: Vec<(Vec<(usize, i64)>, f64)>,
    /// What the counts are in one table that agrees with everything.
    pub(crate) table: Vec<f64>,
    /// In which of them somebody can be known to be.
    pub(crate) people: Vec<bool>,
    /// The lowest and highest value of each that a reader thinks possible, whatever the equations say.
    pub(crate) bounds: Vec<(f64, f64)>,
    /// Whether nothing unknown outside hangs together with them.
    pub(crate) is_whole: bool,
}

impl Component {
    /// The first of its counts in the problem, which identifies the component.
    pub(super) fn first(&self) -> Option<usize> {
        self.unknown.iter().min().copied()
    }

    /// Tables of all counts as tables of the component.
    pub(crate) fn within(&self, tables: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let part = |table: &Vec<f64>| self.unknown.iter().map(|of| table[*of]).collect();
        tables.iter().map(part).collect()
    }

    /// Whether each count may be anything from zero on.
    pub(crate) fn is_unbounded(&self) -> bool {
        self.bounds.iter().all(|(low, high)| *low <= 0.0 && high.is_infinite())
    }
}

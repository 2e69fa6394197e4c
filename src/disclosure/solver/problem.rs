//! Counts, what a reader knows to hold between them, and which of them must stay hidden: the form that every step of
//! the solver works on, whatever the counts are of.
//!
//! A reader knows more than is printed: parts add up to their whole, a part is at most its whole, no count is below
//! zero, a rounded number gives the bounds between which the count is. All of it is written as equations over counts
//! with bounds; where one count is at most another, the difference is a count of its own that is never printed.

/// The least width of what an attacker may find out about a hidden count: highest − lowest possible value.
pub(crate) const LEAST_WIDTH: i64 = 3;

/// A count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own; all combinations occur"
)]
pub(crate) struct Quantity {
    /// What was counted.
    pub(crate) value: i64,
    /// Whether it has a place in the report; others follow from it, such as the people without a profile.
    pub(crate) printed: bool,
    /// Whether a rule says that nobody may learn it.
    pub(crate) primary: bool,
    /// Whether it was published before, so that hiding it protects nothing.
    pub(crate) released: bool,
    /// Whether it can be found out from what was published before, whatever is hidden now.
    pub(crate) given: bool,
    /// Whether somebody can be known to be in it; what is left over in an inequality is nobody.
    pub(crate) people: bool,
    /// The lowest value that a reader who has not read the count thinks possible.
    pub(crate) low: i64,
    /// The highest; `None` where there is none.
    pub(crate) high: Option<i64>,
}

impl Quantity {
    /// A number that nobody prints, and of nobody: what is left over in an inequality.
    pub(crate) const NOBODY: Self = Self {
        value: 0,
        printed: false,
        primary: false,
        released: false,
        given: false,
        people: false,
        low: 0,
        high: None,
    };

    /// People whom nobody prints.
    pub(crate) const PEOPLE: Self = Self { people: true, ..Self::NOBODY };
}

/// What a reader knows: `Σ factor · count = total`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Equation {
    /// Counts by their number, each with its factor.
    pub(crate) terms: Vec<(usize, i64)>,
    /// What they come to.
    pub(crate) total: i64,
}

/// Counts, the equations between them, and the order of their worth.
#[derive(Debug, Clone, Default)]
pub(crate) struct Problem {
    /// The counts, by number.
    pub(crate) quantities: Vec<Quantity>,
    /// What holds between them.
    pub(crate) equations: Vec<Equation>,
    /// The printed counts, what a reader would miss most first.
    pub(crate) order: Vec<usize>,
}

impl Problem {
    /// A hiding in which only what a rule names is hidden.
    pub(crate) fn primaries(&self) -> Suppression {
        let quantities = self.quantities.iter();
        Suppression { hidden: quantities.map(|of| of.printed && of.primary).collect() }
    }

    /// A hiding in which every printed count is hidden that was not published before.
    pub(crate) fn everything(&self) -> Suppression {
        let quantities = self.quantities.iter();
        Suppression { hidden: quantities.map(|of| of.printed && !of.released).collect() }
    }

    /// Whether a count is unknown to a reader of what is shown.
    pub(crate) fn is_unknown(&self, hiding: &Suppression, quantity: usize) -> bool {
        !self.quantities[quantity].printed || hiding.hidden[quantity]
    }

    /// Whether a count is one that must not be found out: it is hidden, or a rule names it, and it was not given away.
    pub(crate) fn is_target(&self, hiding: &Suppression, quantity: usize) -> bool {
        let of = self.quantities[quantity];
        (hiding.hidden[quantity] || of.primary) && !of.given
    }
}

/// Which of the printed counts are hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Suppression {
    /// By the number of the count.
    pub(crate) hidden: Vec<bool>,
}

//! Exact arithmetic: every figure is a fraction of two integers until it is printed.

use std::cmp::Ordering;

/// A fraction; the denominator is always above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    top: i128,
    bottom: i128,
}

impl Ratio {
    /// `top / bottom`, for a bottom above zero.
    pub fn new(top: i128, bottom: i128) -> Ratio {
        assert!(bottom > 0, "a denominator must be above zero");
        // in lowest terms, or products of products would not fit
        let (mut divisor, mut rest) = (bottom, top.abs());
        while rest > 0 {
            (divisor, rest) = (rest, divisor % rest);
        }
        Ratio { top: top / divisor, bottom: bottom / divisor }
    }

    /// A whole number.
    pub fn count(number: usize) -> Ratio {
        Ratio::new(number as i128, 1)
    }

    /// An amount in euro, given in cents.
    pub fn cents(cents: i128) -> Ratio {
        Ratio::new(cents, 100)
    }

    /// The difference.
    pub fn minus(self, other: Ratio) -> Ratio {
        let top = self.top * other.bottom - other.top * self.bottom;
        Ratio::new(top, self.bottom * other.bottom)
    }

    /// The product.
    pub fn times(self, other: Ratio) -> Ratio {
        Ratio::new(self.top * other.top, self.bottom * other.bottom)
    }

    /// The quotient; `None` over zero.
    pub fn over(self, other: Ratio) -> Option<Ratio> {
        let sign = other.top.signum();
        (sign != 0)
            .then(|| Ratio::new(sign * self.top * other.bottom, self.bottom * other.top.abs()))
    }

    /// Which of the two is larger.
    pub fn compare(self, other: Ratio) -> Ordering {
        (self.top * other.bottom).cmp(&(other.top * self.bottom))
    }

    /// Printed with so many decimals, rounded once, half away from zero.
    pub fn text(self, decimals: u32) -> String {
        let scale = 10_i128.pow(decimals);
        let scaled = (self.top * scale).abs();
        let rounded = (2 * scaled + self.bottom) / (2 * self.bottom);
        let sign = if self.top < 0 && rounded > 0 { "-" } else { "" };
        if decimals == 0 {
            return format!("{sign}{rounded}");
        }
        let (units, rest) = (rounded / scale, rounded % scale);
        format!("{sign}{units}.{rest:0width$}", width = decimals as usize)
    }
}

/// `100 * value / whole` with four decimals; empty where the whole is zero.
pub fn share(value: Ratio, whole: Ratio) -> String {
    if whole.top <= 0 {
        return String::new();
    }
    let top = 100 * value.top * whole.bottom;
    Ratio::new(top, value.bottom * whole.top).text(4)
}

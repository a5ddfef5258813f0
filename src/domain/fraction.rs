//! Exact thresholds: every rule of the meeting is decided in integers.
//!
//! Owns the comparison of a value with a fraction of a base. Must not know what is counted.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// How a threshold compares (docs/domain.md §2): "以上" is at least, "过半数" and "超过" are more than.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray, IntoStaticStr,
)]
#[strum(const_into_str, serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Op {
    AtLeast,
    MoreThan,
}

/// A fraction of a base with its operator; `den` is at least 1 and `num <= den`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ratio {
    pub op: Op,
    pub num: u32,
    pub den: u32,
}

impl Ratio {
    /// "以上": at least `num/den`.
    pub const fn at_least(num: u32, den: u32) -> Self {
        Self { op: Op::AtLeast, num, den }
    }

    /// "过": more than `num/den`.
    pub const fn more_than(num: u32, den: u32) -> Self {
        Self { op: Op::MoreThan, num, den }
    }

    /// Whether the fraction can be used at all: a denominator, and not out of reach, as more than
    /// the whole would be.
    pub const fn is_valid(self) -> bool {
        match self.op {
            Op::AtLeast => self.den > 0 && self.num <= self.den,
            Op::MoreThan => self.num < self.den,
        }
    }

    /// Whether it asks for more than half of the base, which no even split reaches.
    pub const fn is_above_half(self) -> bool {
        match self.op {
            Op::AtLeast => 2 * self.num as u64 > self.den as u64,
            Op::MoreThan => 2 * self.num as u64 >= self.den as u64,
        }
    }

    /// Whether it is more than half, exactly: an even split falls short of it by the tie alone.
    pub const fn is_more_than_half(self) -> bool {
        matches!(self.op, Op::MoreThan) && 2 * self.num as u64 == self.den as u64
    }

    /// Whether `value` reaches this fraction of `base`.
    pub fn met(self, value: u64, base: u64) -> bool {
        let left = u128::from(self.den) * u128::from(value);
        let right = u128::from(self.num) * u128::from(base);
        match self.op {
            Op::AtLeast => left >= right,
            Op::MoreThan => left > right,
        }
    }

    /// The smallest whole value that reaches this fraction of `base`.
    pub fn need(self, base: u64) -> u64 {
        let den = u128::from(self.den.max(1));
        let product = u128::from(self.num) * u128::from(base);
        let need = match self.op {
            Op::AtLeast => product.div_ceil(den),
            Op::MoreThan => product / den + 1,
        };
        u64::try_from(need).unwrap_or(u64::MAX)
    }
}

/// A percentage to one decimal, rounded half up, in tenths: 12 of 14 is 857. None of a base of 0.
pub fn rate_tenths(value: u64, base: u64) -> Option<u32> {
    if base == 0 {
        return None;
    }
    let base = u128::from(base);
    let tenths = (u128::from(value) * 2000 + base) / (2 * base);
    u32::try_from(tenths).ok()
}

/// The percentage as it is printed everywhere: `85.7%`.
pub fn rate_text(value: u64, base: u64) -> Option<String> {
    rate_tenths(value, base).map(|tenths| format!("{}.{}%", tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needs_are_those_of_real_systems_bugs() {
        assert_eq!(Ratio::more_than(1, 2).need(20), 11, "10 of 20 is no majority");
        assert_eq!(Ratio::more_than(1, 2).need(5), 3, "more than half of 5 is 3");
        assert_eq!(Ratio::at_least(2, 3).need(16), 11);
        assert_eq!(Ratio::at_least(2, 3).need(14), 10);
        assert_eq!(Ratio::at_least(2, 3).need(13), 9);
        assert!(!Ratio::more_than(1, 2).met(10, 20));
        assert!(Ratio::at_least(2, 3).met(2, 3));
    }

    #[test]
    fn rates_round_half_up_from_integers() {
        assert_eq!(rate_text(12, 14).as_deref(), Some("85.7%"));
        assert_eq!(rate_text(7, 13).as_deref(), Some("53.8%"));
        assert_eq!(rate_text(3, 13).as_deref(), Some("23.1%"));
        assert_eq!(rate_text(1, 16).as_deref(), Some("6.3%"), "6.25 rounds up");
        assert_eq!(rate_text(5, 5).as_deref(), Some("100.0%"));
        assert_eq!(rate_text(0, 0), None);
    }

    proptest::proptest! {
        #[test]
        fn need_is_the_least_value_that_meets(num in 0u32..10, extra in 0u32..10, base in 0u64..5000) {
            let den = num + extra.max(1);
            for ratio in [Ratio::at_least(num, den), Ratio::more_than(num, den)] {
                let need = ratio.need(base);
                proptest::prop_assert!(ratio.met(need, base));
                proptest::prop_assert!(need == 0 || !ratio.met(need - 1, base));
            }
        }
    }
}

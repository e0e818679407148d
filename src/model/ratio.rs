//! A ratio of two whole numbers, in lowest terms: what an exact conversion multiplies by.

use rust_decimal::Decimal;
use std::fmt;

/// How many digits a decimal holds whatever they are.
const DIGITS: u32 = 28;

/// A ratio in lowest terms. Its arithmetic is exact, and `None` where a number outgrows 127 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    /// Carries the sign.
    above: i128,
    /// Greater than 0.
    below: i128,
}

impl Ratio {
    /// None.
    pub const ZERO: Ratio = Ratio { above: 0, below: 1 };

    /// One.
    pub const ONE: Ratio = Ratio { above: 1, below: 1 };

    /// `above / below`; `None` where `below` is 0.
    pub fn new(above: i128, below: i128) -> Option<Ratio> {
        if below == 0 || above == i128::MIN || below == i128::MIN {
            return None;
        }
        let common = gcd(above, below) * below.signum();
        Some(Ratio { above: above / common, below: below / common })
    }

    /// The number that a decimal stands for.
    pub fn of(value: Decimal) -> Option<Ratio> {
        Ratio::new(value.mantissa(), 10_i128.checked_pow(value.scale())?)
    }

    /// The number above the line, in lowest terms, with the sign.
    pub fn above(self) -> i128 {
        self.above
    }

    /// The number below the line, in lowest terms.
    pub fn below(self) -> i128 {
        self.below
    }

    /// The product of both.
    pub fn times(self, other: Ratio) -> Option<Ratio> {
        // In lowest terms before as after, so that no step outgrows its room where the result does not.
        let (left, right) = (Ratio::new(self.above, other.below)?, Ratio::new(other.above, self.below)?);
        Some(Ratio { above: left.above.checked_mul(right.above)?, below: left.below.checked_mul(right.below)? })
    }

    /// The sum of both.
    pub fn plus(self, other: Ratio) -> Option<Ratio> {
        let common = gcd(self.below, other.below);
        let (left, right) = (other.below / common, self.below / common);
        let above = self.above.checked_mul(left)?.checked_add(other.above.checked_mul(right)?)?;
        Ratio::new(above, self.below.checked_mul(left)?)
    }

    /// This below zero.
    pub fn minus(self) -> Ratio {
        Ratio { above: -self.above, below: self.below }
    }

    /// One divided by this.
    pub fn inverse(self) -> Option<Ratio> {
        Ratio::new(self.below, self.above)
    }

    /// This to a whole power, which may be negative.
    pub fn power(self, power: i32) -> Option<Ratio> {
        let base = if power < 0 { self.inverse()? } else { self };
        (0..power.unsigned_abs()).try_fold(Ratio::ONE, |product, _| product.times(base))
    }

    /// The decimal, and whether it is exact; else rounded to as many digits as a decimal holds, half away from zero.
    pub fn decimal(self) -> Option<(Decimal, bool)> {
        let mut digits = self.above.abs() / self.below;
        let mut rest = self.above.abs() % self.below;
        let mut scale = 0;
        let most = 10_i128.pow(DIGITS - 1);
        while rest != 0 && scale < DIGITS && digits < most {
            rest = rest.checked_mul(10)?;
            digits = digits * 10 + rest / self.below;
            rest %= self.below;
            scale += 1;
        }
        digits += i128::from(rest != 0 && rest >= self.below - rest);
        let decimal = Decimal::try_from_i128_with_scale(digits * self.above.signum(), scale).ok()?;
        Some((decimal.normalize(), rest == 0))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.above)?;
        if self.below == 1 { Ok(()) } else { write!(f, "/{}", self.below) }
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(above: i128, below: i128) -> Ratio {
        Ratio::new(above, below).unwrap()
    }

    #[test]
    fn lowest_terms_with_the_sign_above() {
        assert_eq!(ratio(44, -12).to_string(), "-11/3");
        assert_eq!(ratio(0, -5), ratio(0, 1));
        assert_eq!(Ratio::new(1, 0), None);
        assert_eq!(Ratio::of(Decimal::new(1250, 3)), Ratio::new(5, 4));
    }

    #[test]
    fn products_and_powers() {
        assert_eq!(ratio(2, 3).times(ratio(9, 4)), Ratio::new(3, 2));
        assert_eq!(ratio(2, 3).power(-2), Ratio::new(9, 4));
        assert_eq!(ratio(2, 3).power(0), Some(Ratio::ONE));
        let large = ratio(1 << 100, 3);
        assert_eq!(large.times(large), None);
        assert_eq!(large.times(ratio(3, 1 << 90)), Ratio::new(1 << 10, 1));
    }

    #[test]
    fn sums() {
        assert_eq!(ratio(5, 6).plus(ratio(-1, 3)), Ratio::new(1, 2));
        assert_eq!(ratio(5, 6).plus(ratio(5, 6).minus()), Some(Ratio::ZERO));
        assert_eq!(Ratio::ZERO.plus(ratio(2, 7)), Some(ratio(2, 7)));
        assert_eq!(ratio(i128::MAX, 1).plus(Ratio::ONE), None);
    }

    #[test]
    fn decimals_say_whether_they_are_exact() {
        let written = |one: Ratio| one.decimal().map(|(value, exact)| (value.to_string(), exact));
        assert_eq!(written(ratio(-7, 8)), Some(("-0.875".into(), true)));
        assert_eq!(written(ratio(2, 3)), Some(("0.6666666666666666666666666667".into(), false)));
        assert_eq!(written(ratio(50, 3)), Some(("16.66666666666666666666666667".into(), false)));
        assert_eq!(written(ratio(10_i128.pow(35), 1)), None);
    }
}

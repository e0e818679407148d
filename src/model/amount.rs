//! A number as said: exact, bounded, a range or vague.

use super::code::Comparator;
use rust_decimal::Decimal;

/// A number as said, scale words multiplied in, never rounded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// "30 billion"
    Exact(Decimal),
    /// "about 30 billion", "more than 30 billion"
    Bounded(Comparator, Decimal),
    /// "10 to 12"
    Range(Decimal, Decimal),
    /// "millions": at least this much
    Vague(Decimal),
}

impl Amount {
    /// The amount, where one number says it.
    pub fn value(&self) -> Option<Decimal> {
        match self {
            Amount::Exact(value) | Amount::Bounded(_, value) => Some(*value),
            Amount::Range(..) | Amount::Vague(_) => None,
        }
    }

    /// The low end of a range or of a vague plural.
    pub fn low(&self) -> Option<Decimal> {
        match self {
            Amount::Range(low, _) | Amount::Vague(low) => Some(*low),
            _ => None,
        }
    }

    /// The high end of a range.
    pub fn high(&self) -> Option<Decimal> {
        match self {
            Amount::Range(_, high) => Some(*high),
            _ => None,
        }
    }

    /// How it is bounded.
    pub fn comparator(&self) -> Comparator {
        match self {
            Amount::Exact(_) => Comparator::Equal,
            Amount::Bounded(comparator, _) => *comparator,
            Amount::Range(..) => Comparator::Range,
            Amount::Vague(_) => Comparator::Vague,
        }
    }

    /// The same amount with every number put through `change`; `None` where one of them overflows.
    pub fn map(&self, change: impl Fn(Decimal) -> Option<Decimal>) -> Option<Amount> {
        Some(match *self {
            Amount::Exact(value) => Amount::Exact(change(value)?),
            Amount::Bounded(comparator, value) => Amount::Bounded(comparator, change(value)?),
            Amount::Range(low, high) => Amount::Range(change(low)?, change(high)?),
            Amount::Vague(low) => Amount::Vague(change(low)?),
        })
    }

    /// The same amount under `comparator`; ranges and vague amounts keep their own.
    pub fn bounded(self, comparator: Comparator) -> Amount {
        match self {
            Amount::Exact(value) | Amount::Bounded(_, value) if comparator == Comparator::Equal => Amount::Exact(value),
            Amount::Exact(value) | Amount::Bounded(_, value) => Amount::Bounded(comparator, value),
            other => other,
        }
    }
}

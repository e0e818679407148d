//! Amounts into other units: exactly by definition, and by conventions and exchange rates where these are named.
//!
//! What is converted, what it is converted into, and every convention named make one product; where its units cancel,
//! what is left is the factor:
//!
//! ```text
//! USD/bbl · (USD/t)⁻¹ · (7.33 bbl)/(1 t) = 7.33
//! ```
//!
//! A unit whose zero is another's has an offset beside the factor, and is converted alone: °F = 9/5 · °C + 32.

mod product;
mod route;

use crate::grammar::convention::Convention;
use crate::grammar::world::World;
use crate::model::ratio::Ratio;
use crate::model::unit::Unit;
use product::{Definition, Depth, Powers, Product};
pub use route::Choice;
use rust_decimal::Decimal;
use std::fmt;

/// The most conventions that one conversion takes.
pub const MOST_BASES: usize = 6;

/// What a conversion may rest on beside definitions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Grounds<'a> {
    /// Conventions, each of which must be used; at most `MOST_BASES`.
    pub bases: &'a [&'a Convention],
    /// Exchange rates, which may be used: one a pair of currencies.
    pub rates: &'a [Convention],
}

/// How many of the unit asked for one of the unit given is, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversion {
    /// The factor.
    pub factor: Ratio,
    /// What is added, where none of the unit given is some of the unit asked for.
    pub offset: Ratio,
    /// What it is made of.
    pub steps: Vec<Step>,
}

/// One `from` is `factor` times one `to`.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The convention, or the day of the exchange rate; `None` for a definition.
    pub id: Option<String>,
    /// A unit, and what it is of.
    pub from: String,
    /// Another.
    pub to: String,
    /// How many of `to`.
    pub factor: Ratio,
    /// What is added to them.
    pub offset: Ratio,
    /// Where a convention holds.
    pub applies: Option<String>,
    /// Who says so.
    pub source: String,
}

/// Why there is no conversion.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal<'w> {
    /// Neither definitions nor conventions lead from one dimension to the other.
    Apart {
        /// The dimensions of what is converted: `oil_volume/duration`.
        from: String,
        /// Those asked for.
        to: String,
    },
    /// Only conventions do, and they are to be named.
    Convention {
        /// The dimensions of what is converted.
        from: String,
        /// Those asked for.
        to: String,
        /// What to choose from.
        choices: Vec<Choice<'w>>,
    },
    /// This convention has no part in it.
    Unneeded(String),
    /// An exchange rate is needed between these currencies, and none is given.
    Rate(String, String),
    /// The factor has more digits than are calculated with.
    Overflow,
}

impl fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Apart { from, to } => write!(
                f,
                "{from} does not turn into {to}: neither a definition nor a convention leads there; ask for another unit"
            ),
            Refusal::Convention { from, to, choices } => {
                let several = choices.iter().filter(|choice| !choice.whole).count() > 1;
                let which = if several { "one of each list" } else { "one" };
                write!(f, "{from} turns into {to} by convention only; name {which} with --basis")
            }
            Refusal::Unneeded(id) => write!(f, "{id} has no part in this conversion; leave it out"),
            Refusal::Rate(from, to) => write!(
                f,
                "{from} turns into {to} at the rate of a day only; give a table of rates with --rates and the day with --on"
            ),
            Refusal::Overflow => write!(f, "the factor has too many digits; ask for a unit nearer in size"),
        }
    }
}

/// One way to use what is given, and what it comes to.
struct Attempt<'a> {
    used: Vec<(&'a Convention, i32)>,
    product: Product,
    definitions: Vec<Definition>,
}

impl Conversion {
    /// What `value` of the unit given comes to; `None` where that has too many digits.
    pub fn of(&self, value: Decimal) -> Option<Ratio> {
        Ratio::of(value)?.times(self.factor)?.plus(self.offset)
    }
}

/// How many `to` one `from` is.
///
/// # Errors
/// Refuses where dimensions differ and what is given does not lead from one to the other: it never chooses a convention.
pub fn convert<'w>(from: &Unit, to: &Unit, grounds: Grounds, world: &'w World) -> Result<Conversion, Refusal<'w>> {
    if let Some(conversion) = scaled(from, to, world).filter(|_| grounds.bases.is_empty()) {
        return Ok(conversion);
    }
    let whole = Product::between(from, to).ok_or(Refusal::Overflow)?;
    let attempts = attempts(&whole, grounds, world);
    let reached = attempts.iter().filter(|attempt| attempt.product.powers.is_empty());
    if let Some(best) = reached.min_by_key(|attempt| attempt.definitions.len()) {
        return Ok(Conversion { factor: best.product.worth, offset: Ratio::ZERO, steps: steps(best, world) });
    }
    if let Some(id) = unneeded(&whole, grounds, world) {
        return Err(Refusal::Unneeded(id));
    }
    let closest = attempts.into_iter().min_by_key(|attempt| attempt.product.powers.len());
    Err(refusal(from, to, &closest.ok_or(Refusal::Overflow)?.product.powers, world))
}

/// The conversion between two units whose zeros differ.
fn scaled(from: &Unit, to: &Unit, world: &World) -> Option<Conversion> {
    let is = |unit: &Unit, id| *unit == Unit::simple(id);
    let (factor, offset, scale) = world.scales.iter().find_map(|scale| {
        if is(from, scale.of) && is(to, scale.unit) {
            return Some((scale.factor, scale.zero, scale));
        }
        let back = scale.factor.inverse().filter(|_| is(from, scale.unit) && is(to, scale.of))?;
        Some((back, back.times(scale.zero)?.minus(), scale))
    })?;
    let step = Step {
        id: None,
        from: world.spell(from).to_string(),
        to: world.spell(to).to_string(),
        factor,
        offset,
        applies: None,
        source: world.unit(scale.unit).source.clone(),
    };
    Some(Conversion { factor, offset, steps: vec![step] })
}

/// Every way to use all that must be used.
fn attempts<'a>(whole: &Product, grounds: Grounds<'a>, world: &World) -> Vec<Attempt<'a>> {
    signs(grounds.bases.len()).filter_map(|signs| attempt(whole, &signs, grounds, world)).collect()
}

/// Every way to go each of `count` conventions forwards or backwards, all forwards first.
fn signs(count: usize) -> impl Iterator<Item = Vec<i32>> {
    (0..1_u32 << count.min(MOST_BASES)).map(move |bits| (0..count).map(|at| 1 - 2 * (bits >> at & 1) as i32).collect())
}

/// Uses the conventions with these signs, and rates where only money is left.
fn attempt<'a>(whole: &Product, signs: &[i32], grounds: Grounds<'a>, world: &World) -> Option<Attempt<'a>> {
    let mut used: Vec<(&Convention, i32)> = grounds.bases.iter().copied().zip(signs.iter().copied()).collect();
    let (mut product, mut definitions) = reduce(whole, &used, world)?;
    if !product.powers.is_empty() && product.powers.keys().all(|unit| world.is_money(*unit)) {
        used.extend(route::rates(&product.powers, grounds.rates).unwrap_or_default());
        (product, definitions) = reduce(whole, &used, world)?;
    }
    Some(Attempt { used, product, definitions })
}

/// The product with all that is used, its units replaced by what defines them only as far as it helps to cancel.
fn reduce(whole: &Product, used: &[(&Convention, i32)], world: &World) -> Option<(Product, Vec<Definition>)> {
    let product = used.iter().try_fold(whole.clone(), |product, (convention, power)| product.by(convention, *power))?;
    let near = product.clone().defined(Depth::Canonical, world)?;
    if near.0.powers.is_empty() {
        return Some(near);
    }
    let far = product.defined(Depth::Base, world)?;
    Some(if far.0.powers.len() < near.0.powers.len() { far } else { near })
}

/// A convention without which the rest, or a part of them, would do.
fn unneeded(whole: &Product, grounds: Grounds, world: &World) -> Option<String> {
    let count = grounds.bases.len().min(MOST_BASES);
    let part = |bits: u32| grounds.bases.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1);
    let mut parts: Vec<u32> = (0..(1_u32 << count).saturating_sub(1)).collect();
    parts.sort_by_key(|bits| std::cmp::Reverse(bits.count_ones()));
    let enough = parts.into_iter().find(|bits| {
        let bases: Vec<&Convention> = part(*bits).map(|(_, base)| *base).collect();
        let grounds = Grounds { bases: &bases, rates: grounds.rates };
        attempts(whole, grounds, world).iter().any(|attempt| attempt.product.powers.is_empty())
    })?;
    part(!enough).next().map(|(_, base)| base.id.to_string())
}

/// Why what is `left` does not cancel.
fn refusal<'w>(from: &Unit, to: &Unit, left: &Powers, world: &'w World) -> Refusal<'w> {
    let (money, other): (Powers, Powers) = left.iter().partition(|(unit, _)| world.is_money(**unit));
    let balanced = money.values().sum::<i32>() == 0;
    if other.is_empty() && balanced {
        let (gained, lost) = route::sides(&money, |unit| world.unit(unit).symbol.to_string());
        return Refusal::Rate(gained, lost);
    }
    let choices = if balanced { route::choices(from, to, &other, world) } else { vec![] };
    let (from, to) = (dimensions(from, world), dimensions(to, world));
    if choices.is_empty() { Refusal::Apart { from, to } } else { Refusal::Convention { from, to, choices } }
}

/// The dimensions of a unit: `oil_volume/duration`.
fn dimensions(unit: &Unit, world: &World) -> String {
    let names: Vec<&str> = unit.0.iter().map(|factor| &*world.unit(factor.unit).dimension).collect();
    names.join("/")
}

impl Step {
    /// The step that a convention makes.
    pub fn by(convention: &Convention, world: &World) -> Step {
        Step {
            id: Some(convention.id.to_string()),
            from: convention.from.spell(world),
            to: convention.to.spell(world),
            factor: convention.factor,
            offset: Ratio::ZERO,
            applies: convention.applies.clone(),
            source: convention.source.clone(),
        }
    }
}

fn steps(attempt: &Attempt, world: &World) -> Vec<Step> {
    let conventions = attempt.used.iter().map(|(convention, _)| Step::by(convention, world));
    let definitions = attempt.definitions.iter().map(|definition| Step {
        id: None,
        from: world.unit(definition.unit).symbol.to_string(),
        to: world.spell(&definition.of).to_string(),
        factor: definition.worth,
        offset: Ratio::ZERO,
        applies: None,
        source: world.unit(definition.unit).source.clone(),
    });
    conventions.chain(definitions).collect()
}

#[cfg(test)]
mod tests;

//! A product of powers of units, with how many of it there are; units cancel, and those defined by others give way to them.

use crate::grammar::convention::Convention;
use crate::grammar::world::World;
use crate::model::ratio::Ratio;
use crate::model::unit::{Unit, UnitId};
use std::collections::BTreeMap;

/// The units of a product, none to the power 0.
pub type Powers = BTreeMap<UnitId, i32>;

/// `worth` times the product of all units to their powers.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// How many.
    pub worth: Ratio,
    /// Of what.
    pub powers: Powers,
}

/// One `unit` is exactly `worth` times one `of`.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// What is defined.
    pub unit: UnitId,
    /// How many.
    pub worth: Ratio,
    /// Of what.
    pub of: Unit,
}

/// How far definitions are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// To the canonical unit of each dimension.
    Canonical,
    /// On to the units of other dimensions that a canonical unit equals: a barrel is 42 gallons.
    Base,
}

impl Product {
    /// One, of no unit.
    pub fn one() -> Product {
        Product { worth: Ratio::ONE, powers: Powers::new() }
    }

    /// How many `to` one `from` is, where the units of the result cancel; `None` on overflow.
    pub fn between(from: &Unit, to: &Unit) -> Option<Product> {
        Product::one().times(from, 1)?.times(to, -1)
    }

    /// Times a unit to a power.
    pub fn times(mut self, unit: &Unit, power: i32) -> Option<Product> {
        for factor in &unit.0 {
            let power = i32::from(factor.power) * power;
            self.worth = self.worth.times(Ratio::new(factor.multiple.into(), 1)?.power(power)?)?;
            *self.powers.entry(factor.unit).or_default() += power;
        }
        self.powers.retain(|_, power| *power != 0);
        Some(self)
    }

    /// Times what a convention says to be one: as many `to` as it says, per `from`.
    pub fn by(mut self, convention: &Convention, power: i32) -> Option<Product> {
        self.worth = self.worth.times(convention.factor.power(power)?)?;
        self.times(&convention.to.unit, power)?.times(&convention.from.unit, -power)
    }

    /// The same with every unit replaced by those that define it, and the definitions used.
    pub fn defined(mut self, depth: Depth, world: &World) -> Option<(Product, Vec<Definition>)> {
        let mut used = Vec::new();
        // Barrels before gallons, so that gallons cancel.
        let next = |product: &Product| {
            let found = product.powers.keys().filter_map(|unit| definition(*unit, depth, world));
            found.min_by_key(|definition| world.equal(definition.unit).is_none())
        };
        while let Some(definition) = next(&self) {
            let power = self.powers.remove(&definition.unit).unwrap_or_default();
            self.worth = self.worth.times(definition.worth.power(power)?)?;
            self = self.times(&definition.of, power)?;
            if !used.contains(&definition) {
                used.push(definition);
            }
        }
        Some((self, used))
    }
}

/// What a unit is in others; `None` for one that stands for itself.
fn definition(unit: UnitId, depth: Depth, world: &World) -> Option<Definition> {
    let info = world.unit(unit);
    if info.canonical != info.symbol {
        let worth = Ratio::of(info.factor.0)?.times(Ratio::of(info.factor.1)?.inverse()?)?;
        return Some(Definition { unit, worth, of: Unit::simple(world.unit_id(&info.canonical)?) });
    }
    let (worth, of) = world.equal(unit).filter(|_| depth == Depth::Base)?;
    Some(Definition { unit, worth, of: of.clone() })
}

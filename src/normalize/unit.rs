//! Units into their dimension's canonical unit, by exact factors alone; denominators of time stay as said.

use crate::grammar::world::World;
use crate::model::code::{Code, Kind};
use crate::model::unit::Unit;
use rust_decimal::Decimal;

/// The dimension of a figure: `price` for money per something, else its unit's; `count` without a unit.
pub fn dimension(kind: Kind, unit: Option<&Unit>, world: &World) -> Option<Code> {
    match (kind, unit.and_then(Unit::head)) {
        (Kind::Price, _) => Some("price".into()),
        (Kind::Date, _) => None,
        (_, Some(head)) => Some(world.unit(head).dimension.clone()),
        (kind, None) => Some(kind.code().into()),
    }
}

/// The worth of `value` in canonical units, and their spelling; `None` where it does not fit a decimal.
pub fn normal(value: Decimal, unit: &Unit, world: &World) -> Option<(Decimal, Code)> {
    let mut worth = value;
    let mut spelling = String::new();
    for factor in &unit.0 {
        let info = world.unit(factor.unit);
        if factor.power > 0 {
            worth = worth.checked_mul(info.factor.0)?.checked_div(info.factor.1)?;
            spelling.push_str(&info.canonical);
            continue;
        }
        spelling.push('/');
        if world.is_time(factor.unit) {
            spelling.push_str(&info.symbol);
        } else {
            let below = info.factor.0.checked_mul(factor.multiple.into())?;
            worth = worth.checked_mul(info.factor.1)?.checked_div(below)?;
            spelling.push_str(&info.canonical);
        }
    }
    Some((worth.normalize(), spelling.into()))
}

//! The measure code: named by a word, or derived from flow and dimension by the table in `grammar/world/measures.toml`.

use crate::grammar::world::World;
use crate::model::claim::Claim;
use crate::model::code::{Code, Kind};
use crate::model::unit::Unit;

/// The measure of one money in another.
const EXCHANGE: &str = "exchange_rate";

/// The measure of a claim; `other` where the table has none for its flow and dimension.
pub fn measure(claim: &Claim, unit: Option<&Unit>, world: &World) -> Option<Code> {
    if let Some(said) = &claim.measure {
        return Some(world.measures[said.value as usize].code.clone());
    }
    let is_money = |id| world.is_money(id);
    let paid = |unit: &Unit| unit.head().is_some_and(is_money) && unit.denominators().all(|below| is_money(below.unit));
    if claim.kind == Kind::Price && unit.is_some_and(paid) {
        return Some(EXCHANGE.into());
    }
    let flow = claim.flow.as_ref()?.value;
    let dimension = super::unit::dimension(claim.kind, unit, world)?;
    let of_flow = || world.measures.iter().filter(|measure| measure.flow == Some(flow));
    let exact = of_flow().find(|measure| measure.dimensions.contains(&dimension));
    let only = || of_flow().next().filter(|_| matches!(claim.kind, Kind::Percent | Kind::Points | Kind::Multiple));
    Some(exact.or_else(only).map_or_else(|| "other".into(), |measure| measure.code.clone()))
}

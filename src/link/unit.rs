//! The unit of a bare amount: of the figure beside it, of its commodity's price, or a rate its noun phrase implies.
//!
//! ```text
//! "rose to 16.39 mln barrels per day from 16.08 mln"     the unit of the figure it is compared with
//! "Brent rose to $71"                                    money per barrel, as prices of Brent are
//! "annual capacity of 15.75 billion cubic metres"        per year, as "annual" says
//! ```

use super::anchor::Facts;
use super::context::Context;
use super::line::Line;
use crate::grammar::words::Sense;
use crate::model::claim::Said;
use crate::model::code::{Flow, Kind};
use crate::model::figure::Distance;
use crate::model::mention::Quantity;
use crate::model::time::{TimeUnit, When};
use crate::model::unit::Unit;

/// The largest bare amount of money that can be a price.
const LARGEST_PRICE: i64 = 1_000_000;

/// A figure of the same sentence that already has a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour {
    /// Its step.
    pub step: usize,
    /// Its unit.
    pub unit: Unit,
    /// Its kind.
    pub kind: Kind,
}

/// The unit a bare number takes from a figure of its sentence: one its pattern names, else the last one.
pub fn inherited(line: &Line, step: usize, others: &[usize], neighbours: &[Neighbour]) -> Option<(Said<Unit>, Kind)> {
    let named = neighbours.iter().rev().find(|one| others.contains(&one.step));
    let found = named.or_else(|| {
        neighbours
            .iter()
            .rev()
            .find(|one| matches!(one.kind, Kind::Quantity | Kind::Money | Kind::Price | Kind::Percent))
    })?;
    let span = line.steps[found.step].span;
    let _ = step;
    Some((Said { value: found.unit.clone(), span: Some(span), rule: None, distance: Distance::Sentence }, found.kind))
}

/// The price unit of a bare amount of money whose noun phrase speaks of a price.
pub fn price(line: &Line, quantity: &Quantity, chains: &[(Facts, Distance)], context: &Context) -> Option<Said<Unit>> {
    let money = quantity.unit.as_ref()?;
    let currency = money.head()?;
    let small = quantity.amount.value().or(quantity.amount.low())?.abs() < LARGEST_PRICE.into();
    if money.0.len() != 1 || !small {
        return None;
    }
    let priced = chains.iter().find(|(facts, _)| {
        facts.flow.is_some() || facts.measure.is_some() || facts.benchmark.is_some() || facts.commodity.is_some()
    })?;
    let speaks_of_price = priced.0.benchmark.is_some()
        || priced.0.flow.as_ref().is_some_and(|flow| flow.value == Flow::Price)
        || priced.0.flow.is_none() && priced.0.measure.is_none();
    if !speaks_of_price {
        return None;
    }
    let below = of_benchmark(line, &priced.0).or_else(|| context.price_units.last().cloned())?;
    let mut unit = Unit::simple(currency);
    unit.0.extend(below.denominators().copied());
    Some(Said {
        value: unit,
        span: Some(priced.0.text),
        rule: priced.0.benchmark.as_ref().map(|named| named.rule),
        distance: priced.1,
    })
}

/// The unit in which a benchmark's prices are quoted.
fn of_benchmark(line: &Line, facts: &Facts) -> Option<Unit> {
    match line.grammar.sense(facts.benchmark.as_ref()?.rule) {
        Sense::Benchmark(_, unit) => unit.clone(),
        _ => None,
    }
}

/// The rate that "annual" or "daily" beside a noun gives a plain quantity of it.
pub fn implied_rate(line: &Line, step: usize, unit: &Unit, flow: Option<Flow>) -> Option<Unit> {
    if unit.0.len() != 1
        || !matches!(
            flow,
            Some(
                Flow::Production
                    | Flow::Consumption
                    | Flow::Capacity
                    | Flow::Export
                    | Flow::Import
                    | Flow::Refining
                    | Flow::Transit
            )
        )
    {
        return None;
    }
    let clause = line.steps[step].clause;
    let set = (0..step)
        .rev()
        .take_while(|other| line.steps[*other].clause == clause && line.quantity(*other).is_none())
        .find_map(|other| match line.time(other)?.when {
            When::Set(1, unit) => Some(unit),
            _ => None,
        })?;
    let symbol = match set {
        TimeUnit::Day => "d",
        TimeUnit::Week => "week",
        TimeUnit::Month => "month",
        TimeUnit::Year => "year",
        _ => return None,
    };
    Some(unit.clone().per(line.grammar.world.unit_id(symbol)?, 1))
}

//! The unit of a bare amount: of the figure beside it, of its commodity's price, or a rate its noun phrase implies.
//!
//! ```text
//! "rose to 16.39 mln barrels per day from 16.08 mln"     the unit of the figure it is compared with
//! "Brent rose to $71"                                    money per barrel, as prices of Brent are
//! "annual capacity of 15.75 billion cubic metres"        per year, as "annual" says
//! ```

use super::anchor::{Chain, Facts, counted_by, near};
use super::commodity::physical;
use super::context::Context;
use super::kind::Scene;
use super::line::Line;
use crate::grammar::words::{Class, Sense};
use crate::model::claim::{Claim, Said};
use crate::model::code::{Flag, Flow, Kind};
use crate::model::figure::Distance;
use crate::model::mention::Quantity;
use crate::model::span::Span;
use crate::model::time::{TimeUnit, When};
use crate::model::unit::{Unit, UnitFactor, UnitId};

/// The largest bare amount of money that can be a price.
const LARGEST_PRICE: i64 = 1_000_000;

/// The smallest bare number that can be an amount of goods.
const SMALLEST_OF_GOODS: i64 = 10_000;

/// A figure of the same sentence that has a unit of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour {
    /// Its step.
    pub step: usize,
    /// Its unit.
    pub unit: Unit,
    /// Its kind.
    pub kind: Kind,
}

/// The figures of a sentence that have units of their own, in order.
pub fn neighbours(line: &Line) -> Vec<Neighbour> {
    let with_unit = |step: usize| {
        let quantity = line.quantity(step)?;
        Some(Neighbour { step, unit: quantity.unit.clone()?, kind: quantity.kind? })
    };
    (0..line.len()).filter_map(with_unit).filter(|one| one.kind != Kind::Duration).collect()
}

/// The unit a bare number takes from a figure of its sentence: one its pattern names, else the nearest; a percentage
/// only where there is nothing else.
pub fn inherited(line: &Line, step: usize, others: &[usize], neighbours: &[Neighbour]) -> Option<(Said<Unit>, Kind)> {
    let named = |one: &&Neighbour| others.contains(&one.step);
    let plain = |one: &&Neighbour| !matches!(one.kind, Kind::Percent | Kind::Points | Kind::Multiple);
    let before = || neighbours.iter().rev().filter(|one| one.step < step);
    let found = before()
        .filter(plain)
        .find(named)
        .or_else(|| before().find(plain))
        .or_else(|| neighbours.iter().filter(|one| one.step > step).find(plain))
        .or_else(|| before().next())?;
    Some((taken(line, found, found.unit.clone()), found.kind))
}

/// The rate of exchange that a bare number of a sentence is: "the ruble trades at 62 to the dollar".
pub fn exchange(line: &Line, context: &Context) -> Option<Said<Unit>> {
    let against = |step: &usize| {
        let before = step.checked_sub(1)?;
        let at = if line.is_cue(before, "determiner.all") { before.checked_sub(1)? } else { before };
        let number = at.checked_sub(1).filter(|at| line.quantity(*at).is_some_and(|amount| amount.unit.is_none()));
        number.filter(|_| line.is_cue(at, "rate.against"))?;
        currency(line, *step, context)
    };
    let (at, base) = (2..line.len()).find_map(|step| Some((step, against(&step)?)))?;
    let quoted = (0..at).find_map(|step| currency(line, step, context).filter(|quoted| *quoted != base))?;
    Some(Said {
        value: Unit::simple(quoted).per(base, 1),
        span: Some(line.steps[at].span),
        rule: line.rules(at).first().copied(),
        distance: Distance::Clause,
    })
}

/// The currency that a step names; of several of one name that of the country the article is about, else the first.
fn currency(line: &Line, step: usize, context: &Context) -> Option<UnitId> {
    if line.looks_verbal(step) {
        return None;
    }
    let home = context.main.and_then(|place| line.grammar.world.places[place as usize].currency);
    let (_, unit) = line.find(step, |entry| match &entry.sense {
        Sense::Currency(unit) => Some(*unit),
        Sense::SharedCurrency(among, _) => home.filter(|home| among.contains(home)).or(among.first().copied()),
        _ => None,
    })?;
    Some(unit)
}

/// The unit of the sentence's quantity before it, else of the passage's last of the same flow, for a large bare number of
/// goods: "against capacity of 76 million", "a build of 800,000".
pub fn of_flow(scene: &Scene, step: usize, quantity: &Quantity) -> Option<Said<Unit>> {
    let Scene { line, neighbours, chains, context, .. } = *scene;
    let large = quantity.amount.value().or(quantity.amount.low())?.abs() >= SMALLEST_OF_GOODS.into();
    let (facts, distance, _) = chains
        .iter()
        .find(|(facts, distance, _)| *distance <= Distance::Clause && facts.flow.is_some())
        .filter(|_| large)?;
    let flow = facts.flow.as_ref()?;
    let goods = |one: &&Neighbour| one.step < step && one.kind == Kind::Quantity;
    if let Some(beside) = neighbours.iter().rev().find(goods).filter(|_| physical(Some(flow.value))) {
        return Some(taken(line, beside, beside.unit.clone()));
    }
    let (_, unit) =
        context.units.iter().find(|(known, _)| *known == flow.value).filter(|_| physical(Some(flow.value)))?;
    Some(Said { value: unit.clone(), span: Some(flow.span), rule: Some(flow.rule), distance: *distance })
}

/// The rate of the figure beside it, for a plain amount of the same unit: "by one million barrels a day from 8.4 million
/// barrels".
pub fn same_rate(line: &Line, step: usize, unit: &Unit, neighbours: &[Neighbour]) -> Option<Said<Unit>> {
    let rate = |one: &&Neighbour| {
        one.step != step && one.unit.0.len() == 2 && one.unit.head() == unit.head() && one.kind == Kind::Quantity
    };
    let found = neighbours.iter().rev().filter(|one| one.step < step).find(rate)?;
    (unit.0.len() == 1).then(|| taken(line, found, found.unit.clone()))
}

fn taken(line: &Line, from: &Neighbour, unit: Unit) -> Said<Unit> {
    Said { value: unit, span: Some(line.steps[from.step].span), rule: None, distance: Distance::Sentence }
}

/// The price unit of a bare amount of money: of a price beside it, of what its noun phrase counts ("shares", "cost per
/// barrel"), of its benchmark, of the last price of the same thing.
pub fn price(scene: &Scene, step: usize, quantity: &Quantity) -> Option<Said<Unit>> {
    let Scene { line, neighbours, chains, context, .. } = *scene;
    let money = quantity.unit.as_ref()?;
    let currency = money.head()?;
    let small = quantity.amount.value().or(quantity.amount.low())?.abs() < LARGEST_PRICE.into();
    if money.0.len() != 1 || !small {
        return None;
    }
    let per = |below: &Unit| {
        let mut unit = Unit::simple(currency);
        unit.0.extend(below.denominators().copied());
        unit
    };
    if let Some(beside) = beside(line, step, currency, neighbours) {
        return Some(taken(line, beside, per(&beside.unit)));
    }
    if let Some((below, span)) = counted(line, step, chains) {
        return Some(Said {
            value: Unit::simple(currency).per(below, 1),
            span: Some(span),
            rule: None,
            distance: Distance::Clause,
        });
    }
    let (facts, distance, _) = chains.iter().find(|(facts, ..)| facts.is_thing())?;
    let of_price = facts.benchmark.is_some()
        || facts.flow.as_ref().is_some_and(|flow| flow.value == Flow::Price)
        || facts.flow.is_none() && facts.measure.is_none();
    if !of_price {
        return None;
    }
    let commodity = facts.commodity.as_ref().and_then(|named| named.value);
    let below = of_benchmark(line, facts)
        .or_else(|| context.price_unit(currency, commodity))
        .or_else(|| of_commodity(line, commodity, currency))?;
    let rule = facts.benchmark.as_ref().map(|named| named.rule);
    Some(Said { value: per(&below), span: Some(facts.text), rule, distance: *distance })
}

/// A price of the same currency in the sentence, the nearest.
fn beside<'n>(line: &Line, step: usize, currency: UnitId, neighbours: &'n [Neighbour]) -> Option<&'n Neighbour> {
    let main = |unit: UnitId| line.grammar.world.unit(unit).canonical.clone();
    neighbours
        .iter()
        .filter(|one| one.kind == Kind::Price && one.unit.head().is_some_and(|head| main(head) == main(currency)))
        .min_by_key(|one| (one.unit.head() != Some(currency), one.step.abs_diff(step)))
}

/// What the noun phrase of a price counts: "shares rose to $87", "the cost per barrel was $15".
fn counted(line: &Line, step: usize, chains: &[Chain]) -> Option<(UnitId, Span)> {
    let clause = line.steps[step].clause;
    let unit_at = |other: usize| {
        line.find(other, |entry| match &entry.sense {
            Sense::Denominator(unit) => Some(*unit),
            Sense::Unit(unit) if unit.0.len() == 1 => unit.head(),
            _ => None,
        })
    };
    let per = (1..step)
        .filter(|other| line.steps[*other].clause == clause && line.is_cue(other - 1, "preposition.per"))
        .find_map(|other| unit_at(other).map(|(_, unit)| (unit, line.steps[other].span)));
    let (facts, ..) = near(chains).next()?;
    per.or_else(|| counted_by(line, facts))
}

/// The unit in which a benchmark's prices are quoted.
fn of_benchmark(line: &Line, facts: &Facts) -> Option<Unit> {
    match line.grammar.sense(facts.benchmark.as_ref()?.rule) {
        Sense::Benchmark(_, unit) => unit.clone(),
        _ => None,
    }
}

/// The unit in which the first benchmark of a commodity in this currency is quoted.
fn of_commodity(line: &Line, commodity: Option<u16>, currency: UnitId) -> Option<Unit> {
    let commodity = commodity?;
    let main = |unit: UnitId| line.grammar.world.unit(unit).canonical.clone();
    line.grammar.entries_of(Class::Benchmarks).find_map(|entry| match &entry.sense {
        Sense::Benchmark(of, Some(unit))
            if *of == commodity && unit.head().is_some_and(|head| main(head) == main(currency)) =>
        {
            Some(unit.clone())
        }
        _ => None,
    })
}

/// The unit that a country's own producers mean by a word that several units share: a short ton of American coal.
pub fn of_home(line: &Line, claim: &Claim) -> Option<Unit> {
    if !claim.flags.has(Flag::TonUnspecified) || claim.flow.as_ref().is_some_and(|flow| flow.value == Flow::Import) {
        return None;
    }
    let world = &line.grammar.world;
    let place = &world.places[claim.places.first()?.value as usize].code;
    let goods = &world.commodities[claim.commodity.as_ref()?.value as usize];
    let (canonical, unit) = world.home_unit(place, &[Some(&goods.code), goods.within.as_ref()])?;
    let meant = |mut factor: UnitFactor| {
        factor.unit = if factor.unit == canonical { unit } else { factor.unit };
        factor
    };
    let said = &claim.unit.as_ref()?.value;
    Some(Unit(said.0.iter().map(|factor| meant(*factor)).collect()))
}

/// Whether the sign of an amount of money could as well be that of the country the figure is of: "$" in Australia.
pub fn is_doubtful_money(line: &Line, claim: &Claim) -> bool {
    let world = &line.grammar.world;
    let entry = claim.unit.as_ref().and_then(|said| Some((said.value.head()?, &line.grammar.entry(said.rule?).sense)));
    let Some((head, Sense::SharedCurrency(among, _))) = entry else { return false };
    let home = claim.places.first().and_then(|place| world.places[place.value as usize].currency);
    home.is_some_and(|home| home != head && among.contains(&home))
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
    let set =
        line.before_in_clause(step).take_while(|other| line.quantity(*other).is_none()).find_map(|other| match line
            .time(other)?
            .when
        {
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

//! Of what a figure is: the commodity its noun phrases name, its clause, its passage, or its unit implies.
//!
//! Nearest first: the chains it hangs on, anything its clause or sentence names, the last subject, what most of the
//! document speaks of; at last the unit: barrels are of crude oil, billions of cubic metres of natural gas. A company's
//! result, a share price and barrels of oil equivalent are of none.

use super::anchor::{Chain, Facts, Tie, counted_by, near};
use super::context::Context;
use super::line::Line;
use super::noun::Noun;
use super::topic::is_per_share;
use crate::grammar::Grammar;
use crate::model::claim::Said;
use crate::model::code::{Flow, Kind, Role};
use crate::model::figure::Distance;
use crate::model::span::Spanned;
use crate::model::unit::Unit;

/// What is known of a figure when its commodity is asked for.
pub struct Asked<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its role.
    pub role: Role,
    /// Its flow.
    pub flow: Option<Flow>,
    /// Whether a word names a measure that is no flow: inflation, profit.
    pub measured: bool,
    /// Its unit.
    pub unit: Option<&'a Said<Unit>>,
}

impl Asked<'_> {
    /// Whether it is of money that moves for no goods of its own: trade as a whole, a loan, aid.
    fn is_of_money(&self) -> bool {
        use Flow::{Aid, Balance, Debt, Spending, Trade};
        matches!(self.flow, Some(Trade | Balance | Debt | Aid | Spending))
            || self.kind == Kind::Money && self.flow.is_none()
    }
}

/// The commodity of the figure at `step`: a number in the grammar's list.
pub fn commodity(
    line: &Line,
    nouns: &[Noun],
    step: usize,
    asked: &Asked,
    chains: &[Chain],
    context: &Context,
) -> Option<Said<u16>> {
    let shares = near(chains).next().is_some_and(|(facts, ..)| counted_by(line, facts).is_some());
    if shares || is_of_none(line.grammar, asked) || asked.kind == Kind::Count && counts_people(line, nouns, step) {
        return None;
    }
    let beside = |(_, distance, _): &&(Facts, Distance, Tie)| *distance <= Distance::Clause;
    let own = chains
        .iter()
        .filter(beside)
        .find_map(|(facts, distance, _)| facts.commodity.as_ref().map(|named| (named, *distance)));
    let own = own.or_else(|| {
        in_clause(line, nouns, step).filter(|_| !asked.is_of_money()).map(|named| (named, Distance::Clause))
    });
    let own = own.or_else(|| {
        let wider = chains.iter().filter(|(_, distance, _)| *distance == Distance::Sentence);
        wider
            .filter(|_| physical(asked.flow))
            .find_map(|(facts, distance, _)| facts.commodity.as_ref().map(|named| (named, *distance)))
    });
    match own {
        Some((named, distance)) if named.value.is_some() => return said(named, distance),
        Some(_) => return by_unit(line.grammar, asked),
        None => {}
    }
    from_passage(asked, chains, context)
        .or_else(|| by_unit(line.grammar, asked))
        .or_else(|| of_document(asked, context))
}

fn said(named: &Spanned<Option<u16>>, distance: Distance) -> Option<Said<u16>> {
    named.value.map(|index| Said::read(index, named.span, named.rule, distance))
}

/// A company's result, a share price, barrels of oil equivalent.
fn is_of_none(grammar: &Grammar, asked: &Asked) -> bool {
    let Some(unit) = asked.unit else { return false };
    let world = &grammar.world;
    let equivalent = unit.value.head().is_some_and(|head| &*world.unit(head).dimension == "energy_boe");
    equivalent || is_per_share(grammar, Some(&unit.value))
}

/// Whether people are counted: "5,000 construction jobs".
fn counts_people(line: &Line, nouns: &[Noun], step: usize) -> bool {
    let counted = nouns.iter().find(|noun| noun.first == step + 1);
    counted.is_some_and(|noun| (noun.first..noun.last).any(|at| line.is_cue(at, "count.people")))
}

/// The nearest commodity that the figure's clause names before it.
fn in_clause<'n>(line: &Line, nouns: &'n [Noun], step: usize) -> Option<&'n Spanned<Option<u16>>> {
    nouns.iter().rev().filter(|noun| noun.precedes(line, step)).find_map(|noun| noun.commodity.as_ref())
}

/// Whether a flow is one of goods, whose commodity a passage goes on speaking of.
pub fn physical(flow: Option<Flow>) -> bool {
    use Flow::{Capacity, Consumption, Export, Import, Price, Production, Refining, Reserves, Stocks, Transit};
    matches!(
        flow,
        Some(Production | Consumption | Stocks | Refining | Export | Import | Price | Capacity | Reserves | Transit)
    )
}

/// The commodity of the last subject or the headline, or the last goods spoken of, for figures of goods.
fn from_passage(asked: &Asked, chains: &[Chain], context: &Context) -> Option<Said<u16>> {
    let rate = asked.flow == Some(Flow::Refining) && asked.kind != Kind::Quantity;
    if asked.kind == Kind::Money || asked.measured || rate || !physical(asked.flow) {
        return None;
    }
    let far = chains.iter().filter(|(_, distance, _)| *distance > Distance::Sentence);
    let named = far.filter_map(|(facts, distance, _)| facts.commodity.as_ref().map(|named| (named, *distance))).next();
    let goods = || context.goods.as_ref().map(|named| (named, Distance::Earlier));
    named.or_else(goods).and_then(|(named, distance)| said(named, distance))
}

/// What a unit is a unit of: oil by the barrel, gas by the billion cubic metres or cubic feet.
fn by_unit(grammar: &Grammar, asked: &Asked) -> Option<Said<u16>> {
    if asked.kind != Kind::Quantity {
        return None;
    }
    let unit = asked.unit?;
    let code = grammar.world.unit(unit.value.head()?).commodity.as_ref()?;
    grammar.world.commodity(code).map(|index| unit.with(index))
}

/// What most of an article speaks of, for its counts, dates, shares and investments.
fn of_document(asked: &Asked, context: &Context) -> Option<Said<u16>> {
    let index = context.commodity?;
    let headline = context.headline.as_ref().and_then(|facts| facts.commodity.as_ref()?.value) == Some(index);
    let fits = match asked.kind {
        Kind::Count | Kind::Duration => headline,
        Kind::Date => true,
        Kind::Percent => asked.role == Role::Share || physical(asked.flow),
        Kind::Money => asked.flow == Some(Flow::Investment),
        Kind::Price => asked.flow == Some(Flow::Price),
        Kind::Quantity if asked.flow.is_none() => headline,
        _ => physical(asked.flow),
    };
    (fits && !asked.measured).then_some(Said { value: index, span: None, rule: None, distance: Distance::Document })
}

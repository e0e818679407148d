//! What a figure is an amount of in the flow of goods and money: exports, stocks, prices ...
//!
//! A tariff named in the clause wins for a percentage; then a verb right before the figure ("imports about 38 percent");
//! then the first chain of noun phrases whose flow a figure of this kind can be of, a verb of the clause before a subject
//! further off; a commodity alone that rises by a percentage is a price; a rate of goods without a word for it is
//! production.

use super::anchor::{Chain, Facts, Tie, first_measured, near};
use super::line::Line;
use super::noun::is_verb_here;
use super::topic::is_per_share;
use crate::grammar::words::{Sense, Use};
use crate::model::amount::Amount;
use crate::model::claim::Said;
use crate::model::code::{Flow, Kind, Role};
use crate::model::figure::Distance;
use crate::model::unit::Unit;

/// What is known of a figure when its flow is asked for.
pub struct Asked<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its role, as the words around it give it.
    pub role: Role,
    /// Whether any words give it a role.
    pub moved: bool,
    /// Whether the sentence before spoke of shares of something.
    pub shares: bool,
    /// Its unit.
    pub unit: Option<&'a Unit>,
    /// The flow of the level just before it.
    pub beside: Option<&'a Said<Flow>>,
}

impl Asked<'_> {
    /// Whether a figure of this kind and unit can be of this flow.
    fn fits(&self, line: &Line, flow: Flow) -> bool {
        use Flow::*;
        let of_money = matches!(flow, Price | Investment | Revenue | Spending | Debt | Aid);
        let of_things = matches!(flow, Production | Consumption | Stocks | Reserves | Capacity | Refining | Transit);
        let of_no_power = matches!(flow, Sales | Stocks | Reserves | Refining | Balance);
        match self.kind {
            Kind::Quantity if of_money || flow == Tariff => false,
            Kind::Money if of_things || flow == Price => false,
            _ => !(of_no_power && self.dimension(line) == Some(POWER)),
        }
    }

    /// The dimension that its unit measures first.
    fn dimension<'l>(&self, line: &Line<'l>) -> Option<&'l str> {
        self.unit.and_then(Unit::head).map(|head| &*line.grammar.world.unit(head).dimension)
    }
}

/// The dimension of megawatts.
const POWER: &str = "power";

/// The flow of the figure at `step`.
pub fn flow(line: &Line, step: usize, asked: &Asked, chains: &[Chain]) -> Option<Said<Flow>> {
    match asked.kind {
        Kind::Count if !counts_goods(chains) => return None,
        Kind::Duration => {
            return chains.iter().filter(|(_, distance, _)| *distance <= Distance::Clause).find_map(named);
        }
        Kind::Price => return of_price(line, asked, chains),
        Kind::Quantity if is_length(line, asked) => return None,
        Kind::Percent => {
            if let Some(tariff) = of_tariff(line, step, chains) {
                return Some(tariff);
            }
        }
        _ => {}
    }
    let verb = measure_verb(line, step).filter(|_| asked.kind != Kind::Date);
    if let Some(flow) =
        verb.as_ref().and_then(|verb| of_measure(line, verb)).filter(|flow| asked.fits(line, flow.value))
    {
        return Some(flow);
    }
    if (names_measure(line, chains) || verb.is_some()) && asked.kind != Kind::Quantity {
        return None;
    }
    let found = of_words(line, step, asked, chains)
        .or_else(|| of_venture(line, step, asked))
        .or_else(|| of_verb_behind(line, step, asked))
        .or_else(|| of_rate(line, asked));
    if matches!(found.as_ref().map(|said| said.value), None | Some(Flow::Spending))
        && let Some(built) = of_cost(line, step, asked)
    {
        return Some(built);
    }
    found
}

/// The tariff that a percentage is: named in its sentence, or what goods "pay" where the passage speaks of tariffs.
fn of_tariff(line: &Line, step: usize, chains: &[Chain]) -> Option<Said<Flow>> {
    let tariff = |chain: &Chain| named(chain).filter(|said| said.value == Flow::Tariff);
    let paid = || clause_verb(line, step).is_some_and(|(_, flow)| flow.value == Flow::Spending);
    near(chains).find_map(tariff).or_else(|| chains.iter().find_map(tariff).filter(|_| paid()))
}

/// Money that stands right before a venture is invested in it: "a $6 billion expansion".
fn of_venture(line: &Line, step: usize, asked: &Asked) -> Option<Said<Flow>> {
    if asked.kind != Kind::Money {
        return None;
    }
    let nominal = |at: &usize| line.is_nominal(*at);
    let venture = (step + 1..line.len().min(step + 5))
        .take_while(nominal)
        .find_map(|at| line.cue(at, "venture").map(|(rule, _)| (at, rule)))?;
    Some(Said::read(Flow::Investment, line.steps[venture.0].span, venture.1, Distance::Clause))
}

/// What a project costs is invested in it: "a plant that will cost $3 billion".
fn of_cost(line: &Line, step: usize, asked: &Asked) -> Option<Said<Flow>> {
    if asked.kind != Kind::Money {
        return None;
    }
    let built = |at: usize| {
        let venture = line.cue(at, "venture").map(|(rule, _)| rule);
        let project = || line.flow(at, Use::Noun).filter(|(_, flow)| *flow == Flow::Investment).map(|(rule, _)| rule);
        venture.or_else(project).map(|rule| (at, rule))
    };
    let cost = line.before_in_clause(step).find(|at| line.is_cue(*at, "cost.of"))?;
    let (at, rule) = (0..step.min(cost + 4)).rev().find_map(built)?;
    Some(Said::read(Flow::Investment, line.steps[at].span, rule, Distance::Sentence))
}

/// The measure that a verb of the figure's clause names: "the economy grew".
pub fn measure_verb(line: &Line, step: usize) -> Option<Said<u16>> {
    line.before_in_clause(step).find_map(|other| {
        let (rule, index) = line.find(other, |entry| match entry.sense {
            Sense::Measure(index, Use::Verb) => Some(index),
            _ => None,
        })?;
        Some(Said::read(index, line.steps[other].span, rule, Distance::Clause))
    })
}

/// A price is of flow price, a unit cost of spending; earnings a share, and other amounts a share of what is no share
/// price, of none.
fn of_price(line: &Line, asked: &Asked, chains: &[Chain]) -> Option<Said<Flow>> {
    let said = near(chains).find_map(named);
    let per_share = is_per_share(line.grammar, asked.unit);
    if names_measure(line, chains) || per_share && said.as_ref().is_none_or(|said| said.value != Flow::Price) {
        return None;
    }
    Some(said.filter(|said| said.value == Flow::Spending).unwrap_or(Said::implied(Flow::Price)))
}

/// A length or an area is an amount of no flow.
fn is_length(line: &Line, asked: &Asked) -> bool {
    matches!(asked.dimension(line), Some("length" | "area" | "temperature" | "ship" | "tonnage"))
}

fn named((facts, distance, _): &Chain) -> Option<Said<Flow>> {
    facts.flow.as_ref().map(|flow| Said::of(flow, *distance))
}

/// Whether the nearest chain that names a flow or a measure names a measure alone, and one that is of no flow.
fn names_measure(line: &Line, chains: &[Chain]) -> bool {
    let free = |facts: &Facts| {
        facts.measure.as_ref().is_some_and(|said| line.grammar.world.measures[said.value as usize].flow.is_none())
    };
    first_measured(chains).is_some_and(|(facts, ..)| facts.flow.is_none() && free(facts))
}

/// The flow that a measure is of: "invested" is investment.
fn of_measure(line: &Line, said: &Said<u16>) -> Option<Said<Flow>> {
    Some(said.with(line.grammar.world.measures[said.value as usize].flow?))
}

/// Whether goods are counted: "12,000 cars".
fn counts_goods(chains: &[Chain]) -> bool {
    chains.first().is_some_and(|(facts, _, tie)| {
        *tie == Tie::After && facts.commodity.as_ref().is_some_and(|named| named.value.is_some())
    })
}

/// The flow that the verb right behind a figure names, where the figure is its subject: "20 million bpd passes through".
fn of_verb_behind(line: &Line, step: usize, asked: &Asked) -> Option<Said<Flow>> {
    let verb = (step + 1..line.len()).find(|at| !line.is_auxiliary(*at) && line.cue(*at, "adverb").is_none())?;
    let (rule, flow) = line.flow(verb, Use::Verb).filter(|(_, flow)| asked.fits(line, *flow))?;
    (line.flow(verb, Use::Noun).is_none()).then(|| Said::read(flow, line.steps[verb].span, rule, Distance::Clause))
}

fn of_words(line: &Line, step: usize, asked: &Asked, chains: &[Chain]) -> Option<Said<Flow>> {
    if let (Kind::Percent, Role::Change, Some(level)) = (asked.kind, asked.role, asked.beside) {
        return Some(level.clone().from_afar(Distance::Clause));
    }
    let mut verb = clause_verb(line, step).filter(|(_, flow)| asked.fits(line, flow.value));
    if let Some((_, flow)) = verb.as_ref().filter(|(at, _)| is_governed(line, *at, step)) {
        return Some(flow.clone());
    }
    for chain @ (facts, distance, tie) in chains {
        if *tie == Tie::Far
            && let Some((_, found)) = verb.take()
        {
            return Some(found);
        }
        if *distance > Distance::Sentence && (facts.flow.is_none() || !carries_over(asked)) {
            return None;
        }
        if *tie == Tie::Subject && is_priced(facts, asked) {
            return Some(Said::read(Flow::Price, facts.text, facts.commodity.as_ref()?.rule, *distance));
        }
        let Some(said) = named(chain).filter(|said| asked.fits(line, said.value)) else { continue };
        if *tie == Tie::After && asked.kind == Kind::Percent && said.value == Flow::Capacity {
            continue;
        }
        return Some(said);
    }
    verb.map(|(_, flow)| flow)
}

/// A commodity alone that rises or falls by a percentage: its price does.
fn is_priced(facts: &Facts, asked: &Asked) -> bool {
    let alone = facts.flow.is_none()
        && facts.measure.is_none()
        && facts.commodity.as_ref().is_some_and(|named| named.value.is_some());
    alone && asked.kind == Kind::Percent && asked.role == Role::Change
}

/// Whether only small words stand between a verb and the figure.
fn is_governed(line: &Line, verb: usize, figure: usize) -> bool {
    figure - verb <= 4
        && (verb + 1..figure).all(|step| {
            !line.is_thing(step) && line.quantity(step).is_none() && !line.is_any_mark(step) && !line.is_name(step)
        })
}

/// Whether a figure goes on speaking of what the sentence before spoke of.
fn carries_over(asked: &Asked) -> bool {
    match asked.kind {
        Kind::Quantity | Kind::Points => true,
        Kind::Percent => asked.shares || asked.moved && asked.role != Role::Share,
        _ => false,
    }
}

/// A rate of goods that no word names a flow of is taken for production, power for capacity.
fn of_rate(line: &Line, asked: &Asked) -> Option<Said<Flow>> {
    let unit = asked.unit.filter(|_| asked.kind == Kind::Quantity)?;
    let timed = || unit.denominators().any(|factor| line.grammar.world.is_time(factor.unit));
    match asked.dimension(line)? {
        POWER => Some(Said::implied(Flow::Capacity)),
        "oil_volume" | "energy_boe" if timed() => Some(Said::implied(Flow::Production)),
        _ => None,
    }
}

/// The flow that a verb of the figure's clause names, nearest before it.
fn clause_verb(line: &Line, step: usize) -> Option<(usize, Said<Flow>)> {
    let clause = line.steps[step].clause;
    let read = |other: usize| {
        let (rule, flow) = line.flow(other, Use::Verb)?;
        let noun = line.flow(other, Use::Noun).is_some() && !is_verb_here(line, other);
        (!noun).then(|| (other, Said::read(flow, line.steps[other].span, rule, Distance::Clause)))
    };
    (0..step).rev().take_while(|other| line.steps[*other].clause == clause).find_map(read)
}

/// The amount with its sign: a deficit is negative.
pub fn signed(line: &Line, amount: Amount, kind: Kind, role: Role, flow: Option<&Said<Flow>>) -> Amount {
    let rule = flow.filter(|flow| flow.value == Flow::Balance).and_then(|flow| flow.rule);
    let deficit = rule.is_some_and(|rule| line.grammar.entry(rule).name() == "deficit");
    if deficit
        && matches!(kind, Kind::Money | Kind::Percent)
        && matches!(role, Role::Level | Role::Previous | Role::Alternate)
    {
        return amount.map(|value| Some(-value.abs())).unwrap_or(amount);
    }
    amount
}

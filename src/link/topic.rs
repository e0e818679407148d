//! Which field a figure belongs to, by what it measures: trade, energy, finance or other.
//!
//! ```text
//! money of companies and banks (profit, shares, loans, growth)      finance
//! trade both ways, balances, tariffs                                trade
//! else a commodity of energy                                        energy
//! else exports, imports                                             trade
//! else money                                                        finance, or the passage's where it is spent
//! else what the sentence names most; for no count of people or things, what the article names most
//! ```

use super::line::Line;
use crate::grammar::Grammar;
use crate::grammar::marks::Marks;
use crate::grammar::words::{Sense, Use};
use crate::model::claim::Claim;
use crate::model::code::{Flow, Kind, Section, Topic};
use crate::model::mention::{MentionKind, Reading};
use crate::model::unit::Unit;

/// The unit of stock.
const SHARE: &str = "share";
/// The measure of a part of a company or field.
const STAKE: &str = "stake";
/// Names of several energy commodities together, which have no code of their own.
const ENERGY_GROUPS: [&str; 5] = ["oil_and_gas", "equivalent", "crude_and_others", "fossil_fuels", "gas_and_power"];

/// What a figure is of, as far as it is known.
pub struct Asked<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its unit.
    pub unit: Option<&'a Unit>,
    /// Its flow.
    pub flow: Option<Flow>,
    /// Its measure.
    pub measure: Option<u16>,
    /// Its commodity.
    pub commodity: Option<u16>,
    /// Whether it is of a benchmark.
    pub benchmark: bool,
}

impl<'a> Asked<'a> {
    /// What a claim is of.
    pub fn of(claim: &'a Claim) -> Asked<'a> {
        Asked {
            kind: claim.kind,
            unit: claim.unit.as_ref().map(|said| &said.value),
            flow: claim.flow.as_ref().map(|said| said.value),
            measure: claim.measure.as_ref().map(|said| said.value),
            commodity: claim.commodity.as_ref().map(|said| said.value),
            benchmark: claim.benchmark.is_some(),
        }
    }
}

/// Whether a measure is a part of a company or field.
pub fn is_stake(grammar: &Grammar, measure: u16) -> bool {
    &*grammar.world.measures[measure as usize].code == STAKE
}

/// The topic of a figure in an article of a topic.
pub fn topic(line: &Line, step: usize, asked: &Asked, article: Topic) -> Topic {
    let world = &line.grammar.world;
    let energy = asked.commodity.is_some_and(|index| world.commodities[index as usize].topic == Topic::Energy);
    let measured = asked.measure.and_then(|index| world.measures[index as usize].topic);
    let stake = asked.measure.is_some_and(|index| is_stake(line.grammar, index)) && article == Topic::Energy;
    if is_per_share(line.grammar, asked.unit) || measured == Some(Topic::Finance) && !stake {
        return Topic::Finance;
    }
    if matches!(asked.flow, Some(Flow::Trade | Flow::Balance | Flow::Tariff)) {
        return Topic::Trade;
    }
    if energy || stake {
        return Topic::Energy;
    }
    if let Some(topic) = measured {
        return topic;
    }
    let money = matches!(asked.kind, Kind::Money | Kind::Price);
    match asked.flow {
        Some(Flow::Export | Flow::Import | Flow::ReExport | Flow::ReImport) => Topic::Trade,
        Some(Flow::Investment | Flow::Debt | Flow::Revenue | Flow::Aid) => Topic::Finance,
        Some(Flow::Sales) if money => Topic::Finance,
        Some(Flow::Price | Flow::Spending) if article != Topic::Energy => Topic::Finance,
        Some(Flow::Price | Flow::Spending | Flow::Refining | Flow::Reserves | Flow::Stocks) => article,
        _ if money => Topic::Finance,
        _ if asked.commodity.is_some() => Topic::Other,
        _ => around(line, step, asked.kind, article),
    }
}

/// The topic of a figure that names nothing itself: what its sentence names; else the article's, but for bare counts and
/// lengths of time.
fn around(line: &Line, step: usize, kind: Kind, article: Topic) -> Topic {
    let mut clause = Tally::default();
    let mut sentence = Tally::default();
    for other in 0..line.len() {
        sentence.take(line.grammar, line.rules(other));
        if line.steps[other].clause == line.steps[step].clause {
            clause.take(line.grammar, line.rules(other));
        }
    }
    let near = [clause.topic(1), sentence.topic(1)].into_iter().find(|topic| *topic != Topic::Other);
    if let Some(near) = near {
        return near;
    }
    if matches!(kind, Kind::Count | Kind::Duration) { Topic::Other } else { article }
}

/// Whether an amount is for each share of a company.
pub fn is_per_share(grammar: &Grammar, unit: Option<&Unit>) -> bool {
    unit.is_some_and(|unit| unit.denominators().any(|factor| &*grammar.world.unit(factor.unit).symbol == SHARE))
}

/// The field the article speaks of: energy commodities or trade, whichever its words name more.
pub fn passage(readings: &[Reading], grammar: &Grammar) -> Topic {
    let mut tally = Tally::default();
    for reading in readings.iter().filter(|reading| reading.sentence.section == Section::Body) {
        for mention in &reading.mentions {
            if let MentionKind::Phrase(rules) = &mention.value {
                tally.take(grammar, rules);
            }
        }
    }
    tally.topic(3)
}

/// How often words name energy, trade and other commodities.
#[derive(Default)]
struct Tally {
    energy: usize,
    trade: usize,
    other: usize,
}

impl Tally {
    /// Counts what the entries of one phrase name.
    fn take(&mut self, grammar: &Grammar, rules: &[crate::model::span::RuleId]) {
        if !grammar.marks(rules).any(Marks::THING) {
            return;
        }
        for rule in rules {
            match grammar.sense(*rule) {
                Sense::Commodity(Some(index)) | Sense::Benchmark(index, _) => {
                    match grammar.world.commodities[*index as usize].topic {
                        Topic::Energy => self.energy += 1,
                        _ => self.other += 1,
                    }
                }
                Sense::Commodity(None) if ENERGY_GROUPS.contains(&grammar.entry(*rule).name()) => self.energy += 1,
                Sense::Flow(Flow::Trade | Flow::Tariff | Flow::Export | Flow::Import | Flow::Balance, Use::Noun) => {
                    self.trade += 1
                }
                _ => {}
            }
        }
    }

    /// The field named most, and at least so often.
    fn topic(&self, least: usize) -> Topic {
        if self.energy >= least && self.energy > self.other && self.energy >= self.trade {
            Topic::Energy
        } else if self.trade >= least && self.trade > self.other {
            Topic::Trade
        } else {
            Topic::Other
        }
    }
}

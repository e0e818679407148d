//! Which field a figure belongs to, by what it measures: trade, energy, finance or other.

use crate::grammar::Grammar;
use crate::model::code::{Flow, Kind, Topic};

/// The topic of a figure; `passage` is the topic its passage has, for figures that name nothing themselves.
pub fn topic(
    grammar: &Grammar,
    kind: Kind,
    flow: Option<Flow>,
    commodity: Option<u16>,
    measure: Option<u16>,
    passage: Topic,
) -> Topic {
    let energy = commodity.is_some_and(|index| grammar.world.commodities[index as usize].topic == Topic::Energy);
    if let Some(topic) = measure.and_then(|index| grammar.world.measures[index as usize].topic).filter(|_| !energy) {
        return topic;
    }
    if energy {
        return Topic::Energy;
    }
    match flow {
        Some(
            Flow::Export | Flow::Import | Flow::Trade | Flow::Balance | Flow::Tariff | Flow::ReExport | Flow::ReImport,
        ) => Topic::Trade,
        Some(Flow::Investment | Flow::Debt | Flow::Revenue | Flow::Aid) => Topic::Finance,
        Some(Flow::Price | Flow::Spending | Flow::Sales) if passage != Topic::Energy => Topic::Finance,
        Some(Flow::Refining | Flow::Reserves | Flow::Stocks) if passage == Topic::Energy => Topic::Energy,
        None if commodity.is_none() && matches!(kind, Kind::Money | Kind::Price) => match passage {
            Topic::Other => Topic::Finance,
            other => other,
        },
        None | Some(_) if commodity.is_some() => Topic::Other,
        _ => passage,
    }
}

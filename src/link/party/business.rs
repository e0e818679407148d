//! Whose the figures of companies and of prices are: where a company is based, where goods are paid for.

use super::{Scene, by_context};
use crate::grammar::words::{Facet, Sense};
use crate::link::line::Line;
use crate::link::topic::Asked;
use crate::model::claim::Said;
use crate::model::code::{Flow, Kind, Topic};
use crate::model::figure::Distance;
use crate::model::span::RuleId;

/// Measures that companies report of themselves.
const COMPANY: [&str; 5] = ["profit", "dividend", "market_value", "deal_value", "revenue"];

impl Scene<'_> {
    /// Whether the figure is of what companies report: profit, dividends, their shares.
    pub(super) fn is_of_company(&self, asked: &Asked) -> bool {
        let world = &self.line.grammar.world;
        if asked.flow == Some(Flow::Revenue) && self.context.base.is_some() {
            return true;
        }
        asked.measure.is_some_and(|index| {
            let measure = &world.measures[index as usize];
            measure.topic == Some(Topic::Finance) && COMPANY.contains(&&*measure.code)
        })
    }

    /// Whether it is money in a clause in which a company acts that the text ties to no country.
    pub(super) fn is_company_money(&self, asked: &Asked) -> bool {
        let money =
            asked.kind == Kind::Money && asked.flow.is_none_or(|flow| matches!(flow, Flow::Sales | Flow::Revenue));
        money && asked.commodity.is_none() && self.company_acts()
    }

    /// The places in the company figure's own phrase, else where the company is based.
    pub(super) fn of_company(&self) -> Vec<Said<u16>> {
        let own =
            self.near().find(|(_, distance, _)| *distance <= Distance::Clause).and_then(|(facts, distance, _)| {
                facts
                    .parties
                    .iter()
                    .find(|party| party.preposition.is_none())
                    .map(|party| Said::of(&party.place, *distance))
            });
        let country = || if self.company_acts() { None } else { self.actors(false).into_iter().next() };
        let article = || self.context.base.or(self.context.headed()).map(by_context);
        own.or_else(country).or_else(article).into_iter().collect()
    }

    /// The place of a price: of its phrase, of who acts in its clause, of the last price of the same thing.
    pub(super) fn of_price(&self, commodity: Option<u16>) -> Vec<Said<u16>> {
        let elsewhere = |said: &mut Said<u16>| !said.rule.is_some_and(|rule| is_city(self.line, rule));
        let mut places =
            self.near().next().map(|(facts, distance, _)| self.owners(facts, *distance)).unwrap_or_default();
        places.retain(elsewhere);
        if places.is_empty() {
            places = self.actors(false);
            places.retain(elsewhere);
        }
        if !places.is_empty() {
            return places.into_vec();
        }
        if let Some(base) = self.context.base.filter(|_| self.company_acts()) {
            return vec![by_context(base)];
        }
        let commodities = &self.line.grammar.world.commodities;
        let product = commodity.is_some_and(|index| {
            let one = &commodities[index as usize];
            one.within.is_some() && one.topic == Topic::Energy
        });
        let carried = self.context.price_places(commodity);
        let article = if product {
            self.context.main
        } else {
            self.context.headed().filter(|place| !self.is_bloc(*place) && !self.context.quoted)
        };
        let main = article.filter(|_| carried.is_empty());
        carried.iter().copied().chain(main).map(by_context).collect()
    }

    /// Whether a place is a bloc of countries.
    fn is_bloc(&self, place: u16) -> bool {
        self.line.grammar.world.places[place as usize].bloc
    }
}

/// Whether an entry names a city, where a price is only quoted.
fn is_city(line: &Line, rule: RuleId) -> bool {
    matches!(line.grammar.sense(rule), Sense::Place(_, Facet::City))
}

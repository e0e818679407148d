//! What a document has said so far: the last subject, the last time, the last source, who acts in it.

use super::anchor::Facts;
use crate::model::claim::ClaimTime;
use crate::model::unit::{Unit, UnitId};

/// What carries over from the headline and the sentences before.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// What the last subject named, and its words.
    pub subject: Option<(Facts, String)>,
    /// The paragraph it was named in.
    pub paragraph: u32,
    /// What the headline names.
    pub headline: Option<(Facts, String)>,
    /// The places whose figures the last ones were.
    pub actors: Vec<u16>,
    /// The last two places named together.
    pub pair: Option<(u16, u16)>,
    /// The place most of the document speaks of.
    pub main: Option<u16>,
    /// The last time that a figure of the passage held for.
    pub time: Option<ClaimTime>,
    /// The trading day that the passage's prices are of.
    pub trading_day: Option<ClaimTime>,
    /// The last named source.
    pub source: Option<String>,
    /// Whether a quotation is open.
    pub quoting: bool,
    /// Price units said in full so far and what they were prices of, latest last.
    pub price_units: Vec<(Unit, Option<u16>)>,
}

use super::anchor::facts;
use super::line::Line;
use super::noun::{Noun, nouns};
use super::party;
use crate::model::claim::Claim;
use crate::model::code::{Flow, Kind, Role, Status};
use crate::model::figure::Distance;
use crate::model::profile::Profile;

impl Context {
    /// The unit of the last price of this commodity, in this currency if possible; else of the last in this currency.
    pub fn price_unit(&self, currency: UnitId, commodity: Option<u16>) -> Option<Unit> {
        let latest = |fits: &dyn Fn(&(Unit, Option<u16>)) -> bool| {
            self.price_units.iter().rev().find(|known| fits(known)).map(|(unit, _)| unit.clone())
        };
        let same = |known: &(Unit, Option<u16>)| commodity.is_some() && known.1 == commodity;
        let paid = |known: &(Unit, Option<u16>)| known.0.head() == Some(currency);
        latest(&|known| same(known) && paid(known))
            .or_else(|| latest(&same))
            .or_else(|| latest(&paid))
            .or_else(|| latest(&|_| true))
    }

    /// Takes in the headline.
    pub fn begin(&mut self, line: &Line, profile: &Profile) {
        let nouns = nouns(line);
        let strongest = nouns.iter().position(Noun::is_strong).or_else(|| nouns.iter().position(Noun::is_thing));
        self.headline = strongest.map(|index| {
            let facts = facts(&nouns, index, line);
            (facts, String::new())
        });
        self.pair = party::pair(&nouns);
        if let Some(place) = nouns.iter().flat_map(|noun| noun.places.first()).next() {
            self.actors = vec![place.value];
        }
        let _ = profile;
    }

    /// Forgets the article: what follows is of other stories.
    pub fn leave_article(&mut self) {
        *self = Context { price_units: std::mem::take(&mut self.price_units), ..Context::default() };
    }

    /// Takes in a sentence and its claims.
    pub fn pass(&mut self, line: &Line, nouns: &[Noun], claims: &[Claim]) {
        self.paragraph = line.reading.sentence.paragraph;
        if let Some(index) = nouns
            .iter()
            .position(|noun| noun.subject && noun.is_strong())
            .or_else(|| nouns.iter().position(Noun::is_strong))
        {
            let found = facts(nouns, index, line);
            let keep = self.subject.take().and_then(|(old, _)| old.commodity);
            let commodity = found.commodity.clone().or(keep);
            self.subject = Some((super::anchor::Facts { commodity, ..found }, String::new()));
        }
        self.pair = party::pair(nouns).or(self.pair);
        for claim in claims {
            let near: Vec<u16> =
                claim.places.iter().filter(|said| said.distance <= Distance::Sentence).map(|said| said.value).collect();
            if !near.is_empty() {
                self.actors = near;
            }
            if let Some(time) = claim
                .time
                .as_ref()
                .filter(|time| time.said.distance <= Distance::Sentence && claim.role.value != Role::Previous)
            {
                if claim.flow.as_ref().is_some_and(|flow| flow.value == Flow::Price) {
                    self.trading_day = Some(time.clone());
                } else if claim.kind != Kind::Date
                    && claim.kind != Kind::Duration
                    && matches!(claim.status.value, Status::Actual | Status::Estimate)
                    && !super::time::leans(&time.said.value.when)
                {
                    self.time = Some(time.clone());
                }
            }
            if let (Kind::Price, Some(unit)) = (claim.kind, &claim.unit) {
                self.price_units.push((unit.value.clone(), claim.commodity.as_ref().map(|said| said.value)));
            }
        }
        if claims.is_empty() {
            if let Some(place) = nouns.iter().filter(|noun| noun.subject).flat_map(|noun| noun.places.first()).next() {
                self.actors = vec![place.value];
            }
        }
    }
}

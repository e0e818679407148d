//! What a document has said so far: the last subject, the last time, the last source, who acts in it.

use super::anchor::{Facts, facts};
use super::line::Line;
use super::noun::{Noun, nouns};
use super::party;
use crate::model::claim::{Claim, ClaimTime, Said};
use crate::model::code::{Flow, Kind, Role};
use crate::model::figure::Distance;
use crate::model::span::Spanned;
use crate::model::unit::{Unit, UnitId};

/// A sentence whose figures have a time.
#[derive(Clone, Copy, Debug)]
pub struct Dated {
    /// Its paragraph.
    pub paragraph: u32,
    /// Its number.
    pub sentence: u32,
    /// The flow of its last figure that has it.
    pub flow: Option<Flow>,
}

/// The unit of a price, and the commodity it was paid for where one was named.
type PriceUnit = (Unit, Option<u16>);

/// What carries over from the headline and the sentences before.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// What the last subject named.
    pub subject: Option<Facts>,
    /// What the headline names.
    pub headline: Option<Facts>,
    /// The places that the headline names.
    pub headline_places: Vec<u16>,
    /// The places whose figures the last ones were.
    pub actors: Vec<u16>,
    /// The goods last spoken of: a commodity named with a flow of goods.
    pub goods: Option<Spanned<Option<u16>>>,
    /// The units of the last quantities of each flow.
    pub units: Vec<(Flow, Unit)>,
    /// Whether the last sentence with figures spoke of shares of something.
    pub shares: bool,
    /// The commodity that most of the document speaks of.
    pub commodity: Option<u16>,
    /// Whether the document speaks of an exchange or a benchmark.
    pub quoted: bool,
    /// The last two places named together.
    pub pair: Option<(u16, u16)>,
    /// The two places that the headline or most of the document speaks of, where it is about two.
    pub sides: Option<(u16, u16)>,
    /// Persons and companies that the text ties to a place ("Turkish President Erdogan"), by the last word of their names.
    pub persons: Vec<(String, u16)>,
    /// Where the company that the article is about has its seat, where the article tells it.
    pub base: Option<u16>,
    /// The last two-sided flow that a figure was of, and its places.
    pub flow: Option<(Flow, Vec<u16>)>,
    /// What prices were of and the places they named, latest last.
    pub prices: Vec<(Option<u16>, Vec<u16>)>,
    /// The place most of the document speaks of.
    pub main: Option<u16>,
    /// The last time that a figure of the passage held for.
    pub time: Option<ClaimTime>,
    /// The last sentence whose figures have that time.
    pub dated: Option<Dated>,
    /// The period that the article reports on: its first week, quarter or the like.
    pub report: Option<ClaimTime>,
    /// The last horizon of a forecast.
    pub outlook: Option<ClaimTime>,
    /// What the last previous level was of: "a year earlier".
    pub comparison: Option<ClaimTime>,
    /// The trading day that the passage's prices are of: the first that it names.
    pub trading_day: Option<ClaimTime>,
    /// Price units said in full so far and what they were prices of, latest last.
    pub price_units: Vec<PriceUnit>,
}

impl Context {
    /// The two sides that "both" means.
    pub fn both_sides(&self) -> Option<(u16, u16)> {
        self.sides.or(self.pair)
    }

    /// The country the article is about, where its headline names it.
    pub fn headed(&self) -> Option<u16> {
        self.main.filter(|place| self.headline_places.contains(place))
    }

    /// Whether the passage or the headline speaks of imports.
    pub fn imports(&self) -> bool {
        let of_imports =
            |facts: &Option<Facts>| facts.as_ref().and_then(|facts| facts.flow.as_ref()).map(|flow| flow.value);
        of_imports(&self.subject) == Some(Flow::Import) || of_imports(&self.headline) == Some(Flow::Import)
    }

    /// The period that a silent sentence is of: the one the article reports on, else the last.
    pub fn reported(&self) -> Option<&ClaimTime> {
        self.report.as_ref().or(self.time.as_ref())
    }

    /// The other of the document's two sides.
    pub fn other_side(&self, place: u16) -> Option<u16> {
        match self.sides? {
            (first, second) if first == place => Some(second),
            (first, second) if second == place => Some(first),
            _ => None,
        }
    }

    /// Who else the passage or the article is about.
    pub fn other_actor(&self, place: u16) -> Option<u16> {
        self.main.into_iter().chain(self.actors.iter().copied()).find(|other| *other != place)
    }

    /// The country that "the country" means: whose the last figure was, else the article's.
    pub fn country(&self) -> Option<u16> {
        self.actors.first().copied().or(self.main)
    }

    /// The places of the last figure, where it was of the same flow between countries.
    pub fn flow_places(&self, flow: Option<Flow>) -> Option<&[u16]> {
        self.flow.as_ref().filter(|(known, _)| Some(*known) == flow).map(|(_, places)| &places[..])
    }

    /// The places of the last price of this commodity.
    pub fn price_places(&self, commodity: Option<u16>) -> &[u16] {
        self.prices.iter().rev().find(|(known, _)| *known == commodity).map_or(&[], |(_, places)| places)
    }

    /// The place of the person or company a noun phrase names, where the text has told it.
    pub fn known(&self, line: &Line, noun: &Noun) -> Option<Said<u16>> {
        (noun.first..noun.last).rev().filter(|step| line.is_name_or_body(*step)).find_map(|step| {
            let span = line.steps[step].span;
            let last = line.words(span).rsplit(' ').next()?;
            let (_, place) = self.persons.iter().rev().find(|(name, _)| name == last)?;
            Some(Said { value: *place, span: Some(span), rule: None, distance: Distance::Clause })
        })
    }

    /// Notes the persons and companies that a sentence ties to a place: in one noun phrase a place, then a name; with
    /// titles between them also across phrases.
    fn meet(&mut self, line: &Line, nouns: &[Noun]) {
        for noun in nouns.iter().filter(|noun| noun.last > noun.first + 1) {
            let at = noun.last - 1;
            let place = (noun.first..at).find_map(|step| party::place_at(line, step));
            if let Some((_, place)) = place.filter(|_| line.is_name_or_body(at)) {
                self.tie(line, at, place);
            }
        }
        for step in (1..line.len()).filter(|step| line.is_name(*step)) {
            let titled =
                |other: &usize| line.cue(*other, "attribution").is_some_and(|(_, entry)| entry.name() == "title");
            let titles = (0..step).rev().take_while(titled).count();
            let before = (step - titles).checked_sub(1).filter(|_| titles > 0);
            let place = before.and_then(|other| {
                party::place_at(line, other).or_else(|| party::place_at(line, other.checked_sub(1)?))
            });
            if let Some((_, place)) = place {
                self.tie(line, step, place);
            }
        }
    }

    fn tie(&mut self, line: &Line, step: usize, place: u16) {
        if let Some(last) = line.words(line.steps[step].span).rsplit(char::is_whitespace).next()
            && !self.persons.iter().any(|(name, known)| name == last && *known == place)
        {
            self.persons.push((last.to_string(), place));
        }
    }

    /// The unit of the last price of this commodity, in this currency if possible; else of the last in this currency.
    pub fn price_unit(&self, currency: UnitId, commodity: Option<u16>) -> Option<Unit> {
        let latest = |fits: &dyn Fn(&PriceUnit) -> bool| {
            self.price_units.iter().rev().find(|known| fits(known)).map(|(unit, _)| unit.clone())
        };
        let same = |known: &PriceUnit| commodity.is_some() && known.1 == commodity;
        let paid = |known: &PriceUnit| known.0.head() == Some(currency);
        latest(&|known| same(known) && paid(known))
            .or_else(|| latest(&same))
            .or_else(|| latest(&paid))
            .or_else(|| latest(&|_| true))
    }

    /// Takes in the headline.
    pub fn begin(&mut self, line: &Line) {
        let nouns = nouns(line);
        let strongest = nouns.iter().position(Noun::is_strong).or_else(|| nouns.iter().position(Noun::is_thing));
        self.headline = strongest.map(|index| facts(&nouns, index, line));
        self.pair = party::pair(&nouns);
        let mut named: Vec<u16> = nouns.iter().flat_map(|noun| noun.places.iter().map(|place| place.value)).collect();
        named.dedup();
        self.headline_places = named.clone();
        if let [first, second] = named[..] {
            self.sides = Some((first, second));
        }
        self.meet(line, &nouns);
        if let Some(place) = nouns.iter().flat_map(|noun| noun.places.first()).next() {
            self.actors = vec![place.value];
        }
    }

    /// Forgets the article: what follows is of other stories.
    pub fn leave_article(&mut self) {
        *self = Context { price_units: std::mem::take(&mut self.price_units), ..Context::default() };
    }

    /// Takes in a sentence and its claims.
    pub fn pass(&mut self, line: &Line, nouns: &[Noun], claims: &[Claim]) {
        if let Some(index) = nouns
            .iter()
            .position(|noun| noun.subject && noun.is_strong())
            .or_else(|| nouns.iter().position(Noun::is_strong))
        {
            let mut found = facts(nouns, index, line);
            if self.imports() {
                found.brings("supply", line);
            }
            if found.commodity.is_some() && super::commodity::physical(found.flow.as_ref().map(|flow| flow.value)) {
                self.goods = found.commodity.clone();
            }
            let goods = !matches!(
                found.flow.as_ref().map(|flow| flow.value),
                None | Some(Flow::Trade | Flow::Balance | Flow::Tariff)
            );
            let keep = self.subject.take().and_then(|old| old.commodity).filter(|_| goods);
            let commodity = found.commodity.clone().or(keep);
            self.subject = Some(Facts { commodity, ..found });
        }
        self.pair = party::pair(nouns).or(self.pair);
        self.meet(line, nouns);
        super::time::keep(line, claims, self);
        if !claims.is_empty() {
            self.shares = claims
                .iter()
                .any(|claim| claim.kind == Kind::Percent && claim.role.value == Role::Share && claim.flow.is_some());
        }
        for claim in claims {
            let near: Vec<u16> =
                claim.actors().filter(|said| said.distance <= Distance::Sentence).map(|said| said.value).collect();
            if claim.flow.as_ref().is_some_and(|flow| flow.value == Flow::Price) {
                let commodity = claim.commodity.as_ref().map(|said| said.value);
                if !near.is_empty() && claim.benchmark.is_none() {
                    self.prices.push((commodity, near));
                }
            } else if !near.is_empty() && !is_bracketed(line, claim) {
                self.flow = claim
                    .flow
                    .as_ref()
                    .filter(|flow| party::is_two_sided(Some(flow.value)))
                    .map(|flow| (flow.value, near.clone()));
                self.actors = near;
            }
            if let (Kind::Quantity, Some(unit), Some(flow)) = (claim.kind, &claim.unit, &claim.flow) {
                self.units.retain(|(known, _)| *known != flow.value);
                self.units.push((flow.value, unit.value.clone()));
            }
            if let (Kind::Price, Some(unit)) = (claim.kind, &claim.unit) {
                self.price_units.push((unit.value.clone(), claim.commodity.as_ref().map(|said| said.value)));
            }
        }
        if claims.is_empty() {
            self.note_prices(nouns);
            if let Some(place) = nouns.iter().filter(|noun| noun.subject).flat_map(|noun| noun.places.first()).next() {
                self.actors = vec![place.value];
            }
        }
    }

    /// Notes whose prices a sentence with no figure speaks of: "U.S. crude and gasoline prices rose".
    fn note_prices(&mut self, nouns: &[Noun]) {
        let priced = |noun: &Noun| noun.flow.as_ref().is_some_and(|flow| flow.value == Flow::Price);
        for (index, _) in nouns.iter().enumerate().filter(|(_, noun)| priced(noun)) {
            let things = nouns[index.saturating_sub(1)..=index].iter();
            let Some(place) = things.clone().flat_map(|other| other.places.first()).next() else { continue };
            for commodity in things.flat_map(|other| other.commodity.as_ref()) {
                self.prices.push((commodity.value, vec![place.value]));
            }
        }
    }
}

/// Whether a figure stands in brackets, aside from what its sentence says.
fn is_bracketed(line: &Line, claim: &Claim) -> bool {
    let mut before = (0..line.len()).rev().filter(|step| line.steps[*step].span.start < claim.span.start);
    before.find(|step| line.is_mark(*step, "(") || line.is_mark(*step, ")")).is_some_and(|step| line.is_mark(step, "("))
}

//! Whose figure it is: the countries of its noun phrases, of its clause, or of what was said before.
//!
//! ```text
//! "both countries"                         the two places of the sentence, else those the article is about
//! a benchmark's figure                     nobody's
//! a price                                  its noun phrase's, its clause's, the last price of the same thing
//! a company's (profit, shares)             its noun phrase's, else where the company is based
//! trade, tariffs, debt, aid, investment    who acts, then whom the noun phrases and the rest of the clause name
//! any other                                "for Japan", its owner, who acts in the clause, whom it says it of
//! nothing said                             the sentence's, then those of the passage, then the article's
//! ```

mod business;

use super::actor::seat;
use super::anchor::{Chain, Facts, Party, near};
use super::context::Context;
use super::line::Line;
use super::noun::Noun;
use super::topic::{self, Asked};
use crate::grammar::words::{Facet, Sense, Use};
use crate::model::claim::Said;
use crate::model::code::{Flow, Kind};
use crate::model::figure::Distance;
use crate::model::span::RuleId;
use smallvec::{SmallVec, smallvec};

/// How many steps after a number "with" or "to" can still tie a place to what is counted.
const REACH: usize = 5;
/// How many sides a figure can have at most.
const MOST: usize = 3;

/// Places, reporter first.
pub type Places = SmallVec<[Said<u16>; MOST]>;

/// A figure in its sentence and document.
pub struct Scene<'a> {
    /// The sentence.
    pub line: &'a Line<'a>,
    /// Its noun phrases.
    pub nouns: &'a [Noun],
    /// The step of the figure.
    pub step: usize,
    /// The chains of noun phrases it may be of, best first.
    pub chains: &'a [Chain],
    /// What the document has said so far.
    pub context: &'a Context,
}

impl Scene<'_> {
    /// The places whose figure it is, reporter first.
    pub fn places(&self, asked: &Asked) -> Vec<Said<u16>> {
        if let Some(pair) = self.both() {
            return pair;
        }
        if asked.benchmark || self.is_nowhere() {
            return vec![];
        }
        let flow = asked.flow.or_else(|| self.chain_flow(asked.kind));
        if asked.kind == Kind::Price && topic::is_per_share(self.line.grammar, asked.unit)
            || self.is_of_company(asked)
            || self.is_company_money(asked)
        {
            return self.of_company();
        }
        if flow == Some(Flow::Price) {
            return self.of_price(asked.commodity);
        }
        let plain = flow.is_none() && asked.commodity.is_none();
        let found = match asked.kind {
            Kind::Duration if plain => self.of_length(),
            Kind::Count if plain => self.of_count(),
            _ if is_two_sided(flow) => self.of_two(flow),
            _ => self.of_one(asked.kind),
        };
        match found {
            Whose::These(places) => places.into_vec(),
            Whose::Nobody => vec![],
            Whose::Unsaid => self.of_passage(flow),
        }
    }

    /// Whether the phrase the figure is of is of a part of the world that is no country.
    fn is_nowhere(&self) -> bool {
        self.near().next().is_some_and(|(facts, ..)| facts.nowhere && facts.parties.is_empty())
    }

    /// The chains of this sentence.
    fn near(&self) -> impl Iterator<Item = &Chain> {
        near(self.chains)
    }

    /// The flow of the phrase a date or a length of time is of: of a tariff, a contract of supply.
    fn chain_flow(&self, kind: Kind) -> Option<Flow> {
        let told = matches!(kind, Kind::Date | Kind::Duration);
        self.near().next().filter(|_| told).and_then(|(facts, ..)| facts.flow.as_ref()).map(|flow| flow.value)
    }

    /// The places of a length of time: of who acts in its clause.
    fn of_length(&self) -> Whose {
        self.possessor()
            .or_else(|| self.actors(false).into_iter().next())
            .map_or(Whose::Nobody, |place| Whose::These(smallvec![place]))
    }

    /// The places of a number of people or things: of who acts in its clause, and of what is counted.
    fn of_count(&self) -> Whose {
        let mut all: Places = self.actors(false);
        let counted = self.nouns.iter().find(|noun| noun.first == self.step + 1);
        let ties = |step: usize| {
            self.line.is_cue(step, "party.to")
                || self.line.is_cue(step, "party.with") && !self.line.is_cue(step, "clause.coordinate")
        };
        let with = |noun: &&Noun| noun.first > self.step + 1 && noun.first <= self.step + REACH && ties(noun.first - 1);
        let tied = counted.into_iter().chain(self.nouns.iter().filter(with));
        for place in tied.flat_map(|noun| &noun.places) {
            add(&mut all, Said::of(place, Distance::Clause));
        }
        if all.is_empty() { self.of_one(Kind::Count) } else { Whose::These(all) }
    }

    /// The places of a figure that has one side.
    fn of_one(&self, kind: Kind) -> Whose {
        if let Some(place) = self.possessor().or_else(|| self.after().filter(|_| kind != Kind::Money)) {
            return Whose::These(smallvec![place]);
        }
        for (facts, distance, _) in self.near().filter(|(_, distance, _)| *distance <= Distance::Clause) {
            let owners = self.owners(facts, *distance);
            if !owners.is_empty() {
                return Whose::These(owners);
            }
            if facts.nowhere {
                return Whose::Nobody;
            }
        }
        if let Some(place) = self.antecedent() {
            return Whose::These(smallvec![place]);
        }
        match self.in_clause() {
            Whose::Unsaid => {}
            found => return found,
        }
        if let Some(place) = self.fronted() {
            return Whose::These(smallvec![place]);
        }
        let further =
            self.near().map(|(facts, distance, _)| self.owners(facts, *distance)).find(|owners| !owners.is_empty());
        further.map_or(Whose::Unsaid, Whose::These)
    }

    /// The places of a figure that has two sides: who acts in its clause first, then all that is named.
    fn of_two(&self, flow: Option<Flow>) -> Whose {
        let mut all = Places::new();
        let mut add = |said: Said<u16>| add(&mut all, said);
        let shared = matches!(flow, Some(Flow::Export | Flow::Import | Flow::Trade | Flow::Sales | Flow::Balance));
        let possessor = self.possessor();
        let own = self.near().find(|(facts, ..)| !facts.parties.is_empty());
        let exporter = own.filter(|_| flow == Some(Flow::Export)).and_then(|chain| self.owner_of_words(chain));
        let after = possessor.clone().or_else(|| self.after().filter(|_| shared));
        if let Some((first, second)) =
            self.sentence_pair().filter(|_| flow == Some(Flow::Trade) && own.is_none() && after.is_none())
        {
            return Whose::These(smallvec![first, second]);
        }
        let partner_alone = own.is_some_and(|(facts, ..)| facts.parties.iter().all(|party| self.is_far(party, flow)));
        exporter.into_iter().for_each(&mut add);
        let sent = || self.line.is_cue(self.step + 1, "party.to") && self.is_sent();
        if after.is_none() || possessor.is_none() && sent() {
            self.actors(true).into_iter().for_each(&mut add);
        }
        after.into_iter().for_each(&mut add);
        if let Some((facts, distance, _)) = own.filter(|_| possessor.is_none()) {
            let far = |party: &&Party| self.is_far(party, flow);
            facts.parties.iter().filter(|party| !far(party)).for_each(|party| add(Said::of(&party.place, *distance)));
            facts.parties.iter().filter(far).for_each(|party| add(Said::of(&party.place, *distance)));
        }
        let from = if possessor.is_some() { self.step } else { 0 };
        self.others(from).into_iter().for_each(&mut add);
        if all.is_empty() {
            return Whose::Unsaid;
        }
        let whole = possessor.is_some() && matches!(flow, Some(Flow::Trade | Flow::Balance));
        if whole {
            all.truncate(1);
        } else if all.len() == 1 {
            let place = all[0].value;
            let other = match flow {
                Some(Flow::Trade) if own.is_none() || partner_alone => {
                    self.context.other_side(place).or_else(|| self.context.other_actor(place))
                }
                Some(Flow::Tariff | Flow::Export | Flow::Debt) => self.context.other_side(place),
                Some(Flow::Import) if self.is_supplied() => self.context.main.filter(|main| *main != place),
                _ if partner_alone => self.context.other_actor(place),
                _ => None,
            };
            all.extend(other.map(by_context));
        }
        Whose::These(all)
    }

    /// Whether the imports are told as supplies, so that the place named is the one they come from.
    fn is_supplied(&self) -> bool {
        let supply = |(facts, ..): &&Chain| {
            facts.flow.as_ref().is_some_and(|flow| self.line.grammar.entry(flow.rule).name() == "supply")
        };
        self.near().any(|chain| supply(&chain))
    }

    /// Whether a verb right before the figure says that it goes somewhere: "Norway supplied 28 bcm to".
    fn is_sent(&self) -> bool {
        let line = self.line;
        let verb = line.before_in_clause(self.step).find(|step| !line.is_bound(*step) && !line.is_function(*step));
        verb.is_some_and(|step| line.flow(step, Use::Verb).is_some() && line.flow(step, Use::Noun).is_none())
    }

    /// "the renewal of Iran's gas export contract": the place that owns what a chain names, by a possessive.
    fn owner_of_words(&self, (facts, distance, _): &Chain) -> Option<Said<u16>> {
        let steps = &self.line.steps;
        let owns =
            |end| steps.iter().position(|one| one.span.start == end).is_some_and(|at| self.line.is_possessive(at));
        let owner = facts.parties.iter().find(|party| owns(party.place.span.end))?;
        Some(Said::of(&owner.place, *distance))
    }

    /// Whether a place is the far side: "to" of exports, "from" of imports, "with" of trade.
    fn is_far(&self, party: &Party, flow: Option<Flow>) -> bool {
        party.preposition.is_some_and(|step| match flow {
            Some(Flow::Import) => self.line.is_cue(step, "party.from"),
            Some(Flow::Trade | Flow::Balance) => self.line.is_cue(step, "party.with"),
            _ => self.line.is_cue(step, "party.to"),
        })
    }

    /// The places that own what a chain names: those of its first phrase, else the first that hangs on it.
    fn owners(&self, facts: &Facts, distance: Distance) -> Places {
        let own: Places = facts
            .parties
            .iter()
            .filter(|party| party.preposition.is_none())
            .map(|party| Said::of(&party.place, distance))
            .collect();
        if !own.is_empty() {
            return own;
        }
        let between = facts
            .parties
            .first()
            .and_then(|party| party.preposition)
            .is_some_and(|step| self.line.is_cue(step, "party.between"));
        let most = if between { 2 } else { 1 };
        let mut places: Places =
            facts.parties.iter().take(most).map(|party| Said::of(&party.place, distance)).collect();
        if between && places.len() == 1 {
            let first =
                self.nouns.iter().find(|noun| noun.places.iter().any(|place| Some(place.span) == places[0].span));
            let at = first.and_then(|noun| self.joined(noun));
            let second =
                self.nouns.iter().filter(|noun| at == Some(noun.first)).flat_map(|noun| noun.places.first()).next();
            places.extend(second.map(|place| Said::of(place, distance)));
        }
        places
    }

    /// "both countries", "bilateral": two places of the sentence, else those the article is about, else the last two.
    fn both(&self) -> Option<Vec<Said<u16>>> {
        let line = self.line;
        let clause = line.steps[self.step].clause;
        let cue =
            (0..line.len()).find(|other| line.steps[*other].clause == clause && line.is_cue(*other, "party.both"))?;
        let mut named: Vec<Said<u16>> = Vec::new();
        for other in 0..line.len() {
            if let Some((rule, place)) = place_at(line, other)
                && named.iter().all(|known| known.value != place)
            {
                let distance = if line.steps[other].clause == clause { Distance::Clause } else { Distance::Sentence };
                named.push(Said::read(place, line.steps[other].span, rule, distance));
            }
        }
        if named.len() >= 2 {
            named.truncate(2);
            return Some(named);
        }
        let (first, second) = self.context.both_sides()?;
        let rule = line.cue(cue, "party").map(|(rule, _)| rule);
        let from = |place| Said { value: place, span: Some(line.steps[cue].span), rule, distance: Distance::Earlier };
        Some(vec![from(first), from(second)])
    }

    /// The place of the figure's clause: of who stands before the figure, then what a preposition ties after it.
    fn in_clause(&self) -> Whose {
        let clause = self.line.steps[self.step].clause;
        let inside = |noun: &Noun| self.line.steps[noun.first].clause == clause;
        let before = || self.nouns.iter().filter(|noun| noun.precedes(self.line, self.step));
        let subject = before()
            .find(|noun| noun.subject && !self.line.speaks(noun.last))
            .or_else(|| before().find(|noun| noun.subject))
            .or_else(|| before().next().filter(|noun| noun.preposition.is_none()));
        if let Some((noun, place)) = subject.and_then(|noun| Some((noun, self.whose(noun, Distance::Clause)?))) {
            return Whose::These(self.with_partners(noun, place));
        }
        for noun in before().rev() {
            if let Some(place) = self.whose(noun, Distance::Clause) {
                return Whose::These(smallvec![place]);
            }
            if noun.nowhere {
                return Whose::Nobody;
            }
        }
        let end =
            (self.step + 1..self.line.len()).find(|step| self.line.is_mark(*step, ",")).unwrap_or(self.line.len());
        let tied = self.nouns.iter().filter(|noun| noun.first > self.step && noun.first < end && inside(noun));
        match tied.flat_map(|noun| noun.places.first()).next() {
            Some(place) => Whose::These(smallvec![Said::of(place, Distance::Clause)]),
            None => Whose::Unsaid,
        }
    }

    /// The first place named in the sentence, by a name or a public body; else the places of the passage, the article's.
    fn of_passage(&self, flow: Option<Flow>) -> Vec<Said<u16>> {
        let before = || self.nouns.iter().filter(|noun| noun.last <= self.step);
        let place = before().flat_map(|noun| noun.places.first()).next();
        let seat = || before().find_map(|noun| seat(self.line, noun));
        if let Some(place) = place.or_else(seat) {
            return vec![Said::of(place, Distance::Sentence)];
        }
        if !self.line.reading.sentence.section.is_of_article() {
            return vec![];
        }
        let sides = if flow == Some(Flow::Trade) { 2 } else { 1 };
        if let Some(same) = self.context.flow_places(flow) {
            return same.iter().take(sides).map(|place| by_context(*place)).collect();
        }
        let article = self.context.base.or(self.context.main);
        if article.is_some() || self.context.actors.is_empty() {
            return article.map(by_context).into_iter().collect();
        }
        self.context.actors.iter().map(|place| by_context(*place)).collect()
    }
}

/// Whose a figure is, as far as one place of search tells.
enum Whose {
    /// These places'.
    These(Places),
    /// Of a part of the world that has no code.
    Nobody,
    /// Nothing is said.
    Unsaid,
}

/// Whether figures of a flow are between two sides.
pub fn is_two_sided(flow: Option<Flow>) -> bool {
    use Flow::{Aid, Balance, Debt, Export, Import, Investment, Sales, Tariff, Trade, Transit};
    matches!(flow, Some(Export | Import | Trade | Balance | Tariff | Transit | Debt | Aid | Investment | Sales))
}

/// Adds a place that is not there yet, up to as many as a figure can have.
fn add(all: &mut Places, said: Said<u16>) {
    if all.len() < MOST && all.iter().all(|known| known.value != said.value) {
        all.push(said);
    }
}

/// A place that only the context gives.
fn by_context(place: u16) -> Said<u16> {
    Said { value: place, span: None, rule: None, distance: Distance::Earlier }
}

/// The place a step names by a name, demonym or capital.
pub fn place_at(line: &Line, step: usize) -> Option<(RuleId, u16)> {
    line.find(step, |entry| match entry.sense {
        Sense::Place(place, Facet::Name | Facet::Capital) => Some(place),
        _ => None,
    })
}

/// The first two different places of a sentence.
pub fn pair(nouns: &[Noun]) -> Option<(u16, u16)> {
    let mut places = nouns.iter().flat_map(|noun| noun.places.iter().map(|place| place.value));
    let first = places.next()?;
    places.find(|place| *place != first).map(|second| (first, second))
}

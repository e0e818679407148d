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

use super::anchor::{Facts, Party, Tie};
use super::article::{BUSINESS, PUBLIC};
use super::context::Context;
use super::line::Line;
use super::noun::{Named, Noun};
use super::topic;
use crate::grammar::words::{Facet, Sense};
use crate::model::claim::Said;
use crate::model::code::{Flow, Kind, Section, Topic};
use crate::model::figure::Distance;
use crate::model::span::RuleId;
use crate::model::unit::Unit;
use smallvec::{SmallVec, smallvec};

/// How many sides a figure can have at most.
const MOST: usize = 3;

/// Places, reporter first.
pub type Places = SmallVec<[Said<u16>; MOST]>;

/// What a figure is of, as far as it matters for whose it is.
pub struct Asked<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its unit.
    pub unit: Option<&'a Unit>,
    /// Its flow.
    pub flow: Option<&'a Said<Flow>>,
    /// Its measure.
    pub measure: Option<u16>,
    /// Its commodity.
    pub commodity: Option<u16>,
    /// Whether it is of a benchmark.
    pub benchmark: bool,
}

/// A figure in its sentence and document.
pub struct Scene<'a> {
    /// The sentence.
    pub line: &'a Line<'a>,
    /// Its noun phrases.
    pub nouns: &'a [Noun],
    /// The step of the figure.
    pub step: usize,
    /// The chains of noun phrases it may be of, best first.
    pub chains: &'a [(Facts, Distance, Tie)],
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
        let flow = asked.flow.map(|flow| flow.value).or_else(|| self.chain_flow(asked.kind));
        if asked.kind == Kind::Price && topic::is_per_share(self.line.grammar, asked.unit) || self.is_of_company(asked) || self.is_company_money(asked) {
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
            Whose::Unsaid => self.from_passage(flow),
        }
    }

    /// "Russia's $735 billion foreign trade", "Spain (2 GW)": the place that owns the figure by its very words.
    fn possessor(&self) -> Option<Said<u16>> {
        let bare = |noun: &&Noun| self.line.is_mark(noun.last, "(") && noun.last + 1 == self.step && !noun.is_thing();
        if let Some(place) = self.nouns.iter().find(bare).and_then(|noun| noun.places.first()) {
            return Some(read(place, Distance::Clause));
        }
        let mark = self.step.checked_sub(1).filter(|mark| POSSESSIVE.iter().any(|sign| self.line.is_mark(*mark, sign)))?;
        let noun = self.nouns.iter().find(|noun| noun.first <= mark && mark < noun.last + 1)?;
        noun.places.last().map(|place| read(place, Distance::Clause))
    }

    /// Whether the phrase the figure is of is of a part of the world that is no country.
    fn is_nowhere(&self) -> bool {
        self.near().next().is_some_and(|(facts, ..)| facts.nowhere && facts.parties.is_empty())
    }

    /// The chains of this sentence.
    fn near(&self) -> impl Iterator<Item = &(Facts, Distance, Tie)> {
        self.chains.iter().filter(|(_, distance, _)| *distance <= Distance::Sentence)
    }

    /// The flow of the phrase a date or a length of time is of: of a tariff, a contract of supply.
    fn chain_flow(&self, kind: Kind) -> Option<Flow> {
        let told = matches!(kind, Kind::Date | Kind::Duration);
        self.near().next().filter(|_| told).and_then(|(facts, ..)| facts.flow.as_ref()).map(|flow| flow.value)
    }

    /// Whether the figure is of what companies report: profit, dividends, their shares.
    fn is_of_company(&self, asked: &Asked) -> bool {
        let world = &self.line.grammar.world;
        let flow = asked.flow.map(|flow| flow.value);
        if flow == Some(Flow::Revenue) && self.context.base.is_some() {
            return true;
        }
        asked.measure.is_some_and(|index| {
                let measure = &world.measures[index as usize];
                measure.topic == Some(Topic::Finance) && COMPANY.contains(&&*measure.code)
            })
    }

    /// Whether it is money in a clause in which a company acts that the text ties to no country.
    fn is_company_money(&self, asked: &Asked) -> bool {
        let money = asked.kind == Kind::Money && asked.flow.is_none_or(|flow| matches!(flow.value, Flow::Sales | Flow::Revenue));
        money && asked.commodity.is_none() && self.company_acts()
    }

    /// Whether the first phrase of the figure's clause that tells who acts names a company or "the company", and no place.
    fn company_acts(&self) -> bool {
        let line = self.line;
        let clause = line.steps[self.step].clause;
        let mut before = self.nouns.iter().filter(|noun| noun.last <= self.step && line.steps[noun.first].clause == clause && noun.preposition.is_none());
        before.find(|noun| noun.seat.is_some() || !noun.places.is_empty() || is_company(line, noun)).is_some_and(|noun| noun.places.is_empty() && is_company(line, noun))
    }

    /// The places in the company figure's own phrase, else where the company is based.
    fn of_company(&self) -> Vec<Said<u16>> {
        let own = self.near().find(|(_, distance, _)| *distance <= Distance::Clause).and_then(|(facts, distance, _)| {
            facts.parties.iter().find(|party| party.preposition.is_none()).map(|party| read(&party.place, *distance))
        });
        own.or_else(|| self.context.base.map(by_context)).into_iter().collect()
    }

    /// The place of a price: of its phrase, of who acts in its clause, of the last price of the same thing.
    fn of_price(&self, commodity: Option<u16>) -> Vec<Said<u16>> {
        let own = self.near().next().map(|(facts, distance, _)| self.owners(facts, *distance)).unwrap_or_default();
        if !own.is_empty() {
            return own.into_vec();
        }
        let actors = self.actors(false);
        if !actors.is_empty() {
            return actors.into_vec();
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
        let main = self.context.main.filter(|_| product && carried.is_empty());
        carried.iter().copied().chain(main).map(by_context).collect()
    }

    /// The places of a length of time: of who acts in its clause.
    fn of_length(&self) -> Whose {
        self.possessor().or_else(|| self.actors(false).into_iter().next()).map_or(Whose::Nobody, |place| Whose::These(smallvec![place]))
    }

    /// The places of a number of people or things: of who acts in its clause, and of what is counted.
    fn of_count(&self) -> Whose {
        let mut all: Places = self.actors(false);
        let counted = self.nouns.iter().find(|noun| noun.first == self.step + 1);
        let with = |noun: &&Noun| noun.first > self.step + 1 && noun.first <= self.step + REACH && self.line.is_cue(noun.first - 1, "party.with") && !self.line.is_cue(noun.first - 1, "clause.coordinate");
        let tied = counted.into_iter().chain(self.nouns.iter().filter(with));
        for place in tied.flat_map(|noun| &noun.places) {
            if all.len() < MOST && all.iter().all(|known| known.value != place.value) {
                all.push(read(place, Distance::Clause));
            }
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
        let further = self.near().map(|(facts, distance, _)| self.owners(facts, *distance)).find(|owners| !owners.is_empty());
        further.map_or(Whose::Unsaid, Whose::These)
    }

    /// The places of a figure that has two sides: who acts in its clause first, then all that is named.
    fn of_two(&self, flow: Option<Flow>) -> Whose {
        let mut all = Places::new();
        let mut add = |said: Said<u16>| {
            if all.len() < MOST && all.iter().all(|known| known.value != said.value) {
                all.push(said);
            }
        };
        let shared = matches!(flow, Some(Flow::Export | Flow::Import | Flow::Trade | Flow::Sales | Flow::Balance));
        let possessor = self.possessor();
        let after = possessor.clone().or_else(|| self.after().filter(|_| shared));
        let own = self.near().find(|(facts, ..)| !facts.parties.is_empty());
        if let Some((first, second)) = self.sentence_pair().filter(|_| flow == Some(Flow::Trade) && own.is_none() && after.is_none()) {
            return Whose::These(smallvec![first, second]);
        }
        let partner_alone = own.is_some_and(|(facts, ..)| facts.parties.iter().all(|party| self.is_far(party, flow)));
        match after {
            Some(place) => add(place),
            None => self.actors(true).into_iter().for_each(&mut add),
        }
        if let Some((facts, distance, _)) = own.filter(|_| possessor.is_none()) {
            let far = |party: &&Party| self.is_far(party, flow);
            facts.parties.iter().filter(|party| !far(party)).for_each(|party| add(read(&party.place, *distance)));
            facts.parties.iter().filter(far).for_each(|party| add(read(&party.place, *distance)));
        }
        let from = if possessor.is_some() { self.step } else { 0 };
        self.others(from).into_iter().for_each(&mut add);
        if all.is_empty() {
            return Whose::Unsaid;
        }
        if all.len() == 1 {
            let place = all[0].value;
            let other = match flow {
                Some(Flow::Trade) if own.is_none() || partner_alone => self.context.other_side(place).or_else(|| self.context.other_actor(place)),
                Some(Flow::Tariff) => self.context.other_side(place),
                _ if partner_alone => self.context.other_actor(place),
                _ => None,
            };
            all.extend(other.map(by_context));
        }
        Whose::These(all)
    }

    /// The two places of a sentence that names just two.
    fn sentence_pair(&self) -> Option<(Said<u16>, Said<u16>)> {
        let mut named = self.nouns.iter().flat_map(|noun| noun.places.iter());
        let first = named.next()?;
        let second = named.find(|place| place.value != first.value)?;
        let third = named.any(|place| place.value != first.value && place.value != second.value);
        (!third).then(|| (read(first, Distance::Sentence), read(second, Distance::Sentence)))
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
        let own: Places = facts.parties.iter().filter(|party| party.preposition.is_none()).map(|party| read(&party.place, distance)).collect();
        if !own.is_empty() {
            return own;
        }
        facts.parties.first().map(|party| read(&party.place, distance)).into_iter().collect()
    }

    /// "both countries", "bilateral": two places of the sentence, else those the article is about, else the last two.
    fn both(&self) -> Option<Vec<Said<u16>>> {
        let line = self.line;
        let clause = line.steps[self.step].clause;
        let cue = (0..line.len()).find(|other| line.steps[*other].clause == clause && line.is_cue(*other, "party.both"))?;
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

    /// "18 percent for Japan": the bare place that a preposition ties to the figure.
    fn after(&self) -> Option<Said<u16>> {
        let line = self.line;
        let tie = self.step + 1;
        if tie >= line.len() || !(line.is_cue(tie, "preposition.for") || line.is_cue(tie, "preposition.in") || line.is_cue(tie, "party.to")) {
            return None;
        }
        let noun = self.nouns.iter().find(|noun| noun.first > tie).filter(|noun| noun.first <= tie + 2 && !noun.is_thing())?;
        noun.places.first().map(|place| read(place, Distance::Clause))
    }

    /// "Russia, which ...", "the EU, whose GDP ...": the place before the nearest relative pronoun of the clause.
    fn antecedent(&self) -> Option<Said<u16>> {
        let line = self.line;
        let clause = line.steps[self.step].clause;
        let within = (0..self.step).rev().take_while(|step| line.steps[*step].clause == clause);
        let relative = within.into_iter().find(|step| line.is_cue(*step, "party.relative"))?;
        let before = |noun: &&Noun| noun.last == relative || noun.last + 1 == relative && line.is_mark(noun.last, ",");
        let index = self.nouns.iter().position(|noun| before(&noun))?;
        self.whose(&self.nouns[index], Distance::Clause)
    }

    /// The place of a noun phrase: named in it, of the public body or the person it names, or "the country".
    fn whose(&self, noun: &Noun, distance: Distance) -> Option<Said<u16>> {
        noun.places
            .first()
            .map(|place| read(place, distance))
            .or_else(|| seat(self.line, noun).map(|seat| read(seat, distance)))
            .or_else(|| self.context.known(self.line, noun))
            .or_else(|| self.own_country(noun))
    }

    /// "the country", "the kingdom": the one the passage speaks of.
    fn own_country(&self, noun: &Noun) -> Option<Said<u16>> {
        let at = (noun.first.saturating_sub(1)..noun.last).find(|step| self.line.is_cue(*step, "party.own"))?;
        let rule = self.line.cue(at, "party").map(|(rule, _)| rule);
        self.context.country().map(|place| Said { value: place, span: Some(self.line.steps[at].span), rule, distance: Distance::Earlier })
    }

    /// The place of the figure's clause: of who stands before the figure, then what a preposition ties after it.
    fn in_clause(&self) -> Whose {
        let clause = self.line.steps[self.step].clause;
        let inside = |noun: &&Noun| self.line.steps[noun.first].clause == clause;
        let before = || self.nouns.iter().filter(inside).filter(|noun| noun.last <= self.step);
        let subject = before().find(|noun| noun.subject).or_else(|| before().next().filter(|noun| noun.preposition.is_none()));
        if let Some((noun, place)) = subject.and_then(|noun| Some((noun, self.whose(noun, Distance::Clause)?))) {
            return Whose::These([place].into_iter().chain(self.partner(noun)).collect());
        }
        for noun in self.nouns.iter().rev().filter(inside).filter(|noun| noun.last <= self.step) {
            if let Some(place) = self.whose(noun, Distance::Clause) {
                return Whose::These(smallvec![place]);
            }
            if noun.nowhere {
                return Whose::Nobody;
            }
        }
        let end = (self.step + 1..self.line.len()).find(|step| self.line.is_mark(*step, ",")).unwrap_or(self.line.len());
        let tied = self.nouns.iter().filter(inside).filter(|noun| noun.first > self.step && noun.first < end);
        match tied.flat_map(|noun| noun.places.first()).next() {
            Some(place) => Whose::These(smallvec![read(place, Distance::Clause)]),
            None => Whose::Unsaid,
        }
    }

    /// "At 56 percent, Denmark had the highest share": the subject after a figure that opens its sentence.
    fn fronted(&self) -> Option<Said<u16>> {
        let opens = (0..self.step).all(|step| !self.line.is_verb(step));
        let comma = (self.step + 1..self.line.len().min(self.step + 6)).find(|step| self.line.is_mark(*step, ","))?;
        let noun = self.nouns.iter().find(|noun| noun.first > comma).filter(|noun| opens && noun.subject)?;
        self.whose(noun, Distance::Clause)
    }

    /// Who act in the figure's clause: the first phrase before the figure that hangs on no other and tells a place, and
    /// the one joined to it; else of the clause before it in the sentence, where asked.
    fn actors(&self, further: bool) -> Places {
        let line = self.line;
        let mut clause = line.steps[self.step].clause;
        loop {
            let free = |noun: &Noun| noun.preposition.is_none() && !follows_preposition(line, noun);
            let inside = |noun: &&Noun| noun.last <= self.step && line.steps[noun.first].clause == clause && free(noun);
            let distance = if clause == line.steps[self.step].clause { Distance::Clause } else { Distance::Sentence };
            let speaks = |noun: &Noun| self.line.speaks(noun.last);
            let acts = |silent: bool| {
                let among = self.nouns.iter().filter(inside).filter(|noun| silent || !speaks(noun));
                among.filter_map(|noun| Some((noun, self.whose(noun, distance)?))).next()
            };
            if let Some((noun, place)) = acts(false).or_else(|| acts(true).filter(|_| further)) {
                return [place].into_iter().chain(self.partner(noun)).collect();
            }
            if clause == 0 || !further {
                return Places::new();
            }
            clause -= 1;
        }
    }

    /// The places that the figure's clause names by a preposition, up to the next figure, and those joined to any.
    fn others(&self, from: usize) -> Places {
        let line = self.line;
        let clause = line.steps[self.step].clause;
        let next = (self.step + 1..line.len()).find(|step| line.quantity(*step).is_some()).unwrap_or(line.len());
        let mut list = Places::new();
        let mut joined = None;
        for noun in self.nouns.iter().filter(|noun| noun.first >= from && line.steps[noun.first].clause == clause && noun.first < next) {
            if noun.preposition.is_some() || noun.first > self.step || joined == Some(noun.first) {
                list.extend(noun.places.iter().chain(seat(line, noun)).map(|place| read(place, Distance::Clause)));
            }
            joined = self.joined(noun);
        }
        list
    }

    /// The place that "and" joins to the place of a phrase, where it is no thing of its own.
    fn partner(&self, noun: &Noun) -> Option<Said<u16>> {
        let at = self.joined(noun)?;
        let other = self.nouns.iter().find(|other| other.first == at && !other.is_thing())?;
        other.places.first().map(|place| read(place, Distance::Clause))
    }

    /// Where the place stands that "and" joins to the place of a phrase: "Canada and Mexico", "China (and Hong Kong)".
    fn joined(&self, noun: &Noun) -> Option<usize> {
        let line = self.line;
        let at = noun.last + usize::from(line.is_mark(noun.last, "("));
        let linked = at < line.len() && (line.is_cue(at, "clause.coordinate") || line.is_mark(at, ","));
        (linked && !noun.places.is_empty()).then_some(at + 1)
    }

    /// The first place named in the sentence, by a name or a public body; else the places of the passage, the article's.
    fn from_passage(&self, flow: Option<Flow>) -> Vec<Said<u16>> {
        let before = || self.nouns.iter().filter(|noun| noun.last <= self.step);
        let place = before().flat_map(|noun| noun.places.first()).next();
        let seat = || before().find_map(|noun| seat(self.line, noun));
        if let Some(place) = place.or_else(seat) {
            return vec![read(place, Distance::Sentence)];
        }
        if !matches!(self.line.reading.sentence.section, Section::Body | Section::Title) {
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

/// How many steps after a number "with" can still tie a place to what is counted.
const REACH: usize = 5;

/// Whether a preposition stands before a noun phrase, articles between them.
fn follows_preposition(line: &Line, noun: &Noun) -> bool {
    let before = (0..noun.first).rev().find(|step| !line.is_cue(*step, "determiner.all"));
    before.is_some_and(|step| super::noun::is_preposition(line, step))
}

/// The signs of the possessive.
const POSSESSIVE: [&str; 4] = ["'s", "\u{2019}s", "'", "\u{2019}"];

/// Measures that companies report of themselves.
const COMPANY: [&str; 5] = ["profit", "dividend", "market_value", "deal_value", "revenue"];

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

/// A place that only the context gives.
fn by_context(place: u16) -> Said<u16> {
    Said { value: place, span: None, rule: None, distance: Distance::Earlier }
}

fn read(place: &Named<u16>, distance: Distance) -> Said<u16> {
    Said::read(place.value, place.span, place.rule, distance)
}

/// Whether a noun phrase names a company, or says "the company".
fn is_company(line: &Line, noun: &Noun) -> bool {
    (noun.first..noun.last).any(|step| {
        line.is_cue(step, "party.company") || line.find(step, |entry| matches!(&entry.sense, Sense::Organization(_, _, kind) if kind == BUSINESS).then_some(())).is_some()
    })
}

/// The seat of a public body that a noun phrase names.
fn seat<'a>(line: &Line, noun: &'a Noun) -> Option<&'a Named<u16>> {
    noun.seat.as_ref().filter(|seat| matches!(line.grammar.sense(seat.rule), Sense::Organization(_, _, kind) if kind == PUBLIC))
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

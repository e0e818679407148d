//! Which noun phrases a figure is of, best first: the one it is of by grammar, its clause's subject, an earlier one.

use super::line::Line;
use super::noun::Noun;
use crate::grammar::words::Sense;
use crate::model::code::{Flow, Kind};
use crate::model::figure::Distance;
use crate::model::span::{Span, Spanned};
use crate::model::unit::UnitId;
use smallvec::SmallVec;

/// How a noun phrase is tied to a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// "25% tariff", "50 million barrels of oil"
    After,
    /// "a trade volume of 30 billion dollars"
    Of,
    /// "gasoline demand averaged 6.75 million bpd"
    Subject,
    /// A subject further off.
    Far,
}

/// A noun phrase tied to a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchor {
    /// Its index among the sentence's noun phrases.
    pub noun: usize,
    /// How it is tied.
    pub tie: Tie,
    /// How far away it stands.
    pub distance: Distance,
}

/// A place in a chain of noun phrases, and the preposition it hangs by (its step), if any.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// The place.
    pub place: Spanned<u16>,
    /// The step of the preposition.
    pub preposition: Option<usize>,
}

/// What a chain of noun phrases names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The flow.
    pub flow: Option<Spanned<Flow>>,
    /// The measure.
    pub measure: Option<Spanned<u16>>,
    /// The commodity.
    pub commodity: Option<Spanned<Option<u16>>>,
    /// The benchmark.
    pub benchmark: Option<Spanned<String>>,
    /// The places.
    pub parties: SmallVec<[Party; 3]>,
    /// Whether it names a part of the world that is no country.
    pub nowhere: bool,
    /// The words of the chain's first phrase.
    pub text: Span,
}

impl Facts {
    /// Whether it names a flow, a measure or a benchmark, and not a commodity or place alone.
    pub fn is_strong(&self) -> bool {
        self.flow.is_some() || self.measure.is_some() || self.benchmark.is_some()
    }

    /// Whether it names any thing that a figure can be of.
    pub fn is_thing(&self) -> bool {
        self.is_strong() || self.commodity.is_some()
    }

    /// Reads its flow as imports where a word of this kind names it: purchases from abroad, supplies that one imports.
    pub fn brings(&mut self, name: &str, line: &Line) {
        if let Some(flow) = self.flow.as_mut().filter(|flow| line.grammar.entry(flow.rule).name() == name) {
            flow.value = Flow::Import;
        }
    }
}

/// What a chain of noun phrases names, how far away it stands, and how it is tied to the figure.
pub type Chain = (Facts, Distance, Tie);

/// The chains of the figure's own sentence.
pub fn near(chains: &[Chain]) -> impl Iterator<Item = &Chain> {
    chains.iter().filter(|(_, distance, _)| *distance <= Distance::Sentence)
}

/// The first of them that names a flow or a measure.
pub fn first_measured(chains: &[Chain]) -> Option<&Chain> {
    near(chains).find(|(facts, ..)| facts.flow.is_some() || facts.measure.is_some())
}

/// The noun phrases that the figure at `step` may be of, best first.
pub fn anchors(line: &Line, nouns: &[Noun], step: usize, kind: Option<Kind>) -> SmallVec<[Anchor; 4]> {
    let mut list = SmallVec::new();
    let counts = matches!(kind, None | Some(Kind::Count));
    if let Some(noun) = noun_after(line, nouns, step, counts) {
        list.push(Anchor { noun, tie: Tie::After, distance: Distance::Clause });
    }
    if let Some(noun) = noun_before(line, nouns, step) {
        list.push(Anchor { noun, tie: Tie::Of, distance: Distance::Clause });
    }
    let mut clause = line.steps[step].clause;
    let mut distance = Distance::Clause;
    loop {
        if let Some(noun) = subject(line, nouns, step, clause) {
            let tie = if distance == Distance::Clause { Tie::Subject } else { Tie::Far };
            if list.iter().all(|known: &Anchor| known.noun != noun) {
                list.push(Anchor { noun, tie, distance });
            }
        }
        if clause == 0 {
            return list;
        }
        clause -= 1;
        distance = Distance::Sentence;
    }
}

/// "25% tariff", "50 million barrels of oil", "$30 billion in trade": the phrase right after the figure.
fn noun_after(line: &Line, nouns: &[Noun], step: usize, counts: bool) -> Option<usize> {
    let bracketed = line.is_mark(step + 1, "(") && line.is_mark(step + 3, ")");
    let mut at = if bracketed { step + 4 } else { step + 1 };
    let tie = at;
    let joined = at < line.len()
        && (line.is_cue(at, "preposition.of")
            || line.is_cue(at, "preposition.in")
            || line.is_cue(at, "preposition.for"));
    if joined {
        at += 1;
        let counted = |at: usize| counts && line.quantity(at).is_some_and(|whole| whole.kind.is_none());
        while at < line.len() && at < tie + 3 && (line.is_function(at) || counted(at)) {
            at += 1;
        }
    } else if at < line.len() && line.is_mark(at, "-") {
        at += 1;
    }
    let index = nouns.iter().position(|noun| noun.first == at)?;
    let part = counts && (step + 1..at).any(|step| line.quantity(step).is_some());
    if part && nouns[index].commodity.is_some() {
        return None;
    }
    let whole = |step: usize| line.is_cue(step, "scope.economy");
    if joined && !counts && (at..nouns[index].last).any(whole) {
        return None;
    }
    (nouns[index].is_thing() || (counts && !joined) || line.is_cue(tie, "preposition.of")).then_some(index)
}

/// "a trade volume of 30 billion dollars": the phrase that "of" or "at" ties to the figure.
fn noun_before(line: &Line, nouns: &[Noun], step: usize) -> Option<usize> {
    let bound = line.quantity(step).and_then(|quantity| quantity.comparator_span);
    let mut at = step.checked_sub(1)?;
    while at > 0
        && (bound.is_some_and(|bound| bound.overlaps(line.steps[at].span))
            || (line.is_function(at) && !is_tie(line, at)))
    {
        at -= 1;
    }
    if !is_tie(line, at) {
        return None;
    }
    let index = nouns.iter().rposition(|noun| noun.last == at)?;
    let root = root(nouns, index);
    [root, index].into_iter().find(|index| nouns[*index].is_strong())
}

fn is_tie(line: &Line, step: usize) -> bool {
    line.is_cue(step, "preposition.of") || line.is_cue(step, "preposition.in")
}

/// The phrase at the head of the chain that `index` hangs in.
fn root(nouns: &[Noun], mut index: usize) -> usize {
    while nouns[index].preposition.is_some() {
        index -= 1;
    }
    index
}

/// The phrase `index` and those that hang on it, one on another.
pub fn chain(nouns: &[Noun], index: usize) -> &[Noun] {
    let hung = nouns[index + 1..].iter().take_while(|noun| noun.preposition.is_some()).count();
    &nouns[index..=index + hung]
}

/// The nearest phrase before the figure in this clause that hangs on no other and whose chain names a flow or measure;
/// else the nearest that names a commodity.
fn subject(line: &Line, nouns: &[Noun], step: usize, clause: u16) -> Option<usize> {
    let inside = |index: &usize| {
        let noun = &nouns[*index];
        noun.last <= step
            && line.steps[noun.first].clause == clause
            && noun.preposition.is_none()
            && !is_aside(line, noun.first, step)
    };
    let nearest = |names: fn(&Noun) -> bool| {
        (0..nouns.len()).rev().filter(inside).find(|index| chain(nouns, *index).iter().any(names))
    };
    let named = nearest(Noun::is_strong).or_else(|| nearest(|noun| noun.commodity.is_some()));
    named.map(|index| first_listed(line, nouns, index))
}

/// Whether a step stands in brackets that close before the figure: "imports (those for the reserve left out) averaged".
fn is_aside(line: &Line, at: usize, figure: usize) -> bool {
    let bracket = |step: &usize| line.is_mark(*step, "(") || line.is_mark(*step, ")");
    let opens = (0..at).rev().find(bracket).is_some_and(|step| line.is_mark(step, "("));
    opens && (at..figure).any(|step| line.is_mark(step, ")"))
}

/// The first of a list of commodities that ends with phrase `index`: "aluminum, steel, or copper".
fn first_listed(line: &Line, nouns: &[Noun], mut index: usize) -> usize {
    let alone = |noun: &Noun| noun.commodity.as_ref().is_some_and(|named| named.value.is_some()) && !noun.is_strong();
    while index > 0 && alone(&nouns[index]) && alone(&nouns[index - 1]) {
        let joined = (nouns[index - 1].last..nouns[index].first)
            .all(|step| line.is_mark(step, ",") || line.is_cue(step, "clause.coordinate"));
        if !joined {
            break;
        }
        index -= 1;
    }
    index
}

/// What the chain that begins with phrase `index` names: each slot from the first phrase of the chain that has it.
pub fn facts(nouns: &[Noun], index: usize, line: &Line) -> Facts {
    let first = &nouns[index];
    let mut facts =
        Facts { text: line.steps[first.first].span.joined(line.steps[first.last - 1].span), ..Facts::default() };
    let members = chain(nouns, index);
    if let Some(thing) =
        members.iter().find(|noun| noun.is_strong()).or_else(|| members.iter().find(|noun| noun.is_thing()))
    {
        facts.text = text(line, thing);
    }
    if line.is_cue(first.last - 1, "part.whole") && members.len() > 1 {
        facts.text = text(line, first).joined(text(line, &members[1]));
    }
    for (at, noun) in members.iter().enumerate() {
        facts.nowhere |= noun.nowhere;
        facts.flow = facts.flow.or_else(|| noun.flow.clone());
        facts.measure = facts.measure.or_else(|| noun.measure.clone());
        facts.commodity = facts.commodity.or_else(|| noun.commodity.clone());
        facts.benchmark = facts.benchmark.or_else(|| noun.benchmark.clone());
        let preposition = noun.preposition.filter(|_| at > 0);
        for place in &noun.places {
            if facts.parties.iter().all(|known| known.place.value != place.value) {
                facts.parties.push(Party { place: place.clone(), preposition });
            }
        }
    }
    let from = |party: &Party| party.preposition.is_some_and(|step| line.is_cue(step, "party.from"));
    if facts.parties.iter().any(|party| from(party) || party.preposition.is_none()) {
        facts.brings("purchase", line);
    }
    facts
}

/// The words of a noun phrase: what follows its last thing is left out where it is no noun.
pub fn text(line: &Line, noun: &Noun) -> Span {
    let last = if noun.is_thing() { noun.last_noun(line) } else { noun.last - 1 };
    let last =
        (noun.first..=last).rev().find(|step| !line.is_any_mark(*step) || line.is_possessive(*step)).unwrap_or(last);
    let first = (noun.first..last).rev().find(|step| line.is_possessive(*step)).map_or(noun.first, |owner| owner + 1);
    line.steps[first].span.joined(line.steps[last].span)
}

/// What prices are counted by ("shares") that a chain's words name, and its words.
pub fn counted_by(line: &Line, facts: &Facts) -> Option<(UnitId, Span)> {
    (0..line.len()).filter(|step| facts.text.contains(line.steps[*step].span)).find_map(|step| {
        let counted = line.find(step, |entry| match entry.sense {
            Sense::Denominator(unit) => Some(unit),
            _ => None,
        });
        counted.map(|(_, unit)| (unit, line.steps[step].span))
    })
}

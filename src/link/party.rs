//! Whose figure it is: the countries of its noun phrases, of its clause, or of what was said before.
//!
//! A figure of trade, tariffs, debt, aid, investment or sales has two sides: who acts in its clause, and whom its noun
//! phrases and the rest of the clause name; any other has one. Where the clause is silent: "both countries", the rest of
//! the sentence, what the passage speaks of. A figure of a benchmark, or of a part of the world, has none.

use super::anchor::{Facts, Party};
use super::context::Context;
use super::line::Line;
use super::noun::{Named, Noun};
use crate::grammar::words::{Facet, Sense};
use crate::model::claim::Said;
use crate::model::code::Flow;
use crate::model::figure::Distance;
use crate::model::span::RuleId;

/// How many sides a figure can have at most.
const MOST: usize = 3;

/// The places of the figure at `step` that its sentence names, reporter first.
pub fn places(
    line: &Line,
    nouns: &[Noun],
    step: usize,
    chains: &[(Facts, Distance)],
    flow: Option<Flow>,
    context: &Context,
) -> Vec<Said<u16>> {
    if let Some(pair) = both(line, step, context) {
        return pair;
    }
    let own = from_chains(line, chains, flow);
    if !is_two_sided(flow) {
        return if own.is_empty() { from_clause(line, nouns, step) } else { own };
    }
    let mut all: Vec<Said<u16>> = Vec::new();
    let mut add = |list: Vec<Said<u16>>| {
        for said in list {
            if all.len() < MOST && all.iter().all(|known| known.value != said.value) {
                all.push(said);
            }
        }
    };
    add(actor(line, nouns, step, context).into_iter().collect());
    add(own);
    add(others(line, nouns, step));
    if all.len() == 1 {
        all.extend(context.other_side(all[0].value).map(by_context));
    }
    all
}

/// Whether figures of a flow are between two sides.
pub fn is_two_sided(flow: Option<Flow>) -> bool {
    use Flow::{Aid, Balance, Debt, Export, Import, Investment, Sales, Tariff, Trade, Transit};
    matches!(flow, Some(Export | Import | Trade | Balance | Tariff | Transit | Debt | Aid | Investment | Sales))
}

/// A place that only the context gives.
pub fn by_context(place: u16) -> Said<u16> {
    Said { value: place, span: None, rule: None, distance: Distance::Earlier }
}

/// The places of the first chain that names any: owners first, then those on the far side.
fn from_chains(line: &Line, chains: &[(Facts, Distance)], flow: Option<Flow>) -> Vec<Said<u16>> {
    let Some((facts, distance)) = chains.iter().find(|(facts, _)| !facts.parties.is_empty()) else { return vec![] };
    let said = |party: &Party| read(&party.place, *distance);
    let far = |party: &&Party| party.preposition.is_some_and(|step| is_partner(line, step, flow));
    let near = facts.parties.iter().filter(|party| !far(party)).map(said);
    near.chain(facts.parties.iter().filter(far).map(said)).collect()
}

/// Whether a place that hangs by this preposition is the far side: "to" of exports, "from" of imports, "with" of trade.
fn is_partner(line: &Line, preposition: usize, flow: Option<Flow>) -> bool {
    match flow {
        Some(Flow::Import) => line.is_cue(preposition, "party.from"),
        Some(Flow::Trade | Flow::Balance) => line.is_cue(preposition, "party.with"),
        _ => line.is_cue(preposition, "party.to"),
    }
}

fn read(place: &Named<u16>, distance: Distance) -> Said<u16> {
    Said::read(place.value, place.span, place.rule, distance)
}

/// "both countries", "bilateral": two places of the sentence, else the last two named together.
fn both(line: &Line, step: usize, context: &Context) -> Option<Vec<Said<u16>>> {
    let clause = line.steps[step].clause;
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
    let (first, second) = context.both_sides()?;
    let rule = line.cue(cue, "party").map(|(rule, _)| rule);
    let from = |place| Said { value: place, span: Some(line.steps[cue].span), rule, distance: Distance::Earlier };
    Some(vec![from(first), from(second)])
}

/// The place a step names by a name, demonym or capital.
pub fn place_at(line: &Line, step: usize) -> Option<(RuleId, u16)> {
    line.find(step, |entry| match entry.sense {
        Sense::Place(place, Facet::Name | Facet::Capital) => Some(place),
        _ => None,
    })
}

/// The places of the figure's clause, nearest before the figure first, then after it.
fn from_clause(line: &Line, nouns: &[Noun], step: usize) -> Vec<Said<u16>> {
    let clause = line.steps[step].clause;
    let inside = |noun: &&Noun| line.steps[noun.first].clause == clause;
    let before = nouns.iter().rev().filter(inside).filter(|noun| noun.last <= step);
    let after = nouns.iter().filter(inside).filter(|noun| noun.first > step).take(1);
    before
        .chain(after)
        .find_map(|noun| noun.places.first())
        .map(|place| vec![read(place, Distance::Clause)])
        .unwrap_or_default()
}

/// Who acts in the figure's clause: the first phrase before the figure that hangs on no other and names a place, a
/// person tied to one, or a body with a seat; else of the clause before it in the sentence.
fn actor(line: &Line, nouns: &[Noun], step: usize, context: &Context) -> Option<Said<u16>> {
    let mut clause = line.steps[step].clause;
    loop {
        let inside =
            |noun: &&Noun| noun.last <= step && line.steps[noun.first].clause == clause && noun.preposition.is_none();
        let distance = if clause == line.steps[step].clause { Distance::Clause } else { Distance::Sentence };
        let found = nouns.iter().filter(inside).find_map(|noun| {
            let seat = || noun.seat.as_ref().map(|seat| read(seat, distance));
            noun.places.first().map(|place| read(place, distance)).or_else(seat).or_else(|| context.person(line, noun))
        });
        if found.is_some() || clause == 0 {
            return found;
        }
        clause -= 1;
    }
}

/// The places that the figure's clause names after it, or before it by a preposition.
fn others(line: &Line, nouns: &[Noun], step: usize) -> Vec<Said<u16>> {
    let clause = line.steps[step].clause;
    let inside =
        |noun: &&Noun| line.steps[noun.first].clause == clause && (noun.first > step || noun.preposition.is_some());
    nouns
        .iter()
        .filter(inside)
        .flat_map(|noun| noun.places.iter().chain(noun.seat.as_ref()))
        .map(|place| read(place, Distance::Clause))
        .collect()
}

/// The first place named in the sentence; then the seat of a body it names.
pub fn from_sentence(nouns: &[Noun]) -> Option<Said<u16>> {
    let place = nouns.iter().flat_map(|noun| noun.places.first()).next();
    let seat = || nouns.iter().find_map(|noun| noun.seat.as_ref());
    place.or_else(seat).map(|place| read(place, Distance::Sentence))
}

/// The first two different places of a sentence.
pub fn pair(nouns: &[Noun]) -> Option<(u16, u16)> {
    let mut places = nouns.iter().flat_map(|noun| noun.places.iter().map(|place| place.value));
    let first = places.next()?;
    places.find(|place| *place != first).map(|second| (first, second))
}

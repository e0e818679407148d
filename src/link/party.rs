//! Whose figure it is: the countries in its noun phrases, in its clause, or in what was said before.
//!
//! Nearest first: the chain of noun phrases it hangs on; "both countries"; the subject of its clause; "the country",
//! "domestic", "its"; the rest of the sentence; what the passage speaks of. A figure of a benchmark has none.

use super::anchor::{Facts, Party};
use super::context::Context;
use super::line::Line;
use super::noun::{Named, Noun};
use crate::grammar::words::{Facet, Sense};
use crate::model::claim::Said;
use crate::model::code::Flow;
use crate::model::figure::Distance;

/// The places of the figure at `step`, reporter first.
pub fn places(
    line: &Line,
    nouns: &[Noun],
    step: usize,
    chains: &[(Facts, Distance)],
    flow: Option<Flow>,
    context: &Context,
) -> Vec<Said<u16>> {
    let two_sided =
        matches!(flow, Some(Flow::Export | Flow::Import | Flow::Trade | Flow::Balance | Flow::Tariff | Flow::Transit));
    let mut found = from_chains(line, chains, flow);
    if let Some(pair) = both(line, step, context) {
        if found.len() < 2 {
            return pair;
        }
    }
    if found.is_empty() {
        found = from_clause(line, nouns, step);
    } else if two_sided && found.len() == 1 {
        let known = found[0].value;
        let partner =
            preposition_of(line, chains, known).is_some_and(|preposition| is_partner(line, preposition, flow));
        let more = from_clause(line, nouns, step).into_iter().filter(|said| said.value != known);
        if partner {
            let actor = more
                .last()
                .or_else(|| context.actors.first().filter(|actor| **actor != known).map(|actor| by_context(*actor)));
            found.splice(0..0, actor);
        } else if matches!(flow, Some(Flow::Trade | Flow::Balance)) {
            found.extend(more.take(1));
        }
    }
    found
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

fn preposition_of(line: &Line, chains: &[(Facts, Distance)], place: u16) -> Option<usize> {
    let _ = line;
    chains.iter().flat_map(|(facts, _)| &facts.parties).find(|party| party.place.value == place)?.preposition
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
        if let Some((rule, place)) = place_at(line, other) {
            if named.iter().all(|known| known.value != place) {
                let distance = if line.steps[other].clause == clause { Distance::Clause } else { Distance::Sentence };
                named.push(Said::read(place, line.steps[other].span, rule, distance));
            }
        }
    }
    if named.len() >= 2 {
        named.truncate(2);
        return Some(named);
    }
    let (first, second) = context.pair?;
    let rule = line.cue(cue, "party").map(|(rule, _)| rule);
    let from = |place| Said { value: place, span: Some(line.steps[cue].span), rule, distance: Distance::Earlier };
    Some(vec![from(first), from(second)])
}

/// The place a step names by a name, demonym or capital.
pub fn place_at(line: &Line, step: usize) -> Option<(crate::model::span::RuleId, u16)> {
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
    for noun in before.chain(after) {
        if let Some(place) = noun.places.first() {
            return vec![read(place, Distance::Clause)];
        }
    }
    vec![]
}

/// The places named in the sentence outside the figure's clause, first first; then the seat of a body it names.
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

//! Phrases of the grammar that are no amounts, and names that the grammar does not know.
//!
//! ```text
//! phrase := the longest phrase that begins here, with all its senses
//! name   := capital (connector? capital)*        capital: a capitalized word no phrase claims; not a sentence's first word alone
//! ```
//! Number words, joints, bounds and stops are no phrases; units and money are, where no number stands before them.

use super::cursor::{Cursor, Read};
use super::stop;
use crate::grammar::lexicon::{Kinds, Match};
use crate::grammar::words::{Class, Facet, Sense, Use};
use crate::model::sentence::{Shape, Token};
use crate::model::span::RuleId;
use smallvec::SmallVec;

/// The entries that one phrase stands for.
pub type Senses = SmallVec<[RuleId; 4]>;

/// The longest phrase here, with all its senses.
pub fn phrase(input: Cursor<'_>) -> Read<'_, Senses> {
    if !input.starts(Kinds::PHRASE.or(Kinds::UNIT).or(Kinds::MONEY).or(Kinds::TIME).or(Kinds::EDGE)) {
        return input.fail();
    }
    let mut senses = Senses::new();
    let mut longest = 0;
    for found in input.matches() {
        if found.length < longest {
            break;
        }
        if is_phrase(found, input) {
            longest = found.length;
            senses.push(found.rule);
        }
    }
    if senses.is_empty() { input.fail() } else { Ok((input.skip(longest as usize), senses)) }
}

/// Whether an entry is worth a mention where no number stands before it.
fn is_phrase(found: &Match, input: Cursor<'_>) -> bool {
    let is_long = || found.length > 1 || input.first().is_some_and(|token| token.span.len() > 2);
    found.kind.any(Kinds::PHRASE.or(Kinds::TIME).or(Kinds::EDGE))
        || found.kind.any(Kinds::UNIT.or(Kinds::MONEY)) && is_long()
}

/// Whether all senses are ordinary words, which a capital turns into part of a name.
fn is_ordinary(input: Cursor<'_>, rest: Cursor<'_>, senses: &Senses) -> bool {
    let written = input.span_to(&rest).of(input.text);
    senses.iter().all(|rule| {
        let entry = input.grammar.entry(*rule);
        if entry.exact.iter().any(|exact| exact == written) {
            return false;
        }
        match &entry.sense {
            Sense::Place(_, facet) => *facet == Facet::City,
            Sense::Organization(..) | Sense::Benchmark(..) | Sense::Time(_) | Sense::Currency(_) => false,
            Sense::Flow(_, Use::Verb) | Sense::Measure(_, Use::Verb) | Sense::Cue(_) => true,
            _ => true,
        }
    })
}

/// Whether the phrase names a part of the world, a city or a region, which only more words make another name.
fn is_city(input: Cursor<'_>, senses: &Senses) -> bool {
    senses.iter().any(|rule| {
        let entry = input.grammar.entry(*rule);
        matches!(entry.sense, Sense::Place(_, Facet::City)) || entry.class == Class::Places
    })
}

/// A phrase or a name; `headline` says that capitals mean nothing.
pub enum Read1 {
    /// A phrase with its senses.
    Phrase(Senses),
    /// A name.
    Name,
}

/// The phrase or the name at the next token.
pub fn read(input: Cursor<'_>, headline: bool) -> Read<'_, Read1> {
    let phrase = phrase(input);
    let capital = is_capital(input.first());
    if !capital || headline {
        let (rest, senses) = phrase?;
        return Ok((rest, Read1::Phrase(senses)));
    }
    let name = name(input);
    match (phrase, name) {
        (Ok((rest, senses)), Ok((longer, ()))) => {
            let further = longer.tokens.len() < rest.tokens.len();
            let inside =
                further || longer.tokens.len() == rest.tokens.len() && inside(input) && !is_city(input, &senses);
            if inside && is_ordinary(input, rest, &senses) {
                Ok((longer, Read1::Name))
            } else {
                Ok((rest, Read1::Phrase(senses)))
            }
        }
        (Ok((rest, senses)), Err(_)) => Ok((rest, Read1::Phrase(senses))),
        (Err(_), Ok((rest, ()))) => Ok((rest, Read1::Name)),
        (Err(error), Err(_)) => Err(error),
    }
}

/// Whether a capital here is more than a sentence's beginning.
fn inside(input: Cursor<'_>) -> bool {
    input
        .behind(1)
        .is_some_and(|before| before.shape != Shape::Mark || matches!(input.words(before), "," | "(" | "&" | "-"))
}

fn is_capital(token: Option<&Token>) -> bool {
    token.is_some_and(|token| matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Mixed))
}

/// Most words of a name.
const MOST_WORDS: usize = 10;

/// A run of capitalized words.
fn name(input: Cursor<'_>) -> Read<'_, ()> {
    if !is_capital(input.first()) || is_function(input) {
        return input.fail();
    }
    let mut rest = input.skip(1);
    let mut words = 1;
    while words < MOST_WORDS {
        let Some(next) = next_word(rest) else { break };
        rest = next;
        words += 1;
    }
    if words > 1 || inside(input) { Ok((rest, ())) } else { input.fail() }
}

/// One more word of a name, with what joins it: a connector, a hyphen, an initial's point.
fn next_word(input: Cursor<'_>) -> Option<Cursor<'_>> {
    if is_capital(input.first()) {
        return goes_on(input).then(|| input.skip(1));
    }
    let initial =
        input.is_mark(0, ".") && input.is_glued() && input.behind(1).is_some_and(|token| token.span.len() == 1);
    let hyphen = input.is_mark(0, "-") && input.is_glued() && input.ahead(1).is_some_and(|token| !token.spaced);
    if initial || hyphen {
        let after = input.skip(1);
        return (is_capital(after.first()) && goes_on(after)).then(|| after.skip(1));
    }
    let (after, _) = stop::group("connector")(input).ok()?;
    (is_capital(after.first()) && goes_on(after)).then(|| after.skip(1))
}

/// Whether a capitalized word belongs to the name before it: places, bodies, benchmarks and times stand for themselves.
fn goes_on(input: Cursor<'_>) -> bool {
    match phrase(input) {
        Ok((rest, senses)) => is_ordinary(input, rest, &senses),
        Err(_) => !is_function(input),
    }
}

/// Whether this is a word that begins sentences and no names.
fn is_function(input: Cursor<'_>) -> bool {
    stop::group("lead")(input).is_ok()
}

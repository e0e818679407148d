//! Whose figure it is, where that is a company, a pipeline, a field or a project: a name in the noun phrase the figure is
//! of, or the subject of its clause.
//!
//! ```text
//! "Codelco's output rose 5%", "output at Escondida rose 5%"     the name owns the phrase or hangs on it
//! "Codelco produced 1.3 million tonnes"                         the name is the subject
//! ```
//! Agencies and papers tell figures of others, people speak of them: neither owns one.

use super::anchor::{anchors, chain};
use super::line::Line;
use super::noun::Noun;
use crate::grammar::words::{Facet, Sense};
use crate::model::claim::Said;
use crate::model::code::Kind;
use crate::model::figure::Distance;
use crate::model::span::Span;

/// The entity of the figure at `step`.
pub fn entity(line: &Line, nouns: &[Noun], step: usize, kind: Option<Kind>) -> Option<Said<String>> {
    let owner = |noun: &Noun| name(line, noun).filter(|_| !speaks(line, noun));
    let near = anchors(line, nouns, step, kind).into_iter().filter(|anchor| anchor.distance <= Distance::Clause);
    let owned = near.flat_map(|anchor| chain(nouns, anchor.noun)).find_map(owner);
    let subjects = || nouns.iter().rev().filter(|noun| noun.precedes(line, step) && noun.subject);
    let span = owned.or_else(|| subjects().find_map(owner))?;
    Some(Said { value: line.tidy(span), span: Some(span), rule: None, distance: Distance::Clause })
}

/// The name in a noun phrase that can own a figure: unknown to the grammar, or a company or an exchange; with no title
/// before it, which makes it a person's.
fn name(line: &Line, noun: &Noun) -> Option<Span> {
    let named = |step: usize| line.is_name(step) || is_company(line, step) || is_site(line, step);
    let first = (noun.first..noun.last).find(|step| named(*step))?;
    if first > 0 && (line.is_cue(first - 1, "attribution.title") && !line.is_cue(first - 1, "attribution.body")) {
        return None;
    }
    let last = (first..noun.last).take_while(|step| named(*step)).last()?;
    let tied = line.is_cue(last + 1, "preposition.of") && line.is_place(last + 2);
    Some(line.steps[first].span.joined(line.steps[if tied { last + 2 } else { last }].span))
}

/// Whether a place's name stands before a noun for a site: "the Escondida mine".
fn is_site(line: &Line, step: usize) -> bool {
    line.has_sense(step, |sense| matches!(sense, Sense::Place(_, Facet::City))) && line.is_cue(step + 1, "entity.site")
}

fn is_company(line: &Line, step: usize) -> bool {
    let kind = line.find(step, |entry| match &entry.sense {
        Sense::Organization(_, _, kind) => Some(matches!(kind.as_str(), "company" | "exchange")),
        _ => None,
    });
    kind.is_some_and(|(_, owns)| owns)
}

/// Whether a verb of saying follows the phrase, so that the figure need not be its own.
fn speaks(line: &Line, noun: &Noun) -> bool {
    noun.last < line.len() && line.is_cue(noun.last, "attribution.said")
}

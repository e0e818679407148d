//! Noun phrases: runs of steps around a thing, what they name, and the prepositions that hang one on another.
//!
//! ```text
//! phrase  := (word | thing | name | "'s")+          ended by a verb, a function word, a figure, a time or a mark
//! thing   := flow | measure | commodity | benchmark | place | organization
//! chain   := phrase (preposition article? phrase)*   "exports of crude to China"
//! ```

use super::line::Line;
use crate::grammar::words::{Class, Facet, Sense, Use};
use crate::model::code::Flow;
use crate::model::mention::{Item, MentionKind};
use crate::model::sentence::Shape;
use crate::model::span::{RuleId, Spanned};
use crate::model::time::{Piece, TimeExpression, When};
use smallvec::SmallVec;

/// One noun phrase.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Noun {
    /// Its first step.
    pub first: usize,
    /// One past its last step.
    pub last: usize,
    /// The step of the last thing in it.
    pub head: usize,
    /// The flow it names.
    pub flow: Option<Spanned<Flow>>,
    /// The measure it names.
    pub measure: Option<Spanned<u16>>,
    /// The commodity it names; a named "none" is `Some` with no value.
    pub commodity: Option<Spanned<Option<u16>>>,
    /// The benchmark it names.
    pub benchmark: Option<Spanned<String>>,
    /// The places in it, in order.
    pub places: SmallVec<[Spanned<u16>; 2]>,
    /// Whether it names a part of the world that is no country.
    pub nowhere: bool,
    /// The place of an organization in it.
    pub seat: Option<Spanned<u16>>,
    /// The step of the preposition that hangs it on the phrase before.
    pub preposition: Option<usize>,
    /// Whether a verb follows it, its chain left out.
    pub subject: bool,
}

impl Noun {
    /// Whether it names a flow, a measure or a benchmark, and not a commodity or place alone.
    pub fn is_strong(&self) -> bool {
        self.flow.is_some() || self.measure.is_some() || self.benchmark.is_some()
    }

    /// Whether it names any thing that a figure can be of.
    pub fn is_thing(&self) -> bool {
        self.is_strong() || self.commodity.is_some()
    }

    /// Whether it ends before a step of the clause it stands in.
    pub fn precedes(&self, line: &Line, step: usize) -> bool {
        self.last <= step && line.steps[self.first].clause == line.steps[step].clause
    }

    /// The last step that belongs to the phrase: its head, and words after it that do not look like verbs.
    pub fn last_noun(&self, line: &Line) -> usize {
        let mut last = self.head;
        while last + 1 < self.last && !line.looks_verbal(last + 1) && !line.is_adjective(last + 1) {
            last += 1;
        }
        last
    }
}

/// The noun phrases of a sentence, in order.
pub fn nouns(line: &Line) -> Vec<Noun> {
    let mut list: Vec<Noun> = Vec::new();
    let mut step = 0;
    while step < line.len() {
        if !continues(line, step, step) {
            step += 1;
            continue;
        }
        let first = step;
        step += 1;
        while step < line.len() && line.steps[step].clause == line.steps[first].clause && continues(line, first, step) {
            step += 1;
        }
        let mut noun = Noun { first, last: step, head: step - 1, ..Noun::default() };
        read_things(line, &mut noun);
        noun.preposition = hangs_on(line, &list, first);
        if sits_with_speaker(line, &list, &noun) {
            noun.places.clear();
            noun.seat = None;
        }
        list.push(noun);
    }
    mark_subjects(line, &mut list);
    list
}

/// Whether `step` can stand in a noun phrase that began at `first`.
fn continues(line: &Line, first: usize, step: usize) -> bool {
    if line.is_bound(step) {
        return false;
    }
    match line.steps[step].item {
        Item::Token(_) => {
            let token = line.token(step);
            match token.shape {
                Shape::Mark => {
                    step > first
                        && matches!(line.words(token.span), "'s" | "\u{2019}s" | "-" | "&" | "/" | "'" | "\u{2019}")
                        && !line_breaks(line, step)
                }
                Shape::Digits => false,
                _ => step == first || !line.looks_verbal(step) || line.is_thing(step + 1),
            }
        }
        Item::Mention(index) => match &line.reading.mentions[index as usize].value {
            MentionKind::Quantity(_) | MentionKind::Time(_) | MentionKind::TooLong => false,
            MentionKind::Name | MentionKind::Stop => true,
            MentionKind::Phrase(_) => is_nominal(line, step),
        },
    }
}

/// A hyphen with white space on either side is a dash.
fn line_breaks(line: &Line, step: usize) -> bool {
    line.words(line.steps[step].span) == "-" && line.token(step).spaced
}

/// Whether a phrase of the grammar is a thing here, or a word that is no verb and no function word.
fn is_nominal(line: &Line, step: usize) -> bool {
    if line.is_thing(step) {
        return !is_verb_here(line, step);
    }
    !(line.is_function(step)
        || line.is_verb(step)
        || line.is_cue(step, "clause.break")
        || line.is_cue(step, "clause.coordinate"))
        && line.change(step).is_none()
}

/// Whether a word that is both a verb and a noun ("exports") is a verb here: after a bare place, name or pronoun and
/// before a thing or a figure.
pub fn is_verb_here(line: &Line, step: usize) -> bool {
    if line.is_used_as_verb(step) {
        return true;
    }
    if line.flow(step, Use::Verb).is_none() || step == 0 {
        return false;
    }
    if !line.is_thing(step) {
        return true;
    }
    let actor = |at: usize| {
        line.is_name(at)
            || line.cue(at, "attribution").is_some_and(|(_, entry)| entry.name() == "pronoun")
            || line.has_sense(at, |sense| matches!(sense, Sense::Place(..) | Sense::Organization(..)))
    };
    let skipped = |at: usize| line.time(at).is_some() || line.cue(at, "adverb").is_some();
    let subject = (0..step).rev().find(|at| !skipped(*at));
    let object = (step + 1..line.len()).find(|at| !line.is_bound(*at) && !line.is_function(*at));
    let thing =
        |at: usize| line.quantity(at).is_some() || line.has_sense(at, |sense| matches!(sense, Sense::Commodity(_)));
    subject.is_some_and(actor) && object.is_some_and(thing)
}

/// Collects what the steps of a noun phrase name; the last flow and the last commodity win.
fn read_things(line: &Line, noun: &mut Noun) {
    for step in noun.first..noun.last {
        let span = line.steps[step].span;
        for rule in line.rules(step) {
            let rule = *rule;
            match line.grammar.sense(rule) {
                Sense::Flow(Flow::Export, Use::Noun)
                    if line.is_cue(step, "time.contract") && follows_month(line, step) => {}
                Sense::Flow(flow, Use::Noun) => {
                    noun.flow = Some(Spanned::new(*flow, span, rule));
                    noun.head = step;
                }
                Sense::Measure(measure, Use::Noun) => {
                    noun.measure = Some(Spanned::new(*measure, span, rule));
                    noun.head = step;
                }
                Sense::Commodity(_)
                    if is_beside_flow_only(line, rule) && !flow_stands_in(line, step + 1..noun.last) => {}
                Sense::Commodity(commodity) => {
                    noun.commodity = Some(Spanned::new(*commodity, span, rule));
                    noun.head = step;
                }
                Sense::Benchmark(commodity, _) => {
                    let name = line.grammar.entry(rule).id.clone();
                    noun.benchmark = Some(Spanned::new(name, span, rule));
                    if noun.commodity.is_none() {
                        noun.commodity = Some(Spanned::new(Some(*commodity), span, rule));
                    }
                    noun.head = step;
                }
                Sense::Place(..)
                    if step > noun.first && line.is_name(step - 1) && line.token(step).shape == Shape::Upper => {}
                Sense::Place(place, facet) if *facet != Facet::City || noun.places.is_empty() => {
                    let known = noun.places.iter().any(|known| known.value == *place);
                    noun.places.extend((!known).then_some(Spanned::new(*place, span, rule)));
                }
                Sense::Nothing if line.grammar.entry(rule).class == Class::Places => noun.nowhere = true,
                Sense::Organization(Some(place), _, _) => noun.seat = Some(Spanned::new(*place, span, rule)),
                _ => {}
            }
        }
    }
}

/// Whether a phrase only says where a person works: "an analyst at Fjord Bank in Oslo".
fn sits_with_speaker(line: &Line, list: &[Noun], noun: &Noun) -> bool {
    let mut hanging = noun;
    for before in list.iter().rev() {
        if !hanging.preposition.is_some_and(|step| line.is_cue(step, "preposition.in")) {
            return false;
        }
        if (before.first..before.last).any(|step| line.is_cue(step, "party.expert")) {
            return true;
        }
        hanging = before;
    }
    false
}

/// Whether a month stands right before the step: "June delivery" is of a price.
fn follows_month(line: &Line, step: usize) -> bool {
    let month = |time: &TimeExpression| matches!(time.when, When::Piece(Piece::Month(_), _));
    step > 0 && line.time(step - 1).is_some_and(month)
}

/// The preposition just before `first`, an article between them allowed, and the phrase that ends before it.
fn hangs_on(line: &Line, list: &[Noun], first: usize) -> Option<usize> {
    let mut step = first.checked_sub(1)?;
    let before = list.last()?;
    while step > before.last && line.is_function(step) && !is_preposition(line, step) {
        step -= 1;
    }
    let close = step == before.last || (step == before.last + 1 && line.quantity(before.last).is_some());
    (is_preposition(line, step) && close).then_some(step)
}

/// Whether the step is a preposition that hangs one noun phrase on another.
pub fn is_preposition(line: &Line, step: usize) -> bool {
    if line.is_cue(step, "clause.coordinate") {
        return false;
    }
    line.cue(step, "party").is_some_and(|(_, entry)| matches!(entry.name(), "to" | "from" | "with" | "between"))
        || line.cue(step, "preposition").is_some()
}

/// A phrase is a subject where a verb or a change follows its chain.
fn mark_subjects(line: &Line, list: &mut [Noun]) {
    for index in 0..list.len() {
        let mut end = list[index].last;
        for later in &list[index + 1..] {
            if later.preposition.is_none() || later.first > end + 3 {
                break;
            }
            end = later.last;
        }
        end = past_brackets(line, end);
        let infinitive = end < line.len() && line.is_cue(end, "party.to");
        let verb =
            !infinitive && (end..line.len().min(end + 2)).any(|step| line.is_verb(step) || line.change(step).is_some());
        list[index].subject = verb && list[index].preposition.is_none();
    }
}

/// Where a bracket that opens at `step` ends; `step` itself where none opens.
fn past_brackets(line: &Line, step: usize) -> usize {
    if !line.is_mark(step, "(") {
        return step;
    }
    (step..line.len().min(step + 20)).find(|other| line.is_mark(*other, ")")).map_or(step, |close| close + 1)
}

/// Whether a word names its commodity only before a flow: "power demand".
fn is_beside_flow_only(line: &Line, rule: RuleId) -> bool {
    line.grammar.entry(rule).name() == "beside_flow"
}

fn flow_stands_in(line: &Line, mut steps: std::ops::Range<usize>) -> bool {
    steps.any(|step| line.flow(step, Use::Noun).is_some())
}

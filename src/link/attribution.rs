//! Who said it: the source named by the sentence, or by the quotation or pronoun that continues one.
//!
//! ```text
//! "X said", "said X", "according to X", "X data showed", "X told Y"     X: a name, organization, or titled noun
//! ```

use super::context::Context;
use super::line::Line;
use crate::grammar::words::Sense;
use crate::model::claim::Said;
use crate::model::figure::Distance;
use crate::model::mention::{Item, MentionKind};
use crate::model::sentence::Shape;
use crate::model::span::Span;

/// A source and the steps it speaks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its words.
    pub said: Said<String>,
    /// First step of its scope.
    pub from: usize,
    /// One past the last step of its scope.
    pub to: usize,
}

/// The source of the sentence, if it names one; a pronoun or title takes the last one named.
pub fn source(line: &Line, context: &Context) -> Option<Source> {
    (0..line.len()).find_map(|step| at_according(line, step).or_else(|| at_verb(line, step, context)))
}

/// "according to X"
fn at_according(line: &Line, step: usize) -> Option<Source> {
    let (rule, _) = line.cue(step, "attribution").filter(|(_, entry)| entry.name() == "according")?;
    let span = source_right(line, step + 1)?;
    Some(Source { said: Said::read(tidy(line, span), span, rule, Distance::Sentence), from: 0, to: line.len() })
}

/// "X said", "said X"
fn at_verb(line: &Line, step: usize, context: &Context) -> Option<Source> {
    let (rule, _) = line.cue(step, "attribution").filter(|(_, entry)| entry.name() == "said")?;
    if step > 0 && is_pronoun(line, step - 1) {
        let known = context.source.clone()?;
        let said =
            Said { value: known, span: Some(line.steps[step - 1].span), rule: Some(rule), distance: Distance::Earlier };
        return Some(Source { said, from: 0, to: line.len() });
    }
    let left = source_left(line, step);
    let span = left.or_else(|| source_right(line, step + 1).filter(|_| follows_quote(line, step)))?;
    let words = tidy(line, span);
    Some(Source { said: Said::read(words, span, rule, Distance::Sentence), from: 0, to: line.len() })
}

fn is_pronoun(line: &Line, step: usize) -> bool {
    line.cue(step, "attribution").is_some_and(|(_, entry)| entry.name() == "pronoun")
}

/// "said X" only after a comma or a closing quotation mark.
fn follows_quote(line: &Line, step: usize) -> bool {
    step > 0 && line.is_any_mark(step - 1)
}

/// The name or titled noun that ends just before the verb; an apposition between commas is passed over.
fn source_left(line: &Line, verb: usize) -> Option<Span> {
    let mut end = verb;
    if end > 1 && line.is_mark(end - 1, ",") {
        let open = (0..end - 1).rev().find(|step| line.is_mark(*step, ","))?;
        if end - open > 14 || !is_source(line, open.checked_sub(1)?) {
            return None;
        }
        end = open;
    } else if end > 0 && line.is_function(end - 1) {
        end -= 1;
    }
    let last = end.checked_sub(1)?;
    if !is_source(line, last) {
        return None;
    }
    let mut first = last;
    while first > 0 && (is_source(line, first - 1) || joins(line, first - 1)) {
        first -= 1;
    }
    while first < last && joins(line, first) {
        first += 1;
    }
    Some(best_name(line, first, last))
}

/// The name or titled noun that begins here, an article allowed.
fn source_right(line: &Line, from: usize) -> Option<Span> {
    let mut first = from;
    while first < line.len() && first < from + 6 && !is_source(line, first) {
        if line.is_any_mark(first) {
            return None;
        }
        first += 1;
    }
    if first >= line.len() || !is_source(line, first) {
        return None;
    }
    let mut last = first;
    while last + 1 < line.len() && (is_source(line, last + 1) || joins(line, last + 1)) {
        last += 1;
    }
    while last > first && joins(line, last) {
        last -= 1;
    }
    Some(best_name(line, first, last))
}

/// The last name in a run of titles and names; the whole run where it holds none.
fn best_name(line: &Line, first: usize, last: usize) -> Span {
    let name = (first..=last).rev().find(|step| is_proper(line, *step));
    let Some(end) = name else { return line.steps[first].span.joined(line.steps[last].span) };
    let mut start = end;
    while start > first
        && (is_proper(line, start - 1)
            || (joins_name(line, start - 1) && start - 1 > first && is_proper(line, start - 2)))
    {
        start -= 1;
    }
    line.steps[start].span.joined(line.steps[end].span)
}

/// Whether a step can be part of a source: a name, an organization, a title, a place.
fn is_source(line: &Line, step: usize) -> bool {
    is_proper(line, step)
        || line.cue(step, "attribution").is_some_and(|(_, entry)| matches!(entry.name(), "title" | "data"))
        || line
            .find(step, |entry| matches!(entry.sense, Sense::Place(..) | Sense::Commodity(_)).then_some(()))
            .is_some()
}

/// Whether a step is a proper name.
fn is_proper(line: &Line, step: usize) -> bool {
    match line.steps[step].item {
        Item::Token(_) => matches!(line.token(step).shape, Shape::Capital | Shape::Upper | Shape::Mixed) && step > 0,
        Item::Mention(index) => match &line.reading.mentions[index as usize].value {
            MentionKind::Name => true,
            MentionKind::Phrase(rules) => {
                rules.iter().any(|rule| matches!(line.grammar.sense(*rule), Sense::Organization(..)))
            }
            _ => false,
        },
    }
}

fn joins(line: &Line, step: usize) -> bool {
    joins_name(line, step)
        || line.is_cue(step, "function.word") && !line.is_any_mark(step) && line.is_cue(step, "preposition.of")
}

fn joins_name(line: &Line, step: usize) -> bool {
    line.is_any_mark(step) && matches!(line.words(line.steps[step].span), "'s" | "\u{2019}s" | "-" | "." | "&")
}

/// The words with line breaks and runs of white space as single spaces.
fn tidy(line: &Line, span: Span) -> String {
    line.words(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

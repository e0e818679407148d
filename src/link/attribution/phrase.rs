//! The words that name a source: the noun phrase that ends before a verb of saying, or begins after "according to".
//!
//! ```text
//! phrase := determiner? (modifier | name | title)+ (preposition phrase)*
//! "Gazprom CEO Alexei Miller" names Alexei Miller; "figures by the ministry" names the ministry; "officials close to
//! the talks" names no one and is kept as it stands
//! ```

use crate::grammar::words::{Facet, Sense};
use crate::link::line::Line;
use crate::model::mention::{Item, MentionKind};
use crate::model::sentence::Shape;
use crate::model::span::Span;

/// What a noun phrase says of who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// A name.
    Name(Span),
    /// A noun that stands for a name, or for people who have none: its words, its head, whether it is a known one.
    Title { words: Span, head: usize, definite: bool },
    /// A pronoun.
    Pronoun(usize),
}

/// A source's noun phrase: the steps it fills, both ends included, and whom it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its first step.
    pub first: usize,
    /// Its last step.
    pub last: usize,
    /// Whom it names.
    pub naming: Naming,
}

/// How far back an apposition between commas is looked through, in steps.
const APPOSITION: usize = 40;
/// Most words of a source.
const MOST_WORDS: usize = 8;

/// The phrase that ends before step `end`: adverbs, times, brackets and an apposition between them are passed over.
pub fn before(line: &Line, end: usize) -> Option<Phrase> {
    let mut last = nominal_end(line, end.checked_sub(1)?)?;
    if is_stop(line, last) {
        if let Some(named) = named_aside(line, last) {
            return Some(named);
        }
        last = nominal_end(line, opening(line, last)?.checked_sub(1)?)?;
    }
    if is_pronoun(line, last) {
        return Some(Phrase { first: last, last, naming: Naming::Pronoun(last) });
    }
    if !belongs(line, last) {
        return None;
    }
    let first = begin(line, last);
    naming(line, first, last).map(|naming| Phrase { first, last, naming })
}

/// The phrase that begins at step `from`.
pub fn after(line: &Line, from: usize) -> Option<Phrase> {
    let mut first = from;
    while first < line.len() && is_determiner(line, first) {
        first += 1;
    }
    if first >= line.len() || !belongs(line, first) {
        return None;
    }
    let mut last = first;
    while last + 1 < line.len() {
        let next = last + 1;
        let tied = is_preposition(line, next) || is_determiner(line, next) && is_preposition(line, last);
        let made = (line.cue(next, "verb").is_some() || line.looks_verbal(next))
            && next + 1 < line.len()
            && is_preposition(line, next + 1)
            && is_data(line, last);
        let acts = next + 1 < line.len()
            && (line.is_verb(next) || line.change(next).is_some() && !is_named(line, next))
            && is_determiner(line, next + 1);
        if (belongs(line, next) || tied || made) && !acts {
            last = next;
        } else {
            break;
        }
    }
    while last > first && !belongs(line, last) {
        last -= 1;
    }
    naming(line, from, last).map(|naming| Phrase { first: from, last, naming })
}

/// The last step at or before `last` that is no adverb, auxiliary, time or bracket.
fn nominal_end(line: &Line, mut last: usize) -> Option<usize> {
    loop {
        if line.time(last).is_some()
            || line.cue(last, "adverb").is_some() && !is_pronoun(line, last)
            || line.is_auxiliary(last)
        {
            let timed = line.time(last).is_some();
            last = last.checked_sub(1)?;
            if timed && is_preposition(line, last) {
                last = last.checked_sub(1)?;
            }
        } else if let Some(open) = bracket(line, last) {
            last = open.checked_sub(1)?;
        } else {
            return Some(last);
        }
    }
}

/// The opening bracket that the closing one at `step` belongs to.
pub fn bracket(line: &Line, step: usize) -> Option<usize> {
    let open = if line.is_mark(step, ")") {
        "("
    } else if line.is_mark(step, ">") {
        "<"
    } else {
        return None;
    };
    (step.saturating_sub(APPOSITION)..step).rev().find(|other| line.is_mark(*other, open))
}

/// Whether a step is a comma or a dash, which may close an apposition.
fn is_stop(line: &Line, step: usize) -> bool {
    line.is_mark(step, ",") || is_dash(line, step)
}

/// Whether a step is a dash, not a hyphen.
pub fn is_dash(line: &Line, step: usize) -> bool {
    line.is_mark(step, "\u{2014}")
        || line.is_mark(step, "\u{2013}")
        || line.is_mark(step, "-") && line.token(step).spaced
}

/// The comma or dash that opens the apposition closed at `close`: the nearest right after a name or a title.
fn opening(line: &Line, close: usize) -> Option<usize> {
    let dash = is_dash(line, close);
    (close.saturating_sub(APPOSITION)..close).rev().find(|step| {
        let same = if dash { is_dash(line, *step) } else { line.is_mark(*step, ",") };
        let named = |last: usize| is_proper(line, last) || is_title(line, last);
        same && step.checked_sub(1).and_then(|last| nominal_end(line, last)).is_some_and(named)
    })
}

/// The name that stands between commas after a title, closed at `close`: "the minister, Aidar Sat, said".
fn named_aside(line: &Line, close: usize) -> Option<Phrase> {
    let last = nominal_end(line, close.checked_sub(1)?)?;
    let open = (0..last)
        .rev()
        .find(|step| !is_named(line, *step) && !is_joint(line, *step))
        .filter(|open| line.is_mark(*open, ","))?;
    let title = open.checked_sub(1).filter(|title| is_title(line, *title))?;
    let named = is_named(line, last) && !is_named(line, title);
    named.then(|| Phrase { first: open + 1, last, naming: Naming::Name(name(line, open + 1, last)) })
}

/// Where the phrase that ends at `last` begins.
fn begin(line: &Line, last: usize) -> usize {
    let mut first = last;
    while let Some(left) = first.checked_sub(1) {
        let capital = is_proper(line, first) || line.token(first).shape == Shape::Capital;
        let joined = line.is_cue(left, "clause.coordinate") && left > 0 && is_proper(line, left - 1) && capital;
        if belongs(line, left) || joined || hangs(line, left) || line.looks_verbal(left) && is_title(line, first) {
            first = left;
        } else if is_determiner(line, left) {
            first = left;
            if !left.checked_sub(1).is_some_and(|link| hangs(line, link)) {
                break;
            }
        } else {
            break;
        }
    }
    while first < last && !belongs(line, first) && !is_determiner(line, first) {
        first += 1;
    }
    first
}

/// Whether the preposition at `step` hangs what follows on a source: "officials of", "sources close to".
fn hangs(line: &Line, step: usize) -> bool {
    let source = |at: usize| is_proper(line, at) || is_title(line, at) || is_data(line, at);
    let passed =
        |at: usize| belongs(line, at) || is_determiner(line, at) || is_preposition(line, at) || line.looks_verbal(at);
    let Some(left) = step.checked_sub(1).filter(|_| is_preposition(line, step)) else { return false };
    source(left)
        || (step.saturating_sub(6)..step)
            .rev()
            .take_while(|at| passed(*at))
            .any(|at| is_title(line, at) || is_data(line, at))
}

/// Whom the steps from `first` to `last` name.
fn naming(line: &Line, first: usize, last: usize) -> Option<Naming> {
    let definite = is_definite(line, first);
    let mut start = first;
    while start < last && is_determiner(line, start) {
        start += 1;
    }
    let held = |step: usize| is_data(line, step) || is_title(line, step) && !line.is_name(step);
    let made = |step: usize| {
        held(step - 1)
            && !is_title(line, step)
            && !is_data(line, step)
            && (line.cue(step, "verb").is_some() || line.cue(step, "adjective").is_some() || line.looks_verbal(step))
    };
    let tail = (start + 1..=last).find(|step| is_preposition(line, *step) || made(*step));
    let head = (start..tail.unwrap_or(last + 1)).rev().find(|step| !line.is_any_mark(*step))?;
    if is_data(line, head) && !is_proper(line, head) {
        return Some(owner(line, start, head, tail.map(|tail| (tail, last)), definite));
    }
    let company = head >= start + 2
        && line.token(head).shape == Shape::Capital
        && line.is_cue(head - 1, "clause.coordinate")
        && is_named(line, head - 2);
    if company {
        return Some(Naming::Name(name(line, start, head - 2).joined(line.steps[head].span)));
    }
    let named_last = is_title(line, head)
        && last > head
        && line.is_name(last)
        && (is_named(line, last - 1) || line.is_place(last - 1) || last - start >= MOST_WORDS);
    if named_last {
        return Some(Naming::Name(name(line, last, last)));
    }
    if is_proper(line, head) {
        return Some(Naming::Name(name(line, start, head)));
    }
    let last = if last - start < MOST_WORDS { last } else { head };
    let start = (start..head)
        .rev()
        .find(|step| is_possessive(line, *step))
        .filter(|_| head - start >= MOST_WORDS)
        .map_or(start, |step| step + 1);
    let last = (head..=last).rev().find(|step| !line.is_any_mark(*step)).unwrap_or(head);
    let words = line.steps[start].span.joined(line.steps[last].span);
    (is_title(line, head) || definite || tail.is_some()).then_some(Naming::Title { words, head, definite })
}

/// Whose data or report it is: the name or title before it, the one a preposition ties to it, or nobody's.
fn owner(line: &Line, start: usize, head: usize, tail: Option<(usize, usize)>, definite: bool) -> Naming {
    if let Some(named) = (start..head).rev().find(|step| is_named(line, *step)) {
        return Naming::Name(name(line, start, named));
    }
    let possessor = (start + 1..head)
        .find(|step| is_possessive(line, *step))
        .map(|mark| mark - 1)
        .filter(|owner| is_title(line, *owner));
    if let Some(owner) = possessor {
        let words = line.steps[start].span.joined(line.steps[owner].span);
        return Naming::Title { words, head: owner, definite };
    }
    if let Some((link, last)) = tail {
        let from = (link..=last)
            .find(|step| belongs(line, *step) && !is_preposition(line, *step) && line.cue(*step, "verb").is_none());
        let found = from.and_then(|from| {
            naming(line, if from > 0 && is_determiner(line, from - 1) { from - 1 } else { from }, last)
        });
        if let Some(found) =
            found.filter(|found| !matches!(found, Naming::Title { head, .. } if !is_title(line, *head)))
        {
            return found;
        }
    }
    Naming::Title { words: line.steps[start].span.joined(line.steps[head].span), head, definite }
}

/// The name that ends at step `head`: the run of names before it, titles inside left out, or the short one in brackets.
fn name(line: &Line, start: usize, head: usize) -> Span {
    if let Some(short) = short_name(line, head) {
        return short;
    }
    let place = is_place(line, head) && !is_named(line, head);
    let part = |step: usize| if place { is_proper(line, step) } else { is_named(line, step) };
    let mut first = head;
    while first > start {
        if part(first - 1) {
            first -= 1;
        } else if first > start + 1 && is_joint(line, first - 1) && part(first - 2) {
            first -= 2;
        } else if is_place(line, first - 1)
            && line.reading.tokens[..line.steps[head].last as usize]
                .last()
                .is_some_and(|token| ends_entry(line, "attribution.body", line.words(token.span)))
        {
            first -= 1;
        } else {
            break;
        }
    }
    untitled(line, first, line.steps[first].span.joined(line.steps[head].span))
}

/// The short name in brackets after a long one, at `head`: no acronym, and nothing between them but what is glued on.
pub fn short_name(line: &Line, head: usize) -> Option<Span> {
    let open = (head + 1..line.len().min(head + 6)).find(|step| line.is_mark(*step, "("))?;
    let glued = (head + 1..open).all(|step| !line.token(step).spaced || line.token(step).shape == Shape::Upper);
    let worded = open + 2 < line.len() && line.is_mark(open + 2, ")") && line.token(open + 1).shape == Shape::Capital;
    (glued && worded).then(|| line.steps[open + 1].span)
}

/// The name without the titles it begins with: up to the last title among its first words that a name follows.
fn untitled(line: &Line, first: usize, span: Span) -> Span {
    let tokens = line.reading.tokens[line.steps[first].first as usize..].iter();
    let inside = tokens.take_while(|token| token.span.start < span.end);
    let mut start = span.start;
    let mut titled = false;
    for token in inside.take(6) {
        let word = line.words(token.span);
        if titled && matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Mixed) {
            start = token.span.start;
        }
        titled = is_title_word(line, word);
    }
    Span { start, end: span.end }
}

/// Whether a word is a person's title, or the last word of one.
pub fn is_title_word(line: &Line, word: &str) -> bool {
    ends_entry(line, "attribution.title", word) && !ends_entry(line, "attribution.body", word)
}

/// Whether a word is the last of a phrase of the cue with this id.
pub fn ends_entry(line: &Line, id: &str, word: &str) -> bool {
    line.grammar.ends_speaker(id, line.grammar.lexicon.word(word))
}

/// Whether a step can stand in a source's noun phrase.
pub fn belongs(line: &Line, step: usize) -> bool {
    if is_title(line, step) || is_data(line, step) || is_possessive(line, step) || is_joint(line, step) {
        return true;
    }
    match line.mention(step) {
        Some((_, MentionKind::Name | MentionKind::Stop)) => true,
        Some((_, MentionKind::Phrase(_))) => {
            let hyphenated = step > 0 && line.is_mark(step - 1, "-") && !line.token(step).spaced;
            if hyphenated {
                return true;
            }
            let worded = ["adjective", "noun", "plural"].iter().any(|group| line.cue(step, group).is_some());
            let made = (line.is_cue(step, "verb.participle")
                || line.is_cue(step, "verb.noun")
                || line.is_cue(step, "verb.ing"))
                && line.cue(step, "attribution").is_none();
            (line.is_thing(step) || worded || made) && !line.is_function(step)
        }
        Some(_) => false,
        None => {
            let hyphenated = step > 0 && line.is_mark(step - 1, "-") && !line.token(step).spaced;
            !matches!(line.token(step).shape, Shape::Mark | Shape::Digits) && (hyphenated || !line.looks_verbal(step))
        }
    }
}

/// Whether a step is a name, a body, a place, or a word with a capital.
pub fn is_proper(line: &Line, step: usize) -> bool {
    is_named(line, step) || is_place(line, step)
}

/// Whether a step is a name or a body.
pub fn is_named(line: &Line, step: usize) -> bool {
    match line.steps[step].item {
        Item::Token(_) => {
            matches!(line.token(step).shape, Shape::Capital | Shape::Upper | Shape::Mixed) && !is_possessive(line, step)
        }
        Item::Mention(_) => line.is_name_or_body(step),
    }
}

/// Whether a step is a country, a bloc or a capital.
fn is_place(line: &Line, step: usize) -> bool {
    line.has_sense(step, |sense| matches!(sense, Sense::Place(_, Facet::Name | Facet::Capital)))
}

/// Whether a step is a title: a noun that stands for who speaks.
pub fn is_title(line: &Line, step: usize) -> bool {
    let known = line.is_cue(step, "attribution.title") || line.is_cue(step, "attribution.body");
    known
        || is_article_phrase(line, step)
            && ["attribution.title", "attribution.body"].iter().any(|id| ends_entry(line, id, last_word(line, step)))
}

/// Whether a step is a cue of several words that begins with an article: "the company", where it says whose a figure is.
fn is_article_phrase(line: &Line, step: usize) -> bool {
    let one = line.steps[step];
    one.last - one.first > 1
        && !line.is_thing(step)
        && !line.rules(step).is_empty()
        && ends_entry(line, "attribution.definite", line.words(line.token(step).span))
}

/// The last word of a step.
pub fn last_word<'a>(line: &Line<'a>, step: usize) -> &'a str {
    let words = line.words(line.steps[step].span);
    words.rsplit(char::is_whitespace).next().unwrap_or(words)
}

/// Whether a step is data, a report or a survey.
pub fn is_data(line: &Line, step: usize) -> bool {
    line.is_cue(step, "attribution.data")
}

/// Whether a step is a pronoun that can speak.
pub fn is_pronoun(line: &Line, step: usize) -> bool {
    line.is_cue(step, "attribution.pronoun")
}

fn is_definite(line: &Line, step: usize) -> bool {
    line.is_cue(step, "attribution.definite") || line.is_cue(step, "party.own") || is_article_phrase(line, step)
}

/// Whether a step is an article or another word that begins a noun phrase.
pub fn is_determiner(line: &Line, step: usize) -> bool {
    line.cue(step, "determiner").is_some() || is_definite(line, step)
}

/// Whether a step is a preposition.
pub fn is_preposition(line: &Line, step: usize) -> bool {
    (line.cue(step, "preposition").is_some() || line.is_cue(step, "party.to"))
        && !line.is_cue(step, "conjunction.coordinating")
}

/// Whether a step is the mark of a possessor.
pub fn is_possessive(line: &Line, step: usize) -> bool {
    let mark = line.words(line.steps[step].span);
    matches!(mark, "'s" | "\u{2019}s") || matches!(mark, "'" | "\u{2019}") && !line.token(step).spaced && step > 0
}

/// Whether a step joins the words of a name.
fn is_joint(line: &Line, step: usize) -> bool {
    line.is_any_mark(step)
        && matches!(line.words(line.steps[step].span), "-" | "&" | "." | "'" | "\u{2019}")
        && !line.token(step).spaced
        && !line.is_mark(step + 1, ",")
}

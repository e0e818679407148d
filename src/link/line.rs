//! A sentence as the links see it: its items as steps, each with its senses, cut into clauses.

mod clause;
mod verb;

use crate::grammar::Grammar;
use crate::grammar::marks::Marks;
use crate::grammar::words::{Cue, Entry, Sense, Use};
use crate::model::code::Flow;
use crate::model::mention::{Item, MentionKind, Quantity, Reading};
use crate::model::sentence::{Shape, Token, Word};
use crate::model::span::{RuleId, Span};
use crate::model::time::TimeExpression;

/// One step of a sentence: a token or a mention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// What stands there.
    pub item: Item,
    /// Its first token.
    pub first: u32,
    /// One past its last token.
    pub last: u32,
    /// Its bytes in the text.
    pub span: Span,
    /// The clause it stands in, from 0.
    pub clause: u16,
}

/// A sentence with its document's text and the grammar that explains it.
#[derive(Clone)]
pub struct Line<'a> {
    /// The document's text.
    pub text: &'a str,
    /// The sentence and its mentions.
    pub reading: &'a Reading,
    /// The grammar.
    pub grammar: &'a Grammar,
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// The step each token stands in.
    step_of: Vec<u32>,
    /// Which steps bound the amount after or before them.
    bounds: Vec<bool>,
    /// What each step may be.
    marks: Vec<Marks>,
    /// What any of its steps may be.
    pub all_marks: Marks,
    /// Which steps are verbs.
    verbs: Vec<bool>,
}

impl<'a> Line<'a> {
    /// The steps of a reading, cut into clauses.
    pub fn new(text: &'a str, reading: &'a Reading, grammar: &'a Grammar) -> Line<'a> {
        let mut line = Line {
            text,
            reading,
            grammar,
            steps: Vec::with_capacity(reading.items.len()),
            step_of: vec![0; reading.tokens.len()],
            bounds: Vec::new(),
            marks: Vec::with_capacity(reading.items.len()),
            all_marks: Marks::default(),
            verbs: Vec::new(),
        };
        let mut next = 0;
        for item in &reading.items {
            let (span, count) = match item {
                Item::Token(index) => (reading.tokens[*index as usize].span, 1),
                Item::Mention(index) => {
                    let span = reading.mentions[*index as usize].span;
                    let inside =
                        reading.tokens[next as usize..].iter().take_while(|token| token.span.start < span.end).count();
                    (span, inside.max(1) as u32)
                }
            };
            for token in next..(next + count).min(reading.tokens.len() as u32) {
                line.step_of[token as usize] = line.steps.len() as u32;
            }
            line.steps.push(Step { item: *item, first: next, last: next + count, span, clause: 0 });
            line.marks.push(grammar.marks(line.rules(line.steps.len() - 1)));
            next += count;
        }
        line.all_marks = line.marks.iter().fold(Marks::default(), |all, marks| all.or(*marks));
        line.verbs = (0..line.steps.len()).map(|step| line.reads_as_verb(step)).collect();
        line.mark_bounds();
        line.cut_clauses();
        line
    }

    /// Marks the steps that a quantity's bound is written in.
    fn mark_bounds(&mut self) {
        let bound = |value: &MentionKind| match value {
            MentionKind::Quantity(quantity) => quantity.comparator_span,
            _ => None,
        };
        let bounds: Vec<Span> = self.reading.mentions.iter().filter_map(|mention| bound(&mention.value)).collect();
        self.bounds = self.steps.iter().map(|step| bounds.iter().any(|bound| bound.overlaps(step.span))).collect();
    }

    /// Whether the sentence has no step at all.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// How many steps there are.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// The step that a token stands in.
    pub fn step_of_token(&self, token: usize) -> usize {
        self.step_of[token] as usize
    }

    /// The words of a span.
    pub fn words(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// The first token of a step.
    pub fn token(&self, step: usize) -> &'a Token {
        &self.reading.tokens[self.steps[step].first as usize]
    }

    /// The word that a step is, where it is no more than one.
    #[inline]
    pub fn word(&self, step: usize) -> Option<Word> {
        let one = self.steps.get(step)?;
        (one.last - one.first == 1).then(|| self.token(step).word)
    }

    /// What a step may be.
    #[inline]
    pub fn marks(&self, step: usize) -> Marks {
        self.marks.get(step).copied().unwrap_or_default()
    }

    /// The steps before this one in its clause, nearest first.
    pub fn before_in_clause(&self, step: usize) -> impl Iterator<Item = usize> + '_ {
        let clause = self.steps[step].clause;
        (0..step).rev().take_while(move |other| self.steps[*other].clause == clause)
    }

    /// The steps behind this one in its clause.
    pub fn after_in_clause(&self, step: usize) -> impl Iterator<Item = usize> + '_ {
        let clause = self.steps[step].clause;
        (step + 1..self.len()).take_while(move |other| self.steps[*other].clause == clause)
    }

    /// The step of the next figure, or the end.
    pub fn next_figure(&self, step: usize) -> usize {
        (step + 1..self.len()).find(|other| self.quantity(*other).is_some()).unwrap_or(self.len())
    }

    /// What the longest entry at the first word of a figure's bound ("below", "estimated at") says, if `pick` takes it.
    pub fn in_bound<T>(&self, step: usize, pick: impl Fn(&Entry) -> Option<T>) -> Option<(Span, RuleId, T)> {
        let bound = self.quantity(step)?.comparator_span?;
        let tokens = &self.reading.tokens;
        let first = tokens.partition_point(|token| token.span.start < bound.start);
        let (_, rule, found) = self.grammar.longest(self.text, tokens, first, pick)?;
        Some((bound, rule, found))
    }

    /// The words of a span with line breaks and runs of white space as single spaces.
    pub fn tidy(&self, span: Span) -> String {
        tidy(self.words(span))
    }

    /// Whether the step is this mark.
    #[inline]
    pub fn is_mark(&self, step: usize, mark: &str) -> bool {
        self.steps.get(step).is_some_and(|one| matches!(one.item, Item::Token(_)) && self.words(one.span) == mark)
    }

    /// Whether the step is the sign of the possessive: "Iran's", "producers'".
    pub fn is_possessive(&self, step: usize) -> bool {
        match self.steps.get(step).map(|one| self.words(one.span)) {
            Some("'s" | "\u{2019}s") => true,
            Some("'" | "\u{2019}") => step > 0 && self.words(self.steps[step - 1].span).ends_with('s'),
            _ => false,
        }
    }

    /// Whether the step is a token that is a mark of any kind.
    pub fn is_any_mark(&self, step: usize) -> bool {
        matches!(self.steps[step].item, Item::Token(_)) && self.token(step).shape == Shape::Mark
    }

    /// The mention that a step is.
    pub fn mention(&self, step: usize) -> Option<(usize, &'a MentionKind)> {
        match self.steps.get(step)?.item {
            Item::Mention(index) => Some((index as usize, &self.reading.mentions[index as usize].value)),
            Item::Token(_) => None,
        }
    }

    /// The quantity that a step is.
    pub fn quantity(&self, step: usize) -> Option<&'a Quantity> {
        match self.mention(step)?.1 {
            MentionKind::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// The time expression that a step is.
    pub fn time(&self, step: usize) -> Option<&'a TimeExpression> {
        match self.mention(step)?.1 {
            MentionKind::Time(time) => Some(time),
            _ => None,
        }
    }

    /// Whether the step is a capitalized run that the grammar does not know, or a name with a number.
    pub fn is_name(&self, step: usize) -> bool {
        matches!(self.mention(step), Some((_, MentionKind::Name | MentionKind::Stop)))
    }

    /// The entries whose phrase a step is.
    pub fn rules(&self, step: usize) -> &'a [RuleId] {
        match self.mention(step) {
            Some((_, MentionKind::Phrase(rules))) => rules,
            _ => &[],
        }
    }

    /// The first entry of a step for which `pick` finds something.
    pub fn find<T>(&self, step: usize, pick: impl Fn(&'a Entry) -> Option<T>) -> Option<(RuleId, T)> {
        self.rules(step).iter().find_map(|rule| Some((*rule, pick(self.grammar.entry(*rule))?)))
    }

    /// The cue of this group that a step is.
    #[inline]
    pub fn cue(&self, step: usize, group: &str) -> Option<(RuleId, &'a Entry)> {
        if self.marks(step).may_be_of(group) { self.find_cue(step, group) } else { None }
    }

    fn find_cue(&self, step: usize, group: &str) -> Option<(RuleId, &'a Entry)> {
        self.find(step, |entry| (matches!(entry.sense, Sense::Cue(_)) && entry.group() == group).then_some(entry))
    }

    /// The cue with this id that a step is.
    #[inline]
    pub fn is_cue(&self, step: usize, id: &str) -> bool {
        self.marks(step).may_be(id) && self.has_id(step, id, true)
    }

    /// Whether an entry of a step, or a cue alone, has this id.
    fn has_id(&self, step: usize, id: &str, cue: bool) -> bool {
        let fits = |entry: &Entry| entry.id == id && (!cue || matches!(entry.sense, Sense::Cue(_)));
        self.rules(step).iter().any(|rule| fits(self.grammar.entry(*rule)))
    }

    /// The flow that a step names.
    pub fn flow(&self, step: usize, by: Use) -> Option<(RuleId, Flow)> {
        if !self.marks(step).any(Marks::FLOW) {
            return None;
        }
        self.find(step, |entry| match entry.sense {
            Sense::Flow(flow, used) if used == by => Some(flow),
            _ => None,
        })
    }

    /// The change cue that a step is.
    pub fn change(&self, step: usize) -> Option<(RuleId, crate::model::code::Direction)> {
        if !self.marks(step).any(Marks::CHANGE) {
            return None;
        }
        self.find(step, |entry| match entry.sense {
            Sense::Cue(Cue::Change(direction)) => Some(direction),
            _ => None,
        })
    }

    /// Whether any cue of a step has this id.
    #[inline(always)]
    fn has(&self, step: usize, ids: &[&str]) -> bool {
        let marks = self.marks(step);
        ids.iter().any(|id| marks.may_be(id) && self.has_id(step, id, false))
    }

    /// Whether the step is, or begins, a verb: surely one by its form, or by what stands beside it.
    #[inline]
    pub fn is_verb(&self, step: usize) -> bool {
        self.verbs.get(step).copied().unwrap_or_default()
    }

    /// Whether a verb of saying and "that" follow the step: who stands before it only says what comes.
    pub fn speaks(&self, step: usize) -> bool {
        let verb = (step..self.steps.len().min(step + 6)).find(|other| self.is_cue(*other, "attribution.said"));
        verb.is_some_and(|verb| {
            (verb + 1..self.steps.len().min(verb + 5)).any(|other| self.is_cue(other, "clause.that"))
        })
    }

    /// Whether the step is an auxiliary: be, have, do, a modal.
    pub fn is_auxiliary(&self, step: usize) -> bool {
        self.cue(step, "auxiliary").is_some() || self.is_cue(step, "function.be")
    }

    /// Whether a word that can be a verb stands where only a verb can.
    pub fn is_used_as_verb(&self, step: usize) -> bool {
        self.has(step, &["verb.noun", "verb.or_noun", "verb.base"]) && self.verb_expected(step)
    }

    /// Whether the step, taken alone, can stand in a noun phrase.
    pub(super) fn is_nominal(&self, step: usize) -> bool {
        match self.mention(step) {
            None => {
                matches!(self.token(step).shape, Shape::Lower | Shape::Capital | Shape::Upper | Shape::Mixed)
                    && !self.looks_verbal(step)
            }
            Some((_, MentionKind::Name | MentionKind::Stop)) => true,
            Some((_, MentionKind::Phrase(_))) => {
                self.is_thing(step)
                    || self.cue(step, "adjective").is_some()
                    || self.cue(step, "noun").is_some()
                    || self.cue(step, "plural").is_some()
                    || self.has(
                        step,
                        &[
                            "verb.noun",
                            "verb.participle",
                            "attribution.title",
                            "attribution.body",
                            "attribution.data",
                            "entity.site",
                        ],
                    )
            }
            Some(_) => false,
        }
    }

    /// Whether a word is an adjective, by the grammar or by its ending.
    pub fn is_adjective(&self, step: usize) -> bool {
        self.cue(step, "adjective").is_some() || self.ends_like(step, &self.grammar.adjective_endings)
    }

    /// Whether an unknown lower-case word has one of these endings.
    fn ends_like(&self, step: usize, endings: &[Box<str>]) -> bool {
        if !matches!(self.steps[step].item, Item::Token(_)) || self.token(step).shape != Shape::Lower {
            return false;
        }
        let word = self.words(self.steps[step].span);
        endings.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(&**ending))
    }

    /// Whether a word that the grammar does not know ends like a verb.
    pub fn looks_verbal(&self, step: usize) -> bool {
        self.ends_like(step, &self.grammar.verb_endings)
    }

    /// Whether the step is a word that bounds an amount ("under", "more than").
    pub fn is_bound(&self, step: usize) -> bool {
        self.bounds[step] || self.marks(step).any(Marks::BOUND)
    }

    /// Whether the step is a function word.
    pub fn is_function(&self, step: usize) -> bool {
        self.marks(step).any(Marks::FUNCTION)
    }

    /// Whether a sense of the step is a thing rather than a cue.
    #[inline]
    pub fn is_thing(&self, step: usize) -> bool {
        self.marks(step).any(Marks::THING)
    }

    /// Whether one of the step's entries has such a sense.
    pub fn has_sense(&self, step: usize, is_such: impl Fn(&Sense) -> bool) -> bool {
        self.rules(step).iter().any(|rule| is_such(self.grammar.sense(*rule)))
    }

    /// Whether the step is a place of any kind.
    pub fn is_place(&self, step: usize) -> bool {
        self.has_sense(step, |sense| matches!(sense, Sense::Place(..)))
    }

    /// Whether the step is a name or a known body.
    pub fn is_name_or_body(&self, step: usize) -> bool {
        self.is_name(step) || self.has_sense(step, |sense| matches!(sense, Sense::Organization(..)))
    }
}

/// Words with line breaks and runs of white space as single spaces.
pub fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Which pattern of the grammar fits around a figure, and what its slots caught.

use super::line::Line;
use crate::grammar::pattern::{Element, Pattern, Slot, WordSet};
use crate::grammar::words::{Sense, Use};
use crate::model::code::Kind;
use crate::model::sentence::Word;
use crate::model::span::RuleId;
use smallvec::SmallVec;
use std::ops::Range;

/// What a pattern caught: the steps of its slots, from left to right on either side of the figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// The entry whose pattern it is.
    pub rule: RuleId,
    /// Steps that slots matched.
    pub slots: SmallVec<[usize; 4]>,
    /// Steps that `{amount}` matched.
    pub amounts: SmallVec<[usize; 2]>,
}

/// The first pattern of entries in `group` that fits around the figure at `step`.
pub fn fit(line: &Line, step: usize, group: &str) -> Option<Fit> {
    let matcher = Matcher { line, fit: Fit::default() };
    let (left, right) = (matcher.left_of(step), step as isize + 1);
    let word = |at| matcher.step(at).and_then(|step| line.word(step));
    let takes = |at| {
        let matcher = &matcher;
        move |slot: &Slot| matcher.step(at).is_some_and(|step| matcher.accepts(step, slot))
    };
    let patterns = line.grammar.patterns_of(group)?.among((word(left), takes(left)), (word(right), takes(right)));
    let (before, after) = (words(line, 0..step), words(line, step + 1..line.len()));
    patterns
        .filter(|(_, pattern)| pattern.may_fit(before, after))
        .find_map(|(rule, pattern)| fits(line, step, pattern).map(|fit| Fit { rule: *rule, ..fit }))
}

/// The words that some steps are.
fn words(line: &Line, steps: Range<usize>) -> WordSet {
    let mut words = WordSet::default();
    steps.filter_map(|step| line.word(step)).for_each(|word| words.insert(word));
    words
}

/// Whether one pattern fits around the figure at `step`.
pub fn fits(line: &Line, step: usize, pattern: &Pattern) -> Option<Fit> {
    let is_of = |kind: Kind| match line.quantity(step) {
        Some(quantity) => quantity.kind == Some(kind),
        None => line.time(step).is_some() && matches!(kind, Kind::Date | Kind::Duration),
    };
    if !pattern.kind.is_none_or(is_of) || !line.all_marks.has_all(pattern.needs) {
        return None;
    }
    let mut matcher = Matcher { line, fit: Fit::default() };
    let start = matcher.left_of(step);
    let whole = |elements| Walk { elements, then: None };
    let fits =
        matcher.walk(start, -1, &whole(&pattern.before)) && matcher.walk(step as isize + 1, 1, &whole(&pattern.after));
    fits.then_some(matcher.fit)
}

/// What is still to be matched: the rest of an alternative, then what follows it.
struct Walk<'p> {
    elements: &'p [Element],
    then: Option<&'p Walk<'p>>,
}

struct Matcher<'l, 'a> {
    line: &'l Line<'a>,
    fit: Fit,
}

impl Matcher<'_, '_> {
    /// The step before the figure, its bound ("more than") left out.
    fn left_of(&self, step: usize) -> isize {
        let quantity = self.line.quantity(step);
        let mut left = step as isize - 1;
        if let Some(bound) = quantity.and_then(|quantity| quantity.comparator_span) {
            while left >= 0
                && self.line.steps[left as usize].span.start >= bound.start
                && self.line.steps[left as usize].span.end <= bound.end
            {
                left -= 1;
            }
        }
        left
    }

    /// Matches what `walk` asks for from step `at` on, going left (-1) or right (1).
    fn walk(&mut self, at: isize, way: isize, walk: &Walk) -> bool {
        let Some((element, rest)) = walk.elements.split_first() else {
            return walk.then.is_none_or(|then| self.walk(at, way, then));
        };
        let caught = (self.fit.slots.len(), self.fit.amounts.len());
        let matched = match element {
            Element::Word(word) => {
                self.is_word(at, *word) && self.walk(at + way, way, &Walk { elements: rest, then: walk.then })
            }
            Element::Slot(slot) => match self.step(at) {
                Some(step) if self.accepts(step, slot) => {
                    self.fit.slots.push(step);
                    if *slot == Slot::Amount {
                        self.fit.amounts.push(step);
                    }
                    self.walk(at + way, way, &Walk { elements: rest, then: walk.then })
                }
                _ => false,
            },
            Element::Gap => (0..=3).any(|skipped| {
                let free = (0..skipped).all(|index| self.step(at + index * way).is_some_and(|step| self.is_free(step)));
                free && self.may_begin(at + skipped * way, rest)
                    && self.walk(at + skipped * way, way, &Walk { elements: rest, then: walk.then })
            }),
            Element::Reach => {
                let clause = self.line.steps[(at - way).clamp(0, self.line.len() as isize - 1) as usize].clause;
                let mut from = at;
                loop {
                    if self.may_begin(from, rest) && self.walk(from, way, &Walk { elements: rest, then: walk.then }) {
                        break true;
                    }
                    if self.step(from).is_none_or(|step| self.line.steps[step].clause != clause) {
                        break false;
                    }
                    from += way;
                }
            }
            Element::Either(ways, first) => {
                let after = Walk { elements: rest, then: walk.then };
                self.may_be_in(at, *first)
                    && ways.iter().any(|one| {
                        self.may_begin(at, one) && self.walk(at, way, &Walk { elements: one, then: Some(&after) })
                    })
            }
        };
        if !matched {
            self.fit.slots.truncate(caught.0);
            self.fit.amounts.truncate(caught.1);
        }
        matched
    }

    fn is_word(&self, at: isize, word: Word) -> bool {
        self.step(at).is_some_and(|step| self.line.word(step) == Some(word))
    }

    /// Whether the step is perhaps a word of a set, which holds all where it may be something else.
    fn may_be_in(&self, at: isize, words: WordSet) -> bool {
        words.is_all() || self.step(at).and_then(|step| self.line.word(step)).is_some_and(|word| words.may_hold(word))
    }

    /// Whether elements may match from step `at` on, by a look at the first of them.
    fn may_begin(&self, at: isize, elements: &[Element]) -> bool {
        match elements.first() {
            Some(Element::Word(word)) => self.is_word(at, *word),
            Some(Element::Slot(Slot::Cue(group, _))) => {
                self.step(at).is_some_and(|step| self.line.marks(step).may_be_of(group))
            }
            Some(Element::Either(ways, first)) => {
                self.may_be_in(at, *first) && ways.iter().any(|way| self.may_begin(at, way))
            }
            Some(Element::Slot(Slot::Amount)) => self.step(at).is_some_and(|step| self.line.quantity(step).is_some()),
            _ => true,
        }
    }

    fn step(&self, at: isize) -> Option<usize> {
        (at >= 0 && (at as usize) < self.line.len()).then_some(at as usize)
    }

    /// Whether a gap may pass over the step.
    fn is_free(&self, step: usize) -> bool {
        let figure = self.line.quantity(step).is_some_and(|quantity| quantity.kind != Some(Kind::Duration));
        !figure && !self.line.is_mark(step, ",") && !self.line.is_mark(step, ";")
    }

    fn accepts(&self, step: usize, slot: &Slot) -> bool {
        let has = |test: fn(&Sense) -> bool| self.line.has_sense(step, test);
        match slot {
            Slot::Amount => self.line.quantity(step).is_some(),
            Slot::Time => self.line.time(step).is_some(),
            Slot::Place => self.line.is_place(step),
            Slot::Flow => has(|sense| matches!(sense, Sense::Flow(_, Use::Noun))),
            Slot::Measure => has(|sense| matches!(sense, Sense::Measure(_, Use::Noun) | Sense::Flow(_, Use::Noun))),
            Slot::Commodity => has(|sense| matches!(sense, Sense::Commodity(_) | Sense::Benchmark(..))),
            Slot::Name => self.line.is_name_or_body(step),
            Slot::Cue(group, kind) => {
                self.line.marks(step).may_be_of(group)
                    && self.line.rules(step).iter().any(|rule| {
                        let entry = self.line.grammar.entry(*rule);
                        let last = |kind: &str| entry.id.rsplit('.').next() == Some(kind);
                        entry.group() == &**group && kind.as_ref().is_none_or(|kind| last(kind))
                    })
            }
        }
    }
}

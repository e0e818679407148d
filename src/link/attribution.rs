//! Who said it: the source named by the sentence, or by the quotation or pronoun that continues one.
//!
//! ```text
//! "X said S", "S, X said", "S, said X"       a verb of saying and its subject
//! "according to X, S", "S, X data showed"    a source named outright
//! "X's forecast of S", "expectations in X"   a noun that someone says, for what hangs on it alone
//! ```
//! Each is found with the steps it speaks for; of those that speak for a figure the strongest wins, then the nearest.

mod cast;
mod phrase;
mod quote;

use super::line::Line;
use crate::model::claim::Said;
use crate::model::code::Kind;
use crate::model::figure::Distance;
use crate::model::span::RuleId;
use cast::Cast;
use phrase::{Naming, Phrase, is_dash};
use quote::{Quoted, Speech};
use smallvec::SmallVec;

/// A source and the steps it speaks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its words; `None` for what is said by no one who is named.
    pub said: Option<Said<String>>,
    /// First step of its scope.
    pub from: usize,
    /// One past the last step of its scope.
    pub to: usize,
    /// The steps of its own noun phrase, a number before it too, when it stands in this sentence.
    own: (usize, usize),
    /// Which of several wins.
    rank: u8,
    /// Whether it is one who speaks, so that a quotation can be theirs.
    speaks: bool,
}

impl Source {
    const VERB: u8 = 1;
    const NOUN: u8 = 2;
    const NAMED: u8 = 3;
    const QUOTED: u8 = 4;
}

/// The sources of one sentence.
pub type Sources = SmallVec<[Source; 2]>;

/// The source of the figure at `step`.
pub fn source_at(sources: &[Source], step: usize) -> Option<Said<String>> {
    let inside = |(from, to): (usize, usize)| from <= step && step < to;
    let covering = sources.iter().filter(|source| inside((source.from, source.to)) && !inside(source.own));
    covering.max_by_key(|source| (source.rank, source.from)).and_then(|source| source.said.clone())
}

/// The sources of each sentence of a document.
pub fn sources<'a>(lines: &'a [Line<'a>]) -> Vec<Sources> {
    let mut cast = Cast::of(lines);
    let mut all: Vec<Sources> = Vec::with_capacity(lines.len());
    let mut speech = Speech::default();
    let mut open = false;
    for (index, line) in lines.iter().enumerate() {
        let fresh = index == 0 || lines[index - 1].reading.sentence.paragraph != line.reading.sentence.paragraph;
        let runs_on = open && !(fresh && lines[index - 1].reading.sentence.section != line.reading.sentence.section);
        let marks = quote::quoted(line, runs_on);
        open = marks.open;
        all.push(of_sentence(line, index, &marks, &mut cast));
        speech.hear(index, &marks, &mut all, lines);
    }
    all
}

/// The sources that a sentence names itself.
fn of_sentence<'a>(line: &Line<'a>, index: usize, marks: &Quoted, cast: &mut Cast<'a>) -> Sources {
    let mut found = Found { line, index, marks, list: Sources::new() };
    let may_say = |step: &usize| {
        let marks = line.marks(*step);
        marks.may_be_of("attribution") || marks.may_be_of("status")
    };
    for step in (0..line.len()).filter(may_say) {
        for rule in line.rules(step) {
            match line.grammar.entry(*rule).id.as_str() {
                "attribution.according" => found.according(step, *rule, cast),
                "attribution.said" => found.verb(step, *rule, cast),
                "attribution.saying" => found.participle(step, *rule, cast),
                "attribution.rating" if found.rates(step) => found.verb(step, *rule, cast),
                "attribution.opinion" => found.noun(step, *rule, cast),
                _ if begins_with(line, step, "attribution.said") => found.verb(step, *rule, cast),
                _ => {}
            }
        }
    }
    found.list
}

/// Whether a step is a longer cue that begins with a word of this entry: "announced plans".
fn begins_with(line: &Line, step: usize, id: &str) -> bool {
    let one = line.steps[step];
    one.last - one.first > 1
        && line.cue(step, "status").is_some()
        && phrase::ends_entry(line, id, line.words(line.token(step).span))
}

/// The sources of a sentence while they are looked for.
struct Found<'l, 'a> {
    line: &'l Line<'a>,
    index: usize,
    marks: &'l Quoted,
    list: Sources,
}

impl<'a> Found<'_, 'a> {
    /// "according to X": the whole sentence up to it, or all of it where it leads.
    fn according(&mut self, step: usize, rule: RuleId, cast: &mut Cast<'a>) {
        let Some(phrase) = phrase::after(self.line, step + 1) else { return };
        let from = if self.list.iter().any(|source| source.rank == Source::NAMED) { step } else { 0 };
        let aside = (from..step)
            .rev()
            .find(|other| self.is_relative(*other) && *other > 0 && self.line.is_mark(*other - 1, ","));
        let from = aside.filter(|start| self.line.steps[*start].clause == self.line.steps[step].clause).unwrap_or(from);
        self.add(phrase, rule, (from, self.line.len()), Source::NAMED, cast);
    }

    /// "X said", "said X", "said by X".
    fn verb(&mut self, step: usize, rule: RuleId, cast: &mut Cast<'a>) {
        let line = self.line;
        if self.is_noun(step) || self.adds_amount(step) {
            return;
        }
        if line.is_cue(step + 1, "party.from") {
            let passive = step > 0 && line.is_auxiliary(step - 1);
            if let Some(phrase) = phrase::after(line, step + 2).filter(|_| passive) {
                self.add(phrase, rule, (self.clause_start(step), line.len()), Source::VERB, cast);
            }
            return;
        }
        if let Some(phrase) = self.inverted(step) {
            return self.close(phrase, step, phrase.last + 1, rule, cast);
        }
        let relative = step.checked_sub(1).filter(|left| self.is_relative(*left));
        let end = relative.map_or(step, |left| if left > 0 && line.is_mark(left - 1, ",") { left - 1 } else { left });
        let Some(phrase) = phrase::before(line, end).filter(|phrase| self.can_speak(*phrase, step)) else { return };
        match self.ends_after(step) {
            Some(stop) if self.follows_statement(phrase.first) => self.close(phrase, step, stop, rule, cast),
            _ if self.is_reduced(phrase) => {}
            _ => {
                let joined = phrase.first.checked_sub(1).is_some_and(|left| line.is_cue(left, "clause.coordinate"));
                let from = if joined { phrase.first } else { self.clause_start(phrase.first) };
                self.add(phrase, rule, (from, line.len()), Source::VERB, cast);
            }
        }
    }

    /// "..., adding that S": the speaker is the sentence's.
    fn participle(&mut self, step: usize, rule: RuleId, cast: &mut Cast<'a>) {
        let known = self.list.iter().rev().find(|source| source.speaks).cloned();
        if let Some(source) = known {
            self.list.push(Source { from: step, to: self.line.len(), ..source });
            return;
        }
        let opens =
            step + 1 < self.line.len() && (self.line.is_cue(step + 1, "clause.that") || self.marks.contains(step + 1));
        let verb = (1..step.min(12)).find(|other| self.line.is_verb(*other)).filter(|_| opens);
        if let Some(phrase) = verb
            .and_then(|verb| phrase::before(self.line, verb))
            .filter(|phrase| !matches!(phrase.naming, Naming::Title { .. }))
        {
            self.add(phrase, rule, (step, self.line.len()), Source::VERB, cast);
        }
    }

    /// "X's forecast of S", "expectations in a poll by X for S", "cut their forecast to S".
    fn noun(&mut self, step: usize, rule: RuleId, cast: &mut Cast<'a>) {
        let line = self.line;
        let to = (step + 1..line.len())
            .find(|other| {
                line.is_any_mark(*other) && matches!(line.words(line.steps[*other].span), "," | ";" | "." | ")")
            })
            .unwrap_or(line.len());
        if self.marks.contains(step) {
            return;
        }
        let own = (step.saturating_sub(3)..step).rev().find(|other| line.is_cue(*other, "attribution.own"));
        if own.is_some() {
            let start = self.clause_start(step);
            let from = (start..step).find(|other| phrase::is_determiner(line, *other) || phrase::belongs(line, *other));
            if let Some(phrase) = from.and_then(|from| phrase::after(line, from)) {
                self.add(phrase, rule, (step, to), Source::NOUN, cast);
            }
            return;
        }
        let possessor = (step.saturating_sub(4)..step).rev().find(|other| phrase::is_possessive(line, *other));
        let plain = step.checked_sub(1).filter(|left| phrase::is_named(line, *left) || phrase::is_title(line, *left));
        let owner = possessor.or(plain.map(|left| left + 1)).and_then(|end| phrase::before(line, end));
        let inside = || {
            let data = (step + 1..line.len().min(step + 6))
                .take_while(|other| !line.is_any_mark(*other))
                .find(|other| phrase::is_data(line, *other) || phrase::is_named(line, *other))?;
            phrase::before(line, data + 1)
        };
        match owner.or_else(inside) {
            Some(phrase) => self.add(phrase, rule, (step, to), Source::NOUN, cast),
            // Something is held against the noun: "versus expectations".
            None if line.is_cue(step, "attribution.crowd") => {
                self.list.push(Source { said: None, from: step, to, own: (0, 0), rank: Source::NOUN, speaks: false });
            }
            None => {}
        }
    }

    /// Whether a word that is also a noun is one here: after a word that begins a noun phrase.
    fn is_noun(&self, step: usize) -> bool {
        let line = self.line;
        step.checked_sub(1).is_some_and(|left| {
            (phrase::is_determiner(line, left) && !phrase::is_title(line, left)
                || phrase::is_preposition(line, left) && line.time(left).is_none()
                || phrase::is_possessive(line, left))
                && !phrase::is_pronoun(line, left)
                || line.cue(left, "adjective").is_some() && line.is_cue(step, "verb.or_noun")
        })
    }

    /// Whether the verb only says that a thing grew: "lead added 0.1%".
    fn adds_amount(&self, step: usize) -> bool {
        let line = self.line;
        let next = (step + 1..line.len()).find(|other| !line.is_bound(*other) && !phrase::is_determiner(line, *other));
        let said = line.is_cue(step + 1, "clause.that");
        !said
            && next.is_some_and(|next| line.quantity(next).is_some())
            && !line.is_cue(step, "attribution.object")
            && !begins_with(line, step, "attribution.object")
    }

    /// Whether the verb says what something is worth: "put the cost at 5 dollars".
    fn rates(&self, step: usize) -> bool {
        let line = self.line;
        let figure = line
            .after_in_clause(step)
            .find(|other| line.quantity(*other).is_some_and(|one| one.kind != Some(Kind::Duration)));
        let tied = |figure: usize| {
            let before = (step + 1..figure).rev().find(|other| !line.is_bound(*other));
            before.is_some_and(|at| line.is_cue(at, "preposition.in"))
        };
        figure.is_some_and(tied) && phrase::is_determiner(line, step + 1)
    }

    /// Whether a phrase can be the subject of the verb: a name, a pronoun or a known title; any noun of a verb that only people do.
    fn can_speak(&self, phrase: Phrase, verb: usize) -> bool {
        match phrase.naming {
            Naming::Name(_) | Naming::Pronoun(_) => true,
            Naming::Title { head, .. } => {
                phrase::is_title(self.line, head)
                    || phrase::is_data(self.line, head)
                    || self.line.is_cue(verb, "attribution.person")
            }
        }
    }

    /// "said X": after a mark, the name or title right after the verb, no verb after it.
    fn inverted(&self, step: usize) -> Option<Phrase> {
        let line = self.line;
        let left = step.checked_sub(1).filter(|left| line.is_any_mark(*left))?;
        let phrase = phrase::after(line, step + 1)?;
        let names = match phrase.naming {
            Naming::Name(_) => true,
            Naming::Title { head, .. } => phrase::is_title(line, head),
            Naming::Pronoun(_) => false,
        };
        let closed = phrase.last + 1 >= line.len()
            || line.is_any_mark(phrase.last + 1)
            || phrase::is_preposition(line, phrase.last + 1)
            || line.time(phrase.last + 1).is_some();
        let quoted = self.marks.contains(left);
        (names && closed && (quoted || line.is_mark(left, ","))).then_some(phrase)
    }

    /// Whether the pronoun stands right after a noun: "the tariff it announced".
    fn is_reduced(&self, phrase: Phrase) -> bool {
        let left = phrase.first.checked_sub(1);
        matches!(phrase.naming, Naming::Pronoun(_))
            && left.is_some_and(|left| phrase::belongs(self.line, left) && !self.line.is_any_mark(left))
    }

    /// Whether a step begins a relative clause.
    fn is_relative(&self, step: usize) -> bool {
        self.line.is_cue(step, "pronoun.relative")
    }

    /// Where the words after a verb that nothing is said after end: "said on Sunday.", "told Reuters,".
    fn ends_after(&self, verb: usize) -> Option<usize> {
        let line = self.line;
        let stop = (verb + 1..line.len())
            .find(|step| line.is_any_mark(*step) && !phrase::is_possessive(line, *step) && !line.is_mark(*step, "-"))
            .unwrap_or(line.len());
        let plain = (verb + 1..stop).all(|step| {
            (!line.is_verb(step) || line.is_cue(step, "verb.ing"))
                && line.quantity(step).is_none()
                && line.cue(step, "conjunction").is_none()
        });
        (plain && !line.is_mark(stop, ":")).then_some(stop)
    }

    /// Whether a statement stands before the phrase: a comma, a dash or a quotation's end.
    fn follows_statement(&self, first: usize) -> bool {
        let line = self.line;
        let left = first.checked_sub(1);
        left.is_some_and(|left| {
            line.is_mark(left, ",") || is_dash(line, left) || self.marks.contains(left) && !self.marks.contains(first)
        }) && (0..first).any(|step| line.is_verb(step) || line.quantity(step).is_some() || self.marks.contains(step))
    }

    /// The source of what stands before it; what comes after it too, unless that is a comment on it.
    fn close(&mut self, phrase: Phrase, verb: usize, stop: usize, rule: RuleId, cast: &mut Cast<'a>) {
        let line = self.line;
        let next = stop + 1;
        let comment = next < line.len()
            && (line.is_cue(next, "verb.ing") && !line.is_cue(next, "attribution.saying")
                || line.looks_verbal(next)
                || line.is_cue(next, "clause.break")
                || self.is_relative(next));
        let to = if comment { stop } else { line.len() };
        let from = self
            .list
            .iter()
            .filter(|source| source.rank == Source::VERB && source.to < verb)
            .map(|source| source.to)
            .max()
            .unwrap_or(0);
        self.add(phrase, rule, (from, to), Source::VERB, cast);
    }

    /// The first step of the clause of `step`; of the sentence, where no verb stands before it.
    fn clause_start(&self, step: usize) -> usize {
        let line = self.line;
        let clause = line.steps[step.min(line.len() - 1)].clause;
        let start = (0..=step).rev().take_while(|other| line.steps[*other].clause == clause).last().unwrap_or(0);
        if (0..start).any(|other| line.is_verb(other)) { start } else { 0 }
    }

    /// Adds the source that a phrase names.
    fn add(&mut self, phrase: Phrase, rule: RuleId, (from, to): (usize, usize), rank: u8, cast: &mut Cast<'a>) {
        let quoted = self.marks.contains(phrase.first);
        if quoted && self.list.iter().any(|source| source.speaks) {
            return;
        }
        let Some(known) = cast.resolve(self.line, self.index, phrase.naming) else { return };
        let span = self.line.steps[phrase.first].span.joined(self.line.steps[phrase.last].span);
        let distance = if matches!(phrase.naming, Naming::Name(_)) { Distance::Sentence } else { Distance::Earlier };
        if !quoted && rank == Source::VERB {
            let marks = self.marks;
            self.list.retain(|source| !source.speaks || !marks.contains(source.from.max(1)) || source.from == 0);
        }
        let speaks = rank == Source::VERB && !quoted;
        let own = (phrase.first.saturating_sub(1), phrase.last + 1);
        self.list.push(Source {
            said: Some(Said::read(known.name.clone(), span, rule, distance)),
            from,
            to,
            own,
            rank,
            speaks,
        });
        cast.note(known);
    }
}

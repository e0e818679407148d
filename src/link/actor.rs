//! Who stands where in a figure's sentence: its owner by the words beside it, who acts in its clause, who else is named.

use super::article::{BUSINESS, PUBLIC};
use super::line::Line;
use super::noun::Noun;
use super::party::{Places, Scene};
use crate::grammar::words::Sense;
use crate::model::claim::Said;
use crate::model::figure::Distance;
use crate::model::span::Spanned;

impl Scene<'_> {
    /// "Russia's $735 billion foreign trade", "Spain (2 GW)": the place that owns the figure by its very words.
    pub(super) fn possessor(&self) -> Option<Said<u16>> {
        let bare = |noun: &&Noun| self.line.is_mark(noun.last, "(") && noun.last + 1 == self.step && !noun.is_thing();
        if let Some(place) = self.nouns.iter().find(bare).and_then(|noun| noun.places.first()) {
            return Some(Said::of(place, Distance::Clause));
        }
        if let Some(place) = self.listed() {
            return Some(place);
        }
        let mark = self.step.checked_sub(1).filter(|mark| self.line.is_possessive(*mark))?;
        let noun = self.nouns.iter().find(|noun| noun.first <= mark && mark < noun.last + 1)?;
        noun.places.last().map(|place| Said::of(place, Distance::Clause))
    }

    /// "followed by Iran at 804 million cubic metres and Azerbaijan with 571": the bare place that a list gives the figure to.
    fn listed(&self) -> Option<Said<u16>> {
        let line = self.line;
        let tied = |at: usize| line.is_cue(at, "preposition.in") || line.is_cue(at, "party.with");
        let end = self.step.checked_sub(1).filter(|at| tied(*at)).unwrap_or(self.step);
        let noun = self.nouns.iter().find(|noun| noun.last == end && !noun.is_thing())?;
        let before = noun.first.checked_sub(1)?;
        let next =
            line.is_cue(before, "party.from") || line.is_cue(before, "clause.coordinate") || line.is_mark(before, ",");
        let figures = (0..before).any(|at| line.quantity(at).is_some());
        noun.places.first().filter(|_| next && figures).map(|place| Said::of(place, Distance::Clause))
    }

    /// Whether the first phrase of the figure's clause that tells who acts names a company or "the company", and no place.
    pub(super) fn company_acts(&self) -> bool {
        let line = self.line;
        let free = |noun: &&Noun| noun.precedes(line, self.step) && noun.preposition.is_none();
        let mut before = self.nouns.iter().filter(free);
        before
            .find(|noun| noun.seat.is_some() || !noun.places.is_empty() || is_company(line, noun))
            .is_some_and(|noun| noun.places.is_empty() && is_company(line, noun))
    }

    /// The two places of a sentence that names just two.
    pub(super) fn sentence_pair(&self) -> Option<(Said<u16>, Said<u16>)> {
        let mut named = self.nouns.iter().flat_map(|noun| noun.places.iter());
        let first = named.next()?;
        let second = named.find(|place| place.value != first.value)?;
        let third = named.any(|place| place.value != first.value && place.value != second.value);
        (!third).then(|| (Said::of(first, Distance::Sentence), Said::of(second, Distance::Sentence)))
    }

    /// "18 percent for Japan": the bare place that a preposition ties to the figure.
    pub(super) fn after(&self) -> Option<Said<u16>> {
        let line = self.line;
        let tie = self.step + 1;
        if tie >= line.len()
            || !(line.is_cue(tie, "preposition.for")
                || line.is_cue(tie, "preposition.in")
                || line.is_cue(tie, "party.to"))
        {
            return None;
        }
        let noun =
            self.nouns.iter().find(|noun| noun.first > tie).filter(|noun| noun.first <= tie + 2 && !noun.is_thing())?;
        noun.places.first().map(|place| Said::of(place, Distance::Clause))
    }

    /// "Russia, which ...", "the EU, whose GDP ...": the place before the nearest relative pronoun of the clause.
    pub(super) fn antecedent(&self) -> Option<Said<u16>> {
        let line = self.line;
        let relative = line.before_in_clause(self.step).find(|step| line.is_cue(*step, "party.relative"))?;
        let before = |noun: &&Noun| noun.last == relative || noun.last + 1 == relative && line.is_mark(noun.last, ",");
        self.whose(self.nouns.iter().find(before)?, Distance::Clause)
    }

    /// The place of a noun phrase: named in it, of the public body or the person it names, or "the country".
    pub(super) fn whose(&self, noun: &Noun, distance: Distance) -> Option<Said<u16>> {
        noun.places
            .first()
            .map(|place| Said::of(place, distance))
            .or_else(|| seat(self.line, noun).map(|seat| Said::of(seat, distance)))
            .or_else(|| self.context.known(self.line, noun))
            .or_else(|| self.own_country(noun))
    }

    /// "the country", "the kingdom": the one the passage speaks of.
    pub(super) fn own_country(&self, noun: &Noun) -> Option<Said<u16>> {
        let at = (noun.first.saturating_sub(1)..noun.last).find(|step| self.line.is_cue(*step, "party.own"))?;
        let rule = self.line.cue(at, "party").map(|(rule, _)| rule);
        self.context.country().map(|place| Said {
            value: place,
            span: Some(self.line.steps[at].span),
            rule,
            distance: Distance::Earlier,
        })
    }

    /// "At 56 percent, Denmark had the highest share": the subject after a figure that opens its sentence.
    pub(super) fn fronted(&self) -> Option<Said<u16>> {
        let opens = (0..self.step).all(|step| !self.line.is_verb(step));
        let comma = (self.step + 1..self.line.len().min(self.step + 6)).find(|step| self.line.is_mark(*step, ","))?;
        let noun = self.nouns.iter().find(|noun| noun.first > comma).filter(|noun| opens && noun.subject)?;
        self.whose(noun, Distance::Clause)
    }

    /// Who act in the figure's clause: the first phrase before the figure that hangs on no other and tells a place, and
    /// the one joined to it; else of the clause before it in the sentence, where asked.
    pub(super) fn actors(&self, further: bool) -> Places {
        let line = self.line;
        let mut clause = line.steps[self.step].clause;
        let free =
            |noun: &&Noun| noun.last <= self.step && noun.preposition.is_none() && !follows_preposition(line, noun);
        let nouns: Vec<&Noun> = self.nouns.iter().filter(free).collect();
        loop {
            let inside = |noun: &&&Noun| line.steps[noun.first].clause == clause;
            let distance = if clause == line.steps[self.step].clause { Distance::Clause } else { Distance::Sentence };
            let acts = |silent: bool| {
                let mut among = nouns.iter().filter(inside).filter(|noun| silent || !line.speaks(noun.last));
                among.find_map(|noun| Some((*noun, self.whose(noun, distance)?)))
            };
            if let Some((noun, place)) = acts(false).or_else(|| acts(true).filter(|_| further)) {
                return self.with_partners(noun, place);
            }
            if clause == 0 || !further {
                return Places::new();
            }
            clause -= 1;
        }
    }

    /// The places that the figure's clause names by a preposition, up to the next figure, and those joined to any.
    pub(super) fn others(&self, from: usize) -> Places {
        let line = self.line;
        let clause = line.steps[self.step].clause;
        let next = line.next_figure(self.step);
        let mut list = Places::new();
        let mut joined = None;
        let aside = |step: usize| line.is_cue(step, "clause.break") || line.is_cue(step, "party.relative");
        let end = (self.step + 1..next).find(|step| aside(*step)).unwrap_or(next);
        for noun in self
            .nouns
            .iter()
            .filter(|noun| noun.first >= from && line.steps[noun.first].clause == clause && noun.first < end)
        {
            if noun.preposition.is_some() || noun.first > self.step || joined == Some(noun.first) {
                list.extend(noun.places.iter().chain(seat(line, noun)).map(|place| Said::of(place, Distance::Clause)));
            }
            joined = self.joined(noun);
        }
        list
    }

    /// The place of an acting phrase, and those that "and" joins to it, before or after.
    pub(super) fn with_partners(&self, noun: &Noun, place: Said<u16>) -> Places {
        let alone = |other: &&Noun| !other.is_thing() && other.preposition.is_none();
        let between = |other: &&Noun| {
            other.flow.is_some() || other.preposition.is_some_and(|step| self.line.is_cue(step, "party.between"))
        };
        let before = self
            .nouns
            .iter()
            .filter(|other| self.joined(other) == Some(noun.first))
            .find(|other| alone(other) || between(other));
        let at = self.joined(noun);
        let after = self.nouns.iter().filter(|other| at == Some(other.first)).find(alone);
        let read = |other: &Noun| other.places.first().map(|place| Said::of(place, Distance::Clause));
        before.and_then(read).into_iter().chain([place]).chain(after.and_then(read)).collect()
    }

    /// Where the place stands that "and" joins to the place of a phrase: "Canada and Mexico", "China (and Hong Kong)".
    pub(super) fn joined(&self, noun: &Noun) -> Option<usize> {
        let line = self.line;
        let at = noun.last + usize::from(line.is_mark(noun.last, "("));
        let linked = at < line.len() && (line.is_cue(at, "clause.coordinate") || line.is_mark(at, ","));
        (linked && !noun.places.is_empty()).then_some(at + 1)
    }
}

/// Whether a preposition stands before a noun phrase, articles between them.
fn follows_preposition(line: &Line, noun: &Noun) -> bool {
    let before = (0..noun.first).rev().find(|step| !line.is_cue(*step, "determiner.all"));
    before.is_some_and(|step| super::noun::is_preposition(line, step))
}

/// Whether a noun phrase names a company, or says "the company".
fn is_company(line: &Line, noun: &Noun) -> bool {
    (noun.first..noun.last).any(|step| {
        line.is_cue(step, "party.company")
            || line.has_sense(step, |sense| matches!(sense, Sense::Organization(_, _, kind) if kind == BUSINESS))
    })
}

/// The seat of a public body that a noun phrase names.
pub(super) fn seat<'a>(line: &Line, noun: &'a Noun) -> Option<&'a Spanned<u16>> {
    noun.seat
        .as_ref()
        .filter(|seat| matches!(line.grammar.sense(seat.rule), Sense::Organization(_, _, kind) if kind == PUBLIC))
}

//! What is measured: the measure that a word names, and the noun phrase that says it in the text's own words.

use super::anchor::{Chain, Tie, first_measured, near, text};
use super::date::DateFact;
use super::flow::measure_verb;
use super::line::Line;
use super::noun::Noun;
use crate::grammar::words::{Sense, Use};
use crate::model::claim::Said;
use crate::model::code::{Flow, Kind, Role};
use crate::model::figure::Distance;
use crate::model::span::Span;

/// The measure that a word names; for a date that is a fact, what its cue says of a contract.
pub fn measure(line: &Line, step: usize, kind: Kind, date: Option<&DateFact>, chains: &[Chain]) -> Option<Said<u16>> {
    if let Some(date) = date {
        let name = match line.grammar.entry(date.rule).name() {
            "expiry" => "contract_expiry",
            "start" => "contract_start",
            _ => return None,
        };
        let index = line.grammar.world.measure(name)?;
        return Some(Said::read(index, line.steps[date.cue].span, date.rule, Distance::Clause));
    }
    if matches!(kind, Kind::Count | Kind::Duration | Kind::Price) {
        return None;
    }
    if let Some(verb) = measure_verb(line, step) {
        return Some(verb);
    }
    let (facts, distance, _) = first_measured(chains)?;
    facts.measure.as_ref().map(|measure| Said::of(measure, *distance))
}

/// A figure whose measure is asked for in words.
pub struct Asked<'a> {
    /// The sentence.
    pub line: &'a Line<'a>,
    /// Its noun phrases.
    pub nouns: &'a [Noun],
    /// The step of the figure.
    pub step: usize,
    /// Its kind.
    pub kind: Kind,
    /// Its role.
    pub role: Role,
    /// The chains of noun phrases it may be of, best first.
    pub chains: &'a [Chain],
    /// Its flow.
    pub flow: Option<&'a Said<Flow>>,
}

impl Asked<'_> {
    /// What is measured, in the text's words, lower case: the noun phrase the figure counts or stands before, the best
    /// chain's, the nearest plain subject of its clause, or what the passage spoke of.
    pub fn text(&self) -> Option<Said<String>> {
        let near = || near(self.chains);
        let strong = near().find(|(facts, ..)| facts.is_strong());
        let beside = |chain: &&Chain| chain.1 <= Distance::Clause;
        let names = |said: &Said<String>| self.names(said);
        self.counted()
            .filter(|said| self.kind == Kind::Count || names(said))
            .or_else(|| strong.filter(beside).map(|chain| self.of_chain(chain)).filter(names))
            .or_else(|| near().filter(beside).map(|chain| self.of_chain(chain)).find(names))
            .or_else(|| self.subject().filter(names))
            .or_else(|| strong.or_else(|| near().next()).map(|chain| self.of_chain(chain)).filter(names))
            .or_else(|| self.inside())
            .or_else(|| self.done())
            .or_else(|| self.carried())
    }

    /// Whether words name something: no mere owner ("China's"), preposition, adjective or verb.
    fn names(&self, said: &Said<String>) -> bool {
        let Some(span) = said.span else { return true };
        let line = self.line;
        let small = |step: usize| {
            let bare = line.is_any_mark(step) || line.is_adjective(step) || line.is_function(step);
            let tie = || ["party", "preposition", "basis"].iter().any(|group| line.cue(step, group).is_some());
            !line.is_thing(step) && (bare || line.looks_verbal(step) || tie())
        };
        let inside = || (0..line.len()).filter(|step| span.contains(line.steps[*step].span));
        !inside().next_back().is_some_and(|step| line.is_possessive(step)) && !inside().all(small)
    }

    /// What the verb says that is done, as a noun: production for "will be producing".
    fn done(&self) -> Option<Said<String>> {
        let flow = self.flow?;
        let rule = flow.rule.filter(|rule| matches!(self.line.grammar.sense(*rule), Sense::Flow(_, Use::Verb)))?;
        Some(Said {
            value: flow.value.code().replace('_', " "),
            span: flow.span,
            rule: Some(rule),
            distance: flow.distance,
        })
    }

    /// "14 refineries", "a 10,000-tonne platform", "50 percent of operators".
    fn counted(&self) -> Option<Said<String>> {
        let (line, step) = (self.line, self.step);
        let stands = |noun: &&Noun| noun.first == step + 1 || noun.first == step + 2 && line.is_mark(step + 1, "-");
        let directly = self.nouns.iter().find(stands).filter(|noun| {
            line.change(noun.first).is_none()
                && line.cue(noun.first, "basis").is_none()
                && (self.kind == Kind::Count || !noun.subject)
                && !self.is_bare_commodity(noun)
        });
        let of = || {
            let part = self.kind == Kind::Count
                || matches!(self.kind, Kind::Percent | Kind::Multiple) && self.role == Role::Share;
            self.after("preposition.of").filter(|noun| part && !noun.is_strong())
        };
        directly.or_else(of).map(|noun| self.of_noun(noun))
    }

    /// A commodity alone, where the figure hangs on something that says more: "reserves of 258 million barrels oil".
    fn is_bare_commodity(&self, noun: &Noun) -> bool {
        let tied = self.chains.iter().any(|(_, _, tie)| matches!(tie, Tie::Of | Tie::Subject));
        noun.commodity.is_some() && !noun.is_strong() && tied
    }

    /// The nearest subject before the figure in its clause that is no mere name.
    fn subject(&self) -> Option<Said<String>> {
        let fits = |noun: &&Noun| noun.precedes(self.line, self.step) && noun.subject && !is_name(self.line, noun);
        self.nouns.iter().rev().find(fits).map(|noun| self.of_noun(noun))
    }

    /// "$100 more in disposable income"
    fn inside(&self) -> Option<Said<String>> {
        self.after("preposition.in").map(|noun| self.of_noun(noun))
    }

    /// What the sentence before spoke of.
    fn carried(&self) -> Option<Said<String>> {
        let goes_on = matches!(self.kind, Kind::Quantity | Kind::Percent);
        let earlier =
            self.chains.iter().find(|(facts, distance, _)| *distance == Distance::Earlier && facts.flow.is_some());
        earlier.filter(|_| goes_on).map(|chain| self.of_chain(chain))
    }

    /// The noun phrase that a preposition ties to the figure.
    fn after(&self, preposition: &str) -> Option<&Noun> {
        let tied = self.step + 1 < self.line.len() && self.line.is_cue(self.step + 1, preposition);
        self.nouns.iter().find(|noun| noun.first > self.step + 1 && noun.first <= self.step + 3).filter(|_| tied)
    }

    fn of_noun(&self, noun: &Noun) -> Said<String> {
        said(self.line, text(self.line, noun), Distance::Clause)
    }

    fn of_chain(&self, (facts, distance, _): &Chain) -> Said<String> {
        said(self.line, facts.text, *distance)
    }
}

/// Whether a noun phrase is only a name, place or organization.
fn is_name(line: &Line, noun: &Noun) -> bool {
    let body = |step| line.has_sense(step, |sense| matches!(sense, Sense::Place(..) | Sense::Organization(..)));
    (noun.first..noun.last).all(|step| line.is_name(step) || line.is_any_mark(step) || body(step))
}

fn said(line: &Line, span: Span, distance: Distance) -> Said<String> {
    Said { value: line.tidy(span).to_lowercase(), span: Some(span), rule: None, distance }
}

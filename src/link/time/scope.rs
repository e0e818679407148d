//! Which times of a sentence may be a figure's: not those of saying, of datelines, of comparisons, of other clauses.

use super::{Asked, is_day, is_vague};
use crate::link::context::Context;
use crate::link::date::DateFact;
use crate::link::line::Line;
use crate::link::pattern;
use crate::model::code::{Flow, Kind, Role, Status};
use crate::model::sentence::Shape;
use crate::model::time::{Edge, Origin, Pick, Piece, TimeExpression, TimeUnit, When};

/// A sentence as one figure sees its times.
pub struct Scope<'s, 'a> {
    pub line: &'s Line<'a>,
    pub asked: &'s Asked<'s>,
    pub context: &'s Context,
    /// Whether the first clause has no verb: it is part of the second.
    led: bool,
}

impl<'s, 'a> Scope<'s, 'a> {
    /// A sentence as a figure sees it.
    pub fn new(line: &'s Line<'a>, asked: &'s Asked<'s>, context: &'s Context) -> Scope<'s, 'a> {
        let mut first = (0..line.len()).take_while(|step| line.steps[*step].clause == 0);
        Scope { line, asked, context, led: !first.any(|step| line.is_verb(step)) }
    }

    /// The clause of a step.
    fn clause(&self, step: usize) -> u16 {
        self.line.steps[step].clause.max(u16::from(self.led))
    }

    /// Whether a step stands in the figure's clause.
    pub fn is_beside(&self, step: usize) -> bool {
        self.clause(step) == self.clause(self.asked.step)
    }

    /// The next figure that does not restate this one: past "or $2.55 a share" and "(6.9 billion pounds)".
    pub fn past_restated(&self, step: usize) -> usize {
        let line = self.line;
        let mut at = step;
        loop {
            let next = self.line.next_figure(at);
            let joins = |other: usize| {
                line.is_any_mark(other) || line.is_cue(other, "clause.coordinate") || line.is_bound(other)
            };
            let restated = next < line.len()
                && next > at + 1
                && next - at <= 3
                && (at + 1..next).all(joins)
                && !line.is_mark(next - 1, ",");
            if !restated {
                return next;
            }
            at = next;
        }
    }

    /// Whether a time has days, or would have with a date of publication.
    pub fn is_usable(&self, step: usize) -> bool {
        self.line.time(step).is_some_and(|time| {
            !matches!(time.when, When::Set(..) | When::Duration(..) | When::Vague(_)) && !is_vague(&time.when)
        }) && !is_dateline(self.line, step)
    }

    /// Whether a time may be that of a figure that is no previous level.
    pub fn is_plain(&self, step: usize) -> bool {
        self.is_usable(step)
            && (!self.is_compared(step) || self.is_fronted(step))
            && !self.is_of_speech(step)
            && !self.is_closed_off(step)
            && !self.is_of_delivery(step)
            && !self.is_now_of_other(step)
            && !self.is_of_name(step)
            && !self.is_of_record(step)
            && !self.is_fact(step)
    }

    /// Whether it may be that of a figure further off: no previous level's.
    pub fn is_free(&self, step: usize) -> bool {
        self.is_plain(step) && !self.belongs_to_previous(step)
    }

    /// Whether a time after a previous level is its own.
    pub fn is_said_of_previous(&self, step: usize) -> bool {
        let day = || self.line.time(step).is_some_and(|time| is_day(&time.when));
        self.is_usable(step) && !(day() && self.is_of_speech(step))
    }

    /// Whether a time says what something is compared with: by itself ("a year earlier") or by the word before its noun
    /// phrase ("than costs in 2014").
    pub fn is_compared(&self, step: usize) -> bool {
        let line = self.line;
        let Some(time) = line.time(step) else { return false };
        if is_comparison(time) {
            return true;
        }
        if time.edge == Edge::From && (!self.asked.is_ahead() || is_past(&time.when)) {
            return true;
        }
        if (step.saturating_sub(3)..step)
            .rev()
            .take_while(|other| line.quantity(*other).is_none() && !line.is_any_mark(*other))
            .find(|other| line.time(*other).is_some())
            .is_some_and(|other| self.is_compared(other))
        {
            return true;
        }
        let clause = line.steps[step].clause;
        let beyond = |other: usize| {
            other + 1 < step && (line.is_cue(other, "change.up.beyond") || line.is_cue(other, "change.down.beyond"))
        };
        (step.saturating_sub(6)..step)
            .rev()
            .take_while(|other| {
                line.quantity(*other).is_none() && !line.is_any_mark(*other) && line.steps[*other].clause == clause
            })
            .any(|other| line.is_cue(other, "time.compared") || beyond(other))
    }

    /// The comparison of a sentence that is one as a whole: "That compares with 5 million a week earlier".
    pub fn compared_sentence(&self) -> Option<usize> {
        let line = self.line;
        if !opens_comparison(line) {
            return None;
        }
        (0..line.len()).find(|step| line.time(*step).is_some_and(is_comparison))
    }

    /// The comparison right after a level: "5 million tonnes a year earlier", "$2.55 a share, in the year-ago period".
    pub fn own_comparison(&self) -> Option<usize> {
        let (line, step) = (self.line, self.asked.step);
        if !matches!(self.asked.role, Role::Level | Role::Share | Role::Alternate) {
            return None;
        }
        let passes = |other: &usize| line.is_mark(*other, ",") || line.is_cue(*other, "preposition.in");
        let from = step + 1 + (step + 1..line.len()).take(2).take_while(passes).count();
        line.time(from).filter(|time| time.edge == Edge::None && is_comparison(time)).map(|_| from)
    }

    /// The start that a figure ahead waits for: "the plant, which starts up in 2028, will produce 4 Mt".
    pub fn start(&self) -> Option<usize> {
        let line = self.line;
        let waits = matches!(self.asked.status, Status::Forecast | Status::Plan)
            && matches!(self.asked.kind, Kind::Quantity | Kind::Percent)
            && self.asked.flow.is_some();
        let starts = |date: &&DateFact| line.grammar.entry(date.rule).name() == "start";
        self.asked.dates.iter().find(starts).filter(|_| waits).map(|date| date.step)
    }

    /// Whether nothing but small words, names and nouns stands before a time: it speaks for the whole sentence.
    pub fn is_fronted(&self, step: usize) -> bool {
        step < 8 && (0..step).all(|other| self.line.quantity(other).is_none() && !self.line.is_verb(other))
    }

    /// The time of another clause that the figure's clause shares: one at the head of the sentence, one of a clause
    /// without figures, one of a clause before that this one goes on, one at the end of a list of clauses.
    pub fn shared(&self) -> Option<usize> {
        let (line, step) = (self.line, self.asked.step);
        let before = (0..step).rev().filter(|other| !self.is_beside(*other) && self.is_free(*other));
        let after = (step..line.len()).filter(|other| !self.is_beside(*other) && self.is_free(*other));
        before.chain(after).find(|other| self.is_shared(*other))
    }

    fn is_shared(&self, time: usize) -> bool {
        let (line, step) = (self.line, self.asked.step);
        let clause = line.steps[time].clause;
        if self.is_fronted(time) {
            return true;
        }
        let first = line.before_in_clause(time).last().unwrap_or(time);
        let of_day = line.time(time).is_some_and(|time| is_day(&time.when)) && !self.asked.is_priced();
        if of_day || line.is_cue(first, "time.background") {
            return false;
        }
        let has_figure = (first..line.len())
            .take_while(|other| line.steps[*other].clause == clause)
            .any(|other| line.quantity(other).is_some());
        let joined = first > 0 && line.is_cue(first - 1, "clause.coordinate");
        !has_figure || time < step || joined
    }

    /// Whether a time only says when something was said.
    pub fn is_of_speech(&self, step: usize) -> bool {
        follows_saying(self.line, step) || self.opens_saying(step) || self.line.is_cue(step + 1, "time.document")
    }

    /// "On Monday the agency reported a draw of": a day at the head, then a verb of saying before any figure.
    fn opens_saying(&self, step: usize) -> bool {
        let line = self.line;
        if !line.time(step).is_some_and(|time| is_day(&time.when)) || !self.is_fronted(step) || self.asked.step < step {
            return false;
        }
        let next = self.line.next_figure(step);
        let says = |other: usize| line.is_cue(other, "attribution.said") || line.is_cue(other, "time.saying");
        let verb = (step + 1..next).find(|other| line.is_verb(*other) && !line.is_auxiliary(*other));
        verb.is_some_and(|verb| says(verb) && line.change(verb).is_none() && !line.is_mark(verb + 1, ","))
    }

    /// Whether a time stands in a clause that closes before the figure: "which split off in 2011, has", ", found in 2015,
    /// holds".
    fn is_closed_off(&self, step: usize) -> bool {
        let line = self.line;
        if !self.is_beside(step) || step > self.asked.step {
            return false;
        }
        let verbal = |other: usize| line.is_verb(other) || line.is_cue(other, "verb.participle");
        let opens = (step.saturating_sub(8)..step).rev().take_while(|other| !line.is_any_mark(*other)).any(|other| {
            line.is_cue(other, "time.background")
                || other > 0 && line.is_mark(other - 1, ",") && verbal(other) && line.is_mark(step + 1, ",")
        });
        let goes_on = |other: usize| {
            line.is_verb(other)
                && !line.change(other).is_some_and(|(rule, _)| line.grammar.entry(rule).name().ends_with("adverb"))
        };
        opens && (step + 1..self.asked.step).any(|other| line.is_mark(other, ",") && goes_on(other + 1))
    }

    /// Whether a month is that of a delivery: "April crude", "May futures".
    fn is_of_delivery(&self, step: usize) -> bool {
        self.asked.is_priced() && names_delivery(self.line, step)
    }

    /// "The current 8.4 million": now is that of the figure behind it alone, and in a report on a period no time at all.
    fn is_now_of_other(&self, step: usize) -> bool {
        let line = self.line;
        let now = line.time(step).is_some_and(|time| matches!(time.when, When::Now));
        if now && self.asked.is_ahead() {
            return true;
        }
        let of_period = || self.context.report.is_some() && matches!(self.asked.flow, Some(Flow::Stocks));
        now && (line.quantity(step + 1).is_some() && step + 1 != self.asked.step || of_period())
    }

    /// Whether a time is a fact of its own: "which expires in 2026". A deadline is the horizon of the figure beside it too.
    fn is_fact(&self, step: usize) -> bool {
        let open = self.line.time(step).is_some_and(|time| matches!(time.edge, Edge::After | Edge::By));
        let shared = open && self.is_beside(step);
        !shared && self.asked.dates.iter().any(|date| date.step == step)
    }

    /// Whether a time says how long something had not been seen: "the lowest since October 2016".
    fn is_of_record(&self, step: usize) -> bool {
        let line = self.line;
        let since = line.time(step).is_some_and(|time| time.edge == Edge::Since);
        let near = |other: &usize| line.quantity(*other).is_none() && !line.is_any_mark(*other);
        since && (step.saturating_sub(4)..step).rev().take_while(near).any(|other| line.is_cue(other, "time.record"))
    }

    /// Whether a year is the end of a name: "EXPO 2025: ".
    fn is_of_name(&self, step: usize) -> bool {
        let line = self.line;
        let bare = line.time(step).is_some_and(|time| matches!(time.when, When::Year(_)) && time.edge == Edge::None);
        let named = || line.is_name(step - 1) || line.token(step - 1).shape == Shape::Upper;
        bare && step > 0 && named() && (step + 1 == line.len() || line.is_mark(step + 1, ":"))
    }

    /// Whether a time is that of a figure compared with: "from 16.08 million in 2016", "from the current 8.4 million".
    pub fn belongs_to_previous(&self, step: usize) -> bool {
        let line = self.line;
        let before = (0..step).rev().take(3).find(|other| line.quantity(*other).is_some());
        let after = (line.quantity(step + 1).is_some()).then_some(step + 1);
        before.into_iter().chain(after).filter(|figure| *figure != self.asked.step).any(|figure| {
            pattern::fit(line, figure, "role").is_some_and(|fit| line.grammar.entry(fit.rule).name() == "previous")
        })
    }

    /// The time as this figure means it: "last year" beside a quarter is that quarter's, a tariff imposed on a day holds
    /// from that day.
    pub fn as_meant(
        &self,
        step: usize,
        mut value: TimeExpression,
        reference: Option<&TimeExpression>,
    ) -> TimeExpression {
        let line = self.line;
        let short = reference.is_some_and(|reference| is_within_year(&reference.when));
        if self.asked.role == Role::Previous
            && short
            && matches!(value.when, When::Unit(TimeUnit::Year, Pick::Last | Pick::Previous))
        {
            value.when = When::Same(TimeUnit::Period, Some(Box::new(value.when)));
        }
        if value.edge == Edge::None
            && line.cue(step + 1, "status").is_some_and(|(_, entry)| entry.name().starts_with("target"))
        {
            value.edge = Edge::By;
        }
        let before = (step.saturating_sub(5)..step).rev();
        let near = |other: &usize| !line.is_any_mark(*other) && line.quantity(*other).is_none();
        if value.edge == Edge::None && before.take_while(near).any(|other| line.is_cue(other, "time.since")) {
            value.edge = Edge::Since;
        }
        let begins = |other: usize| {
            line.is_cue(other, "time.onset") || !self.asked.is_ahead() && line.is_cue(other, "time.announced")
        };
        let imposed = || (0..step).any(|other| self.is_beside(other) && begins(other));
        let from_day =
            self.asked.flow == Some(Flow::Tariff) && is_day(&value.when) && value.edge == Edge::None && imposed();
        if from_day || value.edge == Edge::From && self.asked.is_ahead() {
            value.edge = Edge::Since;
        }
        value
    }
}

/// Whether a month is that of a delivery: one right before a thing or a word of futures.
pub fn names_delivery(line: &Line, step: usize) -> bool {
    let month = line
        .time(step)
        .is_some_and(|time| matches!(time.when, When::Piece(Piece::Month(_), _)) && time.edge == Edge::None);
    let thing = || line.is_thing(step + 1) && line.change(step + 1).is_none();
    month && (line.is_cue(step + 1, "time.contract") || thing())
}

/// Whether a time is understood only from another one: "the quarter", "the previous year", "a year earlier".
pub fn leans(when: &When) -> bool {
    match when {
        When::Unit(_, pick) | When::Piece(_, pick) | When::NamedUnit(_, pick) => match pick {
            Pick::The | Pick::Previous | Pick::Following => true,
            Pick::Of(inner) => leans(inner),
            _ => false,
        },
        When::Same(..) | When::Spoken(..) | When::Offset(_, _, Origin::Context) => true,
        When::Part(_, inner) | When::Daytime(_, inner) | When::Ending(_, _, inner) => leans(inner),
        When::Range(first, last) => leans(first) || leans(last),
        _ => false,
    }
}

/// Whether a sentence begins as a comparison with what came before: "That compares with".
pub fn opens_comparison(line: &Line) -> bool {
    (0..line.len().min(3)).any(|step| line.is_cue(step, "time.compared") && line.is_verb(step))
}

/// Whether a time says what something is compared with: "a year earlier", "the same period last year".
pub fn is_comparison(time: &TimeExpression) -> bool {
    match &time.when {
        When::Offset(count, _, Origin::Context) => count.is_sign_negative(),
        When::Offset(count, unit, Origin::Now) => count.is_sign_negative() && *unit > TimeUnit::Day,
        When::Unit(_, Pick::Previous) | When::Same(_, Some(_)) => true,
        _ => false,
    }
}

/// Whether a time lies in the past by its words: "last year", "last summer", "the previous quarter".
fn is_past(when: &When) -> bool {
    match when {
        When::Unit(_, pick) | When::Piece(_, pick) | When::NamedUnit(_, pick) => {
            matches!(pick, Pick::Last | Pick::Previous)
        }
        _ => false,
    }
}

/// Whether a time is shorter than a year.
fn is_within_year(when: &When) -> bool {
    match when {
        When::Piece(..) | When::Spoken(..) | When::Same(..) => true,
        When::Unit(unit, _) | When::Ending(_, unit, _) | When::Starting(unit, ..) | When::Rolling(_, unit, _) => {
            *unit < TimeUnit::Year
        }
        When::Part(_, inner) => is_within_year(inner),
        _ => false,
    }
}

/// Whether a time follows a verb of saying: between the two stand at most a few small words, and nothing is said after
/// it but a mark, a clause, or the end.
pub fn follows_saying(line: &Line, step: usize) -> bool {
    let small = |other: &usize| {
        line.is_function(*other) || line.is_cue(*other, "attribution.data") || line.rules(*other).is_empty()
    };
    let said = (0..step).rev().take(5).take_while(|other| !line.is_any_mark(*other) && line.quantity(*other).is_none());
    for (between, other) in said.enumerate() {
        if line.is_cue(other, "attribution.said") {
            return step + 1 >= line.len() || line.is_any_mark(step + 1) || line.is_cue(step + 1, "clause.that");
        }
        if line.is_cue(other, "clause.that") || !small(&other) || between >= 4 {
            return false;
        }
    }
    false
}

/// Whether a time belongs to a dateline: "OSLO, Oct 19 - ", "MELBOURNE, June 15 (Reuters) - ".
pub fn is_dateline(line: &Line, step: usize) -> bool {
    let head = step <= 12 && step > 0 && (line.is_mark(step - 1, ",") || line.is_name(step - 1));
    let dash = |other: usize| {
        line.is_any_mark(other) && matches!(line.words(line.steps[other].span), "-" | "\u{2013}" | "\u{2014}")
    };
    head && (step + 1..line.len().min(step + 6)).any(|other| dash(other) && line.token(other).spaced)
}

//! When a figure holds: the time expression of its clause, its sentence or its passage.
//!
//! A previous level takes the comparison after it ("from 6.8 a year earlier"), any other figure the nearest time that
//! is no comparison: after it before the next figure, then before it, then the rest of its clause and sentence. A time
//! that only says when something was said ("said on Sunday") is nobody's. A price is of the passage's trading day.

use super::context::Context;
use super::line::Line;
use crate::model::claim::{ClaimTime, Said};
use crate::model::code::{Flow, Kind, Role, Status};
use crate::model::figure::Distance;
use crate::model::time::{Count, Origin, Pick, TimeExpression, When};

/// The time of the figure at `step`.
pub fn time(line: &Line, step: usize, role: Role, context: &Context) -> Option<ClaimTime> {
    if role == Role::Previous {
        return previous(line, step, context);
    }
    let clause = line.steps[step].clause;
    let plain =
        |other: &usize| usable(line, *other).is_some_and(|time| !is_comparison(time)) && !is_of_speech(line, *other);
    let inside = |other: &usize| line.steps[*other].clause == clause;
    let next_figure = (step + 1..line.len()).find(|other| line.quantity(*other).is_some()).unwrap_or(line.len());
    let after = (step + 1..next_figure).take_while(inside).find(plain);
    let before = || (0..step).rev().take_while(inside).filter(plain).find(|other| !belongs_to_previous(line, *other));
    let beyond =
        || (next_figure..line.len()).take_while(inside).filter(plain).find(|other| !belongs_to_previous(line, *other));
    if let Some(found) = after.or_else(before).or_else(beyond) {
        return Some(at(line, found, Distance::Clause, context));
    }
    let elsewhere =
        (0..line.len()).filter(|other| !inside(other)).filter(plain).find(|other| !belongs_to_previous(line, *other));
    elsewhere.map(|found| at(line, found, Distance::Sentence, context))
}

/// What the passage gives a figure whose sentence is silent: its reporting period, or its trading day for a price that
/// moves.
pub fn from_passage(line: &Line, step: usize, claim: &Silent, context: &Context) -> Option<ClaimTime> {
    if !matches!(claim.status, Status::Actual | Status::Estimate) || claim.role == Role::Previous {
        return None;
    }
    let clause = line.steps[step].clause;
    let vague = (0..line.len())
        .filter(|other| line.steps[*other].clause == clause)
        .any(|other| line.time(other).is_some_and(|time| matches!(time.when, When::Vague(_))));
    let carried = match (claim.kind, claim.flow) {
        _ if vague => None,
        (Kind::Price, _) | (Kind::Percent | Kind::Points, Some(Flow::Price)) => {
            if claim.moves {
                Some(context.trading_day.clone().unwrap_or_else(today))
            } else {
                None
            }
        }
        (
            Kind::Quantity | Kind::Percent | Kind::Points,
            Some(Flow::Production | Flow::Consumption | Flow::Stocks | Flow::Refining | Flow::Export | Flow::Import),
        ) => context.time.clone(),
        _ => None,
    }?;
    Some(ClaimTime { said: carried.said.from_afar(Distance::Earlier), ..carried })
}

/// What is known of a figure whose sentence says nothing of its time.
pub struct Silent {
    /// Its kind.
    pub kind: Kind,
    /// Its flow.
    pub flow: Option<Flow>,
    /// Its status.
    pub status: Status,
    /// Its role.
    pub role: Role,
    /// Whether it is a change, or a level that a move reached.
    pub moves: bool,
}

/// The day of publication.
fn today() -> ClaimTime {
    let value = TimeExpression { edge: crate::model::time::Edge::None, when: When::Now };
    ClaimTime { said: Said { value, span: None, rule: None, distance: Distance::Document }, reference: None }
}

/// The comparison after a previous level, leaning on the time of the figure it is compared with.
fn previous(line: &Line, step: usize, context: &Context) -> Option<ClaimTime> {
    let next_figure = (step + 1..line.len()).find(|other| line.quantity(*other).is_some()).unwrap_or(line.len());
    let after = (step + 1..next_figure).find(|other| usable(line, *other).is_some() && !is_of_speech(line, *other));
    let before = || {
        let figure = (0..step).rev().find(|other| line.quantity(*other).is_some()).unwrap_or(0);
        (figure..step).find(|other| usable(line, *other).is_some_and(is_comparison))
    };
    let found =
        after.or_else(before).or_else(|| (0..line.len()).find(|other| line.time(*other).is_some_and(is_comparison)))?;
    Some(at(line, found, Distance::Clause, context))
}

/// Whether a time is understood only from another one: "the quarter", "the previous year", "a year earlier".
pub fn leans(when: &When) -> bool {
    match when {
        When::Unit(_, pick) | When::Piece(_, pick) | When::NamedUnit(_, pick) => match pick {
            Pick::The | Pick::Previous | Pick::Following => true,
            Pick::Of(inner) => leans(inner),
            _ => false,
        },
        When::Same(..) | When::Offset(_, _, Origin::Context) => true,
        When::Part(_, inner) | When::Daytime(_, inner) | When::Ending(_, _, inner) => leans(inner),
        When::Range(first, last) => leans(first) || leans(last),
        _ => false,
    }
}

/// The time that the one at `step` leans on: another of its sentence, else the passage's.
fn reference(line: &Line, step: usize, context: &Context) -> Option<TimeExpression> {
    let firm = |other: &usize| {
        *other != step
            && usable(line, *other).is_some_and(|time| !leans(&time.when) && !is_comparison(time))
            && !is_of_speech(line, *other)
    };
    let near = (0..step).rev().find(firm).or_else(|| (step + 1..line.len()).find(firm));
    near.and_then(|other| line.time(other).cloned())
        .or_else(|| context.time.as_ref().map(|time| time.said.value.clone()))
}

fn at(line: &Line, step: usize, distance: Distance, context: &Context) -> ClaimTime {
    let value =
        line.time(step).cloned().unwrap_or(TimeExpression { edge: crate::model::time::Edge::None, when: When::Now });
    let rule = line.mention(step).map(|(index, _)| line.reading.mentions[index].rule);
    let reference = reference(line, step, context);
    ClaimTime { said: Said { value, span: Some(line.steps[step].span), rule, distance }, reference }
}

/// A time that has days, or would have with a date of publication.
fn usable<'a>(line: &Line<'a>, step: usize) -> Option<&'a TimeExpression> {
    line.time(step)
        .filter(|time| {
            !matches!(time.when, When::Set(..) | When::Duration(..) | When::Vague(_) | When::Rolling(Count::Vague, ..))
        })
        .filter(|_| !is_dateline(line, step))
}

/// Whether a time says what something is compared with: "a year earlier", "the same period last year".
pub fn is_comparison(time: &TimeExpression) -> bool {
    match &time.when {
        When::Offset(count, _, Origin::Context) => count.is_sign_negative(),
        When::Offset(count, unit, Origin::Now) => count.is_sign_negative() && *unit > crate::model::time::TimeUnit::Day,
        When::Unit(_, Pick::Previous) | When::Same(_, Some(_)) => true,
        _ => false,
    }
}

/// Whether a time only says when something was said: between it and a verb of saying stand at most a few small words,
/// and nothing is said after it but a mark, a clause, or the end.
fn is_of_speech(line: &Line, step: usize) -> bool {
    let small = |other: &usize| {
        line.is_function(*other) || line.is_cue(*other, "attribution.data") || line.rules(*other).is_empty()
    };
    let said = (0..step).rev().take(5).take_while(|other| !line.is_any_mark(*other) && line.quantity(*other).is_none());
    let mut between = 0;
    for other in said {
        if line.is_cue(other, "attribution.said") {
            return step + 1 >= line.len() || line.is_any_mark(step + 1) || line.is_cue(step + 1, "clause.that");
        }
        if line.is_cue(other, "clause.that") || !small(&other) {
            return false;
        }
        between += 1;
        if between > 4 {
            return false;
        }
    }
    false
}

/// Whether a time belongs to a dateline: "OSLO, Oct 19 - ", "MELBOURNE, June 15 (Reuters) - ".
fn is_dateline(line: &Line, step: usize) -> bool {
    let head = step <= 12 && step > 0 && (line.is_mark(step - 1, ",") || line.is_name(step - 1));
    let dash = |other: usize| {
        line.is_any_mark(other) && matches!(line.words(line.steps[other].span), "-" | "\u{2013}" | "\u{2014}")
    };
    head && (step + 1..line.len().min(step + 6)).any(|other| dash(other) && line.token(other).spaced)
}

/// Whether a time follows a figure that is compared with: "from 16.08 million in 2016".
fn belongs_to_previous(line: &Line, step: usize) -> bool {
    let figure = (0..step).rev().take(3).find(|other| line.quantity(*other).is_some());
    figure.is_some_and(|figure| {
        super::pattern::fit(line, figure, "role").is_some_and(|fit| line.grammar.entry(fit.rule).name() == "previous")
    })
}

//! When a figure holds: the time expression of its clause, its sentence or its passage.
//!
//! A previous level takes the comparison after it ("from 6.8 a year earlier"), any other figure the nearest time that may
//! be its own (see `scope`): after it before the next figure, then before it, then the rest of its clause, then the clauses
//! that share one time with it. Where its sentence is silent, the passage speaks (see `passage`).

mod passage;
mod scope;

use super::context::Context;
use super::date::DateFact;
use super::line::Line;
use crate::model::claim::{ClaimTime, Said};
use crate::model::code::{Flow, Kind, Role, Status};
use crate::model::figure::Distance;
use crate::model::time::{Count, Edge, Origin, Pick, TimeExpression, TimeUnit, When};
pub use passage::{from_passage, keep};
use scope::Scope;
pub use scope::{is_comparison, leans};

/// The figure whose time is asked for.
pub struct Asked<'a> {
    /// Its step.
    pub step: usize,
    /// Its kind.
    pub kind: Kind,
    /// Its role.
    pub role: Role,
    /// Its flow.
    pub flow: Option<Flow>,
    /// Its status.
    pub status: Status,
    /// Whether it is a change, or a level that a move reached.
    pub moves: bool,
    /// The dates of its sentence that are facts.
    pub dates: &'a [DateFact],
}

impl Asked<'_> {
    /// Whether it is a price or the change of one.
    pub fn is_priced(&self) -> bool {
        self.flow == Some(Flow::Price) || self.kind == Kind::Index
    }

    /// Whether it lies ahead.
    fn is_ahead(&self) -> bool {
        !matches!(self.status, Status::Actual | Status::Estimate | Status::Denied)
    }
}

/// The time that the figure's own sentence gives it.
pub fn time(line: &Line, asked: &Asked, context: &Context) -> Option<ClaimTime> {
    let scope = Scope::new(line, asked, context);
    if let Some(found) = scope.compared_sentence() {
        return at(&scope, found, Distance::Clause);
    }
    if asked.role == Role::Previous {
        return previous(&scope);
    }
    let step = asked.step;
    let inside = |other: &usize| scope.is_beside(*other);
    let next = line.next_figure(step);
    let after = || (step + 1..next).take_while(inside).find(|other| scope.is_plain(*other));
    let before = || (0..step).rev().take_while(inside).find(|other| scope.is_free(*other));
    let beyond = || (next..line.len()).take_while(inside).find(|other| scope.is_free(*other));
    let own = scope.own_comparison().or_else(after).or_else(before).or_else(beyond);
    if let Some(found) = own {
        return at(&scope, found, Distance::Clause);
    }
    if let Some(found) = scope.shared() {
        return at(&scope, found, Distance::Sentence);
    }
    let found = scope.start()?;
    let mut time = at(&scope, found, Distance::Sentence)?;
    time.said.value.edge = Edge::Since;
    Some(time)
}

/// The comparison after a previous level, leaning on the time of the figure it is compared with; else the one that the
/// other previous levels of the sentence or passage are of.
fn previous(scope: &Scope) -> Option<ClaimTime> {
    let (line, step) = (scope.line, scope.asked.step);
    let next = scope.past_restated(step);
    let after = (step + 1..next).find(|other| scope.is_said_of_previous(*other));
    let before = || {
        let figure = (0..step).rev().find(|other| line.quantity(*other).is_some()).map_or(0, |figure| figure + 1);
        (figure..step).rev().find(|other| scope.is_compared(*other) || *other + 1 == step && scope.is_usable(*other))
    };
    let beyond = || {
        (next..line.len())
            .take_while(|other| line.change(*other).is_none())
            .find(|other| scope.is_said_of_previous(*other) && scope.is_beside(*other))
    };
    let others = || {
        (0..line.len())
            .find(|other| scope.is_compared(*other) || scope.is_usable(*other) && scope.belongs_to_previous(*other))
    };
    if let Some(found) = after.or_else(before).or_else(beyond).or_else(others) {
        return at(scope, found, Distance::Clause);
    }
    let carried = scope.context.comparison.clone()?;
    let reference = reference(scope, step);
    Some(ClaimTime { said: carried.said.from_afar(Distance::Earlier), reference, ..carried })
}

/// The time that the one at `step` leans on: another of its sentence, else the passage's.
fn reference(scope: &Scope, step: usize) -> Option<TimeExpression> {
    let line = scope.line;
    let firm = |other: &usize| {
        *other != step
            && line.time(*other).is_some_and(|time| !leans(&time.when) && time.edge != Edge::From)
            && scope.is_usable(*other)
            && !scope.is_compared(*other)
            && !scope.is_of_speech(*other)
            && !scope.belongs_to_previous(*other)
    };
    let near = (0..step).rev().find(firm).or_else(|| (step + 1..line.len()).find(firm));
    let carried = || passage::reported(line, scope.asked, scope.context).map(|time| time.said.value.clone());
    near.and_then(|other| line.time(other).cloned()).or_else(carried)
}

/// The time at `step` as the figure's.
fn at(scope: &Scope, step: usize, distance: Distance) -> Option<ClaimTime> {
    let line = scope.line;
    let value = line.time(step)?.clone();
    let rule = line.mention(step).map(|(index, _)| line.reading.mentions[index].rule);
    let ahead = scope.asked.is_ahead() && matches!(value.edge, Edge::By | Edge::Until);
    let reference = if ahead { None } else { reference(scope, step) };
    let value = scope.as_meant(step, value, reference.as_ref());
    if reference.is_none() && is_later(&value.when) {
        return None;
    }
    let country = scope.context.main;
    Some(ClaimTime { said: Said { value, span: Some(line.steps[step].span), rule, distance }, reference, country })
}

/// Whether a time only counts on from another: "a year later".
fn is_later(when: &When) -> bool {
    matches!(when, When::Offset(count, _, Origin::Context) if count.is_sign_positive())
}

/// Whether a time names one day.
pub fn is_day(when: &When) -> bool {
    use crate::model::time::Piece::{Day, DayOfMonth, Weekday};
    match when {
        When::Date(..) | When::Now | When::Piece(Day(..) | DayOfMonth(_) | Weekday(_), _) => true,
        When::Offset(_, unit, _) => *unit <= TimeUnit::Day,
        When::Unit(unit, Pick::This | Pick::Last) => *unit <= TimeUnit::Day,
        When::Daytime(_, inner) => is_day(inner),
        _ => false,
    }
}

/// Whether a time has no days: "recent weeks", "the last several months".
pub fn is_vague(when: &When) -> bool {
    use crate::model::time::Tense::{Future, Past};
    matches!(when, When::Vague(Past | Future) | When::Rolling(Count::Vague, ..))
}

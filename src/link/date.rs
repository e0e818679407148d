//! Dates that are themselves the fact: the expiry of a contract, a start, a deadline.

use super::line::Line;
use super::pattern::fit;
use super::{governor, status};
use crate::model::claim::Said;
use crate::model::code::{Kind, Role, Status};
use crate::model::figure::Distance;
use crate::model::span::RuleId;
use crate::model::time::{Edge, Piece, TimeExpression, When};

/// How many steps before a date its cue may stand.
const REACH: usize = 12;

/// A date that is a fact, and the cue that makes it one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DateFact {
    /// The step of the date.
    pub step: usize,
    /// The step of the cue.
    pub cue: usize,
    /// The cue's entry.
    pub rule: RuleId,
}

impl DateFact {
    /// The date: "beyond 2031" names the year in which something ends.
    pub fn moment(&self, line: &Line) -> Option<TimeExpression> {
        let time = line.time(self.step)?.clone();
        let edge = if time.edge == Edge::After { Edge::None } else { time.edge };
        Some(TimeExpression { edge, ..time })
    }
}

/// The dates of a sentence that are facts.
pub fn dates(line: &Line) -> Vec<DateFact> {
    (0..line.len()).filter_map(|step| fact(line, step)).collect()
}

/// What makes the time at `step` a fact, if anything does.
fn fact(line: &Line, step: usize) -> Option<DateFact> {
    if !line.time(step).is_some_and(|time| is_date(&time.when)) {
        return None;
    }
    by_pattern(line, step).or_else(|| by_cue(line, step)).or_else(|| by_deadline(line, step))
}

/// A date that a pattern makes a fact.
fn by_pattern(line: &Line, step: usize) -> Option<DateFact> {
    let found = fit(line, step, "event")?;
    let scheduled = line.grammar.entry(found.rule).name() == "start.scheduled";
    if scheduled && line.before_in_clause(step).any(|other| is_amount(line, other)) {
        return None;
    }
    Some(DateFact { step, cue: found.slots.first().copied().unwrap_or(step), rule: found.rule })
}

/// A date behind an event of its clause, no amount and no other date between.
fn by_cue(line: &Line, step: usize) -> Option<DateFact> {
    let (cue, rule) = line
        .before_in_clause(step)
        .take(REACH)
        .take_while(|other| !is_amount(line, *other) && line.time(*other).is_none())
        .find_map(|other| line.cue(other, "event").map(|(rule, _)| (other, rule)))?;
    let start = line.grammar.entry(rule).name() == "start";
    let names_time = start && cue + 2 == step && line.is_cue(cue + 1, "preposition.of");
    (!names_time).then_some(DateFact { step, cue, rule })
}

/// The day by which something is to be done: a clause of intent with no amount that the date could be the time of.
fn by_deadline(line: &Line, step: usize) -> Option<DateFact> {
    if line.time(step)?.edge != Edge::By {
        return None;
    }
    if line.before_in_clause(step).chain(line.after_in_clause(step)).any(|other| is_amount(line, other)) {
        return None;
    }
    let said = status::status(line, step, Role::Event);
    let intent = matches!(said.value, Status::Plan | Status::Target | Status::Pledge | Status::Contract);
    let rule = said.rule.filter(|_| intent)?;
    let cue = governor::leftwards(line, step).find(|other| line.rules(*other).contains(&rule))?;
    Some(DateFact { step, cue, rule })
}

/// Whether an amount stands at the step that is no mere attribute ("its 500 MW plant") and no length of time.
fn is_amount(line: &Line, step: usize) -> bool {
    let Some(quantity) = line.quantity(step) else { return false };
    let attribute = step > 0 && line.is_cue(step - 1, "determiner.all") && line.is_nominal(step + 1);
    quantity.kind != Some(Kind::Duration) && !attribute
}

/// How sure the text is of a date: a contract's expiry is contracted, a deadline a target, a start to come planned,
/// unless the text says more.
pub fn date_status(line: &Line, date: &DateFact, said: Said<Status>) -> Said<Status> {
    let entry = line.grammar.entry(date.rule);
    if entry.group() != "event" {
        return said;
    }
    let name = entry.name();
    let status = match (name.split('.').next().unwrap_or_default(), said.value) {
        ("expiry", _) => Status::Contract,
        ("deadline", Status::Actual | Status::Forecast | Status::Plan) => Status::Target,
        ("start" | "signing", Status::Forecast) if is_modal(line, &said) => Status::Plan,
        ("signing", Status::Target) => Status::Plan,
        ("start", Status::Actual) if !name.ends_with(".past") && !is_past(line, date) => Status::Plan,
        _ => return said,
    };
    Said::read(status, line.steps[date.cue].span, date.rule, Distance::Clause)
}

/// Whether a status is that of a modal: "will start".
fn is_modal(line: &Line, said: &Said<Status>) -> bool {
    said.rule.is_some_and(|rule| line.grammar.entry(rule).id.ends_with(".modal"))
}

/// Whether a finite verb of the clause before the cue tells of what has been.
fn is_past(line: &Line, date: &DateFact) -> bool {
    governor::leftwards(line, date.cue + 1).any(|step| governor::is_finite(line, step))
}

/// Whether a time names a day, month or year, not a stretch counted from now.
fn is_date(when: &When) -> bool {
    match when {
        When::Date(..) | When::Year(_) | When::SplitYear(..) | When::Named(..) => true,
        When::Piece(piece, _) => {
            use Piece::{Day, Half, Month, Nth, Quarter, Season};
            matches!(piece, Month(_) | Day(..) | Quarter(_) | Season(_) | Half(_) | Nth(..))
        }
        When::Part(_, inner) => is_date(inner),
        _ => false,
    }
}

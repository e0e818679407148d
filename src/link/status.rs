//! How sure the text is of a figure: the status cue in whose scope it stands.
//!
//! A pattern around the figure wins; then the nearest cue before it in its clause; then one that follows it in the
//! same clause; a modal ("will") before a verb of will ("build") is a plan, under a condition ("if") hypothetical.

use super::line::Line;
use super::pattern::fit;
use crate::grammar::words::{Cue, Sense};
use crate::model::claim::Said;
use crate::model::code::{Role, Status};
use crate::model::figure::Distance;
use crate::model::span::RuleId;

/// The status of the figure at `step`.
pub fn status(line: &Line, step: usize, role: Role) -> Said<Status> {
    if let Some(found) = fit(line, step, "status") {
        if let Some(status) = status_of(line, found.rule) {
            return Said::read(status, line.steps[step].span, found.rule, Distance::Clause);
        }
    }
    if role == Role::Previous {
        return Said::implied(Status::Actual);
    }
    let clause = line.steps[step].clause;
    let same = |other: &usize| line.steps[*other].clause == clause;
    let before = (0..step).rev().take_while(same).find_map(|other| cue(line, other, step));
    let after = || {
        (step + 1..line.len())
            .take_while(same)
            .take_while(|other| !line.is_mark(*other, ","))
            .find_map(|other| cue_after(line, other))
    };
    before.or_else(after).unwrap_or(Said::implied(Status::Actual))
}

/// The status that the cue at `other`, before the figure, gives it.
fn cue(line: &Line, other: usize, figure: usize) -> Option<Said<Status>> {
    let (rule, entry) = line.cue(other, "status")?;
    let mut status = status_of(line, rule)?;
    if entry.id.ends_with(".modal") {
        status = modal(line, other, figure)?;
    }
    if status == Status::Plan && aims_at_change(line, other, figure) {
        status = Status::Target;
    }
    Some(Said::read(status, line.steps[other].span, rule, Distance::Clause))
}

/// "plans to raise trade to": a plan to change a level is a target.
fn aims_at_change(line: &Line, plan: usize, figure: usize) -> bool {
    (plan + 1..figure.min(plan + 4)).any(|step| line.change(step).is_some())
}

/// A cue after the figure speaks of it only as a verb: "20 million bpd is expected".
fn cue_after(line: &Line, other: usize) -> Option<Said<Status>> {
    let said = cue(line, other, line.len())?;
    let verb = other > 0 && line.is_cue(other - 1, "function.be");
    (verb && said.value != Status::Contract).then_some(said)
}

/// "will build" is a plan, "would ... if" hypothetical, any other "will" a forecast.
fn modal(line: &Line, modal: usize, figure: usize) -> Option<Status> {
    let conditional = (0..line.len()).any(|step| line.cue(step, "condition").is_some());
    if conditional {
        return Some(Status::Hypothetical);
    }
    let wills = (modal + 1..figure.min(modal + 4)).any(|step| line.is_cue(step, "volition.verb"));
    Some(if wills { Status::Plan } else { Status::Forecast })
}

fn status_of(line: &Line, rule: RuleId) -> Option<Status> {
    match line.grammar.sense(rule) {
        Sense::Cue(Cue::Status(status)) => Some(*status),
        _ => None,
    }
}

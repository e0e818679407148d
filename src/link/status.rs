//! How sure the text is of a figure: the status cue that governs it.
//!
//! A pattern around the figure wins. Else the walk goes left from the figure to the verb that governs it: infinitives and
//! participles hand on to what stands before them ("plans to raise"), a finite verb ends the walk unless the clause is
//! what somebody expects or reckons ("estimated that stocks had risen"), and a noun ("target", "contract") counts only
//! where the figure hangs on it. A figure that is the subject takes the status of the verb behind it.

use super::governor::{self, Scope};
use super::line::Line;
use super::pattern::fit;
use crate::grammar::words::{Cue, Sense};
use crate::model::claim::Said;
use crate::model::code::{Kind, Role, Status};
use crate::model::figure::Distance;
use crate::model::span::RuleId;

/// How many steps after a cue its verb may stand.
const REACH: usize = 4;

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
    let mut scope = Scope::Open;
    for at in governor::leftwards(line, step) {
        if line.cue(at, "condition").is_some() {
            return read(line, at, Status::Hypothetical);
        }
        if let Some(said) = cue_before(line, at, step, scope) {
            return said;
        }
        scope = scope.past(line, at);
        if scope == Scope::Closed {
            break;
        }
    }
    let found = if scope == Scope::Open { as_subject(line, step) } else { None };
    found.unwrap_or(Said::implied(Status::Actual))
}

/// The status that the cue at `at`, before the figure, gives it.
fn cue_before(line: &Line, at: usize, figure: usize, scope: Scope) -> Option<Said<Status>> {
    let (rule, entry) = line.cue(at, "status")?;
    let status = status_of(line, rule)?;
    let opinion = matches!(status, Status::Forecast | Status::Estimate | Status::Denied | Status::Hypothetical);
    let modal = entry.id.ends_with(".modal");
    let noun = entry.id.ends_with(".noun");
    if scope == Scope::Finite && (!opinion || modal) || noun && !governor::hangs_on(line, at, figure) {
        return None;
    }
    let status = if modal { modal_status(line, at, figure)? } else { settled(line, at, figure, status) };
    let presupposed = !noun
        && matches!(status, Status::Forecast | Status::Plan | Status::Target | Status::Pledge)
        && governor::is_presupposed(line, figure);
    let status = if presupposed { Status::Actual } else { status };
    Some(Said::read(status, line.steps[at].span, rule, Distance::Clause))
}

/// What a cue means with the verb behind it: a plan to change a level is a target, an agreement to build something a
/// plan, a level estimated to rise a forecast.
fn settled(line: &Line, at: usize, figure: usize, status: Status) -> Status {
    let mut behind = at + 1..figure.min(at + REACH);
    match status {
        Status::Plan if behind.any(|step| line.change(step).is_some() && governor::is_infinitive(line, step)) => {
            Status::Target
        }
        Status::Contract if behind.any(|step| line.is_cue(step, "volition.work")) => Status::Plan,
        Status::Estimate
            if behind.any(|step| line.is_cue(step, "volition.growth") && governor::is_infinitive(line, step)) =>
        {
            Status::Forecast
        }
        _ => status,
    }
}

/// The status of a figure whose clause has no verb before it: that of the verb behind it, "is expected", "will be closed".
fn as_subject(line: &Line, figure: usize) -> Option<Said<Status>> {
    let clause = line.steps[figure].clause;
    let verb = (figure + 1..line.len())
        .take_while(|at| line.steps[*at].clause == clause && !line.is_mark(*at, ","))
        .find(|at| line.cue(*at, "status").is_some() || governor::is_finite(line, *at))?;
    let at = if line.is_auxiliary(verb) && line.cue(verb, "status").is_none() { verb + 1 } else { verb };
    let (rule, entry) = line.cue(at, "status")?;
    if entry.id.ends_with(".noun") {
        return None;
    }
    let status = status_of(line, rule)?;
    let status = if entry.id.ends_with(".modal") { modal_status(line, at, figure)? } else { status };
    (status != Status::Contract).then(|| Said::read(status, line.steps[at].span, rule, Distance::Clause))
}

/// "will build" is a plan, "would ... if" hypothetical, any other "will" a forecast; things counted are there already
/// unless the verb makes them.
fn modal_status(line: &Line, modal: usize, figure: usize) -> Option<Status> {
    let last = if modal < figure { figure } else { line.len() };
    let verbs = || modal + 1..last.min(modal + REACH);
    if line.is_cue(modal, "status.forecast.conditional.modal") && (0..line.len()).any(|step| line.cue(step, "condition").is_some()) {
        return Some(Status::Hypothetical);
    }
    if verbs().any(|step| line.is_cue(step, "volition.verb") || line.is_cue(step, "volition.work")) {
        return Some(Status::Plan);
    }
    if verbs().any(|step| line.is_cue(step, "volition.trait")) && of_planned_thing(line, modal) {
        return Some(Status::Plan);
    }
    let counted = line.quantity(figure).is_some_and(|quantity| quantity.kind.is_none_or(|kind| kind == Kind::Count) && quantity.unit.is_none());
    let grows = verbs().any(|step| line.is_cue(step, "volition.growth") || line.is_cue(step, "volition.effect"));
    Some(if counted && !grows { Status::Actual } else { Status::Forecast })
}

/// Whether the modal's clause tells of a thing that the clause before plans: "plans a mill, which will have".
fn of_planned_thing(line: &Line, modal: usize) -> bool {
    let clause = line.steps[modal].clause;
    clause > 0
        && (0..modal).rev().skip_while(|step| line.steps[*step].clause == clause).take_while(|step| line.steps[*step].clause + 1 == clause).any(|step| {
            line.cue(step, "status").and_then(|(rule, _)| status_of(line, rule)) == Some(Status::Plan)
        })
}

fn read(line: &Line, at: usize, status: Status) -> Said<Status> {
    match line.rules(at).first() {
        Some(rule) => Said::read(status, line.steps[at].span, *rule, Distance::Clause),
        None => Said::implied(status),
    }
}

fn status_of(line: &Line, rule: RuleId) -> Option<Status> {
    match line.grammar.sense(rule) {
        Sense::Cue(Cue::Status(status)) => Some(*status),
        _ => None,
    }
}

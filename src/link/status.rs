//! How sure the text is of a figure: the status cue that governs it.
//!
//! A pattern around the figure wins. Else the walk goes left from the figure to the verb that governs it: infinitives and
//! participles hand on to what stands before them ("plans to raise"), a finite verb ends the walk unless the clause is
//! what somebody expects or reckons ("estimated that stocks had risen"), and a noun ("target", "contract") counts only
//! where the figure hangs on it. A figure that is the subject takes the status of the verb behind it.

use super::governor::{self, Scope};
use super::line::Line;
use super::pattern::fit;
use crate::grammar::words::{Cue, Entry, Sense, Use};
use crate::model::claim::Said;
use crate::model::code::{Flow, Kind, Role, Status};
use crate::model::figure::Distance;
use crate::model::span::RuleId;
use crate::model::time::When;

/// How many steps after a cue its verb may stand.
const REACH: usize = 4;

/// The status of the figure at `step`.
pub fn status(line: &Line, step: usize, role: Role) -> Said<Status> {
    let fitting = fit(line, step, "status").and_then(|found| Some((found.rule, status_of(line, found.rule)?)));
    if let Some((rule, status)) = fitting {
        return Said::read(status, line.steps[step].span, rule, Distance::Clause);
    }
    if role == Role::Previous {
        return Said::implied(Status::Actual);
    }
    if let Some(said) = in_bound(line, step) {
        return said;
    }
    governed(line, step, role).unwrap_or(Said::implied(Status::Actual))
}

/// The status that the words to the left of a figure give it; a figure that is a subject takes that of its verb.
fn governed(line: &Line, step: usize, role: Role) -> Option<Said<Status>> {
    let mut scope = Scope::Open;
    let mut inner: Option<Said<Status>> = None;
    let mut moved = false;
    for at in governor::leftwards(line, step) {
        if is_denied_act(line, at) && !(at + 2..step).any(|other| governor::is_finite(line, other)) {
            return Some(read(line, at, Status::Denied));
        }
        if line.cue(at, "condition").is_some() && !(at + 1..step).any(|other| line.is_mark(other, ",")) {
            return inner.or(Some(read(line, at, Status::Hypothetical)));
        }
        let cued = Cued::at(line, at, step, scope, role).and_then(|cue| Some((cue.status()?, cue)));
        if let Some((said, cue)) = cued {
            match inner {
                Some(inner) => return Some(if is_opinion(said.value) && !cue.is_modal() { said } else { inner }),
                None if governor::is_infinitive(line, at) => inner = Some(said),
                None if cue.is_frame() => return as_subject(line, step, role).or(Some(said)),
                None => return Some(said),
            }
        } else if scope == Scope::Open && role == Role::Change && inner.is_none() {
            inner = in_bound(line, at);
        }
        moved |= line.change(at).is_some_and(|(rule, _)| !line.grammar.entry(rule).id.ends_with(".noun"));
        scope = scope.past(line, at, step);
        if scope == Scope::Closed {
            break;
        }
    }
    inner.or_else(|| if moved { None } else { as_subject(line, step, role) })
}

/// The status that the bound of an amount gives it: "estimated at", "capped at".
fn in_bound(line: &Line, step: usize) -> Option<Said<Status>> {
    let status = |entry: &Entry| match entry.sense {
        Sense::Cue(Cue::Status(status)) if !entry.id.ends_with(".noun") => Some(status),
        _ => None,
    };
    let (bound, rule, status) = line.in_bound(step, status)?;
    Some(Said::read(status, bound, rule, Distance::Clause))
}

/// A step beside a figure, as the cue of its status.
struct Cued<'c, 'l> {
    line: &'c Line<'l>,
    at: usize,
    rule: RuleId,
    entry: &'l Entry,
    figure: usize,
    scope: Scope,
    role: Role,
}

impl<'c, 'l> Cued<'c, 'l> {
    /// The step at `at`, where it is a cue of status.
    fn at(line: &'c Line<'l>, at: usize, figure: usize, scope: Scope, role: Role) -> Option<Self> {
        let (rule, entry) = governor::status_cue(line, at)?;
        Some(Cued { line, at, rule, entry, figure, scope, role })
    }

    /// The status that the step, before the figure, gives it.
    fn status(&self) -> Option<Said<Status>> {
        let said = status_of(self.line, self.rule)?;
        let noun = self.entry.id.ends_with(".noun") && !self.is_verb();
        if self.is_of_market() || governor::is_plain_noun(self.line, self.at, self.entry) {
            return None;
        }
        let reaches = match self.scope {
            Scope::Open => !noun || governor::hangs_on(self.line, self.at, self.figure),
            Scope::Copula(verb) => governor::is_subject(self.line, self.at, verb),
            Scope::Finite if noun => is_opinion(said) && self.line.is_cue(self.at + 1, "attribution.said"),
            Scope::Finite => is_opinion(said) && !self.is_modal(),
            Scope::Closed => false,
        };
        if !reaches {
            return None;
        }
        let status = if self.is_modal() { self.modal()? } else { self.settled(said) };
        let presupposed = !noun
            && matches!(status, Status::Forecast | Status::Plan | Status::Target | Status::Pledge)
            && governor::is_presupposed(self.line, self.figure)
            && !(self.at + 1..self.figure).any(|step| self.line.is_cue(step, "volition.making"));
        let status = if presupposed { Status::Actual } else { status };
        Some(Said::read(status, self.line.steps[self.at].span, self.rule, Distance::Clause))
    }

    /// Whether the step is a noun that frames its clause.
    fn is_frame(&self) -> bool {
        self.scope == Scope::Open && governor::is_frame(self.line, self.at)
    }

    fn is_modal(&self) -> bool {
        self.entry.id.ends_with(".modal")
    }

    /// Whether the step is a contract that is traded: "the May contract settled at", "June futures contracts".
    fn is_of_market(&self) -> bool {
        let line = self.line;
        let contract = self.entry.id == "status.contract.noun";
        let month = |left: usize| line.time(left).is_some_and(|time| matches!(time.when, When::Piece(..)));
        let dated = self.at.checked_sub(1).is_some_and(|left| month(left) || line.is_cue(left, "time.market"));
        let traded = || (self.at + 1..self.figure).any(|step| line.is_cue(step, "time.market"));
        contract && (dated || traded())
    }

    /// Whether a word of two uses is a verb here: an object or an infinitive begins behind it.
    fn is_verb(&self) -> bool {
        let after = self.at + 1;
        ["determiner.all", "party.to", "clause.that", "pronoun.personal"].iter().any(|id| self.line.is_cue(after, id))
    }

    /// What a cue means with the verb behind it: a plan to change a level is a target, an agreement to build something a
    /// plan, a level estimated to rise a forecast.
    fn settled(&self, status: Status) -> Status {
        let line = self.line;
        let from = governor::late_infinitive(line, self.at).unwrap_or(self.at);
        let mut near = from + 1..self.figure.min(from + REACH);
        let mut behind = self.at + 1..self.figure;
        let to = |step: usize| governor::is_infinitive(line, step);
        match status {
            Status::Plan if self.role != Role::Change && near.any(|step| line.change(step).is_some() && to(step)) => {
                Status::Target
            }
            Status::Target if self.is_counted() && !near.any(|step| self.makes(step)) => Status::Actual,
            Status::Pledge if self.entry.id.ends_with(".decision") => {
                let curbs = near.any(|step| line.is_cue(step, "volition.curb"));
                if curbs || self.role == Role::Change { Status::Pledge } else { Status::Plan }
            }
            Status::Potential if line.is_cue(self.at, "auxiliary.modal") && self.is_conditional(self.at) => {
                Status::Hypothetical
            }
            Status::Contract if near.clone().any(|step| line.is_cue(step, "volition.curb")) => Status::Pledge,
            Status::Contract if near.any(|step| works(line, step)) => Status::Plan,
            Status::Estimate if behind.any(|step| line.is_cue(step, "volition.growth") && to(step)) => Status::Forecast,
            _ => status,
        }
    }

    /// "will build" is a plan, "would ... if" hypothetical, any other "will" a forecast; things counted are there already
    /// unless the verb makes them.
    fn modal(&self) -> Option<Status> {
        let line = self.line;
        let last = if self.at < self.figure { self.figure } else { line.len() };
        let verbs = || self.at + 1..last.min(self.at + REACH);
        let has = |id: &str| verbs().any(|step| line.is_cue(step, id));
        if line.is_cue(self.at, "status.forecast.conditional.modal") && self.is_conditional(line.len()) {
            return Some(Status::Hypothetical);
        }
        let done = |step: usize| line.is_cue(step, "volition.done") && line.is_auxiliary(step - 1);
        let due = line.is_cue(self.at, "status.forecast.due.modal") && line.is_cue(self.at + 1, "auxiliary.be");
        let works = due || verbs().any(|step| works(line, step) || done(step));
        let aimed = self.at.checked_sub(1).filter(|at| governor::is_noun(line, *at));
        if let Some(framed) = aimed.or_else(|| governor::frame(line, self.at)) {
            let status = governor::status_cue(line, framed).and_then(|(rule, _)| status_of(line, rule))?;
            return Some(if status == Status::Contract && works { Status::Plan } else { status });
        }
        let sized = || {
            (self.at + 1..last).any(|step| line.flow(step, Use::Noun).is_some_and(|(_, flow)| flow == Flow::Capacity))
        };
        let acts = || verbs().any(|step| line.is_cue(step, "volition.growth") && line.is_cue(step + 1, "scope.own"));
        if works || has("volition.verb") || acts() || has("volition.trait") && (sized() || self.is_of_planned_thing()) {
            return Some(Status::Plan);
        }
        let grows = verbs().any(|step| self.makes(step));
        Some(if self.is_counted() && !grows { Status::Actual } else { Status::Forecast })
    }

    /// Whether the sentence names a condition before step `end`.
    fn is_conditional(&self, end: usize) -> bool {
        (0..end).any(|step| self.line.cue(step, "condition").is_some())
    }

    /// Whether the verb at `step` brings about what is counted.
    fn makes(&self, step: usize) -> bool {
        ["volition.growth", "volition.effect", "volition.verb"].iter().any(|id| self.line.is_cue(step, id))
            || works(self.line, step)
    }

    /// Whether the figure counts things.
    fn is_counted(&self) -> bool {
        self.line
            .quantity(self.figure)
            .is_some_and(|quantity| quantity.unit.is_none() && quantity.kind.is_none_or(|kind| kind == Kind::Count))
    }

    /// Whether the modal's clause tells of a thing that one before it plans: "plans a mill, which will have".
    fn is_of_planned_thing(&self) -> bool {
        let plans = |step: usize| self.line.cue(step, "status").and_then(|(rule, _)| status_of(self.line, rule));
        (0..self.at).any(|step| plans(step) == Some(Status::Plan))
    }
}

/// The status of a figure that stands in a subject: that of the verb behind it, "is expected", "will be closed".
fn as_subject(line: &Line, figure: usize, role: Role) -> Option<Said<Status>> {
    let clause = line.steps[figure].clause;
    let ends = |at: usize| {
        line.steps[at].clause != clause
            || line.is_mark(at, ",")
            || line.is_cue(at, "pronoun.relative")
            || line.is_cue(at, "clause.coordinate") && governor::is_finite(line, at + 1)
    };
    let verb = (figure + 1..line.len())
        .take_while(|at| !ends(*at))
        .find(|at| governor::status_cue(line, *at).is_some() || governor::is_finite(line, *at))?;
    let at = if governor::status_cue(line, verb).is_none() && line.is_auxiliary(verb) { verb + 1 } else { verb };
    let cue = Cued::at(line, at, figure, Scope::Open, role)?;
    if cue.entry.id.ends_with(".noun") && !line.is_cue(at + 1, "party.to") {
        return None;
    }
    let status = if cue.is_modal() { cue.modal()? } else { status_of(line, cue.rule)? };
    (status != Status::Contract).then(|| Said::read(status, line.steps[at].span, cue.rule, Distance::Clause))
}

/// Whether "not" stands at the step and the verb of an act right behind it: "did not buy".
fn is_denied_act(line: &Line, at: usize) -> bool {
    line.is_cue(at, "denial.not") && line.is_cue(at + 1, "denial.act")
}

/// Whether a verb of building, opening or closing stands at the step.
fn works(line: &Line, step: usize) -> bool {
    line.is_cue(step, "volition.work") || line.is_cue(step, "volition.making")
}

/// What somebody thinks of a whole statement.
fn is_opinion(status: Status) -> bool {
    matches!(status, Status::Forecast | Status::Estimate | Status::Denied | Status::Hypothetical)
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

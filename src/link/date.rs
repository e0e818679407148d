//! Dates that are themselves the fact: the expiry of a contract, a start, a deadline.

use super::line::Line;
use crate::model::span::RuleId;
use crate::model::time::{Edge, Piece, When};

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

/// The dates of a sentence that are facts.
pub fn dates(line: &Line) -> Vec<DateFact> {
    (0..line.len())
        .filter(|step| line.time(*step).is_some_and(|time| is_date(&time.when)))
        .filter_map(|step| fact(line, step))
        .collect()
}

/// Whether the time at `step` is itself a fact.
pub fn is_fact(line: &Line, step: usize) -> bool {
    line.time(step).is_some_and(|time| is_date(&time.when)) && fact(line, step).is_some()
}

/// Whether the time at `step` is the start of something.
pub fn starts(line: &Line, step: usize) -> bool {
    let start = |fact: DateFact| line.grammar.entry(fact.rule).name() == "start";
    line.time(step).is_some_and(|time| is_date(&time.when)) && fact(line, step).is_some_and(start)
}

/// The nearest event cue before the date in its clause, no other date between; else one right after it.
fn fact(line: &Line, step: usize) -> Option<DateFact> {
    let clause = line.steps[step].clause;
    let deadline_only = line.time(step).is_some_and(|time| time.edge == Edge::By);
    let _ = deadline_only;
    let before = (0..step)
        .rev()
        .take(9)
        .take_while(|other| line.steps[*other].clause == clause && line.quantity(*other).is_none());
    let found = before.clone().find_map(|other| line.cue(other, "event").map(|(rule, _)| (other, rule)))?;
    let between = (found.0 + 1..step).any(|other| line.time(other).is_some());
    (!between).then_some(DateFact { step, cue: found.0, rule: found.1 })
}

/// Whether a time names a day, month or year, not a stretch counted from now.
fn is_date(when: &When) -> bool {
    match when {
        When::Date(..) | When::Year(_) | When::SplitYear(..) | When::Named(..) => true,
        When::Piece(piece, _) => {
            matches!(piece, Piece::Month(_) | Piece::Day(..) | Piece::Quarter(_) | Piece::Season(_) | Piece::Half(_))
        }
        When::Part(_, inner) => is_date(inner),
        _ => false,
    }
}

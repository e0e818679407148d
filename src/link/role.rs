//! What a figure is in its statement: level, change, previous level, share, alternate or term, and which way it went.

use super::anchor::{Chain, Tie};
use super::line::Line;
use super::pattern::{Fit, fit};
use crate::grammar::words::{Cue, Entry, Sense};
use crate::model::amount::Amount;
use crate::model::claim::{Claim, Said};
use crate::model::code::{ChangeBasis, Comparator, Direction, Flow, Kind, Role};
use crate::model::figure::Distance;

/// What the words around a figure say of its role.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleFound {
    /// The role.
    pub role: Said<Role>,
    /// The direction, where a change word gives one.
    pub direction: Option<Said<Direction>>,
    /// Steps of the other figures that the pattern ties to this one.
    pub others: Vec<usize>,
}

/// The role of the figure at `step`; a level where no pattern says otherwise.
pub fn role(line: &Line, step: usize, kind: Option<Kind>) -> RoleFound {
    if let Some(found) = crossing(line, step) {
        return found;
    }
    let Some(found) = fit(line, step, "role") else {
        return inside(line, step).unwrap_or(RoleFound {
            role: Said::implied(plain_role(kind)),
            direction: None,
            others: vec![],
        });
    };
    let entry = line.grammar.entry(found.rule);
    let role = Role::from_code(entry.name().split('.').next().unwrap_or_default()).unwrap_or(Role::Level);
    let span = line.steps[step].span;
    let direction = direction(line, step, &found).filter(|_| matches!(role, Role::Change | Role::Level));
    let exceeds = |slot: &usize| *slot > step && line.is_cue(*slot, "scope.against");
    let direction = direction.filter(|_| role != Role::Level || !found.slots.iter().any(exceeds));
    RoleFound { role: Said::read(role, span, found.rule, Distance::Clause), direction, others: found.amounts.to_vec() }
}

/// The change that a figure's own words tell, or those right behind it: "1,200 dollars more a year", "8 percent lower
/// than".
fn inside(line: &Line, step: usize) -> Option<RoleFound> {
    let one = line.steps.get(step).filter(|_| line.quantity(step).is_some())?;
    let after = |entry: &Entry| match entry.sense {
        Sense::Cue(Cue::Change(direction)) if entry.id.ends_with(".after") => Some(direction),
        _ => None,
    };
    let tokens = &line.reading.tokens;
    let found = (one.first + 1..=one.last)
        .filter(|at| (*at as usize) < tokens.len())
        .find_map(|at| line.grammar.longest(line.text, tokens, at as usize, after));
    let (_, rule, direction) = found?;
    Some(RoleFound {
        role: Said::read(Role::Change, one.span, rule, Distance::Figure),
        direction: Some(Said::read(direction, one.span, rule, Distance::Figure)),
        others: vec![],
    })
}

/// A level that a move crosses: "pushed prices above 90 dollars".
fn crossing(line: &Line, step: usize) -> Option<RoleFound> {
    let quantity = line.quantity(step).filter(|quantity| quantity.kind != Some(Kind::Duration))?;
    if uncrossed(line, step, quantity.amount).is_some() {
        return Some(RoleFound { role: Said::implied(Role::Level), direction: None, others: vec![] });
    }
    line.in_bound(step, |entry| (entry.id == "scope.cross").then_some(()))?;
    let mut before = line.before_in_clause(step).take_while(|at| !line.is_mark(*at, ","));
    let (at, rule, direction) = before.find_map(|at| {
        let (rule, direction) = line.change(at)?;
        line.grammar.entry(rule).id.ends_with(".verb").then_some((at, rule, direction))
    })?;
    Some(RoleFound {
        role: Said::implied(Role::Level),
        direction: Some(Said::read(direction, line.steps[at].span, rule, Distance::Clause)),
        others: vec![],
    })
}

/// Whether the role was read of a rate that is no share: a tariff, a tax, a yield.
fn is_rate(line: &Line, role: &Said<Role>) -> bool {
    role.rule.is_some_and(|rule| line.grammar.entry(rule).id == "role.level.rate")
}

/// The role of a figure that no pattern speaks of.
fn plain_role(kind: Option<Kind>) -> Role {
    match kind {
        Some(Kind::Points | Kind::Multiple) => Role::Change,
        _ => Role::Level,
    }
}

/// The direction of the change word nearest to the figure among those the pattern caught.
fn direction(line: &Line, step: usize, found: &Fit) -> Option<Said<Direction>> {
    let nearest =
        found.slots.iter().filter(|slot| line.change(**slot).is_some()).min_by_key(|slot| slot.abs_diff(step))?;
    let slot = mover(line, step, *nearest).unwrap_or(*nearest);
    let (rule, direction) = line.change(slot)?;
    Some(Said::read(direction, line.steps[slot].span, rule, Distance::Clause))
}

/// The verb of change that has the noun of change at `noun` in its object and the difference at `step` behind it: "cut its
/// forecast for growth by".
fn mover(line: &Line, step: usize, noun: usize) -> Option<usize> {
    let by = (noun + 1..step).any(|at| line.is_cue(at, "amount.difference"));
    let is_noun = |at: usize| line.rules(at).iter().any(|rule| line.grammar.entry(*rule).id.ends_with(".noun"));
    if noun > step || !by || !is_noun(noun) {
        return None;
    }
    let object = |at: &usize| !line.is_mark(*at, ",") && line.quantity(*at).is_none();
    line.before_in_clause(noun).take_while(object).find(|at| moves(line, *at))
}

/// Whether a verb of change stands at the step.
fn moves(line: &Line, at: usize) -> bool {
    line.find(at, |entry| match entry.sense {
        Sense::Cue(Cue::Change(_)) if entry.id.ends_with(".verb") => Some(()),
        _ => None,
    })
    .is_some()
}

/// The bound of a level that is said not to be crossed: "will not fall below 70" is at least 70.
pub fn uncrossed(line: &Line, step: usize, amount: Amount) -> Option<Amount> {
    let bound = match amount.comparator() {
        Comparator::Less => Comparator::AtLeast,
        Comparator::More => Comparator::AtMost,
        _ => return None,
    };
    let mut before = line.before_in_clause(step).skip_while(|at| line.is_bound(*at));
    let verb = before.next().filter(|at| moves(line, *at) || line.is_cue(*at, "volition.growth"))?;
    let denies = |at: usize| line.is_cue(at, "denial.not");
    (1..=2).filter_map(|back| verb.checked_sub(back)).any(denies).then(|| amount.bounded(bound))
}

/// What a change is measured against: a comparison named in the figure's clause, after it first.
pub fn basis(line: &Line, step: usize) -> Option<Said<ChangeBasis>> {
    let cue = |other: usize| {
        line.find(other, |entry| match entry.sense {
            Sense::Cue(Cue::Basis(basis)) => Some(basis),
            _ => None,
        })
        .map(|(rule, basis)| Said::read(basis, line.steps[other].span, rule, Distance::Clause))
    };
    line.after_in_clause(step).find_map(cue).or_else(|| line.before_in_clause(step).find_map(cue))
}

/// Gives a figure that goes on from the one before ("20 dollars by 2025 and 22 dollars by 2026", "16 cents (0.3%)") the
/// role and direction of that one.
pub fn continue_list(line: &Line, before: usize, first: &Claim, step: usize, claim: &mut Claim) {
    let bracketed = step > 0 && line.is_mark(step - 1, "(") && before + 2 >= step && claim.role.value == Role::Change;
    if bracketed && claim.direction.is_none() {
        claim.direction = first.direction.clone();
    }
    if claim.role.rule.is_some()
        || first.role.rule.is_none()
        || first.kind != claim.kind && !is_restated(first.kind, claim.kind)
    {
        return;
    }
    let bound = line.quantity(step).and_then(|quantity| quantity.comparator_span);
    let mut joint = false;
    for other in before + 1..step {
        let coordinated = line.is_cue(other, "clause.coordinate") || line.is_mark(other, ",");
        joint |= coordinated;
        let passes = coordinated
            || line.time(other).is_some()
            || line.is_function(other)
            || bound.is_some_and(|bound| bound.overlaps(line.steps[other].span));
        if !passes {
            return;
        }
    }
    if joint && matches!(first.role.value, Role::Level | Role::Previous | Role::Share) {
        claim.role = first.role.clone();
        claim.direction = first.direction.clone();
    }
}

/// A total and its amount a share.
fn is_restated(first: Kind, second: Kind) -> bool {
    matches!((first, second), (Kind::Money, Kind::Price))
}

/// A percentage of a whole is a share where nothing calls it a level or change; a length of time is a level.
pub fn settle(
    kind: Kind,
    found: Said<Role>,
    flow: Option<&Said<Flow>>,
    measure: Option<u16>,
    (line, step): (&Line, usize),
    chains: &[Chain],
) -> Said<Role> {
    if kind == Kind::Date {
        return Said::implied(Role::Event);
    }
    if kind == Kind::Duration {
        let term = chains.first().is_some_and(|(_, _, tie)| *tie == Tie::After) && found.rule.is_none();
        if term {
            return Said::implied(Role::Term);
        }
        return if found.value == Role::Term { found } else { Said { value: Role::Level, ..found } };
    }
    if kind != Kind::Percent {
        return if found.value == Role::Share { Said { value: Role::Level, ..found } } else { found };
    }
    let whole = fit(line, step, "whole").is_some();
    let rate = whole
        || is_rate(line, &found)
        || matches!(flow.map(|flow| flow.value), Some(Flow::Tariff | Flow::Capacity | Flow::Refining))
        || measure.is_some_and(|index| {
            let dimensions = &line.grammar.world.measures[index as usize].dimensions;
            dimensions.iter().any(|dimension| &**dimension == "ratio")
        });
    match found.value {
        Role::Level if !rate => Said { value: Role::Share, ..found },
        Role::Share if whole || matches!(flow.map(|flow| flow.value), Some(Flow::Capacity | Flow::Refining)) => {
            Said { value: Role::Level, ..found }
        }
        _ => found,
    }
}

/// "doubled" says its own direction.
pub fn of_multiple(line: &Line, kind: Kind, step: usize) -> Option<Said<Direction>> {
    if kind != Kind::Multiple {
        return None;
    }
    let quantity = line.quantity(step)?;
    let direction = if quantity.amount.value()? < rust_decimal::Decimal::ONE { Direction::Down } else { Direction::Up };
    Some(Said::implied(direction))
}

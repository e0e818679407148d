//! Figures of one statement: a level, its change, its previous level and its restatement share one event, and what one
//! of them lacks it takes from the others.

use super::line::Line;
use crate::model::claim::Claim;
use crate::model::code::{Direction, Flow, Kind, Role};

/// Joins the claims of one sentence; `from` is the number of the first of them in the document.
pub fn join(line: &Line, claims: &mut [Claim], from: usize) {
    for index in 1..claims.len() {
        let Some(partner) =
            (0..index).rev().find(|other| claims[*other].kind != Kind::Duration && claims[*other].kind != Kind::Date)
        else {
            continue;
        };
        if same_statement(&claims[partner], &claims[index]) {
            let event = claims[partner].event.unwrap_or((from + partner) as u32);
            claims[partner].event = Some(event);
            claims[index].event = Some(event);
            share(line, claims, partner, index, from);
        }
    }
}

/// Whether two figures next to each other are of one statement.
fn same_statement(first: &Claim, second: &Claim) -> bool {
    if matches!(second.kind, Kind::Duration | Kind::Date | Kind::Count) && second.kind != first.kind {
        return false;
    }
    let roles = (first.role.value, second.role.value);
    let tied = second.role.value == Role::Alternate
        || matches!(
            roles,
            (Role::Change, Role::Level | Role::Previous | Role::Change | Role::Share)
                | (Role::Level | Role::Share, Role::Change | Role::Previous)
                | (Role::Previous, Role::Level | Role::Change)
        );
    let same_text =
        first.measure_text.as_ref().map(|said| said.span) == second.measure_text.as_ref().map(|said| said.span);
    tied && (same_text || second.role.value == Role::Alternate || second.role.value == Role::Previous)
}

/// Fills what one of the two lacks from the other.
fn share(line: &Line, claims: &mut [Claim], first: usize, second: usize, from: usize) {
    let (left, right) = claims.split_at_mut(second);
    let (one, two) = (&mut left[first], &mut right[0]);
    if two.role.value == Role::Alternate {
        two.role = one.role.with(Role::Alternate);
        two.status = one.status.clone();
        two.direction = one.direction.clone();
        two.flow = one.flow.clone();
        two.commodity = one.commodity.clone();
        two.places = one.places.clone();
        two.time = one.time.clone();
        two.measure_text = one.measure_text.clone();
        two.topic = one.topic;
        if let (Some(amount), Some(leading)) = (two.amount, one.amount) {
            two.amount = Some(amount.bounded(leading.comparator()));
        }
        return;
    }
    let moved = (one.role.value, two.role.value) == (Role::Change, Role::Level)
        && two
            .direction
            .as_ref()
            .is_some_and(|said| said.rule.is_some() && said.span == one.direction.as_ref().and_then(|said| said.span));
    if moved && two.status.rule.is_none() {
        two.status = one.status.clone();
    }
    if two.role.value == Role::Previous {
        one.previous = Some((from + second) as u32);
    }
    for (slot, other) in [(true, false), (false, true)] {
        let (to, source): (&mut Claim, &Claim) = if slot && !other { (&mut *two, &*one) } else { (&mut *one, &*two) };
        if to.commodity.is_none() && to.flow.is_none() {
            to.commodity = source.commodity.clone();
        }
        if (to.flow.is_none()
            && to.measure.is_none()
            && to.measure_text.as_ref().map(|said| said.span) == source.measure_text.as_ref().map(|said| said.span))
            || is_price_change(to, source)
        {
            to.flow = source.flow.clone();
            to.topic = source.topic;
        }
        if to.places.is_empty() {
            to.places = source.places.clone();
        }
        if to.time.is_none() && to.role.value != Role::Previous && source.role.value != Role::Previous {
            to.time = source.time.clone();
        }
        if to.direction.is_none()
            && to.role.value == Role::Level
            && source.role.value == Role::Change
            && is_move(line, source)
        {
            to.direction = source.direction.clone().filter(|said| said.value != Direction::Flat);
        }
    }
}

/// Whether a change is a move in time, not the lead of one thing over another ("15 yen dearer than the plain sort").
fn is_move(line: &Line, change: &Claim) -> bool {
    let rule = change.direction.as_ref().and_then(|direction| direction.rule);
    let compares = |id: &str| id.ends_with(".after") || id.ends_with(".beyond");
    let said = change.direction.as_ref().and_then(|direction| direction.span);
    let at = said.and_then(|span| (0..line.len()).find(|step| line.steps[*step].span.overlaps(span)));
    if at.is_some_and(|at| line.is_cue(at, "scope.against")) {
        return false;
    }
    let before = |at: usize| {
        let near = line.after_in_clause(at).take(3).take_while(|step| line.quantity(*step).is_none());
        near.into_iter().any(|step| line.time(step).is_some())
    };
    change.basis.is_some() || at.is_some_and(before) || rule.is_none_or(|rule| !compares(&line.grammar.entry(rule).id))
}

/// A percentage beside a price is a change of that price.
fn is_price_change(to: &Claim, source: &Claim) -> bool {
    to.kind == Kind::Percent
        && source.kind == Kind::Price
        && to.flow.as_ref().is_none_or(|flow| flow.value != Flow::Price)
}

//! A claim's time on the calendar: what it leans on, gathered from the claim and its document.

use super::time::{Anchor, Resolved, resolve, shift_years};
use crate::grammar::Grammar;
use crate::model::claim::{Claim, ClaimTime};
use crate::model::code::{Flow, Kind, Role, Status, TimeBasis};
use crate::model::document::Document;
use crate::model::figure::Distance;
use crate::model::time::{CalendarId, Edge, Period, Pick, Piece, TimeExpression, When};
use chrono::NaiveDate;

/// The days of a claim's time. Relative times of teasers and boilerplate are of another day and stay unanchored.
pub fn resolve_claim(time: &ClaimTime, claim: &Claim, document: &Document, grammar: &Grammar) -> Option<Resolved> {
    let own_day = claim.section.is_of_article();
    let anchor = Anchor {
        published: document.published.filter(|_| own_day),
        reference: None,
        country: claim.actors().next().map(|said| said.value).or(time.country),
        commodity: claim.commodity.as_ref().map(|said| grammar.world.commodities[said.value as usize].code.clone()),
        gas_season: claim.commodity.as_ref().is_some_and(|said| is_gas(said.value, grammar)),
    };
    let reference = time.reference.as_ref().map(|reference| resolve(reference, &anchor, grammar).period);
    let mut resolved = resolve(&time.said.value, &Anchor { reference, ..anchor }, grammar);
    if let Some(days) =
        document.published.and_then(|published| other_year(&time.said.value, claim, &resolved, published))
    {
        resolved.period = days;
    }
    let past = resolved.period.end.zip(document.published).is_some_and(|(end, published)| end <= published);
    if past && looks_ahead(claim) {
        return None;
    }
    if time.said.distance >= Distance::Earlier && resolved.basis != TimeBasis::Unanchored {
        resolved.basis = TimeBasis::Context;
    }
    Some(resolved)
}

/// Whether a claim's time is a fiscal year of which no country known says when it begins.
pub fn assumes_fiscal_year(time: &ClaimTime, claim: &Claim, grammar: &Grammar) -> bool {
    let world = &grammar.world;
    let Some(calendar) = named_year(&time.said.value.when).and_then(|id| world.calendars.get(usize::from(id))) else {
        return false;
    };
    let place = claim.places.first().map(|said| said.value).or(time.country);
    let known = place.and_then(|index| world.places.get(usize::from(index))).is_some_and(|place| {
        place.fiscal_year.is_some() || calendar.countries.iter().any(|(code, _)| *code == place.code)
    });
    !calendar.countries.is_empty() && !known
}

/// The named kind of year that a time is, or is a part of.
fn named_year(when: &When) -> Option<CalendarId> {
    match when {
        When::Named(id, ..) | When::NamedUnit(id, _) => Some(*id),
        When::Piece(_, Pick::Of(inner)) | When::Unit(_, Pick::Of(inner)) | When::Part(_, inner) => named_year(inner),
        When::Range(first, last) => named_year(first).or_else(|| named_year(last)),
        _ => None,
    }
}

/// Whether a claim is of the future, so that a time in the past is when it was said or agreed, not when it holds.
fn looks_ahead(claim: &Claim) -> bool {
    let priced = claim.flow.as_ref().is_some_and(|flow| flow.value == Flow::Price);
    claim.kind != Kind::Date
        && claim.role.value != Role::Previous
        && !priced
        && matches!(claim.status.value, Status::Target | Status::Plan | Status::Contract | Status::Potential)
}

/// The same time a year back or on, where its year is unsaid and the nearest one does not fit the claim: what has happened
/// lies behind publication, a deadline before it.
fn other_year(said: &TimeExpression, claim: &Claim, found: &Resolved, published: NaiveDate) -> Option<Period> {
    if !is_yearless(&said.when) {
        return None;
    }
    let happened = matches!(claim.status.value, Status::Actual | Status::Estimate) && claim.kind != Kind::Date;
    let (start, end) = (found.period.start, found.period.end);
    if happened && start.is_some_and(|start| start > published) {
        return shift_years(&found.period, said.edge, -1);
    }
    let due = matches!(said.edge, Edge::By | Edge::Until) && looks_ahead(claim)
        || claim.kind == Kind::Date && !matches!(claim.status.value, Status::Actual | Status::Contract);
    if due && end.is_some_and(|end| end < published) { shift_years(&found.period, said.edge, 1) } else { None }
}

/// Whether a time names a month, quarter or season and leaves its year to the reader.
fn is_yearless(when: &When) -> bool {
    match when {
        When::Piece(Piece::Weekday(_) | Piece::DayOfMonth(_), _) => false,
        When::Piece(_, pick) => *pick == Pick::Unsaid,
        When::Part(_, inner) | When::Ending(_, _, inner) => is_yearless(inner),
        When::Range(first, last) => is_yearless(first) && is_yearless(last),
        _ => false,
    }
}

fn is_gas(commodity: u16, grammar: &Grammar) -> bool {
    matches!(&*grammar.world.commodities[commodity as usize].code, "natural_gas" | "lng")
}

/// The day of a full date: year, month and day said.
pub fn full_date(time: &TimeExpression) -> Option<NaiveDate> {
    match time.when {
        When::Date(year, month, day) => NaiveDate::from_ymd_opt(year, month.into(), day.into()),
        _ => None,
    }
}

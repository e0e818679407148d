//! The times that a passage carries: its reporting period, its trading day, the comparison of its previous levels, the
//! horizon of its forecasts; and what a silent sentence takes of them.

use super::scope::{follows_saying, is_dateline, leans, names_delivery, opens_comparison};
use super::{Asked, is_comparison, is_day, is_vague};
use crate::grammar::words::{Sense, Use};
use crate::link::context::{Context, Dated};
use crate::link::line::Line;
use crate::model::claim::{Claim, ClaimTime, Said};
use crate::model::code::{Flow, Kind, Role, Status};
use crate::model::figure::Distance;
use crate::model::time::{Edge, Pick, Piece, TimeExpression, TimeUnit, When};

/// What the passage gives a figure whose sentence is silent.
pub fn from_passage(line: &Line, asked: &Asked, context: &Context) -> Option<ClaimTime> {
    if is_left_open(line, asked.step) {
        return None;
    }
    let carried = if asked.is_priced() {
        trading_day(line, asked, context)
    } else if opens_comparison(line) {
        context.time.clone()
    } else if asked.role == Role::Previous {
        None
    } else {
        match asked.status {
            Status::Forecast | Status::Actual | Status::Estimate if has_cue(line, "time.expectation") => {
                context.report.clone()
            }
            Status::Forecast if is_counted(asked) => context.outlook.clone(),
            Status::Actual | Status::Estimate if asked.kind == Kind::Price => context.report.clone(),
            Status::Actual | Status::Estimate if is_counted(asked) => reported(line, asked, context).cloned(),
            Status::Actual | Status::Estimate if goes_on(line, asked, context) => context.reported().cloned(),
            Status::Actual | Status::Estimate if is_turnover(asked) => context.report.clone(),
            _ => None,
        }
    }?;
    Some(ClaimTime { said: carried.said.from_afar(Distance::Earlier), ..carried })
}

/// The period that a silent sentence is of: that of the sentence before where it goes on from it, else the passage's.
pub(super) fn reported<'c>(line: &Line, asked: &Asked, context: &'c Context) -> Option<&'c ClaimTime> {
    let beside = context.time.as_ref().filter(|_| goes_on(line, asked, context));
    beside.or_else(|| context.reported())
}

/// Whether the figure is of a flow that is counted by the period.
fn is_counted(asked: &Asked) -> bool {
    matches!(asked.kind, Kind::Quantity | Kind::Percent | Kind::Points)
        && matches!(
            asked.flow,
            Some(
                Flow::Production
                    | Flow::Consumption
                    | Flow::Stocks
                    | Flow::Refining
                    | Flow::Export
                    | Flow::Import
                    | Flow::Balance
            )
        )
}

/// Whether a move of money goes on from the sentence before, which gave its time.
fn goes_on(line: &Line, asked: &Asked, context: &Context) -> bool {
    let sentence = &line.reading.sentence;
    let Some(dated) = context.dated else { return false };
    let next = dated.paragraph == sentence.paragraph && dated.sentence + 1 == sentence.index;
    let same = asked.moves || dated.flow.is_some() && dated.flow == asked.flow;
    next && same && matches!(asked.kind, Kind::Money | Kind::Percent)
}

/// Whether the figure is money that a period's accounts give, or the growth of it.
fn is_turnover(asked: &Asked) -> bool {
    match asked.flow {
        Some(Flow::Trade | Flow::Export | Flow::Import | Flow::Balance | Flow::Revenue) => {
            matches!(asked.kind, Kind::Money | Kind::Percent)
        }
        Some(Flow::Sales | Flow::Spending) => asked.kind == Kind::Percent,
        _ => false,
    }
}

/// The trading day of a price that moves: the passage's; where a market is spoken of, the day of publication.
fn trading_day(line: &Line, asked: &Asked, context: &Context) -> Option<ClaimTime> {
    if has_cue(line, "time.average") {
        return context.reported().cloned();
    }
    if asked.role == Role::Previous
        || !(asked.moves || has_cue(line, "time.market"))
        || !matches!(asked.status, Status::Actual | Status::Estimate | Status::Contract)
    {
        return None;
    }
    context.trading_day.clone().or_else(|| speaks_of_market(line).then(today))
}

/// Whether a vague time stands in the figure's clause or at the head of its sentence.
fn is_left_open(line: &Line, step: usize) -> bool {
    let clause = line.steps[step].clause;
    let opens = |other: usize| line.steps[other].clause == clause || other < 4;
    let vague =
        |other: usize| line.time(other).is_some_and(|time| is_vague(&time.when)) || line.is_cue(other, "time.open");
    (0..line.len()).any(|other| opens(other) && vague(other))
}

fn has_cue(line: &Line, id: &str) -> bool {
    (0..line.len()).any(|step| line.is_cue(step, id))
}

/// Whether a benchmark, or a word of trading, stands in the sentence.
fn speaks_of_market(line: &Line) -> bool {
    (0..line.len()).any(|step| {
        line.is_cue(step, "time.market")
            || names_delivery(line, step)
            || line.time(step).is_some_and(|time| is_day(&time.when) && !follows_saying(line, step))
            || line.has_sense(step, |sense| matches!(sense, Sense::Benchmark(..)))
    })
}

/// The day of publication.
fn today() -> ClaimTime {
    let value = TimeExpression { edge: Edge::None, when: When::Now };
    ClaimTime {
        said: Said { value, span: None, rule: None, distance: Distance::Document },
        reference: None,
        country: None,
    }
}

/// Takes in the times of a sentence and its claims.
pub fn keep(line: &Line, claims: &[Claim], context: &mut Context) {
    if context.trading_day.is_none() {
        context.trading_day = day_of_trading(line);
    }
    if claims.is_empty() {
        keep_announced(line, context);
    }
    if claims.iter().any(|claim| claim.time.as_ref().is_some_and(|time| time.said.distance == Distance::Earlier)) {
        context.dated = context.dated.map(|dated| Dated { sentence: line.reading.sentence.index, ..dated });
    }
    for claim in claims {
        let Some(time) = claim.time.as_ref().filter(|time| time.said.distance <= Distance::Sentence) else { continue };
        if claim.role.value == Role::Previous {
            if is_comparison(&time.said.value) {
                context.comparison = Some(time.clone());
            }
        } else if claim.flow.as_ref().is_none_or(|flow| flow.value != Flow::Price) {
            keep_period(line, claim, time, context);
        }
    }
}

/// Keeps the one period of a sentence that names a flow and gives no figure yet: "Exports fell last week".
fn keep_announced(line: &Line, context: &mut Context) {
    let Some(flow) = (0..line.len()).find_map(|step| line.flow(step, Use::Noun)).map(|(_, flow)| flow) else { return };
    let period = |step: &usize| {
        line.time(*step).is_some_and(|time| is_period(&time.when) && time.edge == Edge::None)
            && !follows_saying(line, *step)
            && !is_dateline(line, *step)
    };
    let mut periods = (0..line.len()).filter(period);
    let (Some(step), None) = (periods.next(), periods.next()) else { return };
    let Some(value) = line.time(step).cloned() else { return };
    let said = Said { value, span: Some(line.steps[step].span), rule: None, distance: Distance::Earlier };
    let time = ClaimTime { said, reference: None, country: context.main };
    let sentence = &line.reading.sentence;
    context.time = Some(time.clone());
    context.dated = Some(Dated { paragraph: sentence.paragraph, sentence: sentence.index, flow: Some(flow) });
    context.report.get_or_insert(time);
}

/// Keeps the period of an actual figure, and the horizon of a forecast.
fn keep_period(line: &Line, claim: &Claim, time: &ClaimTime, context: &mut Context) {
    let when = &time.said.value.when;
    if matches!(claim.kind, Kind::Date | Kind::Duration) || leans(when) || is_day(when) {
        return;
    }
    match claim.status.value {
        Status::Forecast => context.outlook = Some(time.clone()),
        Status::Actual | Status::Estimate => {
            let firmer = context
                .report
                .as_ref()
                .is_none_or(|report| !is_dated_period(&report.said.value.when) && is_dated_period(when));
            if is_period(when) && time.said.value.edge == Edge::None && firmer {
                context.report = Some(time.clone());
            }
            context.time = Some(time.clone());
            let flow = claim.flow.as_ref().map(|flow| flow.value);
            context.dated = Some(Dated { paragraph: line.reading.sentence.paragraph, sentence: claim.sentence, flow });
        }
        _ => {}
    }
}

/// Whether a time is a period that statistics and results report on.
fn is_period(when: &When) -> bool {
    match when {
        When::Ending(..)
        | When::Starting(..)
        | When::Piece(Piece::Quarter(_) | Piece::Half(_) | Piece::Nth(..) | Piece::First(..), _) => true,
        When::Unit(unit, Pick::Last) => {
            matches!(unit, TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year)
        }
        _ => false,
    }
}

/// Whether the period is dated by its end.
fn is_dated_period(when: &When) -> bool {
    matches!(when, When::Ending(..) | When::Starting(..))
}

/// The day that a sentence on prices names, saying and datelines apart.
fn day_of_trading(line: &Line) -> Option<ClaimTime> {
    let of_prices = (0..line.len()).any(|step| line.flow(step, Use::Noun).is_some_and(|(_, flow)| flow == Flow::Price));
    if !of_prices && !speaks_of_market(line) {
        return None;
    }
    let fits = |step: &usize| {
        line.time(*step)
            .is_some_and(|time| is_day(&time.when) && !matches!(time.when, When::Offset(..)) && time.edge == Edge::None)
            && !follows_saying(line, *step)
            && !is_dateline(line, *step)
    };
    let step = (0..line.len()).find(fits)?;
    let said = Said {
        value: line.time(step)?.clone(),
        span: Some(line.steps[step].span),
        rule: None,
        distance: Distance::Earlier,
    };
    Some(ClaimTime { said, reference: None, country: None })
}

//! Time expressions put on the calendar, against the day of publication and the time the text already speaks of.
//!
//! ```
//! use trade_figures::model::time::{Count, Edge, Part, Pick, Piece, TimeExpression, TimeUnit, When};
//! use trade_figures::normalize::time::{Anchor, resolve};
//! # fn main() -> trade_figures::error::Result<()> {
//! # let grammar = trade_figures::grammar::Grammar::embedded()?;
//! let three = Count::Between(3.into(), 3.into());
//! let said = Anchor { published: chrono::NaiveDate::from_ymd_opt(2024, 1, 24), ..Anchor::default() };
//! for (edge, when, edtf) in [
//!     (Edge::None, When::Unit(TimeUnit::Week, Pick::Last), "2024-01-15/2024-01-21"),    // last week
//!     (Edge::None, When::Piece(Piece::Weekday(1), Pick::Unsaid), "2024-01-22"),         // on Monday
//!     (Edge::None, When::Piece(Piece::Month(11), Pick::Unsaid), "2023-11"),             // in November
//!     (Edge::None, When::Rolling(three, TimeUnit::Year, false), "2021-01-24/2024-01-24"), // the last three years
//!     (Edge::None, When::Part(Part::Late, Box::new(When::Year(1989))), "1989"),         // late 1989
//!     (Edge::By, When::Year(2030), "../2030"),                                          // by 2030
//!     (Edge::Since, When::Piece(Piece::Month(3), Pick::Last), "2023-03/.."),            // since last March
//! ] {
//!     assert_eq!(resolve(&TimeExpression { edge, when }, &said, &grammar).period.edtf, edtf);
//! }
//! # Ok(())
//! # }
//! ```

mod calendar;
mod days;
mod piece;
mod spell;
mod unit;

use crate::grammar::Grammar;
use crate::grammar::world::Index;
use crate::model::code::{Code, TimeBasis};
use crate::model::time::{Edge, Part, Period, TimeExpression, TimeUnit, When};
use calendar::{Days, plus_days};
use chrono::NaiveDate;
use days::{Anchored, Miss};

/// What a time is resolved against.
#[derive(Clone, Debug, Default)]
pub struct Anchor {
    /// The day of publication.
    pub published: Option<NaiveDate>,
    /// The time the sentence or passage already speaks of: for "a year earlier", "the same period", "the quarter".
    pub reference: Option<Period>,
    /// The country whose fiscal year is meant, as a number of the grammar's list of places.
    pub country: Option<Index>,
    /// The commodity whose marketing year is meant.
    pub commodity: Option<Code>,
    /// Whether summer and winter are those of the gas year.
    pub gas_season: bool,
}

/// A time on the calendar, as a figure's.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// Its days with the open end that the word before it gives.
    pub period: Period,
    /// What it rests on.
    pub basis: TimeBasis,
}

/// A time on the calendar, as a mention shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mentioned {
    /// The first day of a figure's time; a point ("by the end of 2019") stays that day.
    pub start: Option<NaiveDate>,
    /// The last day, likewise.
    pub end: Option<NaiveDate>,
    /// DATE, TIME, DURATION or SET.
    pub timex_type: &'static str,
    /// TIMEX3 value.
    pub timex_value: String,
    /// TIMEX3 mod.
    pub timex_mod: Option<&'static str>,
}

/// Puts a time on the calendar. Days it cannot know stay `None`: lengths, sets and vague times have none, and without
/// a day of publication only what the text itself fixes has any.
pub fn resolve(expression: &TimeExpression, anchor: &Anchor, grammar: &Grammar) -> Resolved {
    let context = Anchored::new(anchor, grammar);
    let (days, basis) = match context.expression_days(expression) {
        Ok((days, basis)) => (Some(days), basis),
        Err(Miss::Unanchored) => (None, TimeBasis::Unanchored),
        Err(Miss::NoDays) => (None, TimeBasis::Explicit),
    };
    let said = days.map(|days| said(&context, &expression.when, days)).unwrap_or_default();
    let (start, end) = days.map_or((None, None), |days| edged(expression, days));
    Resolved { period: spell::period(start, end, expression.edge, &said), basis }
}

/// What a time says by itself, in the terms of TIMEX3.
pub fn mentioned(expression: &TimeExpression, anchor: &Anchor, grammar: &Grammar) -> Mentioned {
    let days = Anchored::new(anchor, grammar).expression_days(expression).ok().map(|(days, _)| days);
    let (start, end) = match days {
        None => (None, None),
        Some(days) if is_point(expression) => (Some(days.first), Some(days.last)),
        Some(days) => edged(expression, days),
    };
    Mentioned {
        start,
        end,
        timex_type: spell::timex_type(&expression.when),
        timex_value: spell::timex_value(&expression.when, days),
        timex_mod: spell::timex_mod(expression.edge, &expression.when),
    }
}

/// The same period so many years on, back where negative; an open end stays open.
pub fn shift_years(period: &Period, edge: Edge, years: i64) -> Option<Period> {
    let first = period.start.or(period.end)?;
    let days = Days { first, last: period.end.unwrap_or(first) }.shifted(years, TimeUnit::Year)?;
    let (start, end) = (period.start.map(|_| days.first), period.end.map(|_| days.last));
    Some(spell::period(start, end, edge, &spell::edtf(days)))
}

/// EDTF as precise as said: early, mid- and late have that of the whole ("1989" for "late 1989").
fn said(context: &Anchored, when: &When, days: Days) -> String {
    match when {
        When::Part(Part::Early | Part::Mid | Part::Late, of) => {
            context.days(of).map_or_else(|_| spell::edtf(days), |(whole, _)| spell::edtf(whole))
        }
        _ => spell::edtf(days),
    }
}

/// Whether it names one day of a longer time: "the end of 2019".
fn is_point(expression: &TimeExpression) -> bool {
    matches!(expression.edge, Edge::By)
        && matches!(expression.when, When::Part(Part::Start | Part::Middle | Part::End, _))
}

/// The ends that the edge leaves.
fn edged(expression: &TimeExpression, days: Days) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let Days { first, last } = days;
    match expression.edge {
        Edge::By | Edge::Until => match &expression.when {
            When::Part(Part::Mid, _) => (None, middle(days)),
            _ => (None, Some(last)),
        },
        Edge::Since => (Some(first), None),
        Edge::Before => (None, plus_days(first, -1)),
        Edge::After if first == last => (Some(first), None),
        Edge::After => (plus_days(last, 1), None),
        Edge::None | Edge::From | Edge::Around => (Some(first), Some(last)),
    }
}

/// The end of a middle third as a deadline: the end of its second month of a year, half-way through else.
fn middle(days: Days) -> Option<NaiveDate> {
    match days.month_count() {
        Some(months) if months >= 2 => plus_days(calendar::plus_months(days.first, months / 2)?, -1),
        _ => plus_days(days.first, (days.count() - 1) / 2),
    }
}

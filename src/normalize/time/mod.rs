//! Times on the calendar.
use crate::grammar::Grammar;
use crate::model::code::TimeBasis;
use crate::model::time::{Period, TimeExpression};
use chrono::NaiveDate;

/// What a time leans on.
#[derive(Clone, Debug, Default)]
pub struct Anchor {
    /// Day of publication.
    pub published: Option<NaiveDate>,
    /// The period the passage speaks of.
    pub reference: Option<Period>,
    /// The country whose calendar holds.
    pub country: Option<u16>,
    /// The commodity whose calendar holds.
    pub commodity: Option<crate::model::code::Code>,
    /// Whether summer and winter are gas seasons.
    pub gas_season: bool,
}

/// A time on the calendar.
pub struct Resolved {
    /// Its days.
    pub period: Period,
    /// What they rest on.
    pub basis: TimeBasis,
    /// TIMEX3 type.
    pub timex_type: &'static str,
    /// TIMEX3 value.
    pub timex_value: String,
    /// TIMEX3 mod.
    pub timex_mod: Option<&'static str>,
}

/// The days of a time.
pub fn resolve(_expression: &TimeExpression, _anchor: &Anchor, _grammar: &Grammar) -> Option<Resolved> {
    None
}

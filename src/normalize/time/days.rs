//! The days of a time: what needs no other, and how the rest is passed on.

use super::Anchor;
use super::calendar::{self, Days, date, plus_days, plus_months};
use super::piece::plus_units;
use crate::grammar::Grammar;
use crate::grammar::calendar::{Calendar, Rule, System};
use crate::model::code::TimeBasis;
use crate::model::time::{CalendarId, Count, Edge, Part, Pick, Piece, TimeExpression, TimeUnit, When};
use chrono::{Datelike, NaiveDate};
use rust_decimal::prelude::ToPrimitive;

/// Why a time has no days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// It needs a day of publication, or a time spoken of, that is not known.
    Unanchored,
    /// It is a length, a set or vague.
    NoDays,
}

/// Days and what they rest on.
pub type Found = Result<(Days, TimeBasis), Miss>;

/// The anchor with the calendars, ready for arithmetic.
#[derive(Clone, Copy)]
pub struct Anchored<'a> {
    pub(super) published: Option<NaiveDate>,
    pub(super) reference: Option<Days>,
    pub(super) gas_season: bool,
    anchor: &'a Anchor,
    grammar: &'a Grammar,
}

/// The weaker of two grounds: later in this order.
fn weaker(a: TimeBasis, b: TimeBasis) -> TimeBasis {
    let order = [TimeBasis::Explicit, TimeBasis::Published, TimeBasis::Context, TimeBasis::Calendar];
    let rank = |basis| order.iter().position(|one| *one == basis).unwrap_or_default();
    if rank(a) >= rank(b) { a } else { b }
}

impl<'a> Anchored<'a> {
    /// The anchor with the grammar's calendars.
    pub fn new(anchor: &'a Anchor, grammar: &'a Grammar) -> Anchored<'a> {
        let reference = anchor.reference.as_ref().and_then(|period| {
            let first = period.start.or(period.end)?;
            Some(Days { first, last: period.end.unwrap_or(first) })
        });
        Anchored { published: anchor.published, reference, gas_season: anchor.gas_season, anchor, grammar }
    }

    /// The day of publication.
    pub(super) fn now(&self) -> Result<NaiveDate, Miss> {
        self.published.ok_or(Miss::Unanchored)
    }

    /// The same anchor on another day.
    pub(super) fn on(&self, day: NaiveDate) -> Anchored<'a> {
        Anchored { published: Some(day), ..*self }
    }

    /// The days of a time with its edge: a weekday that something lasts until, or is due by, lies ahead.
    pub fn expression_days(&self, expression: &TimeExpression) -> Found {
        match (expression.edge, &expression.when) {
            (Edge::By | Edge::Until, When::Piece(piece @ Piece::Weekday(_), Pick::Unsaid)) => {
                let before = plus_days(self.now()?, -1).ok_or(Miss::NoDays)?;
                self.on(before).piece(*piece, &Pick::Next)
            }
            (_, when) => self.days(when),
        }
    }

    /// The days of a time.
    pub fn days(&self, when: &When) -> Found {
        let explicit = |days: Option<Days>| Ok((days.ok_or(Miss::NoDays)?, TimeBasis::Explicit));
        match when {
            When::Date(year, month, day) => explicit(date(*year, (*month).into(), (*day).into()).map(Days::one)),
            When::Year(year) => explicit(Days::years(*year, *year)),
            When::SplitYear(first, last) => match self.split_calendar().filter(|_| first + 1 == *last) {
                Some(calendar) => self.named(calendar, *first, Some(*last)),
                None => explicit(Days::years(*first, *last)),
            },
            When::Decade(first) => explicit(Days::years(*first, first + 9)),
            When::Century(first) => explicit(Days::years(*first, first + 99)),
            When::Named(id, first, second) => self.named(*id, *first, *second),
            When::NamedUnit(id, pick) => self.named_pick(*id, pick),
            When::Piece(piece, Pick::Of(whole)) => self.piece_of(*piece, whole),
            When::Piece(piece, pick) => self.piece(*piece, pick),
            When::Unit(unit, pick) => self.unit(*unit, pick),
            When::Offset(count, unit, origin) => self.offset(*count, *unit, *origin),
            When::Rolling(count, unit, ahead) => self.rolling(*count, *unit, *ahead),
            When::Ending(count, unit, end) => self.ending(*count, *unit, end),
            When::Starting(unit, start, starts) => self.starting(*unit, start, *starts),
            When::ToDate(unit) => {
                let now = self.now()?;
                let whole = Days::containing(*unit, now).ok_or(Miss::NoDays)?;
                Ok((Days { first: whole.first, last: now }, TimeBasis::Published))
            }
            When::Spoken(count, unit) => self.spoken(*count, *unit),
            When::Same(unit, of) => self.same(*unit, of.as_deref()),
            When::Range(from, to) => self.range(from, to),
            When::Part(part, of) => self.part(*part, of),
            When::Daytime(_, of) => self.days(of),
            When::Now => Ok((Days::one(self.now()?), TimeBasis::Published)),
            When::Duration(..) | When::Set(..) | When::Vague(_) => Err(Miss::NoDays),
        }
    }

    /// From the start of one to the end of the other; one without a year lies beside the other.
    fn range(&self, from: &When, to: &When) -> Found {
        let ((start, start_basis), (end, end_basis)) = match (unsaid(from), unsaid(to)) {
            (true, false) => {
                let (end, basis) = self.days(to)?;
                let start = self.on(end.first).days(from)?.0;
                let start = if start.first > end.last { start.shifted(-1, TimeUnit::Year) } else { Some(start) };
                ((start.ok_or(Miss::NoDays)?, basis), (end, basis))
            }
            (false, true) => {
                let (start, basis) = self.days(from)?;
                let end = self.on(start.last).days(to)?.0;
                let end = if end.last < start.first { end.shifted(1, TimeUnit::Year) } else { Some(end) };
                ((start, basis), (end.ok_or(Miss::NoDays)?, basis))
            }
            (true, true) => {
                let ((start, basis), (end, _)) = (self.days(from)?, self.days(to)?);
                let years = i64::from(start.first > end.last) - i64::from(start.first.year() < end.last.year() - 1);
                let start = start.shifted(-years, TimeUnit::Year).ok_or(Miss::NoDays)?;
                ((start, basis), (end, basis))
            }
            (false, false) => (self.days(from)?, self.days(to)?),
        };
        if start.first > end.last {
            return Err(Miss::NoDays);
        }
        Ok((Days { first: start.first, last: end.last }, weaker(start_basis, end_basis)))
    }

    /// A part of a time: thirds, first, middle and last day, before and after now.
    fn part(&self, part: Part, of: &When) -> Found {
        let (whole, basis) = self.days(of)?;
        let Days { first, last } = whole;
        let days = match part {
            Part::Early => third(whole, 0),
            Part::Mid => third(whole, 1),
            Part::Late => third(whole, 2),
            Part::Start => Some(Days::one(first)),
            Part::Middle => middle_day(whole).map(Days::one),
            Part::End => Some(Days::one(last)),
            Part::Earlier => Some(Days { first, last: self.published.map_or(last, |now| now.clamp(first, last)) }),
            Part::Later => Some(Days { first: self.published.map_or(first, |now| now.clamp(first, last)), last }),
        };
        Ok((days.ok_or(Miss::NoDays)?, basis))
    }

    fn calendar(&self, id: CalendarId) -> Result<&'a Calendar, Miss> {
        self.grammar.world.calendars.get(usize::from(id)).ok_or(Miss::NoDays)
    }

    /// The kind of year that "2025/26" is: the marketing year of its crop, else the fiscal year of its country where that
    /// runs over two calendar years and not as the usual one does.
    fn split_calendar(&self) -> Option<CalendarId> {
        let place = self.anchor.country.and_then(|index| self.grammar.world.places.get(usize::from(index)));
        let commodity = self.anchor.commodity.as_ref();
        let of_crop =
            |one: &Calendar| commodity.is_some_and(|code| one.commodities.iter().any(|(known, _)| known == code));
        let of_country = |one: &Calendar| {
            let listed = place.and_then(|place| one.countries.iter().find(|(code, _)| *code == place.code));
            listed.is_some_and(|(_, rule)| rule.starts != (1, 1) && rule.starts != one.rule.starts)
        };
        let calendars = &self.grammar.world.calendars;
        let at = calendars.iter().position(of_crop).or_else(|| calendars.iter().position(of_country))?;
        CalendarId::try_from(at).ok()
    }

    /// The rule of a kind of year for the anchor's country or commodity.
    fn rule(&self, calendar: &Calendar, split: bool) -> Rule {
        let place = self.anchor.country.and_then(|index| self.grammar.world.places.get(usize::from(index)));
        let by_place = place.and_then(|place| {
            let listed = calendar.countries.iter().find(|(code, _)| *code == place.code).map(|(_, rule)| *rule);
            let starts = place.fiscal_year.filter(|_| !calendar.countries.is_empty());
            match (listed, starts) {
                (Some(rule), Some(starts)) => Some(Rule { starts, ..rule }),
                (None, Some(starts)) => Some(Rule { starts, ..calendar.rule }),
                (listed, None) => listed,
            }
        });
        let commodity = self.anchor.commodity.as_ref();
        let by_commodity =
            commodity.and_then(|code| calendar.commodities.iter().find(|(one, _)| one == code)).map(|(_, rule)| *rule);
        by_place.or(by_commodity).unwrap_or(if split { calendar.split } else { calendar.rule })
    }

    /// The year of this kind that begins in a calendar year.
    fn year_beginning(&self, calendar: &Calendar, rule: Rule, year: i32) -> Option<Days> {
        match calendar.system {
            System::Gregorian => Days::months(date(year, rule.starts.0, rule.starts.1)?, i64::from(calendar.months)),
            System::SolarHijri => Days::until(calendar::iranian_new_year(year)?, calendar::iranian_new_year(year + 1)?),
            System::LunarHijri => Days::until(calendar::islamic_new_year(year)?, calendar::islamic_new_year(year + 1)?),
        }
    }

    fn named(&self, id: CalendarId, first: i32, second: Option<i32>) -> Found {
        let calendar = self.calendar(id)?;
        let rule = self.rule(calendar, second.is_some());
        let ends_later = rule.starts != (1, 1) || calendar.months < 12;
        let begins = if second.is_none() && rule.named_by_end && ends_later { first - 1 } else { first };
        let days = self.year_beginning(calendar, rule, begins);
        Ok((days.ok_or(Miss::NoDays)?, TimeBasis::Calendar))
    }

    fn named_pick(&self, id: CalendarId, pick: &Pick) -> Found {
        let calendar = self.calendar(id)?;
        let rule = self.rule(calendar, false);
        let (day, step) = match pick {
            Pick::Last => (self.now()?, -1),
            Pick::Next => (self.now()?, 1),
            Pick::Previous => (self.spoken_of()?, -1),
            Pick::Following => (self.spoken_of()?, 1),
            Pick::The => (self.spoken_of()?, 0),
            Pick::This | Pick::Unsaid | Pick::Of(_) => (self.now()?, 0),
        };
        let shift = match calendar.system {
            System::Gregorian => 0,
            System::SolarHijri => 621,
            System::LunarHijri => ((day.year() - 622) * 33 / 32) - day.year(),
        };
        let year = if calendar.system == System::SolarHijri { day.year() - shift } else { day.year() + shift };
        let mut around = (-2..=2).filter_map(|step| Some((step, self.year_beginning(calendar, rule, year + step)?)));
        let current = around.rfind(|(_, days)| days.first <= day).ok_or(Miss::NoDays)?;
        let days = self.year_beginning(calendar, rule, year + current.0 + step);
        Ok((days.ok_or(Miss::NoDays)?, TimeBasis::Calendar))
    }

    /// The first day of the time spoken of, else now.
    pub(super) fn spoken_of(&self) -> Result<NaiveDate, Miss> {
        self.reference.map(|days| days.first).or(self.published).ok_or(Miss::Unanchored)
    }

    /// "the four weeks ended March 6"
    fn ending(&self, count: Count, unit: TimeUnit, end: &When) -> Found {
        let (end, basis) = self.days(end)?;
        let count = whole_number(count).ok_or(Miss::NoDays)?;
        let first = match (calendar::days_of(unit), calendar::months_of(unit)) {
            (Some(days), _) => plus_days(end.last, 1 - days * count),
            (_, Some(months)) if calendar::month_end(end.last) == Some(end.last) => {
                end.last.with_day(1).and_then(|first| plus_months(first, 1 - months * count))
            }
            (_, Some(months)) => plus_months(end.last, -months * count).and_then(|day| plus_days(day, 1)),
            _ => None,
        };
        Ok((Days { first: first.ok_or(Miss::NoDays)?, last: end.last }, basis))
    }

    /// "the week beginning June 3"; without `starts` the unit that contains the day.
    fn starting(&self, unit: TimeUnit, start: &When, starts: bool) -> Found {
        let (start, basis) = self.days(start)?;
        let days = if starts {
            plus_units(start.first, 1, unit).and_then(|next| Days::until(start.first, next))
        } else {
            Days::containing(unit, start.first)
        };
        Ok((days.ok_or(Miss::NoDays)?, basis))
    }

    /// Whether a time is a year of the Iranian calendar.
    fn is_solar(&self, when: &When) -> bool {
        let (When::Named(id, ..) | When::NamedUnit(id, _)) = when else { return false };
        self.calendar(*id).is_ok_and(|calendar| calendar.system == System::SolarHijri)
    }

    /// A piece of a named time.
    fn piece_of(&self, piece: Piece, whole: &When) -> Found {
        let (days, basis) = self.days(whole)?;
        let found = if self.is_solar(whole) {
            super::piece::within_solar(piece, days)
        } else {
            super::piece::within(piece, days, self.gas_season)
        };
        Ok((found.ok_or(Miss::NoDays)?, basis))
    }
}

/// Whether a time leaves its year unsaid.
fn unsaid(when: &When) -> bool {
    match when {
        When::Piece(_, Pick::Unsaid) => true,
        When::Part(_, of) => unsaid(of),
        _ => false,
    }
}

/// A count as a whole number of units, a year of arithmetic at most.
pub(super) fn whole_number(count: Count) -> Option<i64> {
    count.high()?.to_i64().filter(|number| *number <= 100_000)
}

/// A third of a time: of a year four months, of a month ten days.
fn third(days: Days, number: i64) -> Option<Days> {
    let Days { first, last } = days;
    if days.count() == 1 {
        return Some(days);
    }
    match days.month_count() {
        Some(120) => {
            let (from, length) = [(0, 3), (3, 4), (7, 3)][number as usize];
            Days::months(plus_months(first, from * 12)?, length * 12)
        }
        Some(months) if months >= 3 => {
            let from = plus_months(first, months * number / 3)?;
            Days::months(from, months * (number + 1) / 3 - months * number / 3)
        }
        Some(1) => {
            let from = plus_days(first, number * 10)?;
            Some(Days { first: from, last: if number == 2 { last } else { plus_days(from, 9)? } })
        }
        _ => {
            let (from, to) = (days.count() * number / 3, days.count() * (number + 1) / 3 - 1);
            Some(Days { first: plus_days(first, from)?, last: plus_days(first, to)? })
        }
    }
}

/// The middle day: of whole months the last day of their first half.
fn middle_day(days: Days) -> Option<NaiveDate> {
    match days.month_count() {
        Some(months) if months % 2 == 0 => plus_days(plus_months(days.first, months / 2)?, -1),
        _ => plus_days(days.first, (days.count() - 1) / 2),
    }
}

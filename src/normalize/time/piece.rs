//! Months, quarters, halves, seasons, weekdays and days without a year: inside a given time, or nearest to now.

use super::calendar::{self, Days, date, month_end, plus_days, plus_months};
use super::days::{Anchored, Found, Miss, whole_number};
use crate::model::code::TimeBasis;
use crate::model::time::{Pick, Piece, Season, TimeUnit};
use chrono::{Datelike, NaiveDate};

/// The piece inside a time.
pub fn within(piece: Piece, whole: Days, gas: bool) -> Option<Days> {
    let first = whole.first;
    match piece {
        Piece::Quarter(number) => Days::months(plus_months(first, 3 * (i64::from(number) - 1))?, 3),
        Piece::Half(number) | Piece::Nth(number, TimeUnit::Half) if whole.month_count() == Some(1) => {
            let middle = plus_days(first, 15)?;
            let first_half = Days { first, last: plus_days(middle, -1)? };
            Some(if number == 1 { first_half } else { Days { first: middle, last: whole.last } })
        }
        Piece::Half(number) => Days::months(plus_months(first, 6 * (i64::from(number) - 1))?, 6),
        Piece::First(count, unit) => {
            let count = whole_number(count)?;
            Days::until(first, plus_units(first, count, unit)?)
        }
        Piece::Final(count, unit) => {
            let next = plus_days(whole.last, 1)?;
            Some(Days { first: plus_units(next, -whole_number(count)?, unit)?, last: whole.last })
        }
        Piece::Nth(number, unit) => {
            let from = plus_units(first, i64::from(number) - 1, unit)?;
            let last = plus_days(plus_units(from, 1, unit)?, -1)?;
            Some(Days { first: from, last: last.min(whole.last.max(from)) })
        }
        Piece::DayOfMonth(day) => first.with_day(day.into()).map(Days::one),
        Piece::Weekday(day) => {
            let step = (i64::from(day) + 6 - i64::from(first.weekday().num_days_from_monday())) % 7;
            plus_days(first, step).filter(|day| *day <= whole.last).map(Days::one)
        }
        Piece::Month(_) | Piece::Day(..) | Piece::Season(_) | Piece::IranianMonth(_) => (first.year() - 1
            ..=whole.last.year())
            .filter_map(|year| in_year(piece, year, gas))
            .find(|days| days.first >= first && days.first <= whole.last)
            .or_else(|| in_year(piece, first.year(), gas)),
    }
}

/// The piece inside a year of the Iranian calendar, whose months are its own.
pub fn within_solar(piece: Piece, whole: Days) -> Option<Days> {
    let year = whole.first.year() - 621;
    let months = |from: i64, count: i64| {
        let month = |number: i64| calendar::iranian_month(year, u8::try_from(number).ok()?);
        Some(Days { first: month(from)?.first, last: month(from + count - 1)?.last })
    };
    let length = |unit| calendar::months_of(unit).filter(|months| *months <= 6);
    match piece {
        Piece::Quarter(number) => months(i64::from(number) * 3 - 2, 3),
        Piece::Half(number) => months(i64::from(number) * 6 - 5, 6),
        Piece::IranianMonth(number) => months(number.into(), 1),
        Piece::First(count, unit) if length(unit).is_some() => months(1, whole_number(count)? * length(unit)?),
        Piece::Final(count, unit) if length(unit).is_some() => {
            let count = whole_number(count)? * length(unit)?;
            months(13 - count, count)
        }
        Piece::Nth(number, unit) if length(unit).is_some() => {
            let length = length(unit)?;
            months((i64::from(number) - 1) * length + 1, length)
        }
        other => within(other, whole, false),
    }
}

/// A day so many units on.
pub fn plus_units(day: NaiveDate, count: i64, unit: TimeUnit) -> Option<NaiveDate> {
    match calendar::days_of(unit) {
        Some(days) => plus_days(day, days.checked_mul(count)?),
        None => plus_months(day, calendar::months_of(unit)?.checked_mul(count)?),
    }
}

/// The piece that begins in a calendar year.
fn in_year(piece: Piece, year: i32, gas: bool) -> Option<Days> {
    match piece {
        Piece::Month(month) => {
            let first = date(year, month.into(), 1)?;
            Some(Days { first, last: month_end(first)? })
        }
        Piece::IranianMonth(month) => calendar::iranian_month(year - 621, month),
        Piece::Day(month, day) => date(year, month.into(), day.into()).map(Days::one),
        Piece::Quarter(_) | Piece::Half(_) | Piece::First(..) => within(piece, Days::year(year)?, gas),
        Piece::Season(season) => {
            let (month, length) = match (season, gas) {
                (Season::Summer, true) => (4, 6),
                (Season::Winter, true) => (10, 6),
                (Season::Spring, _) => (3, 3),
                (Season::Summer, false) => (6, 3),
                (Season::Autumn, _) => (9, 3),
                (Season::Winter, false) => (12, 3),
            };
            Days::months(date(year, month, 1)?, length)
        }
        Piece::Weekday(_) | Piece::DayOfMonth(_) | Piece::Final(..) | Piece::Nth(..) => None,
    }
}

impl Anchored<'_> {
    /// A piece whose longer time is not named.
    pub(super) fn piece(&self, piece: Piece, pick: &Pick) -> Found {
        if let Piece::Weekday(day) = piece {
            return self.weekday(day, pick);
        }
        if let Piece::DayOfMonth(_) = piece {
            let month = Days::containing(TimeUnit::Month, self.now()?).ok_or(Miss::NoDays)?;
            return Ok((within(piece, month, false).ok_or(Miss::NoDays)?, TimeBasis::Published));
        }
        if let (None, Pick::Unsaid, Some(year)) = (self.published, pick, self.year_spoken_of()) {
            return Ok((within(piece, year, self.gas_season).ok_or(Miss::NoDays)?, TimeBasis::Context));
        }
        let (anchor, basis) = match pick {
            Pick::Previous | Pick::Following if self.reference.is_some() => (self.spoken_of()?, TimeBasis::Context),
            _ => (self.now()?, TimeBasis::Published),
        };
        let year = anchor.year();
        let mut around = (year - 2..=year + 2).filter_map(|year| in_year(piece, year, self.gas_season));
        let found = match pick {
            Pick::This => match piece {
                Piece::Season(_) => around.min_by_key(|days| distance(*days, anchor)),
                _ => in_year(piece, year, self.gas_season),
            },
            Pick::Last | Pick::Previous => around.rfind(|days| days.last < anchor),
            Pick::Next | Pick::Following => around.find(|days| days.first > anchor),
            _ if matches!(piece, Piece::First(..)) => around.rfind(|days| days.last <= anchor),
            _ => around.min_by_key(|days| distance(*days, anchor)),
        };
        Ok((found.ok_or(Miss::NoDays)?, basis))
    }

    /// The time spoken of, where it is a year: the one that a month without a year lies in where nothing else tells.
    fn year_spoken_of(&self) -> Option<Days> {
        self.reference.filter(|days| days.month_count() == Some(12))
    }

    /// The latest weekday on or before publication, or the one that a word picks.
    fn weekday(&self, day: u8, pick: &Pick) -> Found {
        let now = match pick {
            Pick::Previous | Pick::Following => self.spoken_of()?,
            _ => self.now()?,
        };
        let of_week = i64::from(day) - 1 - i64::from(now.weekday().num_days_from_monday());
        let step = match pick {
            Pick::This => of_week,
            Pick::Last | Pick::Previous if of_week >= 0 => of_week - 7,
            Pick::Next | Pick::Following if of_week <= 0 => of_week + 7,
            Pick::Next | Pick::Following => of_week,
            _ if of_week > 0 => of_week - 7,
            _ => of_week,
        };
        Ok((Days::one(plus_days(now, step).ok_or(Miss::NoDays)?), TimeBasis::Published))
    }
}

/// How far a time lies from a day, twice over: first by its middle, the earlier one of two as far.
fn distance(days: Days, from: NaiveDate) -> (i64, bool) {
    let twice_middle = (days.first - from).num_days() + (days.last - from).num_days();
    (twice_middle.abs(), days.first > from)
}

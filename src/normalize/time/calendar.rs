//! Arithmetic on days: stretches of whole units, shifts that keep month ends, and two other calendars.

use crate::model::time::TimeUnit;
use chrono::{Datelike, Days as DayCount, Months, NaiveDate};

/// Days from the first to the last, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub first: NaiveDate,
    /// The last.
    pub last: NaiveDate,
}

/// A date, where there is such a day.
pub fn date(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The date so many days on.
pub fn plus_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = DayCount::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) }
}

/// The date so many months on, at most the month's last day.
pub fn plus_months(date: NaiveDate, months: i64) -> Option<NaiveDate> {
    let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) }
}

/// The last day of the date's month.
pub fn month_end(date: NaiveDate) -> Option<NaiveDate> {
    plus_days(plus_months(date.with_day(1)?, 1)?, -1)
}

/// How many months a unit is, where it is whole months.
pub fn months_of(unit: TimeUnit) -> Option<i64> {
    Some(match unit {
        TimeUnit::Month => 1,
        TimeUnit::Quarter => 3,
        TimeUnit::Half => 6,
        TimeUnit::Year => 12,
        TimeUnit::Decade => 120,
        TimeUnit::Century => 1200,
        _ => return None,
    })
}

/// How many days a unit is, where it is whole days.
pub fn days_of(unit: TimeUnit) -> Option<i64> {
    Some(match unit {
        TimeUnit::Day => 1,
        TimeUnit::Week | TimeUnit::Weekend => 7,
        TimeUnit::Fortnight => 14,
        _ => return None,
    })
}

impl Days {
    /// One day.
    pub fn one(day: NaiveDate) -> Days {
        Days { first: day, last: day }
    }

    /// Whole months from the first day of `first`.
    pub fn months(first: NaiveDate, count: i64) -> Option<Days> {
        Days::until(first, plus_months(first, count)?)
    }

    /// From a day to the day before another.
    pub fn until(first: NaiveDate, next: NaiveDate) -> Option<Days> {
        Some(Days { first, last: plus_days(next, -1)? })
    }

    /// A calendar year.
    pub fn year(year: i32) -> Option<Days> {
        Days::years(year, year)
    }

    /// Calendar years, from the first to the last.
    pub fn years(first: i32, last: i32) -> Option<Days> {
        Some(Days { first: date(first, 1, 1)?, last: date(last, 12, 31)? })
    }

    /// How many days.
    pub fn count(&self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// Whether it begins on the first day of a month and ends on the last of one.
    pub fn is_whole_months(&self) -> bool {
        self.first.day() == 1 && month_end(self.last) == Some(self.last)
    }

    /// How many whole months it is, where it is.
    pub fn month_count(&self) -> Option<i64> {
        let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
        self.is_whole_months().then(|| months(self.last) - months(self.first) + 1)
    }

    /// The unit that contains a day.
    pub fn containing(unit: TimeUnit, day: NaiveDate) -> Option<Days> {
        let monday = plus_days(day, -i64::from(day.weekday().num_days_from_monday()))?;
        let months = |length: u32| {
            let month = (day.month() - 1) / length * length + 1;
            Days::months(date(day.year(), month, 1)?, i64::from(length))
        };
        match unit {
            TimeUnit::Day => Some(Days::one(day)),
            TimeUnit::Week => Some(Days { first: monday, last: plus_days(monday, 6)? }),
            TimeUnit::Weekend => Some(Days { first: plus_days(monday, 5)?, last: plus_days(monday, 6)? }),
            TimeUnit::Month => months(1),
            TimeUnit::Quarter => months(3),
            TimeUnit::Half => months(6),
            TimeUnit::Year => months(12),
            TimeUnit::Decade | TimeUnit::Century => {
                let length = if unit == TimeUnit::Decade { 10 } else { 100 };
                let first = day.year().div_euclid(length) * length;
                Some(Days { first: date(first, 1, 1)?, last: date(first + length - 1, 12, 31)? })
            }
            _ => None,
        }
    }

    /// The same stretch so many units on; one that ends with its month still does.
    pub fn shifted(&self, count: i64, unit: TimeUnit) -> Option<Days> {
        if let Some(days) = days_of(unit) {
            let days = days.checked_mul(count)?;
            return Some(Days { first: plus_days(self.first, days)?, last: plus_days(self.last, days)? });
        }
        let months = months_of(unit)?.checked_mul(count)?;
        let first = plus_months(self.first, months)?;
        let last = plus_months(self.last, months)?;
        let last = if self.is_whole_months() { month_end(last)? } else { last };
        Some(Days { first, last })
    }
}

/// The first day of a year of the Iranian calendar (1 Farvardin), by the 33-year cycle, right from 1206 to 1498.
pub fn iranian_new_year(year: i32) -> Option<NaiveDate> {
    let leaps = |year: i32| {
        let cycles = year.div_euclid(33);
        let rest = year.rem_euclid(33);
        cycles * 8 + [1, 5, 9, 13, 17, 22, 26, 30].iter().filter(|leap| **leap < rest).count() as i32
    };
    let known = date(2024, 3, 20)?;
    let days = i64::from(year - 1403) * 365 + i64::from(leaps(year) - leaps(1403));
    plus_days(known, days)
}

/// The days of a month of an Iranian year: six of 31, five of 30, and the last up to the new year.
pub fn iranian_month(year: i32, month: u8) -> Option<Days> {
    let start = |month: u8| {
        let before = i64::from(month) - 1;
        plus_days(iranian_new_year(year)?, before * 30 + before.min(6))
    };
    if !(1..=12).contains(&month) {
        return None;
    }
    let next = if month == 12 { iranian_new_year(year + 1)? } else { start(month + 1)? };
    Days::until(start(month)?, next)
}

/// The first day of a year of the tabular Islamic calendar.
pub fn islamic_new_year(year: i32) -> Option<NaiveDate> {
    let epoch = date(622, 7, 19)?;
    let year = i64::from(year);
    plus_days(epoch, (year - 1) * 354 + (3 + 11 * year).div_euclid(30))
}

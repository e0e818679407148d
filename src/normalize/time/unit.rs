//! Units picked by a word, shifts, stretches that end or begin now, and the same time in another year.

use super::calendar::{self, Days};
use super::days::{Anchored, Found, Miss, whole_number};
use super::piece::plus_units;
use crate::model::code::TimeBasis;
use crate::model::time::{Count, Origin, Pick, TimeUnit, When};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Whether days are about as long as a unit.
fn is_long_as(days: Days, unit: TimeUnit) -> bool {
    let length = match (calendar::days_of(unit), calendar::months_of(unit)) {
        (Some(days), _) => days,
        (_, Some(months)) => months * 365 / 12,
        _ => return unit == TimeUnit::Period,
    };
    (days.count() - length).abs() <= length / 15
}

impl Anchored<'_> {
    /// A unit picked by a word.
    pub(super) fn unit(&self, unit: TimeUnit, pick: &Pick) -> Found {
        let step = match pick {
            Pick::Last | Pick::Previous => -1,
            Pick::Next | Pick::Following => 1,
            _ => 0,
        };
        if matches!(pick, Pick::The | Pick::Previous | Pick::Following)
            && let Some(reference) = self.reference.filter(|days| is_long_as(*days, unit))
        {
            return Ok((reference.shifted(step, unit).unwrap_or(reference), TimeBasis::Context));
        }
        match (pick, unit) {
            (_, TimeUnit::Period) => Err(Miss::Unanchored),
            (Pick::The, TimeUnit::Decade | TimeUnit::Century) => Err(Miss::NoDays),
            (Pick::The, TimeUnit::Weekend) => self.latest(unit, self.now()?, true),
            (Pick::The, TimeUnit::Quarter | TimeUnit::Month | TimeUnit::Week | TimeUnit::Half) => {
                match self.reference {
                    Some(reference) if reference.count() < 32 => {
                        self.stepped(unit, reference.first, 0, TimeBasis::Context)
                    }
                    _ => self.latest(unit, self.now()?, false),
                }
            }
            (Pick::Previous | Pick::Following, _) => {
                let basis = if self.reference.is_some() { TimeBasis::Context } else { TimeBasis::Published };
                self.stepped(unit, self.spoken_of()?, step, basis)
            }
            _ => self.stepped(unit, self.now()?, step, TimeBasis::Published),
        }
    }

    /// The unit that contains a day, some steps on.
    fn stepped(&self, unit: TimeUnit, day: NaiveDate, step: i64, basis: TimeBasis) -> Found {
        let days = Days::containing(unit, day).and_then(|days| days.shifted(step, unit));
        Ok((days.ok_or(Miss::NoDays)?, basis))
    }

    /// The latest unit that has ended, or with `begun` has begun.
    fn latest(&self, unit: TimeUnit, now: NaiveDate, begun: bool) -> Found {
        let current = Days::containing(unit, now).ok_or(Miss::NoDays)?;
        let fits = if begun { current.first <= now } else { current.last <= now };
        let days = if fits { Some(current) } else { current.shifted(-1, unit) };
        Ok((days.ok_or(Miss::NoDays)?, TimeBasis::Published))
    }

    /// So many units from now or from the time spoken of.
    pub(super) fn offset(&self, count: Decimal, unit: TimeUnit, origin: Origin) -> Found {
        let long = |days: &Days| is_long_as(*days, unit) || days.count() > 1 && unit >= TimeUnit::Year;
        let reference =
            self.reference.filter(|days| origin == Origin::Context || (count.is_sign_negative() && long(days)));
        let (count, unit) = whole_units(count, unit).ok_or(Miss::NoDays)?;
        if let Some(reference) = reference {
            return Ok((reference.shifted(count, unit).ok_or(Miss::NoDays)?, TimeBasis::Context));
        }
        let day = plus_units(self.now()?, count, unit).ok_or(Miss::NoDays)?;
        let ahead_in_years = count > 0 && unit == TimeUnit::Year && origin == Origin::Now;
        let days = if ahead_in_years { Days::year(day.year()) } else { Some(Days::one(day)) };
        Ok((days.ok_or(Miss::NoDays)?, TimeBasis::Published))
    }

    /// "the last three years", "the next two weeks"
    pub(super) fn rolling(&self, count: Count, unit: TimeUnit, ahead: bool) -> Found {
        let high = count.high().ok_or(Miss::NoDays)?;
        let (count, unit) = whole_units(high, unit).ok_or(Miss::NoDays)?;
        let now = self.now()?;
        let other = plus_units(now, if ahead { count } else { -count }, unit).ok_or(Miss::NoDays)?;
        Ok((Days { first: now.min(other), last: now.max(other) }, TimeBasis::Published))
    }

    /// The stretch spoken of, in another time.
    pub(super) fn same(&self, unit: TimeUnit, of: Option<&When>) -> Found {
        let Some(of) = of else { return self.reference.map(|days| (days, TimeBasis::Context)).ok_or(Miss::Unanchored) };
        let (base, basis) = match self.reference {
            Some(days) => (days, TimeBasis::Context),
            None => (self.stretch_until_now(unit)?, TimeBasis::Published),
        };
        let moved = match of {
            When::Offset(count, unit, _) => {
                let (count, unit) = whole_units(*count, *unit).ok_or(Miss::NoDays)?;
                base.shifted(count, unit)
            }
            When::Unit(TimeUnit::Year, _) | When::Year(_) => {
                let target = self.days(of)?.0;
                base.shifted(i64::from(target.first.year() - base.first.year()), TimeUnit::Year)
            }
            When::Unit(unit, Pick::Last | Pick::Previous) => base.shifted(-1, *unit),
            _ => within_years(base, self.days(of)?.0),
        };
        Ok((moved.ok_or(Miss::NoDays)?, basis))
    }

    /// "the four weeks": the stretch spoken of, where it is as long.
    pub(super) fn spoken(&self, count: Count, unit: TimeUnit) -> Found {
        let reference = self.reference.ok_or(Miss::NoDays)?;
        let (count, unit) = whole_units(count.high().ok_or(Miss::NoDays)?, unit).ok_or(Miss::NoDays)?;
        let next = plus_units(reference.first, count, unit).ok_or(Miss::NoDays)?;
        let apart = (next - reference.last).num_days() - 1;
        if apart.abs() <= 1 { Ok((reference, TimeBasis::Context)) } else { Err(Miss::NoDays) }
    }

    /// With no time spoken of: the period is the year so far, a unit the latest that has ended.
    fn stretch_until_now(&self, unit: TimeUnit) -> Result<Days, Miss> {
        let now = self.now()?;
        match unit {
            TimeUnit::Period => Ok(Days { first: now.with_ordinal(1).ok_or(Miss::NoDays)?, last: now }),
            TimeUnit::Day => Ok(Days::one(now)),
            _ => Ok(self.latest(unit, now, false)?.0),
        }
    }
}

/// The same stretch in the year, fiscal or not, that `target` is: back or on by whole years until it lies in it.
fn within_years(base: Days, target: Days) -> Option<Days> {
    let years = i64::from(target.first.year() - base.first.year());
    (years - 1..=years + 1)
        .filter_map(|step| base.shifted(step, TimeUnit::Year))
        .find(|days| days.first >= target.first && days.last <= target.last)
}

/// A number of units as a whole number of these or smaller ones.
fn whole_units(count: Decimal, unit: TimeUnit) -> Option<(i64, TimeUnit)> {
    if matches!(unit, TimeUnit::Hour) {
        return Some(((count / Decimal::from(24)).floor().to_i64()?, TimeUnit::Day));
    }
    if count.fract().is_zero() {
        let whole = whole_number(Count::Between(count.abs(), count.abs()))?;
        return Some((if count.is_sign_negative() { -whole } else { whole }, unit));
    }
    let months = calendar::months_of(unit)?;
    Some(((count * Decimal::from(months)).round().to_i64()?, TimeUnit::Month))
}

//! How days are written: EDTF as precise as said, and the value and mod of TIMEX3.
//!
//! | days | EDTF | TIMEX3 |
//! | --- | --- | --- |
//! | a year | 2026 | 2026 |
//! | a quarter | 2026-04/2026-06 | 2026-Q2 |
//! | a month | 2026-07 | 2026-07 |
//! | a week | 2024-01-15/2024-01-21 | 2024-W03 |
//! | open | ../2030 | 2030 |

use super::calendar::Days;
use crate::model::time::{Count, Daytime, Edge, Part, Period, Piece, Season, Tense, TimeUnit, When};
use chrono::{Datelike, NaiveDate};

/// EDTF of days: the shortest of year, month and day that says them.
pub fn edtf(days: Days) -> String {
    let months = days.month_count();
    let (first, last) = (days.first, days.last);
    match months {
        Some(months) if months % 12 == 0 && first.month() == 1 => joined(year(first), year(last)),
        Some(_) => joined(month(first), month(last)),
        None => joined(first.to_string(), last.to_string()),
    }
}

/// EDTF of a period with an open end.
fn edtf_of(period: (Option<NaiveDate>, Option<NaiveDate>), said: &str) -> String {
    let (from, to) = said.split_once('/').unwrap_or((said, said));
    match period {
        (None, None) => String::new(),
        (None, Some(_)) => format!("../{to}"),
        (Some(_), None) => format!("{from}/.."),
        (Some(_), Some(_)) => said.to_string(),
    }
}

fn joined(first: String, last: String) -> String {
    if first == last { first } else { format!("{first}/{last}") }
}

fn year(day: NaiveDate) -> String {
    format!("{:04}", day.year())
}

fn month(day: NaiveDate) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// The type of a time in TIMEX3.
pub fn timex_type(when: &When) -> &'static str {
    match when {
        When::Duration(..) | When::Rolling(..) | When::Spoken(..) => "DURATION",
        When::Ending(count, ..) if count.high() != Count::ONE.high() => "DURATION",
        When::Set(..) => "SET",
        When::Daytime(..) => "TIME",
        _ => "DATE",
    }
}

/// The value of a time in TIMEX3; `days` where it has any.
pub fn timex_value(when: &When, days: Option<Days>) -> String {
    match when {
        When::Duration(count, unit) | When::Rolling(count, unit, _) | When::Spoken(count, unit) => {
            length(*count, *unit)
        }
        When::Ending(count, unit, _) if count.high() != Count::ONE.high() => length(*count, *unit),
        When::Set(count, unit) => length(Count::Between((*count).into(), (*count).into()), *unit),
        When::Now => "PRESENT_REF".into(),
        When::Vague(Tense::Past) => "PAST_REF".into(),
        When::Vague(Tense::Future) => "FUTURE_REF".into(),
        When::Vague(Tense::Any) => "XXXX-XX-XX".into(),
        When::Part(_, of) => days.map_or_else(|| unknown(of), |days| part_value(of, days)),
        When::Daytime(part, of) => format!("{}T{}", timex_value(of, days), daytime(*part)),
        _ => days.map_or_else(|| unknown(when), |days| dated(when, days)),
    }
}

/// A part of a time has the value of the whole, and a mod.
fn part_value(of: &When, days: Days) -> String {
    let unit = match of {
        When::Piece(Piece::Month(_), _) | When::Unit(TimeUnit::Month, _) => TimeUnit::Month,
        When::Piece(Piece::Quarter(_), _) | When::Unit(TimeUnit::Quarter, _) => TimeUnit::Quarter,
        When::Unit(TimeUnit::Week, _) => TimeUnit::Week,
        When::Decade(_) | When::Unit(TimeUnit::Decade, _) => TimeUnit::Decade,
        When::Year(_) | When::Unit(TimeUnit::Year, _) => TimeUnit::Year,
        _ => return dated(of, days),
    };
    Days::containing(unit, days.first).map_or_else(String::new, |whole| dated(of, whole))
}

/// The value of days: the name of a week, quarter, half, season, decade where they are one.
fn dated(when: &When, days: Days) -> String {
    let (first, last) = (days.first, days.last);
    let whole = |unit| Days::containing(unit, first) == Some(days);
    match when {
        When::Piece(Piece::Season(season), _) => format!("{}-{}", year(first), season_code(*season)),
        _ if first == last => first.to_string(),
        _ if whole(TimeUnit::Week) => format!("{}-W{:02}", first.iso_week().year(), first.iso_week().week()),
        _ if whole(TimeUnit::Weekend) => format!("{}-W{:02}-WE", first.iso_week().year(), first.iso_week().week()),
        _ if whole(TimeUnit::Quarter) => format!("{}-Q{}", year(first), first.month().div_ceil(3)),
        _ if whole(TimeUnit::Half) => format!("{}-H{}", year(first), first.month().div_ceil(6)),
        _ if whole(TimeUnit::Decade) => year(first)[..3].to_string(),
        _ if whole(TimeUnit::Century) => year(first)[..2].to_string(),
        _ => edtf(days),
    }
}

/// The value where the year is not known: as much of the date as the words fix.
fn unknown(when: &When) -> String {
    match when {
        When::Piece(Piece::Month(month), _) => format!("XXXX-{month:02}"),
        When::Piece(Piece::Day(month, day), _) => format!("XXXX-{month:02}-{day:02}"),
        When::Piece(Piece::Weekday(day), _) => format!("XXXX-WXX-{day}"),
        When::Piece(Piece::Quarter(number), _) => format!("XXXX-Q{number}"),
        When::Piece(Piece::Half(number), _) => format!("XXXX-H{number}"),
        When::Piece(Piece::Season(season), _) => format!("XXXX-{}", season_code(*season)),
        When::Unit(TimeUnit::Week, _) => "XXXX-WXX".into(),
        When::Unit(TimeUnit::Month, _) => "XXXX-XX".into(),
        When::Unit(TimeUnit::Quarter, _) => "XXXX-QX".into(),
        When::Unit(TimeUnit::Year, _) => "XXXX".into(),
        _ => "XXXX-XX-XX".into(),
    }
}

fn length(count: Count, unit: TimeUnit) -> String {
    let number = count.high().map_or_else(|| "X".to_string(), |high| high.normalize().to_string());
    let of = |times: u32, letter: &str| match count.high() {
        Some(high) => format!("P{}{letter}", (high * rust_decimal::Decimal::from(times)).normalize()),
        None => format!("PX{letter}"),
    };
    match unit {
        TimeUnit::Second => format!("PT{number}S"),
        TimeUnit::Minute => format!("PT{number}M"),
        TimeUnit::Hour => format!("PT{number}H"),
        TimeUnit::Day => of(1, "D"),
        TimeUnit::Week | TimeUnit::Weekend => of(1, "W"),
        TimeUnit::Fortnight => of(2, "W"),
        TimeUnit::Month => of(1, "M"),
        TimeUnit::Quarter => of(1, "Q"),
        TimeUnit::Half => of(6, "M"),
        TimeUnit::Year => of(1, "Y"),
        TimeUnit::Decade => of(10, "Y"),
        TimeUnit::Generation => "PXY".into(),
        TimeUnit::Century => of(100, "Y"),
        TimeUnit::Period => "PXX".into(),
    }
}

fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

fn daytime(part: Daytime) -> &'static str {
    match part {
        Daytime::Morning => "MO",
        Daytime::Midday => "MI",
        Daytime::Afternoon => "AF",
        Daytime::Evening => "EV",
        Daytime::Night => "NI",
    }
}

/// The mod of a time in TIMEX3.
pub fn timex_mod(edge: Edge, when: &When) -> Option<&'static str> {
    if let When::Part(part, _) = when {
        return Some(match part {
            Part::Early | Part::Start | Part::Earlier => "START",
            Part::Mid | Part::Middle => "MID",
            Part::Late | Part::End | Part::Later => "END",
        });
    }
    match edge {
        Edge::By => Some("ON_OR_BEFORE"),
        Edge::Before => Some("BEFORE"),
        Edge::After => Some("AFTER"),
        Edge::Since => Some("ON_OR_AFTER"),
        Edge::Around => Some("APPROX"),
        _ => None,
    }
}

/// A period of these ends; `said` is the EDTF of the time alone. An end that the edge moves ("beyond 1987" begins in 1988)
/// is written as precisely as the time was.
pub fn period(start: Option<NaiveDate>, end: Option<NaiveDate>, edge: Edge, said: &str) -> Period {
    let precise = |day: Option<NaiveDate>| {
        let text = day.map(|day| day.to_string()).unwrap_or_default();
        let length = said.split('/').next().map_or(10, str::len);
        text.get(..length).unwrap_or(&text).to_string()
    };
    let edtf = match edge {
        Edge::After if start.is_some() => format!("{}/..", precise(start)),
        Edge::Before if end.is_some() => format!("../{}", precise(end)),
        _ => edtf_of((start, end), said),
    };
    Period { start, end, edtf }
}

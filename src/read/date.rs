//! A publication date as files write it → a day.

use chrono::{DateTime, NaiveDate};

/// The day that `written` names; `None` where it names none.
///
/// | written | day |
/// | --- | --- |
/// | `2024-01-24` | 24 January 2024 |
/// | `20240124` | 24 January 2024 |
/// | `2024-01-24T23:10:00Z`, `2024-01-24 23:10` | 24 January 2024, as written: no time zone moves it |
/// | `Wed, 24 Jan 2024 23:10:00 +0330` | 24 January 2024 |
pub fn day(written: &str) -> Option<NaiveDate> {
    let written = written.trim();
    if let Ok(day) = NaiveDate::parse_from_str(written, "%Y%m%d")
        && written.len() == 8
    {
        return Some(day);
    }
    if let Some(head) = written.get(..10)
        && written[10..].chars().next().is_none_or(|next| next == 'T' || next == 't' || next.is_whitespace())
        && let Ok(day) = NaiveDate::parse_from_str(head, "%Y-%m-%d")
    {
        return Some(day);
    }
    DateTime::parse_from_rfc2822(written).ok().map(|time| time.date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_every_spelling() {
        let expected = NaiveDate::from_ymd_opt(2024, 1, 24);
        let spellings =
            ["2024-01-24", " 20240124 ", "2024-01-24T23:10:00Z", "2024-01-24 23:10", "Wed, 24 Jan 2024 23:10:00 +0330"];
        for written in spellings {
            assert_eq!(day(written), expected, "{written}");
        }
    }

    #[test]
    fn what_is_no_day() {
        for written in ["", "24/01/2024", "2024-13-01", "2024-01-24x", "January", "2024-01", "²⁰²⁴-01-24"] {
            assert_eq!(day(written), None, "{written}");
        }
    }
}

//! Times: as said, before any calendar, and as days on the calendar.

use chrono::NaiveDate;

/// Days on the calendar: first and last, inclusive; `None` is an open or unknown end.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
    /// The same in EDTF (ISO 8601-2), as precise as said: `2026`, `2026-07`, `../2030`.
    pub edtf: String,
}

/// A time as said ("last quarter", "2023/24 season"); only `normalize` puts it on a calendar.
#[derive(Clone, Debug, PartialEq)]
pub enum TimeExpression {
    /// A year.
    Year(i32),
}

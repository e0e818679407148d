//! Times: as said, before any calendar, and as days on the calendar.

use chrono::NaiveDate;
use rust_decimal::Decimal;

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

/// A time as said ("by the end of last year"); only `normalize` puts it on a calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// What the word before it says of its ends; that word lies outside the expression's span.
    pub edge: Edge,
    /// The time itself.
    pub when: When,
}

/// Which end of a time is left open, and by which word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Neither: the time itself.
    None,
    /// "by 2030", "no later than"
    By,
    /// "since March", "from 2025 onwards"
    Since,
    /// "until", "through"
    Until,
    /// "before", "prior to"
    Before,
    /// "after", "beyond"
    After,
    /// "from": a beginning or a level compared with; the clause decides.
    From,
    /// "around", "about"
    Around,
}

/// A unit of calendar or clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is what its name says")]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Generation,
    Century,
    /// Whatever length the text speaks of: "the same period".
    Period,
}

/// A season of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what its name says")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Which part of a longer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// "early", the first third.
    Early,
    /// "mid-", the second third.
    Mid,
    /// "late", the last third.
    Late,
    /// "the start of", its first day.
    Start,
    /// "the middle of", its middle day.
    Middle,
    /// "the end of", its last day.
    End,
    /// "earlier this year": from its start to now.
    Earlier,
    /// "later this year": from now to its end.
    Later,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what its name says")]
pub enum Daytime {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// How many: exact, from low to high, or vague ("several").
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Count {
    /// "three"; a range of one number.
    Between(Decimal, Decimal),
    /// "several"
    Vague,
}

impl Count {
    /// One.
    pub const ONE: Count = Count::Between(Decimal::ONE, Decimal::ONE);

    /// The high end, where it is a number.
    pub fn high(&self) -> Option<Decimal> {
        match self {
            Count::Between(_, high) => Some(*high),
            Count::Vague => None,
        }
    }
}

/// Which one of several times of the same name.
#[derive(Clone, Debug, PartialEq)]
pub enum Pick {
    /// Not said: the one nearest to publication.
    Unsaid,
    /// "the quarter", "that year": the one the text speaks of.
    The,
    /// "this", "the current"
    This,
    /// "last"
    Last,
    /// "next"
    Next,
    /// "the previous", before the one the text speaks of.
    Previous,
    /// "the following", after the one the text speaks of.
    Following,
    /// "of 2023", "last year": the one in that time.
    Of(Box<When>),
}

/// A named stretch that recurs in a longer time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    /// A month, from 1.
    Month(u8),
    /// A month of the Iranian year, from 1.
    IranianMonth(u8),
    /// A quarter, from 1.
    Quarter(u8),
    /// A half, from 1.
    Half(u8),
    /// A season.
    Season(Season),
    /// A day of the week, Monday is 1.
    Weekday(u8),
    /// A month and a day.
    Day(u8, u8),
    /// A day of a month that is not said: "the 21st".
    DayOfMonth(u8),
    /// "the first nine months"
    First(Count, TimeUnit),
    /// "the last three months of"
    Final(Count, TimeUnit),
    /// "the second week of"
    Nth(u8, TimeUnit),
}

/// Who "earlier" or "ago" counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The day of publication.
    Now,
    /// The time the text speaks of; publication where it speaks of none.
    Context,
}

/// Where a vague time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// "recent weeks"
    Past,
    /// "the coming years"
    Future,
    /// "this time of year"
    Any,
}

/// The number of a named kind of year in the grammar's list of calendars.
pub type CalendarId = u8;

/// A time, before any calendar.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// A full date: year, month, day.
    Date(i32, u8, u8),
    /// A year.
    Year(i32),
    /// A split year, first and last: "1973-74".
    SplitYear(i32, i32),
    /// A decade, by its first year.
    Decade(i32),
    /// A century, by its first year.
    Century(i32),
    /// A numbered year of a named kind: "FY24", "gas year 2025/26".
    Named(CalendarId, i32, Option<i32>),
    /// A year of a named kind, picked: "the current Iranian year".
    NamedUnit(CalendarId, Pick),
    /// A month, quarter, weekday ..., and of which time.
    Piece(Piece, Pick),
    /// A unit picked by its place: "last year", "this week".
    Unit(TimeUnit, Pick),
    /// So many units from an origin, back where negative: "yesterday", "a year ago".
    Offset(Decimal, TimeUnit, Origin),
    /// "the last three years" (false), "the next two weeks" (true).
    Rolling(Count, TimeUnit, bool),
    /// "the four weeks ended March 6"
    Ending(Count, TimeUnit, Box<When>),
    /// "the week beginning June 3", "the week of June 3" (false: the week that contains it)
    Starting(TimeUnit, Box<When>, bool),
    /// "year to date"
    ToDate(TimeUnit),
    /// "the four weeks": a stretch of this length that the text already speaks of.
    Spoken(Count, TimeUnit),
    /// The stretch the text speaks of, in another time: "the same period a year ago"; alone: that stretch itself.
    Same(TimeUnit, Option<Box<When>>),
    /// From the start of one to the end of the other.
    Range(Box<When>, Box<When>),
    /// A part of a time.
    Part(Part, Box<When>),
    /// A part of a day.
    Daytime(Daytime, Box<When>),
    /// A length of time.
    Duration(Count, TimeUnit),
    /// Every so often.
    Set(u8, TimeUnit),
    /// The day of publication, as "now".
    Now,
    /// No days: "recent weeks".
    Vague(Tense),
}

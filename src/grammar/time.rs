//! What a word of time is, read once from its entry's id (`month.3`, `units.year`) when the grammar is loaded.

use super::calendar::Calendar;
use super::lexicon::Lexicon;
use super::source::Table;
use super::words::{Entry, Sense};
use crate::error::Result;
use crate::model::span::Span;
use crate::model::time::{CalendarId, Daytime, Edge, Part, Season, Tense, TimeUnit};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A word that picks one of several times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the id of its entry")]
pub enum Relative {
    This,
    Current,
    Last,
    Past,
    Next,
    Coming,
    Previous,
    Following,
    That,
    Same,
    Every,
    Recent,
}

/// A small word between the parts of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// The definite article.
    The,
    /// The indefinite article.
    A,
    /// Between a part and its whole.
    Of,
    /// Between an adverb and a time: "late in".
    In,
    /// Between the ends of a range.
    To,
    /// The same, after the word for "between".
    And,
    /// Between alternatives.
    Or,
    /// Before the first end of a range whose ends are joined by "and".
    Between,
    /// Before the end of a stretch: "ended".
    Ended,
    /// After a stretch that runs to now: "to date".
    ToDate,
    /// After a start that leaves the end open: "onwards".
    Onwards,
    /// The noun in "in five years' time".
    Time,
    /// Before the start of a stretch: "the week beginning".
    Starting,
    /// Between a number and its unit: "six straight days".
    InARow,
    /// Half of one: "two and a half".
    Half,
    /// What ends a day's number: "8th".
    DayEnding,
    /// What ends a decade's number: "1990s".
    DecadeEnding,
    /// After a vague stretch of the future: "the years ahead".
    Ahead,
    /// Before the number of a half, glued: "H1".
    HalfLetter,
    /// Before or after the number of a quarter, glued: "Q3", "3Q".
    QuarterLetter,
    /// After a number of months, glued: "9M".
    MonthLetter,
}

/// A word that shifts a time by a length said before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// Back from now: "ago".
    Ago,
    /// Back from the time spoken of: "earlier".
    Earlier,
    /// The same, unless a noun follows: "before".
    Before,
    /// Forward from the time spoken of: "later".
    Later,
    /// The same, unless a noun follows: "after".
    After,
    /// Forward from now: "from now".
    Hence,
}

/// What a word of time is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TimeWord {
    /// A month.
    Month(u8),
    /// A month of the Iranian year.
    IranianMonth(u8),
    /// A day of the week, Monday is 1.
    Weekday(u8),
    /// A unit, one of it or several (true).
    Unit(TimeUnit, bool),
    /// An ordinal.
    Ordinal(u8),
    /// A word that picks.
    Relative(Relative),
    /// A part of a time.
    Part(Part),
    /// A season; with true, by a word that is a verb as well.
    Season(Season, bool),
    /// Several seasons.
    Seasons,
    /// A decade of the last century, by its first year in it.
    Decade(u8),
    /// Every so many of a unit.
    Set(u8, TimeUnit),
    /// An open end.
    Edge(Edge),
    /// A small word.
    Joint(Joint),
    /// A shift.
    Shift(Shift),
    /// A day by its distance from now.
    Day(i32),
    /// Now.
    Now,
    /// A part of the day; with true, of the day of publication.
    Daytime(Daytime, bool),
    /// A time without days; with true, only after the definite article.
    Vague(Tense, bool),
    /// A vague number: "several"; or a number that is said only of times.
    Count(Option<Decimal>),
    /// A length in itself.
    Length,
    /// A named kind of year.
    Calendar(CalendarId),
    /// The entry that stands for times written in digits.
    Numeric,
}

/// A set of kinds of words of time: what the phrases that begin with a word may be, a first and cheap test.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u64);

#[allow(missing_docs, reason = "each is the kind of the same name")]
impl Kinds {
    pub const NONE: Kinds = Kinds(0);
    pub const MONTH: Kinds = Kinds(1);
    pub const WEEKDAY: Kinds = Kinds(1 << 1);
    pub const UNIT: Kinds = Kinds(1 << 2);
    pub const UNITS: Kinds = Kinds(1 << 3);
    pub const ORDINAL: Kinds = Kinds(1 << 4);
    pub const RELATIVE: Kinds = Kinds(1 << 5);
    pub const PART: Kinds = Kinds(1 << 6);
    pub const SEASON: Kinds = Kinds(1 << 7);
    pub const DECADE: Kinds = Kinds(1 << 8);
    pub const SET: Kinds = Kinds(1 << 9);
    pub const EDGE: Kinds = Kinds(1 << 10);
    pub const SHIFT: Kinds = Kinds(1 << 11);
    pub const DAY: Kinds = Kinds(1 << 12);
    pub const DAYTIME: Kinds = Kinds(1 << 13);
    pub const TODAY_PART: Kinds = Kinds(1 << 14);
    pub const VAGUE: Kinds = Kinds(1 << 15);
    pub const COUNT: Kinds = Kinds(1 << 16);
    pub const LENGTH: Kinds = Kinds(1 << 17);
    pub const CALENDAR: Kinds = Kinds(1 << 18);
    /// A number, in digits or words: no word of time, but what many times begin with.
    pub const NUMBER: Kinds = Kinds(1 << 19);
    /// Four digits: no word of time either.
    pub const YEAR: Kinds = Kinds(1 << 63);
    /// Any kind.
    pub const ALL: Kinds = Kinds(u64::MAX);

    /// The kind of a small word.
    pub const fn joint(joint: Joint) -> Kinds {
        Kinds(1 << (20 + joint as u32))
    }

    /// Whether the two sets share a kind.
    pub const fn any(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn or(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }
}

impl TimeWord {
    /// The kind it is.
    pub fn kinds(self) -> Kinds {
        match self {
            TimeWord::Month(_) | TimeWord::IranianMonth(_) => Kinds::MONTH,
            TimeWord::Weekday(_) => Kinds::WEEKDAY,
            TimeWord::Unit(_, false) => Kinds::UNIT,
            TimeWord::Unit(_, true) => Kinds::UNITS,
            TimeWord::Ordinal(_) => Kinds::ORDINAL,
            TimeWord::Relative(_) => Kinds::RELATIVE,
            TimeWord::Part(_) => Kinds::PART,
            TimeWord::Season(..) | TimeWord::Seasons => Kinds::SEASON,
            TimeWord::Decade(_) => Kinds::DECADE,
            TimeWord::Set(..) => Kinds::SET,
            TimeWord::Edge(_) => Kinds::EDGE,
            TimeWord::Shift(_) => Kinds::SHIFT,
            TimeWord::Day(_) | TimeWord::Now => Kinds::DAY,
            TimeWord::Daytime(_, false) => Kinds::DAYTIME,
            TimeWord::Daytime(_, true) => Kinds::TODAY_PART,
            TimeWord::Vague(..) => Kinds::VAGUE,
            TimeWord::Count(_) => Kinds::COUNT,
            TimeWord::Length => Kinds::LENGTH,
            TimeWord::Calendar(_) => Kinds::CALENDAR,
            TimeWord::Joint(joint) => Kinds::joint(joint),
            TimeWord::Numeric => Kinds::NONE,
        }
    }
}

/// For each word of the lexicon, what the phrases of time that begin with it may be.
pub fn kinds_by_word(entries: &[Entry], lexicon: &Lexicon) -> Vec<Kinds> {
    let mut kinds = Vec::new();
    let mut tokens = Vec::new();
    for entry in entries {
        let Sense::Time(word) = entry.sense else { continue };
        for phrase in entry.words.iter().chain(&entry.exact) {
            tokens.clear();
            lexicon.tokenize(phrase, Span::new(0, phrase.len()), &mut tokens);
            let Some(first) = tokens.first().map(|token| token.word.0 as usize) else { continue };
            kinds.resize(kinds.len().max(first + 1), Kinds::NONE);
            kinds[first] = kinds[first].or(word.kinds());
        }
    }
    kinds
}

/// Reads the id of an entry of `times.toml`.
///
/// # Errors
/// Fails where the id is none that the parsers know, with file and line.
pub fn word(table: &Table, value: Option<Decimal>, calendars: &[Calendar]) -> Result<TimeWord> {
    let (group, name) = table.id.split_once('.').unwrap_or((&table.id, ""));
    let number = || name.parse::<u8>().ok().filter(|number| (1..=31).contains(number));
    let word = match group {
        "month" => number().map(TimeWord::Month),
        "iranian_month" => number().map(TimeWord::IranianMonth),
        "weekday" => number().map(TimeWord::Weekday),
        "unit" => unit(name).map(|unit| TimeWord::Unit(unit, false)),
        "units" => unit(name).map(|unit| TimeWord::Unit(unit, true)),
        "ordinal" => number().map(TimeWord::Ordinal),
        "relative" => relative(name).map(TimeWord::Relative),
        "part" => part(name).map(TimeWord::Part),
        "season" => season(name).map(|season| TimeWord::Season(season, name == "fall")),
        "decade" => name.parse().ok().map(TimeWord::Decade),
        "seasons" => Some(TimeWord::Seasons),
        "set" => unit(name).map(|unit| TimeWord::Set(value.and_then(|v| v.to_u8()).unwrap_or(1), unit)),
        "edge" => edge(name).map(TimeWord::Edge),
        "joint" => joint(name).map(TimeWord::Joint),
        "shift" => shift(name).map(TimeWord::Shift),
        "day" => value.and_then(|value| value.to_i32()).map(TimeWord::Day),
        "now" => Some(TimeWord::Now),
        "daytime" => daytime(name).map(|part| TimeWord::Daytime(part, false)),
        "today_part" => daytime(name).map(|part| TimeWord::Daytime(part, true)),
        "vague" => tense(name).map(|tense| TimeWord::Vague(tense, false)),
        "vague_the" => tense(name).map(|tense| TimeWord::Vague(tense, true)),
        "count" => Some(TimeWord::Count(value)),
        "length" => Some(TimeWord::Length),
        "calendar" => {
            calendars.iter().position(|one| one.id == name).map(|index| TimeWord::Calendar(index as CalendarId))
        }
        "numeric" => Some(TimeWord::Numeric),
        _ => None,
    };
    word.ok_or_else(|| table.error("no word of time has this id; see the list of ids in grammar/en/times.toml"))
}

fn unit(name: &str) -> Option<TimeUnit> {
    Some(match name {
        "second" => TimeUnit::Second,
        "minute" => TimeUnit::Minute,
        "hour" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "weekend" => TimeUnit::Weekend,
        "week" => TimeUnit::Week,
        "fortnight" => TimeUnit::Fortnight,
        "month" => TimeUnit::Month,
        "quarter" => TimeUnit::Quarter,
        "half" => TimeUnit::Half,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "generation" => TimeUnit::Generation,
        "century" => TimeUnit::Century,
        "period" => TimeUnit::Period,
        _ => return None,
    })
}

fn relative(name: &str) -> Option<Relative> {
    Some(match name {
        "this" => Relative::This,
        "current" => Relative::Current,
        "last" => Relative::Last,
        "past" => Relative::Past,
        "next" => Relative::Next,
        "coming" => Relative::Coming,
        "previous" => Relative::Previous,
        "following" => Relative::Following,
        "that" => Relative::That,
        "same" => Relative::Same,
        "every" => Relative::Every,
        "recent" => Relative::Recent,
        _ => return None,
    })
}

fn part(name: &str) -> Option<Part> {
    Some(match name {
        "early" => Part::Early,
        "mid" => Part::Mid,
        "late" => Part::Late,
        "start" => Part::Start,
        "middle" => Part::Middle,
        "end" => Part::End,
        "earlier" => Part::Earlier,
        "later" => Part::Later,
        _ => return None,
    })
}

fn season(name: &str) -> Option<Season> {
    Some(match name {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" | "fall" => Season::Autumn,
        "winter" => Season::Winter,
        _ => return None,
    })
}

fn edge(name: &str) -> Option<Edge> {
    Some(match name {
        "by" => Edge::By,
        "since" => Edge::Since,
        "until" => Edge::Until,
        "before" => Edge::Before,
        "after" => Edge::After,
        "from" => Edge::From,
        "around" => Edge::Around,
        _ => return None,
    })
}

fn joint(name: &str) -> Option<Joint> {
    Some(match name {
        "the" => Joint::The,
        "a" => Joint::A,
        "of" => Joint::Of,
        "in" => Joint::In,
        "to" => Joint::To,
        "and" => Joint::And,
        "or" => Joint::Or,
        "between" => Joint::Between,
        "ended" => Joint::Ended,
        "to_date" => Joint::ToDate,
        "onwards" => Joint::Onwards,
        "time" => Joint::Time,
        "starting" => Joint::Starting,
        "in_a_row" => Joint::InARow,
        "half" => Joint::Half,
        "day_ending" => Joint::DayEnding,
        "decade_ending" => Joint::DecadeEnding,
        "ahead" => Joint::Ahead,
        "half_letter" => Joint::HalfLetter,
        "quarter_letter" => Joint::QuarterLetter,
        "month_letter" => Joint::MonthLetter,
        _ => return None,
    })
}

fn shift(name: &str) -> Option<Shift> {
    Some(match name {
        "ago" => Shift::Ago,
        "earlier" => Shift::Earlier,
        "before" => Shift::Before,
        "later" => Shift::Later,
        "after" => Shift::After,
        "hence" => Shift::Hence,
        _ => return None,
    })
}

fn daytime(name: &str) -> Option<Daytime> {
    Some(match name {
        "morning" => Daytime::Morning,
        "midday" => Daytime::Midday,
        "afternoon" => Daytime::Afternoon,
        "evening" => Daytime::Evening,
        "night" => Daytime::Night,
        _ => return None,
    })
}

fn tense(name: &str) -> Option<Tense> {
    Some(match name {
        "past" => Tense::Past,
        "future" => Tense::Future,
        "any" => Tense::Any,
        _ => return None,
    })
}

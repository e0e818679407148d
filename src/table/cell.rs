//! One value of a table, borrowed from a figure or from a frame, and how it reads as text.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// One value of a table. Unknown is [`Cell::Null`], never 0, "-" or an empty text.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Unknown.
    Null,
    /// Text, and codes.
    Text(Cow<'a, str>),
    /// JSON, as text.
    Json(Cow<'a, str>),
    /// An exact number.
    Decimal(Decimal),
    /// An inexact number.
    Float(f64),
    /// A whole number.
    Integer(i64),
    /// A day.
    Date(NaiveDate),
    /// Several texts; an empty list is unknown too.
    List(Vec<Cow<'a, str>>),
}

impl<'a> Cell<'a> {
    /// Text that lives as long as its figure.
    pub fn text(text: &'a str) -> Cell<'a> {
        Cell::Text(Cow::Borrowed(text))
    }

    /// Text made for the table.
    pub fn owned(text: String) -> Cell<'a> {
        Cell::Text(Cow::Owned(text))
    }

    /// Text, or unknown.
    pub fn maybe(text: Option<&'a str>) -> Cell<'a> {
        text.map_or(Cell::Null, Cell::text)
    }

    /// Several texts; none is unknown.
    pub fn list(texts: impl Iterator<Item = &'a str>) -> Cell<'a> {
        let texts: Vec<_> = texts.map(Cow::Borrowed).collect();
        if texts.is_empty() { Cell::Null } else { Cell::List(texts) }
    }

    /// Whether nothing is known.
    pub fn is_null(&self) -> bool {
        matches!(self, Cell::Null)
    }

    /// The cell as text: numbers with a dot and without an exponent, lists joined by `;`, unknown as nothing.
    pub fn to_text(&self) -> Cow<'_, str> {
        match self {
            Cell::Null => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Json(text) => Cow::Borrowed(text),
            Cell::Decimal(number) => Cow::Owned(number.normalize().to_string()),
            Cell::Float(number) => Cow::Owned(number.to_string()),
            Cell::Integer(number) => Cow::Owned(number.to_string()),
            Cell::Date(day) => Cow::Owned(day.to_string()),
            Cell::List(texts) => Cow::Owned(texts.join(";")),
        }
    }
}

impl From<Option<Decimal>> for Cell<'_> {
    fn from(number: Option<Decimal>) -> Self {
        number.map_or(Cell::Null, Cell::Decimal)
    }
}

impl From<Option<f64>> for Cell<'_> {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Cell::Null, Cell::Float)
    }
}

impl From<Option<NaiveDate>> for Cell<'_> {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Cell::Null, Cell::Date)
    }
}

/// The text in one line: white space that holds a line break becomes one space.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if !text.contains(breaks) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(breaks) {
        line.push_str(rest[..at].trim_end());
        line.push(' ');
        rest = rest[at..].trim_start();
    }
    line.push_str(rest);
    Cow::Owned(line)
}

/// The text in one line without control characters, so that a terminal only shows it and does nothing else.
pub fn printable(text: &str) -> Cow<'_, str> {
    let line = one_line(text);
    if !line.contains(is_unprintable) {
        return line;
    }
    let clean = |c: char| if c == '\t' { ' ' } else { char::REPLACEMENT_CHARACTER };
    Cow::Owned(line.chars().map(|c| if is_unprintable(c) { clean(c) } else { c }).collect())
}

/// Control characters, and the marks that reorder what a terminal shows.
fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_become_one_space() {
        assert_eq!(one_line("30\nbillion \r\n  dollars"), "30 billion dollars");
        assert_eq!(one_line("30  billion"), "30  billion");
    }

    #[test]
    fn a_terminal_gets_no_commands() {
        assert_eq!(printable("\u{1b}[31mred\tand\nblue\u{202e}"), "\u{fffd}[31mred and blue\u{fffd}");
    }

    #[test]
    fn numbers_read_plainly() {
        assert_eq!(Cell::Decimal("30000000000.00".parse().unwrap()).to_text(), "30000000000");
        assert_eq!(Cell::Float(3e21).to_text(), "3000000000000000000000");
        assert_eq!(Cell::Float(-0.1).to_text(), "-0.1");
    }
}

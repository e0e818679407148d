//! How a figure is said to a person: its value, what it is of, and its sentence with the figure in it made visible.

use super::output::STRONG;
use crate::model::code::{Comparator, Direction, Kind, Role, Status};
use crate::table::cell::{Cell, printable};
use crate::table::figures::Figures;
use crate::table::schema::Table;
use std::borrow::Cow;

/// The columns that an answer is made of.
pub const COLUMNS: [&str; 31] = [
    "quote",
    "value",
    "value_low",
    "value_high",
    "comparator",
    "unit",
    "direction",
    "status",
    "role",
    "measure_text",
    "measure",
    "commodity",
    "benchmark",
    "flow",
    "reporter",
    "partner",
    "countries",
    "time",
    "time_text",
    "time_start",
    "time_end",
    "attribution",
    "published",
    "publisher",
    "title",
    "sentence",
    "flags",
    "kind",
    "source",
    "doc_id",
    "figure_id",
];

/// The cells of a row, asked for by column.
pub struct Answer<'c> {
    cells: &'c [Cell<'c>],
}

impl<'c> Answer<'c> {
    /// The answer that a row of the figures table is.
    pub fn new(cells: &'c [Cell<'c>]) -> Answer<'c> {
        Answer { cells }
    }

    /// A cell as text that a terminal can show; nothing where it is unknown.
    pub fn text(&self, column: &str) -> String {
        printable(&self.raw(column)).into_owned()
    }

    fn raw(&self, column: &str) -> Cow<'_, str> {
        let position = Figures::position(column).expect("a column of the figures table");
        self.cells.get(position).map_or("".into(), Cell::to_text)
    }

    fn is(&self, column: &str, code: &str) -> bool {
        self.raw(column) == code
    }

    /// Value and unit: `30,000,000,000 USD`, `-40%`, `10 to 12 bcm`; a date's day, month or year.
    pub fn value(&self) -> String {
        if self.is("kind", Kind::Date.code()) {
            return self.text("time");
        }
        let number = match (&*self.raw("value"), &*self.raw("value_low"), &*self.raw("value_high")) {
            ("", "", "") => return self.text("quote"),
            ("", low, "") => format!("{}+", grouped(low)),
            ("", low, high) => format!("{} to {}", grouped(low), grouped(high)),
            (value, _, _) => format!("{}{}{}", self.bound(), self.sign(), grouped(value)),
        };
        match &*self.text("unit") {
            "" => number,
            "%" => number + "%",
            unit => format!("{number} {unit}"),
        }
    }

    fn bound(&self) -> String {
        let comparator = self.text("comparator");
        if comparator.is_empty() || comparator == Comparator::Equal.code() { String::new() } else { comparator + " " }
    }

    fn sign(&self) -> &'static str {
        match &*self.raw("direction") {
            _ if !self.is("role", Role::Change.code()) => "",
            up if up == Direction::Up.code() => "+",
            down if down == Direction::Down.code() => "-",
            _ => "",
        }
    }

    /// What is measured: the closed list's code, or the text's words where that says nothing, and the commodity.
    pub fn measure(&self) -> String {
        let measure = match self.text("measure") {
            code if code.is_empty() || code == "other" => self.text("measure_text"),
            code => code.replace('_', " "),
        };
        let parts = [self.text("benchmark"), self.text("commodity").replace('_', " "), measure];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Whose figure it is.
    pub fn parties(&self) -> String {
        let countries = self.text("countries");
        let sides = [self.text("reporter"), self.text("partner")];
        if countries.is_empty() {
            sides.into_iter().filter(|side| !side.is_empty()).collect::<Vec<_>>().join(", ")
        } else {
            countries.replace(';', ", ")
        }
    }

    /// When it holds, where that is not the value itself; as written where no calendar can tell.
    pub fn time(&self) -> String {
        let time = self.text("time");
        match time.is_empty() {
            _ if self.is("kind", Kind::Date.code()) => String::new(),
            true => self.text("time_text"),
            false => time,
        }
    }

    /// The answer in one line, its parts divided by `·`.
    pub fn line(&self) -> String {
        let value = self.value();
        let said_by = Some(self.text("attribution")).filter(|who| !who.is_empty()).map(|who| format!("said by {who}"));
        let published = match self.text("published") {
            day if day.is_empty() => "date unknown".to_owned(),
            day => format!("published {day}"),
        };
        let parts = [
            format!("{STRONG}{value}{STRONG:#}"),
            self.text("status"),
            self.measure(),
            self.parties(),
            self.time(),
            said_by.unwrap_or_default(),
            published,
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// The sentence, with the figure's words made visible.
    pub fn sentence(&self) -> String {
        let (sentence, quote) = (self.text("sentence"), self.text("quote"));
        match place_of(&quote, &sentence) {
            Some(at) => {
                let (before, rest) = sentence.split_at(at);
                format!("{before}{STRONG}{quote}{STRONG:#}{}", &rest[quote.len()..])
            }
            None => sentence,
        }
    }

    /// How much the row tells at first sight, for choosing which rows to show.
    pub fn telling(&self) -> u32 {
        let filled = |column: &str| !self.raw(column).is_empty();
        let other = |column: &str, dull: &str| filled(column) && !self.is(column, dull);
        let points = [
            (filled("value") || filled("value_low") || self.is("kind", Kind::Date.code()), 3),
            (other("measure", "other"), 3),
            (filled("reporter"), 2),
            (filled("partner"), 2),
            (other("status", Status::Actual.code()), 2),
            (filled("commodity"), 1),
            (filled("time"), 1),
            (filled("attribution"), 1),
            (!filled("flags"), 1),
            (!filled("duplicate_of"), 3),
            (!self.is("role", Role::Alternate.code()) && !self.is("role", Role::Previous.code()), 2),
        ];
        points.iter().map(|(holds, points)| if *holds { *points } else { 0 }).sum()
    }
}

/// Where the words stand in the sentence, not as part of a longer word or number where that can be helped.
fn place_of(quote: &str, sentence: &str) -> Option<usize> {
    if quote.is_empty() {
        return None;
    }
    let alone = |&at: &usize| {
        let before = sentence[..at].chars().next_back();
        let after = sentence[at + quote.len()..].chars().next();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '.') && !after.is_some_and(char::is_alphanumeric)
    };
    let places = || sentence.match_indices(quote).map(|(at, _)| at);
    places().find(alone).or_else(|| places().next())
}

/// A plain number with its thousands divided by commas.
pub fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, rest) = digits.find('.').map_or((digits, ""), |point| digits.split_at(point));
    let mut text = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(cells: &[(&str, Cell<'static>)]) -> Vec<Cell<'static>> {
        let cell = |name| cells.iter().find(|(column, _)| *column == name).map_or(Cell::Null, |(_, cell)| cell.clone());
        Figures::COLUMNS.iter().map(|column| cell(column.name)).collect()
    }

    fn value(known: &[(&str, Cell<'static>)]) -> String {
        Answer::new(&cells(known)).value()
    }

    fn number(text: &str) -> Cell<'static> {
        Cell::Decimal(text.parse().unwrap())
    }

    #[test]
    fn values_read_as_people_write_them() {
        assert_eq!(value(&[("value", number("-30000000000.5")), ("unit", Cell::text("USD"))]), "-30,000,000,000.5 USD");
        let fall = [("role", Cell::text("change")), ("direction", Cell::text("down"))];
        let fall = [&fall[..], &[("value", number("40")), ("unit", Cell::text("%"))]].concat();
        assert_eq!(value(&fall), "-40%");
        let range = [("value_low", number("10")), ("value_high", number("12")), ("unit", Cell::text("bcm"))];
        assert_eq!(value(&range), "10 to 12 bcm");
        assert_eq!(value(&[("value", number("100")), ("comparator", Cell::text(">"))]), "> 100");
        assert_eq!(value(&[("kind", Cell::text("date")), ("time", Cell::text("2026"))]), "2026");
    }

    #[test]
    fn the_figure_is_found_as_a_word_of_its_own() {
        assert_eq!(place_of("40%", "from 1.40% and 40%"), Some(15));
        assert_eq!(place_of("4", "14"), Some(1));
        assert_eq!(place_of("5", "14"), None);
    }
}

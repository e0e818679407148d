//! A figure's columns as the expected files and the corpus write them: text, empty where the cell is.
#![allow(dead_code, reason = "each test file uses a part of it")]

use chrono::NaiveDate;
use trade_figures::model::document::Document;
use trade_figures::model::figure::Figure;

/// Every column that an expectation may name.
pub const COLUMNS: &[&str] = &[
    "quote",
    "kind",
    "role",
    "value",
    "value_low",
    "value_high",
    "comparator",
    "unit",
    "normal_value",
    "normal_unit",
    "previous_value",
    "direction",
    "change_basis",
    "status",
    "measure_text",
    "measure",
    "commodity",
    "benchmark",
    "flow",
    "countries",
    "entity",
    "time",
    "time_start",
    "time_end",
    "time_text",
    "time_basis",
    "attribution",
    "flags",
    "section",
    "topic",
];

/// A column of a figure; empty where it is null. Panics on a name that is no column.
pub fn column(figure: &Figure, name: &str) -> String {
    let text = figure.slot(name).unwrap_or_else(|| {
        panic!("`{name}` is no column that an expectation can name; there are {}", COLUMNS.join(", "))
    });
    match name {
        // The worth of a date is the day, month or year said, its open end aside.
        "value" if figure.amount.is_none() => text.trim_start_matches("../").trim_end_matches("/..").to_string(),
        _ => text,
    }
}

/// An English text, published on a day or on none that is known.
pub fn article(id: &str, text: &str, published: Option<NaiveDate>) -> Document {
    Document {
        id: id.to_string(),
        source: id.to_string(),
        text: text.to_string(),
        published,
        language: Some("eng".to_string()),
        ..Document::default()
    }
}

/// A day of the calendar, in the test's own source.
pub fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap_or_else(|_| panic!("`{text}` is no day; write 2024-01-26")))
}

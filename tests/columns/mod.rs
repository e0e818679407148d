//! A figure's columns as the expected files and the corpus write them: text, empty where the cell is.
#![allow(dead_code, reason = "each test file uses a part of it")]

use chrono::NaiveDate;
use rust_decimal::Decimal;
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
    let text = |value: Option<&str>| value.unwrap_or_default().to_string();
    let day = |value: Option<NaiveDate>| value.map(|day| day.to_string()).unwrap_or_default();
    let time = figure.time.as_ref();
    match name {
        "quote" => figure.quote.clone(),
        "kind" => figure.kind.code().to_string(),
        "role" => figure.role.code().to_string(),
        // The worth of a date is the day, month or year said, its open end aside.
        "value" if figure.amount.is_none() => {
            let edtf = text(time.map(|time| time.edtf.as_str()));
            edtf.trim_start_matches("../").trim_end_matches("/..").to_string()
        }
        "value" => number(figure.amount.and_then(|amount| amount.value())),
        "value_low" => number(figure.amount.and_then(|amount| amount.low())),
        "value_high" => number(figure.amount.and_then(|amount| amount.high())),
        "comparator" => figure.amount.map_or("=".to_string(), |amount| amount.comparator().code().to_string()),
        "unit" => text(figure.unit.as_deref()),
        "normal_value" => number(figure.normal.as_ref().map(|normal| normal.0)),
        "normal_unit" => text(figure.normal.as_ref().map(|normal| &*normal.1)),
        "previous_value" => number(figure.previous_value),
        "direction" => text(figure.direction.map(|direction| direction.code())),
        "change_basis" => text(figure.change_basis.map(|basis| basis.code())),
        "status" => figure.status.code().to_string(),
        "measure_text" => text(figure.measure_text.as_deref()),
        "measure" => text(figure.measure.as_deref()),
        "commodity" => text(figure.commodity.as_deref()),
        "benchmark" => text(figure.benchmark.as_deref()),
        "flow" => text(figure.flow.map(|flow| flow.code())),
        "countries" => figure.countries.iter().map(|code| code.to_string()).collect::<Vec<_>>().join(","),
        "entity" => text(figure.entity.as_deref()),
        "time" => text(time.map(|time| time.edtf.as_str())),
        "time_start" => day(time.and_then(|time| time.start)),
        "time_end" => day(time.and_then(|time| time.end)),
        "time_text" => text(figure.time_text.as_deref()),
        "time_basis" => text(figure.time_basis.map(|basis| basis.code())),
        "attribution" => text(figure.attribution.as_deref()),
        "flags" => figure.flags.iter().map(|flag| flag.code()).collect::<Vec<_>>().join(","),
        "section" => figure.section.code().to_string(),
        "topic" => figure.topic.code().to_string(),
        other => panic!("`{other}` is no column that an expectation can name; there are {}", COLUMNS.join(", ")),
    }
}

/// A number without trailing zeros.
pub fn number(value: Option<Decimal>) -> String {
    value.map(|value| value.normalize().to_string()).unwrap_or_default()
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

//! Named kinds of year: when a fiscal, gas, marketing or Iranian year begins, and which of its two years names it.

use super::source::Table;
use crate::error::Result;
use crate::model::code::Code;

/// How the days of a year are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Gregorian months, from a month and day.
    Gregorian,
    /// The Iranian calendar: solar, from the spring equinox.
    SolarHijri,
    /// The Islamic lunar calendar, by its table.
    LunarHijri,
}

/// When a year begins and which of the two calendar years it touches gives it its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// First month and day.
    pub starts: (u32, u32),
    /// Whether the calendar year it ends in gives the number; else the one it begins in.
    pub named_by_end: bool,
}

/// A named kind of year.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Its id: `fiscal`, `gas`.
    pub id: String,
    /// How its days are counted.
    pub system: System,
    /// Its rule where no more is known.
    pub rule: Rule,
    /// Its rule where it is written as a split year ("2023-24") and no more is known.
    pub split: Rule,
    /// The rule by country (ISO 3166-1 alpha-3).
    pub countries: Vec<(Code, Rule)>,
    /// The rule by commodity.
    pub commodities: Vec<(Code, Rule)>,
    /// Months it lasts; 12 but for seasons.
    pub months: u32,
}

impl Calendar {
    /// Reads a table of `world/calendars.toml`.
    ///
    /// # Errors
    /// Fails where the table is not well formed, with file and line.
    pub fn read(table: &Table) -> Result<Calendar> {
        table.ignore(&["label", "note", "source"]);
        let named_by_end = named_by_end(table, &table.text("named")?.unwrap_or_else(|| "start".into()))?;
        let rule = Rule { starts: month_and_day(table, &table.required("starts")?)?, named_by_end };
        let split = match table.text("split_starts")? {
            None => rule,
            Some(text) => Rule { starts: month_and_day(table, &text)?, named_by_end },
        };
        let system = match table.text("system")?.as_deref() {
            None | Some("gregorian") => System::Gregorian,
            Some("solar_hijri") => System::SolarHijri,
            Some("lunar_hijri") => System::LunarHijri,
            Some(other) => return Err(table.error(format!("`{other}` is no system of counting days"))),
        };
        let months = table.text("months")?.map_or(Ok(12), |text| {
            text.parse().map_err(|_| table.error(format!("months `{text}` is no number; write \"6\"")))
        })?;
        Ok(Calendar {
            id: table.id.clone(),
            system,
            rule,
            split,
            countries: rules(table, "countries", named_by_end)?,
            commodities: rules(table, "commodities", named_by_end)?,
            months,
        })
    }
}

fn rules(table: &Table, name: &str, default: bool) -> Result<Vec<(Code, Rule)>> {
    let mut list = Vec::new();
    for record in table.records(name)? {
        let mut code: Code = "".into();
        let mut rule = Rule { starts: (1, 1), named_by_end: default };
        for (key, text) in record {
            match key.as_str() {
                "code" => code = text.as_str().into(),
                "starts" => rule.starts = month_and_day(table, &text)?,
                "named" => rule.named_by_end = named_by_end(table, &text)?,
                other => return Err(table.error(format!("an item of `{name}` has no field `{other}`"))),
            }
        }
        list.push((code, rule));
    }
    Ok(list)
}

fn named_by_end(table: &Table, text: &str) -> Result<bool> {
    match text {
        "start" => Ok(false),
        "end" => Ok(true),
        other => Err(table.error(format!("`named` can be \"start\" or \"end\", not `{other}`"))),
    }
}

fn month_and_day(table: &Table, text: &str) -> Result<(u32, u32)> {
    let parts = text.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    parts.ok_or_else(|| table.error(format!("`{text}` is no first day of a year; write 10-01")))
}

//! A figure's slots by name, as text: the words in which examples and expectations are written.

use super::figure::Figure;
use chrono::NaiveDate;
use rust_decimal::Decimal;

impl Figure {
    /// The slot that the table's column of this name holds, as text: codes as spelled in the table, numbers without
    /// trailing zeros, days as ISO 8601, lists joined by commas, and empty where it is null; the value of a date is its
    /// time in EDTF. `None` where there is no slot of this name.
    pub fn slot(&self, name: &str) -> Option<String> {
        let text = |value: Option<&str>| value.unwrap_or_default().to_string();
        let number = |value: Option<Decimal>| value.map(|value| value.normalize().to_string()).unwrap_or_default();
        let day = |value: Option<NaiveDate>| value.map(|day| day.to_string()).unwrap_or_default();
        let amount = self.amount.as_ref();
        let time = self.time.as_ref();
        let edtf = || text(time.map(|time| &*time.edtf));
        Some(match name {
            "quote" => self.quote.clone(),
            "kind" => self.kind.code().to_string(),
            "role" => self.role.code().to_string(),
            "value" => amount.map_or_else(edtf, |amount| number(amount.value())),
            "value_low" => number(amount.and_then(|amount| amount.low())),
            "value_high" => number(amount.and_then(|amount| amount.high())),
            "comparator" => amount.map_or("=", |amount| amount.comparator().code()).to_string(),
            "unit" => text(self.unit.as_deref()),
            "normal_value" => number(self.normal.as_ref().map(|normal| normal.0)),
            "normal_unit" => text(self.normal.as_ref().map(|normal| &*normal.1)),
            "previous_value" => number(self.previous_value),
            "direction" => text(self.direction.map(|direction| direction.code())),
            "change_basis" => text(self.change_basis.map(|basis| basis.code())),
            "status" => self.status.code().to_string(),
            "measure_text" => text(self.measure_text.as_deref()),
            "measure" => text(self.measure.as_deref()),
            "commodity" => text(self.commodity.as_deref()),
            "benchmark" => text(self.benchmark.as_deref()),
            "flow" => text(self.flow.map(|flow| flow.code())),
            "countries" => self.countries.iter().map(|code| code.to_string()).collect::<Vec<_>>().join(","),
            "entity" => text(self.entity.as_deref()),
            "time" => edtf(),
            "time_start" => day(time.and_then(|time| time.start)),
            "time_end" => day(time.and_then(|time| time.end)),
            "time_text" => text(self.time_text.as_deref()),
            "time_basis" => text(self.time_basis.map(|basis| basis.code())),
            "attribution" => text(self.attribution.as_deref()),
            "flags" => self.flags.iter().map(|flag| flag.code()).collect::<Vec<_>>().join(","),
            "section" => self.section.code().to_string(),
            "topic" => self.topic.code().to_string(),
            _ => return None,
        })
    }
}

//! Money in `grammar/world/`: ISO 4217's currencies, sub-units and money that is gone, and which of them share a name.

use super::source::Table;
use super::world::{UnitInfo, World, exact_ratio};
use crate::error::Result;
use crate::model::code::Code;
use crate::model::unit::UnitId;
use chrono::NaiveDate;
use iso_currency::{Country, Currency};
use rust_decimal::Decimal;
use std::str::FromStr;

/// Money that shares its name with the ISO 4217 currency it is reckoned in.
#[derive(Clone, Debug)]
pub struct Namesake {
    /// The unit.
    pub unit: UnitId,
    /// Its first day.
    pub from: Option<NaiveDate>,
    /// The day on which the other took its place.
    pub gave_way: Option<NaiveDate>,
    /// The day on which it came beside the other.
    pub joined: Option<NaiveDate>,
}

impl World {
    /// The other money of the name of this ISO 4217 currency.
    pub fn namesakes(&self, code: &str) -> &[Namesake] {
        self.namesakes.get(code).map_or(&[], Vec::as_slice)
    }

    pub(super) fn add_iso_currencies(&mut self) {
        use iso_currency::IntoEnumIterator;
        let money: Code = "money".into();
        for currency in Currency::iter() {
            let symbol: Code = currency.code().into();
            let one = (Decimal::ONE, Decimal::ONE);
            self.add_unit(UnitInfo {
                canonical: symbol.clone(),
                symbol,
                dimension: money.clone(),
                factor: one,
                commodity: None,
                source: "ISO 4217".to_owned(),
                home: None,
            });
        }
    }

    pub(super) fn read_currency(&mut self, table: &Table) -> Result<()> {
        table.ignore(&["label", "note", "to"]);
        let date = |field: &str| table.text(field)?.map(|text| day(table, &text)).transpose();
        let (from, gave_way, joined) = (date("from")?, date("gave_way")?, date("joined")?);
        let main = table.required("of")?;
        if Currency::from_code(&main).is_none() && self.unit_id(&main).is_none() {
            return Err(table.error(format!("`{main}` is no ISO 4217 code; correct `of`")));
        }
        let factor = exact_ratio(table, &table.required("factor")?)?;
        self.add_unit(UnitInfo {
            symbol: table.id.as_str().into(),
            dimension: "money".into(),
            factor,
            canonical: main.as_str().into(),
            commodity: None,
            source: table.required("source")?,
            home: None,
        });
        if let (Some(unit), true) = (self.unit_id(&table.id), gave_way.is_some() || joined.is_some()) {
            let namesake = Namesake { unit, from, gave_way, joined };
            self.namesakes.entry(main.as_str().into()).or_default().push(namesake);
        }
        Ok(())
    }

    /// The currency of a country, by ISO 4217's own list; the euro for the EU.
    pub(super) fn currency_of(&self, alpha3: &str) -> Option<UnitId> {
        if matches!(alpha3, "EU" | "EURO") {
            return self.unit_id("EUR");
        }
        let country = rust_iso3166::from_alpha3(alpha3)?;
        let currencies = Currency::from_country(Country::from_str(country.alpha2).ok()?);
        let current = currencies.iter().find(|currency| currency.is_superseded().is_none() && !currency.is_fund());
        self.unit_id(current?.code())
    }
}

/// A day as a grammar file writes it; a month or year alone is its first day.
pub(super) fn day(table: &Table, text: &str) -> Result<NaiveDate> {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_string(),
    };
    NaiveDate::parse_from_str(&whole, "%Y-%m-%d")
        .map_err(|_| table.error(format!("`{text}` is no date; write 2020-02-01, 2020-02 or 2020")))
}

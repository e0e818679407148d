//! Amounts into other units, as a person asks for them: what is written is read by the same recognizers as articles are.

use super::Extractor;
use crate::error::near::nearest;
use crate::error::{Error, Result};
use crate::grammar::convention::{Convention, Side};
use crate::model::code::Section;
use crate::model::mention::{MentionKind, Quantity};
use crate::model::profile::Profile;
use crate::model::rate::Rate;
use crate::model::ratio::Ratio;
use crate::model::unit::Unit;
pub use crate::normalize::convert::{Choice, Conversion, Grounds, MOST_BASES, Refusal, Step};
use crate::{normalize, read, recognize};
use chrono::NaiveDate;
use std::path::Path;

/// How many days an exchange rate serves, where the days after it have none: a long weekend.
const RATE_SERVES: i64 = 7;

impl Extractor {
    /// Reads an amount with its unit, as articles or the grammar write it: `16 bcm`, `$71.5/bbl`, `more than 2 PWh`; what
    /// it is of may follow: `16 bcm of gas`.
    ///
    /// # Errors
    /// Fails where the text is no amount, or more than one, or has no known unit; then it names those spelt alike.
    pub fn quantity(&self, text: &str) -> Result<Quantity> {
        let text = text.trim();
        if let Some(quantity) = self.whole_quantity(text).filter(|quantity| quantity.unit.is_some()) {
            return Ok(quantity);
        }
        if let Some((amount, _)) = self.amount_and_thing(text) {
            return self.quantity(amount);
        }
        let none = || Error::new(format!("`{text}` is no amount with a unit; write one, such as '16 bcm'"));
        let (number, unit) = text.rsplit_once(char::is_whitespace).ok_or_else(none)?;
        let quantity = self.whole_quantity(number).filter(|quantity| quantity.unit.is_none()).ok_or_else(none)?;
        Ok(Quantity { unit: Some(self.unit(unit)?), ..quantity })
    }

    /// Reads a unit, in canonical spelling or as articles write it: `kbbl/d`, `barrels a day`.
    ///
    /// # Errors
    /// Fails where there is no such unit; then it names those spelt alike.
    pub fn unit(&self, text: &str) -> Result<Unit> {
        let world = &self.grammar().world;
        let said = || self.whole_quantity(&format!("1 {text}"))?.unit;
        world.parse_unit(text).or_else(said).ok_or_else(|| {
            let unknown = text.split('/').find(|part| world.parse_unit(part).is_none()).unwrap_or(text);
            unknown_name("unit", unknown, "grammar/world/units.toml lists all", world.symbols())
        })
    }

    /// Conventions by their ids, each once.
    ///
    /// # Errors
    /// Fails where there is none of an id, or where there are more than `MOST_BASES`.
    pub fn conventions(&self, ids: &[String]) -> Result<Vec<&Convention>> {
        let world = &self.grammar().world;
        let mut found: Vec<&Convention> = Vec::new();
        for id in ids {
            let names = world.conventions.iter().map(|one| &*one.id);
            let convention = world.convention(id);
            let convention = convention.ok_or_else(|| {
                unknown_name("convention", id, "without --basis the command lists those that fit", names)
            })?;
            if !found.contains(&convention) {
                found.push(convention);
            }
        }
        if found.len() > MOST_BASES {
            return Err(Error::new(format!("one conversion takes at most {MOST_BASES} conventions; leave some out")));
        }
        Ok(found)
    }

    /// The exchange rates of a table on a day: for each pair of currencies the last on or before it, no older than a week.
    ///
    /// # Errors
    /// Fails where the table cannot be read, or names a currency that is none, with file and line.
    pub fn rates(&self, path: &Path, on: NaiveDate) -> Result<Vec<Convention>> {
        let mut latest: Vec<Rate> = Vec::new();
        for rate in read::rates(path)? {
            for code in [&rate.from, &rate.to] {
                self.currency(code).ok_or_else(|| {
                    let message = format!("`{code}` is no currency; write its ISO 4217 code");
                    Error::at(path, rate.line, message)
                })?;
            }
            let age = (on - rate.date).num_days();
            if !(0..=RATE_SERVES).contains(&age) {
                continue;
            }
            match latest.iter_mut().find(|old| (&old.from, &old.to) == (&rate.from, &rate.to)) {
                Some(old) if old.date > rate.date => {}
                Some(old) => *old = rate,
                None => latest.push(rate),
            }
        }
        Ok(latest.iter().filter_map(|rate| self.as_convention(rate)).collect())
    }

    /// How many `to` one `from` is.
    ///
    /// # Errors
    /// Refuses where dimensions differ and what is given does not lead from one to the other, and says what would.
    pub fn convert(&self, from: &Unit, to: &Unit, grounds: Grounds) -> std::result::Result<Conversion, Refusal<'_>> {
        normalize::convert::convert(from, to, grounds, &self.grammar().world)
    }

    /// The one amount that all of the text states.
    fn whole_quantity(&self, text: &str) -> Option<Quantity> {
        let reading = recognize::alone(text, Section::Body, &Profile::default(), self.grammar());
        let mut mentions = reading.mentions.into_iter();
        let mention = mentions.next()?;
        let MentionKind::Quantity(quantity) = mention.value else { return None };
        let start = quantity.comparator_span.map_or(mention.span.start, |bound| bound.start.min(mention.span.start));
        let end = quantity.comparator_span.map_or(mention.span.end, |bound| bound.end.max(mention.span.end));
        let whole = start == 0 && end as usize == text.len() && mentions.next().is_none();
        whole.then_some(quantity)
    }

    fn currency(&self, code: &str) -> Option<Unit> {
        let world = &self.grammar().world;
        world.unit_id(code).filter(|id| world.is_money(*id)).map(Unit::simple)
    }

    fn as_convention(&self, rate: &Rate) -> Option<Convention> {
        Some(Convention {
            id: rate.date.to_string().into(),
            from: Side::of_anything(self.currency(&rate.from)?),
            to: Side::of_anything(self.currency(&rate.to)?),
            factor: Ratio::of(rate.rate)?,
            applies: None,
            source: rate.source.clone(),
        })
    }
}

/// The error for a name that is none, with those spelt alike, or where to look.
fn unknown_name<'n>(what: &str, written: &str, look: &str, names: impl Iterator<Item = &'n str>) -> Error {
    let near = nearest(written, names);
    let hint = if near.is_empty() { look.to_owned() } else { format!("did you mean {}?", near.join(", ")) };
    Error::new(format!("there is no {what} `{written}`; {hint}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::amount::Amount;
    use crate::model::code::Comparator;
    use rust_decimal::Decimal;

    #[test]
    fn amounts_as_people_write_them() {
        let extractor = Extractor::embedded().unwrap();
        let bound = |comparator, value: i64| Amount::Bounded(comparator, value.into());
        for (text, amount, unit) in [
            ("16 bcm", Amount::Exact(16.into()), "bcm"),
            ("$71.5/bbl", Amount::Exact(Decimal::new(715, 1)), "USD/bbl"),
            ("1.2 mb/d", Amount::Exact(Decimal::new(12, 1)), "MMbbl/d"),
            ("more than 2 million barrels a day", bound(Comparator::More, 2_000_000), "bbl/d"),
            ("10 to 12 bcm a year", Amount::Range(10.into(), 12.into()), "bcm/year"),
            ("450 TL", Amount::Exact(450.into()), "TRY"),
            ("41 °C", Amount::Exact(41.into()), "degC"),
            ("about 3 PWh", bound(Comparator::About, 3), "PWh"),
        ] {
            let quantity = extractor.quantity(text).unwrap();
            let spelling = extractor.grammar().world.spell(&quantity.unit.unwrap());
            assert_eq!((quantity.amount, &*spelling), (amount, unit), "{text}");
        }
        for text in ["16", "bcm", "", "16 bcm and 5 t", "16 bcm of gas yesterday", "5 of gas"] {
            assert!(extractor.quantity(text).is_err(), "{text}");
        }
    }

    #[test]
    fn unknown_names_suggest_others() {
        let extractor = Extractor::embedded().unwrap();
        let message = |error: Error| error.to_string();
        assert_eq!(message(extractor.unit("PJJ").unwrap_err()), "there is no unit `PJJ`; did you mean PJ?");
        assert!(message(extractor.unit("USD/furlong").unwrap_err()).contains("`furlong`"));
        assert_eq!(extractor.unit("°F").ok(), extractor.unit("degF").ok());
        let wrong = ["EI:bcm_JP".to_owned()];
        assert!(message(extractor.conventions(&wrong).unwrap_err()).contains("did you mean EI:bcm_PJ"));
    }

    #[test]
    fn rates_of_a_day_are_no_older_than_a_week() {
        let extractor = Extractor::embedded().unwrap();
        let file = tempfile::NamedTempFile::new().unwrap();
        let table = "date,from,to,rate,source\n2024-01-19,USD,TRY,30.1,x\n2024-01-22,USD,TRY,30.2,x\n2024-02-09,USD,TRY,30.6,x\n";
        std::fs::write(file.path(), table).unwrap();
        let on = |day: &str| extractor.rates(file.path(), day.parse().unwrap()).unwrap();
        let ids = |rates: Vec<Convention>| rates.iter().map(|rate| rate.id.to_string()).collect::<Vec<_>>();
        assert_eq!(ids(on("2024-01-24")), ["2024-01-22"]);
        assert_eq!(ids(on("2024-01-20")), ["2024-01-19"]);
        assert!(on("2024-02-05").is_empty() && on("2024-01-01").is_empty());
        std::fs::write(file.path(), "date,from,to,rate,source\n2024-01-19,USD,XYZ,30.1,x\n").unwrap();
        let error = extractor.rates(file.path(), "2024-01-24".parse().unwrap()).unwrap_err().to_string();
        assert!(error.contains(":2: `XYZ` is no currency"), "{error}");
    }
}

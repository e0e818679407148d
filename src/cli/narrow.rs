//! The conditions that look-ups share: which figures are meant.

use crate::error::near::nearest;
use crate::error::{Error, Result};
use crate::model::code::{Direction, Flag, Flow, Kind, Role, Section, Status, Topic};
use crate::pipeline::{Extractor, Grounds};
use crate::table::filter::{Bound, Days, Filter};
use chrono::NaiveDate;
use clap::Args;
use rust_decimal::prelude::ToPrimitive;

use super::load::day;

/// Which figures are meant. A condition given several times, or with commas, is met by any of its values;
/// `--country` by all of them.
#[derive(Args)]
#[command(next_help_heading = "Which figures")]
pub struct Narrow {
    /// What is measured: trade_value, production, price ...
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    measure: Vec<String>,
    /// Of which commodity: crude_oil, natural_gas, or a word for it.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    commodity: Vec<String>,
    /// Which flow: export, import, production ...
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    flow: Vec<String>,
    /// Whose figure it is, on either side: a code, a name, a capital; given twice, of both.
    #[arg(long, value_name = "PLACE", value_delimiter = ',')]
    country: Vec<String>,
    /// The other side: the importer, or the side named second.
    #[arg(long, value_name = "PLACE", value_delimiter = ',')]
    partner: Vec<String>,
    /// How sure the text is: actual, estimate, forecast, target ...
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    status: Vec<String>,
    /// What it is in its statement: level, change, share ...
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub role: Vec<String>,
    /// Which way a change went: up, down, flat.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    direction: Vec<String>,
    /// What kind of figure: money, price, percent, quantity ...
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    kind: Vec<String>,
    /// The field: trade, energy, finance, other.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    topic: Vec<String>,
    /// The part of the document: title, body, related ...
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    section: Vec<String>,
    /// When it holds, for some day at least: 2026, 2026-03, 2026..2028, ..2030.
    #[arg(long, value_name = "TIME", value_parser = days)]
    when: Option<Days>,
    /// Published on this day or later, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = day)]
    published_from: Option<NaiveDate>,
    /// Published on this day or earlier, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = day)]
    published_to: Option<NaiveDate>,
    /// Worth at least this much, in any unit that converts exactly: '1 mcm/d', 10%; falls count as rises do.
    #[arg(long, value_name = "AMOUNT")]
    min: Option<String>,
    /// Worth at most this much.
    #[arg(long, value_name = "AMOUNT")]
    max: Option<String>,
    /// Published by someone whose name holds these words.
    #[arg(long, value_name = "WORDS")]
    publisher: Option<String>,
    /// Said by someone whose name holds these words.
    #[arg(long, value_name = "WORDS")]
    attribution: Option<String>,
    /// In documents whose id holds these words.
    #[arg(long, value_name = "WORDS")]
    document: Option<String>,
    /// With a confidence of at least this, in value and in meaning, from 0 to 1.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_confidence: Option<f64>,
    /// With this flag: implausible, currency_inferred ...; any is with some flag.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    flag: Vec<String>,
    /// Other topics, teasers and boilerplate too.
    #[arg(long)]
    pub all: bool,
}

/// A list of codes in which what is given is looked up.
struct List<'g> {
    option: &'static str,
    codes: Vec<&'g str>,
    extractor: &'g Extractor,
}

impl Narrow {
    /// The conditions, every value looked up in its list.
    ///
    /// # Errors
    /// Fails where a value is none of its list, or an amount is none, with those spelt alike.
    pub fn filter<'e>(&self, extractor: &'e Extractor) -> Result<Filter<'e>> {
        let world = &extractor.grammar().world;
        let list = |option, codes| List { option, codes, extractor };
        let measures = list("measure", world.measures.iter().map(|one| &*one.code).collect());
        let commodities = list("commodity", world.commodities.iter().map(|one| &*one.code).collect());
        let places = list("place", world.places.iter().map(|one| &*one.code).collect());
        macro_rules! closed {
            ($name:literal, $codes:ident) => {
                list($name, $codes::ALL.iter().map(|code| code.code()).collect())
            };
        }
        let asked = [
            ("measure", measures.look_up(&self.measure)?),
            ("commodity", commodities.look_up(&self.commodity)?),
            ("flow", closed!("flow", Flow).look_up(&self.flow)?),
            ("partner", places.look_up(&self.partner)?),
            ("status", closed!("status", Status).look_up(&self.status)?),
            ("role", closed!("role", Role).look_up(&self.role)?),
            ("direction", closed!("direction", Direction).look_up(&self.direction)?),
            ("kind", closed!("kind", Kind).look_up(&self.kind)?),
            ("topic", closed!("topic", Topic).look_up(&self.topic)?),
            ("section", closed!("section", Section).look_up(&self.section)?),
        ];
        let words = |text: &Option<String>| text.as_ref().map(|text| text.to_lowercase());
        let texts = [("publisher", &self.publisher), ("attribution", &self.attribution), ("doc_id", &self.document)];
        let flagged = self.flag.iter().any(|flag| flag == ANY);
        let flags: Vec<String> = self.flag.iter().filter(|flag| *flag != ANY).cloned().collect();
        let mut bounds = Vec::new();
        for (amount, least) in [(&self.min, true), (&self.max, false)] {
            if let Some(amount) = amount {
                bounds.push(bound(amount, least, extractor)?);
            }
        }
        // Asking for what is out of scope by its topic or section is asking for it.
        let outside = |codes: &[String], inside: &[&str]| codes.iter().any(|code| !inside.contains(&&**code));
        let all = self.all
            || outside(&self.topic, &["trade", "energy", "finance"])
            || outside(&self.section, &["title", "body"]);
        Ok(Filter {
            codes: asked.into_iter().filter(|(_, codes)| !codes.is_empty()).collect(),
            countries: self.country.iter().map(|name| places.one(name)).collect::<Result<_>>()?,
            texts: texts.iter().filter_map(|(column, text)| Some((*column, words(text)?))).collect(),
            flags: closed!("flag", Flag).look_up(&flags)?,
            flagged,
            when: self.when,
            published: Days { from: self.published_from, to: self.published_to },
            bounds,
            confidence: self.min_confidence,
            all,
        })
    }

    /// What the conditions leave out beside what they say, for a remark where nothing is found.
    pub fn hint(&self) -> &'static str {
        match (self.all, self.min_confidence.is_some()) {
            (_, true) => "figures whose confidence was not measured are left out by --min-confidence",
            (false, _) => "--all looks in other topics and teasers too",
            (true, _) => "try fewer conditions",
        }
    }
}

/// The value of `--flag` that any flag meets.
const ANY: &str = "any";

impl List<'_> {
    fn look_up(&self, names: &[String]) -> Result<Vec<String>> {
        names.iter().map(|name| self.one(name)).collect()
    }

    /// The code that is meant: itself, or what the grammar knows by this name.
    fn one(&self, name: &str) -> Result<String> {
        let written = name.trim();
        if let Some(code) = self.codes.iter().find(|code| code.eq_ignore_ascii_case(written)) {
            return Ok((*code).to_owned());
        }
        let known = self.extractor.synonyms(written);
        if let Some(code) = known.iter().find(|code| self.codes.contains(&code.as_str())) {
            return Ok(code.clone());
        }
        let snake = written.to_lowercase().replace([' ', '-'], "_");
        let near = nearest(&snake, self.codes.iter().copied());
        let option = self.option;
        let hint = match near.is_empty() {
            true => "`figures schema` lists all".to_owned(),
            false => format!("did you mean {}?", near.join(", ")),
        };
        Err(Error::new(format!("there is no {option} `{written}`; {hint}")))
    }
}

/// A bound from an amount with its unit.
fn bound<'e>(amount: &str, least: bool, extractor: &'e Extractor) -> Result<Bound<'e>> {
    let quantity = extractor.quantity(amount)?;
    let unit = quantity.unit.unwrap_or_default();
    let limit = quantity.amount.value().or(quantity.amount.low()).and_then(|value| value.to_f64());
    let limit = limit.ok_or_else(|| Error::new(format!("`{amount}` is no one amount; write one, such as '16 bcm'")))?;
    let factor = move |spelling: &str| {
        let from = extractor.grammar().world.parse_unit(spelling)?;
        extractor.convert(&from, &unit, Grounds::default()).ok()?.factor.decimal()?.0.to_f64()
    };
    Ok(Bound { limit: limit.abs(), least, factor: Box::new(factor) })
}

fn share(text: &str) -> std::result::Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "that is no share; write a number from 0 to 1, such as 0.9".to_owned())
}

/// A stretch of days: a year, month or day, or two of them with `..` between, either of which may be left out.
pub fn days(text: &str) -> std::result::Result<Days, String> {
    let wrong = || "that is no time; write 2026, 2026-03, 2026-03-31, 2026..2028 or ..2030".to_owned();
    let end = |text: &str| match text {
        "" => Ok(None),
        text => stretch(text).map(Some).ok_or_else(wrong),
    };
    match text.split_once("..") {
        Some((from, to)) if !(from.is_empty() && to.is_empty()) => {
            Ok(Days { from: end(from)?.map(|(first, _)| first), to: end(to)?.map(|(_, last)| last) })
        }
        Some(_) => Err(wrong()),
        None => {
            let (first, last) = stretch(text).ok_or_else(wrong)?;
            Ok(Days { from: Some(first), to: Some(last) })
        }
    }
}

/// The first and last day of a year, month or day.
fn stretch(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let parts: Vec<u32> = text.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let day = |year: u32, month, day| NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day);
    match parts[..] {
        [year] if text.len() == 4 => Some((day(year, 1, 1)?, day(year, 12, 31)?)),
        [year, month] => {
            let next = if month == 12 { day(year + 1, 1, 1)? } else { day(year, month + 1, 1)? };
            Some((day(year, month, 1)?, next.pred_opt()?))
        }
        [year, month, of_month] => Some((day(year, month, of_month)?, day(year, month, of_month)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_write_them() {
        let read = |text: &str| {
            let shown = |day: Option<NaiveDate>| day.map_or(String::new(), |day| day.to_string());
            days(text).map(|days| format!("{} {}", shown(days.from), shown(days.to))).unwrap_or("none".to_owned())
        };
        assert_eq!(read("2026"), "2026-01-01 2026-12-31");
        assert_eq!(read("2024-02"), "2024-02-01 2024-02-29");
        assert_eq!(read("2026-12..2028"), "2026-12-01 2028-12-31");
        assert_eq!(read("..2030-01-05"), " 2030-01-05");
        assert_eq!(read("2026.."), "2026-01-01 ");
        for wrong in ["", "..", "26", "2026-13", "2026-02-30", "soon", "2026..soon"] {
            assert_eq!(read(wrong), "none", "{wrong}");
        }
    }
}

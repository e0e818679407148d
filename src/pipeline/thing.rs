//! What an amount to be converted is of, and whether the conventions named are about it.
//!
//! A convention is about a thing where it names that or a wider one on either side. One that leads from it to another
//! thing lets conventions of that other thing follow: LNG to gas, gas to energy.

use super::Extractor;
use crate::error::{Error, Result};
use crate::grammar::convention::{Convention, Side};
use crate::grammar::words::Sense;
use crate::model::code::Section;
use crate::model::mention::{Mention, MentionKind};
use crate::model::profile::Profile;
use crate::recognize;

impl Extractor {
    /// The amount's own words, and those after them that name a commodity: `16 bcm`, `gas` in `16 bcm of gas`.
    pub(super) fn amount_and_thing<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let first = self.mentions_of(text).into_iter().next()?;
        let MentionKind::Quantity(_) = first.value else { return None };
        let (amount, rest) = text.split_at(first.span.end as usize);
        let thing = rest.trim_start();
        let is_named = |thing: &&str| !thing.is_empty() && self.commodity(thing).is_some();
        let thing = Some(thing).filter(is_named).or_else(|| Some(self.after_cue(thing)?).filter(is_named))?;
        rest.starts_with(char::is_whitespace).then_some((amount, thing))
    }

    /// The conventions, each once, that the conversion of an amount is to rest on.
    ///
    /// # Errors
    /// Fails where there is none of an id, where there are too many, or where the amount names what it is of and one is
    /// about something else.
    pub fn conventions_for(&self, amount: &str, ids: &[String]) -> Result<Vec<&Convention>> {
        let conventions = self.conventions(ids)?;
        let Some((_, thing)) = self.amount_and_thing(amount.trim()) else { return Ok(conventions) };
        let mut about: Vec<u16> = self.commodity(thing).into_iter().collect();
        let mut left: Vec<&Convention> = conventions.clone();
        while let Some(at) = left.iter().position(|convention| self.is_about(convention, &about)) {
            let convention = left.remove(at);
            about.extend([&convention.from, &convention.to].into_iter().flat_map(|side| self.things(side)));
        }
        let Some(other) = left.first() else { return Ok(conventions) };
        let of: Vec<&str> = [&other.from, &other.to].into_iter().filter_map(|side| side.of.as_deref()).collect();
        Err(Error::new(format!(
            "the amount is of {thing}, and {} is about {}; name a convention about {thing}",
            other.id,
            of.join(" and ")
        )))
    }

    /// Whether a side of a convention names one of these commodities or a wider one, or neither side names any.
    fn is_about(&self, convention: &Convention, about: &[u16]) -> bool {
        let mut things = [&convention.from, &convention.to].into_iter().flat_map(|side| self.things(side)).peekable();
        things.peek().is_none() || things.any(|thing| about.iter().any(|one| self.is_within(*one, thing)))
    }

    /// Whether a commodity is another or a part of it.
    fn is_within(&self, commodity: u16, wider: u16) -> bool {
        let commodities = &self.grammar().world.commodities;
        let code = &commodities[wider as usize].code;
        let up = |index: &u16| {
            let within = commodities[*index as usize].within.as_ref()?;
            commodities.iter().position(|one| one.code == *within).map(|index| index as u16)
        };
        std::iter::successors(Some(commodity), up).take(8).any(|index| commodities[index as usize].code == *code)
    }

    /// The commodities that a side of a convention names.
    fn things(&self, side: &Side) -> Vec<u16> {
        let named = side.of.as_deref().map(|of| self.mentions_of(of)).unwrap_or_default();
        named.iter().filter_map(|mention| self.commodity_of(mention)).collect()
    }

    /// The commodity that all of a text names.
    fn commodity(&self, text: &str) -> Option<u16> {
        match &self.mentions_of(text)[..] {
            [one] if one.span.start == 0 && one.span.end as usize == text.len() => self.commodity_of(one),
            _ => None,
        }
    }

    fn commodity_of(&self, mention: &Mention) -> Option<u16> {
        let MentionKind::Phrase(rules) = &mention.value else { return None };
        rules.iter().find_map(|rule| match self.grammar().sense(*rule) {
            Sense::Commodity(Some(index)) | Sense::Benchmark(index, _) => Some(*index),
            _ => None,
        })
    }

    /// What stands behind the cue that a text begins with.
    fn after_cue<'t>(&self, text: &'t str) -> Option<&'t str> {
        let first = self.mentions_of(text).into_iter().next().filter(|mention| mention.span.start == 0)?;
        let is_cue = matches!(self.grammar().sense(first.rule), Sense::Cue(_));
        let cue = matches!(first.value, MentionKind::Phrase(_)) && is_cue;
        cue.then(|| text[first.span.end as usize..].trim_start())
    }

    fn mentions_of(&self, text: &str) -> Vec<Mention> {
        recognize::alone(text, Section::Body, &Profile::default(), self.grammar()).mentions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_may_say_what_it_is_of() {
        let extractor = Extractor::embedded().unwrap();
        for (text, split) in [
            ("16 bcm of gas", Some(("16 bcm", "gas"))),
            ("16 bcm gas", Some(("16 bcm", "gas"))),
            ("5 million tonnes of LNG", Some(("5 million tonnes", "LNG"))),
            ("1.2 mb/d of crude oil", Some(("1.2 mb/d", "crude oil"))),
            ("16 bcm", None),
            ("16 bcm of gas yesterday", None),
            ("16 bcm of nonsense", None),
            ("gas", None),
        ] {
            assert_eq!(extractor.amount_and_thing(text), split, "{text}");
            assert_eq!(extractor.quantity(text).is_ok(), split.is_some() || text == "16 bcm", "{text}");
        }
    }

    #[test]
    fn conventions_are_about_what_the_amount_is_of() {
        let extractor = Extractor::embedded().unwrap();
        let told = |amount: &str, ids: &[&str]| {
            let ids: Vec<String> = ids.iter().map(|id| id.to_string()).collect();
            extractor.conventions_for(amount, &ids).map(|found| found.len()).map_err(|error| error.to_string())
        };
        for (amount, ids) in [
            ("16 bcm", &["LNG:m3liq_MMBtu"][..]),
            ("16 bcm of gas", &["EI:bcm_PJ"]),
            ("16 bcm of gas", &["IEA:bcm_PJ_RUS"]),
            ("16 bcm of gas", &["EI:MtLNG_bcm"]),
            ("5 million tonnes of LNG", &["EI:bcm_PJ", "EI:MtLNG_bcm"]),
            ("5 million tonnes of LNG", &["LNG:t_MMBtu"]),
            ("1.2 mb/d of oil", &["EI:crude_t_bbl", "TIME:year_days"]),
            ("5 Mt of Brent", &["EI:crude_t_bbl"]),
            ("5 toe of coal", &["EI:toe_boe"]),
        ] {
            assert_eq!(told(amount, ids), Ok(ids.len()), "{amount} {ids:?}");
        }
        assert_eq!(
            told("16 bcm of gas", &["LNG:m3liq_MMBtu"]),
            Err("the amount is of gas, and LNG:m3liq_MMBtu is about LNG liquid; name a convention about gas".into())
        );
        for (amount, id) in [
            ("5 million tonnes of LNG", "EI:crude_t_bbl"),
            ("5 million tonnes of wheat", "US:bu_corn_t"),
            ("5 million tonnes of diesel", "EI:fueloil_t_bbl"),
        ] {
            assert!(told(amount, &[id]).unwrap_err().contains(&format!("and {id} is about")), "{amount} {id}");
        }
    }
}

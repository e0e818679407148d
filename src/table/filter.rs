//! Which rows a look-up is about: conditions on columns, all of which must hold.

use super::figures::{Figures, in_scope};
use super::frame::Frame;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;

/// A stretch of days; an end that is left out is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

/// A bound on the worth of a figure.
pub struct Bound<'a> {
    /// What it is compared with, in a unit.
    pub limit: f64,
    /// Whether it is the least that is shown, or the most.
    pub least: bool,
    /// How many of that unit one of the unit of this spelling is, where it is so by definition.
    pub factor: Factor<'a>,
}

/// How many of some unit one of the unit of a spelling is.
pub type Factor<'a> = Box<dyn Fn(&str) -> Option<f64> + 'a>;

/// Conditions, all of which must hold.
#[derive(Default)]
pub struct Filter<'a> {
    /// Columns of codes, each with those that are shown.
    pub codes: Vec<(&'static str, Vec<String>)>,
    /// Countries, all of which the figure must be of, on either side.
    pub countries: Vec<String>,
    /// Columns of text, each with words in small letters that must stand in it.
    pub texts: Vec<(&'static str, String)>,
    /// Flags, one of which it must have.
    pub flags: Vec<String>,
    /// Whether it must have a flag, whichever.
    pub flagged: bool,
    /// When it must hold, for some day at least.
    pub when: Option<Days>,
    /// When its document must have been published.
    pub published: Days,
    /// How much it must be worth.
    pub bounds: Vec<Bound<'a>>,
    /// The least confidence in value and in meaning, from 0 to 1.
    pub confidence: Option<f64>,
    /// Whether rows out of scope are shown.
    pub all: bool,
}

impl Days {
    /// Whether a stretch that may be open at its ends shares a day with this one; one that is open at both is unknown.
    fn overlaps(self, start: Option<NaiveDate>, end: Option<NaiveDate>) -> bool {
        (start.is_some() || end.is_some())
            && self.to.is_none_or(|to| start.is_none_or(|start| start <= to))
            && self.from.is_none_or(|from| end.is_none_or(|end| end >= from))
    }

    fn holds(self, day: Option<NaiveDate>) -> bool {
        self == Days::default()
            || day.is_some_and(|day| self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to))
    }
}

impl Filter<'_> {
    /// The columns that decide.
    pub fn columns(&self) -> Vec<&'static str> {
        let mut columns: Vec<&'static str> = self.codes.iter().map(|(column, _)| *column).collect();
        columns.extend(self.texts.iter().map(|(column, _)| *column));
        let parts: [(bool, &[&'static str]); 7] = [
            (!self.all, &["topic", "section"]),
            (!self.countries.is_empty(), &["countries", "reporter", "partner"]),
            (self.flagged || !self.flags.is_empty(), &["flags"]),
            (self.when.is_some(), &["time_start", "time_end"]),
            (self.published != Days::default(), &["published"]),
            (!self.bounds.is_empty(), &["value", "value_low", "value_high", "unit"]),
            (self.confidence.is_some(), &["confidence_value", "confidence_meaning"]),
        ];
        columns.extend(parts.iter().filter(|(needed, _)| *needed).flat_map(|(_, columns)| *columns));
        columns
    }

    /// For each row, whether all conditions hold.
    pub fn holds(&self, frame: &Frame<Figures>) -> Vec<bool> {
        let mut keep = vec![true; frame.height()];
        if !self.all {
            let scope = frame.strings("topic").zip(frame.strings("section"));
            narrow(&mut keep, scope.map(|(topic, section)| in_scope(topic.unwrap_or(""), section.unwrap_or(""))));
        }
        for (column, codes) in &self.codes {
            let shown = |code: Option<&str>| code.is_some_and(|code| codes.iter().any(|shown| shown == code));
            narrow(&mut keep, frame.strings(column).map(shown));
        }
        for (column, words) in &self.texts {
            let mut known: FxHashMap<&str, bool> = FxHashMap::default();
            let stands =
                |text: Option<&'_ str>| -> bool { text.is_some_and(|text| text.to_lowercase().contains(words)) };
            for (keep, text) in keep.iter_mut().zip(frame.strings(column)) {
                *keep = *keep && text.is_some_and(|key| *known.entry(key).or_insert_with(|| stands(text)));
            }
        }
        for country in &self.countries {
            self.narrow_to_country(&mut keep, frame, country);
        }
        if self.flagged || !self.flags.is_empty() {
            let mut has = vec![false; frame.height()];
            frame.parts("flags", |row, flag| has[row] |= self.flagged || self.flags.iter().any(|one| one == flag));
            narrow(&mut keep, has.into_iter());
        }
        if let Some(when) = self.when {
            let times = frame.days("time_start").zip(frame.days("time_end"));
            narrow(&mut keep, times.map(|(start, end)| when.overlaps(start, end)));
        }
        if self.published != Days::default() {
            narrow(&mut keep, frame.days("published").map(|day| self.published.holds(day)));
        }
        for bound in &self.bounds {
            bound.narrow(&mut keep, frame);
        }
        if let Some(least) = self.confidence {
            for column in ["confidence_value", "confidence_meaning"] {
                narrow(&mut keep, frame.numbers(column).map(|share| share.is_some_and(|share| share >= least)));
            }
        }
        keep
    }

    /// The rows for which all conditions hold.
    pub fn rows(&self, frame: &Frame<Figures>) -> Vec<usize> {
        self.holds(frame).iter().enumerate().filter(|(_, keep)| **keep).map(|(row, _)| row).collect()
    }

    fn narrow_to_country(&self, keep: &mut [bool], frame: &Frame<Figures>, country: &str) {
        let mut of: Vec<bool> = frame
            .strings("reporter")
            .zip(frame.strings("partner"))
            .map(|(one, other)| one == Some(country) || other == Some(country))
            .collect();
        frame.parts("countries", |row, code| of[row] |= code == country);
        narrow(keep, of.into_iter());
    }
}

impl Bound<'_> {
    /// Compares magnitudes, so that a fall counts as a rise does; of a range the end that is nearer to the bound.
    fn narrow(&self, keep: &mut [bool], frame: &Frame<Figures>) {
        let mut known: FxHashMap<&str, Option<f64>> = FxHashMap::default();
        let ends = frame.numbers("value_low").zip(frame.numbers("value_high"));
        let rows = frame.strings("unit").zip(frame.numbers("value")).zip(ends);
        for (keep, ((unit, value), (low, high))) in keep.iter_mut().zip(rows) {
            let end = if self.least { value.or(high).or(low) } else { value.or(low) };
            let mut holds = || {
                let (unit, end) = (unit.unwrap_or(""), end?);
                let factor = (*known.entry(unit).or_insert_with(|| (self.factor)(unit)))?;
                let worth = (end * factor).abs();
                Some(if self.least { worth >= self.limit } else { worth <= self.limit })
            };
            *keep = *keep && holds().unwrap_or(false);
        }
    }
}

fn narrow(keep: &mut [bool], holds: impl Iterator<Item = bool>) {
    keep.iter_mut().zip(holds).for_each(|(keep, holds)| *keep &= holds);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::sample;

    fn quotes(filter: &Filter<'_>) -> Vec<String> {
        let frame = sample::frame();
        filter.rows(&frame).into_iter().map(|row| frame.text(row, "quote")).collect()
    }

    fn day(text: &str) -> Option<NaiveDate> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn all_conditions_must_hold() {
        assert_eq!(quotes(&Filter::default()).len(), 3);
        assert_eq!(quotes(&Filter { all: true, ..Filter::default() }).len(), 8);
        let codes = vec![("status", vec!["target".to_owned(), "plan".to_owned()])];
        assert_eq!(quotes(&Filter { codes, ..Filter::default() }), ["30 billion\ndollars"]);
        let countries = ["IRN", "TUR"].map(str::to_owned).to_vec();
        assert_eq!(quotes(&Filter { countries, ..Filter::default() }).len(), 1);
        let countries = ["IRN", "AZE"].map(str::to_owned).to_vec();
        assert!(quotes(&Filter { countries, ..Filter::default() }).is_empty());
        let texts = vec![("title", "\"trade\"".to_owned())];
        assert_eq!(quotes(&Filter { texts, ..Filter::default() }).len(), 3);
        assert_eq!(quotes(&Filter { flagged: true, ..Filter::default() }).len(), 1);
        assert_eq!(quotes(&Filter { flags: vec!["implausible".to_owned()], ..Filter::default() }).len(), 0);
        assert_eq!(quotes(&Filter { confidence: Some(0.5), ..Filter::default() }).len(), 0);
    }

    #[test]
    fn times_overlap_and_open_ends_are_open() {
        let when = |from, to| quotes(&Filter { when: Some(Days { from, to }), ..Filter::default() }).len();
        assert_eq!(when(day("2026-06-01"), day("2026-06-30")), 1);
        assert_eq!(when(day("1990-01-01"), day("1990-12-31")), 1);
        assert_eq!(when(day("2027-01-01"), None), 0);
        let published = Days { from: day("2024-01-25"), to: None };
        assert_eq!(quotes(&Filter { published, ..Filter::default() }).len(), 0);
    }

    #[test]
    fn bounds_compare_magnitudes_in_one_unit() {
        let percent = |unit: &str| (unit == "%").then_some(1.0);
        let bound = |limit, least| Bound { limit, least, factor: Box::new(percent) };
        assert_eq!(quotes(&Filter { bounds: vec![bound(30.0, true)], ..Filter::default() }), ["40%", "40%"]);
        assert!(quotes(&Filter { bounds: vec![bound(30.0, false)], ..Filter::default() }).is_empty());
    }
}

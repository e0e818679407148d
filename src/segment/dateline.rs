//! Where a dateline begins: "RIYADH, March 3 (Agency) - ", so that a headline or byline glued before it is told apart.

use super::language::clip;
use super::vocabulary::{Head, Vocabulary};

/// A dateline opens no later than this many bytes into its paragraph.
const FARTHEST: usize = 500;

/// What stands between a dateline and its article.
const DASHES: [&str; 4] = ["-", "--", "–", "—"];

/// The first byte of the dashes beyond ASCII.
const FIRST_OF_LONG_DASHES: u8 = 0xe2;

/// Where the dateline in the paragraph `text` begins, in bytes from its start; `None` where there is none.
pub fn find(text: &str, vocabulary: &Vocabulary) -> Option<usize> {
    let text = clip(text, FARTHEST);
    if !has_lone_dash(text) {
        return None;
    }
    let words = Words::new(text, vocabulary);
    (0..words.list.len()).find_map(|at| words.dated(at).or_else(|| words.undated(at)))
}

struct Words<'t> {
    text: &'t str,
    list: Vec<(usize, &'t str)>,
    vocabulary: &'t Vocabulary,
}

impl<'t> Words<'t> {
    fn new(text: &'t str, vocabulary: &'t Vocabulary) -> Words<'t> {
        let list =
            text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word)).collect();
        Words { text, list, vocabulary }
    }

    fn word(&self, at: usize) -> &'t str {
        self.list.get(at).map_or("", |(_, word)| word)
    }

    /// "CITY, Country, March 3, 1987 (Agency) - ", or without a city where an agency is named; the month stands at `at`.
    fn dated(&self, at: usize) -> Option<usize> {
        let is_month = self.vocabulary.is_month(self.word(at).trim_end_matches('.'));
        let day = self.word(at + 1).trim_end_matches(',');
        if !is_month || day.is_empty() || day.len() > 2 || !day.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let year = self.word(at + 2).trim_end_matches(',');
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let (agency, dash) = self.agency(at + 2 + usize::from(is_year));
        if !is_dash(self.word(dash)) {
            return None;
        }
        let city = self.city_before(at);
        if city == at && !agency {
            return None;
        }
        Some(self.list[city].0)
    }

    /// "CITY (Agency) - "; the last word of the city stands at `at`.
    fn undated(&self, at: usize) -> Option<usize> {
        let (agency, dash) = self.agency(at + 1);
        let is_dateline = agency && is_dash(self.word(dash)) && is_capitals(self.word(at));
        is_dateline.then(|| self.list[self.city_start(at)].0)
    }

    /// Whether an agency stands in brackets at `at`, and the word after it.
    fn agency(&self, at: usize) -> (bool, usize) {
        if !self.word(at).starts_with('(') {
            return (false, at);
        }
        let last = (at..at + 4).find(|at| self.word(*at).ends_with(')'));
        last.map_or((false, at), |last| (true, last + 1))
    }

    /// The first word of the city, and the region or country after it, before the date that begins at `at`.
    fn city_before(&self, at: usize) -> usize {
        let mut start = at;
        for _ in 0..2 {
            if start == 0 || !self.word(start - 1).ends_with(',') {
                break;
            }
            if is_capitals(self.word(start - 1)) {
                return self.city_start(start - 1);
            }
            start -= 1;
            let wider = start > 0
                && !self.word(start - 1).ends_with(',')
                && self.word(start - 1).starts_with(char::is_uppercase);
            start -= usize::from(wider);
        }
        at
    }

    /// The first word of the city whose last word stands at `last`. In a headline all in capitals only the cities
    /// that the grammar knows have several words.
    fn city_start(&self, last: usize) -> usize {
        let known = (last.saturating_sub(3)..last).find(|first| self.is_known_city(*first, last));
        let is_headline = |at: &usize| !self.word(*at).contains(char::is_lowercase) && !self.word(*at).ends_with(',');
        let run = (0..last).rev().take_while(is_headline).count();
        let is_name = run <= 2 && (last - run..last).all(|at| is_capitals(self.word(at)));
        match known {
            Some(first) => first,
            None if is_name && (run < last || run == 1) => last - run,
            None => last,
        }
    }

    fn is_known_city(&self, first: usize, last: usize) -> bool {
        let (start, word) = self.list[last];
        let end = start + word.trim_end_matches(',').len();
        self.vocabulary.heads(self.text, self.list[first].0).any(|found| found.head == Head::City && found.end == end)
    }
}

/// Whether a dash has white space on both sides somewhere.
fn has_lone_dash(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut places = memchr::memchr2_iter(b'-', FIRST_OF_LONG_DASHES, bytes);
    places.any(|at| {
        let stands = |dash: &str| {
            bytes[at..].starts_with(dash.as_bytes()) && bytes.get(at + dash.len()).is_none_or(u8::is_ascii_whitespace)
        };
        at > 0 && bytes[at - 1].is_ascii_whitespace() && DASHES.into_iter().any(stands)
    })
}

fn is_dash(word: &str) -> bool {
    DASHES.contains(&word)
}

/// Two letters or more, none of them small.
fn is_capitals(word: &str) -> bool {
    word.chars().filter(|character| character.is_uppercase()).count() >= 2 && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Grammar;

    fn begins(text: &str) -> Option<&str> {
        let vocabulary = Vocabulary::new(&Grammar::embedded().unwrap());
        find(text, &vocabulary).map(|at| &text[at..(at + 12).min(text.len())])
    }

    #[test]
    fn cities_and_dates() {
        assert_eq!(begins("RIYADH, March 3 - Exports rose"), Some("RIYADH, Marc"));
        assert_eq!(begins("OIL UP AS STOCKS DROP NEW YORK, March 3 - Oil rose"), Some("NEW YORK, Ma"));
        assert_eq!(begins("OIL UP AS STOCKS DROP PARIS, March 3 - Oil rose"), Some("PARIS, March"));
        assert_eq!(begins("By Jo Park SEOUL (Agency) - Imports rose"), Some("SEOUL (Agenc"));
        assert_eq!(begins("By Jo Park March 3 (Agency) - Imports rose"), Some("March 3 (Age"));
        assert_eq!(begins("NAVI MUMBAI, India, March 3 (Agency) - Imports rose"), Some("NAVI MUMBAI,"));
        assert_eq!(begins("Imports rose on Monday, March 3 - a record"), None);
        assert_eq!(begins("The IEA (Paris) said on March 3"), None);
    }
}

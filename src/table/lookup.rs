//! Answers from a frame of figures: rows ranked by how well words match them, and rows by their id.

use super::figures::{Figures, in_scope};
use super::frame::Frame;
use super::schema::Table;
use std::collections::HashMap;

/// The columns that words are looked for in, and how much a match in each is worth.
const FIELDS: [(&str, u32); 16] = [
    ("measure", 8),
    ("commodity", 8),
    ("countries", 8),
    ("reporter", 8),
    ("partner", 8),
    ("measure_text", 7),
    ("entity", 7),
    ("benchmark", 7),
    ("status", 6),
    ("flow", 6),
    ("time", 5),
    ("quote", 5),
    ("unit", 4),
    ("attribution", 4),
    ("title", 2),
    ("sentence", 1),
];

/// The columns in which two rows agree that say the same.
const SAME: [&str; 14] = [
    "kind",
    "role",
    "value",
    "value_low",
    "value_high",
    "comparator",
    "unit",
    "direction",
    "status",
    "measure",
    "commodity",
    "reporter",
    "partner",
    "time",
];

/// A match of the word itself, of a word it is the beginning of or that is the beginning of it, and of a synonym.
const EXACT: u32 = 10;
const STEM: u32 = 7;
const SYNONYM: u32 = 9;
/// The shortest beginning that counts as a match, in letters.
const SHORTEST_STEM: usize = 4;
/// How many different texts of a column are remembered with how well they match.
const MOST_KNOWN: usize = 10_000;
/// How many words a name with synonyms has at most.
const LONGEST_NAME: usize = 4;

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    words: Vec<Sought>,
}

/// A word and what means the same, as runs of letters and digits in small letters.
#[derive(Clone, Debug)]
struct Sought {
    word: Vec<String>,
    synonyms: Vec<Vec<String>>,
}

/// A row that answers a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The row in the frame.
    pub row: usize,
    /// How many of the query's words it matches.
    pub matched: usize,
    /// How well it matches them.
    pub score: u32,
    /// How many other rows that answer the query say the same.
    pub same: usize,
}

impl Query {
    /// Words to look for; `synonyms` gives what means the same as a word, or as a few words in a row.
    pub fn new(words: &[String], synonyms: impl Fn(&str) -> Vec<String>) -> Query {
        let words: Vec<&str> = words.iter().flat_map(|word| word.split_whitespace()).collect();
        let mut sought: Vec<Sought> = words.iter().map(|word| Sought { word: runs(word), synonyms: vec![] }).collect();
        for length in 1..=LONGEST_NAME.min(words.len()) {
            for (at, phrase) in words.windows(length).enumerate() {
                let same: Vec<_> = synonyms(&phrase.join(" ")).iter().map(|synonym| runs(synonym)).collect();
                sought[at..at + length].iter_mut().for_each(|word| word.synonyms.extend(same.iter().cloned()));
            }
        }
        sought.retain(|sought| !sought.word.is_empty());
        Query { words: sought }
    }

    /// How many words are looked for.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The rows that match as many of the words as any row does, best first, one for all that say the same.
    ///
    /// Rows out of scope are left out unless `all` is set.
    pub fn find(&self, frame: &Frame<Figures>, all: bool) -> Vec<Hit> {
        let scores = self.scores(frame);
        let words = self.words.len().max(1);
        let mut hits: Vec<Hit> = scores
            .chunks(words)
            .enumerate()
            .map(|(row, scores)| Hit {
                row,
                matched: scores.iter().filter(|score| **score > 0).count(),
                score: scores.iter().sum(),
                same: 0,
            })
            .filter(|hit| hit.matched > 0)
            .filter(|hit| all || in_scope(&frame.text(hit.row, "topic"), &frame.text(hit.row, "section")))
            .collect();
        let most = hits.iter().map(|hit| hit.matched).max().unwrap_or(0);
        hits.retain(|hit| hit.matched == most);
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.row));
        merge_same(frame, hits)
    }

    /// The worth of the best match of each word in each row: row by row, one number a word.
    fn scores(&self, frame: &Frame<Figures>) -> Vec<u32> {
        let words = self.words.len();
        let mut scores = vec![0; frame.height() * words];
        for (column, weight) in FIELDS {
            let position = Figures::position(column).expect("the fields are columns");
            let mut known: HashMap<String, Vec<u32>> = HashMap::new();
            for (row, best) in scores.chunks_mut(words.max(1)).enumerate() {
                let cell = frame.cell_at(row, position);
                let text = cell.to_text();
                if text.is_empty() {
                    continue;
                }
                if known.len() > MOST_KNOWN {
                    known.clear();
                }
                let rates = match known.get(&*text) {
                    Some(rates) => rates,
                    None => known.entry(text.to_string()).or_insert_with(|| self.rate(&text)),
                };
                for (best, rate) in best.iter_mut().zip(rates) {
                    *best = (*best).max(rate * weight);
                }
            }
        }
        scores
    }

    /// How well each word is matched in a text.
    fn rate(&self, text: &str) -> Vec<u32> {
        let text = text.to_lowercase();
        let mut field: Option<Vec<String>> = None;
        let rate = |sought: &Sought| match sought.may_stand_in(&text) {
            true => sought.rate_in(field.get_or_insert_with(|| runs(&text))),
            false => 0,
        };
        self.words.iter().map(rate).collect()
    }
}

impl Sought {
    /// A quick look that rules most texts out; `text` is in small letters.
    fn may_stand_in(&self, text: &str) -> bool {
        let beginning = |word: &str| word.char_indices().nth(SHORTEST_STEM).map_or(word.len(), |(end, _)| end);
        let first = &self.word[0];
        text.contains(&first[..beginning(first)])
            || self.synonyms.iter().any(|synonym| synonym.first().is_some_and(|first| text.contains(&**first)))
    }

    fn rate_in(&self, field: &[String]) -> u32 {
        if stands_in(&self.word, field, |sought, found| sought == found) {
            EXACT
        } else if self.synonyms.iter().any(|synonym| stands_in(synonym, field, |sought, found| sought == found)) {
            SYNONYM
        } else if stands_in(&self.word, field, is_stem) {
            STEM
        } else {
            0
        }
    }
}

fn stands_in(sought: &[String], field: &[String], same: fn(&str, &str) -> bool) -> bool {
    !sought.is_empty()
        && field
            .windows(sought.len())
            .any(|window| window.iter().zip(sought).all(|(found, sought)| same(sought, found)))
}

fn is_stem(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long.starts_with(short) && short.chars().count() >= SHORTEST_STEM
}

/// The runs of letters and digits of a text, in small letters.
fn runs(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty()).map(str::to_lowercase).collect()
}

/// Keeps the best of the hits that say the same, and counts the others.
fn merge_same(frame: &Frame<Figures>, hits: Vec<Hit>) -> Vec<Hit> {
    let mut places: HashMap<Vec<String>, usize> = HashMap::new();
    let mut merged: Vec<Hit> = Vec::new();
    for hit in hits {
        let key = SAME.iter().map(|column| frame.text(hit.row, column)).collect();
        match places.get(&key) {
            Some(&place) => merged[place].same += 1,
            None => {
                places.insert(key, merged.len());
                merged.push(hit);
            }
        }
    }
    merged
}

/// The rows whose figure_id begins with `prefix`.
pub fn by_id(frame: &Frame<Figures>, prefix: &str) -> Vec<usize> {
    let prefix = prefix.to_lowercase();
    let id = Figures::position("figure_id").expect("the figures have an id");
    (0..frame.height()).filter(|&row| frame.cell_at(row, id).to_text().starts_with(&prefix)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::sample;

    fn found(words: &str) -> Vec<String> {
        let frame = sample::frame();
        let query = Query::new(&[words.to_owned()], |word| match word {
            "ankara" | "republic of turkey" => vec!["TUR".to_owned()],
            _ => vec![],
        });
        query.find(&frame, false).iter().map(|hit| frame.text(hit.row, "quote")).collect()
    }

    #[test]
    fn the_row_that_matches_most_words_is_first() {
        assert_eq!(found("trade targets IRN")[0], "30 billion\ndollars");
        assert_eq!(found("ankara trade")[0], "30 billion\ndollars");
        assert_eq!(found("republic of turkey").len(), 1);
        assert!(found("lithium").is_empty());
    }

    #[test]
    fn rows_that_say_the_same_are_counted() {
        let frame = sample::frame();
        let query = Query::new(&["40".to_owned()], |_| vec![]);
        let hits = query.find(&frame, false);
        assert_eq!((hits.len(), hits[0].same), (1, 1));
    }

    #[test]
    fn a_prefix_of_an_id_is_enough() {
        let frame = sample::frame();
        let id = frame.text(0, "figure_id");
        assert_eq!(by_id(&frame, &id[..6].to_uppercase()), [0]);
        assert!(by_id(&frame, "zz").is_empty());
    }
}

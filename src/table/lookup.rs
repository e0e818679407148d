//! Answers from figures: rows ranked by how well words match them, and rows by their id.

use super::figures::Figures;
use super::filter::Filter;
use super::frame::Frame;
use super::source::Source;
pub use super::words::Query;
use crate::error::Result;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

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

/// How many different texts of a column are remembered with how well they match.
const MOST_KNOWN: usize = 10_000;
/// Columns in which nearly every row has another text.
const EVER_NEW: [&str; 2] = ["quote", "sentence"];

/// A row that answers a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The row.
    pub row: usize,
    /// How many of the query's words it matches.
    pub matched: usize,
    /// How well it matches them.
    pub score: u32,
    /// How many other rows that answer the query say the same.
    pub same: usize,
}

/// The rows that match as many of the words as any row does, best first, one for all that say the same.
///
/// # Errors
/// Fails where the figures cannot be read.
pub fn find(source: &Source, query: &Query, filter: &Filter<'_>) -> Result<Vec<Hit>> {
    let fields = FIELDS.iter().map(|(column, _)| *column);
    let mut columns: Vec<&str> = fields.chain(SAME).chain(filter.columns()).collect();
    columns.sort_unstable();
    columns.dedup();
    let frame = source.columns(&columns)?;
    let words = query.len().max(1);
    let scores = scores(&frame, query, &filter.holds(&frame));
    let hit = |(row, scores): (usize, &[u32])| Hit {
        row,
        matched: scores.iter().filter(|score| **score > 0).count(),
        score: scores.iter().sum(),
        same: 0,
    };
    let mut hits: Vec<Hit> = scores.chunks(words).enumerate().map(hit).filter(|hit| hit.matched > 0).collect();
    let most = hits.iter().map(|hit| hit.matched).max().unwrap_or(0);
    hits.retain(|hit| hit.matched == most);
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.row));
    Ok(merge_same(&frame, hits))
}

/// The worth of the best match of each word in each row that is kept: row by row, one number a word.
fn scores(frame: &Frame<Figures>, query: &Query, keep: &[bool]) -> Vec<u32> {
    let words = query.len();
    let mut scores = vec![0; frame.height() * words.max(1)];
    for (column, weight) in FIELDS {
        let better = |best: &[u32]| best.iter().all(|best| *best >= query.best() * weight);
        let texts = frame.strings(column).chain(std::iter::repeat(None));
        let rows = scores.chunks_mut(words.max(1)).zip(texts).zip(keep);
        let open = rows.filter_map(|((best, text), keep)| Some((best, text.filter(|_| *keep)?)));
        let open = open.filter(|(best, _)| !better(best));
        if EVER_NEW.contains(&column) {
            let mut open: Vec<(&mut [u32], &str)> = open.collect();
            open.par_iter_mut()
                .for_each(|(best, text)| query.rate(text, |word, rate| raise(best, word, rate * weight)));
            continue;
        }
        let mut known: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for (best, text) in open {
            if known.len() > MOST_KNOWN {
                known.clear();
            }
            let rates = known.entry(text).or_insert_with(|| {
                let mut rates = vec![0; words];
                query.rate(text, |word, rate| raise(&mut rates, word, rate));
                rates
            });
            rates.iter().enumerate().for_each(|(word, rate)| raise(best, word, rate * weight));
        }
    }
    // The countries are a list.
    if let Some((_, weight)) = FIELDS.iter().find(|(column, _)| *column == "countries") {
        frame.parts("countries", |row, code| {
            if keep[row] {
                query.rate(code, |word, rate| raise(&mut scores[row * words..], word, rate * weight));
            }
        });
    }
    scores
}

fn raise(best: &mut [u32], word: usize, worth: u32) {
    best[word] = best[word].max(worth);
}

/// Keeps the best of the hits that say the same, and counts the others.
fn merge_same(frame: &Frame<Figures>, hits: Vec<Hit>) -> Vec<Hit> {
    let mut keys: Vec<u64> = vec![0; frame.height()];
    let mut wanted = vec![false; frame.height()];
    hits.iter().for_each(|hit| wanted[hit.row] = true);
    for column in SAME {
        let mut add = |row: usize, hash: u64| keys[row] = hashed(&(keys[row], hash));
        if column.starts_with("value") {
            for (row, number) in frame.numbers(column).enumerate().filter(|(row, _)| wanted[*row]) {
                add(row, hashed(&number.map(f64::to_bits)));
            }
        } else {
            for (row, text) in frame.strings(column).enumerate().filter(|(row, _)| wanted[*row]) {
                add(row, hashed(&text));
            }
        }
    }
    let mut places: FxHashMap<u64, usize> = FxHashMap::default();
    let mut merged: Vec<Hit> = Vec::new();
    for hit in hits {
        match places.get(&keys[hit.row]) {
            Some(&place) => merged[place].same += 1,
            None => {
                places.insert(keys[hit.row], merged.len());
                merged.push(hit);
            }
        }
    }
    merged
}

fn hashed(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The rows whose figure_id begins with `prefix`.
///
/// # Errors
/// Fails where the figures cannot be read.
pub fn by_id(source: &Source, prefix: &str) -> Result<Vec<usize>> {
    let prefix = prefix.to_lowercase();
    let frame = source.columns(&["figure_id"])?;
    let ids = frame.strings("figure_id").enumerate();
    Ok(ids.filter(|(_, id)| id.is_some_and(|id| id.starts_with(&prefix))).map(|(row, _)| row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::sample;

    fn found(words: &str) -> Vec<Hit> {
        let query = Query::new(&[words.to_owned()], |word| match word {
            "ankara" | "republic of turkey" => vec!["TUR".to_owned()],
            _ => vec![],
        });
        find(&Source::Rows(sample::frame()), &query, &Filter::default()).unwrap()
    }

    #[test]
    fn the_row_that_matches_most_words_is_first() {
        assert_eq!(found("trade targets IRN")[0].row, 0);
        assert_eq!(found("ankara trade")[0].row, 0);
        assert_eq!(found("republic of turkey").len(), 1);
        assert!(found("lithium").is_empty());
    }

    #[test]
    fn rows_that_say_the_same_are_counted() {
        let hits = found("40");
        assert_eq!((hits.len(), hits[0].same), (1, 1));
    }

    #[test]
    fn a_prefix_of_an_id_is_enough() {
        let source = Source::Rows(sample::frame());
        let id = sample::frame().text(0, "figure_id");
        assert_eq!(by_id(&source, &id[..6].to_uppercase()).unwrap(), [0]);
        assert!(by_id(&source, "zz").unwrap().is_empty());
    }
}

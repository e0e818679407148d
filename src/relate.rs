//! Figures → the same figures, each that repeats an earlier one linked to it: across documents, in input order.
//!
//! ```text
//! same figure    := kind, value, unit, commodity, flow, head of the measure, and numbers of the sentence are equal
//! same statement := the words of the two sentences are nearly the same, and their times do not differ
//! ```
//! An article in another copy, or a passage told twice in one, is linked so and never dropped. Two figures of one
//! sentence are never copies of each other. What is kept of a figure is three small numbers, so memory is bounded by
//! the count of figures, not by their text.

use crate::model::figure::{Extraction, Figure};
use smallvec::SmallVec;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many of the 64 bits of two sketches may differ in sentences that are nearly the same.
const NEAR: u32 = 12;

/// What is kept of a figure that repeats none.
#[derive(Clone, Copy, Debug)]
struct Trace {
    id: u64,
    sketch: u64,
    /// A hash of the time it holds for; 0 where it has none.
    time: u32,
}

/// What has been told so far.
#[derive(Debug, Default)]
pub struct Memory {
    traces: HashMap<u64, SmallVec<[Trace; 1]>>,
}

impl Memory {
    /// Links the figures of the next document to those they repeat, and remembers the others.
    pub fn relate(&mut self, extraction: &mut Extraction) {
        let Extraction { document, sentences, figures, .. } = extraction;
        for statement in figures.chunk_by_mut(|first, second| first.sentence == second.sentence) {
            let words = sentences[statement[0].sentence as usize].span.of(&document.text);
            let (sketch, numbers) = (sketch(words), numbers(words));
            let traced: SmallVec<[(u64, Trace); 4]> =
                statement.iter().map(|figure| (key(figure, numbers), trace(figure, sketch))).collect();
            for (figure, (key, trace)) in statement.iter_mut().zip(&traced) {
                figure.duplicate_of = self.first(*key, *trace);
            }
            for (_, (key, trace)) in statement.iter().zip(traced).filter(|(figure, _)| figure.duplicate_of.is_none()) {
                self.traces.entry(key).or_default().push(trace);
            }
        }
    }

    /// The first figure that says the same.
    fn first(&self, key: u64, trace: Trace) -> Option<u64> {
        let known = self.traces.get(&key)?.iter();
        known
            .filter(|old| is_same_time(old.time, trace.time))
            .find(|old| is_near(old.sketch, trace.sketch))
            .map(|old| old.id)
    }
}

fn is_same_time(one: u32, other: u32) -> bool {
    one == 0 || other == 0 || one == other
}

fn is_near(one: u64, other: u64) -> bool {
    (one ^ other).count_ones() <= NEAR
}

fn trace(figure: &Figure, sketch: u64) -> Trace {
    let time = figure.time.as_ref().map_or(0, |time| hash(&(time.start, time.end)) as u32 | 1);
    Trace { id: figure.id, sketch, time }
}

/// What figures must share to be the same.
fn key(figure: &Figure, numbers: u64) -> u64 {
    let amount = figure.amount.map(|amount| (amount.value(), amount.low(), amount.high()));
    let date = figure.amount.is_none().then_some(figure.quote.as_str());
    let measure = figure.measure_text.as_deref().and_then(|text| text.rsplit(' ').next());
    let said = (figure.kind.code(), amount, date, figure.unit.as_deref(), numbers);
    hash(&(said, figure.commodity.as_deref(), figure.flow.map(|flow| flow.code()), measure))
}

/// A hash of the runs of digits in a sentence, in order.
fn numbers(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).for_each(|run| run.hash(&mut hasher));
    hasher.finish()
}

/// A sketch of a sentence's words: sentences that share most of them have sketches that share most bits.
fn sketch(words: &str) -> u64 {
    let mut votes = [0_i32; 64];
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut hasher = DefaultHasher::new();
        word.chars().flat_map(char::to_lowercase).for_each(|letter| letter.hash(&mut hasher));
        let hash = hasher.finish();
        for (bit, vote) in votes.iter_mut().enumerate() {
            *vote += if hash >> bit & 1 == 1 { 1 } else { -1 };
        }
    }
    votes.iter().enumerate().filter(|(_, vote)| **vote > 0).fold(0, |sketch, (bit, _)| sketch | 1 << bit)
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests;

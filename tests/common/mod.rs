//! What the tests of times share: every time expression of a text, from left to right.
#![allow(dead_code, reason = "each test uses its part")]

#[path = "../shared/mod.rs"]
mod shared_folder;

use shared_folder::folder;
use trade_figures::grammar::Grammar;
use trade_figures::grammar::phrases::Phrases;
use trade_figures::model::profile::Profile;
use trade_figures::model::span::{Span, Spanned};
use trade_figures::model::time::TimeExpression;
use trade_figures::recognize::cursor::Scene;
use trade_figures::recognize::time::all;

/// Every time expression of a text.
pub fn times(grammar: &Grammar, text: &str) -> Vec<Spanned<TimeExpression>> {
    let profile = Profile::default();
    let phrases = Phrases::of_one(text, &grammar.lexicon);
    let scene = Scene::new(text, phrases.sentence(0), grammar, &profile);
    all(&scene).map(|(_, _, time)| time).collect()
}

/// A file of the shared test data, where it is there.
pub fn shared(path: &str) -> Option<Vec<serde_json::Value>> {
    let text = std::fs::read_to_string(folder()?.join(path)).ok()?;
    Some(text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect())
}

/// Bytes of a span given in code points.
pub fn bytes(text: &str, start: usize, end: usize) -> Span {
    let at = |count: usize| text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    Span::new(at(start), at(end))
}

/// The number of a field.
pub fn number(value: &serde_json::Value, name: &str) -> usize {
    value[name].as_u64().unwrap_or_default() as usize
}

//! Times of the gold articles: how many are found, with the right span, and on the right days.

mod common;

use chrono::NaiveDate;
use common::{bytes, number, shared, times};
use serde_json::Value;
use std::collections::HashMap;
use trade_figures::grammar::Grammar;
use trade_figures::model::span::Spanned;
use trade_figures::model::time::{Period, TimeExpression};
use trade_figures::normalize::time::{Anchor, mentioned};

fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str().and_then(|text| text.parse().ok())
}

/// The most frequent value of a slot over a document's figures.
fn most_frequent(document: &Value, slot: impl Fn(&Value) -> Option<String>) -> Option<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for figure in document["figures"].as_array().into_iter().flatten() {
        if let Some(value) = slot(figure) {
            *counts.entry(value).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(name, count)| (*count, name.clone())).map(|(name, _)| name)
}

#[derive(Default, Debug)]
struct Score {
    gold: usize,
    found: usize,
    exact: usize,
    alone: usize,
    in_context: usize,
    extra: usize,
}

/// Compares one document; days are right alone, or with the days of an earlier time as the time spoken of.
fn score(grammar: &Grammar, document: &Value, text: &str, score: &mut Score) {
    let country = most_frequent(document, |figure| figure["countries"][0].as_str().map(String::from));
    let commodity = most_frequent(document, |figure| figure["commodity"].as_str().map(String::from));
    let anchor = Anchor {
        published: day(&document["published"]),
        country: country.and_then(|code| grammar.world.place(&code)),
        gas_season: matches!(commodity.as_deref(), Some("natural_gas" | "lng")),
        ..Anchor::default()
    };
    let found = times(grammar, text);
    let spans: Vec<_> = document["dates"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|gold| bytes(text, number(gold, "start"), number(gold, "end")))
        .collect();
    for extra in found.iter().filter(|time| !spans.iter().any(|span| span.overlaps(time.span))) {
        score.extra += 1;
        let around = text[..extra.span.start as usize]
            .chars()
            .rev()
            .take(30)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect::<String>();
        println!("{} extra  {:?} after {around:?}", document["doc"], extra.span.of(text));
    }
    for gold in document["dates"].as_array().into_iter().flatten() {
        let span = bytes(text, number(gold, "start"), number(gold, "end"));
        let (first, last) = (day(&gold["first"]), day(&gold["last"]));
        score.gold += 1;
        let Some(ours) = found.iter().find(|time| time.span.overlaps(span)) else {
            println!("{} missed {:?}", document["doc"], span.of(text));
            continue;
        };
        score.found += 1;
        score.exact += usize::from(ours.span == span);
        if ours.span != span {
            println!("{} span   {:?} read as {:?}", document["doc"], span.of(text), ours.span.of(text));
        }
        let right = |anchor: &Anchor| {
            let days = mentioned(&ours.value, anchor, grammar);
            days.start == first && days.end == last
        };
        let alone = right(&anchor);
        score.alone += usize::from(alone);
        let spoken = references(grammar, &found, ours, &anchor);
        let in_context =
            alone || spoken.into_iter().any(|time| right(&Anchor { reference: Some(time), ..anchor.clone() }));
        score.in_context += usize::from(in_context);
        if !alone {
            let days = mentioned(&ours.value, &anchor, grammar);
            let how = if in_context { "context" } else { "WRONG" };
            println!(
                "{} {how} {:?} {:?}: {:?} {:?}, gold {first:?} {last:?}",
                document["doc"],
                span.of(text),
                ours.value,
                days.start,
                days.end
            );
        }
    }
}

/// The days of the times before one.
fn references(
    grammar: &Grammar,
    found: &[Spanned<TimeExpression>],
    ours: &Spanned<TimeExpression>,
    anchor: &Anchor,
) -> Vec<Period> {
    let before = found.iter().filter(|time| time.span.end <= ours.span.start);
    before
        .map(|time| mentioned(&time.value, anchor, grammar))
        .filter(|days| days.start.is_some())
        .map(|days| Period { start: days.start, end: days.end, edtf: String::new() })
        .collect()
}

#[test]
fn gold_times_are_found_and_resolved() {
    let grammar = Grammar::embedded().expect("the embedded grammar loads");
    let Some(dev) = shared("gold/dev.jsonl") else { return };
    let mut total = Score::default();
    for document in &dev {
        score(&grammar, document, document["text"].as_str().unwrap_or_default(), &mut total);
    }
    for document in shared("gold/seeds.jsonl").into_iter().flatten() {
        let name = document["doc"].as_str().unwrap_or_default();
        let path = format!("{}/seeds/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a seed");
        score(&grammar, &document, &text, &mut total);
    }
    println!("{total:?}");
    let share = |count: usize| count * 100 / total.gold;
    assert!(share(total.found) >= 95, "found {}%", share(total.found));
    assert!(share(total.exact) >= 90, "exact {}%", share(total.exact));
    assert!(share(total.in_context) >= 85, "days {}%", share(total.in_context));
}

//! The mention layer against annotated articles: are the spans of figures found, and do value and unit agree, before any context.
//! Passes over quietly where the articles are not beside the project.

mod shared;

use rust_decimal::Decimal;
use serde_json::Value;
use std::path::PathBuf;
use trade_figures::grammar::Grammar;
use trade_figures::grammar::phrases::Phrases;
use trade_figures::model::document::Document;
use trade_figures::model::mention::{MentionKind, Quantity};
use trade_figures::model::profile::Profile;
use trade_figures::model::unit::Unit;
use trade_figures::recognize::cursor::Scene;
use trade_figures::recognize::recognize;
use trade_figures::segment::segment;

/// A quantity found, in code points.
struct Found {
    start: usize,
    end: usize,
    quantity: Quantity,
}

fn found_in(text: &str, grammar: &Grammar) -> Vec<Found> {
    let mut points = vec![0; text.len() + 1];
    for (point, (byte, _)) in text.char_indices().enumerate() {
        points[byte] = point;
    }
    points[text.len()] = text.chars().count();
    let mut found = Vec::new();
    let document = Document { text: text.to_string(), ..Document::default() };
    let profile = Profile::default();
    let sentences = segment(&document, grammar);
    let phrases = Phrases::of(text, sentences.iter().map(|sentence| sentence.span), &grammar.lexicon);
    for sentence in sentences {
        let all = phrases.sentence(sentence.index as usize);
        for mention in recognize(sentence, &Scene::new(text, all, grammar, &profile)).mentions {
            if let MentionKind::Quantity(quantity) = mention.value {
                let (start, end) = (points[mention.span.start as usize], points[mention.span.end as usize]);
                found.push(Found { start, end, quantity });
            }
        }
    }
    found
}

/// A unit's base: the canonical units of its factors, and what one of it is worth in them, as a ratio.
fn base(grammar: &Grammar, unit: &Unit) -> (String, Decimal, Decimal) {
    let world = &grammar.world;
    let (mut spelling, mut above, mut below) = (String::new(), Decimal::ONE, Decimal::ONE);
    for factor in &unit.0 {
        let info = world.unit(factor.unit);
        let multiple = Decimal::from(factor.multiple);
        spelling.push_str(&format!("{}^{} ", info.canonical, factor.power));
        if factor.power > 0 {
            above *= info.factor.0;
            below *= info.factor.1;
        } else {
            above *= info.factor.1;
            below *= info.factor.0 * multiple;
        }
    }
    (spelling, above, below)
}

fn gold_unit(grammar: &Grammar, spelling: &str) -> Option<Unit> {
    let known = match spelling {
        "day" => "d",
        "bu" => "bu",
        other => other,
    };
    grammar.world.parse_unit(known)
}

fn decimal(value: &Value) -> Option<Decimal> {
    value.as_str().and_then(|text| text.parse().ok())
}

fn close(a: Option<Decimal>, b: Option<Decimal>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b || (a - b).abs() <= a.abs() * Decimal::new(1, 9),
        (None, None) => true,
        _ => false,
    }
}

/// Whether value and unit agree; a bare amount that takes its unit, or a sign, from context is not to blame.
fn agrees(grammar: &Grammar, gold: &Value, found: &Quantity) -> bool {
    let wanted = gold["unit"].as_str().and_then(|unit| gold_unit(grammar, unit));
    let mut factors = ((Decimal::ONE, Decimal::ONE), (Decimal::ONE, Decimal::ONE));
    if let (Some(wanted), Some(found)) = (&wanted, &found.unit) {
        let (a, above_a, below_a) = base(grammar, wanted);
        let (b, above_b, below_b) = base(grammar, found);
        let by_context = wanted.0.len() > found.0.len() && a.starts_with(&b);
        let shared =
            a.split(' ').skip(1).eq(b.split(' ').skip(1)) && is_money(grammar, wanted) && is_money(grammar, found);
        if a != b && !by_context && !shared {
            return false;
        }
        if !by_context && !shared {
            factors = ((above_a, below_a), (above_b, below_b));
        }
    } else if wanted.is_none() && found.unit.is_some() {
        return false;
    }
    let scale = |value: Option<Decimal>, (above, below): (Decimal, Decimal)| value.map(|value| value * above / below);
    let sign = |value: Option<Decimal>| {
        value.map(
            |value| if gold["value"].as_str().is_some_and(|text| text.starts_with('-')) { value.abs() } else { value },
        )
    };
    let value = close(scale(sign(decimal(&gold["value"])), factors.0), scale(sign(found.amount.value()), factors.1));
    let low = close(scale(decimal(&gold["low"]), factors.0), scale(found.amount.low(), factors.1));
    let high = close(scale(decimal(&gold["high"]), factors.0), scale(found.amount.high(), factors.1));
    value && low && high
}

fn is_money(grammar: &Grammar, unit: &Unit) -> bool {
    unit.head().is_some_and(|head| grammar.world.is_money(head))
}

fn shared(name: &str) -> Option<PathBuf> {
    shared::folder().map(|folder| folder.join(name)).filter(|path| path.exists())
}

/// Documents with their texts; the seeds' stand in files of their own.
fn documents() -> Vec<(Value, String)> {
    let mut documents = Vec::new();
    for name in ["gold/dev.jsonl", "gold/seeds.jsonl"] {
        let Some(path) = shared(name) else { continue };
        for line in std::fs::read_to_string(path).unwrap_or_default().lines() {
            let document: Value = serde_json::from_str(line).expect("gold is JSON");
            let seed = shared(&format!("seeds/{}.txt", document["doc"].as_str().unwrap_or_default()));
            let text = document["text"].as_str().map(String::from);
            let text = text.or_else(|| seed.and_then(|seed| std::fs::read_to_string(seed).ok())).unwrap_or_default();
            documents.push((document, text));
        }
    }
    documents
}

#[test]
fn spans_values_and_units_of_the_gold_figures() {
    let grammar = Grammar::embedded().expect("the grammar is well formed");
    let (mut total, mut overlapping, mut exact, mut right, mut extra) = (0, 0, 0, 0, 0);
    for (document, text) in documents() {
        let found = found_in(&text, &grammar);
        let mut used = vec![false; found.len()];
        for gold in document["figures"].as_array().into_iter().flatten() {
            let (start, end) =
                (gold["start"].as_u64().unwrap_or(0) as usize, gold["end"].as_u64().unwrap_or(0) as usize);
            let overlap = |one: &Found| one.end.min(end).saturating_sub(one.start.max(start));
            let best = (0..found.len())
                .filter(|index| overlap(&found[*index]) > 0 && !used[*index])
                .max_by_key(|index| overlap(&found[*index]));
            if let Some(best) = best {
                used[best] = true;
            }
            if gold["kind"] == "date" || gold["optional"] == true {
                continue;
            }
            total += 1;
            let (doc, quote) = (&document["doc"], &gold["quote"]);
            let Some(best) = best.map(|best| &found[best]) else {
                println!("- {doc} {quote} {}", gold["kind"]);
                continue;
            };
            overlapping += 1;
            let same = (best.start, best.end) == (start, end);
            exact += usize::from(same);
            let agree = agrees(&grammar, gold, &best.quantity);
            right += usize::from(agree);
            if !same || !agree {
                let words: String = text.chars().skip(best.start).take(best.end - best.start).collect();
                let unit = best.quantity.unit.as_ref().map(|unit| grammar.world.spell(unit));
                println!(
                    "~ {doc} {quote} {} {} {} got {words:?} {:?} {unit:?}",
                    gold["value"], gold["low"], gold["unit"], best.quantity.amount
                );
            }
        }
        for (one, _) in found.iter().zip(&used).filter(|(_, used)| !**used) {
            extra += 1;
            let words: String = text.chars().skip(one.start).take(one.end - one.start).collect();
            let before: String = text.chars().skip(one.start.saturating_sub(25)).take(one.start.min(25)).collect();
            let after: String = text.chars().skip(one.end).take(25).collect();
            println!("+ {} {}", document["doc"], format!("{before}[{words}]{after}").replace('\n', " "));
        }
    }
    if total == 0 {
        return;
    }
    println!("gold {total}: overlapping {overlapping}, exact {exact}, value and unit {right}; not gold {extra}");
    let percent = |part: usize| part * 1000 / total;
    assert!(percent(overlapping) >= 970, "overlapping {} per mille", percent(overlapping));
    assert!(percent(exact) >= 920, "exact {} per mille", percent(exact));
    assert!(percent(right) >= 920, "value and unit {} per mille", percent(right));
}

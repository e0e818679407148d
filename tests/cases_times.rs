//! Times of other projects' cases: the days or the TIMEX3 values of each, and how many agree.

mod common;

use chrono::NaiveDate;
use common::{bytes, number, shared, times};
use serde_json::Value;
use trade_figures::grammar::Grammar;
use trade_figures::model::time::Period;
use trade_figures::normalize::time::{Anchor, Resolved, resolve};

fn grammar() -> Grammar {
    Grammar::embedded().expect("the embedded grammar loads")
}

fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str().and_then(|text| text.get(..10)).and_then(|text| text.parse().ok())
}

fn anchor(case: &Value) -> Anchor {
    Anchor { published: day(&case["reference"]), ..Anchor::default() }
}

/// Whether the days of a case are ours, or one of the others it allows.
fn agrees(expected: &Value, ours: &Resolved) -> bool {
    let equal = |first: &Value, last: &Value| ours.mentioned.start == day(first) && ours.mentioned.end == day(last);
    let also = expected["also"].as_array().into_iter().flatten();
    equal(&expected["time_start"], &expected["time_end"]) || also.into_iter().any(|pair| equal(&pair[0], &pair[1]))
}

#[test]
fn probe_times_fall_on_their_days() {
    let grammar = grammar();
    let Some(cases) = shared("cases/times_probe.jsonl") else { return };
    let mut right = 0;
    for case in &cases {
        let text = case["text"].as_str().unwrap_or_default();
        let found = times(&grammar, text);
        let expected = case["expect"].as_array().cloned().unwrap_or_default();
        let good = found.len() == expected.len()
            && expected.iter().zip(&found).all(|(expected, ours)| {
                let span = bytes(text, number(expected, "start"), number(expected, "end"));
                ours.span.overlaps(span) && agrees(expected, &resolve(&ours.value, &anchor(case), &grammar))
            });
        right += usize::from(good);
        if !good {
            let ours: Vec<_> = found
                .iter()
                .map(|time| (time.span.of(text), resolve(&time.value, &anchor(case), &grammar).mentioned))
                .collect();
            println!("{} {text:?} {:?} {ours:?}", case["id"], case["expect"]);
        }
    }
    println!("times_probe: {right} of {}", cases.len());
    assert!(right >= 33, "{right} of {}", cases.len());
}

/// The time spoken of before an expression: the latest one earlier in the text that has days.
fn spoken_of(before: &[Resolved]) -> Option<Period> {
    before
        .iter()
        .rev()
        .map(|resolved| &resolved.mentioned)
        .find(|days| days.start.is_some() && days.end.is_some())
        .cloned()
}

#[test]
fn meantime_values_agree() {
    let grammar = grammar();
    let Some(cases) = shared("cases/meantime_times.jsonl") else { return };
    let (mut gold, mut ours, mut found_count, mut right) = (0, 0, 0, 0);
    for case in &cases {
        let text = case["text"].as_str().unwrap_or_default();
        let found = times(&grammar, text);
        let mut resolved: Vec<Resolved> = Vec::new();
        for time in &found {
            let context = Anchor { reference: spoken_of(&resolved), ..anchor(case) };
            resolved.push(resolve(&time.value, &context, &grammar));
        }
        let expected = case["expect"].as_array().cloned().unwrap_or_default();
        gold += expected.len();
        ours += found.len();
        let mut used = vec![false; found.len()];
        for one in &expected {
            let span = bytes(text, number(one, "start"), number(one, "end"));
            let pair = (0..found.len()).find(|index| !used[*index] && found[*index].span.overlaps(span));
            let Some(index) = pair else {
                println!("missed {:?} {}", span.of(text), one["value"]);
                continue;
            };
            used[index] = true;
            found_count += 1;
            let value = one["value"].as_str().unwrap_or_default();
            if resolved[index].timex_value == value {
                right += 1;
            } else {
                println!(
                    "value  {:?}: {} gold {value} on {}",
                    found[index].span.of(text),
                    resolved[index].timex_value,
                    case["reference"]
                );
            }
        }
        for (index, time) in found.iter().enumerate().filter(|(index, _)| !used[*index]) {
            println!("extra  {:?} {}", time.span.of(text), resolved[index].timex_value);
        }
    }
    let f1 = |hits: usize| 2000 * hits / (gold + ours);
    println!(
        "meantime_times: gold {gold}, ours {ours}, found F1 {}, value F1 {} per mille",
        f1(found_count),
        f1(right)
    );
    assert!(f1(right) >= 800, "value F1 {} per mille", f1(right));
}

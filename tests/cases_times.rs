//! Times of other projects' cases: the days or the TIMEX3 values of each, and how many agree.

mod common;

use chrono::NaiveDate;
use common::{bytes, number, shared, times};
use serde_json::Value;
use trade_figures::grammar::Grammar;
use trade_figures::model::time::Period;
use trade_figures::normalize::time::{Anchor, Mentioned, mentioned};

fn grammar() -> Grammar {
    Grammar::embedded().expect("the embedded grammar loads")
}

fn day(value: &Value) -> Option<NaiveDate> {
    let text = value.as_str()?.get(..10)?;
    text.parse().ok().or_else(|| NaiveDate::parse_from_str(text, "%d-%m-%Y").ok())
}

fn anchor(case: &Value) -> Anchor {
    Anchor { published: day(&case["reference"]), ..Anchor::default() }
}

/// Whether the days of a case are ours, or one of the others it allows.
fn agrees(expected: &Value, ours: &Mentioned) -> bool {
    let equal = |first: &Value, last: &Value| ours.start == day(first) && ours.end == day(last);
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
                ours.span.overlaps(span) && agrees(expected, &mentioned(&ours.value, &anchor(case), &grammar))
            });
        right += usize::from(good);
        if !good {
            let ours: Vec<_> = found
                .iter()
                .map(|time| (time.span.of(text), mentioned(&time.value, &anchor(case), &grammar)))
                .collect();
            println!("{} {text:?} {:?} {ours:?}", case["id"], case["expect"]);
        }
    }
    println!("times_probe: {right} of {}", cases.len());
    assert!(right >= 33, "{right} of {}", cases.len());
}

/// The time spoken of before an expression: the latest one earlier in the text that has days.
fn spoken_of(before: &[Mentioned]) -> Option<Period> {
    before.iter().rev().find(|days| days.start.is_some() && days.end.is_some()).map(|days| Period {
        start: days.start,
        end: days.end,
        edtf: String::new(),
    })
}

#[test]
fn meantime_values_agree() {
    let grammar = grammar();
    let Some(cases) = shared("cases/meantime_times.jsonl") else { return };
    let (mut gold, mut ours, mut found_count, mut right) = (0, 0, 0, 0);
    for case in &cases {
        let text = case["text"].as_str().unwrap_or_default();
        let found = times(&grammar, text);
        let mut resolved: Vec<Mentioned> = Vec::new();
        for time in &found {
            let context = Anchor { reference: spoken_of(&resolved), ..anchor(case) };
            resolved.push(mentioned(&time.value, &context, &grammar));
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

/// The days that a case of the Recognizers project allows: of its past and of its future reading.
fn allowed(one: &Value) -> Vec<(Option<NaiveDate>, Option<NaiveDate>)> {
    let mut list = Vec::new();
    let mut add = |value: &Value| {
        let first = ["date", "startDate", "start", "value"].iter().find_map(|name| day(&value[name]));
        let end = ["endDate", "end"].iter().find_map(|name| day(&value[name]));
        let last = if end.is_some() { end.and_then(|day| day.pred_opt()) } else { first };
        list.push((first, last));
        list.push((first, end.or(first)));
    };
    for name in ["FutureResolution", "PastResolution"] {
        if one["Value"][name].is_object() {
            add(&one["Value"][name]);
        }
    }
    one["Resolution"]["values"].as_array().into_iter().flatten().for_each(&mut add);
    list
}

/// Whether a case asks for a clock time, which is none of ours.
fn is_clock(one: &Value) -> bool {
    let kind = one["Type"].as_str().or(one["TypeName"].as_str()).unwrap_or_default();
    kind.ends_with("time") || kind.contains("timerange") || kind.contains("timezone") || kind.ends_with("timealt")
}

/// The cases are of a chat assistant, and differ from the rules of news on purpose: a weekday or date without a year is
/// the next one there, the latest or nearest one here; "the next three days" leave out today, and days after the first
/// of a range exclude the last; a decade is the calendar's, not the ten years to now; "every week" is its next day; "in
/// two months" is a day, not a length; lower-case "may" and "march" are months; bare "4-22", "the 27" and "11/20" are
/// dates; feast days, "a day", "weekend" and numbered weeks are times. The test holds how many agree all the same.
#[test]
fn recognizers_agree_where_rules_are_the_same() {
    let grammar = grammar();
    let Some(cases) = shared("cases/recognizers_datetime.jsonl") else { return };
    let (mut right, mut found_count, mut total) = (0, 0, 0);
    for case in &cases {
        let text = case["text"].as_str().unwrap_or_default();
        let found = times(&grammar, text);
        for one in case["expect"].as_array().into_iter().flatten().filter(|one| !is_clock(one)) {
            total += 1;
            let start = number(one, "Start");
            let length = one["Length"].as_u64().map(|length| length as usize);
            let end = length.map_or_else(|| number(one, "End") + 1, |length| start + length);
            let span = bytes(text, start, end);
            let Some(ours) = found.iter().find(|time| time.span.overlaps(span)) else {
                println!("missed {:?} in {text:?}", span.of(text));
                continue;
            };
            found_count += 1;
            let resolved = mentioned(&ours.value, &anchor(case), &grammar);
            let days = (resolved.start, resolved.end);
            let allowed = allowed(one);
            let good = allowed.is_empty() || allowed.contains(&days) || allowed.iter().all(|days| days.0.is_none());
            right += usize::from(good);
            if !good {
                println!(
                    "days   {:?} as {:?}: {:?} allowed {allowed:?} on {}",
                    span.of(text),
                    ours.span.of(text),
                    days,
                    case["reference"]
                );
            }
        }
    }
    println!("recognizers_datetime: {found_count} found and {right} right of {total}");
    assert!(right >= 630, "{right} of {total}");
}

//! The grammar's own examples, run: an entry is found where its `yes` says so, and not where its `no` does.

use super::Extractor;
use crate::error::Error;
use crate::grammar::phrases::Phrases;
use crate::grammar::words::{Class, Entry, Example};
use crate::model::document::Document;
use crate::model::figure::{Extraction, Figure};
use crate::model::profile::Profile;
use crate::recognize::cursor::Scene;
use crate::recognize::time;
use chrono::NaiveDate;

/// How many tokens before a time the word may begin that says which end of it is open ("no later than 2030").
const BESIDE: usize = 3;

/// How many examples there are, and an error with file and line for each that fails.
pub fn check(extractor: &Extractor) -> (usize, Vec<Error>) {
    let mut count = 0;
    let mut failures = Vec::new();
    for entry in
        extractor.grammar.entries.iter().filter(|entry| !matches!(entry.class, Class::Sections | Class::Abbreviations))
    {
        for example in &entry.yes {
            count += 1;
            failures.extend(refuted(extractor, entry, example).map(|message| error(entry, example, message)));
        }
        for example in &entry.no {
            count += 1;
            if is_found(extractor, entry, &example.text) {
                let message = format!("\"{}\" must not match it, and does", example.text);
                failures.push(error(entry, example, message));
            }
        }
    }
    (count, failures)
}

fn error(entry: &Entry, example: &Example, message: String) -> Error {
    Error::at(
        format!("grammar/{}", entry.path),
        example.line,
        format!("[{}] {message}; mend the entry or the example", entry.id),
    )
}

/// Why a `yes` example does not hold, if so.
fn refuted(extractor: &Extractor, entry: &Entry, example: &Example) -> Option<String> {
    if example.expected.is_empty() {
        let found = is_found(extractor, entry, &example.text);
        return (!found).then(|| format!("\"{}\" must match it, and does not", example.text));
    }
    let document = Document {
        text: example.text.clone(),
        published: NaiveDate::from_ymd_opt(2024, 1, 26),
        language: Some("eng".to_string()),
        ..Document::default()
    };
    let extraction = extractor.extract(document);
    let holds = extraction
        .figures
        .iter()
        .any(|figure| example.expected.iter().all(|(slot, value)| slot_of(figure, slot) == *value));
    (!holds).then(|| {
        format!(
            "\"{}\" must give {}, and gives {}",
            example.text,
            pairs(&example.expected),
            given(&extraction, example)
        )
    })
}

fn pairs(expected: &[(String, String)]) -> String {
    expected.iter().map(|(slot, value)| format!("{slot}={value}")).collect::<Vec<_>>().join("; ")
}

fn given(extraction: &Extraction, example: &Example) -> String {
    if extraction.figures.is_empty() {
        return "no figure".to_string();
    }
    let one = |figure: &Figure| {
        let slots: Vec<String> =
            example.expected.iter().map(|(slot, _)| format!("{slot}={}", slot_of(figure, slot))).collect();
        format!("[{}] {}", figure.quote, slots.join("; "))
    };
    extraction.figures.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A figure's slot as an example writes it; empty where it is null.
fn slot_of(figure: &Figure, slot: &str) -> String {
    let name = match slot {
        "low" => "value_low",
        "high" => "value_high",
        name => name,
    };
    figure.slot(name).unwrap_or_else(|| format!("(no slot `{slot}`)"))
}

/// Whether a word of time stands in a time that is read, or right beside one; the entry of digits reads one by itself.
fn is_in_time(extractor: &Extractor, entry: &Entry, text: &str) -> bool {
    let grammar = &extractor.grammar;
    let profile = Profile::default();
    let phrases = Phrases::of_one(text, &grammar.lexicon);
    let scene = Scene::new(text, phrases.sentence(0), grammar, &profile);
    let is_entry = |rule| grammar.entry(rule).rule_name == entry.rule_name;
    let stands_at = |at| scene.all.at(at).iter().any(|found| is_entry(found.rule));
    time::all(&scene)
        .any(|(at, length, time)| is_entry(time.rule) || (at.saturating_sub(BESIDE)..=at + length).any(stands_at))
}

/// Whether the entry is among the longest phrases at some token of the text.
fn is_found(extractor: &Extractor, entry: &Entry, text: &str) -> bool {
    if entry.class == Class::Times {
        return is_in_time(extractor, entry, text);
    }
    let grammar = &extractor.grammar;
    let phrases = Phrases::of_one(text, &grammar.lexicon);
    let mut at = 0;
    while at < phrases.tokens().len() {
        let of_class = || phrases.at(at).iter().filter(|found| grammar.entry(found.rule).class == entry.class);
        let longest = of_class().map(|found| found.length).max();
        let mut among = of_class().filter(|found| Some(found.length) == longest);
        if among.any(|found| grammar.entry(found.rule).rule_name == entry.rule_name) {
            return true;
        }
        at += longest.map_or(1, usize::from);
    }
    false
}

//! The sample articles against what must come of them: `seeds/NAME.txt` beside `seeds/NAME.expected.toml`.
//!
//! How an expected file is written stands in `seeds/README.md`. `RATCHET=1 cargo test --test seeds` strikes from
//! `known_wrong` what has become right.

mod columns;

use columns::{article, column, day};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use trade_figures::model::figure::{Extraction, Figure};
use trade_figures::pipeline::Extractor;

/// One expected file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    #[serde(default)]
    published: String,
    /// Quotes of figures that may be found or not.
    #[serde(default)]
    optional: Vec<String>,
    /// Quotes of figures that are found and should not be.
    #[serde(default)]
    known_extra: Vec<String>,
    #[serde(default)]
    figure: Vec<BTreeMap<String, toml::Value>>,
}

/// How a line says that an excuse is no longer needed.
const RIGHT: &str = "has become right";

/// What an expected figure says of itself, beside its columns.
const OWN: &[&str] = &["words", "known_wrong"];

/// Columns that are compared only where the expected file names them; all others are then empty, or as `DEFAULTS` has it.
const WHERE_NAMED: &[&str] = &[
    "normal_value",
    "normal_unit",
    "previous_value",
    "change_basis",
    "measure",
    "benchmark",
    "entity",
    "time",
    "time_text",
    "time_basis",
    "flags",
];

const DEFAULTS: &[(&str, &str)] =
    &[("comparator", "="), ("role", "level"), ("status", "actual"), ("section", "body"), ("topic", "other")];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

fn wanted(figure: &BTreeMap<String, toml::Value>, name: &str) -> Option<String> {
    let default = || DEFAULTS.iter().find(|(column, _)| *column == name).map_or("", |(_, value)| value).to_string();
    match figure.get(name) {
        Some(value) => Some(plain(value)),
        None if WHERE_NAMED.contains(&name) => None,
        None => Some(default()),
    }
}

/// A list of texts, in a column that is no list itself, means any of them.
fn any_of(value: Option<&toml::Value>, name: &str, got: &str) -> bool {
    let list = value.and_then(toml::Value::as_array).filter(|_| !matches!(name, "countries" | "flags"));
    list.is_some_and(|list| list.iter().any(|one| plain(one) == got))
}

/// Where the quote stands in the article, in bytes.
fn place(file: &str, text: &str, words: &str, quote: &str) -> (usize, usize) {
    let mut at = text.match_indices(words);
    let Some((start, _)) = at.next() else { panic!("{file}: the article does not hold the words \"{words}\"") };
    assert!(at.next().is_none(), "{file}: \"{words}\" stands in the article twice; give more words");
    let inside = words.find(quote);
    let start = start + inside.unwrap_or_else(|| panic!("{file}: \"{quote}\" does not stand in \"{words}\""));
    (start, start + quote.len())
}

/// Compares one article; each difference is a line.
fn differences(
    name: &str,
    text: &str,
    expected: &Expected,
    found: &Extraction,
    notes: &mut Vec<String>,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut used = vec![false; found.figures.len()];
    for figure in &expected.figure {
        let words = figure.get("words").map(plain).unwrap_or_default();
        let quote = figure.get("quote").map(plain).unwrap_or_default();
        for key in figure.keys().filter(|key| !OWN.contains(&key.as_str())) {
            assert!(columns::COLUMNS.contains(&key.as_str()), "{name} [{quote}]: there is no column `{key}`");
        }
        let (start, end) = place(name, text, &words, &quote);
        let known: Vec<String> = match figure.get("known_wrong") {
            Some(toml::Value::Array(slots)) => slots.iter().map(plain).collect(),
            _ => vec![],
        };
        let at = (0..found.figures.len())
            .filter(|index| !used[*index])
            .max_by_key(|index| overlap(&found.figures[*index], start, end));
        let at = at.filter(|index| overlap(&found.figures[*index], start, end) > 0);
        let mut bad = Vec::new();
        match at {
            None => bad.push(("missing", "a figure".to_string(), "none".to_string())),
            Some(index) => {
                used[index] = true;
                for slot in columns::COLUMNS {
                    let got = column(&found.figures[index], slot);
                    match wanted(figure, slot) {
                        Some(want) if want != got && !any_of(figure.get(*slot), slot, &got) => {
                            bad.push((slot, want, got))
                        }
                        _ => {}
                    }
                }
            }
        }
        for (slot, want, got) in &bad {
            let line = format!("{name} [{quote}] {slot}: expected \"{want}\", got \"{got}\"");
            if known.iter().any(|known| known == slot) { notes.push(line) } else { wrong.push(line) }
        }
        for slot in known.iter().filter(|known| !bad.iter().any(|(slot, ..)| slot == known)) {
            wrong.push(format!("{name} [{quote}] {slot} {RIGHT}; strike it from known_wrong"));
        }
    }
    let extra: Vec<&Figure> =
        (0..used.len()).filter(|index| !used[*index]).map(|index| &found.figures[index]).collect();
    for figure in &extra {
        if expected.known_extra.contains(&figure.quote) {
            notes.push(format!("{name} [{}] is no figure, and is found", figure.quote));
        } else if !expected.optional.contains(&figure.quote) {
            let (kind, section) = (figure.kind.code(), figure.section.code());
            wrong.push(format!("{name} [{}] is found ({kind}, {section}) and not expected", figure.quote));
        }
    }
    for quote in expected.known_extra.iter().filter(|quote| extra.iter().all(|figure| figure.quote != **quote)) {
        wrong.push(format!("{name} [{quote}] is no longer found; strike it from known_extra"));
    }
    wrong
}

fn overlap(figure: &Figure, start: usize, end: usize) -> usize {
    (figure.span.end as usize).min(end).saturating_sub((figure.span.start as usize).max(start))
}

/// The expected file without those excuses that `wrong` says are no longer needed.
fn struck(source: &str, name: &str, expected: &Expected, wrong: &[String]) -> String {
    let (mut figure, mut out) = (0, String::new());
    for line in source.lines() {
        figure += usize::from(line.trim_end() == "[[figure]]");
        let slots = line.strip_prefix("known_wrong = [").and_then(|rest| rest.strip_suffix(']'));
        let Some(slots) = slots.filter(|_| figure > 0) else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        let quote = expected.figure[figure - 1].get("quote").map(plain).unwrap_or_default();
        let right = |slot: &str| wrong.iter().any(|line| line.starts_with(&format!("{name} [{quote}] {slot} {RIGHT}")));
        let kept: Vec<&str> = slots.split(", ").filter(|slot| !right(slot.trim_matches('"'))).collect();
        if !kept.is_empty() {
            out.push_str(&format!("known_wrong = [{}]\n", kept.join(", ")));
        }
    }
    out
}

#[test]
fn every_sample_article_gives_what_is_expected_of_it() {
    let extractor = Extractor::embedded().unwrap_or_else(|error| panic!("{error}"));
    let (mut wrong, mut notes, mut articles) = (Vec::new(), Vec::new(), 0);
    let mut texts: Vec<PathBuf> = std::fs::read_dir(folder()).unwrap().map(|item| item.unwrap().path()).collect();
    texts.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    texts.sort();
    for path in texts {
        let name = path.file_stem().unwrap().to_string_lossy().to_string();
        let beside = path.with_file_name(format!("{name}.expected.toml"));
        let source = read(&beside);
        let expected: Expected =
            toml::from_str(&source).unwrap_or_else(|error| panic!("{}: {error}", beside.display()));
        let text = read(&path);
        let found = extractor.extract(article(&name, &text, None));
        let published = found.document.published.map(|day| day.to_string()).unwrap_or_default();
        if published != expected.published {
            wrong.push(format!("{name} published: expected \"{}\", got \"{published}\"", expected.published));
        }
        let mut lines = differences(&name, &text, &expected, &found, &mut notes);
        if std::env::var_os("RATCHET").is_some() {
            std::fs::write(&beside, struck(&source, &name, &expected, &lines)).unwrap();
            lines.retain(|line| !line.contains(RIGHT));
        }
        wrong.append(&mut lines);
        articles += 1;
    }
    for note in &notes {
        println!("known to be wrong: {note}");
    }
    println!("{articles} articles, {} slots known to be wrong", notes.len());
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

/// The days of a relative time follow from the day of publication, once that is given.
#[test]
fn the_last_three_years_have_days_when_the_day_of_publication_is_known() {
    let extractor = Extractor::embedded().unwrap_or_else(|error| panic!("{error}"));
    let name = "004_96d68177b0f59a25";
    let text = read(&folder().join(format!("{name}.txt")));
    let found = extractor.extract(article(name, &text, day("2024-01-24")));
    let figure = found.figures.iter().find(|figure| figure.quote == "40%").expect("40% is found");
    assert_eq!(column(figure, "time"), "2021-01-24/2024-01-24");
    assert_eq!(column(figure, "time_start"), "2021-01-24");
    assert_eq!(column(figure, "time_end"), "2024-01-24");
    assert_eq!(column(figure, "time_basis"), "published");
}

//! Sentences and the figures an analyst would want of them: `tests/corpus/en/*.txt`, one file a phenomenon.
//!
//! ```text
//! ====
//! a name for the case
//! ====
//! Wheat exports from Romania rose 12% to 7.3 million tonnes in 2023.
//! ----
//! 12% | value=12; unit=%; role=change; direction=up
//! 7.3 million tonnes | value=7300000; unit=t; commodity=wheat; countries=ROU
//! ```
//! Every sentence is read as published on 26 January 2024. A column that a line does not name is not compared; `unit=`
//! says that it must be empty. Every figure found must be named by a line; a line `? quote` names one that may be found
//! or not. A case without lines must give no figure. A second figure of the same words is written `quote #2`.
//!
//! What comes out wrong today is listed in `tests/corpus/known_wrong.txt`, which may only shrink:
//! `RATCHET=1 cargo test --test corpus` strikes what has become right.

mod columns;

use columns::{article, column, day};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use trade_figures::model::figure::Figure;
use trade_figures::pipeline::Extractor;

/// A figure expected of a sentence.
struct Line {
    quote: String,
    /// Which one of several figures of the same words, from 1.
    nth: usize,
    optional: bool,
    slots: Vec<(String, String)>,
}

struct Case {
    name: String,
    text: String,
    lines: Vec<Line>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn line(text: &str, place: &str) -> Line {
    let (optional, text) = match text.strip_prefix("? ") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (quote, slots) = text.split_once(" | ").unwrap_or((text, ""));
    let (quote, nth) = match quote.rsplit_once(" #") {
        Some((quote, nth)) => (quote, nth.trim().parse().unwrap_or_else(|_| panic!("{place}: `#{nth}` is no number"))),
        None => (quote, 1),
    };
    let pair = |slot: &str| {
        let (name, value) = slot.split_once('=').unwrap_or_else(|| panic!("{place}: `{slot}` is not name=value"));
        let name = name.trim();
        assert!(columns::COLUMNS.contains(&name), "{place}: there is no column `{name}`");
        (name.to_string(), value.trim().to_string())
    };
    let slots = slots.split("; ").filter(|slot| !slot.trim().is_empty()).map(pair).collect();
    Line { quote: quote.trim().to_string(), nth, optional, slots }
}

/// The cases of a file: a comment at its head, then `====`, a name, `====`, the text, `----`, the lines.
fn cases(path: &Path) -> Vec<Case> {
    let file = path.file_name().unwrap().to_string_lossy().to_string();
    let mut cases: Vec<Case> = Vec::new();
    // 0: before the first case; 1: the name; 2: the text; 3: the lines.
    let mut part = 0;
    for (number, row) in read(path).lines().enumerate() {
        let place = format!("{file}:{}", number + 1);
        match (part, row.trim_end()) {
            (0 | 3, "====") => {
                cases.push(Case { name: String::new(), text: String::new(), lines: vec![] });
                part = 1;
            }
            (1, "====") => part = 2,
            (2, "----") => part = 3,
            (2, "====") => panic!("{place}: the case before it has no ----"),
            (1, name) => cases.last_mut().unwrap().name = name.to_string(),
            (2, text) => {
                let case = cases.last_mut().unwrap();
                if !case.text.is_empty() {
                    case.text.push('\n');
                }
                case.text.push_str(text);
            }
            (3, text) if !text.is_empty() => cases.last_mut().unwrap().lines.push(line(text, &place)),
            _ => {}
        }
    }
    assert!(part == 3, "{file}: the last case is not finished");
    cases
}

/// What is wrong with the figures of a case: where, and what was wanted and given.
fn wrong(case: &Case, figures: &[Figure]) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    let mut named = vec![false; figures.len()];
    for line in &case.lines {
        let same = (0..figures.len()).filter(|index| figures[*index].quote == line.quote);
        let label = if line.nth > 1 { format!("{} #{}", line.quote, line.nth) } else { line.quote.clone() };
        let Some(index) = same.clone().nth(line.nth - 1) else {
            if !line.optional {
                wrong.push((format!("{label}: missing"), "it is not found".to_string()));
            }
            continue;
        };
        named[index] = true;
        for (slot, want) in &line.slots {
            let got = column(&figures[index], slot);
            if got != *want {
                wrong.push((format!("{label}: {slot}"), format!("expected \"{want}\", got \"{got}\"")));
            }
        }
    }
    for (figure, named) in figures.iter().zip(named) {
        if !named {
            let what = format!("{} {}", figure.kind.code(), figure.role.code());
            wrong.push((format!("{}: extra", figure.quote), format!("{what}, which no line names")));
        }
    }
    wrong
}

#[test]
fn sentences_give_the_figures_an_analyst_would_want() {
    let extractor = Extractor::embedded().unwrap_or_else(|error| panic!("{error}"));
    let list = folder().join("known_wrong.txt");
    let listed = read(&list);
    let known: BTreeSet<&str> =
        listed.lines().map(str::trim_end).filter(|row| !row.is_empty() && !row.starts_with('#')).collect();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder().join("en")).unwrap().map(|item| item.unwrap().path()).collect();
    files.sort();
    let (mut seen, mut fresh, mut number, mut slots) = (BTreeSet::new(), Vec::new(), 0, 0);
    for file in files {
        let stem = file.file_stem().unwrap().to_string_lossy().to_string();
        for case in cases(&file) {
            number += 1;
            slots += case.lines.iter().map(|line| line.slots.len() + 1).sum::<usize>();
            let figures = extractor.extract(article(&case.name, &case.text, day("2024-01-26"))).figures;
            for (key, why) in wrong(&case, &figures) {
                let key = format!("{stem} / {} / {key}", case.name);
                if !known.contains(key.as_str()) {
                    fresh.push(format!("{key}\n    {why}\n    in: {}", case.text));
                }
                seen.insert(key);
            }
        }
    }
    let right: Vec<&&str> = known.iter().filter(|row| !seen.contains(**row)).collect();
    println!(
        "{number} sentences, {slots} slots and figures, {} wrong, of which {} known",
        seen.len(),
        seen.len() - fresh.len()
    );
    if std::env::var_os("RATCHET").is_some() {
        let keep = |row: &&str| !known.contains(row.trim_end()) || seen.contains(row.trim_end());
        let text: String = listed.lines().filter(keep).map(|row| format!("{row}\n")).collect();
        std::fs::write(&list, text).unwrap();
    } else {
        assert!(
            right.is_empty(),
            "no longer wrong; strike from tests/corpus/known_wrong.txt (RATCHET=1 does it):\n{}",
            right.iter().map(|row| format!("{row}\n")).collect::<String>()
        );
    }
    assert!(fresh.is_empty(), "{} wrong that are not known to be:\n{}", fresh.len(), fresh.join("\n"));
}

//! Numbers, units, money and times that are easily misread: `tests/traps/*.txt`, a sentence, then a line for each figure.
//!
//! ```text
//! # a line for the reader
//! The terminal will handle 60 MT of LNG.
//! => 60 MT | value=60; unit=Mt; flags=ambiguous_M
//! ```
//! Each sentence is an article by itself, published on 26 January 2024. It must give the figures of the lines below it and
//! no other; a column that a line does not name is not compared, `unit=` says that it is empty. Of `flags` all that are
//! about reading must be named, those about linking (`countries_by_context`, `time_inferred`) need not be.

mod columns;

use columns::{article, column, day};
use std::path::Path;
use trade_figures::model::figure::Figure;
use trade_figures::pipeline::Extractor;

/// Flags that say how far a figure's slots were carried, which no sentence here is about.
const OF_LINKING: &[&str] = &["countries_by_context", "time_inferred"];

/// A sentence, the line it stands in, and its figures: quote and columns.
struct Trap<'t> {
    line: usize,
    text: &'t str,
    figures: Vec<(&'t str, &'t str)>,
}

fn traps(file: &str) -> Vec<Trap<'_>> {
    let mut traps: Vec<Trap> = Vec::new();
    let lines = file.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    for (index, line) in lines {
        match (line.strip_prefix("=> "), traps.last_mut()) {
            (Some(figure), Some(trap)) => trap.figures.push(figure.split_once(" | ").unwrap_or((figure, ""))),
            _ => traps.push(Trap { line: index + 1, text: line, figures: Vec::new() }),
        }
    }
    traps
}

/// A column as a line writes it.
fn told(figure: &Figure, name: &str) -> String {
    let text = column(figure, name);
    match name {
        "flags" => text.split(',').filter(|flag| !OF_LINKING.contains(flag)).collect::<Vec<_>>().join(","),
        _ => text,
    }
}

/// What is wrong with the figures of a sentence.
fn faults(extractor: &Extractor, trap: &Trap) -> Vec<String> {
    let found = extractor.extract(article("trap", trap.text, day("2024-01-26"))).figures;
    let quotes: Vec<&str> = found.iter().map(|figure| figure.quote.as_str()).collect();
    let wanted: Vec<&str> = trap.figures.iter().map(|(quote, _)| *quote).collect();
    if quotes != wanted {
        return vec![format!("gives {quotes:?}, not {wanted:?}")];
    }
    let mut faults = Vec::new();
    for (figure, (quote, slots)) in found.iter().zip(&trap.figures) {
        for slot in slots.split("; ").filter(|slot| !slot.is_empty()) {
            let (name, value) = slot.split_once('=').unwrap_or_else(|| panic!("`{slot}` is no column=value"));
            let told = told(figure, name);
            if told != value {
                faults.push(format!("{quote}: {name} is `{told}`, not `{value}`"));
            }
        }
    }
    faults
}

fn check(name: &str, least: usize) {
    let extractor = Extractor::embedded().unwrap_or_else(|error| panic!("{error}"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/traps").join(name);
    let file = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let traps = traps(&file);
    assert!(traps.len() >= least, "{name} has only {} sentences", traps.len());
    let wrong: Vec<String> = traps
        .iter()
        .flat_map(|trap| {
            let at = format!("tests/traps/{name}:{}: {}", trap.line, trap.text);
            faults(&extractor, trap).into_iter().map(move |fault| format!("{at}\n    {fault}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} sentences:\n{}", wrong.len(), traps.len(), wrong.join("\n"));
}

#[test]
fn numbers_are_worth_what_is_said() {
    check("numbers.txt", 70);
}

#[test]
fn letters_are_the_units_they_mean_here() {
    check("units.txt", 45);
}

#[test]
fn numbers_that_state_nothing_give_nothing() {
    check("nothing.txt", 25);
}

#[test]
fn numbers_that_state_nothing_are_known_not_unread() {
    let extractor = Extractor::embedded().unwrap_or_else(|error| panic!("{error}"));
    let file = include_str!("traps/nothing.txt");
    for trap in traps(file) {
        let unread = extractor.extract(article("trap", trap.text, day("2024-01-26"))).unread;
        let quotes: Vec<&str> = unread.iter().map(|unread| unread.quote.as_str()).collect();
        assert!(quotes.is_empty(), "{}: {quotes:?}", trap.text);
    }
}

#[test]
fn times_fall_on_their_days() {
    check("times.txt", 28);
}

#[test]
fn money_that_kept_its_name_is_that_of_its_day() {
    let extractor = Extractor::embedded().unwrap_or_else(|error| panic!("{error}"));
    for (published, text, unit, flags) in [
        ("2004-06-01", "Turkey lent 5 trillion lira to mills.", "TRL", ""),
        ("2005-06-01", "Turkey lent 5 billion lira to mills.", "TRY", ""),
        ("2003-06-01", "Turkey lent TL 900 billion to mills.", "TRL", ""),
        ("2025-06-01", "Iran sold fuel worth 30 billion tomans.", "toman", ""),
        ("2026-06-01", "Iran sold fuel worth 30 billion tomans.", "toman", "rial_old_or_new"),
        ("2026-06-01", "The fuel is worth 30 billion new rials.", "IRn", ""),
    ] {
        let found = extractor.extract(article("money", text, day(published))).figures;
        let [figure] = found.as_slice() else { panic!("{text}: {} figures", found.len()) };
        assert_eq!(column(figure, "unit"), unit, "{published}: {text}");
        assert_eq!(column(figure, "flags").contains("rial_old_or_new"), !flags.is_empty(), "{published}: {text}");
    }
}

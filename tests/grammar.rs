//! The embedded grammar: it loads, every entry carries an example and a counter-example, and the examples hold.

use std::collections::BTreeMap;
use trade_figures::grammar::Grammar;
use trade_figures::grammar::words::Class;
use trade_figures::pipeline::Extractor;

/// Entries that still lack a `yes` or a `no`. May only fall.
const UNPROVEN_ENTRIES: usize = 0;

/// Examples of the grammar that do not hold. May only fall.
const FAILING_EXAMPLES: usize = 16;

/// Lists of names and marks, which prove nothing of their own.
const LISTS: &[Class] = &[Class::Places, Class::Organizations, Class::Sections, Class::Abbreviations];

#[test]
fn the_embedded_grammar_loads() {
    if let Err(error) = Grammar::embedded() {
        panic!("{error}");
    }
}

#[test]
fn every_entry_says_where_it_is_found_and_where_it_is_not() {
    let grammar = Grammar::embedded().unwrap_or_else(|error| panic!("{error}"));
    // A table with nouns and verbs is two entries; its examples stand with one of them.
    let mut tables: BTreeMap<(&str, usize), (&str, bool, bool)> = BTreeMap::new();
    for entry in grammar.entries.iter().filter(|entry| !LISTS.contains(&entry.class)) {
        let table = tables.entry((&entry.path, entry.line)).or_insert((&entry.id, false, false));
        table.1 |= !entry.yes.is_empty();
        table.2 |= !entry.no.is_empty();
    }
    let mut lacking = 0;
    for ((path, line), (id, yes, no)) in tables {
        let lacks = match (yes, no) {
            (false, false) => "an example in `yes` and one in `no`",
            (false, true) => "an example in `yes`",
            (true, false) => "an example in `no`",
            (true, true) => continue,
        };
        println!("grammar/{path}:{line}: [{id}] lacks {lacks}");
        lacking += 1;
    }
    held(lacking, UNPROVEN_ENTRIES, "entries lack an example", "UNPROVEN_ENTRIES");
}

#[test]
fn the_examples_of_the_grammar_hold() {
    let extractor = Extractor::embedded().unwrap_or_else(|error| panic!("{error}"));
    let (count, failures) = extractor.check_grammar();
    for failure in &failures {
        println!("{failure}");
    }
    println!("{count} examples, {} failing", failures.len());
    assert!(count > 500, "only {count} examples were run");
    held(failures.len(), FAILING_EXAMPLES, "examples fail", "FAILING_EXAMPLES");
}

fn held(found: usize, ceiling: usize, what: &str, constant: &str) {
    assert!(found <= ceiling, "{found} {what}, at most {ceiling} may; each is printed above");
    if found < ceiling {
        println!("{found} {what}, fewer than {ceiling}: lower {constant} in tests/grammar.rs to {found}");
    }
}

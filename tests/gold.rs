//! Scores on annotated articles, where these are at hand: none may fall below its floor in `tests/gold_floor.toml`.
//!
//! The articles are looked for as `tests/shared/mod.rs` says; where there are none, the test says so and passes. The
//! score is computed by the `score.py` that lies beside them, by the rules of the `GUIDELINES.md` there.
//!
//! To raise the floors to what is measured: `RATCHET=1 cargo test --test gold`.

#[cfg(not(feature = "table"))]
mod columns;
mod shared;

use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use trade_figures::model::figure::Extraction;
use trade_figures::pipeline::{Extractor, Inputs};

/// How far a score may lie below its floor, in points of a hundred.
const TOLERANCE: f64 = 0.05;

type Scores = BTreeMap<String, f64>;

/// Writes the figures of one document as the program's own NDJSON.
#[cfg(feature = "table")]
fn write(file: &mut impl Write, extraction: &Extraction) {
    use trade_figures::table::article::Article;
    use trade_figures::table::figures::{FigureRow, Figures};
    use trade_figures::table::json;
    use trade_figures::table::schema::Table;
    let article = &Article::new(extraction);
    let heads = Figures::heads(true);
    for figure in &extraction.figures {
        writeln!(file, "{}", json::object(&heads, &Figures::cells(&FigureRow { article, figure }))).unwrap();
    }
}

/// Writes what is scored of the figures of one document, where the table is not built.
#[cfg(not(feature = "table"))]
fn write(file: &mut impl Write, extraction: &Extraction) {
    let columns =
        ["quote", "kind", "role", "value", "value_low", "value_high", "comparator", "unit", "direction", "status"];
    let context =
        ["measure_text", "commodity", "flow", "time", "time_start", "time_end", "attribution", "section", "topic"];
    for figure in &extraction.figures {
        let mut line = serde_json::Map::new();
        let text = |name: &str| Some(columns::column(figure, name)).filter(|text| !text.is_empty());
        for name in columns.into_iter().chain(context) {
            line.insert(name.to_string(), text(name).into());
        }
        let countries: Vec<String> = figure.countries.iter().map(|code| code.to_string()).collect();
        line.insert("countries".to_string(), countries.into());
        line.insert("doc_id".to_string(), extraction.document.id.clone().into());
        line.insert("start".to_string(), figure.start.into());
        line.insert("end".to_string(), figure.end.into());
        writeln!(file, "{}", Value::from(line)).unwrap();
    }
}

/// The scores of what is extracted from `texts`, by name: `found`, `value` (F1), `row`, `exact_span`, each slot.
fn scores(extractor: &Extractor, texts: PathBuf, gold: &Path, folder: &Path) -> Scores {
    let inputs = Inputs { paths: vec![texts], ..Inputs::default() };
    let documents = extractor.documents(&inputs).unwrap_or_else(|error| panic!("{error}"));
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let sink = |extraction: Extraction| {
        write(&mut file, &extraction);
        Ok(())
    };
    extractor.extract_all(documents, 0, sink).unwrap_or_else(|error| panic!("{error}"));
    file.flush().unwrap();
    let mut python = Command::new("python3");
    let output = python.arg(folder.join("gold/score.py")).arg(gold).arg(file.path()).arg("--json").output();
    let output = output.expect("python3 runs score.py");
    assert!(output.status.success(), "score.py: {}", String::from_utf8_lossy(&output.stderr));
    let all: Value = serde_json::from_slice(&output.stdout).expect("score.py prints JSON");
    let mut scores = Scores::new();
    for (name, at) in [("found", "/found/2"), ("value", "/value/2"), ("row", "/row"), ("exact_span", "/exact_span")] {
        scores.insert(name.to_string(), all.pointer(at).and_then(Value::as_f64).expect(at));
    }
    for (slot, score) in all["slots"].as_object().into_iter().flatten() {
        scores.insert(slot.clone(), score.as_f64().unwrap());
    }
    scores
}

#[test]
fn scores_on_annotated_articles_hold_their_floors() {
    let Some(folder) = shared::folder() else {
        println!("skipped: there are no annotated articles here; name their folder with TRADE_FIGURES_SHARED");
        return;
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold_floor.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut floors: BTreeMap<String, Scores> = toml::from_str(&text).expect("tests/gold_floor.toml");
    let extractor = Extractor::embedded().unwrap_or_else(|error| panic!("{error}"));
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut fallen = Vec::new();
    for (name, texts) in [("seeds", seeds), ("dev", folder.join("gold/dev_docs.jsonl"))] {
        let measured = scores(&extractor, texts, &folder.join(format!("gold/{name}.jsonl")), &folder);
        println!(
            "{name}: {}",
            measured.iter().map(|(slot, score)| format!("{slot} {score:.1}")).collect::<Vec<_>>().join("  ")
        );
        let held = floors.entry(name.to_string()).or_default();
        for (slot, score) in measured {
            let floor = held.entry(slot.clone()).or_insert(0.0);
            if score < *floor - TOLERANCE {
                fallen.push(format!("{name} {slot} fell to {score:.2}; its floor is {floor:.2}"));
            }
            *floor = floor.max((score * 100.0).floor() / 100.0);
        }
    }
    assert!(
        fallen.is_empty(),
        "{}\nmend it, or, where the loss is meant, lower the floor in tests/gold_floor.toml by hand and say why",
        fallen.join("\n")
    );
    if std::env::var_os("RATCHET").is_some() {
        write_floors(&path, &floors);
        println!("the floors in {} now are what was measured", path.display());
    }
}

fn write_floors(path: &Path, floors: &BTreeMap<String, Scores>) {
    let mut text = String::from(
        "# Scores on annotated articles that tests/gold.rs holds, in points of a hundred: what was last measured.\n\
         # RATCHET=1 cargo test --test gold raises them; nothing but a hand lowers them.\n",
    );
    for (name, scores) in floors {
        text.push_str(&format!("\n[{name}]\n"));
        for (slot, floor) in scores {
            text.push_str(&format!("{slot} = {floor:.2}\n"));
        }
    }
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

//! The annotated articles, where they are at hand: figures never cross sentences, and stand in the section that was noted.

use super::*;
use serde_json::Value;
use std::path::Path;

struct Gold {
    document: Document,
    /// First and last code point, and the section noted.
    figures: Vec<(usize, usize, String)>,
}

fn gold(folder: &Path) -> Vec<Gold> {
    let mut all = Vec::new();
    for name in ["seeds.jsonl", "dev.jsonl"] {
        let lines = std::fs::read_to_string(folder.join("gold").join(name)).unwrap();
        for line in lines.lines() {
            let record: Value = serde_json::from_str(line).unwrap();
            let id = record["doc"].as_str().unwrap();
            let text = match record["text"].as_str() {
                Some(text) => text.to_string(),
                None => std::fs::read_to_string(folder.join(format!("seeds/{id}.txt"))).unwrap(),
            };
            let title = record["text"].as_str().and(record["title"].as_str()).map(str::to_string);
            let place = |figure: &Value, name: &str| figure[name].as_u64().unwrap() as usize;
            let figures = record["figures"].as_array().unwrap().iter();
            let figures = figures
                .map(|figure| {
                    (place(figure, "start"), place(figure, "end"), figure["section"].as_str().unwrap().into())
                })
                .collect();
            all.push(Gold { document: Document { id: id.into(), title, text, ..Document::default() }, figures });
        }
    }
    all
}

#[test]
fn figures_stand_in_one_sentence_and_in_their_section() {
    let beside = ["../shared", "../../shared"].map(|path| Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    let Some(folder) = beside.into_iter().find(|path| path.join("gold").is_dir()) else { return };
    let (mut figures, mut whole, mut right) = (0, 0, 0);
    for Gold { document, figures: noted } in gold(&folder) {
        let sentences = SEGMENTER.segment(&document);
        assert_ne!(SEGMENTER.language(&document).unwrap_or("eng"), "deu");
        let bytes: Vec<usize> = document.text.char_indices().map(|(at, _)| at).chain([document.text.len()]).collect();
        for (start, end, section) in noted {
            let span = Span::new(bytes[start], bytes[end]);
            figures += 1;
            let Some(sentence) = sentences.iter().find(|sentence| sentence.span.contains(span)) else {
                println!("{}: crosses: {:?}", document.id, span.of(&document.text));
                continue;
            };
            whole += 1;
            right += usize::from(sentence.section.code() == section);
            if sentence.section.code() != section {
                let words = sentence.span.of(&document.text);
                println!("{}: {} not {section}: {words:?}", document.id, sentence.section.code());
            }
        }
    }
    println!("{whole} of {figures} whole, {right} in their section");
    assert!(whole * 1000 >= figures * 995 && right * 100 >= figures * 97);
}

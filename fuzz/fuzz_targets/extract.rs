//! Any bytes that are text: extraction must not panic, and every span must quote the text exactly.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use trade_figures::model::document::Document;
use trade_figures::pipeline::Extractor;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::embedded().expect("the embedded grammar loads"));

fuzz_target!(|text: &str| {
    let document = Document { text: text.to_string(), language: Some("eng".to_string()), ..Document::default() };
    let extraction = EXTRACTOR.extract(document);
    for figure in &extraction.figures {
        assert_eq!(figure.span.of(text), figure.quote);
    }
});

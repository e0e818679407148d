//! What an extraction says of texts that are odd: numbers too long to hold, terminal sequences, sentences without end.

use trade_figures::model::document::Document;
use trade_figures::model::figure::Extraction;
use trade_figures::pipeline::{Extractor, MOST_THREADS};

fn extractor() -> Extractor {
    Extractor::embedded().unwrap()
}

fn extract(text: &str) -> Extraction {
    let text = text.to_string();
    extractor().extract(Document { id: "a".into(), text, language: Some("eng".into()), ..Document::default() })
}

fn unread(extraction: &Extraction) -> Vec<&str> {
    extraction.unread.iter().map(|unread| &*unread.quote).collect()
}

#[test]
fn numbers_that_cannot_be_held_are_unread() {
    for (text, quotes) in [
        (
            "Exports were $1000000000000000000000000000000 and rose 99999999999999999999999999999999%.",
            &["1000000000000000000000000000000", "99999999999999999999999999999999"][..],
        ),
        (
            "Output was 1,000,000,000,000,000,000,000,000,000,000,000,000,000 tonnes.",
            &["1,000,000,000,000,000,000,000,000,000,000,000,000,000"],
        ),
        ("Output was 5000000000000000000000000000 trillion tonnes in May.", &["5000000000000000000000000000 trillion"]),
        ("The ratio is 0.333333333333333333333333333333333 tonnes.", &["0.333333333333333333333333333333333"]),
        ("Output was 1000000000000000000000000000 tonnes.", &[]),
    ] {
        let extraction = extract(text);
        assert_eq!(unread(&extraction), quotes, "{text}");
        assert_eq!(extraction.figures.is_empty(), !quotes.is_empty(), "{text}");
        for unread in &extraction.unread {
            assert_eq!(unread.span.of(text), unread.quote);
        }
    }
    extract("It fell by zero trillion trillion trillion trillion tonnes.");
}

#[test]
fn a_long_number_is_a_mention_without_an_entry() {
    let text = "Exports rose 99999999999999999999999999999999% at Article 5 of order 7 and COP29.".to_string();
    let (extractor, document) = (extractor(), Document { id: "a".into(), text, ..Document::default() });
    let rows = extractor.mentions(&document);
    let rule = |quote: &str| {
        let row = rows.iter().find(|row| row.quote.starts_with(quote)).unwrap();
        (row.kind, row.rule)
    };
    assert_eq!(rule("999"), ("unread", ""));
    assert_eq!(rule("COP29"), ("stop", ""));
    assert!(rule("Article").1.starts_with("stops/head."), "{:?}", rule("Article"));
}

#[test]
fn terminal_sequences_are_white_space() {
    let text = "Oil output rose to \u{1b}[1m5 million tonnes\u{1b}[0m in \u{1b}[38;5;196mMay\u{1b}[0m.\n\u{1b}[1m5 million tonnes\u{1b}[0m\n";
    let extraction = extract(text);
    let quotes: Vec<&str> = extraction.figures.iter().map(|figure| figure.span.of(text)).collect();
    assert_eq!(quotes, ["5 million tonnes", "5 million tonnes"]);
    assert!(extraction.unread.is_empty(), "{:?}", extraction.unread);
}

#[test]
fn long_sentences_are_cut_and_it_is_said() {
    let long = "exports of wheat rose to 5 million tonnes and ".repeat(100);
    let extraction = extract(&long);
    assert!(extraction.sentences.len() > 3);
    let cut = extraction.sentences.len() - 1;
    let message = extraction.message.unwrap();
    assert!(message.starts_with(&format!("cut in {cut} places where a sentence was too long")), "{message}");
    let short = extract("Exports of wheat rose to 5 million tonnes. Imports fell to 3 million tonnes.");
    assert!(!short.message.unwrap().contains("cut in"));
}

#[test]
fn a_remark_on_the_reading_stands_in_the_message() {
    let text = "Exports of wheat rose to 5 million tonnes.".to_string();
    let remark = Some("has 1 place (line 2) not in UTF-8".to_string());
    let extraction = extractor().extract(Document { id: "a".into(), text, remark, ..Document::default() });
    assert!(extraction.message.unwrap().starts_with("has 1 place (line 2) not in UTF-8; date of publication unknown"));
}

#[test]
fn too_many_threads_are_refused() {
    let error = extractor().extract_all(std::iter::empty(), 100_000, |_| Ok(())).unwrap_err();
    assert_eq!(error.message, "100000 threads are too many; ask for 256 at most, or for 0, as many as there are cores");
    assert!(extractor().extract_all(std::iter::empty(), MOST_THREADS, |_| Ok(())).is_ok());
}

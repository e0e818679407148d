//! The same figure in another copy of an article is linked to the first, whatever the number of threads.

mod columns;

use columns::article;
use trade_figures::model::figure::Figure;
use trade_figures::pipeline::Extractor;

const FIRST: &str =
    "Kenya exported 450,000 tonnes of tea last year, the tea board said on Monday. Prices rose 5 percent.";
/// The same, told with other words here and there.
const COPY: &str =
    "NAIROBI - Kenya exported 450,000 tonnes of tea last year, its tea board said on Monday.\n\nPrices rose 5 percent.";
/// Another day's report of the same pattern.
const LATER: &str = "Kenya exported 470,000 tonnes of tea last year, the tea board said on Monday. Prices rose 5 percent, and output 9 percent.";

/// The figures of each text, related on so many threads.
fn related(texts: &[&str], threads: usize) -> Vec<Vec<Figure>> {
    let extractor = Extractor::embedded().unwrap_or_else(|error| panic!("{error}"));
    let documents = texts.iter().enumerate().map(|(index, text)| Ok(article(&format!("article-{index}"), text, None)));
    let mut found = Vec::new();
    extractor
        .extract_all(documents.collect::<Vec<_>>().into_iter(), threads, |extraction| {
            found.push(extraction.figures);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
    found
}

#[test]
fn a_copy_is_linked_to_the_first() {
    let found = related(&[FIRST, COPY, COPY], 1);
    let ids: Vec<Option<u64>> = found[0].iter().map(|figure| Some(figure.id)).collect();
    assert!(found[0].iter().all(|figure| figure.duplicate_of.is_none()));
    for copy in &found[1..] {
        assert_eq!(copy.iter().map(|figure| figure.duplicate_of).collect::<Vec<_>>(), ids);
    }
}

#[test]
fn a_report_of_the_same_pattern_is_no_copy() {
    let found = related(&[FIRST, LATER], 1);
    assert!(found[1].iter().all(|figure| figure.duplicate_of.is_none()));
}

#[test]
fn a_passage_told_twice_in_one_article_is_linked() {
    let twice = format!("{FIRST}\n\n{FIRST}");
    let found = related(&[&twice], 1);
    let (first, second) = found[0].split_at(found[0].len() / 2);
    assert!(first.iter().zip(second).all(|(first, second)| second.duplicate_of == Some(first.id)));
}

#[test]
fn two_figures_of_one_sentence_are_no_copies() {
    let found = related(&["Tea exports rose 5 percent in May and tea exports rose 5 percent in June."], 1);
    assert!(found[0].len() == 2 && found[0].iter().all(|figure| figure.duplicate_of.is_none()));
}

#[test]
fn threads_change_nothing() {
    let texts: Vec<&str> = [FIRST, COPY, LATER].into_iter().cycle().take(60).collect();
    assert_eq!(related(&texts, 1), related(&texts, 4));
}

//! What holds for every text whatever: nothing panics, and every span quotes the text exactly.

mod columns;

use columns::article;
use proptest::prelude::*;
use std::sync::LazyLock;
use trade_figures::pipeline::Extractor;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::embedded().unwrap_or_else(|error| panic!("{error}")));

/// Pieces of news and of what breaks careless code: marks that combine, other scripts and digits, invisible spaces.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "exports", "rose", "to", "from", "of", "and", "between", "by", "per", "a", "barrel", "tonnes", "million", "billion",
    "percent", "%", "$", "€", "¥", "US$", "bn", "bpd", "crude", "gas", "contract", "expires", "in", "last", "year",
    "first", "three", "two-thirds", "half", "dozens", "hundreds", "more than", "up to", "1", "2,030", "1.250,75", "12.5",
    "3-1/2", "½", "²", "٣", "१२", "2026", "2023/24", "31 February", "May", "Monday", "FY24", ".", "..", ",", ";", ":", "(",
    ")", "“", "”", "’", "-", "–", "—", "/", "\n", "\n\n", "\r\n", "\t", " ", "\u{a0}", "\u{2009}", "\u{202f}", "\u{ad}",
    "\u{200b}", "\u{200d}", "\u{feff}", "\u{301}", "e\u{301}", "İ", "ı", "ß", "ﬁ", "🛢", "👩\u{200d}🏭", "نفت", "ت", "石油", "\u{202e}",
    "99999999999999999999999999999999999999", "0", "000", "-0", "1e9", "0.0000000000000000000000000001", "Türkiye's",
    "Iran", "said", "the minister", "Latest News", "Copyright 2024", "Related", "©",
];

/// Texts of such pieces, glued or spaced.
fn patchwork() -> impl Strategy<Value = String> {
    let piece = (prop::sample::select(PIECES), prop::bool::weighted(0.75));
    let glue = |(piece, spaced): (&str, bool)| if spaced { format!("{piece} ") } else { piece.to_string() };
    prop::collection::vec(piece, 0..60).prop_map(move |pieces| pieces.into_iter().map(glue).collect())
}

/// All that must hold of one text.
fn check(text: &str, published: Option<&str>) -> Result<(), TestCaseError> {
    let document = article("text", text, published.and_then(columns::day));
    let points: Vec<char> = text.chars().collect();
    let quoted = |start: u32, end: u32| points[start as usize..end as usize].iter().collect::<String>();
    for row in EXTRACTOR.mentions(&document) {
        prop_assert_eq!(quoted(row.start, row.end), row.quote);
    }
    let extraction = EXTRACTOR.extract(document);
    for figure in &extraction.figures {
        prop_assert!(!figure.quote.trim().is_empty());
        prop_assert_eq!(figure.span.of(text), figure.quote.as_str());
        prop_assert_eq!(quoted(figure.start, figure.end), figure.quote.as_str());
        prop_assert!(extraction.sentences[figure.sentence as usize].span.contains(figure.span));
        for evidence in &figure.evidence {
            if let Some(span) = evidence.span {
                prop_assert_eq!(span.of(text), evidence.words.as_str());
            }
        }
        if let Some(time) = &figure.time {
            prop_assert!(!matches!((time.start, time.end), (Some(start), Some(end)) if start > end));
        }
    }
    for pair in extraction.figures.windows(2) {
        prop_assert!(pair[0].start <= pair[1].start, "figures stand in the order of the text");
    }
    for unread in &extraction.unread {
        prop_assert_eq!(unread.span.of(text), unread.quote.as_str());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_unicode_is_read_without_panic_and_quoted_exactly(text in any::<String>()) {
        check(&text, None)?;
    }

    #[test]
    fn any_patchwork_of_news_is_read_without_panic_and_quoted_exactly(text in patchwork()) {
        check(&text, Some("2024-01-26"))?;
        check(&text, None)?;
    }

    #[test]
    fn a_plain_amount_reads_back(value in 1u64..999_999, cents in 0u8..100) {
        let text = format!("Exports were worth ${value}.{cents:02} million last year.");
        let extraction = EXTRACTOR.extract(article("text", &text, columns::day("2024-01-26")));
        let figure = extraction.figures.iter().find(|figure| figure.quote.starts_with('$'));
        let want = rust_decimal::Decimal::new((value * 100 + u64::from(cents)) as i64, 2) * rust_decimal::Decimal::from(1_000_000);
        prop_assert_eq!(figure.and_then(|figure| figure.amount).and_then(|amount| amount.value()), Some(want));
        prop_assert_eq!(figure.and_then(|figure| figure.unit.as_deref()), Some("USD"));
    }
}

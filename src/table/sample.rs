//! A small extraction that the tests of this room share, with hostile text in it.

use super::figures::Figures;
use super::frame::Frame;
use crate::model::amount::Amount;
use crate::model::code::*;
use crate::model::document::{Document, Outcome};
use crate::model::figure::{Distance, Evidence, Extraction, Figure, Unread};
use crate::model::sentence::Sentence;
use crate::model::span::Span;
use crate::model::time::Period;
use chrono::NaiveDate;

const TEXT: &str = "Türkiye aspires to reach 30 billion\ndollars in trade volume by 2026, or =HYPERLINK(\"x\"). Trade rose 40%. Trade rose 40%. Dead: 12.";

/// An extraction with four figures, one of them out of scope, and a number that was not understood.
pub fn extraction(id: &str) -> Extraction {
    let document = Document {
        id: id.to_owned(),
        source: format!("news/{id}.txt"),
        title: Some("=1+1 \u{1b}[31m\"Trade\",\r\nup".to_owned()),
        published: NaiveDate::from_ymd_opt(2024, 1, 24),
        text: TEXT.to_owned(),
        ..Document::default()
    };
    let sentence = |words: &str, index| Sentence { span: span(words, 0), index, paragraph: 0, section: Section::Body };
    let first = TEXT.find(" Trade rose").unwrap();
    Extraction {
        document,
        outcome: Outcome::Ok,
        message: None,
        sentences: vec![
            sentence(&TEXT[..first], 0),
            sentence("Trade rose 40%.", 1),
            Sentence { span: span("Trade rose 40%.", first + 3), ..sentence("Trade rose 40%.", 2) },
            sentence("Dead: 12.", 3),
        ],
        figures: vec![target(id), rise(id, 0), rise(id, TEXT.find("40%").unwrap() + 1), dead(id)],
        unread: vec![Unread { span: span("12", 0), start: 0, end: 2, quote: "12".to_owned(), sentence: 3 }],
    }
}

/// The frame of two such extractions; the second one's figures are out of scope.
pub fn frame() -> Frame<Figures> {
    let mut other = extraction("b");
    other.figures.iter_mut().for_each(|figure| figure.section = Section::Related);
    super::frame(&[extraction("a"), other]).unwrap()
}

fn span(words: &str, from: usize) -> Span {
    let start = from + TEXT[from..].find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}

fn figure(id: &str, words: &str, from: usize, sentence: u32) -> Figure {
    let span = span(words, from);
    let start = TEXT[..span.start as usize].chars().count() as u32;
    let seed = id.bytes().map(u64::from).sum::<u64>() * 1_000 + u64::from(span.start);
    Figure {
        id: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15),
        span,
        start,
        end: start + words.chars().count() as u32,
        quote: words.to_owned(),
        sentence,
        kind: Kind::Count,
        role: Role::Level,
        amount: None,
        unit: None,
        unit_text: None,
        dimension: None,
        normal: None,
        previous_value: None,
        direction: None,
        change_basis: None,
        status: Status::Actual,
        measure_text: None,
        measure: None,
        commodity: None,
        benchmark: None,
        flow: None,
        countries: vec![],
        far: false,
        entity: None,
        time: None,
        time_text: None,
        time_basis: None,
        attribution: None,
        flags: Flags::default(),
        confidence_value: None,
        confidence_meaning: None,
        topic: Topic::Trade,
        section: Section::Body,
        event: None,
        duplicate_of: None,
        evidence: vec![],
        rules: vec![],
    }
}

fn target(id: &str) -> Figure {
    let mut flags = Flags::default();
    flags.set(Flag::CurrencyInferred);
    flags.set(Flag::CountriesByContext);
    Figure {
        kind: Kind::Money,
        amount: Some(Amount::Exact("30000000000.12".parse().unwrap())),
        unit: Some("USD".into()),
        normal: Some(("30000000000.12".parse().unwrap(), "USD".into())),
        status: Status::Target,
        measure_text: Some("trade volume".to_owned()),
        measure: Some("trade_value".into()),
        flow: Some(Flow::Trade),
        countries: vec!["IRN".into(), "TUR".into()],
        time: Some(Period { start: None, end: NaiveDate::from_ymd_opt(2026, 12, 31), edtf: "../2026".to_owned() }),
        flags,
        confidence_value: Some(983),
        evidence: vec![Evidence {
            slot: "status",
            span: Some(span("aspires to reach", 0)),
            words: "aspires to reach".to_owned(),
            rule: "en/cues.toml:status.target".into(),
            distance: Distance::Clause,
        }],
        rules: vec!["en/numbers.toml:scale.billion".into()],
        ..figure(id, "30 billion\ndollars", 0, 0)
    }
}

fn rise(id: &str, from: usize) -> Figure {
    Figure {
        kind: Kind::Percent,
        role: Role::Change,
        amount: Some(Amount::Bounded(Comparator::About, "40".parse().unwrap())),
        unit: Some("%".into()),
        normal: Some(("-40".parse().unwrap(), "%".into())),
        direction: Some(Direction::Down),
        ..figure(id, "40%", from, if from == 0 { 1 } else { 2 })
    }
}

fn dead(id: &str) -> Figure {
    Figure {
        amount: Some(Amount::Range("0.0000000001".parse().unwrap(), "12".parse().unwrap())),
        topic: Topic::Other,
        ..figure(id, "12", 0, 3)
    }
}

//! The rows of `figures mentions`: what each stretch of text says, before any context.

use crate::grammar::Grammar;
use crate::grammar::words::Sense;
use crate::model::document::Document;
use crate::model::mention::{Mention, MentionKind, MentionRow, Reading};
use crate::model::span::RuleId;
use crate::normalize::CodePoints;
use crate::normalize::time::{Anchor, mentioned};

/// One row a mention, in the order of the text.
pub fn rows<'a>(document: &'a Document, readings: &[Reading], grammar: &'a Grammar) -> Vec<MentionRow<'a>> {
    let points = CodePoints::new(&document.text);
    let mut rows = Vec::with_capacity(readings.iter().map(|reading| reading.mentions.len()).sum());
    for mention in readings.iter().flat_map(|reading| &reading.mentions) {
        let (start, end) = points.of(mention.span);
        rows.push(row(mention, start, end, document, grammar));
    }
    rows
}

fn row<'a>(mention: &Mention, start: u32, end: u32, document: &'a Document, grammar: &'a Grammar) -> MentionRow<'a> {
    let mut row = MentionRow {
        start,
        end,
        quote: mention.span.of(&document.text),
        kind: kind(&mention.value, grammar),
        value: None,
        value_low: None,
        value_high: None,
        comparator: None,
        unit: None,
        time_type: None,
        time_value: None,
        time_mod: None,
        time_start: None,
        time_end: None,
        rule: match mention.value {
            MentionKind::Name | MentionKind::TooLong => "",
            MentionKind::Stop if mention.rule == RuleId::default() => "",
            _ => &grammar.entry(mention.rule).rule_name,
        },
    };
    match &mention.value {
        MentionKind::Quantity(quantity) => {
            row.value = quantity.amount.value();
            row.value_low = quantity.amount.low();
            row.value_high = quantity.amount.high();
            row.comparator = Some(quantity.amount.comparator());
            row.unit = quantity.unit.as_ref().map(|unit| grammar.world.spell(unit));
        }
        MentionKind::Time(time) => {
            let anchor = Anchor { published: document.published, ..Anchor::default() };
            let said = mentioned(time, &anchor, grammar);
            row.time_type = Some(said.timex_type);
            row.time_value = Some(said.timex_value);
            row.time_mod = said.timex_mod;
            (row.time_start, row.time_end) = (said.start, said.end);
        }
        _ => {}
    }
    row
}

fn kind(value: &MentionKind, grammar: &Grammar) -> &'static str {
    match value {
        MentionKind::Quantity(quantity) => quantity.kind.map_or("number", |kind| kind.code()),
        MentionKind::Time(_) => "time",
        MentionKind::Name => "name",
        MentionKind::Stop => "stop",
        MentionKind::TooLong => "unread",
        MentionKind::Phrase(rules) => match rules.first().map(|rule| grammar.sense(*rule)) {
            Some(Sense::Place(..)) => "place",
            Some(Sense::Commodity(_)) => "commodity",
            Some(Sense::Flow(..)) => "flow",
            Some(Sense::Measure(..)) => "measure",
            Some(Sense::Organization(..)) => "organization",
            Some(Sense::Benchmark(..)) => "benchmark",
            Some(Sense::Cue(_)) => "cue",
            _ => "word",
        },
    }
}

//! Mentions → claims: an ordered list of small links between a figure and the rest of its sentence and document.
//!
//! ```text
//! for each sentence:  clauses → noun phrases → source
//!   for each figure:  role → anchors → unit → flow, commodity → status → places → time → attribution → topic
//!   then:             events (figures of one statement share what one of them lacks)
//! ```
//! Patterns of the grammar win over nearness; nearness never crosses a clause that has its own candidate.

pub mod actor;
pub mod anchor;
pub mod article;
pub mod attribution;
pub mod commodity;
pub mod context;
pub mod date;
pub mod entity;
pub mod event;
pub mod figure;
pub mod flow;
pub mod governor;
pub mod kind;
pub mod line;
pub mod measure;
pub mod noun;
pub mod party;
pub mod pattern;
pub mod role;
pub mod status;
pub mod time;
pub mod topic;
pub mod unit;

use crate::grammar::Grammar;
use crate::grammar::words::Sense;
use crate::model::claim::Claim;
use crate::model::code::Section;
use crate::model::mention::{MentionKind, Reading};
use context::Context;
use line::Line;

/// A document's title, read like a sentence.
pub struct Headline<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its mentions.
    pub reading: &'a Reading,
}

/// The claims of a document, in the order of its text.
pub fn link(text: &str, headline: Option<Headline>, readings: &[Reading], grammar: &Grammar) -> Vec<Claim> {
    let mut context = Context {
        main: article::main_place(readings, headline.as_ref(), grammar),
        base: article::base(readings, grammar),
        ..Context::default()
    };
    let in_text = readings.iter().find(|reading| reading.sentence.section == Section::Title);
    let headline = headline.or_else(|| in_text.map(|reading| Headline { text, reading }));
    if let Some(headline) = headline {
        context.begin(&Line::new(headline.text, headline.reading, grammar));
    }
    context.sides = context.sides.or_else(|| article::two_sides(readings, grammar));
    context.commodity = main_commodity(readings, grammar);
    let topic = topic::passage(readings, grammar);
    let mut claims = Vec::new();
    let mut section = Section::Body;
    let lines: Vec<Line> = readings.iter().map(|reading| Line::new(text, reading, grammar)).collect();
    let sources = attribution::sources(&lines);
    for ((reading, line), sources) in readings.iter().zip(&lines).zip(&sources) {
        if std::mem::replace(&mut section, reading.sentence.section) != section && section != Section::Body {
            context.leave_article();
        }
        let nouns = noun::nouns(line);
        let from = claims.len();
        let dates = date::dates(line);
        let passage = figure::Passage { line, nouns: &nouns, dates: &dates, sources, topic, context: &context };
        passage.claims(&mut claims);
        event::join(line, &mut claims[from..], from);
        context.pass(line, &nouns, &claims[from..]);
    }
    claims
}

/// The commodity that the article names in at least half of the places where it names any, and three times.
fn main_commodity(readings: &[Reading], grammar: &Grammar) -> Option<u16> {
    let mut counts: Vec<(Option<u16>, usize)> = Vec::new();
    let body = readings.iter().filter(|reading| reading.sentence.section == Section::Body);
    for mention in body.flat_map(|reading| &reading.mentions) {
        let MentionKind::Phrase(rules) = &mention.value else { continue };
        let named = rules.iter().find_map(|rule| match grammar.sense(*rule) {
            Sense::Commodity(index) => Some(*index),
            Sense::Benchmark(index, _) => Some(Some(*index)),
            _ => None,
        });
        let Some(named) = named else { continue };
        match counts.iter_mut().find(|(known, _)| *known == named) {
            Some((_, count)) => *count += 1,
            None => counts.push((named, 1)),
        }
    }
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    counts.into_iter().find(|(_, count)| *count >= 3 && count * 2 >= all).and_then(|(named, _)| named)
}

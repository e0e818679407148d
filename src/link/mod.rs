//! Mentions → claims: an ordered list of small links between a figure and the rest of its sentence and document.
//!
//! ```text
//! for each sentence:  clauses → noun phrases → source
//!   for each figure:  role → anchors → unit → flow, commodity → status → places → time → attribution → topic
//!   then:             events (figures of one statement share what one of them lacks)
//! ```
//! Patterns of the grammar win over nearness; nearness never crosses a clause that has its own candidate.

pub mod anchor;
pub mod attribution;
pub mod commodity;
pub mod context;
pub mod date;
pub mod event;
pub mod figure;
pub mod flow;
pub mod governor;
pub mod line;
pub mod noun;
pub mod party;
pub mod pattern;
pub mod role;
pub mod status;
pub mod time;
pub mod topic;
pub mod unit;

use crate::grammar::Grammar;
use crate::grammar::words::{Facet, Sense};
use crate::model::claim::Claim;
use crate::model::code::{Section, Topic};
use crate::model::mention::{MentionKind, Reading};
use crate::model::profile::Profile;
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
pub fn link(
    text: &str,
    headline: Option<Headline>,
    readings: &[Reading],
    profile: &Profile,
    grammar: &Grammar,
) -> Vec<Claim> {
    let mut context = Context { main: main_place(readings, headline.as_ref(), grammar), ..Context::default() };
    if let Some(headline) = headline {
        let line = Line::new(headline.text, headline.reading, grammar);
        context.begin(&line, profile);
    }
    context.sides = context.sides.or_else(|| two_sides(readings, grammar));
    context.commodity = main_commodity(readings, grammar);
    let passage = passage_topic(readings, grammar);
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
        figure::claims(line, &nouns, sources, passage, &context, &mut claims);
        event::join(line, &mut claims[from..], from);
        context.pass(line, &nouns, &claims[from..]);
    }
    claims
}

/// The field most figures of the document speak of: the more of energy commodities or of trade that its words name.
fn passage_topic(readings: &[Reading], grammar: &Grammar) -> Topic {
    let (mut energy, mut other) = (0, 0);
    for reading in readings.iter().filter(|reading| reading.sentence.section == Section::Body) {
        for mention in &reading.mentions {
            if let MentionKind::Phrase(rules) = &mention.value {
                for rule in rules {
                    if let Sense::Commodity(Some(index)) = grammar.sense(*rule) {
                        match grammar.world.commodities[*index as usize].topic {
                            Topic::Energy => energy += 1,
                            _ => other += 1,
                        }
                    }
                }
            }
        }
    }
    if energy >= 3 && energy > other { Topic::Energy } else { Topic::Other }
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

/// The two countries a document is about: named at least three times each, and four of five times between them.
fn two_sides(readings: &[Reading], grammar: &Grammar) -> Option<(u16, u16)> {
    let counts = named_places(readings, None, grammar);
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let mut leaders: Vec<(u16, usize)> = counts.into_iter().filter(|(_, count)| *count >= 3).collect();
    leaders.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    match leaders[..] {
        [(first, most), (second, more), ..] if (most + more) * 5 >= all * 4 => Some((first, second)),
        _ => None,
    }
}

/// The place that the document names most: at least twice, and more often than any other.
fn main_place(readings: &[Reading], headline: Option<&Headline>, grammar: &Grammar) -> Option<u16> {
    let counts = named_places(readings, headline, grammar);
    let most = counts.iter().map(|(_, count)| *count).max().filter(|count| *count >= 2)?;
    let mut leaders = counts.iter().filter(|(_, count)| *count == most);
    leaders.next().filter(|_| leaders.next().is_none()).map(|(place, _)| *place)
}

/// How often the article names each place, by a name, a capital or a body that has its seat there; first named first.
fn named_places(readings: &[Reading], headline: Option<&Headline>, grammar: &Grammar) -> Vec<(u16, usize)> {
    let mut counts: Vec<(u16, usize)> = Vec::new();
    let article = readings.iter().filter(|reading| matches!(reading.sentence.section, Section::Body | Section::Title));
    for mention in article.chain(headline.map(|headline| headline.reading)).flat_map(|reading| &reading.mentions) {
        let MentionKind::Phrase(rules) = &mention.value else { continue };
        let place = rules.iter().find_map(|rule| match grammar.sense(*rule) {
            Sense::Place(place, Facet::Name | Facet::Capital) => Some(*place),
            Sense::Organization(place, ..) => *place,
            _ => None,
        });
        let Some(place) = place else { continue };
        match counts.iter_mut().find(|(known, _)| *known == place) {
            Some((_, count)) => *count += 1,
            None => counts.push((place, 1)),
        }
    }
    counts
}

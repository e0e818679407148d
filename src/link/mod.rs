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
pub mod side;
pub mod status;
pub mod time;
pub mod topic;
pub mod unit;

use crate::grammar::Grammar;
use crate::model::claim::Claim;
use crate::model::code::Section;
use crate::model::mention::Reading;
use article::Article;
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
    let article = Article { text, readings, headline: headline.as_ref(), grammar };
    let mut context = Context {
        main: article.main_place(),
        base: article.base(),
        commodity: article.main_commodity(),
        quoted: article.is_quoted(),
        ..Context::default()
    };
    let lines: Vec<Line> = readings.iter().map(|reading| Line::new(text, reading, grammar)).collect();
    let title = headline.as_ref().map(|headline| Line::new(headline.text, headline.reading, grammar));
    let in_text = || lines.iter().find(|line| line.reading.sentence.section == Section::Title);
    if let Some(title) = title.as_ref().or_else(in_text) {
        context.begin(title);
    }
    context.sides = context.sides.or_else(|| article.two_sides());
    let topic = topic::passage(readings, grammar);
    let mut claims = Vec::new();
    let mut section = Section::Body;
    let sources = attribution::sources(&lines);
    for (line, sources) in lines.iter().zip(&sources) {
        let next = line.reading.sentence.section;
        if std::mem::replace(&mut section, next) != section && !next.is_of_article() {
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

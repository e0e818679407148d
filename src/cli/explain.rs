//! `figures explain`: how one sentence is read, from its mentions to its figures, with the grammar entry behind each.

use super::answer::Answer;
use super::load::day;
use super::mentions::line;
use super::output::{Ended, FAINT, Status, stdout};
use super::show::{place, write_evidence};
use crate::model::document::Document;
use crate::pipeline::Extractor;
use crate::table::article::Article;
use crate::table::documents::{MentionOf, Mentions};
use crate::table::figures::{FigureRow, Figures};
use crate::table::schema::Table;
use chrono::NaiveDate;
use clap::Args;
use std::io::{self, Write};

/// Explain how a sentence is read: its mentions, its figures, and the grammar entry and line behind each
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures explain \"both countries aspire to reach 30 billion dollars in trade volume\"
  figures explain \"exports rose 5% last year\" --published 2024-01-24")]
pub struct Explain {
    /// The sentence.
    sentence: String,
    /// The day it was published, YYYY-MM-DD: what \"last year\" counts from.
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<NaiveDate>,
}

impl Explain {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let document = Document {
            id: "sentence".to_owned(),
            source: "the command line".to_owned(),
            published: self.published,
            text: self.sentence.clone(),
            ..Document::default()
        };
        let mut out = stdout();
        let mentions = extractor.mentions(&document);
        writeln!(out, "Mentions")?;
        for mention in &mentions {
            let row = MentionOf { doc_id: &document.id, mention };
            writeln!(out, "  {}  {FAINT}{}{FAINT:#}", line(&Mentions::cells(&row)), place(extractor, mention.rule))?;
        }
        let extraction = extractor.extract(document);
        let article = &Article::new(&extraction);
        for figure in &extraction.figures {
            write_figure(&mut out, &FigureRow { article, figure }, extractor)?;
        }
        for unread in &extraction.unread {
            writeln!(out, "\nNot understood: {}", unread.quote)?;
        }
        out.flush()?;
        Ok(if extraction.figures.is_empty() { Status::Nothing } else { Status::Done })
    }
}

fn write_figure(out: &mut impl Write, row: &FigureRow<'_>, extractor: &Extractor) -> io::Result<()> {
    let cells = Figures::cells(row);
    let evidence = Figures::position("evidence").map_or(String::new(), |at| cells[at].to_text().into_owned());
    let answer = Answer::new(&cells);
    writeln!(out, "\nFigure\n  {}\n  {}", answer.line(), answer.sentence())?;
    for rule in &row.figure.rules {
        writeln!(out, "  {FAINT}{}{FAINT:#}", place(extractor, rule))?;
    }
    write_evidence(out, &evidence, extractor)
}

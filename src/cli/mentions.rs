//! `figures mentions`: what the text says before any context is attached.

use super::load::inputs;
use super::output::{Ended, Status, is_terminal, raw_stdout};
use super::progress::Progress;
use crate::pipeline::Extractor;
use crate::table::csv::Csv;
use crate::table::documents::{MentionOf, Mentions as MentionsTable};
use crate::table::json::Ndjson;
use crate::table::schema::Table;
use clap::{Args, ValueEnum};
use std::io::{self, Write};
use std::path::PathBuf;

/// List what the text says before any context is attached, one row an expression
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures mentions articles/001.txt
  figures mentions articles --format ndjson | jq .quote")]
pub struct Mentions {
    /// Files and folders to read; `-` is standard input.
    #[arg(value_name = "PATH", default_value = "-")]
    paths: Vec<PathBuf>,
    /// How the rows are written [default: text on a terminal, else csv].
    #[arg(long, value_enum)]
    format: Option<RowFormat>,
}

/// How rows are written to standard output.
#[derive(Clone, Copy, ValueEnum)]
enum RowFormat {
    /// One line an expression, for reading.
    Text,
    /// CSV.
    Csv,
    /// One JSON object a line.
    Ndjson,
}

/// Where the rows go.
enum Sink<W: Write> {
    Text(W),
    Csv(Box<Csv<MentionsTable, W>>),
    Ndjson(Ndjson<MentionsTable, W>),
}

impl Mentions {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let default = if is_terminal() { RowFormat::Text } else { RowFormat::Csv };
        let mut sink = match self.format.unwrap_or(default) {
            RowFormat::Text => Sink::Text(raw_stdout()),
            RowFormat::Csv => Sink::Csv(Box::new(Csv::new(raw_stdout(), true)?)),
            RowFormat::Ndjson => Sink::Ndjson(Ndjson::new(raw_stdout(), true)),
        };
        let mut progress = Progress::new();
        let mut found = false;
        for document in extractor.documents(&inputs(&self.paths))? {
            match document {
                Ok(document) => {
                    for mention in extractor.mentions(&document) {
                        found = true;
                        sink.row(MentionOf { doc_id: &document.id, mention: &mention })?;
                    }
                }
                Err(error) => progress.fail(&error),
            }
        }
        sink.flush()?;
        Ok(if found { Status::Done } else { Status::Nothing }.unless(progress.failed()))
    }
}

impl<W: Write> Sink<W> {
    fn row(&mut self, row: MentionOf<'_>) -> io::Result<()> {
        match self {
            Sink::Text(out) => writeln!(out, "{}", line(row)),
            Sink::Csv(csv) => csv.row(&MentionsTable::cells(&row)),
            Sink::Ndjson(ndjson) => ndjson.row(&MentionsTable::cells(&row)),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Text(out) => out.flush(),
            Sink::Csv(csv) => csv.flush(),
            Sink::Ndjson(ndjson) => ndjson.flush(),
        }
    }
}

/// A mention in one line: where it stands, its kind and words, and what they say.
pub fn line(row: MentionOf<'_>) -> String {
    let place = format!("{}..{}", row.mention.start, row.mention.end);
    let quote = crate::table::cell::printable(row.mention.quote).into_owned();
    let cells = MentionsTable::COLUMNS.iter().zip(MentionsTable::cells(&row));
    let said = cells.filter(|(column, cell)| {
        !cell.is_null() && !matches!(column.name, "doc_id" | "start" | "end" | "quote" | "kind" | "rule")
    });
    let said: Vec<_> = said.map(|(column, cell)| format!("{}={}", column.name, cell.to_text())).collect();
    format!("{place:<12} {:<10} {quote:<32} {}", row.mention.kind, said.join(" "))
}

//! `figures mentions`: what the text says before any context is attached.

use super::load::inputs;
use super::output::{Ended, Status, deliver, is_terminal};
use super::progress::Progress;
use crate::error::{Error, Result};
use crate::pipeline::Extractor;
use crate::table::cell::{Cell, printable};
use crate::table::documents::{MentionOf, Mentions as MentionsTable};
use crate::table::format::{Dialect, Format};
use crate::table::schema::Table;
use crate::table::writer::{Writer, writer};
use clap::{Args, ValueEnum};
use std::io::Write;
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

impl Mentions {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let default = if is_terminal() { RowFormat::Text } else { RowFormat::Csv };
        let format = match self.format.unwrap_or(default) {
            RowFormat::Text => None,
            RowFormat::Csv => Some(Format::Csv),
            RowFormat::Ndjson => Some(Format::Ndjson),
        };
        deliver(None, |sink| {
            let mut rows: Box<dyn Writer> = match format {
                Some(format) => {
                    writer(format, MentionsTable::heads(true), Dialect::default(), MentionsTable::BATCH, sink)?
                }
                None => Box::new(Lines(sink)),
            };
            let mut progress = Progress::new();
            let mut found = false;
            for document in extractor.documents(&inputs(&self.paths))? {
                match document {
                    Ok(document) => {
                        for mention in extractor.mentions(&document) {
                            found = true;
                            rows.row(&MentionsTable::cells(&MentionOf { doc_id: &document.id, mention: &mention }))?;
                        }
                    }
                    Err(error) => progress.fail(&error),
                }
            }
            rows.finish()?;
            Ok(if found { Status::Done } else { Status::Nothing }.unless(progress.failed()))
        })
    }
}

/// Writes each mention in one line, for reading.
struct Lines<W: Write>(W);

impl<W: Write> Writer for Lines<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        writeln!(self.0, "{}", line(cells)).map_err(|error| Error::new(error.to_string()))
    }

    fn finish(&mut self) -> Result<()> {
        self.0.flush().map_err(|error| Error::new(error.to_string()))
    }
}

/// A mention in one line: where it stands, its kind and words, and what they say.
pub fn line(cells: &[Cell<'_>]) -> String {
    let text =
        |name: &str| MentionsTable::position(name).map_or(String::new(), |at| printable(&cells[at].to_text()).into());
    let place = format!("{}..{}", text("start"), text("end"));
    let said = MentionsTable::COLUMNS.iter().zip(cells).filter(|(column, cell)| {
        !cell.is_null() && !matches!(column.name, "doc_id" | "start" | "end" | "quote" | "kind" | "rule")
    });
    let said: Vec<_> = said.map(|(column, cell)| format!("{}={}", column.name, cell.to_text())).collect();
    format!("{place:<12} {:<10} {:<32} {}", text("kind"), text("quote"), said.join(" "))
}

//! `figures extract`: articles in, tables of figures out.

use super::load::{OUTPUT, day, inputs};
use super::output::{Ended, Status, Stop, is_terminal, raw_stdout, stdout};
use super::progress::Progress;
use super::summary::Summary;
use crate::error::{Error, Result};
use crate::model::figure::Extraction;
use crate::pipeline::{Extractor, Inputs};
use crate::table::article::Article;
use crate::table::cell::Cell;
use crate::table::csv::Csv;
use crate::table::documents::Run;
use crate::table::figures::{FigureRow, Figures};
use crate::table::files::{Format, Layout};
use crate::table::folder::{Folder, Mode};
use crate::table::json::Ndjson;
use crate::table::schema::Table;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use std::io;
use std::path::{Path, PathBuf};

/// Extract figures from articles into tables
///
/// Writes figures, documents and the numbers that were not understood into a folder, and prints a summary with the
/// most telling rows. figures.csv holds the figures of trade, energy and finance in headline and body; figures.parquet
/// holds every figure. The same input gives the same bytes, for any number of threads.
///
/// A run into a folder that holds tables of the same documents makes them again; tables of other documents are
/// refused unless --add or --fresh says what to do with them.
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures extract articles --out tables
  figures extract news.jsonl --published 2024-01-24 --format csv,parquet,ndjson
  cat article.txt | figures extract - > figures.csv")]
pub struct Extract {
    /// Files and folders to read: texts, and records of JSON Lines; `-` is standard input.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The folder to write, or `-` for figures on standard output [default: output].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The formats to write, divided by commas [default: csv,parquet].
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMATS")]
    format: Vec<FormatName>,
    /// The day the documents were published, YYYY-MM-DD, where nothing closer says it.
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<NaiveDate>,
    /// A table of what is known of the documents: CSV with the columns path, url, published, publisher, title.
    #[arg(long, value_name = "CSV")]
    documents: Option<PathBuf>,
    /// Write all columns to CSV.
    #[arg(long)]
    wide: bool,
    /// Write the figures of other topics, teasers and boilerplate to CSV too.
    #[arg(long)]
    all: bool,
    /// How many threads work; 0 is as many as there are cores.
    #[arg(long, value_name = "N", default_value_t = 0)]
    threads: usize,
    /// Add new documents to the folder's tables, replace changed ones, keep the rest.
    #[arg(long, conflicts_with = "fresh")]
    add: bool,
    /// Start the folder's tables over.
    #[arg(long)]
    fresh: bool,
}

/// A format's name on the command line.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatName {
    /// CSV: the columns to read first, the rows in scope.
    Csv,
    /// Parquet: every row, typed.
    Parquet,
    /// JSON Lines: every row.
    Ndjson,
}

/// Where the figures go.
enum Destination {
    Folder(PathBuf),
    Rows(Format),
    Screen,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Format {
        match name {
            FormatName::Csv => Format::Csv,
            FormatName::Parquet => Format::Parquet,
            FormatName::Ndjson => Format::Ndjson,
        }
    }
}

impl Extract {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let inputs = Inputs { published: self.published, documents: self.documents.clone(), ..inputs(&self.paths) };
        match self.destination()? {
            Destination::Folder(path) => self.fill(extractor, &inputs, &path),
            Destination::Rows(Format::Csv) => {
                let mut csv: Csv<Figures, _> = Csv::new(raw_stdout(), self.wide)?;
                let row =
                    |cells: &[Cell<'_>]| if self.all || Figures::in_scope(cells) { csv.row(cells) } else { Ok(()) };
                let status = self.stream(extractor, &inputs, row)?;
                csv.flush()?;
                Ok(status)
            }
            Destination::Rows(_) => {
                let mut ndjson: Ndjson<Figures, _> = Ndjson::new(raw_stdout(), true);
                let status = self.stream(extractor, &inputs, |cells| ndjson.row(cells))?;
                ndjson.flush()?;
                Ok(status)
            }
            Destination::Screen => {
                let mut summary = Summary::new(self.all);
                let status = self.each(extractor, &inputs, |extraction| {
                    summary.note(extraction);
                    Ok(())
                })?;
                summary.write(&mut stdout(), None)?;
                Ok(status)
            }
        }
    }

    /// Where the figures go: with `-` alone as input and no `--out` they are printed.
    fn destination(&self) -> Result<Destination> {
        let only_stdin = self.paths == [PathBuf::from("-")];
        let printed = self.out.as_deref() == Some(Path::new("-")) || (self.out.is_none() && only_stdin);
        if !printed {
            return Ok(Destination::Folder(self.out.clone().unwrap_or_else(|| OUTPUT.into())));
        }
        match self.format[..] {
            [] if self.out.is_none() && is_terminal() => Ok(Destination::Screen),
            [] | [FormatName::Csv] => Ok(Destination::Rows(Format::Csv)),
            [FormatName::Ndjson] => Ok(Destination::Rows(Format::Ndjson)),
            _ => Err(Error::new("standard output takes one format, csv or ndjson; write the others with --out DIR")),
        }
    }

    fn fill(&self, extractor: &Extractor, inputs: &Inputs, path: &Path) -> Ended {
        let documents = extractor.documents(inputs)?;
        let run = Run::new(extractor.grammar_hash());
        let mut folder = Folder::open(path, self.mode(), self.layout(), run)?;
        let queue = folder.queue();
        let mut summary = Summary::new(self.all);
        let mut progress = Progress::new();
        extractor.extract_all(queue.pass(documents), self.threads, |extraction| {
            progress.note(&extraction);
            summary.note(&extraction);
            folder.push(&extraction)
        })?;
        if summary.read() + queue.unchanged() == 0 && progress.failed() {
            return Err(Error::in_file(path, "was left as it was, because no document could be read").into());
        }
        folder.commit()?;
        let failed = progress.failed();
        drop(progress);
        summary.unchanged(queue.unchanged());
        summary.write(&mut stdout(), Some(path))?;
        Ok(Status::Done.unless(failed))
    }

    fn mode(&self) -> Mode {
        match (self.add, self.fresh) {
            (true, _) => Mode::Add,
            (_, true) => Mode::Fresh,
            _ => Mode::Same,
        }
    }

    fn layout(&self) -> Layout {
        let mut formats: Vec<Format> = self.format.iter().map(|&name| name.into()).collect();
        if formats.is_empty() {
            formats = vec![Format::Csv, Format::Parquet];
        }
        formats.sort();
        formats.dedup();
        Layout { formats, wide: self.wide, all: self.all }
    }

    /// Hands the cells of every figure to `row`, in input order.
    fn stream(
        &self,
        extractor: &Extractor,
        inputs: &Inputs,
        mut row: impl FnMut(&[Cell<'_>]) -> io::Result<()>,
    ) -> Ended {
        self.each(extractor, inputs, |extraction| {
            let article = &Article::new(extraction);
            extraction.figures.iter().try_for_each(|figure| row(&Figures::cells(&FigureRow { article, figure })))
        })
    }

    /// Hands every extraction to `sink`, in input order; where `sink` fails, that ends it.
    fn each(
        &self,
        extractor: &Extractor,
        inputs: &Inputs,
        mut sink: impl FnMut(&Extraction) -> io::Result<()>,
    ) -> Ended {
        let mut progress = Progress::new();
        let mut broken = None;
        let result = extractor.extract_all(extractor.documents(inputs)?, self.threads, |extraction| {
            progress.note(&extraction);
            sink(&extraction).map_err(|error| {
                let message = error.to_string();
                broken = Some(error);
                Error::new(message)
            })
        });
        match broken {
            Some(error) => Err(Stop::from(error)),
            None => result.map(|()| Status::Done.unless(progress.failed())).map_err(Stop::from),
        }
    }
}

//! `figures extract`: articles in, tables of figures out.

use super::load::{Articles, OUTPUT, inputs};
use super::output::{Ended, Status, deliver, is_terminal, stdout};
use super::progress::Progress;
use super::schema::vocabulary;
use super::shape::Shape;
use super::summary::Summary;
use crate::error::{Error, Result};
use crate::model::figure::Extraction;
use crate::pipeline::{Extractor, Inputs};
use crate::table::article::Article;
use crate::table::documents::{DocumentRow, Documents, Run};
use crate::table::figures::{FigureRow, Figures};
use crate::table::files::Layout;
use crate::table::folder::{Folder, Mode};
use crate::table::format::Format;
use crate::table::schema::Table;
use crate::table::stream::Stream;
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Extract figures from articles into tables
///
/// Writes figures, documents and the numbers that were not understood into a folder, and prints a summary with the
/// most telling rows. figures.csv holds the figures of trade, energy and finance in headline and body; figures.parquet
/// holds every figure. The same input gives the same bytes, for any number of threads.
///
/// A run into a folder that holds tables of the same documents makes them again; tables of other documents are
/// refused unless --add or --fresh says what to do with them. With --add, documents that did not change cost nothing.
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures extract articles --out tables
  figures extract news.jsonl --published 2024-01-24 --format csv,parquet,xlsx
  figures extract articles --add
  cat article.txt | figures extract - > figures.csv")]
pub struct Extract {
    /// Files and folders to read: texts, and records of JSON Lines; `-` is standard input.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The folder to write; a file, named by its ending, for figures alone; or `-` for figures on standard output
    /// [default: output].
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// The formats to write, divided by commas [default: csv,parquet].
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMATS")]
    format: Vec<Format>,
    #[command(flatten)]
    articles: Articles,
    #[command(flatten)]
    shape: Shape,
    /// Write the figures of other topics, teasers and boilerplate to CSV, Markdown and workbooks too.
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
    /// Print the summary of what was written into a folder as JSON.
    #[arg(long)]
    json: bool,
}

/// Where the figures go.
enum Destination {
    Folder(PathBuf),
    File(PathBuf, Format),
    Stdout(Format),
    Screen,
}

impl Extract {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let inputs = self.articles.complete(inputs(&self.paths));
        match self.destination()? {
            Destination::Folder(path) => self.fill(extractor, &inputs, &path),
            Destination::File(path, format) => self.write(extractor, &inputs, Some(&path), format),
            Destination::Stdout(format) => self.write(extractor, &inputs, None, format),
            Destination::Screen => {
                let mut summary = Summary::new(self.all);
                let failed = self.each(extractor, &inputs, |extraction| {
                    summary.note(extraction);
                    let article = &Article::new(extraction);
                    extraction.figures.iter().for_each(|figure| {
                        summary.row(&Figures::cells(&FigureRow { article, figure }));
                    });
                    Ok(())
                })?;
                summary.write(&mut stdout(), None)?;
                Ok(Status::Done.unless(failed))
            }
        }
    }

    /// Where the figures go: with `-` alone as input and no `--out` they are printed.
    fn destination(&self) -> Result<Destination> {
        let only_stdin = self.paths == [PathBuf::from("-")];
        let printed = self.out.as_deref() == Some(Path::new("-")) || (self.out.is_none() && only_stdin);
        let one = |found: Option<Format>, place: &str| match self.format[..] {
            [] => Ok(found.unwrap_or(Format::Csv)),
            [format] => Ok(format),
            _ => Err(Error::new(format!("{place} takes one format; write the others with --out DIR"))),
        };
        if printed {
            return match self.format[..] {
                [] if self.out.is_none() && is_terminal() => Ok(Destination::Screen),
                _ => one(None, "standard output").map(Destination::Stdout),
            };
        }
        let path = self.out.clone().unwrap_or_else(|| OUTPUT.into());
        match Format::of_path(&path) {
            Ok(format) if !path.is_dir() => {
                if self.add || self.fresh {
                    return Err(Error::in_file(path, "is one file; --add and --fresh are for folders of tables"));
                }
                Ok(Destination::File(path, one(Some(format), "a file")?))
            }
            _ => Ok(Destination::Folder(path)),
        }
    }

    fn fill(&self, extractor: &Extractor, inputs: &Inputs, path: &Path) -> Ended {
        let documents = extractor.documents(inputs)?;
        let mut folder = Folder::open(path, self.mode(), self.layout(), self.as_run(extractor))?;
        let queue = folder.queue();
        let mut summary = Summary::new(self.all);
        let mut progress = Progress::new();
        extractor.extract_all(queue.pass(documents), self.threads, |extraction| {
            progress.note(&extraction);
            summary.note(&extraction);
            folder.push(&extraction, |cells| summary.row(cells))
        })?;
        if summary.read() + queue.unchanged() == 0 && progress.failed() {
            return Err(Error::in_file(path, "was left as it was, because no document could be read").into());
        }
        folder.commit()?;
        let failed = progress.failed();
        drop(progress);
        summary.unchanged(queue.unchanged());
        match self.json {
            true => writeln!(stdout(), "{:#}", summary.json())?,
            false => summary.write(&mut stdout(), Some(path))?,
        }
        Ok(Status::Done.unless(failed))
    }

    /// Writes figures alone, into a file or on standard output.
    fn write(&self, extractor: &Extractor, inputs: &Inputs, path: Option<&Path>, format: Format) -> Ended {
        let heads = Figures::heads(self.shape.wide || !format.is_for_reading());
        let run = self.as_run(extractor);
        let failed = deliver(path, |sink| {
            let mut stream =
                Stream::new(format, heads, self.shape.dialect(), || vocabulary(extractor.grammar()), sink)?;
            let failed = self.each(extractor, inputs, |extraction| {
                let article = &Article::new(extraction);
                stream.document(&Documents::cells(&DocumentRow { article, run: &run }))?;
                let shown = |figure: &&_| {
                    self.all || !format.is_for_reading() || crate::model::figure::Figure::in_scope(figure)
                };
                extraction
                    .figures
                    .iter()
                    .filter(shown)
                    .try_for_each(|figure| stream.figure(&Figures::cells(&FigureRow { article, figure })))
            })?;
            stream.finish(&run.about())?;
            Ok(failed)
        })?;
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
        let formats = self.format.clone();
        Layout { formats, wide: self.shape.wide, all: self.all, text: self.shape.dialect() }
    }

    /// What the tables say of how they were made.
    fn as_run(&self, extractor: &Extractor) -> Run {
        let given = [(self.shape.wide, "--wide"), (self.all, "--all")];
        let options: Vec<&str> = given.iter().filter(|(given, _)| *given).map(|(_, name)| *name).collect();
        Run {
            vocabulary: vocabulary(extractor.grammar()),
            options: options.join(" "),
            ..Run::new(extractor.grammar_hash())
        }
    }

    /// Hands every extraction to `sink`, in input order; and says whether a document could not be read.
    fn each(
        &self,
        extractor: &Extractor,
        inputs: &Inputs,
        mut sink: impl FnMut(&Extraction) -> Result<()>,
    ) -> Result<bool> {
        let mut progress = Progress::new();
        extractor.extract_all(extractor.documents(inputs)?, self.threads, |extraction| {
            progress.note(&extraction);
            sink(&extraction)
        })?;
        Ok(progress.failed())
    }
}

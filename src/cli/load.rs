//! Where look-ups find their rows: an output folder, a figures file, or articles that are extracted in memory.

use super::output::complain;
use super::progress::Progress;
use crate::error::{Error, Result};
use crate::pipeline::{Extractor, Inputs, Listener};
use crate::table;
use crate::table::article::Article;
use crate::table::commit::recover_to_read;
use crate::table::documents::{DocumentRow, Documents, Run};
use crate::table::figures::Figures;
use crate::table::files::file_name;
use crate::table::format::Format;
use crate::table::frame::{Builder, Frame};
use crate::table::schema::Table;
use crate::table::source::Source;
use crate::table::{parquet, read};
use chrono::NaiveDate;
use clap::Args;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The folder that `extract` writes and look-ups read, unless told otherwise.
pub const OUTPUT: &str = "output";

/// What is known of articles beside their texts.
#[derive(Args)]
pub struct Articles {
    /// The day the articles were published, YYYY-MM-DD, where nothing closer says it.
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<NaiveDate>,
    /// A table of what is known of the articles: CSV with the columns path, url, published, publisher, title.
    #[arg(long, value_name = "CSV")]
    documents: Option<PathBuf>,
}

impl Articles {
    /// The inputs with what is known of them.
    pub fn complete(&self, inputs: Inputs) -> Inputs {
        Inputs { published: self.published, documents: self.documents.clone(), ..inputs }
    }
}

/// Where to look.
#[derive(Args)]
pub struct From {
    /// Where to look: an output folder, a figures file (Parquet, CSV or NDJSON), or articles, which are extracted in
    /// memory; `-` is standard input.
    #[arg(long, value_name = "PATH", default_value = OUTPUT)]
    from: PathBuf,
    #[command(flatten)]
    articles: Articles,
}

/// Figures to look in, and whether some input could not be read.
pub struct Loaded {
    /// The figures.
    pub source: Source,
    /// The documents they stand in, where these are known.
    documents: Known,
    /// Whether some input could not be read.
    pub failed: bool,
}

/// Where the documents are.
enum Known {
    File(PathBuf),
    Rows(Frame<Documents>),
    Nowhere,
}

impl From {
    /// The figures to look in.
    ///
    /// # Errors
    /// Fails where there is nothing to look in.
    pub fn load(&self, extractor: &Extractor) -> Result<Loaded> {
        if self.from.is_dir() {
            recover_to_read(&self.from)?;
        }
        if let Some(file) = read::figures_file(&self.from) {
            let documents = file.with_file_name(file_name::<Documents>(Format::Parquet));
            let ours = self.from.is_dir() && documents.exists();
            let documents = if ours { Known::File(documents) } else { Known::Nowhere };
            return Ok(Loaded { source: Source::open(&file)?, documents, failed: false });
        }
        if self.from == Path::new(OUTPUT) {
            return Err(Error::in_file(
                &self.from,
                "holds no figures yet. Extract some with `figures extract PATH`, or name articles with --from",
            ));
        }
        extract(extractor, &self.articles.complete(inputs(std::slice::from_ref(&self.from))))
    }
}

impl Loaded {
    /// The documents of these ids, with `columns` of them or all.
    ///
    /// # Errors
    /// Fails where their file is broken.
    pub fn documents(&self, ids: &HashSet<String>, columns: Option<&[&str]>) -> Result<Frame<Documents>> {
        match &self.documents {
            Known::Nowhere => Ok(Frame::from_data(Builder::of::<Documents>().take()?)),
            Known::Rows(frame) => frame.with_ids(ids),
            Known::File(path) => {
                let file = parquet::File::open(path)?;
                let all: Frame<Documents> = Frame::from_data(file.read(Some(&["doc_id"]), None)?);
                let wanted = |id: Option<&str>| id.is_some_and(|id| ids.contains(id));
                let rows: Vec<usize> =
                    all.strings("doc_id").enumerate().filter(|(_, id)| wanted(*id)).map(|(row, _)| row).collect();
                match rows[..] {
                    // One document is one page of the file; texts of others need not be read.
                    [row] => Ok(Frame::from_data(file.read(columns, Some((row, 1)))?)),
                    _ => Frame::from_data(file.read(columns, None)?).with_ids(ids),
                }
            }
        }
    }
}

/// What to read where paths are given as arguments: `-` is standard input.
pub fn inputs(paths: &[PathBuf]) -> Inputs {
    let (stdin, paths): (Vec<PathBuf>, _) = paths.iter().cloned().partition(|path| path == Path::new("-"));
    let listener = Listener::new(|warning| complain(&warning.to_string()));
    Inputs { paths, stdin: !stdin.is_empty(), listener, ..Inputs::default() }
}

/// A day given as an argument.
///
/// # Errors
/// Fails where it is no day, with a sentence that says how to write one.
pub fn day(text: &str) -> std::result::Result<NaiveDate, String> {
    text.parse().map_err(|_| "that is no day; write it as YYYY-MM-DD, such as 2024-01-24".to_owned())
}

fn extract(extractor: &Extractor, inputs: &Inputs) -> Result<Loaded> {
    let mut progress = Progress::new();
    let mut figures = Builder::of::<Figures>();
    let mut documents = Builder::of::<Documents>();
    let run = &Run::new(extractor.grammar_hash());
    extractor.extract_all(extractor.documents(inputs)?, 0, |extraction| {
        progress.note(&extraction);
        let article = &Article::new(&extraction);
        documents.push(&Documents::cells(&DocumentRow { article, run }));
        table::push(&mut figures, article);
        Ok(())
    })?;
    Ok(Loaded {
        source: Source::Rows(Frame::from_data(figures.take()?)),
        documents: Known::Rows(Frame::from_data(documents.take()?)),
        failed: progress.failed(),
    })
}

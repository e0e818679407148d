//! Where look-ups find their rows: an output folder, a figures file, or articles that are extracted in memory.

use super::output::complain;
use super::progress::Progress;
use crate::error::{Error, Result};
use crate::pipeline::{Extractor, Inputs, Listener};
use crate::table;
use crate::table::figures::Figures;
use crate::table::frame::{Builder, Frame};
use crate::table::read;
use chrono::NaiveDate;
use clap::Args;
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
}

/// Rows, and whether some input could not be read.
pub struct Loaded {
    /// The rows.
    pub frame: Frame<Figures>,
    /// Whether some input could not be read.
    pub failed: bool,
}

impl From {
    /// The rows to look in.
    ///
    /// # Errors
    /// Fails where there is nothing to look in.
    pub fn load(&self, extractor: &Extractor) -> Result<Loaded> {
        if let Some(file) = read::figures_file(&self.from) {
            return Ok(Loaded { frame: read::figures(&file)?, failed: false });
        }
        if self.from == Path::new(OUTPUT) {
            return Err(Error::in_file(
                &self.from,
                "holds no figures yet. Extract some with `figures extract PATH`, or name articles with --from",
            ));
        }
        extract(extractor, &inputs(std::slice::from_ref(&self.from)))
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
    let mut rows = Builder::of::<Figures>();
    extractor.extract_all(extractor.documents(inputs)?, 0, |extraction| {
        progress.note(&extraction);
        table::push(&mut rows, &extraction);
        Ok(())
    })?;
    Ok(Loaded { frame: Frame::from_data(rows.take()?), failed: progress.failed() })
}

//! Figures into frames and files, and back: the only room that knows polars.
//!
//! A table's columns are declared once ([`schema::Table::COLUMNS`]); a row becomes a list of [`cell::Cell`]s, and every
//! format is written from cells and read back into them:
//!
//! ```text
//! Extraction ─ Article ─ row ─ cells ─┬─ writer: csv · json · markdown · parquet · arrow ─ files ─┬─ tables ─ folder
//!                                     ├─ xlsx ────────────────────────────────────────────────────┘  (manifest,
//!                                     └─ frame (polars) ─ lookup                                     merge, commit)
//! ```

pub mod arrow;
pub mod article;
pub mod cell;
pub mod commit;
pub mod csv;
pub mod datapackage;
pub mod documents;
pub mod figures;
pub mod files;
pub mod filter;
pub mod folder;
pub mod format;
pub mod frame;
pub mod json;
pub mod lookup;
pub mod manifest;
pub mod manual;
pub mod markdown;
mod merge;
pub mod parquet;
pub mod queue;
pub mod read;
#[cfg(test)]
pub(crate) mod sample;
pub mod schema;
pub mod source;
pub mod stream;
pub mod tables;
pub mod tally;
#[cfg(test)]
mod tests;
pub mod values;
pub mod weblink;
pub mod words;
pub mod write;
pub mod writer;
pub mod xlsx;

use crate::error::Result;
use crate::model::figure::Extraction;
use article::Article;
use figures::{FigureRow, Figures};
use frame::{Builder, Frame};
use schema::Table;

/// The figures of many documents as one frame, in the order given.
///
/// # Errors
/// Fails where polars refuses a column.
pub fn frame(extractions: &[Extraction]) -> Result<Frame<Figures>> {
    let mut rows = Builder::of::<Figures>();
    extractions.iter().for_each(|extraction| push(&mut rows, &Article::new(extraction)));
    rows.take().map(Frame::from_data)
}

/// Adds the figures of one document to a frame that is being built.
pub fn push(rows: &mut Builder, article: &Article<'_>) {
    for figure in &article.extraction.figures {
        rows.push(&Figures::cells(&FigureRow { article, figure }));
    }
}

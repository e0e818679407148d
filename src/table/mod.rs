//! Figures into frames and files, and back: the only room that knows polars.
//!
//! A table's columns are declared once ([`schema::Table::COLUMNS`]); a row becomes a list of [`cell::Cell`]s, and every
//! format is written from cells and read back into them:
//!
//! ```text
//! Extraction ─ Article ─ row ─ cells ─┬─ csv · json · parquet ─ files ─ folder (manifest, merge)
//!                                     └─ frame (polars) ─ lookup
//! ```

pub mod article;
pub mod cell;
pub mod csv;
pub mod documents;
pub mod figures;
pub mod files;
pub mod folder;
pub mod frame;
pub mod json;
pub mod lookup;
pub mod manifest;
mod merge;
pub mod parquet;
pub mod read;
#[cfg(test)]
pub(crate) mod sample;
pub mod schema;
#[cfg(test)]
mod tests;
pub mod write;

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
    let mut rows = Builder::default();
    extractions.iter().for_each(|extraction| push(&mut rows, extraction));
    rows.take()
}

/// Adds the figures of one document to a frame that is being built.
pub fn push(rows: &mut Builder<Figures>, extraction: &Extraction) {
    let article = &Article::new(extraction);
    for figure in &extraction.figures {
        rows.push(Figures::cells(&FigureRow { article, figure }));
    }
}

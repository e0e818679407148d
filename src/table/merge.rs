//! What a run adds to tables that are there: documents replaced in their places, new ones after the old.

use super::article::Article;
use super::cell::Cell;
use super::documents::{DocumentRow, Documents, Run, UnreadNumbers, UnreadRow};
use super::figures::{FigureRow, Figures};
use super::files::{Files, Format, file_name};
use super::folder::Streamed;
use super::frame::{Builder, Frame};
use super::parquet;
use super::schema::Table;
use crate::error::{Error, Result};
use crate::model::document::Outcome;
use crate::model::figure::Extraction;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// The rows of a run, in memory, beside the rows that are there.
pub struct Additions {
    old: Tables<Frame<Figures>, Frame<Documents>, Frame<UnreadNumbers>>,
    new: Tables<Builder<Figures>, Builder<Documents>, Builder<UnreadNumbers>>,
}

struct Tables<F, D, U> {
    figures: F,
    documents: D,
    unread: U,
}

impl Additions {
    /// Reads the tables that are there.
    ///
    /// # Errors
    /// Fails where the folder's Parquet files cannot be read.
    pub fn new(folder: &Path) -> Result<Additions> {
        let old = Tables { figures: read(folder)?, documents: read(folder)?, unread: read(folder)? };
        let new = Tables { figures: Builder::default(), documents: Builder::default(), unread: Builder::default() };
        Ok(Additions { old, new })
    }

    /// Takes what one document gave.
    ///
    /// # Errors
    /// Never fails; the result is there because tables that are streamed can.
    pub fn push(&mut self, extraction: &Extraction, run: &Run) -> Result<()> {
        let article = &Article::new(extraction);
        self.new.documents.push(Documents::cells(&DocumentRow { article, run }));
        for figure in &extraction.figures {
            self.new.figures.push(Figures::cells(&FigureRow { article, figure }));
        }
        for unread in &extraction.unread {
            self.new.unread.push(UnreadNumbers::cells(&UnreadRow { article, unread }));
        }
        Ok(())
    }

    /// Writes old and new rows, document by document.
    ///
    /// # Errors
    /// Fails where the disk is full or broken.
    pub fn merge_into(mut self, files: &mut Streamed) -> Result<()> {
        let documents = self.new.documents.take()?;
        let (order, new) = order(&self.old.documents, &documents);
        merge(&order, &new, &self.old.documents, &documents, doc_id, &mut files.documents)?;
        merge(&order, &new, &self.old.figures, &self.new.figures.take()?, doc_id, &mut files.figures)?;
        merge(&order, &new, &self.old.unread, &self.new.unread.take()?, doc_id, &mut files.unread)
    }
}

fn read<T: Table>(folder: &Path) -> Result<Frame<T>> {
    let path = folder.join(file_name::<T>(Format::Parquet));
    if !path.exists() {
        return Err(Error::in_file(
            path,
            "is missing, and --add needs it. Start over with --fresh --format csv,parquet",
        ));
    }
    Ok(Frame::from_data(parquet::read(&path)?))
}

/// The keys of all documents in the order of the new tables, and those of them whose rows are new.
///
/// A document that could not be read before and now can gives up its old row.
fn order(old: &Frame<Documents>, new: &Frame<Documents>) -> (Vec<String>, HashSet<String>) {
    let keys: HashSet<String> = (0..new.height()).map(|row| doc_id(new, row)).collect();
    let sources: HashSet<String> = (0..new.height()).map(|row| new.text(row, "source")).collect();
    let error = Outcome::Error.code();
    let failed = |row: usize| old.text(row, "outcome") == error && sources.contains(&old.text(row, "source"));
    let kept = (0..old.height()).filter(|&row| !failed(row)).map(|row| doc_id(old, row));
    let added = (0..new.height()).map(|row| doc_id(new, row));
    let mut seen = HashSet::new();
    (kept.chain(added).filter(|key| seen.insert(key.clone())).collect(), keys)
}

fn merge<T: Table>(
    order: &[String],
    replaced: &HashSet<String>,
    old: &Frame<T>,
    new: &Frame<T>,
    key: fn(&Frame<T>, usize) -> String,
    files: &mut Files<T>,
) -> Result<()> {
    let (old_rows, new_rows) = (by_document(old, key), by_document(new, key));
    for document in order {
        let (frame, rows) = if replaced.contains(document) { (new, &new_rows) } else { (old, &old_rows) };
        for &row in rows.get(document).into_iter().flatten() {
            files.row(frame.cells(row).collect::<Vec<Cell<'_>>>())?;
        }
    }
    Ok(())
}

/// The rows of each document.
fn by_document<T: Table>(frame: &Frame<T>, key: fn(&Frame<T>, usize) -> String) -> HashMap<String, Vec<usize>> {
    let mut rows: HashMap<String, Vec<usize>> = HashMap::new();
    for row in 0..frame.height() {
        rows.entry(key(frame, row)).or_default().push(row);
    }
    rows
}

fn doc_id<T: Table>(frame: &Frame<T>, row: usize) -> String {
    frame.text(row, "doc_id")
}

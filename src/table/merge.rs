//! What a run adds to tables that are there: documents replaced in their places, new ones after the old.

use super::documents::{Documents, Run, UnreadNumbers};
use super::figures::Figures;
use super::files::{Files, Format, file_name};
use super::folder::{Each, Streamed};
use super::frame::{Builder, Frame};
use super::parquet;
use super::schema::{Rows, Table};
use crate::error::{Error, Result};
use crate::model::document::Outcome;
use crate::model::figure::Extraction;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// The rows of a run, in memory, beside the rows that are there.
pub struct Additions {
    old: Each<Frame<Figures>, Frame<Documents>, Frame<UnreadNumbers>>,
    new: Each<Builder<Figures>, Builder<Documents>, Builder<UnreadNumbers>>,
}

impl Additions {
    /// Reads the tables that are there.
    ///
    /// # Errors
    /// Fails where the folder's Parquet files cannot be read.
    pub fn new(folder: &Path) -> Result<Additions> {
        let old = Each { figures: read(folder)?, documents: read(folder)?, unread: read(folder)? };
        let new = Each { figures: Builder::default(), documents: Builder::default(), unread: Builder::default() };
        Ok(Additions { old, new })
    }

    /// Takes what one document gave.
    ///
    /// # Errors
    /// None: rows in memory can always be added.
    pub fn push(&mut self, extraction: &Extraction, run: &Run) -> Result<()> {
        self.new.push(extraction, run)
    }

    /// Writes old and new rows, document by document.
    ///
    /// # Errors
    /// Fails where the disk is full or broken.
    pub fn merge_into(mut self, files: &mut Streamed) -> Result<()> {
        let documents = self.new.documents.take()?;
        let (order, new) = order(&self.old.documents, &documents);
        merge(&order, &new, &self.old.documents, &documents, &mut files.documents)?;
        merge(&order, &new, &self.old.figures, &self.new.figures.take()?, &mut files.figures)?;
        merge(&order, &new, &self.old.unread, &self.new.unread.take()?, &mut files.unread)
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
    files: &mut Files<T>,
) -> Result<()> {
    let (old_rows, new_rows) = (by_document(old), by_document(new));
    for document in order {
        let (frame, rows) = if replaced.contains(document) { (new, &new_rows) } else { (old, &old_rows) };
        for &row in rows.get(document).into_iter().flatten() {
            files.row(frame.cells(row).collect())?;
        }
    }
    Ok(())
}

/// The rows of each document.
fn by_document<T: Table>(frame: &Frame<T>) -> HashMap<String, Vec<usize>> {
    let mut rows: HashMap<String, Vec<usize>> = HashMap::new();
    for row in 0..frame.height() {
        rows.entry(doc_id(frame, row)).or_default().push(row);
    }
    rows
}

fn doc_id<T: Table>(frame: &Frame<T>, row: usize) -> String {
    frame.text(row, "doc_id")
}

//! What a run adds to tables that are there: documents replaced in their places, new ones after the old.
//!
//! The new rows wait in Parquet files aside; then old and new ones are read row group by row group, so that memory stays
//! bounded however many there are.

use super::cell::Cell;
use super::documents::{Documents, Run, UnreadNumbers};
use super::figures::Figures;
use super::files::{Layout, file_name};
use super::format::Format;
use super::frame::Frame;
use super::parquet;
use super::schema::{Rows, Table};
use super::tables::Tables;
use crate::error::{Error, Result};
use crate::model::document::Outcome;
use crate::model::figure::Extraction;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder in which new rows wait.
const WAITING: &str = ".added";

/// The rows of a run, waiting beside the rows that are there.
pub struct Additions {
    folder: PathBuf,
    waiting: PathBuf,
    tables: Option<Tables>,
    count: usize,
}

impl Additions {
    /// Nothing is added yet to the tables that are there.
    ///
    /// # Errors
    /// Fails where the folder lacks the Parquet files that are added to, and where it cannot be written to.
    pub fn new(folder: &Path) -> Result<Additions> {
        for name in [file_name::<Figures>, file_name::<Documents>, file_name::<UnreadNumbers>] {
            let path = folder.join(name(Format::Parquet));
            if !path.exists() {
                let message = "is missing, and --add needs it. Start over with --fresh --format csv,parquet";
                return Err(Error::in_file(path, message));
            }
        }
        let waiting = folder.join(WAITING);
        fs::remove_dir_all(&waiting).ok();
        Ok(Additions { folder: folder.to_owned(), waiting, tables: None, count: 0 })
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Takes what one document gave, and hands the cells of each of its figures to `seen`.
    ///
    /// # Errors
    /// Fails where the disk is full or broken.
    pub fn push(&mut self, extraction: &Extraction, run: &Run, seen: impl FnMut(&[Cell<'_>])) -> Result<()> {
        self.count += 1;
        self.tables(run)?.push(extraction, run, seen)
    }

    /// The tables in which the new rows wait.
    fn tables(&mut self, run: &Run) -> Result<&mut Tables> {
        if self.tables.is_none() {
            fs::create_dir_all(&self.waiting).map_err(|error| super::write::io_error(&self.waiting, &error))?;
            let layout = Layout { formats: vec![Format::Parquet], ..Layout::default() };
            self.tables = Some(Tables::new(&self.waiting, &layout, run)?);
        }
        Ok(self.tables.as_mut().expect("made above where it was not there"))
    }

    /// Writes old and new rows, document by document, without those of the documents that are `dropped`.
    ///
    /// # Errors
    /// Fails where the disk is full or broken.
    pub fn merge_into(mut self, tables: &mut Tables, dropped: &HashSet<String>) -> Result<()> {
        if let Some(added) = self.tables.take() {
            added.finish()?.into_iter().try_for_each(|aside| aside.put_in_place())?;
        }
        let order = self.order(dropped)?;
        self.merge::<Documents>(&order, tables)?;
        self.merge::<Figures>(&order, tables)?;
        self.merge::<UnreadNumbers>(&order, tables)
    }

    /// The ids of all documents in the order of the new tables, each with whether its rows are new.
    ///
    /// A document that could not be read before and now can gives up its old row.
    fn order(&self, dropped: &HashSet<String>) -> Result<Vec<(String, bool)>> {
        let columns = ["doc_id", "source", "outcome"];
        let read = |folder: &Path| -> Result<Option<Frame<Documents>>> {
            let file = open::<Documents>(folder)?;
            file.map(|file| file.read(Some(&columns), None).map(Frame::from_data)).transpose()
        };
        let rows = |frame: &Option<Frame<Documents>>| -> Vec<[String; 3]> {
            let row = |frame: &Frame<Documents>, row| columns.map(|column| frame.text(row, column));
            frame.iter().flat_map(|frame| (0..frame.height()).map(|at| row(frame, at))).collect()
        };
        let (old, new) = (rows(&read(&self.folder)?), rows(&read(&self.waiting)?));
        let ids: HashSet<&String> = new.iter().map(|[id, ..]| id).collect();
        let sources: HashSet<&String> = new.iter().map(|[_, source, _]| source).collect();
        let lost = |[id, source, outcome]: &[String; 3]| {
            dropped.contains(id) || (outcome == Outcome::Error.code() && sources.contains(source))
        };
        let kept = old.iter().filter(|row| !lost(row)).map(|[id, ..]| id);
        let mut seen = HashSet::new();
        let order = kept.chain(new.iter().map(|[id, ..]| id)).filter(|id| seen.insert(*id));
        Ok(order.map(|id| (id.clone(), ids.contains(id))).collect())
    }

    fn merge<T: Table>(&self, order: &[(String, bool)], tables: &mut Tables) -> Result<()>
    where
        Tables: Rows<T>,
    {
        let mut old = Pages::<T>::open(&self.folder)?;
        let mut new = Pages::<T>::open(&self.waiting)?;
        for (document, is_new) in order {
            let pages = if *is_new { &mut new } else { &mut old };
            for row in pages.rows_of(document) {
                pages.with_row(row, |cells| Rows::<T>::row(tables, cells))?;
            }
        }
        Ok(())
    }
}

impl Drop for Additions {
    fn drop(&mut self) {
        self.tables = None;
        // Nothing is lost when this fails: the next run removes it.
        fs::remove_dir_all(&self.waiting).ok();
    }
}

fn open<T: Table>(folder: &Path) -> Result<Option<parquet::File>> {
    let path = folder.join(file_name::<T>(Format::Parquet));
    if path.exists() { parquet::File::open(&path).map(Some) } else { Ok(None) }
}

/// A table's rows, one row group of them in memory.
struct Pages<T: Table> {
    file: Option<parquet::File>,
    groups: Vec<(usize, usize)>,
    /// The rows of each document.
    rows: HashMap<String, Vec<std::ops::Range<usize>>>,
    page: Option<(usize, Frame<T>)>,
}

impl<T: Table> Pages<T> {
    fn open(folder: &Path) -> Result<Pages<T>> {
        let file = open::<T>(folder)?;
        let mut rows: HashMap<String, Vec<std::ops::Range<usize>>> = HashMap::new();
        if let Some(file) = &file {
            let ids: Frame<T> = Frame::from_data(file.read(Some(&["doc_id"]), None)?);
            for row in 0..ids.height() {
                let runs = rows.entry(ids.text(row, "doc_id")).or_default();
                match runs.last_mut() {
                    Some(run) if run.end == row => run.end += 1,
                    _ => runs.push(row..row + 1),
                }
            }
        }
        let groups = file.as_ref().map(parquet::File::groups).unwrap_or_default();
        Ok(Pages { file, groups, rows, page: None })
    }

    fn rows_of(&self, document: &str) -> impl Iterator<Item = usize> + use<T> {
        self.rows.get(document).cloned().unwrap_or_default().into_iter().flatten()
    }

    /// Hands the cells of a row on.
    fn with_row(&mut self, row: usize, then: impl FnOnce(&[Cell<'_>]) -> Result<()>) -> Result<()> {
        let group = self.groups.partition_point(|(start, _)| *start <= row).saturating_sub(1);
        let (start, rows) = self.groups[group];
        if self.page.as_ref().is_none_or(|(page, _)| *page != start) {
            let file = self.file.as_ref().expect("a file that has rows");
            self.page = Some((start, Frame::from_data(file.read(None, Some((start, rows)))?)));
        }
        let (_, frame) = self.page.as_ref().expect("read above");
        then(&frame.cells(row - start).collect::<Vec<_>>())
    }
}

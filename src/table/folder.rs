//! An output folder: tables and their manifest, made anew, made again from the same documents, or added to.
//!
//! Everything is written aside first; the files are put in place one after the other and the manifest last, so a run
//! that is stopped leaves the old tables, and at worst a manifest older than they are, which the next run mends.

use super::article::Article;
use super::documents::{DocumentRow, Documents, Run, UnreadNumbers, UnreadRow};
use super::figures::{FigureRow, Figures};
use super::files::{Files, Format, Layout, file_name};
use super::manifest::{self, Input, Manifest};
use super::merge::Additions;
use super::schema::{Rows, Table};
use super::write::{io_error, remove_parts, sync_folder};
use crate::error::{Error, Result};
use crate::model::document::Document;
use crate::model::figure::Extraction;
use std::collections::{HashMap, HashSet, VecDeque};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// What to do where the folder already holds tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Make them again where they are of the same documents; refuse otherwise.
    Same,
    /// Add new documents, replace changed ones, keep the rest.
    Add,
    /// Start over.
    Fresh,
}

/// An output folder that is being written.
pub struct Folder {
    path: PathBuf,
    mode: Mode,
    layout: Layout,
    run: Run,
    old: Option<Manifest>,
    /// The names of the documents that the tables must be of, where they are made again.
    same: Option<HashSet<(String, String)>>,
    inputs: Vec<Input>,
    queue: Arc<Queue>,
    tables: Tables,
    /// Held while the folder is written, so that a second run keeps out.
    _lock: Option<File>,
}

/// Where extractions go: straight into files, or into memory until they can be merged with what is there.
enum Tables {
    Streamed(Box<Streamed>),
    Merged(Box<Additions>),
}

/// The files of all tables.
pub(super) type Streamed = Each<Files<Figures>, Files<Documents>, Files<UnreadNumbers>>;

/// Something for each of the three tables.
pub(super) struct Each<F, D, U> {
    pub figures: F,
    pub documents: D,
    pub unread: U,
}

impl Folder {
    /// Opens the folder, making it where it is not there.
    ///
    /// # Errors
    /// Fails where it cannot be written to, where another run is writing it, and where it holds tables that `mode`
    /// forbids to replace.
    pub fn open(path: &Path, mode: Mode, layout: Layout, run: Run) -> Result<Folder> {
        fs::create_dir_all(path).map_err(|error| io_error(path, &error))?;
        let lock = lock(path)?;
        remove_parts(path);
        let old = match mode {
            Mode::Fresh => Manifest::read(path).unwrap_or_default(),
            Mode::Same | Mode::Add => Manifest::read(path)?,
        };
        if old.is_none() && mode != Mode::Fresh {
            refuse_strangers(path)?;
        }
        let (layout, known, tables) = match old.as_ref().filter(|_| mode == Mode::Add) {
            Some(old) => (joined(layout, old), unchanged(old, &run), Tables::Merged(Box::new(Additions::new(path)?))),
            None => {
                let files = Tables::Streamed(Box::new(Streamed::new(path, &layout)?));
                (layout, HashMap::new(), files)
            }
        };
        let same =
            old.as_ref().filter(|_| mode == Mode::Same).map(|old| old.documents.iter().map(owned_name).collect());
        let queue = Arc::new(Queue { known, waiting: Mutex::default(), unchanged: AtomicUsize::new(0) });
        Ok(Folder { path: path.to_owned(), mode, layout, run, old, same, inputs: vec![], queue, tables, _lock: lock })
    }

    /// The queue that documents pass on their way to the extractor.
    pub fn queue(&self) -> Arc<Queue> {
        self.queue.clone()
    }

    /// Takes what one document gave. Extractions come in the order in which their documents passed the queue.
    ///
    /// # Errors
    /// Fails where the disk is full, and where the folder holds tables of other documents.
    pub fn push(&mut self, extraction: &Extraction) -> Result<()> {
        if let Some(input) = self.queue.next() {
            if self.same.as_ref().is_some_and(|same| !same.contains(&owned_name(&input))) {
                return Err(self.refusal(&format!("{} is not among them", input.source)));
            }
            self.inputs.push(input);
        }
        match &mut self.tables {
            Tables::Streamed(tables) => tables.push(extraction, &self.run),
            Tables::Merged(additions) => additions.push(extraction, &self.run),
        }
    }

    /// Puts all files in place.
    ///
    /// # Errors
    /// Fails where the disk is full, and where the folder holds tables of documents that are not among the inputs; the
    /// old files then stay.
    pub fn commit(mut self) -> Result<()> {
        self.refuse_losses()?;
        let kept = self.old.take().unwrap_or_default();
        let files = match self.tables {
            Tables::Streamed(tables) => tables,
            Tables::Merged(additions) => {
                let mut files = Box::new(Streamed::new(&self.path, &self.layout)?);
                additions.merge_into(&mut files)?;
                self.inputs = merged_inputs(kept.documents, std::mem::take(&mut self.inputs));
                files
            }
        };
        let mut asides = files.figures.finish()?;
        asides.extend(files.documents.finish()?);
        asides.extend(files.unread.finish()?);
        let mut names: Vec<String> = asides.iter().filter_map(|aside| aside.path().file_name()).map(name_of).collect();
        names.sort();
        asides.into_iter().try_for_each(|aside| aside.put_in_place())?;
        for name in kept.files.iter().filter(|name| table_names().any(|known| known == **name)) {
            if !names.contains(name) {
                fs::remove_file(self.path.join(name)).ok();
            }
        }
        let manifest = Manifest {
            program: self.run.program,
            grammar: self.run.grammar,
            layout: self.layout,
            files: names,
            documents: self.inputs,
        };
        manifest.write(&self.path)?;
        sync_folder(&self.path);
        Ok(())
    }

    /// Fails where the tables that are there hold documents which the new ones would lack.
    fn refuse_losses(&self) -> Result<()> {
        let (Mode::Same, Some(old)) = (self.mode, &self.old) else { return Ok(()) };
        let new: HashSet<(&str, &str)> = self.inputs.iter().map(Input::name).collect();
        match old.documents.iter().find(|document| !new.contains(&document.name())) {
            Some(lost) => Err(self.refusal(&format!("{} was not read this time", lost.source))),
            None => Ok(()),
        }
    }

    fn refusal(&self, reason: &str) -> Error {
        let message = format!(
            "holds figures of other documents ({reason}). Use --add to add to them, --fresh to replace them, \
             or another folder with --out"
        );
        Error::in_file(&self.path, message)
    }
}

impl Streamed {
    fn new(folder: &Path, layout: &Layout) -> Result<Streamed> {
        Ok(Streamed {
            figures: Files::new(folder, layout)?,
            documents: Files::new(folder, layout)?,
            unread: Files::new(folder, layout)?,
        })
    }
}

impl<F: Rows<Figures>, D: Rows<Documents>, U: Rows<UnreadNumbers>> Each<F, D, U> {
    /// Takes what one document gave.
    ///
    /// # Errors
    /// Fails where rows are written to a disk that is full.
    pub(super) fn push(&mut self, extraction: &Extraction, run: &Run) -> Result<()> {
        let article = &Article::new(extraction);
        self.documents.row(Documents::cells(&DocumentRow { article, run }))?;
        for figure in &extraction.figures {
            self.figures.row(Figures::cells(&FigureRow { article, figure }))?;
        }
        for unread in &extraction.unread {
            self.unread.row(UnreadNumbers::cells(&UnreadRow { article, unread }))?;
        }
        Ok(())
    }
}

/// Notes each document as it is read, before the extractor fills in what the text says of it.
pub struct Queue {
    /// Documents whose rows need not be made again, by id.
    known: HashMap<String, Input>,
    waiting: Mutex<VecDeque<Option<Input>>>,
    unchanged: AtomicUsize,
}

impl Queue {
    /// The documents that have to be extracted from, noted as they pass.
    pub fn pass<'q>(
        &'q self,
        documents: impl Iterator<Item = Result<Document>> + Send + 'q,
    ) -> impl Iterator<Item = Result<Document>> + Send + 'q {
        documents.filter(move |document| {
            let input = document.as_ref().ok().map(Input::of);
            if let Some(input) = &input
                && self.known.get(&input.doc_id) == Some(input)
            {
                self.unchanged.fetch_add(1, Ordering::Relaxed);
                return false;
            }
            self.waiting.lock().expect("no thread panicked here").push_back(input);
            true
        })
    }

    /// How many documents were left out because nothing about them changed.
    pub fn unchanged(&self) -> usize {
        self.unchanged.load(Ordering::Relaxed)
    }

    fn next(&self) -> Option<Input> {
        self.waiting.lock().expect("no thread panicked here").pop_front().flatten()
    }
}

/// Keeps a second run out of the folder; where the system cannot lock folders, nothing does.
fn lock(path: &Path) -> Result<Option<File>> {
    let Ok(folder) = File::open(path) else { return Ok(None) };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => {
            Err(Error::in_file(path, "is being written by another run. Wait for it to end, or choose another --out"))
        }
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Fails where files that would be overwritten stand in a folder that has no manifest.
fn refuse_strangers(path: &Path) -> Result<()> {
    match table_names().find(|name| path.join(name).exists()) {
        Some(name) => Err(Error::in_file(
            path.join(name),
            format!(
                "stands in a folder without {}, so it may be of other documents. Use --fresh to replace it, or another folder with --out",
                manifest::NAME
            ),
        )),
        None => Ok(()),
    }
}

/// The names of all files that a folder of tables can hold.
fn table_names() -> impl Iterator<Item = String> {
    Format::ALL.into_iter().flat_map(|format| {
        [file_name::<Figures>(format), file_name::<Documents>(format), file_name::<UnreadNumbers>(format)]
    })
}

fn name_of(name: &std::ffi::OsStr) -> String {
    name.to_string_lossy().into_owned()
}

/// The layout of a folder that is added to: what it had, and what is asked for now.
fn joined(mut layout: Layout, old: &Manifest) -> Layout {
    layout.formats.extend(&old.layout.formats);
    layout.formats.push(Format::Parquet);
    layout.formats.sort();
    layout.formats.dedup();
    layout.wide |= old.layout.wide;
    layout.all |= old.layout.all;
    layout
}

/// The documents whose rows this program and grammar would make again as they are.
fn unchanged(old: &Manifest, run: &Run) -> HashMap<String, Input> {
    if old.program != run.program || old.grammar != run.grammar {
        return HashMap::new();
    }
    old.documents.iter().map(|input| (input.doc_id.clone(), input.clone())).collect()
}

/// The old documents, changed ones in their old places, and then the new ones.
fn merged_inputs(old: Vec<Input>, new: Vec<Input>) -> Vec<Input> {
    let mut changed: HashMap<String, Input> = new.iter().map(|input| (input.doc_id.clone(), input.clone())).collect();
    let mut merged: Vec<Input> = old.into_iter().map(|input| changed.remove(&input.doc_id).unwrap_or(input)).collect();
    merged.extend(new.into_iter().filter_map(|input| changed.remove(&input.doc_id)));
    merged
}

/// A document's name, to be kept.
fn owned_name(input: &Input) -> (String, String) {
    let (id, source) = input.name();
    (id.to_owned(), source.to_owned())
}

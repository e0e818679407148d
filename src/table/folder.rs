//! An output folder: tables and their manifest, made anew, made again from the same documents, or added to.
//!
//! Everything is written aside first, and put in place together (see [`super::commit`]).

use super::cell::Cell;
use super::commit::{commit, lock, recover};
use super::datapackage;
use super::documents::Run;
use super::files::Layout;
use super::format::{Dialect, Format};
use super::manifest::{self, Input, Manifest};
use super::merge::Additions;
use super::queue::Queue;
use super::tables::{self, Tables};
use super::write::{Aside, io_error};
use crate::error::{Error, Result};
use crate::model::figure::Extraction;
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    /// The ids of documents whose rows are dropped.
    dropped: HashSet<String>,
    queue: Arc<Queue>,
    rows: Rows,
    /// Held while the folder is written, so that a second run keeps out.
    _lock: Option<File>,
}

/// Where extractions go: straight into files, or aside until they can be merged with what is there.
enum Rows {
    Streamed(Box<Tables>),
    Added(Box<Additions>),
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
        recover(path)?;
        let old = match mode {
            Mode::Fresh => Manifest::read(path).unwrap_or_default(),
            Mode::Same | Mode::Add => Manifest::read(path)?,
        };
        if old.is_none() && mode != Mode::Fresh {
            refuse_strangers(path)?;
        }
        let (layout, known, rows) = match old.as_ref().filter(|_| mode == Mode::Add) {
            Some(old) => (joined(layout, old), unchanged(old, &run), Rows::Added(Box::new(Additions::new(path)?))),
            None => {
                let layout = with_formats(layout);
                let tables = Rows::Streamed(Box::new(Tables::new(path, &layout, &run)?));
                (layout, HashMap::new(), tables)
            }
        };
        let same =
            old.as_ref().filter(|_| mode == Mode::Same).map(|old| old.documents.iter().map(owned_name).collect());
        Ok(Folder {
            path: path.to_owned(),
            mode,
            layout,
            run,
            old,
            same,
            inputs: vec![],
            dropped: HashSet::new(),
            queue: Arc::new(Queue::new(known)),
            rows,
            _lock: lock,
        })
    }

    /// The queue that documents pass on their way to the extractor.
    pub fn queue(&self) -> Arc<Queue> {
        self.queue.clone()
    }

    /// Takes what one document gave, and hands the cells of each of its figures to `seen`. Extractions come in the order
    /// in which their documents passed the queue.
    ///
    /// # Errors
    /// Fails where the disk is full, and where the folder holds tables of other documents.
    pub fn push(&mut self, extraction: &Extraction, seen: impl FnMut(&[Cell<'_>])) -> Result<()> {
        if let Some(input) = self.queue.next() {
            if self.same.as_ref().is_some_and(|same| !same.contains(&owned_name(&input))) {
                return Err(self.refusal(&format!("{} is not among them", input.source)));
            }
            self.inputs.push(input);
        }
        match &mut self.rows {
            Rows::Streamed(tables) => tables.push(extraction, &self.run, seen),
            Rows::Added(additions) => additions.push(extraction, &self.run, seen),
        }
    }

    /// Drops the documents that `gone` picks, in a folder that is added to; and says which.
    pub fn drop_documents(&mut self, gone: impl Fn(&Input) -> bool) -> Vec<Input> {
        let old = self.old.iter().flat_map(|old| &old.documents);
        let dropped: Vec<Input> = old.filter(|input| gone(input)).cloned().collect();
        self.dropped = dropped.iter().map(|input| input.doc_id.clone()).collect();
        dropped
    }

    /// Puts all files in place; where nothing is new, none is touched.
    ///
    /// # Errors
    /// Fails where the disk is full, and where the folder holds tables of documents that are not among the inputs; the
    /// old files then stay.
    pub fn commit(mut self) -> Result<()> {
        self.refuse_losses()?;
        let kept = self.old.take().unwrap_or_default();
        let tables = match self.rows {
            Rows::Streamed(tables) => tables,
            Rows::Added(additions)
                if additions.is_empty()
                    && self.dropped.is_empty()
                    && self.layout == kept.layout
                    && is_whole(&self.path, &kept) =>
            {
                return Ok(());
            }
            Rows::Added(additions) => {
                let mut tables = Box::new(Tables::new(&self.path, &self.layout, &self.run)?);
                additions.merge_into(&mut tables, &self.dropped)?;
                self.inputs = merged_inputs(kept.documents, std::mem::take(&mut self.inputs), &self.dropped);
                tables
            }
        };
        let mut asides = tables.finish()?;
        if let Some(package) = datapackage::package(&self.layout, &self.run.program, &self.run.vocabulary) {
            asides.push(written(&self.path.join(datapackage::NAME), &package)?);
        }
        let mut files: Vec<String> = asides
            .iter()
            .filter_map(|aside| aside.path().file_name())
            .map(|name| name.to_string_lossy().into())
            .collect();
        files.sort();
        let ours: HashSet<String> = tables::names().chain([datapackage::NAME.to_owned()]).collect();
        let stale = kept.files.into_iter().filter(|name| ours.contains(name) && !files.contains(name)).collect();
        let manifest = Manifest {
            program: self.run.program,
            grammar: self.run.grammar,
            layout: self.layout,
            files,
            documents: self.inputs,
        };
        asides.push(written(&self.path.join(manifest::NAME), &manifest.text())?);
        commit(&self.path, asides, stale)
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

/// A text written aside.
fn written(path: &Path, text: &str) -> Result<Aside> {
    let aside = Aside::new(path)?;
    let mut writer = aside.writer()?;
    writer.write_all(text.as_bytes()).and_then(|()| writer.flush()).map_err(|error| io_error(path, &error))?;
    aside.sync()?;
    Ok(aside)
}

/// Whether every file of the manifest is there.
fn is_whole(path: &Path, manifest: &Manifest) -> bool {
    manifest.files.iter().all(|name| path.join(name).exists())
}

/// Fails where files that would be overwritten stand in a folder that has no manifest.
fn refuse_strangers(path: &Path) -> Result<()> {
    match tables::names().find(|name| path.join(name).exists()) {
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

/// The layout of a folder that is added to: what it had, and what is asked for now.
fn joined(mut layout: Layout, old: &Manifest) -> Layout {
    layout.formats.extend(&old.layout.formats);
    layout.formats.push(Format::Parquet);
    layout.wide |= old.layout.wide;
    layout.all |= old.layout.all;
    if layout.text == Dialect::default() {
        layout.text = old.layout.text;
    }
    with_formats(layout)
}

/// The layout with each format once, and with CSV and Parquet where none is asked for.
fn with_formats(mut layout: Layout) -> Layout {
    if layout.formats.is_empty() {
        layout.formats = vec![Format::Csv, Format::Parquet];
    }
    layout.formats.sort();
    layout.formats.dedup();
    layout
}

/// The documents whose rows this program and grammar would make again as they are.
fn unchanged(old: &Manifest, run: &Run) -> HashMap<String, Input> {
    if old.program != run.program || old.grammar != run.grammar {
        return HashMap::new();
    }
    old.documents.iter().map(|input| (input.doc_id.clone(), input.clone())).collect()
}

/// The old documents without those dropped, changed ones in their old places, and then the new ones.
fn merged_inputs(old: Vec<Input>, new: Vec<Input>, dropped: &HashSet<String>) -> Vec<Input> {
    let mut changed: HashMap<String, Input> = new.iter().map(|input| (input.doc_id.clone(), input.clone())).collect();
    let kept = old.into_iter().filter(|input| !dropped.contains(&input.doc_id));
    let mut merged: Vec<Input> = kept.map(|input| changed.remove(&input.doc_id).unwrap_or(input)).collect();
    merged.extend(new.into_iter().filter_map(|input| changed.remove(&input.doc_id)));
    merged
}

/// A document's name, to be kept.
fn owned_name(input: &Input) -> (String, String) {
    let (id, source) = input.name();
    (id.to_owned(), source.to_owned())
}

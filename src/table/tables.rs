//! The tables of a run while they are written: the files of each, and the workbook of all.

use super::article::Article;
use super::cell::Cell;
use super::documents::{DocumentRow, Documents, Run, UnreadNumbers, UnreadRow};
use super::figures::{FigureRow, Figures};
use super::files::{Files, Layout, file_name};
use super::format::Format;
use super::schema::{Rows, Table};
use super::write::{Aside, io_error};
use super::xlsx::{About, Book};
use crate::error::Result;
use crate::model::figure::Extraction;
use std::io::Write;
use std::path::Path;

/// The tables of a run while they are written.
pub struct Tables {
    figures: Files,
    documents: Files,
    unread: Files,
    book: Option<(Aside, Box<Book>)>,
    all: bool,
    about: About,
    counts: Counts,
}

/// How many rows there are.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    figures: usize,
    documents: usize,
    unread: usize,
}

impl Tables {
    /// Begins the tables in `folder`.
    ///
    /// # Errors
    /// Fails where the folder cannot be written to.
    pub fn new(folder: &Path, layout: &Layout, run: &Run) -> Result<Tables> {
        let book = match layout.formats.contains(&Format::Xlsx) {
            true => {
                let book = Book::new(Figures::heads(layout.wide), run.vocabulary.clone())?;
                Some((Aside::new(&folder.join(file_name::<Figures>(Format::Xlsx)))?, Box::new(book)))
            }
            false => None,
        };
        Ok(Tables {
            figures: Files::new::<Figures>(folder, layout)?,
            documents: Files::new::<Documents>(folder, layout)?,
            unread: Files::new::<UnreadNumbers>(folder, layout)?,
            book,
            all: layout.all,
            about: run.about(),
            counts: Counts::default(),
        })
    }

    /// Takes what one document gave, and hands the cells of each of its figures to `seen`.
    ///
    /// # Errors
    /// Fails where the disk is full or broken.
    pub fn push(&mut self, extraction: &Extraction, run: &Run, mut seen: impl FnMut(&[Cell<'_>])) -> Result<()> {
        let article = &Article::new(extraction);
        Rows::<Documents>::row(self, &Documents::cells(&DocumentRow { article, run }))?;
        for figure in &extraction.figures {
            let row = FigureRow { article, figure };
            let cells = Figures::cells(&row);
            seen(&cells);
            Rows::<Figures>::row(self, &cells)?;
        }
        for unread in &extraction.unread {
            Rows::<UnreadNumbers>::row(self, &UnreadNumbers::cells(&UnreadRow { article, unread }))?;
        }
        Ok(())
    }

    /// Ends the files and waits until they are on the disk, still aside.
    ///
    /// # Errors
    /// Fails where the disk is full or broken.
    pub fn finish(mut self) -> Result<Vec<Aside>> {
        let Counts { figures, documents, unread } = self.counts;
        for (name, count) in [("documents", documents), ("figures", figures), ("numbers not understood", unread)] {
            self.about.push((name.to_owned(), count.to_string()));
        }
        let mut asides = self.figures.finish()?;
        asides.extend(self.documents.finish()?);
        asides.extend(self.unread.finish()?);
        if let Some((aside, book)) = self.book {
            let bytes = book.finish(&self.about)?;
            let mut writer = aside.writer()?;
            let written = writer.write_all(&bytes).and_then(|()| writer.flush());
            written.map_err(|error| io_error(aside.path(), &error))?;
            aside.sync()?;
            asides.push(aside);
        }
        Ok(asides)
    }
}

impl Rows<Figures> for Tables {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.counts.figures += 1;
        if let Some((_, book)) = &mut self.book
            && (self.all || Figures::in_scope(cells))
        {
            Rows::<Figures>::row(&mut **book, cells)?;
        }
        self.figures.row::<Figures>(cells)
    }
}

impl Rows<Documents> for Tables {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.counts.documents += 1;
        if let Some((_, book)) = &mut self.book {
            Rows::<Documents>::row(&mut **book, cells)?;
        }
        self.documents.row::<Documents>(cells)
    }
}

impl Rows<UnreadNumbers> for Tables {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.counts.unread += 1;
        self.unread.row::<UnreadNumbers>(cells)
    }
}

/// The names of all files of tables that a folder can hold.
pub fn names() -> impl Iterator<Item = String> {
    Format::ALL.into_iter().flat_map(|format| {
        [file_name::<Figures>(format), file_name::<Documents>(format), file_name::<UnreadNumbers>(format)]
    })
}

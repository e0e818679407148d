//! Where look-ups read figures from: a frame in memory, or a Parquet file of which only what is needed is read.

use super::documents::Documents;
use super::figures::Figures;
use super::frame::{Frame, data_type, polars_error};
use super::parquet;
use super::read;
use super::schema::Table;
use crate::error::{Error, Result};
use polars::prelude::{DataFrame, IdxCa, IdxSize, NewChunkedArray, PlSmallStr};
use std::collections::HashSet;
use std::path::Path;

/// Figures to look in.
pub enum Source {
    /// A Parquet file.
    File(parquet::File),
    /// Rows in memory.
    Rows(Frame<Figures>),
}

impl Source {
    /// The figures in a file.
    ///
    /// # Errors
    /// Fails where the file cannot be read.
    pub fn open(path: &Path) -> Result<Source> {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("parquet") => parquet::File::open(path).map(Source::File),
            _ => read::figures(path).map(Source::Rows),
        }
    }

    /// How many figures there are.
    pub fn height(&self) -> usize {
        match self {
            Source::File(file) => file.height(),
            Source::Rows(frame) => frame.height(),
        }
    }

    /// All rows, of these columns at least.
    ///
    /// # Errors
    /// Fails where the file is broken, or a column of it holds something else than its name says.
    pub fn columns(&self, names: &[&str]) -> Result<Frame<Figures>> {
        match self {
            Source::File(file) => typed(file.read(Some(names), None)?),
            Source::Rows(frame) => Ok(Frame::from_data(frame.data().clone())),
        }
    }

    /// These rows, in this order, of these columns or all.
    ///
    /// # Errors
    /// Fails where the file is broken, or a column of it holds something else than its name says.
    pub fn rows(&self, rows: &[usize], names: Option<&[&str]>) -> Result<Frame<Figures>> {
        match self {
            Source::File(file) => {
                // Row group by row group, each read once; then the rows are put in the order asked for.
                let mut sorted = rows.to_vec();
                sorted.sort_unstable();
                sorted.dedup();
                let mut all: Option<DataFrame> = None;
                let mut rest = &sorted[..];
                for (start, count) in file.groups() {
                    let (inside, after) = rest.split_at(rest.partition_point(|&row| row < start + count));
                    rest = after;
                    if inside.is_empty() {
                        continue;
                    }
                    let (first, last) = (inside[0], inside[inside.len() - 1]);
                    let page = file.read(names, Some((first, last + 1 - first)))?;
                    let page = take(&page, inside.iter().map(|row| row - first))?;
                    match &mut all {
                        Some(all) => {
                            all.vstack_mut(&page).map_err(polars_error)?;
                        }
                        None => all = Some(page),
                    }
                }
                let mut all = all.unwrap_or_default();
                all.rechunk_mut();
                let place = |row: &usize| sorted.binary_search(row).expect("a row that was asked for");
                typed(take(&all, rows.iter().map(place))?)
            }
            Source::Rows(frame) => Ok(Frame::from_data(take(frame.data(), rows.iter().copied())?)),
        }
    }

    /// Hands `each` the rows, which are in order, in frames of all columns or these, as many at a time as memory bears.
    ///
    /// # Errors
    /// Fails where the file is broken, and where `each` does.
    pub fn pages(
        &self,
        rows: &[usize],
        names: Option<&[&str]>,
        mut each: impl FnMut(&Frame<Figures>) -> Result<()>,
    ) -> Result<()> {
        rows.chunks(Figures::BATCH).try_for_each(|page| each(&self.rows(page, names)?))
    }
}

impl Frame<Documents> {
    /// The rows of the documents of these ids.
    ///
    /// # Errors
    /// Fails where polars refuses.
    pub fn with_ids(&self, ids: &HashSet<String>) -> Result<Frame<Documents>> {
        let wanted = |id: Option<&str>| id.is_some_and(|id| ids.contains(id));
        let rows = self.strings("doc_id").enumerate().filter(|(_, id)| wanted(*id)).map(|(row, _)| row);
        take(self.data(), rows).map(Frame::from_data)
    }
}

fn take(data: &DataFrame, rows: impl Iterator<Item = usize>) -> Result<DataFrame> {
    let rows = IdxCa::from_iter_values(PlSmallStr::EMPTY, rows.map(|row| row as IdxSize));
    data.take(&rows).map_err(polars_error)
}

/// The frame with every column of the type that its name says: other programs write some of them otherwise.
fn typed(mut data: DataFrame) -> Result<Frame<Figures>> {
    for column in Figures::COLUMNS {
        let Some(place) = data.get_column_index(column.name) else { continue };
        let (found, wanted) = (&data.columns()[place], data_type(&column.kind));
        if found.dtype() == &wanted {
            continue;
        }
        let cast = found.strict_cast(&wanted).map_err(|_| {
            let message =
                format!("the column {} holds no {}; extract it again with --fresh", column.name, column.kind.name());
            Error::new(message)
        })?;
        data.replace_column(place, cast).map_err(polars_error)?;
    }
    Ok(Frame::from_data(data))
}

//! The rows that conditions leave, and what is said where they leave none.

use super::load::{From, Loaded};
use super::narrow::Narrow;
use super::output::{Status, remark};
use crate::error::near::nearest;
use crate::error::{Error, Result};
use crate::pipeline::Extractor;
use crate::table::figures::Figures;
use crate::table::frame::Frame;
use crate::table::schema::Table;

/// Figures, and which of them are meant.
pub struct Selected {
    /// Where they are.
    pub loaded: Loaded,
    /// All rows, of the columns asked for.
    pub frame: Frame<Figures>,
    /// The rows that are meant, in order.
    pub rows: Vec<usize>,
}

impl Selected {
    /// The rows of `from` that `narrow` leaves; `columns` of all rows are read.
    ///
    /// # Errors
    /// Fails where there is nothing to look in, or a condition is none.
    pub fn new(from: &From, narrow: &Narrow, columns: &[&'static str], extractor: &Extractor) -> Result<Selected> {
        let filter = narrow.filter(extractor)?;
        let loaded = from.load(extractor)?;
        let mut needed = [columns, &filter.columns()[..]].concat();
        needed.sort_unstable();
        needed.dedup();
        let frame = loaded.source.columns(&needed)?;
        let rows = filter.rows(&frame);
        if rows.is_empty() && (loaded.source.height() > 0 || !loaded.failed) {
            remark(&format!("No figure meets these conditions; {}.", narrow.hint()));
        }
        Ok(Selected { loaded, frame, rows })
    }

    /// How the command ends.
    pub fn status(&self) -> Status {
        if self.rows.is_empty() { Status::Nothing } else { Status::Done }.unless(self.loaded.failed)
    }
}

/// The columns of these names.
///
/// # Errors
/// Fails where the figures table has none of a name, with those spelt alike.
pub fn columns(names: &[String]) -> Result<Vec<&'static str>> {
    names.iter().map(|name| column(name)).collect()
}

/// The column of this name.
///
/// # Errors
/// Fails where the figures table has none, with those spelt alike.
pub fn column(name: &str) -> Result<&'static str> {
    let known = Figures::COLUMNS.iter().map(|column| column.name);
    known.clone().find(|known| *known == name).ok_or_else(|| {
        let near = nearest(name, known);
        let hint = match near[..] {
            [] => "`figures schema` lists all".to_owned(),
            [best, ..] => format!("did you mean `{best}`?"),
        };
        Error::new(format!("no column `{name}`; {hint}"))
    })
}

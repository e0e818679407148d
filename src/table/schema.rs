//! What a column is and what a table is: from the declarations come the headers, the types and the manual of every format.

use super::cell::Cell;
use crate::error::Result;
use std::borrow::Cow;

/// The type of a column's cells.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// Text.
    Text,
    /// One of a list of codes.
    Code(Codes),
    /// An exact decimal number: `Decimal(38, 10)` in frames.
    Decimal,
    /// A 64-bit float.
    Float,
    /// A 64-bit whole number.
    Integer,
    /// A day, ISO 8601.
    Date,
    /// Several codes of a list; joined by `;` in CSV.
    List(Codes),
    /// JSON, as text in CSV and frames.
    Json,
}

/// Which list a code comes from.
#[derive(Clone, Copy, Debug)]
pub enum Codes {
    /// A list that is part of the program.
    Closed(fn() -> Vec<&'static str>),
    /// The list in this file of the grammar's `world` folder.
    Grammar(&'static str),
}

impl Type {
    /// The type's name in `figures schema`.
    pub fn name(&self) -> &'static str {
        match self {
            Type::Text => "text",
            Type::Code(_) => "code",
            Type::Decimal => "decimal",
            Type::Float => "float64",
            Type::Integer => "integer",
            Type::Date => "date",
            Type::List(_) => "list of text",
            Type::Json => "JSON text",
        }
    }

    /// The list its codes come from, where it has one.
    pub fn codes(&self) -> Option<Codes> {
        match self {
            Type::Code(codes) | Type::List(codes) => Some(*codes),
            _ => None,
        }
    }
}

/// One column: what it is called, what it holds, and how its cells come from a row.
pub struct Column<T: Table> {
    /// Its name in every format.
    pub name: &'static str,
    /// The type of its cells.
    pub kind: Type,
    /// Whether the default CSV shows it.
    pub starred: bool,
    /// What it means.
    pub meaning: &'static str,
    /// Its cell in a row.
    pub read: for<'r> fn(&'r T::Row<'r>) -> Cell<'r>,
}

/// A column whose cells name rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The column.
    pub column: &'static str,
    /// The table it leads to.
    pub table: &'static str,
    /// The column of that table in which the same cell stands.
    pub to: &'static str,
}

/// A table: its columns, and what one row is made from.
pub trait Table: Sized + 'static {
    /// Its name, and that of its files: `figures`, `documents` ...
    const NAME: &'static str;
    /// What one row is.
    const MEANING: &'static str;
    /// Its columns, in order.
    const COLUMNS: &'static [Column<Self>];
    /// The columns that together name a row.
    const KEY: &'static [&'static str];
    /// The columns that name rows of a table.
    const LINKS: &'static [Link];
    /// How many rows are written to Parquet at once, which bounds the memory that writing takes.
    const BATCH: usize;
    /// Whether the formats that are text may show the columns without a star.
    const WIDE_TEXT: bool;
    /// What one row is made from.
    type Row<'a>: Copy;

    /// Whether the default CSV shows the row that has these cells.
    fn in_scope(_cells: &[Cell<'_>]) -> bool {
        true
    }

    /// The cells of one row, in the order of the columns.
    fn cells<'r>(row: &'r Self::Row<'r>) -> Vec<Cell<'r>> {
        Self::COLUMNS.iter().map(|column| (column.read)(row)).collect()
    }

    /// The position of a column.
    fn position(name: &str) -> Option<usize> {
        Self::COLUMNS.iter().position(|column| column.name == name)
    }

    /// The columns that a file shows: the starred ones, or all of them.
    fn heads(wide: bool) -> Vec<Head> {
        let shown = (0..Self::COLUMNS.len()).filter(|&at| wide || Self::COLUMNS[at].starred);
        shown.map(Self::head).collect()
    }

    /// The head of the column at this position.
    fn head(at: usize) -> Head {
        let column = &Self::COLUMNS[at];
        Head { name: column.name.into(), kind: column.kind, meaning: column.meaning.into(), at }
    }
}

/// A column as a file shows it.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its name.
    pub name: Cow<'static, str>,
    /// The type of its cells.
    pub kind: Type,
    /// What it means.
    pub meaning: Cow<'static, str>,
    /// The position of its cell among the cells of a row.
    pub at: usize,
}

/// Something that takes a table's rows one by one.
pub(super) trait Rows<T: Table> {
    /// Takes a row: all its cells, in the order of the columns.
    ///
    /// # Errors
    /// Fails where rows go to a disk that is full or broken.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()>;
}

/// A closed list of the program as a column's type.
macro_rules! closed {
    ($list:ident) => {
        $crate::table::schema::Codes::Closed(|| $list::ALL.iter().map(|value| value.code()).collect())
    };
}
pub(crate) use closed;

/// Declares columns: `star name: Type, "meaning", |row| cell;`, or `wide name: ...` for those outside the default CSV.
macro_rules! columns {
    (@star star) => { true };
    (@star wide) => { false };
    ($($star:ident $name:ident: $kind:expr, $meaning:literal, $read:expr;)+) => {
        &[$($crate::table::schema::Column {
            name: stringify!($name),
            kind: $kind,
            starred: columns!(@star $star),
            meaning: $meaning,
            read: $read,
        }),+]
    };
}
pub(crate) use columns;

//! Cells into polars columns and back: the one place where a cell's type meets a frame's.

use super::cell::Cell;
use super::schema::{Codes, Head, Table, Type};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use polars::prelude::{
    AnyValue, ArrowSchema, CompatLevel, DataFrame, DataType, FrozenCategories, Int128Chunked, IntoColumn, IntoSeries,
    ListBuilderTrait, ListStringChunkedBuilder, NamedFrom, NewChunkedArray, PlSmallStr, Schema, SchemaExt, Series,
};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::marker::PhantomData;
use std::sync::Arc;

/// Digits of a decimal in a frame, before and after the point together.
pub const PRECISION: usize = 38;
/// Digits of a decimal in a frame after the point. A figure with more is rounded to them.
pub const SCALE: u32 = 10;

/// The polars type of a column.
pub fn data_type(kind: &Type) -> DataType {
    match kind {
        Type::Code(Codes::Closed(values)) => {
            let list = FrozenCategories::new(values()).expect("a code stands in its list once");
            DataType::from_frozen_categories(list)
        }
        Type::Text | Type::Json | Type::Code(Codes::Grammar(_)) => DataType::String,
        Type::Decimal => DataType::Decimal(PRECISION, SCALE as usize),
        Type::Float => DataType::Float64,
        Type::Integer => DataType::Int64,
        Type::Date => DataType::Date,
        Type::List(_) => DataType::List(Box::new(DataType::String)),
    }
}

/// The polars schema of a file with these columns.
pub(super) fn schema(heads: &[Head]) -> Schema {
    heads.iter().map(|head| (PlSmallStr::from_str(&head.name), data_type(&head.kind))).collect()
}

/// The types that readers through Arrow see, each column with its meaning.
pub(super) fn arrow_schema(heads: &[Head]) -> ArrowSchema {
    let mut types = schema(heads).to_arrow(CompatLevel::oldest());
    for head in heads {
        let field = types.get_mut(&head.name).expect("the schema holds every column");
        let mut about = field.metadata.as_deref().cloned().unwrap_or_default();
        about.insert("description".into(), PlSmallStr::from_str(&head.meaning));
        field.metadata = Some(Arc::new(about));
    }
    types
}

/// Rows on their way into a frame.
pub struct Builder {
    heads: Vec<Head>,
    columns: Vec<Values>,
    height: usize,
}

/// The values of one column so far.
enum Values {
    Text(Vec<Option<String>>),
    Code(Vec<&'static str>, Vec<Option<&'static str>>),
    Decimal(Vec<Option<i128>>),
    Float(Vec<Option<f64>>),
    Integer(Vec<Option<i64>>),
    Date(Vec<Option<i32>>),
    List(Vec<Option<Vec<String>>>),
}

impl Builder {
    /// No rows yet of a file with these columns.
    pub fn new(heads: Vec<Head>) -> Builder {
        Builder { columns: heads.iter().map(|head| Values::new(&head.kind)).collect(), heads, height: 0 }
    }

    /// No rows yet of all columns of a table.
    pub fn of<T: Table>() -> Builder {
        Builder::new(T::heads(true))
    }

    /// Adds a row: all cells of its table.
    pub fn push(&mut self, cells: &[Cell<'_>]) {
        for (values, head) in self.columns.iter_mut().zip(&self.heads) {
            values.push(&cells[head.at]);
        }
        self.height += 1;
    }

    /// The rows as a frame; the builder starts anew.
    ///
    /// # Errors
    /// Fails where polars refuses a column.
    pub fn take(&mut self) -> Result<DataFrame> {
        let fresh = Builder::new(self.heads.clone());
        let Builder { columns, height, heads } = std::mem::replace(self, fresh);
        let columns: Vec<_> = heads
            .iter()
            .zip(columns)
            .map(|(head, values)| values.finish(head).map(|series| series.into_column()))
            .collect::<Result<_>>()?;
        DataFrame::new(height, columns).map_err(polars_error)
    }
}

/// Rows that are handed on as frames, so many at a time.
pub struct Batches {
    rows: Builder,
    size: usize,
}

impl Batches {
    /// No rows yet of a file with these columns, to be handed on by `size` rows.
    pub fn new(heads: Vec<Head>, size: usize) -> Batches {
        Batches { rows: Builder::new(heads), size }
    }

    /// Adds a row: all cells of its table. Hands on the rows held where they now are a batch.
    ///
    /// # Errors
    /// Fails where polars refuses a column.
    pub fn push(&mut self, cells: &[Cell<'_>]) -> Result<Option<DataFrame>> {
        self.rows.push(cells);
        if self.rows.height >= self.size { self.rest() } else { Ok(None) }
    }

    /// The rows still held, if any.
    ///
    /// # Errors
    /// Fails where polars refuses a column.
    pub fn rest(&mut self) -> Result<Option<DataFrame>> {
        if self.rows.height > 0 { self.rows.take().map(Some) } else { Ok(None) }
    }
}

impl Values {
    fn new(kind: &Type) -> Values {
        match kind {
            Type::Code(Codes::Closed(list)) => Values::Code(list(), vec![]),
            Type::Text | Type::Json | Type::Code(Codes::Grammar(_)) => Values::Text(vec![]),
            Type::Decimal => Values::Decimal(vec![]),
            Type::Float => Values::Float(vec![]),
            Type::Integer => Values::Integer(vec![]),
            Type::Date => Values::Date(vec![]),
            Type::List(_) => Values::List(vec![]),
        }
    }

    fn push(&mut self, cell: &Cell<'_>) {
        match (self, cell) {
            (Values::Text(values), Cell::Null) => values.push(None),
            (Values::Text(values), cell) => values.push(Some(cell.to_text().into_owned())),
            (Values::Code(list, values), Cell::Text(code)) => {
                values.push(list.iter().find(|known| *known == code).copied());
            }
            (Values::Code(_, values), _) => values.push(None),
            (Values::Decimal(values), Cell::Decimal(number)) => values.push(mantissa(*number)),
            (Values::Decimal(values), _) => values.push(None),
            (Values::Float(values), Cell::Float(number)) => values.push(Some(*number)),
            (Values::Float(values), _) => values.push(None),
            (Values::Integer(values), Cell::Integer(number)) => values.push(Some(*number)),
            (Values::Integer(values), _) => values.push(None),
            (Values::Date(values), Cell::Date(day)) => values.push(Some(days(*day))),
            (Values::Date(values), _) => values.push(None),
            (Values::List(values), Cell::List(texts)) => {
                values.push(Some(texts.iter().map(|text| text.to_string()).collect()));
            }
            (Values::List(values), _) => values.push(None),
        }
    }

    fn finish(self, head: &Head) -> Result<Series> {
        let name = PlSmallStr::from_str(&head.name);
        Ok(match self {
            Values::Text(values) => Series::new(name, values),
            Values::Code(_, values) => {
                Series::new(name, values).strict_cast(&data_type(&head.kind)).map_err(polars_error)?
            }
            Values::Decimal(values) => Int128Chunked::from_iter_options(name, values.into_iter())
                .into_decimal(PRECISION, SCALE as usize)
                .map_err(polars_error)?
                .into_series(),
            Values::Float(values) => Series::new(name, values),
            Values::Integer(values) => Series::new(name, values),
            Values::Date(values) => Series::new(name, values).cast(&DataType::Date).map_err(polars_error)?,
            Values::List(rows) => {
                let mut builder = ListStringChunkedBuilder::new(name, rows.len(), rows.len());
                for row in rows {
                    match row {
                        Some(texts) => builder.append_values_iter(texts.iter().map(String::as_str)),
                        None => builder.append_null(),
                    }
                }
                builder.finish().into_series()
            }
        })
    }
}

/// The whole number that stands for `number` at [`SCALE`]; `None` where it has more digits than a frame's decimals.
fn mantissa(number: Decimal) -> Option<i128> {
    let number = number.round_dp(SCALE).normalize();
    let mantissa = number.mantissa().checked_mul(10_i128.pow(SCALE - number.scale()))?;
    (mantissa.unsigned_abs() < 10_u128.pow(PRECISION as u32)).then_some(mantissa)
}

/// The number that a frame's decimal stands for, without zeros at its end.
pub(super) fn decimal(mut mantissa: i128, mut scale: u32) -> Option<Decimal> {
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).expect("the first day of 1970 exists");

/// The day that a frame's number of days stands for.
pub(super) fn day(days: i32) -> Option<NaiveDate> {
    EPOCH.checked_add_signed(chrono::Duration::days(days.into()))
}

fn days(day: NaiveDate) -> i32 {
    (day - EPOCH).num_days() as i32
}

/// A frame of a table: rows of cells over polars columns.
pub struct Frame<T: Table> {
    data: DataFrame,
    /// For each column of the table, its place in `data`.
    places: Vec<Option<usize>>,
    table: PhantomData<T>,
}

impl<T: Table> Frame<T> {
    /// A frame read from a file or made by polars: columns are found by name, missing ones are unknown.
    pub fn from_data(data: DataFrame) -> Frame<T> {
        let places = T::COLUMNS.iter().map(|column| data.get_column_index(column.name)).collect();
        Frame { data, places, table: PhantomData }
    }

    /// The polars frame.
    pub fn data(&self) -> &DataFrame {
        &self.data
    }

    /// How many rows it has.
    pub fn height(&self) -> usize {
        self.data.height()
    }

    /// The cell of a row in the column at this position of the table's columns.
    pub fn cell_at(&self, row: usize, position: usize) -> Cell<'_> {
        let Some(place) = self.places[position] else { return Cell::Null };
        let kind = &T::COLUMNS[position].kind;
        self.data.columns()[place].get(row).map_or(Cell::Null, |value| cell(value, kind))
    }

    /// The cell of a row in a column.
    ///
    /// # Panics
    /// Panics where the table has no such column.
    pub fn cell(&self, row: usize, column: &str) -> Cell<'_> {
        self.cell_at(row, T::position(column).expect("a column of the table"))
    }

    /// The text of a cell; nothing where it is unknown.
    pub fn text(&self, row: usize, column: &str) -> String {
        self.cell(row, column).to_text().into_owned()
    }

    /// The cells of a row, in the order of the columns.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = Cell<'_>> {
        (0..T::COLUMNS.len()).map(move |position| self.cell_at(row, position))
    }
}

fn cell<'f>(value: AnyValue<'f>, kind: &Type) -> Cell<'f> {
    match value {
        AnyValue::Null => Cell::Null,
        AnyValue::String(text) if matches!(kind, Type::Json) => Cell::Json(Cow::Borrowed(text)),
        AnyValue::StringOwned(text) if matches!(kind, Type::Json) => Cell::Json(text.to_string().into()),
        AnyValue::String(text) => Cell::text(text),
        AnyValue::StringOwned(text) => Cell::owned(text.to_string()),
        AnyValue::Float64(number) => Cell::Float(number),
        AnyValue::Int64(number) => Cell::Integer(number),
        AnyValue::Date(days) => day(days).into(),
        AnyValue::Decimal(mantissa, _, scale) => decimal(mantissa, scale as u32).into(),
        AnyValue::List(texts) => list(&texts),
        AnyValue::Enum(code, list) => list.cat_to_str(code).map_or(Cell::Null, |code| Cell::owned(code.to_owned())),
        AnyValue::EnumOwned(code, list) => {
            list.cat_to_str(code).map_or(Cell::Null, |code| Cell::owned(code.to_owned()))
        }
        other => super::read::cell(&other.to_string(), kind).unwrap_or(Cell::Null),
    }
}

fn list<'f>(texts: &Series) -> Cell<'f> {
    let texts: Vec<_> =
        texts.iter().filter_map(|text| text.get_str().map(|text| Cow::Owned(text.to_owned()))).collect();
    if texts.is_empty() { Cell::Null } else { Cell::List(texts) }
}

/// What polars says, as an error of ours.
pub(super) fn polars_error(error: polars::error::PolarsError) -> Error {
    Error::new(format!("the table could not be made: {error}. This is a fault of the program; please report it"))
}

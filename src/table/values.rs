//! A frame's columns as plain values, one after another: what look-ups over many rows walk through.

use super::frame::{Frame, decimal};
use super::schema::Table;
use chrono::NaiveDate;
use polars::prelude::{DataType, Series};
use rust_decimal::prelude::ToPrimitive;
use std::iter::repeat_n;

/// Values of a column, one for each row.
type Each<'f, V> = Box<dyn Iterator<Item = V> + 'f>;

impl<T: Table> Frame<T> {
    /// The column's series; `None` where the frame lacks it.
    fn series(&self, column: &str) -> Option<&Series> {
        let place = self.data().get_column_index(column)?;
        Some(self.data().columns()[place].as_materialized_series())
    }

    /// The texts or codes of a column.
    pub fn strings<'f>(&'f self, column: &str) -> Each<'f, Option<&'f str>> {
        let nothing = || Box::new(repeat_n(None, self.height()));
        let Some(series) = self.series(column) else { return nothing() };
        match series.dtype() {
            DataType::String => series.str().map_or_else(|_| nothing() as _, |texts| Box::new(texts.iter()) as _),
            DataType::Enum(..) | DataType::Categorical(..) => match (series.cat8(), series.cat16(), series.cat32()) {
                (Ok(codes), ..) => Box::new(codes.iter_str()),
                (_, Ok(codes), _) => Box::new(codes.iter_str()),
                (.., Ok(codes)) => Box::new(codes.iter_str()),
                _ => nothing(),
            },
            _ => nothing(),
        }
    }

    /// The numbers of a column, as floats.
    pub fn numbers<'f>(&'f self, column: &str) -> Each<'f, Option<f64>> {
        let nothing = || Box::new(repeat_n(None, self.height()));
        let Some(series) = self.series(column) else { return nothing() };
        if let Ok(numbers) = series.f64() {
            return Box::new(numbers.iter());
        }
        if let Ok(numbers) = series.i64() {
            return Box::new(numbers.iter().map(|number| number.map(|number| number as f64)));
        }
        match series.decimal() {
            Ok(numbers) => {
                let scale = numbers.scale() as u32;
                Box::new(numbers.physical().iter().map(move |number| decimal(number?, scale)?.to_f64()))
            }
            Err(_) => nothing(),
        }
    }

    /// The days of a column.
    pub fn days<'f>(&'f self, column: &str) -> Each<'f, Option<NaiveDate>> {
        match self.series(column).and_then(|series| series.date().ok()) {
            Some(days) => Box::new(days.physical().iter().map(|days| super::frame::day(days?))),
            None => Box::new(repeat_n(None, self.height())),
        }
    }

    /// Hands the texts of each row of a column of lists, or the one text of another column, to `each`.
    pub fn parts(&self, column: &str, mut each: impl FnMut(usize, &str)) {
        match self.series(column).and_then(|series| series.list().ok()) {
            Some(lists) => {
                for (row, list) in lists.amortized_iter().enumerate() {
                    let Some(list) = list else { continue };
                    if let Ok(texts) = list.as_ref().str() {
                        texts.iter().flatten().for_each(|text| each(row, text));
                    }
                }
            }
            None => {
                for (row, text) in self.strings(column).enumerate() {
                    if let Some(text) = text {
                        each(row, text);
                    }
                }
            }
        }
    }
}

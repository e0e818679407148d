//! Rows as NDJSON: one object a line, fields named as the columns, unknown cells left out.

use super::cell::Cell;
use super::schema::Table;
use rust_decimal::Decimal;
use std::io::{self, Write};
use std::marker::PhantomData;

/// How many significant digits every reader of JSON keeps of a number.
const SAFE_DIGITS: usize = 15;

/// Writes rows of a table as NDJSON.
pub struct Ndjson<T: Table, W: Write> {
    sink: W,
    shown: Vec<usize>,
    table: PhantomData<T>,
}

impl<T: Table, W: Write> Ndjson<T, W> {
    /// Writes the starred columns, or all of them where `wide` is set.
    pub fn new(sink: W, wide: bool) -> Ndjson<T, W> {
        Ndjson { sink, shown: T::shown(wide), table: PhantomData }
    }

    /// Writes a row: all its cells, in the order of the table's columns.
    ///
    /// # Errors
    /// Fails where the sink cannot be written to.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let known = self.shown.iter().filter(|&&at| !cells[at].is_null());
        for (number, &at) in known.enumerate() {
            let before = if number == 0 { '{' } else { ',' };
            write!(self.sink, "{before}\"{}\":", T::COLUMNS[at].name)?;
            write_cell(&mut self.sink, &cells[at])?;
        }
        self.sink.write_all(b"}\n")
    }

    /// Hands everything written so far to the sink.
    ///
    /// # Errors
    /// Fails where the sink cannot be written to.
    pub fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

fn write_cell(sink: &mut impl Write, cell: &Cell<'_>) -> io::Result<()> {
    match cell {
        Cell::Null => sink.write_all(b"null"),
        Cell::Json(json) => sink.write_all(json.as_bytes()),
        Cell::Decimal(number) if significant_digits(*number) > SAFE_DIGITS => {
            Ok(serde_json::to_writer(sink, &cell.to_text())?)
        }
        Cell::Decimal(_) | Cell::Integer(_) => sink.write_all(cell.to_text().as_bytes()),
        Cell::Float(number) => Ok(serde_json::to_writer(sink, number)?),
        Cell::Text(text) => Ok(serde_json::to_writer(sink, text)?),
        Cell::Date(_) => Ok(serde_json::to_writer(sink, &cell.to_text())?),
        Cell::List(texts) => Ok(serde_json::to_writer(sink, texts)?),
    }
}

/// The digits of a number without the zeros at its ends.
fn significant_digits(number: Decimal) -> usize {
    let mantissa = number.mantissa().unsigned_abs().to_string();
    mantissa.trim_end_matches('0').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cell: Cell<'_>) -> String {
        let mut sink = Vec::new();
        write_cell(&mut sink, &cell).unwrap();
        String::from_utf8(sink).unwrap()
    }

    #[test]
    fn numbers_are_numbers_while_every_reader_keeps_them() {
        let decimal = |text: &str| written(Cell::Decimal(text.parse().unwrap()));
        assert_eq!(decimal("30000000000"), "30000000000");
        assert_eq!(decimal("-7.10"), "-7.1");
        assert_eq!(decimal("123456789012345"), "123456789012345");
        assert_eq!(decimal("1234567890.123456"), "\"1234567890.123456\"");
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(written(Cell::text("a\"b\n\u{0}\u{1b}")), r#""a\"b\n\u0000\u001b""#);
    }
}

//! Rows as JSON, one object a row: fields named as the columns, unknown cells left out; one a line, or all in one array.

use super::cell::Cell;
use super::schema::Head;
use super::writer::{Writer, sink_error};
use crate::error::Result;
use rust_decimal::Decimal;
use std::io::{self, Write};

/// How many significant digits every reader of JSON, and a spreadsheet, keeps of a number.
pub(super) const SAFE_DIGITS: usize = 15;

/// How the objects stand in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One a line, and nothing else.
    Lines,
    /// One array.
    Array,
}

/// Writes rows as JSON.
pub struct Json<W: Write> {
    sink: W,
    heads: Vec<Head>,
    layout: Layout,
    rows: usize,
}

impl<W: Write> Json<W> {
    /// A file without rows yet.
    pub fn new(sink: W, heads: Vec<Head>, layout: Layout) -> Json<W> {
        Json { sink, heads, layout, rows: 0 }
    }

    fn write(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        match (self.layout, self.rows) {
            (Layout::Lines, _) => {}
            (Layout::Array, 0) => self.sink.write_all(b"[\n")?,
            (Layout::Array, _) => self.sink.write_all(b",\n")?,
        }
        self.rows += 1;
        self.sink.write_all(b"{")?;
        let known = self.heads.iter().filter(|head| !cells[head.at].is_null());
        for (number, head) in known.enumerate() {
            if number > 0 {
                self.sink.write_all(b",")?;
            }
            serde_json::to_writer(&mut self.sink, &head.name)?;
            self.sink.write_all(b":")?;
            write_cell(&mut self.sink, &cells[head.at])?;
        }
        self.sink.write_all(if self.layout == Layout::Lines { b"}\n" } else { b"}" })
    }

    fn end(&mut self) -> io::Result<()> {
        match (self.layout, self.rows) {
            (Layout::Lines, _) => {}
            (Layout::Array, 0) => self.sink.write_all(b"[]\n")?,
            (Layout::Array, _) => self.sink.write_all(b"\n]\n")?,
        }
        self.sink.flush()
    }
}

impl<W: Write> Writer for Json<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.write(cells).map_err(sink_error)
    }

    fn finish(&mut self) -> Result<()> {
        self.end().map_err(sink_error)
    }
}

/// A row as one JSON object.
pub fn object(heads: &[Head], cells: &[Cell<'_>]) -> String {
    let mut bytes = Vec::new();
    let mut json = Json::new(&mut bytes, heads.to_vec(), Layout::Lines);
    json.write(cells).expect("memory can be written to");
    String::from_utf8_lossy(bytes.trim_ascii_end()).into_owned()
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
pub(super) fn significant_digits(number: Decimal) -> usize {
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

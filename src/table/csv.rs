//! Rows as CSV: UTF-8, a header, every text in one line, lists joined by `;`, unknown cells empty.

use super::cell::{Cell, one_line};
use super::format::Dialect;
use super::schema::Head;
use super::writer::{Writer, sink_error};
use crate::error::{Error, Result};
use std::borrow::Cow;
use std::io::Write;

/// What tells a spreadsheet that a file is UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Writes rows as CSV.
pub struct Csv<W: Write> {
    csv: csv::Writer<W>,
    heads: Vec<Head>,
    excel: bool,
}

impl<W: Write> Csv<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// Fails where `sink` cannot be written to, and where the delimiter is no single byte.
    pub fn new(mut sink: W, heads: Vec<Head>, dialect: Dialect) -> Result<Csv<W>> {
        let delimiter = u8::try_from(dialect.delimiter)
            .ok()
            .filter(|byte| {
                byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r' | b'.' | b'-') && !byte.is_ascii_alphanumeric()
            })
            .ok_or_else(|| {
                Error::new(format!("`{}` cannot divide the cells of CSV; use , ; | or a tab", dialect.delimiter))
            })?;
        if dialect.excel {
            sink.write_all(MARK).map_err(sink_error)?;
        }
        let mut csv = csv::WriterBuilder::new().delimiter(delimiter).from_writer(sink);
        csv.write_record(heads.iter().map(|head| head.name.as_bytes())).map_err(|error| sink_error(error.into()))?;
        Ok(Csv { csv, heads, excel: dialect.excel })
    }
}

impl<W: Write> Writer for Csv<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        for head in &self.heads {
            let text = cells[head.at].to_text();
            let text = match &cells[head.at] {
                Cell::Text(_) if self.excel => guarded(&text),
                _ => Cow::Borrowed(&*text),
            };
            let text = without_nul(&text);
            self.csv.write_field(one_line(&text).as_bytes()).map_err(|error| sink_error(error.into()))?;
        }
        self.csv.write_record(None::<&[u8]>).map_err(|error| sink_error(error.into()))
    }

    fn finish(&mut self) -> Result<()> {
        self.csv.flush().map_err(sink_error)
    }
}

/// The text with an apostrophe before it where a spreadsheet would take it for a formula.
///
/// A comparator alone, as in the column of that name, is no formula.
fn guarded(text: &str) -> Cow<'_, str> {
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if text.starts_with(begins) && text.len() > 1 { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text without the one character that ends a text for some readers.
fn without_nul(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::schema::Type;

    fn written(dialect: Dialect, cells: &[Cell<'_>]) -> Result<String> {
        let head = |at| Head { name: format!("c{at}").into(), kind: Type::Text, meaning: "".into(), at };
        let mut bytes = Vec::new();
        let mut csv = Csv::new(&mut bytes, (0..cells.len()).map(head).collect(), dialect)?;
        csv.row(cells)?;
        csv.finish()?;
        drop(csv);
        Ok(String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn a_spreadsheet_gets_a_mark_and_no_formula_and_numbers_as_they_are() {
        let cells = [Cell::text("=1+1"), Cell::Decimal("-5".parse().unwrap()), Cell::text("@SUM(A1)"), Cell::text("=")];
        let excel = written(Dialect { excel: true, delimiter: ';' }, &cells).unwrap();
        assert_eq!(excel, "\u{feff}c0;c1;c2;c3\n'=1+1;-5;'@SUM(A1);=\n");
        assert_eq!(written(Dialect::default(), &cells).unwrap(), "c0,c1,c2,c3\n=1+1,-5,@SUM(A1),=\n");
    }

    #[test]
    fn delimiters_that_stand_in_numbers_are_refused() {
        for delimiter in ['.', '1', '"', 'é', '\n'] {
            assert!(written(Dialect { delimiter, excel: false }, &[]).is_err(), "{delimiter:?}");
        }
    }
}

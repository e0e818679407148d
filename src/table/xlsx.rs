//! The workbook: the sheets Figures, Documents, Columns and Run, with real numbers and days, and text that is no formula.
//!
//! Rows go to a file of the system's as they come, so memory stays bounded; the workbook is made of them at the end.

use super::cell::{Cell, printable};
use super::documents::Documents;
use super::figures::Figures;
use super::json::{SAFE_DIGITS, significant_digits};
use super::manual::{Description, Vocabulary};
use super::schema::{Head, Rows, Table, Type};
use super::weblink;
use crate::error::{Error, Result};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet,
    XlsxError,
};
use std::collections::HashMap;

/// How many rows a sheet has.
const ROWS: u32 = 1_048_576;
/// How many UTF-16 units a cell holds.
const LONGEST_TEXT: usize = 32_767;
/// How many links a sheet holds; more make Excel repair the file.
const MOST_LINKS: u32 = 65_530;
/// How many UTF-16 units a link has at most.
const LONGEST_LINK: usize = 2_000;
/// The first year that spreadsheets know.
const FIRST_YEAR: i32 = 1900;

/// What stands in the sheet Run: what was done, in words, line by line.
pub type About = Vec<(String, String)>;

/// A workbook that is being written.
pub struct Book {
    book: Workbook,
    formats: Formats,
    figures: Sheet,
    documents: Sheet,
    vocabulary: Vocabulary,
    /// The web addresses of documents.
    urls: HashMap<String, String>,
}

/// A table's sheets, the last of which is being written.
struct Sheet {
    name: &'static str,
    heads: Vec<Head>,
    /// How many sheets there are of it.
    count: usize,
    /// Which sheet of the book is written.
    index: usize,
    /// The next row of it.
    row: u32,
    links: u32,
    /// How many rows a sheet has at most.
    rows: u32,
}

/// The looks of cells.
struct Formats {
    head: Format,
    day: Format,
    wrapped: Format,
    share: Format,
    link: Format,
    numbers: HashMap<String, Format>,
}

impl Book {
    /// A workbook of figures with these columns; `vocabulary` is what the sheet Columns lists.
    ///
    /// # Errors
    /// Fails where the system has no room for its rows.
    pub fn new(figures: Vec<Head>, vocabulary: Vocabulary) -> Result<Book> {
        Book::with_rows(figures, vocabulary, ROWS)
    }

    fn with_rows(figures: Vec<Head>, vocabulary: Vocabulary, rows: u32) -> Result<Book> {
        let mut book = Workbook::new();
        // No clock: the same rows make the same bytes.
        let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        book.set_properties(&DocProperties::new().set_title("Figures").set_creation_datetime(&day));
        let formats = Formats::new();
        let figures = Sheet::begin(&mut book, "Figures", figures, &formats, rows)?;
        let documents = Sheet::begin(&mut book, "Documents", Documents::heads(false), &formats, rows)?;
        Ok(Book { book, formats, figures, documents, vocabulary, urls: HashMap::new() })
    }

    /// The bytes of the file, with `about` in its sheet Run.
    ///
    /// # Errors
    /// Fails where the system has no room for its rows.
    pub fn finish(mut self, about: &About) -> Result<Vec<u8>> {
        self.figures.end(&mut self.book)?;
        self.documents.end(&mut self.book)?;
        self.write_columns().map_err(failed)?;
        self.write_run(about).map_err(failed)?;
        self.book.save_to_buffer().map_err(failed)
    }

    fn write_columns(&mut self) -> std::result::Result<(), XlsxError> {
        let wrapped = &self.formats.wrapped;
        let sheet = self.book.add_worksheet().set_name("Columns")?;
        let heads = [("table", 12), ("column", 20), ("type", 12), ("meaning", 70), ("values", 70)];
        write_heads(sheet, heads.iter().map(|(name, width)| (*name, *width)), &self.formats.head)?;
        let mut row = 1;
        for table in [Description::of::<Figures>(&self.vocabulary), Description::of::<Documents>(&self.vocabulary)] {
            for column in &table.columns {
                let cells = [table.name, column.name, column.kind.name(), column.meaning];
                for (at, text) in cells.into_iter().enumerate() {
                    sheet.write_string_with_format(row, at as u16, text, wrapped)?;
                }
                sheet.write_string_with_format(row, 4, cut(&column.values.join(", ")), wrapped)?;
                row += 1;
            }
        }
        sheet.autofilter(0, 0, row - 1, heads.len() as u16 - 1)?;
        Ok(())
    }

    fn write_run(&mut self, about: &About) -> std::result::Result<(), XlsxError> {
        let mut lines = about.clone();
        for sheets in [&self.figures, &self.documents] {
            if sheets.count > 1 {
                let text = format!("its rows are too many for one sheet and stand in {} sheets", sheets.count);
                lines.push((sheets.name.to_owned(), text));
            }
            if sheets.links == MOST_LINKS {
                let text = format!("a sheet holds {MOST_LINKS} links; further addresses are plain text");
                lines.push((sheets.name.to_owned(), text));
            }
        }
        let sheet = self.book.add_worksheet().set_name("Run")?;
        write_heads(sheet, [("what", 24), ("is", 90)].into_iter(), &self.formats.head)?;
        for (row, (name, text)) in lines.iter().enumerate() {
            sheet.write_string(row as u32 + 1, 0, cut(&printable(name)))?;
            sheet.write_string_with_format(row as u32 + 1, 1, cut(&printable(text)), &self.formats.wrapped)?;
        }
        Ok(())
    }
}

impl Rows<Documents> for Book {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        let text = |name| Documents::position(name).map_or("".into(), |at| cells[at].to_text());
        let address = [text("url"), text("source")].into_iter().find(|address| weblink::is_address(address));
        if let Some(address) = &address {
            self.urls.insert(text("doc_id").into_owned(), address.to_string());
        }
        self.documents.row(&mut self.book, &mut self.formats, cells, address.as_deref())
    }
}

impl Rows<Figures> for Book {
    /// Documents come before their figures, so that their addresses are known.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        let text = |name| Figures::position(name).map_or("".into(), |at| cells[at].to_text());
        let source = text("source");
        let known = self.urls.get(&*text("doc_id")).map(String::as_str);
        let address = known.or_else(|| Some(&*source).filter(|source| weblink::is_address(source)));
        let link = address.map(|address| weblink::to_quote(address, &text("quote")));
        self.figures.row(&mut self.book, &mut self.formats, cells, link.as_deref())
    }
}

impl Sheet {
    fn begin(book: &mut Workbook, name: &'static str, heads: Vec<Head>, looks: &Formats, rows: u32) -> Result<Sheet> {
        let mut sheet = Sheet { name, heads, count: 0, index: 0, row: 0, links: 0, rows };
        sheet.open(book, looks).map_err(failed)?;
        Ok(sheet)
    }

    /// Begins a sheet of the table.
    fn open(&mut self, book: &mut Workbook, looks: &Formats) -> std::result::Result<(), XlsxError> {
        self.index = book.worksheets().len();
        self.count += 1;
        let name = if self.count == 1 { self.name.to_owned() } else { format!("{} {}", self.name, self.count) };
        let sheet = book.add_worksheet_with_constant_memory()?.set_name(name)?;
        write_heads(sheet, self.heads.iter().map(|head| (&*head.name, width(head))), &looks.head)?;
        (self.row, self.links) = (1, 0);
        Ok(())
    }

    fn row(&mut self, book: &mut Workbook, looks: &mut Formats, cells: &[Cell<'_>], link: Option<&str>) -> Result<()> {
        // The last row is kept for the notice that there are more.
        if self.row + 1 == self.rows {
            let notice = format!("continued in the sheet {} {}", self.name, self.count + 1);
            let sheet = book.worksheet_from_index(self.index).map_err(failed)?;
            sheet.write_string(self.row, 0, notice).map_err(failed)?;
            self.end(book)?;
            self.open(book, looks).map_err(failed)?;
        }
        let kind = Figures::position("kind").filter(|_| self.name == "Figures").map(|at| cells[at].to_text());
        let sheet = book.worksheet_from_index(self.index).map_err(failed)?;
        for (column, head) in self.heads.iter().enumerate() {
            let place = (self.row, column as u16);
            let link = link.filter(|_| matches!(&*head.name, "source" | "url") && self.links < MOST_LINKS);
            self.links += u32::from(link.is_some());
            write_cell(sheet, place, &cells[head.at], head, link, kind.as_deref(), looks).map_err(failed)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Ends the sheet that is being written: the filter over its rows, and colour for those that have flags.
    fn end(&mut self, book: &mut Workbook) -> Result<()> {
        let sheet = book.worksheet_from_index(self.index).map_err(failed)?;
        let (last, width) = (self.row.saturating_sub(1), self.heads.len() as u16 - 1);
        sheet.autofilter(0, 0, last, width).map_err(failed)?;
        if let Some(flags) = self.heads.iter().position(|head| head.name == "flags").filter(|_| last > 0) {
            let column = rust_xlsxwriter::utility::column_number_to_name(flags as u16);
            let marked = Format::new().set_background_color(Color::RGB(0x00FF_F2CC));
            let rule =
                ConditionalFormatFormula::new().set_rule(format!("=LEN(${column}2)>0").as_str()).set_format(marked);
            sheet.add_conditional_format(1, 0, last, width, &rule).map_err(failed)?;
        }
        Ok(())
    }
}

impl Formats {
    fn new() -> Formats {
        let top = Format::new().set_align(FormatAlign::Top);
        Formats {
            head: Format::new().set_bold().set_background_color(Color::RGB(0x00DD_E6F0)),
            day: top.clone().set_num_format("yyyy-mm-dd"),
            wrapped: top.clone().set_text_wrap(),
            share: top.clone().set_num_format("0%"),
            link: Format::new().set_hyperlink().set_align(FormatAlign::Top),
            numbers: HashMap::new(),
        }
    }

    /// A format with thousands divided, as many decimals as the number has, and the mark of its kind.
    fn number(&mut self, number: Decimal, kind: Option<&str>) -> &Format {
        let decimals = number.normalize().scale().min(10) as usize;
        let point = if decimals > 0 { "." } else { "" };
        let mark = match kind {
            Some("percent") => "\"%\"",
            Some("multiple") => "\"x\"",
            _ => "",
        };
        let code = format!("#,##0{point}{}{mark}", "0".repeat(decimals));
        self.numbers
            .entry(code)
            .or_insert_with_key(|code| Format::new().set_align(FormatAlign::Top).set_num_format(code.as_str()))
    }
}

fn write_heads<'n>(
    sheet: &mut Worksheet,
    heads: impl Iterator<Item = (&'n str, u32)>,
    look: &Format,
) -> std::result::Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    for (column, (name, width)) in heads.enumerate() {
        sheet.set_column_width(column as u16, width)?;
        sheet.write_string_with_format(0, column as u16, name, look)?;
    }
    Ok(())
}

/// How wide a column is, in digits.
fn width(head: &Head) -> u32 {
    match (&*head.name, &head.kind) {
        ("sentence" | "message", _) => 80,
        ("title", _) => 40,
        ("quote" | "measure_text" | "attribution" | "flags" | "source" | "url", _) => 26,
        ("value" | "value_low" | "value_high" | "normal_value" | "figure_id" | "event_id" | "duplicate_of", _) => 18,
        (_, Type::Date) => 12,
        _ => 14,
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    head: &Head,
    link: Option<&str>,
    kind: Option<&str>,
    looks: &mut Formats,
) -> std::result::Result<(), XlsxError> {
    // A format's mark belongs to the figure's own value; what other columns count is plain.
    let kind = kind.filter(|_| matches!(head.kind, Type::Decimal) || head.name == "normal_value");
    match cell {
        Cell::Null => {}
        Cell::Decimal(number) if significant_digits(*number) <= SAFE_DIGITS => {
            let look = looks.number(*number, kind);
            sheet.write_number_with_format(row, column, number.to_f64().unwrap_or_default(), look)?;
        }
        Cell::Float(number) if head.name.starts_with("confidence") => {
            sheet.write_number_with_format(row, column, *number, &looks.share)?;
        }
        Cell::Float(number) => {
            let shown = Decimal::from_f64_retain(*number).unwrap_or_default().round_dp(6);
            sheet.write_number_with_format(row, column, *number, looks.number(shown, kind))?;
        }
        Cell::Integer(number) => {
            sheet.write_number_with_format(row, column, *number as f64, looks.number((*number).into(), None))?;
        }
        Cell::Date(day) if day.year() >= FIRST_YEAR => {
            sheet.write_datetime_with_format(row, column, excel_day(*day)?, &looks.day)?;
        }
        cell => {
            let text = cell.to_text();
            let text = cut(&printable(&text));
            match link.filter(|link| link.encode_utf16().count() <= LONGEST_LINK) {
                Some(link) => {
                    sheet.write_url_with_options(row, column, Url::new(link), &text, "", Some(&looks.link))?;
                }
                None => {
                    sheet.write_string_with_format(row, column, text, &looks.wrapped)?;
                }
            }
        }
    }
    Ok(())
}

fn excel_day(day: NaiveDate) -> std::result::Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)
}

/// As much of a text as a cell holds.
fn cut(text: &str) -> String {
    let mut units = 0;
    let long = text.char_indices().find(|(_, char)| {
        units += char.len_utf16();
        units > LONGEST_TEXT - 1
    });
    match long {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn failed(error: XlsxError) -> Error {
    Error::new(format!("the workbook cannot be written ({error}). Free some space, or write CSV"))
}

#[cfg(test)]
mod tests;

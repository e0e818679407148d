//! The workbook read back by another reader: types, text that is no formula, links, and sheets that go on.

use super::*;
use crate::table::article::Article;
use crate::table::documents::{DocumentRow, Run};
use crate::table::figures::FigureRow;
use crate::table::sample;
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

fn book(rows: u32, documents: usize) -> Vec<u8> {
    let mut book = Book::with_rows(Figures::heads(false), Vocabulary::default(), rows).unwrap();
    for number in 0..documents {
        let mut extraction = sample::extraction(&format!("a{number}"));
        extraction.document.url = Some("https://example.org/news?id=1".to_owned());
        let article = &Article::new(&extraction);
        Rows::<Documents>::row(&mut book, &Documents::cells(&DocumentRow { article, run: &Run::new("g") })).unwrap();
        for figure in &extraction.figures {
            Rows::<Figures>::row(&mut book, &Figures::cells(&FigureRow { article, figure })).unwrap();
        }
    }
    book.finish(&vec![("program".to_owned(), "=1+1".to_owned())]).unwrap()
}

fn read(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).unwrap()
}

#[test]
fn numbers_and_days_are_real_and_text_is_text() {
    let mut book = read(&book(ROWS, 1));
    assert_eq!(book.sheet_names(), ["Figures", "Documents", "Columns", "Run"]);
    let figures = book.worksheet_range("Figures").unwrap();
    let column = |name: &str| figures.rows().next().unwrap().iter().position(|cell| cell == name).unwrap() as u32;
    let cell = |row: u32, name: &str| figures.get_value((row, column(name))).cloned().unwrap_or(Data::Empty);
    assert_eq!(figures.height(), 5);
    assert_eq!(cell(1, "quote"), Data::String("30 billion dollars".to_owned()));
    assert_eq!(cell(1, "value"), Data::Float(30_000_000_000.12));
    assert_eq!(cell(1, "title"), Data::String("=1+1 \u{fffd}[31m\"Trade\", up".to_owned()));
    // Spreadsheets count days; this one is the 24th of January 2024.
    assert!(matches!(cell(1, "published"), Data::DateTime(day) if day.is_datetime() && day.as_f64() == 45_315.0));
    assert_eq!(cell(2, "normal_value"), Data::Float(-40.0));
    assert_eq!(cell(2, "flags"), Data::Empty);
    for name in ["Figures", "Documents", "Columns", "Run"] {
        let formulas = book.worksheet_formula(name).unwrap();
        assert!(formulas.rows().flatten().all(String::is_empty), "{name}");
    }
    let run = book.worksheet_range("Run").unwrap();
    assert_eq!(run.get_value((1, 1)), Some(&Data::String("=1+1".to_owned())));
}

#[test]
fn rows_past_the_end_of_a_sheet_go_on_in_the_next() {
    let mut book = read(&book(6, 2));
    assert_eq!(book.sheet_names(), ["Figures", "Documents", "Figures 2", "Columns", "Run"]);
    let first = book.worksheet_range("Figures").unwrap();
    let notice = Data::String("continued in the sheet Figures 2".to_owned());
    assert_eq!((first.height(), first.get_value((5, 0))), (6, Some(&notice)));
    assert_eq!(book.worksheet_range("Figures 2").unwrap().height(), 5);
    let run = book.worksheet_range("Run").unwrap();
    assert!(run.rows().any(|row| row[0] == "Figures" && row[1].to_string().contains("2 sheets")));
}

#[test]
fn the_same_rows_make_the_same_bytes() {
    assert_eq!(book(ROWS, 1), book(ROWS, 1));
}

#[test]
fn a_cell_holds_what_it_can() {
    assert_eq!(cut(&"a".repeat(40_000)).encode_utf16().count(), LONGEST_TEXT);
    assert_eq!(cut(&"🛢".repeat(40_000)).encode_utf16().count(), LONGEST_TEXT);
    assert_eq!(cut("short"), "short");
}

//! Text that would do something in a spreadsheet or on a terminal does nothing there, in any format.

#![cfg(feature = "cli")]

use calamine::Reader;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const HOSTILE: [&str; 8] = [
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "-2+3",
    "tab\there \"quoted\", comma; semicolon",
    "\u{1b}[31mred\u{1b}[0m \u{7} bell \u{1b}]0;title\u{7}",
    "\u{202e}الإيراني gnisrever\u{202c} 🛢️ 日本",
    "line one\r\nline two | pipe `code` <b>",
];

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_figures")).current_dir(folder).args(arguments).output().unwrap();
    assert!(
        output.status.code().is_some_and(|code| code < 2),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// Records with hostile titles, publishers, ids and sentences, and a sentence of 40,000 letters.
fn records(path: &Path) {
    let mut lines = String::new();
    for (number, hostile) in HOSTILE.iter().enumerate() {
        let english =
            "The ministry said on Monday that trade between the two countries has grown in the last few years.";
        let text = format!(
            "{english} {hostile} and Iran exported {number}5 million barrels of crude in May 2023, {hostile}. {english}"
        );
        let record = serde_json::json!({
            "id": format!("{number} {hostile}"), "title": hostile, "publisher": hostile, "text": text,
            "published": "2024-01-24",
        });
        lines += &format!("{record}\n");
    }
    let long = format!("Iran exported 77 million barrels of crude, {}.", "and more of it ".repeat(2_700));
    lines += &format!("{}\n", serde_json::json!({ "id": "long", "title": "Long", "text": long }));
    fs::write(path, lines).unwrap();
}

#[test]
fn hostile_text_harms_no_format() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    records(&folder.join("=1+1 🛢️.jsonl"));
    let formats = "csv,parquet,ndjson,json,arrow,md,xlsx";
    run(folder, &["extract", "=1+1 🛢️.jsonl", "--out", "t", "--format", formats, "--excel-csv", "--all"]);

    // CSV for spreadsheets: nothing that is no number begins like a formula, and every row is one line.
    let text = fs::read_to_string(folder.join("t/figures.csv")).unwrap();
    let mut csv = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let columns = csv.headers().unwrap().clone();
    let mut titles = 0;
    for record in csv.records() {
        let record = record.unwrap();
        for (name, cell) in columns.iter().zip(&record) {
            let begins = cell.starts_with(['=', '+', '-', '@', '\t']);
            let harmless = cell.parse::<f64>().is_ok() || name == "comparator" || !begins;
            assert!(harmless, "{name}: {cell:?}");
        }
        titles += usize::from(record.get(columns.iter().position(|name| name == "title").unwrap()) == Some("'-2+3"));
    }
    assert!(titles > 0);
    assert_eq!(text.lines().count(), csv::Reader::from_reader(text.as_bytes()).records().count() + 1);

    // A workbook: text, and no formula.
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.join("t/figures.xlsx")).unwrap();
    for sheet in book.sheet_names() {
        assert!(book.worksheet_formula(&sheet).unwrap().rows().flatten().all(String::is_empty), "{sheet}");
    }
    let figures = book.worksheet_range("Figures").unwrap();
    assert!(figures.rows().flatten().any(|cell| cell == HOSTILE[0]));
    assert!(figures.rows().flatten().all(|cell| cell.to_string().chars().count() <= 32_767));

    // JSON: the exact words.
    let json: Vec<serde_json::Value> =
        serde_json::from_str(&fs::read_to_string(folder.join("t/figures.json")).unwrap()).unwrap();
    for hostile in HOSTILE {
        assert!(json.iter().any(|row| row["title"] == hostile), "{hostile:?}");
    }
    // Markdown: one line a row.
    let markdown = fs::read_to_string(folder.join("t/figures.md")).unwrap();
    assert!(markdown.lines().all(|line| line.starts_with("| ") && line.ends_with(" |")));
}

#[test]
fn a_terminal_is_only_written_on() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    records(&folder.join("a.jsonl"));
    let commands: [&[&str]; 5] = [
        &["find", "exported", "barrels", "--from", "a.jsonl", "--all", "-n", "20"],
        &["count", "--by", "title,doc_id,publisher", "--from", "a.jsonl", "--all"],
        &["targets", "--from", "a.jsonl", "--all"],
        &["timeline", "--from", "a.jsonl", "--all"],
        &["extract", "a.jsonl", "--out", "t", "--all"],
    ];
    for arguments in commands {
        let output = run(folder, arguments);
        for bytes in [output.stdout, output.stderr] {
            let text = String::from_utf8(bytes).unwrap();
            let harmful = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}');
            assert!(!text.contains(harmful), "{arguments:?}: {text:?}");
        }
    }
}

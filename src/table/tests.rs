//! Round trips through every format, hostile text, and output folders that are made, made again and added to.

use super::article::Article;
use super::documents::Run;
use super::figures::{FigureRow, Figures};
use super::files::Layout;
use super::folder::{Folder, Mode};
use super::format::{Dialect, Format};
use super::frame::Frame;
use super::parquet::{File, Parquet};
use super::schema::Table;
use super::writer::{Writer, writer};
use super::{read, sample};
use crate::error::Result;
use crate::model::figure::Extraction;
use std::collections::BTreeMap;
use std::path::Path;

fn layout() -> Layout {
    Layout { formats: Format::ALL.to_vec(), wide: true, all: true, text: Dialect::default() }
}

fn write(path: &Path, mode: Mode, layout: Layout, grammar: &str, extractions: &[Extraction]) -> Result<usize> {
    let mut folder = Folder::open(path, mode, layout, Run::new(grammar))?;
    let queue = folder.queue();
    let passed: Vec<_> = queue.pass(extractions.iter().map(|one| Ok(one.document.clone()))).collect::<Result<_>>()?;
    for document in &passed {
        folder.push(extractions.iter().find(|one| one.document.id == document.id).unwrap(), |_| ())?;
    }
    folder.commit()?;
    Ok(queue.unchanged())
}

fn files(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect()
}

/// Every cell of a frame, as text.
fn texts(frame: &Frame<Figures>) -> Vec<Vec<String>> {
    (0..frame.height()).map(|row| frame.cells(row).map(|cell| cell.to_text().into_owned()).collect()).collect()
}

#[test]
fn parquet_read_back_is_the_frame_that_was_written() {
    let extraction = sample::extraction("a");
    let frame = super::frame(std::slice::from_ref(&extraction)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figures.parquet");
    let mut parquet = Parquet::new(std::fs::File::create(&path).unwrap(), Figures::heads(true), 2).unwrap();
    let article = &Article::new(&extraction);
    for figure in &extraction.figures {
        parquet.row(&Figures::cells(&FigureRow { article, figure })).unwrap();
    }
    parquet.finish().unwrap();
    let back = File::open(&path).unwrap().read(None, None).unwrap();
    assert_eq!(back.schema(), frame.data().schema());
    assert!(back.equals_missing(frame.data()));
    assert_eq!(frame.text(0, "value"), "30000000000.12");
    assert_eq!(frame.text(1, "normal_value"), "-40");
    assert_eq!(frame.text(3, "value_low"), "0.0000000001");
}

#[test]
fn arrow_holds_the_same_rows_and_says_what_columns_mean() {
    use polars_arrow::io::ipc::read::{FileReader, read_file_metadata};
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), Mode::Same, layout(), "g", &[sample::extraction("a")]).unwrap();
    let mut file = std::fs::File::open(folder.path().join("figures.arrow")).unwrap();
    let about = read_file_metadata(&mut file).unwrap();
    let value = about.schema.get("value").unwrap();
    assert!(value.metadata.as_ref().unwrap()["description"].contains("as said"));
    let rows: usize = FileReader::new(file, about, None, None).map(|batch| batch.unwrap().len()).sum();
    assert_eq!(rows, 4);
}

#[test]
fn the_package_describes_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let layout = Layout { formats: vec![Format::Csv], ..Layout::default() };
    write(folder.path(), Mode::Same, layout, "g", &[sample::extraction("a")]).unwrap();
    let text = std::fs::read_to_string(folder.path().join("datapackage.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut reader = csv::Reader::from_path(folder.path().join("figures.csv")).unwrap();
    let header: Vec<&str> = reader.headers().unwrap().iter().collect();
    let figures = &package["resources"][0]["schema"];
    let named: Vec<&str> =
        figures["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(named, header);
    assert_eq!(figures["primaryKey"], serde_json::json!(["figure_id"]));
    assert_eq!(figures["foreignKeys"][0]["reference"]["resource"], "documents");
}

#[test]
fn every_format_read_back_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), Mode::Same, layout(), "g", &[sample::extraction("a")]).unwrap();
    let read = |name: &str| texts(&read::figures(&folder.path().join(name)).unwrap());
    let parquet = read("figures.parquet");
    assert_eq!(read("figures.ndjson"), parquet);
    let one_line = |row: &Vec<String>| row.iter().map(|text| super::cell::one_line(text).into_owned()).collect();
    assert_eq!(read("figures.csv"), parquet.iter().map(one_line).collect::<Vec<Vec<String>>>());
    let json = std::fs::read_to_string(folder.path().join("figures.json")).unwrap();
    let lines = std::fs::read_to_string(folder.path().join("figures.ndjson")).unwrap();
    let objects: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&json).unwrap(), objects);
}

#[test]
fn hostile_text_stays_in_its_cell() {
    let extraction = sample::extraction("a");
    let article = &Article::new(&extraction);
    let mut bytes = Vec::new();
    let mut csv = writer(Format::Csv, Figures::heads(false), Dialect::default(), 1, &mut bytes).unwrap();
    for figure in &extraction.figures {
        csv.row(&Figures::cells(&FigureRow { article, figure })).unwrap();
    }
    csv.finish().unwrap();
    drop(csv);
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.lines().count(), 5, "one line a row: {text}");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let title = reader.headers().unwrap().iter().position(|name| name == "title").unwrap();
    let record = reader.records().next().unwrap().unwrap();
    assert_eq!(&record[0], "30 billion dollars");
    assert_eq!(&record[title], "=1+1 \u{1b}[31m\"Trade\", up");
}

#[test]
fn the_default_csv_holds_the_rows_in_scope() {
    let folder = tempfile::tempdir().unwrap();
    let layout = Layout { formats: vec![Format::Csv, Format::Parquet], ..Layout::default() };
    write(folder.path(), Mode::Same, layout, "g", &[sample::extraction("a")]).unwrap();
    let rows = |name: &str| read::figures(&folder.path().join(name)).unwrap().height();
    assert_eq!((rows("figures.csv"), rows("figures.parquet")), (3, 4));
}

#[test]
fn a_second_run_changes_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = [sample::extraction("a"), sample::extraction("b")];
    write(folder.path(), Mode::Same, layout(), "g", &inputs).unwrap();
    let before = files(folder.path());
    write(folder.path(), Mode::Same, layout(), "g", &inputs).unwrap();
    assert_eq!(files(folder.path()), before);
}

#[test]
fn other_documents_are_refused_and_harm_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), Mode::Same, layout(), "g", &[sample::extraction("a")]).unwrap();
    let before = files(folder.path());
    for inputs in [vec![sample::extraction("b")], vec![]] {
        let error = write(folder.path(), Mode::Same, layout(), "g", &inputs).unwrap_err().to_string();
        assert!(error.contains("--add") && error.contains("--fresh"), "{error}");
        assert_eq!(files(folder.path()), before);
    }
    write(folder.path(), Mode::Fresh, layout(), "g", &[sample::extraction("b")]).unwrap();
    assert_ne!(files(folder.path()), before);
}

#[test]
fn adding_gives_what_one_run_over_all_gives() {
    let (added, whole) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let [a, b, c] = ["a", "b", "c"].map(sample::extraction);
    let mut changed = a.clone();
    changed.document.text.push_str(" More.");
    changed.figures.pop();
    write(added.path(), Mode::Add, layout(), "g", &[a, b.clone()]).unwrap();
    let unchanged = write(added.path(), Mode::Add, layout(), "g", &[b.clone(), c.clone(), changed.clone()]).unwrap();
    write(whole.path(), Mode::Same, layout(), "g", &[changed, b, c]).unwrap();
    assert_eq!(unchanged, 1);
    assert_eq!(files(added.path()), files(whole.path()));
}

#[test]
fn another_grammar_makes_every_row_again() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = [sample::extraction("a")];
    write(folder.path(), Mode::Same, layout(), "g", &inputs).unwrap();
    assert_eq!(write(folder.path(), Mode::Add, layout(), "h", &inputs).unwrap(), 0);
    assert_eq!(write(folder.path(), Mode::Add, layout(), "h", &inputs).unwrap(), 1);
}

#[test]
fn formats_no_longer_asked_for_do_not_stay_behind() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("README.md"), "kept").unwrap();
    let inputs = [sample::extraction("a")];
    write(folder.path(), Mode::Same, layout(), "g", &inputs).unwrap();
    let layout = Layout { formats: vec![Format::Csv], ..Layout::default() };
    write(folder.path(), Mode::Same, layout, "g", &inputs).unwrap();
    let names: Vec<_> = files(folder.path()).into_keys().collect();
    assert_eq!(names, ["README.md", "datapackage.json", "documents.csv", "figures.csv", "manifest.json", "unread.csv"]);
}

#[test]
fn two_runs_at_once_do_not_mix() {
    let folder = tempfile::tempdir().unwrap();
    let _first = Folder::open(folder.path(), Mode::Same, layout(), Run::new("g")).unwrap();
    let second = Folder::open(folder.path(), Mode::Same, layout(), Run::new("g")).map(|_| ());
    assert!(second.unwrap_err().message.contains("another run"));
}

#[test]
fn a_line_that_is_no_row_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figures.csv");
    std::fs::write(&path, "figure_id,value\n0a,12\n0b,many\n").unwrap();
    let error = read::figures(&path).map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("figures.csv:3: column value holds \"many\", which is no decimal"), "{error}");
}

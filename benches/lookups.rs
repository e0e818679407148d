//! How long look-ups take over a million figures, cold, and in how much memory; beside DuckDB over the same file.
//!
//! ```sh
//! cargo bench --bench lookups                    # FIGURES=100000 for fewer; PYTHON=v/bin/python where duckdb is there
//! ```
//! The figures are those of `docs/articles.jsonl` again and again, each time with other ids, days, values and sentences.
//! Every look-up is a process of its own, so its time holds the program's start and the opening of the file.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use trade_figures::pipeline::{Extractor, Inputs};
use trade_figures::table::article::Article;
use trade_figures::table::cell::Cell;
use trade_figures::table::figures::{FigureRow, Figures};
use trade_figures::table::format::{Dialect, Format};
use trade_figures::table::schema::Table;
use trade_figures::table::writer::writer;

const LOOK_UPS: [&[&str]; 8] = [
    &["find", "crude", "production", "Norway"],
    &["find", "exports"],
    &["list", "--status", "plan", "--country", "Algeria", "-n", "20"],
    &["list", "--min", "5 mb/d", "--when", "2024", "-n", "20", "--sort=-value"],
    &["count", "--by", "measure,status"],
    &["count", "--by", "flags"],
    &["targets", "--country", "Italy", "-n", "20"],
    &["show", "00000000000f"],
];

/// Questions that are asked of DuckDB too, each with the look-up that answers it.
const SQL: [(&str, usize); 2] = [
    (
        "SELECT measure, status, count(*) FROM figures WHERE topic <> 'other' AND section IN ('title', 'body') GROUP BY ALL ORDER BY 3 DESC",
        4,
    ),
    (
        "SELECT * EXCLUDE (evidence, rule) FROM figures WHERE topic <> 'other' AND section IN ('title', 'body') AND status = 'plan' AND list_contains(countries, 'DZA') LIMIT 20",
        2,
    ),
];

fn main() {
    let rows: usize = std::env::var("FIGURES").ok().and_then(|rows| rows.parse().ok()).unwrap_or(1_000_000);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("figures-{rows}.parquet"));
    if !path.exists() {
        let start = Instant::now();
        make(rows, &path);
        println!("{rows} figures written in {:.1} s", start.elapsed().as_secs_f64());
    }
    println!("{} MB", fs::metadata(&path).unwrap().len() >> 20);
    let times: Vec<Duration> = LOOK_UPS.iter().map(|arguments| look_up(arguments, &path)).collect();
    for (sql, number) in SQL {
        match duckdb(sql, &path) {
            Some(time) => {
                let ratio = times[number].as_secs_f64() / time.as_secs_f64();
                let shown = LOOK_UPS[number].join(" ");
                println!("DuckDB {:6.0} ms; ours take {ratio:.1} times as long: {shown}", time.as_secs_f64() * 1000.0);
            }
            None => println!("skipped: PYTHON has no duckdb"),
        }
    }
}

/// Writes a file of so many figures.
fn make(rows: usize, path: &Path) {
    let extractor = Extractor::embedded().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let inputs = Inputs { paths: vec![root.join("docs/articles.jsonl")], ..Inputs::default() };
    let mut real: Vec<Vec<Cell<'static>>> = Vec::new();
    let documents = extractor.documents(&inputs).unwrap();
    extractor
        .extract_all(documents, 0, |extraction| {
            let article = &Article::new(&extraction);
            for figure in &extraction.figures {
                real.push(Figures::cells(&FigureRow { article, figure }).iter().map(owned).collect());
            }
            Ok(())
        })
        .unwrap();
    let at = |name: &str| Figures::position(name).unwrap();
    let file = fs::File::create(path.with_extension("part")).unwrap();
    let heads = Figures::heads(true);
    let mut parquet =
        writer(Format::Parquet, heads, Dialect::default(), Figures::BATCH, std::io::BufWriter::new(file)).unwrap();
    for number in 0..rows {
        let mut cells = real[number % real.len()].clone();
        cells[at("figure_id")] = Cell::owned(format!("{number:016x}"));
        cells[at("doc_id")] = Cell::owned(format!("news/{:06}", number / 8));
        cells[at("source")] = Cell::owned(format!("news/{:06}.txt", number / 8));
        let day =
            chrono::NaiveDate::from_ymd_opt(2015, 1, 1).unwrap() + chrono::Duration::days((number % 3_650) as i64);
        cells[at("published")] = Cell::Date(day);
        if let Cell::Decimal(value) = cells[at("value")] {
            cells[at("value")] = Cell::Decimal(value * rust_decimal::Decimal::new((number % 997) as i64 + 1, 2));
        }
        let sentence = format!("{} Desk note {number} of {day}.", cells[at("sentence")].to_text());
        cells[at("sentence")] = Cell::owned(sentence);
        parquet.row(&cells).unwrap();
    }
    parquet.finish().unwrap();
    fs::rename(path.with_extension("part"), path).unwrap();
}

fn owned(cell: &Cell<'_>) -> Cell<'static> {
    match cell {
        Cell::Null => Cell::Null,
        Cell::Text(text) => Cell::owned(text.clone().into_owned()),
        Cell::Json(json) => Cell::Json(json.clone().into_owned().into()),
        Cell::Decimal(number) => Cell::Decimal(*number),
        Cell::Float(number) => Cell::Float(*number),
        Cell::Integer(number) => Cell::Integer(*number),
        Cell::Date(day) => Cell::Date(*day),
        Cell::List(texts) => Cell::List(texts.iter().map(|text| text.clone().into_owned().into()).collect()),
    }
}

/// Runs a look-up, and says how long it took and how much memory it had at most.
fn look_up(arguments: &[&str], path: &Path) -> Duration {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_figures"))
        .args(arguments)
        .arg("--from")
        .arg(path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut memory = 0;
    while child.try_wait().unwrap().is_none() {
        memory = peak(child.id()).unwrap_or(memory);
        std::thread::sleep(Duration::from_millis(2));
    }
    let time = start.elapsed();
    println!("{:6.0} ms {memory:6} MB  {}", time.as_secs_f64() * 1000.0, arguments.join(" "));
    time
}

/// The most memory that a process had so far, in MB, where the system tells.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes >> 10)
}

/// How long DuckDB takes for a question, without its start.
fn duckdb(sql: &str, path: &Path) -> Option<Duration> {
    let python = std::env::var("PYTHON").unwrap_or("python3".to_owned());
    let program = "import duckdb, sys, time\nt = time.time()\nduckdb.sql(sys.argv[1].replace('figures', repr(sys.argv[2]))).fetchall()\nprint(time.time() - t)";
    let output = Command::new(python).args(["-c", program, sql]).arg(path).output().ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok().map(Duration::from_secs_f64)
}

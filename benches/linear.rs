//! Whether the work grows as the text does: texts of one repeated piece, each against ordinary news and against a text
//! ten times as long.
//!
//! ```sh
//! cargo bench --no-default-features --bench linear              # a megabyte of each shape
//! cargo bench --no-default-features --bench linear -- digits    # the shapes whose names hold a word
//! KILOBYTES=100 cargo bench --no-default-features --bench linear # a tenth of it
//! ```
//! Times are of this thread's own work (CPU time). The last column is how many times as long ten times the text takes:
//! 10 is linear. It ends in failure where a shape takes more than `MOST` times what news takes, or grows much faster.

#[path = "../tests/columns/mod.rs"]
mod columns;
#[path = "../tests/shapes/mod.rs"]
mod shapes;

use cpu_time::ThreadTime;
use shapes::{SHAPES, text};
use std::time::Duration;
use trade_figures::pipeline::Extractor;

/// How many times as long as news a text of another shape may take: some hold thirty times as many figures.
const MOST: f64 = 20.0;
/// How many times as long ten times the text may take: a text that leaves the caches takes more than ten times as long, work
/// that grows with the square of it a hundred times.
const GROWTH: f64 = 20.0;

fn main() {
    // `cargo test --benches` asks for a run that only shows that it works.
    let trial = std::env::args().any(|argument| argument == "--test");
    let named = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    let kilobytes: usize = std::env::var("KILOBYTES").ok().and_then(|text| text.parse().ok()).unwrap_or(1000);
    let size = if trial { 1 << 10 } else { kilobytes * 1000 };
    let extractor = Extractor::embedded().unwrap_or_else(|error| panic!("{error}"));
    let time = |piece: &str, bytes: usize| -> (Duration, usize) {
        let document = columns::article("text", &text(piece, bytes), columns::day("2024-01-26"));
        let started = ThreadTime::now();
        let figures = extractor.extract(document).figures.len();
        (started.elapsed(), figures)
    };
    let news = time(SHAPES[0].1, size).0;
    let mut wrong = Vec::new();
    println!("{:<34}{:>9}{:>9}{:>9}{:>9}", "shape", "ms", "of news", "growth", "figures");
    for (name, piece) in SHAPES.iter().filter(|(name, _)| name.contains(&named)) {
        let (tenth, _) = time(piece, size / 10);
        let (whole, figures) = time(piece, size);
        let (against, growth) = (ratio(whole, news), ratio(whole, tenth));
        println!("{name:<34}{:>9.1}{against:>9.2}{growth:>9.1}{figures:>9}", whole.as_secs_f64() * 1e3);
        // What takes a few milliseconds is too short to tell how it grows.
        if against > MOST || growth > GROWTH && whole > Duration::from_millis(50) {
            wrong.push(*name);
        }
    }
    assert!(trial || wrong.is_empty(), "these do not grow as their text does: {}", wrong.join(", "));
}

fn ratio(above: Duration, below: Duration) -> f64 {
    above.as_secs_f64() / below.as_secs_f64().max(1e-6)
}

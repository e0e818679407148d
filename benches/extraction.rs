//! How fast text is read: extraction as a whole, its first layers alone, and building the grammar at start-up.
//!
//! ```sh
//! cargo bench --no-default-features --bench extraction
//! ```
//! Times are of this thread's own work (CPU time), so that a busy machine does not change them much; one core, text
//! already in memory. The texts are the annotated articles beside the project's folder where there are any (see
//! `tests/shared/mod.rs`), else the sample articles, repeated to about a megabyte. Each figure is the median of its runs.

#[path = "../tests/shared/mod.rs"]
mod shared;

use cpu_time::ThreadTime;
use std::path::Path;
use std::time::Duration;
use trade_figures::model::document::Document;
use trade_figures::pipeline::{Extractor, Inputs};
use trade_figures::segment::Segmenter;

/// How much text one run reads, in bytes.
const TEXT: usize = 1 << 20;
const RUNS: usize = 7;

fn main() {
    // `cargo test --benches` asks for a run that only shows that it works.
    let trial = std::env::args().any(|argument| argument == "--test");
    let extractor = Extractor::embedded().unwrap_or_else(|error| panic!("{error}"));
    let (source, articles) = articles(&extractor);
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let (rounds, runs) = if trial { (1, 1) } else { (TEXT.div_ceil(bytes), RUNS) };
    println!("{} articles of {source}, {bytes} bytes, {rounds} times over; median of {runs} runs", articles.len());
    let each = |work: &dyn Fn(&Document)| {
        median(runs, || {
            for _ in 0..rounds {
                articles.iter().for_each(work);
            }
        })
    };
    let figures: usize = articles.iter().map(|article| extractor.extract(article.clone()).figures.len()).sum();
    let megabytes = (bytes * rounds) as f64 / 1e6;
    let rate = |name: &str, time: Duration| println!("{name:<22}{:>8.2} MB/s", megabytes / time.as_secs_f64());
    rate("extraction", each(&|article| drop(extractor.extract(article.clone()))));
    rate("mentions", each(&|article| drop(extractor.mentions(article))));
    let segmenter = Segmenter::new(extractor.grammar());
    rate("sentences", each(&|article| drop(segmenter.segment(article))));
    println!("{:<22}{:>8.2} a kilobyte", "figures", figures as f64 * 1e3 / bytes as f64);
    let start = median(runs, || drop(Extractor::embedded()));
    println!("{:<22}{:>8.1} ms", "grammar at start-up", start.as_secs_f64() * 1e3);
}

/// The median CPU time of `runs` runs, after one that does not count.
fn median(runs: usize, work: impl Fn()) -> Duration {
    work();
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let started = ThreadTime::now();
            work();
            started.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

/// Where the texts come from, and the texts.
fn articles(extractor: &Extractor) -> (&'static str, Vec<Document>) {
    let (source, path) = match shared::folder() {
        Some(folder) => ("dev_docs.jsonl", folder.join("gold/dev_docs.jsonl")),
        None => ("seeds", Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")),
    };
    let inputs = Inputs { paths: vec![path], ..Inputs::default() };
    let documents = extractor.documents(&inputs).unwrap_or_else(|error| panic!("{error}"));
    (source, documents.map(|document| document.unwrap_or_else(|error| panic!("{error}"))).collect())
}

//! The work grows as the text does: counted in allocations and in the bytes of them, not in time, on texts of one shape.
//!
//! Reading a sentence takes more than its length where it holds many figures, so no sentence may be long; what reaches
//! beyond sentences shows in what it allocates. `cargo bench --bench linear` measures the same shapes in time.

mod columns;
mod shapes;

use shapes::{SHAPES, text};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use trade_figures::model::figure::Extraction;
use trade_figures::pipeline::Extractor;

/// Counts what each thread asks of the system's allocator.
struct Counting;

thread_local! {
    static WORK: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

fn count(bytes: usize) {
    let _ = WORK.try_with(|work| {
        let (calls, sum) = work.get();
        work.set((calls + 1, sum + bytes));
    });
}

// Each call goes to the system's allocator as it came.
#[allow(unsafe_code, reason = "an allocator cannot be written otherwise")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The shorter text, in bytes: longer than the longest sentence.
const SHORT: usize = 4_500;
/// How many times as long the longer one is (a power of two, as lists grow by doubling), and how much more work it may be.
const LONGER: usize = 4;
const MOST: f64 = 5.0;

/// An extraction, with how often it allocated and how many bytes.
fn work(extractor: &Extractor, piece: &str, bytes: usize) -> (Extraction, usize, usize) {
    let document = columns::article("text", &text(piece, bytes), columns::day("2024-01-26"));
    WORK.set((0, 0));
    let extraction = extractor.extract(document);
    let (calls, sum) = WORK.get();
    (extraction, calls, sum)
}

#[test]
fn four_times_the_text_is_four_times_the_work() {
    let extractor = Extractor::embedded().unwrap();
    let mut wrong = Vec::new();
    for (name, piece) in SHAPES {
        let (_, calls, bytes) = work(&extractor, piece, SHORT);
        let (longer, more_calls, more_bytes) = work(&extractor, piece, SHORT * LONGER);
        // A few allocations are made once a document, whatever its length.
        let grows = |less: usize, more: usize| more as f64 / (less.max(1_000) as f64) > MOST;
        if grows(calls, more_calls) || grows(bytes, more_bytes) {
            wrong.push(format!("{name}: allocations {calls} then {more_calls}, bytes {bytes} then {more_bytes}"));
        }
        if let Some(sentence) = longer.sentences.iter().find(|sentence| sentence.span.len() > 4_100) {
            wrong.push(format!("{name}: a sentence of {} bytes", sentence.span.len()));
        }
    }
    assert!(wrong.is_empty(), "these take more work than their length:\n{}", wrong.join("\n"));
}

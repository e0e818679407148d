//! Tables for a terminal: rows of short texts, as wide as the terminal is.

use super::answer::Answer;
use super::output::{WIDTH, is_terminal};
use comfy_table::{ContentArrangement, Table as Grid};

/// A table whose only line is the one below its header, as comfy_table writes it.
const LINE_BELOW_HEADER: &str = "     ──            ";
/// How many digits of an id are shown: enough for `figures show`.
const SHOWN_OF_ID: usize = 8;
/// How many letters of a cell are shown.
const LONGEST: usize = 60;

/// The heads of a row of figures.
pub const HEADS: [&str; 8] = ["value", "status", "measure", "parties", "time", "said by", "quote", "id"];

/// A figure as a row.
pub fn row(answer: &Answer<'_>) -> Vec<String> {
    let cells = [
        answer.value(),
        answer.text("status"),
        answer.measure(),
        answer.parties(),
        answer.time(),
        answer.text("attribution"),
        answer.text("quote"),
        id(answer),
    ];
    cells.into_iter().map(shortened).collect()
}

/// As much of a figure's id as is needed to show it.
pub fn id(answer: &Answer<'_>) -> String {
    answer.text("figure_id").chars().take(SHOWN_OF_ID).collect()
}

/// A table for a terminal, or for a file as wide as a terminal usually is.
pub fn grid<'r>(heads: &[&str], rows: impl IntoIterator<Item = &'r Vec<String>>) -> String {
    let mut grid = Grid::new();
    grid.load_preset(LINE_BELOW_HEADER).set_content_arrangement(ContentArrangement::Dynamic);
    if !is_terminal() {
        grid.set_width(WIDTH);
    }
    grid.set_header(heads);
    grid.add_rows(rows);
    // No blanks at the ends of lines: they help nobody.
    grid.to_string().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The beginning of a long text.
pub fn shortened(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

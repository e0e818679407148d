//! What `extract` prints: how much was found, what was left out and how to see it, and the most telling rows.

use super::answer::Answer;
use super::grid::{HEADS, grid, row};
use super::output::FAINT;
use crate::model::document::Outcome;
use crate::model::figure::Extraction;
use crate::table::cell::Cell;
use crate::table::figures::Figures;
use crate::table::schema::Table;
use std::io::{self, Write};
use std::path::Path;

/// How many rows are shown.
const SHOWN: usize = 10;

/// Counts, and the most telling rows so far.
pub struct Summary {
    all: bool,
    read: usize,
    skipped: usize,
    failed: usize,
    unchanged: usize,
    undated: usize,
    figures: usize,
    out_of_scope: usize,
    unread: usize,
    /// The rows to show with how much each tells, the most telling first.
    rows: Vec<(u32, Vec<String>)>,
}

impl Summary {
    /// Nothing counted yet; `all` counts figures out of scope as shown.
    pub fn new(all: bool) -> Summary {
        Summary {
            all,
            read: 0,
            skipped: 0,
            failed: 0,
            unchanged: 0,
            undated: 0,
            figures: 0,
            out_of_scope: 0,
            unread: 0,
            rows: vec![],
        }
    }

    /// Counts what one document gave.
    pub fn note(&mut self, extraction: &Extraction) {
        match extraction.outcome {
            Outcome::Ok => self.read += 1,
            Outcome::Skipped => self.skipped += 1,
            Outcome::Error => self.failed += 1,
        }
        self.undated += usize::from(extraction.outcome == Outcome::Ok && extraction.document.published.is_none());
        self.figures += extraction.figures.len();
        self.unread += extraction.unread.len();
    }

    /// Takes the cells of a figure, and keeps it if it tells more than one of those kept.
    pub fn row(&mut self, cells: &[Cell<'_>]) {
        if !self.all && !Figures::in_scope(cells) {
            self.out_of_scope += 1;
            return;
        }
        let answer = Answer::new(cells);
        let telling = answer.telling();
        let place = self.rows.partition_point(|(kept, _)| *kept >= telling);
        if place < SHOWN {
            self.rows.insert(place, (telling, row(&answer)));
            self.rows.truncate(SHOWN);
        }
    }

    /// How many documents were read, understood or not.
    pub fn read(&self) -> usize {
        self.read + self.skipped
    }

    /// Says how many documents were left as they are.
    pub fn unchanged(&mut self, documents: usize) {
        self.unchanged = documents;
    }

    /// Writes counts and rows; `folder` is where the tables are.
    ///
    /// # Errors
    /// Fails where `out` cannot be written to.
    pub fn write(&self, out: &mut impl Write, folder: Option<&Path>) -> io::Result<()> {
        if !self.rows.is_empty() {
            writeln!(out, "{}\n", grid(&HEADS, self.rows.iter().map(|(_, row)| row)))?;
        }
        writeln!(out, "{}", self.counts())?;
        if self.out_of_scope > 0 {
            let rest = "of other topics, in teasers or boilerplate: left out of CSV and look-ups, --all shows them";
            writeln!(out, "{FAINT}{} {rest}{FAINT:#}", counted(self.out_of_scope, "figure"))?;
        }
        if self.undated > 0 {
            let rest =
                "without a date of publication: \"last year\" has no days there, --published or --documents gives it";
            writeln!(out, "{FAINT}{} {rest}{FAINT:#}", counted(self.undated, "document"))?;
        }
        if let Some(folder) = folder {
            let what =
                if self.unread > 0 { "; the table unread lists the numbers that were not understood" } else { "" };
            writeln!(out, "{FAINT}The tables are in {}{what}{FAINT:#}", folder.display())?;
        }
        out.flush()
    }

    /// The counts as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "documents": self.read,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "not_readable": self.failed,
            "undated": self.undated,
            "figures": self.figures,
            "out_of_scope": self.out_of_scope,
            "not_understood": self.unread,
        })
    }

    fn counts(&self) -> String {
        let mut parts = vec![format!("{} read", counted(self.read, "document"))];
        let others = [(self.unchanged, "unchanged"), (self.skipped, "skipped"), (self.failed, "not readable")];
        parts.extend(others.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}")));
        parts.push(counted(self.figures, "figure"));
        if self.unread > 0 {
            parts.push(format!("{} not understood", counted(self.unread, "number")));
        }
        parts.join(", ")
    }
}

/// A number with what it counts.
pub fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{self, sample};

    #[test]
    fn counts_and_the_most_telling_row_first() {
        let mut summary = Summary::new(false);
        let extraction = sample::extraction("a");
        summary.note(&extraction);
        let frame = table::frame(&[extraction]).unwrap();
        (0..frame.height()).for_each(|row| summary.row(&frame.cells(row).collect::<Vec<_>>()));
        let mut out = Vec::new();
        summary.write(&mut out, None).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("1 document read, 4 figures, 1 number not understood"), "{text}");
        assert!(text.contains("1 figure of other topics"), "{text}");
        assert_eq!(summary.rows.len(), 3);
        assert_eq!(summary.rows[0].1[0], "30,000,000,000.12 USD");
    }
}

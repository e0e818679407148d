//! Progress of long runs, on standard error, and only where that is a terminal.

use super::output::complain;
use crate::error::Error;
use crate::model::document::Outcome;
use crate::model::figure::Extraction;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// How long a run lasts before its progress is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts documents and figures while they come, and says which documents could not be read.
pub struct Progress {
    bar: ProgressBar,
    start: Instant,
    figures: usize,
    failed: bool,
}

impl Progress {
    /// A counter that is at 0.
    pub fn new() -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_style(ProgressStyle::with_template("{spinner} {pos} documents, {msg} figures").expect("a template"));
        Progress { bar, start: Instant::now(), figures: 0, failed: false }
    }

    /// Counts a document, and complains where it could not be read or was skipped.
    pub fn note(&mut self, extraction: &Extraction) {
        if self.bar.is_hidden() && self.start.elapsed() > PATIENCE && std::io::stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.figures += extraction.figures.len();
        self.bar.set_message(self.figures.to_string());
        self.bar.inc(1);
        if extraction.outcome == Outcome::Ok {
            return;
        }
        self.failed |= extraction.outcome == Outcome::Error;
        let message = extraction.message.as_deref().unwrap_or("could not be read");
        let source = &extraction.document.source;
        let sentence = if source.is_empty() { message.to_owned() } else { format!("{source}: {message}") };
        self.bar.suspend(|| complain(&sentence));
    }

    /// Counts a document that could not be read, and complains.
    pub fn fail(&mut self, error: &Error) {
        self.failed = true;
        self.bar.suspend(|| complain(&error.to_string()));
    }

    /// Whether a document could not be read.
    pub fn failed(&self) -> bool {
        self.failed
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

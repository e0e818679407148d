//! Quotations: which steps of a sentence are quoted, and who speaks where a quotation runs over several sentences.
//!
//! ```text
//! “A rose 5%. B fell 3%,” X said. “C will follow.”      X speaks in all three
//! ```

use super::{Source, Sources};
use crate::link::line::Line;
use crate::model::figure::Distance;
use smallvec::SmallVec;

/// The quoted steps of one sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quoted {
    /// The quoted stretches: first step, one past the last.
    pub parts: SmallVec<[(usize, usize); 2]>,
    /// Whether a quotation of an earlier sentence runs on here.
    pub goes_on: bool,
    /// Whether a quotation is open at the end.
    pub open: bool,
}

impl Quoted {
    /// Whether a step is quoted.
    pub fn contains(&self, step: usize) -> bool {
        self.parts.iter().any(|(from, to)| *from <= step && step < *to)
    }

    /// Whether the sentence begins inside a quotation or with one.
    fn leads(&self) -> bool {
        self.parts.first().is_some_and(|(from, _)| *from == 0)
    }
}

/// The quoted steps of a sentence; `open` says that a quotation runs on from the sentence before.
pub fn quoted(line: &Line, open: bool) -> Quoted {
    let mut found = Quoted { goes_on: open, ..Quoted::default() };
    let mut from = open.then_some(0);
    for step in 0..line.len() {
        let mark = if line.is_any_mark(step) { line.words(line.steps[step].span) } else { "" };
        let begins = mark == "\u{201c}" || mark == "\"" && (from.is_none() || step == 0);
        let ends = mark == "\u{201d}" || mark == "\"" && !begins;
        if begins && from.is_none_or(|_| step == 0) {
            from = Some(step);
        } else if ends && let Some(start) = from.take() {
            found.parts.push((start, step + 1));
        }
    }
    if let Some(start) = from {
        found.parts.push((start, line.len()));
        found.open = true;
    }
    found
}

/// The speaker of the quotation that is read, and the sentences of it that wait for theirs.
#[derive(Default)]
pub struct Speech {
    speaker: Option<Source>,
    waiting: Vec<usize>,
}

impl Speech {
    /// Takes in the sentence `index`: gives its quoted stretches, and those before it that waited, their speaker.
    pub fn hear(&mut self, index: usize, marks: &Quoted, all: &mut [Sources], lines: &[Line]) {
        let outer = all[index].iter().rev().find(|source| source.speaks).cloned();
        if !marks.goes_on && !marks.leads() {
            self.waiting.clear();
            self.speaker = None;
        }
        match outer {
            Some(outer) => {
                for earlier in self.waiting.drain(..) {
                    let to = lines[earlier].len();
                    all[earlier].push(Source { from: 0, to, rank: Source::QUOTED, ..afar(&outer) });
                }
                self.speaker = (!marks.parts.is_empty()).then_some(outer);
            }
            None if marks.parts.is_empty() => {}
            None => match &self.speaker {
                Some(speaker) => {
                    let parts = marks.parts.iter().map(|(from, to)| Source {
                        from: *from,
                        to: *to,
                        rank: Source::QUOTED,
                        ..afar(speaker)
                    });
                    all[index].extend(parts);
                }
                None if marks.open => self.waiting.push(index),
                None => {}
            },
        }
    }
}

/// The same source, named in another sentence.
fn afar(source: &Source) -> Source {
    let said = source.said.clone().map(|said| said.from_afar(Distance::Earlier));
    Source { said, own: (0, 0), ..source.clone() }
}

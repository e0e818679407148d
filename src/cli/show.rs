//! `figures show`: one row whole, with the proof of each slot.

use super::answer::Answer;
use super::load::From;
use super::output::{Ended, FAINT, STRONG, Status, complain, stdout};
use crate::error::Error;
use crate::pipeline::Extractor;
use crate::table::cell::{Cell, printable};
use crate::table::documents::Documents;
use crate::table::figures::Figures;
use crate::table::frame::Frame;
use crate::table::json;
use crate::table::lookup::by_id;
use crate::table::schema::Table;
use clap::Args;
use std::collections::HashSet;
use std::io::{self, Write};

/// Show one figure whole, with the proof of each slot
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures show 5f3c
  figures show 5f3c09a1b2c3d4e5 --from output/figures.csv")]
pub struct Show {
    /// The figure_id, or the beginning of it.
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    from: From,
    /// Write the row as JSON.
    #[arg(long)]
    json: bool,
}

/// How many letters of the text are shown before and after the figure.
const CONTEXT: usize = 240;
/// How many ids are named where a beginning is not enough.
const NAMED: usize = 5;

impl Show {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let loaded = self.from.load(extractor)?;
        match by_id(&loaded.source, &self.id)?[..] {
            [] => {
                complain(&format!("no figure has an id that begins with {}; `figures find` shows ids", self.id));
                Ok(Status::Nothing.unless(loaded.failed))
            }
            [row] => {
                let frame = loaded.source.rows(&[row], None)?;
                let cells: Vec<Cell<'_>> = frame.cells(0).collect();
                let mut out = stdout();
                if self.json {
                    writeln!(out, "{}", json::object(&Figures::heads(true), &cells))?;
                } else {
                    let id = HashSet::from([frame.text(0, "doc_id")]);
                    let document = loaded.documents(&id, None)?;
                    write_row(&mut out, &cells, extractor)?;
                    write_passage(&mut out, &cells, &document)?;
                    writeln!(out, "\nTo cite\n  {}", citation(&Answer::new(&cells), &document))?;
                }
                out.flush()?;
                Ok(Status::Done.unless(loaded.failed))
            }
            ref rows => {
                let shown = &rows[..rows.len().min(NAMED)];
                let ids = loaded.source.rows(shown, Some(&["figure_id"]))?;
                let ids: Vec<&str> = ids.strings("figure_id").flatten().collect();
                let message = format!(
                    "{} figures have an id that begins with {}: {} ... Give more of it",
                    rows.len(),
                    self.id,
                    ids.join(", ")
                );
                Err(Error::new(message).into())
            }
        }
    }
}

fn write_row(out: &mut impl Write, cells: &[Cell<'_>], extractor: &Extractor) -> io::Result<()> {
    let answer = Answer::new(cells);
    writeln!(out, "{}\n\n  {}\n", answer.line(), answer.sentence())?;
    for (column, cell) in Figures::COLUMNS.iter().zip(cells) {
        if !cell.is_null() && !matches!(column.name, "evidence" | "sentence") {
            writeln!(out, "{FAINT}{:<18}{FAINT:#} {}", column.name, printable(&cell.to_text()))?;
        }
    }
    let evidence = Figures::position("evidence").map_or("".into(), |at| cells[at].to_text());
    write_evidence(out, &evidence, extractor)
}

/// The passage that the figure stands in, where the text of its document is at hand.
fn write_passage(out: &mut impl Write, cells: &[Cell<'_>], document: &Frame<Documents>) -> io::Result<()> {
    let text = if document.height() > 0 { document.text(0, "text") } else { String::new() };
    let at = |name: &str| match Figures::position(name).map(|at| &cells[at]) {
        Some(Cell::Integer(place)) => usize::try_from(*place).ok(),
        _ => None,
    };
    let place = |point: usize| text.char_indices().map(|(byte, _)| byte).chain([text.len()]).nth(point);
    let (Some(start), Some(end)) = (at("start").and_then(place), at("end").and_then(place)) else { return Ok(()) };
    if start >= end {
        return Ok(());
    }
    let before = &text[..start];
    let first = before.char_indices().rev().take(CONTEXT).last().map_or(start, |(byte, _)| byte);
    let last = text[end..].char_indices().nth(CONTEXT).map_or(text.len(), |(byte, _)| end + byte);
    let dots = |cut: bool| if cut { "…" } else { "" };
    let shown = |part: &str| printable(part).into_owned();
    writeln!(
        out,
        "\nContext\n  {}{}{STRONG}{}{STRONG:#}{}{}",
        dots(first > 0),
        shown(&text[first..start]).trim_start(),
        shown(&text[start..end]),
        shown(&text[end..last]).trim_end(),
        dots(last < text.len()),
    )
}

/// Who wrote what, where and when, and the words: a citation in plain text.
fn citation(answer: &Answer<'_>, document: &Frame<Documents>) -> String {
    let known = |name: &str| if document.height() > 0 { document.text(0, name) } else { String::new() };
    let quoted = |text: String| if text.is_empty() { text } else { format!("\u{201c}{text}\u{201d}") };
    let address = match (known("url"), answer.text("source")) {
        (url, _) if !url.is_empty() => url,
        (_, source) => source,
    };
    let parts =
        [known("author"), quoted(answer.text("title")), answer.text("publisher"), answer.text("published"), address];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let cited = format!("{}: {}.", parts.join(", "), quoted(answer.text("quote")));
    printable(&cited).into_owned()
}

/// The proof of each slot, from its JSON.
pub fn write_evidence(out: &mut impl Write, json: &str, extractor: &Extractor) -> io::Result<()> {
    let proofs: Vec<serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
    let mut proofs = proofs.iter().filter(|proof| proof["words"] != "").peekable();
    if proofs.peek().is_some() {
        writeln!(out, "\nProof")?;
    }
    for proof in proofs {
        let part = |name: &str| printable(proof[name].as_str().unwrap_or_default()).into_owned();
        let rule = place(extractor, &part("rule"));
        writeln!(
            out,
            "{FAINT}{:<18}{FAINT:#} {STRONG}{}{STRONG:#} in the {} {FAINT}{rule}{FAINT:#}",
            part("slot"),
            part("words"),
            part("distance"),
        )?;
    }
    Ok(())
}

/// A grammar entry's name, with file and line where they are known.
pub fn place(extractor: &Extractor, rule: &str) -> String {
    extractor.place_of_rule(rule).map_or(rule.to_owned(), |(file, line)| format!("{rule} ({file}:{line})"))
}

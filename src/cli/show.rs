//! `figures show`: one row whole, with the proof of each slot.

use super::answer::Answer;
use super::load::From;
use super::output::{Ended, FAINT, STRONG, Status, complain, stdout};
use crate::error::Error;
use crate::pipeline::Extractor;
use crate::table::cell::printable;
use crate::table::figures::Figures;
use crate::table::frame::Frame;
use crate::table::lookup::by_id;
use crate::table::schema::Table;
use clap::Args;
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
}

/// How many ids are named where a beginning is not enough.
const NAMED: usize = 5;

impl Show {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        let loaded = self.from.load(extractor)?;
        match by_id(&loaded.frame, &self.id)[..] {
            [] => {
                complain(&format!("no figure has an id that begins with {}; `figures find` shows ids", self.id));
                Ok(Status::Nothing.unless(loaded.failed))
            }
            [row] => {
                let mut out = stdout();
                write_row(&mut out, &loaded.frame, row, extractor)?;
                out.flush()?;
                Ok(Status::Done.unless(loaded.failed))
            }
            ref rows => {
                let ids: Vec<_> = rows.iter().take(NAMED).map(|&row| loaded.frame.text(row, "figure_id")).collect();
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

fn write_row(out: &mut impl Write, frame: &Frame<Figures>, row: usize, extractor: &Extractor) -> io::Result<()> {
    let cells: Vec<_> = frame.cells(row).collect();
    let answer = Answer::new(&cells);
    writeln!(out, "{}\n\n  {}\n", answer.line(), answer.sentence())?;
    for column in Figures::COLUMNS.iter().filter(|column| !matches!(column.name, "evidence" | "sentence")) {
        let cell = frame.cell(row, column.name);
        if !cell.is_null() {
            writeln!(out, "{FAINT}{:<18}{FAINT:#} {}", column.name, printable(&cell.to_text()))?;
        }
    }
    write_evidence(out, &frame.text(row, "evidence"), extractor)
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

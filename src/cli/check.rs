//! `figures grammar check`: the grammar's examples are run.

use super::output::{Ended, Status, complain, stdout};
use crate::pipeline::Extractor;
use clap::Subcommand;
use std::io::Write;

/// Work with the grammar
#[derive(Subcommand)]
pub enum Grammar {
    /// Check that every grammar file is well formed and every example in it holds
    #[command(after_help = "\
Examples:
  figures grammar check
  figures grammar check --grammar my-grammar")]
    Check,
}

pub fn run(extractor: &Extractor) -> Ended {
    let (examples, failures) = extractor.check_grammar();
    failures.iter().for_each(|failure| complain(&failure.to_string()));
    let mut out = stdout();
    writeln!(out, "{examples} examples, {} failed", failures.len())?;
    out.flush()?;
    Ok(if failures.is_empty() { Status::Done } else { Status::Nothing })
}

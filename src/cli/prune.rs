//! `figures prune`: the figures of articles that are gone leave the tables.

use super::load::OUTPUT;
use super::output::{Ended, Status, stdout};
use super::schema::vocabulary;
use super::summary::counted;
use crate::error::Error;
use crate::pipeline::Extractor;
use crate::table::documents::Run;
use crate::table::files::Layout;
use crate::table::folder::{Folder, Mode};
use crate::table::manifest::{Input, Manifest};
use crate::table::weblink::is_address;
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Drop the figures of articles whose files are gone from a folder of tables
///
/// What was read from standard input, or stands on the web, stays.
#[derive(Args)]
#[command(after_help = "\
Examples:
  figures prune --dry-run
  figures prune tables")]
pub struct Prune {
    /// The folder of tables.
    #[arg(value_name = "DIR", default_value = OUTPUT)]
    folder: PathBuf,
    /// Only say what would be dropped.
    #[arg(long)]
    dry_run: bool,
}

impl Prune {
    pub fn run(&self, extractor: &Extractor) -> Ended {
        if Manifest::read(&self.folder)?.is_none() {
            return Err(
                Error::in_file(&self.folder, "holds no tables; name the folder that `figures extract` wrote").into()
            );
        }
        let run = Run { vocabulary: vocabulary(extractor.grammar()), ..Run::new(extractor.grammar_hash()) };
        let mut folder = Folder::open(&self.folder, Mode::Add, Layout::default(), run)?;
        let dropped = folder.drop_documents(is_gone);
        let mut out = stdout();
        for document in &dropped {
            writeln!(out, "{}", document.source)?;
        }
        let done = if self.dry_run { "would be dropped" } else { "dropped" };
        writeln!(out, "{} {done}", counted(dropped.len(), "document"))?;
        out.flush()?;
        if !self.dry_run && !dropped.is_empty() {
            folder.commit()?;
        }
        Ok(Status::Done)
    }
}

fn is_gone(input: &Input) -> bool {
    input.source != "-" && !is_address(&input.source) && !Path::new(&input.source).exists()
}
